// From a day and a clock time in the office's zone to an instant, and back: what the date fields of a contact need.
import type { Day, Ms } from '../ipc/types.ts';

const made = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = made.get(zone);
  if (known) return known;
  const fields = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', { ...fields, hourCycle: 'h23', timeZone: zone || undefined });
  } catch {
    format = new Intl.DateTimeFormat('en-US', { ...fields, hourCycle: 'h23' }); // a zone this system does not know
  }
  made.set(zone, format);
  return format;
}

/** Day and HH:MM that the office's clock shows at an instant. */
export function wall(ms: Ms, zone: string): { day: Day; time: string } {
  const part = Object.fromEntries(clockOf(zone).formatToParts(ms).map(({ type, value }) => [type, value]));
  return { day: `${part['year']}-${part['month']}-${part['day']}`, time: `${part['hour']}:${part['minute']}` };
}

/** How far the office's clock is ahead of UTC at an instant, in milliseconds. */
function ahead(ms: Ms, zone: string): number {
  const { day, time } = wall(ms, zone);
  return Date.parse(`${day}T${time}:00Z`) - Math.floor(ms / 60_000) * 60_000;
}

/**
 * The instant at which the office's clock shows that day and time. A time skipped in spring is moved on by the
 * skipped hour; a time that comes twice in autumn is the first of the two.
 */
export function instant(day: Day, time: string, zone: string): Ms {
  const shown = Date.parse(`${day}T${time}:00Z`);
  // The offset before any change near that time, and the one after it.
  const before = shown - ahead(shown - 86_400_000, zone);
  const after = shown - ahead(shown + 86_400_000, zone);
  const fits = (ms: Ms): boolean => ms + ahead(ms, zone) === shown;
  if (fits(before)) return before;
  return fits(after) ? after : before;
}
