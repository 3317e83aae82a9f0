// A call is offered as a contact (R7) when one comes back from it. The shell shows the dialog over whatever screen one stands on.
import type { Id } from '../ipc/types.ts';

/** With whom one spoke: a client, or the person of a request. */
export interface Spoken { client: { id: Id; name: string } | null; request_id: Id | null }

let asked = $state.raw<Spoken | null>(null);

export const calls = {
  get asked(): Spoken | null {
    return asked;
  },
  log(whom: Spoken): void {
    asked = whom;
  },
  close(): void {
    asked = null;
  },
};
