// A birthday as people type it, with its year or without, and as the office keeps it.
import type { NextBirthday } from '../ipc/types.ts';
import { shortDay } from '../shared/format.ts';
import { language, t } from '../shared/i18n.svelte.ts';

/** `YYYY-MM-DD` or `--MM-DD` as the window writes days: "20.11.1984" or "20.11", in English "20/11/1984". */
export function birthdayText(kept: string): string {
  const [, year = '', month = '', day = ''] = /^(\d{4}|-)-(\d\d)-(\d\d)$/u.exec(kept) ?? [];
  if (!month) return '';
  return (year === '-' ? [day, month] : [day, month, year]).join(language() === 'en' ? '/' : '.');
}

/** What was typed, as the office keeps it: empty for nothing, null where it is no day. */
export function birthdayMeant(typed: string): string | null {
  const text = typed.trim();
  if (text === '') return '';
  const iso = /^(\d{4})-(\d\d)-(\d\d)$/u.exec(text);
  const said = /^(\d{1,2})[.\-/\s](\d{1,2})(?:[.\-/\s](\d{4}))?\.?$/u.exec(text);
  const [year, month, day] = iso ? [iso[1], iso[2], iso[3]] : said ? [said[3], said[2], said[1]] : [];
  if (!month || !day) return null;
  const date = new Date(Date.UTC(Number(year ?? 2000), Number(month) - 1, Number(day)));
  if (date.getUTCDate() !== Number(day) || date.getUTCMonth() !== Number(month) - 1) return null;
  const two = (part: string): string => part.padStart(2, '0');
  return `${year ?? '-'}-${two(month)}-${two(day)}`;
}

/** "42 years · next on 20 Nov, in 3 days". */
export function nextBirthday({ day, in_days, age }: NextBirthday): string {
  const years = age === null ? '' : t('client-birthday-age', { age });
  const next = in_days === 0 ? t('client-birthday-today') : t('client-birthday-next', { day: shortDay(day, false), days: in_days });
  return [years, next].filter(Boolean).join(' · ');
}
