//! Single SMS: those that come, and those that somebody writes to one client (R27, R7). Those of mailings are in
//! [`crate::mailings`].

mod parts;
mod sql;

use deskbell_sms::segments;
pub use deskbell_sms::{Incoming, Joint, News};
use deskbell_store::{Reader, Tx};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub(crate) use parts::join_old;
pub(crate) use sql::Waiting;

use crate::contacts::{self, SmsCame};
use crate::mailings::arrivals;
use crate::notices::{self, Event};
use crate::office::Desk;
use crate::requests::{self, Sender};
use crate::{Error, Result, gateways, letters, mailings, phones};

/// The longest SMS that gateways take, in characters: ten parts.
const MOST_TEXT: usize = 1530;

/// An SMS that somebody writes.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct SendSms {
    /// In whose conversation it stands; none for an SMS to a client without one.
    pub request_id: Option<i64>,
    pub client_id: Option<i64>,
    /// The first that can take SMS where none is given.
    pub phone: Option<String>,
    #[ts(as = "String")]
    pub text: String,
}

/// It waits for its turn at the gateway.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SentSms {
    pub message_id: i64,
}

/// Queues an SMS; it leaves at once where the jobs run.
pub fn send(desk: &Desk, new: &SendSms) -> Result<SentSms> {
    let message_id = desk.write(|tx| queue(desk, tx, new))?;
    desk.office.nudge();
    Ok(SentSms { message_id })
}

/// Queues an SMS that did not arrive once more, by a person's word: as if it were written now, and once however often one
/// asks. Of one that is uncertain somebody decided that the client may get it twice.
pub fn send_again(desk: &Desk, id: i64) -> Result<()> {
    desk.write(|tx| {
        let known = sql::ours(tx, id)?.ok_or(Error::NotFound { noun: "message", id })?;
        gateways::chosen(tx)?.ok_or(Error::NoGateway)?;
        requests::check_wanted(tx, known.client_id)?;
        if !sql::queue_again(tx, id)? {
            return Err(Error::SmsOnItsWay);
        }
        let after = serde_json::json!({ "request_id": known.request_id });
        tx.record("message", id, "sent_again", None, Some(after))?;
        Ok(())
    })?;
    desk.office.nudge();
    Ok(())
}

fn queue(desk: &Desk, tx: &mut Tx, new: &SendSms) -> Result<i64> {
    let me = desk.me()?;
    let text = new.text.trim();
    if text.is_empty() {
        return Err(Error::EmptyText { field: "text" });
    }
    if text.chars().count() > MOST_TEXT {
        return Err(Error::TooLong { field: "text", most: MOST_TEXT as i64 });
    }
    let gateway_id = gateways::chosen(tx)?.ok_or(Error::NoGateway)?;
    let request = new.request_id.map(|id| requests::row(tx, id)).transpose()?;
    let client_id = match &request {
        Some(request) => request.client_id,
        None => {
            desk.check_client(new.client_id)?;
            new.client_id
        }
    };
    requests::check_wanted(tx, client_id)?;
    let phone = match new.phone.as_deref().map(str::trim).filter(|phone| !phone.is_empty()) {
        Some(phone) => number(desk, tx, phone)?.ok_or_else(|| Error::BadPhone(phone.to_owned()))?,
        None => known_phone(desk, tx, client_id, request.as_ref().map(|request| request.phone.as_str()))?,
    };
    let price = gateways::prices::of(&gateways::get(tx, gateway_id)?.prices, &phone).unwrap_or(0);
    let parts = i64::try_from(segments::segments(text).parts).unwrap_or(i64::MAX);
    let written = sql::Written {
        request_id: new.request_id,
        client_id,
        employee_id: me,
        address: &phone,
        text,
        parts,
        cost: (price * parts) as f64 / 10_000.0,
        now: desk.now(),
    };
    let id = sql::insert_written(tx, &written)?;
    tx.record("message", id, "created", None, Some(serde_json::json!({ "request_id": new.request_id })))?;
    if let Some(request_id) = new.request_id {
        requests::answered_by_sms(desk, tx, request_id, text, me)?;
        // Whoever is answered becomes a client.
        let client_id = requests::row(tx, request_id)?.client_id;
        sql::set_client(tx, id, client_id)?;
        requests::settle_text(tx, request_id)?;
    }
    Ok(id)
}

/// The first phone of a client, or else of the request, that can take an SMS.
fn known_phone(desk: &Desk, tx: &mut Tx, client_id: Option<i64>, own: Option<&str>) -> Result<String> {
    let mut known = match client_id {
        Some(client_id) => sql::phones_of(tx, client_id)?,
        None => Vec::new(),
    };
    if let Some(own) = own.filter(|own| !own.is_empty()) {
        known.extend(number(desk, tx, own)?);
    }
    // What stands on the card is told to nobody who may not see it.
    let first = known.first().filter(|_| desk.sees_clients()).cloned().unwrap_or_default();
    known.into_iter().find(|number| phones::takes_sms(number)).ok_or(Error::BadPhone(first))
}

/// A phone as it is sent to: E.164 without an extension.
fn number(desk: &Desk, reader: &mut Reader, typed: &str) -> Result<Option<String>> {
    let (general, _) = desk.general(reader)?;
    let read = phones::read(typed, &general.country).map(|phone| phone.number);
    Ok(read.filter(|number| phones::takes_sms(number)))
}

/// Takes a piece of news of a gateway. False where it is a report on a message that is none of ours.
pub fn take_news(desk: &Desk, tx: &mut Tx, gateway_id: i64, news: &News) -> Result<bool> {
    match news {
        News::Report(report) => Ok(mailings::reported(desk, tx, gateway_id, report)?
            || mailings::delivery::keep(desk, tx, gateway_id, report)?),
        News::Incoming(incoming) => came(desk, tx, gateway_id, incoming).map(|()| true),
        News::Part { incoming, joint } => parts::came(desk, tx, gateway_id, incoming, joint).map(|()| true),
    }
}

/// An SMS came: whoever wants no more is opted out (S6); any other goes into the open request of its sender or makes a
/// new one (R27). Each is a contact (S8). The same SMS told twice is taken once.
fn came(desk: &Desk, tx: &mut Tx, gateway_id: i64, sms: &Incoming) -> Result<()> {
    let (general, _) = desk.general(tx)?;
    let (address, shown) = from(&sms.from, &general.country);
    let text = sms.text.replace('\0', "");
    if !sms.gateway_id.is_empty() && is_known(tx, gateway_id, &sms.gateway_id, &address, &text)? {
        return Ok(());
    }
    let client_id = sql::client_of(tx, &address)?;
    let at = sms.at.unwrap_or(desk.now()).min(desk.now());
    let placed = match arrivals::sms_came(tx, &address, &text)? {
        true => None,
        false => {
            let open = match client_id {
                Some(client_id) => sql::open_of_client(tx, client_id)?,
                None => sql::open_of_phone(tx, &address, &shown)?,
            };
            Some(requests::sms_came(desk, tx, &Sender { client_id, phone: &shown }, &text, open)?)
        }
    };
    let request_id = placed.map(|(id, _)| id);
    let contact = SmsCame { client_id, request_id, at, text: &text, from: &shown };
    let contact_id = contacts::log_sms_came(tx, &contact)?;
    let received = sql::Received {
        request_id,
        client_id,
        contact_id,
        address: &address,
        text: &text,
        gateway_id,
        named: &sms.gateway_id,
        at,
    };
    let id = sql::insert_received(tx, &received)?;
    if let Some(request_id) = request_id {
        requests::settle_text(tx, request_id)?;
    }
    tx.record("message", id, "received", None, Some(serde_json::json!({ "request_id": request_id })))?;
    match placed {
        Some((request_id, true)) => notices::tell(tx, &Event::NewRequest { request_id }),
        Some((request_id, false)) => notices::tell(tx, &Event::ClientWrote { request_id, message_id: id }),
        None => Ok(()),
    }
}

/// Whether an SMS was taken before, also by an earlier version, whose name for it did not tell two of one number apart.
fn is_known(reader: &mut Reader, gateway_id: i64, named: &str, address: &str, text: &str) -> Result<bool> {
    Ok(sql::is_known(reader, gateway_id, named)?
        || match deskbell_sms::gammu::earlier_name(named) {
            Some(earlier) => sql::was_taken(reader, gateway_id, earlier, address, text)?,
            None => false,
        })
}

/// The client with a phone, as somebody typed it.
pub(crate) fn client_of(desk: &Desk, reader: &mut Reader, phone: &str) -> Result<Option<i64>> {
    let (general, _) = desk.general(reader)?;
    // An inner number belongs to many.
    match phones::read(phone, &general.country).filter(phones::Phone::is_full) {
        Some(phone) => sql::client_of(reader, &phone.number),
        None => Ok(None),
    }
}

/// The sender as it is stored and as it is shown: gateways write numbers with the plus or without, or give a name, in
/// which digits may stand too.
fn from(written: &str, country: &str) -> (String, String) {
    let written = written.trim();
    if written.chars().any(|sign| !sign.is_ascii_digit() && !"+() -".contains(sign)) {
        return (written.to_owned(), written.to_owned());
    }
    let digits = written.len() >= 10 && written.bytes().all(|byte| byte.is_ascii_digit());
    let full = digits.then(|| phones::read(&format!("+{written}"), country)).flatten();
    match full.filter(phones::Phone::is_full).or_else(|| phones::read(written, country)) {
        Some(phone) => (phone.number, phone.shown),
        None => (written.to_owned(), written.to_owned()),
    }
}

/// Marks the SMS of a request as looked at.
pub(crate) fn mark_seen(tx: &mut Tx, request_id: i64) -> Result<()> {
    sql::mark_seen(tx, request_id)
}

/// Marks a request's newest SMS as still to be looked at, where nothing came after it.
pub(crate) fn mark_unseen(tx: &mut Tx, request_id: i64) -> Result<()> {
    sql::mark_unseen(tx, request_id)
}

/// The next SMS that is due, committed as being sent; none where none is. Its first byte may leave after this.
pub(crate) fn take(desk: &Desk, tx: &mut Tx) -> Result<Option<Waiting>> {
    let Some(mut waiting) = sql::due(tx, desk.now())? else { return Ok(None) };
    if waiting.token.is_empty() {
        waiting.token = format!("{}-{}", waiting.id, letters::random_hex(10));
    }
    waiting.attempts += 1;
    sql::take(tx, waiting.id, &waiting.token, desk.now())?;
    tx.record("message", waiting.id, "submitting", None, None)?;
    Ok(Some(waiting))
}

/// Notes that what became of an SMS is news for the windows that show it.
pub(crate) fn settled(tx: &mut Tx, id: i64) -> Result<()> {
    tx.record("message", id, "settled", None, None)?;
    Ok(())
}

/// When the next single SMS is due.
pub(crate) fn next_at(reader: &mut Reader) -> Result<Option<i64>> {
    sql::next_at(reader)
}
