// Errors of the office as sentences that say what to do.
import type { WireError } from '../ipc/types.ts';
import { has, t } from './i18n.svelte.ts';

/** The sentence for an error; a code that has none yet is named, so that it can be told on. */
export function errorText(error: WireError): string {
  const key = `error-${error.code.replaceAll('_', '-')}`;
  return has(key) ? t(key, error.params) : t('error-unknown', { code: error.code });
}
