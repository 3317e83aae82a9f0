// "+ Request" while it is being typed, and what of it stays until it is created or thrown away.
import type { ClientRow, Id } from '../ipc/types.ts';
import { unsavedDrafts } from '../shared/unsaved.ts';

export type Asker = Pick<ClientRow, 'id' | 'name' | 'phone' | 'email'>;
export interface RequestDraft {
  /** From the directory; otherwise the three below say who asks. */
  client: Asker | null;
  name: string; phone: string; email: string; subject: string; comment: string;
  /** As the field of a day has it. */
  until: string;
  urgent: boolean; assignee: Id | null;
}

export const unsavedRequests = unsavedDrafts<Partial<RequestDraft>>('request');

export function requestDraft(assignee: Id | null): RequestDraft {
  return { client: null, name: '', phone: '', email: '', subject: '', comment: '', until: '', urgent: false, assignee };
}
