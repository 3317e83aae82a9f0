// What is done with reminders in a list: done, moved, removed; each with its way back.
import { offerUndo } from '../deeds/undo.svelte.ts';
import { call } from '../ipc/call.ts';
import type { Commands } from '../ipc/commands.ts';
import { pickPlace } from '../ipc/os.ts';
import type { Day, Did, ReminderRow } from '../ipc/types.ts';
import { clock, shortDay } from '../shared/format.ts';
import { t } from '../shared/i18n.svelte.ts';
import { now } from '../shared/session.svelte.ts';
import { toast, toastError } from '../shared/toasts.svelte.ts';

async function attempt(act: () => Promise<Did>, said: string, then: () => void): Promise<void> {
  try {
    offerUndo(said, await act(), then);
  } catch (error) {
    toastError(error);
  } finally {
    then();
  }
}

/** Marks done or not done; `then` is called when the list is to be read anew. */
export function markDone(reminder: ReminderRow, done: boolean, then: () => void): Promise<void> {
  return attempt(() => call('reminders.done', { ids: [reminder.id], done }), t(done ? 'reminders-done-toast' : 'reminders-open-toast', { count: 1 }), then);
}

/** Moves to another day; the time stays unless another is given. */
export function move(reminder: ReminderRow, day: Day, time: string | null, then: () => void): Promise<void> {
  return attempt(() => call('reminders.move', { ids: [reminder.id], day, time }), t('reminders-moved-toast', { count: 1, day: shortDay(day) }), then);
}

/** Puts the bell off: it rings again in ten minutes or an hour; the reminder stays where it is. */
export function snooze(reminder: ReminderRow, span: 'ten_minutes' | 'hour', then: () => void): Promise<void> {
  const until = now() + (span === 'hour' ? 60 : 10) * 60_000;
  return attempt(() => call('reminders.snooze', { ids: [reminder.id], span }), t('reminders-snoozed-toast', { time: clock(until) }), then);
}

export function remove(reminder: ReminderRow, then: () => void): Promise<void> {
  return attempt(() => call('reminders.remove', { id: reminder.id }), t('reminders-removed-toast'), then);
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
