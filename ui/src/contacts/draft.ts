// A contact while it is being written: its fields as the form holds them, and what is missing (K2).
import type { Channel, ContactFields, ContactRow, Day, Direction, Id, Ms } from '../ipc/types.ts';
import { reminderDraft, reminderFields, reminderProblems, type ReminderDraft, type ReminderProblems } from '../reminders/draft.ts';
import { timeMeant } from './dates.ts';
import { instant, wall } from './instant.ts';

export const channels: readonly Channel[] = ['call', 'letter', 'sms', 'visit', 'other'];
export const directions: readonly Direction[] = ['incoming', 'outgoing'];

export interface ContactDraft {
  client: { id: Id; name: string } | null; request_id: Id | null; day: Day; time: string; direction: Direction; channel: Channel;
  information: string; done: boolean; reminds: boolean; reminder: ReminderDraft;
}
export interface ContactProblems { client?: string; at?: string; time?: string; information?: string; reminder: ReminderProblems }

export interface Start { client: { id: Id; name: string } | null; request_id: Id | null; called?: boolean }

export function contactDraft(from: ContactRow | null, start: Start, at: Ms, zone: string, me: Id | null): ContactDraft {
  const shown = wall(from?.at ?? at, zone);
  const reminder = reminderDraft(from?.reminder ?? null, me);
  const { called, ...whom } = start;
  if (!from) return { ...whom, ...shown, direction: called ? 'outgoing' : 'incoming', channel: 'call', information: '', done: false, reminds: false, reminder };
  return {
    ...shown, reminder, client: from.client_id === null ? null : { id: from.client_id, name: from.who }, request_id: from.request_id,
    direction: from.direction, channel: from.channel, information: from.information, done: from.done, reminds: from.reminder !== null,
  };
}

/** The keys of the sentences for what is missing. A contact within a request may be with somebody who is no client yet; whoever sees no clients (E2) names none. `typed` stands where a client is chosen and names nobody. */
export function contactProblems(draft: ContactDraft, seesClients = true, typed: string | null = null): ContactProblems {
  return {
    ...(draft.client || draft.request_id !== null || !seesClients ? {} : { client: 'contact-client-required' }),
    ...(draft.request_id !== null && typed?.trim() ? { client: 'contact-client-nobody' } : {}),
    ...(draft.day && draft.time ? {} : { at: 'contact-at-required' }),
    ...(draft.time && timeMeant(draft.time) === null ? { time: 'time-wrong' } : {}),
    ...(draft.information.trim() ? {} : { information: 'contact-information-required' }),
    reminder: draft.reminds ? reminderProblems(draft.reminder) : {},
  };
}

export function isComplete(problems: ContactProblems): boolean {
  return !problems.client && !problems.at && !problems.time && !problems.information && Object.keys(problems.reminder).length === 0;
}

/** `from` is the contact that is changed: when its minute was not touched, its exact instant stays. */
export function contactFields(draft: ContactDraft, from: ContactRow | null, zone: string): ContactFields {
  const before = from && wall(from.at, zone);
  const same = before !== null && before.day === draft.day && before.time === draft.time;
  return {
    client_id: draft.client?.id ?? null, request_id: draft.request_id, at: from && same ? from.at : instant(draft.day, draft.time, zone),
    direction: draft.direction, channel: draft.channel, information: draft.information.trim(), done: draft.done,
    reminder: draft.reminds ? reminderFields(draft.reminder) : null,
  };
}
