// How fast a mailing goes, by what was sent in the last half minute.
import type { Ms } from '../ipc/types.ts';

const span = 30_000;

export class Pace {
  #seen: { at: Ms; done: number }[] = [];

  /** Messages a minute and seconds left; nothing until there is something to go by. */
  at(now: Ms, done: number, all: number): { perMinute: number; secondsLeft: number } | null {
    const last = this.#seen.at(-1);
    if (last && done < last.done) this.#seen = [];
    if (!last || last.done !== done || now - last.at > 2000) this.#seen.push({ at: now, done });
    this.#seen = this.#seen.filter(({ at }, index, kept) => now - at <= span || index === kept.length - 1);
    const first = this.#seen[0];
    if (!first || now - first.at < 2000 || done === first.done) return null;
    const each = (now - first.at) / (done - first.done);
    return { perMinute: 60_000 / each, secondsLeft: ((all - done) * each) / 1000 };
  }
}
