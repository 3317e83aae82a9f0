// A reminder while it is being written: its fields as the form holds them, and what is missing.
import { timeMeant } from '../contacts/dates.ts';
import type { ReminderFields, ReminderRow, Repeat } from '../ipc/types.ts';

export interface ReminderDraft extends Omit<ReminderFields, 'time' | 'repeat'> { time: string; repeat: Repeat | null }
export const repeats: readonly Repeat[] = ['daily', 'weekly', 'monthly', 'yearly'];
export type ReminderProblems = Partial<Record<'client' | 'day' | 'time' | 'text', string>>;

export function reminderDraft(from: ReminderRow | null, me: number | null, day = ''): ReminderDraft {
  if (!from) return { day, time: '', text: '', category_id: null, priority: 'normal', employee_id: me, repeat: null };
  return {
    day: from.day, time: from.time ?? '', text: from.text, category_id: from.category_id, priority: from.priority,
    employee_id: from.employee?.id ?? me, repeat: from.repeat,
  };
}

/** The keys of the sentences for what is missing (K2: the date is required). `typed` stands where a client is chosen and names nobody. */
export function reminderProblems(draft: ReminderDraft, typed: string | null = null): ReminderProblems {
  return {
    ...(typed?.trim() ? { client: 'contact-client-nobody' } : {}),
    ...(draft.day ? {} : { day: 'reminder-day-required' }),
    ...(draft.time && timeMeant(draft.time) === null ? { time: 'time-wrong' } : {}),
    ...(draft.text.trim() ? {} : { text: 'reminder-text-required' }),
  };
}

export function reminderFields(draft: ReminderDraft): ReminderFields {
  return { ...draft, text: draft.text.trim(), time: draft.time || null };
}
