// An employee while being typed, and what is wrong with it.
import type { EmployeeFields, EmployeeRow } from '../ipc/types.ts';
import { unsavedDrafts } from '../shared/unsaved.ts';

/** Employees whose dialog was closed before they were saved: what was changed, and never a password. */
export const unsavedEmployees = unsavedDrafts<Partial<EmployeeFields>>('employee');

export const leastPassword = 6;

export function employeeDraft(row: EmployeeRow | null): EmployeeFields {
  if (!row) return { login: '', name: '', email: '', phone: '', signature: '', department: '', supervisor_id: null, roles: [], os_login: '', os_allowed: false };
  const { login, name, email, phone, signature, department, roles, os_login, os_allowed } = row;
  return { login, name, email, phone, signature, department, supervisor_id: row.supervisor?.id ?? null, roles: [...roles], os_login, os_allowed };
}

export interface Problems { name?: string; login?: string; roles?: string; password?: string }

/** What is seen at once; the office looks again, and at the rest. */
export function employeeProblems(draft: EmployeeFields, password: string): Problems {
  return {
    ...(draft.name.trim() ? {} : { name: 'employee-name-needed' }),
    ...(/^\S{1,64}$/u.test(draft.login.trim()) ? {} : { login: 'employee-login-wrong' }),
    ...(draft.roles.length > 0 ? {} : { roles: 'employee-roles-needed' }),
    ...(password === '' || [...password].length >= leastPassword ? {} : { password: 'password-short' }),
  };
}
