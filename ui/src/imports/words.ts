// An import in words: what a column can be, what becomes of a row, and how many of each there are.
import type { ClientField, ImportOutcome, ImportProgress, ImportRow } from '../ipc/types.ts';
import { lowerFirst } from '../shared/format.ts';
import { t } from '../shared/i18n.svelte.ts';
import type { Option } from '../shared/Options.svelte';

const targets = [
  'ignored', 'name', 'first_name', 'last_name', 'patronymic', 'company', 'kind', 'phone', 'email', 'city', 'address', 'interests', 'tags', 'discount', 'terms', 'notes', 'manager',
  'language', 'birthday', 'consent_email', 'consent_sms', 'do_not_write',
];
/** Of these the office takes several columns together; of the others one. */
const several = new Set(['ignored', 'phone', 'email', 'city', 'address', 'interests', 'tags', 'notes', 'terms']);
/** How files end that hold a table or cards. */
export const importEndings = ['csv', 'tsv', 'txt', 'xlsx', 'xlsm', 'xls', 'ods', 'vcf'];
export const outcomes: readonly ImportOutcome[] = ['new', 'complete', 'same', 'repeated', 'bad'];

const dashed = (code: string): string => code.replaceAll('_', '-');

/** What a column can be; `used` is what the office guessed, which may be rarer than what is offered. */
export function targetOptions(fields: ClientField[], used: string): Option[] {
  return [
    ...targets.map((value, at): Option => ({ value, label: t(`import-target-${dashed(value)}`), apart: at === 1 })),
    ...(used === 'own_lines' ? [{ value: used, label: t('import-target-own-lines') }] : []),
    ...fields.filter((field) => field.active || used === `own:${field.id}`).map((field, at): Option => ({ value: `own:${field.id}`, label: field.name, apart: at === 0 })),
  ];
}

/** Columns that are taken for what only one column can be. */
export function doubled(chosen: string[]): Set<number> {
  return new Set(chosen.flatMap((target, at) => (!several.has(target) && chosen.indexOf(target) !== chosen.lastIndexOf(target) ? [at] : [])));
}

export function countOf({ counts }: ImportProgress, outcome: ImportOutcome): number {
  const by = { new: counts.added, complete: counts.completed, same: counts.same, repeated: counts.repeated, bad: counts.bad };
  return by[outcome];
}

/** "Added: 3 clients. Completed: 1 client." Of a check as what would happen. */
export function countsText(told: ImportProgress): string {
  const said = outcomes.map((outcome) => ({ outcome, count: countOf(told, outcome) })).filter(({ count }) => count > 0);
  if (said.length === 0) return t('import-counts-none');
  return said.map(({ outcome, count }) => t(`import-${told.stage}-${outcome}`, { count })).join(' ');
}

const plurals: Record<string, string> = { phones: 'phone', emails: 'email' };

function filledName(field: string): string {
  return lowerFirst(t(`import-target-${dashed(plurals[field] ?? field)}`));
}

/** Why a row becomes what it becomes. */
export function rowText(row: ImportRow): string {
  if (row.outcome === 'repeated') return row.line_of === null ? '' : t('import-row-repeated', { line: row.line_of });
  const filled = row.outcome === 'complete' ? row.filled.map(filledName).join(', ') : '';
  return filled ? t('import-row-filled', { fields: filled }) : '';
}
