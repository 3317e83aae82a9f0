// Which columns a table shows and in which order: chosen by whoever works here and remembered under the table's name, or as
// many as there is room for.
import { memory } from './memory.svelte.ts';
import type { Column } from './Table.svelte';

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

/** The frame's padding and what lies between two columns, in pixels as the table draws them. */
const edges = 40;
const gap = 16;

/**
 * `columns` that have room in `width`: those named in `spare` are left out, in this order, until the rest fits and the
 * column that grows has `reserve` more than its least.
 */
export function fitting(columns: Column[], width: number, spare: readonly string[], reserve: number): Column[] {
  let left = columns;
  const least = (): number => left.reduce((sum, column) => sum + column.width + gap, edges - gap + reserve);
  for (const key of spare) {
    if (least() <= width) break;
    left = left.filter((column) => column.key !== key);
  }
  return left;
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
