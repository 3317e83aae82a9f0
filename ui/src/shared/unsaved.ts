// What was typed into a dialog that was closed before it was saved: it stays while the window is open, for whoever typed it.
import type { Id } from '../ipc/types.ts';

export interface Unsaved<Draft> { get: (key: Id | string | null) => Draft | undefined; keep: (key: Id | string | null, draft: Draft) => void; forget: (key: Id | string | null) => void }

/** A place for drafts of one kind. `of` whom: the next person at this window sees nothing of them. */
export function unsavedDrafts<Draft>(): (of: Id | null) => Unsaved<Draft> {
  const kept = new Map<string, Draft>();
  return (of) => ({
    get: (key) => kept.get(`${of} ${key}`),
    keep: (key, draft) => void kept.set(`${of} ${key}`, draft),
    forget: (key) => void kept.delete(`${of} ${key}`),
  });
}
