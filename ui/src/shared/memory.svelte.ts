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
  /** Takes effect at once; told to the office a moment later, so that dragging a splitter writes once. */
  set(key: string, value: Json): void {
    values = { ...values, [key]: value };
    clearTimeout(waiting.get(key));
    waiting.set(key, setTimeout(() => {
      waiting.delete(key);
      // A width that could not be remembered is no reason to disturb anybody.
      void call('memory.set', { key, value }).catch(() => undefined);
    }, 300));
  },
};
