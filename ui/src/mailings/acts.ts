// What is done to a mailing from more than one place: begin, copy, throw away.
import { removeLater } from '../contacts/removal.svelte.ts';
import { call } from '../ipc/call.ts';
import type { Id, Mailing, MailingChannel, MailingRow } from '../ipc/types.ts';
import { t } from '../shared/i18n.svelte.ts';

export function begin(channel: MailingChannel | null = null): Promise<Mailing> {
  return call('mailings.create', { channel });
}

export function copy(id: Id): Promise<Mailing> {
  return call('mailings.copy', { id });
}

export function remove(mailing: Pick<MailingRow, 'id' | 'name'>, then: () => Promise<unknown>): void {
  removeLater('mailing', mailing.id, t('mailing-removed', { name: mailing.name }), () => call('mailings.remove', { id: mailing.id }), then);
}
