//! Mailings: mass SMS and e-mail to chosen clients (S1–S6, S8).
//!
//! A mailing is a draft until it is sent; then it runs, may pause, and ends done or stopped. Whom it goes to stands in
//! [`message`]s, one for each person, from the moment they are chosen.

pub mod arrivals;
pub mod delivery;
pub mod estimate;
mod files;
pub(crate) mod letter;
pub mod log;
pub mod message;
pub mod people;
pub mod preview;
pub mod sending;
pub mod settings;
pub(crate) mod sms;
mod sql;
mod state;
pub mod stopped;
pub mod text;
pub mod work;

pub use delivery::reported;
pub use files::{attach, attach_base64, detach};
pub(crate) use sql::{NEW_TOKEN, again};
pub use state::{Channel, State};

use deskbell_mail::clean;
use deskbell_store::{Reader, Tx};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::deeds::{self, Kind};
use crate::employees::EmployeeRef;
use crate::office::Desk;
use crate::settings::json;
use crate::words::Language;
use crate::{Error, Result, WireError, clients, gateways, zone};
use message::MessageCounts;

/// No text is longer: ten times what any mail program shows without a download.
const MOST_HTML: usize = 1_000_000;
/// The longest SMS that gateways take, in characters: ten parts.
const MOST_SMS: usize = 1530;
/// The longest subject, in characters.
const MOST_SUBJECT: usize = 500;

/// What is written: for everybody, or for the clients of one language instead.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(rename = "MailingText")]
pub struct Text {
    /// The version for everybody where there is none.
    pub language: Option<Language>,
    pub subject: String,
    pub html: String,
    /// The text of an SMS.
    pub sms: String,
}

/// A file that goes with every letter of a mailing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "MailingFile")]
pub struct File {
    pub id: i64,
    pub name: String,
    #[serde(rename = "type")]
    pub content_type: String,
    pub size: i64,
}

/// What is typed into a mailing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "MailingFields")]
pub struct Fields {
    pub name: String,
    pub channel: Channel,
    pub texts: Vec<Text>,
    /// Only to those who agreed to be written to this way; otherwise to all who did not refuse.
    pub consent_needed: bool,
    /// Not to those whom a mailing reached within so many days; 0: to all.
    pub not_within_days: i64,
    /// Every letter ends with how to get no more.
    pub opt_out_line: bool,
    /// Every SMS ends with the word that opts out.
    #[serde(default)]
    pub opt_out_sms: bool,
    /// No more messages a minute; 0: as the server takes them.
    pub per_minute: i64,
    /// `HH:MM` in the office's zone; empty where there are no quiet hours.
    pub quiet_from: String,
    pub quiet_to: String,
    /// Not before this instant.
    pub start_at: Option<i64>,
}

/// A mailing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Mailing {
    pub id: i64,
    #[serde(flatten)]
    pub fields: Fields,
    pub state: State,
    /// Why it paused by itself.
    pub pause_reason: Option<WireError>,
    pub files: Vec<File>,
    pub counts: MessageCounts,
    pub employee: Option<EmployeeRef>,
    pub created_at: i64,
    pub updated_at: i64,
    pub started_at: Option<i64>,
    pub ended_at: Option<i64>,
}

/// A mailing in the list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct MailingRow {
    pub id: i64,
    pub name: String,
    pub channel: Channel,
    pub state: State,
    pub pause_reason: Option<WireError>,
    /// The subject, or the beginning of the SMS.
    pub subject: String,
    pub counts: MessageCounts,
    pub employee: Option<EmployeeRef>,
    pub created_at: i64,
    pub start_at: Option<i64>,
    pub started_at: Option<i64>,
    pub ended_at: Option<i64>,
}

/// A page of mailings, newest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct MailingPage {
    pub rows: Vec<MailingRow>,
    pub next: Option<String>,
}

/// Which page of mailings.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct MailingList {
    pub search: Option<String>,
    pub state: Option<State>,
    pub after: Option<String>,
    pub limit: Option<i64>,
}

/// A mailing that is begun; what is left out is as Settings have it.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct NewMailing {
    pub name: Option<String>,
    pub channel: Option<Channel>,
    /// Whether it goes only to those who agreed.
    pub consent_needed: Option<bool>,
    /// To these clients, and to those of these contacts and reminders (K8). What is sent to people who were picked one by
    /// one is about their own matter: unless said otherwise it needs no consent, only that they did not refuse.
    pub client_ids: Option<Vec<i64>>,
    pub contact_ids: Option<Vec<i64>>,
    pub reminder_ids: Option<Vec<i64>>,
}

/// A page of mailings.
pub fn list(reader: &mut Reader, list: &MailingList) -> Result<MailingPage> {
    let limit = list.limit.unwrap_or(100).clamp(1, 500);
    let after = list.after.as_deref().and_then(|key| key.parse().ok());
    let mut rows = sql::list(reader, list, after, limit + 1)?;
    let more = rows.len() as i64 > limit;
    rows.truncate(limit as usize);
    for row in &mut rows {
        row.counts = message::counts(reader, row.id)?;
    }
    let next = rows.last().filter(|_| more).map(|row| row.id.to_string());
    Ok(MailingPage { rows, next })
}

/// One mailing.
pub fn get(reader: &mut Reader, id: i64) -> Result<Mailing> {
    let mut mailing = sql::get(reader, id)?.ok_or(Error::NotFound { noun: "mailing", id })?;
    mailing.fields.texts = sql::texts(reader, id)?;
    mailing.files = files::of(reader, id)?;
    mailing.counts = message::counts(reader, id)?;
    Ok(mailing)
}

/// Begins a mailing.
pub fn create(desk: &Desk, tx: &mut Tx, new: &NewMailing) -> Result<i64> {
    let (general, _) = desk.general(tx)?;
    let settings = settings::get(tx)?;
    let channel = new.channel.unwrap_or(Channel::Email);
    let picked = picked(tx, new)?;
    let name = match new.name.as_deref().map(str::trim).filter(|name| !name.is_empty()) {
        Some(name) => name.to_owned(),
        None => crate::words::text(general.language, "mailing-new-name", &[]),
    };
    let fields = Fields {
        name,
        channel,
        texts: vec![Text::default()],
        consent_needed: new
            .consent_needed
            .unwrap_or_else(|| picked.is_empty() && settings.consent_needed(channel)),
        not_within_days: settings.not_within_days,
        opt_out_line: settings.opt_out_line,
        // Nobody is told to answer where the answer reaches nobody.
        opt_out_sms: settings.opt_out_line && gateways::receives(tx)?,
        per_minute: settings.per_minute(channel),
        quiet_from: settings.quiet_from,
        quiet_to: settings.quiet_to,
        start_at: None,
    };
    let id = insert(desk, tx, &fields)?;
    if !picked.is_empty() {
        people::add_clients(desk, tx, id, &picked)?;
    }
    Ok(id)
}

/// The clients whom a mailing begins with, each once.
fn picked(reader: &mut Reader, new: &NewMailing) -> Result<Vec<i64>> {
    let mut picked = new.client_ids.clone().unwrap_or_default();
    for (ids, noun) in [(&new.contact_ids, sql::Tied::Contact), (&new.reminder_ids, sql::Tied::Reminder)] {
        picked.extend(sql::clients_of(reader, noun, ids.as_deref().unwrap_or_default())?);
    }
    let mut seen = std::collections::HashSet::new();
    picked.retain(|id| seen.insert(*id));
    Ok(picked)
}

fn insert(desk: &Desk, tx: &mut Tx, fields: &Fields) -> Result<i64> {
    let fields = checked(fields)?;
    let id = sql::insert(tx, &fields, desk.employee_id, desk.now())?;
    sql::write_texts(tx, id, &fields.texts)?;
    tx.record("mailing", id, "created", None, Some(json(&fields)?))?;
    Ok(id)
}

/// Changes a mailing. What is on its way keeps its words: of a paused one only its name and pace may change.
pub fn update(desk: &Desk, tx: &mut Tx, id: i64, fields: &Fields) -> Result<()> {
    let before = get(tx, id)?;
    let fields = checked(fields)?;
    let paced = Fields {
        name: fields.name.clone(),
        per_minute: fields.per_minute,
        quiet_from: fields.quiet_from.clone(),
        quiet_to: fields.quiet_to.clone(),
        start_at: fields.start_at,
        ..before.fields.clone()
    };
    match before.state {
        State::Draft => {}
        State::Paused if paced == fields => {}
        _ => return Err(Error::MailingBegun),
    }
    sql::update(tx, id, &fields, desk.now())?;
    sql::write_texts(tx, id, &fields.texts)?;
    tx.record("mailing", id, "updated", Some(json(&before.fields)?), Some(json(&fields)?))?;
    Ok(())
}

/// Begins a mailing with the words and files of an earlier one, and nobody to receive it yet.
pub fn copy(desk: &Desk, tx: &mut Tx, id: i64) -> Result<i64> {
    let (general, _) = desk.general(tx)?;
    let from = get(tx, id)?;
    let name = from.fields.name.chars().take(clients::MOST_SIGNS - 20).collect::<String>();
    let name = crate::words::text(general.language, "mailing-copy-name", &[("name", name.into())]);
    let copy = insert(desk, tx, &Fields { name, start_at: None, ..from.fields })?;
    for file in from.files {
        files::copy_file(tx, file.id, copy)?;
    }
    Ok(copy)
}

/// Removes a draft, as a deed that can be undone. What was sent stays: it is part of the clients' history.
pub fn remove(desk: &Desk, tx: &mut Tx, id: i64) -> Result<Option<i64>> {
    let before = get(tx, id)?;
    if before.state != State::Draft {
        return Err(Error::MailingBegun);
    }
    let about = serde_json::json!({ "count": 1, "name": before.fields.name });
    let mut deed = deeds::begin(Kind::Removal, "mailing", about);
    deed.removes(tx, "mailing", "id", [id])?;
    sql::remove(tx, id)?;
    tx.record("mailing", id, "removed", Some(json(&before)?), None)?;
    deed.finish(desk, tx)
}

/// A draft, whose words and people may still change.
fn draft(reader: &mut Reader, id: i64) -> Result<Mailing> {
    let mailing = get(reader, id)?;
    if mailing.state == State::Draft { Ok(mailing) } else { Err(Error::MailingBegun) }
}

fn checked(fields: &Fields) -> Result<Fields> {
    let mut fields = fields.clone();
    fields.name = fields.name.split_whitespace().collect::<Vec<_>>().join(" ");
    if fields.name.is_empty() {
        return Err(Error::EmptyText { field: "name" });
    }
    clients::check_length("name", &fields.name)?;
    if !(0..=3650).contains(&fields.not_within_days) || !(0..=60_000).contains(&fields.per_minute) {
        return Err(Error::BadRequest("days or pace out of range".to_owned()));
    }
    if fields.quiet_from.is_empty() || fields.quiet_to.is_empty() {
        (fields.quiet_from, fields.quiet_to) = (String::new(), String::new());
    } else {
        zone::parse_time(&fields.quiet_from)?;
        zone::parse_time(&fields.quiet_to)?;
    }
    if let Some(at) = fields.start_at {
        zone::check_instant(at, "start_at")?;
    }
    fields.texts = checked_texts(fields.texts)?;
    text::check(&fields)?;
    Ok(fields)
}

/// One version for everybody first, then at most one for each language.
fn checked_texts(texts: Vec<Text>) -> Result<Vec<Text>> {
    let too_long = |field: &'static str, most: usize| Error::TooLong { field, most: most as i64 };
    let mut kept: Vec<Text> = Vec::new();
    for mut text in texts {
        if text.html.len() > MOST_HTML {
            return Err(too_long("text", MOST_HTML));
        }
        if text.subject.chars().count() > MOST_SUBJECT {
            return Err(too_long("subject", MOST_SUBJECT));
        }
        if text.sms.chars().count() > MOST_SMS {
            return Err(too_long("sms", MOST_SMS));
        }
        text::check_links(&text)?;
        text.html = clean::outgoing(&text.html);
        text.subject = text.subject.split_whitespace().collect::<Vec<_>>().join(" ");
        text.sms = text.sms.trim_end().replace("\r\n", "\n").replace('\r', "\n");
        if !kept.iter().any(|known| known.language == text.language) {
            kept.push(text);
        }
    }
    if !kept.iter().any(|text| text.language.is_none()) {
        kept.push(Text::default());
    }
    kept.sort_by_key(|text| text.language.map(Language::code));
    Ok(kept)
}
