// X5, M1: the general settings and the mailbox: what is refused before anything is sent, and what is sent.
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { describe, expect, test, vi } from 'vitest';
import { answer, begin } from '../../test/office-b.ts';
import type { GeneralSettings, Mailbox, MailboxTest } from '../ipc/types.ts';
import { memory } from '../shared/memory.svelte.ts';
import { nav } from '../shared/nav.svelte.ts';
import General from './General.svelte';
import MailboxForm from './MailboxForm.svelte';
import Me from './Me.svelte';
import { numberExample } from './number.ts';
import Settings from './Settings.svelte';

const settings: GeneralSettings = {
  office_name: 'Промінь', language: 'uk', number_template: '{yyyy}-{00000}', conversation_order: 'oldest', archive_days: 14, no_reply_days: 3, time_zone: '', country: 'UA', lock_minutes: 15,
};
const me = { id: 1, name: 'Олена Коваль', signature: '<div><b>З повагою</b></div>', email: '', login: 'olena', has_password: false };

describe('x5_general_settings', () => {
  function open(): ReturnType<typeof answer> {
    begin('uk');
    const asked = answer({ 'office.settings': () => settings, 'office.update': (next) => next, 'session.get': () => ({ ...sessionNow }) });
    render(General);
    return asked;
  }
  const sessionNow = {
    employee: { id: 1, name: 'Олена Коваль' }, rights: ['manage_settings', 'manage_employees'], login: false, office_name: 'Промінь', language: 'uk' as const, first_start: false, sample: false, mailbox: true, version: '0',
    time_zone: 'Europe/Kyiv', today: '2026-11-21', now: Date.parse('2026-11-21T08:00:00Z'), parts: { client_interaction: true, mass_mailing: true },
  };

  test('x5_shows_a_live_example_of_the_number', async () => {
    open();
    await screen.findByText('Наступний номер матиме вигляд 2026-00423');
    await fireEvent.input(screen.getByLabelText('Шаблон номера'), { target: { value: 'З-{yyyy}/{mm}-{000}' } });
    screen.getByText('Наступний номер матиме вигляд З-2026/11-423');
  });

  test('x5_refuses_what_cannot_be_and_keeps_the_rest', async () => {
    const asked = open();
    const template = await screen.findByLabelText('Шаблон номера');
    await fireEvent.input(template, { target: { value: 'заявка {yyyy}' } });
    await fireEvent.input(screen.getByLabelText('Назва офісу'), { target: { value: '  ' } });
    await fireEvent.click(screen.getByRole('button', { name: 'Зберегти' }));
    screen.getByText('У шаблоні має бути рівно одне місце для номера, наприклад {00000}.');
    screen.getByText('Вкажіть назву офісу.');
    expect(asked.some((one) => one.name === 'office.update')).toBe(false);

    await fireEvent.input(template, { target: { value: '{yy}-{0000}' } });
    await fireEvent.input(screen.getByLabelText('Назва офісу'), { target: { value: 'Майстерня' } });
    await fireEvent.click(screen.getByRole('button', { name: 'Зберегти' }));
    await waitFor(() => expect(asked.find((one) => one.name === 'office.update')?.args).toEqual({ ...settings, number_template: '{yy}-{0000}', office_name: 'Майстерня' }));
  });

  test('m10_name_and_signature_have_a_section_and_no_html_is_shown', async () => {
    begin('uk');
    const asked = answer({ 'employees.me': () => me, 'employees.update_me': (next) => ({ ...me, ...next }), 'session.get': () => ({ ...sessionNow }) });
    nav.go({ screen: 'settings', tab: 'me' });
    render(Settings);
    const name = await screen.findByLabelText('Моє ім’я');
    const signature = screen.getByRole('textbox', { name: 'Підпис у листах' });
    await waitFor(() => expect(signature.textContent).toBe('З повагою'));
    await fireEvent.input(name, { target: { value: ' Олена К. ' } });
    await fireEvent.click(screen.getByRole('button', { name: 'Зберегти' }));
    await waitFor(() => expect(asked.find((one) => one.name === 'employees.update_me')?.args).toEqual({ name: 'Олена К.', signature: me.signature }));
  });

  test('d4_theme_takes_effect_at_once', async () => {
    begin('uk');
    answer({ 'employees.me': () => me });
    render(Me);
    const look = await screen.findByRole('button', { name: 'Вигляд: як у системі' });
    await waitFor(() => expect(document.querySelector('[data-still]')).toBeNull());
    await fireEvent.click(look);
    await fireEvent.click(await screen.findByRole('option', { name: 'темний' }));
    expect(memory.get('theme', 'system')).toBe('dark');
  });

  test('number templates', () => {
    expect(numberExample('{yyyy}{mm}-{00}', '2026-11-21', 7)).toEqual({ text: '202611-07' });
    expect(numberExample('{0}{00}', '2026-11-21', 7)).toEqual({ wrong: 'digits' });
    expect(numberExample('{0000}', '2026-11-21', 123456)).toEqual({ text: '123456' });
    expect(numberExample('{yyyy}', '2026-11-21', 7)).toEqual({ wrong: 'digits' });
    expect(numberExample('{year}-{000}', '2026-11-21', 7)).toEqual({ wrong: 'unknown', part: '{year}' });
    expect(numberExample('{000', '2026-11-21', 7)).toEqual({ wrong: 'unknown', part: '{' });
  });
});

describe('m1_mailbox_form', () => {
  const server = { port: 993, security: 'tls' as const, user: 'office@firma.example', fingerprint: null };
  const suggestion = (app: boolean) => ({
    known: app, provider: app ? 'ukr.net' : null, app_password: app, help_url: null, saves_sent: app, imap: { ...server, host: 'imap.firma.example' }, smtp: { ...server, port: 465, host: 'smtp.firma.example' },
  });
  function open(test: (mailbox: Mailbox) => MailboxTest, save?: (args: { mailbox: Mailbox; in_file: boolean }) => Mailbox, app = false) {
    begin('uk');
    const onsaved = vi.fn();
    const asked = answer({ 'mailbox.suggest': () => suggestion(app), 'mailbox.test': ({ mailbox }) => test(mailbox), 'mailbox.save': save ?? (({ mailbox }) => mailbox) });
    render(MailboxForm, { onsaved });
    return { asked, onsaved };
  }
  async function fill(): Promise<void> {
    await fireEvent.input(screen.getByLabelText(/Адреса скриньки/u), { target: { value: 'office@firma.example' } });
    await fireEvent.input(screen.getByLabelText(/Пароль/u), { target: { value: 'таємниця' } });
    await fireEvent.click(screen.getByRole('button', { name: 'Перевірити й підключити' }));
  }
  const good: MailboxTest = { imap: null, smtp: null };

  test('m1_address_and_password_are_enough', async () => {
    const { asked, onsaved } = open(() => good);
    await fill();
    await waitFor(() => expect(onsaved).toHaveBeenCalled());
    expect(asked.map((one) => one.name).filter((name) => name.startsWith('mailbox.'))).toEqual(['mailbox.suggest', 'mailbox.test', 'mailbox.save']);
    expect(asked.find((one) => one.name === 'mailbox.save')?.args).toMatchObject({ password: 'таємниця', in_file: false, mailbox: { imap: { host: 'imap.firma.example' } } });
  });

  test('m1_pressed_while_the_servers_are_looked_up_it_waits_for_them', async () => {
    begin('uk');
    const onsaved = vi.fn();
    const held: ((found: never) => void)[] = [];
    const asked = answer({ 'mailbox.suggest': () => new Promise<never>((resolve) => { held.push(resolve); }), 'mailbox.test': () => good, 'mailbox.save': ({ mailbox }) => mailbox });
    render(MailboxForm, { onsaved });
    const address = screen.getByLabelText(/Адреса скриньки/u);
    await fireEvent.input(address, { target: { value: 'office@firma.example' } });
    await fireEvent.blur(address);
    await waitFor(() => expect(held).toHaveLength(1));
    await fill();
    await new Promise((resolve) => { setTimeout(resolve, 20); });
    expect(document.querySelectorAll('[aria-invalid="true"]')).toHaveLength(0);
    held[0]?.(suggestion(false) as never);
    await waitFor(() => expect(onsaved).toHaveBeenCalled());
    expect(asked.filter((one) => one.name === 'mailbox.suggest')).toHaveLength(1);
  });

  test('m1_servers_that_could_not_be_looked_up_are_looked_up_once_more', async () => {
    begin('uk');
    let down = true;
    const onsaved = vi.fn();
    answer({ 'mailbox.suggest': () => { if (down) throw { code: 'io', params: {}, detail: null }; return suggestion(false); }, 'mailbox.test': () => good, 'mailbox.save': ({ mailbox }) => mailbox });
    render(MailboxForm, { onsaved });
    await fill();
    await waitFor(() => expect(document.querySelectorAll('[aria-invalid="true"]').length).toBeGreaterThan(0));
    down = false;
    await fireEvent.click(screen.getByRole('button', { name: 'Перевірити й підключити' }));
    await waitFor(() => expect(onsaved).toHaveBeenCalled());
  });

  test('m1_nothing_is_saved_when_the_test_fails', async () => {
    const { asked, onsaved } = open(() => ({ imap: { code: 'wrong_password', params: {}, detail: null }, smtp: null }));
    await fill();
    await screen.findByText('не вдалося');
    screen.getByText('працює');
    expect(onsaved).not.toHaveBeenCalled();
    expect(asked.some((one) => one.name === 'mailbox.save')).toBe(false);
  });

  test('m1_a_certificate_is_trusted_only_by_its_shown_fingerprint', async () => {
    const { onsaved } = open((mailbox) => (mailbox.imap.fingerprint ? good : { ...good, imap: { code: 'certificate', params: { fingerprint: 'ab12cd', subject: 'CN=mail' }, detail: null } }));
    await fill();
    await screen.findByText('AB:12:CD');
    expect(onsaved).not.toHaveBeenCalled();
    await fireEvent.click(screen.getByRole('button', { name: 'Довіряти цьому сертифікату' }));
    await waitFor(() => expect(onsaved).toHaveBeenCalled());
    expect(onsaved.mock.calls[0]?.[0]).toMatchObject({ imap: { fingerprint: 'ab12cd' } });
  });

  test('m1_without_a_keyring_a_file_only_by_choice', async () => {
    const { onsaved, asked } = open(() => good, (args) => {
      if (!args.in_file) throw { code: 'no_keyring', params: {}, detail: null };
      return args.mailbox;
    });
    await fill();
    await screen.findByText(/немає сховища паролів/u);
    expect(onsaved).not.toHaveBeenCalled();
    const agree = screen.getByRole('button', { name: 'Зберігати пароль у файлі, доступному лише мені' });
    await waitFor(() => expect(agree.ariaBusy).toBeNull());
    await fireEvent.click(agree);
    await waitFor(() => expect(onsaved).toHaveBeenCalled());
    expect(asked.filter((one) => one.name === 'mailbox.save').map((one) => (one.args as { in_file: boolean }).in_file)).toEqual([false, true]);
  });

  test('m1_a_plain_connection_only_after_a_warning', async () => {
    const { asked, onsaved } = open(() => good);
    await fireEvent.input(screen.getByLabelText(/Адреса скриньки/u), { target: { value: 'office@firma.example' } });
    await fireEvent.blur(screen.getByLabelText(/Адреса скриньки/u));
    await waitFor(() => expect(screen.getAllByLabelText<HTMLInputElement>('Сервер')[0]?.value).toBe('imap.firma.example'));
    await fireEvent.click(screen.getAllByLabelText('Захист')[0] as HTMLElement);
    await fireEvent.click(await screen.findByRole('option', { name: 'без захисту' }));
    expect(screen.getAllByLabelText<HTMLInputElement>('Порт')[0]?.value).toBe('143');
    await fill();
    screen.getByText('Підтвердьте з’єднання без захисту або виберіть TLS.');
    expect(asked.some((one) => one.name === 'mailbox.test')).toBe(false);
    await fireEvent.click(screen.getByLabelText('Розумію і погоджуюся на з’єднання без захисту'));
    await fireEvent.click(screen.getByRole('button', { name: 'Перевірити й підключити' }));
    await waitFor(() => expect(onsaved).toHaveBeenCalled());
  });

  test('m1_a_provider_that_wants_an_app_password_is_told_of', async () => {
    open(() => good, undefined, true);
    await fireEvent.input(screen.getByLabelText(/Адреса скриньки/u), { target: { value: 'office@ukr.net' } });
    await fireEvent.blur(screen.getByLabelText(/Адреса скриньки/u));
    await screen.findByText(/ukr\.net пускає поштові програми лише з окремим паролем/u);
  });
});
