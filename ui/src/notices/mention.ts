// What is being typed after an "@", and who is meant by it.
import type { EmployeeRef } from '../ipc/types.ts';

/** The words after the last "@" before the caret, while they can still become a name; an "@" inside a word is an address. */
export function mentionAt(before: string): string | null {
  const found = /(?:^|[^\p{L}\p{N}_])@(?<name>[\p{L}\p{N}_'’-]{0,40}(?: [\p{L}\p{N}_'’-]{1,40})?)$/u.exec(before);
  return found?.groups?.['name'] ?? null;
}

/** The employees whose name, or a word of it, begins so; none once the name stands there whole. */
export function offered(employees: EmployeeRef[], typed: string): EmployeeRef[] {
  const wanted = typed.toLocaleLowerCase();
  return employees.filter(({ name }) => {
    const whole = name.toLocaleLowerCase();
    return whole !== wanted && (whole.startsWith(wanted) || whole.split(/\s+/u).some((word) => word.startsWith(wanted)));
  });
}
