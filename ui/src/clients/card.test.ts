// C1, C5: the rest of the card, its files and its timeline in the window.
import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { answer, begin, contact, type Asked } from '../../test/office-b.ts';
import { unfilled } from '../../test/office/people.ts';
import { publish } from '../ipc/events.ts';
import type { ClientCard, ClientFields, ClientFile, TimelineEntry } from '../ipc/types.ts';
import { nav } from '../shared/nav.svelte.ts';
import { toasts } from '../shared/toasts.svelte.ts';
import { birthdayMeant, birthdayText } from './birthday.ts';
import ClientDialog from './ClientDialog.svelte';
import ClientFiles from './ClientFiles.svelte';
import ClientTimeline from './ClientTimeline.svelte';
import { clientDraft, clientFields, clientProblems, discountMeant } from './draft.ts';
import { unsavedCards } from './unsaved.ts';

const card: ClientCard = {
  ...unfilled, id: 7, kind: 'person', name: 'Ірина Мельник', phones: [{ number: '+380443901255;ext=12', shown: '044 390-12-55 #12', sms: false }], emails: ['ira@melnyk.example'], city: 'Київ', address: '',
  interests: 'акрил', tags: ['опт'], discount: 0, terms: '', notes: '', manager: null, created_at: 0, requests: [], reminders: [], last_contacts: [], language: 'uk',
  birthday: '1984-11-24', next_birthday: { day: '2026-11-24', in_days: 3, age: 41 }, do_not_write: true,
  consents: { email: { given: true, source: 'форма на сайті', day: '2026-10-01' }, sms: null }, own: [{ field_id: 3, name: 'Матеріал', kind: 'list', value: 'латунь' }], files_total: 2,
};
const own = [{ id: 3, name: 'Матеріал', kind: 'list' as const, choices: ['фанера'], active: true }, { id: 4, name: 'Старе', kind: 'text' as const, choices: [], active: false }];
const saved = (asked: Asked[]): ClientFields => (asked.find((one) => one.name === 'clients.update')?.args as unknown as { fields: ClientFields }).fields;

beforeEach(() => {
  begin('uk');
  unsavedCards(1).forget(7);
  nav.go({ screen: 'clients' });
});

describe('c1_a_card_that_is_being_read', () => {
  test('c1_it_takes_nothing_before_it_is_there_and_what_is_typed_while_it_is_read_again_stays', async () => {
    const held: (() => void)[] = [];
    answer({ 'clients.get': () => new Promise<ClientCard>((resolve) => { held.push(() => resolve(card)); }), 'client_fields.list': () => own });
    render(ClientDialog, { id: 7, onclose: () => undefined });
    const name = (): HTMLInputElement => screen.getByLabelText<HTMLInputElement>(/^Імʼя|^Ім’я|^Назва/u);
    const early = new Event('beforeinput', { bubbles: true, cancelable: true });
    await fireEvent(name(), early);
    expect(early.defaultPrevented).toBe(true);
    await waitFor(() => expect(held).toHaveLength(1));
    held[0]?.();
    await waitFor(() => expect(name().value).toBe('Ірина Мельник'));
    publish('changed', [{ noun: 'client', id: 7, what: 'updated' }] as never);
    await waitFor(() => expect(held).toHaveLength(2));
    await fireEvent.input(name(), { target: { value: 'Ірина Мельник-Коваль' } });
    held[1]?.();
    await new Promise((resolve) => { setTimeout(resolve, 20); });
    expect(name().value).toBe('Ірина Мельник-Коваль');
  });
});

describe('c1_whole_card', () => {
  test('c1_every_part_is_shown_and_given_back', async () => {
    const asked = answer({ 'clients.get': () => card, 'clients.update': () => card, 'client_fields.list': () => own, 'tags.list': () => [{ name: 'постійний', clients: 4 }] });
    const onclose = vi.fn();
    render(ClientDialog, { id: 7, onclose });
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('День народження').value).toBe('24.11.1984'));
    screen.getByText(/^41 рік · 24 лист.*за 3 дні$/u);
    expect(screen.getAllByText('Не писати').length).toBe(2);
    expect(screen.getByLabelText<HTMLInputElement>('Звідки відомо про згоду на листи').value).toBe('форма на сайті');
    expect(screen.getByRole('button', { name: 'Згода на SMS:: не питали' })).toBeTruthy();
    expect(screen.queryByText('Старе')).toBeNull();
    const tags = screen.getByLabelText('Мітки');
    await fireEvent.focus(tags);
    await fireEvent.input(tags, { target: { value: 'VIP,' } });
    await fireEvent.input(tags, { target: { value: 'пост' } });
    await fireEvent.keyDown(tags, { key: 'ArrowDown' });
    await fireEvent.keyDown(tags, { key: 'Enter' });
    await fireEvent.click(screen.getByRole('button', { name: 'Зберегти' }));
    await waitFor(() => expect(onclose).toHaveBeenCalled());
    expect(saved(asked)).toMatchObject({
      tags: ['опт', 'VIP', 'постійний'], language: 'uk', birthday: '1984-11-24', do_not_write: true, interests: 'акрил', phones: ['044 390-12-55 #12'],
      consents: card.consents, own: [{ field_id: 3, value: 'латунь' }],
    });
  });

  test('c1_a_phone_that_was_left_is_shown_as_it_will_be_kept', async () => {
    const asked = answer({ 'phones.read': ({ typed }) => (typed === '8 050 1234567' ? { number: '+380501234567', shown: '050 123-45-67', sms: true } : null) });
    render(ClientDialog, { onclose: () => undefined });
    const phone = screen.getByLabelText<HTMLInputElement>('Телефон 1');
    await fireEvent.input(phone, { target: { value: '8 050 1234567' } });
    await fireEvent.blur(phone);
    await waitFor(() => expect(phone.value).toBe('050 123-45-67'));
    expect(asked.some((one) => one.name === 'phones.read')).toBe(true);
  });

  test('c1_what_the_office_refuses_stands_beside_its_field', async () => {
    answer({ 'clients.get': () => card, 'client_fields.list': () => own, 'clients.update': () => { throw Object.assign(new Error('refused'), { code: 'bad_phone', params: { phone: '044 390-12-55 #12' }, detail: null }); } });
    render(ClientDialog, { id: 7, onclose: () => undefined });
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Телефон 1').value).toContain('044'));
    await fireEvent.input(screen.getByLabelText('День народження'), { target: { value: '31.02' } });
    await fireEvent.click(screen.getByRole('button', { name: 'Зберегти' }));
    screen.getByText(/Такого дня народження не буває/u);
    await fireEvent.input(screen.getByLabelText('День народження'), { target: { value: '28.02' } });
    await fireEvent.click(screen.getByRole('button', { name: 'Зберегти' }));
    await screen.findByText(/У номері «044 390-12-55 #12»/u);
    expect(screen.getByLabelText('Телефон 1').getAttribute('aria-invalid')).toBe('true');
  });

  test('o2_a_card_nobody_types_into_follows_a_burst_too_long_to_be_told', async () => {
    begin('uk');
    const asked = answer({ 'clients.get': () => card, 'client_fields.list': () => own });
    render(ClientDialog, { id: 7, onclose: () => undefined });
    await waitFor(() => expect(asked.filter(({ name }) => name === 'clients.get')).toHaveLength(1));
    await screen.findByDisplayValue(card.name);
    publish('changed', [{ noun: 'client', id: 0, what: 'many' }]);
    await waitFor(() => expect(asked.filter(({ name }) => name === 'clients.get')).toHaveLength(2), { timeout: 3000 });
  });

  test('o2_what_others_changed_while_one_typed_is_not_taken_back', async () => {
    let held = card;
    const asked = answer({ 'clients.get': () => held, 'clients.update': () => held, 'client_fields.list': () => own });
    render(ClientDialog, { id: 7, onclose: () => undefined });
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Місто').value).toBe('Київ'));
    await fireEvent.input(screen.getByLabelText('Місто'), { target: { value: 'Львів' } });
    held = { ...card, notes: 'Дзвонити зранку', do_not_write: false, consents: { ...card.consents, sms: { given: false, source: 'відповідь СТОП', day: '2026-11-21' } } };
    await fireEvent.click(screen.getByRole('button', { name: 'Зберегти' }));
    await waitFor(() => expect(saved(asked)).toMatchObject({ city: 'Львів', notes: 'Дзвонити зранку', do_not_write: false, consents: held.consents }));
  });

  test('c1_what_was_typed_and_not_saved_stays', async () => {
    answer({ 'clients.get': () => card, 'client_fields.list': () => own });
    const first = render(ClientDialog, { id: 7, onclose: () => undefined });
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Місто').value).toBe('Київ'));
    await fireEvent.input(screen.getByLabelText('Місто'), { target: { value: 'Львів' } });
    await fireEvent.click(screen.getByRole('button', { name: 'Скасувати' }));
    first.unmount();
    render(ClientDialog, { id: 7, onclose: () => undefined });
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Місто').value).toBe('Львів'));
    await fireEvent.click(screen.getByRole('button', { name: 'Відкинути' }));
    expect(screen.getByLabelText<HTMLInputElement>('Місто').value).toBe('Київ');
  });

  test('c1_a_new_client_under_a_typed_name_leaves_another_new_one_as_it_was', async () => {
    answer({ 'client_fields.list': () => [], 'clients.create': () => card });
    const city = (): HTMLInputElement => screen.getByLabelText<HTMLInputElement>('Місто');
    const first = render(ClientDialog, { onclose: () => undefined });
    await fireEvent.input(city(), { target: { value: 'Львів' } });
    first.unmount();
    // Looked at, typed into and saved under another name.
    render(ClientDialog, { name: 'Іван', onclose: () => undefined }).unmount();
    const named = render(ClientDialog, { name: 'Іван', onclose: () => undefined });
    expect(city().value).toBe('');
    await fireEvent.input(city(), { target: { value: 'Одеса' } });
    named.unmount();
    const again = render(ClientDialog, { name: 'Іван', onclose: () => undefined });
    expect(city().value).toBe('Одеса');
    await fireEvent.click(screen.getByRole('button', { name: 'Зберегти' }));
    await waitFor(() => expect(unsavedCards(1).get('new Іван')).toBeUndefined());
    again.unmount();
    render(ClientDialog, { onclose: () => undefined });
    expect(city().value).toBe('Львів');
    await fireEvent.click(screen.getByRole('button', { name: 'Відкинути' }));
  });

  test('c1_birthdays_are_typed_as_people_write_them', () => {
    for (const [typed, kept] of [['20.11.1984', '1984-11-20'], ['5/3', '--03-05'], ['29.02', '--02-29'], ['1984-11-20', '1984-11-20'], ['', '']] as const) expect(birthdayMeant(typed)).toBe(kept);
    for (const wrong of ['31.02', '29.02.1985', 'завтра', '20.13']) expect(birthdayMeant(wrong)).toBeNull();
    expect(birthdayText('--03-05')).toBe('05.03');
    expect(birthdayText('')).toBe('');
  });
});

describe('c1_files', () => {
  const file = (part: Partial<ClientFile> = {}): ClientFile => ({ id: 1, name: 'макет.png', type: 'image/png', size: 2_400_000, employee: null, at: 0, preview: true, program: false, ...part });

  test('c1_a_dropped_file_goes_by_slices', async () => {
    let there: ClientFile[] = [];
    const asked = answer({
      'client_files.list': () => there, 'client_files.begin': () => ({ id: 5 }), 'client_files.preview': () => ({ data_url: 'data:image/jpeg;base64,AAAA' }),
      'client_files.finish': () => { there = [file({ id: 5 })]; return { file: file({ id: 5 }), known: false }; },
    });
    render(ClientFiles, { client_id: 7 });
    await screen.findByText('Файлів ще немає');
    const dropped = new File([new Uint8Array(1024 * 1024 + 10)], 'макет.png');
    await fireEvent.drop(screen.getByRole('region', { name: 'Файли' }), { dataTransfer: { files: [dropped], types: ['Files'] } });
    await screen.findByTitle('Подивитися макет.png');
    const pieces = asked.filter((one) => one.name === 'client_files.piece').map((one) => one.args as unknown as { position: number; base64: string });
    expect(pieces.map(({ position, base64 }) => [position, base64.length])).toEqual([[0, Math.ceil((1024 * 1024) / 3) * 4], [1, 16]]);
  });

  test('c1_removal_is_undone_and_programs_are_warned_of', async () => {
    const asked = answer({ 'client_files.list': () => [file({ name: 'звіт.exe', preview: false, program: true })] });
    render(ClientFiles, { client_id: 7 });
    await fireEvent.click(await screen.findByRole('button', { name: 'Відкрити звіт.exe' }));
    const warning = screen.getByRole('dialog', { name: 'Цей файл — програма' });
    expect(asked.some((one) => one.name === 'client_files.open')).toBe(false);
    await fireEvent.click(within(warning).getByRole('button', { name: 'Не відкривати' }));
    await fireEvent.click(screen.getByRole('button', { name: 'Прибрати звіт.exe' }));
    await waitFor(() => expect(asked.some((one) => one.name === 'client_files.remove')).toBe(true));
    expect(toasts.act()).toBe(true);
    await waitFor(() => expect(asked.some((one) => one.name === 'client_files.restore')).toBe(true));
  });
});

describe('c1_what_is_typed', () => {
  test('c1_a_discount_is_read_as_people_write_it', () => {
    begin('uk');
    expect(['7,5', '7.5', ' 7,5 % ', '', '100', '100,1', '-5', 'сім'].map(discountMeant)).toEqual([7.5, 7.5, 7.5, 0, 100, null, null, null]);
    expect([clientDraft({ ...card, discount: 7.5 }).discount, clientFields({ ...clientDraft(card), discount: '7,5' }).discount]).toEqual(['7,5', 7.5]);
    expect(clientProblems({ ...clientDraft(card), discount: '7;5' }).discount?.key).toBe('client-discount-wrong');
  });

  test('c1_a_day_that_cannot_be_read_is_refused', async () => {
    const asked = answer({ 'clients.get': () => card, 'client_fields.list': () => [] });
    render(ClientDialog, { id: 7, onclose: () => undefined });
    const day = within(await screen.findByRole('group', { name: 'День згоди на листи' })).getByRole('textbox');
    await fireEvent.input(day, { target: { value: '31.02' } });
    await fireEvent.blur(day);
    await fireEvent.click(screen.getByRole('button', { name: 'Зберегти' }));
    screen.getByText('Такої дати немає.');
    expect(asked.some((one) => one.name === 'clients.update')).toBe(false);
  });

  test('c1_a_card_that_goes_with_its_screen_keeps_what_was_typed_for_its_writer_alone', async () => {
    answer({ 'clients.get': () => card, 'client_fields.list': () => [] });
    const view = render(ClientDialog, { id: 7, onclose: () => undefined });
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Місто').value).toBe('Київ'));
    await fireEvent.input(screen.getByLabelText('Місто'), { target: { value: 'Одеса' } });
    begin('uk', { employee: null, rights: [] });
    view.unmount();
    begin('uk');
    expect([unsavedCards(1).get(7)?.city, unsavedCards(2).get(7)]).toEqual(['Одеса', undefined]);
  });

  test('c1_a_saved_card_leaves_nothing_unsaved', async () => {
    answer({ 'clients.get': () => card, 'clients.update': () => card, 'client_fields.list': () => [] });
    const onclose = vi.fn();
    const view = render(ClientDialog, { id: 7, onclose });
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Місто').value).toBe('Київ'));
    await fireEvent.input(screen.getByLabelText('Місто'), { target: { value: 'Одеса' } });
    await fireEvent.click(screen.getByRole('button', { name: 'Зберегти' }));
    await waitFor(() => expect(onclose).toHaveBeenCalled());
    view.unmount();
    expect(unsavedCards(1).get(7)).toBeUndefined();
  });
});

describe('c5_timeline', () => {
  const entry = (part: Partial<TimelineEntry>): TimelineEntry => ({ kind: 'note', id: 1, at: Date.parse('2026-11-20T10:00:00Z'), title: '', text: '', direction: null, channel: null, employee: null, request_id: null, number: '', what: '', fields: [], program: false, ...part });

  test('c5_a_program_is_warned_of_before_it_is_opened', async () => {
    const asked = answer({ 'clients.timeline': () => ({ rows: [entry({ kind: 'file', id: 12, title: 'звіт.exe', program: true })], next: null }), 'client_files.open': () => ({ path: '/tmp/x' }) });
    const opened = (): boolean => asked.some((one) => one.name === 'client_files.open');
    render(ClientTimeline, { client_id: 7 });
    await fireEvent.click(await screen.findByRole('button', { name: /звіт\.exe/u }));
    const warning = screen.getByRole('dialog', { name: 'Цей файл — програма' });
    expect(opened()).toBe(false);
    await fireEvent.click(within(warning).getByRole('button', { name: 'Усе одно відкрити' }));
    await waitFor(() => expect(opened()).toBe(true));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test('c5_read_on_it_stays_as_long_when_something_changes', async () => {
    const all = Array.from({ length: 420 }, (_, at) => entry({ id: at + 1, text: `Нотатка ${at + 1}` }));
    const asked = answer({ 'clients.timeline': ({ after, limit }) => {
      const from = Number(after ?? 0);
      const rows = all.slice(from, from + Math.min(limit ?? 50, 200));
      return { rows, next: from + rows.length < all.length ? String(from + rows.length) : null };
    } });
    render(ClientTimeline, { client_id: 7 });
    for (const shown of [50, 150, 250]) {
      await screen.findByText(`Нотатка ${shown}`);
      if (shown < 250) await fireEvent.click(screen.getByRole('button', { name: 'Показати ще' }));
    }
    asked.length = 0;
    publish('changed', [{ noun: 'client', id: 7, what: 'updated' }] as never);
    await waitFor(() => expect(asked.filter((one) => one.name === 'clients.timeline').map((one) => (one.args as { limit: number }).limit)).toEqual([200, 50]));
    await new Promise((resolve) => { setTimeout(resolve, 20); });
    screen.getByText('Нотатка 250');
    expect(screen.queryByText('Нотатка 251')).toBeNull();
  });

  test('c5_what_comes_late_does_not_take_the_place_of_what_was_opened_meanwhile', async () => {
    let free = (): void => undefined;
    const asked = answer({
      'clients.timeline': () => ({ rows: [entry({ kind: 'contact', id: 9, text: 'Повільний' }), entry({ kind: 'contact', id: 10, text: 'Швидкий' })], next: null }),
      'contacts.get': ({ id }) => (id === 9 ? new Promise((resolve) => { free = () => resolve(contact({ id, information: 'Перше' })); }) : contact({ id, information: 'Друге' })),
    });
    render(ClientTimeline, { client_id: 7 });
    await fireEvent.click(await screen.findByRole('button', { name: /Повільний/u }));
    await fireEvent.click(screen.getByRole('button', { name: /Швидкий/u }));
    const text = (): string => screen.getByLabelText<HTMLTextAreaElement>(/Інформація/u).value;
    await waitFor(() => expect(text()).toBe('Друге'));
    free();
    await new Promise((resolve) => { setTimeout(resolve, 20); });
    await fireEvent.click(screen.getByRole('button', { name: /Зберегти/u }));
    await waitFor(() => expect(asked.find((one) => one.name === 'contacts.update')?.args).toMatchObject({ id: 10, fields: { information: 'Друге' } }));
  });

  test('c5_kinds_pages_and_a_click', async () => {
    const asked = answer({
      'clients.timeline': ({ kinds, after }) => {
        if (after) return { rows: [entry({ kind: 'request', id: 40, title: 'Вивіска', request_id: 40 })], next: null };
        const all = [entry({ kind: 'contact', id: 9, channel: 'call', direction: 'incoming', text: 'Питала про ціни' }), entry({ kind: 'change', id: 3, what: 'updated', fields: ['city', 'tags'] })];
        return kinds ? { rows: all.filter(({ kind }) => kinds.includes(kind)), next: null } : { rows: all, next: 'x' };
      },
      'contacts.get': () => contact(),
    });
    render(ClientTimeline, { client_id: 7 });
    await screen.findByText('Дзвінок клієнта');
    screen.getByText('змінено: місто, мітки');
    await fireEvent.click(screen.getByRole('button', { name: 'Показати ще' }));
    await fireEvent.click(await screen.findByRole('button', { name: /Вивіска/u }));
    expect(nav.place).toMatchObject({ screen: 'requests', id: 40 });
    await fireEvent.click(screen.getByRole('button', { name: 'Контакти' }));
    await waitFor(() => expect(screen.queryByText('змінено: місто, мітки')).toBeNull());
    expect(asked.filter((one) => one.name === 'clients.timeline').at(-1)?.args).toMatchObject({ client_id: 7, kinds: ['contact'] });
    await fireEvent.click(await screen.findByRole('button', { name: /Питала про ціни/u }));
    await waitFor(() => expect(asked.some((one) => one.name === 'contacts.get')).toBe(true));
  });
});

test('c1_a_removed_file_does_not_come_back_with_an_older_answer', async () => {
  const file = { id: 5, name: 'макет.cdr', type: '', size: 9, preview: false, program: false, at: 0, employee: null } as unknown as ClientFile;
  const held: ((files: ClientFile[]) => void)[] = [];
  answer({ 'client_files.list': () => new Promise<ClientFile[]>((resolve) => { held.push(resolve); }), 'client_files.remove': () => null as never });
  render(ClientFiles, { client_id: 7 });
  await waitFor(() => expect(held).toHaveLength(1));
  held.shift()?.([file]);
  await screen.findByText('макет.cdr');
  publish('changed', [{ noun: 'client', id: 7, what: 'updated' }] as never);
  await waitFor(() => expect(held).toHaveLength(1));
  await fireEvent.click(screen.getByRole('button', { name: 'Прибрати макет.cdr' }));
  await new Promise((resolve) => { setTimeout(resolve, 20); });
  // Were both under way, the newer could be answered first.
  held[1]?.([]);
  held[0]?.([file]);
  await waitFor(() => expect(held).toHaveLength(2));
  held[1]?.([]);
  await waitFor(() => expect(screen.queryByText('макет.cdr')).toBeNull());
});
