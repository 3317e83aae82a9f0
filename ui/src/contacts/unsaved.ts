// Contacts and reminders whose dialog was closed before they were saved: what was typed stays until it is saved or thrown away.
// Of a stored one the changed parts alone: what others change in it meanwhile stays.
import type { Id } from '../ipc/types.ts';
import type { ReminderDraft } from '../reminders/draft.ts';
import { unsavedDrafts, type Parts } from '../shared/unsaved.ts';
import type { ContactDraft } from './draft.ts';

export interface WrittenReminder { chosen: { id: Id; name: string } | null; draft: ReminderDraft; done: boolean }
export const unsavedContacts = unsavedDrafts<Parts<ContactDraft>>('contact');
export const unsavedReminders = unsavedDrafts<Parts<WrittenReminder>>('reminder');
export const deepInContact: (keyof ContactDraft)[] = ['reminder'];
export const deepInReminder: (keyof WrittenReminder)[] = ['draft'];
