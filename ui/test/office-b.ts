// A door for one component test: answers what it was told to answer and keeps what it was asked.
import { useDoor } from '../src/ipc/call.ts';
import type { Commands, Name } from '../src/ipc/commands.ts';
import type { ClientRow, ContactRow, Language, ReminderRow, Session } from '../src/ipc/types.ts';
import { setLanguage } from '../src/shared/i18n.svelte.ts';
import { session } from '../src/shared/session.svelte.ts';

export interface Asked { name: string; args: never }
type Answers = { [N in Name]?: (args: Commands[N][0]) => Commands[N][1] | Promise<Commands[N][1]> };

const deeds = ['contacts.remove', 'reminders.remove', 'reminders.done', 'reminders.move', 'reminders.snooze', 'notes.remove', 'roles.remove', 'drafts.remove', 'requests.status', 'requests.assign'] as const;

export const olena = { id: 1, name: 'Олена Коваль' };

/** Answers by `answers`; lists are empty, deeds have an id, and everything else is null when nothing was said. */
export function answer(answers: Answers): Asked[] {
  const asked: Asked[] = [];
  const usual: Answers = {
    'categories.list': () => [{ id: 6, code: 'will_be_paid_soon', name: '', active: true }, { id: 90, code: null, name: 'Дзвінок майстру', active: true }],
    'employees.list': () => [olena, { id: 2, name: 'Тарас Бондар' }],
    'clients.list': () => ({ rows: [], next: null, total: 0 }),
    'client_files.list': () => [],
    'client_files.coming': () => [],
    'clients.timeline': () => ({ rows: [], next: null }),
    'views.list': () => [], 'views.counts': () => [], 'client_fields.list': () => [], 'tags.list': () => [], 'clients.cities': () => [], 'interests.list': () => [],
    'clients.activity': () => ({ rows: [], next: null, total: 0 }), 'clients.activity_chart': () => [],
    'mailings.stopped': () => ({ rows: [], next: null, total: 0 }),
    'gateways.list': () => [], 'gateways.presets': () => [],
    'memory.all': () => ({}),
    'phones.countries': () => [{ code: 'UA', dial: 380 }, { code: 'PL', dial: 48 }],
    'deeds.undo': () => ({ deed_id: null, total: 1, restored: 1, kept: [] }),
  };
  for (const name of deeds) usual[name] = () => ({ deed_id: 7 });
  useDoor((name, args) => {
    asked.push({ name, args: args as never });
    const run = (answers[name as Name] ?? usual[name as Name]) as ((args: unknown) => unknown) | undefined;
    return Promise.resolve().then(async () => structuredClone(run ? await run(args) : null));
  });
  return asked;
}

/** Somebody works here, in that language and zone; `now` is the office's clock. */
export function begin(language: Language, part: Partial<Session> = {}): void {
  session.take({
    employee: olena, rights: ['work', 'answer_letters', 'see_clients', 'edit_clients', 'send_mailings', 'manage_settings', 'manage_employees'], login: false, office_name: 'Промінь', language, first_start: false, sample: false, mailbox: true, version: '0',
    time_zone: 'Europe/Kyiv', today: '2026-11-21', now: Date.parse('2026-11-21T08:00:00Z'), parts: { client_interaction: true, mass_mailing: true }, ...part,
  });
  setLanguage(language);
}

export function reminder(part: Partial<ReminderRow> = {}): ReminderRow {
  return {
    id: 1, contact_id: null, client_id: 7, who: 'ТОВ «Світлана»', request_id: null, day: '2026-11-19', time: null, text: 'Перепитати про макет вивіски',
    category_id: null, priority: 'normal', employee: olena, done: false, done_at: null, missed: true, phone: '067 220-11-45', email: '', city: 'Львів', repeat: null, snoozed_until: null, ...part,
  };
}

export function clientRow(part: Partial<ClientRow> = {}): ClientRow {
  return {
    id: 7, kind: 'company', name: 'ТОВ «Світлана»', phone: '067 220-11-45', email: '', city: 'Львів', address: '', manager: null, interests: '', tags: [], language: '', birthday: '',
    discount: 0, notes: '', do_not_write: false, consent_email: null, consent_sms: null, own: [], created_at: 0, last_at: null, open_requests: 2, ...part,
  };
}

export function contact(part: Partial<ContactRow> = {}): ContactRow {
  return {
    id: 1, at: Date.parse('2026-11-20T09:30:20Z'), client_id: 7, who: 'ТОВ «Світлана»', request_id: null, direction: 'incoming', channel: 'call',
    information: 'Просили рахунок', phone: '067 220-11-45', email: '', city: 'Львів', employee: olena, address: '', category_id: null, reminder: null, done: false, ...part,
  };
}
