// Who works here, and what the office told about itself. Asked anew when the office says it changed.
import { call } from '../ipc/call.ts';
import { holdChanges } from '../ipc/events.ts';
import type { Right, Session } from '../ipc/types.ts';
import { setLanguage, systemLanguage } from './i18n.svelte.ts';

const unknown: Session = {
  employee: null, rights: [], login: false, office_name: '', language: 'en', first_start: false, sample: false, mailbox: false,
  version: '', time_zone: '', today: '1970-01-01', now: 0, parts: { client_interaction: true, mass_mailing: true },
};

let current = $state<Session>(unknown);
let offset = 0;
let locked = $state(false);
let waiting: (() => void)[] = [];

export const session = {
  get current(): Session {
    return current;
  },
  /** The employee's id, or null before somebody works here. */
  get me(): number | null {
    return current.employee?.id ?? null;
  },
  take(next: Session): void {
    offset = next.now - Date.now();
    current = next;
    setLanguage(next.first_start ? systemLanguage() : next.language);
  },
  async refresh(): Promise<void> {
    const next = await call('session.get');
    // While it is locked the office knows nobody here; what lies under the lock stays as it was.
    if (!locked) session.take(next);
  },
  may(right: Right): boolean {
    return current.rights.includes(right);
  },
  /** The window asks for the password; what was being done lies under it. */
  get locked(): boolean {
    return locked;
  },
  set locked(next: boolean) {
    locked = next;
    holdChanges(next);
    if (next) return;
    for (const go of waiting) go();
    waiting = [];
  },
  /** Resolves when somebody sits here again; at once where it is not locked. */
  unlocked(): Promise<void> {
    return locked ? new Promise((go) => { waiting.push(go); }) : Promise.resolve();
  },
};

/** May whoever works here see clients? What they may not is not offered; the office checks it again. */
export function seesClients(): boolean {
  return session.may('see_clients');
}

/** May whoever works here answer letters, send SMS and write requests down? */
export function mayAnswer(): boolean {
  return session.may('answer_letters');
}

/** May whoever works here send mailings, and is that part of the program on (K9)? */
export function mayMail(): boolean {
  return current.parts.mass_mailing && session.may('send_mailings');
}

/** The office's present instant: its clock, not the window's. */
export function now(): number {
  return Date.now() + offset;
}
