// X5, C1, K2, K4: what is changed or typed and not saved is asked about before one leaves, and outlives the window.
import 'squire-rte';
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { begin, contact, olena, reminder } from '../../test/office-b.ts';
import { unfilled } from '../../test/office/people.ts';
import { remembering as office, reopen } from '../../test/unsaved.ts';
import ClientDialog from '../clients/ClientDialog.svelte';
import ContactDialog from '../contacts/ContactDialog.svelte';
import { call } from '../ipc/call.ts';
import type { ClientCard } from '../ipc/types.ts';
import ReminderDialog from '../reminders/ReminderDialog.svelte';
import { memory } from '../shared/memory.svelte.ts';
import { nav } from '../shared/nav.svelte.ts';
import { session } from '../shared/session.svelte.ts';
import { toasts } from '../shared/toasts.svelte.ts';
import { changedParts, unsavedDrafts, withParts } from '../shared/unsaved.ts';
import { hearClosing } from '../shell/leaving.ts';
import Settings from './Settings.svelte';

let stop = (): void => undefined;
beforeEach(async () => {
  office();
  await memory.load();
  nav.reset();
  stop = hearClosing();
});
afterEach(() => stop());

async function changeName(to = 'Майстерня'): Promise<void> {
  await fireEvent.input(await screen.findByLabelText('Назва офісу'), { target: { value: to } });
}

describe('x5_leaving_changed_settings', () => {
  test('x5_who_leaves_by_the_sidebar_is_asked_and_may_stay', async () => {
    office();
    nav.go({ screen: 'settings', tab: 'general' });
    render(Settings);
    await changeName();
    nav.go({ screen: 'clients' });
    await screen.findByRole('heading', { name: 'Зберегти зміни?' });
    expect(nav.place).toEqual({ screen: 'settings', tab: 'general' });
    await fireEvent.click(screen.getByRole('button', { name: 'Залишитися' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.getByLabelText<HTMLInputElement>('Назва офісу').value).toBe('Майстерня');
    expect(nav.place.screen).toBe('settings');
  });

  test('x5_saved_on_the_way_it_goes_on', async () => {
    const { asked } = office();
    nav.go({ screen: 'settings', tab: 'general' });
    render(Settings);
    await changeName();
    nav.go({ screen: 'clients' });
    await fireEvent.submit((await screen.findByRole('dialog')).querySelector('form') as HTMLFormElement);
    await waitFor(() => expect(nav.place.screen).toBe('clients'));
    expect(asked.find(({ name }) => name === 'office.update')?.args).toMatchObject({ office_name: 'Майстерня' });
  });

  test('o2_what_another_desk_set_meanwhile_is_not_taken_back', async () => {
    const { asked } = office();
    nav.go({ screen: 'settings', tab: 'general' });
    render(Settings);
    await changeName();
    const held = await call('office.settings');
    await call('office.update', { ...held, language: 'en', archive_days: 30 });
    await fireEvent.click(screen.getByRole('button', { name: 'Зберегти' }));
    await waitFor(() => expect(asked.filter(({ name }) => name === 'office.update')).toHaveLength(2));
    expect(asked.findLast(({ name }) => name === 'office.update')?.args).toEqual({ ...held, language: 'en', archive_days: 30, office_name: 'Майстерня' });
  });

  test('x5_what_cannot_be_saved_keeps_one_there_and_says_why', async () => {
    office();
    nav.go({ screen: 'settings', tab: 'general' });
    render(Settings);
    await changeName('  ');
    nav.go({ screen: 'clients' });
    await fireEvent.submit((await screen.findByRole('dialog')).querySelector('form') as HTMLFormElement);
    await screen.findByText('Вкажіть назву офісу.');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(nav.place.screen).toBe('settings');
  });

  test('x5_another_section_the_way_back_and_the_arrows_ask_as_well', async () => {
    office();
    nav.go({ screen: 'settings', tab: 'general' });
    render(Settings);
    await changeName();
    for (const leave of [() => void fireEvent.click(screen.getByRole('button', { name: 'Ролі' })), () => nav.back(), () => void fireEvent.keyDown(screen.getByRole('navigation'), { key: 'End' })]) {
      leave();
      await screen.findByRole('dialog');
      expect(nav.place).toEqual({ screen: 'settings', tab: 'general' });
      await fireEvent.click(screen.getByRole('button', { name: 'Залишитися' }));
    }
    // The same section is no leaving.
    nav.go({ screen: 'settings' });
    expect(screen.queryByRole('dialog')).toBeNull();
    await fireEvent.click(screen.getByRole('button', { name: 'Ролі' }));
    await fireEvent.click(await screen.findByRole('button', { name: 'Не зберігати' }));
    expect(nav.place.tab).toBe('roles');
    nav.replace({ screen: 'settings', tab: 'general' });
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Назва офісу').value).toBe('Промінь'));
  });

  test('x5_what_was_not_changed_asks_nothing', async () => {
    office();
    nav.go({ screen: 'settings', tab: 'general' });
    render(Settings);
    await screen.findByLabelText('Назва офісу');
    nav.go({ screen: 'clients' });
    expect(nav.place.screen).toBe('clients');
  });

  test('x5_a_window_closed_in_between_has_the_changes_again', async () => {
    const { remembered, asked } = office();
    nav.go({ screen: 'settings', tab: 'general' });
    const view = render(Settings);
    await changeName();
    await reopen(view, remembered);
    // The changed part alone: what another desk set meanwhile stays.
    expect(remembered.get('unsaved settings general')).toEqual({ office_name: 'Майстерня' });
    render(Settings);
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Назва офісу').value).toBe('Майстерня'));
    screen.getByText('Тут незбережене з минулого разу.');
    const save = screen.getByRole('button', { name: 'Зберегти' });
    await waitFor(() => expect(save.ariaBusy).toBeNull());
    await fireEvent.click(save);
    await waitFor(() => expect(asked.some(({ name }) => name === 'office.update')).toBe(true));
    await waitFor(() => expect(remembered.has('unsaved settings general')).toBe(false));
  });
});

describe('what is typed in a dialog', () => {
  test('c1_a_card_outlives_the_window', async () => {
    const { remembered } = office();
    const view = render(ClientDialog, { onclose: () => undefined });
    await fireEvent.input(screen.getByLabelText('Місто'), { target: { value: 'Одеса' } });
    await reopen(view, remembered);
    render(ClientDialog, { onclose: () => undefined });
    expect(screen.getByLabelText<HTMLInputElement>('Місто').value).toBe('Одеса');
    await fireEvent.click(screen.getByRole('button', { name: 'Відкинути' }));
    await waitFor(() => expect(remembered.size).toBe(0));
  });

  test('k2_a_contact_outlives_the_window', async () => {
    const { remembered } = office();
    const view = render(ContactDialog, { onclose: () => undefined });
    await fireEvent.input(screen.getByLabelText(/Інформація/u), { target: { value: 'Пів години розмови' } });
    await reopen(view, remembered);
    render(ContactDialog, { onclose: () => undefined });
    expect(screen.getByLabelText<HTMLTextAreaElement>(/Інформація/u).value).toBe('Пів години розмови');
  });

  test('k4_a_reminder_outlives_the_window', async () => {
    const { remembered } = office();
    const view = render(ReminderDialog, { onclose: () => undefined });
    await fireEvent.input(screen.getByLabelText(/Про що нагадати/u), { target: { value: 'Передзвонити' } });
    await reopen(view, remembered);
    render(ReminderDialog, { onclose: () => undefined });
    expect(screen.getByLabelText<HTMLTextAreaElement>(/Про що нагадати/u).value).toBe('Передзвонити');
  });

  test('c1_a_card_that_colleagues_changed_meanwhile_keeps_their_changes_and_takes_what_was_typed', async () => {
    let card: ClientCard = {
      ...unfilled, id: 7, kind: 'person', name: 'Ірина Мельник', phones: [{ number: '+380443901255', shown: '044 390-12-55', sms: false }], emails: [], city: 'Київ', address: '', interests: '', discount: 0, terms: '', notes: '',
      manager: null, created_at: 0, requests: [], reminders: [], last_contacts: [], own: [{ field_id: 3, name: 'Матеріал', kind: 'text', value: 'фанера' }, { field_id: 4, name: 'Товщина', kind: 'text', value: '3' }],
    };
    const list = card.own.map(({ field_id, name }) => ({ id: field_id, name, kind: 'text' as const, choices: [], active: true }));
    const { asked, remembered } = office({ 'clients.get': () => card, 'clients.update': () => card, 'client_fields.list': () => list });
    const view = render(ClientDialog, { id: 7, onclose: () => undefined });
    await fireEvent.input(await screen.findByLabelText('Товщина'), { target: { value: '5' } });
    await fireEvent.input(screen.getByLabelText('Примітки'), { target: { value: 'Дзвонити зранку' } });
    await reopen(view, remembered);
    expect(remembered.get('unsaved card 7')).toEqual({ notes: 'Дзвонити зранку', own: { 4: '5' } });
    card = { ...card, phones: [{ number: '+380672201145', shown: '067 220-11-45', sms: true }], do_not_write: true, own: card.own.map((one) => (one.field_id === 3 ? { ...one, value: 'латунь' } : one)) };
    render(ClientDialog, { id: 7, onclose: () => undefined });
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Телефон 1').value).toBe('067 220-11-45'));
    expect(screen.getByLabelText<HTMLTextAreaElement>('Примітки').value).toBe('Дзвонити зранку');
    screen.getByText('Тут незбережене з минулого разу.');
    await fireEvent.click(screen.getByRole('button', { name: 'Зберегти' }));
    await waitFor(() => expect(asked.find(({ name }) => name === 'clients.update')?.args).toMatchObject({
      fields: { phones: ['067 220-11-45'], do_not_write: true, notes: 'Дзвонити зранку', own: [{ field_id: 3, value: 'латунь' }, { field_id: 4, value: '5' }] },
    }));
  });

  test('k2_a_contact_that_colleagues_changed_meanwhile_keeps_their_changes_and_takes_what_was_typed', async () => {
    const { asked, remembered } = office({ 'contacts.update': () => contact() });
    const about = reminder({ id: 4, contact_id: 1, text: 'Надіслати рахунок' });
    const view = render(ContactDialog, { contact: contact({ reminder: about }), onclose: () => undefined });
    await fireEvent.input(screen.getByLabelText(/Інформація/u), { target: { value: 'Просили рахунок і макет' } });
    await fireEvent.input(screen.getByLabelText(/Про що нагадати/u), { target: { value: 'Надіслати рахунок і макет' } });
    await reopen(view, remembered);
    expect(remembered.get('unsaved contact 1')).toEqual({ information: 'Просили рахунок і макет', reminder: { text: 'Надіслати рахунок і макет' } });
    render(ContactDialog, { contact: contact({ channel: 'visit', done: true, reminder: { ...about, day: '2026-12-01' } }), onclose: () => undefined });
    await fireEvent.click(screen.getByRole('button', { name: /Зберегти/u }));
    await waitFor(() => expect(asked.find(({ name }) => name === 'contacts.update')?.args).toMatchObject({
      fields: { channel: 'visit', done: true, information: 'Просили рахунок і макет', reminder: { day: '2026-12-01', text: 'Надіслати рахунок і макет' } },
    }));
  });

  test('k4_a_reminder_that_colleagues_changed_meanwhile_keeps_their_changes_and_takes_what_was_typed', async () => {
    const { asked, remembered } = office({ 'reminders.update': () => reminder() });
    const view = render(ReminderDialog, { reminder: reminder({ id: 3 }), onclose: () => undefined });
    await fireEvent.input(screen.getByLabelText(/Про що нагадати/u), { target: { value: 'Перепитати' } });
    await reopen(view, remembered);
    expect(remembered.get('unsaved reminder 3')).toEqual({ draft: { text: 'Перепитати' } });
    render(ReminderDialog, { reminder: reminder({ id: 3, client_id: 8, who: 'Коваль Олена', day: '2026-12-01', employee: { ...olena, id: 2 }, done: true }), onclose: () => undefined });
    await fireEvent.click(screen.getByRole('button', { name: /Зберегти/u }));
    await waitFor(() => expect(asked.find(({ name }) => name === 'reminders.update')?.args).toMatchObject({ id: 3, client_id: 8, fields: { text: 'Перепитати', day: '2026-12-01', employee_id: 2 } }));
    expect(asked.some(({ name }) => name === 'reminders.done')).toBe(false);
  });

  test.each([['categories', 'Нова категорія'], ['client-fields', 'Нове поле']] as const)('x5_a_name_typed_in_%s_and_not_added_outlives_the_window', async (tab, label) => {
    const { remembered } = office();
    nav.go({ screen: 'settings', tab });
    const view = render(Settings);
    await fireEvent.input(await screen.findByLabelText(label), { target: { value: 'Договір' } });
    await reopen(view, remembered);
    const again = render(Settings);
    expect((await screen.findByLabelText<HTMLInputElement>(label)).value).toBe('Договір');
    // Thrown away it is gone.
    nav.go({ screen: 'clients' });
    await fireEvent.click(await screen.findByRole('button', { name: 'Не зберігати' }));
    again.unmount();
    await waitFor(() => expect([...remembered.keys()].filter((key) => key.startsWith('unsaved '))).toEqual([]));
  });

  test('k2_what_a_colleague_has_saved_the_same_is_unsaved_no_longer', async () => {
    const { remembered } = office();
    const view = render(ContactDialog, { contact: contact(), onclose: () => undefined });
    await fireEvent.input(screen.getByLabelText(/Інформація/u), { target: { value: 'Просили макет' } });
    await reopen(view, remembered);
    render(ContactDialog, { contact: contact({ information: 'Просили макет' }), onclose: () => undefined });
    expect(screen.queryByText('Тут незбережене з минулого разу.')).toBeNull();
  });

  test('e3_the_next_person_at_the_window_sees_nothing_of_it_and_tells_nothing_of_it', async () => {
    const { asked } = office({ 'memory.all': () => { throw { code: 'io', params: {}, detail: null }; } });
    const drafts = unsavedDrafts<{ text: string }>('test');
    drafts(1).keep('new', { text: 'та' });
    drafts(1).keep('new', { text: 'таємне' });
    expect(drafts(2).get('new')).toBeUndefined();
    begin('uk', { employee: { id: 2, name: 'Тарас' } });
    // What they remember themselves cannot be read: even so nothing of the one before is there.
    await expect(memory.load()).rejects.toMatchObject({ code: 'io' });
    expect(drafts(2).get('new')).toBeUndefined();
    await new Promise((resolve) => { setTimeout(resolve, 350); });
    await memory.flush();
    expect(asked.filter(({ name }) => name === 'memory.set').map(({ args }) => args)).toEqual([{ key: 'unsaved test new', value: { text: 'та' } }]);
  });

  test('x5_what_the_office_does_not_keep_is_said_once_and_a_width_is_not_worth_a_word', async () => {
    office({ 'memory.set': () => { throw { code: 'bad_request', params: {}, detail: null }; } });
    const said = (): string[] => toasts.list.map(({ text }) => text);
    for (const { id } of toasts.list) toasts.dismiss(id);
    memory.set('width', 300);
    unsavedDrafts<{ text: string }>('test')(1).keep('long', { text: 'довге' });
    await memory.flush();
    unsavedDrafts<{ text: string }>('test')(1).keep('long', { text: 'ще довше' });
    await memory.flush();
    expect(said()).toEqual(['Незбережене не вдалося відкласти на потім. Збережіть його, перш ніж закривати вікно.']);
  });

  test('only what differs is a change', () => {
    expect(changedParts({ a: 1, b: { c: 1 }, d: 'x' }, { a: 1, b: { c: 2 }, d: 'x' })).toEqual({ b: { c: 2 } });
  });
});

test('m1_a_part_that_was_not_changed_is_as_it_is_now', () => {
  expect(withParts({ name: 'a', saves_sent: true }, { name: 'b', saves_sent: undefined } as never, [])).toEqual({ name: 'b', saves_sent: true });
});
