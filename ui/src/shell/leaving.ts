// Leaving the desk: locking, logging out, closing the window, and the idle time after which it locks itself (E3). The office
// keeps who sits here; what is being typed is kept before anybody leaves.
import { onDestroy, onMount } from 'svelte';
import { call } from '../ipc/call.ts';
import { on } from '../ipc/events.ts';
import { letClose } from '../ipc/os.ts';
import type { Id } from '../ipc/types.ts';
import { memory } from '../shared/memory.svelte.ts';
import { session } from '../shared/session.svelte.ts';
import { toastError } from '../shared/toasts.svelte.ts';
import type { Unsaved } from '../shared/unsaved.ts';

const turning = ['pagehide', 'blur'] as const;
const signs = ['pointermove', 'pointerdown', 'wheel', 'scroll', 'keydown'] as const;

/** So long what is typed may take to be kept, in milliseconds. */
const patience = 900;
const keepers = new Set<() => unknown>();

/**
 * `keep` saves what is being typed: when one turns to another window, and before the desk is left, which waits for it.
 * Returns the end of it.
 */
export function beforeLeaving(keep: () => unknown): () => void {
  const turned = (): void => void keep();
  keepers.add(keep);
  for (const sign of turning) window.addEventListener(sign, turned);
  return () => {
    keepers.delete(keep);
    for (const sign of turning) window.removeEventListener(sign, turned);
  };
}

/**
 * However a form is closed, with Esc, by a notice, by logging out or with the window: what is typed and not saved stays.
 * To be called while the form is made; `typed` tells what it is, or null where there is nothing (any more). Returns what
 * keeps it: a form that was taken away while it saved calls that once it has, and nothing stays.
 */
export function keepTyped<Draft extends object>(unsaved: Unsaved<Draft>, key: Id | string | null, typed: () => Draft | null): () => void {
  const keep = (): void => {
    const draft = typed();
    if (draft === null) unsaved.forget(key);
    else unsaved.keep(key, draft);
  };
  onMount(() => beforeLeaving(keep));
  onDestroy(keep);
  return keep;
}

/** An office that does not answer keeps nobody at the desk. */
async function keepAll(): Promise<void> {
  const kept = Promise.allSettled([...keepers].map((keep) => keep())).then(() => memory.flush());
  await Promise.race([kept, new Promise((late) => { setTimeout(late, patience); })]);
}

/** The window is about to be closed, and waits a moment for what is not kept yet. */
export function hearClosing(): () => void {
  return on('closing', () => void keepAll().then(letClose));
}

/** Asks for the password again; what was being done lies under the lock. */
export async function lock(): Promise<void> {
  if (!session.current.login || session.locked) return;
  // First the screen: even an office that does not answer leaves nothing to be read.
  session.locked = true;
  await keepAll();
  await call('session.lock').catch(toastError);
}

/** Leaves the desk to somebody else. */
export async function logOut(): Promise<void> {
  if (!session.current.login) return;
  try {
    await keepAll();
    await call('session.logout');
    await session.refresh();
  } catch (error) {
    toastError(error);
  }
}

/** Calls `then` after so many minutes without keyboard and mouse; 0 for never. Returns the end of it. */
export function watchIdle(minutes: number, then: () => void): () => void {
  if (minutes <= 0) return () => undefined;
  let last = Date.now();
  const heard = (): void => void (last = Date.now());
  for (const sign of signs) window.addEventListener(sign, heard, { capture: true, passive: true });
  // By the clock and not by one long timer: a machine that slept has been idle as well.
  const timer = setInterval(() => Date.now() - last >= minutes * 60_000 && then(), 5000);
  return () => {
    clearInterval(timer);
    for (const sign of signs) window.removeEventListener(sign, heard, { capture: true });
  };
}
