// An invented office behind the door, for component tests and for `VITE_FAKE=1 npm run dev`.
// The address chooses: ?lang=uk|ru|en, ?theme=dark, ?first (first start), ?login (one logs in; ?locked nobody has yet, the password is "сезам"), ?empty (nothing there), ?sync, ?broken, ?silent (no reminders), ?many (3,000 requests).
import type { Commands, Gives, Name, Takes } from '../src/ipc/commands.ts';
import type { Door } from '../src/ipc/call.ts';
import { publish } from '../src/ipc/events.ts';
import type { ClientCard, DeedRow, Did, Draft, GeneralSettings, IgnoredLetter, Json, Language, LetterItem, Mailbox, Parts, ReminderFields, ReminderRow, Request, Session, SyncStatus } from '../src/ipc/types.ts';
import { ago, categories, client, clientRow, clients, contacts, dayAt, employees, olena, reminders, start } from './office/people.ts';
import { myNotices, notices, officeNotices } from './office/notices.ts';
import { roles, rowOfStaff, staff } from './office/staff.ts';
import { inView, letter, office, requests, rowOf, statuses } from './office/requests.ts';

type Fake = { [N in Name]: (args: Takes<N>) => Gives<N> };
const asked = new URLSearchParams(globalThis.location?.search ?? '');
const empty = asked.has('empty');
const fail = (code: string, params: Record<string, string | number> = {}, detail: string | null = null): never => { throw { code, params, detail }; };

export const settings: GeneralSettings = {
  office_name: 'Майстерня «Промінь»', language: (asked.get('lang') ?? 'uk') as Language, number_template: '{yyyy}-{00000}', conversation_order: 'oldest', archive_days: 14, no_reply_days: 3, time_zone: '', country: 'UA', lock_minutes: 15,
};
export const memory: Record<string, Json> = asked.has('theme') ? { theme: asked.get('theme') } : {};
let firstStart = asked.has('first');
let away = asked.has('locked');
let sample = true;
let mailbox: Mailbox | null = empty ? null : {
  address: 'office@promin.example', name: settings.office_name, imap: { host: 'imap.promin.example', port: 993, security: 'tls', user: 'office@promin.example', fingerprint: null },
  smtp: { host: 'smtp.promin.example', port: 465, security: 'tls', user: 'office@promin.example', fingerprint: null }, sent_folder: 'Sent', saves_sent: false, has_password: true, password_place: 'keyring',
};
const parts: Parts = { client_interaction: !asked.has('alone'), mass_mailing: true };
let me = { id: olena.id, name: olena.name, signature: 'З повагою,\nОлена Коваль', email: 'olena@promin.example', login: 'olena', has_password: true };
const drafts = new Map<number, Draft>();
let nextId = 1000;

function session(): Session {
  return {
    employee: firstStart || away ? null : { id: me.id, name: me.name }, rights: ['work', 'answer_letters', 'see_clients', 'edit_clients', 'send_mailings', 'manage_settings', 'manage_employees'], parts, login: asked.has('login') || asked.has('locked'), office_name: settings.office_name, language: settings.language, first_start: firstStart, sample,
    mailbox: mailbox !== null, version: '0.1.0', time_zone: settings.time_zone, today: dayAt(0), now: Date.now(),
  };
}

function status(): SyncStatus {
  const base: SyncStatus = { state: mailbox ? 'idle' : 'off', done: 0, total: 0, rate: 0, seconds_left: null, last_ok: mailbox ? start - 120_000 : null, error: null, retry_at: null, unreadable: unreadable.length };
  if (asked.has('sync')) return { ...base, state: 'syncing', done: 4210, total: 20000, rate: 640, seconds_left: 25 };
  if (asked.has('broken')) return { ...base, state: 'waiting', retry_at: Date.now() + 90_000, error: { code: 'timeout', params: { host: 'imap.promin.example' }, detail: 'no answer in 30 s' } };
  return base;
}

const unreadable = empty ? [] : [{ id: 1, at: ago(2, '03:14'), folder: 'INBOX', size: 48_200, error: { code: 'unreadable', params: {}, detail: 'nested too deep: 10000 parts' }, tries: 3, has_source: true }];

const ignored: IgnoredLetter[] = empty ? [] : [
  { id: 103, at: ago(1, '09:02'), from: { name: 'Ірина Мельник', address: 'irina@melnyk.example' }, subject: 'Автовідповідь: я у відпустці', rule: 'auto_reply', snippet: 'Дякую за лист. До 25 листопада я у відпустці.' },
  { id: 104, at: ago(3, '18:40'), from: { name: '', address: 'news@plywood.example' }, subject: 'Фанера зі знижкою 12 %', rule: 'newsletter', snippet: 'Лише цього тижня' },
  { id: 105, at: ago(4, '07:15'), from: { name: 'Mail Delivery System', address: 'mailer-daemon@mx.example' }, subject: 'Undelivered Mail Returned to Sender', rule: 'bounce', snippet: 'The mail system could not deliver your message' },
];

function find(id: number): Request {
  return requests.find((one) => one.id === id) ?? fail('not_found');
}

function findLetter(id: number): [Request, LetterItem] {
  for (const request of requests) for (const item of request.items) if (item.item === 'letter' && item.id === id) return [request, item];
  return fail('not_found');
}

function changed(noun: string, id: number): null {
  setTimeout(() => publish('changed', [{ noun, id, what: 'update' }]), 10);
  return null;
}

// What a deed changed comes back whole: the invented office has no other desk that changes something meanwhile.
const deeds = new Map<number, () => void>();
const did = (id: number, part: Partial<DeedRow>): DeedRow => ({ id, kind: 'removal', noun: 'contact', summary: { count: 1 }, employee: olena, at: Date.now(), until: Date.now() + 30 * 86_400_000, undone_at: null, undone_by: '', restored: null, total: null, may: true, ...part });
const deedRows: DeedRow[] = empty ? [] : [
  did(903, { kind: 'import', noun: 'client', summary: { count: 412, file: 'клієнти-2026.xlsx' }, at: ago(1, '16:40') }),
  did(902, { kind: 'bulk', noun: 'request', summary: { count: 5, field: 'status' }, employee: employees[1] ?? olena, at: ago(2, '11:05'), undone_at: ago(2, '11:20'), undone_by: olena.name, restored: 3, total: 5, may: false }),
  did(901, { kind: 'merge', noun: 'client', summary: { count: 2, name: 'ТОВ «Світлана»' }, employee: employees[1] ?? olena, at: ago(6, '09:12'), may: false }),
];
const put = <T>(rows: T[], was: T[]): void => void rows.splice(0, rows.length, ...was);

function deed(noun: string, id: number, act: () => void): Did {
  const was = structuredClone({ requests, contacts, reminders, roles, drafts: [...drafts] });
  act();
  changed(noun, id);
  const deed_id = nextId++;
  deedRows.unshift(did(deed_id, { noun }));
  deeds.set(deed_id, () => {
    Object.assign(deedRows.find((row) => row.id === deed_id) ?? {}, { undone_at: Date.now(), undone_by: olena.name, may: false });
    put(requests, was.requests); put(contacts, was.contacts); put(reminders, was.reminders); put(roles, was.roles);
    drafts.clear();
    for (const [key, draft] of was.drafts) drafts.set(key, draft);
    changed(noun, id);
  });
  return { deed_id };
}

function page<T>(rows: T[], after: string | null | undefined, most?: number | null): { rows: T[]; next: string | null; total: number } {
  const from = Number(after ?? 0);
  const limit = most ?? 50;
  return { rows: rows.slice(from, from + limit), next: from + limit < rows.length ? String(from + limit) : null, total: rows.length };
}

const holds = (search: string | null | undefined, ...texts: string[]): boolean => !search || texts.join(' ').toLowerCase().includes(search.toLowerCase());

function reminderRow(id: number, clientId: number | null | undefined, fields: ReminderFields, contactId: number | null = null): ReminderRow {
  const card = client(clientId ?? null);
  return { id, contact_id: contactId, client_id: clientId ?? null, who: card?.name ?? '', request_id: null, day: fields.day, time: fields.time ?? null, text: fields.text, category_id: fields.category_id ?? null, priority: fields.priority, employee: olena, done: false, done_at: null, missed: fields.day < dayAt(0), phone: card?.phones[0]?.shown ?? '', email: card?.emails[0] ?? '', city: card?.city ?? '', repeat: fields.repeat ?? null, snoozed_until: null };
}

function html(item: LetterItem): string {
  const lines = item.text.split('\n').map((line) => `<p style="margin:0 0 8px">${line}</p>`).join('');
  return `${lines}<table style="border-collapse:collapse;margin-top:8px" border="1" cellpadding="6"><tr><th>Розмір</th><th>К-сть</th></tr><tr><td>600 × 400</td><td>1</td></tr></table><p><a href="https://promin.example/offer">promin.example/offer</a></p>`;
}

export const commands: Partial<Fake> = {
  'session.get': session,
  'session.login': ({ password }) => { if (password !== 'сезам') fail('login_refused', { seconds: 2 }); away = false; return session(); },
  'session.logout': () => { away = true; return null; },
  'session.lock': () => { away = true; return null; },
  'office.start': (args) => { Object.assign(settings, { language: args.language, office_name: args.office_name }); me = { ...me, name: args.employee_name }; firstStart = false; sample = args.sample; return session(); },
  'office.settings': () => settings,
  'office.update': (next) => { Object.assign(settings, next); changed('setting', 0); return settings; },
  'office.remove_sample': () => { sample = false; changed('setting', 0); return { deed_id: null }; },
  'memory.all': () => memory,
  'memory.set': ({ key, value }) => { memory[key] = value as Json; return null; },
  'employees.list': () => employees,
  'employees.me': () => me,
  'employees.update_me': (next) => (me = { ...me, ...next }),
  'employees.set_my_password': ({ old }) => (old === 'сезам' ? null : fail('login_refused', { seconds: 1 })),
  'employees.all': () => staff,
  'employees.create': ({ fields, password }) => { const row = { ...rowOfStaff(nextId++, fields), has_password: Boolean(password) }; staff.push(row); changed('employee', row.id); return row; },
  'employees.update': ({ id, fields }) => { const row = staff.find((one) => one.id === id) ?? fail('not_found'); Object.assign(row, rowOfStaff(id, fields), { has_password: row.has_password, active: row.active }); changed('employee', id); return row; },
  'employees.deactivate': ({ id }) => { if (id === olena.id) fail('last_administrator'); Object.assign(staff.find((one) => one.id === id) ?? fail('not_found'), { active: false }); return changed('employee', id); },
  'employees.activate': ({ id }) => { Object.assign(staff.find((one) => one.id === id) ?? fail('not_found'), { active: true }); return changed('employee', id); },
  'employees.set_password': ({ id, password }) => { Object.assign(staff.find((one) => one.id === id) ?? fail('not_found'), { has_password: Boolean(password) }); return changed('employee', id); },
  'roles.list': () => roles.map((role) => ({ ...role, employees: staff.filter((one) => one.active && one.roles.includes(role.id)).length })),
  'roles.create': (fields) => { const role = { id: nextId++, code: null, ...fields, employees: 0 }; roles.push(role); changed('role', role.id); return role; },
  'roles.update': ({ id, fields }) => { const role = roles.find((one) => one.id === id) ?? fail('not_found'); Object.assign(role, fields); changed('role', id); return role; },
  'roles.remove': ({ id }) => deed('role', id, () => { roles.splice(roles.findIndex((one) => one.id === id), 1); }),
  'mailbox.get': () => mailbox,
  'mailbox.suggest': ({ address }) => {
    const host = address.split('@')[1] ?? 'promin.example';
    const known = /ukr\.net|gmail\.com|i\.ua/u.test(host);
    return { known, saves_sent: false, provider: known ? host : null, app_password: known, help_url: known ? `https://${host}/help` : null, imap: { host: `imap.${host}`, port: 993, security: 'tls', user: address, fingerprint: null }, smtp: { host: `smtp.${host}`, port: 465, security: 'tls', user: address, fingerprint: null } };
  },
  'mailbox.test': ({ password }) => (password === 'wrong' ? { imap: { code: 'wrong_password', params: { host: 'imap.promin.example' }, detail: 'NO [AUTHENTICATIONFAILED]' }, smtp: null } : { imap: null, smtp: null }),
  'mailbox.save': (args) => { mailbox = { ...args.mailbox, has_password: true, password_place: args.in_file ? 'file' : 'keyring' }; changed('setting', 0); return mailbox; },
  'mailbox.remove': () => { mailbox = null; return changed('setting', 0); },
  'mailbox.sync': () => null,
  'mailbox.status': status,
  'mailbox.accounting': () => [{ folder: 'INBOX', server: 4210, in_requests: 4188, ignored: 21, unreadable: 1, missing: 0 }, { folder: 'Sent', server: 1904, in_requests: 1904, ignored: 0, unreadable: 0, missing: 0 }],

  'requests.list': (query) => {
    const rows = (empty ? [] : requests).filter((one) => inView(one, query.view) && (!query.client_id || one.client_id === query.client_id) && holds(query.search, one.who, one.subject, one.number, one.snippet));
    const sorted = rows.map(rowOf).sort((a, b) => (query.newest_first ? b.last_at - a.last_at : a.created_at - b.created_at));
    const mark = (text: string): string => (query.search ? text.replace(new RegExp(query.search.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&'), 'giu'), '\u0002$&\u0003') : text);
    return page(sorted.map((row) => ({ ...row, snippet: mark(row.snippet) })), query.after, query.limit);
  },
  'requests.counts': () => {
    const count = (view: Parameters<typeof inView>[1]): number => (empty ? 0 : requests.filter((one) => inView(one, view)).length);
    return { open: count('open'), mine: count('mine'), unassigned: count('unassigned'), overdue: count('overdue'), urgent: count('urgent'), no_reply: count('no_reply'), reminders_due: empty ? 0 : 5, outbox: empty ? 0 : 2, unreadable: unreadable.length };
  },
  'requests.get': ({ id }) => find(id),
  'requests.create': (args) => {
    const id = nextId++;
    const first = requests[0] as Request;
    requests.push({ ...first, id, number: `2026-00${id}`, subject: args.subject, who: args.name ?? client(args.client_id ?? null)?.name ?? '', client_id: args.client_id ?? null, client: client(args.client_id ?? null), items: [], snippet: args.comment ?? '', comment: args.comment ?? null, email: args.email ?? null, phone: args.phone ?? null, urgent: args.urgent ?? false, deadline: args.deadline ?? null, overdue_days: null, unread: false, created_at: Date.now(), last_at: Date.now(), last_letter_id: null, has_files: false, letters: 0, source: 'phone' });
    changed('request', id);
    return { id };
  },
  'requests.status': ({ ids, status: code }) => deed('request', ids[0] ?? 0, () => { for (const id of ids) find(id).status = statuses[code] ?? fail('bad_request'); }),
  'requests.assign': ({ ids, employee_id }) => deed('request', ids[0] ?? 0, () => { for (const id of ids) find(id).assignee = employees.find((one) => one.id === employee_id) ?? null; }),
  'requests.seen': ({ id, seen }) => { find(id).unread = !seen; return changed('request', id); },
  'requests.update': ({ id, ...fields }) => { Object.assign(find(id), fields); return changed('request', id); },
  'requests.note': ({ request_id, text, pinned }) => { const id = nextId++; find(request_id).items.push({ item: 'note', id, at: Date.now(), employee: olena, text, pinned: pinned ?? false }); changed('note', id); return { id }; },
  'requests.add_client': ({ id }) => { const request = find(id); const card: ClientCard = { ...(clients[0] as ClientCard), id: nextId++, name: request.who, emails: request.email ? [request.email] : [], phones: [], requests: [], reminders: [], last_contacts: [] }; clients.push(card); request.client = card; request.client_id = card.id; changed('request', id); return card; },
  'requests.reply': ({ draft_id, status: code }) => {
    const draft = drafts.get(draft_id) ?? fail('not_found');
    if (draft.to.length === 0) fail('no_recipient');
    const request = find(draft.request_id ?? 0);
    const text = draft.html.replace(/<br>|<\/(p|div)>/gu, '\n').replace(/<[^>]+>/gu, '').trim();
    const sent = letter(office, Date.now(), text, { to: draft.to, cc: draft.cc, state: 'queued', undo_until: Date.now() + 10_000 });
    request.items.push(sent);
    request.last_letter_id = sent.id;
    if (code) request.status = statuses[code] ?? request.status;
    request.draft = null;
    changed('request', request.id);
    return { letter_id: sent.id, undo_until: Date.now() + 10_000 };
  },
  'notes.update': ({ id, text, pinned }) => { for (const one of requests) for (const item of one.items) if (item.item === 'note' && item.id === id) Object.assign(item, { text, pinned }); return changed('note', id); },
  'notes.remove': ({ id }) => deed('note', id, () => { for (const one of requests) one.items = one.items.filter((item) => !(item.item === 'note' && item.id === id)); }),

  'letters.body': ({ id, pictures }) => {
    const [, item] = findLetter(id);
    const remote = item.has_html && !pictures ? 3 : 0;
    return { html: html(item), quoted: item.has_quote ? '<blockquote>Попередній лист: чи можна до п’ятниці?</blockquote>' : null, remote_pictures: remote, pictures_always: false, mismatched: item.id === 105 ? [{ shown: 'privatbank.ua', target: 'https://login.example/x' }] : [], text: item.text, quoted_text: item.has_quote ? '16 лис, Ірина Мельник пише:\n> Коли зможете виготовити?\n> Потрібно до п’ятниці.' : '' };
  },
  'letters.pictures_from': () => null,
  'letters.source': ({ id }) => ({ text: `Message-ID: <${id}@promin.example>\r\nFrom: =?utf-8?B?0IbRgNC40L3QsA==?= <irina@melnyk.example>\r\nSubject: =?utf-8?B?...?=\r\n\r\n…`, truncated: false }),
  'letters.save': () => null,
  'letters.unsend': ({ id }) => {
    const [request, item] = findLetter(id);
    request.items = request.items.filter((one) => one !== item);
    const draft: Draft = { id: nextId++, request_id: request.id, letter_id: null, to: item.to, cc: item.cc, bcc: [], subject: `Re: ${request.subject}`, html: `<div>${item.text}</div>`, files: [], updated_at: Date.now() };
    drafts.set(draft.id, draft);
    request.draft = draft;
    changed('request', request.id);
    return draft;
  },
  'letters.ignored': () => page(ignored, null, 100),
  'letters.make_request': ({ id }) => { ignored.splice(ignored.findIndex((one) => one.id === id), 1); changed('letter', id); return { id: requests[0]?.id ?? 0 }; },
  'letters.unreadable': () => unreadable,
  'letters.retry': () => false,
  'letters.source_unreadable': () => ({ text: 'From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n--x\n--x\n', truncated: true }),
  'letters.save_unreadable': () => null,
  'files.save': () => null,
  'files.save_all': () => ({ names: ['Вивіска_v3.cdr', 'вивіска.png'] }),
  'files.open': () => ({ path: '/tmp/x' }),
  'files.preview': () => ({ data_url: 'data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIxNjAiIGhlaWdodD0iMTAwIj48cmVjdCB3aWR0aD0iMTYwIiBoZWlnaHQ9IjEwMCIgZmlsbD0iI2Q5YjM4YyIvPjx0ZXh0IHg9IjE4IiB5PSI1OCIgZm9udC1zaXplPSIyNiI+Q0FGRTwvdGV4dD48L3N2Zz4=' }),

  'drafts.start': ({ request_id, letter_id, all }) => {
    const request = find(request_id);
    if (request.draft) {
      if (letter_id != null && (all || letter_id !== request.draft.letter_id)) {
        const [, asked] = findLetter(letter_id);
        Object.assign(request.draft, { letter_id, cc: all ? [...asked.to, ...asked.cc] : request.draft.cc });
      }
      return request.draft;
    }
    const draft: Draft = { id: nextId++, request_id, letter_id: letter_id ?? request.last_letter_id, to: request.email ? [{ name: request.who, address: request.email }] : [], cc: [], bcc: [], subject: `Re: ${request.subject}`, html: `<div><br></div><div>--&nbsp;</div><div>З повагою,<br>${me.name}</div>`, files: [], updated_at: Date.now() };
    drafts.set(draft.id, draft);
    request.draft = draft;
    return draft;
  },
  'drafts.save': ({ id, ...text }) => { const draft = drafts.get(id) ?? fail('not_found'); Object.assign(draft, text, { updated_at: Date.now() }); return { updated_at: draft.updated_at }; },
  'drafts.attach': ({ id, path }) => { const draft = drafts.get(id) ?? fail('not_found'); draft.files.push({ id: nextId++, name: path.split('/').at(-1) ?? path, size: 52_000 }); return draft; },
  'drafts.attach_bytes': ({ id, name, base64 }) => { const draft = drafts.get(id) ?? fail('not_found'); draft.files.push({ id: nextId++, name, size: Math.round(base64.length * 0.75) }); return draft; },
  'drafts.detach': ({ id, file_id }) => { const draft = drafts.get(id) ?? fail('not_found'); draft.files = draft.files.filter((one) => one.id !== file_id); return draft; },
  'drafts.remove': ({ id }) => deed('draft', id, () => { const draft = drafts.get(id); if (draft?.request_id) find(draft.request_id).draft = null; drafts.delete(id); }),
  'drafts.quote': ({ letter_id }) => { const [, item] = findLetter(letter_id); return { html: `<div>${item.from.name} пише:</div><blockquote>${item.text}</blockquote>` }; },
  'outbox.copies': () => [],
  'outbox.list': () => (empty ? [] : requests.flatMap((request) => request.items.filter((item): item is LetterItem => item.item === 'letter' && ['queued', 'retry', 'failed', 'uncertain'].includes(item.state ?? '')).map((item) => ({ letter_id: item.id, request_id: request.id, number: request.number, to: item.to[0]?.address ?? '', subject: `Re: ${request.subject}`, notice: false, state: item.state ?? 'queued', attempts: 2, retry_at: item.retry_at, error: item.error, at: item.at })))),
  'outbox.retry': ({ letter_id }) => { findLetter(letter_id)[1].state = 'queued'; return changed('outbox', letter_id); },
  'outbox.mark_sent': ({ letter_id }) => { findLetter(letter_id)[1].state = 'sent'; return changed('outbox', letter_id); },
  'outbox.cancel': ({ letter_id }) => { const [request, item] = findLetter(letter_id); request.items = request.items.filter((one) => one !== item); return changed('outbox', letter_id); },

  'contacts.suggest': ({ text }) => clients.filter((one) => holds(text, one.name, ...one.emails)).map((one) => ({ name: one.name, address: one.emails[0] ?? '' })),
  'clients.suggest': ({ search, limit }) => (empty ? [] : clients).filter((one) => holds(search, one.name, one.city, ...one.emails, ...one.phones.map((phone) => phone.shown))).slice(0, limit ?? 50).map(clientRow),
  'clients.list': ({ search, after, limit }) => page((empty ? [] : clients).filter((one) => holds(search, one.name, one.city, ...one.emails, ...one.phones.map((phone) => phone.shown))).map(clientRow), after, limit),
  'duplicates.list': () => ({ rows: [], next: null, total: 0 }),
  'duplicates.count': () => ({ groups: 0 }),
  'clients.cities': () => [...new Set(clients.map((one) => one.city))].map((name) => ({ name, clients: clients.filter((one) => one.city === name).length })),
  'clients.activity': ({ after, limit }) => page((empty ? [] : clients).map((card) => ({ id: card.id, name: card.name, phone: card.phones[0]?.shown ?? '', city: card.city, manager: card.manager, last_at: ago(card.id * 9), silent_days: card.id * 9, contacts: card.last_contacts.length, letters: card.id % 4, requests: card.requests.length })), after, limit),
  'clients.activity_chart': () => (['today', 'week', 'month', 'quarter', 'half_year', 'year', 'older', 'never'] as const).map((one, at) => ({ ago: one, clients: empty ? 0 : [0, 0, 3, 6, 0, 0, 0, 0][at] ?? 0 })),
  'clients.export': ({ path }) => ({ count: clients.length, path }),
  'views.list': () => [],
  'views.counts': () => [],
  'tags.list': () => [],
  'client_fields.list': () => [],
  'clients.get': ({ id }) => client(id) ?? fail('not_found'),
  'clients.create': (fields) => { const card: ClientCard = { ...fields, next_birthday: null, own: [], files: [], files_total: 0, requests_total: 0, id: nextId++, phones: fields.phones.map((number) => ({ number, shown: number, sms: true })), manager: employees.find((one) => one.id === fields.manager_id) ?? null, created_at: Date.now(), requests: [], reminders: [], last_contacts: [] }; clients.push(card); changed('client', card.id); return card; },
  'clients.update': ({ id, fields }) => { const card = client(id) ?? fail('not_found'); Object.assign(card, { ...fields, own: [], phones: fields.phones.map((number) => ({ number, shown: number, sms: true })), manager: employees.find((one) => one.id === fields.manager_id) ?? null }); changed('client', id); return card; },
  'categories.list': () => categories,
  'client_files.list': () => [],
  'client_files.coming': () => [],
  'clients.timeline': () => ({ rows: [], next: null }),
  'phones.countries': () => [{ code: 'UA', dial: 380 }, { code: 'PL', dial: 48 }],
  'phones.read': ({ typed }) => ({ number: typed, shown: typed, sms: true }),
  'contacts.list': ({ search, has_reminder, client_id, employee_id, after, limit }) => page((empty ? [] : contacts).filter((one) => holds(search, one.who, one.information) && (has_reminder === null || (one.reminder !== null) === has_reminder) && (!client_id || one.client_id === client_id) && (!employee_id || one.employee?.id === employee_id)), after, limit),
  'contacts.counts': () => (empty ? { contacts: 0, reminders: 0 } : { contacts: contacts.length, reminders: reminders.filter((one) => !one.done).length }),
  'contacts.get': ({ id }) => contacts.find((one) => one.id === id) ?? fail('not_found'),
  'contacts.create': ({ reminder, ...fields }) => {
    const card = client(fields.client_id ?? null);
    const row = { ...(contacts[0] as (typeof contacts)[number]), client_id: fields.client_id ?? null, request_id: fields.request_id ?? null, direction: fields.direction, channel: fields.channel, information: fields.information, done: fields.done, id: nextId++, at: fields.at ?? Date.now(), who: card?.name ?? '', phone: card?.phones[0]?.shown ?? '', email: card?.emails[0] ?? '', city: card?.city ?? '', reminder: reminder ? reminderRow(nextId++, fields.client_id, reminder) : null };
    contacts.unshift(row);
    if (row.reminder) reminders.push(row.reminder);
    changed('contact', row.id);
    return row;
  },
  'contacts.update': ({ id, fields: { reminder: _reminder, ...fields } }) => { const row = contacts.find((one) => one.id === id) ?? fail('not_found'); Object.assign(row, { ...fields, at: fields.at ?? row.at }); changed('contact', id); return row; },
  'contacts.remove': ({ id }) => deed('contact', id, () => { contacts.splice(contacts.findIndex((one) => one.id === id), 1); }),
  'reminders.list': ({ from, to, search, state, client_id, category_id, after, limit }) => page((empty ? [] : reminders).filter((one) => (state === 'all' || one.done === (state === 'done')) && (!from || one.day >= from) && (!to || one.day <= to) && (!client_id || one.client_id === client_id) && (!category_id || one.category_id === category_id) && holds(search, one.who, one.text)).sort((a, b) => `${a.day}${a.time ?? ''}`.localeCompare(`${b.day}${b.time ?? ''}`)), after, limit),
  'reminders.get': ({ id }) => { const row = reminders.find((one) => one.id === id) ?? fail('not_found'); return { ...row, contact_id: null }; },
  'reminders.create': ({ client_id, fields }) => { const row = reminderRow(nextId++, client_id, fields); reminders.push(row); changed('reminder', row.id); return row; },
  'reminders.update': ({ id, client_id, fields }) => { const row = reminders.find((one) => one.id === id) ?? fail('not_found'); Object.assign(row, fields, { client_id }); changed('reminder', id); return row; },
  'reminders.done': ({ ids, done }) => deed('reminder', ids[0] ?? 0, () => { for (const row of reminders) if (ids.includes(row.id)) Object.assign(row, { done, missed: !done && row.day < dayAt(0), done_at: done ? Date.now() : null }); }),
  'reminders.move': ({ ids, day, time }) => deed('reminder', ids[0] ?? 0, () => { for (const row of reminders) if (ids.includes(row.id)) Object.assign(row, { day, time, missed: false }); }),
  'reminders.remove': ({ id }) => deed('reminder', id, () => { reminders.splice(reminders.findIndex((one) => one.id === id), 1); }),
  'reminders.snooze': ({ ids, span }) => deed('reminder', ids[0] ?? 0, () => { for (const row of reminders) if (ids.includes(row.id)) row.snoozed_until = Date.now() + (span === 'hour' ? 60 : 10) * 60_000; }),
  'reminders.export': ({ path }) => ({ count: reminders.length, path }),
  'interests.list': () => [...new Set(clients.flatMap((card) => card.interests.split(', ')).filter(Boolean))].sort().map((name) => ({ name, clients: clients.filter((card) => card.interests.includes(name)).length })),
  'parts.get': () => parts,
  'notices.count': () => ({ unread: notices.filter((one) => !one.read).length, trouble: null }),
  'notices.list': ({ unread, after, limit }) => page(notices.filter((one) => !unread || !one.read), after, limit),
  'notices.read': ({ ids }) => { for (const one of notices) if (ids.includes(one.id)) one.read = true; return changed('notice', 0); },
  'notices.read_all': () => { for (const one of notices) one.read = true; changed('notice', 0); return { at: Date.now() }; },
  'notices.unread': () => { for (const one of notices) one.read = false; return changed('notice', 0); },
  'notices.look_at': () => null,
  'notices.settings': () => myNotices,
  'notices.update': (next) => Object.assign(myNotices, next),
  'notices.office': () => officeNotices,
  'notices.update_office': (next) => Object.assign(officeNotices, next),
  'parts.update': (next) => { Object.assign(parts, next); changed('setting', 0); return parts; },
  'categories.create': ({ name }) => { const id = nextId++; categories.push({ id, code: null, name, active: true }); changed('category', id); return { id }; },
  'categories.update': ({ id, name, active }) => { Object.assign(categories.find((one) => one.id === id) ?? {}, { name, active }); return changed('category', id); },
  'categories.order': ({ ids }) => { categories.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id)); return changed('category', 0); },
  'deeds.undo': ({ id }) => { (deeds.get(id) ?? fail('not_found', { noun: 'deed', id }))(); deeds.delete(id); return { deed_id: null, total: 1, restored: 1, kept: [] }; },
  'deeds.list': () => ({ rows: deedRows, next: null }),
  'reminders.look': () => {
    const due = empty || asked.has('silent') ? [] : reminders.filter((one) => !one.done && one.day <= dayAt(0));
    return { total: due.length, today: due.filter((one) => one.day === dayAt(0)).length, missed: due.filter((one) => one.missed).length, first: due.slice(0, 3) };
  },
};

/** What was asked, for tests that look at what a component tells the office. */
export const calls: { name: string; args: unknown }[] = [];

export const door: Door = async (name, args) => {
  calls.push({ name, args });
  const command = (commands as Record<string, ((args: unknown) => unknown) | undefined>)[name];
  if (!command) return fail('no_such_command', { name });
  return structuredClone(command(args));
};

export type { Commands };
