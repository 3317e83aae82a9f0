//! What can go wrong in the office, told apart by code so that the window can say what to do.

mod wire;

pub use wire::WireError;

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
    /// A file stands where one is to be written, and nobody said that it may go.
    #[error("{0} is there already")]
    FileExists(String),
    #[error("no {noun} {id}")]
    NotFound { noun: &'static str, id: i64 },
    /// A letter has come that the writer has not seen.
    #[error("a newer letter has come")]
    NewerLetter { letter_id: i64 },
    /// "Do not write" stands on the client's card.
    #[error("the client asked not to be written to")]
    DoNotWrite,
    /// An SMS that is not to be sent once more: it arrived, or its turn is still to come.
    #[error("the SMS has left or waits already")]
    SmsOnItsWay,
    #[error("nobody to send to")]
    NoRecipient,
    #[error("no mailbox is set up")]
    NoMailbox,
    /// The files of a draft are more than servers take.
    #[error("files over {most} bytes")]
    FilesTooBig { most: i64 },
    /// Undo came after the letter had begun to leave.
    /// A file that is larger than what is kept among the office's data.
    #[error("file over {most} bytes")]
    ClientFileTooBig { most: i64 },
    #[error("too late")]
    TooLate,
    #[error("the deed is undone already")]
    AlreadyUndone,
    #[error("the deed is somebody else's")]
    NotYourDeed,
    /// An undo that mended later deeds: taking it back would break them.
    #[error("the undo cannot be taken back")]
    DeedLasting,
    /// Merges that built on one another go back in the opposite order.
    #[error("a client of the merge was merged again since")]
    MergedSince,
    #[error("an earlier merge of the clients was undone since")]
    UnmergedSince,
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
    #[error("not a sender of SMS: {0}")]
    BadSender(String),
    #[error("not an address to listen at: {0}")]
    BadHost(String),
    /// The office is to listen at an address that this computer does not have.
    #[error("{0} is no address of this computer")]
    NotOurAddress(String),
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
    #[error("the name that was typed is not that of the client")]
    TypeTheName,
    #[error("{count} messages would go")]
    TypeTheNumber { count: i64 },
    /// A mailing paused by itself: refused again and again.
    #[error("{count} refusals one after another: {answer}")]
    TooManyRefusals { count: i64, answer: String },
    /// A report came back: a message did not arrive.
    #[error("not delivered")]
    NotDelivered,
    #[error("no SMS gateway is set up")]
    NoGateway,
    /// A gateway would not take one SMS; `why` is [`deskbell_sms::Refusal`]'s code.
    #[error("the gateway refused the SMS ({why}): {answer}")]
    SmsNotTaken { why: &'static str, answer: String },
    #[error("nobody knows whether the SMS left")]
    SmsUncertain,
    /// A mailing paused by itself: again and again nobody knew whether an SMS left.
    #[error("{count} unclear answers one after another: {answer}")]
    GatewayUnclear { count: i64, answer: String },
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
    /// The file is not open for import any more.
    #[error("the import is not open")]
    ImportGone,
    #[error("the import is running")]
    ImportRunning,
    /// No column, or no cell of a row, says who the client is.
    #[error("nobody is named")]
    NobodyNamed,
    /// Excel has made `3,8E+11` of a number.
    #[error("the number {0} was shortened")]
    PhoneShortened(String),
    #[error("nobody here is called {name}")]
    NoSuchManager { name: String },
    #[error("neither yes nor no: {0}")]
    NotYesOrNo(String),
    #[error("not a language: {0}")]
    NotALanguage(String),
    #[error("not a discount: {0}")]
    BadDiscount(String),
    #[error("nothing stands in the file")]
    FileEmpty,
    #[error("the file holds over {most} bytes")]
    FileTooBig { most: i64 },
    #[error("a password protects the file")]
    FileProtected,
    #[error("the file is damaged: {0}")]
    FileDamaged(String),
    #[error("the file was changed while it was read")]
    FileChanged,
    /// No table and no vCard, whatever its name says.
    #[error("the file is no table")]
    NotATable,
    #[error("more than {most} columns")]
    TooManyColumns { most: i64 },
    /// A cell without an end: a quotation mark that is never closed.
    #[error("a cell of more than {most} bytes")]
    CellTooLong { most: i64 },
    #[error("the card is damaged or cut off")]
    CardDamaged,
    #[error("{path}: {source}")]
    Io { path: String, source: std::io::Error },
    /// A stored value that no version of Deskbell writes.
    #[error("damaged data: {0}")]
    BadData(String),
}
