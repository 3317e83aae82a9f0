// K10: the calendar of reminders by month and week, by keys and by dragging. K4, K7: repeating and putting off. K9: off.
import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, test } from 'vitest';
import { answer, begin, contact, reminder, type Asked } from '../../test/office-b.ts';
import Contacts from '../contacts/Contacts.svelte';
import { askedContacts, contactFilter, due, keepContactFilter, keepReminderFilter, keepReminderView, usualContacts, type ReminderView } from '../contacts/filters.ts';
import ContactDialog from '../contacts/ContactDialog.svelte';
import type { ReminderRow, Session } from '../ipc/types.ts';
import { nav } from '../shared/nav.svelte.ts';
import { toasts } from '../shared/toasts.svelte.ts';
import LaunchDialog from './LaunchDialog.svelte';

const rows = [
  reminder({ day: '2026-11-19' }),
  reminder({ id: 2, who: 'Ірина Мельник', day: '2026-11-21', time: '10:00', missed: false, text: 'Передзвонити', repeat: 'monthly' }),
];

function show(view: ReminderView, list: ReminderRow[] = rows, part: Partial<Session> = {}): Asked[] {
  begin('uk', { rights: ['see_clients'], ...part });
  keepReminderView(view);
  const asked = answer({
    'reminders.list': () => ({ rows: list, next: null, total: list.length }),
    'reminders.export': ({ path }) => ({ count: list.length, path }),
    'contacts.list': () => ({ rows: [], next: null, total: 124 }),
    'interests.list': () => [{ name: 'акрил', clients: 2 }, { name: 'шильди', clients: 1 }],
  });
  render(Contacts);
  return asked;
}

const last = (asked: Asked[], name: string): unknown => asked.filter((one) => one.name === name).at(-1)?.args;
/** What the calendar asked; the tab asks too, for its count. */
const shown = (asked: Asked[]): unknown => asked.filter((one) => one.name === 'reminders.list' && (one.args as { limit?: number }).limit === 500).at(-1)?.args;
const cell = (day: string): HTMLElement => document.querySelector(`[data-day="${day}"]`) as HTMLElement;

beforeEach(() => {
  keepReminderFilter(due);
  keepContactFilter(usualContacts);
  nav.go({ screen: 'contacts', tab: 'reminders' });
  for (const toast of toasts.list) toasts.dismiss(toast.id);
});

describe('k10_calendar', () => {
  test('k10_a_month_shows_each_reminder_on_its_day', async () => {
    const asked = show('month');
    await screen.findByRole('heading', { name: 'Листопад 2026' });
    await waitFor(() => within(cell('2026-11-19')).getByRole('button', { name: /ТОВ «Світлана».*пропущено/u }));
    within(cell('2026-11-21')).getByRole('button', { name: /10:00, Ірина Мельник/u });
    expect(shown(asked)).toMatchObject({ from: '2026-10-26', to: '2026-12-06', employee_id: 1, state: 'open' });
    expect(cell('2026-11-21').getAttribute('aria-current')).toBe('date');
    expect(screen.queryByRole('button', { name: /Період/u })).toBeNull();
  });

  test('k10_where_there_are_more_than_a_calendar_holds_it_is_said_up_to_which_day', async () => {
    begin('uk', { rights: ['see_clients'] });
    keepReminderView('month');
    let id = 0;
    answer({ 'reminders.list': ({ limit }) => ({ rows: Array.from({ length: limit ?? 1 }, () => reminder({ id: ++id, day: '2026-11-20' })), next: 'more', total: 9000 }) });
    render(Contacts);
    await screen.findByText(/^Показано не всі нагадування, лише до 20\.11\.2026\./u);
  });

  test('k10_keys_walk_the_days_and_alt_moves_a_reminder', async () => {
    const asked = show('week');
    await waitFor(() => within(cell('2026-11-21')).getByRole('button', { name: /Передзвонити/u }));
    expect(shown(asked)).toMatchObject({ from: '2026-11-16', to: '2026-11-22' });
    cell('2026-11-21').focus();
    await fireEvent.keyDown(cell('2026-11-21'), { key: 'ArrowRight' });
    await waitFor(() => expect(document.activeElement).toBe(cell('2026-11-22')));
    await fireEvent.keyDown(cell('2026-11-22'), { key: 'PageDown' });
    await waitFor(() => expect(shown(asked)).toMatchObject({ from: '2026-11-23', to: '2026-11-29' }));
    await fireEvent.click(screen.getByRole('button', { name: 'Сьогодні' }));
    const one = await waitFor(() => within(cell('2026-11-21')).getByRole('button', { name: /Передзвонити/u }));
    await fireEvent.keyDown(one, { key: 'ArrowRight', altKey: true });
    await waitFor(() => expect(last(asked, 'reminders.move')).toEqual({ ids: [2], day: '2026-11-22', time: '10:00' }));
    await waitFor(() => expect(toasts.list.at(-1)?.action).toBeTruthy());
    toasts.list.at(-1)?.action?.run();
    await waitFor(() => expect(last(asked, 'deeds.undo')).toEqual({ id: 7 }));
  });

  test('k10_enter_writes_down_on_the_day_and_space_marks_done', async () => {
    const asked = show('month');
    const one = await waitFor(() => within(cell('2026-11-21')).getByRole('button', { name: /Передзвонити/u }));
    await fireEvent.keyDown(one, { key: ' ' });
    await waitFor(() => expect(last(asked, 'reminders.done')).toEqual({ ids: [2], done: true }));
    await fireEvent.keyDown(cell('2026-11-21'), { key: 'Enter' });
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByLabelText<HTMLInputElement>(/Дата нагадування/u).value).toBe('21.11.2026');
  });

  test('k10_a_reminder_is_dragged_to_another_day', async () => {
    const asked = show('month');
    const one = await waitFor(() => within(cell('2026-11-19')).getByRole('button', { name: /Перепитати/u }));
    await fireEvent.dragStart(one);
    await fireEvent.dragOver(cell('2026-11-25'));
    await fireEvent.drop(cell('2026-11-25'));
    await waitFor(() => expect(last(asked, 'reminders.move')).toEqual({ ids: [1], day: '2026-11-25', time: null }));
  });

  test('k10_a_full_day_opens_its_week', async () => {
    show('month', Array.from({ length: 7 }, (_, at) => reminder({ id: at + 1, day: '2026-11-18', text: `справа ${at}` })));
    await fireEvent.click(await screen.findByRole('button', { name: 'ще 4' }));
    await waitFor(() => expect(within(cell('2026-11-18')).getAllByRole('button')).toHaveLength(7));
    await screen.findByRole('button', { name: /Вигляд: тиждень/u });
  });

  test('k10_what_is_shown_is_saved_for_a_calendar', async () => {
    const asked = show('month');
    await fireEvent.click(await screen.findByRole('button', { name: 'Дії зі списком' }));
    await fireEvent.click(await screen.findByRole('menuitem', { name: /\.ics/u }));
    await waitFor(() => expect(last(asked, 'reminders.export')).toMatchObject({ filter: { from: '2026-10-26', to: '2026-12-06', state: 'open' }, path: '/home/office/нагадування.ics' }));
    await waitFor(() => expect(toasts.list.at(-1)?.text).toBe('Збережено 2 нагадування'));
  });
});

describe('k4_k7_list', () => {
  test('k4_interests_are_a_filter_of_both_tabs', async () => {
    const asked = show('list');
    await fireEvent.click(await screen.findByRole('button', { name: /Інтереси: усі/u }));
    await fireEvent.click(await screen.findByLabelText('акрил'));
    await waitFor(() => expect(last(asked, 'reminders.list')).toMatchObject({ interests: ['акрил'] }));
    screen.getByRole('button', { name: /Інтереси: акрил/u });
    keepContactFilter({ ...usualContacts, interests: ['шильди'] });
    expect(askedContacts(contactFilter(), '')).toMatchObject({ interests: ['шильди'] });
  });

  test('k4_a_rule_is_said_and_chosen', async () => {
    show('list');
    await screen.findByText('Передзвонити');
    screen.getByText('щомісяця');
    await fireEvent.keyDown(document.body, { code: 'KeyN', key: 'т' });
    await screen.findByLabelText('Повторювати');
  });

  test('k7_snooze_from_the_list_by_keys', async () => {
    const asked = show('list');
    await screen.findByText('Передзвонити');
    await fireEvent.keyDown(document.body, { code: 'KeyS', key: 'і' });
    await fireEvent.click(await screen.findByRole('menuitem', { name: 'Через 10 хвилин' }));
    await waitFor(() => expect(last(asked, 'reminders.snooze')).toEqual({ ids: [1], span: 'ten_minutes' }));
    await waitFor(() => expect(toasts.list.at(-1)?.text).toBe('Нагадаємо о 10:10'));
  });

  test('k7_a_bell_put_off_is_said', async () => {
    show('list', [reminder({ snoozed_until: Date.parse('2026-11-21T09:05:00Z') })]);
    await screen.findByText(/нагадаємо о 11:05/u);
  });
});

describe('k4_reminders_of_contacts', () => {
  test('k4_one_done_before_the_present_one_opens_by_itself', async () => {
    begin('uk');
    keepReminderView('list');
    const old = reminder({ contact_id: 5, done: true, repeat: 'weekly', text: 'минулого тижня' });
    answer({
      'reminders.list': () => ({ rows: [old], next: null, total: 1 }),
      'contacts.list': () => ({ rows: [], next: null, total: 0 }),
      'contacts.get': () => contact({ id: 5, reminder: reminder({ id: 2, contact_id: 5, text: 'цього тижня' }) }),
    });
    render(Contacts);
    await screen.findByText('минулого тижня');
    await fireEvent.keyDown(document.body, { code: 'Enter', key: 'Enter' });
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByLabelText<HTMLTextAreaElement>(/Про що нагадати/u).value).toBe('минулого тижня');
  });
});

describe('k9_without_client_interaction', () => {
  const off = { parts: { client_interaction: false, mass_mailing: true } };

  test('k9_the_window_has_contacts_alone', async () => {
    const asked = show('list', rows, off);
    await screen.findByRole('heading', { name: 'Контакти' });
    expect(screen.queryByRole('tab')).toBeNull();
    expect(screen.queryByRole('button', { name: /Інтереси|Є нагадування/u })).toBeNull();
    expect(asked.some((one) => one.name.startsWith('reminders.'))).toBe(false);
    keepContactFilter({ ...usualContacts, interests: ['акрил'], has_reminder: true });
    expect(askedContacts(contactFilter(), '')).toMatchObject({ has_reminder: null });
    expect(askedContacts(contactFilter(), '').interests).toBeUndefined();
  });

  test('k9_a_contact_has_no_reminder_and_the_launch_is_silent', async () => {
    begin('uk', off);
    const asked = answer({});
    render(LaunchDialog);
    render(ContactDialog, { client: { id: 7, name: 'ТОВ «Світлана»' }, onclose: () => undefined });
    await screen.findByRole('dialog');
    expect(screen.queryByRole('switch')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Копіювати до нагадування' })).toBeNull();
    expect(asked.some((one) => one.name.startsWith('reminders.'))).toBe(false);
  });
});
