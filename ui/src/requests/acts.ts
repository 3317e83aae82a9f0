// What is done to requests from the list, the conversation and the palette: each with its way back in a toast.
import { offerUndo } from '../deeds/undo.svelte.ts';
import { call } from '../ipc/call.ts';
import type { Id, RequestRow } from '../ipc/types.ts';
import { t } from '../shared/i18n.svelte.ts';
import type { Option } from '../shared/Options.svelte';
import { toastError } from '../shared/toasts.svelte.ts';

/** The shipped statuses in their order; an office's own come with Types and actions. */
export const statusCodes = ['new', 'in_work', 'waiting', 'done', 'refused', 'spam'] as const;

export function statusName(code: string): string {
  return t(`status-${code.replaceAll('_', '-')}`);
}

export function statusOptions(): Option[] {
  return statusCodes.map((code) => ({ value: code, label: statusName(code), apart: code === 'done' }));
}

export async function setStatus(rows: readonly Pick<RequestRow, 'id'>[], status: string): Promise<boolean> {
  try {
    const did = await call('requests.status', { ids: rows.map((row) => row.id), status });
    offerUndo(t('request-status-set', { count: rows.length, status: statusName(status) }), did);
    return true;
  } catch (error) {
    toastError(error);
    return false;
  }
}

export async function assign(rows: readonly Pick<RequestRow, 'id'>[], employeeId: Id | null, name: string): Promise<void> {
  try {
    const did = await call('requests.assign', { ids: rows.map((row) => row.id), employee_id: employeeId });
    offerUndo(employeeId === null ? t('request-unassigned', { count: rows.length }) : t('request-assigned', { count: rows.length, name }), did);
  } catch (error) {
    toastError(error);
  }
}

export async function setSeen(id: Id, seen: boolean): Promise<void> {
  await call('requests.seen', { id, seen }).catch(toastError);
}
