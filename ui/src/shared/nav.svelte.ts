// Where the window stands: the screen and what is open on it, with a way back and forward.
import type { Id, Json, View } from '../ipc/types.ts';

export type Screen = 'requests' | 'contacts' | 'clients' | 'mailings' | 'outbox' | 'unreadable' | 'settings';
export interface Place {
  screen: Screen;
  /** Requests: which list. */
  view?: View;
  /** What is open: a request, a client, a reminder. */
  id?: Id | null;
  /** Contacts and reminders: `contacts` or `reminders`; settings: the section. */
  tab?: string;
  /** Anything the screen wants to come back to ("exactly those reminders"). */
  state?: Json;
  /** Requests: of one client alone. */
  client?: { id: Id; name: string };
}

const begin: Place = { screen: 'requests', view: 'open', id: null };
let trail = $state<Place[]>([begin]);
let index = $state(0);
const told = new Set<(next: Place) => void>();
/** Asks before the place is left, and goes there with `go`; false where there is nothing to ask. */
export type Gate = (next: Place, go: () => void) => boolean;
const gates = new Set<Gate>();


/** Goes at once, or when whoever holds something unsaved has been asked. */
function leave(next: Place, go: () => void): void {
  for (const gate of gates) if (gate(next, go)) return;
  go();
}

function same(a: Place, b: Place): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function step(by: -1 | 1): void {
  const next = trail[index + by];
  if (!next) return;
  leave(next, () => {
    for (const tell of told) tell(next);
    index += by;
  });
}

export const nav = {
  get place(): Place {
    return trail[index] ?? begin;
  },
  get canBack(): boolean {
    return index > 0;
  },
  get canForward(): boolean {
    return index < trail.length - 1;
  },
  /** Opens a place; the one before can be come back to. */
  go(place: Place): void {
    if (same(place, nav.place)) return;
    leave(place, () => {
      for (const tell of told) tell(place);
      // Stepping down a list is one stop of the way back, not fifty.
      const stepping = place.screen === nav.place.screen && place.view === nav.place.view && place.tab === nav.place.tab && place.client?.id === nav.place.client?.id && nav.place.id != null;
      trail = [...trail.slice(0, stepping ? index : index + 1), place].slice(-100);
      index = trail.length - 1;
    });
  },
  /** Changes the present place without a step. */
  replace(place: Place): void {
    leave(place, () => (trail = trail.map((old, at) => (at === index ? place : old))));
  },
  back(): void {
    step(-1);
  },
  forward(): void {
    step(1);
  },
  /** Somebody else sits down: where the one before stood is not theirs to go back to. */
  reset(): void {
    trail = [begin];
    index = 0;
  },
  /** Told before the place changes: the composer saves what was typed. Returns the end of it. */
  before(tell: (next: Place) => void): () => void {
    told.add(tell);
    return () => void told.delete(tell);
  },
  /** Asked before the place changes, while something there is not saved. Returns the end of it. */
  gate(gate: Gate): () => void {
    gates.add(gate);
    return () => void gates.delete(gate);
  },
  openRequest(id: Id, view: View = 'all'): void {
    nav.go({ screen: 'requests', view, id });
  },
  /** Every request of one client; `id` stays open beside them. */
  openRequestsOf(client: { id: Id; name: string }, id: Id | null = null): void {
    nav.go({ screen: 'requests', view: 'all', id, client: { id: client.id, name: client.name } });
  },
  openClient(id: Id): void {
    nav.go({ screen: 'clients', id });
  },
};
