// R1: a long list read again keeps its place, asks little, and its readings do not overtake each other.
import { expect, test } from 'vitest';
import { Pages } from '../contacts/pages.svelte.ts';
import { answer, begin } from '../../test/office-b.ts';
import { RequestList } from '../requests/list.svelte.ts';
import type { CountedPage, RequestRow } from '../ipc/types.ts';
import { Turns } from './again.ts';
import { Listing } from './listing.svelte.ts';

interface Row { id: number; name: string }

/** An office of so many rows, read by their place, that keeps what it was asked. */
function office(count: number): { rows: Row[]; asked: [string | null, number][]; ask: (after: string | null, limit: number) => Promise<CountedPage<Row>> } {
  const rows = Array.from({ length: count }, (_, at) => ({ id: at + 1, name: 'as it was' }));
  const asked: [string | null, number][] = [];
  const ask = (after: string | null, limit: number): Promise<CountedPage<Row>> => {
    asked.push([after, limit]);
    const from = after === null ? 0 : rows.findIndex((row) => row.id === Number(after)) + 1;
    const page = rows.slice(from, from + Math.min(limit, 500));
    const more = from + page.length < rows.length;
    return Promise.resolve().then(() => ({ rows: page.map((row) => ({ ...row })), next: more ? String(page.at(-1)?.id) : null, total: rows.length }));
  };
  return { rows, asked, ask };
}

async function deep(pages: { more: () => Promise<void>; rows: unknown[] }, rows: number): Promise<void> {
  while (pages.rows.length < rows) await pages.more();
}

test('r1_what_changed_elsewhere_reads_the_first_rows_in_one_question', async () => {
  const { rows, asked, ask } = office(2000);
  const pages = new Pages<Row>(ask);
  await pages.refresh(false);
  await deep(pages, 1200);
  asked.length = 0;
  if (rows[3]) rows[3].name = 'changed';
  await pages.refresh(true, [{ noun: 'contact', id: 4, what: 'updated' }]);
  expect(asked).toEqual([[null, 500]]);
  expect([pages.rows.length, pages.rows[3]?.name, pages.rows.at(-1)?.id]).toEqual([1200, 'changed', 1200]);
  await pages.more();
  expect(pages.rows.at(-1)?.id).toBe(1300);
});

test('r1_what_changed_far_below_is_read_as_well', async () => {
  const { rows, asked, ask } = office(2000);
  const pages = new Pages<Row>(ask);
  await pages.refresh(false);
  await deep(pages, 1200);
  asked.length = 0;
  rows.splice(899, 1);
  await pages.refresh(true, [{ noun: 'contact', id: 900, what: 'removed' }]);
  expect(asked.map(([, limit]) => limit)).toEqual([500, 500, 200]);
  expect(pages.rows.some((row) => row.id === 900)).toBe(false);
  expect(pages.rows.length).toBe(1200);
});

test('r1_a_list_that_ended_shows_what_comes_behind_its_end', async () => {
  const { rows, ask } = office(650);
  const pages = new Pages<Row>(ask);
  await pages.refresh(false);
  await deep(pages, 650);
  expect(pages.hasMore).toBe(false);
  rows.push({ id: 651, name: 'new' });
  await pages.refresh(true, [{ noun: 'contact', id: 651, what: 'created' }]);
  await pages.more();
  expect(pages.rows.at(-1)?.id).toBe(651);
});

test('r1_readings_wait_for_each_other', async () => {
  const turns = new Turns();
  const order: string[] = [];
  let free = (): void => undefined;
  const slow = turns.again(() => new Promise<void>((resolve) => { order.push('first'); free = resolve; }));
  const told: unknown[] = [];
  const later = (changes?: readonly unknown[]): Promise<void> => { order.push('again'); told.push(changes); return Promise.resolve(); };
  void turns.again(later, [{ noun: 'a', id: 1, what: 'x' }]);
  void turns.again(later, [{ noun: 'a', id: 2, what: 'x' }]);
  expect(order).toEqual(['first']);
  free();
  await slow;
  expect(order).toEqual(['first', 'again']);
  expect(told).toEqual([[{ noun: 'a', id: 1, what: 'x' }, { noun: 'a', id: 2, what: 'x' }]]);
});

test('r1_a_page_turned_twice_in_haste_is_one_page', async () => {
  const { ask } = office(100);
  const list = new Listing<Row>(ask);
  list.size = 25;
  await list.refresh(false);
  await Promise.all([list.turn(1), list.turn(1)]);
  expect([list.from, list.rows[0]?.id]).toEqual([26, 26]);
  await list.turn(1);
  expect([list.from, list.rows[0]?.id]).toEqual([51, 51]);
});

test('c2_of_a_last_page_that_has_become_empty_the_one_before_is_shown', async () => {
  const { rows, ask } = office(60);
  const list = new Listing<Row>(ask);
  list.size = 25;
  await list.refresh(false);
  await list.turn(1);
  await list.turn(1);
  expect(list.from).toBe(51);
  rows.splice(50);
  await list.refresh();
  expect([list.from, list.rows.length, list.hasBefore, list.hasNext]).toEqual([26, 25, true, false]);
  rows.splice(0);
  await list.refresh();
  expect([list.from, list.rows.length, list.hasBefore]).toEqual([1, 0, false]);
});

test('r1_ticks_and_place_beyond_500_requests_stay', async () => {
  const { ask } = office(1500);
  begin('uk');
  answer({ 'requests.list': (async ({ after, limit }: { after?: string | null; limit: number }) => ask(after ?? null, limit)) as never });
  const list = new RequestList();
  await list.ask('open', '', false);
  await deep(list, 700);
  list.tick(650);
  await list.refresh([{ noun: 'request', id: 2, what: 'updated' }]);
  expect(list.ticked).toEqual([650]);
  expect((list.rows as RequestRow[]).some((row) => row.id === 700)).toBe(true);
});
