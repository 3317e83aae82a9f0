// S1–S4, K8: the mailing screen asks, shows and sends; what it may not send it does not.
import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, test } from 'vitest';
import { answer, begin, clientRow, contact, reminder } from '../../test/office-b.ts';
import '../../test/later.ts';
import Clients from '../clients/Clients.svelte';
import Contacts from '../contacts/Contacts.svelte';
import type { Mailing, MailingCheck, MailingState, MessageCounts, WireError } from '../ipc/types.ts';
import { t } from '../shared/i18n.svelte.ts';
import { nav } from '../shared/nav.svelte.ts';
import { toasts } from '../shared/toasts.svelte.ts';
import { isSeen } from '../shell/screens.ts';
import { addTarget } from './acts.ts';
import MailingList from './MailingList.svelte';
import MailingPage from './MailingPage.svelte';
import ProgressView from './ProgressView.svelte';
import { Pace } from './pace.ts';
import { start } from './start.svelte.ts';
import StartMailing from './StartMailing.svelte';
import { messageStateName } from './words.ts';

const none: MessageCounts = { total: 0, queued: 0, submitting: 0, accepted: 0, delivered: 0, failed: 0, refused: 0, uncertain: 0, left_out: 0, answered: 0, auto_replies: 0 };

function mailing(state: MailingState, counts: Partial<MessageCounts> = {}): Mailing {
  return {
    id: 7, name: 'Знижка', channel: 'email', texts: [{ language: null, subject: 'Знижка для вас', html: '<p>Добрий день!</p>', sms: '' }], consent_needed: true, not_within_days: 0, opt_out_line: true, opt_out_sms: false, per_minute: 0,
    quiet_from: '', quiet_to: '', start_at: null, state, pause_reason: null, files: [], counts: { ...none, ...counts }, employee: null, created_at: 1, updated_at: 1, started_at: null, ended_at: null,
  };
}

const check: MailingCheck = { total: 130, to_send: 120, emails: 120, sms: 0, left_out: [{ reason: 'no_consent', count: 10 }], confirm_above: 50, sms_answered: true, problems: [] } as never;

function office(held: Mailing, more: Parameters<typeof answer>[0] = {}): { name: string; args: unknown }[] {
  return answer({
    'mailings.get': () => held,
    'mailings.check': () => check,
    'mailings.messages': () => ({ rows: [], next: null, total: 0 }),
    'mailings.variables': () => ({ fixed: ['client.name'], fields: [], columns: [] }),
    'mailings.progress': () => [] as never,
    'mailings.report': () => ({ counts: held.counts, left_out: [{ reason: 'no_consent', count: 10 }], hours: [], parts: 0, cost: 0, bounced: 0, opted_out: 0 }) as never,
    'mailings.preview': () => ({ message_id: null, who: '', way: 'email', address: '', language: null, from: 'Промінь', subject: 'Знижка для вас', html: '<p>Добрий день!</p>', text: '', files: [], sms: '', size: null }) as never,
    ...more,
  });
}

beforeEach(() => begin('uk'));

describe('s3_before_sending', () => {
  test('s3_above_the_limit_the_number_is_typed_before_anything_goes', async () => {
    const asked = office(mailing('draft', { total: 130, queued: 120, left_out: 10 }), { 'mailings.send': () => undefined as never });
    nav.go({ screen: 'mailings', id: 7, tab: 'send' });
    render(MailingPage, { id: 7 });
    const send = await screen.findByRole('button', { name: 'Надіслати 120 повідомлень' });
    expect(send).toHaveProperty('disabled', true);
    await fireEvent.input(screen.getByRole('textbox', { name: 'Щоб підтвердити, введіть 120' }), { target: { value: '12' } });
    expect(send).toHaveProperty('disabled', true);
    await fireEvent.input(screen.getByRole('textbox', { name: 'Щоб підтвердити, введіть 120' }), { target: { value: '120' } });
    await fireEvent.click(send);
    await waitFor(() => expect(asked.find((one) => one.name === 'mailings.send')?.args).toEqual({ id: 7, confirmed: 120 }));
  });

  test('s3_a_mailing_without_subject_and_text_says_both', async () => {
    const empty = (field: string): WireError => ({ code: 'empty_text', params: { field }, detail: null });
    office(mailing('draft', { total: 1, queued: 1 }), { 'mailings.check': () => ({ ...check, total: 1, to_send: 1, emails: 1, left_out: [], problems: [empty('subject'), empty('text')] }) as never });
    nav.go({ screen: 'mailings', id: 7, tab: 'send' });
    render(MailingPage, { id: 7 });
    await screen.findByText('Тема порожня. Впишіть її.');
    screen.getByText('Текст порожній. Напишіть щось.');
  });

  test('s3_parts_cost_and_balance_of_sms_are_told_before_they_go', async () => {
    office({ ...mailing('draft', { total: 3, queued: 3 }), channel: 'sms' }, {
      'mailings.check': () => ({ ...check, total: 3, to_send: 3, emails: 0, sms: 3, left_out: [] }) as never,
      'mailings.estimate': () => ({ sms: 3, parts: 5, longest: 2, unicode: 1, forcing: ['—', '«'], cost: 3.25, unpriced: 1, currency: 'UAH', gateway: 'TurboSMS' }),
      'gateways.balance': () => ({ amount: 12_400, currency: 'UAH' }),
    });
    nav.go({ screen: 'mailings', id: 7, tab: 'send' });
    render(MailingPage, { id: 7 });
    const facts = await screen.findByText(/3,25 UAH/u);
    expect(facts.textContent).toContain('TurboSMS');
    await waitFor(() => expect(facts.textContent).toContain('1,24\u00a0UAH'));
    await screen.findByText(/— «/u);
    await screen.findByText(t('mailing-estimate-short'));
    await screen.findByText(t('mailing-estimate-unpriced', { count: 1 }));
    expect(await screen.findByRole('button', { name: 'Надіслати 3 повідомлення' })).toHaveProperty('disabled', false);
  });

  test('s3_what_stands_in_the_way_is_said_and_nothing_can_be_sent', async () => {
    office(mailing('draft', { total: 1, queued: 1 }), { 'mailings.check': () => ({ ...check, total: 1, to_send: 1, emails: 1, left_out: [], problems: [{ code: 'no_gateway', params: {}, detail: null }] }) as never });
    nav.go({ screen: 'mailings', id: 7, tab: 'send' });
    render(MailingPage, { id: 7 });
    await screen.findByText(t('error-no-gateway'));
    expect(await screen.findByRole('button', { name: 'Надіслати 1 повідомлення' })).toHaveProperty('disabled', true);
  });
});

describe('s4_later', () => {
  test('s4_to_begin_later_needs_a_day_and_a_time_that_can_be_read', async () => {
    const sent = { ...check, total: 1, to_send: 1, emails: 1, left_out: [] } as never;
    const asked = office(mailing('draft', { total: 1, queued: 1 }), { 'mailings.check': () => sent, 'mailings.update': ({ fields }) => ({ ...mailing('draft'), ...fields }) as never });
    nav.go({ screen: 'mailings', id: 7, tab: 'send' });
    render(MailingPage, { id: 7 });
    await fireEvent.click(await screen.findByRole('switch', { name: /Почати пізніше/u }));
    await screen.findByText('Вкажіть день і час початку.');
    const button = (): HTMLButtonElement => screen.getByRole('button', { name: t('mailing-send-later', { count: 1 }) });
    expect(button().disabled).toBe(true);
    await fireEvent.click(button());
    await fireEvent.input(screen.getByLabelText('День'), { target: { value: '30.11' } });
    await waitFor(() => expect(screen.queryByText('Вкажіть день і час початку.')).toBeNull());
    await fireEvent.input(screen.getByLabelText('Час'), { target: { value: '25' } });
    await screen.findByText('Вкажіть день і час початку.');
    expect(button().disabled).toBe(true);
    expect(asked.some((one) => one.name === 'mailings.send')).toBe(false);
    await fireEvent.input(screen.getByLabelText('Час'), { target: { value: '10' } });
    await waitFor(() => expect(button().disabled).toBe(false));
    await fireEvent.click(button());
    await waitFor(() => expect(asked.some((one) => one.name === 'mailings.send')).toBe(true));
    expect(asked.filter((one) => one.name === 'mailings.update').at(-1)?.args).toMatchObject({ fields: { start_at: Date.parse('2026-11-30T08:00:00Z') } });
  });
});

describe('s6_the_word_that_opts_out', () => {
  test('s6_it_can_be_added_to_sms_and_is_measured_with_them', async () => {
    const held = { ...mailing('draft', { total: 3, queued: 3 }), channel: 'sms', texts: [{ language: null, subject: '', html: '', sms: 'Знижка' }], opt_out_sms: true } as const;
    const asked = office(held as never, {
      'mailings.check': () => ({ ...check, emails: 0, sms: 3, to_send: 3, total: 3, sms_answered: false }), 'mailings.update': ({ fields }) => ({ ...held, ...fields }) as never,
      'mailings.measure': () => ({ encoding: 'ucs2', parts: 1, units: 20, left: 50, forcing: [] }), 'mailings.estimate': () => null as never,
    });
    nav.go({ screen: 'mailings', id: 7, tab: 'what' });
    const { unmount } = render(MailingPage, { id: 7 });
    await screen.findByText(new RegExp(t('sms-with-opt-out'), 'u'));
    expect(asked.find((one) => one.name === 'mailings.measure')?.args).toEqual({ text: 'Знижка', language: null, opt_out: true });
    unmount();
    nav.go({ screen: 'mailings', id: 7, tab: 'send' });
    render(MailingPage, { id: 7 });
    const line = await screen.findByRole('switch', { name: /«Відмова: СТОП» у кінці SMS/u });
    await screen.findByText(t('mailing-add-opt-out-sms-unheard'));
    expect(screen.queryByText(t('mailing-add-opt-out-letter'))).toBeNull();
    await fireEvent.click(line);
    await waitFor(() => expect(asked.findLast((one) => one.name === 'mailings.update')?.args).toMatchObject({ fields: { opt_out_sms: false } }), { timeout: 3000 });
  });
});

describe('s2_whom', () => {
  test('s2_the_tab_counts_those_who_are_written_to_after_the_check', async () => {
    let checked = false;
    const before = mailing('draft', { total: 130, queued: 130 });
    const after = mailing('draft', { total: 130, queued: 120, left_out: 10 });
    office(before, { 'mailings.get': () => (checked ? after : before), 'mailings.check': () => { checked = true; return check; } });
    nav.go({ screen: 'mailings', id: 7, tab: 'send' });
    render(MailingPage, { id: 7 });
    await screen.findByRole('button', { name: 'Надіслати 120 повідомлень' });
    await waitFor(() => expect(screen.getByRole('tab', { name: /Кому/u }).textContent).toContain('120'));
  });

  test('s2_people_come_by_a_saved_view_and_from_a_file_and_it_is_told_how_many', async () => {
    const filter = { cities: ['Львів'] };
    const asked = office(mailing('draft'), {
      'views.list': () => [{ id: 3, name: 'Львів', filter }] as never,
      'mailings.add_filtered': () => ({ added: 42, known: 1, unusable: 0 }), 'mailings.add_file': () => ({ added: 5, known: 0, unusable: 2 }),
    });
    nav.go({ screen: 'mailings', id: 7, tab: 'whom' });
    render(MailingPage, { id: 7 });
    await fireEvent.click(await screen.findByRole('button', { name: t('mailing-people-view') }));
    await fireEvent.click(await screen.findByRole('menuitem', { name: 'Львів' }));
    await waitFor(() => expect(asked.find((one) => one.name === 'mailings.add_filtered')?.args).toEqual({ id: 7, filter }));
    await waitFor(() => expect(toasts.list.at(-1)?.text).toBe('Додано 42 людини. 1 вже є у списку.'));
    await fireEvent.click(await screen.findByRole('button', { name: t('mailing-people-file') }));
    await waitFor(() => expect(asked.find((one) => one.name === 'mailings.add_file')?.args).toEqual({ id: 7, path: '/home/office/clients.csv' }));
    await waitFor(() => expect(toasts.list.at(-1)?.text).toBe('Додано 5 людей. У 2 рядках немає ні пошти, ні телефону.'));
  });

  test('s2_while_people_are_being_added_no_view_is_chosen_and_the_list_is_not_cleared', async () => {
    let letGo = (): void => undefined;
    office(mailing('draft', { total: 3, queued: 3 }), {
      'views.list': () => [{ id: 3, name: 'Львів', filter: {} }] as never,
      'mailings.add_file': () => new Promise((done) => { letGo = () => done({ added: 5, known: 0, unusable: 0 }); }),
    });
    nav.go({ screen: 'mailings', id: 7, tab: 'whom' });
    render(MailingPage, { id: 7 });
    const view = await screen.findByRole('button', { name: t('mailing-people-view') });
    const clear = screen.getByRole<HTMLButtonElement>('button', { name: t('mailing-people-clear') });
    await fireEvent.click(screen.getByRole('button', { name: t('mailing-people-file') }));
    await waitFor(() => expect(clear.disabled).toBe(true));
    await fireEvent.click(view);
    expect(screen.queryByRole('menuitem', { name: 'Львів' })).toBeNull();
    await waitFor(() => { letGo(); expect(clear.disabled).toBe(false); });
    await fireEvent.click(view);
    await screen.findByRole('menuitem', { name: 'Львів' });
  });

  test('s2_a_reason_for_everybody_who_is_left_out', async () => {
    office(mailing('draft', { total: 130, queued: 120, left_out: 10 }));
    nav.go({ screen: 'mailings', id: 7, tab: 'whom' });
    render(MailingPage, { id: 7 });
    await screen.findByText('пропущено 10');
    await fireEvent.click(await screen.findByRole('button', { name: /Показати/u }));
    const list = await screen.findByRole('listbox', { name: 'Показати' });
    await within(list).findByRole('option', { name: /згоди/u });
    expect(within(list).getAllByRole('option').length).toBe(3);
  });
});

describe('s4_on_its_way', () => {
  test('s4_paused_resumed_and_the_failed_once_more', async () => {
    const asked = office(mailing('paused', { total: 10, queued: 4, accepted: 4, failed: 2 }), { 'mailings.resume': () => undefined as never, 'mailings.retry': () => ({ messages: 2 }) });
    render(MailingPage, { id: 7 });
    await screen.findByText('призупинено, 6 з 10');
    await fireEvent.click(screen.getByRole('button', { name: 'Ще раз невдалі (2)' }));
    await waitFor(() => expect(asked.find((one) => one.name === 'mailings.retry')?.args).toEqual({ id: 7, uncertain: false }));
    const resume = screen.getByRole('button', { name: 'Продовжити' });
    await waitFor(() => expect(resume.ariaBusy).toBeNull());
    await fireEvent.click(resume);
    await waitFor(() => expect(asked.some((one) => one.name === 'mailings.resume')).toBe(true));
    expect(screen.getByRole('button', { name: new RegExp(`${messageStateName('failed')} 2`, 'u') })).toBeTruthy();
  });

  test('d2_to_stop_one_for_good_is_asked_first_and_says_how_many_get_nothing', async () => {
    const asked = office(mailing('running', { total: 10, queued: 5, accepted: 5 }), { 'mailings.stop': () => undefined as never });
    render(MailingPage, { id: 7 });
    await fireEvent.click(await screen.findByRole('button', { name: 'Зупинити зовсім' }));
    const dialog = await screen.findByRole('dialog', { name: 'Зупинити розсилку зовсім?' });
    within(dialog).getByText(/^5 повідомлень уже не буде надіслано/u);
    // Enter in haste calls it off.
    expect(document.activeElement).toBe(within(dialog).getByRole('button', { name: 'Скасувати' }));
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Скасувати' }));
    expect(asked.some((one) => one.name === 'mailings.stop')).toBe(false);
    await fireEvent.click(screen.getByRole('button', { name: 'Зупинити зовсім' }));
    await fireEvent.submit((await screen.findByRole('dialog')).querySelector('form') as HTMLFormElement);
    await waitFor(() => expect(asked.find((one) => one.name === 'mailings.stop')?.args).toEqual({ id: 7 }));
  });

  test('d2_the_question_does_not_come_back_by_itself_after_the_mailing_has_ended', async () => {
    const shown = (state: 'running' | 'done'): never => ({ mailing: mailing(state, { total: 10, failed: 5, accepted: 5 }), turn: 1, onchanged: () => Promise.resolve() }) as never;
    office(mailing('running'));
    const view = render(ProgressView, shown('running'));
    await fireEvent.click(await screen.findByRole('button', { name: 'Зупинити зовсім' }));
    await screen.findByRole('dialog');
    await view.rerender(shown('done'));
    await view.rerender(shown('running'));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test('s4_what_a_mailing_waits_for_is_said_and_until_when', async () => {
    const standing = { mailing_id: 7, counts: none, rate: 0, seconds_left: null, waiting: 'quiet_hours' as const, until: Date.UTC(2026, 10, 20, 7), error: null };
    office(mailing('running', { total: 3, queued: 3 }), { 'mailings.progress': () => [{ ...standing, mailing_id: 8, waiting: 'server' }, standing] as never });
    render(MailingPage, { props: { id: 7 } });
    const said = await screen.findByText(/^Тихі години: далі піде .*09:00\.$/u);
    expect(said.textContent).not.toContain('Сервер');
  });

  test('s4_rate_and_time_left_follow_what_really_went', () => {
    const pace = new Pace();
    expect(pace.at(0, 0, 100)).toBeNull();
    expect(pace.at(5000, 10, 100)).toEqual({ perMinute: 120, secondsLeft: 45 });
    // Nothing new for a while: slower, and no more once it stands.
    expect(pace.at(10_000, 10, 100)?.perMinute).toBe(60);
  });
});

describe('s1_the_list', () => {
  test('s1_a_draft_can_be_removed_and_what_was_sent_is_not_offered_to_be', async () => {
    const asked = office(mailing('draft'), { 'mailings.list': () => ({ rows: [{ ...mailing('done'), subject: '' }, { ...mailing('draft'), id: 8, subject: '' }] as never, next: null }), 'mailings.remove': () => ({ deed_id: 7 }) });
    render(MailingList);
    const menus = await screen.findAllByRole('button', { name: t('contacts-row-actions') });
    await fireEvent.click(menus[0] as HTMLElement);
    await screen.findByRole('menuitem', { name: t('mailing-copy') });
    expect(screen.queryByRole('menuitem', { name: t('action-remove') })).toBeNull();
    await fireEvent.keyDown(document.body, { code: 'Delete', key: 'Delete' });
    expect(asked.some((one) => one.name === 'mailings.remove')).toBe(false);
    await fireEvent.keyDown(document.body, { code: 'Escape', key: 'Escape' });
    await fireEvent.click(menus[1] as HTMLElement);
    await fireEvent.click(await screen.findByRole('menuitem', { name: t('action-remove') }));
    await waitFor(() => expect(asked.find((one) => one.name === 'mailings.remove')?.args).toEqual({ id: 8 }));
  });
});

describe('k9_the_part', () => {
  test('k9_what_is_off_or_not_allowed_is_not_offered', () => {
    const place = { screen: 'mailings' } as const;
    expect(isSeen({ place })).toBe(true);
    begin('uk', { parts: { client_interaction: true, mass_mailing: false } });
    expect(isSeen({ place })).toBe(false);
    begin('uk', { rights: ['work', 'see_clients'] });
    expect(isSeen({ place })).toBe(false);
  });
});

describe('k8_from_a_contact', () => {
  test('k8_an_earlier_mailing_is_copied_for_those_clients', async () => {
    const done = { id: 3, name: 'Осінь', channel: 'email', state: 'done', pause_reason: null, subject: '', counts: none, employee: null, created_at: 1, start_at: null, started_at: 1, ended_at: 2 } as const;
    const asked = office(mailing('draft'), { 'mailings.list': () => ({ rows: [done], next: null }), 'mailings.copy': () => ({ ...mailing('draft'), id: 8 }), 'mailings.add_clients': () => ({ added: 2, known: 0, unusable: 0 }) });
    render(StartMailing, { props: { target: { ids: [1, 2] }, count: 2, onclose: () => undefined } });
    await waitFor(() => expect(asked.some((one) => one.name === 'mailings.list')).toBe(true));
    await fireEvent.click(screen.getByRole('button', { name: /Розсилка/u }));
    await fireEvent.click(await screen.findByRole('option', { name: /Осінь/u }));
    await fireEvent.click(screen.getByRole('button', { name: 'Далі' }));
    await waitFor(() => expect(asked.find((one) => one.name === 'mailings.add_clients')?.args).toEqual({ id: 8, client_ids: [1, 2] }));
    expect(nav.place).toEqual({ screen: 'mailings', id: 8, tab: 'send' });
  });

  test('k8_all_that_a_filter_means_are_found_by_the_office_and_the_unticked_stay_out', async () => {
    const rows = [1, 2, 3].map((id) => clientRow({ id }));
    const asked = office(mailing('draft'), {
      'mailings.list': () => ({ rows: [], next: null }), 'mailings.create': () => ({ ...mailing('draft'), id: 9 }), 'clients.list': () => ({ rows, next: null, total: 3 }),
      'mailings.add_clients': () => ({ added: 2, known: 0, unusable: 0 }), 'mailings.add_filtered': () => ({ added: 3, known: 0, unusable: 0 }),
    });
    const filter = { tags: ['опт'] };
    await addTarget(9, { filter, except: [] });
    expect(asked.map(({ name, args }) => [name, args])).toEqual([['mailings.add_filtered', { id: 9, filter }]]);
    render(StartMailing, { props: { target: { filter, except: [2] }, count: 2, onclose: () => undefined } });
    await fireEvent.click(await screen.findByRole('button', { name: 'Далі' }));
    await waitFor(() => expect(asked.find((one) => one.name === 'mailings.add_clients')?.args).toEqual({ id: 9, client_ids: [1, 3] }));
    expect(asked.find((one) => one.name === 'clients.list')?.args).toMatchObject(filter);
    expect(nav.place).toEqual({ screen: 'mailings', id: 9, tab: 'what' });
  });
});

describe('k8_send_message', () => {
  beforeEach(() => start.close());

  test('k8_from_the_ticked_clients', async () => {
    office(mailing('draft'), { 'clients.list': () => ({ rows: [clientRow({ id: 7 }), clientRow({ id: 8 }), clientRow({ id: 9 })], next: null, total: 40 }) });
    nav.go({ screen: 'clients' });
    render(Clients);
    for (const at of [0, 2]) await fireEvent.click((await screen.findAllByRole('checkbox', { name: 'Позначити рядок' }))[at] as HTMLElement);
    await fireEvent.click(await screen.findByRole('button', { name: 'Надіслати повідомлення' }));
    expect(start.asked).toEqual({ target: { ids: [7, 9] }, count: 2 });
    // The list stays as it was: whoever cancels has ticked nothing in vain.
    expect(nav.place.screen).toBe('clients');
    await fireEvent.click(screen.getByRole('button', { name: /Вибрати всіх/u }));
    await fireEvent.click(screen.getAllByRole('checkbox', { name: 'Позначити рядок' })[1] as HTMLElement);
    await fireEvent.click(screen.getByRole('button', { name: 'Надіслати повідомлення' }));
    expect(start.asked).toEqual({ target: { filter: {}, except: [8] }, count: 39 });
  });

  test('k8_from_a_contact_and_from_a_reminder', async () => {
    const told = { rows: [contact({ client_id: 5 })], next: null, total: 1 };
    office(mailing('draft'), { 'contacts.list': () => told, 'reminders.list': () => ({ rows: [reminder({ client_id: 6 })], next: null, total: 1 }) });
    for (const [tab, id] of [['contacts', 5], ['reminders', 6]] as const) {
      nav.go({ screen: 'contacts', tab });
      const { unmount } = render(Contacts);
      await fireEvent.click((await screen.findAllByRole('button', { name: t('contacts-row-actions') }))[0] as HTMLElement);
      await fireEvent.click(await screen.findByRole('menuitem', { name: 'Надіслати повідомлення клієнту' }));
      expect(start.asked).toEqual({ target: { ids: [id] }, count: 1 });
      unmount();
    }
  });
});
