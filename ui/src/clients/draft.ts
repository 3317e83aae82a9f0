// A client's card while it is being written, and what is wrong with it.
import type { ClientCard, ClientFields } from '../ipc/types.ts';
import { isAddress } from '../settings/address.ts';

export interface ClientDraft extends Omit<ClientFields, 'discount'> { discount: number | null }
/** A problem: the key of its sentence and what the sentence names. */
export interface Problem { key: string; params?: Record<string, string> }
export interface ClientProblems { name?: Problem; discount?: Problem; phones: (Problem | undefined)[]; emails: (Problem | undefined)[] }

export function clientDraft(card: ClientCard | null, name = ''): ClientDraft {
  if (!card) {
    return {
      kind: 'person', name, phones: [''], emails: [''], city: '', address: '', interests: '', tags: [], discount: 0, terms: '', notes: '', manager_id: null,
      language: '', birthday: '', do_not_write: false, consents: { email: null, sms: null }, own: [],
    };
  }
  const { kind, city, address, interests, tags, discount, terms, notes, language, birthday, do_not_write, consents } = card;
  const phones = card.phones.map((phone) => phone.shown);
  return {
    kind, name: card.name, city, address, interests, tags, discount, terms, notes, manager_id: card.manager?.id ?? null,
    language, birthday, do_not_write, consents, own: card.own.map(({ field_id, value }) => ({ field_id, value })),
    phones: phones.length > 0 ? phones : [''], emails: card.emails.length > 0 ? [...card.emails] : [''],
  };
}

export function clientProblems(draft: ClientDraft): ClientProblems {
  const { discount } = draft;
  return {
    ...(draft.name.trim() ? {} : { name: { key: draft.kind === 'company' ? 'client-name-company-required' : 'client-name-required' } }),
    ...(discount === null || (discount >= 0 && discount <= 100) ? {} : { discount: { key: 'client-discount-wrong' } }),
    phones: draft.phones.map((phone) => (phone.trim() === '' || isPhone(phone) ? undefined : { key: 'client-phone-wrong', params: { phone } })),
    emails: draft.emails.map((email) => (email.trim() === '' || isAddress(email.trim()) ? undefined : { key: 'client-email-wrong', params: { email } })),
  };
}

export function isRight(problems: ClientProblems): boolean {
  return !problems.name && !problems.discount && ![...problems.phones, ...problems.emails].some(Boolean);
}

/** What goes to the office: no empty lines. */
export function clientFields(draft: ClientDraft): ClientFields {
  const kept = (lines: string[]): string[] => lines.map((line) => line.trim()).filter(Boolean);
  return {
    ...draft, name: draft.name.trim(), phones: kept(draft.phones), emails: kept(draft.emails), city: draft.city.trim(),
    address: draft.address.trim(), interests: draft.interests.trim(), discount: draft.discount ?? 0, terms: draft.terms.trim(),
    notes: draft.notes.trim(),
  };
}

/** Whether a phone was meant; which number it is, the office finds out. */
function isPhone(text: string): boolean {
  return /^[\d\s()+./-]*$/u.test(text) && text.replace(/\D/gu, '').length >= 5;
}
