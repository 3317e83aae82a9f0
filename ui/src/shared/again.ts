// A list read again because something changed: one reading at a time, its first rows in one question, and what lies far
// below only when a change speaks of it.
import type { Change } from '../ipc/types.ts';

/** What one question may bring. */
const mostRows = 500;

interface Piece<Row> { rows: Row[]; next: string | null }
interface Known { id: number; client_id?: number | null }

type Changes = readonly Change[] | undefined;
type Reading = (changes?: Changes) => Promise<void>;

/** Asked for while one runs, a reading follows it once; a new question does not wait for the answer to the old one. */
export class Turns {
  #under: Promise<void> | null = null;
  #again: { read: Reading; changes: Changes } | null = null;

  /** `changes` are what made it be asked for; without them anything may have changed. */
  again(read: Reading, changes?: Changes): Promise<void> {
    if (this.#under === null) return this.anew(() => read(changes));
    this.#again = { read, changes: this.#again === null ? changes : changes && this.#again.changes && [...this.#again.changes, ...changes] };
    return this.#under;
  }

  anew(read: Reading): Promise<void> {
    this.#again = null;
    const mine: Promise<void> = this.#run(read, () => this.#under === mine);
    this.#under = mine;
    return mine;
  }

  async #run(first: Reading, present: () => boolean): Promise<void> {
    let next: { read: Reading; changes: Changes } | null = { read: first, changes: undefined };
    try {
      while (next) {
        await next.read(next.changes);
        if (!present()) return;
        next = this.#again;
        this.#again = null;
      }
    } finally {
      if (present()) this.#under = null;
    }
  }
}

/** A row that moved between two pages while they were read is shown once. */
export function joined<Row extends Known>(rows: Row[], more: Row[]): Row[] {
  const known = new Set(rows.map((row) => row.id));
  return [...rows, ...more.filter((row) => !known.has(row.id))];
}

/**
 * Reads the rows `before` anew. Of a long list only the first ones when the changes speak of none that lie beyond: these
 * stay, so that nobody loses their place. `last` is where the last page began: a list that ended there is asked once more
 * when one comes to its end.
 */
export async function readAgain<Row extends Known, Page extends Piece<Row>>(
  ask: (after: string | null, limit: number) => Promise<Page>, before: Row[], least: number, end: { next: string | null; last: string | null }, changes?: readonly Change[],
): Promise<Page> {
  const limit = Math.min(mostRows, Math.max(least, before.length));
  const first = await ask(null, limit);
  const beyond = first.next === null ? [] : rest(first.rows, before);
  if (changes && beyond.length > 0 && first.rows.length >= limit && !speaks(changes, beyond)) {
    return { ...first, rows: [...first.rows, ...beyond], next: end.next ?? end.last };
  }
  let page = first;
  let rows = first.rows;
  while (rows.length < before.length && page.next !== null && page.rows.length > 0) {
    page = await ask(page.next, Math.min(mostRows, before.length - rows.length));
    rows = joined(rows, page.rows);
  }
  return { ...page, rows };
}

/** The rows that were read before and lie beyond those read anew. */
function rest<Row extends Known>(fresh: Row[], before: Row[]): Row[] {
  const at = new Map(before.map((row, index) => [row.id, index]));
  const last = fresh.findLast((row) => at.has(row.id));
  if (!last) return [];
  const there = new Set(fresh.map((row) => row.id));
  return before.slice((at.get(last.id) ?? 0) + 1).filter((row) => !there.has(row.id));
}

function speaks(changes: readonly Change[], rows: Known[]): boolean {
  const ids = new Set(changes.map((change) => change.id));
  // Without an id a change may be about any of them.
  return ids.has(0) || rows.some((row) => ids.has(row.id) || (row.client_id != null && ids.has(row.client_id)));
}
