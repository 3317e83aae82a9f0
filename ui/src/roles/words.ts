// How a role is named: the shipped ones by the window's language, unless the office gave them a name.
import type { Role } from '../ipc/types.ts';
import { t } from '../shared/i18n.svelte.ts';

export function roleName(role: Role): string {
  return role.name || t(`role-${role.code ?? ''}`);
}
