//! A look at what one person gets, and a test to oneself (S3).

use deskbell_mail::server::Server;
use deskbell_mail::{clean, compose, smtp};
use deskbell_sms::{Encoding, Outcome, SmsError, segments};
use deskbell_store::Reader;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::letter::{self, Stationery};
use super::message::Way;
use super::sms::{Texts, with_opt_out};
use super::text::{Receiver, Words, receivers, sample};
use super::{File, get, sending, sql};
use crate::office::Desk;
use crate::words::Language;
use crate::{Error, Result, clients, gateways, mailbox};

/// Whom a look is taken for.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(optional_fields = nullable, rename = "LookAtMailing")]
pub struct LookAt {
    pub id: i64,
    /// A person's message; the first who is written to where none is named.
    pub message_id: Option<i64>,
    /// By what way, where somebody invented stands for nobody.
    pub way: Option<Way>,
}

/// A character that makes a whole SMS longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ForcingSign {
    pub sign: String,
    /// Where it stands, counted in UTF-16.
    pub at: i64,
}

/// What an SMS comes to (S3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SmsSize {
    #[ts(type = "'gsm' | 'ucs2'")]
    pub encoding: String,
    pub parts: i64,
    pub units: i64,
    /// Units that still fit into the last part.
    pub left: i64,
    /// The characters because of which a part holds only 70 signs.
    pub forcing: Vec<ForcingSign>,
}

/// What one person gets.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct MailingPreview {
    /// Nobody's where somebody invented stands for all.
    pub message_id: Option<i64>,
    pub who: String,
    pub way: Way,
    pub address: String,
    pub language: Option<Language>,
    /// As the letter says it: name and address.
    pub from: String,
    pub subject: String,
    /// Cleaned as a received letter is, for the same frame.
    pub html: String,
    pub text: String,
    pub files: Vec<File>,
    pub sms: String,
    pub size: Option<SmsSize>,
}

/// The word to send a test.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(optional_fields = nullable)]
pub struct TestMailing {
    pub id: i64,
    pub way: Way,
    /// Where the test goes: an own address or phone.
    pub address: String,
    /// With whose values.
    pub message_id: Option<i64>,
}

/// The text of a mailing's SMS as somebody writes it.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable, rename = "MeasureSms")]
pub struct Measure {
    #[ts(as = "String")]
    pub text: String,
    /// With the line that opts out, in this language or otherwise the office's.
    pub opt_out: Option<bool>,
    pub language: Option<Language>,
}

/// What an SMS comes to when it is sent.
pub fn size(sms: &str) -> SmsSize {
    let size = segments::segments(sms);
    SmsSize {
        encoding: match size.encoding {
            Encoding::Gsm => "gsm".to_owned(),
            Encoding::Ucs2 => "ucs2".to_owned(),
        },
        parts: size.parts as i64,
        units: size.units as i64,
        left: size.left as i64,
        forcing: size
            .forcing
            .iter()
            .map(|one| ForcingSign { sign: one.character.to_string(), at: one.at as i64 })
            .collect(),
    }
}

/// What an SMS of a mailing comes to as it is written.
pub fn measure(desk: &Desk, reader: &mut Reader, it: &Measure) -> Result<SmsSize> {
    if it.opt_out != Some(true) || it.text.trim().is_empty() {
        return Ok(size(&it.text));
    }
    let (general, _) = desk.general(reader)?;
    Ok(size(&with_opt_out(&it.text, it.language.unwrap_or(general.language))))
}

/// Looks at what one person gets.
pub fn preview(desk: &Desk, reader: &mut Reader, it: &LookAt) -> Result<MailingPreview> {
    let mailing = get(reader, it.id)?;
    let way = it.way.unwrap_or_else(|| sending::main_way(&mailing));
    let receiver = somebody(desk, reader, it.id, it.message_id, way, "")?;
    let words = Words::read(desk, reader, &mailing)?;
    let mut preview = MailingPreview {
        message_id: (receiver.id != 0).then_some(receiver.id),
        who: receiver.who.clone(),
        way: receiver.way,
        address: receiver.address.clone(),
        language: receiver.language,
        from: String::new(),
        subject: String::new(),
        html: String::new(),
        text: String::new(),
        files: Vec::new(),
        sms: String::new(),
        size: None,
    };
    match receiver.way {
        Way::Email => {
            // The text can be looked at before there is a mailbox to send it from; the check says that one is missing.
            preview.from = match letter::sender(desk, reader) {
                Ok(from) => format!("{} <{}>", from.name, from.address).trim().to_owned(),
                Err(Error::NoMailbox) => String::new(),
                Err(other) => return Err(other),
            };
            if let Some(words) = words.letter(&receiver)? {
                let shown = clean::Options { pictures: false, inline: &|_| None };
                preview.html = clean::clean(&words.html, &shown).html;
                (preview.subject, preview.text) = (words.subject, words.text);
            }
            preview.files = mailing.files;
        }
        Way::Sms => {
            let sms = words.sms(&receiver)?.unwrap_or_default();
            preview.size = Some(size(&sms));
            preview.sms = sms;
        }
    }
    Ok(preview)
}

/// The person asked for, the first who is written to, or somebody invented.
fn somebody(
    desk: &Desk,
    reader: &mut Reader,
    id: i64,
    message_id: Option<i64>,
    way: Way,
    address: &str,
) -> Result<Receiver> {
    let mailing = get(reader, id)?;
    let chosen = match message_id {
        Some(message_id) => Some(message_id),
        None => sql::first_written_to(reader, id)?,
    };
    if let Some(chosen) = chosen {
        let found = receivers(desk, reader, &mailing, &[chosen])?.into_iter().next();
        let of_mailing = sql::is_of(reader, id, chosen)?;
        return found.filter(|_| of_mailing).ok_or(Error::NotFound { noun: "message", id: chosen });
    }
    sample(desk, reader, &mailing, way, address)
}

/// Sends one message of a mailing to an own address, now and outside of the mailing: it counts nowhere.
pub fn test(desk: &Desk, it: &TestMailing) -> Result<()> {
    match it.way {
        Way::Email => test_letter(desk, it),
        Way::Sms => test_sms(desk, it),
    }
}

fn test_sms(desk: &Desk, it: &TestMailing) -> Result<()> {
    let (gateway_id, made) = desk.read(|reader| {
        let gateway_id = gateways::chosen(reader)?.ok_or(Error::NoGateway)?;
        let mailing = get(reader, it.id)?;
        let texts = Texts::read(desk, reader, &mailing, None)?;
        let receiver = somebody(desk, reader, it.id, it.message_id, it.way, &it.address)?;
        let made = texts.sms(&receiver)?.ok_or(Error::EmptyText { field: "sms" })?;
        Ok::<_, Error>((gateway_id, made))
    })?;
    let sms = gateways::TestSms { id: gateway_id, phone: it.address.clone(), text: made.text };
    let (outcome, halt) = gateways::try_sms(desk, &sms)?;
    match (halt, outcome) {
        (Some(halt), _) => Err(Error::Sms(halt)),
        (None, Outcome::Accepted { .. }) => Ok(()),
        (None, Outcome::Refused { why, words, .. }) => {
            Err(Error::SmsNotTaken { why: why.code(), answer: words })
        }
        (None, Outcome::Retry { after, words }) => {
            Err(Error::Sms(SmsError::Limited { after, answer: words }))
        }
        (None, Outcome::Uncertain { .. }) => Err(Error::SmsUncertain),
    }
}

fn test_letter(desk: &Desk, it: &TestMailing) -> Result<()> {
    let address = it.address.trim().to_lowercase();
    if !clients::looks_like_address(&address) {
        return Err(Error::BadEmail(address));
    }
    let (raw, mailbox) = desk.read(|reader| {
        let mailbox = mailbox::get(reader)?.ok_or(Error::NoMailbox)?;
        let mailing = get(reader, it.id)?;
        let stationery = Stationery::read(desk, reader, &mailing)?;
        let mut receiver = somebody(desk, reader, it.id, it.message_id, it.way, &address)?;
        receiver.address = address.clone();
        receiver.token = String::new();
        receiver.message_id = compose::message_id(&mailbox.address, &crate::letters::random_bytes(16));
        let made = stationery.letter(desk.now(), &receiver)?.ok_or(Error::EmptyText { field: "text" })?;
        Ok::<_, Error>((made.raw, mailbox))
    })?;
    let password = mailbox::password(desk)?;
    let from = compose::envelope([mailbox.address.as_str()]).remove(0);
    let to = compose::envelope([address.as_str()]);
    smtp::send(&Server::from(&mailbox.smtp), &password, &from, &to, &raw, &mut |_| Ok(()))
        .map(drop)
        .map_err(|failed| Error::Mail(failed.error))
}
