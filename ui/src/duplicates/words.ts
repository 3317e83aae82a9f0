// Why clients are taken for one, as a sentence.
import type { AlikeReason } from '../ipc/types.ts';
import { t } from '../shared/i18n.svelte.ts';

/** "The same phone: 067 220-11-45; names alike". */
export function whyText(reasons: AlikeReason[]): string {
  const values = (by: AlikeReason['by']): string => reasons.filter((reason) => reason.by === by).map((reason) => reason.value).join(', ');
  const kinds = (['phone', 'email', 'name'] as const).filter((by) => reasons.some((reason) => reason.by === by));
  const said = kinds.map((by) => t(`duplicates-why-${by}`, { value: values(by) })).join('; ');
  return said.charAt(0).toLocaleUpperCase() + said.slice(1);
}
