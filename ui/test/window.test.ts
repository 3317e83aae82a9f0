// The window over the invented office: what is seen, what a key does, what the office is told.
import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import App from '../src/App.svelte';
import { useDoor, type Door } from '../src/ipc/call.ts';
import { publish } from '../src/ipc/events.ts';
import { nav } from '../src/shared/nav.svelte.ts';
import { over } from '../src/shell/over.svelte.ts';
import { calls, commands, door } from './office.ts';
import './later.ts';

const told = (name: string): unknown[] => calls.filter((one) => one.name === name).map((one) => one.args);
const key = (code: string, more: KeyboardEventInit = {}): Promise<boolean> => fireEvent.keyDown(document.body, { code, key: code, ...more });

/** A door that answers one command otherwise, and tells of no reminders. */
function but(name: string, answer: () => unknown): Door {
  return async (asked, args) => {
    if (asked === name) return answer();
    return asked === 'reminders.look' ? { total: 0, today: 0, missed: 0, first: [] } : door(asked, args);
  };
}

async function opened(): Promise<void> {
  render(App);
  await screen.findByRole('row', { name: /ТОВ «Світлана»/u });
}

async function openRequest(name: RegExp): Promise<HTMLElement> {
  await opened();
  await fireEvent.click(screen.getByRole('row', { name }));
  return screen.findByRole('region', { name: /^Листування/u });
}

async function accessible(): Promise<string[]> {
  const result = await axe.run(document.body, { iframes: false, rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } });
  return result.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
}

beforeEach(() => {
  useDoor(but('', () => null));
  Object.defineProperty(window, 'innerWidth', { value: 1360, configurable: true });
  window.dispatchEvent(new Event('resize'));
  nav.go({ screen: 'requests', view: 'open', id: null });
  over.close();
  calls.length = 0;
});

describe('requests', () => {
  it('r1_says_states_in_words_and_counts_in_the_sidebar', async () => {
    await opened();
    const row = screen.getByRole('row', { name: /ТОВ «Світлана»/u });
    expect(within(row).getByText('прострочено на 2 дні')).toBeTruthy();
    expect(within(row).getByText('не прочитано')).toBeTruthy();
    const sections = screen.getByRole('navigation');
    await within(sections).findByRole('button', { name: /Прострочені\s*1/u });
    within(sections).getByText('Розсилки');
  });

  it('d2_goes_through_the_list_by_key_places_in_a_cyrillic_layout', async () => {
    await opened();
    await key('KeyJ', { key: 'о' });
    const first = nav.place.id;
    expect(first).not.toBeNull();
    await key('KeyJ', { key: 'о' });
    expect(nav.place.id).not.toBe(first);
    await key('KeyK', { key: 'л' });
    expect(nav.place.id).toBe(first);
  });

  it('d2_a_letter_key_acts_on_the_request_that_is_shown', async () => {
    await openRequest(/Дерев’яна майстерня/u);
    const before = nav.place.id;
    await key('KeyJ');
    await key('KeyJ');
    expect(nav.place.id).not.toBe(before);
    await key('KeyR');
    expect(told('drafts.start')).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await screen.findByRole('region', { name: /^Листування/u });
    await key('KeyR');
    await waitFor(() => expect(told('drafts.start').map((one) => (one as { request_id: number }).request_id)).toEqual([nav.place.id]));
  });

  it('d2_keys_work_from_the_list_after_a_click_and_sleep_under_a_menu', async () => {
    await openRequest(/Дерев’яна майстерня/u);
    const list = screen.getByRole('grid', { name: 'Заявки' });
    list.focus();
    await fireEvent.keyDown(list, { code: 'KeyR', key: 'к' });
    await screen.findByLabelText('Кому');
    list.focus();
    await fireEvent.keyDown(list, { code: 'Digit2', key: '2', altKey: true });
    expect(nav.place.screen).toBe('contacts');
    await fireEvent.keyDown(document.body, { code: 'Digit1', key: '1', altKey: true });
    await fireEvent.click(screen.getByRole('button', { name: 'Ще' }));
    const choice = await screen.findByRole('menuitemcheckbox', { name: /Спочатку нові/u });
    await fireEvent.keyDown(choice, { code: 'Digit3', key: '3', altKey: true });
    expect(nav.place.screen).toBe('requests');
  });

  it('r17_shows_the_requests_of_one_client_alone', async () => {
    await opened();
    nav.openRequestsOf({ id: 1, name: 'Ірина Мельник' });
    await waitFor(() => expect(told('requests.list').at(-1)).toMatchObject({ view: 'all', client_id: 1 }));
    await fireEvent.click(await screen.findByRole('button', { name: 'Показати заявки всіх клієнтів' }));
    await waitFor(() => expect(told('requests.list').at(-1)).toMatchObject({ view: 'open', client_id: null }));
  });

  it('r2_ticks_and_closes_several_with_a_way_back', async () => {
    await opened();
    await key('KeyJ');
    await key('KeyX');
    await key('KeyJ');
    await key('KeyX');
    await fireEvent.click(await screen.findByRole('button', { name: 'Закрити' }));
    await waitFor(() => expect(told('requests.status')).toHaveLength(1));
    const { ids, status } = told('requests.status')[0] as { ids: number[]; status: string };
    expect([ids.length, status]).toEqual([2, 'done']);
    await fireEvent.click(await screen.findByRole('button', { name: 'Повернути' }));
    await waitFor(() => expect(told('deeds.undo')).toHaveLength(1));
    await screen.findByText('Повернуто, як було');
    expect(told('requests.status')).toHaveLength(1);
  });

  it('r3_searches_everywhere_as_one_types_and_marks_the_match', async () => {
    await opened();
    await fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'рахун' } });
    await waitFor(() => expect(document.querySelector('mark')?.textContent.toLowerCase()).toBe('рахун'));
    await waitFor(() => expect(told('requests.list').at(-1)).toMatchObject({ view: 'all', search: 'рахун' }));
  });

  it('r5_writes_a_request_down_by_hand', async () => {
    await opened();
    await fireEvent.click(screen.getByRole('button', { name: '+ Заявка' }));
    const dialog = await screen.findByRole('dialog', { name: 'Нова заявка' });
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Створити' }));
    expect(within(dialog).getByRole('alert').textContent).toContain('кількома словами');
    await fireEvent.input(within(dialog).getByLabelText(/Тема/u), { target: { value: 'Вивіска' } });
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Створити' }));
    await waitFor(() => expect(told('requests.create')).toEqual([expect.objectContaining({ subject: 'Вивіска', client_id: null, assignee_id: 1 })]));
  });
});

describe('conversation', () => {
  it('r18_reads_like_a_page_with_letters_events_and_pinned_notes', async () => {
    const page = await openRequest(/Ірина Мельник/u);
    expect(within(page).getAllByRole('article', { name: /^Лист:/u })).toHaveLength(2);
    expect(within(page).getByText(/статус: Чекає на клієнта/u)).toBeTruthy();
    expect(screen.getByText(/закріплено/u)).toBeTruthy();
  });

  it('m8_folds_the_quotation_and_shows_it_when_asked', async () => {
    const page = await openRequest(/Ірина Мельник/u);
    const fold = within(page).getByRole('button', { name: /цитата/u });
    expect(fold.getAttribute('aria-expanded')).toBe('false');
    await fireEvent.click(fold);
    await within(page).findByText(/Потрібно до п’ятниці\.$/u, { selector: '.quoted *' });
  });

  it('m8_shows_html_in_a_frame_that_can_do_nothing', async () => {
    const page = await openRequest(/ТОВ «Світлана»/u);
    const frame = await waitFor(() => page.querySelector('iframe') ?? Promise.reject(new Error('no frame')));
    expect(frame.getAttribute('sandbox')).toBe('');
    expect(frame.getAttribute('srcdoc')).toContain("default-src 'none'; img-src data:;");
    expect(frame.getAttribute('srcdoc')).not.toMatch(/<a[^>]*href/u);
    await fireEvent.click(within(page).getByRole('button', { name: 'Показати зображення' }));
    await waitFor(() => expect(told('letters.body').at(-1)).toMatchObject({ pictures: true }));
  });

  it('m8_says_that_pictures_are_coming_and_stays_readable', async () => {
    const page = await openRequest(/ТОВ «Світлана»/u);
    const show = await within(page).findByRole('button', { name: 'Показати зображення' });
    let bring: () => void = () => undefined;
    const coming = new Promise<void>((resolve) => (bring = resolve));
    useDoor(async (asked, args) => {
      if (asked === 'letters.body') await coming;
      return door(asked, args);
    });
    await fireEvent.click(show);
    await within(page).findByText(/Завантажуємо зображення/u);
    expect(page.querySelector('iframe')).not.toBeNull();
    bring();
    await waitFor(() => expect(within(page).queryByText(/Завантажуємо зображення/u)).toBeNull());
  });

  it('m9_warns_before_a_program_is_opened', async () => {
    const page = await openRequest(/ООО «Вектор»/u);
    await fireEvent.click(await within(page).findByTitle('Відкрити setup.exe'));
    await screen.findByRole('dialog', { name: 'Цей файл — програма' });
    expect(told('files.open')).toEqual([]);
  });

  it('m11_says_how_it_stands_with_our_letter_and_what_to_do', async () => {
    const page = await openRequest(/Brightside/u);
    expect(within(page).getByText('Невідомо, чи надіслано цей лист')).toBeTruthy();
    await fireEvent.click(within(page).getByRole('button', { name: 'Його надіслано' }));
    await waitFor(() => expect(told('outbox.mark_sent')).toHaveLength(1));
  });

  it('r18_e5_a_removed_note_comes_back_by_undo', async () => {
    await openRequest(/Ірина Мельник/u);
    const note = screen.getByRole('article', { name: 'Примітка' });
    await fireEvent.click(within(note).getByRole('button', { name: 'Дії з приміткою' }));
    await fireEvent.click(await screen.findByRole('menuitem', { name: 'Вилучити' }));
    await waitFor(() => expect(screen.queryByRole('article', { name: 'Примітка' })).toBeNull());
    await fireEvent.click(await screen.findByRole('button', { name: 'Повернути' }));
    await screen.findByRole('article', { name: 'Примітка' });
    expect([told('notes.remove').length, told('deeds.undo').length]).toEqual([1, 1]);
  });
});

describe('writing', () => {
  async function writing(name: RegExp): Promise<HTMLElement> {
    await openRequest(name);
    await key('KeyR');
    await screen.findByLabelText('Кому');
    const text = await screen.findByRole('textbox', { name: 'Відповідь' });
    await waitFor(() => expect(document.activeElement).toBe(text));
    return text;
  }

  it('m10_ctrl_enter_sends_and_ten_seconds_take_it_back', async () => {
    const text = await writing(/Дерев’яна майстерня/u);
    await fireEvent.keyDown(text, { code: 'Enter', key: 'Enter', ctrlKey: true });
    await waitFor(() => expect(told('requests.reply')).toHaveLength(1));
    expect(told('requests.reply')[0]).toMatchObject({ assign_me: true, status: 'waiting' });
    await screen.findByText('Лист надсилається');
    const toast = screen.getByText('Лист надсилається').parentElement as HTMLElement;
    await fireEvent.click(within(toast).getByRole('button', { name: 'Повернути' }));
    await waitFor(() => expect(told('letters.unsend')).toHaveLength(1));
    await screen.findByLabelText('Кому');
  });

  it('m10_a_newer_letter_is_shown_before_anything_goes_out', async () => {
    useDoor(but('requests.reply', () => Promise.reject({ code: 'newer_letter', params: {}, detail: null })));
    const text = await writing(/Форма сайту/u);
    await fireEvent.keyDown(text, { code: 'Enter', key: 'Enter', ctrlKey: true });
    await screen.findByText(/Поки ви писали, надійшов новіший лист/u);
    expect(screen.getByRole('button', { name: /Усе одно надіслати/u })).toBeTruthy();
  });

  it('m10_completes_addresses_and_saves_the_draft', async () => {
    await writing(/ООО «Вектор»/u);
    await fireEvent.click(screen.getByRole('button', { name: 'Копія і тема' }));
    const copy = screen.getByLabelText('Копія');
    copy.focus();
    await fireEvent.input(copy, { target: { value: 'анн' } });
    await fireEvent.click(await screen.findByRole('option', { name: /Анна Шевчук/u }));
    await waitFor(() => expect(told('drafts.save').at(-1)).toMatchObject({ cc: [{ address: 'anna.shevchuk@mail.example' }] }), { timeout: 3000 });
  });

  it('r18_a_note_is_written_by_n_and_ctrl_enter', async () => {
    await openRequest(/Дерев’яна майстерня/u);
    await key('KeyN');
    const note = await screen.findByRole('textbox', { name: 'Примітка' });
    await fireEvent.input(note, { target: { value: 'Передзвонити' } });
    await fireEvent.keyDown(note, { code: 'Enter', key: 'Enter', ctrlKey: true });
    await waitFor(() => expect(told('requests.note')).toEqual([expect.objectContaining({ text: 'Передзвонити' })]));
  });
});

describe('shell', () => {
  it('d2_ctrl_k_finds_screens_requests_and_clients', async () => {
    await opened();
    await key('KeyK', { ctrlKey: true });
    const line = await screen.findByRole('combobox', { name: 'Знайти будь-що' });
    await fireEvent.input(line, { target: { value: 'мельник' } });
    const hit = await screen.findByRole('option', { name: /Ірина Мельник.*050 123-45-67/u });
    await fireEvent.click(hit);
    await waitFor(() => expect(told('clients.get')).toContainEqual({ id: 1 }));
    expect(nav.place.screen).toBe('clients');
  });

  it('d2_question_mark_shows_the_keys_and_is_found_by_its_sign', async () => {
    await opened();
    await fireEvent.keyDown(document.body, { code: 'Digit7', key: '?', shiftKey: true });
    await screen.findByRole('dialog', { name: 'Сполучення клавіш' });
  });

  it('d3_language_changes_without_a_restart', async () => {
    await opened();
    await key('KeyK', { ctrlKey: true });
    await fireEvent.input(await screen.findByRole('combobox', { name: 'Знайти будь-що' }), { target: { value: 'english' } });
    await fireEvent.click(await screen.findByRole('option', { name: /English/u }));
    await screen.findByRole('button', { name: 'Clients' });
    await key('KeyK', { ctrlKey: true });
    await fireEvent.input(await screen.findByRole('combobox', { name: 'Find anything' }), { target: { value: 'українська' } });
    await fireEvent.click(await screen.findByRole('option', { name: /Українська/u }));
    await screen.findByRole('button', { name: 'Клієнти' });
  });

  it('m4_unreadable_letters_and_outbox_are_listed_with_what_can_be_done', async () => {
    await opened();
    await fireEvent.click(await screen.findByRole('button', { name: /Нечитабельні листи/u }));
    await fireEvent.click(await screen.findByRole('button', { name: 'Спробувати ще раз' }));
    await waitFor(() => expect(told('letters.retry')).toHaveLength(1));
    await fireEvent.click(screen.getByRole('button', { name: /Вихідні/u }));
    await screen.findByText('Не надіслано');
  });

  it('m7_automatic_letters_are_read_and_made_a_request', async () => {
    await opened();
    await fireEvent.click(screen.getByRole('button', { name: 'Ще' }));
    await fireEvent.click(await screen.findByRole('menuitem', { name: 'Автоматичні листи' }));
    await screen.findByRole('gridcell', { name: 'повідомлення про недоставку' });
    await fireEvent.click(screen.getByRole('button', { name: /Автовідповідь: я у відпустці/u }));
    const dialog = await screen.findByRole('dialog', { name: /Автовідповідь/u });
    await waitFor(() => expect(told('letters.body')).toContainEqual({ id: 103, pictures: false }));
    expect(await accessible()).toEqual([]);
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Зробити заявкою' }));
    await waitFor(() => expect(told('letters.make_request')).toEqual([{ id: 103 }]));
    expect(nav.place.screen).toBe('requests');
  });

  it('n1_a_notice_opens_its_request_its_reminder_or_what_is_due', async () => {
    await opened();
    publish('open', { screen: 'request', id: 2 });
    await waitFor(() => expect(told('requests.get')).toContainEqual({ id: 2 }));
    publish('open', { screen: 'reminder', id: 3 });
    await screen.findByRole('dialog', { name: 'Нагадування' });
    expect(told('reminders.get')).toEqual([{ id: 3 }]);
    await fireEvent.click(screen.getByRole('button', { name: 'Скасувати' }));
    publish('open', { screen: 'reminders', id: null });
    await waitFor(() => expect(nav.place).toEqual({ screen: 'contacts', tab: 'reminders' }));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('d1_a_new_day_is_fetched_anew', async () => {
    await opened();
    calls.length = 0;
    publish('changed', [{ noun: 'day', id: 0, what: 'changed' }]);
    await waitFor(() => expect(calls.map((one) => one.name)).toEqual(expect.arrayContaining(['session.get', 'requests.counts', 'requests.list'])), { timeout: 3000 });
  });

  it('x1_says_why_the_office_could_not_be_opened_and_tries_again', async () => {
    let broken = true;
    useDoor((asked, args) => (asked === 'session.get' && broken ? Promise.reject({ code: 'newer_schema', params: {}, detail: 'V9__later' }) : but('', () => null)(asked, args)));
    render(App);
    await screen.findByText('V9__later');
    expect(screen.getByRole('alert').textContent).toMatch(/newer|новіша/u);
    broken = false;
    await fireEvent.click(within(screen.getByRole('alert')).getByRole('button'));
    await screen.findByRole('row', { name: /ТОВ «Світлана»/u });
  });

  it('d1_asks_language_office_and_name_then_begins', async () => {
    const first = { ...(commands['session.get']?.({}) as object), first_start: true, employee: null };
    useDoor(but('session.get', () => first));
    vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['uk-UA']);
    render(App);
    await fireEvent.click(await screen.findByRole('button', { name: /Українська/u }));
    await fireEvent.click(screen.getByRole('button', { name: 'Далі' }));
    expect(screen.getAllByRole('alert')).toHaveLength(2);
    await fireEvent.input(screen.getByLabelText('Назва офісу'), { target: { value: 'Майстерня' } });
    await fireEvent.input(screen.getByLabelText('Ваше ім’я'), { target: { value: 'Олена' } });
    await fireEvent.click(screen.getByRole('button', { name: 'Далі' }));
    await fireEvent.click(await screen.findByRole('button', { name: /Оглянутися/u }));
    await waitFor(() => expect(told('office.start')).toEqual([{ language: 'uk', office_name: 'Майстерня', employee_name: 'Олена', sample: true }]));
  });

  it('d1_back_from_the_mailbox_one_may_look_around_after_all', async () => {
    const first = { ...(commands['session.get']?.({}) as object), first_start: true, employee: null };
    useDoor((asked, args) => (asked === 'office.add_sample' ? Promise.resolve(null) : but('session.get', () => first)(asked, args)));
    vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['uk-UA']);
    render(App);
    await fireEvent.click(await screen.findByRole('button', { name: /Українська/u }));
    await fireEvent.input(screen.getByLabelText('Назва офісу'), { target: { value: 'Майстерня' } });
    await fireEvent.input(screen.getByLabelText('Ваше ім’я'), { target: { value: 'Олена' } });
    await fireEvent.click(screen.getByRole('button', { name: 'Далі' }));
    await fireEvent.click(await screen.findByRole('button', { name: /Підключити/u }));
    await screen.findByLabelText(/Адреса скриньки/u);
    await fireEvent.click(screen.getByRole('button', { name: 'Назад' }));
    await fireEvent.click(await screen.findByRole('button', { name: /Оглянутися/u }));
    await waitFor(() => expect(screen.queryByRole('button', { name: /Оглянутися/u })).toBeNull());
    expect(told('office.start')).toHaveLength(1);
  });

  it('d4_the_main_screens_have_names_for_a_screen_reader', async () => {
    await openRequest(/ТОВ «Світлана»/u);
    expect(await accessible()).toEqual([]);
    await key('KeyR');
    await screen.findByLabelText('Кому');
    expect(await accessible()).toEqual([]);
    await fireEvent.click(screen.getByRole('button', { name: /Вихідні/u }));
    await screen.findByText('Не надіслано');
    expect(await accessible()).toEqual([]);
  });
});
