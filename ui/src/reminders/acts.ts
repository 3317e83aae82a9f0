// What is done with reminders in a list: done, moved, removed; each with its way back.
import { removeLater } from '../contacts/removal.svelte.ts';
import { call } from '../ipc/call.ts';
import type { Day, ReminderRow } from '../ipc/types.ts';
import { shortDay } from '../shared/format.ts';
import { t } from '../shared/i18n.svelte.ts';
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

export function remove(reminder: ReminderRow, then: () => Promise<unknown>): void {
  removeLater('reminder', reminder.id, t('reminders-removed-toast'), () => call('reminders.remove', { id: reminder.id }), then);
}
