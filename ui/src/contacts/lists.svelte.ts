// Categories and employees: short lists that several dialogs choose from, asked once and again when they change.
import { call } from '../ipc/call.ts';
import { onChanged } from '../ipc/events.ts';
import type { Category, EmployeeRef } from '../ipc/types.ts';
import { toastError } from '../shared/toasts.svelte.ts';

let categories = $state.raw<Category[]>([]);
let employees = $state.raw<EmployeeRef[]>([]);

export const lists = {
  get categories(): Category[] {
    return categories;
  },
  get employees(): EmployeeRef[] {
    return employees;
  },
  /** Inside an effect: reads the lists and keeps them true while the effect lives. */
  follow(): () => void {
    const read = async (): Promise<void> => {
      try {
        [categories, employees] = await Promise.all([call('categories.list'), call('employees.list')]);
      } catch (error) {
        toastError(error);
      }
    };
    void read();
    return onChanged(['category', 'employee'], () => void read());
  },
};
