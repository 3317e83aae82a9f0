// The filters of the clients: what they are, how they are remembered, and how each reads as a sentence.
import type { ClientField, ClientFilter, ClientSort, FieldIs, Json } from '../ipc/types.ts';
import type { Period } from '../contacts/period.ts';
import { number, shortDay } from '../shared/format.ts';
import { language, t } from '../shared/i18n.svelte.ts';
import { memory } from '../shared/memory.svelte.ts';

const filterKey = 'clients.filter';
const sortKey = 'clients.sort';
export const usualSort: ClientSort = { by: 'name', down: false };

/** The filter as it was left; the words of the search are not kept. */
export function keptFilter(): ClientFilter {
  return memory.get<Json>(filterKey, {}) as unknown as ClientFilter;
}

export function keepFilter(filter: ClientFilter): void {
  const { search: _, ...rest } = tidy(filter);
  memory.set(filterKey, rest as unknown as Json);
}

export function keptSort(): ClientSort {
  return { ...usualSort, ...(memory.get<Json>(sortKey, {}) as unknown as Partial<ClientSort>) };
}

export function keepSort(sort: ClientSort): void {
  memory.set(sortKey, { ...sort });
}

/** A filter without what says nothing, so that two that mean the same are equal. */
export function tidy(filter: ClientFilter): ClientFilter {
  const said = Object.entries(filter).filter(([, value]) => value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0));
  return Object.fromEntries(said.sort(([a], [b]) => a.localeCompare(b))) as ClientFilter;
}

export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

export const isEverybody = (filter: ClientFilter): boolean => Object.keys(tidy(filter)).length === 0;

/** Which filters there are beside the ones always in sight. */
export type Part =
  | 'kind' | 'language' | 'birthday' | 'consent_email' | 'consent_sms' | 'do_not_write' | 'has_phone' | 'has_email' | 'created' | 'silent_days' | 'open_requests' | 'has_reminder'
  | `field-${number}`;
export const parts: readonly Exclude<Part, `field-${number}`>[] = [
  'silent_days', 'birthday', 'open_requests', 'has_reminder', 'created', 'kind', 'language', 'has_phone', 'has_email', 'consent_email', 'consent_sms', 'do_not_write',
];

/** What is taken away when one of the filters is. */
export function without(filter: ClientFilter, part: Part): ClientFilter {
  const next: ClientFilter = { ...filter };
  if (part === 'birthday') {
    delete next.birthday_days;
    delete next.birthday_month;
  } else if (part.startsWith('field-')) {
    const rest = (next.fields ?? []).filter((field) => `field-${field.field_id}` !== part);
    next.fields = rest.length > 0 ? rest : null;
  } else delete next[part as keyof ClientFilter];
  return next;
}

export function isAsked(filter: ClientFilter, part: Part): boolean {
  if (part === 'birthday') return filter.birthday_days != null || filter.birthday_month != null;
  if (part.startsWith('field-')) return (filter.fields ?? []).some((field) => `field-${field.field_id}` === part);
  return filter[part as keyof ClientFilter] != null;
}

export function monthName(month: number): string {
  return new Intl.DateTimeFormat(language() === 'en' ? 'en-GB' : language(), { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, month - 1, 15));
}

export function birthdaySaid(filter: ClientFilter): string {
  if (filter.birthday_days === 0) return t('filter-birthday-today');
  if (filter.birthday_days != null) return t('filter-birthday-days', { days: filter.birthday_days });
  if (filter.birthday_month != null) return t('filter-birthday-month', { month: monthName(filter.birthday_month) });
  return t('filter-birthday-any');
}

export const silentSaid = (days: number | null | undefined): string => (days == null ? t('filter-silent-any') : t('filter-silent-days', { days }));

export function fieldSaid(field: ClientField, is: FieldIs | undefined): string {
  if (!is) return t('filter-any-value');
  if (is.empty) return t('filter-field-empty');
  if (field.kind === 'checkbox') return t(is.value ? 'yes' : 'no');
  if (is.value) return field.kind === 'number' ? number(Number(is.value)) : is.value;
  const end = (value: string | null | undefined): string => (!value ? '…' : field.kind === 'date' ? shortDay(value, false) : value);
  if (is.from || is.to) return `${end(is.from)} – ${end(is.to)}`;
  return t('filter-field-filled');
}

/** The period as the office takes it, and as the filter's button knows it. */
export const anyPeriod: Period = { preset: 'all', from: null, to: null };
export const periodOf = (filter: ClientFilter): Period => (filter.created ? { preset: filter.created.preset, from: filter.created.from ?? null, to: filter.created.to ?? null } : anyPeriod);
