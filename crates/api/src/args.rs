//! The requests and answers of commands that the core has no type of its own for.

use deskbell_core::activity::Filter as ActivityFilter;
use deskbell_core::clients::ClientFields;
use deskbell_core::clients::fields::FieldKind;
use deskbell_core::clients::filter::Filter as ClientFilter;
use deskbell_core::contacts::{ContactFields, Filter};
use deskbell_core::employees::EmployeeFields;
use deskbell_core::mailbox::Mailbox;
use deskbell_core::mailings::Fields as MailingFields;
use deskbell_core::mailings::log::MessageList;
use deskbell_core::reminders::{ReminderFields, Snooze};
use deskbell_core::roles::RoleFields;
use deskbell_core::views::{Noun, ViewFields};
use deskbell_core::words::Language;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use ts_rs::TS;

macro_rules! args {
    ($( $(#[$meta:meta])* $name:ident { $( $(#[$field_meta:meta])* $field:ident : $kind:ty ),* $(,)? } )*) => {
        $(
            #[derive(Debug, Clone, Serialize, Deserialize, TS)]
            $(#[$meta])*
            pub struct $name { $( $(#[$field_meta])* pub $field: $kind ),* }
        )*
    };
}

args! {
    /// No words at all: `{}`.
    Nothing {}
    ById { id: i64 }
    ByPath { path: String }
    #[ts(optional_fields = nullable)]
    TakeOut { filter: deskbell_core::clients::filter::Filter, path: String, work: Option<String> }
    ByLetter { letter_id: i64 }
    Created { id: i64 }
    Login { login: String, password: String }
    NewPassword { old: String, new: String }
    #[ts(optional_fields = nullable)]
    NewEmployee { fields: EmployeeFields, password: Option<String> }
    UpdateEmployee { id: i64, fields: EmployeeFields }
    SetPassword { id: i64, password: Option<String> }
    UpdateRole { id: i64, fields: RoleFields }
    OfficeStart { language: Language, office_name: String, employee_name: String, sample: bool }
    Remember { key: String, #[ts(type = "unknown")] value: Json }
    MeFields { name: String, signature: String }
    ByAddress { address: String }
    TestMailbox { mailbox: Mailbox, password: Option<String> }
    SaveMailbox { mailbox: Mailbox, password: Option<String>, in_file: bool }
    SetStatus { ids: Vec<i64>, status: String }
    #[ts(optional_fields = nullable)]
    Assign { ids: Vec<i64>, #[ts(optional = false)] employee_id: Option<i64> }
    SetSeen { id: i64, seen: bool }
    #[ts(optional_fields = nullable)]
    UpdateRequest { id: i64, subject: Option<String>, urgent: Option<bool>, deadline: Option<i64> }
    #[ts(optional_fields = nullable)]
    NewNote { request_id: i64, text: String, pinned: Option<bool> }
    NoteFields { id: i64, text: String, pinned: bool }
    LinkClient { id: i64, client_id: i64 }
    BodyOf { id: i64, pictures: bool }
    PicturesFrom { address: String, always: bool }
    SaveTo { id: i64, path: String }
    FileAt { letter_id: i64, position: i64 }
    SaveFile { letter_id: i64, position: i64, path: String }
    SaveFiles { letter_id: i64, folder: String }
    OpenedFile { path: String }
    #[ts(optional_fields = nullable)]
    StartDraft { request_id: i64, letter_id: Option<i64>, all: Option<bool> }
    SavedDraft { updated_at: i64 }
    AttachPath { id: i64, path: String }
    AttachBytes { id: i64, name: String, r#type: String, base64: String }
    Detach { id: i64, file_id: i64 }
    Quote { html: String }
    Words { text: String }
    #[ts(optional_fields = nullable)]
    PreviewOf { id: i64, large: Option<bool> }
    PieceOf { id: i64, position: i64 }
    #[ts(optional_fields = nullable)]
    SuggestClients { search: Option<String>, limit: Option<i64> }
    AddClientFile { client_id: i64, path: String }
    BeginClientFile { client_id: i64, name: String, size: i64 }
    ClientFilePiece { id: i64, position: i64, base64: String }
    TypedPhone { typed: String }
    UpdateClient { id: i64, fields: ClientFields }
    #[ts(optional_fields = nullable)]
    NewClientField { name: String, kind: FieldKind, choices: Option<Vec<String>> }
    #[ts(optional_fields = nullable)]
    UpdateClientField { id: i64, name: String, choices: Option<Vec<String>>, active: bool }
    UpdateContact { id: i64, fields: ContactFields }
    #[ts(optional_fields = nullable)]
    NewReminder { #[ts(optional = false)] client_id: Option<i64>, #[ts(optional = false)] request_id: Option<i64>, fields: ReminderFields }
    #[ts(optional_fields = nullable)]
    UpdateReminder { id: i64, #[ts(optional = false)] client_id: Option<i64>, fields: ReminderFields }
    SetDone { ids: Vec<i64>, done: bool }
    SnoozeReminders { ids: Vec<i64>, span: Snooze }
    MoveReminders { ids: Vec<i64>, day: String, time: Option<String> }
    CategoryFields { id: i64, name: String, active: bool }
    NewCategory { name: String }
    InOrder { ids: Vec<i64> }
    UpdateMailing { id: i64, fields: MailingFields }
    #[ts(optional_fields = nullable)]
    ChooseClients { id: i64, client_ids: Vec<i64>, phone: Option<String> }
    ChooseFiltered { id: i64, filter: ClientFilter }
    ChoosePasted { id: i64, text: String }
    ChooseFromFile { id: i64, path: String }
    OfMailing { id: i64, message_ids: Vec<i64> }
    ExportMessages { list: MessageList, path: String }
    Exported { rows: i64 }
    Retried { messages: i64 }
    Template { template: String }
    ExportReminders { filter: Filter, path: String }
    #[ts(optional_fields = nullable)]
    ExportActivity { filter: ActivityFilter, path: String, work: Option<String> }
    #[ts(optional_fields = nullable)]
    PersonalExport { id: i64, path: String, work: Option<String> }
    ReadNotices { ids: Vec<i64> }
    /// The instant at which all were read: by it that is taken back.
    AllRead { at: i64 }
    /// What is being looked at; nothing when one looks away.
    LookAt { noun: Option<String>, id: Option<i64> }
    ViewsOf { noun: Noun }
    UpdateView { id: i64, fields: ViewFields }
    NamedWork { work: String }
    BackupTo { path: String }
    BackupMade { path: String, bytes: i64, tables: i64, rows: i64, at: i64 }
    LastBackup { at: Option<i64>, path: Option<String>, ok: bool }
}
