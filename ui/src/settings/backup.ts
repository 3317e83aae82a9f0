// Where a backup is to lie.
import { pickPlace } from '../ipc/os.ts';
import type { Day } from '../ipc/types.ts';
import { t } from '../shared/i18n.svelte.ts';

/** Asks for the place of a new backup; null when the person thought better of it. */
export function backupPlace(day: Day): Promise<string | null> {
  return pickPlace(t('settings-backup'), t('settings-backup-file', { day }));
}
