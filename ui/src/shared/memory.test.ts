// R18, R27: what was sent does not come back as unsent: the office hears of a text and of its end in that order.
import { beforeEach, expect, test } from 'vitest';
import { answer, begin } from '../../test/office-b.ts';
import { memory } from './memory.svelte.ts';

beforeEach(() => begin('uk'));

test('r18_of_one_key_one_call_is_under_way_and_the_newest_value_follows_it', async () => {
  const held: (() => void)[] = [];
  const asked = answer({ 'memory.set': () => new Promise((resolve) => { held.push(() => resolve(null)); }) });
  const told = (): unknown[] => asked.filter(({ name }) => name === 'memory.set').map(({ args }) => args);
  memory.set('note.7', 'П');
  memory.set('note.7', 'Передзвонити');
  const first = memory.flush();
  memory.set('note.7', null);
  memory.set('width', 300);
  expect(told()).toEqual([{ key: 'note.7', value: 'П' }, { key: 'width', value: 300 }]);
  await expect.poll(() => held.length).toBe(2);
  for (const go of held.splice(0)) go();
  await expect.poll(told).toEqual([{ key: 'note.7', value: 'П' }, { key: 'width', value: 300 }, { key: 'note.7', value: null }]);
  await expect.poll(() => held.length).toBe(1);
  held.pop()?.();
  await first;
  memory.set('note.7', 'Нове');
  await expect.poll(told).toHaveLength(4);
  held.pop()?.();
});

test('e3_what_waits_behind_a_call_is_not_told_for_whoever_sits_down_next', async () => {
  const held: (() => void)[] = [];
  const asked = answer({ 'memory.set': () => new Promise((resolve) => { held.push(() => resolve(null)); }) });
  memory.set('note.8', 'П');
  memory.set('note.8', 'Пр');
  const kept = memory.flush();
  await memory.load();
  await expect.poll(() => held.length).toBe(1);
  held.pop()?.();
  await kept;
  expect(asked.filter(({ name }) => name === 'memory.set')).toHaveLength(1);
});
