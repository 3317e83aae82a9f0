// Settings that were changed and not saved: of each section the changed parts alone, so that what others set meanwhile stays.
import type { Json } from '../ipc/types.ts';
import { unsavedDrafts } from '../shared/unsaved.ts';

export const unsavedSettings = unsavedDrafts<Record<string, Json | undefined>>('settings');
