// Invented clients, employees, contacts and reminders.
import type { Category, ClientCard, ClientRow, ContactRow, EmployeeRef, Priority, ReminderRow } from '../../src/ipc/types.ts';

export const day = 86_400_000;
export const hour = 3_600_000;
export const start = Date.now();

/** A moment `days` ago at the given clock time of this machine. */
export function ago(days: number, clock = '10:00'): number {
  const date = new Date(start - days * day);
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  date.setHours(hours, minutes, 0, 0);
  return days === 0 ? Math.min(date.getTime(), start - 60_000) : date.getTime();
}

export function dayAt(offset: number): string {
  const date = new Date(start + offset * day);
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;
}

export const olena: EmployeeRef = { id: 1, name: 'Олена Коваль' };
export const taras: EmployeeRef = { id: 2, name: 'Тарас Бондар' };
export const employees = [olena, taras];

const codes = ['invoice_sent', 'received_by_client', 'sent_again', 'reissued', 'client_refused', 'will_be_paid_soon', 'payment_postponed', 'cancelled', 'other', 'ready_for_shipping', 'message_sent', 'marketing_contact'];
export const categories: Category[] = codes.map((code, at) => ({ id: at + 1, code, name: '', active: true }));

type Person = [name: string, kind: 'person' | 'company', phone: string, email: string, city: string, discount: number, terms: string, interests: string];
const people: Person[] = [
  ['Ірина Мельник', 'person', '050 123-45-67', 'irina@melnyk.example', 'Київ', 5, 'передоплата 50 %', 'акрил, шильди'],
  ['ТОВ «Світлана»', 'company', '067 220-11-45', 'office@svitlana.example', 'Львів', 7, 'оплата за 14 днів', 'вивіски, фанера'],
  ['Сергій Петренко', 'person', '066 902-18-34', 'petrenko.s@ukr.example', 'Одеса', 0, '', 'таблички'],
  ['Дерев’яна майстерня', 'company', '044 331-20-10', 'zamovlennia@maisternia.example', 'Київ', 10, 'самовивіз', 'шильди, гравіювання'],
  ['Майстерня «Дуб»', 'company', '093 410-77-02', 'dub@workshop.example', 'Київ', 3, '', 'фанера'],
  ['Анна Шевчук', 'person', '097 555-30-12', 'anna.shevchuk@mail.example', 'Дніпро', 0, '', 'гравіювання'],
  ['ООО «Вектор»', 'company', '048 770-14-14', 'zakaz@vektor.example', 'Одеса', 5, 'отсрочка 30 дней', 'таблички, пластик'],
  ['Brightside Studio', 'company', '+44 20 7946 0958', 'hello@brightside.example', 'London', 0, '', 'acrylic'],
  ['Виктор Лебедев', 'person', '063 118-40-09', 'v.lebedev@pochta.example', 'Харків', 0, '', ''],
];

/** What a card has besides a name, an address and terms, while nothing of it is filled. */
export const unfilled: Pick<ClientCard, 'tags' | 'language' | 'birthday' | 'next_birthday' | 'do_not_write' | 'consents' | 'own' | 'files' | 'files_total' | 'requests_total'> = {
  tags: [], language: '', birthday: '', next_birthday: null, do_not_write: false, consents: { email: null, sms: null }, own: [], files: [], files_total: 0, requests_total: 0,
};

export const clients: ClientCard[] = people.map(([name, kind, phone, email, city, discount, terms, interests], at) => ({
  ...unfilled, id: at + 1, kind, name, phones: [{ number: `+38${phone.replace(/\D/gu, '')}`, shown: phone, sms: true }], emails: [email], city, address: '', interests, discount, terms,
  notes: '', manager: at % 3 === 2 ? taras : olena, created_at: ago(200 - at * 10), requests: [], reminders: [], last_contacts: [],
}));

export function client(id: number | null): ClientCard | null {
  return clients.find((one) => one.id === id) ?? null;
}

export function clientRow(card: ClientCard): ClientRow {
  return {
    id: card.id, kind: card.kind, name: card.name, phone: card.phones[0]?.shown ?? '', email: card.emails[0] ?? '', city: card.city,
    address: card.address, manager: card.manager, interests: card.interests, tags: card.tags, language: card.language, birthday: card.birthday, discount: card.discount, notes: card.notes,
    do_not_write: card.do_not_write, consent_email: card.consents.email?.given ?? null, consent_sms: card.consents.sms?.given ?? null, own: [], created_at: card.created_at,
    last_at: ago(card.id), open_requests: card.requests.length,
  };
}

function reminder(id: number, clientId: number, offset: number, time: string | null, text: string, category: number, priority: Priority = 'normal', done = false): ReminderRow {
  const card = client(clientId);
  return {
    id, contact_id: null, client_id: clientId, who: card?.name ?? '', request_id: null, day: dayAt(offset), time, text, category_id: category, priority, employee: olena,
    done, done_at: done ? ago(1) : null, missed: offset < 0 && !done, phone: card?.phones[0]?.shown ?? '', email: card?.emails[0] ?? '', city: card?.city ?? '',
    repeat: id === 7 ? 'monthly' : null, snoozed_until: null,
  };
}

export const reminders: ReminderRow[] = [
  reminder(1, 2, -3, null, 'Перепитати про макет вивіски', 2),
  reminder(2, 5, -2, null, 'Надіслати рахунок повторно', 3, 'high'),
  reminder(3, 1, 0, '10:00', 'Передзвонити, просила рахунок на ФОП', 6),
  reminder(4, 3, 0, null, 'Перевірити оплату за жовтень', 6),
  reminder(5, 6, 0, null, 'Готово до відвантаження, узгодити час', 10),
  reminder(6, 7, 2, '14:30', 'Уточнить размеры табличек', 9, 'low'),
  reminder(7, 4, 6, null, 'Нагадати про самовивіз', 10),
  reminder(8, 8, -6, null, 'Send the quotation once more', 3, 'normal', true),
];

function contact(id: number, clientId: number, at: number, direction: 'incoming' | 'outgoing', channel: ContactRow['channel'], information: string, reminderId: number | null = null): ContactRow {
  const card = client(clientId);
  return {
    id, at, client_id: clientId, who: card?.name ?? '', request_id: null, direction, channel, information, phone: card?.phones[0]?.shown ?? '',
    email: card?.emails[0] ?? '', city: card?.city ?? '', employee: id % 3 === 0 ? taras : olena, address: '', category_id: null, done: true,
    reminder: reminders.find((one) => one.id === reminderId) ?? null,
  };
}

export const contacts: ContactRow[] = [
  contact(1, 1, ago(0, '09:40'), 'incoming', 'call', 'Дзвонила, просила рахунок на ФОП', 3),
  contact(2, 2, ago(1, '15:20'), 'outgoing', 'letter', 'Надіслано макет вивіски на погодження', 1),
  contact(3, 3, ago(2, '11:05'), 'outgoing', 'call', 'Нагадав про оплату за жовтень, обіцяв до п’ятниці', 4),
  contact(4, 6, ago(3, '16:45'), 'incoming', 'visit', 'Приїхала подивитися зразки гравіювання'),
  contact(5, 7, ago(5, '12:00'), 'outgoing', 'sms', 'Таблички готовы, можно забирать'),
  contact(6, 8, ago(8, '10:15'), 'incoming', 'letter', 'Asked for prices of 5 mm acrylic'),
];

for (const card of clients) {
  card.reminders = reminders.filter((one) => one.client_id === card.id && !one.done);
  card.last_contacts = contacts.filter((one) => one.client_id === card.id);
}
