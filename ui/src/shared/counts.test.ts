// R1, M11, N2: of two questions under way the newer answer stands, whichever comes last.
import { render, screen, waitFor } from '@testing-library/svelte';
import { beforeEach, expect, test } from 'vitest';
import { answer, begin } from '../../test/office-b.ts';
import { publish } from '../ipc/events.ts';
import Outbox from '../letters/Outbox.svelte';
import { notices } from '../notices/notices.svelte.ts';
import { desk } from '../shell/office.svelte.ts';

beforeEach(() => begin('uk'));

/** Answers with 1, 2, …: the first comes when it is let go, those after it at once. */
function slow<Told>(told: (asked: number) => Told): { ask: () => Promise<Told>; go: () => void } {
  let asked = 0;
  let go: () => void = () => undefined;
  const first = new Promise<void>((resolve) => { go = resolve; });
  return {
    ask: async () => {
      const mine = ++asked;
      if (mine === 1) await first;
      return told(mine);
    },
    go: () => go(),
  };
}

test.each([
  ['r1_the_sidebar', 'requests.counts', (open: number) => ({ open }), () => desk.refreshCounts(), () => desk.counts?.open],
  ['n2_the_notices', 'notices.count', (unread: number) => ({ unread, trouble: null }), () => notices.refresh(), () => notices.unread],
] as const)('%s', async (_, name, told, refresh, shown) => {
  const { ask, go } = slow<unknown>(told);
  answer({ [name]: ask as never });
  const all = [refresh(), refresh()];
  go();
  await Promise.all(all);
  expect(shown()).toBe(2);
});

test('m11_the_outbox', async () => {
  const { ask, go } = slow((asked) => [{ letter_id: 1, request_id: 3, number: '1', to: `стан ${asked}`, subject: '', notice: false, state: 'failed', attempts: 1, retry_at: null, error: null, at: 0 }]);
  answer({ 'outbox.list': ask as never, 'outbox.copies': () => [] });
  render(Outbox);
  publish('changed', [{ noun: 'outbox', id: 1, what: 'updated' }] as never);
  await new Promise((resolve) => { setTimeout(resolve, 200); });
  go();
  await waitFor(() => screen.getByText('стан 2'));
  await new Promise((resolve) => { setTimeout(resolve, 20); });
  screen.getByText('стан 2');
});
