// Removing with a way back: the row goes from sight at once, the office is told when the time to undo has passed (or
// the window closes). Should the program die in between, the row is still there: the safe side.
import { SvelteSet } from 'svelte/reactivity';
import { t } from '../shared/i18n.svelte.ts';
import { toast, toastError } from '../shared/toasts.svelte.ts';

const grace = 8000;
const hidden = new SvelteSet<string>();
const waiting = new Map<string, { timer: ReturnType<typeof setTimeout>; remove: () => Promise<unknown>; then: () => Promise<unknown> }>();

/** Was this record removed a moment ago? */
export function isRemoved(noun: string, id: number): boolean {
  return hidden.has(`${noun} ${id}`);
}

async function finish(key: string): Promise<void> {
  const entry = waiting.get(key);
  if (!entry) return;
  clearTimeout(entry.timer);
  waiting.delete(key);
  try {
    await entry.remove();
    // Only when the list no longer holds it: an id may be given again later.
    await entry.then();
  } catch (error) {
    toastError(error);
  } finally {
    hidden.delete(key);
  }
}

/** Says `said` with a way back; later calls `remove`, and then `then`, which reads the list anew. */
export function removeLater(noun: string, id: number, said: string, remove: () => Promise<unknown>, then: () => Promise<unknown>): void {
  const key = `${noun} ${id}`;
  if (waiting.has(key)) return;
  hidden.add(key);
  waiting.set(key, { remove, then, timer: setTimeout(() => void finish(key), grace) });
  toast(said, {
    ms: grace,
    action: {
      label: t('action-undo'),
      run: () => {
        const entry = waiting.get(key);
        if (!entry) return;
        clearTimeout(entry.timer);
        waiting.delete(key);
        hidden.delete(key);
      },
    },
  });
}

window.addEventListener('pagehide', () => {
  for (const key of [...waiting.keys()]) void finish(key);
});
