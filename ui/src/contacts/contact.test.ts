// K2: a contact is written down with its client, its reminder, and what is required.
import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { answer, begin, clientRow, contact, reminder } from '../../test/office-b.ts';
import { unfilled } from '../../test/office/people.ts';
import type { ContactFields } from '../ipc/types.ts';
import { nav } from '../shared/nav.svelte.ts';
import ContactDialog from './ContactDialog.svelte';
import Contacts from './Contacts.svelte';
import { contactProblems, isComplete } from './draft.ts';
import { unsavedContacts } from './unsaved.ts';

const svitlana = { id: 7, name: 'ТОВ «Світлана»' };
const card = {
  id: 7, kind: 'company' as const, name: svitlana.name, phones: [{ number: '+380672201145', shown: '067 220-11-45', sms: true }], emails: ['office@svitlana.example'],
  city: 'Львів', address: '', interests: '', ...unfilled, discount: 0, terms: '', notes: '', manager: null, created_at: 0, requests: [], reminders: [], last_contacts: [],
};
const row = clientRow({ name: svitlana.name, open_requests: 0 });
const answers = {
  'clients.get': () => card,
  'clients.suggest': () => [row],
  'contacts.create': () => contact(),
  'contacts.update': () => contact(),
};
const save = (): Promise<boolean> => fireEvent.click(screen.getByRole('button', { name: /Зберегти/u }));
const sentFields = (asked: { name: string; args: unknown }[], name: string): ContactFields => {
  const args = asked.find((one) => one.name === name)?.args as ContactFields & { fields?: ContactFields };
  return args.fields ?? args;
};

const anew = 'new null undefined';
beforeEach(() => unsavedContacts(1).forget(anew));

describe('k2_contact', () => {
  test('k2_enter_makes_a_new_client_of_what_found_nobody_however_quick', async () => {
    begin('uk');
    const asked = answer({ ...answers, 'clients.suggest': () => [], 'clients.create': () => ({ ...card, id: 9, name: 'Зовсім Новий' }) });
    render(ContactDialog, { onclose: () => undefined });
    const picker = screen.getByRole('combobox');
    await fireEvent.input(picker, { target: { value: 'Зовсім Новий' } });
    await fireEvent.keyDown(picker, { key: 'Enter' });
    const dialog = await screen.findByRole('dialog', { name: 'Новий клієнт' });
    // It opens where it stays: outside of the form, from which it is not moved any more.
    expect(dialog.closest('form')).toBeNull();
    expect((dialog as HTMLDialogElement).open).toBe(true);
    await fireEvent.click(within(dialog).getByRole('button', { name: /Зберегти/u }));
    await waitFor(() => expect((screen.getByRole('combobox') as HTMLInputElement).value).toBe('Зовсім Новий'));
    expect(asked.some((one) => one.name === 'contacts.create')).toBe(false);
  });

  test('k2_copy_to_reminder_switches_it_on_and_copies', async () => {
    begin('uk');
    const asked = answer(answers);
    render(ContactDialog, { client: svitlana, onclose: () => undefined });
    await fireEvent.input(screen.getByLabelText(/Інформація/u), { target: { value: 'Передзвонити про рахунок' } });
    await fireEvent.click(screen.getByRole('button', { name: 'Копіювати до нагадування' }));
    expect(screen.getByRole<HTMLInputElement>('switch').checked).toBe(true);
    expect(screen.getByLabelText<HTMLTextAreaElement>(/Про що нагадати/u).value).toBe('Передзвонити про рахунок');

    await fireEvent.click(screen.getByRole('button', { name: 'завтра' }));
    await save();
    await waitFor(() => expect(asked.some((one) => one.name === 'contacts.create')).toBe(true));
    expect(sentFields(asked, 'contacts.create')).toEqual({
      client_id: 7, request_id: null, at: Date.parse('2026-11-21T08:00:00Z'), direction: 'incoming', channel: 'call', information: 'Передзвонити про рахунок', done: false,
      reminder: { day: '2026-11-22', time: null, text: 'Передзвонити про рахунок', category_id: null, priority: 'normal', employee_id: 1, repeat: null },
    });
  });

  test('r7_a_contact_after_a_call_is_an_outgoing_call', async () => {
    begin('uk');
    const asked = answer(answers);
    render(ContactDialog, { client: svitlana, request_id: 12, called: true, onclose: () => undefined });
    await fireEvent.input(screen.getByLabelText(/Інформація/u), { target: { value: 'Домовилися' } });
    await save();
    await waitFor(() => expect(asked.some((one) => one.name === 'contacts.create')).toBe(true));
    expect(sentFields(asked, 'contacts.create')).toMatchObject({ client_id: 7, request_id: 12, direction: 'outgoing', channel: 'call' });
  });

  test('k2_reminder_date_is_required_where_the_switch_is_on', async () => {
    begin('uk');
    const asked = answer(answers);
    render(ContactDialog, { client: svitlana, onclose: () => undefined });
    await fireEvent.input(screen.getByLabelText(/Інформація/u), { target: { value: 'Передзвонити' } });
    await fireEvent.click(screen.getByRole('button', { name: 'Копіювати до нагадування' }));
    await save();
    screen.getByText('Вкажіть дату нагадування.');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText(/Дата нагадування/u)));
    expect(asked.some((one) => one.name === 'contacts.create')).toBe(false);

    // With the switch off nothing is required of it.
    await fireEvent.click(screen.getByRole('switch'));
    await save();
    await waitFor(() => expect(sentFields(asked, 'contacts.create').reminder).toBeNull());
  });

  test('k2_client_date_and_information_are_required', async () => {
    begin('ru');
    const asked = answer(answers);
    render(ContactDialog, { onclose: () => undefined });
    await fireEvent.input(screen.getByLabelText(/^Дата/u), { target: { value: '' } });
    await fireEvent.click(screen.getByRole('button', { name: /Сохранить/u }));
    screen.getByText('Выберите, с кем был контакт.');
    screen.getByText('Укажите дату контакта.');
    screen.getByText('Напишите, о чём был контакт.');
    expect(asked.some((one) => one.name.startsWith('contacts.'))).toBe(false);
  });

  test('k2_client_by_list_with_phone_city_and_email_shown', async () => {
    begin('uk');
    answer(answers);
    render(ContactDialog, { onclose: () => undefined });
    const field = screen.getByRole('combobox');
    await fireEvent.input(field, { target: { value: 'світ' } });
    await screen.findByRole('option', { name: /Світлана/u });
    await fireEvent.keyDown(field, { key: 'Enter' });
    await screen.findByText('067 220-11-45');
    screen.getByText('Львів');
    screen.getByText('office@svitlana.example');
    expect((field as HTMLInputElement).value).toBe(svitlana.name);
    screen.getByRole('button', { name: 'Картка клієнта' });
  });

  test('k2_ctrl_enter_saves_and_an_untouched_instant_stays', async () => {
    begin('uk');
    const asked = answer(answers);
    const onclose = vi.fn();
    const old = contact({ reminder: reminder({ time: '10:00', text: 'Рахунок', category_id: 6 }), done: false });
    render(ContactDialog, { contact: old, onclose });
    await fireEvent.click(screen.getByRole('radio', { name: 'Вихідний' }));
    await fireEvent.click(screen.getByRole('checkbox', { name: 'Виконано' }));
    await fireEvent.keyDown(screen.getByLabelText(/Інформація/u), { key: 'Enter', code: 'Enter', ctrlKey: true });
    await waitFor(() => expect(onclose).toHaveBeenCalled());
    expect(sentFields(asked, 'contacts.update')).toMatchObject({
      at: old.at, direction: 'outgoing', done: true, reminder: { day: '2026-11-19', time: '10:00', text: 'Рахунок', category_id: 6 },
    });
  });

  test('k3_contact_within_a_request_needs_no_client', async () => {
    begin('uk');
    const asked = answer(answers);
    render(ContactDialog, { request_id: 12, onclose: () => undefined });
    await fireEvent.input(screen.getByLabelText(/Інформація/u), { target: { value: 'Уточнили розміри' } });
    await save();
    await waitFor(() => expect(sentFields(asked, 'contacts.create')).toMatchObject({ client_id: null, request_id: 12 }));
  });
});

describe('k2_what_was_typed', () => {
  test('k3_within_a_request_a_client_who_is_typed_and_not_chosen_is_said', async () => {
    begin('uk');
    const asked = answer(answers);
    render(ContactDialog, { request_id: 5, onclose: () => undefined });
    await fireEvent.input(screen.getByLabelText(/Інформація/u), { target: { value: 'Дзвонив' } });
    await fireEvent.input(screen.getByRole('combobox'), { target: { value: 'Світлана' } });
    await save();
    screen.getByText(/^Нікого не вибрано\./u);
    expect(asked.some((one) => one.name === 'contacts.create')).toBe(false);
    await screen.findByText(svitlana.name);
    await fireEvent.keyDown(screen.getByRole('combobox'), { key: 'Enter' });
    await save();
    await waitFor(() => expect(sentFields(asked, 'contacts.create')).toMatchObject({ client_id: 7, request_id: 5 }));
  });

  test('k2_stays_for_its_writer_however_the_dialog_is_closed_and_can_be_thrown_away', async () => {
    begin('uk');
    answer(answers);
    const first = render(ContactDialog, { onclose: () => undefined });
    await fireEvent.input(screen.getByLabelText(/Інформація/u), { target: { value: 'Пів години розмови' } });
    // By logging out, under which the dialog goes.
    begin('uk', { employee: null, rights: [] });
    first.unmount();
    begin('uk', { employee: { id: 2, name: 'Тарас' } });
    const other = render(ContactDialog, { onclose: () => undefined });
    expect(screen.getByLabelText<HTMLTextAreaElement>(/Інформація/u).value).toBe('');
    other.unmount();
    begin('uk');
    const again = render(ContactDialog, { onclose: () => undefined });
    expect(screen.getByLabelText<HTMLTextAreaElement>(/Інформація/u).value).toBe('Пів години розмови');
    screen.getByText('Тут незбережене з минулого разу.');
    await fireEvent.click(screen.getByRole('button', { name: 'Відкинути' }));
    expect(screen.getByLabelText<HTMLTextAreaElement>(/Інформація/u).value).toBe('');
    again.unmount();
    expect(unsavedContacts(1).get(anew)).toBeUndefined();
  });

  test('k2_saved_it_is_not_there_again', async () => {
    begin('uk');
    const asked = answer(answers);
    const view = render(ContactDialog, { client: svitlana, onclose: () => undefined });
    await fireEvent.input(screen.getByLabelText(/Інформація/u), { target: { value: 'Розмова' } });
    await save();
    await waitFor(() => expect(asked.some((one) => one.name === 'contacts.create')).toBe(true));
    view.unmount();
    expect(unsavedContacts(1).get('new null 7')).toBeUndefined();
  });

  test('k2_a_time_that_is_none_is_said_beside_its_field', async () => {
    begin('uk');
    const asked = answer(answers);
    render(ContactDialog, { client: svitlana, onclose: () => undefined });
    await fireEvent.input(screen.getByLabelText(/Інформація/u), { target: { value: 'Розмова' } });
    await fireEvent.input(screen.getByLabelText('Час'), { target: { value: '25' } });
    await save();
    screen.getByText('Такого часу немає.');
    expect(asked.some((one) => one.name === 'contacts.create')).toBe(false);
  });
});

describe('e2_without_clients', () => {
  test('e2_a_contact_is_written_down_by_whoever_sees_no_clients', async () => {
    begin('uk', { rights: ['work'] });
    const asked = answer(answers);
    render(ContactDialog, { onclose: () => undefined });
    expect(screen.queryByRole('combobox')).toBeNull();
    await fireEvent.input(screen.getByLabelText(/Інформація/u), { target: { value: 'Дзвонили з вулиці' } });
    await save();
    await waitFor(() => expect(sentFields(asked, 'contacts.create')).toMatchObject({ client_id: null, information: 'Дзвонили з вулиці' }));
    expect(asked.some((one) => one.name.startsWith('clients.'))).toBe(false);
    const draft = { client: null, request_id: null, day: '2026-11-21', time: '10:00', information: 'А', reminds: false } as never;
    expect([isComplete(contactProblems(draft)), isComplete(contactProblems(draft, false))]).toEqual([false, true]);
  });

  test('e2_no_filter_asks_for_clients', async () => {
    begin('uk', { rights: ['work'] });
    answer({ 'contacts.list': () => ({ rows: [], next: null, total: 0 }), 'reminders.list': () => ({ rows: [], next: null, total: 0 }) });
    for (const tab of ['contacts', 'reminders']) {
      nav.go({ screen: 'contacts', tab });
      const view = render(Contacts);
      expect(screen.queryByRole('button', { name: /^Клієнт:/u })).toBeNull();
      view.unmount();
    }
  });

  test('k1_a_frequent_word_shows_its_page_first_and_its_count_when_it_is_there', async () => {
    begin('uk');
    let tell = (_: { contacts: number; reminders: number }): void => undefined;
    const asked = answer({
      'contacts.list': () => ({ rows: [contact({ id: 31 })], next: '5:31', total: null }),
      'reminders.list': () => ({ rows: [], next: null, total: 0 }),
      'contacts.counts': () => new Promise((told) => (tell = told)),
    });
    nav.go({ screen: 'contacts', tab: 'contacts' });
    render(Contacts);
    const tab = await screen.findByRole('tab', { name: /^Контакти/u });
    await waitFor(() => expect(asked.some((one) => one.name === 'contacts.counts')).toBe(true));
    expect(tab.textContent).not.toMatch(/\d/u);
    tell({ contacts: 71000, reminders: 0 });
    await waitFor(() => expect(tab.textContent).toMatch(/71\s000/u));
  });

  test('c1_whoever_may_not_change_clients_is_offered_no_new_one', async () => {
    begin('uk', { rights: ['work', 'see_clients'] });
    answer({ ...answers, 'clients.suggest': () => [] });
    render(ContactDialog, { onclose: () => undefined });
    const picker = screen.getByRole('combobox');
    await fireEvent.input(picker, { target: { value: 'Хтось' } });
    await fireEvent.keyDown(picker, { key: 'Enter' });
    await screen.findByText('Нікого не знайдено');
    expect(screen.queryByRole('dialog', { name: 'Новий клієнт' })).toBeNull();
    expect(screen.queryByText(/Новий клієнт/u)).toBeNull();
  });
});

describe('e4_from_the_log', () => {
  test('e4_a_contact_is_opened_and_not_the_reminder_of_that_number', async () => {
    begin('uk');
    const asked = answer({ ...answers, 'contacts.list': () => ({ rows: [], next: null, total: 0 }), 'reminders.list': () => ({ rows: [], next: null, total: 0 }), 'contacts.get': () => contact({ id: 31 }) });
    nav.go({ screen: 'contacts', tab: 'contacts', id: 31 });
    render(Contacts);
    const dialog = await screen.findByRole('dialog', { name: 'Контакт' });
    expect(within(dialog).getByLabelText<HTMLTextAreaElement>(/Інформація/u).value).toBe('Просили рахунок');
    expect([asked.some((one) => one.name === 'reminders.get'), nav.place]).toEqual([false, { screen: 'contacts', tab: 'contacts' }]);
  });

  test('k1_what_comes_late_does_not_take_the_place_of_what_was_opened_meanwhile', async () => {
    begin('uk');
    let free = (): void => undefined;
    answer({
      ...answers, 'contacts.list': () => ({ rows: [], next: null, total: 0 }), 'reminders.list': () => ({ rows: [], next: null, total: 0 }),
      'contacts.get': ({ id }) => (id === 31 ? new Promise((resolve) => { free = () => resolve(contact({ id: 31, information: 'Перше' })); }) : contact({ id, information: `Інше ${id}` })),
    });
    nav.go({ screen: 'contacts', tab: 'contacts', id: 31 });
    render(Contacts);
    await waitFor(() => expect(nav.place).toEqual({ screen: 'contacts', tab: 'contacts' }));
    nav.go({ screen: 'contacts', tab: 'contacts', id: 32 });
    const text = (): string => within(screen.getByRole('dialog', { name: 'Контакт' })).getByLabelText<HTMLTextAreaElement>(/Інформація/u).value;
    await waitFor(() => expect(text()).toBe('Інше 32'));
    free();
    await new Promise((resolve) => { setTimeout(resolve, 20); });
    expect(text()).toBe('Інше 32');
    // Another one that is opened has a form of its own.
    nav.go({ screen: 'contacts', tab: 'contacts', id: 33 });
    await waitFor(() => expect(text()).toBe('Інше 33'));
    // The same one a second time is the form that is open, with what is typed in it.
    const dialog = screen.getByRole('dialog', { name: 'Контакт' });
    nav.go({ screen: 'contacts', tab: 'contacts', id: 33 });
    await new Promise((resolve) => { setTimeout(resolve, 20); });
    expect(screen.getByRole('dialog', { name: 'Контакт' })).toBe(dialog);
  });
});
