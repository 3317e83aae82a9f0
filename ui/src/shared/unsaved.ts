// What was typed and is not saved: it stays while the window is open, and in what the office remembers for whoever typed it,
// so that it is there again when the window was closed meanwhile.
import type { Id, Json } from '../ipc/types.ts';
import { memory } from './memory.svelte.ts';
import { session } from './session.svelte.ts';

export interface Unsaved<Draft> { get: (key: Id | string | null) => Draft | undefined; keep: (key: Id | string | null, draft: Draft) => void; forget: (key: Id | string | null) => void }

/** A place for drafts of one kind. `of` whom: the next person at this window sees nothing of them. */
export function unsavedDrafts<Draft extends object>(kind: string): (of: Id | null) => Unsaved<Draft> {
  const kept = new Map<string, Draft>();
  const remembered = (key: Id | string | null): string => `unsaved ${kind} ${key}`;
  return (of) => {
    /** The office remembers for whoever works here, and for nobody else. */
    const mine = (): boolean => of !== null && of === session.me;
    const held = (key: Id | string | null): Draft | null => (mine() ? (memory.get<Json>(remembered(key), null) as Draft | null) : null);
    return {
      get: (key) => kept.get(`${of} ${key}`) ?? held(key) ?? undefined,
      keep: (key, draft) => {
        kept.set(`${of} ${key}`, draft);
        if (mine() && JSON.stringify(held(key)) !== JSON.stringify(draft)) memory.set(remembered(key), draft as Json);
      },
      forget: (key) => {
        kept.delete(`${of} ${key}`);
        if (held(key) !== null) memory.set(remembered(key), null);
      },
    };
  };
}

/** Which parts of `now` are others than in `stored`: what somebody changed, and nothing that others change meanwhile. */
export function changedParts<Whole extends object>(stored: Whole, now: Whole): Partial<Whole> {
  const parts = Object.entries(now).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(stored[key as keyof Whole]));
  return Object.fromEntries(parts) as Partial<Whole>;
}

/** What was changed in a record that others change as well. A part that holds parts itself may be there with its changed ones alone. */
export type Parts<Whole> = { [Key in keyof Whole]?: Whole[Key] | Partial<Whole[Key]> };

/** The same, and of the parts in `deep` their changed parts only. */
export function deepParts<Whole extends object>(stored: Whole, now: Whole, deep: (keyof Whole)[]): Parts<Whole> {
  const parts: Parts<Whole> = changedParts(stored, now);
  for (const key of deep) if (key in parts) parts[key] = changedParts(stored[key] as object, now[key] as object) as Partial<Whole[keyof Whole]>;
  return parts;
}

/** A record as it is now, with what was changed in it before. */
export function withParts<Whole extends object>(fresh: Whole, parts: Parts<Whole>, deep: (keyof Whole)[]): Whole {
  // A part that is named and not there says nothing.
  const set = Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined));
  const whole = { ...fresh, ...set } as Whole;
  for (const key of deep) whole[key] = { ...fresh[key], ...parts[key] } as Whole[typeof key];
  return structuredClone(whole);
}
