// C2: the list with its columns, filters, views, bulk actions and pages; C6: the analysis of activity.
import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { answer, begin, clientRow, olena, type Asked } from '../../test/office-b.ts';
import '../../test/later.ts';
import { undoLast } from '../deeds/undo.svelte.ts';
import { publish } from '../ipc/events.ts';
import type { BulkDone, ClientRow, SavedView } from '../ipc/types.ts';
import { memory } from '../shared/memory.svelte.ts';
import { nav } from '../shared/nav.svelte.ts';
import { toasts } from '../shared/toasts.svelte.ts';
import Clients from './Clients.svelte';
import { fieldSaid } from './filters.ts';

const rows: ClientRow[] = [
  clientRow({ id: 7, name: 'Ґудзь Олег', tags: ['опт'], city: 'Київ' }), clientRow({ id: 8, name: 'ТОВ «Світлана»', city: 'Львів', do_not_write: true }), clientRow({ id: 9, name: 'Яна' }),
];
const last = (asked: Asked[], name: string): Record<string, unknown> => asked.filter((one) => one.name === name).at(-1)?.args as unknown as Record<string, unknown>;
const done = (part: Partial<BulkDone> = {}): BulkDone => ({ total: 2, changed: 2, left_out: 0, reasons: [], cancelled: false, deed_id: 5, ...part });
const view: SavedView = { id: 3, noun: 'client', name: 'Оптові', shared: true, filter: { tags: ['опт'] }, columns: ['name', 'tags', 'city'], sort: { by: 'last', down: true }, employee: olena, editable: true };
const listed = { 'clients.list': () => ({ rows, next: null, total: 40 }) };

async function shown(): Promise<void> {
  await screen.findByRole('gridcell', { name: 'Ґудзь Олег' });
}

const heads = (): string[] => screen.getAllByRole('columnheader').map((head) => head.textContent.trim()).filter(Boolean);
const tick = async (at: number): Promise<void> => void (await fireEvent.click(screen.getAllByRole('checkbox', { name: 'Позначити рядок' })[at] as HTMLElement));

beforeEach(async () => {
  begin('uk');
  answer({});
  await memory.load();
  nav.go({ screen: 'clients' });
  for (const toast of toasts.list) toasts.dismiss(toast.id);
});

describe('c2_list', () => {
  test('c2_a_header_sorts_and_a_second_press_turns_it_round', async () => {
    const asked = answer(listed);
    render(Clients);
    await shown();
    expect(last(asked, 'clients.list')).toMatchObject({ sort: { by: 'name', down: false }, after: null });
    await fireEvent.click(screen.getByRole('button', { name: /^Місто$/u }));
    await waitFor(() => expect(last(asked, 'clients.list')).toMatchObject({ sort: { by: 'city', down: false } }));
    await fireEvent.click(screen.getByRole('button', { name: 'Місто' }));
    await waitFor(() => expect(last(asked, 'clients.list')).toMatchObject({ sort: { by: 'city', down: true } }));
    expect(screen.getByRole('columnheader', { name: /Місто/u }).getAttribute('aria-sort')).toBe('descending');
  });

  test('d3_days_of_an_own_field_are_read_in_a_filter_as_everywhere', () => {
    const field = { id: 4, name: 'Договір до', kind: 'date' as const, choices: [], active: true };
    expect(fieldSaid(field, { field_id: 4, from: '2026-11-03', to: '2027-02-28' })).toBe('3 лист. – 28 лют. 2027');
    expect(fieldSaid(field, { field_id: 4, to: '2026-11-22' })).toBe('… – завтра');
  });

  test('c2_control_a_ticks_all_and_where_one_writes_chooses_the_text', async () => {
    answer(listed);
    render(Clients);
    await shown();
    const search = screen.getByRole('searchbox');
    const key = { code: 'KeyA', key: 'ф', ctrlKey: true };
    expect(await fireEvent.keyDown(search, key)).toBe(true);
    expect(screen.queryByText(/Позначено/u)).toBeNull();
    expect(await fireEvent.keyDown(document.body, key)).toBe(false);
    await screen.findByText(/Позначено/u);
  });

  test('c2_columns_are_chosen_moved_and_widened_by_keyboard_and_remembered', async () => {
    answer({ ...listed, 'client_fields.list': () => [{ id: 4, name: 'Відстань', kind: 'number', choices: [], active: true }] });
    render(Clients);
    await shown();
    await fireEvent.click(screen.getByRole('button', { name: 'Стовпці' }));
    await fireEvent.click(await screen.findByRole('checkbox', { name: 'Відстань' }));
    await waitFor(() => expect(heads()).toContain('Відстань'));
    await fireEvent.click(screen.getByRole('checkbox', { name: 'Телефон' }));
    await waitFor(() => expect(heads()).not.toContain('Телефон'));
    const before = heads();
    await fireEvent.keyDown(screen.getByRole('button', { name: /^Місто$/u }), { key: 'ArrowLeft', shiftKey: true, altKey: true });
    await waitFor(() => expect(heads().indexOf('Місто')).toBe(before.indexOf('Місто') - 1));
    await fireEvent.keyDown(screen.getByRole('button', { name: /^Місто$/u }), { key: 'ArrowRight', shiftKey: true });
    expect(memory.get<Record<string, number>>('table-clients', {})['city']).toBe(108);
    expect(memory.get<string[]>('columns-clients', [])).toContain('field-4');
  });

  test('c2_filters_are_sentences_ask_and_are_remembered', async () => {
    const asked = answer({ ...listed, 'tags.list': () => [{ name: 'опт', clients: 12 }, { name: 'VIP', clients: 3 }] });
    render(Clients);
    await shown();
    await fireEvent.click(screen.getByRole('button', { name: /^Мітки:/u }));
    await fireEvent.click(await screen.findByRole('checkbox', { name: 'опт' }));
    await waitFor(() => expect(last(asked, 'clients.list')).toMatchObject({ tags: ['опт'] }));
    screen.getByRole('button', { name: /^Мітки: опт/u });
    await fireEvent.click(screen.getByRole('button', { name: '+ Фільтр' }));
    await fireEvent.click(await screen.findByRole('menuitem', { name: 'Мовчить' }));
    await fireEvent.click(await screen.findByRole('button', { name: /^Мовчить:/u }));
    await fireEvent.click(await screen.findByRole('option', { name: '30 днів і довше' }));
    await waitFor(() => expect(last(asked, 'clients.list')).toMatchObject({ tags: ['опт'], silent_days: 30 }));
    expect(memory.get('clients.filter', {})).toEqual({ silent_days: 30, tags: ['опт'] });
    await fireEvent.click(screen.getByRole('button', { name: 'Скинути фільтри' }));
    await waitFor(() => expect(last(asked, 'clients.list')).not.toHaveProperty('tags'));
  });

  test('c2_a_view_is_taken_changed_saved_and_counted', async () => {
    let count = 12;
    const asked = answer({ ...listed, 'views.list': () => [view], 'views.counts': () => [{ id: 3, count }], 'views.update': ({ fields }) => ({ ...view, ...fields }), 'views.create': (fields) => ({ ...view, ...fields, id: 4 }) });
    render(Clients);
    await shown();
    const named = await screen.findByRole('button', { name: /Оптові/u });
    await waitFor(() => expect(named.textContent).toContain('12'));
    await fireEvent.click(named);
    await waitFor(() => expect(last(asked, 'clients.list')).toMatchObject({ tags: ['опт'], sort: { by: 'last', down: true } }));
    expect(heads().map((head) => head.replace(/ [↑↓]$/u, ''))).toEqual(['Ім’я', 'Мітки', 'Місто']);
    await fireEvent.click(screen.getByRole('button', { name: /^Ім’я$/u }));
    await fireEvent.click(await screen.findByRole('button', { name: 'Зберегти зміни' }));
    await waitFor(() => expect(last(asked, 'views.update')).toMatchObject({ id: 3, fields: { name: 'Оптові', shared: true, sort: { by: 'name', down: false } } }));
    count = 15;
    publish('changed', [{ noun: 'client', id: 7, what: 'updated' }]);
    await waitFor(() => expect(named.textContent).toContain('15'), { timeout: 4000 });
    await fireEvent.click(screen.getByRole('button', { name: /^Менеджер:/u }));
    await fireEvent.click(await screen.findByRole('option', { name: 'я' }));
    await fireEvent.click(await screen.findByRole('button', { name: 'Зберегти вигляд…' }));
    const dialog = screen.getByRole('dialog', { name: 'Новий вигляд' });
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Зберегти' }));
    within(dialog).getByText('Назвіть вигляд.');
    await fireEvent.input(within(dialog).getByLabelText(/Назва/u), { target: { value: 'Мої оптові' } });
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Зберегти' }));
    await waitFor(() => expect(last(asked, 'views.create')).toMatchObject({ noun: 'client', name: 'Мої оптові', shared: false, filter: { manager: 'me', tags: ['опт'] } }));
  });

  test('c2_the_ticked_are_changed_at_once_and_undone_as_a_whole', async () => {
    const asked = answer({ ...listed, 'clients.bulk': () => done(), 'deeds.undo': () => ({ deed_id: null, total: 2, restored: 1, kept: [{ noun: 'client', id: 7, reason: 'changed' }] }) });
    render(Clients);
    await shown();
    await tick(0);
    await tick(2);
    const bar = screen.getByRole('toolbar', { name: 'Дії з позначеними' });
    within(bar).getByText('Позначено 2 клієнтів');
    await fireEvent.click(within(bar).getByRole('button', { name: /^Менеджер/u }));
    await fireEvent.click(await screen.findByRole('menuitem', { name: 'Тарас Бондар' }));
    await waitFor(() => expect(last(asked, 'clients.bulk')).toMatchObject({ target: { ids: [7, 9] }, act: { act: 'manager', manager_id: 2 } }));
    await waitFor(() => expect(toasts.list.at(-1)?.text).toBe('Змінено 2 клієнтів'));
    // When the message is gone Ctrl+Z still means this, and says what came of it.
    for (const toast of toasts.list) toasts.dismiss(toast.id);
    expect(undoLast()).toBe(true);
    await waitFor(() => expect(last(asked, 'deeds.undo')).toEqual({ id: 5 }));
    await waitFor(() => expect(toasts.list.at(-1)?.text).toBe('Повернуто 1 з 2. 1 відтоді змінено — лишилося як є.'));
  });

  test('c2_all_that_match_but_one_get_a_tag', async () => {
    const asked = answer({ ...listed, 'clients.bulk': () => done({ changed: 39 }) });
    render(Clients);
    await shown();
    await tick(0);
    await fireEvent.click(screen.getByRole('button', { name: 'Вибрати всіх, хто відповідає: 40' }));
    await tick(1);
    screen.getByText('Позначено 39 клієнтів');
    await fireEvent.click(screen.getByRole('button', { name: /^Мітка/u }));
    await fireEvent.click(await screen.findByRole('menuitem', { name: 'Додати…' }));
    await fireEvent.input(screen.getByRole('combobox', { name: /Назва/u }), { target: { value: 'VIP' } });
    await fireEvent.click(screen.getByRole('button', { name: 'Додати мітку' }));
    await waitFor(() => expect(last(asked, 'clients.bulk')).toMatchObject({ target: { filter: {}, except: [8] }, act: { act: 'add_tag', name: 'VIP' } }));
  });

  test('c2_whoever_stays_is_named_with_the_reason', async () => {
    answer({ ...listed, 'clients.bulk': () => done({ changed: 1, left_out: 1, reasons: [{ id: 8, name: 'ТОВ «Світлана»', requests: 2, contacts: 1, reminders: 0, files: 2, messages: 5 }] }) });
    render(Clients);
    await shown();
    await tick(0);
    await fireEvent.click(screen.getByRole('button', { name: /^Ще/u }));
    await fireEvent.click(await screen.findByRole('menuitem', { name: 'Вилучити' }));
    const dialog = await screen.findByRole('dialog', { name: 'Дехто лишився' });
    within(dialog).getByText('2 заявки, 1 контакт, 2 файли, 5 повідомлень');
  });

  test('c2_long_work_shows_its_progress_and_is_called_off', async () => {
    let finish: (value: BulkDone) => void = () => undefined;
    const waiting = new Promise<BulkDone>((resolve) => (finish = resolve));
    const asked = answer({ ...listed, 'clients.bulk': () => waiting as never });
    render(Clients);
    await shown();
    await tick(0);
    await fireEvent.click(screen.getByRole('button', { name: /^Ще/u }));
    await fireEvent.click(await screen.findByRole('menuitem', { name: 'Не писати їм' }));
    const dialog = await screen.findByRole('dialog', { name: 'Змінюємо клієнтів' });
    publish('progress', { work: String(last(asked, 'clients.bulk')['work']), done: 500, total: 1200 });
    await within(dialog).findByText('500 з 1 200');
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Скасувати' }));
    await waitFor(() => expect(last(asked, 'works.cancel')).toEqual({ work: last(asked, 'clients.bulk')['work'] }));
    finish(done({ changed: 500, cancelled: true }));
    await waitFor(() => expect(toasts.list.at(-1)?.text).toBe('Зупинено. Змінено 500 клієнтів'));
  });

  test('c2_pages_of_ten_forward_and_back', async () => {
    const asked = answer({ 'clients.list': ({ after, limit }) => ({ rows: rows.slice(0, 2).map((row) => ({ ...row, id: row.id + (after ? 100 : 0) })), next: after ? null : `next ${limit}`, total: 4 }) });
    render(Clients);
    await shown();
    await fireEvent.click(screen.getByRole('button', { name: /^Рядків:/u }));
    await fireEvent.click(await screen.findByRole('option', { name: '10' }));
    await waitFor(() => expect(last(asked, 'clients.list')).toMatchObject({ limit: 10, after: null }));
    await fireEvent.click(await screen.findByRole('button', { name: 'Наступна сторінка' }));
    await waitFor(() => expect(last(asked, 'clients.list')).toMatchObject({ limit: 10, after: 'next 10' }));
    await screen.findByText('11–12 з 4');
    await fireEvent.click(screen.getByRole('button', { name: 'Попередня сторінка' }));
    await screen.findByText('1–2 з 4');
    expect(memory.get('clients.size', 0)).toBe(10);
  });

  test('c2_what_is_shown_is_exported_and_printed_whole', async () => {
    const print = vi.spyOn(window, 'print').mockImplementation(() => undefined);
    const asked = answer({ ...listed, 'clients.export': ({ path }) => ({ count: 40, path }) });
    render(Clients);
    await shown();
    await fireEvent.click(screen.getByRole('button', { name: 'Дії з таблицею' }));
    await fireEvent.click(await screen.findByRole('menuitem', { name: 'Зберегти як XLSX…' }));
    await waitFor(() => expect(last(asked, 'clients.export')).toMatchObject({ target: { filter: {} }, sort: { by: 'name', down: false }, path: '/home/office/клієнти.xlsx' }));
    expect(last(asked, 'clients.export')['columns']).toContain('name');
    await fireEvent.click(screen.getByRole('button', { name: 'Дії з таблицею' }));
    await fireEvent.click(await screen.findByRole('menuitem', { name: /^Друкувати/u }));
    await waitFor(() => expect(print).toHaveBeenCalled());
    expect([...document.querySelectorAll('.paper tbody tr')].map((row) => row.querySelector('td')?.textContent)).toEqual(['Ґудзь Олег', 'ТОВ «Світлана»', 'Яна']);
    window.dispatchEvent(new Event('afterprint'));
    await waitFor(() => expect(document.querySelector('.paper')).toBeNull());
  });

  test('c2_whoever_may_not_edit_is_offered_nothing_that_changes', async () => {
    begin('uk', { rights: ['work', 'see_clients'] });
    answer(listed);
    render(Clients);
    await shown();
    expect(screen.queryByRole('button', { name: '+ Клієнт' })).toBeNull();
    await tick(0);
    const bar = screen.getByRole('toolbar', { name: 'Дії з позначеними' });
    expect(within(bar).queryByRole('button', { name: /^Менеджер/u })).toBeNull();
    await fireEvent.click(within(bar).getByRole('button', { name: /^Ще/u }));
    expect((await screen.findAllByRole('menuitem')).map((item) => item.textContent.trim())).toEqual(['Зберегти як CSV…', 'Зберегти як XLSX…']);
  });
});

describe('c6_activity', () => {
  const one = { id: 7, name: 'Ґудзь Олег', phone: '050', city: '', manager: null, last_at: Date.parse('2026-10-01T10:00:00Z'), silent_days: 51, contacts: 3, letters: 0, requests: 1 };
  const activity = { 'clients.activity': () => ({ rows: [one], next: null, total: 1 }), 'clients.activity_chart': () => [{ ago: 'today' as const, clients: 0 }, { ago: 'quarter' as const, clients: 1 }] };

  test('c6_a_bar_chooses_the_rows_and_a_header_sorts_them', async () => {
    const asked = answer(activity);
    nav.go({ screen: 'clients', tab: 'activity' });
    render(Clients);
    await screen.findByRole('gridcell', { name: 'Ґудзь Олег' });
    screen.getByRole('gridcell', { name: '51' });
    await fireEvent.click(await screen.findByRole('button', { name: '31–90 днів тому: 1' }));
    await waitFor(() => expect(last(asked, 'clients.activity')).toMatchObject({ ago: 'quarter', by: 'last', down: false }));
    await fireEvent.click(screen.getByRole('button', { name: /^Контакти$/u }));
    await waitFor(() => expect(last(asked, 'clients.activity')).toMatchObject({ ago: 'quarter', by: 'contacts', down: true }));
    await fireEvent.click(screen.getByRole('button', { name: 'Показати таблицею' }));
    screen.getByRole('table');
  });

  test('c6_a_contact_begins_from_a_row_with_its_client', async () => {
    answer(activity);
    nav.go({ screen: 'clients', tab: 'activity' });
    render(Clients);
    await screen.findByRole('gridcell', { name: 'Ґудзь Олег' });
    await fireEvent.keyDown(document.body, { code: 'KeyC', key: 'с' });
    const dialog = await screen.findByRole('dialog', { name: 'Новий контакт' });
    expect(within(dialog).getByRole<HTMLInputElement>('combobox').value).toBe('Ґудзь Олег');
  });
});
