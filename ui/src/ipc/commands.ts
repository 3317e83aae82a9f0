// The command table as the window sees it: name → what it takes and what it gives.
import type * as w from './types.ts';

type Id = w.Id;

export interface Commands {
  'session.get': [w.None, w.Session];
  'office.start': [w.OfficeStart, w.Session];
  'office.settings': [w.None, w.GeneralSettings];
  'office.update': [w.GeneralSettings, w.GeneralSettings];
  'office.remove_sample': [w.None, null];
  'memory.all': [w.None, Record<string, w.Json>];
  'memory.set': [{ key: string; value: w.Json }, null];
  'employees.list': [w.None, w.EmployeeRef[]];
  'employees.me': [w.None, w.Employee];
  'employees.update_me': [{ name: string; signature: string }, w.Employee];

  'mailbox.get': [w.None, w.Mailbox | null];
  'mailbox.suggest': [{ address: string }, w.Suggestion];
  'mailbox.test': [{ mailbox: w.Mailbox; password: string | null }, w.MailboxTest];
  'mailbox.save': [{ mailbox: w.Mailbox; password: string | null; in_file: boolean }, w.Mailbox];
  'mailbox.remove': [w.None, null];
  'mailbox.sync': [w.None, null];
  'mailbox.status': [w.None, w.SyncStatus];
  'mailbox.accounting': [w.None, w.FolderAccount[]];

  'requests.list': [w.RequestQuery, w.Page<w.RequestRow>];
  'requests.counts': [w.None, w.Counts];
  'requests.get': [{ id: Id }, w.Request];
  'requests.create': [w.NewRequest, { id: Id }];
  'requests.status': [{ ids: Id[]; status: string }, null];
  'requests.assign': [{ ids: Id[]; employee_id: Id | null }, null];
  'requests.seen': [{ id: Id; seen: boolean }, null];
  'requests.update': [{ id: Id; subject?: string; urgent?: boolean; deadline?: w.Ms | null }, null];
  'requests.note': [{ request_id: Id; text: string; pinned?: boolean }, { id: Id }];
  'requests.add_client': [{ id: Id }, w.ClientCard];
  'requests.reply': [w.Reply, { letter_id: Id; undo_until: w.Ms }];
  'notes.update': [{ id: Id; text: string; pinned: boolean }, null];
  'notes.remove': [{ id: Id }, null];

  'letters.body': [{ id: Id; pictures: boolean }, w.LetterBody];
  'letters.pictures_from': [{ address: string; always: boolean }, null];
  'letters.source': [{ id: Id }, w.Source];
  'letters.save': [{ id: Id; path: string }, null];
  'letters.unsend': [{ id: Id }, w.Draft];
  'letters.unreadable': [w.None, w.UnreadableLetter[]];
  'letters.retry': [{ id: Id }, boolean];
  'letters.source_unreadable': [{ id: Id }, w.Source];
  'letters.save_unreadable': [{ id: Id; path: string }, null];
  'files.save': [{ letter_id: Id; position: number; path: string }, null];
  'files.save_all': [{ letter_id: Id; folder: string }, { names: string[] }];
  'files.open': [{ letter_id: Id; position: number }, { path: string }];
  'files.preview': [{ letter_id: Id; position: number }, { data_url: string } | null];

  'drafts.start': [{ request_id: Id; letter_id?: Id | null; all?: boolean }, w.Draft];
  'drafts.save': [w.DraftText, { updated_at: w.Ms }];
  'drafts.attach': [{ id: Id; path: string }, w.Draft];
  'drafts.attach_bytes': [{ id: Id; name: string; type: string; base64: string }, w.Draft];
  'drafts.detach': [{ id: Id; file_id: Id }, w.Draft];
  'drafts.remove': [{ id: Id }, null];
  'drafts.quote': [{ letter_id: Id }, { html: string }];
  'outbox.list': [w.None, w.OutboxRow[]];
  'outbox.retry': [{ letter_id: Id }, null];
  'outbox.mark_sent': [{ letter_id: Id }, null];
  'outbox.cancel': [{ letter_id: Id }, null];

  'contacts.suggest': [{ text: string }, w.Address[]];
  'clients.list': [{ search?: string | null; after?: string | null; limit?: number }, w.CountedPage<w.ClientRow>];
  'clients.get': [{ id: Id }, w.ClientCard];
  'clients.create': [w.ClientFields, w.ClientCard];
  'clients.update': [{ id: Id; fields: w.ClientFields }, w.ClientCard];
  'categories.list': [w.None, w.Category[]];
  'contacts.list': [w.Filter & { has_reminder: boolean | null }, w.CountedPage<w.ContactRow>];
  'contacts.counts': [w.Filter, { contacts: number; reminders: number }];
  'contacts.get': [{ id: Id }, w.ContactRow];
  'contacts.create': [w.ContactFields, w.ContactRow];
  'contacts.update': [{ id: Id; fields: w.ContactFields }, w.ContactRow];
  'contacts.remove': [{ id: Id }, null];
  'reminders.list': [w.Filter & { category_id: Id | null; state: 'all' | 'done' | 'open' }, w.CountedPage<w.ReminderRow>];
  'reminders.create': [{ client_id: Id | null; request_id: Id | null; fields: w.ReminderFields }, w.ReminderRow];
  'reminders.update': [{ id: Id; client_id: Id | null; fields: w.ReminderFields }, w.ReminderRow];
  'reminders.done': [{ ids: Id[]; done: boolean }, null];
  'reminders.move': [{ ids: Id[]; day: w.Day; time: string | null }, null];
  'reminders.remove': [{ id: Id }, null];
  'reminders.look': [w.None, w.Look];
}

export type Name = keyof Commands;
export type Takes<N extends Name> = Commands[N][0];
export type Gives<N extends Name> = Commands[N][1];
