// Days and times as people type them: "21.11", "21/11/26", "tomorrow", "930". The browser's own date fields follow the
// system's language, not the window's, and look different in each of the three systems.
import type { Day } from '../ipc/types.ts';
import { addDays } from '../shared/format.ts';
import { language, t } from '../shared/i18n.svelte.ts';
import { monday } from './period.ts';

/** "21.11.2026", in English "21/11/2026". */
export function dayText(day: Day | ''): string {
  const [year, month, date] = day.split('-');
  return year && month && date ? [date, month, year].join(language() === 'en' ? '/' : '.') : '';
}

function exists(year: number, month: number, date: number): Day | null {
  const made = new Date(Date.UTC(year, month - 1, date));
  const same = made.getUTCFullYear() === year && made.getUTCMonth() === month - 1 && made.getUTCDate() === date;
  return same ? made.toISOString().slice(0, 10) : null;
}

/** The day that was meant, or null. What is left out is taken from `today`: "5" is the fifth of this month. */
export function dayMeant(text: string, today: Day): Day | null {
  const said = text.trim().toLowerCase();
  if (said === t('day-today').toLowerCase()) return today;
  if (said === t('day-tomorrow').toLowerCase()) return addDays(today, 1);
  if (said === t('day-yesterday').toLowerCase()) return addDays(today, -1);
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/u.exec(said);
  if (iso) return exists(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const parts = /^(\d{1,2})(?:[\s./-]+(\d{1,2}))?(?:[\s./-]+(\d{2}|\d{4}))?\.?$/u.exec(said);
  if (!parts) return null;
  const [nowYear = 0, nowMonth = 0] = today.split('-').map(Number);
  const year = parts[3] === undefined ? nowYear : parts[3].length === 2 ? 2000 + Number(parts[3]) : Number(parts[3]);
  return exists(year, parts[2] === undefined ? nowMonth : Number(parts[2]), Number(parts[1]));
}

/** "9" → "09:00", "930" → "09:30", "17.05" → "17:05"; null when no time was meant. */
export function timeMeant(text: string): string | null {
  const said = text.trim();
  const parts = /^(\d{1,2})(?:[\s.:,-]*(\d{2}))?$/u.exec(said);
  const hour = Number(parts?.[1]);
  const minute = Number(parts?.[2] ?? 0);
  if (!parts || hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** The six weeks, Monday first, in which the month of `day` lies. */
export function weeksAround(day: Day): Day[][] {
  const first = monday(`${day.slice(0, 7)}-01`);
  return Array.from({ length: 6 }, (_, week) => Array.from({ length: 7 }, (__, at) => addDays(first, week * 7 + at)));
}

/** The same date `count` months on, or the month's last day where it is shorter. */
export function addMonths(day: Day, count: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + count, 0));
  return exists(last.getUTCFullYear(), last.getUTCMonth() + 1, Math.min(date, last.getUTCDate())) ?? day;
}

/** "November 2026" in the window's language. */
export function monthTitle(day: Day): string {
  const at = new Date(`${day.slice(0, 7)}-15T12:00:00Z`);
  const month = new Intl.DateTimeFormat(language(), { month: 'long', timeZone: 'UTC' }).format(at);
  return `${month.charAt(0).toUpperCase()}${month.slice(1)} ${day.slice(0, 4)}`;
}

/** "16–22 November 2026" in the window's language. */
export function weekTitle(from: Day, to: Day): string {
  const format = new Intl.DateTimeFormat(language() === 'en' ? 'en-GB' : language(), { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  return format.formatRange(new Date(`${from}T12:00:00Z`), new Date(`${to}T12:00:00Z`)).replace(/\s?[рг]\.$/u, '');
}

/** "Mon" … "Sun". */
export function weekdayNames(): string[] {
  const format = new Intl.DateTimeFormat(language(), { weekday: 'short', timeZone: 'UTC' });
  return weeksAround('2026-06-15')[0]?.map((day) => format.format(new Date(`${day}T12:00:00Z`))) ?? [];
}

/** "Saturday, 21 November 2026", for screen readers. */
export function wholeDay(day: Day): string {
  return new Intl.DateTimeFormat(language() === 'en' ? 'en-GB' : language(), { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`));
}
