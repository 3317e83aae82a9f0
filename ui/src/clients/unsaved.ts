// Cards that were closed before they were saved: what was typed stays until it is saved or thrown away.
import type { Id } from '../ipc/types.ts';
import type { ClientDraft } from './draft.ts';

const kept = new Map<Id | null, ClientDraft>();

export const unsaved = {
  get: (id: Id | null): ClientDraft | undefined => kept.get(id),
  keep: (id: Id | null, draft: ClientDraft): void => void kept.set(id, draft),
  forget: (id: Id | null): void => void kept.delete(id),
};
