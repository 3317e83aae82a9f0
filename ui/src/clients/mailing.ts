// The way from clients to a mailing to them, where the part is on and there is such a screen.
import type { ClientTarget, Json } from '../ipc/types.ts';
import { nav, type Place } from '../shared/nav.svelte.ts';
import { session } from '../shared/session.svelte.ts';
import { entries, isSeen } from '../shell/screens.ts';

const screen = (): Place | null => entries.find((entry) => (entry.place.screen as string) === 'mailings' && isSeen(entry))?.place ?? null;

/** Can a mailing be begun here? */
export function canMail(): boolean {
  return session.current.parts.mass_mailing && screen() !== null;
}

/** Opens the mailings with these clients as the recipients of a new one. */
export function mailTo(target: ClientTarget): void {
  const place = screen();
  if (place) nav.go({ ...place, state: { target: target as unknown as Json } });
}
