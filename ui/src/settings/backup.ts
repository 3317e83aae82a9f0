// The commands of the backup, added to the command table's map, and where a backup is to lie.
import { save } from '@tauri-apps/plugin-dialog';
import type { Day, Ms, None } from '../ipc/types.ts';
import { t } from '../shared/i18n.svelte.ts';

export interface BackupDone { path: string; bytes: number; tables: number; rows: number; at: Ms }
export interface BackupLast { at: Ms | null; path: string | null; ok: boolean }

declare module '../ipc/commands.ts' {
  interface Commands {
    'backup.make': [{ path: string }, BackupDone];
    'backup.last': [None, BackupLast];
  }
}

/** Asks for the place of a new backup; null when the person thought better of it. */
export function backupPlace(day: Day): Promise<string | null> {
  return save({
    title: t('settings-backup'),
    defaultPath: t('settings-backup-file', { day }),
    filters: [{ name: t('settings-backup-file-kind'), extensions: ['db'] }],
  });
}
