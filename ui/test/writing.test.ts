// What is typed is never lost: not on sending, not in turning to all, not on leaving the desk or giving it to somebody else.
import { createEvent, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { tick } from 'svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import App from '../src/App.svelte';
import { useDoor, type Door } from '../src/ipc/call.ts';
import { publish } from '../src/ipc/events.ts';
import type { Id, Request, Session } from '../src/ipc/types.ts';
import Conversation from '../src/letters/Conversation.svelte';
import Files from '../src/letters/Files.svelte';
import { links } from '../src/letters/links.svelte.ts';
import TextBody from '../src/letters/TextBody.svelte';
import { Writing } from '../src/letters/writing.svelte.ts';
import { start } from '../src/mailings/start.svelte.ts';
import { refuseDrops } from '../src/shared/drops.ts';
import { setLanguage } from '../src/shared/i18n.svelte.ts';
import { memory } from '../src/shared/memory.svelte.ts';
import { nav } from '../src/shared/nav.svelte.ts';
import { session } from '../src/shared/session.svelte.ts';
import TextInput from '../src/shared/TextInput.svelte';
import { beforeLeaving } from '../src/shell/leaving.ts';
import { over } from '../src/shell/over.svelte.ts';
import { sheet } from '../src/shell/screens.ts';
import { calls, commands, door } from './office.ts';
import { letter, requests } from './office/requests.ts';
import './later.ts';

const told = (name: string): unknown[] => calls.filter((one) => one.name === name).map((one) => one.args);
const key = (code: string, more: KeyboardEventInit = {}): Promise<boolean> => fireEvent.keyDown(document.body, { code, key: code, ...more });
const quiet: Door = async (asked, args) => (asked === 'reminders.look' ? { total: 0, today: 0, missed: 0, first: [] } : door(asked, args));
const without = (right: string): Door => async (asked, args) => {
  const answer = await quiet(asked, args);
  return asked === 'session.get' ? { ...(answer as Session), rights: (answer as Session).rights.filter((one) => one !== right) } : answer;
};

async function openRequest(name: RegExp): Promise<void> {
  render(App);
  await fireEvent.click(await screen.findByRole('row', { name }));
  await screen.findByRole('region', { name: /^Листування/u });
}

beforeEach(() => {
  useDoor(quiet);
  Object.defineProperty(window, 'innerWidth', { value: 1360, configurable: true });
  window.dispatchEvent(new Event('resize'));
  nav.reset();
  over.close();
  calls.length = 0;
});

describe('m10_nothing_typed_is_lost', () => {
  it('m10_an_address_that_is_only_typed_goes_with_the_letter', async () => {
    await openRequest(/Дерев’яна майстерня/u);
    await key('KeyR');
    await screen.findByLabelText('Кому');
    await fireEvent.click(screen.getByRole('button', { name: 'Копія і тема' }));
    const copy = screen.getByLabelText('Прихована');
    copy.focus();
    await fireEvent.input(copy, { target: { value: 'boss@promin.example' } });
    await fireEvent.keyDown(copy, { code: 'Enter', key: 'Enter', ctrlKey: true });
    await waitFor(() => expect(told('requests.reply')).toHaveLength(1));
    const [saved, sent] = [calls.findIndex((one) => one.name === 'drafts.save'), calls.findIndex((one) => one.name === 'requests.reply')];
    expect(saved).toBeGreaterThanOrEqual(0);
    expect(saved).toBeLessThan(sent);
    expect(told('drafts.save').at(-1)).toMatchObject({ bcc: [{ name: '', address: 'boss@promin.example' }] });
  });

  it('m10_an_address_stands_there_as_soon_as_its_line_is_left', async () => {
    await openRequest(/ООО «Вектор»/u);
    await key('KeyR');
    const to = await screen.findByLabelText('Кому');
    to.focus();
    await fireEvent.input(to, { target: { value: 'second@x.example' } });
    to.blur();
    await waitFor(() => screen.getByTitle('second@x.example'), { timeout: 100 });
  });

  it('m10_reply_to_all_begins_anew_where_nothing_was_written_and_adds_them_where_it_was', async () => {
    session.take({ ...(commands['session.get']?.({}) as never as Session), rights: ['work', 'answer_letters'] });
    setLanguage('uk');
    const draft = { id: 1, request_id: 3, letter_id: 10 as Id, to: [{ name: '', address: 'a@x.example' }], cc: [], bcc: [], subject: 'Re: A', html: '<p></p>', files: [], updated_at: 0 };
    const asked: [string, unknown][] = [];
    let next = 1;
    useDoor(async (name, args) => {
      asked.push([name, args]);
      const { letter_id, all } = args as { letter_id: Id; all: boolean };
      if (name === 'drafts.start') return { ...draft, id: next, letter_id, cc: all ? [{ name: '', address: 'b@x.example' }] : [] };
      return name === 'drafts.save' ? { updated_at: 1 } : { deed_id: null };
    });
    const writing = new Writing(3);
    await writing.start(10);
    await writing.start(10, false, true);
    expect(asked).toHaveLength(1);
    next = 2;
    await writing.start(10, true, true);
    expect(asked.map(([name]) => name)).toEqual(['drafts.start', 'drafts.remove', 'drafts.start']);
    expect([writing.draft?.id, writing.cc]).toEqual([2, [{ name: '', address: 'b@x.example' }]]);
    // The one thrown away does not come back by an answer that was under way.
    writing.follow({ ...draft, id: 1 });
    expect(writing.draft?.id).toBe(2);
    writing.changed('<p>Добрий день</p>');
    asked.length = 0;
    await writing.start(11, false, true);
    expect(asked).toEqual([
      ['drafts.save', expect.objectContaining({ id: 2, html: '<p>Добрий день</p>' })],
      ['drafts.start', { request_id: 3, letter_id: 11, all: false }],
    ]);
    expect([writing.draft?.letter_id, writing.html]).toEqual([11, '<p>Добрий день</p>']);
  });

  it('m10_another_letter_of_the_request_is_answered_though_a_reply_is_open', async () => {
    await openRequest(/Brightside/u);
    await key('KeyR');
    await screen.findByLabelText('Кому');
    await fireEvent.click(within(screen.getAllByRole('article')[0] as HTMLElement).getByRole('button', { name: /^Дії з листом/u }));
    await fireEvent.click(await screen.findByRole('menuitem', { name: 'Відповісти з цитатою' }));
    await waitFor(() => expect(told('drafts.quote')).toHaveLength(1));
    const [first, second] = told('drafts.start') as { letter_id: Id }[];
    expect(second?.letter_id).toBe((told('drafts.quote')[0] as { letter_id: Id }).letter_id);
    expect(second?.letter_id).not.toBe(first?.letter_id);
    expect(told('drafts.remove')).toHaveLength(1);
  });

  it('r18_a_note_that_was_not_saved_is_remembered_for_its_writer', async () => {
    await openRequest(/Дерев’яна майстерня/u);
    await key('KeyN');
    const note = await screen.findByRole('textbox', { name: 'Примітка' });
    await fireEvent.input(note, { target: { value: 'Передзвонити' } });
    const { key: where, value } = told('memory.set').at(-1) as { key: string; value: string };
    expect([where.startsWith('note.'), value]).toEqual([true, 'Передзвонити']);
    await fireEvent.keyDown(note, { code: 'Enter', key: 'Enter', ctrlKey: true });
    await waitFor(() => expect(memory.get(where, '')).toBe(''));
    await waitFor(() => expect(told('memory.set').at(-1)).toEqual({ key: where, value: null }));
  });

  it('d1_what_is_typed_is_kept_before_the_window_closes', async () => {
    render(App);
    await screen.findByRole('row', { name: /ТОВ «Світлана»/u });
    let kept = false;
    const stop = beforeLeaving(() => { kept = true; return Promise.resolve(); });
    memory.set('note.7', 'А');
    memory.set('note.7', 'Аб');
    expect(told('memory.set')).toEqual([{ key: 'note.7', value: 'А' }]);
    publish('closing', null);
    await waitFor(() => expect(told('memory.set').at(-1)).toEqual({ key: 'note.7', value: 'Аб' }), { timeout: 200 });
    expect(kept).toBe(true);
    stop();
  });
});

describe('e3_somebody_else_sits_down', () => {
  it('e3_no_place_link_or_mailing_of_the_one_before_is_left', async () => {
    let who = 1;
    const sits: Door = async (asked, args) => {
      if (asked === 'session.login') who = 2;
      const answer = await quiet(asked, args);
      const person = who === 0 ? null : { id: who, name: who === 1 ? 'Олена' : 'Тарас' };
      return asked === 'session.get' || asked === 'session.login' ? { ...(commands['session.get']?.({}) as never as Session), employee: person, login: true } : answer;
    };
    useDoor(sits);
    render(App);
    await screen.findByRole('row', { name: /ТОВ «Світлана»/u });
    nav.go({ screen: 'clients' });
    nav.go({ screen: 'settings' });
    links.ask('https://a.example');
    start.toClient(7);
    expect(nav.canBack).toBe(true);
    who = 0;
    await session.refresh();
    await fireEvent.input(await screen.findByLabelText('Логін'), { target: { value: 'taras' } });
    await fireEvent.input(screen.getByLabelText('Пароль'), { target: { value: 'сезам' } });
    await fireEvent.click(screen.getByRole('button', { name: 'Увійти' }));
    await screen.findByRole('row', { name: /ТОВ «Світлана»/u });
    expect([nav.canBack, nav.place.screen, links.asked, start.asked]).toEqual([false, 'requests', null, null]);
  });
});

describe('e1_who_may_not_answer', () => {
  it('e1_is_offered_no_reply_no_new_request_and_no_sending_again', async () => {
    useDoor(without('answer_letters'));
    await openRequest(/ООО «Вектор»/u);
    expect(screen.queryByRole('button', { name: 'Відповідь' })).toBeNull();
    await screen.findByRole('textbox', { name: 'Примітка' });
    expect(screen.queryByRole('button', { name: '+ Заявка' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Спробувати ще раз' })).toBeNull();
    await key('KeyN', { ctrlKey: true });
    await key('KeyR');
    expect([over.shown, told('drafts.start')]).toEqual([null, []]);
    expect(screen.queryByRole('button', { name: 'SMS' })).toBeNull();
    expect(sheet().flatMap(({ rows }) => rows.map(([, text]) => text))).not.toContain('keys-new-request');
    const more = within(screen.getAllByRole('article')[0] as HTMLElement).getByRole('button', { name: /^Дії з листом/u });
    await fireEvent.click(more);
    expect((await screen.findAllByRole('menuitem')).map((item) => item.textContent?.trim())).not.toContain('Відповісти');
  });
});

describe('m8_links', () => {
  const asked = (): HTMLElement => screen.getByRole('dialog', { name: 'Відкрити посилання?' });

  it('m8_a_link_is_asked_about_on_every_screen_and_one_that_lies_is_not_opened_by_enter', async () => {
    render(App);
    await screen.findByRole('row', { name: /ТОВ «Світлана»/u });
    nav.go({ screen: 'outbox' });
    links.ask('https://promin.example/');
    await waitFor(asked);
    expect(within(asked()).getByRole('button', { name: 'Відкрити в браузері' })).toHaveProperty('type', 'submit');
    links.ask('https://evil.example/', 'privatbank.ua');
    await within(asked()).findByText(/privatbank\.ua/u);
    const cancel = within(asked()).getByRole('button', { name: 'Скасувати' });
    expect([within(asked()).getByRole('button', { name: 'Відкрити в браузері' }), cancel].map((button) => (button as HTMLButtonElement).type)).toEqual(['button', 'submit']);
    await fireEvent.click(cancel);
    expect(links.asked).toBeNull();
  });

  it('m8_the_menu_of_the_engine_leads_to_the_same_question', async () => {
    const view = render(TextBody, { text: 'Див. https://promin.example/a' });
    const menu = createEvent.contextMenu(view.getByRole('link'));
    await fireEvent(view.getByRole('link'), menu);
    expect([menu.defaultPrevented, links.asked?.target]).toEqual([true, 'https://promin.example/a']);
    links.close();
  });
});

describe('m8_drops', () => {
  it('m8_what_is_dropped_where_nothing_takes_it_does_not_take_the_place_of_the_window', async () => {
    const stop = refuseDrops();
    const view = render(TextInput, { value: '' });
    const field = view.container.querySelector('input') as HTMLInputElement;
    const taking = document.createElement('div');
    taking.addEventListener('drop', (event) => event.preventDefault());
    document.body.append(taking);
    const dropped = async (on: Element, types: string[]): Promise<[boolean, string]> => {
      const dataTransfer = { types, files: [], dropEffect: 'copy' };
      const event = createEvent.drop(on, { dataTransfer });
      await fireEvent(on, event);
      return [event.defaultPrevented, dataTransfer.dropEffect];
    };
    expect(await dropped(document.body, ['Files'])).toEqual([true, 'none']);
    expect(await dropped(document.body, ['text/uri-list'])).toEqual([true, 'none']);
    expect(await dropped(field, ['Files'])).toEqual([true, 'none']);
    expect(await dropped(field, ['text/plain'])).toEqual([false, 'copy']);
    expect(await dropped(taking, ['Files'])).toEqual([true, 'copy']);
    stop();
    taking.remove();
  });
});

describe('r18_reading', () => {
  it('r18_passing_by_marks_nothing_read', async () => {
    let bring: () => void = () => undefined;
    const coming = new Promise<void>((resolve) => (bring = resolve));
    useDoor(async (name, args) => {
      if (name === 'requests.get') await coming;
      return quiet(name, args);
    });
    const view = render(Conversation, { id: 1, onclosed: () => undefined, onback: () => undefined });
    view.unmount();
    bring();
    await new Promise((resolve) => { setTimeout(resolve, 1100); });
    expect(told('requests.seen')).toEqual([]);
  });

  it('r18_a_letter_that_comes_while_one_reads_further_up_moves_nothing', async () => {
    await openRequest(/Дерев’яна майстерня/u);
    const page = screen.getByRole('region', { name: /^Листування/u });
    let top = 0;
    Object.defineProperties(page, {
      scrollHeight: { value: 3000, configurable: true }, clientHeight: { value: 500, configurable: true },
      scrollTop: { get: () => top, set: (next: number) => { top = next; }, configurable: true },
    });
    const request = requests.find((one) => one.subject === 'Повторне замовлення шильдів') as Request;
    const come = async (): Promise<void> => {
      const item = letter({ name: 'Ліс', address: 'wood@x.example' }, Date.now(), 'Ще одне');
      request.items.push(item);
      request.last_letter_id = item.id;
      const asked = told('requests.get').length;
      publish('changed', [{ noun: 'letter', id: item.id, what: 'created' }] as never);
      await waitFor(() => expect(told('requests.get').length).toBeGreaterThan(asked), { timeout: 3000 });
    };
    top = 100;
    await come();
    const down = await screen.findByRole('button', { name: /Новий лист/u });
    expect(top).toBe(100);
    await fireEvent.click(down);
    expect([top, screen.queryByRole('button', { name: /Новий лист/u })]).toEqual([3000, null]);
    // Undone sending takes a letter away: nothing newer to go to.
    top = 100;
    const last = request.items.pop();
    request.last_letter_id = 1;
    const asked = told('requests.get').length;
    publish('changed', [{ noun: 'letter', id: 1, what: 'removed' }] as never);
    await waitFor(() => expect(told('requests.get').length).toBeGreaterThan(asked), { timeout: 3000 });
    await tick();
    expect([last?.item, screen.queryByRole('button', { name: /Новий лист/u })]).toEqual(['letter', null]);
    top = 2480;
    await come();
    await waitFor(() => expect(top).toBe(3000));
    expect(screen.queryByRole('button', { name: /Новий лист/u })).toBeNull();
  });

  it('m9_a_picture_is_fetched_once_however_often_the_request_is_read', async () => {
    const file = { position: 0, name: 'ескіз.png', type: 'image/png', size: 1000, inline: false, program: false };
    const view = render(Files, { letterId: 1, files: [file] });
    await waitFor(() => expect(told('files.preview')).toHaveLength(1));
    await view.rerender({ letterId: 1, files: [{ ...file }, { ...file, position: 1 }] });
    await waitFor(() => expect(told('files.preview')).toHaveLength(2));
    expect(told('files.preview').map((args) => (args as { position: number }).position)).toEqual([0, 1]);
  });
});

describe('d2_under_an_open_dialog', () => {
  it('d2_a_notice_waits_and_the_buttons_of_the_mouse_sleep', async () => {
    render(App);
    await screen.findByRole('row', { name: /ТОВ «Світлана»/u });
    nav.go({ screen: 'outbox' });
    over.open('new-request');
    const subject = await screen.findByLabelText(/^Тема/u);
    await fireEvent.input(subject, { target: { value: 'Шильда' } });
    await fireEvent.mouseUp(window, { button: 3 });
    publish('open', { screen: 'request', id: 2 });
    await tick();
    expect([nav.place.screen, over.shown]).toEqual(['outbox', 'new-request']);
    over.close();
    await waitFor(() => expect(nav.place).toMatchObject({ screen: 'requests', id: 2 }));
    await fireEvent.mouseUp(window, { button: 3 });
    expect(nav.place.screen).toBe('outbox');
  });
});
