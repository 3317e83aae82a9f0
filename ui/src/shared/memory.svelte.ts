// What the window remembers for the employee: widths, filters, theme, chosen columns. Kept by the office.
import { SvelteMap } from 'svelte/reactivity';
import { call, wireError } from '../ipc/call.ts';
import type { Json } from '../ipc/types.ts';
import { t } from './i18n.svelte.ts';
import { toast } from './toasts.svelte.ts';

/** Key by key: a note that is being typed wakes nothing that reads a width. */
const values = new SvelteMap<string, Json>();
const waiting = new Map<string, ReturnType<typeof setTimeout>>();
/** One call a key at a time, for two could come to the office in the other order; of what is set meanwhile the newest follows. */
const telling = new Map<string, Promise<void>>();
const following = new Map<string, Json>();
/** What was typed and could not be kept: it is said once. */
const lost = new Set<string>();

export const memory = {
  /** Whatever comes of it, nothing is left of whoever sat here before: neither what they see nor what would be told later. */
  async load(): Promise<void> {
    values.clear();
    for (const timer of waiting.values()) clearTimeout(timer);
    waiting.clear();
    following.clear();
    lost.clear();
    const all = await call('memory.all');
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
    const soon = waiting.has(key);
    clearTimeout(waiting.get(key));
    if (!soon) tell(key, value);
    waiting.set(key, setTimeout(() => {
      waiting.delete(key);
      if (soon) tell(key, value);
    }, 300));
  },
  /** Tells at once what would be told a moment later; resolves when the office knows all of it. */
  async flush(): Promise<void> {
    for (const [key, timer] of waiting) {
      clearTimeout(timer);
      tell(key, values.get(key) ?? null);
    }
    waiting.clear();
    await Promise.all(telling.values());
  },
};

/** What somebody wrote, and not how the window looks. */
const written = /^(?:unsaved |note\.|sms\.)/u;

function tell(key: string, value: Json): void {
  following.set(key, value);
  if (!telling.has(key)) telling.set(key, tellAll(key));
}

async function tellAll(key: string): Promise<void> {
  for (let value = following.get(key); value !== undefined; value = following.get(key)) {
    following.delete(key);
    await tellOne(key, value);
  }
  telling.delete(key);
}

async function tellOne(key: string, value: Json): Promise<void> {
  try {
    await call('memory.set', { key, value });
    lost.delete(key);
  } catch (failed) {
    // A width that could not be remembered is no reason to disturb anybody; and the login screen says by itself that nobody is logged in.
    if (value === null || !written.test(key) || lost.has(key) || wireError(failed).code === 'not_logged_in') return;
    lost.add(key);
    toast(t('unsaved-not-kept'), { kind: 'bad' });
  }
}
