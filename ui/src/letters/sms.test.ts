// R27, R7, K8, S5: SMS in the conversation, beside a phone and from a contact; what did not arrive is sent again by hand.
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { answer, begin } from '../../test/office-b.ts';
import '../../test/later.ts';
import { unfilled } from '../../test/office/people.ts';
import ClientDialog from '../clients/ClientDialog.svelte';
import ClientPanel from '../clients/ClientPanel.svelte';
import ClientSummary from '../clients/ClientSummary.svelte';
import Callbacks from '../gateways/Callbacks.svelte';
import type { ClientCard, Item, MessageState, Request } from '../ipc/types.ts';
import { start } from '../mailings/start.svelte.ts';
import StartMailing from '../mailings/StartMailing.svelte';
import { t } from '../shared/i18n.svelte.ts';
import { nav } from '../shared/nav.svelte.ts';
import SmsView from './SmsView.svelte';
import SmsWriter from './SmsWriter.svelte';

type Sms = Extract<Item, { item: 'sms' }>;
const sms = (state: MessageState, part: Partial<Sms> = {}): Sms => ({
  item: 'sms', id: 5, at: 1, direction: 'outgoing', text: 'Готово', phone: '+380672201145', employee: null, state, parts: 1, retry_at: null, error: null, ...part,
});
const card: ClientCard = {
  id: 7, kind: 'company', name: 'ТОВ «Світлана»', emails: [], city: 'Львів', address: '', interests: '', ...unfilled, discount: 0, terms: '', notes: '', manager: null, created_at: 0, requests: [], reminders: [], last_contacts: [],
  phones: [{ number: '+380672201145', shown: '067 220-11-45', sms: true }, { number: '+380322221100', shown: '032 222-11-00', sms: false }],
};
const request = (phone: string | null, client: ClientCard | null): Request => ({ id: 12, who: 'Анна', email: null, phone, client, client_id: client?.id ?? null, items: [] }) as unknown as Request;

beforeEach(() => {
  begin('uk');
  start.close();
  nav.go({ screen: 'requests', view: 'open', id: 12 });
});

describe('r27_what_did_not_arrive', () => {
  test.each(['failed', 'refused'] as const)('r27_%s_tells_why_and_is_sent_again_once', async (state) => {
    const asked = answer({ 'sms.send_again': () => new Promise(() => undefined) });
    render(SmsView, { sms: sms(state, { error: { code: 'no_gateway', params: {}, detail: null } }) });
    screen.getByText(t('error-no-gateway'));
    expect(screen.queryByText(t('sms-again-text'))).toBeNull();
    const again = screen.getByRole('button', { name: 'Надіслати ще раз' });
    await fireEvent.click(again);
    await fireEvent.click(again);
    expect(asked.filter((one) => one.name === 'sms.send_again').map((one) => one.args)).toEqual([{ id: 5 }]);
  });

  test('r27_before_an_uncertain_one_is_sent_again_one_is_warned', () => {
    answer({});
    render(SmsView, { sms: sms('uncertain') });
    screen.getByText(t('sms-again-text'));
    screen.getByRole('button', { name: 'Надіслати ще раз' });
  });

  test.each(['queued', 'submitting', 'accepted', 'delivered'] as const)('r27_%s_is_not_offered_again', (state) => {
    answer({});
    render(SmsView, { sms: sms(state) });
    expect(screen.queryByRole('button', { name: 'Надіслати ще раз' })).toBeNull();
  });

  test('r27_who_may_not_answer_sends_nothing_again', () => {
    begin('uk', { rights: ['work'] });
    render(SmsView, { sms: sms('failed') });
    expect(screen.queryByRole('button', { name: 'Надіслати ще раз' })).toBeNull();
  });
});

describe('r27_who_wants_no_messages', () => {
  const writer = { requestId: 12, phones: ['067 220-11-45'], onsent: (): Promise<void> => Promise.resolve() };

  test('r27_who_opted_out_of_mailings_may_be_answered_and_one_line_says_so', async () => {
    answer({ 'requests.declined': ({ addresses }) => ({ do_not_write: false, opted_out: addresses }) });
    render(SmsWriter, writer);
    await screen.findByText('Цей номер відмовився від розсилок. Особисту відповідь надіслати можна.');
    await fireEvent.input(screen.getByRole('textbox', { name: t('sms-text') }), { target: { value: 'Готово' } });
    expect(screen.getByRole('button', { name: /Надіслати SMS/u })).toHaveProperty('disabled', false);
  });

  test('r27_do_not_write_is_said_and_nothing_can_be_sent', async () => {
    const asked = answer({ 'requests.declined': () => ({ do_not_write: true, opted_out: [] }) });
    render(SmsWriter, writer);
    await screen.findByText(t('declined-all-sms'));
    const text = screen.getByRole('textbox', { name: t('sms-text') });
    await fireEvent.input(text, { target: { value: 'Готово' } });
    expect(screen.getByRole('button', { name: /Надіслати SMS/u })).toHaveProperty('disabled', true);
    await fireEvent.keyDown(text, { code: 'Enter', ctrlKey: true });
    expect(asked.some((one) => one.name === 'requests.send_sms')).toBe(false);
  });
});

describe('r7_sms_beside_a_phone', () => {
  const name = 'SMS на 067 220-11-45';

  test('r7_in_a_request_its_own_writer_opens', async () => {
    answer({ 'sms.can_send': () => true, 'clients.get': () => card });
    const onsms = vi.fn();
    render(ClientPanel, { request: request(null, card), onsms });
    await fireEvent.click(await screen.findByRole('button', { name }));
    expect(onsms).toHaveBeenCalledWith('067 220-11-45');
    expect(screen.queryByRole('button', { name: 'SMS на 032 222-11-00' }), 'a landline').toBeNull();
    expect(start.asked).toBeNull();
  });

  test('r7_also_to_whom_is_no_client_yet', async () => {
    answer({ 'sms.can_send': () => true, 'phones.read': ({ typed }) => ({ number: '+380672201145', shown: typed, sms: true }) });
    const onsms = vi.fn();
    render(ClientPanel, { request: request('067 220-11-45', null), onsms });
    await fireEvent.click(await screen.findByRole('button', { name }));
    expect(onsms).toHaveBeenCalledWith('067 220-11-45');
  });

  test('r7_k8_elsewhere_it_is_a_message_to_that_number', async () => {
    answer({ 'sms.can_send': () => true, 'clients.get': () => card });
    const { unmount } = render(ClientSummary, { card });
    await fireEvent.click(await screen.findByRole('button', { name }));
    expect(start.asked).toMatchObject({ target: { ids: [7] }, count: 1, phone: { number: '+380672201145' } });
    unmount();
    start.close();
    const onclose = vi.fn();
    render(ClientDialog, { id: 7, onclose });
    await fireEvent.click(await screen.findByRole('button', { name }));
    expect(onclose).toHaveBeenCalled();
    expect(start.asked).toMatchObject({ phone: { shown: '067 220-11-45' } });
  });

  test('r7_without_a_gateway_or_the_right_nothing_is_offered', async () => {
    const asked = answer({ 'sms.can_send': () => false, 'clients.get': () => card });
    const { unmount } = render(ClientSummary, { card });
    await waitFor(() => expect(asked.some((one) => one.name === 'sms.can_send')).toBe(true));
    await waitFor(() => expect(screen.queryByRole('button', { name })).toBeNull());
    unmount();
    begin('uk', { rights: ['work', 'see_clients'] });
    const again = answer({ 'sms.can_send': () => true, 'clients.get': () => card });
    render(ClientSummary, { card });
    await screen.findByText('067 220-11-45');
    expect(again.some((one) => one.name === 'sms.can_send')).toBe(false);
    expect(screen.queryByRole('button', { name })).toBeNull();
  });

  test('k8_the_message_begins_as_an_sms_to_that_number', async () => {
    const asked = answer({ 'mailings.list': () => ({ rows: [], next: null }), 'mailings.create': () => ({ id: 9 }) as never, 'mailings.add_clients': () => ({ added: 1, known: 0, unusable: 0 }) });
    render(StartMailing, { props: { target: { ids: [7] }, count: 1, phone: { number: '+380672201145', shown: '067 220-11-45' }, onclose: () => undefined } });
    screen.getByText('SMS на номер 067 220-11-45');
    await fireEvent.click(screen.getByRole('button', { name: 'Далі' }));
    await waitFor(() => expect(asked.find((one) => one.name === 'mailings.add_clients')?.args).toEqual({ id: 9, client_ids: [7], phone: '+380672201145' }));
    expect(asked.find((one) => one.name === 'mailings.create')?.args).toEqual({ channel: 'sms', consent_needed: false });
    expect(nav.place).toEqual({ screen: 'mailings', id: 9, tab: 'what' });
  });
});

test('s5_why_calls_are_not_taken_stands_in_settings', async () => {
  answer({
    'callbacks.get': () => ({ on: true, host: '127.0.0.1', port: 8026, outside: '' }), 'callbacks.addresses': () => [],
    'callbacks.trouble': () => ({ since: Date.parse('2026-11-21T07:30:00Z'), error: { code: 'sms_listen', params: { port: '8026' }, detail: 'Address already in use' } }),
  });
  render(Callbacks);
  await screen.findByText(/^Порт 8026 зайнятий іншою програмою/u);
  screen.getByText(/09:30.*виклики шлюзів не приймаються/u);
});
