// Settings that were changed and not saved: of each section the changed parts alone, so that what others set meanwhile stays.
import type { Json, Mailbox } from '../ipc/types.ts';
import { unsavedDrafts, type Parts } from '../shared/unsaved.ts';

export const unsavedSettings = unsavedDrafts<Record<string, Json | undefined>>('settings');

/** The mailbox while it is being set up, and never its password. */
export const unsavedMailbox = unsavedDrafts<Parts<Mailbox>>('mailbox');
export const deepInMailbox: (keyof Mailbox)[] = ['imap', 'smtp'];
