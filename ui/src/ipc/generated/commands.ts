// Made from crates/api/src/table.rs by `cargo test -p deskbell-api --test types`; not written by hand.

/**
 * The accounts of one folder: the last four add up to the first (M4).
 */
export type Account = { folder: string, server: number, in_requests: number, ignored: number, unreadable: number, 
/**
 * Still to be taken in.
 */
missing: number, };

/**
 * A correspondent.
 */
export type Address = { name: string, address: string, };

export type Assign = { ids: Array<number>, employee_id: number | null, };

export type AttachBytes = { id: number, name: string, type: string, base64: string, };

export type AttachPath = { id: number, path: string, };

export type BackupMade = { path: string, bytes: number, tables: number, rows: number, at: number, };

export type BackupTo = { path: string, };

export type BodyOf = { id: number, pictures: boolean, };

export type ByAddress = { address: string, };

export type ById = { id: number, };

export type ByLetter = { letter_id: number, };

/**
 * A field on a card.
 */
export type CardField = { field_id: number, name: string, kind: FieldKind, value: string, };

/**
 * The language that a client is written to in.
 */
export type CardLanguage = "" | "uk" | "ru" | "en";

/**
 * One phone on a card.
 */
export type CardPhone = { 
/**
 * E.164, with `;ext=12` behind it where there is an extension; digits alone where it is no full number.
 */
number: string, 
/**
 * As people of the office's country write it.
 */
shown: string, };

/**
 * A category. A shipped one has a code that the window translates until it is given a name; an own one its name.
 */
export type Category = { id: number, code: string | null, name: string, 
/**
 * Offered for new reminders.
 */
active: boolean, };

export type CategoryFields = { id: number, name: string, active: boolean, };

/**
 * A record that changed: the window fetches anew what it shows of it.
 */
export type Change = { noun: string, id: number, what: string, };

/**
 * How one got in touch.
 */
export type Channel = "call" | "letter" | "sms" | "visit" | "other";

/**
 * A client's card with what stands beside a conversation (C1, R17).
 */
export type ClientCard = { id: number, kind: ClientKind, name: string, phones: Array<CardPhone>, emails: Array<string>, city: string, address: string, interests: string, tags: Array<string>, 
/**
 * Percent.
 */
discount: number, terms: string, notes: string, manager: EmployeeRef | null, language: CardLanguage, 
/**
 * `YYYY-MM-DD`, `--MM-DD` where the year is not known; empty where the day is not.
 */
birthday: string, next_birthday: NextBirthday | null, 
/**
 * Nobody writes to this client, whatever they agreed to.
 */
do_not_write: boolean, consents: Consents, 
/**
 * The office's own fields that hold something, without those switched off.
 */
own: Array<CardField>, created_at: number, requests: Array<RequestRef>, reminders: Array<ReminderRow>, last_contacts: Array<ContactRow>, };

/**
 * A field of the office's own.
 */
export type ClientField = { id: number, name: string, kind: FieldKind, 
/**
 * What a list offers; empty for other kinds.
 */
choices: Array<string>, 
/**
 * Shown on cards.
 */
active: boolean, };

/**
 * What is typed into a card. Whoever changes a card gives all of it.
 */
export type ClientFields = { kind: ClientKind, name: string, phones: Array<string>, emails: Array<string>, city: string, address: string, interests: string, tags: Array<string>, discount: number, terms: string, notes: string, manager_id: number | null, language: CardLanguage, 
/**
 * `YYYY-MM-DD` or `--MM-DD`.
 */
birthday: string, do_not_write: boolean, consents: Consents, 
/**
 * Values of the office's own fields. One that is switched off keeps its value where none is given.
 */
own: Array<FieldValue>, };

/**
 * A person or a company.
 */
export type ClientKind = "person" | "company";

/**
 * Which page of clients.
 */
export type ClientList = { search?: string | null, after?: string | null, limit?: number | null, };

/**
 * A page of clients, by name.
 */
export type ClientPage = { rows: Array<ClientRow>, next: string | null, total: number, };

/**
 * A client in the list.
 */
export type ClientRow = { id: number, kind: ClientKind, name: string, phone: string, email: string, city: string, manager: EmployeeRef | null, last_at: number | null, open_requests: number, };

/**
 * What a client said about one way.
 */
export type Consent = { 
/**
 * Agreed; otherwise refused.
 */
given: boolean, 
/**
 * How that is known: "by phone", "form on the site".
 */
source: string, 
/**
 * `YYYY-MM-DD`; today where it is left empty.
 */
day: string, };

/**
 * What a client said about each way; nothing where nobody asked.
 */
export type Consents = { email: Consent | null, sms: Consent | null, };

/**
 * Counts on the two tabs for one filter.
 */
export type ContactCounts = { contacts: number, reminders: number, };

/**
 * What is typed into a contact.
 */
export type ContactFields = { client_id?: number | null, request_id?: number | null, 
/**
 * Now where it is not given.
 */
at?: number | null, direction: Direction, channel: Channel, information: string, done: boolean, reminder?: ReminderFields | null, };

/**
 * A page of contacts, newest first.
 */
export type ContactPage = { rows: Array<ContactRow>, next: string | null, total: number, };

/**
 * A contact as the list shows it.
 */
export type ContactRow = { id: number, at: number, client_id: number | null, who: string, request_id: number | null, direction: Direction, channel: Channel, information: string, phone: string, email: string, city: string, employee: EmployeeRef | null, 
/**
 * The phone or e-mail that a message went to.
 */
address: string, reminder: ReminderRow | null, done: boolean, };

/**
 * How a conversation is read.
 */
export type ConversationOrder = "oldest" | "newest";

/**
 * A country whose phones are known.
 */
export type Country = { 
/**
 * Two letters, such as `UA`.
 */
code: string, 
/**
 * What its numbers begin with, such as 380.
 */
dial: number, };

export type Created = { id: number, };

export type Detach = { id: number, file_id: number, };

/**
 * Which way a contact went.
 */
export type Direction = "incoming" | "outgoing";

/**
 * A letter being written.
 */
export type Draft = { id: number, request_id: number | null, 
/**
 * The letter that it answers.
 */
letter_id: number | null, to: Array<Address>, cc: Array<Address>, bcc: Array<Address>, subject: string, html: string, files: Array<DraftFile>, updated_at: number, };

/**
 * A file of a draft.
 */
export type DraftFile = { id: number, name: string, size: number, };

/**
 * What the editor saves.
 */
export type DraftText = { id: number, to: Array<Address>, cc: Array<Address>, bcc: Array<Address>, subject: string, html: string, };

/**
 * What is typed into an employee.
 */
export type EmployeeFields = { login: string, name: string, email: string, phone: string, signature: string, department: string, supervisor_id: number | null, 
/**
 * Ids of roles; at least one.
 */
roles: Array<number>, os_login: string, os_allowed: boolean, };

/**
 * An employee, as other things name them.
 */
export type EmployeeRef = { id: number, name: string, };

/**
 * An employee with everything but the password.
 */
export type EmployeeRow = { id: number, login: string, name: string, email: string, phone: string, 
/**
 * Cleaned HTML.
 */
signature: string, department: string, supervisor: EmployeeRef | null, 
/**
 * Ids of roles.
 */
roles: Array<number>, 
/**
 * The name at the computer.
 */
os_login: string, 
/**
 * Whether that name is enough to log in.
 */
os_allowed: boolean, active: boolean, has_password: boolean, sample: boolean, };

/**
 * Something that happened to the request.
 */
export type EventItem = { at: number, 
/**
 * `created`, `status`, `assigned`, `client` or `joined`.
 */
what: string, employee: EmployeeRef | null, params: { [key in string]: string }, };

export type ExportReminders = { filter: Filter, path: string, };

/**
 * What was written.
 */
export type ExportedReminders = { count: number, path: string, };

/**
 * What a field holds.
 */
export type FieldKind = "text" | "number" | "date" | "list" | "checkbox";

/**
 * What a client has in a field, in its stored form.
 */
export type FieldValue = { field_id: number, value: string, };

export type FileAt = { letter_id: number, position: number, };

/**
 * Which contacts or reminders: a period of days, a client, an employee, words.
 */
export type Filter = { from?: string | null, to?: string | null, client_id?: number | null, employee_id?: number | null, search?: string | null, 
/**
 * With clients who are interested in any of these.
 */
interests?: Array<string> | null, 
/**
 * Contacts alone: with or without a reminder.
 */
has_reminder?: boolean | null, 
/**
 * Reminders alone.
 */
category_id?: number | null, 
/**
 * Reminders alone.
 */
state?: ReminderState | null, after?: string | null, limit?: number | null, };

/**
 * The general settings (X5).
 */
export type GeneralSettings = { 
/**
 * The office's name, as letters and the window show it.
 */
office_name: string, language: Language, 
/**
 * Such as `{yyyy}-{00000}`; see [`numbers`].
 */
number_template: string, conversation_order: ConversationOrder, 
/**
 * Letters older than so many days come in closed at the first sync (M3).
 */
archive_days: number, 
/**
 * After so many days without an answer "no reply" is shown (R13).
 */
no_reply_days: number, 
/**
 * A name such as `Europe/Kyiv`; empty for the system's zone.
 */
time_zone: string, 
/**
 * Two letters; phones without a country code are read as this country's.
 */
country: string, 
/**
 * After so many minutes without keyboard and mouse the window asks for the password; 0 for never (E3).
 */
lock_minutes: number, };

/**
 * Which page.
 */
export type IgnoredList = { after?: string | null, limit?: number | null, };

/**
 * A page of such letters, newest first.
 */
export type IgnoredPage = { rows: Array<IgnoredRow>, next: string | null, };

/**
 * A letter that is in no request.
 */
export type IgnoredRow = { id: number, at: number, from: Address, subject: string, 
/**
 * The rule that kept it out: what kind of automatic letter it is.
 */
rule: 'auto_reply' | 'bounce' | 'newsletter', snippet: string, };

export type InOrder = { ids: Array<number>, };

/**
 * An interest and how many clients have it.
 */
export type Interest = { name: string, clients: number, };

/**
 * One line of the conversation.
 */
export type Item = { "item": "letter" } & LetterItem | { "item": "note" } & NoteItem | { "item": "event" } & EventItem;

export type JsonValue = number | string | boolean | Array<JsonValue> | { [key in string]: JsonValue } | null;

/**
 * The three languages of the program.
 */
export type Language = "uk" | "ru" | "en";

export type LastBackup = { at: number | null, path: string | null, ok: boolean, };

/**
 * A letter's body, ready to be shown.
 */
export type LetterBody = { 
/**
 * Cleaned HTML of what is read at once.
 */
html: string, 
/**
 * Cleaned HTML of the folded quote.
 */
quoted: string | null, 
/**
 * How many remote pictures the letter names.
 */
remote_pictures: number, 
/**
 * Whether this sender's pictures are always shown.
 */
pictures_always: boolean, mismatched: Array<MismatchedLink>, text: string, quoted_text: string, };

/**
 * A file that came with a letter.
 */
export type LetterFile = { position: number, name: string, type: string, size: number, inline: boolean, 
/**
 * Opening it could run it: the window warns first.
 */
program: boolean, };

/**
 * A letter in the conversation.
 */
export type LetterItem = { id: number, at: number, direction: Direction, kind: LetterKind, from: Address, to: Array<Address>, cc: Array<Address>, subject: string, 
/**
 * What is read at once.
 */
text: string, has_quote: boolean, has_html: boolean, files: Array<LetterFile>, employee: EmployeeRef | null, 
/**
 * Of our letters: where the outbox has it.
 */
state: OutboxState | null, undo_until: number | null, retry_at: number | null, error: WireError | null, not_delivered: NotDelivered | null, seen: boolean, why: Why, };

/**
 * What a letter is, as the mail crate tells it.
 */
export type LetterKind = "letter" | "auto_reply" | "bounce" | "newsletter";

/**
 * A letter's raw source, as far as a person reads it.
 */
export type LetterSource = { text: string, truncated: boolean, };

export type LinkClient = { id: number, client_id: number, };

export type Login = { login: string, password: string, };

/**
 * What the dialog at launch says (K6).
 */
export type Look = { total: number, today: number, missed: number, 
/**
 * The first three.
 */
first: Array<ReminderRow>, };

/**
 * The mailbox. The password is not part of it.
 */
export type Mailbox = { address: string, 
/**
 * Shown as the sender of our letters; the employee's and office's name where it is empty.
 */
name: string, imap: Server, smtp: Server, 
/**
 * The folder for copies; found by its role where it is not named.
 */
sent_folder: string | null, 
/**
 * The provider puts the copy into Sent itself.
 */
saves_sent: boolean, has_password: boolean, password_place: Place, };

/**
 * A mailing.
 */
export type Mailing = { id: number, state: MailingState, 
/**
 * Why it paused by itself.
 */
pause_reason: WireError | null, files: Array<MailingFile>, counts: MessageCounts, employee: EmployeeRef | null, created_at: number, updated_at: number, started_at: number | null, ended_at: number | null, name: string, channel: MailingChannel, texts: Array<MailingText>, 
/**
 * Only to those who agreed to be written to this way; otherwise to all who did not refuse.
 */
consent_needed: boolean, 
/**
 * Not to those whom a mailing reached within so many days; 0: to all.
 */
not_within_days: number, 
/**
 * Every message ends with how to get no more.
 */
opt_out_line: boolean, 
/**
 * No more messages a minute; 0: as the server takes them.
 */
per_minute: number, 
/**
 * `HH:MM` in the office's zone; empty where there are no quiet hours.
 */
quiet_from: string, quiet_to: string, 
/**
 * Not before this instant.
 */
start_at: number | null, };

/**
 * By what way a mailing goes.
 */
export type MailingChannel = "sms" | "email" | "email_or_sms";

/**
 * What is typed into a mailing.
 */
export type MailingFields = { name: string, channel: MailingChannel, texts: Array<MailingText>, 
/**
 * Only to those who agreed to be written to this way; otherwise to all who did not refuse.
 */
consent_needed: boolean, 
/**
 * Not to those whom a mailing reached within so many days; 0: to all.
 */
not_within_days: number, 
/**
 * Every message ends with how to get no more.
 */
opt_out_line: boolean, 
/**
 * No more messages a minute; 0: as the server takes them.
 */
per_minute: number, 
/**
 * `HH:MM` in the office's zone; empty where there are no quiet hours.
 */
quiet_from: string, quiet_to: string, 
/**
 * Not before this instant.
 */
start_at: number | null, };

/**
 * A file that goes with every letter of a mailing.
 */
export type MailingFile = { id: number, name: string, type: string, size: number, };

/**
 * Which page of mailings.
 */
export type MailingList = { search?: string | null, state?: MailingState | null, after?: string | null, limit?: number | null, };

/**
 * A page of mailings, newest first.
 */
export type MailingPage = { rows: Array<MailingRow>, next: string | null, };

/**
 * A mailing in the list.
 */
export type MailingRow = { id: number, name: string, channel: MailingChannel, state: MailingState, pause_reason: WireError | null, 
/**
 * The subject, or the beginning of the SMS.
 */
subject: string, counts: MessageCounts, employee: EmployeeRef | null, created_at: number, start_at: number | null, started_at: number | null, ended_at: number | null, };

/**
 * The settings of mailings.
 */
export type MailingSettings = { 
/**
 * Only to clients who agreed to letters, unless a mailing says otherwise.
 */
consent_email: boolean, 
/**
 * The same of SMS.
 */
consent_sms: boolean, 
/**
 * Not to those whom a mailing reached within so many days.
 */
not_within_days: number, opt_out_line: boolean, emails_per_minute: number, sms_per_minute: number, 
/**
 * Providers take only so many letters of one mailbox in 24 hours; 0: no limit.
 */
emails_per_day: number, quiet_from: string, quiet_to: string, 
/**
 * Above so many messages their number is typed before they go.
 */
confirm_above: number, 
/**
 * After so many refusals one after another a mailing pauses.
 */
most_errors: number, 
/**
 * One letter of each mailing is put into the Sent folder.
 */
sample_in_sent: boolean, 
/**
 * Where the office's own site lets people opt out: an https address with `{token}` in it; empty where it does not.
 */
opt_out_url: string, };

/**
 * Where a mailing stands.
 */
export type MailingState = "draft" | "running" | "paused" | "done" | "stopped";

/**
 * What is written: for everybody, or for the clients of one language instead.
 */
export type MailingText = { 
/**
 * The version for everybody where there is none.
 */
language: Language | null, subject: string, html: string, 
/**
 * The text of an SMS.
 */
sms: string, };

/**
 * What an employee may change about themselves.
 */
export type Me = { id: number, name: string, 
/**
 * Cleaned HTML, put under new letters.
 */
signature: string, email: string, login: string, 
/**
 * Whether a password is asked of them.
 */
has_password: boolean, };

export type MeFields = { name: string, signature: string, };

/**
 * How many messages of a mailing stand where (S5).
 */
export type MessageCounts = { 
/**
 * Everybody who was chosen.
 */
total: number, queued: number, submitting: number, accepted: number, delivered: number, failed: number, refused: number, uncertain: number, left_out: number, 
/**
 * People who answered, and machines that did.
 */
answered: number, auto_replies: number, };

/**
 * A link whose text names another place than its target.
 */
export type MismatchedLink = { shown: string, target: string, };

export type MoveReminders = { ids: Array<number>, day: string, time: string | null, };

export type NewCategory = { name: string, };

export type NewClientField = { name: string, kind: FieldKind, choices?: Array<string> | null, };

export type NewEmployee = { fields: EmployeeFields, password?: string | null, };

/**
 * A mailing that is begun; what is left out is as Settings have it.
 */
export type NewMailing = { name?: string | null, channel?: MailingChannel | null, 
/**
 * Whether it goes only to those who agreed. A message to clients about their own matter needs no consent.
 */
consent_needed?: boolean | null, };

export type NewNote = { request_id: number, text: string, pinned?: boolean | null, };

export type NewPassword = { old: string, new: string, };

export type NewReminder = { client_id: number | null, request_id: number | null, fields: ReminderFields, };

/**
 * What is typed into "+ Request" (R5).
 */
export type NewRequest = { subject: string, client_id?: number | null, name?: string | null, phone?: string | null, email?: string | null, comment?: string | null, urgent?: boolean | null, deadline?: number | null, assignee_id?: number | null, };

/**
 * When a birthday comes next, and how old one is.
 */
export type NextBirthday = { 
/**
 * `YYYY-MM-DD`; today, when it is today.
 */
day: string, 
/**
 * Days until then; 0 for today.
 */
in_days: number, 
/**
 * Whole years now; `None` where the year of birth is not known.
 */
age: number | null, };

/**
 * What could not be delivered, from the bounce that told.
 */
export type NotDelivered = { recipient: string, reason: string, };

export type NoteFields = { id: number, text: string, pinned: boolean, };

/**
 * A note in the conversation.
 */
export type NoteItem = { id: number, at: number, employee: EmployeeRef | null, text: string, pinned: boolean, };

/**
 * No words at all: `{}`.
 */
export type Nothing = Record<symbol, never>;

export type OfficeStart = { language: Language, office_name: string, employee_name: string, sample: boolean, };

/**
 * A place that the window is to open: from a notification, the tray or a second start.
 */
export type Open = { screen: 'request' | 'reminders' | 'reminder', id: number | null, };

export type OpenedFile = { path: string, };

/**
 * A letter in the outbox.
 */
export type OutboxRow = { letter_id: number, request_id: number | null, number: string, to: string, subject: string, state: OutboxState, attempts: number, retry_at: number | null, error: WireError | null, at: number, };

/**
 * Where a letter of ours stands.
 */
export type OutboxState = "queued" | "sending" | "sent" | "retry" | "failed" | "uncertain";

/**
 * Which parts are on. Both are at first.
 */
export type Parts = { 
/**
 * "Client interaction": reminders and interests.
 */
client_interaction: boolean, 
/**
 * "Mass SMS and e-mail".
 */
mass_mailing: boolean, };

export type PicturesFrom = { address: string, always: boolean, };

/**
 * Where a password lies.
 */
export type Place = "keyring" | "file" | "none";

/**
 * A picture for a thumbnail.
 */
export type Preview = { data_url: string, };

/**
 * How much a reminder presses.
 */
export type Priority = "low" | "normal" | "high";

export type Quote = { html: string, };

export type Remember = { key: string, value: unknown, };

/**
 * What is typed into a reminder.
 */
export type ReminderFields = { day: string, time?: string | null, text: string, category_id?: number | null, priority: Priority, 
/**
 * Whoever writes it down where nobody is named.
 */
employee_id?: number | null, 
/**
 * Once where it is not given.
 */
repeat?: Repeat | null, };

/**
 * A page of reminders by day and time.
 */
export type ReminderPage = { rows: Array<ReminderRow>, next: string | null, total: number, };

/**
 * A reminder as the list shows it.
 */
export type ReminderRow = { id: number, contact_id: number | null, client_id: number | null, who: string, request_id: number | null, 
/**
 * `YYYY-MM-DD` in the office's zone.
 */
day: string, 
/**
 * `HH:MM`.
 */
time: string | null, text: string, category_id: number | null, priority: Priority, employee: EmployeeRef | null, done: boolean, done_at: number | null, 
/**
 * Not done, and its day is over.
 */
missed: boolean, phone: string, email: string, city: string, 
/**
 * It comes again so often when it is done.
 */
repeat: Repeat | null, 
/**
 * The bell was put off until this instant.
 */
snoozed_until: number | null, };

/**
 * Which reminders by their state.
 */
export type ReminderState = "all" | "done" | "open";

/**
 * How often a reminder comes again.
 */
export type Repeat = "daily" | "weekly" | "monthly" | "yearly";

/**
 * What came of it.
 */
export type Replied = { letter_id: number, undo_until: number, };

/**
 * The words of "send".
 */
export type Reply = { draft_id: number, 
/**
 * The newest letter that the writer has seen; a newer one stops the sending.
 */
last_letter_id?: number | null, 
/**
 * The request's next status.
 */
status?: string | null, assign_me?: boolean | null, };

/**
 * A request with everything that its page shows.
 */
export type Request = { email: string | null, phone: string | null, comment: string | null, 
/**
 * Oldest first.
 */
items: Array<Item>, 
/**
 * Absent for whoever may not see clients.
 */
client: ClientCard | null, draft: Draft | null, last_letter_id: number | null, id: number, number: string, subject: string, client_id: number | null, 
/**
 * The client, or the person's name or address.
 */
who: string, 
/**
 * May hold U+0002 and U+0003 around matches of a search.
 */
snippet: string, status: StatusRef, assignee: EmployeeRef | null, unread: boolean, urgent: boolean, deadline: number | null, 
/**
 * Whole days past the deadline; 0 on its day.
 */
overdue_days: number | null, 
/**
 * Days since our last letter, once they reach the setting.
 */
no_reply_days: number | null, created_at: number, last_at: number, source: 'mail' | 'phone' | 'form' | 'sms', has_files: boolean, letters: number, 
/**
 * `failed`, `uncertain` or `not_delivered`: one of our letters needs a look.
 */
trouble: 'failed' | 'uncertain' | 'not_delivered' | null, };

/**
 * The counts of the sidebar.
 */
export type RequestCounts = { open: number, mine: number, unassigned: number, overdue: number, urgent: number, no_reply: number, reminders_due: number, outbox: number, unreadable: number, };

/**
 * A page of the list that is asked for.
 */
export type RequestList = { view: View, search?: string | null, client_id?: number | null, 
/**
 * Oldest first unless true.
 */
newest_first?: boolean | null, 
/**
 * `next` of the page before.
 */
after?: string | null, limit?: number | null, };

/**
 * A page of requests.
 */
export type RequestPage = { rows: Array<RequestRow>, next: string | null, };

/**
 * A request as other things name it.
 */
export type RequestRef = { id: number, number: string, subject: string, status: StatusRef, last_at: number, };

/**
 * A request in the list.
 */
export type RequestRow = { id: number, number: string, subject: string, client_id: number | null, 
/**
 * The client, or the person's name or address.
 */
who: string, 
/**
 * May hold U+0002 and U+0003 around matches of a search.
 */
snippet: string, status: StatusRef, assignee: EmployeeRef | null, unread: boolean, urgent: boolean, deadline: number | null, 
/**
 * Whole days past the deadline; 0 on its day.
 */
overdue_days: number | null, 
/**
 * Days since our last letter, once they reach the setting.
 */
no_reply_days: number | null, created_at: number, last_at: number, source: 'mail' | 'phone' | 'form' | 'sms', has_files: boolean, letters: number, 
/**
 * `failed`, `uncertain` or `not_delivered`: one of our letters needs a look.
 */
trouble: 'failed' | 'uncertain' | 'not_delivered' | null, };

/**
 * What a command may need. Stored by its snake_case name.
 */
export type Right = "work" | "answer_letters" | "see_clients" | "edit_clients" | "send_mailings" | "manage_settings" | "manage_employees";

/**
 * A role with what it allows.
 */
export type Role = { id: number, 
/**
 * Of a shipped role: `administrator`, `manager` or `specialist`. It is named by the window's language unless the
 * office gave it a name.
 */
code: string | null, name: string, rights: Array<Right>, 
/**
 * How many active employees have it.
 */
employees: number, };

/**
 * What is typed into a role.
 */
export type RoleFields = { 
/**
 * May be empty for a shipped role.
 */
name: string, rights: Array<Right>, };

export type SaveFile = { letter_id: number, position: number, path: string, };

export type SaveFiles = { letter_id: number, folder: string, };

export type SaveMailbox = { mailbox: Mailbox, password: string | null, in_file: boolean, };

export type SaveTo = { id: number, path: string, };

export type SavedDraft = { updated_at: number, };

/**
 * The names under which the files of a letter were saved.
 */
export type SavedFiles = { names: Array<string>, };

/**
 * How a connection is secured.
 */
export type Security = "tls" | "start_tls" | "plain";

/**
 * One server of the mailbox.
 */
export type Server = { host: string, port: number, security: Security, user: string, 
/**
 * SHA-256 of a self-signed certificate that somebody trusted, in hex.
 */
fingerprint: string | null, };

/**
 * The session of a seat.
 */
export type Session = { employee: EmployeeRef | null, rights: Array<string>, 
/**
 * One logs in here, and so can lock and log out. Nobody does where one employee works alone without a password.
 */
login: boolean, office_name: string, language: Language, 
/**
 * No office was made yet.
 */
first_start: boolean, 
/**
 * Sample data is in the office.
 */
sample: boolean, 
/**
 * A mailbox is set up.
 */
mailbox: boolean, version: string, 
/**
 * The zone in which the office's days are counted.
 */
time_zone: string, today: string, 
/**
 * Which optional parts are on (K9).
 */
parts: Parts, now: number, };

export type SetDone = { ids: Array<number>, done: boolean, };

export type SetPassword = { id: number, password: string | null, };

export type SetSeen = { id: number, seen: boolean, };

export type SetStatus = { ids: Array<number>, status: string, };

/**
 * How long the bell of a reminder is put off (K7).
 */
export type Snooze = "ten_minutes" | "hour" | "tomorrow";

export type SnoozeReminders = { ids: Array<number>, span: Snooze, };

export type StartDraft = { request_id: number, letter_id?: number | null, all?: boolean | null, };

/**
 * The kind of a status: what it means for the desk.
 */
export type StatusKind = "open" | "waiting" | "won" | "lost" | "spam";

/**
 * A status as other things name it.
 */
export type StatusRef = { code: string, kind: StatusKind, };

/**
 * What is known of a provider.
 */
export type Suggestion = { known: boolean, provider: string | null, app_password: boolean, help_url: string | null, saves_sent: boolean, imap: Server, smtp: Server, };

/**
 * What the sync is doing.
 */
export type SyncState = "off" | "idle" | "connecting" | "syncing" | "waiting";

/**
 * Where the sync stands (M2).
 */
export type SyncStatus = { state: SyncState, 
/**
 * Letters taken in of those to be taken in by this pass.
 */
done: number, total: number, 
/**
 * Letters a second.
 */
rate: number, seconds_left: number | null, last_ok: number | null, error: WireError | null, retry_at: number | null, unreadable: number, };

/**
 * A tag and how many clients have it.
 */
export type Tag = { name: string, clients: number, };

export type TestMailbox = { mailbox: Mailbox, password: string | null, };

/**
 * What the connection test found; nothing where it went well.
 */
export type TestReport = { imap: WireError | null, smtp: WireError | null, };

export type TypedPhone = { typed: string, };

/**
 * A letter under "Unreadable letters".
 */
export type UnreadableRow = { id: number, at: number, 
/**
 * The folder or file that it came from.
 */
folder: string, size: number, error: WireError, tries: number, 
/**
 * Whether its raw source is here (a letter over the size limit stays on the server).
 */
has_source: boolean, };

export type UpdateClient = { id: number, fields: ClientFields, };

export type UpdateClientField = { id: number, name: string, choices?: Array<string> | null, active: boolean, };

export type UpdateContact = { id: number, fields: ContactFields, };

export type UpdateEmployee = { id: number, fields: EmployeeFields, };

export type UpdateMailing = { id: number, fields: MailingFields, };

export type UpdateReminder = { id: number, client_id: number | null, fields: ReminderFields, };

export type UpdateRequest = { id: number, subject?: string | null, urgent?: boolean | null, deadline?: number | null, };

export type UpdateRole = { id: number, fields: RoleFields, };

/**
 * Which requests.
 */
export type View = "open" | "mine" | "unassigned" | "overdue" | "urgent" | "no_reply" | "closed" | "archive" | "spam" | "all";

/**
 * Why a letter is where it is (M6).
 */
export type Why = { 
/**
 * `first`, `in_reply_to`, `references`, `token`, `child`, `ours`, `moved` or `bounce`.
 */
rule: 'first' | 'in_reply_to' | 'references' | 'token' | 'child' | 'ours' | 'moved' | 'bounce', 
/**
 * The header's value that decided.
 */
header: string | null, };

/**
 * An error as it crosses to the window, the command line and the database.
 */
export type WireError = { code: string, params: Record<string, string | number>, detail: string | null, };

export type Words = { text: string, };

/** Name → what the command takes and what it gives. */
export interface Commands {
  'session.get': [Nothing, Session];
  'session.login': [Login, Session];
  'session.logout': [Nothing, null];
  'session.lock': [Nothing, null];
  'office.start': [OfficeStart, Session];
  'office.settings': [Nothing, GeneralSettings];
  'office.update': [GeneralSettings, GeneralSettings];
  'parts.get': [Nothing, Parts];
  'parts.update': [Parts, Parts];
  'office.remove_sample': [Nothing, null];
  'memory.all': [Nothing, { [key in string]: JsonValue }];
  'memory.set': [Remember, null];
  'employees.list': [Nothing, Array<EmployeeRef>];
  'employees.me': [Nothing, Me];
  'employees.update_me': [MeFields, Me];
  'employees.set_my_password': [NewPassword, null];
  'employees.all': [Nothing, Array<EmployeeRow>];
  'employees.create': [NewEmployee, EmployeeRow];
  'employees.update': [UpdateEmployee, EmployeeRow];
  'employees.deactivate': [ById, null];
  'employees.activate': [ById, null];
  'employees.set_password': [SetPassword, null];
  'roles.list': [Nothing, Array<Role>];
  'roles.create': [RoleFields, Role];
  'roles.update': [UpdateRole, Role];
  'roles.remove': [ById, null];
  'mailbox.get': [Nothing, Mailbox | null];
  'mailbox.suggest': [ByAddress, Suggestion];
  'mailbox.test': [TestMailbox, TestReport];
  'mailbox.save': [SaveMailbox, Mailbox];
  'mailbox.remove': [Nothing, null];
  'mailbox.sync': [Nothing, null];
  'mailbox.status': [Nothing, SyncStatus];
  'mailbox.accounting': [Nothing, Array<Account>];
  'requests.list': [RequestList, RequestPage];
  'requests.counts': [Nothing, RequestCounts];
  'requests.get': [ById, Request];
  'requests.create': [NewRequest, Created];
  'requests.status': [SetStatus, null];
  'requests.assign': [Assign, null];
  'requests.seen': [SetSeen, null];
  'requests.update': [UpdateRequest, null];
  'requests.note': [NewNote, Created];
  'requests.add_client': [ById, ClientCard];
  'requests.link_client': [LinkClient, ClientCard];
  'requests.reply': [Reply, Replied];
  'notes.update': [NoteFields, null];
  'notes.remove': [ById, null];
  'letters.body': [BodyOf, LetterBody];
  'letters.pictures_from': [PicturesFrom, null];
  'letters.source': [ById, LetterSource];
  'letters.save': [SaveTo, null];
  'letters.unsend': [ById, Draft];
  'letters.unreadable': [Nothing, Array<UnreadableRow>];
  'letters.ignored': [IgnoredList, IgnoredPage];
  'letters.make_request': [ById, Created];
  'letters.retry': [ById, boolean];
  'letters.source_unreadable': [ById, LetterSource];
  'letters.save_unreadable': [SaveTo, null];
  'files.save': [SaveFile, null];
  'files.save_all': [SaveFiles, SavedFiles];
  'files.open': [FileAt, OpenedFile];
  'files.preview': [FileAt, Preview | null];
  'drafts.start': [StartDraft, Draft];
  'drafts.save': [DraftText, SavedDraft];
  'drafts.attach': [AttachPath, Draft];
  'drafts.attach_bytes': [AttachBytes, Draft];
  'drafts.detach': [Detach, Draft];
  'drafts.remove': [ById, null];
  'drafts.quote': [ByLetter, Quote];
  'outbox.list': [Nothing, Array<OutboxRow>];
  'outbox.retry': [ByLetter, null];
  'outbox.mark_sent': [ByLetter, null];
  'outbox.cancel': [ByLetter, null];
  'contacts.suggest': [Words, Array<Address>];
  'clients.list': [ClientList, ClientPage];
  'clients.get': [ById, ClientCard];
  'clients.create': [ClientFields, ClientCard];
  'clients.update': [UpdateClient, ClientCard];
  'phones.countries': [Nothing, Array<Country>];
  'phones.read': [TypedPhone, CardPhone | null];
  'tags.list': [Nothing, Array<Tag>];
  'client_fields.list': [Nothing, Array<ClientField>];
  'client_fields.create': [NewClientField, Created];
  'client_fields.update': [UpdateClientField, null];
  'client_fields.order': [InOrder, null];
  'categories.list': [Nothing, Array<Category>];
  'categories.create': [NewCategory, Created];
  'categories.update': [CategoryFields, null];
  'categories.order': [InOrder, null];
  'interests.list': [Nothing, Array<Interest>];
  'contacts.list': [Filter, ContactPage];
  'contacts.counts': [Filter, ContactCounts];
  'contacts.get': [ById, ContactRow];
  'contacts.create': [ContactFields, ContactRow];
  'contacts.update': [UpdateContact, ContactRow];
  'contacts.remove': [ById, null];
  'reminders.list': [Filter, ReminderPage];
  'reminders.get': [ById, ReminderRow];
  'reminders.create': [NewReminder, ReminderRow];
  'reminders.update': [UpdateReminder, ReminderRow];
  'reminders.done': [SetDone, null];
  'reminders.snooze': [SnoozeReminders, null];
  'reminders.move': [MoveReminders, null];
  'reminders.export': [ExportReminders, ExportedReminders];
  'reminders.remove': [ById, null];
  'reminders.look': [Nothing, Look];
  'mailings.list': [MailingList, MailingPage];
  'mailings.get': [ById, Mailing];
  'mailings.create': [NewMailing, Mailing];
  'mailings.update': [UpdateMailing, Mailing];
  'mailings.copy': [ById, Mailing];
  'mailings.remove': [ById, null];
  'mailings.attach': [AttachPath, Mailing];
  'mailings.attach_bytes': [AttachBytes, Mailing];
  'mailings.detach': [Detach, Mailing];
  'mailings.settings': [Nothing, MailingSettings];
  'mailings.update_settings': [MailingSettings, MailingSettings];
  'backup.make': [BackupTo, BackupMade];
  'backup.last': [Nothing, LastBackup];
}
