// What is done to a mailing from more than one place: begin, copy, throw away.
import { offerUndo } from '../deeds/undo.svelte.ts';
import { call } from '../ipc/call.ts';
import type { ChosenPeople, ClientFilter, ClientRow, ClientTarget, Id, Mailing, MailingChannel, MailingRow } from '../ipc/types.ts';
import { t } from '../shared/i18n.svelte.ts';
import { Listing } from '../shared/listing.svelte.ts';
import { toastError } from '../shared/toasts.svelte.ts';

/** More people one mailing does not take. */
const most = 100_000;

export function begin(channel: MailingChannel | null = null): Promise<Mailing> {
  return call('mailings.create', { channel });
}

/** What goes to one person is about their own matter: it needs no word of consent, only that they did not refuse. */
export function beginToOne(channel: MailingChannel): Promise<Mailing> {
  return call('mailings.create', { channel, consent_needed: false });
}

export function copy(id: Id): Promise<Mailing> {
  return call('mailings.copy', { id });
}

/** Adds exactly those clients to a draft. What a filter means is found by the office, unless some of it was unticked. */
export async function addTarget(id: Id, { ids, filter, except }: ClientTarget, phone?: string): Promise<ChosenPeople | null> {
  if (ids) return call('mailings.add_clients', { id, client_ids: ids, ...(phone === undefined ? {} : { phone }) });
  if (!filter) return null;
  if (!except?.length) return call('mailings.add_filtered', { id, filter });
  return call('mailings.add_clients', { id, client_ids: await allBut(filter, new Set(except)) });
}

async function allBut(filter: ClientFilter, except: Set<Id>): Promise<Id[]> {
  const found = new Listing<ClientRow>((after, limit) => call('clients.list', { ...filter, after, limit }));
  return (await found.all(most)).map((client) => client.id).filter((id) => !except.has(id));
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
