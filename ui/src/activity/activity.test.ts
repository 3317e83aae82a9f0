// E4, E6 in the window: the log reads as sentences and folds open; erasing waits for the name and ends with the report.
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { describe, expect, test, vi } from 'vitest';
import { answer, begin } from '../../test/office-b.ts';
import PersonalDialog from '../clients/PersonalDialog.svelte';
import type { LogRow } from '../ipc/types.ts';
import { nav } from '../shared/nav.svelte.ts';
import Activity from './Activity.svelte';

const at = Date.UTC(2026, 10, 20, 10);
const row = (part: Partial<LogRow> = {}): LogRow => ({
  id: 1, at, employee: { id: 1, name: 'Олена Коваль' }, noun: 'client', noun_id: 7, name: { kind: 'text', text: 'Ірина Дуб' },
  place: { noun: 'client', id: 7 }, what: 'updated', count: 1, summary: {},
  fields: [{ field: 'manager_id', name: '', before: null, after: { kind: 'text', text: 'Оксана' } }, { field: 'do_not_write', name: '', before: { kind: 'flag', on: false }, after: { kind: 'flag', on: true } }],
  ...part,
});

describe('e4_the_activity_log', () => {
  test('e4_a_row_says_who_what_and_the_old_and_the_new_value_and_a_fold_opens', async () => {
    begin('uk');
    nav.go({ screen: 'settings', tab: 'activity' });
    const asked = answer({
      'activity.list': () => ({ rows: [row(), row({ id: 2, name: null, place: null, count: 300, fields: [] })], next: null, nouns: ['client', 'request'] }),
      'employees.list': () => [{ id: 1, name: 'Олена Коваль' }],
    });
    render(Activity);
    await screen.findByText('Ірина Дуб');
    screen.getByText(/менеджер: порожньо → Оксана; не писати: ні → так/u);
    screen.getByText('300 разів');
    expect(asked.find((one) => one.name === 'activity.list')?.args).toMatchObject({ filter: { by: 'people', noun: null }, whole: false });
    await fireEvent.dblClick(screen.getByText('300 разів'));
    await waitFor(() => expect(asked.filter((one) => one.name === 'activity.list').at(-1)?.args).toMatchObject({ filter: { noun: 'client', what: 'updated', at }, whole: true }));
  });

  test('e4_the_history_of_one_thing_is_the_log_narrowed_to_it', async () => {
    begin('uk');
    nav.go({ screen: 'settings', tab: 'activity', state: { noun: 'client', id: 7, name: 'Ірина Дуб' } });
    const asked = answer({ 'activity.list': () => ({ rows: [], next: null, nouns: [] }), 'employees.list': () => [] });
    render(Activity);
    await screen.findByText('Історія: Клієнт Ірина Дуб');
    expect(asked.find((one) => one.name === 'activity.list')?.args).toMatchObject({ filter: { noun: 'client', noun_id: 7 } });
    await fireEvent.click(screen.getByRole('button', { name: 'Увесь журнал' }));
    await screen.findByRole('button', { name: /Хто: співробітники/u });
  });
});

describe('e6_personal_data', () => {
  const counts = { contacts: 2, reminders: 0, requests: 1, letters: 3, notes: 0, drafts: 0, files: 0, messages: 0, stopped: 0, changes: 0, undo: 0 };

  test('e6_erasing_waits_for_the_name_says_that_it_is_final_and_reports', async () => {
    begin('uk');
    const asked = answer({
      'clients.personal': () => counts,
      'clients.erase': () => ({ removed: { ...counts, changes: 9 }, kept_requests: ['1042'], kept_letters: 0, kept_addresses: ['ira@dub.example'], on_server: 3, mentions: 0, still_open: [], scrubbed: 'file' }),
    });
    const onerased = vi.fn();
    render(PersonalDialog, { id: 7, name: 'Ірина Дуб', onclose: () => undefined, onerased });
    screen.getByText(/Повернути їх не можна/u);
    const button = await screen.findByRole('button', { name: 'Стерти клієнта' });
    expect((button as HTMLButtonElement).disabled).toBe(true);
    await fireEvent.input(screen.getByRole('textbox'), { target: { value: 'ірина дуб' } });
    await waitFor(() => expect((button as HTMLButtonElement).disabled).toBe(false));
    await fireEvent.click(button);
    await screen.findByText('Номери заявок без людини: 1042');
    screen.getByText(/ira@dub\.example/u);
    screen.getByText(/На поштовому сервері листів: 3/u);
    expect(asked.find((one) => one.name === 'clients.erase')?.args).toEqual({ id: 7, name: 'ірина дуб', letters: true });
    await fireEvent.click(screen.getByRole('button', { name: 'Закрити' }));
    expect(onerased).toHaveBeenCalled();
  });
});
