// K6: the dialog at launch says how many, shows the first, and offers Cancel and Look.
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { beforeEach, describe, expect, test } from 'vitest';
import { answer, begin, reminder } from '../../test/office-b.ts';
import { askedReminders, keepReminderFilter, reminderFilter, usualContacts } from '../contacts/filters.ts';
import type { Language, Look } from '../ipc/types.ts';
import { nav } from '../shared/nav.svelte.ts';
import LaunchDialog from './LaunchDialog.svelte';
import { lookText } from './words.ts';

const five: Look = {
  total: 5, missed: 2, today: 3,
  first: [reminder(), reminder({ id: 2, who: 'Майстерня «Дуб»', day: '2026-11-20', text: 'Надіслати рахунок' }), reminder({ id: 3, who: 'Ірина Мельник', day: '2026-11-21', time: '10:00', missed: false })],
};

beforeEach(() => {
  nav.go({ screen: 'requests', view: 'open', id: null });
  keepReminderFilter({ period: usualContacts.period, client: { id: 3, name: 'Хтось' }, who: 'all', interests: [], category_id: 4, state: 'done' });
});

async function launch(language: Language = 'uk', look: Look = five): Promise<void> {
  begin(language);
  answer({ 'reminders.look': () => look });
  render(LaunchDialog);
  await screen.findByRole('dialog');
}

describe('k6_launch_dialog', () => {
  test.each<[Language, string, string, string, string, string]>([
    ['uk', 'У вас є нові повідомлення', '5 нагадувань: 3 на сьогодні, 2 пропущено', 'і ще 2', 'Скасувати', 'Подивитися'],
    ['ru', 'У вас есть новые сообщения', '5 напоминаний: 3 на сегодня, 2 пропущено', 'и ещё 2', 'Отмена', 'Посмотреть'],
    ['en', 'You have new messages', '5 reminders: 3 for today, 2 missed', 'and 2 more', 'Cancel', 'Look'],
  ])('k6_says_how_many_in_%s', async (language, title, text, more, cancel, look) => {
    await launch(language);
    expect(screen.getByRole('heading').textContent).toBe(title);
    screen.getByText(text);
    screen.getByText(more);
    screen.getByRole('button', { name: cancel });
    screen.getByRole('button', { name: look });
    expect(screen.getAllByRole('listitem')).toHaveLength(3);
  });

  test('k6_look_shows_exactly_those', async () => {
    await launch();
    await fireEvent.click(screen.getByRole('button', { name: 'Подивитися' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(nav.place).toMatchObject({ screen: 'contacts', tab: 'reminders' });
    // What the dialog counted: mine, not done, until today, and nothing else narrows it.
    expect(askedReminders(reminderFilter(), '')).toEqual({
      from: null, to: '2026-11-21', client_id: null, employee_id: 1, search: null, category_id: null, state: 'open',
    });
  });

  test('k6_cancel_lets_work_go_on', async () => {
    await launch();
    await fireEvent.click(screen.getByRole('button', { name: 'Скасувати' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(nav.place.screen).toBe('requests');
    expect(reminderFilter().state).toBe('done');
  });

  test('k6_enter_is_look', async () => {
    await launch();
    const look = screen.getByRole('button', { name: 'Подивитися' });
    // The focus is on Look, and it is what Enter presses in this form.
    expect(document.activeElement).toBe(look);
    expect(look.getAttribute('type')).toBe('submit');
    await fireEvent.submit(look.closest('form') as HTMLFormElement);
    expect(nav.place.screen).toBe('contacts');
  });

  test('k6_escape_is_cancel', async () => {
    await launch();
    await fireEvent(screen.getByRole('dialog'), new Event('cancel', { cancelable: true }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(nav.place.screen).toBe('requests');
  });

  test('k6_missed_is_said_in_words', async () => {
    await launch();
    expect(screen.getAllByText('пропущено')).toHaveLength(2);
    screen.getByText('10:00', { exact: false });
  });

  test('k6_silent_without_reminders_and_at_first_start', async () => {
    begin('uk');
    const asked = answer({ 'reminders.look': () => ({ total: 0, today: 0, missed: 0, first: [] }) });
    render(LaunchDialog);
    await waitFor(() => expect(asked.map((one) => one.name)).toContain('reminders.look'));
    await Promise.resolve();
    expect(screen.queryByRole('dialog')).toBeNull();

    begin('uk', { first_start: true });
    const first = answer({ 'reminders.look': () => five });
    render(LaunchDialog);
    await Promise.resolve();
    expect(first).toEqual([]);
  });
});

describe('k6_plurals', () => {
  const say = (language: Language, today: number, missed: number): string => {
    begin(language);
    return lookText({ total: today + missed, today, missed, first: [] });
  };
  test.each<[Language, number, number, string]>([
    ['uk', 1, 0, '1 нагадування на сьогодні'],
    ['uk', 5, 0, '5 нагадувань на сьогодні'],
    ['uk', 0, 1, '1 пропущене нагадування'],
    ['uk', 0, 3, '3 пропущені нагадування'],
    ['uk', 0, 11, '11 пропущених нагадувань'],
    ['uk', 20, 1, '21 нагадування: 20 на сьогодні, 1 пропущено'],
    ['ru', 1, 0, '1 напоминание на сегодня'],
    ['ru', 3, 0, '3 напоминания на сегодня'],
    ['ru', 12, 0, '12 напоминаний на сегодня'],
    ['ru', 0, 2, '2 пропущенных напоминания'],
    ['ru', 0, 21, '21 пропущенное напоминание'],
    ['en', 1, 0, '1 reminder for today'],
    ['en', 0, 2, '2 missed reminders'],
    ['en', 1, 1, '2 reminders: 1 for today, 1 missed'],
  ])('k6_plurals_%s_%i_%i', (language, today, missed, text) => expect(say(language, today, missed)).toBe(text));
});
