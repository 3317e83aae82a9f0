// Roles whose dialog was closed before they were saved: what was changed in them stays until it is saved or thrown away.
import type { RoleFields } from '../ipc/types.ts';
import { unsavedDrafts } from '../shared/unsaved.ts';

export const unsavedRoles = unsavedDrafts<Partial<RoleFields>>('role');
