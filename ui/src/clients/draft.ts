// A client's card while it is being written, and what is wrong with it.
import type { ClientCard, ClientFields, Consent, WireError } from '../ipc/types.ts';
import { number } from '../shared/format.ts';
import { isAddress } from '../settings/address.ts';
import { birthdayMeant, birthdayText } from './birthday.ts';

export interface ClientDraft extends Omit<ClientFields, 'discount' | 'birthday' | 'own'> {
  /** As it is typed: 7,5 or 7.5. */
  discount: string;
  /** As it is typed: 20.11.1984 or 20.11. */
  birthday: string;
  /** By the id of the office's own field. */
  own: Record<number, string>;
}
/** A problem: the key of its sentence and what the sentence names. */
export interface Problem { key: string; params?: Record<string, string> }
export interface ClientProblems {
  name?: Problem; discount?: Problem; birthday?: Problem; tags?: Problem; own?: Problem & { field: string }; phones: (Problem | undefined)[]; emails: (Problem | undefined)[];
}

export function clientDraft(card: ClientCard | null, name = ''): ClientDraft {
  if (!card) {
    return {
      kind: 'person', name, phones: [''], emails: [''], city: '', address: '', interests: '', tags: [], discount: '0', terms: '', notes: '', manager_id: null,
      language: '', birthday: '', do_not_write: false, consents: { email: null, sms: null }, own: {},
    };
  }
  const { kind, city, address, interests, tags, discount, terms, notes, language, birthday, do_not_write, consents } = card;
  const phones = card.phones.map((phone) => phone.shown);
  return {
    kind, name: card.name, city, address, interests, tags: [...tags], discount: discountText(discount), terms, notes, manager_id: card.manager?.id ?? null,
    language, birthday: birthdayText(birthday), do_not_write, consents: { ...consents }, own: Object.fromEntries(card.own.map(({ field_id, value }) => [field_id, value])),
    phones: phones.length > 0 ? phones : [''], emails: card.emails.length > 0 ? [...card.emails] : [''],
  };
}

export function clientProblems(draft: ClientDraft): ClientProblems {
  return {
    ...(draft.name.trim() ? {} : { name: { key: draft.kind === 'company' ? 'client-name-company-required' : 'client-name-required' } }),
    ...(discountMeant(draft.discount) !== null ? {} : { discount: { key: 'client-discount-wrong' } }),
    ...(birthdayMeantOf(draft) === null ? { birthday: { key: 'error-bad-birthday' } } : {}),
    phones: draft.phones.map((phone) => (phone.trim() === '' || isPhone(phone) ? undefined : wrongPhone(phone))),
    emails: draft.emails.map((email) => (email.trim() === '' || isAddress(email.trim()) ? undefined : wrongEmail(email))),
  };
}

export function isRight(problems: ClientProblems): boolean {
  return !problems.name && !problems.discount && !problems.birthday && !problems.tags && !problems.own && ![...problems.phones, ...problems.emails].some(Boolean);
}

/** What the office refused, beside the field that it means; null where it means none of them. */
export function refused(draft: ClientDraft, error: WireError): ClientProblems | null {
  const none = { phones: [], emails: [] };
  const line = (lines: string[], meant: unknown, problem: (text: string) => Problem): (Problem | undefined)[] =>
    lines.map((text) => (text.trim().toLowerCase() === String(meant).trim().toLowerCase() ? problem(text) : undefined));
  const told = { key: `error-${error.code.replaceAll('_', '-')}`, params: Object.fromEntries(Object.entries(error.params).map(([name, value]) => [name, String(value)])) };
  if (error.code === 'bad_phone') return { ...none, phones: line(draft.phones, error.params['phone'], wrongPhone) };
  if (error.code === 'bad_address') return { ...none, emails: line(draft.emails, error.params['address'], wrongEmail) };
  if (error.code === 'bad_birthday') return { ...none, birthday: told };
  if (error.code === 'bad_field_value') return { ...none, own: { ...told, field: String(error.params['field']) } };
  if (error.code === 'text_too_long' && error.params['field'] === 'name') return { ...none, name: told };
  if (error.code === 'text_too_long' && error.params['field'] === 'tag') return { ...none, tags: told };
  return null;
}

/** What goes to the office: no empty lines. */
export function clientFields(draft: ClientDraft): ClientFields {
  const kept = (lines: string[]): string[] => lines.map((line) => line.trim()).filter(Boolean);
  const said = (consent: Consent | null): Consent | null => consent && { ...consent, source: consent.source.trim() };
  return {
    ...draft, name: draft.name.trim(), phones: kept(draft.phones), emails: kept(draft.emails), city: draft.city.trim(),
    address: draft.address.trim(), interests: draft.interests.trim(), discount: discountMeant(draft.discount) ?? 0, terms: draft.terms.trim(),
    notes: draft.notes.trim(), birthday: birthdayMeantOf(draft) ?? '', consents: { email: said(draft.consents.email), sms: said(draft.consents.sms) },
    own: Object.entries(draft.own).map(([id, value]) => ({ field_id: Number(id), value: String(value ?? '').trim() })).filter(({ value }) => value !== ''),
  };
}

const discountText = (discount: number): string => number(discount, { maximumFractionDigits: 6, useGrouping: false });

/** "7,5", "7.5" and "7,5 %" are seven and a half, nothing is none; null for what is no discount. */
export function discountMeant(text: string): number | null {
  const typed = text.trim().replace(/\s*%$/u, '').replace(',', '.');
  if (typed === '') return 0;
  return /^\d{1,3}(\.\d{1,6})?$/u.test(typed) && Number(typed) <= 100 ? Number(typed) : null;
}

const wrongPhone = (phone: string): Problem => ({ key: 'client-phone-wrong', params: { phone } });
const wrongEmail = (email: string): Problem => ({ key: 'client-email-wrong', params: { email } });
const birthdayMeantOf = (draft: ClientDraft): string | null => birthdayMeant(draft.birthday);

/** Whether a phone was meant; which number it is, the office finds out. */
function isPhone(text: string): boolean {
  return text.replace(/\D/gu, '').length >= 3;
}
