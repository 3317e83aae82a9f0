// The page of each section. Apart from the list, which the sidebar needs at once: pages are fetched when the settings are opened.
import type { Component } from 'svelte';
import Activity from '../activity/Activity.svelte';
import Deeds from '../deeds/Deeds.svelte';
import Employees from '../employees/Employees.svelte';
import Gateways from '../gateways/Gateways.svelte';
import MailingSettings from '../mailings/MailingSettings.svelte';
import NoticesSection from '../notices/NoticesSection.svelte';
import Roles from '../roles/Roles.svelte';
import Backup from './Backup.svelte';
import Categories from './Categories.svelte';
import ClientFields from './ClientFields.svelte';
import General from './General.svelte';
import MailboxSection from './MailboxSection.svelte';
import Me from './Me.svelte';
import Parts from './Parts.svelte';

export const pages: Readonly<Record<string, Component>> = {
  general: General,
  categories: Categories,
  'client-fields': ClientFields,
  parts: Parts,
  me: Me,
  notices: NoticesSection,
  mailbox: MailboxSection,
  mailings: MailingSettings,
  sms: Gateways,
  employees: Employees,
  roles: Roles,
  activity: Activity,
  undo: Deeds,
  backup: Backup,
};
