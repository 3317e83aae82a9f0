// Invented employees with their roles, as whoever manages them sees them.
import type { EmployeeFields, EmployeeRow, Role } from '../../src/ipc/types.ts';
import { olena, taras } from './people.ts';

export const roles: Role[] = [
  { id: 1, code: 'administrator', name: '', rights: ['work', 'see_clients', 'edit_clients', 'manage_settings', 'manage_employees'], employees: 1 },
  { id: 2, code: 'manager', name: '', rights: ['work', 'answer_letters', 'see_clients', 'edit_clients', 'send_mailings'], employees: 2 },
  { id: 3, code: 'specialist', name: '', rights: ['work', 'answer_letters'], employees: 0 },
  { id: 4, code: null, name: 'Бухгалтерія', rights: ['work', 'see_clients'], employees: 0 },
];

const blank = { email: '', phone: '', signature: '', department: '', supervisor: null, os_login: '', os_allowed: false, active: true, has_password: true, sample: false };

export const staff: EmployeeRow[] = [
  { ...blank, id: olena.id, name: olena.name, login: 'olena', email: 'olena@promin.example', phone: '050 111-22-33', department: 'Приймальня', roles: [1, 2], has_password: false },
  { ...blank, id: taras.id, name: taras.name, login: 'taras', email: 'taras@promin.example', department: 'Цех', supervisor: olena, roles: [2], os_login: 'tbondar', os_allowed: true },
  { ...blank, id: 3, name: 'Максим Лис', login: 'maksym', department: 'Цех', roles: [3], active: false },
];

export function rowOfStaff(id: number, fields: EmployeeFields): EmployeeRow {
  const { supervisor_id, ...rest } = fields;
  const supervisor = staff.find((one) => one.id === supervisor_id);
  return { ...blank, ...rest, id, supervisor: supervisor ? { id: supervisor.id, name: supervisor.name } : null };
}
