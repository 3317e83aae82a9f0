// C1, C5: the card with several phones and addresses, the list, and the panel beside a conversation.
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { answer, begin, clientRow, contact, reminder, type Asked } from '../../test/office-b.ts';
import '../../test/later.ts';
import { unfilled } from '../../test/office/people.ts';
import type { ClientCard, ClientFields, Request } from '../ipc/types.ts';
import { t } from '../shared/i18n.svelte.ts';
import { nav } from '../shared/nav.svelte.ts';
import ClientDialog from './ClientDialog.svelte';
import ClientPanel from './ClientPanel.svelte';
import Clients from './Clients.svelte';

const card: ClientCard = {
  id: 7, kind: 'company', name: 'ТОВ «Світлана»', phones: [{ number: '+380672201145', shown: '067 220-11-45', sms: true }, { number: '+380322221100', shown: '032 222-11-00', sms: false }],
  emails: ['office@svitlana.example'], city: 'Львів', address: '', interests: 'вивіски', ...unfilled, discount: 7, terms: 'оплата за 14 днів', notes: '', manager: { id: 1, name: 'Олена Коваль' }, created_at: 0,
  requests: [{ id: 40, number: '2026-00040', subject: 'Вивіска', status: { code: 'new', kind: 'open' }, last_at: Date.parse('2026-11-01T10:00:00Z') }],
  reminders: [reminder({ who: 'ТОВ «Світлана»' })], last_contacts: [contact()],
};
const request = (client: ClientCard | null): Request => ({
  id: 12, number: '2026-00012', subject: 'Ціни', client_id: client?.id ?? null, who: 'Анна', snippet: '', status: { code: 'new', kind: 'open' }, assignee: null, unread: false, urgent: false, deadline: null,
  overdue_days: null, no_reply_days: null, created_at: 0, last_at: 0, source: 'mail', has_files: false, letters: 1, trouble: null, email: 'anna@mail.example', phone: null, comment: null,
  items: [], client, draft: null, last_letter_id: null,
});
const fields = (asked: Asked[], name: string): ClientFields => {
  const args = asked.find((one) => one.name === name)?.args as unknown as ClientFields & { fields?: ClientFields };
  return args.fields ?? args;
};

beforeEach(() => {
  begin('uk');
  nav.go({ screen: 'requests', view: 'all', id: 12 });
});

describe('c1_card', () => {
  test('c1_several_phones_and_addresses', async () => {
    const asked = answer({ 'clients.get': () => card, 'clients.update': () => card });
    const onclose = vi.fn();
    render(ClientDialog, { id: 7, onclose });
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Телефон 2').value).toBe('032 222-11-00'));
    await fireEvent.click(screen.getByRole('button', { name: '+ Телефон' }));
    await fireEvent.input(screen.getByLabelText('Телефон 3'), { target: { value: '+38 (050) 123-45-67' } });
    await fireEvent.click(screen.getByRole('button', { name: 'Прибрати телефон 067 220-11-45' }));
    await fireEvent.click(screen.getByRole('button', { name: 'Зберегти' }));
    await waitFor(() => expect(onclose).toHaveBeenCalled());
    expect(fields(asked, 'clients.update')).toMatchObject({ phones: ['032 222-11-00', '+38 (050) 123-45-67'], emails: ['office@svitlana.example'], manager_id: 1, discount: 7 });
  });

  test('c1_says_what_is_wrong', async () => {
    const asked = answer({});
    render(ClientDialog, { onclose: () => undefined });
    await fireEvent.input(screen.getByLabelText('Телефон 1'), { target: { value: 'дзвонити зранку' } });
    await fireEvent.input(screen.getByLabelText('Електронна адреса 1'), { target: { value: 'anna@' } });
    await fireEvent.input(screen.getByLabelText(/Знижка/u), { target: { value: '120' } });
    await fireEvent.click(screen.getByRole('button', { name: 'Зберегти' }));
    screen.getByText('Вкажіть ім’я клієнта.');
    screen.getByText('У номері «дзвонити зранку» замало цифр або є літери.');
    screen.getByText(/Адреса «anna@» має бути/u);
    screen.getByText('Знижка — число від 0 до 100.');
    expect(asked.some((one) => one.name === 'clients.create')).toBe(false);
  });
});

describe('c5_panel', () => {
  test('c5_shows_how_to_reach_terms_promises_and_other_requests', async () => {
    answer({ 'clients.get': () => card });
    render(ClientPanel, { request: request(card), onsms: () => undefined });
    screen.getByText('Львів · менеджер Олена Коваль');
    screen.getByRole('button', { name: '067 220-11-45' });
    screen.getByText('оплата за 14 днів');
    screen.getByText('Перепитати про макет вивіски');
    screen.getByText('Просили рахунок');
    await fireEvent.click(screen.getByRole('button', { name: /Вивіска/u }));
    expect(nav.place).toMatchObject({ screen: 'requests', id: 40 });
  });

  test('c5_all_requests_are_counted_though_only_the_newest_are_told', async () => {
    const one = card.requests[0] as ClientCard['requests'][number];
    answer({ 'clients.get': () => card });
    render(ClientPanel, { request: request({ ...card, requests: Array.from({ length: 20 }, (_, at) => ({ ...one, id: 100 + at })), requests_total: 45 }), onsms: () => undefined });
    screen.getByRole('button', { name: 'Усі заявки клієнта: 45' });
  });

  test('r7_every_phone_can_be_called_and_every_address_written_to', async () => {
    answer({ 'clients.get': () => card, 'sms.can_send': () => true as never });
    render(ClientPanel, { request: request(card), onsms: () => undefined });
    screen.getByRole('button', { name: 'Дзвінок: 067 220-11-45' });
    screen.getByRole('button', { name: 'Дзвінок: 032 222-11-00' });
    screen.getByRole('button', { name: 'Лист: office@svitlana.example' });
    await screen.findByRole('button', { name: 'SMS на 067 220-11-45' });
    expect(screen.queryByRole('button', { name: 'SMS на 032 222-11-00' })).toBeNull();
  });

  test('r16_a_stranger_is_made_a_client_by_hand', async () => {
    const asked = answer({ 'requests.add_client': () => ({ ...card, name: 'Анна' }) });
    render(ClientPanel, { request: request(null), onsms: () => undefined });
    screen.getByText('Ще не клієнт');
    screen.getByText('anna@mail.example');
    await fireEvent.click(screen.getByRole('button', { name: 'Додати клієнта' }));
    await screen.findByText('Львів · менеджер Олена Коваль');
    expect(asked.find((one) => one.name === 'requests.add_client')?.args).toEqual({ id: 12 });
  });
});

describe('c5_link', () => {
  test('c5_a_strangers_request_is_linked_to_a_client', async () => {
    const row = clientRow({ name: card.name });
    const asked = answer({ 'clients.suggest': () => [row], 'clients.get': () => card, 'requests.link_client': () => card });
    render(ClientPanel, { request: request(null), onsms: () => undefined });
    await fireEvent.click(screen.getByRole('button', { name: 'Прив’язати до клієнта…' }));
    await fireEvent.click(screen.getByRole('button', { name: 'Прив’язати' }));
    screen.getByText('Виберіть клієнта.');
    await fireEvent.input(screen.getByRole('combobox'), { target: { value: 'світ' } });
    await fireEvent.click(await screen.findByRole('option', { name: /Світлана/u }));
    await fireEvent.click(screen.getByRole('button', { name: 'Прив’язати' }));
    await screen.findByText('Львів · менеджер Олена Коваль');
    expect(asked.find((one) => one.name === 'requests.link_client')?.args).toEqual({ id: 12, client_id: 7 });
  });
});

describe('c2_list', () => {
  test('c2_search_asks_as_one_types_and_n_makes_a_new_one', async () => {
    const row = clientRow({ name: card.name });
    const asked = answer({ 'clients.list': ({ search }) => ({ rows: search === 'нікого' ? [] : [row], next: null, total: search === 'нікого' ? 0 : 1 }), 'clients.get': () => card });
    nav.go({ screen: 'clients' });
    render(Clients);
    await screen.findByRole('gridcell', { name: card.name });
    await fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'нікого' } });
    await screen.findByText('Нікого не знайдено');
    expect(asked.filter((one) => one.name === 'clients.list').at(-1)?.args).toMatchObject({ search: 'нікого', after: null });
    await fireEvent.keyDown(document.body, { code: 'KeyN', key: 'т' });
    screen.getByRole('dialog', { name: 'Новий клієнт' });
  });
});
