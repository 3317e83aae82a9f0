// X5, K5, C1: what is typed in the settings while something is being saved is not thrown away, and nothing is added twice.
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { beforeEach, describe, expect, test } from 'vitest';
import { answer, begin, type Asked } from '../../test/office-b.ts';
import { settings } from '../../test/office.ts';
import '../../test/later.ts';
import Callbacks from '../gateways/Callbacks.svelte';
import type { Employee, Mailbox, MailboxTest } from '../ipc/types.ts';
import { t } from '../shared/i18n.svelte.ts';
import Categories from './Categories.svelte';
import ClientFields from './ClientFields.svelte';
import General from './General.svelte';
import MailboxForm from './MailboxForm.svelte';
import Me from './Me.svelte';
import PasswordDialog from './PasswordDialog.svelte';

const me: Employee = { id: 1, name: 'Олена', signature: '', login: 'olena', has_password: false } as never;
const told = (asked: Asked[], name: string): unknown[] => asked.filter((one) => one.name === name).map(({ args }) => args);

async function takes(place: Element): Promise<boolean> {
  const event = new Event('beforeinput', { bubbles: true, cancelable: true });
  await fireEvent(place, event);
  return !event.defaultPrevented;
}

beforeEach(() => begin('uk'));

test.each([
  ['office.update', 'Промінь', General], ['employees.update_me', 'Олена', Me], ['callbacks.update', '127.0.0.1', Callbacks],
] as const)('x5_%s_takes_nothing_while_it_is_under_way', async (name, value, section) => {
  let refuse: () => void = () => undefined;
  const answered = new Promise<never>((_, no) => { refuse = () => no({ code: 'io', params: {}, detail: null }); });
  const asked = answer({
    'office.settings': () => ({ ...settings, office_name: 'Промінь' }), 'employees.me': () => me, 'phones.countries': () => [], [name]: () => answered,
    'callbacks.get': () => ({ on: true, host: '127.0.0.1', port: 8026, outside: '' }), 'callbacks.addresses': () => [], 'callbacks.trouble': () => null,
  });
  render(section);
  const field = await screen.findByDisplayValue<HTMLInputElement>(value);
  const save = screen.getByRole('button', { name: t('action-save') });
  await waitFor(() => expect(save.ariaBusy).toBeNull());
  await fireEvent.input(field, { target: { value: 'Інше' } });
  field.focus();
  await fireEvent.click(save);
  await waitFor(() => expect(told(asked, name)).toHaveLength(1));
  expect([await takes(field), document.activeElement]).toEqual([false, field]);
  refuse();
  await waitFor(async () => expect(await takes(field)).toBe(true));
  expect(field.value).toBe('Інше');
});

test('e1_a_new_password_takes_back_nothing_that_is_typed_beside_it', async () => {
  const asked = answer({ 'employees.me': () => me, 'session.get': () => ({ employee: { id: 1, name: 'Олена' }, rights: ['work'], parts: {}, language: 'uk', time_zone: 'Europe/Kyiv', today: '2026-11-21', now: Date.now() }) as never });
  render(Me);
  const name = await screen.findByDisplayValue<HTMLInputElement>('Олена');
  await fireEvent.input(name, { target: { value: 'Олена Коваль' } });
  await fireEvent.click(screen.getByRole('button', { name: t('password-set') }));
  for (const label of ['password-new-label', 'password-again']) await fireEvent.input(screen.getByLabelText(t(label)), { target: { value: 'довгий пароль' } });
  const before = told(asked, 'employees.me').length;
  await fireEvent.submit(screen.getByRole('dialog').querySelector('form') as HTMLFormElement);
  await waitFor(() => expect(told(asked, 'employees.me').length).toBeGreaterThan(before));
  await new Promise((resolve) => { setTimeout(resolve, 0); });
  expect(name.value).toBe('Олена Коваль');
});

test.each([
  ['categories.create', 'settings-category-new', Categories], ['client_fields.create', 'settings-client-field-new', ClientFields],
] as const)('k5_c1_%s_pressed_twice_adds_one', async (name, label, section) => {
  let come: () => void = () => undefined;
  const asked = answer({ [name]: () => new Promise<never>((resolve) => { come = () => resolve(null as never); }) });
  render(section);
  const field = await screen.findByLabelText<HTMLInputElement>(t(label));
  await fireEvent.input(field, { target: { value: 'Новий' } });
  const form = field.closest('form') as HTMLFormElement;
  await fireEvent.submit(form);
  await fireEvent.submit(form);
  await waitFor(() => expect(told(asked, name)).toHaveLength(1));
  expect(await takes(field)).toBe(false);
  come();
  await waitFor(() => expect(field.value).toBe(''));
  expect(told(asked, name)).toHaveLength(1);
});

describe('m1_a_mailbox_that_is_being_tested', () => {
  const server = (host: string, port: number) => ({ host, port, security: 'tls' as const, user: 'a@x.example', fingerprint: null });
  const mailbox: Mailbox = { address: 'a@x.example', name: 'А', imap: server('imap.x.example', 993), smtp: server('smtp.x.example', 465), sent_folder: null, saves_sent: false, has_password: true, password_place: 'keyring' };

  test.each([
    ['form', () => render(MailboxForm, { mailbox, onsaved: () => undefined }), 'mailbox-password', 'mailbox-save'],
    ['password', () => render(PasswordDialog, { mailbox, onclose: () => undefined, onsaved: () => undefined }), 'mailbox-new-password', 'mailbox-save'],
  ] as const)('m1_%s_is_saved_as_it_was_tested_and_not_at_all_once_it_was_given_up', async (_, show, label, button) => {
    let good: () => void = () => undefined;
    const asked = answer({ 'mailbox.suggest': () => null as never, 'mailbox.test': () => new Promise<MailboxTest>((resolve) => { good = () => resolve({ imap: null, smtp: null }); }), 'mailbox.save': () => mailbox });
    const view = show();
    const field = screen.getAllByLabelText<HTMLInputElement>(new RegExp(`^${t(label)}`, 'u')).find((one) => one instanceof HTMLInputElement) as HTMLInputElement;
    await fireEvent.input(field, { target: { value: 'новий' } });
    await fireEvent.click(screen.getByRole('button', { name: t(button) }));
    await waitFor(() => expect(told(asked, 'mailbox.test')).toHaveLength(1));
    expect(await takes(field)).toBe(false);
    view.unmount();
    good();
    await new Promise((resolve) => { setTimeout(resolve, 20); });
    expect(told(asked, 'mailbox.save')).toEqual([]);
  });
});
