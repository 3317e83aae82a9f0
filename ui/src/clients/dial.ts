// Calls a number with whatever program of the system takes calls.
import { openAddress } from '../ipc/os.ts';
import { toastError } from '../shared/toasts.svelte.ts';

/** `number` is E.164, as the card keeps it. */
export function dial(number: string): void {
  openAddress(`tel:${number.replace(/[^\d+*#]/gu, '')}`).catch(toastError);
}
