// "Send message to the client" (K8): whoever is meant by a contact, a reminder or a selection of clients. The shell shows the
// dialog over the screen one stands on, so that Cancel leaves the list, its filters and its ticks as they were.
import type { ClientTarget } from '../ipc/types.ts';

export interface Start {
  target: ClientTarget;
  /** How many clients those are. */
  count: number;
  /** The one client is written to at this phone, by SMS (R7). */
  phone?: { number: string; shown: string };
}

let asked = $state.raw<Start | null>(null);

export const start = {
  get asked(): Start | null {
    return asked;
  },
  /** To the clients of a target: the ticked ones, or all that a filter means but a few. */
  to(target: ClientTarget, count: number): void {
    asked = { target, count };
  },
  toClient(id: number): void {
    asked = { target: { ids: [id] }, count: 1 };
  },
  toPhone(id: number, phone: { number: string; shown: string }): void {
    asked = { target: { ids: [id] }, count: 1, phone };
  },
  close(): void {
    asked = null;
  },
};
