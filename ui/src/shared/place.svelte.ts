// Where one stands in a list stays when it has grown so long that only the rows in sight are made from then on.
import { tick, untrack } from 'svelte';
import type { VListHandle } from 'virtua/svelte';

/** The first row that is seen of a box of rows, and how much of it is scrolled out. */
function standing(box: HTMLElement | undefined): { index: number; past: number } | null {
  if (!box || box.scrollTop === 0) return null;
  const top = box.getBoundingClientRect().top;
  const rows = [...box.children].map((row) => row.getBoundingClientRect());
  const index = rows.findIndex((row) => row.bottom > top);
  return index < 0 ? null : { index, past: top - (rows[index]?.top ?? top) };
}

/** To be called while the list is made: `box` holds all rows, `list` those in sight once it is `virtual`. */
export function carryPlace(virtual: () => boolean, box: () => HTMLElement | undefined, list: () => VListHandle | undefined): void {
  let place: ReturnType<typeof standing> = null;
  $effect.pre(() => {
    place = virtual() ? untrack(() => standing(box())) : null;
  });
  $effect(() => {
    if (!virtual() || place === null) return;
    const { index, past } = place;
    void tick().then(() => list()?.scrollToIndex(index, { align: 'start', offset: past }));
  });
}
