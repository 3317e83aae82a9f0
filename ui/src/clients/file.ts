// A client's file saved where the person says.
import { call } from '../ipc/call.ts';
import { pickPlace } from '../ipc/os.ts';
import type { ClientFile } from '../ipc/types.ts';
import { t } from '../shared/i18n.svelte.ts';
import { toast, toastError } from '../shared/toasts.svelte.ts';

export async function save({ id, name }: Pick<ClientFile, 'id' | 'name'>): Promise<void> {
  try {
    const path = await pickPlace(t('file-save'), name);
    if (!path) return;
    await call('client_files.save', { id, path });
    toast(t('file-saved', { name }));
  } catch (failed) {
    toastError(failed);
  }
}
