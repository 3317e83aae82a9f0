// A list that is read page by page: first page at once, further ones as one scrolls, all anew when something changed.
import { wireError } from '../ipc/call.ts';
import type { Change, Page, WireError } from '../ipc/types.ts';
import { joined, readAgain, Turns } from '../shared/again.ts';

export const pageSize = 100;
type Ask<Row, Total> = (after: string | null, limit: number) => Promise<Page<Row> & { total: Total }>;

/** `Total` may be null: a page tells how many there are, or that counting them takes longer than reading it. */
export class Pages<Row extends { id: number }, Total extends number | null = number> {
  rows = $state.raw<Row[]>([]);
  /** Null while it is counted. */
  total = $state<Total | number>(0);
  /** Nothing was asked yet, or the first answer is still on its way. */
  fresh = $state(true);
  error = $state.raw<WireError | null>(null);
  #next = $state<string | null>(null);
  /** Where the page began that was read last. */
  #last: string | null = null;
  #turn = 0;
  readonly #turns = new Turns();
  #reading: Promise<void> | null = null;
  #ask: Ask<Row, Total>;
  #count: (() => Promise<number>) | undefined;

  /** `count` counts what no page has told; a list whose pages always tell needs none. */
  constructor(ask: Ask<Row, Total>, count?: () => Promise<number>) {
    this.#ask = ask;
    this.#count = count;
  }

  get hasMore(): boolean {
    return this.#next !== null;
  }

  /** Reads anew from the start, as far as was read before, so that nobody loses their place; `false` asks something new. */
  refresh(keep = true, changes?: readonly Change[]): Promise<void> {
    return keep ? this.#turns.again((told) => this.#read(true, told), changes) : this.#turns.anew(() => this.#read(false));
  }

  async #read(keep: boolean, changes?: readonly Change[]): Promise<void> {
    const turn = ++this.#turn;
    try {
      const page = await readAgain(this.#ask, keep ? this.rows : [], pageSize, { next: this.#next, last: this.#last }, changes);
      // A later question was asked meanwhile: its answer counts, not this one.
      if (turn !== this.#turn) return;
      this.rows = page.rows;
      this.total = page.total;
      if (page.total === null) void this.#counted(turn);
      this.#next = page.next;
      this.error = null;
    } catch (error) {
      if (turn === this.#turn) this.error = wireError(error);
    } finally {
      if (turn === this.#turn) this.fresh = false;
    }
  }

  async #counted(turn: number): Promise<void> {
    try {
      const total = await this.#count?.();
      if (turn === this.#turn && total !== undefined) this.total = total;
    } catch (error) {
      if (turn === this.#turn) this.error = wireError(error);
    }
  }

  /** Reads the next page, once at a time: asked for while it comes, it is waited for. */
  more(): Promise<void> {
    this.#reading ??= this.#more().finally(() => (this.#reading = null));
    return this.#reading;
  }

  async #more(): Promise<void> {
    const turn = this.#turn;
    const after = this.#next;
    if (after === null) return;
    try {
      const page = await this.#ask(after, pageSize);
      if (turn !== this.#turn) return;
      this.rows = joined(this.rows, page.rows);
      this.#last = after;
      this.total = page.total ?? this.total;
      this.#next = page.next;
    } catch (error) {
      if (turn === this.#turn) this.error = wireError(error);
    }
  }
}
