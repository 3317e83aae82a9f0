// One attempt to do something that may fail: busy meanwhile, once at a time, the error kept to be shown.
import { wireError } from '../ipc/call.ts';
import type { WireError } from '../ipc/types.ts';

export class Attempt {
  busy = $state(false);
  error = $state.raw<WireError | null>(null);

  async run(act: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.error = null;
    try {
      await act();
    } catch (failed) {
      this.error = wireError(failed);
    } finally {
      this.busy = false;
    }
  }
}
