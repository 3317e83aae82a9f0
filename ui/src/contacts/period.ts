// Periods as people say them ("until today", "last month"), and what days they cover. A day is a calendar day of the
// office, so nothing here knows of hours: daylight saving and the machine's own zone cannot move a border.
import type { Day } from '../ipc/types.ts';
import { addDays } from '../shared/format.ts';

export const presets = [
  'today', 'until_today', 'tomorrow', 'this_week', 'last_week', 'this_month', 'last_month', 'this_year', 'all',
] as const;
export type Preset = (typeof presets)[number];

/** A preset, or `own` with its borders; a missing border means no limit on that side. */
export interface Period { preset: Preset | 'own'; from: Day | null; to: Day | null }
export interface Range { from: Day | null; to: Day | null }

function at(day: Day): Date {
  return new Date(`${day}T00:00:00Z`);
}

function text(date: Date): Day {
  return date.toISOString().slice(0, 10);
}

/** Monday of the week of `day`: weeks begin on Monday in all three languages. */
export function monday(day: Day): Day {
  return addDays(day, -((at(day).getUTCDay() + 6) % 7));
}

/** First day of the month `count` months after that of `day`. */
function month(day: Day, count: number): Day {
  const date = at(day);
  return text(new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count, 1)));
}

/** The days that a period covers when today is `today`, both ends included. */
export function range(period: Period, today: Day): Range {
  switch (period.preset) {
    case 'today': return { from: today, to: today };
    case 'until_today': return { from: null, to: today };
    case 'tomorrow': return { from: addDays(today, 1), to: addDays(today, 1) };
    case 'this_week': return { from: monday(today), to: addDays(monday(today), 6) };
    case 'last_week': return { from: addDays(monday(today), -7), to: addDays(monday(today), -1) };
    case 'this_month': return { from: month(today, 0), to: addDays(month(today, 1), -1) };
    case 'last_month': return { from: month(today, -1), to: addDays(month(today, 0), -1) };
    case 'this_year': return { from: `${today.slice(0, 4)}-01-01`, to: `${today.slice(0, 4)}-12-31` };
    case 'all': return { from: null, to: null };
    case 'own': return { from: period.from, to: period.to };
  }
}

/** The Monday after `today`: where "next week" moves a reminder. */
export function nextWeek(today: Day): Day {
  return addDays(monday(today), 7);
}
