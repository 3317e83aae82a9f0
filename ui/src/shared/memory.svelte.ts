// What the window remembers for the employee: widths, filters, theme, chosen columns. Kept by the office.
import { call } from '../ipc/call.ts';
import type { Json } from '../ipc/types.ts';

let values = $state.raw<Record<string, Json>>({});
const waiting = new Map<string, ReturnType<typeof setTimeout>>();

export const memory = {
  async load(): Promise<void> {
    values = await call('memory.all');
  },
  /** Reactive: reading it in a template or an effect follows later changes. */
  get<T extends Json>(key: string, fallback: T): T {
    return (values[key] as T | undefined) ?? fallback;
  },
  /**
   * Takes effect at once. The office is told at once too, so that a window closed the next moment has forgotten nothing;
   * what follows within a moment is told together, so that dragging a splitter writes twice.
   */
  set(key: string, value: Json): void {
    values = { ...values, [key]: value };
    const following = waiting.has(key);
    clearTimeout(waiting.get(key));
    if (!following) tell(key, value);
    waiting.set(key, setTimeout(() => {
      waiting.delete(key);
      if (following) tell(key, value);
    }, 300));
  },
};

function tell(key: string, value: Json): void {
  // A width that could not be remembered is no reason to disturb anybody.
  void call('memory.set', { key, value }).catch(() => undefined);
}
