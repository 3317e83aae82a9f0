// N1, N2, M13, R18: the list of notices, its words, the settings of notices, and the completion after an "@".
import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { answer, begin, olena, type Asked } from '../../test/office-b.ts';
import { notice } from '../../test/office/notices.ts';
import { publish } from '../ipc/events.ts';
import type { MyNotices, NoticeRow, OfficeNotices } from '../ipc/types.ts';
import NoteWriter from '../letters/NoteWriter.svelte';
import { memory } from '../shared/memory.svelte.ts';
import { nav } from '../shared/nav.svelte.ts';
import { session } from '../shared/session.svelte.ts';
import { toasts } from '../shared/toasts.svelte.ts';
import { desk } from '../shell/office.svelte.ts';
import { globalKeys, sheet } from '../shell/screens.ts';
import { over } from '../shell/over.svelte.ts';
import { mentionAt, offered } from './mention.ts';
import NoticePanel from './NoticePanel.svelte';
import { notices } from './notices.svelte.ts';
import NoticesSection from './NoticesSection.svelte';
import { noticeFoot, noticeLines, noticePlace, noticeTitle } from './words.ts';

const last = (asked: Asked[], name: string): unknown => asked.filter((one) => one.name === name).at(-1)?.args;
const rows = [
  notice(),
  notice({ id: 2, event: 'mention', by: 'Тарас Бондар', text: '@Олена Коваль глянь макет', read: true }),
  notice({ id: 3, event: 'reminder', noun: 'reminder', noun_id: 9, number: '', who: '', what: 'Передзвонити' }),
];

async function open(list: NoticeRow[] = rows, trouble: 'no_mailbox' | 'no_address' | null = null): Promise<{ asked: Asked[]; closed: () => void }> {
  begin('uk');
  const closed = vi.fn();
  const asked = answer({
    'notices.list': ({ unread }) => ({ rows: list.filter((row) => !unread || !row.read), next: null }),
    'notices.count': () => ({ unread: list.filter((row) => !row.read).length, trouble }),
    'notices.read_all': () => ({ at: 77 }),
  });
  await notices.refresh();
  render(NoticePanel, { onclose: closed });
  return { asked, closed };
}

beforeEach(() => {
  memory.set('notices.unread', false);
  nav.go({ screen: 'clients' });
  over.close();
  for (const toast of toasts.list) toasts.dismiss(toast.id);
});

describe('n2_the_list_of_notices', () => {
  test('n2_says_what_happened_and_marks_unread_by_more_than_colour', async () => {
    await open();
    const first = await screen.findByRole('button', { name: /Нова заявка: Ірина Мельник\s*, не прочитано/u });
    within(first).getByText('Різання акрилу 3 мм');
    within(first).getByText('№ 2026-00415');
    within(first).getByText('●');
    const mention = screen.getByRole('button', { name: /Тарас Бондар згадує вас/u });
    expect(mention.textContent).not.toContain('не прочитано');
    within(mention).getByText('@Олена Коваль глянь макет');
    screen.getByRole('button', { name: /Нагадування: без клієнта/u });
    const result = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } });
    expect(result.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`)).toEqual([]);
  });

  test('n2_a_click_reads_it_and_opens_the_thing', async () => {
    const { asked, closed } = await open();
    await fireEvent.click(await screen.findByRole('button', { name: /Нова заявка/u }));
    await waitFor(() => expect(closed).toHaveBeenCalled());
    expect(last(asked, 'notices.read')).toEqual({ ids: [1] });
    expect(nav.place).toEqual({ screen: 'requests', view: 'all', id: 1 });
  });

  test('n2_all_are_read_at_once_and_that_is_taken_back', async () => {
    const { asked } = await open();
    await screen.findByRole('button', { name: /Нова заявка/u });
    await fireEvent.click(screen.getByRole('button', { name: 'Прочитати всі' }));
    await waitFor(() => expect(toasts.list.at(-1)?.text).toBe('Усі сповіщення позначено прочитаними'));
    toasts.list.at(-1)?.action?.run();
    await waitFor(() => expect(last(asked, 'notices.unread')).toEqual({ at: 77 }));
  });

  test('n2_the_unread_alone_remembered_and_an_empty_list_says_what_belongs_there', async () => {
    const { asked } = await open();
    await fireEvent.click(screen.getByRole('button', { name: 'Непрочитані' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: /згадує вас/u })).toBeNull());
    expect(last(asked, 'notices.list')).toMatchObject({ unread: true });
    await waitFor(() => expect(last(asked, 'memory.set')).toEqual({ key: 'notices.unread', value: true }));
  });

  test('n2_empty', async () => {
    await open([]);
    await screen.findByText('Сповіщень ще немає');
    expect((screen.getByRole('button', { name: 'Прочитати всі' }) as HTMLButtonElement).disabled).toBe(true);
  });

  test('n2_arrows_move_and_escape_closes', async () => {
    const { closed } = await open();
    const first = await screen.findByRole('button', { name: /Нова заявка/u });
    const panel = screen.getByRole('dialog', { name: 'Сповіщення' });
    await fireEvent.keyDown(panel, { key: 'ArrowDown' });
    expect(document.activeElement).toBe(first);
    await fireEvent.keyDown(first, { key: 'End' });
    expect(document.activeElement?.textContent).toContain('без клієнта');
    await fireEvent.keyDown(panel, { key: 'Escape' });
    expect(closed).toHaveBeenCalled();
  });

  test('n1_letters_that_cannot_go_are_told_with_a_way_to_mend_it', async () => {
    const { closed } = await open(rows, 'no_mailbox');
    screen.getByText(/Сповіщення поштою не надсилаються: скриньку не підключено/u);
    await fireEvent.click(screen.getByRole('button', { name: 'Підключити' }));
    expect([nav.place.tab, closed]).toEqual(['mailbox', closed]);
    expect(closed).toHaveBeenCalled();
  });

  test('n2_a_key_by_its_place_opens_it_and_stands_on_the_sheet', () => {
    (globalKeys['Alt+KeyN'] as () => void)();
    expect(over.shown).toBe('notices');
    (globalKeys['Alt+KeyN'] as () => void)();
    expect(over.shown).toBeNull();
    expect(sheet()[0]?.rows.some(([keys, text]) => keys.includes('Alt+KeyN') && text === 'keys-notices')).toBe(true);
  });

  test('n2_the_key_that_opened_it_closes_it', async () => {
    const { closed } = await open(rows);
    expect(await fireEvent.keyDown(screen.getByRole('dialog'), { code: 'KeyN', key: 'т', altKey: true })).toBe(false);
    expect(closed).toHaveBeenCalledOnce();
  });
});

describe('n1_words', () => {
  test('n1_every_event_in_every_language', () => {
    const all: Partial<NoticeRow>[] = [
      { event: 'assigned', by: 'Тарас' }, { event: 'client_answered', text: 'Дякую' }, { event: 'deadline_near', deadline: 1_795_168_800_000 }, { event: 'deadline_past', deadline: 1 },
      { event: 'no_reply', days: 5 }, { event: 'mailing_finished', noun: 'mailing', what: 'Знижка', sent: 12, failed: 1 }, { event: 'mention' }, { event: 'approval', approved: true },
      { event: 'approval', approved: false }, { event: 'sync_failed', noun: 'mailbox', error: { code: 'timeout', params: { host: 'imap.x' }, detail: null } },
    ];
    for (const language of ['uk', 'ru', 'en'] as const) {
      begin(language);
      for (const part of all) {
        const words = [noticeTitle(notice(part)), ...noticeLines(notice(part)), noticeFoot(notice(part))].join(' ');
        expect(words, `${language} ${part.event ?? ''}`).not.toMatch(/notice-|\{|undefined|null/u);
      }
    }
    begin('uk');
    expect(noticeTitle(notice({ event: 'no_reply', days: 5 }))).toBe('Без відповіді 5 днів: Ірина Мельник');
    expect(noticeTitle(notice({ who: '' }))).toBe('Нова заявка: № 2026-00415');
    expect(noticeLines(notice({ event: 'mailing_finished', what: 'x', sent: 12, failed: 1 }))).toEqual(['Надіслано: 12, не надіслано: 1']);
    expect(noticePlace(notice({ noun: 'mailbox' }))).toEqual({ screen: 'settings', tab: 'mailbox' });
    expect(noticePlace(notice({ noun: 'mailing', noun_id: 4 }))).toEqual({ screen: 'mailings', id: 4 });
    begin('uk', { rights: ['work'] });
    expect(noticePlace(notice({ noun: 'mailbox' }))).toBeNull();
    expect(noticePlace(notice({ noun: 'mailing', noun_id: 4 }))).toBeNull();
  });
});

describe('n1_while_one_looks', () => {
  test('n1_the_office_is_told_what_lies_open_and_when_one_looks_away', async () => {
    begin('uk');
    const asked = answer({ 'notices.count': () => ({ unread: 0, trouble: null }) });
    vi.spyOn(document, 'hasFocus').mockReturnValue(true);
    const stop = notices.follow();
    nav.openRequest(5);
    notices.tellPlace();
    await waitFor(() => expect(last(asked, 'notices.look_at')).toEqual({ noun: 'request', id: 5 }));
    const before = asked.length;
    notices.tellPlace();
    expect(asked.length).toBe(before);
    publish('changed', [{ noun: 'notice', id: 1, what: 'made' }]);
    await waitFor(() => expect(asked.slice(before).map((one) => one.name)).toEqual(['notices.look_at', 'notices.count']));
    window.dispatchEvent(new Event('blur'));
    notices.tellPlace();
    await waitFor(() => expect(last(asked, 'notices.look_at')).toEqual({ noun: null, id: null }));
    window.dispatchEvent(new Event('focus'));
    session.locked = true;
    notices.tellPlace();
    expect(last(asked, 'notices.look_at')).toEqual({ noun: null, id: null });
    session.locked = false;
    stop();
  });
});

describe('n1_settings_of_notices', () => {
  const mine: MyNotices = {
    ways: [{ event: 'new_request', window: true, desktop: true, email: false }, { event: 'no_reply', window: true, desktop: false, email: false }], quiet: null, email: 'olena@promin.example',
  };
  const office: OfficeNotices = { address: '', new_requests: true, near_hours: 24, letters_an_hour: 10 };

  function show(part: Parameters<typeof begin>[1] = {}): Asked[] {
    begin('uk', part);
    const asked = answer({ 'notices.settings': () => mine, 'notices.office': () => office, 'notices.update': (next) => next, 'notices.update_office': (next) => next, 'notices.count': () => ({ unread: 0, trouble: null }) });
    render(NoticesSection);
    return asked;
  }

  test('n1_a_tick_for_each_event_and_way_moved_between_by_arrows', async () => {
    const asked = show();
    const tick = (name: string): HTMLElement => screen.getByRole('checkbox', { name });
    await screen.findByRole('rowheader', { name: 'Нова заявка' });
    expect((tick('Клієнт не відповідає: На робочому столі') as HTMLInputElement).checked).toBe(false);
    tick('Нова заявка: У вікні').focus();
    await fireEvent.keyDown(tick('Нова заявка: У вікні'), { key: 'ArrowRight' });
    expect(document.activeElement).toBe(tick('Нова заявка: На робочому столі'));
    await fireEvent.keyDown(document.activeElement as Element, { key: 'ArrowDown' });
    expect(document.activeElement).toBe(tick('Клієнт не відповідає: На робочому столі'));
    await fireEvent.keyDown(document.activeElement as Element, { key: 'ArrowDown' });
    await fireEvent.keyDown(tick('Клієнт не відповідає: Поштою'), { key: 'ArrowRight' });
    expect(document.activeElement).toBe(tick('Клієнт не відповідає: На робочому столі'));
    await fireEvent.click(tick('Нова заявка: Поштою'));
    await fireEvent.click(screen.getByRole('button', { name: 'Зберегти' }));
    await waitFor(() => expect(last(asked, 'notices.update')).toMatchObject({ ways: [{ event: 'new_request', window: true, desktop: true, email: true }, { event: 'no_reply' }], quiet: null, email: 'olena@promin.example' }));
    expect(last(asked, 'notices.update_office')).toBeUndefined();
    const result = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } });
    expect(result.violations.map((one) => one.id)).toEqual([]);
  });

  test('n1_quiet_hours_with_their_days', async () => {
    const asked = show();
    await fireEvent.click(await screen.findByRole('switch', { name: /Не турбувати/u }));
    const from = screen.getByLabelText('з');
    await fireEvent.input(from, { target: { value: 'пізно' } });
    await screen.findByText('Вкажіть час, наприклад 19:00.');
    await fireEvent.click(screen.getByRole('button', { name: 'Зберегти' }));
    expect(last(asked, 'notices.update')).toBeUndefined();
    await fireEvent.input(from, { target: { value: '20' } });
    await fireEvent.click(within(screen.getByRole('group', { name: 'Тихо весь день' })).getByRole('button', { name: 'нд' }));
    await fireEvent.click(within(screen.getByRole('group', { name: 'Починаються в ці дні' })).getByRole('button', { name: 'сб' }));
    await fireEvent.click(screen.getByRole('button', { name: 'Зберегти' }));
    await waitFor(() => expect(last(asked, 'notices.update')).toMatchObject({ quiet: { from: '20:00', to: '09:00', days: [1, 2, 3, 4, 5, 7], whole: [7] } }));
  });

  test('m13_the_working_address_is_for_whoever_manages_settings', async () => {
    const asked = show();
    await fireEvent.input(await screen.findByLabelText('Робоча адреса'), { target: { value: 'work@promin.example' } });
    await fireEvent.input(screen.getByLabelText('Строк наближається за'), { target: { value: '0' } });
    await fireEvent.click(screen.getByRole('button', { name: 'Зберегти' }));
    await screen.findByText('Вкажіть ціле число від 1 до 720.');
    expect(last(asked, 'notices.update_office')).toBeUndefined();
    await fireEvent.input(screen.getByLabelText('Строк наближається за'), { target: { value: '3' } });
    await fireEvent.click(screen.getByRole('button', { name: 'Зберегти' }));
    await waitFor(() => expect(last(asked, 'notices.update_office')).toEqual({ address: 'work@promin.example', new_requests: true, near_hours: 3, letters_an_hour: 10 }));
  });

  test('m13_nobody_else_is_offered_the_office', async () => {
    const asked = show({ rights: ['work'] });
    await screen.findByRole('rowheader', { name: 'Нова заявка' });
    expect(screen.queryByLabelText('Робоча адреса')).toBeNull();
    expect(asked.some((one) => one.name === 'notices.office')).toBe(false);
  });
});

describe('r18_mentions', () => {
  test('r18_what_is_typed_after_the_sign', () => {
    expect([mentionAt('@'), mentionAt('Глянь, @та'), mentionAt('@Тарас Бо')]).toEqual(['', 'та', 'Тарас Бо']);
    expect([mentionAt('ira@x'), mentionAt('@Тарас Бондар глянь'), mentionAt('нічого'), mentionAt('@та\nдалі')]).toEqual([null, null, null, null]);
    const staff = [{ id: 1, name: 'Олена Коваль' }, { id: 2, name: 'Тарас Бондар' }];
    expect(offered(staff, 'бон').map((one) => one.id)).toEqual([2]);
    expect(offered(staff, '')).toHaveLength(2);
    expect(offered(staff, 'Тарас Бондар')).toEqual([]);
  });

  test('r18_completion_in_the_note_by_keyboard', async () => {
    begin('uk');
    const asked = answer({ 'requests.note': () => ({ id: 1 }) });
    const stop = desk.follow();
    await waitFor(() => expect(desk.employees).toHaveLength(2));
    render(NoteWriter, { requestId: 5, onsaved: async () => undefined });
    const area = screen.getByRole<HTMLTextAreaElement>('textbox');
    area.value = 'Глянь, @';
    area.setSelectionRange(8, 8);
    await fireEvent.input(area);
    const list = await screen.findByRole('listbox', { name: 'Кого згадати' });
    expect(within(list).queryByText(olena.name), 'oneself is not offered').toBeNull();
    within(list).getByRole('option', { name: 'Тарас Бондар', selected: true });
    await fireEvent.keyDown(area, { key: 'Enter', code: 'Enter' });
    await waitFor(() => expect(area.value).toBe('Глянь, @Тарас Бондар '));
    expect(screen.queryByRole('listbox')).toBeNull();
    await fireEvent.keyDown(area, { key: 'Enter', code: 'Enter', ctrlKey: true });
    await waitFor(() => expect(last(asked, 'requests.note')).toMatchObject({ text: 'Глянь, @Тарас Бондар' }));
    stop();
  });
});
