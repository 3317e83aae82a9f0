// A list that is read page by page: endless as one scrolls, or one page of a chosen size at a time. All anew when something
// changed, as far as was read before.
import { wireError } from '../ipc/call.ts';
import type { Change, CountedPage, WireError } from '../ipc/types.ts';
import { joined, readAgain, Turns } from './again.ts';

export const sizes = [10, 25, 50, 100] as const;
/** Rows of a page; 0 for a list without an end. */
export type Size = 0 | (typeof sizes)[number];
const piece = 100;
type Ask<Row> = (after: string | null, limit: number) => Promise<CountedPage<Row>>;

export class Listing<Row extends { id: number }> {
  rows = $state.raw<Row[]>([]);
  total = $state(0);
  /** Nothing was asked yet, or the first answer is still on its way. */
  fresh = $state(true);
  error = $state.raw<WireError | null>(null);
  size = $state<Size>(0);
  /** Where each page begins that was come to; the last is the present one. */
  #starts = $state.raw<(string | null)[]>([null]);
  #next = $state.raw<string | null>(null);
  /** Where the piece began that was read last. */
  #last: string | null = null;
  #turn = 0;
  #turning = false;
  readonly #turns = new Turns();
  #reading = false;
  #ask: Ask<Row>;

  constructor(ask: Ask<Row>) {
    this.#ask = ask;
  }

  get hasNext(): boolean {
    return this.#next !== null;
  }

  get hasBefore(): boolean {
    return this.size > 0 && this.#starts.length > 1;
  }

  /** The number of the first row of the page, from 1. */
  get from(): number {
    return this.size === 0 ? 1 : (this.#starts.length - 1) * this.size + 1;
  }

  resize(size: Size): void {
    this.size = size;
    void this.refresh(false);
  }

  /** Reads anew: from the beginning, or what is in sight. */
  refresh(keep = true, changes?: readonly Change[]): Promise<void> {
    if (keep) return this.#turns.again((told) => this.#read(true, told), changes);
    this.#starts = [null];
    return this.#turns.anew(() => this.#read(false));
  }

  async #read(keep: boolean, changes?: readonly Change[], starts = this.#starts): Promise<void> {
    const turn = ++this.#turn;
    try {
      let page = this.size > 0 ? await this.#ask(starts.at(-1) ?? null, this.size)
        : await readAgain(this.#ask, keep ? this.rows : [], piece, { next: this.#next, last: this.#last }, changes);
      // Of a page that has become empty the one before is shown.
      while (this.size > 0 && page.rows.length === 0 && starts.length > 1 && turn === this.#turn) {
        starts = starts.slice(0, -1);
        page = await this.#ask(starts.at(-1) ?? null, this.size);
      }
      if (turn !== this.#turn) return;
      this.#starts = starts;
      this.#take(page.rows, page);
    } catch (error) {
      if (turn === this.#turn) this.error = wireError(error);
    } finally {
      if (turn === this.#turn) this.fresh = this.#turning = false;
    }
  }

  /** Reads on where the list has no end. */
  async more(): Promise<void> {
    if (this.size > 0 || this.#reading || this.#next === null) return;
    const turn = this.#turn;
    const after = this.#next;
    this.#reading = true;
    try {
      const page = await this.#ask(after, piece);
      if (turn !== this.#turn) return;
      this.#last = after;
      this.#take(joined(this.rows, page.rows), page);
    } catch (error) {
      if (turn === this.#turn) this.error = wireError(error);
    } finally {
      this.#reading = false;
    }
  }

  /** To the next page, or the one before, once it has come; pressed twice in haste it is one page. */
  async turn(step: 1 | -1): Promise<void> {
    if (this.#turning || (step === 1 && this.#next === null) || (step === -1 && this.#starts.length < 2)) return;
    this.#turning = true;
    const starts = step === 1 ? [...this.#starts, this.#next] : this.#starts.slice(0, -1);
    await this.#turns.anew(() => this.#read(true, undefined, starts));
  }

  /** All rows from the beginning, at most so many: to be printed. */
  async all(most: number): Promise<Row[]> {
    let page = await this.#ask(null, 500);
    let rows = page.rows;
    while (page.next !== null && rows.length < most) {
      page = await this.#ask(page.next, 500);
      rows = joined(rows, page.rows);
    }
    return rows.slice(0, most);
  }

  #take(rows: Row[], page: CountedPage<Row>): void {
    this.rows = rows;
    this.total = page.total;
    this.#next = page.next;
    this.error = null;
  }
}
