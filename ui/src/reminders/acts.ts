// What is done with reminders in a list: done, moved, removed; each with its way back.
import { removeLater } from '../contacts/removal.svelte.ts';
import { call } from '../ipc/call.ts';
import type { Commands } from '../ipc/commands.ts';
import { pickPlace } from '../ipc/os.ts';
import type { Day, ReminderRow } from '../ipc/types.ts';
import { clock, shortDay } from '../shared/format.ts';
import { t } from '../shared/i18n.svelte.ts';
import { now } from '../shared/session.svelte.ts';
import { toast, toastError } from '../shared/toasts.svelte.ts';

async function attempt(act: () => Promise<unknown>, then: () => void): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    toastError(error);
    return false;
  } finally {
    then();
  }
}

/** Marks done or not done; `then` is called when the list is to be read anew. */
export async function markDone(reminder: ReminderRow, done: boolean, then: () => void): Promise<void> {
  const ids = [reminder.id];
  if (!(await attempt(() => call('reminders.done', { ids, done }), then))) return;
  toast(t(done ? 'reminders-done-toast' : 'reminders-open-toast', { count: 1 }), {
    action: { label: t('action-undo'), run: () => void attempt(() => call('reminders.done', { ids, done: !done }), then) },
  });
}

/** Moves to another day; the time stays unless another is given. */
export async function move(reminder: ReminderRow, day: Day, time: string | null, then: () => void): Promise<void> {
  const ids = [reminder.id];
  if (!(await attempt(() => call('reminders.move', { ids, day, time }), then))) return;
  toast(t('reminders-moved-toast', { count: 1, day: shortDay(day) }), {
    action: { label: t('action-undo'), run: () => void attempt(() => call('reminders.move', { ids, day: reminder.day, time: reminder.time }), then) },
  });
}

/** Puts the bell off: it rings again in ten minutes or an hour; the reminder stays where it is. */
export async function snooze(reminder: ReminderRow, span: 'ten_minutes' | 'hour', then: () => void): Promise<void> {
  const until = now() + (span === 'hour' ? 60 : 10) * 60_000;
  if (await attempt(() => call('reminders.snooze', { ids: [reminder.id], span }), then)) toast(t('reminders-snoozed-toast', { time: clock(until) }));
}

/** The shown reminders as a calendar's file (K10). */
export async function exportCalendar(filter: Commands['reminders.export'][0]['filter']): Promise<void> {
  try {
    const path = await pickPlace(t('calendar-export'), t('calendar-file'));
    if (path === null) return;
    const made = await call('reminders.export', { filter, path });
    toast(t('calendar-exported', { count: made.count }));
  } catch (error) {
    toastError(error);
  }
}

export function remove(reminder: ReminderRow, then: () => Promise<unknown>): void {
  removeLater('reminder', reminder.id, t('reminders-removed-toast'), () => call('reminders.remove', { id: reminder.id }), then);
}
