// Cards that are to become one, field by field (C3): where they differ, what is taken from which, and what the office is asked.
import { interaction } from '../contacts/filters.ts';
import { birthdayText } from '../clients/birthday.ts';
import type { CardField, ClientCard, ClientMerge, Id } from '../ipc/types.ts';
import { number, shortDay } from '../shared/format.ts';
import { t } from '../shared/i18n.svelte.ts';

type Single = 'name' | 'kind' | 'city' | 'address' | 'birthday' | 'language' | 'manager' | 'discount' | 'terms' | 'notes';
/** From which card a field is taken; `all` for notes of all of them. */
export type Choices = Record<string, Id | 'all'>;

export interface MergeField {
  key: Single | `own-${number}`;
  label: string;
  /** What each card says, in the order of the cards; empty where it says nothing. */
  values: string[];
  /** The cards say different things: somebody has to choose. */
  differs: boolean;
}

const labels: Record<Single, string> = {
  name: 'clients-column-name', kind: 'clients-column-kind', city: 'client-city', address: 'client-address', birthday: 'client-birthday', language: 'client-language',
  manager: 'client-manager', discount: 'clients-column-discount', terms: 'client-terms', notes: 'client-notes',
};
const singles = Object.keys(labels) as Single[];

function said(card: ClientCard, key: Single): string {
  switch (key) {
    case 'kind': return t(`client-kind-${card.kind}`);
    case 'birthday': return birthdayText(card.birthday);
    case 'language': return card.language === '' ? '' : t(`clients-language-${card.language}`);
    case 'manager': return card.manager?.name ?? '';
    case 'discount': return card.discount === 0 ? '' : number(card.discount, { maximumFractionDigits: 6 });
    default: return card[key].trim();
  }
}

function ownSaid({ kind, value }: CardField): string {
  if (kind === 'checkbox') return t('yes');
  if (kind === 'date') return shortDay(value, false);
  return kind === 'number' ? number(Number(value), { maximumFractionDigits: 10 }) : value;
}

/** The fields of which one value stays, without those that no card has. */
export function fieldsOf(cards: ClientCard[]): MergeField[] {
  const own = new Map(cards.flatMap((card) => card.own.map((field) => [field.field_id, field.name] as const)));
  const rows = [
    ...singles.map((key) => ({ key, label: t(labels[key]), values: cards.map((card) => said(card, key)) })),
    ...[...own].map(([id, label]) => ({
      key: `own-${id}` as const, label,
      values: cards.map((card) => { const field = card.own.find((one) => one.field_id === id); return field ? ownSaid(field) : ''; }),
    })),
  ];
  return rows.map((row) => ({ ...row, differs: new Set(row.values.filter(Boolean)).size > 1 })).filter((row) => row.values.some(Boolean));
}

/** Where a field's value comes from: as chosen, all notes, otherwise the kept card's, where that is empty the next one's. */
export function taken(field: MergeField, cards: ClientCard[], keep: Id, choices: Choices): Id | 'all' {
  const choice = choices[field.key];
  const says = (id: Id): boolean => Boolean(field.values[cards.findIndex((card) => card.id === id)]);
  if (choice === 'all' || (choice !== undefined && says(choice))) return choice;
  if (field.key === 'notes') return 'all';
  return says(keep) ? keep : (cards.find((card) => says(card.id))?.id ?? keep);
}

/** What the office is asked: each field in question with the card that it comes from, as it was shown. */
export function asked(fields: MergeField[], cards: ClientCard[], keep: Id, choices: Choices): ClientMerge {
  const chosen: NonNullable<ClientMerge['fields']> = {};
  const own: { field_id: Id; client_id: Id }[] = [];
  for (const field of fields.filter((one) => one.differs)) {
    const from = taken(field, cards, keep, choices);
    if (from === 'all') continue;
    if (field.key.startsWith('own-')) own.push({ field_id: Number(field.key.slice(4)), client_id: from });
    else chosen[field.key as Single] = from;
  }
  return { keep, others: cards.map((card) => card.id).filter((id) => id !== keep), fields: { ...chosen, ...(own.length > 0 ? { own } : {}) } };
}

/** The lists that come together, each thing once: the kept card's first. */
export function unitedOf(cards: ClientCard[], keep: Id): { key: string; label: string; text: string }[] {
  const ordered = [...cards.filter((card) => card.id === keep), ...cards.filter((card) => card.id !== keep)];
  const once = <Thing>(things: Thing[], by: (thing: Thing) => string): Thing[] => {
    const known = new Set<string>();
    return things.filter((thing) => !known.has(by(thing)) && known.add(by(thing)));
  };
  const lower = (text: string): string => text.toLowerCase();
  const words = (text: string): string[] => text.split(/[,;\n]/u).map((word) => word.trim()).filter(Boolean);
  return [
    { key: 'phones', label: t('client-phones'), text: once(ordered.flatMap((card) => card.phones), (phone) => phone.number).map((phone) => phone.shown).join(', ') },
    { key: 'emails', label: t('client-emails'), text: once(ordered.flatMap((card) => card.emails), lower).join(', ') },
    { key: 'tags', label: t('client-tags'), text: once(ordered.flatMap((card) => card.tags), lower).join(', ') },
    { key: 'interests', label: t('client-interests'), text: interaction() ? once(ordered.flatMap((card) => words(card.interests)), lower).join(', ') : '' },
  ].filter((list) => list.text !== '');
}

/** Somebody said on one of the cards, and not on all of them, that they are not to be written to. */
export function hasRefusal(cards: ClientCard[]): boolean {
  const refused = cards.map((card) => [card.do_not_write, card.consents.email?.given === false, card.consents.sms?.given === false].join());
  return refused.some((one) => one.includes('true')) && new Set(refused).size > 1;
}

/** How much hangs on a card. */
export interface Tied { requests: number; contacts: number; reminders: number; files: number }

/** "2 requests, 1 contact"; empty for nothing. */
export function tiedText(tied: Tied[]): string {
  const sum = (key: keyof Tied): number => tied.reduce((all, one) => all + one[key], 0);
  return (['request', 'contact', 'reminder', 'file'] as const).map((noun) => { const count = sum(`${noun}s`); return count > 0 ? t(`merge-${noun}`, { count }) : ''; }).filter(Boolean).join(', ');
}

/** The card that stays unless another is chosen: on which most hangs, of equal ones the oldest. */
export function usualKeep(cards: ClientCard[], tied: Map<Id, Tied>): Id {
  const weight = (id: Id): number => { const one = tied.get(id); return one ? one.requests + one.contacts + one.reminders + one.files : 0; };
  return cards.reduce((best, card) => (weight(card.id) > weight(best.id) || (weight(card.id) === weight(best.id) && card.id < best.id) ? card : best)).id;
}
