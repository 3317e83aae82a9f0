// The sentence filters of both tabs: what they are, how they are remembered, and what they ask of the office.
import type { Filter, Id, Json } from '../ipc/types.ts';
import { today } from '../shared/format.ts';
import { memory } from '../shared/memory.svelte.ts';
import { nav } from '../shared/nav.svelte.ts';
import { seesClients, session } from '../shared/session.svelte.ts';
import { range, type Period } from './period.ts';

export type Who = 'me' | 'all' | Id;
export interface ChosenClient { id: Id; name: string }
interface Shared { period: Period; client: ChosenClient | null; who: Who; interests: string[] }
export interface ContactFilter extends Shared { has_reminder: boolean | null }
export type ReminderState = 'all' | 'done' | 'open';
export interface ReminderFilter extends Shared { category_id: Id | null; state: ReminderState }

const anytime = { from: null, to: null };
export const usualContacts: ContactFilter = { period: { preset: 'this_month', ...anytime }, client: null, who: 'all', interests: [], has_reminder: null };
/** What the launch dialog counts (K6): mine, not done, until today. It is also where the tab begins. */
export const due: ReminderFilter = { period: { preset: 'until_today', ...anytime }, client: null, who: 'me', interests: [], category_id: null, state: 'open' };

const contactsKey = 'contacts.filter';
const remindersKey = 'reminders.filter';

/** A filter written by another version may lack a part: what is missing is as usual. Who may see no clients any more (E2) has none in it. */
function kept<F extends Shared>(key: string, usual: F): F {
  return { ...usual, ...(memory.get<Json>(key, {}) as unknown as Partial<F>), ...(seesClients() ? {} : { client: null }) };
}

export const contactFilter = (): ContactFilter => kept(contactsKey, usualContacts);

export const reminderFilter = (): ReminderFilter => kept(remindersKey, due);

export function keepContactFilter(filter: ContactFilter): void {
  memory.set(contactsKey, filter as unknown as Json);
}

export function keepReminderFilter(filter: ReminderFilter): void {
  memory.set(remindersKey, filter as unknown as Json);
}

/** Opens the Reminders tab with exactly those that the launch dialog counted. */
export function lookAtDue(): void {
  keepReminderFilter(due);
  keepReminderView('list');
  nav.go({ screen: 'contacts', tab: 'reminders', state: 'due' });
}

/** How the Reminders tab shows them. */
export type ReminderView = 'list' | 'week' | 'month';
const views: readonly ReminderView[] = ['list', 'week', 'month'];

export function reminderView(): ReminderView {
  const kept = memory.get<Json>('reminders.view', 'list');
  return views.find((view) => view === kept) ?? 'list';
}

export function keepReminderView(view: ReminderView): void {
  memory.set('reminders.view', view);
}

/** Whether reminders and interests are there at all (K9). */
export function interaction(): boolean {
  return session.current.parts.client_interaction;
}

function asked(filter: Shared, search: string): Filter {
  const employee_id = filter.who === 'all' ? null : filter.who === 'me' ? session.me : filter.who;
  return { ...range(filter.period, today()), client_id: filter.client?.id ?? null, employee_id, search: search.trim() || null,
    ...(interaction() && seesClients() && filter.interests.length > 0 ? { interests: filter.interests } : {}) };
}

export function askedContacts(filter: ContactFilter, search: string): Filter & { has_reminder: boolean | null } {
  return { ...asked(filter, search), has_reminder: interaction() ? filter.has_reminder : null };
}

export function askedReminders(filter: ReminderFilter, search: string): Filter & { category_id: Id | null; state: ReminderState } {
  return { ...asked(filter, search), category_id: filter.category_id, state: filter.state };
}

export function isUsual(filter: ContactFilter | ReminderFilter, usual: ContactFilter | ReminderFilter): boolean {
  return (Object.keys(usual) as (keyof typeof usual)[]).every((key) => JSON.stringify(filter[key]) === JSON.stringify(usual[key]));
}
