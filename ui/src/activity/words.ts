// The log in words: what was done, the names of fields, and values in the office's form.
import { deedDetail, deedTitle } from '../deeds/words.ts';
import type { LogField, LogNoun, LogRow, LogValue, DeedRow, Id } from '../ipc/types.ts';
import { fullTime, number, shortDay } from '../shared/format.ts';
import { has, t } from '../shared/i18n.svelte.ts';
import { nav } from '../shared/nav.svelte.ts';

const dashed = (code: string): string => code.replaceAll('_', '-');

export const nounName = (noun: LogNoun): string => t(`change-noun-${dashed(noun)}`);

export function actName(row: Pick<LogRow, 'what'>): string {
  const key = `change-what-${dashed(row.what)}`;
  return t(has(key) ? key : 'change-what-other');
}

export function valueText(value: LogValue | null): string {
  if (value === null) return t('change-nothing');
  switch (value.kind) {
    case 'text': return value.text || t('change-nothing');
    case 'number': return number(value.number);
    case 'day': return shortDay(value.day);
    case 'at': return fullTime(value.at);
    case 'flag': return t(value.on ? 'change-yes' : 'change-no');
    case 'word': return t(value.key);
    case 'list': return value.items.map(valueText).join(', ') || t('change-nothing');
    case 'withheld': return t('change-withheld');
  }
}

export function fieldName(field: LogField): string {
  return field.name || t(`change-field-${dashed(field.field)}`);
}

/** "discount: 5 → 10"; of what is new or gone the value alone. */
export function fieldText(field: LogField, row: Pick<LogRow, 'what'>): string {
  const name = fieldName(field);
  if (field.after?.kind === 'withheld' || field.before?.kind === 'withheld') return `${name}: ${t('change-withheld')}`;
  if (row.what === 'created' || (field.before === null && field.after !== null && row.what !== 'updated')) return `${name}: ${valueText(field.after)}`;
  if (row.what === 'removed') return `${name}: ${valueText(field.before)}`;
  return `${name}: ${valueText(field.before)} → ${valueText(field.after)}`;
}

/** What the row is about, without its noun: its name, or of a deed what was done. */
export function thingName(row: LogRow): string {
  if (row.count > 1) return t('change-times', { count: row.count });
  if (row.noun === 'deed') {
    const { noun = 'other', ...summary } = row.summary;
    const kind = row.what === 'undone' || row.what === 'redone' ? 'undo' : row.what;
    const deed = { kind, noun: String(noun), summary } as unknown as DeedRow;
    return [deedTitle(deed), deedDetail(deed)].filter(Boolean).join(' · ');
  }
  return row.name === null ? '' : valueText(row.name);
}

/** What a row changed, in one line. */
export const fieldsText = (row: LogRow): string => row.fields.map((field) => fieldText(field, row)).join('; ');

/** Opens what a row is about. */
export function open(row: LogRow): void {
  if (row.place === null) return;
  const { noun, id } = row.place;
  if (noun === 'request') nav.openRequest(id);
  else if (noun === 'client') nav.openClient(id);
  else if (noun === 'mailing') nav.go({ screen: 'mailings', id });
  else nav.go({ screen: 'contacts', tab: noun === 'reminder' ? 'reminders' : 'contacts', id });
}

export interface One { noun: LogNoun; id: Id; name: string }

/** The log narrowed to one thing. */
export function history(one: One): void {
  nav.go({ screen: 'settings', tab: 'activity', state: { noun: one.noun, id: one.id, name: one.name } });
}
