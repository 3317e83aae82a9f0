// E1, E3: logging in, locking and unlocking over the invented office.
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import App from '../src/App.svelte';
import { useDoor } from '../src/ipc/call.ts';
import { publish } from '../src/ipc/events.ts';
import type { Session } from '../src/ipc/types.ts';
import { nav } from '../src/shared/nav.svelte.ts';
import { session } from '../src/shared/session.svelte.ts';
import { toast, toasts } from '../src/shared/toasts.svelte.ts';
import { watchIdle } from '../src/shell/leaving.ts';
import { over } from '../src/shell/over.svelte.ts';
import { door } from './office.ts';
import './later.ts';

/** An office where one logs in: `inside` tells whether somebody has. */
function office(inside: boolean, id = 1): { asked: string[]; inside: () => boolean } {
  const asked: string[] = [];
  let seated = inside;
  let seat = id;
  const answer = async (): Promise<Session> => ({ ...((await door('session.get', {})) as Session), login: true, employee: seated ? { id: seat, name: seat === 1 ? 'Олена Коваль' : 'Тарас Бондар' } : null });
  useDoor(async (name, args) => {
    asked.push(name);
    if (name === 'reminders.look') return { total: 0, today: 0, missed: 0, first: [] };
    if (name === 'session.get') return answer();
    if (name === 'session.lock' || name === 'session.logout') { seated = false; return null; }
    if (name === 'session.login') {
      const { login, password } = args as { login: string; password: string };
      if (password !== 'сезам') throw { code: 'login_refused', params: { seconds: 2 }, detail: null };
      seated = true;
      seat = login === 'taras' ? 2 : 1;
      return answer();
    }
    if (!seated) throw { code: 'not_logged_in', params: {}, detail: null };
    return door(name, args);
  });
  return { asked, inside: () => seated };
}

async function enter(login: string, password: string): Promise<void> {
  await fireEvent.input(screen.getByLabelText('Логін'), { target: { value: login } });
  await fireEvent.input(screen.getByLabelText('Пароль'), { target: { value: password } });
  await fireEvent.submit(screen.getByRole('dialog').querySelector('form') as HTMLFormElement);
}

beforeEach(() => {
  localStorage.clear();
  session.locked = false;
  over.close();
  nav.go({ screen: 'requests', view: 'open', id: null });
});
afterEach(() => vi.useRealTimers());

describe('e1_login', () => {
  test('e1_the_login_screen_shows_nothing_of_the_office_but_its_name', async () => {
    const { asked } = office(false);
    render(App);
    await screen.findByRole('heading', { name: 'Майстерня «Промінь»' });
    expect(screen.queryByRole('navigation')).toBeNull();
    expect(asked.filter((name) => name !== 'session.get')).toEqual([]);
    expect(document.activeElement).toBe(screen.getByLabelText('Логін'));
  });

  test('e3_a_wrong_password_waits_and_the_right_one_opens_the_desk', async () => {
    office(false);
    render(App);
    await screen.findByLabelText('Логін');
    await enter('olena', 'не той');
    await screen.findByText('Логін або пароль неправильний. Наступна спроба — за 2 секунди.');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Наступна спроба за 2 с' }).disabled).toBe(true);
    expect(screen.getByLabelText<HTMLInputElement>('Пароль').value).toBe('');
    expect(document.activeElement).toBe(screen.getByLabelText('Пароль'));
    await screen.findByRole('button', { name: 'Увійти' }, { timeout: 4000 });
    await enter('olena', 'сезам');
    await screen.findByRole('row', { name: /ТОВ «Світлана»/u });
    expect(screen.queryByLabelText('Пароль')).toBeNull();
    expect(localStorage.getItem('deskbell-login')).toBe('olena');
  });

  test('e3_ctrl_l_locks_and_what_was_open_is_there_again', async () => {
    const { inside } = office(true);
    render(App);
    await screen.findByRole('row', { name: /ТОВ «Світлана»/u });
    nav.go({ screen: 'settings', tab: 'me' });
    const name = await screen.findByLabelText<HTMLInputElement>('Моє ім’я');
    await fireEvent.input(name, { target: { value: 'Олена К.' } });
    await fireEvent.keyDown(document.body, { code: 'KeyL', key: 'д', ctrlKey: true });
    await screen.findByText('Заблоковано. Те, що ви робили, збережено.');
    await waitFor(() => expect(inside()).toBe(false));
    expect(document.querySelector<HTMLElement>('.under')).toMatchObject({ inert: true });
    await enter('olena', 'сезам');
    await waitFor(() => expect(screen.queryByLabelText('Пароль')).toBeNull());
    expect(screen.getByLabelText<HTMLInputElement>('Моє ім’я').value).toBe('Олена К.');
  });

  test('e3_what_came_under_the_lock_is_there_after_it_and_no_refusal', async () => {
    const { asked, inside } = office(true);
    render(App);
    await fireEvent.click(await screen.findByRole('row', { name: /ТОВ «Світлана»/u }));
    await screen.findByRole('region', { name: /^Листування/u });
    // Told of just before the lock, and under it.
    publish('changed', [{ noun: 'letter', id: 9, what: 'created' }]);
    await fireEvent.keyDown(document.body, { code: 'KeyL', key: 'l', ctrlKey: true });
    await waitFor(() => expect(inside()).toBe(false));
    asked.length = 0;
    publish('changed', [{ noun: 'letter', id: 10, what: 'created' }]);
    await new Promise((resolve) => { setTimeout(resolve, 200); });
    expect(asked).not.toContain('requests.list');
    await enter('olena', 'сезам');
    await waitFor(() => expect(asked).toEqual(expect.arrayContaining(['requests.list', 'requests.get', 'requests.counts', 'notices.count'])), { timeout: 2000 });
    expect(document.querySelector('.under [role="alert"]')).toBeNull();
  });

  test('e3_another_employee_gets_a_screen_of_their_own', async () => {
    office(true);
    render(App);
    await screen.findByRole('row', { name: /ТОВ «Світлана»/u });
    nav.go({ screen: 'settings', tab: 'me' });
    const name = await screen.findByLabelText<HTMLInputElement>('Моє ім’я');
    await fireEvent.input(name, { target: { value: 'Олена К.' } });
    await fireEvent.keyDown(document.body, { code: 'KeyL', key: 'l', ctrlKey: true });
    await screen.findByText('Заблоковано. Те, що ви робили, збережено.');
    await enter('taras', 'сезам');
    await screen.findByRole('row', { name: /ТОВ «Світлана»/u });
    expect(screen.queryByLabelText('Моє ім’я')).toBeNull();
    screen.getByRole('button', { name: 'Тарас Бондар: меню' });
  });

  test('e1_logging_out_leaves_nothing_behind', async () => {
    office(true);
    render(App);
    await screen.findByRole('row', { name: /ТОВ «Світлана»/u });
    await fireEvent.click(screen.getByRole('button', { name: 'Олена Коваль: меню' }));
    await fireEvent.click(screen.getByRole('menuitem', { name: 'Вийти' }));
    await screen.findByText('Хто працює за цим комп’ютером?');
    expect(screen.queryByRole('navigation')).toBeNull();
  });

  test.each([['Вийти', 'olena'], ['Заблокувати', 'taras']])('e1_messages_and_their_undo_go_with_whoever_read_them: %s', async (leaving, next) => {
    office(true);
    render(App);
    await screen.findByRole('row', { name: /ТОВ «Світлана»/u });
    toast('Вилучено', { ms: 60_000, action: { label: 'Повернути', undoes: true, run: () => undefined } });
    await fireEvent.click(screen.getByRole('button', { name: 'Олена Коваль: меню' }));
    await fireEvent.click(screen.getByRole('menuitem', { name: new RegExp(`^${leaving}`, 'u') }));
    await screen.findByLabelText('Пароль');
    await enter(next, 'сезам');
    await screen.findByRole('row', { name: /ТОВ «Світлана»/u });
    expect([screen.queryByText('Вилучено'), toasts.act()]).toEqual([null, false]);
  });

  test('e3_idleness_is_broken_by_keys_and_mouse', () => {
    vi.useFakeTimers();
    const then = vi.fn();
    const stop = watchIdle(10, then);
    vi.advanceTimersByTime(9 * 60_000);
    window.dispatchEvent(new Event('keydown'));
    vi.advanceTimersByTime(9 * 60_000);
    window.dispatchEvent(new Event('pointermove'));
    vi.advanceTimersByTime(9.9 * 60_000);
    expect(then).not.toHaveBeenCalled();
    vi.advanceTimersByTime(11_000);
    expect(then).toHaveBeenCalled();
    stop();
    then.mockClear();
    vi.advanceTimersByTime(60 * 60_000);
    expect(then).not.toHaveBeenCalled();
    watchIdle(0, then)();
    vi.advanceTimersByTime(60 * 60_000);
    expect(then).not.toHaveBeenCalled();
  });
});
