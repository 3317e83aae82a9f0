// The sections of the settings (X5) in one list: the settings, the palette and the rights in the window read it.
// A new section is one line here and its name `settings-<id>` in `locales/`.
import type { Component } from 'svelte';
import Activity from '../activity/Activity.svelte';
import Deeds from '../deeds/Deeds.svelte';
import Employees from '../employees/Employees.svelte';
import Gateways from '../gateways/Gateways.svelte';
import type { Parts as PartsOn, Right } from '../ipc/types.ts';
import MailingSettings from '../mailings/MailingSettings.svelte';
import NoticesSection from '../notices/NoticesSection.svelte';
import Roles from '../roles/Roles.svelte';
import { session } from '../shared/session.svelte.ts';
import Backup from './Backup.svelte';
import Categories from './Categories.svelte';
import ClientFields from './ClientFields.svelte';
import General from './General.svelte';
import MailboxSection from './MailboxSection.svelte';
import Me from './Me.svelte';
import Parts from './Parts.svelte';

export interface Section {
  /** Sections of one group stand together; its name is `settings-group-<group>`. */
  group: 'office' | 'me' | 'mail' | 'people' | 'data';
  id: string;
  page: Component;
  /** Whoever lacks it is not offered the section. */
  needs?: Right;
  /** Of an optional part (K9): shown while it is on. */
  part?: keyof PartsOn;
  /** Takes the whole width: a table rather than a form. */
  wide?: boolean;
}

const all: Section[] = [
  { group: 'office', id: 'general', page: General, needs: 'manage_settings' },
  { group: 'office', id: 'categories', page: Categories, needs: 'manage_settings' },
  { group: 'office', id: 'client-fields', page: ClientFields, needs: 'manage_settings' },
  { group: 'office', id: 'parts', page: Parts, needs: 'manage_settings' },
  { group: 'me', id: 'me', page: Me },
  { group: 'me', id: 'notices', page: NoticesSection },
  { group: 'mail', id: 'mailbox', page: MailboxSection, needs: 'manage_settings' },
  { group: 'mail', id: 'mailings', page: MailingSettings, needs: 'manage_settings', part: 'mass_mailing' },
  { group: 'mail', id: 'sms', page: Gateways, needs: 'manage_settings', part: 'mass_mailing' },
  { group: 'people', id: 'employees', page: Employees, needs: 'manage_employees' },
  { group: 'people', id: 'roles', page: Roles, needs: 'manage_employees' },
  { group: 'data', id: 'activity', page: Activity, needs: 'see_activity', wide: true },
  { group: 'data', id: 'undo', page: Deeds, wide: true },
  { group: 'data', id: 'backup', page: Backup, needs: 'manage_settings' },
];

/** What whoever sits here may open, in the order of the list. */
export function sections(): Section[] {
  return all.filter(({ needs, part }) => (!needs || session.may(needs)) && (!part || session.current.parts[part]));
}
