// R1, C2: a list that grows past what is made whole keeps its place.
import { render, waitFor } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { expect, test, vi } from 'vitest';
import { begin } from '../../test/office-b.ts';
import { sent } from '../../test/WholeList.svelte';
import Table from './Table.svelte';

vi.mock('virtua/svelte', async () => ({ VList: (await import('../../test/WholeList.svelte')).default }));

test('c2_the_place_stays_when_row_201_comes', async () => {
  begin('uk');
  const rows = (count: number): { id: number }[] => Array.from({ length: count }, (_, at) => ({ id: at + 1 }));
  const cell = createRawSnippet<[{ id: number }, string]>((row) => ({ render: () => `<i>${row().id}</i>` }));
  const props = { name: 'test', label: 'Рядки', columns: [{ key: 'id', title: '№', width: 60 }], cell };
  const view = render(Table, { ...props, rows: rows(200) });
  const body = view.container.querySelector<HTMLElement>('.body');
  if (!body) throw new Error('no rows');
  // Rows of 34 in a box that is scrolled by 3450: the hundred-and-second is seen first, and 16 of it are out of sight.
  body.scrollTop = 3450;
  [...body.children].forEach((row, at) => { row.getBoundingClientRect = () => ({ top: at * 34 - 3450, bottom: at * 34 + 34 - 3450 }) as DOMRect; });
  await view.rerender({ ...props, rows: rows(300) });
  await waitFor(() => expect(sent).toEqual([[101, { align: 'start', offset: 16 }]]));
  await view.rerender({ ...props, rows: rows(400) });
  expect(sent).toHaveLength(1);
});
