// C3 in the window: who is perhaps one, told apart or merged field by field, from the list, from ticked rows and from a card; undone.
import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, test } from 'vitest';
import { answer, begin, clientRow, type Asked } from '../../test/office-b.ts';
import { unfilled } from '../../test/office/people.ts';
import Clients from '../clients/Clients.svelte';
import { unsavedCards } from '../clients/unsaved.ts';
import { clientDraft } from '../clients/draft.ts';
import type { ClientCard, ClientMerge, DuplicateGroup } from '../ipc/types.ts';
import { memory } from '../shared/memory.svelte.ts';
import { nav } from '../shared/nav.svelte.ts';
import { toasts } from '../shared/toasts.svelte.ts';
import { asked as whatIsAsked, fieldsOf, hasRefusal, taken, tiedText, unitedOf, usualKeep } from './merge.ts';
import { whyText } from './words.ts';

const request = { id: 1, number: '2026-00001', subject: 'Вивіска', status: { code: 'new', name: '', kind: 'new' as const }, last_at: 0 };
const card = (id: number, part: Partial<ClientCard> = {}): ClientCard => ({
  ...unfilled, id, kind: 'person', name: 'Олена Коваль', phones: [{ number: '+380672201145', shown: '067 220-11-45', sms: true }], emails: [], city: 'Львів', address: '', interests: '', discount: 0, terms: '', notes: '',
  manager: null, created_at: 0, requests: [], reminders: [], last_contacts: [], ...part,
});
const cards: ClientCard[] = [
  card(7, { notes: 'Дзвонити зранку', tags: ['опт'], emails: ['olena@koval.example'] }),
  card(8, { name: 'Коваль Олена', city: 'Київ', notes: 'Оплата карткою', tags: ['Опт', 'друзі'], requests: [request as never], requests_total: 1, files_total: 2, discount: 5 }),
  card(9, { name: 'О. Коваль', city: '' }),
];
const alike = (from: ClientCard): DuplicateGroup['clients'][number] => ({ id: from.id, name: from.name, phone: '067 220-11-45', email: from.emails[0] ?? '', city: from.city, created_at: 0, requests: from.requests.length, contacts: 0 });
const group = (id: number, part: Partial<DuplicateGroup> = {}): DuplicateGroup => ({ key: String(id), id, reasons: [{ by: 'phone', value: '067 220-11-45' }, { by: 'name', value: '' }], total: 2, clients: [alike(cards[0] as ClientCard), alike(cards[1] as ClientCard)], ...part });
const three = group(7, { total: 3, clients: cards.map(alike) });
const other = group(20, { clients: [{ ...alike(card(20, { name: 'Ірина Мельник' })) }, { ...alike(card(21, { name: 'Мельник Ірина' })) }] });

const of = (asked: Asked[], name: string): Record<string, unknown>[] => asked.filter((one) => one.name === name).map((one) => one.args as unknown as Record<string, unknown>);
const press = async (name: string | RegExp): Promise<void> => void (await fireEvent.click(await screen.findByRole('button', { name })));

function office(groups: DuplicateGroup[] = [three, other]): Asked[] {
  let rows = groups;
  return answer({
    'duplicates.list': () => ({ rows, next: null, total: rows.length }), 'duplicates.count': () => ({ groups: rows.length }),
    'duplicates.dismiss': ({ ids }) => { rows = rows.filter((one) => one.clients[0]?.id !== ids[0]); return { deed_id: 31 }; },
    'clients.merge': ({ keep, others }) => { rows = rows.filter((one) => !one.clients.some(({ id }) => id === keep || others.includes(id))); return { deed_id: 30 }; },
    'clients.get': ({ id }) => cards.find((one) => one.id === id) ?? card(id),
    'contacts.counts': ({ client_id }) => ({ contacts: client_id === 8 ? 3 : 0, reminders: client_id === 7 ? 1 : 0 }),
    'clients.suggest': () => cards.map(({ id, name }) => clientRow({ id, name })),
    'clients.list': () => ({ rows: cards.map(({ id, name }) => clientRow({ id, name })), next: null, total: 3 }),
  });
}

beforeEach(async () => {
  begin('uk');
  answer({});
  await memory.load();
  nav.go({ screen: 'clients', tab: 'duplicates' });
  for (const toast of toasts.list) toasts.dismiss(toast.id);
});

describe('c3_duplicates', () => {
  test('c3_a_group_says_why_who_and_what_differs', async () => {
    office();
    render(Clients);
    await screen.findByRole('tab', { name: 'Дублікати 2' });
    const [first] = await screen.findAllByRole('article', { name: 'Той самий телефон: 067 220-11-45; схожі імена' });
    expect(within(first as HTMLElement).getAllByRole('listitem')).toHaveLength(3);
    expect(within(first as HTMLElement).getByText('О. Коваль').classList.contains('same')).toBe(false);
    expect(within(first as HTMLElement).getAllByText('067 220-11-45')[0]?.classList.contains('same')).toBe(true);
    expect(first?.getAttribute('aria-setsize')).toBe('2');
    expect(whyText([{ by: 'email', value: 'a@b.example' }, { by: 'phone', value: '1' }, { by: 'phone', value: '2' }])).toBe('Той самий телефон: 1, 2; та сама адреса: a@b.example');
  });

  test('c3_the_tab_counts_and_says_nothing_of_none', async () => {
    office();
    nav.go({ screen: 'clients' });
    const { unmount } = render(Clients);
    await screen.findByRole('tab', { name: 'Дублікати 2' });
    unmount();
    office([]);
    render(Clients);
    await fireEvent.click(await screen.findByRole('tab', { name: 'Дублікати' }));
    await screen.findByText('Дублікатів не знайдено');
    screen.getByText(/^Тут будуть клієнти/u);
  });

  test('c3_keys_go_through_the_groups_and_set_one_apart_which_is_undone', async () => {
    const asked = office();
    render(Clients);
    const articles = await screen.findAllByRole('article');
    await waitFor(() => expect(document.activeElement).toBe(articles[0]));
    await fireEvent.keyDown(articles[0] as HTMLElement, { code: 'ArrowDown' });
    await waitFor(() => expect(document.activeElement).toBe(articles[1]));
    await fireEvent.keyDown(articles[1] as HTMLElement, { code: 'Delete' });
    await waitFor(() => expect(of(asked, 'duplicates.dismiss')).toEqual([{ ids: [20, 21] }]));
    await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(1));
    expect(toasts.list.at(-1)?.text).toBe('2 картки більше не вважатимемо дублікатами');
    toasts.list.at(-1)?.action?.run();
    await waitFor(() => expect(of(asked, 'deeds.undo')).toEqual([{ id: 31 }]));
  });

  test('c3_merged_field_by_field_the_card_is_opened_and_undo_offered', async () => {
    const asked = office();
    unsavedCards(1).keep(8, clientDraft(cards[1] as ClientCard));
    render(Clients);
    const [first] = await screen.findAllByRole('article');
    await waitFor(() => expect(document.activeElement).toBe(first));
    await fireEvent.keyDown(first as HTMLElement, { code: 'Enter' });
    const dialog = await screen.findByRole('dialog', { name: 'Об’єднати 3 картки' });
    // On the second card most hangs: it stays, and its values with it.
    expect((within(dialog).getByRole('radio', { name: /^Коваль Олена Лишиться ця/u }) as HTMLInputElement).checked).toBe(true);
    within(dialog).getByText(/^На картку «Коваль Олена» перейде: 1 нагадування\./u);
    within(dialog).getByText('опт, друзі', { exact: false });
    expect((within(dialog).getByRole('radio', { name: 'Місто: Київ' }) as HTMLInputElement).checked).toBe(true);
    await fireEvent.click(within(dialog).getByRole('radio', { name: 'Місто: Львів' }));
    await fireEvent.click(within(dialog).getByRole('radio', { name: 'Примітки: Дзвонити зранку' }));
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Не об’єднувати О. Коваль' }));
    await screen.findByRole('dialog', { name: 'Об’єднати 2 картки' });
    await fireEvent.click(within(dialog).getByRole('button', { name: /^Ще 2 поля/u }));
    within(dialog).getByText('людина');
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Об’єднати' }));
    await waitFor(() => expect(of(asked, 'clients.merge')).toEqual([{ keep: 8, others: [7], fields: { name: 8, city: 7, notes: 7 } }]));
    const opened = await screen.findByRole('dialog', { name: 'Коваль Олена' });
    expect(unsavedCards(1).get(8)).toBeUndefined();
    expect(toasts.host).toBe(opened);
    expect(toasts.list.at(-1)?.text).toBe('Об’єднано 2 картки: Коваль Олена');
    toasts.list.at(-1)?.action?.run();
    await waitFor(() => expect(of(asked, 'deeds.undo')).toEqual([{ id: 30 }]));
  });

  test('c3_an_error_stays_in_the_dialog_with_what_was_chosen', async () => {
    office();
    render(Clients);
    await fireEvent.click((await screen.findAllByRole('button', { name: 'Об’єднати…' }))[0] as HTMLElement);
    const dialog = await screen.findByRole('dialog');
    await fireEvent.click(within(dialog).getByRole('radio', { name: 'Місто: Львів' }));
    answer({ 'clients.merge': () => { throw { code: 'not_found', params: {}, detail: null }; } });
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Об’єднати' }));
    await within(dialog).findByText('Цього вже немає. Можливо, хтось це вилучив.');
    expect((within(dialog).getByRole('radio', { name: 'Місто: Львів' }) as HTMLInputElement).checked).toBe(true);
  });

  test('c3_two_ticked_rows_are_merged', async () => {
    const asked = office();
    nav.go({ screen: 'clients' });
    render(Clients);
    const ticks = await screen.findAllByRole('checkbox', { name: 'Позначити рядок' });
    await fireEvent.click(ticks[0] as HTMLElement);
    await press(/^Ще/u);
    expect(screen.queryByRole('menuitem', { name: 'Об’єднати в одну картку…' })).toBeNull();
    await press(/^Ще/u);
    await fireEvent.click(ticks[2] as HTMLElement);
    await press(/^Ще/u);
    await fireEvent.click(await screen.findByRole('menuitem', { name: 'Об’єднати в одну картку…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Об’єднати 2 картки' });
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Об’єднати' }));
    await waitFor(() => expect(of(asked, 'clients.merge')).toEqual([{ keep: 7, others: [9], fields: { name: 7 } }]));
    await screen.findByRole('dialog', { name: 'Олена Коваль' });
  });

  test('c3_from_a_card_with_somebody_found_by_name', async () => {
    const asked = office();
    nav.go({ screen: 'clients', id: 9 });
    render(Clients);
    const own = await screen.findByRole('dialog', { name: 'О. Коваль' });
    const name = within(own).getByDisplayValue('О. Коваль');
    await fireEvent.input(name, { target: { value: 'О. К.' } });
    await fireEvent.click(within(own).getByRole('button', { name: 'Об’єднати з…' }));
    // What was typed would be lost: first it is saved or taken back.
    within(own).getByText('У картці є незбережене. Спершу збережіть її.');
    await fireEvent.input(name, { target: { value: 'О. Коваль' } });
    await fireEvent.click(within(own).getByRole('button', { name: 'Об’єднати з…' }));
    const picking = await screen.findByRole('dialog', { name: 'З ким об’єднати' });
    const field = within(picking).getByRole('combobox');
    await fireEvent.input(field, { target: { value: 'кова' } });
    expect(await within(picking).findAllByRole('option')).toHaveLength(3);
    await fireEvent.click(within(picking).getByRole('option', { name: /^О\. Коваль/u }));
    within(picking).getByText('Це та сама картка. Виберіть іншу.');
    await fireEvent.input(field, { target: { value: 'кова' } });
    await fireEvent.click(await within(picking).findByRole('option', { name: /^Коваль Олена/u }));
    await fireEvent.click(within(picking).getByRole('button', { name: 'Порівняти…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Об’єднати 2 картки' });
    // The card that was open stays, though more hangs on the other.
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Об’єднати' }));
    await waitFor(() => expect(of(asked, 'clients.merge')).toEqual([{ keep: 9, others: [8], fields: { name: 9 } }]));
    await waitFor(() => expect(screen.getAllByRole('dialog')).toHaveLength(1));
  });

  test('c3_who_may_not_change_clients_sees_the_groups_and_merges_nothing', async () => {
    begin('uk', { rights: ['work', 'see_clients'] });
    office();
    render(Clients);
    const [first] = await screen.findAllByRole('article');
    expect(screen.queryByRole('button', { name: 'Об’єднати…' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Не дублікати' })).toBeNull();
    await fireEvent.keyDown(first as HTMLElement, { code: 'Enter' });
    expect(screen.queryByRole('dialog')).toBeNull();
    await fireEvent.click(within(first as HTMLElement).getByRole('button', { name: 'О. Коваль' }));
    const dialog = await screen.findByRole('dialog', { name: 'О. Коваль' });
    expect(within(dialog).queryByRole('button', { name: 'Об’єднати з…' })).toBeNull();
  });
});

describe('c3_what_is_asked', () => {
  test('c3_only_what_differs_is_asked_and_empty_places_are_filled', () => {
    const own = (field_id: number, value: string): ClientCard['own'][number] => ({ field_id, name: 'Наклад', kind: 'number', value });
    const two = [card(1, { own: [own(4, '10')], discount: 0 }), card(2, { own: [own(4, '20')], discount: 5, city: '' })];
    const fields = fieldsOf(two);
    expect(fields.filter((field) => field.differs).map((field) => field.key)).toEqual(['own-4']);
    expect(taken(fields.find((field) => field.key === 'discount') as never, two, 1, {})).toBe(2);
    // A choice that says nothing counts for nothing.
    expect(taken(fields.find((field) => field.key === 'city') as never, two, 2, { city: 2 })).toBe(1);
    expect(whatIsAsked(fields, two, 1, { 'own-4': 2 })).toEqual<ClientMerge>({ keep: 1, others: [2], fields: { own: [{ field_id: 4, client_id: 2 }] } });
  });

  test('c3_lists_are_shown_united_the_kept_one_first', () => {
    const [first, second] = cards as [ClientCard, ClientCard];
    const shown = Object.fromEntries(unitedOf([first, second], 8).map(({ key, text }) => [key, text]));
    expect(shown).toEqual({ phones: '067 220-11-45', emails: 'olena@koval.example', tags: 'Опт, друзі' });
    expect(usualKeep([first, second], new Map())).toBe(7);
    expect(hasRefusal([first, second])).toBe(false);
    expect(hasRefusal([first, { ...second, do_not_write: true }])).toBe(true);
  });

  test('c3_what_hangs_on_a_card_is_counted_by_the_rules_of_the_language', () => {
    const tied = (part: Partial<Parameters<typeof tiedText>[0][number]>): string => tiedText([{ requests: 0, contacts: 0, reminders: 0, files: 0, ...part }]);
    expect([1, 2, 5].map((requests) => tied({ requests }))).toEqual(['1 заявка', '2 заявки', '5 заявок']);
    expect(tied({ requests: 45, contacts: 22, files: 1 })).toBe('45 заявок, 22 контакти, 1 файл');
    begin('ru');
    expect([1, 2, 5].map((contacts) => tied({ contacts }))).toEqual(['1 контакт', '2 контакта', '5 контактов']);
    expect(tied({})).toBe('');
  });
});
