// What is done to requests from the list, the conversation and the palette: each with its way back in a toast.
import { call } from '../ipc/call.ts';
import type { Id, RequestRow } from '../ipc/types.ts';
import { t } from '../shared/i18n.svelte.ts';
import type { Option } from '../shared/Options.svelte';
import { toast, toastError } from '../shared/toasts.svelte.ts';

/** The shipped statuses in their order; an office's own come with Types and actions. */
export const statusCodes = ['new', 'in_work', 'waiting', 'done', 'refused', 'spam'] as const;

export function statusName(code: string): string {
  return t(`status-${code.replaceAll('_', '-')}`);
}

export function statusOptions(): Option[] {
  return statusCodes.map((code) => ({ value: code, label: statusName(code), apart: code === 'done' }));
}

type Before = Pick<RequestRow, 'id' | 'status' | 'assignee'>;

/** Rows grouped by what they had, so that undo gives each its own back. */
function grouped<K>(rows: readonly Before[], key: (row: Before) => K): Map<K, Id[]> {
  const groups = new Map<K, Id[]>();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row.id]);
  return groups;
}

export async function setStatus(rows: readonly Before[], status: string): Promise<boolean> {
  const before = grouped(rows, (row) => row.status.code);
  try {
    await call('requests.status', { ids: rows.map((row) => row.id), status });
  } catch (error) {
    toastError(error);
    return false;
  }
  const undo = (): void => {
    for (const [code, ids] of before) call('requests.status', { ids, status: code }).catch(toastError);
  };
  toast(t('request-status-set', { count: rows.length, status: statusName(status) }), { action: { label: t('action-undo'), run: undo } });
  return true;
}

export async function assign(rows: readonly Before[], employeeId: Id | null, name: string): Promise<void> {
  const before = grouped(rows, (row) => row.assignee?.id ?? null);
  try {
    await call('requests.assign', { ids: rows.map((row) => row.id), employee_id: employeeId });
  } catch (error) {
    toastError(error);
    return;
  }
  const undo = (): void => {
    for (const [id, ids] of before) call('requests.assign', { ids, employee_id: id }).catch(toastError);
  };
  toast(employeeId === null ? t('request-unassigned', { count: rows.length }) : t('request-assigned', { count: rows.length, name }), { action: { label: t('action-undo'), run: undo } });
}

export async function setSeen(id: Id, seen: boolean): Promise<void> {
  await call('requests.seen', { id, seen }).catch(toastError);
}
