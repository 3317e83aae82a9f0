// R1, R15: the list stays where one scrolled to; a deadline is set, kept and taken away.
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { answer, begin, type Asked } from '../../test/office-b.ts';
import type { Request, RequestRow } from '../ipc/types.ts';
import { memory } from '../shared/memory.svelte.ts';
import { RequestList } from './list.svelte.ts';
import NewRequest from './NewRequest.svelte';
import RequestDialog from './RequestDialog.svelte';
import RequestPane from './RequestPane.svelte';

const row = (id: number): RequestRow => ({
  id, number: `2026-${id}`, subject: `Шильда ${id}`, client_id: null, who: `Клієнт ${id}`, snippet: '', status: { code: 'new', kind: 'open' }, assignee: null, unread: false, urgent: false, deadline: null,
  overdue_days: null, no_reply_days: null, created_at: 0, last_at: 0, source: 'mail', has_files: false, letters: 1, trouble: null,
} as unknown as RequestRow);

beforeEach(() => begin('uk'));
afterEach(() => vi.restoreAllMocks());

describe('r1_the_list', () => {
  test('r1_one_scrolls_away_from_the_chosen_row_and_is_not_brought_back', async () => {
    answer({ 'requests.list': ({ after }) => ({ rows: after ? [row(3)] : [row(1), row(2)], next: after ? null : 'b', total: 3 }) as never, 'memory.all': () => ({}) });
    await memory.load();
    const brought = vi.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(() => undefined);
    const list = new RequestList();
    const view = render(RequestPane, { list, view: 'open', client: null, chosen: 2, search: '', scope: 'all' });
    await list.ask('open', '', false);
    await tick();
    expect(brought).toHaveBeenCalledTimes(1);
    await list.more();
    await tick();
    await list.refresh();
    await tick();
    expect([list.rows.length, brought.mock.calls.length]).toEqual([3, 1]);
    await view.rerender({ chosen: 1 });
    expect(brought).toHaveBeenCalledTimes(2);
  });
});

const deadline = Date.parse('2026-11-24T12:30:00Z');
const request = { ...row(5), deadline, items: [], client: null, draft: null } as unknown as Request;
const updates = (asked: Asked[]): unknown[] => asked.filter(({ name }) => name === 'requests.update').map(({ args }) => args);

describe('r15_a_deadline', () => {
  async function change(day: string | null): Promise<unknown[]> {
    const asked = answer({});
    render(RequestDialog, { request, onclose: () => undefined });
    const field = screen.getByLabelText<HTMLInputElement>('Строк');
    expect(field.value).toBe('24.11.2026');
    if (day !== null) await fireEvent.input(field, { target: { value: day } });
    await fireEvent.input(screen.getByLabelText('Тема'), { target: { value: 'Інша назва' } });
    await fireEvent.click(screen.getByRole('button', { name: 'Зберегти' }));
    await waitFor(() => expect(updates(asked)).toHaveLength(1));
    return updates(asked);
  }

  test('r15_is_taken_away', async () => {
    expect(await change('')).toEqual([{ id: 5, subject: 'Інша назва', deadline: 0 }]);
  });

  test('r15_keeps_its_time_when_only_the_subject_changes', async () => {
    expect(await change(null)).toEqual([{ id: 5, subject: 'Інша назва', deadline: null }]);
  });

  test('r15_moves_to_the_end_of_another_day', async () => {
    expect(await change('25.11')).toEqual([{ id: 5, subject: 'Інша назва', deadline: Date.parse('2026-11-25T21:59:00Z') }]);
  });

  test('r15_that_cannot_be_read_is_not_dropped_in_silence', async () => {
    const asked = answer({});
    render(RequestDialog, { request, onclose: () => undefined });
    const field = screen.getByLabelText('Строк');
    await fireEvent.input(field, { target: { value: '31.02' } });
    await fireEvent.keyDown(field, { key: 'Enter' });
    await fireEvent.click(screen.getByRole('button', { name: 'Зберегти' }));
    screen.getByText('Такої дати немає.');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(updates(asked)).toEqual([]);
  });

  test('r5_r15_a_new_request_with_an_unreadable_deadline_is_not_made', async () => {
    const asked = answer({});
    render(NewRequest, { onclose: () => undefined });
    await fireEvent.input(screen.getByLabelText(/^Тема/u), { target: { value: 'Шильда' } });
    const field = screen.getByLabelText('Строк');
    await fireEvent.input(field, { target: { value: 'пʼятниця' } });
    await fireEvent.blur(field);
    await fireEvent.click(screen.getByRole('button', { name: 'Створити' }));
    screen.getByText('Такої дати немає.');
    expect(asked.some(({ name }) => name === 'requests.create')).toBe(false);
    // Another word of it, and it goes.
    await fireEvent.input(field, { target: { value: '27.11' } });
    await fireEvent.click(screen.getByRole('button', { name: 'Створити' }));
    await waitFor(() => expect(asked.find(({ name }) => name === 'requests.create')?.args).toMatchObject({ deadline: Date.parse('2026-11-27T21:59:00Z') }));
  });
});

test('r16_what_a_colleague_changed_meanwhile_is_not_put_back', async () => {
  const asked = answer({ 'requests.assign': () => ({ deed_id: 1 }), 'requests.update': () => null as never });
  const onclose = vi.fn();
  const view = render(RequestDialog, { request, onclose });
  await view.rerender({ request: { ...request, subject: 'Назва колеги', assignee: { id: 2, name: 'Тарас Бондар' } } });
  await fireEvent.input(screen.getByLabelText('Строк'), { target: { value: '25.11' } });
  await fireEvent.click(screen.getByRole('button', { name: 'Зберегти' }));
  await waitFor(() => expect(onclose).toHaveBeenCalled());
  expect([updates(asked), asked.some(({ name }) => name === 'requests.assign')]).toEqual([[{ id: 5, subject: null, deadline: Date.parse('2026-11-25T21:59:00Z') }], false]);
});
