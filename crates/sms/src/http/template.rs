//! What a gateway with an HTTP interface expects and answers, as data: the presets are such data, and an administrator
//! writes it for a gateway that has none.
//!
//! Texts hold names in braces (`{to}`), which are filled by structure: the value goes into a parsed JSON, form or query
//! and is never pasted into one. Places in an answer are JSON pointers (RFC 6901). Everything unknown is refused, so
//! that a misspelt word is found by the check and not by a client.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{Refusal, State};

/// A gateway's whole description.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    pub name: String,
    /// Where one registers and reads the documentation.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub site: String,
    /// Tried against the live service. What was not says so in the window.
    #[serde(default)]
    pub tried: bool,
    /// What the administrator fills in; each key is a name for texts.
    #[serde(default)]
    pub fields: Vec<Field>,
    #[serde(default)]
    pub limits: Limits,
    pub send: Exchange,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Exchange>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub balance: Option<Ask>,
    /// What is asked by the test button where there is no balance to ask for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub test: Option<Ask>,
    /// What the gateway's own codes mean, by its code or words.
    #[serde(default)]
    pub codes: Vec<Code>,
    /// What HTTP statuses mean where the answer holds no known code. Those not named mean what HTTP says.
    #[serde(default)]
    pub statuses: BTreeMap<u16, Meaning>,
    /// The gateway's words for where a message is; compared without regard to case.
    #[serde(default)]
    pub states: BTreeMap<String, State>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub callback: Option<Callback>,
}

/// Something the administrator fills in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    pub key: String,
    /// How the window calls it; where empty, the window knows the key.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// Kept in the keyring and never shown.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub secret: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub optional: bool,
    /// What stands there at first.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub value: String,
}

/// What may be sent how fast.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Messages in one request; more than one needs `$each`.
    pub batch: usize,
    /// Messages asked about in one status request.
    pub status_batch: usize,
    /// The least time between two requests, in milliseconds.
    pub apart: u64,
    /// The gateway sends what comes twice under one id once.
    pub idempotent: bool,
    pub alpha_sender: bool,
    pub unicode: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self { batch: 1, status_batch: 1, apart: 100, idempotent: false, alpha_sender: true, unicode: true }
    }
}

/// One request. At most one of `json` and `form`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    #[serde(default)]
    pub method: Method,
    pub url: String,
    /// Put into the URL's query, encoded.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub query: Map<String, Value>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: BTreeMap<String, String>,
    /// Login and password of HTTP's basic authentication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basic: Option<[String; 2]>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub json: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<Map<String, Value>>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    #[default]
    Get,
    Post,
}

/// A request about messages and how its answer speaks of each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exchange {
    pub request: Request,
    #[serde(default)]
    pub answer: Answer,
    pub items: Items,
}

/// A request about the account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    pub request: Request,
    #[serde(default)]
    pub answer: Answer,
    /// Where the money stands.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amount: Vec<String>,
    /// Three letters, or a pointer to them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub currency: String,
}

/// How an answer as a whole is read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Answer {
    /// The answer is no JSON but a line such as `0: Accepted for delivery`: it is read as
    /// `{"text": …, "head": what stands before the first colon}`.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub text: bool,
    /// What HTTP statuses mean in this answer alone, before the template's own list.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub statuses: BTreeMap<u16, Meaning>,
    /// The request as a whole was taken; where absent, HTTP's 2xx says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ok: Option<Condition>,
    /// Where the gateway's code of the whole stands; the first that is there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub code: Vec<String>,
    /// Where its words stand.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
}

/// Something stands at a place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    pub at: String,
    /// One of these; numbers and truth are compared as they are written.
    pub is: Vec<String>,
}

/// How the answer tells which message it speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// The whole answer is about the one message.
    One,
    /// A list in the order of the messages.
    Index,
    /// A list whose items name the phone.
    Phone,
    /// A list whose items name our id.
    Id,
    /// A list whose items name the gateway's id.
    GatewayId,
    /// `{gateway's id: phone}` after sending, `{gateway's id: state}` when asked.
    Map,
}

/// Where an answer speaks of single messages. Places inside are counted from the item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Items {
    pub by: By,
    /// Where the list or map stands; where empty, the whole answer.
    #[serde(default)]
    pub at: String,
    /// Where an item holds the phone or id it is told by.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub key: String,
    /// The message was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ok: Option<Condition>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gateway_id: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub code: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// Where a message's state stands in the answer to a status request.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub state: Vec<String>,
    /// Beside a map: `{phone: why not}`, counted from the whole answer.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub refused: String,
}

/// What some codes of a gateway mean.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// As the gateway writes them, compared without regard to case; `*word*` is found inside.
    pub codes: Vec<String>,
    pub means: Meaning,
}

/// What a code means for the message or for all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    /// It was taken; also: it had been taken before under the same id.
    Accepted,
    BadNumber,
    OptedOut,
    Text,
    /// The sender does not do for this recipient.
    SenderForRecipient,
    Duplicate,
    /// Refused for a reason the words say.
    Refused,
    /// Nothing was taken; later it may be.
    Retry,
    /// Nobody knows.
    Uncertain,
    // From here on it concerns everything that would be sent.
    Login,
    Blocked,
    Balance,
    Sender,
    Limited,
    Broken,
    NotThere,
}

impl Meaning {
    /// The refusal of one message that it is, if it is one.
    pub fn refusal(self) -> Option<Refusal> {
        match self {
            Self::BadNumber => Some(Refusal::BadNumber),
            Self::OptedOut => Some(Refusal::OptedOut),
            Self::Text => Some(Refusal::Text),
            Self::SenderForRecipient => Some(Refusal::Sender),
            Self::Duplicate => Some(Refusal::Duplicate),
            Self::Refused => Some(Refusal::Other),
            _ => None,
        }
    }
}

/// How the gateway's calls to the office are read. Query and form are read as `{name: value}`, a JSON body as it is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Callback {
    /// The address given to the gateway in a request as `{report_url}`, made from `{callback}`; where empty, the
    /// administrator enters the address in the provider's account.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub report_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<ReportForm>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incoming: Option<IncomingForm>,
    #[serde(skip_serializing_if = "Reply::is_empty")]
    pub reply: Reply,
}

/// How a delivery report is read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ReportForm {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub id: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gateway_id: Vec<String>,
    pub state: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
}

/// How an SMS to the office is read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct IncomingForm {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    pub from: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<String>,
    pub text: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gateway_id: Vec<String>,
    /// A time as RFC 3339 writes it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub at: Vec<String>,
}

/// What the gateway wants to be told back; nothing by default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Reply {
    pub r#type: String,
    pub body: String,
}

impl Reply {
    fn is_empty(&self) -> bool {
        self == &Self::default()
    }
}
