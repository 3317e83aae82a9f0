// The language of the window is the office's: changing it tells the office, and the window follows at once.
import { call } from '../ipc/call.ts';
import type { Language } from '../ipc/types.ts';
import { setLanguage } from '../shared/i18n.svelte.ts';
import { toastError } from '../shared/toasts.svelte.ts';

export async function chooseLanguage(language: Language): Promise<void> {
  setLanguage(language);
  try {
    await call('office.update', { ...(await call('office.settings')), language });
  } catch (error) {
    toastError(error);
  }
}
