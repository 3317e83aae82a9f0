// Calls a number with whatever program of the system takes calls.
import { openAddress } from '../ipc/os.ts';
import { toastError } from '../shared/toasts.svelte.ts';

/** `number` is E.164 with `;ext=` where there is an extension (RFC 3966), as the card keeps it. */
export function dial(number: string): void {
  openAddress(`tel:${number.replaceAll(/[^\d+*#;=a-z]/gu, '')}`).catch(toastError);
}
