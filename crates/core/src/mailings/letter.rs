//! One letter of a mailing as it goes to the server. What all letters share is made once.

use deskbell_mail::compose::{self, Enclosure, OutFile, Outgoing};
use deskbell_mail::letter::Address;
use deskbell_store::{Reader, Tx};

use super::text::{self, LetterWords, OptOut, Receiver, Words};
use super::{Mailing, files, settings, sql};
use crate::office::Desk;
use crate::{Error, Result, letters, mailbox, zone};

/// Signs of a letter that the log of contacts keeps.
const INFORMATION: usize = 500;

/// What all letters of a mailing share.
pub struct Stationery {
    words: Words,
    from: Address,
    enclosure: Enclosure,
    zone: chrono_tz::Tz,
}

/// A letter that is ready to go.
pub struct Made {
    pub raw: Vec<u8>,
    /// What the log of contacts keeps of it.
    pub information: String,
}

/// What the log of contacts keeps of a letter (S8).
pub fn information(words: &LetterWords) -> String {
    letters::snippet(&format!("{}\n{}", words.subject, words.text), INFORMATION)
}

/// Who the letters are from: the mailbox's name, otherwise the office's.
pub fn sender(desk: &Desk, reader: &mut Reader) -> Result<Address> {
    let mailbox = mailbox::get(reader)?.ok_or(Error::NoMailbox)?;
    let (general, _) = desk.general(reader)?;
    let name = if mailbox.name.trim().is_empty() { general.office_name } else { mailbox.name };
    Ok(Address { name, address: mailbox.address })
}

impl Stationery {
    /// Reads the texts and encodes the files of a mailing.
    pub fn read(desk: &Desk, reader: &mut Reader, mailing: &Mailing) -> Result<Self> {
        let from = sender(desk, reader)?;
        let (_, zone) = desk.general(reader)?;
        let (mailing, pictures) = text::with_pictures_apart(mailing.clone(), &from.address);
        let mut enclosed = Vec::new();
        for file in &mailing.files {
            enclosed.push(OutFile {
                name: file.name.clone(),
                content_type: file.content_type.clone(),
                content_id: None,
                body: files::body(reader, file)?,
            });
        }
        let words = Words::read(desk, reader, &mailing)?;
        Ok(Self { words, from, enclosure: Enclosure::new(&pictures, &enclosed), zone })
    }

    /// The mailbox's address.
    pub fn sender_address(&self) -> &str {
        &self.from.address
    }

    /// The letter to one person; nothing where there is no text for it.
    pub fn letter(&self, now: i64, receiver: &Receiver) -> Result<Option<Made>> {
        let Some(words) = self.words.letter(receiver)? else { return Ok(None) };
        let information = information(&words);
        let letter = Outgoing {
            from: self.from.clone(),
            to: vec![Address { name: receiver.who.clone(), address: receiver.address.clone() }],
            subject: words.subject,
            date_ms: now,
            zone_offset_minutes: zone::offset_minutes(now, self.zone),
            message_id: receiver.message_id.clone(),
            html: words.html,
            text: words.text,
            // RFC 3834: whoever answers by a machine is not to answer this.
            automatic: true,
            headers: headers(self.words.opt_out(), &receiver.token),
            ..Outgoing::default()
        };
        let raw = compose::compose_with(&letter, &self.enclosure)?;
        Ok(Some(Made { raw, information }))
    }
}

/// The one letter of a mailing that goes into the Sent folder (the rest would flood it).
pub struct Sample {
    pub mailing_id: i64,
    pub message_id: String,
    pub at: i64,
    pub raw: Vec<u8>,
}

/// The samples that are not in the Sent folder yet; none where Settings want none, or the provider keeps every letter.
pub fn samples(desk: &Desk, reader: &mut Reader) -> Result<Vec<Sample>> {
    let saved = mailbox::get(reader)?.is_none_or(|mailbox| mailbox.saves_sent);
    if saved || !settings::get(reader)?.sample_in_sent {
        return Ok(Vec::new());
    }
    let mut samples = Vec::new();
    for (mailing_id, first, at) in sql::without_sample(reader)? {
        let mailing = super::get(reader, mailing_id)?;
        let stationery = Stationery::read(desk, reader, &mailing)?;
        for receiver in text::receivers(desk, reader, &mailing, &[first])? {
            if let Some(made) = stationery.letter(at, &receiver)? {
                samples.push(Sample { mailing_id, message_id: receiver.message_id, at, raw: made.raw });
            }
        }
    }
    Ok(samples)
}

/// Notes that a mailing's sample is in the Sent folder, or cannot be put there.
pub fn set_sample_put(tx: &mut Tx, mailing_id: i64) -> Result<()> {
    sql::set_sample_put(tx, mailing_id)
}

/// The fields that tell a mailing: RFC 2369, and one click where there is a page for it (RFC 8058).
fn headers(opt_out: Option<&OptOut>, token: &str) -> Vec<(String, String)> {
    let field = |name: &str, value: String| (name.to_owned(), value);
    let mut headers = vec![field("Precedence", "bulk".to_owned())];
    let Some(way) = opt_out.filter(|_| !token.is_empty()) else { return headers };
    let https = way.https(token);
    let mailto = (!way.address.is_empty()).then(|| way.mailto(token));
    let all: Vec<String> = https.iter().chain(mailto.iter()).map(|url| format!("<{url}>")).collect();
    if !all.is_empty() {
        headers.push(field("List-Unsubscribe", all.join(", ")));
    }
    if https.is_some() {
        headers.push(field("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
    }
    headers
}
