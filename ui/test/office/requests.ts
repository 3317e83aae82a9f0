// Invented requests with their letters, notes and events.
import type { Address, ClientCard, EmployeeRef, EventItem, File, Item, LetterItem, NoteItem, Request, RequestRow, StatusRef, View } from '../../src/ipc/types.ts';
import { ago, client, day, olena, start, taras } from './people.ts';

export const office: Address = { name: 'Майстерня «Промінь»', address: 'office@promin.example' };
export const statuses: Record<string, StatusRef> = {
  new: { code: 'new', kind: 'open' }, in_work: { code: 'in_work', kind: 'open' }, waiting: { code: 'waiting', kind: 'waiting' },
  done: { code: 'done', kind: 'won' }, refused: { code: 'refused', kind: 'lost' }, spam: { code: 'spam', kind: 'spam' },
};

let letterId = 100;
export function letter(from: Address, at: number, text: string, more: Partial<LetterItem> = {}): LetterItem {
  const ours = from === office || from.address === office.address;
  return {
    item: 'letter', id: letterId++, at, direction: ours ? 'outgoing' : 'incoming', kind: 'letter', from, to: ours ? [] : [office], cc: [], subject: '', text,
    has_quote: false, has_html: false, files: [], employee: ours ? olena : null, state: ours ? 'sent' : null, undo_until: null, retry_at: null, error: null,
    not_delivered: null, seen: true, why: { rule: ours ? 'ours' : 'first', header: null }, ...more,
  };
}

function file(position: number, name: string, type: string, size: number, program = false): File {
  return { position, name, type, size, inline: false, program };
}

function note(at: number, text: string, pinned = false, employee: EmployeeRef = olena): NoteItem {
  return { item: 'note', id: letterId++, at, employee, text, pinned };
}

function event(at: number, what: string, params: Record<string, string> = {}, employee: EmployeeRef | null = olena): EventItem {
  return { item: 'event', at, what, employee, params };
}

let requestId = 0;
function request(card: ClientCard | null, subject: string, items: Item[], more: Partial<Request> = {}): Request {
  requestId += 1;
  const last = items.filter((item): item is LetterItem => item.item === 'letter').at(-1);
  const first = items[0]?.at ?? ago(1);
  return {
    id: requestId, number: `2026-${String(411 + requestId).padStart(5, '0')}`, subject, client_id: card?.id ?? null, who: card?.name ?? '', snippet: last?.text.replaceAll('\n', ' ') ?? '',
    status: statuses['in_work'] as StatusRef, assignee: olena, unread: false, urgent: false, deadline: null, overdue_days: null, no_reply_days: null, created_at: first,
    last_at: items.at(-1)?.at ?? first, source: 'mail', has_files: items.some((item) => item.item === 'letter' && item.files.length > 0), letters: items.filter((item) => item.item === 'letter').length,
    trouble: null, email: card?.emails[0] ?? null, phone: card?.phones[0]?.shown ?? null, comment: null, items, client: card, draft: null, last_letter_id: last?.id ?? null, ...more,
  };
}

function of(id: number): [ClientCard | null, Address] {
  const card = client(id);
  return [card, { name: card?.name ?? '', address: card?.emails[0] ?? '' }];
}

const [irina, irinaAt] = of(1);
const [svitlana, svitlanaAt] = of(2);
const [serhii, serhiiAt] = of(3);
const [wood, woodAt] = of(4);
const [vector, vectorAt] = of(7);
const [bright, brightAt] = of(8);
const anna: Address = { name: 'Анна', address: 'anna.shevchuk@mail.example' };
const victor: Address = { name: 'Виктор Лебедев', address: 'v.lebedev@pochta.example' };

export const requests: Request[] = [
  request(svitlana, 'Макет вивіски, фанера 6 мм', [
    letter(svitlanaAt, ago(5, '09:12'), 'Добрий день! Надсилаю виправлений файл, перевірте, будь ласка, розміри отворів під кріплення: 4 шт. по 6 мм.\n\nЗ повагою,\nТОВ «Світлана»', { files: [file(0, 'Вивіска_v3.cdr', 'application/cdr', 2_480_000), file(1, 'вивіска.png', 'image/png', 184_000)], has_html: true, seen: false }),
  ], { unread: true, overdue_days: 2, deadline: start - 2 * day, status: statuses['new'] as StatusRef }),
  request(irina, 'Різання акрилу 3 мм, 40 шт.', [
    letter(irinaAt, ago(5, '11:40'), 'Вітаю! Потрібно порізати акрил 3 мм прозорий за кресленням у вкладенні, 40 штук. Коли зможете виготовити? Потрібно до п’ятниці.', { files: [file(0, 'kreslennia.pdf', 'application/pdf', 184_000)] }),
    event(ago(5, '11:52'), 'assigned', { name: 'Олена Коваль' }),
    letter(office, ago(5, '12:05'), 'Доброго дня, Ірино! Зробимо до четверга. Вартість 2\u00a0480,00\u00a0₴ з вашою знижкою 5 %. Підтверджуєте?', { to: [irinaAt], has_quote: true }),
    event(ago(5, '12:05'), 'status', { status: 'waiting' }),
    note(ago(4, '16:30'), 'Дзвонила, просила рахунок на ФОП. Без відповіді — передзвонити у понеділок.', true),
  ], { no_reply_days: 5, deadline: start + 2 * day, status: statuses['waiting'] as StatusRef }),
  request(serhii, 'Рахунок за жовтень', [
    letter(office, ago(6, '16:00'), 'Доброго дня, Сергію! Надсилаємо рахунок за жовтень на 6\u00a0120,00\u00a0₴.', { to: [serhiiAt], files: [file(0, 'Рахунок-1044.pdf', 'application/pdf', 96_400)] }),
    letter(serhiiAt, ago(4, '08:05'), 'Дякую, отримали. Оплатимо завтра.', { has_quote: true, seen: false, why: { rule: 'in_reply_to', header: '<1044@promin.example>' } }),
  ], { unread: true, status: statuses['waiting'] as StatusRef, assignee: taras }),
  request(null, 'Скільки коштує гравіювання?', [
    letter(anna, ago(4, '10:31'), 'Телефон: 050 123-45-67. Хочу дізнатися вартість гравіювання 12 металевих жетонів з текстом на двох сторонах.'),
  ], { who: 'Форма сайту · Анна', urgent: true, status: statuses['new'] as StatusRef, assignee: null, email: anna.address, source: 'form' }),
  request(wood, 'Повторне замовлення шильдів', [
    letter(woodAt, ago(4, '14:02'), 'Так само, як минулого разу, але 60 штук.'),
  ]),
  request(vector, 'Таблички на кабинеты, 24 шт.', [
    letter(vectorAt, ago(3, '09:48'), 'Добрый день! Нужны таблички на кабинеты, пластик 3 мм, 24 штуки. Список номеров во вложении. Сориентируйте по цене и срокам.', { files: [file(0, 'Список кабинетов.xlsx', 'application/vnd.ms-excel', 18_900), file(1, 'setup.exe', 'application/x-msdownload', 1_204_000, true)], has_html: true }),
    letter(office, ago(3, '10:20'), 'Здравствуйте! 24 таблички будут готовы в среду, стоимость 3\u00a0360,00\u00a0₴.', { to: [vectorAt], state: 'failed', error: { code: 'wrong_password', params: { host: 'smtp.promin.example' }, detail: '535 5.7.8 Error: authentication failed' } }),
  ], { trouble: 'failed' }),
  request(bright, 'Acrylic stands for the exhibition', [
    letter(brightAt, ago(2, '17:25'), 'Hello! We need eight acrylic stands, 5 mm, for the exhibition in December. Could you send a quotation with delivery to London?', { has_html: true }),
    letter(office, ago(2, '18:02'), 'Hello! Of course. Which finish of the edges would you like: polished or flamed?', { to: [brightAt], state: 'uncertain', has_quote: true }),
  ], { trouble: 'uncertain' }),
  request(null, 'Помилка в рахунку', [
    letter({ name: 'Бухгалтерія', address: 'buh@dim-budivnyk.example' }, ago(1, '11:11'), 'Доброго дня. У рахунку 1051 зазначено не той ЄДРПОУ, виправте, будь ласка.', { seen: false }),
    letter(office, ago(1, '11:40'), 'Виправили, надсилаємо.', { to: [{ name: '', address: 'buh@dim-budivnyk.example' }], not_delivered: { recipient: 'buh@dim-budivnyk.example', reason: '550 5.1.1 Mailbox is full' } }),
  ], { who: 'Бухгалтерія', trouble: 'not_delivered', email: 'buh@dim-budivnyk.example', assignee: null }),
  request(null, 'Вопрос по доставке', [
    letter(victor, ago(0, '08:14'), 'Здравствуйте! Подскажите, отправляете ли вы наложенным платежом? Если да, то какой минимальный заказ?', { seen: false }),
  ], { who: victor.name, unread: true, assignee: null, status: statuses['new'] as StatusRef, email: victor.address }),
];

// Enough of them for paging and the virtual list.
const subjects = ['Шильди на двері', 'Гравіювання медалей', 'Розкрій фанери', 'Табличка «Відчинено»', 'Вартість доставки', 'Акт виконаних робіт'];
const many = new URLSearchParams(globalThis.location?.search ?? '').has('many') ? 3000 : 60;
for (let index = 0; index < many; index += 1) {
  const [card, from] = of((index % 9) + 1);
  const subject = subjects[index % subjects.length] ?? '';
  requests.push(request(card, subject, [letter(from, ago(90 - (index % 88), '12:00'), `${subject}: чекаємо на вашу відповідь. Дякуємо!`)], { status: statuses['done'] as StatusRef }));
}
for (const one of requests) {
  if (!one.client) continue;
  one.client.requests.push({ id: one.id, number: one.number, subject: one.subject, status: one.status, last_at: one.last_at });
  one.client.requests_total += 1;
}

export function inView(row: RequestRow, view: View): boolean {
  const open = row.status.kind === 'open' || row.status.kind === 'waiting';
  const views: Record<View, boolean> = {
    open, mine: open && row.assignee?.id === olena.id, unassigned: open && row.assignee === null, overdue: open && row.overdue_days !== null, urgent: open && row.urgent,
    no_reply: open && row.no_reply_days !== null, closed: !open && row.status.kind !== 'spam', archive: false, spam: row.status.kind === 'spam', all: true,
  };
  return views[view];
}

export function rowOf(full: Request): RequestRow {
  const { email: _email, phone: _phone, comment: _comment, items: _items, client: _client, draft: _draft, last_letter_id: _last, ...row } = full;
  return row;
}
