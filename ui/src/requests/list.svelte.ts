// The list of requests: pages by keyset, kept true as the office changes, with what is ticked.
import { call, wireError } from '../ipc/call.ts';
import type { Change, Id, Page, RequestRow, View, WireError } from '../ipc/types.ts';
import { joined, readAgain, Turns } from '../shared/again.ts';

const pageSize = 60;
type Question = { view: View; search: string | null; newest_first: boolean; client_id: Id | null };

export class RequestList {
  rows = $state.raw<RequestRow[]>([]);
  ticked = $state.raw<Id[]>([]);
  error = $state.raw<WireError | null>(null);
  /** Nothing was shown yet for this question. */
  fresh = $state(true);
  #next: string | null = null;
  /** Where the page began that was read last. */
  #last: string | null = null;
  #turn = 0;
  #busy = false;
  readonly #turns = new Turns();
  #question: Question = { view: 'open', search: null, newest_first: false, client_id: null };

  /** Another view, search, order or client: begins at the top. */
  async ask(view: View, search: string, newestFirst: boolean, clientId: Id | null = null): Promise<void> {
    const sameView = this.#question.view === view && this.#question.client_id === clientId;
    this.#question = { view, search: search.trim() || null, newest_first: newestFirst, client_id: clientId };
    if (!sameView) {
      this.rows = [];
      this.ticked = [];
      this.fresh = true;
    }
    await this.#turns.anew(() => this.#load([]));
  }

  /** The same question again, because something changed; what is scrolled to stays. */
  refresh(changes?: readonly Change[]): Promise<void> {
    return this.#turns.again((told) => this.#load(this.rows, told), changes);
  }

  async more(): Promise<void> {
    if (this.#busy || this.#next === null) return;
    this.#busy = true;
    const turn = this.#turn;
    const after = this.#next;
    try {
      const page = await call('requests.list', { ...this.#question, after, limit: pageSize });
      if (turn !== this.#turn) return;
      this.rows = joined(this.rows, page.rows);
      this.#last = after;
      this.#next = page.next;
    } catch (error) {
      this.error = wireError(error);
    } finally {
      this.#busy = false;
    }
  }

  async #load(before: RequestRow[], changes?: readonly Change[]): Promise<void> {
    const turn = ++this.#turn;
    const question = this.#question;
    const ask = (after: string | null, limit: number): Promise<Page<RequestRow>> => call('requests.list', { ...question, ...(after === null ? {} : { after }), limit });
    try {
      const page = await readAgain(ask, before, pageSize, { next: this.#next, last: this.#last }, changes);
      if (turn !== this.#turn) return;
      this.rows = page.rows;
      this.#next = page.next;
      this.error = null;
      const there = new Set(page.rows.map((row) => row.id));
      this.ticked = this.ticked.filter((id) => there.has(id));
    } catch (error) {
      if (turn === this.#turn) this.error = wireError(error);
    } finally {
      if (turn === this.#turn) this.fresh = false;
    }
  }

  tick(id: Id): void {
    this.ticked = this.ticked.includes(id) ? this.ticked.filter((other) => other !== id) : [...this.ticked, id];
  }

  /** Ticks everything from the row ticked last to this one. */
  tickTo(id: Id): void {
    const from = this.rows.findIndex((row) => row.id === this.ticked.at(-1));
    const to = this.rows.findIndex((row) => row.id === id);
    if (from < 0 || to < 0) return this.tick(id);
    const range = this.rows.slice(Math.min(from, to), Math.max(from, to) + 1).map((row) => row.id);
    this.ticked = [...new Set([...this.ticked, ...range])];
  }

  /** The id `step` rows from the given one; the first when it is not in the list. */
  beside(id: Id | null, step: number): Id | null {
    const at = this.rows.findIndex((row) => row.id === id);
    if (at < 0) return this.rows[0]?.id ?? null;
    return this.rows[Math.max(0, Math.min(this.rows.length - 1, at + step))]?.id ?? null;
  }
}
