// R5, E1, E2, M1, S7: what was typed into a form that was not saved outlives the window, and a password never does.
import 'squire-rte';
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { begin } from '../../test/office-b.ts';
import { roles, staff } from '../../test/office/staff.ts';
import { remembering, reopen } from '../../test/unsaved.ts';
import EmployeeDialog from '../employees/EmployeeDialog.svelte';
import GatewayForm from '../gateways/GatewayForm.svelte';
import type { EmployeeRow, Gateway, GatewayField, GatewayPreset, Mailbox, Role } from '../ipc/types.ts';
import NewRequest from '../requests/NewRequest.svelte';
import RoleDialog from '../roles/RoleDialog.svelte';
import { memory } from '../shared/memory.svelte.ts';
import { nav } from '../shared/nav.svelte.ts';
import { hearClosing } from '../shell/leaving.ts';
import MailboxForm from './MailboxForm.svelte';

const close = { onclose: () => undefined };
const dialog = { ...close, onsaved: () => undefined };
const form = { onsaved: () => undefined, oncancel: () => undefined };
const again = 'Тут незбережене з минулого разу.';
const value = (label: RegExp | string): string => screen.getByLabelText<HTMLInputElement>(label).value;
const type = (label: RegExp | string, text: string): Promise<boolean> => fireEvent.input(screen.getByLabelText(label), { target: { value: text } });

let stop = (): void => undefined;
beforeEach(async () => {
  remembering();
  await memory.load();
  nav.reset();
  stop = hearClosing();
});
afterEach(() => stop());

test('r5_a_request_outlives_the_window_until_it_is_created', async () => {
  const row = { id: 7, name: 'Ірина Мельник', phone: '044 390-12-55', email: 'irina@melnyk.example' };
  const { asked, remembered } = remembering({ 'clients.suggest': () => [row] as never, 'requests.create': () => ({ id: 50 }) });
  const view = render(NewRequest, close);
  await type(/^Хто звертається/u, 'Ірина');
  await fireEvent.click(await screen.findByRole('option', { name: /Ірина Мельник/u }));
  await type(/^Тема/u, 'Таблички');
  await reopen(view, remembered);
  expect(remembered.get('unsaved request new')).toEqual({ client: row, name: 'Ірина', subject: 'Таблички' });
  render(NewRequest, close);
  screen.getByText(again);
  screen.getByText('Ірина Мельник');
  expect(value(/^Тема/u)).toBe('Таблички');
  await fireEvent.click(screen.getByRole('button', { name: 'Створити' }));
  await waitFor(() => expect(asked.find(({ name }) => name === 'requests.create')?.args).toMatchObject({ client_id: 7, subject: 'Таблички' }));
  await waitFor(() => expect(nav.place.id).toBe(50));
});

test('e2_who_may_not_see_clients_any_more_finds_none_in_it', async () => {
  const { remembered } = remembering();
  remembered.set('unsaved request new', { client: { id: 7, name: 'Ірина Мельник', phone: '', email: '' }, subject: 'Скло' });
  begin('uk', { employee: { id: 3, name: 'Максим' }, rights: ['work', 'answer_letters'] });
  await memory.load();
  render(NewRequest, close);
  expect(value(/^Тема/u)).toBe('Скло');
  expect(screen.queryByText('Ірина Мельник')).toBeNull();
});

test('e1_an_employee_outlives_the_window_without_the_password', async () => {
  const { remembered } = remembering();
  const view = render(EmployeeDialog, { employee: null, employees: staff, roles, ...dialog });
  await type(/^Ім’я \*|^Ім’я$/u, 'Надія Ткач');
  await type('Пароль', 'сезам-сезам');
  await fireEvent.click(screen.getByRole('checkbox', { name: 'Менеджер' }));
  await reopen(view, remembered);
  expect(JSON.stringify([...remembered])).not.toContain('сезам');
  render(EmployeeDialog, { employee: null, employees: staff, roles, ...dialog });
  screen.getByText(again);
  expect([value(/^Ім’я \*|^Ім’я$/u), value('Пароль'), screen.getByRole<HTMLInputElement>('checkbox', { name: 'Менеджер' }).checked]).toEqual(['Надія Ткач', '', true]);
  await fireEvent.click(screen.getByRole('button', { name: 'Відкинути' }));
  expect([value(/^Ім’я \*|^Ім’я$/u), screen.queryByText(again)]).toEqual(['', null]);
});

test('e1_of_an_employee_that_colleagues_changed_meanwhile_only_what_was_typed_is_brought_back', async () => {
  const { remembered } = remembering();
  const [, taras] = staff as [EmployeeRow, EmployeeRow];
  const view = render(EmployeeDialog, { employee: taras, employees: staff, roles, ...dialog });
  await type('Телефон', '067 111-22-33');
  await reopen(view, remembered);
  expect(remembered.get(`unsaved employee ${taras.id}`)).toEqual({ phone: '067 111-22-33' });
  render(EmployeeDialog, { employee: { ...taras, department: 'Склад' }, employees: staff, roles, ...dialog });
  expect([value('Телефон'), value('Відділ')]).toEqual(['067 111-22-33', 'Склад']);
});

test('e2_a_role_outlives_the_window', async () => {
  const { remembered } = remembering();
  const view = render(RoleDialog, { role: null as Role | null, ...dialog });
  await type(/^Назва/u, 'Бухгалтер');
  await fireEvent.click(screen.getByRole('checkbox', { name: /^Надсилати розсилки/u }));
  await reopen(view, remembered);
  render(RoleDialog, { role: null as Role | null, ...dialog });
  expect([value(/^Назва/u), screen.getByRole<HTMLInputElement>('checkbox', { name: /^Бачити клієнтів/u }).checked]).toEqual(['Бухгалтер', true]);
});

const server = { host: 'imap.ukr.example', port: 993, security: 'tls' as const, user: 'office@ukr.example', fingerprint: null };
const suggestion = { imap: server, smtp: { ...server, host: 'smtp.ukr.example', port: 465 }, saves_sent: false, known: true, provider: 'ukr.net', app_password: false, help_url: null };

test('m1_a_mailbox_that_is_being_set_up_outlives_the_window_without_the_password', async () => {
  const { asked, remembered } = remembering({ 'mailbox.suggest': () => suggestion as never });
  const view = render(MailboxForm, form);
  await type(/^Адреса скриньки/u, 'office@ukr.example');
  await type(/^Пароль/u, 'сезам-сезам');
  await waitFor(() => expect(asked.some(({ name }) => name === 'mailbox.suggest')).toBe(true));
  await reopen(view, remembered);
  expect(remembered.get('unsaved mailbox office')).toEqual({ address: 'office@ukr.example' });
  render(MailboxForm, form);
  screen.getByText(again);
  expect([value(/^Адреса скриньки/u), value(/^Пароль/u)]).toEqual(['office@ukr.example', '']);
  // The servers are looked up anew.
  await waitFor(() => expect(asked.filter(({ name }) => name === 'mailbox.suggest')).toHaveLength(2));
  await fireEvent.click(screen.getByRole('button', { name: 'Скасувати' }));
});

test('m1_what_is_missing_has_the_focus', async () => {
  remembering();
  begin('uk', { employee: { id: 6, name: 'Ірина' } });
  render(MailboxForm, form);
  await fireEvent.click(screen.getByRole('button', { name: 'Перевірити й підключити' }));
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText(/^Адреса скриньки/u)));
  await type(/^Адреса скриньки/u, 'office@ukr.example');
  await fireEvent.click(screen.getByRole('button', { name: 'Перевірити й підключити' }));
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText(/^Пароль/u)));
});

test('m1_a_plain_connection_that_was_typed_last_time_is_agreed_to_anew', async () => {
  const { remembered } = remembering();
  const mailbox: Mailbox = { address: 'office@ukr.example', name: 'Промінь', imap: server, smtp: server, sent_folder: null, saves_sent: false, has_password: true, password_place: 'keyring' };
  remembered.set('unsaved mailbox office', { imap: { security: 'plain', port: 143 } });
  begin('uk', { employee: { id: 4, name: 'Тарас' } });
  await memory.load();
  render(MailboxForm, { mailbox, ...form });
  expect(screen.getByRole<HTMLInputElement>('checkbox', { name: /^Розумію і погоджуюся/u }).checked).toBe(false);
});

const field = (key: string, secret = false): GatewayField => ({ key, label: '', secret, optional: false, value: '' });
const presets: GatewayPreset[] = [{ key: 'smpp', name: 'SMPP', site: '', tried: false, fields: [field('host'), field('login'), field('password', true)], alpha_sender: true, calls: false, template: '' }];

test('s7_a_gateway_outlives_the_window_without_its_secrets', async () => {
  const { remembered } = remembering();
  const view = render(GatewayForm, { gateway: null as Gateway | null, presets, ...form });
  await type(/^Логін/u, 'promin');
  await type(/^Пароль/u, 'сезам-сезам');
  await type(/^Підпис відправника/u, 'Promin');
  await reopen(view, remembered);
  expect(remembered.get('unsaved gateway new')).toEqual({ sender: 'Promin', values: { login: 'promin' } });
  render(GatewayForm, { gateway: null as Gateway | null, presets, ...form });
  screen.getByText(again);
  expect([value(/^Логін/u), value(/^Пароль/u), value(/^Підпис відправника/u)]).toEqual(['promin', '', 'Promin']);
});

test('s7_a_gateway_without_what_it_needs_is_not_saved', async () => {
  const { asked } = remembering();
  begin('uk', { employee: { id: 5, name: 'Надія' } });
  render(GatewayForm, { gateway: null as Gateway | null, presets, ...form });
  await fireEvent.click(screen.getByRole('button', { name: 'Зберегти' }));
  expect(await screen.findAllByText('Заповніть це поле.')).toHaveLength(3);
  expect(asked.some(({ name }) => name === 'gateways.save')).toBe(false);
});
