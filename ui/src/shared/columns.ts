// Which columns a table shows and in which order: chosen by whoever works here and remembered under the table's name.
import { memory } from './memory.svelte.ts';

const key = (name: string): string => `columns-${name}`;

/** The keys to show, in their order: as chosen, otherwise as usual. What is no longer there is left out. */
export function chosenColumns(name: string, all: readonly string[], usual: readonly string[]): string[] {
  const kept = memory.get<string[]>(key(name), []).filter((column) => all.includes(column));
  return kept.length > 0 ? kept : usual.filter((column) => all.includes(column));
}

/** Chooses columns; none means as usual. */
export function chooseColumns(name: string, columns: readonly string[]): void {
  memory.set(key(name), [...columns]);
}

/** Were columns chosen by hand? */
export function hasChosen(name: string): boolean {
  return memory.get<string[]>(key(name), []).length > 0;
}

/** `columns` with one of them moved by so many places, not past the ends. */
export function moved(columns: readonly string[], column: string, by: number): string[] {
  const at = columns.indexOf(column);
  const to = Math.max(0, Math.min(columns.length - 1, at + by));
  const rest = columns.filter((other) => other !== column);
  return at < 0 ? [...columns] : [...rest.slice(0, to), column, ...rest.slice(to)];
}

/** `columns` with one of them put where another stands. */
export function movedTo(columns: readonly string[], column: string, target: string): string[] {
  return moved(columns, column, columns.indexOf(target) - columns.indexOf(column));
}
