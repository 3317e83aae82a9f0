// Keys and focus of the dialogs that write something down.
import { tick } from 'svelte';
import { isMac } from '../shared/keys.ts';

/** Ctrl+Enter (⌘↵) saves from any field of a dialog, also from a text of several lines. */
export function saveKey(save: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== 'Enter' || !(isMac ? event.metaKey : event.ctrlKey)) return;
    event.preventDefault();
    event.stopPropagation();
    save();
  };
}

/** To the first field of the front dialog that has something wrong, once it is marked. */
export async function focusWrong(): Promise<void> {
  await tick();
  ([...document.querySelectorAll('dialog')].at(-1) ?? document).querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}
