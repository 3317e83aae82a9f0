// Dates, numbers and sizes as people of the chosen language write them, in the office's time zone.
import type { Day, Ms } from '../ipc/types.ts';
import { language, t } from './i18n.svelte.ts';
import { now, session } from './session.svelte.ts';

const made = new Map<string, Intl.DateTimeFormat>();

function dates(options: Intl.DateTimeFormatOptions, zone = session.current.time_zone): Intl.DateTimeFormat {
  const key = `${language()}|${zone}|${JSON.stringify(options)}`;
  let format = made.get(key);
  if (!format) {
    const full = { ...options, hourCycle: 'h23' as const };
    try {
      format = new Intl.DateTimeFormat(language() === 'en' ? 'en-GB' : language(), zone ? { ...full, timeZone: zone } : full);
    } catch {
      format = new Intl.DateTimeFormat(language(), full); // a zone name this system does not know
    }
    made.set(key, format);
  }
  return format;
}

/** "16 нояб." without the dot: in a column of dates it is noise. Ukrainian keeps it: "16 лист" would be sixteen letters. */
function short(at: Date, options: Intl.DateTimeFormatOptions, zone?: string): string {
  const parts = dates(options, zone).formatToParts(at);
  const dotted = language() === 'uk';
  return parts.map((part) => (part.type === 'month' && !dotted ? part.value.replace('.', '') : part.value)).join('').replace(/(?<=\d)\s?[рг]\.$/u, '');
}

/** The calendar day of an instant, YYYY-MM-DD in the office's zone. */
export function dayOf(at: Ms): Day {
  const parts = Object.fromEntries(dates({ year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(at).map((part) => [part.type, part.value]));
  return `${parts['year']}-${parts['month']}-${parts['day']}`;
}

export function today(): Day {
  return dayOf(now());
}

export function addDays(day: Day, count: number): Day {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

/** Whole days from `from` to `to`. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

export function clock(at: Ms): string {
  return dates({ hour: '2-digit', minute: '2-digit' }).format(at);
}

/** For lists: 10:31 today, "Mon 09:12" this week, "16 Nov" this year, otherwise with the year. */
export function shortTime(at: Ms): string {
  const day = dayOf(at);
  const ago = daysBetween(day, today());
  if (ago === 0) return clock(at);
  if (ago > 0 && ago < 6) return `${dates({ weekday: 'short' }).format(at)} ${clock(at)}`;
  const year = day.slice(0, 4) === today().slice(0, 4) ? undefined : ('numeric' as const);
  return short(new Date(at), { day: 'numeric', month: 'short', year });
}

/** For the conversation: "16 Nov, 11:40". */
export function fullTime(at: Ms): string {
  const sameYear = dayOf(at).slice(0, 4) === today().slice(0, 4);
  const day = short(new Date(at), { day: 'numeric', month: 'short', year: sameYear ? undefined : 'numeric' });
  return `${day}, ${clock(at)}`;
}

/** Everything, for tooltips: "Monday 16 November 2026 at 11:40:05". */
export function longTime(at: Ms): string {
  return dates({ dateStyle: 'full', timeStyle: 'medium' }).format(at);
}

/** A calendar day: "today", "tomorrow", "yesterday", otherwise "19 Nov, Wed". */
export function shortDay(day: Day, weekday = true): string {
  const ahead = daysBetween(today(), day);
  if (ahead === 0) return t('day-today');
  if (ahead === 1) return t('day-tomorrow');
  if (ahead === -1) return t('day-yesterday');
  const date = new Date(`${day}T12:00:00Z`);
  const year = day.slice(0, 4) === today().slice(0, 4) ? undefined : ('numeric' as const);
  const text = short(date, { day: 'numeric', month: 'short', year }, 'UTC');
  return weekday && !year ? `${text}, ${dates({ weekday: 'short' }, 'UTC').format(date)}` : text;
}

export function number(value: number, options?: Intl.NumberFormatOptions): string {
  return new Intl.NumberFormat(language(), options).format(value);
}

/** A size in bytes as "184 kB"; below a kilobyte as a part of it, for "887 byte" is what some languages make of the rest. */
export function size(bytes: number): string {
  const units = ['kilobyte', 'megabyte', 'gigabyte'] as const;
  const power = Math.max(1, Math.min(units.length, bytes < 1000 ? 1 : Math.floor(Math.log10(bytes) / 3)));
  const value = bytes === 0 ? 0 : Math.max(0.1, bytes / 1000 ** power);
  return number(value, { style: 'unit', unit: units[power - 1], unitDisplay: 'short', maximumFractionDigits: (power > 1 && value < 10) || value < 1 ? 1 : 0 });
}

/** Seconds as "3 min" or "40 s". */
export function duration(seconds: number): string {
  if (seconds < 60) return number(Math.max(1, Math.round(seconds)), { style: 'unit', unit: 'second', unitDisplay: 'short' });
  if (seconds < 5400) return number(Math.round(seconds / 60), { style: 'unit', unit: 'minute', unitDisplay: 'short' });
  return number(Math.round(seconds / 3600), { style: 'unit', unit: 'hour', unitDisplay: 'short' });
}

/** A title within a sentence: its first letter small, "SMS" as it is. */
export function lowerFirst(text: string): string {
  const [first = '', second = ''] = text;
  return second !== second.toLocaleLowerCase() ? text : first.toLocaleLowerCase() + text.slice(first.length);
}

/** "Olena Koval" → "Olena K.", for narrow columns. */
export function shortName(name: string): string {
  const [first = '', last] = name.trim().split(/\s+/u);
  return last ? `${first} ${[...last][0] ?? ''}.` : first;
}
