// K1, K4: the Reminders tab: filters as sentences, done with undo, missed in words, removal by a deed that can be undone (E5).
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { beforeEach, describe, expect, test } from 'vitest';
import { answer, begin, reminder, type Asked } from '../../test/office-b.ts';
import Contacts from '../contacts/Contacts.svelte';
import { askedReminders, due, keepReminderFilter, lookAtDue, reminderFilter } from '../contacts/filters.ts';
import type { ReminderRow } from '../ipc/types.ts';
import { nav } from '../shared/nav.svelte.ts';
import MoveDialog from './MoveDialog.svelte';
import ReminderDialog from './ReminderDialog.svelte';
import { toasts } from '../shared/toasts.svelte.ts';

const rows = [reminder(), reminder({ id: 2, who: 'Ірина Мельник', day: '2026-11-21', time: '10:00', missed: false, category_id: 6, text: 'Передзвонити' })];

function show(list: ReminderRow[] = rows): Asked[] {
  begin('uk');
  const asked = answer({
    'reminders.list': () => ({ rows: list, next: null, total: list.length }),
    'contacts.list': () => ({ rows: [], next: null, total: 124 }),
  });
  render(Contacts);
  return asked;
}

const last = (asked: Asked[], name: string): unknown => asked.filter((one) => one.name === name).at(-1)?.args;

beforeEach(() => {
  keepReminderFilter(due);
  nav.go({ screen: 'contacts', tab: 'reminders' });
  for (const toast of toasts.list) toasts.dismiss(toast.id);
});

describe('k4_reminders_tab', () => {
  test('k1_counts_stand_on_the_tabs_and_missed_is_said', async () => {
    show();
    await screen.findByText('Перепитати про макет вивіски');
    expect(screen.getByRole('tab', { name: /Контакти/u }).textContent).toContain('124');
    expect(screen.getByRole('tab', { name: /Нагадування/u }).textContent).toContain('2');
    screen.getByText(/пропущено/u);
    screen.getByText('Скоро буде оплачено');
  });

  test('k4_space_marks_done_and_undo_takes_it_back', async () => {
    const asked = show();
    await screen.findByText('Передзвонити');
    await fireEvent.keyDown(document.body, { code: 'Space', key: ' ' });
    await waitFor(() => expect(last(asked, 'reminders.done')).toEqual({ ids: [1], done: true }));
    await waitFor(() => expect(toasts.list.at(-1)?.text).toBe('1 нагадування виконано'));
    toasts.list.at(-1)?.action?.run();
    await waitFor(() => expect(last(asked, 'deeds.undo')).toEqual({ id: 7 }));
  });

  test('k4_move_to_tomorrow_by_keys', async () => {
    const asked = show();
    await screen.findByText('Передзвонити');
    await fireEvent.keyDown(document.body, { code: 'KeyM', key: 'ь' });
    await fireEvent.click(await screen.findByRole('menuitem', { name: 'На завтра' }));
    await waitFor(() => expect(last(asked, 'reminders.move')).toEqual({ ids: [1], day: '2026-11-22', time: null }));
    await waitFor(() => expect(toasts.list.at(-1)?.text).toContain('перенесено'));
    toasts.list.at(-1)?.action?.run();
    await waitFor(() => expect(last(asked, 'deeds.undo')).toEqual({ id: 7 }));
  });

  test('e5_removed_at_once_and_undone_by_its_deed', async () => {
    const asked = show();
    await screen.findByText('Передзвонити');
    await fireEvent.keyDown(document.body, { code: 'Delete', key: 'Delete' });
    await waitFor(() => expect(last(asked, 'reminders.remove')).toEqual({ id: 1 }));
    await waitFor(() => expect(toasts.list.at(-1)?.text).toBe('Нагадування вилучено'));
    toasts.list.at(-1)?.action?.run();
    await waitFor(() => expect(last(asked, 'deeds.undo')).toEqual({ id: 7 }));
    await waitFor(() => expect(toasts.list.at(-1)?.text).toBe('Повернуто, як було'));
  });

  test('k4_filters_are_sentences_and_are_remembered', async () => {
    const asked = show();
    await screen.findByText('Передзвонити');
    expect(last(asked, 'reminders.list')).toMatchObject({ from: null, to: '2026-11-21', employee_id: 1, state: 'open' });
    await fireEvent.click(screen.getByRole('button', { name: /Період: до сьогодні/u }));
    await fireEvent.click(await screen.findByRole('option', { name: 'цей тиждень' }));
    await waitFor(() => expect(last(asked, 'reminders.list')).toMatchObject({ from: '2026-11-16', to: '2026-11-22' }));
    screen.getByRole('button', { name: /Період: цей тиждень/u });
    await waitFor(() => expect(last(asked, 'memory.set')).toMatchObject({ key: 'reminders.filter', value: { period: { preset: 'this_week' } } }));
  });

  test('k6_a_click_on_what_is_due_shows_it_whatever_was_searched_for', async () => {
    const asked = show();
    await screen.findByText('Передзвонити');
    await fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'лак' } });
    await waitFor(() => expect(last(asked, 'reminders.list')).toMatchObject({ search: 'лак' }));
    lookAtDue();
    await waitFor(() => expect(last(asked, 'reminders.list')).toMatchObject({ search: null, state: 'open' }));
    await waitFor(() => expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe(''));
  });

  test('e2_a_filter_names_no_client_to_whoever_sees_none_and_nobody_instead_of_an_unknown_one', async () => {
    keepReminderFilter({ ...due, client: { id: 7, name: 'ТОВ «Світлана»' }, who: 99 });
    begin('uk', { rights: ['work'] });
    expect([reminderFilter().client, askedReminders(reminderFilter(), '').client_id]).toEqual([null, null]);
    begin('uk');
    expect(askedReminders(reminderFilter(), '').client_id).toBe(7);
    show();
    await screen.findByText('Передзвонити');
    screen.getByRole('button', { name: /^Співробітник: …/u });
  });

  test('k4_nothing_due_says_what_next', async () => {
    show([]);
    await screen.findByText('На сьогодні все зроблено');
    screen.getByRole('button', { name: 'Додати нагадування' });
  });
});

describe('k4_what_is_typed', () => {
  test('k4_a_time_that_is_none_is_said_and_nothing_is_sent', async () => {
    begin('uk');
    const asked = answer({});
    const dialog = render(ReminderDialog, { reminder: reminder({ id: 3 }), onclose: () => undefined });
    await fireEvent.input(screen.getByLabelText('Час'), { target: { value: '25' } });
    await fireEvent.click(screen.getByRole('button', { name: /Зберегти/u }));
    screen.getByText('Такого часу немає.');
    expect(asked.some((one) => one.name === 'reminders.update')).toBe(false);
    dialog.unmount();
    // It is there again for whoever typed it.
    render(ReminderDialog, { reminder: reminder({ id: 3 }), onclose: () => undefined });
    screen.getByText('Тут незбережене з минулого разу.');
    expect(screen.getByLabelText<HTMLInputElement>('Час').value).toBe('25');
    await fireEvent.click(screen.getByRole('button', { name: 'Відкинути' }));
    expect(screen.getByLabelText<HTMLInputElement>('Час').value).toBe('');
  });

  test('k4_a_client_who_is_typed_and_not_chosen_is_said_and_nothing_is_sent', async () => {
    begin('uk');
    const asked = answer({ 'reminders.create': () => reminder() });
    render(ReminderDialog, { day: '2026-11-23', onclose: () => undefined });
    await fireEvent.input(screen.getByLabelText(/Про що нагадати/u), { target: { value: 'Подзвонити' } });
    const picker = screen.getByLabelText(/^Клієнт/u);
    await fireEvent.input(picker, { target: { value: 'Світлана' } });
    await fireEvent.click(screen.getByRole('button', { name: /Зберегти/u }));
    screen.getByText(/^Нікого не вибрано\./u);
    expect(document.activeElement).toBe(picker);
    expect(asked.some((one) => one.name === 'reminders.create')).toBe(false);
    await fireEvent.input(picker, { target: { value: ' ' } });
    expect(screen.queryByText(/^Нікого не вибрано\./u)).toBeNull();
    await fireEvent.click(screen.getByRole('button', { name: /Зберегти/u }));
    await waitFor(() => expect(last(asked, 'reminders.create')).toMatchObject({ client_id: null }));
  });

  test('k4_a_reminder_is_not_moved_to_a_time_that_is_none', async () => {
    begin('uk');
    const moved: unknown[] = [];
    render(MoveDialog, { reminder: reminder(), onclose: () => undefined, onmove: (...to) => moved.push(to) });
    await fireEvent.input(screen.getByLabelText('Час'), { target: { value: '9:75' } });
    await fireEvent.click(screen.getByRole('button', { name: 'Перенести' }));
    screen.getByText('Такого часу немає.');
    expect(moved).toEqual([]);
    await fireEvent.input(screen.getByLabelText('Час'), { target: { value: '9:45' } });
    await fireEvent.click(screen.getByRole('button', { name: 'Перенести' }));
    expect(moved).toEqual([['2026-11-22', '09:45']]);
  });
});
