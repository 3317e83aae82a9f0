// Contacts and reminders whose dialog was closed before they were saved: what was typed stays until it is saved or thrown away.
import type { Id } from '../ipc/types.ts';
import type { ReminderDraft } from '../reminders/draft.ts';
import { unsavedDrafts } from '../shared/unsaved.ts';
import type { ContactDraft } from './draft.ts';

export const unsavedContacts = unsavedDrafts<ContactDraft>('contact');
export const unsavedReminders = unsavedDrafts<{ chosen: { id: Id; name: string } | null; draft: ReminderDraft; done: boolean }>('reminder');
