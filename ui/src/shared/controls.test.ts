// D2: controls show what holds, give the focus back, and are told in words.
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { createRawSnippet, tick } from 'svelte';
import { expect, test, vi } from 'vitest';
import FilterBar from '../contacts/FilterBar.svelte';
import PeriodFilter from '../contacts/PeriodFilter.svelte';
import PersonalDialog from '../clients/PersonalDialog.svelte';
import WordsInput from '../clients/WordsInput.svelte';
import SmsWriter from '../letters/SmsWriter.svelte';
import MailingList from '../mailings/MailingList.svelte';
import { answer, begin } from '../../test/office-b.ts';
import Palette from '../shell/Palette.svelte';
import SyncLine from '../shell/SyncLine.svelte';
import Menu from './Menu.svelte';
import Select from './Select.svelte';
import Switch from './Switch.svelte';
import Table from './Table.svelte';
import { tellWhole } from './whole.ts';

test('d2_a_refused_choice_is_not_shown_as_taken', async () => {
  begin('uk');
  const onchange = vi.fn();
  const { rerender } = render(Select, { label: 'Статус', value: 'new', options: [{ value: 'new', label: 'Нова' }, { value: 'done', label: 'Виконано' }], onchange });
  await fireEvent.click(screen.getByRole('button', { name: 'Статус: Нова' }));
  await fireEvent.click(screen.getByRole('option', { name: 'Виконано' }));
  expect(onchange).toHaveBeenCalledWith('done');
  screen.getByRole('button', { name: 'Статус: Нова' });
  await rerender({ value: 'done' });
  screen.getByRole('button', { name: 'Статус: Виконано' });
});

test('d2_a_refused_switch_goes_back', async () => {
  let refuse = (): void => undefined;
  render(Switch, { checked: false, label: 'Увімкнено', onchange: () => new Promise<void>((resolve) => { refuse = resolve; }) });
  const input = screen.getByRole<HTMLInputElement>('switch');
  await fireEvent.click(input);
  expect(input.checked).toBe(true);
  refuse();
  await waitFor(() => expect(input.checked).toBe(false));
});

test('d2_tab_leaves_no_menu_open', async () => {
  begin('uk');
  const elsewhere = document.body.appendChild(document.createElement('button'));
  render(Menu, { label: 'Ще', items: [{ label: 'Змінити' }, { label: 'Вилучити' }] });
  await fireEvent.click(screen.getByRole('button', { name: 'Ще' }));
  const item = screen.getByRole('menuitem', { name: 'Змінити' });
  await fireEvent.focusOut(item, { relatedTarget: screen.getByRole('menuitem', { name: 'Вилучити' }) });
  screen.getByRole('menu');
  await fireEvent.focusOut(item, { relatedTarget: elsewhere });
  expect(screen.queryByRole('menu')).toBeNull();
  elsewhere.remove();
});

test('k1_after_a_period_is_chosen_its_filter_has_the_focus', async () => {
  begin('uk');
  render(PeriodFilter, { value: { preset: 'today', from: null, to: null }, onchange: () => undefined });
  const button = screen.getByRole('button', { name: /^Період/u });
  await fireEvent.click(button);
  await fireEvent.click(screen.getByRole('option', { name: 'завтра' }));
  expect(document.activeElement).toBe(button);
  // Enter is not left to the button: it would open the filter again.
  await fireEvent.click(button);
  await fireEvent.click(screen.getByRole('option', { name: 'свій період…' }));
  expect(await fireEvent.keyDown(screen.getByLabelText('Від'), { key: 'Enter', code: 'Enter' })).toBe(false);
  expect(document.activeElement).toBe(button);
});

test('k1_a_period_with_a_day_that_cannot_be_read_is_not_taken', async () => {
  begin('uk');
  const onchange = vi.fn();
  render(PeriodFilter, { value: { preset: 'today', from: null, to: null }, onchange });
  await fireEvent.click(screen.getByRole('button', { name: /^Період/u }));
  await fireEvent.click(screen.getByRole('option', { name: 'свій період…' }));
  const from = screen.getByLabelText('Від');
  await fireEvent.input(from, { target: { value: '31.02' } });
  await fireEvent.keyDown(from, { key: 'Enter', code: 'Enter' });
  expect(onchange).not.toHaveBeenCalled();
  screen.getByRole('alert');
  await fireEvent.input(from, { target: { value: '28.02.2026' } });
  await fireEvent.keyDown(from, { key: 'Enter', code: 'Enter' });
  expect(onchange).toHaveBeenCalledWith({ preset: 'own', from: '2026-02-28', to: null });
});

test('c2_the_search_field_says_what_is_searched_for', async () => {
  begin('uk');
  const more = { hint: 'Пошук', label: 'Фільтри', usual: true, onreset: () => undefined };
  const { rerender } = render(FilterBar, { ...more, search: 'дуб' });
  const field = screen.getByRole<HTMLInputElement>('searchbox');
  expect(field.value).toBe('дуб');
  await rerender({ ...more, search: '' });
  await waitFor(() => expect(field.value).toBe(''));
});

test('c1_the_word_being_typed_is_saved_with_the_card', async () => {
  begin('uk');
  render(WordsInput, { words: ['опт'], known: () => Promise.resolve([]) });
  const field = screen.getByRole<HTMLInputElement>('combobox');
  await fireEvent.input(field, { target: { value: 'постійний' } });
  const goesOn = await fireEvent.keyDown(field, { key: 'Enter', code: 'Enter', ctrlKey: true });
  expect(goesOn).toBe(true);
  screen.getByText('постійний');
});

test('e6_the_report_of_an_erasure_cannot_be_missed', async () => {
  begin('uk');
  const counts = { contacts: 1, reminders: 0, requests: 0, letters: 0, notes: 0, drafts: 0, files: 0, messages: 0, stopped: 0, changes: 0, undo: 0 };
  let erased = (): void => undefined;
  answer({
    'clients.personal': () => counts,
    'clients.erase': () => new Promise((resolve) => { erased = () => resolve({ removed: counts, kept_requests: ['1042'], kept_letters: 0, kept_addresses: [], on_server: 0, mentions: 0, still_open: [], scrubbed: 'file' }); }),
  });
  const onclose = vi.fn();
  render(PersonalDialog, { id: 7, name: 'Ірина', onclose, onerased: () => undefined });
  await fireEvent.input(screen.getByRole('textbox'), { target: { value: 'Ірина' } });
  await fireEvent.click(screen.getByRole('button', { name: 'Стерти клієнта' }));
  await fireEvent(screen.getByRole('dialog'), new Event('cancel', { cancelable: true }));
  await fireEvent.click(screen.getByRole('button', { name: 'Скасувати' }));
  expect(onclose).not.toHaveBeenCalled();
  await tick();
  erased();
  await screen.findByText('Номери заявок без людини: 1042');
});

test('d4_a_table_tells_which_row_is_chosen', async () => {
  begin('uk');
  const cell = createRawSnippet<[{ id: number }, string]>((row) => ({ render: () => `<span>№ ${row().id}</span>` }));
  render(Table, { name: 'test', label: 'Список', columns: [{ key: 'id', title: 'Номер', width: 80 }], rows: [{ id: 4 }, { id: 9 }], cell, chosen: 4 });
  const grid = screen.getByRole('grid');
  await fireEvent.keyDown(grid, { key: 'ArrowDown' });
  expect(document.getElementById(grid.getAttribute('aria-activedescendant') ?? '')?.textContent).toContain('№ 9');
  expect([grid.getAttribute('aria-rowcount'), screen.getAllByRole('row').map((row) => row.getAttribute('aria-rowindex'))]).toEqual(['3', ['1', '2', '3']]);
});

test('d2_tab_passes_the_ticks_of_every_row_but_the_chosen_one', async () => {
  begin('uk');
  const cell = createRawSnippet<[{ id: number }, string]>((row) => ({ render: () => `<button>Дії ${row().id}</button>` }));
  render(Table, { name: 'test', label: 'Список', columns: [{ key: 'id', title: 'Номер', width: 80 }], rows: [{ id: 4 }, { id: 9 }], cell, chosen: 4, ticked: [] });
  const reached = (): number[] => screen.getAllByRole('row').slice(1).map((row) => [...row.querySelectorAll<HTMLElement>('input, button')].filter(({ tabIndex }) => tabIndex === 0).length);
  expect(reached()).toEqual([2, 0]);
  await fireEvent.keyDown(screen.getByRole('grid'), { key: 'ArrowDown' });
  expect(reached()).toEqual([0, 2]);
});

test('s1_a_key_pressed_twice_begins_one_mailing', async () => {
  begin('uk');
  const asked = answer({ 'mailings.list': () => ({ rows: [], next: null }), 'mailings.create': () => new Promise(() => undefined) });
  render(MailingList);
  await fireEvent.keyDown(document.body, { code: 'KeyN', key: 'n' });
  await fireEvent.keyDown(document.body, { code: 'KeyN', key: 'n' });
  await waitFor(() => expect(asked.filter(({ name }) => name === 'mailings.create')).toHaveLength(1));
});

test('r27_a_sent_sms_does_not_stand_in_the_box_on_return', async () => {
  begin('uk');
  let sent = (): void => undefined;
  answer({ 'sms.measure': () => null as never, 'requests.send_sms': () => new Promise<never>((resolve) => { sent = () => resolve(null as never); }) });
  const onsent = vi.fn(() => Promise.resolve());
  const first = render(SmsWriter, { requestId: 31, phones: ['050 123-45-67'], onsent });
  await fireEvent.input(screen.getByRole('textbox'), { target: { value: 'Готово' } });
  await fireEvent.click(screen.getByRole('button', { name: /^Надіслати SMS/u }));
  await tick();
  // One has gone to another request when the office answers.
  first.unmount();
  sent();
  await waitFor(() => expect(onsent).toHaveBeenCalled());
  render(SmsWriter, { requestId: 31, phones: ['050 123-45-67'], onsent });
  expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('');
});

test('e2_what_needs_a_right_is_not_offered_without_it', async () => {
  begin('uk', { rights: ['work'], mailbox: false });
  answer({});
  render(SyncLine);
  expect(screen.queryByRole('button', { name: 'Підключити скриньку' })).toBeNull();
  render(Palette);
  expect(screen.queryByText(/^Мова:/u)).toBeNull();
  begin('uk', { mailbox: false });
  await screen.findByRole('button', { name: 'Підключити скриньку' });
  await screen.findByText('Мова: English');
});

test('d2_a_list_that_could_not_be_read_is_not_called_empty', async () => {
  begin('uk');
  answer({ 'mailings.list': () => { throw { code: 'busy', params: {}, detail: null }; } });
  render(MailingList);
  await screen.findByRole('button', { name: 'Спробувати ще раз' });
  expect(screen.queryByText('Розсилок ще не було')).toBeNull();
});

test('d4_a_sign_without_words_says_what_it_does', () => {
  begin('uk');
  render(Menu, { label: 'Дії з рядком', items: [{ label: 'Змінити' }] });
  screen.getByTitle('Дії з рядком');
});

test('d4_what_is_cut_off_is_told_whole_while_the_pointer_is_on_it', async () => {
  tellWhole();
  const cell = document.body.appendChild(Object.assign(document.createElement('span'), { className: 'cut' }));
  cell.innerHTML = '<b>Міська  бібліотека</b> імені Підгірянки';
  Object.defineProperties(cell, { scrollWidth: { value: 200, configurable: true }, clientWidth: { value: 100 } });
  await fireEvent.mouseOver(cell.querySelector('b') as Element);
  expect(cell.title).toBe('Міська бібліотека імені Підгірянки');
  await fireEvent.mouseLeave(cell);
  expect(cell.hasAttribute('title')).toBe(false);
  Object.defineProperty(cell, 'scrollWidth', { value: 100 });
  await fireEvent.mouseOver(cell);
  expect(cell.hasAttribute('title')).toBe(false);
  cell.remove();
});
