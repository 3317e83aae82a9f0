// What a deed was, in words: by its kind and noun, for a bulk action by what was set.
import type { DeedRow } from '../ipc/types.ts';
import { has, t } from '../shared/i18n.svelte.ts';

/** "12 requests changed: status"; a noun that has no words of its own is told as records. */
export function deedTitle(deed: Pick<DeedRow, 'kind' | 'noun' | 'summary'>): string {
  const { count = 1, field } = deed.summary;
  const noun = deed.noun.replaceAll('_', '-');
  const things = t(has(`deed-things-${noun}`) ? `deed-things-${noun}` : 'deed-things-other', { count: Number(count) });
  const said = t(`deed-${deed.kind}`, { things });
  const key = `deed-field-${String(field ?? '').replaceAll('_', '-')}`;
  return field !== undefined && has(key) ? `${said} (${t(key)})` : said;
}

/** What else tells it apart: the file of an import, the name of what was removed. */
export function deedDetail({ summary }: Pick<DeedRow, 'summary'>): string {
  return String(summary['file'] ?? summary['name'] ?? '');
}
