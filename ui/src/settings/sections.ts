// The sections of the settings (X5) in one list: the settings, the palette and the rights in the window read it.
// A new section is one line here, its page in `pages.ts` and its name `settings-<id>` in `locales/`.
import type { Parts as PartsOn, Right } from '../ipc/types.ts';
import { memory } from '../shared/memory.svelte.ts';
import type { Place } from '../shared/nav.svelte.ts';
import { session } from '../shared/session.svelte.ts';

export interface Section {
  /** Sections of one group stand together; its name is `settings-group-<group>`. */
  group: 'office' | 'me' | 'mail' | 'people' | 'data';
  id: string;
  /** Whoever lacks it is not offered the section. */
  needs?: Right;
  /** Of an optional part (K9): shown while it is on. */
  part?: keyof PartsOn;
  /** Takes the whole width: a table rather than a form. */
  wide?: boolean;
}

const all: Section[] = [
  { group: 'office', id: 'general', needs: 'manage_settings' },
  { group: 'office', id: 'categories', needs: 'manage_settings' },
  { group: 'office', id: 'client-fields', needs: 'manage_settings' },
  { group: 'office', id: 'parts', needs: 'manage_settings' },
  { group: 'me', id: 'me' },
  { group: 'me', id: 'notices' },
  { group: 'mail', id: 'mailbox', needs: 'manage_settings' },
  { group: 'mail', id: 'mailings', needs: 'manage_settings', part: 'mass_mailing' },
  { group: 'mail', id: 'sms', needs: 'manage_settings', part: 'mass_mailing' },
  { group: 'people', id: 'employees', needs: 'manage_employees' },
  { group: 'people', id: 'roles', needs: 'manage_employees' },
  { group: 'data', id: 'activity', needs: 'see_activity', wide: true },
  { group: 'data', id: 'undo', wide: true },
  { group: 'data', id: 'backup', needs: 'manage_settings' },
];

/** The section that was looked at last is come back to. */
export const remembered = 'settings.section';

/** The section that a place of the settings means. */
export function sectionOf(place: Place): string {
  return place.tab ?? memory.get(remembered, 'general');
}

/** What whoever sits here may open, in the order of the list. */
export function sections(): Section[] {
  return all.filter(({ needs, part }) => (!needs || session.may(needs)) && (!part || session.current.parts[part]));
}
