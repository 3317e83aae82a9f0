// The screens in one list: the sidebar, the palette and the shortcuts read it.
import type { Counts, View } from '../ipc/types.ts';
import { lowerFirst } from '../shared/format.ts';
import { t } from '../shared/i18n.svelte.ts';
import type { Keys } from '../shared/keys.ts';
import { nav, type Place } from '../shared/nav.svelte.ts';
import { sections } from '../settings/sections.ts';
import { mayAnswer, mayMail, session } from '../shared/session.svelte.ts';
import { lock } from './leaving.ts';
import { over } from './over.svelte.ts';

export interface Entry { place: Place; title: () => string; count?: keyof Counts; bad?: boolean; sub?: boolean; apart?: boolean; quiet?: boolean; keys?: string }

function view(name: View, count: keyof Counts, bad = false): Entry {
  return { place: { screen: 'requests', view: name, id: null }, title: () => t(`view-${name.replace('_', '-')}`), count, bad, sub: true };
}

/** Without reminders (K9) the window has contacts alone. */
function contactsTitle(): string {
  return t(session.current.parts.client_interaction ? 'screen-contacts' : 'contacts-tab-contacts');
}

export const entries: Entry[] = [
  { place: { screen: 'requests', view: 'open', id: null }, title: () => t('screen-requests'), count: 'open', keys: 'Alt+Digit1' },
  view('mine', 'mine'), view('unassigned', 'unassigned'), view('overdue', 'overdue', true), view('urgent', 'urgent'), view('no_reply', 'no_reply'),
  { place: { screen: 'contacts', tab: 'reminders' }, title: contactsTitle, count: 'reminders_due', bad: true, apart: true, keys: 'Alt+Digit2' },
  { place: { screen: 'clients' }, title: () => t('screen-clients'), keys: 'Alt+Digit3' },
  { place: { screen: 'mailings' }, title: () => t('screen-mailings'), keys: 'Alt+Digit5' },
];

/** What somebody has no right to look at is not offered. */
export function isSeen({ place }: { place: Place }): boolean {
  if (place.screen === 'clients') return session.may('see_clients');
  if (place.screen === 'mailings') return mayMail();
  if (place.screen !== 'settings') return true;
  return place.tab === undefined || sections().some(({ id }) => id === place.tab);
}

export const footEntries: Entry[] = [
  { place: { screen: 'outbox' }, title: () => t('screen-outbox'), count: 'outbox', quiet: true, keys: 'Alt+Digit4' },
  { place: { screen: 'unreadable', tab: 'unreadable' }, title: () => t(isAutomatic(nav.place) ? 'automatic-title' : 'screen-unreadable'), count: 'unreadable', bad: true, quiet: true },
  { place: { screen: 'settings' }, title: () => t('screen-settings'), quiet: true, keys: 'Mod+Comma' },
];

/** Places that stand in no list of the sidebar but are found by Ctrl+K. */
export function hiddenPlaces(): Place[] {
  return [{ screen: 'unreadable', tab: 'automatic' }, ...sections().map(({ id }): Place => ({ screen: 'settings', tab: id }))];
}

function isAutomatic(place: Place): boolean {
  return place.screen === 'unreadable' && place.tab === 'automatic';
}

export function screenTitle(place: Place): string {
  if (isAutomatic(place)) return t('automatic-title');
  if (place.screen === 'settings' && place.tab) return `${t('screen-settings')}: ${lowerFirst(t(`settings-${place.tab}`))}`;
  if (place.screen === 'requests' && place.view && place.view !== 'open') return t(`view-${place.view.replace('_', '-')}`);
  if (place.screen === 'contacts') return contactsTitle();
  return t(`screen-${place.screen}`);
}

/** Shortcuts that work on every screen. */
export const globalKeys: Keys = {
  'Mod+KeyK': () => over.open('palette'),
  'Mod+KeyN': () => (mayAnswer() ? over.open('new-request') : undefined),
  'Alt+KeyN': () => (over.shown === 'notices' ? over.close() : over.open('notices')),
  'Mod+KeyL': () => (session.current.login ? void lock() : false),
  '?': () => over.open('keys'),
  'Alt+ArrowLeft': () => nav.back(),
  'Alt+ArrowRight': () => nav.forward(),
  ...Object.fromEntries([...entries, ...footEntries].filter((entry) => entry.keys).map((entry) => [entry.keys, () => (isSeen(entry) ? nav.go(entry.place) : false)])),
};

interface KeyGroup { title: string; rows: [keys: string[], text: string][] }

/** The "?" sheet: groups of key and words; without those for what somebody may not do. */
export function sheet(): KeyGroup[] {
  return mayAnswer() ? allKeys : allKeys.map((group) => ({ ...group, rows: group.rows.filter(([, text]) => !answering.includes(text)) }));
}

const answering = ['keys-new-request', 'keys-reply', 'keys-send'];
const allKeys: KeyGroup[] = [
  { title: 'keys-everywhere', rows: [
    [['Mod+KeyK'], 'keys-palette'], [['Mod+KeyN'], 'keys-new-request'], [['Alt+KeyN'], 'keys-notices'], [['Mod+KeyZ'], 'action-undo'], [['Mod+KeyL'], 'login-lock'], [['Alt+Digit1'], 'screen-requests'], [['Alt+Digit2'], 'screen-contacts'], [['Alt+Digit3'], 'screen-clients'],
    [['Alt+Digit4'], 'screen-outbox'], [['Alt+Digit5'], 'screen-mailings'], [['Mod+Comma'], 'screen-settings'], [['Alt+ArrowLeft'], 'action-back'], [['Alt+ArrowRight'], 'action-forward'], [['?'], 'keys-sheet'],
  ] },
  { title: 'keys-list', rows: [
    [['KeyJ', 'ArrowDown'], 'keys-next'], [['KeyK', 'ArrowUp'], 'keys-previous'], [['Enter'], 'keys-open'], [['KeyX'], 'keys-tick'], [['Slash'], 'keys-search'], [['Escape'], 'keys-leave'],
  ] },
  { title: 'keys-request', rows: [
    [['KeyR'], 'keys-reply'], [['KeyN'], 'keys-note'], [['KeyE'], 'keys-close'], [['KeyU'], 'keys-unread'], [['KeyA'], 'keys-take'], [['Mod+Enter'], 'keys-send'],
  ] },
];
