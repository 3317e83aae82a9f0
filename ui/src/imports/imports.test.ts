// C4 in the window: a file step by step, stopped, undone, its bad rows saved; and the directory as a file.
import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, test } from 'vitest';
import { answer, begin, type Asked } from '../../test/office-b.ts';
import '../../test/later.ts';
import type { ImportFile, ImportProgress, ImportRow } from '../ipc/types.ts';
import Clients from '../clients/Clients.svelte';
import { undoLast } from '../deeds/undo.svelte.ts';
import { memory } from '../shared/memory.svelte.ts';
import { session } from '../shared/session.svelte.ts';
import { nav } from '../shared/nav.svelte.ts';
import { toasts } from '../shared/toasts.svelte.ts';
import ExportDialog from './ExportDialog.svelte';
import { imports } from './import.svelte.ts';
import ImportPage from './ImportPage.svelte';
import { countsText, doubled } from './words.ts';

const file: ImportFile = {
  id: 4, name: 'clients.csv', kind: 'csv', size: 2048, encoding: 'windows-1251', delimiter: 'semicolon', sheets: [], sheet: 0, header: 1, before: null,
  columns: [
    { title: 'ПІБ', samples: ['Олена Коваль', 'Тарас Бондар', 'Яна'], target: 'name' }, { title: 'Тел.', samples: ['067 220-11-45'], target: 'phone' },
    { title: 'Код', samples: ['17'], target: 'ignored' },
  ],
};
const counts = { total: 6, added: 2, completed: 1, same: 1, repeated: 1, bad: 1 };
const none = { client_id: null, client_name: '', found_by: null, line_of: null, filled: [], error: null };
const fields = (name: string): ImportRow['fields'] => ({
  kind: 'person', name, phones: [], emails: [], city: 'Львів', address: '', interests: '', tags: [], discount: 0, terms: '', notes: '', manager_id: null, language: '', birthday: '',
  do_not_write: false, consents: { email: null, sms: null }, own: [],
});
const wrong = { code: 'bad_discount', params: { value: 'багато' }, detail: null };
const rows: ImportRow[] = [
  { ...none, line: 2, outcome: 'new', fields: fields('Новенька'), phones: ['050 111-22-33'] },
  { ...none, line: 3, outcome: 'complete', fields: fields('О. Коваль'), phones: ['067 220-11-45'], client_id: 7, client_name: 'Олена Коваль', found_by: 'phone', filled: ['city', 'emails'] },
  { ...none, line: 4, outcome: 'repeated', fields: fields('Новенька'), phones: [], line_of: 2 },
  { ...none, line: 5, outcome: 'bad', fields: null, phones: [], error: wrong },
];
const progress = (part: Partial<ImportProgress> = {}): ImportProgress => ({
  stage: 'check', done: 1, ended: true, stopped: false, counts, rows, bad: [{ line: 5, text: 'Степан · багато', error: wrong }], deed_id: null, ...part,
});
const ran = (part: Partial<ImportProgress> = {}): ImportProgress => progress({ stage: 'run', rows: [], deed_id: 12, ...part });
const of = (asked: Asked[], name: string): Record<string, unknown>[] => asked.filter((one) => one.name === name).map((one) => one.args as unknown as Record<string, unknown>);
const press = async (name: string | RegExp): Promise<void> => void (await fireEvent.click(await screen.findByRole('button', { name })));

beforeEach(async () => {
  begin('uk');
  answer({});
  await memory.load();
  imports.afresh();
  nav.go({ screen: 'clients', tab: 'import' });
  for (const toast of toasts.list) toasts.dismiss(toast.id);
});

async function choose(): Promise<void> {
  await press('Вибрати файл…');
  await screen.findByText('Що в якому стовпці');
}

describe('c4_import', () => {
  test('c4_from_the_clients_menu_through_the_steps_to_undo', async () => {
    nav.go({ screen: 'clients' });
    const asked = answer({ 'imports.open': () => file, 'imports.check': () => progress(), 'imports.run': () => ran(), 'imports.save_bad': ({ path }) => ({ path, count: 1 }), 'deeds.undo': ({ id }) => ({ deed_id: id + 1, total: 3, restored: 3, kept: [] }) });
    render(Clients);
    await press('Дії з таблицею');
    await fireEvent.click(await screen.findByRole('menuitem', { name: 'Імпортувати з файлу…' }));
    await choose();
    expect(of(asked, 'imports.open')).toEqual([{ path: '/home/office/clients.csv' }]);
    // Two of the samples, and what was guessed.
    screen.getByText('Олена Коваль · Тарас Бондар');
    screen.getByRole('button', { name: 'ПІБ: Ім’я або назва' });
    await press('Код: Не імпортувати');
    await fireEvent.click(await screen.findByRole('option', { name: 'Примітки' }));
    await fireEvent.click(screen.getByRole('radio', { name: /^Не чіпати/u }));
    await press('Перевірити');
    await screen.findByText(/^Додадуться 2 нові клієнти\. Доповниться 1 картка\./u);
    const plan = { id: 4, columns: ['name', 'phone', 'notes'], mode: 'skip', again: true };
    expect(of(asked, 'imports.check')).toEqual([plan]);
    screen.getByText('Той самий телефон, що й у клієнта', { exact: false });
    screen.getByRole('button', { name: 'Олена Коваль' });
    screen.getByText('Додасться: місто, електронна адреса');
    screen.getByText('Те саме, що в рядку 2');
    screen.getByText('Степан · багато');
    screen.getByText('«багато» — не знижка. Потрібне число від 0 до 100.');
    await press('Імпортувати 3 клієнтів');
    await screen.findByText(/^Додано 2 клієнтів\. Доповнено 1 картку\./u, { selector: 'p' });
    expect(of(asked, 'imports.run')).toEqual([plan]);
    await press('Зберегти невзяті рядки…');
    await waitFor(() => expect(of(asked, 'imports.save_bad')).toEqual([{ id: 4, path: '/home/office/невзяті рядки.xlsx' }]));
    await press('Повернути');
    await screen.findByText('Повернуто, як було до імпорту.');
    expect(of(asked, 'deeds.undo')).toEqual([{ id: 12 }]);
    expect(screen.queryByRole('button', { name: 'Повернути' })).toBeNull();
    // Done once more by the message: the screen no longer says that it is undone.
    expect(toasts.list.at(-1)?.action?.label).toBe('Повторити');
    toasts.list.at(-1)?.action?.run();
    await screen.findByText(/^Додано 2 клієнтів\. Доповнено 1 картку\./u, { selector: 'p' });
    expect(of(asked, 'deeds.undo')).toEqual([{ id: 12 }, { id: 13 }]);
    expect(screen.queryByRole('button', { name: 'Повернути' })).toBeNull();
    await press('До клієнтів');
    await waitFor(() => expect(of(asked, 'imports.close')).toEqual([{ id: 4 }]));
    await screen.findByRole('button', { name: 'Дії з таблицею' });
  });

  test('c4_encoding_delimiter_and_titles_are_read_otherwise', async () => {
    const asked = answer({
      'imports.open': () => file,
      'imports.read': (how) => ({ ...file, ...(how.header === 0 ? { header: 0, columns: file.columns.map((column) => ({ ...column, title: '', target: 'ignored' })) } : {}), encoding: how.encoding ?? file.encoding }),
    });
    render(ImportPage);
    await choose();
    await press('Кодування: WINDOWS-1251');
    await fireEvent.click(await screen.findByRole('option', { name: 'KOI8-U' }));
    await screen.findByRole('button', { name: 'Кодування: KOI8-U' });
    await press('Роздільник: крапка з комою');
    await fireEvent.click(await screen.findByRole('option', { name: 'кома' }));
    await waitFor(() => expect(of(asked, 'imports.read').at(-1)).toEqual({ id: 4, delimiter: 'comma' }));
    await fireEvent.click(screen.getByRole('switch', { name: 'У першому рядку — назви стовпців' }));
    await screen.findByRole('button', { name: 'Стовпець 2: Не імпортувати' });
    expect((screen.getByRole('switch') as HTMLInputElement).checked).toBe(false);
    await fireEvent.click(screen.getByRole('switch'));
    await waitFor(() => expect(of(asked, 'imports.read').map(({ id: _, ...how }) => how)).toEqual([{ encoding: 'koi8-u' }, { delimiter: 'comma' }, { header: 0 }, { header: 1 }]));
  });

  test('c4_a_long_run_goes_on_call_by_call_and_is_stopped', async () => {
    let stopped = false;
    const part = { done: 0.4, ended: false, counts: { ...counts, total: 2500 }, deed_id: 12 };
    const asked = answer({
      'imports.open': () => file, 'imports.check': () => progress(),
      'imports.run': async () => { await new Promise((ready) => setTimeout(ready, 5)); return ran(stopped ? { ...part, ended: true, stopped } : part); },
      'imports.stop': () => { stopped = true; return ran({ ...part, ended: true, stopped }); },
    });
    render(ImportPage);
    await choose();
    await press('Перевірити');
    await press('Імпортувати 3 клієнтів');
    await screen.findByText(/^Переглянуто 2.500 рядків$/u);
    expect((screen.getByRole('progressbar') as HTMLProgressElement).value).toBe(0.4);
    await waitFor(() => expect(of(asked, 'imports.run').length).toBeGreaterThan(2));
    await press('Зупинити');
    await screen.findByText('Зупинено, не дійшовши кінця.');
    // It stands on the screen with its Undo: no message lies over the buttons.
    expect(toasts.list).toEqual([]);
    // Only the first call begins anew: another one would run the file twice.
    expect(of(asked, 'imports.run').map((plan) => plan['again']).indexOf(true, 1)).toBe(-1);
    screen.getByRole('button', { name: 'Повернути' });
    // It is the last deed of this window, too.
    expect(undoLast()).toBe(true);
    await screen.findByText('Повернуто, як було до імпорту.');
  });

  test('c4_under_the_lock_a_run_stands_still_and_goes_on_where_it_was_once_unlocked', async () => {
    const asked = answer({
      'imports.open': () => file, 'imports.check': () => progress(),
      'imports.run': async ({ again }) => {
        await new Promise((ready) => setTimeout(ready, 5));
        if (session.locked) throw { code: 'not_logged_in', params: {}, detail: null };
        return ran({ done: 0.4, ended: unlocked && !again });
      },
    });
    let unlocked = false;
    render(ImportPage);
    await choose();
    await press('Перевірити');
    await press('Імпортувати 3 клієнтів');
    await waitFor(() => expect(of(asked, 'imports.run').length).toBeGreaterThan(1));
    session.locked = true;
    await new Promise((ready) => setTimeout(ready, 30));
    const before = of(asked, 'imports.run').length;
    await new Promise((ready) => setTimeout(ready, 30));
    expect(of(asked, 'imports.run').length).toBe(before);
    expect(screen.queryByRole('alert')).toBeNull();
    unlocked = true;
    session.locked = false;
    await screen.findByRole('button', { name: 'Зберегти невзяті рядки…' });
    expect(of(asked, 'imports.run').map((plan) => plan['again']).indexOf(true, 1)).toBe(-1);
  });

  test('c4_a_run_under_the_lock_that_another_opens_is_left_in_the_middle_and_neither_stopped_nor_lost', async () => {
    const asked = answer({
      'imports.open': () => file, 'imports.check': () => progress(),
      'imports.run': async () => {
        await new Promise((ready) => setTimeout(ready, 5));
        if (session.locked) throw { code: 'not_logged_in', params: {}, detail: null };
        return ran({ done: 0.4, ended: back });
      },
    });
    let back = false;
    render(ImportPage);
    await choose();
    await press('Перевірити');
    await press('Імпортувати 3 клієнтів');
    await waitFor(() => expect(of(asked, 'imports.run').length).toBeGreaterThan(1));
    const mine = session.current;
    session.locked = true;
    await new Promise((ready) => setTimeout(ready, 30));
    session.take({ ...mine, employee: { ...mine.employee!, id: 99 } });
    session.locked = false;
    await screen.findByText('Цей імпорт ще триває. Дочекайтеся кінця або зупиніть його.');
    screen.getByRole('button', { name: 'Зупинити' });
    expect(of(asked, 'imports.stop')).toEqual([]);
    session.take(mine);
    back = true;
    await press('Імпортувати 3 клієнтів');
    await screen.findByRole('button', { name: 'Зберегти невзяті рядки…' });
  });

  test('c4_a_run_left_in_the_middle_goes_on_and_where_the_columns_are_others_it_can_be_stopped', async () => {
    const running = { code: 'import_running', params: {}, detail: null };
    let stands: 'same' | 'other' | 'stopped' = 'same';
    const asked = answer({
      'imports.open': () => file, 'imports.check': () => progress(),
      'imports.run': ({ again }) => { if (stands === 'other' || (stands === 'same' && again)) throw running; return ran(); },
      'imports.stop': () => { stands = 'stopped'; return ran({ stopped: true }); },
    });
    const view = render(ImportPage);
    await choose();
    await press('Перевірити');
    await press('Імпортувати 3 клієнтів');
    await screen.findByRole('button', { name: 'Зберегти невзяті рядки…' });
    expect(of(asked, 'imports.run').map((plan) => plan['again'])).toEqual([true, false]);
    view.unmount();
    imports.afresh();
    stands = 'other';
    render(ImportPage);
    await choose();
    await press('Перевірити');
    await press('Імпортувати 3 клієнтів');
    await screen.findByText('Цей імпорт ще триває. Дочекайтеся кінця або зупиніть його.');
    await press('Зупинити');
    await waitFor(() => expect(of(asked, 'imports.stop')).toEqual([{ id: 4 }]));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Зупинити' })).toBeNull());
    // What went in before is there, and can be undone.
    await screen.findByText('Зупинено, не дійшовши кінця.', { exact: false });
    screen.getByRole('button', { name: 'Зберегти невзяті рядки…' });
    screen.getByRole('button', { name: 'Повернути' });
    expect(toasts.list).toEqual([]);
  });

  test('c4_errors_are_sentences_where_they_can_be_mended', async () => {
    let gone = false;
    answer({
      'imports.open': () => file,
      'imports.check': () => { throw { code: gone ? 'import_gone' : 'nobody_named', params: {}, detail: null }; },
    });
    render(ImportPage);
    await choose();
    await press('Перевірити');
    await screen.findByText(/^Невідомо, хто це/u);
    screen.getByText('Що в якому стовпці');
    gone = true;
    await press('Перевірити');
    await screen.findByText('Файл уже не відкрито для імпорту. Виберіть його знову.');
    screen.getByText('Виберіть файл із клієнтами');
  });

  test('c4_a_dropped_file_is_told_to_be_chosen_by_the_button', async () => {
    render(ImportPage);
    const text = screen.getByText(/^CSV та інші/u);
    await fireEvent.drop(text, { dataTransfer: { files: [new File(['x'], 'база.csv')] } });
    await screen.findByText(/Виберіть «база\.csv» кнопкою/u);
  });

  test('c4_a_run_goes_on_behind_another_screen', async () => {
    let ended = false;
    answer({ 'imports.open': () => file, 'imports.check': () => progress(), 'imports.run': async () => { await new Promise((ready) => setTimeout(ready, 5)); return ran({ ended, deed_id: 12 }); } });
    const { unmount } = render(ImportPage);
    await choose();
    await press('Перевірити');
    await press('Імпортувати 3 клієнтів');
    await screen.findByRole('button', { name: 'Зупинити' });
    unmount();
    ended = true;
    await waitFor(() => expect(toasts.list.at(-1)?.text).toMatch(/^Додано 2 клієнтів/u));
    expect(toasts.list.at(-1)?.action?.label).toBe('Повернути');
    render(ImportPage);
    await screen.findByRole('button', { name: 'Зберегти невзяті рядки…' });
  });

  test('c4_somebody_else_at_the_desk_does_not_see_the_file', async () => {
    answer({ 'imports.open': () => file });
    const { unmount } = render(ImportPage);
    await choose();
    unmount();
    begin('uk', { employee: { id: 2, name: 'Тарас Бондар' } });
    render(ImportPage);
    screen.getByText('Виберіть файл із клієнтами');
    expect(screen.queryByText(/clients\.csv/u)).toBeNull();
  });

  test('c4_who_may_not_change_clients_is_offered_no_import', async () => {
    begin('uk', { rights: ['work', 'see_clients'] });
    render(Clients);
    screen.getByRole('heading', { name: 'Клієнти' });
    await press('Дії з таблицею');
    await screen.findByRole('menuitem', { name: 'Експортувати картки повністю…' });
    expect(screen.queryByRole('menuitem', { name: 'Імпортувати з файлу…' })).toBeNull();
  });

  test('c4_counts_are_said_by_the_rules_of_the_language', () => {
    const said = (added: number, stage: 'check' | 'run'): string => countsText(progress({ stage, counts: { total: added, added, completed: 0, same: 0, repeated: 0, bad: 0 } }));
    expect([1, 2, 5, 21].map((added) => said(added, 'run'))).toEqual(['Додано 1 клієнта.', 'Додано 2 клієнтів.', 'Додано 5 клієнтів.', 'Додано 21 клієнта.']);
    begin('ru');
    expect([1, 2, 5].map((added) => said(added, 'check'))).toEqual(['Добавится 1 новый клиент.', 'Добавятся 2 новых клиента.', 'Добавится 5 новых клиентов.']);
    expect(said(0, 'run')).toBe('Строк нет.');
    expect([...doubled(['name', 'phone', 'phone', 'name', 'ignored', 'ignored'])]).toEqual([0, 3]);
  });
});

describe('c4_export', () => {
  test('c4_the_found_or_all_are_written_as_chosen', async () => {
    const asked = answer({ 'clients.take_out': ({ path }) => ({ path, count: 5 }) });
    let closed = 0;
    render(ExportDialog, { filter: { cities: ['Львів'] }, everybody: false, onclose: () => (closed += 1) });
    const dialog = screen.getByRole('dialog', { name: 'Експорт клієнтів' });
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Вибрати місце…' }));
    await waitFor(() => expect(closed).toBe(1));
    expect(toasts.list.at(-1)?.text).toBe('Збережено 5 клієнтів');
    await fireEvent.click(within(dialog).getByRole('radio', { name: 'Усіх клієнтів' }));
    await fireEvent.click(within(dialog).getByRole('radio', { name: 'vCard' }));
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Вибрати місце…' }));
    await waitFor(() => expect(of(asked, 'clients.take_out')).toEqual([
      { filter: { cities: ['Львів'] }, path: '/home/office/клієнти.xlsx', work: expect.any(String) }, { filter: {}, path: '/home/office/клієнти.vcf', work: expect.any(String) },
    ]));
  });
});
