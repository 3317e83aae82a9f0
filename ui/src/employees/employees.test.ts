// E1, E2: employees and roles in the settings: what is refused before anything is sent, and what is sent.
// Loaded beforehand: the page with the signature asks for it, and a test may be over before it has come.
import 'squire-rte';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, test } from 'vitest';
import { answer, begin, olena, type Asked } from '../../test/office-b.ts';
import { roles, staff } from '../../test/office/staff.ts';
import ClientPanel from '../clients/ClientPanel.svelte';
import type { Request, Session } from '../ipc/types.ts';
import { nav } from '../shared/nav.svelte.ts';
import { session } from '../shared/session.svelte.ts';
import { toasts } from '../shared/toasts.svelte.ts';
import Settings from '../settings/Settings.svelte';
import { isSeen } from '../shell/screens.ts';

const sent = (asked: Asked[], name: string): unknown => asked.find((one) => one.name === name)?.args;

function open(tab: string): Asked[] {
  const asked = answer({
    'employees.all': () => staff, 'roles.list': () => roles,
    'employees.create': ({ fields }) => ({ ...(staff[0] as (typeof staff)[0]), id: 9, name: fields.name }),
    'employees.update': ({ id }) => staff.find((one) => one.id === id) as (typeof staff)[0],
    'roles.create': (fields) => ({ id: 9, code: null, employees: 0, ...fields }), 'roles.update': ({ id, fields }) => ({ ...(roles[0] as (typeof roles)[0]), id, ...fields }),
    'session.get': () => JSON.parse(JSON.stringify(session.current)) as Session,
    'employees.me': () => ({ ...olena, signature: '', email: '', login: 'olena', has_password: true }),
  });
  nav.go({ screen: 'settings', tab });
  render(Settings);
  return asked;
}

beforeEach(() => {
  begin('uk');
  for (const one of toasts.list) toasts.dismiss(one.id);
});

describe('e1_employees', () => {
  test('e1_the_list_tells_roles_and_who_is_out_or_without_a_password', async () => {
    open('employees');
    const list = await screen.findByRole('list', { name: 'Співробітники' });
    const rows = await within(list).findAllByRole('listitem');
    expect(rows.map((row) => row.textContent.replace(/\s+/gu, ' '))).toEqual([
      expect.stringMatching(/Олена Коваль.*olena · Приймальня.*Адміністратор, Менеджер.*без пароля/u),
      expect.stringMatching(/Тарас Бондар.*taras · Цех.*Менеджер/u), expect.stringMatching(/Максим Лис.*Спеціаліст.*деактивовано/u),
    ]);
    // Several work here and I have no password: said above the list.
    screen.getByRole('note');
  });

  test('e1_a_new_employee_is_checked_and_sent_with_roles_and_password', async () => {
    const asked = open('employees');
    await screen.findByText('Тарас Бондар');
    await fireEvent.click(screen.getByRole('button', { name: '+ Співробітник' }));
    const dialog = screen.getByRole('dialog', { name: 'Новий співробітник' });
    await fireEvent.input(within(dialog).getByLabelText(/^Логін/u), { target: { value: 'два слова' } });
    await fireEvent.input(within(dialog).getByLabelText('Пароль'), { target: { value: '123' } });
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Зберегти' }));
    for (const text of ['Вкажіть ім’я.', 'Вкажіть одне слово без пробілів.', 'Потрібно щонайменше 6 знаків.', 'Позначте хоча б одну роль.']) within(dialog).getByText(text);
    expect(sent(asked, 'employees.create')).toBeUndefined();

    await fireEvent.input(within(dialog).getByLabelText(/^Ім’я(?! на)/u), { target: { value: 'Ірина Шевчук' } });
    await fireEvent.input(within(dialog).getByLabelText(/^Логін/u), { target: { value: 'iryna' } });
    await fireEvent.input(within(dialog).getByLabelText('Пароль'), { target: { value: 'сезам-сезам' } });
    await fireEvent.click(within(dialog).getByLabelText('Спеціаліст'));
    await fireEvent.click(within(dialog).getByLabelText('Бухгалтерія'));
    await fireEvent.input(within(dialog).getByLabelText('Ім’я на комп’ютері'), { target: { value: 'ishevchuk' } });
    await fireEvent.click(within(dialog).getByLabelText(/^Входити за цим іменем/u));
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Зберегти' }));
    await waitFor(() => expect(sent(asked, 'employees.create')).toEqual({
      fields: { login: 'iryna', name: 'Ірина Шевчук', email: '', phone: '', signature: '', department: '', supervisor_id: null, roles: [3, 4], os_login: 'ishevchuk', os_allowed: true },
      password: 'сезам-сезам',
    }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  test('e1_deactivating_can_be_undone_from_the_message', async () => {
    const asked = open('employees');
    await screen.findByText('Тарас Бондар');
    await fireEvent.click(screen.getByRole('button', { name: 'Тарас Бондар: ще' }));
    await fireEvent.click(screen.getByRole('menuitem', { name: 'Деактивувати' }));
    await waitFor(() => expect(sent(asked, 'employees.deactivate')).toEqual({ id: 2 }));
    await waitFor(() => expect(toasts.list.at(-1)?.text).toBe('Тарас Бондар більше не може увійти'));
    toasts.list.at(-1)?.action?.run();
    await waitFor(() => expect(sent(asked, 'employees.activate')).toEqual({ id: 2 }));
  });

  test('e3_the_own_password_is_asked_for_twice', async () => {
    const asked = open('me');
    await fireEvent.click(await screen.findByRole('button', { name: 'Змінити мій пароль' }));
    const dialog = screen.getByRole('dialog');
    const type = (label: string, value: string): Promise<boolean> => fireEvent.input(within(dialog).getByLabelText(label), { target: { value } });
    await type('Теперішній пароль', 'старий');
    await type('Новий пароль', 'сезам-сезам');
    await type('Новий пароль ще раз', 'сезам');
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Зберегти' }));
    within(dialog).getByText('Паролі не збігаються.');
    await type('Новий пароль ще раз', 'сезам-сезам');
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Зберегти' }));
    await waitFor(() => expect(sent(asked, 'employees.set_my_password')).toEqual({ old: 'старий', new: 'сезам-сезам' }));
  });
});

describe('e2_roles', () => {
  test('e2_a_role_is_made_of_ticks_and_editing_means_seeing', async () => {
    const asked = open('roles');
    await screen.findByText('Бухгалтерія');
    await fireEvent.click(screen.getByRole('button', { name: '+ Роль' }));
    const dialog = screen.getByRole('dialog', { name: 'Нова роль' });
    await fireEvent.click(within(dialog).getByLabelText(/^Змінювати клієнтів/u));
    expect(within(dialog).getByLabelText<HTMLInputElement>(/^Бачити клієнтів/u)).toMatchObject({ checked: true, disabled: true });
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Зберегти' }));
    within(dialog).getByText('Дайте ролі назву.');
    await fireEvent.input(within(dialog).getByLabelText(/^Назва/u), { target: { value: 'Дизайнер' } });
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Зберегти' }));
    await waitFor(() => expect(sent(asked, 'roles.create')).toEqual({ name: 'Дизайнер', rights: ['work', 'see_clients', 'edit_clients'] }));
  });

  test('e2_the_administrators_role_keeps_its_two_words_and_shipped_ones_cannot_be_removed', async () => {
    open('roles');
    await fireEvent.click(await screen.findByRole('button', { name: 'Адміністратор: ще' }));
    expect(screen.queryByRole('menuitem', { name: 'Вилучити' })).toBeNull();
    await fireEvent.click(screen.getByRole('menuitem', { name: 'Змінити' }));
    const dialog = screen.getByRole('dialog');
    expect(within(dialog).getByLabelText<HTMLInputElement>(/^Керувати співробітниками/u)).toMatchObject({ checked: true, disabled: true });
    expect(within(dialog).getByLabelText<HTMLInputElement>(/^Відповідати на листи/u)).toMatchObject({ checked: false, disabled: true });
  });

  test('e2_what_one_has_no_right_to_is_not_offered', async () => {
    begin('uk', { rights: ['work', 'answer_letters'] });
    answer({});
    expect(['employees', 'roles', 'mailbox', 'backup', 'me'].filter((tab) => isSeen({ place: { screen: 'settings', tab } }))).toEqual(['me']);
    expect(isSeen({ place: { screen: 'clients' } })).toBe(false);
    const request = { id: 12, who: 'Анна', email: 'anna@mail.example', phone: null, client: null, client_id: null, items: [] } as unknown as Request;
    render(ClientPanel, { request, onsms: () => undefined });
    screen.getByText('anna@mail.example');
    expect(screen.queryByRole('button', { name: /^Додати/u })).toBeNull();
  });
});
