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
 * By what the rows are sorted.
 */
export type ActivityColumn = "name" | "last" | "contacts" | "letters" | "requests";

/**
 * Which page of the analysis.
 */
export type ActivityList = { filter: ClientFilter, 
/**
 * In which contacts, letters and requests are counted.
 */
period: Period, 
/**
 * Only those whose last touch is so long ago.
 */
ago?: Ago | null, by?: ActivityColumn | null, down?: boolean | null, after?: string | null, limit?: number | null, };

/**
 * A page of the analysis.
 */
export type ActivityPage = { rows: Array<ActivityRow>, next: string | null, total: number, };

/**
 * A client in the analysis.
 */
export type ActivityRow = { id: number, name: string, phone: string, city: string, manager: EmployeeRef | null, last_at: number | null, 
/**
 * Calendar days since then.
 */
silent_days: number | null, contacts: number, letters: number, requests: number, };

export type AddClientFile = { client_id: number, path: string, };

/**
 * A file that has come.
 */
export type AddedFile = { file: ClientFile, 
/**
 * The client had it already, by the same name and the same bytes: it is not there twice.
 */
known: boolean, };

/**
 * A correspondent.
 */
export type Address = { name: string, address: string, };

/**
 * How long ago the last touch is, in calendar days of the office.
 */
export type Ago = "today" | "week" | "month" | "quarter" | "half_year" | "year" | "older" | "never";

/**
 * How many clients were last touched so long ago.
 */
export type AgoCount = { ago: Ago, clients: number, };

/**
 * Why clients are taken for one.
 */
export type AlikeBy = "phone" | "email" | "name";

/**
 * A client of a group.
 */
export type AlikeClient = { id: number, name: string, phone: string, email: string, city: string, created_at: number, requests: number, contacts: number, };

/**
 * A reason with what is the same; of a name nothing, for the names are shown.
 */
export type AlikeReason = { by: AlikeBy, value: string, };

/**
 * The instant at which all were read: by it that is taken back.
 */
export type AllRead = { at: number, };

/**
 * Where somebody is about to write in a request.
 */
export type AskDeclined = { id: number, 
/**
 * E-mails and phones, as they stand before the writer.
 */
addresses: Array<string>, };

export type Assign = { ids: Array<number>, employee_id: number | null, };

export type AttachBytes = { id: number, name: string, type: string, base64: string, };

export type AttachPath = { id: number, path: string, };

export type BackupMade = { path: string, bytes: number, tables: number, rows: number, at: number, };

export type BackupTo = { path: string, };

export type BeginClientFile = { client_id: number, name: string, size: number, };

export type BodyOf = { id: number, pictures: boolean, };

/**
 * What came of a bulk action.
 */
export type BulkDone = { 
/**
 * Clients that were meant.
 */
total: number, 
/**
 * Clients that are another than before.
 */
changed: number, 
/**
 * Clients that were left out, and the first of them with the reason.
 */
left_out: number, reasons: Array<LeftOut>, 
/**
 * Called off before its end: what was done by then stays done.
 */
cancelled: boolean, 
/**
 * Undoes the whole; absent where nothing changed.
 */
deed_id: number | null, };

export type ByAddress = { address: string, };

/**
 * An opt-out that somebody of the office notes, or its end.
 */
export type ByHand = { way: ConsentWay, address: string, 
/**
 * How it is known, or why one may write again.
 */
note: string, };

export type ById = { id: number, };

export type ByLetter = { letter_id: number, };

export type ByPath = { path: string, };

/**
 * The address by which one gateway calls.
 */
export type CallbackAddress = { gateway_id: number, name: string, address: string, };

/**
 * Where the office listens.
 */
export type CallbackSettings = { on: boolean, 
/**
 * An address of this computer: `127.0.0.1` for gateways on it or behind a tunnel, `0.0.0.0` for all.
 */
host: string, port: number, 
/**
 * How providers reach it from outside, such as `https://sms.office.example`; empty for host and port as they are.
 */
outside: string, };

/**
 * What keeps the office from listening, as whoever runs the jobs found it last.
 */
export type CallbackTrouble = { error: WireError, since: number, };

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
shown: string, 
/**
 * Whether an SMS can reach it.
 */
sms: boolean, };

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
 * What the editor of an own template shows.
 */
export type CheckedTemplate = { problems: Array<TemplateProblem>, fields: Array<GatewayField>, };

export type ChooseClients = { id: number, client_ids: Array<number>, phone?: string | null, };

export type ChooseFiltered = { id: number, filter: ClientFilter, };

export type ChooseFromFile = { id: number, path: string, };

export type ChoosePasted = { id: number, text: string, };

/**
 * What came of choosing people.
 */
export type ChosenPeople = { added: number, 
/**
 * They were among the people already.
 */
known: number, 
/**
 * Lines of an import in which there is neither an e-mail nor a phone.
 */
unusable: number, };

/**
 * A city and how many clients are there.
 */
export type City = { name: string, clients: number, };

/**
 * What is done.
 */
export type ClientAct = { "act": "manager", manager_id: number | null, } | { "act": "add_tag", name: string, } | { "act": "remove_tag", name: string, } | { "act": "add_interest", name: string, } | { "act": "remove_interest", name: string, } | { "act": "do_not_write", on: boolean, } | { "act": "language", language: CardLanguage, } | { "act": "remove" };

/**
 * A bulk action as it is asked for.
 */
export type ClientBulk = { target: ClientTarget, act: ClientAct, 
/**
 * A name of one's own for the work, to be told of its progress and to call it off.
 */
work?: string | null, };

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
own: Array<CardField>, 
/**
 * The newest files, and how many there are.
 */
files: Array<ClientFile>, files_total: number, created_at: number, 
/**
 * The newest requests, and how many there are.
 */
requests: Array<RequestRef>, requests_total: number, reminders: Array<ReminderRow>, last_contacts: Array<ContactRow>, };

/**
 * Which clients are written, and how.
 */
export type ClientExport = { target: ClientTarget, columns: Array<Column>, sort: ClientSort, 
/**
 * Its ending says how: `.xlsx`, otherwise CSV.
 */
path: string, 
/**
 * Of a CSV: `;` or `,`; as the language wants it where it is absent.
 */
delimiter?: string | null, work?: string | null, };

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
 * A file of a client.
 */
export type ClientFile = { id: number, name: string, type: string, size: number, 
/**
 * Who added it.
 */
employee: EmployeeRef | null, at: number, 
/**
 * It can be looked at here.
 */
preview: boolean, 
/**
 * Opening it could run it.
 */
program: boolean, };

export type ClientFilePiece = { id: number, position: number, base64: string, };

/**
 * Which clients. What is absent is no condition; the rest must all be true.
 */
export type ClientFilter = { 
/**
 * Words of which each is found in the name, city, notes, an e-mail address, or a phone in any writing.
 */
search?: string | null, kind?: ClientKind | null, manager?: Manager | null, 
/**
 * In any of these.
 */
cities?: Array<string> | null, 
/**
 * Interested in any of these.
 */
interests?: Array<string> | null, 
/**
 * With any of these.
 */
tags?: Array<string> | null, language?: CardLanguage | null, 
/**
 * With the birthday today or within so many days.
 */
birthday_days?: number | null, 
/**
 * With the birthday in this month, 1 to 12.
 */
birthday_month?: number | null, consent_email?: ConsentState | null, consent_sms?: ConsentState | null, do_not_write?: boolean | null, has_phone?: boolean | null, has_email?: boolean | null, fields?: Array<FieldIs> | null, 
/**
 * When the card was made.
 */
created?: Period | null, 
/**
 * With whom nobody had to do for at least so many days; since the card was made where nobody ever had.
 */
silent_days?: number | null, open_requests?: boolean | null, 
/**
 * With a reminder that is not done.
 */
has_reminder?: boolean | null, };

/**
 * A person or a company.
 */
export type ClientKind = "person" | "company";

/**
 * Which page of clients.
 */
export type ClientList = { 
/**
 * By name where it is absent.
 */
sort?: ClientSort | null, 
/**
 * `next` of the page before.
 */
after?: string | null, limit?: number | null, 
/**
 * Words of which each is found in the name, city, notes, an e-mail address, or a phone in any writing.
 */
search?: string | null, kind?: ClientKind | null, manager?: Manager | null, 
/**
 * In any of these.
 */
cities?: Array<string> | null, 
/**
 * Interested in any of these.
 */
interests?: Array<string> | null, 
/**
 * With any of these.
 */
tags?: Array<string> | null, language?: CardLanguage | null, 
/**
 * With the birthday today or within so many days.
 */
birthday_days?: number | null, 
/**
 * With the birthday in this month, 1 to 12.
 */
birthday_month?: number | null, consent_email?: ConsentState | null, consent_sms?: ConsentState | null, do_not_write?: boolean | null, has_phone?: boolean | null, has_email?: boolean | null, fields?: Array<FieldIs> | null, 
/**
 * When the card was made.
 */
created?: Period | null, 
/**
 * With whom nobody had to do for at least so many days; since the card was made where nobody ever had.
 */
silent_days?: number | null, open_requests?: boolean | null, 
/**
 * With a reminder that is not done.
 */
has_reminder?: boolean | null, };

/**
 * A merge as it is asked for.
 */
export type ClientMerge = { keep: number, others: Array<number>, fields?: MergeChosen | null, };

/**
 * A page of clients.
 */
export type ClientPage = { rows: Array<ClientRow>, next: string | null, 
/**
 * Of all pages.
 */
total: number, };

/**
 * A client in the list.
 */
export type ClientRow = { id: number, kind: ClientKind, name: string, 
/**
 * The first of the card, as people write it; so with the address.
 */
phone: string, email: string, city: string, address: string, manager: EmployeeRef | null, interests: string, tags: Array<string>, language: CardLanguage, 
/**
 * As on the card.
 */
birthday: string, 
/**
 * Percent.
 */
discount: number, 
/**
 * The beginning of them.
 */
notes: string, do_not_write: boolean, 
/**
 * Absent where nobody asked.
 */
consent_email: boolean | null, consent_sms: boolean | null, 
/**
 * What stands in the office's own fields.
 */
own: Array<FieldValue>, created_at: number, 
/**
 * When the office last had to do with the client: a contact, or a letter of a request.
 */
last_at: number | null, open_requests: number, };

/**
 * By which column, and which way.
 */
export type ClientSort = { by: Column, 
/**
 * From the last to the first.
 */
down: boolean, };

/**
 * Whom it concerns: the ticked ones, or all that a filter means but a few.
 */
export type ClientTarget = { ids?: Array<number> | null, filter?: ClientFilter | null, 
/**
 * Of those the filter means: not these.
 */
except?: Array<number> | null, };

/**
 * What was written.
 */
export type ClientsExported = { count: number, path: string, };

/**
 * A column by its name, `field-7` for the office's own field of that id.
 */
export type Column = string;

/**
 * A file that is still coming.
 */
export type ComingFile = { id: number, name: string, size: number, 
/**
 * Bytes that are there already.
 */
done: number, };

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
 * What a client said about one way of writing.
 */
export type ConsentState = "given" | "refused" | "not_asked";

/**
 * A way by which one writes to many.
 */
export type ConsentWay = "email" | "sms";

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
export type ContactPage = { rows: Array<ContactRow>, next: string | null, 
/**
 * None where there are so many that counting takes longer than the page: `contacts.counts` counts them.
 */
total: number | null, };

/**
 * A contact as the list shows it.
 */
export type ContactRow = { id: number, at: number, client_id: number | null, who: string, request_id: number | null, direction: Direction, channel: Channel, information: string, phone: string, email: string, city: string, employee: EmployeeRef | null, 
/**
 * The phone or e-mail that a message went to.
 */
address: string, 
/**
 * What a message that was sent is filed under; none of what was logged by hand.
 */
category_id: number | null, reminder: ReminderRow | null, done: boolean, };

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

/**
 * What the writer should know.
 */
export type Declined = { 
/**
 * "Do not write" stands on the client's card.
 */
do_not_write: boolean, 
/**
 * Those of the addresses whose owners want no mailings.
 */
opted_out: Array<string>, };

/**
 * What kind of deed it is.
 */
export type DeedKind = "merge" | "import" | "bulk" | "removal" | "undo";

/**
 * A page of deeds.
 */
export type DeedList = { 
/**
 * Only those of one employee. Whoever does not manage employees sees their own alone.
 */
employee_id?: number | null, after?: string | null, limit?: number | null, };

/**
 * Deeds, newest first, and where the next page begins.
 */
export type DeedPage = { rows: Array<DeedRow>, next: string | null, };

/**
 * A deed as the list shows it.
 */
export type DeedRow = { id: number, kind: DeedKind, noun: string, 
/**
 * How many, and what else the words about it need.
 */
summary: Record<string, string | number>, employee: EmployeeRef | null, at: number, 
/**
 * Until when it can be undone.
 */
until: number, undone_at: number | null, undone_by: string, 
/**
 * How many of how many things its undoing restored.
 */
restored: number | null, total: number | null, 
/**
 * Whether the one who asks may undo it.
 */
may: boolean, };

export type Detach = { id: number, file_id: number, };

/**
 * The answer of a command that did a deed: its id, for Undo. Absent where nothing changed.
 */
export type Did = { deed_id: number | null, };

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
 * How many groups there are.
 */
export type DuplicateCount = { groups: number, };

/**
 * Clients who are perhaps one; nobody in it was set apart from another in it.
 */
export type DuplicateGroup = { 
/**
 * Tells it apart from the other groups: a client may stand in several.
 */
key: string, 
/**
 * The oldest client's id.
 */
id: number, reasons: Array<AlikeReason>, total: number, 
/**
 * The first of them.
 */
clients: Array<AlikeClient>, };

/**
 * Which page.
 */
export type DuplicateList = { after?: string | null, limit?: number | null, };

/**
 * A page of groups, the surest first.
 */
export type DuplicatePage = { rows: Array<DuplicateGroup>, next: string | null, total: number, };

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
 * Whom, and what of theirs.
 */
export type EraseClient = { id: number, 
/**
 * The client's name, typed once more: there is no way back.
 */
name: string, 
/**
 * The letters, notes and subjects of their requests as well.
 */
letters: boolean, };

/**
 * Something that happened to the request.
 */
export type EventItem = { at: number, 
/**
 * `created`, `status`, `assigned`, `client` or `joined`.
 */
what: string, employee: EmployeeRef | null, params: { [key in string]: string }, };

export type ExportActivity = { filter: LogFilter, path: string, work?: string | null, };

export type ExportMessages = { list: MessageList, path: string, };

export type ExportReminders = { filter: Filter, path: string, };

export type Exported = { rows: number, };

/**
 * What was written.
 */
export type ExportedReminders = { count: number, path: string, };

/**
 * What a client has in a field of the office's own. Without anything but the field: anything at all.
 */
export type FieldIs = { field_id: number, 
/**
 * A text holds it; a list and a number is it; a date is that day; a checkbox is ticked (`1`).
 */
value?: string | null, 
/**
 * Numbers and dates: not less, not earlier.
 */
from?: string | null, 
/**
 * Numbers and dates: not more, not later.
 */
to?: string | null, 
/**
 * Nothing stands there.
 */
empty?: boolean | null, };

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
 * Bytes for looking at a file in the window.
 */
export type FileBytes = { base64: string, };

/**
 * What a file is, whatever its name says.
 */
export type FileKind = "csv" | "xlsx" | "xls" | "ods" | "vcard";

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
 * A character that makes a whole SMS longer.
 */
export type ForcingSign = { sign: string, 
/**
 * Where it stands, counted in UTF-16.
 */
at: number, };

/**
 * By what somebody was found.
 */
export type FoundBy = "phone" | "email" | "name";

/**
 * A gateway as the settings show it.
 */
export type Gateway = { id: number, name: string, 
/**
 * The key of a shipped one, or `own`.
 */
preset: string, 
/**
 * The JSON of an own one.
 */
template: string, 
/**
 * What was filled in, secrets aside.
 */
fields: Record<string, string>, 
/**
 * The keys of secrets that are stored.
 */
secrets: Array<string>, sender: string, currency: string, 
/**
 * The one that is offered first.
 */
chosen: boolean, 
/**
 * When its test last went well.
 */
tried_at: number | null, prices: Array<SmsPrice>, 
/**
 * The part of its callback address that nobody guesses.
 */
token: string, };

/**
 * What is left on the account of the gateway that SMS go by.
 */
export type GatewayBalance = { 
/**
 * Ten-thousandths; none where the gateway does not tell.
 */
amount: number | null, currency: string, };

/**
 * Something to fill in.
 */
export type GatewayField = { key: string, 
/**
 * How an own template calls it; the window knows the others by their key.
 */
label: string, secret: boolean, optional: boolean, 
/**
 * What stands there at first.
 */
value: string, };

/**
 * What may be set of a gateway.
 */
export type GatewayFields = { 
/**
 * None for a new one.
 */
id: number | null, name: string, preset: string, template: string, fields: Record<string, string>, 
/**
 * Secrets that were typed; those not named stay as they are, an empty one is forgotten.
 */
secrets: Record<string, string>, sender: string, currency: string, prices: Array<SmsPrice>, };

/**
 * A gateway to choose.
 */
export type GatewayPreset = { key: string, 
/**
 * None for an own one.
 */
name: string, site: string, 
/**
 * Tried against the live service.
 */
tried: boolean, fields: Array<GatewayField>, 
/**
 * A name may be the sender.
 */
alpha_sender: boolean, 
/**
 * It can call the office: with reports, with SMS.
 */
calls: boolean, 
/**
 * How it is described, to begin an own one with; empty where it is no matter of HTTP.
 */
template: string, };

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
 * How many messages came to a state in an hour.
 */
export type HourCount = { 
/**
 * The first instant of the hour.
 */
at: number, accepted: number, delivered: number, failed: number, };

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
 * The rule that kept it out: what kind of automatic letter it is, our own copy of a mailing, or an opt-out.
 */
rule: 'auto_reply' | 'bounce' | 'newsletter' | 'mailing' | 'opt_out', snippet: string, };

/**
 * A row that cannot be taken.
 */
export type ImportBadRow = { line: number, 
/**
 * What stands in it, to know it by.
 */
text: string, error: WireError, };

/**
 * A column of an opened file.
 */
export type ImportColumn = { 
/**
 * Empty where the table has no titles.
 */
title: string, 
/**
 * Some of its cells that hold something.
 */
samples: Array<string>, 
/**
 * What it was taken for.
 */
target: string, };

/**
 * Rows by what became of them.
 */
export type ImportCounts = { total: number, added: number, completed: number, same: number, repeated: number, bad: number, };

/**
 * A delimiter as the window names it.
 */
export type ImportDelimiter = "comma" | "semicolon" | "tab";

/**
 * An opened file, and how it is read.
 */
export type ImportFile = { id: number, 
/**
 * Its name, without the folder.
 */
name: string, kind: FileKind, size: number, 
/**
 * The charset of a text, such as `windows-1251`.
 */
encoding: string, delimiter: ImportDelimiter, sheets: Array<string>, sheet: number, 
/**
 * The line with the titles; 0 where there is none.
 */
header: number, columns: Array<ImportColumn>, before: ImportedBefore | null, };

/**
 * What to do with a row whose client is there already.
 */
export type ImportMode = "skip" | "complete" | "add";

/**
 * What becomes of a row.
 */
export type ImportOutcome = "new" | "complete" | "same" | "repeated" | "bad";

/**
 * What a file's columns are and what to do with clients who are there already.
 */
export type ImportPlan = { id: number, 
/**
 * What each column is taken for, in the file's order.
 */
columns: Array<string>, mode: ImportMode, 
/**
 * Goes on to the end; otherwise for a moment, to be called again.
 */
whole?: boolean | null, 
/**
 * Begins anew also where the same plan is at work.
 */
again?: boolean | null, };

/**
 * How far a check or a run is.
 */
export type ImportProgress = { stage: ImportStage, 
/**
 * 0 to 1.
 */
done: number, ended: boolean, stopped: boolean, counts: ImportCounts, 
/**
 * Of a check: the first rows, and the first of each outcome.
 */
rows: Array<ImportRow>, bad: Array<ImportBadRow>, 
/**
 * Of a run: what undoes it; absent where nothing was changed.
 */
deed_id: number | null, };

/**
 * How a file is to be read otherwise than it was found; what is absent stays.
 */
export type ImportReadAs = { id: number, encoding?: string | null, delimiter?: ImportDelimiter | null, sheet?: number | null, 
/**
 * The line with the titles, of those before the content; 0 for none.
 */
header?: number | null, };

/**
 * A row as it would become.
 */
export type ImportRow = { line: number, outcome: ImportOutcome, 
/**
 * Absent where the row cannot be read.
 */
fields: ClientFields | null, 
/**
 * Phones as people write them.
 */
phones: Array<string>, 
/**
 * The client who is there already.
 */
client_id: number | null, client_name: string, found_by: FoundBy | null, 
/**
 * The earlier line that it repeats.
 */
line_of: number | null, 
/**
 * What the card would get.
 */
filled: Array<string>, error: WireError | null, };

/**
 * Whether a file is being checked or taken in.
 */
export type ImportStage = "check" | "run";

/**
 * An earlier import of the same file.
 */
export type ImportedBefore = { at: number, added: number, completed: number, };

export type InOrder = { ids: Array<number>, };

/**
 * An interest and how many clients have it.
 */
export type Interest = { name: string, clients: number, };

/**
 * One line of the conversation.
 */
export type Item = { "item": "letter" } & LetterItem | { "item": "note" } & NoteItem | { "item": "sms" } & SmsItem | { "item": "event" } & EventItem;

export type JsonValue = number | string | boolean | Array<JsonValue> | { [key in string]: JsonValue } | null;

/**
 * Why something stays as it is.
 */
export type KeptReason = "changed" | "used" | "taken" | "gone" | "missing" | "untied";

/**
 * A thing that did not go back.
 */
export type KeptThing = { noun: string, id: number, reason: KeptReason, };

/**
 * The three languages of the program.
 */
export type Language = "uk" | "ru" | "en";

export type LastBackup = { at: number | null, path: string | null, ok: boolean, };

/**
 * Why a client was left out.
 */
export type LeftOut = { id: number, name: string, 
/**
 * What ties the client to the office, each by its number.
 */
requests: number, contacts: number, reminders: number, files: number, 
/**
 * SMS and messages of mailings.
 */
messages: number, };

/**
 * Why somebody is left out of a mailing.
 */
export type LeftOutReason = "no_address" | "opted_out" | "no_consent" | "do_not_write" | "bounced" | "duplicate" | "recent" | "removed" | "stopped";

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

/**
 * Whose changes.
 */
export type LogBy = "all" | "people" | "itself";

/**
 * One field of a change.
 */
export type LogField = { field: string, 
/**
 * The name of one of the office's own fields.
 */
name: string, before: LogValue | null, after: LogValue | null, };

/**
 * Which changes.
 */
export type LogFilter = { by?: LogBy | null, employee_id?: number | null, noun?: LogNoun | null, 
/**
 * One thing, with its noun.
 */
noun_id?: number | null, period?: Period | null, 
/**
 * What was done, and at which instant: the rows of one fold.
 */
what?: string | null, at?: number | null, };

/**
 * A page of changes.
 */
export type LogList = { filter?: LogFilter | null, 
/**
 * Every row; otherwise many of one kind and instant are one.
 */
whole?: boolean | null, after?: string | null, limit?: number | null, };

/**
 * What the log speaks of.
 */
export type LogNoun = "client" | "request" | "contact" | "reminder" | "note" | "letter" | "outbox" | "draft" | "mailing" | "stopped_address" | "deed" | "employee" | "role" | "session" | "setting" | "mailbox" | "category" | "client_field" | "view" | "gateway" | "backup" | "notice_way";

/**
 * Changes, newest first, and where the next page begins.
 */
export type LogPage = { rows: Array<LogRow>, next: string | null, 
/**
 * What the one who asks may filter by.
 */
nouns: Array<LogNoun>, };

/**
 * What a click on a row opens.
 */
export type LogPlace = { noun: LogNoun, id: number, };

/**
 * One change, or many of one kind.
 */
export type LogRow = { id: number, at: number, 
/**
 * None for the program itself.
 */
employee: EmployeeRef | null, noun: LogNoun, noun_id: number, 
/**
 * What the thing is called.
 */
name: LogValue | null, 
/**
 * Where it can be looked at, if it is still there.
 */
place: LogPlace | null, what: string, 
/**
 * How many changes the row stands for.
 */
count: number, fields: Array<LogField>, 
/**
 * Of a deed: its noun, how many, and what else the words about it need.
 */
summary: Record<string, string | number>, };

/**
 * A value as the window or a file puts it into words.
 */
export type LogValue = { "kind": "text", text: string, } | { "kind": "number", number: number, } | { "kind": "day", day: string, } | { "kind": "at", at: number, } | { "kind": "flag", on: boolean, } | { "kind": "word", key: string, } | { "kind": "list", items: Array<LogValue>, } | { "kind": "withheld" };

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
 * What is being looked at; nothing when one looks away.
 */
export type LookAt = { noun: string | null, id: number | null, };

/**
 * Whom a look is taken for.
 */
export type LookAtMailing = { id: number, 
/**
 * A person's message; the first who is written to where none is named.
 */
message_id?: number | null, 
/**
 * By what way, where somebody invented stands for nobody.
 */
way?: ConsentWay | null, };

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
 * Every letter ends with how to get no more.
 */
opt_out_line: boolean, 
/**
 * Every SMS ends with the word that opts out.
 */
opt_out_sms: boolean, 
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
 * What is known before a mailing goes out (S3).
 */
export type MailingCheck = { 
/**
 * Everybody who was chosen.
 */
total: number, 
/**
 * Messages that will go, and of these by each way.
 */
to_send: number, emails: number, sms: number, left_out: Array<ReasonCount>, 
/**
 * Above so many messages their number is typed.
 */
confirm_above: number, 
/**
 * Whether an answer to an SMS reaches the office: only then does it help to be told of the word that opts out.
 */
sms_answered: boolean, 
/**
 * What keeps it from going.
 */
problems: Array<WireError>, };

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
 * Every letter ends with how to get no more.
 */
opt_out_line: boolean, 
/**
 * Every SMS ends with the word that opts out.
 */
opt_out_sms: boolean, 
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
 * What one person gets.
 */
export type MailingPreview = { 
/**
 * Nobody's where somebody invented stands for all.
 */
message_id: number | null, who: string, way: ConsentWay, address: string, language: Language | null, 
/**
 * As the letter says it: name and address.
 */
from: string, subject: string, 
/**
 * Cleaned as a received letter is, for the same frame.
 */
html: string, text: string, files: Array<MailingFile>, sms: string, size: SmsSize | null, };

/**
 * Where a mailing on its way stands.
 */
export type MailingProgress = { mailing_id: number, counts: MessageCounts, 
/**
 * Messages a second, lately.
 */
rate: number, seconds_left: number | null, waiting: MailingWaiting | null, 
/**
 * Until when it waits.
 */
until: number | null, 
/**
 * Why the server cannot be reached.
 */
error: WireError | null, };

/**
 * What the chart of a mailing shows (S5).
 */
export type MailingReport = { counts: MessageCounts, left_out: Array<ReasonCount>, hours: Array<HourCount>, parts: number, cost: number, 
/**
 * Of the cost; empty where none is known, or several gateways were used.
 */
currency: string, 
/**
 * Addresses that this mailing found to be dead, and people who opted out by it.
 */
bounced: number, opted_out: number, };

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
 * What a mailing that is on its way waits for.
 */
export type MailingWaiting = "start" | "quiet_hours" | "pace" | "day_limit" | "server" | "retry";

/**
 * Whose clients.
 */
export type Manager = number | ManagerWord;

/**
 * Whose clients, in a word.
 */
export type ManagerWord = "me" | "none";

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
 * The text of a mailing's SMS as somebody writes it.
 */
export type MeasureSms = { text: string, 
/**
 * With the line that opts out, in this language or otherwise the office's.
 */
opt_out?: boolean | null, language?: Language | null, };

/**
 * From which client a field is taken; what is not chosen is the kept one's, where it is empty the next one's.
 */
export type MergeChosen = { kind?: number | null, name?: number | null, city?: number | null, address?: number | null, discount?: number | null, terms?: number | null, 
/**
 * Not chosen: all notes, one under another.
 */
notes?: number | null, manager?: number | null, language?: number | null, birthday?: number | null, own?: Array<OwnChosen> | null, };

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
 * Which messages of a mailing.
 */
export type MessageList = { id: number, states?: Array<MessageState> | null, reason?: LeftOutReason | null, 
/**
 * People or machines answered.
 */
answered?: boolean | null, search?: string | null, after?: string | null, limit?: number | null, };

/**
 * A page of messages, in the order in which people were chosen.
 */
export type MessagePage = { rows: Array<MessageRow>, next: string | null, total: number, };

/**
 * One person's message.
 */
export type MessageRow = { id: number, mailing_id: number | null, request_id: number | null, client_id: number | null, 
/**
 * The client's name, or what an import called them.
 */
who: string, way: ConsentWay, 
/**
 * Where it goes; of one who is left out where it would have gone.
 */
address: string, 
/**
 * The address as people read it: a phone as the office writes it (C1).
 */
shown: string, state: MessageState, reason: LeftOutReason | null, attempts: number, 
/**
 * Of one that is tried again: when.
 */
retry_at: number | null, error: WireError | null, 
/**
 * The server's or gateway's last words.
 */
answer: string, parts: number, cost: number, submitted_at: number | null, accepted_at: number | null, 
/**
 * When it was delivered, failed or was refused.
 */
done_at: number | null, answered_at: number | null, auto_reply_at: number | null, };

/**
 * Where a message stands. `queued → submitting` (committed before its first byte leaves) `→ accepted`, and from there
 * `delivered` or `failed`; `refused` where the server would not have it, `uncertain` where nobody knows.
 */
export type MessageState = "queued" | "submitting" | "accepted" | "delivered" | "failed" | "refused" | "uncertain" | "left_out" | "received";

/**
 * A link whose text names another place than its target.
 */
export type MismatchedLink = { shown: string, target: string, };

export type MoveReminders = { ids: Array<number>, day: string, time: string | null, };

/**
 * What an employee chose.
 */
export type MyNotices = { 
/**
 * One for each event that can concern them.
 */
ways: Array<NoticeWays>, quiet?: QuietHours | null, 
/**
 * Where their letters go: the address that the office has of them.
 */
email: string, };

export type NamedWork = { work: string, };

export type NewCategory = { name: string, };

export type NewClientField = { name: string, kind: FieldKind, choices?: Array<string> | null, };

export type NewEmployee = { fields: EmployeeFields, password?: string | null, };

/**
 * A mailing that is begun; what is left out is as Settings have it.
 */
export type NewMailing = { name?: string | null, channel?: MailingChannel | null, 
/**
 * Whether it goes only to those who agreed.
 */
consent_needed?: boolean | null, 
/**
 * To these clients, and to those of these contacts and reminders (K8). What is sent to people who were picked one by
 * one is about their own matter: unless said otherwise it needs no consent, only that they did not refuse.
 */
client_ids?: Array<number> | null, contact_ids?: Array<number> | null, reminder_ids?: Array<number> | null, };

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

/**
 * What stands at the sidebar's word.
 */
export type NoticeCount = { unread: number, 
/**
 * Why letters that are wanted cannot be written: no mailbox, or no address of whoever sits here.
 */
trouble: 'no_mailbox' | 'no_address' | null, };

/**
 * What can be told of.
 */
export type NoticeEvent = "new_request" | "assigned" | "client_answered" | "deadline_near" | "deadline_past" | "no_reply" | "reminder" | "mention" | "mailing_finished" | "sync_failed" | "approval";

/**
 * Which page.
 */
export type NoticeList = { 
/**
 * Only those that were not read.
 */
unread?: boolean | null, 
/**
 * `next` of the page before.
 */
after?: string | null, limit?: number | null, };

/**
 * A page of notices, newest first.
 */
export type NoticePage = { rows: Array<NoticeRow>, next: string | null, };

/**
 * A notice with what its words are made of, as far as whoever asks may see it.
 */
export type NoticeRow = { id: number, event: NoticeEvent, 
/**
 * What it is about and what a click opens.
 */
noun: 'request' | 'reminder' | 'mailing' | 'mailbox', noun_id: number, at: number, read: boolean, 
/**
 * The client or person; empty where there is none or it may not be seen.
 */
who: string, 
/**
 * The request's number.
 */
number: string, 
/**
 * The request's subject, the reminder's text, the mailing's name.
 */
what: string, 
/**
 * The beginning of the letter, or the note.
 */
text: string, 
/**
 * Who did it.
 */
by: string | null, days: number | null, deadline: number | null, sent: number | null, failed: number | null, approved: boolean | null, error: WireError | null, };

/**
 * The ways of one event.
 */
export type NoticeWays = { event: NoticeEvent, 
/**
 * The list of notices in the window.
 */
window: boolean, desktop: boolean, email: boolean, };

export type OfMailing = { id: number, message_ids: Array<number>, };

/**
 * A gateway as whoever sends chooses it.
 */
export type OfferedGateway = { id: number, name: string, sender: string, currency: string, chosen: boolean, };

/**
 * What of notices is the office's.
 */
export type OfficeNotices = { 
/**
 * Empty where the office wants no letters.
 */
address: string, 
/**
 * Of new requests as well; of failed syncs and approvals always.
 */
new_requests: boolean, 
/**
 * So many hours before a deadline it is near.
 */
near_hours: number, 
/**
 * So many letters at most go to one address in an hour (M7); the rest comes in the next.
 */
letters_an_hour: number, };

export type OfficeStart = { language: Language, office_name: string, employee_name: string, sample: boolean, };

/**
 * A place that the window is to open: from a notification, the tray or a second start.
 */
export type Open = { screen: 'request' | 'reminders' | 'reminder' | 'mailing' | 'mailbox' | 'notices', id: number | null, };

export type OpenedFile = { path: string, };

/**
 * A letter in the outbox.
 */
export type OutboxRow = { letter_id: number, request_id: number | null, number: string, to: string, subject: string, 
/**
 * A notice of Deskbell's own: `to` is its addressee's name, and what it says is for them.
 */
notice: boolean, state: OutboxState, attempts: number, retry_at: number | null, error: WireError | null, at: number, };

/**
 * Where a letter of ours stands.
 */
export type OutboxState = "queued" | "sending" | "sent" | "retry" | "failed" | "uncertain";

/**
 * From which client an office's own field is taken.
 */
export type OwnChosen = { field_id: number, client_id: number, };

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

/**
 * A period of days.
 */
export type Period = { preset: PeriodPreset, 
/**
 * `YYYY-MM-DD`, of `own` alone; absent where there is no border on that side.
 */
from: string | null, to: string | null, };

/**
 * A period by its name, or `own` with its borders.
 */
export type PeriodPreset = "today" | "until_today" | "tomorrow" | "this_week" | "last_week" | "this_month" | "last_month" | "this_year" | "all" | "own";

/**
 * How many of each kind.
 */
export type PersonalCounts = { contacts: number, reminders: number, requests: number, letters: number, notes: number, drafts: number, files: number, messages: number, 
/**
 * Refusals of mailings and addresses that take nothing.
 */
stopped: number, 
/**
 * Rows of the activity log.
 */
changes: number, 
/**
 * Rows that could have been undone.
 */
undo: number, };

export type PersonalExport = { id: number, path: string, work?: string | null, };

/**
 * What was written.
 */
export type PersonalExported = { counts: PersonalCounts, path: string, };

/**
 * What an erasing removed, and what it kept and why.
 */
export type PersonalReport = { removed: PersonalCounts, 
/**
 * Requests whose number, status and days stay, without the person.
 */
kept_requests: Array<string>, 
/**
 * Letters that were to stay.
 */
kept_letters: number, 
/**
 * Addresses that stay in the list of those who refused mailings: otherwise they would be written to again.
 */
kept_addresses: Array<string>, 
/**
 * Letters that lie on the mail server as well: there they have to be deleted by hand.
 */
on_server: number, 
/**
 * Things of others in which the person is named.
 */
mentions: number, 
/**
 * Files that were opened on this computer and that another program still holds.
 */
still_open: Array<string>, 
/**
 * Where the bytes of what was deleted are.
 */
scrubbed: Scrubbed, };

export type PicturesFrom = { address: string, always: boolean, };

export type PieceOf = { id: number, position: number, };

/**
 * Where a password lies.
 */
export type Place = "keyring" | "file" | "none";

/**
 * A picture for a thumbnail.
 */
export type Preview = { data_url: string, };

export type PreviewOf = { id: number, large?: boolean | null, };

/**
 * How much a reminder presses.
 */
export type Priority = "low" | "normal" | "high";

/**
 * How far a work has come.
 */
export type Progress = { 
/**
 * The name that whoever waits gave it.
 */
work: string, done: number, total: number, };

/**
 * Hours in which desktop and e-mail keep silent, by the office's clock.
 */
export type QuietHours = { 
/**
 * `HH:MM`.
 */
from: string, 
/**
 * `HH:MM`; before `from` it is the next day's.
 */
to: string, 
/**
 * On which days they begin: 1 for Monday, 7 for Sunday.
 */
days: Array<number>, 
/**
 * Days that are quiet from midnight to midnight.
 */
whole: Array<number>, };

export type Quote = { html: string, };

export type ReadNotices = { ids: Array<number>, };

/**
 * So many are left out for a reason.
 */
export type ReasonCount = { reason: LeftOutReason, count: number, };

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
export type ReminderPage = { rows: Array<ReminderRow>, next: string | null, 
/**
 * None where so many hold the words that counting takes longer than the page: `contacts.counts` counts them.
 */
total: number | null, };

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
status?: string | null, assign_me?: boolean | null, 
/**
 * Also to a client on whose card "do not write" stands: they asked, and this is the answer.
 */
anyway?: boolean | null, };

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

export type Retried = { messages: number, };

/**
 * Which messages are tried once more.
 */
export type RetryMessages = { id: number, 
/**
 * These alone; all that failed or were refused where none are named.
 */
message_ids?: Array<number> | null, 
/**
 * Also those of which nobody knows whether they left: somebody looked, and they did not.
 */
uncertain?: boolean | null, };

/**
 * What a command may need. Stored by its snake_case name.
 */
export type Right = "work" | "answer_letters" | "see_clients" | "edit_clients" | "send_mailings" | "manage_settings" | "manage_employees" | "see_activity" | "personal_data";

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
 * What was written.
 */
export type SavedRows = { path: string, count: number, };

/**
 * A saved view.
 */
export type SavedView = { id: number, 
/**
 * Who made it.
 */
employee: EmployeeRef, 
/**
 * Whether the one who asks may change it.
 */
editable: boolean, noun: ViewNoun, name: string, 
/**
 * For everybody who may see the list.
 */
shared: boolean, filter: ClientFilter, 
/**
 * The columns in their order; the usual ones where there are none.
 */
columns: Array<Column>, sort: ClientSort, };

/**
 * What became of the bytes that were erased.
 */
export type Scrubbed = "file" | "server" | "later";

/**
 * How a connection is secured.
 */
export type Security = "tls" | "start_tls" | "plain";

/**
 * The word to send.
 */
export type SendMailing = { id: number, 
/**
 * The number of messages as somebody typed it; asked for where there are many.
 */
confirmed?: number | null, };

/**
 * An SMS that somebody writes.
 */
export type SendSms = { 
/**
 * In whose conversation it stands; none for an SMS to a client without one.
 */
request_id?: number | null, client_id?: number | null, 
/**
 * The first that can take SMS where none is given.
 */
phone?: string | null, text: string, };

/**
 * It waits for its turn at the gateway.
 */
export type SentSms = { message_id: number, };

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
 * What the SMS of a mailing come to.
 */
export type SmsEstimate = { sms: number, parts: number, 
/**
 * The parts of the longest.
 */
longest: number, 
/**
 * SMS whose parts hold only 70 signs.
 */
unicode: number, 
/**
 * The characters because of which they do, the most frequent first.
 */
forcing: Array<string>, 
/**
 * In the gateway's currency, by its table of prices.
 */
cost: number, 
/**
 * SMS to numbers of which the table says nothing.
 */
unpriced: number, currency: string, 
/**
 * The gateway that they go by; none where there is none.
 */
gateway: string | null, };

/**
 * An SMS in the conversation (R27).
 */
export type SmsItem = { id: number, at: number, direction: Direction, text: string, 
/**
 * The other side's phone as the office writes it; empty for whoever may not see clients.
 */
phone: string, employee: EmployeeRef | null, state: MessageState, parts: number, 
/**
 * When it is tried again.
 */
retry_at: number | null, error: WireError | null, };

/**
 * What one part costs to numbers that begin so.
 */
export type SmsPrice = { 
/**
 * `+380`, `+38050`; empty for all others.
 */
prefix: string, 
/**
 * Ten-thousandths of the gateway's currency: 0.65 is 6,500.
 */
price: number, };

/**
 * What an SMS comes to (S3).
 */
export type SmsSize = { encoding: 'gsm' | 'ucs2', parts: number, units: number, 
/**
 * Units that still fit into the last part.
 */
left: number, 
/**
 * The characters because of which a part holds only 70 signs.
 */
forcing: Array<ForcingSign>, };

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
 * Why an address is stopped.
 */
export type StopReason = "opted_out" | "bounced";

/**
 * How it is known.
 */
export type StopSource = "list_unsubscribe" | "answer" | "sms" | "hand" | "bounce" | "server";

/**
 * An address with what happened to it.
 */
export type StoppedAddress = { id: number, way: ConsentWay, 
/**
 * An e-mail in small letters, or a phone as E.164.
 */
address: string, 
/**
 * The address as people read it: a phone as the office writes it (C1).
 */
shown: string, reason: StopReason, 
/**
 * No mailing goes there; otherwise it was allowed again, or has only failed in passing so far.
 */
stopped: boolean, 
/**
 * Passing failures in a row.
 */
soft: number, source: StopSource, 
/**
 * The server's words.
 */
detail: string, 
/**
 * The mailing that it came from.
 */
mailing_id: number | null, mailing: string, 
/**
 * Who noted it or allowed it again, and why.
 */
employee: EmployeeRef | null, note: string, at: number, };

/**
 * Which page.
 */
export type StoppedList = { search?: string | null, reason?: StopReason | null, 
/**
 * Of the addresses on this card alone, those that were allowed again among them.
 */
client_id?: number | null, after?: string | null, limit?: number | null, };

/**
 * A page of them, newest first.
 */
export type StoppedPage = { rows: Array<StoppedAddress>, next: string | null, total: number, };

export type SuggestClients = { search?: string | null, limit?: number | null, };

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

export type TakeOut = { filter: ClientFilter, path: string, work?: string | null, };

export type Template = { template: string, };

/**
 * What is wrong at a place of a template.
 */
export type TemplateProblem = { code: string, place: string, detail: string, };

export type TestMailbox = { mailbox: Mailbox, password: string | null, };

/**
 * The word to send a test.
 */
export type TestMailing = { id: number, way: ConsentWay, 
/**
 * Where the test goes: an own address or phone.
 */
address: string, 
/**
 * With whose values.
 */
message_id?: number | null, };

/**
 * What the connection test found; nothing where it went well.
 */
export type TestReport = { imap: WireError | null, smtp: WireError | null, };

/**
 * An SMS to see whether it comes.
 */
export type TestSms = { id: number, phone: string, text: string, };

/**
 * A test that went well.
 */
export type TestedGateway = { 
/**
 * Ten-thousandths; none where the gateway does not tell.
 */
balance: number | null, currency: string, 
/**
 * The other side's own words.
 */
words: string, };

/**
 * What became of it.
 */
export type TestedSms = { 
/**
 * `accepted`, `refused`, `retry`, `uncertain`.
 */
state: string, 
/**
 * For `refused`: `bad_number`, `opted_out`, `text`, `sender`, `duplicate`, `other`.
 */
why: string, 
/**
 * The gateway's own words.
 */
words: string, gateway_message: string, parts: number, 
/**
 * What keeps everything from leaving.
 */
error: WireError | null, };

/**
 * Which page.
 */
export type Timeline = { client_id: number, 
/**
 * Only these; all where there are none.
 */
kinds?: Array<TimelineKind> | null, after?: string | null, limit?: number | null, };

/**
 * One thing that happened with a client.
 */
export type TimelineEntry = { kind: TimelineKind, 
/**
 * Of the letter, contact, reminder, request, note, file or change.
 */
id: number, at: number, 
/**
 * A subject, or the name of a file.
 */
title: string, 
/**
 * The beginning of its text.
 */
text: string, direction: Direction | null, channel: Channel | null, 
/**
 * Who of the office.
 */
employee: EmployeeRef | null, request_id: number | null, 
/**
 * The number of that request.
 */
number: string, 
/**
 * Of a change: `created`, `updated`, `merged` and the like.
 */
what: string, 
/**
 * Of a change of the card: the parts that were changed, by their names in [`super::ClientFields`].
 */
fields: Array<string>, 
/**
 * Of a file: opening it could run it.
 */
program: boolean, };

/**
 * What an entry is.
 */
export type TimelineKind = "letter" | "contact" | "reminder" | "request" | "note" | "file" | "change";

/**
 * A page of the timeline.
 */
export type TimelinePage = { rows: Array<TimelineEntry>, next: string | null, };

export type TypedPhone = { typed: string, };

/**
 * What undoing a deed came to: `restored` of `total` things.
 */
export type Undone = { 
/**
 * The undoing as a deed of its own: undone in its turn it brings the deed back. Absent where it cannot be.
 */
deed_id: number | null, total: number, restored: number, 
/**
 * The first of those that stay.
 */
kept: Array<KeptThing>, };

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

export type UpdateView = { id: number, fields: ViewFields, };

/**
 * What a text may name, for whoever writes it.
 */
export type Variables = { 
/**
 * `client.name` and the like.
 */
fixed: Array<string>, 
/**
 * The office's own fields: `field["…"]`.
 */
fields: Array<string>, 
/**
 * Columns of the mailing's imported list: `column["…"]`.
 */
columns: Array<string>, };

/**
 * Which requests.
 */
export type View = "open" | "mine" | "unassigned" | "overdue" | "urgent" | "no_reply" | "closed" | "archive" | "spam" | "all";

/**
 * How many a view finds now.
 */
export type ViewCount = { id: number, 
/**
 * Absent where its filter can no longer be asked: it names a field or a part that is gone.
 */
count: number | null, };

/**
 * What is kept under a view's name.
 */
export type ViewFields = { noun: ViewNoun, name: string, 
/**
 * For everybody who may see the list.
 */
shared: boolean, filter: ClientFilter, 
/**
 * The columns in their order; the usual ones where there are none.
 */
columns: Array<Column>, sort: ClientSort, };

/**
 * Of what a view is.
 */
export type ViewNoun = "client";

export type ViewsOf = { noun: ViewNoun, };

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
  'office.add_sample': [Nothing, null];
  'office.remove_sample': [Nothing, Did];
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
  'roles.remove': [ById, Did];
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
  'requests.status': [SetStatus, Did];
  'requests.assign': [Assign, Did];
  'requests.seen': [SetSeen, null];
  'requests.update': [UpdateRequest, null];
  'requests.note': [NewNote, Created];
  'requests.add_client': [ById, ClientCard];
  'requests.link_client': [LinkClient, ClientCard];
  'requests.reply': [Reply, Replied];
  'requests.send_sms': [SendSms, SentSms];
  'requests.declined': [AskDeclined, Declined];
  'sms.send_again': [ById, null];
  'sms.can_send': [Nothing, boolean];
  'sms.measure': [Words, SmsSize];
  'notes.update': [NoteFields, null];
  'notes.remove': [ById, Did];
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
  'files.read': [FileAt, FileBytes | null];
  'drafts.start': [StartDraft, Draft];
  'drafts.save': [DraftText, SavedDraft];
  'drafts.attach': [AttachPath, Draft];
  'drafts.attach_bytes': [AttachBytes, Draft];
  'drafts.detach': [Detach, Draft];
  'drafts.remove': [ById, Did];
  'drafts.quote': [ByLetter, Quote];
  'outbox.list': [Nothing, Array<OutboxRow>];
  'outbox.retry': [ByLetter, null];
  'outbox.mark_sent': [ByLetter, null];
  'outbox.copies': [Nothing, Array<OutboxRow>];
  'outbox.copy_again': [ByLetter, null];
  'outbox.copy_drop': [ByLetter, null];
  'outbox.cancel': [ByLetter, null];
  'contacts.suggest': [Words, Array<Address>];
  'clients.list': [ClientList, ClientPage];
  'clients.suggest': [SuggestClients, Array<ClientRow>];
  'clients.cities': [Nothing, Array<City>];
  'clients.get': [ById, ClientCard];
  'clients.create': [ClientFields, ClientCard];
  'clients.update': [UpdateClient, ClientCard];
  'clients.personal': [ById, PersonalCounts];
  'clients.personal_export': [PersonalExport, PersonalExported];
  'clients.erase': [EraseClient, PersonalReport];
  'client_files.list': [ById, Array<ClientFile>];
  'client_files.add': [AddClientFile, AddedFile];
  'client_files.begin': [BeginClientFile, Created];
  'client_files.piece': [ClientFilePiece, null];
  'client_files.finish': [ById, AddedFile];
  'client_files.cancel': [ById, null];
  'client_files.coming': [ById, Array<ComingFile>];
  'client_files.preview': [PreviewOf, Preview | null];
  'client_files.read': [PieceOf, FileBytes | null];
  'client_files.save': [SaveTo, null];
  'client_files.open': [ById, OpenedFile];
  'client_files.remove': [ById, null];
  'client_files.restore': [ById, null];
  'clients.timeline': [Timeline, TimelinePage];
  'phones.countries': [Nothing, Array<Country>];
  'phones.read': [TypedPhone, CardPhone | null];
  'clients.bulk': [ClientBulk, BulkDone];
  'clients.merge': [ClientMerge, Did];
  'duplicates.list': [DuplicateList, DuplicatePage];
  'duplicates.count': [Nothing, DuplicateCount];
  'duplicates.dismiss': [InOrder, Did];
  'clients.export': [ClientExport, ClientsExported];
  'clients.activity': [ActivityList, ActivityPage];
  'clients.activity_chart': [ClientFilter, Array<AgoCount>];
  'views.list': [ViewsOf, Array<SavedView>];
  'views.counts': [ViewsOf, Array<ViewCount>];
  'views.create': [ViewFields, SavedView];
  'views.update': [UpdateView, SavedView];
  'views.remove': [ById, Did];
  'works.cancel': [NamedWork, null];
  'tags.list': [Nothing, Array<Tag>];
  'client_fields.list': [Nothing, Array<ClientField>];
  'client_fields.create': [NewClientField, Created];
  'client_fields.update': [UpdateClientField, null];
  'client_fields.order': [InOrder, null];
  'imports.open': [ByPath, ImportFile];
  'imports.read': [ImportReadAs, ImportFile];
  'imports.check': [ImportPlan, ImportProgress];
  'imports.run': [ImportPlan, ImportProgress];
  'imports.stop': [ById, ImportProgress];
  'imports.save_bad': [SaveTo, SavedRows];
  'imports.close': [ById, null];
  'clients.take_out': [TakeOut, SavedRows];
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
  'contacts.remove': [ById, Did];
  'reminders.list': [Filter, ReminderPage];
  'reminders.get': [ById, ReminderRow];
  'reminders.create': [NewReminder, ReminderRow];
  'reminders.update': [UpdateReminder, ReminderRow];
  'reminders.done': [SetDone, Did];
  'reminders.snooze': [SnoozeReminders, Did];
  'reminders.move': [MoveReminders, Did];
  'reminders.export': [ExportReminders, ExportedReminders];
  'reminders.remove': [ById, Did];
  'reminders.look': [Nothing, Look];
  'notices.list': [NoticeList, NoticePage];
  'notices.count': [Nothing, NoticeCount];
  'notices.read': [ReadNotices, null];
  'notices.read_all': [Nothing, AllRead];
  'notices.unread': [AllRead, null];
  'notices.look_at': [LookAt, null];
  'notices.settings': [Nothing, MyNotices];
  'notices.update': [MyNotices, MyNotices];
  'notices.office': [Nothing, OfficeNotices];
  'notices.update_office': [OfficeNotices, OfficeNotices];
  'activity.list': [LogList, LogPage];
  'activity.export': [ExportActivity, Exported];
  'deeds.list': [DeedList, DeedPage];
  'deeds.undo': [ById, Undone];
  'mailings.list': [MailingList, MailingPage];
  'mailings.get': [ById, Mailing];
  'mailings.create': [NewMailing, Mailing];
  'mailings.update': [UpdateMailing, Mailing];
  'mailings.copy': [ById, Mailing];
  'mailings.remove': [ById, Did];
  'mailings.attach': [AttachPath, Mailing];
  'mailings.attach_bytes': [AttachBytes, Mailing];
  'mailings.detach': [Detach, Mailing];
  'mailings.add_clients': [ChooseClients, ChosenPeople];
  'mailings.add_filtered': [ChooseFiltered, ChosenPeople];
  'mailings.add_file': [ChooseFromFile, ChosenPeople];
  'mailings.add_pasted': [ChoosePasted, ChosenPeople];
  'mailings.remove_people': [OfMailing, null];
  'mailings.clear_people': [ById, null];
  'mailings.messages': [MessageList, MessagePage];
  'mailings.export': [ExportMessages, Exported];
  'mailings.report': [ById, MailingReport];
  'mailings.variables': [ById, Variables];
  'mailings.preview': [LookAtMailing, MailingPreview];
  'mailings.measure': [MeasureSms, SmsSize];
  'mailings.test': [TestMailing, null];
  'mailings.check': [ById, MailingCheck];
  'mailings.estimate': [ById, SmsEstimate];
  'mailings.send': [SendMailing, null];
  'mailings.pause': [ById, null];
  'mailings.resume': [ById, null];
  'mailings.stop': [ById, null];
  'mailings.retry': [RetryMessages, Retried];
  'mailings.mark_sent': [OfMailing, null];
  'mailings.progress': [Nothing, Array<MailingProgress>];
  'mailings.stopped': [StoppedList, StoppedPage];
  'mailings.opt_out': [ByHand, null];
  'mailings.allow': [ByHand, null];
  'mailings.settings': [Nothing, MailingSettings];
  'mailings.update_settings': [MailingSettings, MailingSettings];
  'gateways.presets': [Nothing, Array<GatewayPreset>];
  'gateways.list': [Nothing, Array<Gateway>];
  'gateways.offered': [Nothing, Array<OfferedGateway>];
  'gateways.save': [GatewayFields, Created];
  'gateways.balance': [Nothing, GatewayBalance];
  'gateways.choose': [ById, null];
  'gateways.remove': [ById, null];
  'gateways.test': [GatewayFields, TestedGateway];
  'gateways.send_test': [TestSms, TestedSms];
  'gateways.check': [Template, CheckedTemplate];
  'callbacks.get': [Nothing, CallbackSettings];
  'callbacks.addresses': [Nothing, Array<CallbackAddress>];
  'callbacks.trouble': [Nothing, CallbackTrouble | null];
  'callbacks.update': [CallbackSettings, CallbackSettings];
  'backup.make': [BackupTo, BackupMade];
  'backup.last': [Nothing, LastBackup];
}
