// Calls a number with whatever program of the system takes calls.
import { openUrl } from '@tauri-apps/plugin-opener';
import { toastError } from '../shared/toasts.svelte.ts';

/** `number` is E.164, as the card keeps it. */
export function dial(number: string): void {
  openUrl(`tel:${number.replace(/[^\d+*#]/gu, '')}`).catch(toastError);
}
