// What the system does for the window: its file dialogs, its browser, its programs. Without Tauri (tests, fake office) nothing opens.
import { emit } from '@tauri-apps/api/event';
import { open, save } from '@tauri-apps/plugin-dialog';
import { openPath, openUrl } from '@tauri-apps/plugin-opener';

const inWindow = '__TAURI_INTERNALS__' in globalThis;

/** Files to attach; empty when the person thought better of it. */
export async function pickFiles(title: string): Promise<string[]> {
  return inWindow ? ((await open({ title, multiple: true })) ?? []) : ['/home/office/Ескіз.pdf'];
}

/** One file with one of these endings. */
export async function pickFile(title: string, kinds: string, endings: string[]): Promise<string | null> {
  return inWindow ? await open({ title, filters: [{ name: kinds, extensions: endings }] }) : '/home/office/clients.csv';
}

export async function pickFolder(title: string): Promise<string | null> {
  return inWindow ? await open({ title, directory: true }) : '/home/office';
}

export async function pickPlace(title: string, name: string): Promise<string | null> {
  return inWindow ? await save({ title, defaultPath: name }) : `/home/office/${name}`;
}

/** Opens an address in the person's browser or mail program; only kinds that a letter may rightly hold. */
export async function openAddress(url: string): Promise<void> {
  if (!/^(https?|mailto|tel):/iu.test(url)) return;
  if (inWindow) await openUrl(url);
}

export async function openFile(path: string): Promise<void> {
  if (inWindow) await openPath(path);
}

/** The office could not be opened: the program is started anew. One that has its office goes on as it is. */
export async function startAgain(): Promise<void> {
  if (inWindow) await emit('again');
}

/** All that was typed is kept: the window may go. */
export async function letClose(): Promise<void> {
  if (inWindow) await emit('kept');
}
