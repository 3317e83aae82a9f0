//! What can go wrong in the office, told apart by code so that the window can say what to do.

use std::collections::BTreeMap;

use deskbell_mail::MailError;
use deskbell_sms::SmsError;
use deskbell_store::StoreError;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use ts_rs::TS;

use crate::templates::{Broken, Fault};
use crate::words::Language;

/// Every way in which a command can fail.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("mail: {}", .0.code())]
    Mail(#[from] MailError),
    #[error("sms: {}", .0.code())]
    Sms(#[from] SmsError),
    #[error("compose: {}", .0.code)]
    Compose(#[from] deskbell_mail::compose::ComposeError),
    /// The command's words are off: a missing or mistyped argument.
    #[error("bad request: {0}")]
    BadRequest(String),
    #[error("no such command: {0}")]
    NoSuchCommand(String),
    #[error("needs the right {0}")]
    Forbidden(&'static str),
    #[error("nobody is logged in")]
    NotLoggedIn,
    /// A login and its password do not fit; the next try is taken after so many seconds.
    #[error("wrong login or password")]
    LoginRefused { seconds: i64 },
    /// Too soon after wrong passwords: it was not looked at.
    #[error("wait {seconds} seconds")]
    LoginSlowed { seconds: i64 },
    #[error("no active employee has the login {login}")]
    NoSuchLogin { login: String },
    #[error("{login} is another employee's login")]
    LoginTaken { login: String },
    #[error("not a login: {0}")]
    InvalidLogin(String),
    #[error("a password needs {least} characters")]
    PasswordTooShort { least: i64 },
    #[error("somebody has to stay administrator")]
    LastAdministrator,
    #[error("the employee is deactivated")]
    Deactivated,
    #[error("an employee needs a role")]
    NoRole,
    #[error("one would be one's own supervisor")]
    SupervisorCircle,
    #[error("a shipped role is not removed")]
    RoleShipped,
    #[error("{count} employees have the role")]
    RoleInUse { count: i64 },
    #[error("another role is named {name}")]
    RoleNamed { name: String },
    #[error("the administrator's role manages employees and answers no letters")]
    RoleFixed,
    #[error("the office exists already")]
    NotFirstStart,
    #[error("no office at {0}")]
    NoOffice(String),
    #[error("no {noun} {id}")]
    NotFound { noun: &'static str, id: i64 },
    /// A letter has come that the writer has not seen.
    #[error("a newer letter has come")]
    NewerLetter { letter_id: i64 },
    #[error("nobody to send to")]
    NoRecipient,
    #[error("no mailbox is set up")]
    NoMailbox,
    /// The files of a draft are more than servers take.
    #[error("files over {most} bytes")]
    FilesTooBig { most: i64 },
    /// Undo came after the letter had begun to leave.
    #[error("too late")]
    TooLate,
    #[error("the keyring cannot be reached: {0}")]
    NoKeyring(String),
    #[error("no password is stored")]
    NoPassword,
    #[error("{field} must not be empty")]
    EmptyText { field: &'static str },
    #[error("{field} is longer than {most} characters")]
    TooLong { field: &'static str, most: i64 },
    #[error("not a phone number: {0}")]
    BadPhone(String),
    #[error("not an e-mail address: {0}")]
    BadEmail(String),
    #[error("not a birthday: {0}")]
    BadBirthday(String),
    /// A value that does not fit a field of the office's own.
    #[error("the field {field} takes a {kind}")]
    BadFieldValue { field: String, kind: &'static str },
    #[error("another field is named {name}")]
    FieldNamed { name: String },
    #[error("not a day or time: {0}")]
    InvalidDay(String),
    #[error("the number template must hold zeros in braces: {0}")]
    InvalidTemplate(String),
    #[error("no such time zone: {0}")]
    InvalidZone(String),
    #[error("no such country: {0}")]
    InvalidCountry(String),
    /// The command belongs to an optional part that is switched off.
    #[error("the part {0} is off")]
    PartOff(&'static str),
    /// The mailing was sent already: its words stay as they are.
    #[error("the mailing has begun")]
    MailingBegun,
    #[error("the mailing stands elsewhere")]
    MailingState,
    #[error("nobody is written to")]
    NobodyToWriteTo,
    /// Many messages go only after their number was typed.
    #[error("{count} messages would go")]
    TypeTheNumber { count: i64 },
    #[error("no SMS gateway is set up")]
    NoGateway,
    /// A text that cannot be filled.
    #[error("{field}: {broken}")]
    Template { field: &'static str, language: Option<Language>, broken: Broken },
    #[error("not an address for opting out: {0}")]
    InvalidOptOutUrl(String),
    #[error("unreadable letter: {code}")]
    Unreadable { code: String, detail: String },
    #[error("another Deskbell works on this office")]
    Busy,
    #[error("the line broke after the text was handed over")]
    Uncertain,
    #[error("the letter was in the outbox when the backup was made")]
    Restored,
    #[error("stopped")]
    Stopped,
    #[error("{path}: {source}")]
    Io { path: String, source: std::io::Error },
    /// A stored value that no version of Deskbell writes.
    #[error("damaged data: {0}")]
    BadData(String),
}

/// An error as it crosses to the window, the command line and the database.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct WireError {
    pub code: String,
    #[ts(type = "Record<string, string | number>")]
    pub params: BTreeMap<String, Json>,
    pub detail: Option<String>,
}

impl Error {
    /// An input or output error on a path.
    pub fn io(path: &std::path::Path, source: std::io::Error) -> Self {
        Self::Io { path: path.display().to_string(), source }
    }

    /// The name that the window translates.
    pub fn code(&self) -> &str {
        match self {
            Self::Store(error) => error.code(),
            Self::Mail(error) => error.code(),
            Self::Sms(error) => error.code(),
            Self::Compose(error) => error.code,
            Self::BadRequest(_) => "bad_request",
            Self::NoSuchCommand(_) => "no_such_command",
            Self::Forbidden(_) => "forbidden",
            Self::NotLoggedIn => "not_logged_in",
            Self::LoginRefused { .. } => "login_refused",
            Self::LoginSlowed { .. } => "login_slowed",
            Self::NoSuchLogin { .. } => "no_such_login",
            Self::LoginTaken { .. } => "login_taken",
            Self::InvalidLogin(_) => "invalid_login",
            Self::PasswordTooShort { .. } => "password_too_short",
            Self::LastAdministrator => "last_administrator",
            Self::Deactivated => "employee_deactivated",
            Self::NoRole => "no_role",
            Self::SupervisorCircle => "supervisor_circle",
            Self::RoleShipped => "role_shipped",
            Self::RoleInUse { .. } => "role_in_use",
            Self::RoleNamed { .. } => "role_named",
            Self::RoleFixed => "role_fixed",
            Self::NotFirstStart => "not_first_start",
            Self::NoOffice(_) => "no_office",
            Self::NotFound { .. } => "not_found",
            Self::NewerLetter { .. } => "newer_letter",
            Self::NoRecipient => "no_recipient",
            Self::NoMailbox => "no_mailbox",
            Self::FilesTooBig { .. } => "files_too_big",
            Self::TooLate => "too_late",
            Self::NoKeyring(_) => "no_keyring",
            Self::NoPassword => "no_password",
            Self::EmptyText { .. } => "empty_text",
            Self::TooLong { .. } => "text_too_long",
            Self::BadPhone(_) => "bad_phone",
            Self::BadEmail(_) => "bad_address",
            Self::BadBirthday(_) => "bad_birthday",
            Self::BadFieldValue { .. } => "bad_field_value",
            Self::FieldNamed { .. } => "field_named",
            Self::InvalidDay(_) => "invalid_day",
            Self::InvalidTemplate(_) => "invalid_template",
            Self::InvalidZone(_) => "invalid_zone",
            Self::InvalidCountry(_) => "invalid_country",
            Self::PartOff(_) => "part_off",
            Self::MailingBegun => "mailing_begun",
            Self::MailingState => "mailing_state",
            Self::NobodyToWriteTo => "nobody_to_write_to",
            Self::TypeTheNumber { .. } => "type_the_number",
            Self::NoGateway => "no_gateway",
            Self::Template { broken, .. } => match broken.fault {
                Fault::Syntax => "template_syntax",
                Fault::Unknown => "template_unknown",
                Fault::NotAllowed => "template_not_allowed",
                Fault::Split => "template_split",
                Fault::InLink => "template_in_link",
                Fault::TooLong => "template_too_long",
            },
            Self::InvalidOptOutUrl(_) => "invalid_opt_out_url",
            Self::Unreadable { .. } => "unreadable",
            Self::Busy => "busy",
            Self::Uncertain => "uncertain",
            Self::Restored => "restored",
            Self::Stopped => "stopped",
            Self::Io { .. } => "io",
            Self::BadData(_) => "bad_data",
        }
    }

    /// Every code that can reach the window, for the test that demands a translation of each.
    pub fn codes() -> Vec<&'static str> {
        let mut codes = vec![
            "bad_request",
            "no_such_command",
            "forbidden",
            "not_logged_in",
            "login_refused",
            "login_slowed",
            "no_such_login",
            "login_taken",
            "invalid_login",
            "password_too_short",
            "last_administrator",
            "employee_deactivated",
            "no_role",
            "supervisor_circle",
            "role_shipped",
            "role_in_use",
            "role_named",
            "role_fixed",
            "not_first_start",
            "no_office",
            "not_found",
            "newer_letter",
            "no_recipient",
            "no_mailbox",
            "files_too_big",
            "too_late",
            "no_keyring",
            "no_password",
            "empty_text",
            "text_too_long",
            "bad_phone",
            "bad_address",
            "bad_birthday",
            "bad_field_value",
            "field_named",
            "invalid_day",
            "invalid_template",
            "invalid_zone",
            "invalid_country",
            "part_off",
            "mailing_begun",
            "mailing_state",
            "nobody_to_write_to",
            "type_the_number",
            "no_gateway",
            "template_syntax",
            "template_unknown",
            "template_not_allowed",
            "template_split",
            "template_in_link",
            "template_too_long",
            "invalid_opt_out_url",
            "unreadable",
            "busy",
            "uncertain",
            "stopped",
            "io",
            "bad_data",
        ];
        codes.extend(StoreError::codes());
        codes.extend(MailError::codes());
        codes.extend(SmsError::codes());
        codes.extend(deskbell_mail::compose::ComposeError::codes());
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    /// The error as the window, the command line and the outbox keep it.
    pub fn wire(&self) -> WireError {
        let text = |key: &str, value: &str| vec![(key.to_owned(), Json::from(value))];
        let named = |params: Vec<(&'static str, String)>| {
            params.into_iter().map(|(key, value)| (key.to_owned(), Json::from(value))).collect()
        };
        let params = match self {
            Self::Store(error) => named(error.params()),
            Self::Mail(error) => named(error.params()),
            Self::Sms(error) => named(error.params()),
            Self::Compose(error) => named(error.params()),
            Self::NoSuchCommand(name) => text("name", name),
            Self::Forbidden(right) => text("right", right),
            Self::NotFound { noun, id } => {
                vec![("noun".to_owned(), Json::from(*noun)), ("id".to_owned(), Json::from(*id))]
            }
            Self::LoginRefused { seconds } | Self::LoginSlowed { seconds } => {
                vec![("seconds".to_owned(), Json::from(*seconds))]
            }
            Self::NoSuchLogin { login } | Self::LoginTaken { login } | Self::InvalidLogin(login) => {
                text("login", login)
            }
            Self::PasswordTooShort { least } => vec![("least".to_owned(), Json::from(*least))],
            Self::RoleInUse { count } => vec![("count".to_owned(), Json::from(*count))],
            Self::RoleNamed { name } => text("name", name),
            Self::NewerLetter { letter_id } => vec![("letter_id".to_owned(), Json::from(*letter_id))],
            Self::FilesTooBig { most } => vec![("megabytes".to_owned(), Json::from(most / 1024 / 1024))],
            Self::EmptyText { field } => text("field", field),
            Self::TooLong { field, most } => {
                vec![("field".to_owned(), Json::from(*field)), ("most".to_owned(), Json::from(*most))]
            }
            Self::BadPhone(phone) => text("phone", phone),
            Self::BadEmail(address) => text("address", address),
            Self::BadFieldValue { field, kind } => {
                vec![("field".to_owned(), Json::from(field.as_str())), ("kind".to_owned(), Json::from(*kind))]
            }
            Self::FieldNamed { name } => text("name", name),
            Self::NoOffice(path) => text("path", path),
            Self::BadBirthday(day) | Self::InvalidDay(day) => text("day", day),
            Self::InvalidTemplate(template) => text("template", template),
            Self::InvalidZone(zone) => text("zone", zone),
            Self::InvalidCountry(country) => text("country", country),
            Self::InvalidOptOutUrl(url) => text("url", url),
            Self::TypeTheNumber { count } => vec![("count".to_owned(), Json::from(*count))],
            Self::Template { field, language, broken } => vec![
                ("field".to_owned(), Json::from(*field)),
                ("language".to_owned(), Json::from(language.map_or("", Language::code))),
                ("line".to_owned(), Json::from(broken.line)),
                ("place".to_owned(), Json::from(broken.place.as_str())),
                ("name".to_owned(), Json::from(broken.detail.as_str())),
            ],
            Self::PartOff(part) => text("part", part),
            Self::Io { path, .. } => text("path", path),
            _ => Vec::new(),
        };
        let detail = match self {
            Self::Mail(error) => error.detail(),
            Self::Sms(error) => error.detail(),
            Self::Store(error) => Some(error.to_string()),
            Self::BadRequest(detail) | Self::NoKeyring(detail) | Self::BadData(detail) => {
                Some(detail.clone())
            }
            Self::Template { broken, .. } => Some(broken.detail.clone()).filter(|detail| !detail.is_empty()),
            Self::Unreadable { code, detail } => Some(format!("{code}: {detail}")),
            Self::Io { source, .. } => Some(source.to_string()),
            _ => None,
        };
        WireError { code: self.code().to_owned(), params: params.into_iter().collect(), detail }
    }
}
