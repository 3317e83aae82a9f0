// Cards that were closed before they were saved: what was typed stays until it is saved or thrown away.
import { unsavedDrafts } from '../shared/unsaved.ts';
import type { ClientDraft } from './draft.ts';

export const unsavedCards = unsavedDrafts<ClientDraft>('card');
