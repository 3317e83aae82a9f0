// Every value that crosses between the window and the office, as the command table gives it.
export type Id = number;
/** Unix milliseconds, UTC. */
export type Ms = number;
/** A calendar day, YYYY-MM-DD, in the office's time zone. */
export type Day = string;
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Language = 'uk' | 'ru' | 'en';
export type None = Record<string, never>;

/** An error on the wire: the window translates `code` (errors.ftl), `detail` is for those who want to look closer. */
export interface WireError { code: string; params: Record<string, string | number>; detail: string | null }
export interface EmployeeRef { id: Id; name: string }
export interface Employee { id: Id; name: string; signature: string; email: string }
export interface Session {
  employee: EmployeeRef | null; rights: string[]; office_name: string; language: Language; first_start: boolean;
  sample: boolean; mailbox: boolean; version: string; time_zone: string; today: Day; now: Ms;
}
export interface OfficeStart { language: Language; office_name: string; employee_name: string; sample: boolean }
export interface GeneralSettings {
  office_name: string; language: Language; number_template: string; conversation_order: 'oldest' | 'newest';
  archive_days: number; no_reply_days: number; time_zone: string; country: string;
}

// The mailbox
export interface Server { host: string; port: number; security: 'tls' | 'start_tls' | 'plain'; user: string; fingerprint: string | null }
export interface Mailbox {
  address: string; name: string; imap: Server; smtp: Server; sent_folder: string | null; saves_sent: boolean;
  has_password: boolean; password_place: 'keyring' | 'file' | 'none';
}
export interface Suggestion { known: boolean; provider: string | null; app_password: boolean; help_url: string | null; imap: Server; smtp: Server }
export interface MailboxTest { imap: WireError | null; smtp: WireError | null }
export interface SyncStatus {
  state: 'off' | 'idle' | 'connecting' | 'syncing' | 'waiting' | 'paused'; done: number; total: number; rate: number;
  seconds_left: number | null; last_ok: Ms | null; error: WireError | null; retry_at: Ms | null; unreadable: number;
}
export interface UnreadableLetter { id: Id; at: Ms; folder: string; size: number; error: WireError; tries: number }
export interface FolderAccount { folder: string; server: number; in_requests: number; ignored: number; unreadable: number; missing: number }

// Requests
export type View = 'open' | 'mine' | 'unassigned' | 'overdue' | 'urgent' | 'no_reply' | 'closed' | 'archive' | 'spam' | 'all';
export interface StatusRef { code: string; kind: 'open' | 'waiting' | 'won' | 'lost' | 'spam' }
export interface RequestRow {
  id: Id; number: string; subject: string; client_id: Id | null; who: string; snippet: string; status: StatusRef;
  assignee: EmployeeRef | null; unread: boolean; urgent: boolean; deadline: Ms | null; overdue_days: number | null;
  no_reply_days: number | null; created_at: Ms; last_at: Ms; source: 'mail' | 'phone' | 'form' | 'sms';
  has_files: boolean; letters: number; trouble: 'failed' | 'uncertain' | 'not_delivered' | null;
}
export interface RequestQuery { view: View; search?: string | null; client_id?: Id | null; newest_first?: boolean; after?: string | null; limit?: number }
export interface Page<Row> { rows: Row[]; next: string | null }
export interface CountedPage<Row> extends Page<Row> { total: number }
export interface Counts {
  open: number; mine: number; unassigned: number; overdue: number; urgent: number; no_reply: number;
  reminders_due: number; outbox: number; unreadable: number;
}
export interface Request extends RequestRow {
  email: string | null; phone: string | null; comment: string | null; items: Item[]; client: ClientCard | null;
  draft: Draft | null; last_letter_id: Id | null;
}
export interface NewRequest {
  subject: string; client_id?: Id | null; name?: string; phone?: string; email?: string; comment?: string;
  urgent?: boolean; deadline?: Ms | null; assignee_id?: Id | null;
}
export interface Address { name: string; address: string }
export interface File { position: number; name: string; type: string; size: number; inline: boolean; program: boolean }
export type Item = LetterItem | NoteItem | EventItem;
export type LetterState = 'queued' | 'sending' | 'sent' | 'retry' | 'failed' | 'uncertain';
export interface LetterItem {
  item: 'letter'; id: Id; at: Ms; direction: 'incoming' | 'outgoing'; kind: 'letter' | 'auto_reply' | 'bounce' | 'newsletter';
  from: Address; to: Address[]; cc: Address[]; subject: string; text: string; has_quote: boolean; has_html: boolean;
  files: File[]; employee: EmployeeRef | null; state: null | LetterState; undo_until: Ms | null; retry_at: Ms | null;
  error: WireError | null; not_delivered: { recipient: string; reason: string } | null; seen: boolean;
  why: { rule: 'first' | 'in_reply_to' | 'references' | 'token' | 'child' | 'ours' | 'moved' | 'bounce'; header: string | null };
}
export interface NoteItem { item: 'note'; id: Id; at: Ms; employee: EmployeeRef | null; text: string; pinned: boolean }
export interface EventItem { item: 'event'; at: Ms; what: string; employee: EmployeeRef | null; params: Record<string, string> }

// Letters, drafts, sending
export interface LetterBody {
  html: string; quoted: string | null; remote_pictures: number; pictures_always: boolean;
  mismatched: { shown: string; target: string }[]; text: string; quoted_text: string;
}
export interface Source { text: string; truncated: boolean }
export interface DraftFile { id: Id; name: string; size: number }
export interface Draft {
  id: Id; request_id: Id | null; letter_id: Id | null; to: Address[]; cc: Address[]; bcc: Address[]; subject: string;
  html: string; files: DraftFile[]; updated_at: Ms;
}
export interface DraftText { id: Id; to: Address[]; cc: Address[]; bcc: Address[]; subject: string; html: string }
export interface Reply { draft_id: Id; last_letter_id: Id | null; status: string | null; assign_me: boolean }
export interface OutboxRow {
  letter_id: Id; request_id: Id | null; number: string; to: string; subject: string; state: LetterState; attempts: number;
  retry_at: Ms | null; error: WireError | null; at: Ms;
}

// Clients
export interface ClientCard {
  id: Id; kind: 'person' | 'company'; name: string; phones: { number: string; shown: string }[]; emails: string[];
  city: string; address: string; interests: string; discount: number; terms: string; notes: string;
  manager: EmployeeRef | null; created_at: Ms;
  requests: { id: Id; number: string; subject: string; status: StatusRef; last_at: Ms }[];
  reminders: ReminderRow[]; last_contacts: ContactRow[];
}
export interface ClientRow {
  id: Id; kind: 'person' | 'company'; name: string; phone: string; email: string; city: string;
  manager: EmployeeRef | null; last_at: Ms | null; open_requests: number;
}
export interface ClientFields {
  kind: 'person' | 'company'; name: string; phones: string[]; emails: string[]; city: string; address: string;
  interests: string; discount: number; terms: string; notes: string; manager_id: Id | null;
}

// Contacts and reminders
export type Direction = 'incoming' | 'outgoing';
export type Channel = 'call' | 'letter' | 'sms' | 'visit' | 'other';
export type Priority = 'low' | 'normal' | 'high';
export interface Category { id: Id; code: string | null; name: string }
export interface ContactRow {
  id: Id; at: Ms; client_id: Id | null; who: string; request_id: Id | null; direction: Direction; channel: Channel;
  information: string; phone: string; email: string; city: string; employee: EmployeeRef | null; address: string;
  reminder: ReminderRow | null; done: boolean;
}
export interface ReminderRow {
  id: Id; contact_id: Id | null; client_id: Id | null; who: string; request_id: Id | null; day: Day; time: string | null;
  text: string; category_id: Id | null; priority: Priority; employee: EmployeeRef | null; done: boolean;
  done_at: Ms | null; missed: boolean; phone: string; email: string; city: string;
}
export interface Filter {
  from: Day | null; to: Day | null; client_id: Id | null; employee_id: Id | null; search: string | null;
  after?: string | null; limit?: number;
}
export interface ReminderFields { day: Day; time: string | null; text: string; category_id: Id | null; priority: Priority; employee_id: Id | null }
export interface ContactFields {
  client_id: Id | null; request_id: Id | null; at: Ms | null; direction: Direction; channel: Channel; information: string;
  done: boolean; reminder: ReminderFields | null;
}
export interface Look { total: number; today: number; missed: number; first: ReminderRow[] }

// Events
export interface Change { noun: string; id: Id; what: string }
export interface Open { screen: 'request' | 'reminders' | 'reminder'; id: Id | null }
