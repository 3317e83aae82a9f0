// E5: what can be undone: the list, who may, what came of it, and Ctrl+Z for the last deed of this window.
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { beforeEach, describe, expect, test } from 'vitest';
import { answer, begin } from '../../test/office-b.ts';
import type { DeedRow, Undone } from '../ipc/types.ts';
import { setLanguage } from '../shared/i18n.svelte.ts';
import { session } from '../shared/session.svelte.ts';
import { toasts } from '../shared/toasts.svelte.ts';
import Deeds from './Deeds.svelte';
import { offerUndo, outcome, undoLast } from './undo.svelte.ts';
import { deedTitle } from './words.ts';

const at = Date.UTC(2026, 10, 20, 10);
const deed = (part: Partial<DeedRow> = {}): DeedRow => ({
  id: 1, kind: 'removal', noun: 'contact', summary: { count: 1 }, employee: { id: 1, name: 'Олена Коваль' }, at, until: at + 30 * 86_400_000,
  undone_at: null, undone_by: '', restored: null, total: null, may: true, ...part,
});
const whole: Undone = { deed_id: 9, total: 2, restored: 2, kept: [] };

beforeEach(() => {
  for (const toast of toasts.list) toasts.dismiss(toast.id);
});

describe('e5_the_list_of_deeds', () => {
  test('e5_each_says_what_by_whom_and_whether_it_can_be_undone', async () => {
    begin('uk');
    const asked = answer({
      'deeds.list': () => ({ rows: [
        deed({ id: 3, kind: 'import', noun: 'client', summary: { count: 412, file: 'clients.csv' } }),
        deed({ id: 2, kind: 'bulk', noun: 'request', summary: { count: 5, field: 'status' }, may: false }),
        deed({ undone_at: at + 1, undone_by: 'Олена Коваль', restored: 3, total: 5, may: false }),
      ], next: null }),
      'deeds.undo': () => whole,
    });
    render(Deeds);
    await screen.findByText('Імпортовано: 412 клієнтів');
    screen.getByText(/clients\.csv/u);
    screen.getByText('Змінено: 5 заявок (статус)');
    expect(screen.getByText('чужа дія').title).toBe('Повернути може той, хто це зробив, або адміністратор.');
    screen.getByText('повернуто частково: 3 з 5');
    expect(screen.getAllByRole('button', { name: 'Повернути' })).toHaveLength(1);
    await fireEvent.click(screen.getByRole('button', { name: 'Повернути' }));
    await waitFor(() => expect(asked.filter((one) => one.name === 'deeds.undo').map((one) => one.args)).toEqual([{ id: 3 }]));
    await waitFor(() => expect(toasts.list.at(-1)?.text).toBe('Повернуто, як було'));
    // Taken back in its turn.
    expect(toasts.list.at(-1)?.action?.label).toBe('Повторити');
    toasts.list.at(-1)?.action?.run();
    await waitFor(() => expect(asked.filter((one) => one.name === 'deeds.undo').at(-1)?.args).toEqual({ id: 9 }));
  });

  test('e5_an_empty_list_says_what_belongs_there', async () => {
    begin('uk');
    answer({ 'deeds.list': () => ({ rows: [], next: null }) });
    render(Deeds);
    await screen.findByText('Повертати нема чого');
  });

  test('e5_the_next_page_is_asked_for_by_where_the_last_one_ended', async () => {
    begin('uk');
    const first = Array.from({ length: 100 }, (_, index) => deed({ id: 300 - index }));
    const asked = answer({ 'deeds.list': ({ after }) => (after ? { rows: [deed({ id: 5, kind: 'merge', noun: 'client', summary: { count: 2 } })], next: null } : { rows: first, next: '7:201' }) });
    render(Deeds);
    await screen.findAllByText('Вилучено: 1 контакт');
    const grid = screen.getByRole('grid');
    await fireEvent.keyDown(grid, { key: 'End' });
    await screen.findByText('Об’єднано: 2 клієнти');
    expect(asked.filter((one) => one.name === 'deeds.list').at(-1)?.args).toMatchObject({ after: '7:201' });
  });
});

describe('e5_undo_in_the_window', () => {
  test('e5_control_z_undoes_the_last_deed_of_whoever_sits_here', async () => {
    begin('uk');
    const asked = answer({ 'deeds.undo': () => whole });
    const undone = (): unknown[] => asked.filter((one) => one.name === 'deeds.undo').map((one) => one.args);
    offerUndo('Перше', { deed_id: 11 });
    offerUndo('Друге', { deed_id: 12 });
    offerUndo('Нічого не змінилося', { deed_id: null });
    expect(toasts.list.at(-1)?.action).toBeNull();
    expect(undoLast()).toBe(true);
    await waitFor(() => expect(undone()).toEqual([{ id: 12 }]));
    // Somebody else sits down: what was done before is not theirs to take back.
    begin('uk', { employee: { id: 2, name: 'Тарас' } });
    expect(session.current.employee?.id).toBe(2);
    expect(undoLast()).toBe(false);
    begin('uk');
    expect(undoLast()).toBe(true);
    await waitFor(() => expect(undone()).toEqual([{ id: 12 }, { id: 11 }]));
    expect(undoLast()).toBe(false);
  });

  test('e5_control_z_again_goes_on_back_and_does_nothing_once_more', async () => {
    begin('uk');
    const asked = answer({ 'deeds.undo': () => whole });
    const undone = (): unknown[] => asked.filter((one) => one.name === 'deeds.undo').map((one) => (one.args as { id: number }).id);
    const back = (): boolean => toasts.act() || undoLast();
    offerUndo('Перше', { deed_id: 31 });
    offerUndo('Друге', { deed_id: 32 });
    expect(back()).toBe(true);
    await waitFor(() => expect(toasts.list.at(-1)?.action?.label).toBe('Повторити'));
    expect(back()).toBe(true);
    await waitFor(() => expect(undone()).toEqual([32, 31]));
    expect(back()).toBe(false);
    // What was done once more by a click is undone as what was done first.
    await waitFor(() => expect(toasts.list).toHaveLength(2));
    toasts.list.at(-1)?.action?.run();
    await waitFor(() => expect(undone()).toHaveLength(3));
    await waitFor(() => expect(back()).toBe(true));
  });

  test('e5_what_stays_is_told_with_the_reason', () => {
    begin('uk');
    const part: Undone = { deed_id: null, total: 5, restored: 3, kept: [{ noun: 'client', id: 1, reason: 'used' }, { noun: 'client', id: 2, reason: 'changed' }] };
    expect(outcome(whole)).toBe('Повернуто, як було');
    expect(outcome(part)).toBe('Повернуто 3 з 5. 1 відтоді змінено — лишилося як є. 1 лишилося: відтоді додалося нове, пов’язане з цим.');
    setLanguage('ru');
    expect(outcome(part)).toBe('Возвращено 3 из 5. 1 с тех пор изменено — осталось как есть. 1 осталось: с тех пор добавилось новое, связанное с этим.');
    setLanguage('en');
    expect(outcome(part)).toBe('3 of 5 restored. 1 was changed since and stays as it is. 1 stays: something new belongs to it.');
  });

  test('e5_an_error_is_told_and_nothing_is_offered', async () => {
    begin('uk');
    answer({ 'deeds.undo': () => { throw { code: 'already_undone', params: {}, detail: null }; } });
    offerUndo('Вилучено', { deed_id: 21 });
    toasts.list.at(-1)?.action?.run();
    await waitFor(() => expect(toasts.list.at(-1)?.text).toBe('Тут уже повернуто все, як було.'));
    expect(undoLast()).toBe(false);
  });

  test('e5_nouns_without_words_of_their_own_are_records', () => {
    begin('uk');
    expect(deedTitle({ kind: 'removal', noun: 'no_such_noun', summary: { count: 3 } })).toBe('Вилучено: 3 записи');
  });
});
