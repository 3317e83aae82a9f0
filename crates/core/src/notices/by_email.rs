//! Notices by e-mail: letters of Deskbell's own, by the outbox like every letter. What waits for one address goes in one
//! letter, in quiet hours none does, and at most some go to one address in an hour (M7, M13).

use deskbell_mail::clean;
use deskbell_mail::compose::{self, Outgoing};
use deskbell_mail::letter::Address;
use deskbell_store::{Reader, Tx};

use super::centre::{NoticeRow, named};
use super::{DAY, sql, ways, wording, working_address};
use crate::contacts::Direction;
use crate::employees::Right;
use crate::letters::{self, NewLetter, Person, Recipients};
use crate::mailbox::Mailbox;
use crate::office::Desk;
use crate::words::text;
use crate::{Error, Result, employees, mailbox, outbox, settings, zone};

/// The field by which a letter of ours is known again, whatever happened to it on its way.
const MARK: &str = "X-Deskbell-Notice";
/// So long a notice waits whether it is read in the window.
const GRACE: i64 = 2 * 60 * 1000;
/// How many are listed in one letter.
const MOST_LISTED: i64 = 50;

/// Whom a letter is for.
struct Addressee {
    employee_id: Option<i64>,
    name: String,
    address: String,
    sees: bool,
}

enum Turn {
    Now(Addressee),
    Later,
    /// No letter can be written to them as things are.
    Never,
}

/// What this office marks its letters with.
pub(crate) fn mark(reader: &mut Reader) -> Result<String> {
    Ok(settings::value(reader, "office_id")?.unwrap_or_else(|| "deskbell".to_owned()))
}

/// Why letters that somebody here wants cannot be written; the window says so.
pub(super) fn trouble(desk: &Desk, reader: &mut Reader) -> Result<Option<&'static str>> {
    let mine = ways::mine(desk, reader)?;
    let wanted = mine.ways.iter().any(|ways| ways.email);
    let office = desk.may(Right::ManageSettings) && !working_address::office(reader)?.address.is_empty();
    if (wanted || office) && mailbox::get(reader)?.is_none() {
        return Ok(Some("no_mailbox"));
    }
    Ok((wanted && mine.email.is_empty()).then_some("no_address"))
}

/// Puts into the outbox what letters have to tell now. Reads first: nothing is written where nothing waits.
pub fn send_due(desk: &Desk) -> Result<()> {
    let now = desk.now();
    for (employee_id, oldest, newest) in desk.read(sql::for_letters)? {
        // The office's own go at once. A clock that was set back makes nobody wait for its future.
        let ripe = employee_id.is_none() || oldest + GRACE <= now || newest > now;
        if !ripe {
            continue;
        }
        match desk.read(|reader| turn(desk, reader, employee_id))? {
            Turn::Now(addressee) => desk.write(|tx| write(desk, tx, &addressee))?,
            Turn::Later => {}
            // What is a day old is news to nobody once letters can be written.
            Turn::Never if oldest < now - DAY => {
                desk.write(|tx| sql::give_up_letters(tx, employee_id, now - DAY))?;
            }
            Turn::Never => {}
        }
    }
    Ok(())
}

fn turn(desk: &Desk, reader: &mut Reader, employee_id: Option<i64>) -> Result<Turn> {
    let (general, tz) = desk.general(reader)?;
    let office = working_address::office(reader)?;
    let addressee = match employee_id {
        None => Addressee {
            employee_id: None,
            name: general.office_name,
            address: office.address,
            // Who reads the office's address, nobody knows.
            sees: false,
        },
        Some(id) => {
            let Some((name, address)) = employees::address_of(reader, id)? else { return Ok(Turn::Never) };
            let sees = employees::rights(reader, id)?.contains(&Right::SeeClients);
            Addressee { employee_id, name, address, sees }
        }
    };
    if addressee.address.is_empty() || mailbox::get(reader)?.is_none() {
        return Ok(Turn::Never);
    }
    if let Some(id) = employee_id
        && ways::quiet(reader, id)?.is_some_and(|quiet| quiet.holds(desk.now(), tz))
    {
        return Ok(Turn::Later);
    }
    let sent = outbox::automatic_to(reader, &addressee.address, desk.now())?;
    Ok(if sent < office.letters_an_hour { Turn::Now(addressee) } else { Turn::Later })
}

/// One letter with all that waits for this address.
fn write(desk: &Desk, tx: &mut Tx, to: &Addressee) -> Result<()> {
    let (found, total) = sql::for_letter(tx, to.employee_id, MOST_LISTED, to.sees)?;
    let rows = named(tx, found, to.sees)?;
    sql::set_written(tx, to.employee_id)?;
    let Some(mailbox) = mailbox::get(tx)?.filter(|_| !rows.is_empty()) else { return Ok(()) };
    let outgoing = outgoing(desk, tx, &mailbox, to, &rows, total)?;
    let raw = match compose::compose(&outgoing) {
        Ok(raw) => raw,
        Err(error) => {
            // Tried again it would fail again; the list in the window has it all.
            log::warn!("no letter of notices: {error}");
            return Ok(());
        }
    };
    let letter_id = store(desk, tx, &outgoing, &raw)?;
    outbox::queue_automatic(desk, tx, letter_id, &to.address)
}

fn outgoing(
    desk: &Desk,
    tx: &mut Tx,
    mailbox: &Mailbox,
    to: &Addressee,
    rows: &[NoticeRow],
    total: i64,
) -> Result<Outgoing> {
    let (general, tz) = desk.general(tx)?;
    let language = general.language;
    let subject = match rows {
        [only] if total == 1 => wording::title(language, only),
        _ => text(language, "notice-letter-many", &[("count", total.into())]),
    };
    let mut html = String::new();
    for row in rows {
        let mut lines = vec![format!("<b>{}</b>", clean::text_to_html(&wording::title(language, row)))];
        let body = wording::body(language, tz, row);
        lines.extend(body.lines().map(clean::text_to_html));
        let when = format!("{} {}", wording::date(row.at, tz), zone::time(row.at, tz));
        // Without a sign before it: by number and sign a letter would find its way into the request.
        let foot = if row.number.is_empty() { when } else { format!("{} · {when}", row.number) };
        lines.push(clean::text_to_html(&foot));
        html.push_str(&format!("<p>{}</p>", lines.join("<br>")));
    }
    let more = total - rows.len() as i64;
    if more > 0 {
        let more = text(language, "notice-more", &[("count", more.into())]);
        html.push_str(&format!("<p>{}</p>", clean::text_to_html(&more)));
    }
    let foot = text(language, "notice-letter-foot", &[]);
    html.push_str(&format!("<p>-- <br>{}</p>", clean::text_to_html(&foot)));
    let sender = [general.office_name.trim(), "Deskbell"].into_iter().filter(|name| !name.is_empty());
    Ok(Outgoing {
        from: Address { name: sender.collect::<Vec<_>>().join(", "), address: mailbox.address.clone() },
        to: vec![Address { name: to.name.clone(), address: to.address.clone() }],
        subject: letters::snippet(&subject, 200),
        date_ms: desk.now(),
        zone_offset_minutes: zone::offset_minutes(desk.now(), tz),
        message_id: compose::message_id(&mailbox.address, &letters::random_bytes(16)),
        text: clean::to_text(&html),
        html,
        automatic: true,
        headers: vec![(MARK.to_owned(), mark(tx)?)],
        ..Outgoing::default()
    })
}

/// Stored before it is sent, in no request and no contact.
fn store(desk: &Desk, tx: &mut Tx, outgoing: &Outgoing, raw: &[u8]) -> Result<i64> {
    let letter = deskbell_mail::letter::read(raw)
        .map_err(|error| Error::Unreadable { code: error.code.to_owned(), detail: error.detail })?;
    let raw_id = letters::raw::store(tx, letters::raw::pack(raw)?)?;
    let recipients =
        Recipients { to: outgoing.to.iter().map(Person::from).collect(), ..Recipients::default() };
    letters::insert_letter(
        tx,
        &NewLetter {
            raw_id,
            request_id: None,
            ignored: Some(letters::NOTICE),
            direction: Direction::Outgoing,
            kind: letters::Kind::Letter,
            message_id: &outgoing.message_id,
            from: &Person::from(&outgoing.from),
            recipients: &recipients,
            // As it is read back: a copy is known by it.
            subject: &letter.subject,
            at: desk.now(),
            came_at: desk.now(),
            employee_id: None,
            has_html: true,
            seen: true,
            rule: letters::NOTICE,
            header: None,
            // What it says is found in the requests that it tells of.
            body: "",
            references: &[],
            files: &[],
        },
    )
}
