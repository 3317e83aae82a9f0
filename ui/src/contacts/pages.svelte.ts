// A list that is read page by page: first page at once, further ones as one scrolls, all anew when something changed.
import { wireError } from '../ipc/call.ts';
import type { CountedPage, WireError } from '../ipc/types.ts';

export const pageSize = 100;
type Ask<Row> = (after: string | null, limit: number) => Promise<CountedPage<Row>>;

export class Pages<Row extends { id: number }> {
  rows = $state.raw<Row[]>([]);
  total = $state(0);
  /** Nothing was asked yet, or the first answer is still on its way. */
  fresh = $state(true);
  error = $state.raw<WireError | null>(null);
  #next = $state<string | null>(null);
  #turn = 0;
  #reading = false;
  #ask: Ask<Row>;

  constructor(ask: Ask<Row>) {
    this.#ask = ask;
  }

  get hasMore(): boolean {
    return this.#next !== null;
  }

  /** Reads anew from the start, as far as was read before, so that nobody loses their place. */
  async refresh(keep = true): Promise<void> {
    const turn = ++this.#turn;
    const wanted = keep ? Math.max(pageSize, this.rows.length) : pageSize;
    try {
      let page = await this.#ask(null, pageSize);
      let rows = page.rows;
      while (rows.length < wanted && page.next !== null && turn === this.#turn) {
        page = await this.#ask(page.next, pageSize);
        rows = joined(rows, page.rows);
      }
      // A later question was asked meanwhile: its answer counts, not this one.
      if (turn !== this.#turn) return;
      this.rows = rows;
      this.total = page.total;
      this.#next = page.next;
      this.error = null;
    } catch (error) {
      if (turn === this.#turn) this.error = wireError(error);
    } finally {
      if (turn === this.#turn) this.fresh = false;
    }
  }

  /** Reads the next page, once at a time. */
  async more(): Promise<void> {
    if (this.#reading || this.#next === null) return;
    const turn = this.#turn;
    this.#reading = true;
    try {
      const page = await this.#ask(this.#next, pageSize);
      if (turn !== this.#turn) return;
      this.rows = joined(this.rows, page.rows);
      this.total = page.total;
      this.#next = page.next;
    } catch (error) {
      if (turn === this.#turn) this.error = wireError(error);
    } finally {
      this.#reading = false;
    }
  }
}

/** A row that moved between two pages while they were read is shown once. */
function joined<Row extends { id: number }>(rows: Row[], more: Row[]): Row[] {
  const known = new Set(rows.map((row) => row.id));
  return [...rows, ...more.filter((row) => !known.has(row.id))];
}
