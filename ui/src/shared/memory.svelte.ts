// What the window remembers for the employee: widths, filters, theme, chosen columns. Kept by the office.
import { SvelteMap } from 'svelte/reactivity';
import { call } from '../ipc/call.ts';
import type { Json } from '../ipc/types.ts';

/** Key by key: a note that is being typed wakes nothing that reads a width. */
const values = new SvelteMap<string, Json>();
const waiting = new Map<string, ReturnType<typeof setTimeout>>();
const telling = new Set<Promise<unknown>>();

export const memory = {
  async load(): Promise<void> {
    const all = await call('memory.all');
    values.clear();
    for (const [key, value] of Object.entries(all)) values.set(key, value);
  },
  /** Reactive: reading it in a template or an effect follows later changes. */
  get<T extends Json>(key: string, fallback: T): T {
    return (values.get(key) as T | null | undefined) ?? fallback;
  },
  /**
   * Takes effect at once. The office is told at once too, so that a window closed the next moment has forgotten nothing;
   * what follows within a moment is told together, so that dragging a splitter writes twice.
   */
  set(key: string, value: Json): void {
    values.set(key, value);
    const following = waiting.has(key);
    clearTimeout(waiting.get(key));
    if (!following) tell(key, value);
    waiting.set(key, setTimeout(() => {
      waiting.delete(key);
      if (following) tell(key, value);
    }, 300));
  },
  /** Tells at once what would be told a moment later; resolves when the office knows all of it. */
  async flush(): Promise<void> {
    for (const [key, timer] of waiting) {
      clearTimeout(timer);
      tell(key, values.get(key) ?? null);
    }
    waiting.clear();
    await Promise.all(telling);
  },
};

function tell(key: string, value: Json): void {
  // A width that could not be remembered is no reason to disturb anybody.
  const told: Promise<unknown> = call('memory.set', { key, value }).catch(() => undefined).finally(() => telling.delete(told));
  telling.add(told);
}
