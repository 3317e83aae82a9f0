// A deadline is the end of a day in the office's zone: what is promised "by Friday" may be done on Friday.
import type { Day, Ms } from '../ipc/types.ts';
import { session } from '../shared/session.svelte.ts';

/** The last minute of a calendar day in the office's zone. */
export function endOfDay(day: Day): Ms {
  const guess = Date.parse(`${day}T23:59:00Z`);
  return guess - offsetAt(guess);
}

/** How far the office's clock is ahead of UTC at an instant, in milliseconds. */
function offsetAt(at: Ms): number {
  const zone = session.current.time_zone;
  try {
    const format = new Intl.DateTimeFormat('en-GB', {
      ...(zone ? { timeZone: zone } : {}), hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
    });
    const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
    return Date.parse(`${part['year']}-${part['month']}-${part['day']}T${part['hour']}:${part['minute']}:${part['second']}Z`) - at;
  } catch {
    return -new Date(at).getTimezoneOffset() * 60_000;
  }
}
