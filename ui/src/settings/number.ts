// The template of request numbers: what the next number would look like, and what is wrong with a template.
import type { Day } from '../ipc/types.ts';

/** What stands for the type of a request while there is one type only. */
const requestType = 'R';

export type Example = { text: string } | { wrong: 'digits' } | { wrong: 'unknown'; part: string };

/** The number that `template` gives on `today` to the request counted `count`. */
export function numberExample(template: string, today: Day, count: number): Example {
  const [yyyy = '', mm = ''] = today.split('-');
  const known: Record<string, string> = { yyyy, yy: yyyy.slice(2), mm, type: requestType };
  let digits = 0;
  let unknown: string | null = null;
  const text = template.replace(/\{([^{}]*)\}|[{}]/gu, (part, name: string | undefined) => {
    if (name !== undefined && /^0{1,12}$/u.test(name)) {
      digits += 1;
      return String(count).padStart(name.length, '0');
    }
    const value = name === undefined ? undefined : known[name];
    if (value === undefined) unknown ??= part;
    return value ?? part;
  });
  if (unknown !== null) return { wrong: 'unknown', part: unknown };
  return digits === 1 ? { text } : { wrong: 'digits' };
}
