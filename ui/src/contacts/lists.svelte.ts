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
  /** Those to choose from for something new, and the one that stands there already. */
  offered(chosen: number | null | undefined): Category[] {
    return categories.filter((category) => category.active || category.id === chosen);
  },
  get employees(): EmployeeRef[] {
    return employees;
  },
  /** Inside an effect: reads the lists and keeps them true while the effect lives. */
  follow(): () => void {
    void lists.refresh();
    return onChanged(['category', 'employee'], () => void lists.refresh());
  },
  async refresh(): Promise<void> {
    try {
      [categories, employees] = await Promise.all([call('categories.list'), call('employees.list')]);
    } catch (error) {
      toastError(error);
    }
  },
};
