// What is done to a mailing from more than one place: begin, copy, throw away.
import { offerUndo } from '../deeds/undo.svelte.ts';
import { call } from '../ipc/call.ts';
import type { Id, Mailing, MailingChannel, MailingRow } from '../ipc/types.ts';
import { t } from '../shared/i18n.svelte.ts';
import { toastError } from '../shared/toasts.svelte.ts';

export function begin(channel: MailingChannel | null = null): Promise<Mailing> {
  return call('mailings.create', { channel });
}

export function copy(id: Id): Promise<Mailing> {
  return call('mailings.copy', { id });
}

export async function remove(mailing: Pick<MailingRow, 'id' | 'name'>, then: () => void = () => undefined): Promise<void> {
  try {
    offerUndo(t('mailing-removed', { name: mailing.name }), await call('mailings.remove', { id: mailing.id }), then);
  } catch (error) {
    toastError(error);
  } finally {
    then();
  }
}
