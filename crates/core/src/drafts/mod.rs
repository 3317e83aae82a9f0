//! Drafts: what is being written, saved as one types, alive after a crash (M10).

mod sql;

use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use deskbell_mail::clean;
use deskbell_store::{Reader, Tx};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::contacts::Direction;
use crate::deeds::{self, Kind};
use crate::letters::{self, Person, Recipients, Stored};
use crate::office::Desk;
use crate::words::{self, Language};
use crate::{Error, Result, employees, mailbox, requests, zone};

/// The largest draft with its files: what servers take, less the growth by base64.
pub(crate) const MOST_FILES: i64 = 35 * 1024 * 1024;

/// A file of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DraftFile {
    pub id: i64,
    pub name: String,
    pub size: i64,
}

/// A letter being written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Draft {
    pub id: i64,
    pub request_id: Option<i64>,
    /// The letter that it answers.
    pub letter_id: Option<i64>,
    pub to: Vec<Person>,
    pub cc: Vec<Person>,
    pub bcc: Vec<Person>,
    pub subject: String,
    pub html: String,
    pub files: Vec<DraftFile>,
    pub updated_at: i64,
}

/// What the editor saves.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct DraftText {
    pub id: i64,
    pub to: Vec<Person>,
    pub cc: Vec<Person>,
    pub bcc: Vec<Person>,
    pub subject: String,
    pub html: String,
}

/// A file of a draft with its bytes.
#[derive(Debug, Clone)]
pub struct FileBytes {
    pub name: String,
    pub content_type: String,
    pub body: Vec<u8>,
}

/// The draft of the employee at the desk in a request.
pub fn of_request(desk: &Desk, reader: &mut Reader, request_id: i64) -> Result<Option<Draft>> {
    match desk.employee_id {
        Some(me) => sql::of_request(reader, request_id, me),
        None => Ok(None),
    }
}

/// One's own draft.
pub fn get(desk: &Desk, reader: &mut Reader, id: i64) -> Result<Draft> {
    sql::get(reader, id, desk.me()?)?.ok_or(Error::NotFound { noun: "draft", id })
}

/// Begins an answer in a request, or gives the one begun before, turned to the letter that is named. `all`: to everybody
/// the letter went to.
pub fn start(desk: &Desk, tx: &mut Tx, request_id: i64, letter_id: Option<i64>, all: bool) -> Result<Draft> {
    let me = desk.me()?;
    let begun = sql::of_request(tx, request_id, me)?;
    let named = letter_id.map(|id| letter_in(tx, request_id, id)).transpose()?;
    match (begun, &named) {
        (Some(draft), Some(letter)) if all || draft.letter_id != Some(letter.id) => {
            return turn(desk, tx, &draft, letter, all);
        }
        (Some(draft), _) => return Ok(draft),
        (None, _) => {}
    }
    let request = requests::row(tx, request_id)?;
    let answered = match named {
        Some(letter) => Some(letter),
        None => last_answerable(tx, request_id)?,
    };
    let own = mailbox::own_address(tx)?;
    let mut recipients = Recipients::default();
    match &answered {
        Some(letter) => fill(&mut recipients, letter, &own, all),
        // A client's address that no letter tells is the card's (E2).
        None if !request.email.is_empty() && (request.client_id.is_none() || desk.sees_clients()) => {
            recipients.to.push(Person { name: request.name.clone(), address: request.email.clone() });
        }
        None => {}
    }
    let subject = answered.as_ref().map_or(request.subject.as_str(), |letter| letter.subject.as_str());
    let html = unwritten(desk, tx)?;
    let id = sql::insert(
        tx,
        &sql::New {
            request_id: Some(request_id),
            letter_id: answered.as_ref().map(|letter| letter.id),
            employee_id: me,
            recipients: &recipients,
            subject: &answer_subject(subject),
            html: &html,
            at: desk.now(),
        },
    )?;
    tx.record("draft", id, "created", None, None)?;
    get(desk, tx, id)
}

/// Turns an answer to another letter, or to more people: what was written stays, and those it would go to are added.
fn turn(desk: &Desk, tx: &mut Tx, draft: &Draft, letter: &Stored, all: bool) -> Result<Draft> {
    let mut asked = Recipients::default();
    fill(&mut asked, letter, &mailbox::own_address(tx)?, all);
    let mut recipients = Recipients {
        to: draft.to.clone(),
        cc: draft.cc.clone(),
        bcc: draft.bcc.clone(),
        reply_to: Vec::new(),
    };
    let there = |recipients: &Recipients, person: &Person| {
        let address = person.address.to_lowercase();
        let mut all = recipients.to.iter().chain(&recipients.cc).chain(&recipients.bcc);
        all.any(|one| one.address.to_lowercase() == address)
    };
    for person in asked.to {
        if !there(&recipients, &person) {
            recipients.to.push(person);
        }
    }
    for person in asked.cc {
        if !there(&recipients, &person) {
            recipients.cc.push(person);
        }
    }
    sql::turn(tx, draft.id, letter.id, &recipients, desk.now())?;
    if let Some(request_id) = draft.request_id {
        requests::touched(tx, request_id)?;
    }
    get(desk, tx, draft.id)
}

/// A letter that is to be answered in a request: one of the request's own.
fn letter_in(reader: &mut Reader, request_id: i64, id: i64) -> Result<Stored> {
    let letter = letters::get(reader, id)?;
    if letter.request_id == Some(request_id) {
        Ok(letter)
    } else {
        Err(Error::NotFound { noun: "letter", id })
    }
}

fn last_answerable(reader: &mut Reader, request_id: i64) -> Result<Option<Stored>> {
    let all = letters::of_request(reader, request_id)?;
    let incoming =
        |letter: &&Stored| letter.direction == Direction::Incoming && letter.kind == letters::Kind::Letter;
    Ok(all.iter().rev().find(incoming).or_else(|| all.last()).cloned())
}

/// To whom an answer goes: Reply-To or the sender; of a letter of ours, those it went to.
fn fill(recipients: &mut Recipients, letter: &Stored, own: &str, all: bool) {
    let not_own = |person: &&Person| !person.address.is_empty() && person.address.to_lowercase() != own;
    match letter.direction {
        Direction::Outgoing => {
            recipients.to = letter.recipients.to.clone();
            recipients.cc = letter.recipients.cc.clone();
        }
        Direction::Incoming => {
            let asked: Vec<Person> = letter.recipients.reply_to.iter().filter(not_own).cloned().collect();
            add(
                &mut recipients.to,
                &[],
                if asked.is_empty() { std::slice::from_ref(&letter.from) } else { &asked },
            );
            if all {
                let others: Vec<Person> = letter
                    .recipients
                    .to
                    .iter()
                    .chain(&letter.recipients.cc)
                    .filter(not_own)
                    .cloned()
                    .collect();
                add(&mut recipients.cc, &recipients.to, &others);
            }
        }
    }
}

/// Adds people who are in neither list yet. An address is one person however the letters name them.
fn add(list: &mut Vec<Person>, others: &[Person], more: &[Person]) {
    for person in more {
        let same = |known: &Person| known.address.to_lowercase() == person.address.to_lowercase();
        if !list.iter().chain(others).any(same) {
            list.push(person.clone());
        }
    }
}

/// `Re: ` once, whatever the prefixes before.
fn answer_subject(subject: &str) -> String {
    let subject = subject.trim();
    let answered = subject.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("re:"));
    if answered { subject.to_owned() } else { format!("Re: {subject}").trim_end().to_owned() }
}

/// Saves what the editor holds. Saving is no event for other desks beyond the draft itself.
pub fn save(desk: &Desk, tx: &mut Tx, text: &DraftText) -> Result<i64> {
    let draft = get(desk, tx, text.id)?;
    let recipients =
        Recipients { to: text.to.clone(), cc: text.cc.clone(), bcc: text.bcc.clone(), reply_to: Vec::new() };
    let now = desk.now();
    sql::update(tx, draft.id, &recipients, &text.subject, &clean::outgoing(&text.html), now)?;
    if let Some(request_id) = draft.request_id {
        requests::touched(tx, request_id)?;
    }
    Ok(now)
}

/// Reads a file of this machine that is to be attached, unless it is too large: outside of any transaction, for the
/// disk may be a slow one.
pub fn read_file(path: &Path) -> Result<FileBytes> {
    use std::io::Read;
    let io = |error| Error::io(path, error);
    let file = std::fs::File::open(path).map_err(io)?;
    let mut body = Vec::new();
    file.take(MOST_FILES as u64 + 1).read_to_end(&mut body).map_err(io)?;
    if body.len() as i64 > MOST_FILES {
        return Err(Error::FilesTooBig { most: MOST_FILES });
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(FileBytes { name, content_type: String::new(), body })
}

/// Attaches bytes that were dropped or pasted.
pub fn attach_base64(
    desk: &Desk,
    tx: &mut Tx,
    id: i64,
    name: &str,
    kind: &str,
    base64: &str,
) -> Result<Draft> {
    let body = STANDARD.decode(base64).map_err(|error| Error::BadRequest(error.to_string()))?;
    attach(desk, tx, id, &FileBytes { name: name.to_owned(), content_type: kind.to_owned(), body })
}

/// Attaches a file to a draft.
pub fn attach(desk: &Desk, tx: &mut Tx, id: i64, file: &FileBytes) -> Result<Draft> {
    let draft = get(desk, tx, id)?;
    let sum: i64 = draft.files.iter().map(|file| file.size).sum();
    if sum + file.body.len() as i64 > MOST_FILES {
        return Err(Error::FilesTooBig { most: MOST_FILES });
    }
    let kind = if file.content_type.is_empty() { type_of(&file.name) } else { &file.content_type };
    sql::insert_file(tx, id, &file.name, kind, &file.body)?;
    tx.record("draft", id, "attached", None, Some(serde_json::json!({ "name": file.name })))?;
    get(desk, tx, id)
}

/// Takes a file off a draft.
pub fn detach(desk: &Desk, tx: &mut Tx, id: i64, file_id: i64) -> Result<Draft> {
    get(desk, tx, id)?;
    sql::remove_file(tx, id, file_id)?;
    tx.record("draft", id, "detached", None, None)?;
    get(desk, tx, id)
}

/// Throws a draft away.
pub fn remove(desk: &Desk, tx: &mut Tx, id: i64) -> Result<()> {
    let draft = get(desk, tx, id)?;
    sql::remove(tx, id)?;
    tx.record("draft", id, "removed", Some(crate::settings::json(&draft)?), None)?;
    Ok(())
}

/// The text of a draft in which nobody has written yet.
fn unwritten(desk: &Desk, reader: &mut Reader) -> Result<String> {
    let signature = employees::me(desk, reader)?.signature;
    Ok(if signature.trim().is_empty() { String::new() } else { format!("<p><br></p><p>-- </p>{signature}") })
}

/// Throws a draft away at its writer's word, as a deed that can be undone; one in which nobody has written is no loss.
pub fn discard(desk: &Desk, tx: &mut Tx, id: i64) -> Result<Option<i64>> {
    let draft = get(desk, tx, id)?;
    if draft.files.is_empty() && draft.html == unwritten(desk, tx)? {
        sql::remove(tx, id)?;
        return Ok(None);
    }
    let mut deed = deeds::begin(Kind::Removal, "draft", serde_json::json!({ "count": 1 }));
    deed.removes(tx, "draft", "id", [id])?;
    remove(desk, tx, id)?;
    deed.finish(desk, tx)
}

/// A letter as a quotation with its line of attribution, in the office's language.
pub fn quote(desk: &Desk, reader: &mut Reader, letter_id: i64) -> Result<String> {
    let letter = letters::get(reader, letter_id)?;
    let (general, tz) = desk.general(reader)?;
    let who = if letter.from.name.is_empty() { &letter.from.address } else { &letter.from.name };
    let line = attribution(general.language, &zone::day(letter.at, tz), &zone::time(letter.at, tz), who);
    let body = letters::quote_of(reader, letter_id)?;
    Ok(format!("<p>{}</p><blockquote type=\"cite\">{body}</blockquote>", clean::text_to_html(&line)))
}

fn attribution(language: Language, day: &str, time: &str, who: &str) -> String {
    let date = zone::parse_day(day).map(|date| date.format("%d.%m.%Y").to_string()).unwrap_or_default();
    words::text(
        language,
        "quote-attribution",
        &[("date", date.into()), ("time", time.into()), ("who", who.into())],
    )
}

/// The bytes of a draft's files.
pub fn file_bytes(reader: &mut Reader, id: i64) -> Result<Vec<FileBytes>> {
    sql::file_bytes(reader, id)
}

/// Puts a draft back, as "undo send" does. Where the writer has begun another one in the same request meanwhile, both
/// stay.
pub fn restore(tx: &mut Tx, draft: &Draft, employee_id: i64, files: &[FileBytes]) -> Result<i64> {
    let recipients = Recipients {
        to: draft.to.clone(),
        cc: draft.cc.clone(),
        bcc: draft.bcc.clone(),
        reply_to: Vec::new(),
    };
    let id = sql::insert(
        tx,
        &sql::New {
            request_id: draft.request_id,
            letter_id: draft.letter_id,
            employee_id,
            recipients: &recipients,
            subject: &draft.subject,
            html: &draft.html,
            at: draft.updated_at,
        },
    )?;
    for file in files {
        sql::insert_file(tx, id, &file.name, &file.content_type, &file.body)?;
    }
    tx.record("draft", id, "created", None, None)?;
    Ok(id)
}

/// The type of a file by its name, for the commonest; the rest goes as bytes.
pub(crate) fn type_of(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default().to_lowercase().as_str() {
        "pdf" => "application/pdf",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "bmp" => "image/bmp",
        "tif" | "tiff" => "image/tiff",
        "svg" => "image/svg+xml",
        "txt" | "log" => "text/plain",
        "csv" => "text/csv",
        "html" | "htm" => "text/html",
        "zip" => "application/zip",
        "doc" => "application/msword",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xls" => "application/vnd.ms-excel",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    }
}
