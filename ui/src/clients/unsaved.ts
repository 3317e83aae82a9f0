// Cards that were closed before they were saved: what was typed stays until it is saved or thrown away.
// Of a stored card the changed parts alone: what others change in it meanwhile stays.
import { unsavedDrafts, type Parts } from '../shared/unsaved.ts';
import type { ClientDraft } from './draft.ts';

export const unsavedCards = unsavedDrafts<Parts<ClientDraft>>('card');
export const deepInCard: (keyof ClientDraft)[] = ['consents', 'own'];
