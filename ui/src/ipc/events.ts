// What the office tells the window by itself: changed records, the state of the sync, a place to open.
import { listen } from '@tauri-apps/api/event';
import type { Change, Open, Progress, SyncStatus } from './types.ts';

export interface Events { changed: Change[]; sync: SyncStatus; open: Open; progress: Progress; /** The window is about to be closed. */ closing: null; /** The window's own word: anything may have changed meanwhile. */ again: null }
type Listener = (payload: never) => void;

const listeners = new Map<keyof Events, Set<Listener>>();

/** Hears an event until the returned function is called. */
export function on<E extends keyof Events>(event: E, listener: (payload: Events[E]) => void): () => void {
  const set = listeners.get(event) ?? new Set<Listener>();
  listeners.set(event, set);
  set.add(listener as Listener);
  return () => set.delete(listener as Listener);
}

/** Hands an event to those who listen. */
export function publish<E extends keyof Events>(event: E, payload: Events[E]): void {
  for (const listener of [...(listeners.get(event) ?? [])]) (listener as (payload: Events[E]) => void)(payload);
}

/** Starts to hear the office; once, at the window's start. */
export async function hearOffice(): Promise<void> {
  const names: (keyof Events)[] = ['changed', 'sync', 'open', 'progress', 'closing'];
  await Promise.all(names.map((name) => listen(name, (event) => publish(name, event.payload as never))));
}

let held = false;

/**
 * While the desk is locked the office answers nobody: changes are not told, and afterwards everybody hears that any record may
 * have changed.
 */
export function holdChanges(next: boolean): void {
  if (held === next) return;
  held = next;
  if (!held) publish('again', null);
}

/**
 * Calls `fn` when one of the nouns has changed, once for a burst; while changes keep coming (a sync brings hundreds of
 * letters in a second) at most once in `gap` milliseconds. Use inside `$effect`, which ends it. Of a very long burst the
 * office tells `{ id: 0, what: 'many' }`: any record of the noun may have changed.
 */
export function onChanged(nouns: readonly string[], fn: (changes: Change[]) => void, wait = 120, gap = 800): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let gathered: Change[] = [];
  let last = 0;
  const gather = (changes: Change[]): void => {
    if (changes.length === 0 || held) return;
    gathered.push(...changes);
    timer ??= setTimeout(() => {
      const burst = gathered;
      gathered = [];
      timer = undefined;
      if (held) return;
      last = Date.now();
      fn(burst);
    }, Math.max(wait, last + gap - Date.now()));
  };
  const stops = [
    on('changed', (changes) => gather(changes.filter((change) => nouns.includes(change.noun)))),
    on('again', () => gather(nouns.map((noun) => ({ noun, id: 0, what: 'many' })))),
  ];
  return () => {
    for (const stop of stops) stop();
    clearTimeout(timer);
  };
}
