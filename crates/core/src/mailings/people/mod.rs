//! Whom a mailing goes to: clients that were chosen, and people of an imported list (S2). Each is one message from the
//! start; those who are left out have a reason.

mod facts;
mod judge;
mod lines;
mod sql;

pub(super) use facts::{facts, world};
pub(super) use judge::{Asked, Verdict, judge};
pub(super) use sql::{PERSON, Person, person, set_verdict};

use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use deskbell_store::{Reader, Tx};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::message::{MessageState, Reason};
use super::{Mailing, draft};
use crate::clients::filter::Filter;
use crate::office::Desk;
use crate::{Error, Result, clients, phones};

/// So many people are looked at together.
const CHUNK: usize = 500;
/// More people than any office knows.
const MOST_PEOPLE: i64 = 1_000_000;

/// What came of choosing people.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "ChosenPeople")]
pub struct Added {
    pub added: i64,
    /// They were among the people already.
    pub known: i64,
    /// Lines of an import in which there is neither an e-mail nor a phone.
    pub unusable: i64,
}

/// A person of an imported list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    pub name: String,
    pub email: String,
    pub phone: String,
    /// The other columns by their titles.
    pub columns: BTreeMap<Arc<str>, String>,
}

/// Adds clients to a draft; those who are there already stay.
pub fn add_clients(desk: &Desk, tx: &mut Tx, id: i64, client_ids: &[i64]) -> Result<Added> {
    let mailing = draft(tx, id)?;
    room(tx, id, client_ids.len())?;
    let mut added = Added::default();
    let mut seen = HashSet::new();
    let distinct: Vec<i64> = client_ids.iter().copied().filter(|client_id| seen.insert(*client_id)).collect();
    for chunk in distinct.chunks(CHUNK) {
        added.added += sql::add_clients(tx, id, chunk, desk.now())?;
    }
    added.known = distinct.len() as i64 - added.added;
    finish(desk, tx, &mailing, &added)?;
    Ok(added)
}

/// Adds one client to a draft, to be written to at this phone of theirs.
pub fn add_at(desk: &Desk, tx: &mut Tx, id: i64, client_ids: &[i64], phone: &str) -> Result<Added> {
    let [client_id] = client_ids else {
        return Err(Error::BadRequest("a phone is one client's".to_owned()));
    };
    let (general, _) = desk.general(tx)?;
    let number = phones::read(phone, &general.country).map(|phone| phone.number);
    let number =
        number.filter(|number| phones::takes_sms(number)).ok_or_else(|| Error::BadPhone(phone.to_owned()))?;
    let added = add_clients(desk, tx, id, client_ids)?;
    sql::set_phone(tx, id, *client_id, &number)?;
    let mailing = draft(tx, id)?;
    judge_all(desk, tx, &mailing)?;
    Ok(added)
}

/// Adds the clients that a filter finds now (a saved view, a segment) to a draft.
pub fn add_filtered(desk: &Desk, tx: &mut Tx, id: i64, filter: &Filter) -> Result<Added> {
    let ids = clients::filter::ids(desk, tx, filter)?;
    add_clients(desk, tx, id, &ids)
}

/// Reads the people of a file: CSV, a book of sheets or vCards. Outside of any transaction: the file may be a long one.
pub fn read_file(path: &Path) -> Result<Vec<Imported>> {
    let mut rows = crate::sheets::read::open(path)?.rows()?;
    let mut people = lines::People::default();
    while let Some(row) = rows.next()? {
        if people.len() as i64 > MOST_PEOPLE {
            return Err(Error::BadRequest(format!("more than {MOST_PEOPLE} people")));
        }
        people.row(row.cells)?;
    }
    people.finish()
}

/// Adds the people of a pasted list to a draft.
pub fn add_pasted(desk: &Desk, tx: &mut Tx, id: i64, text: &str) -> Result<Added> {
    let mut people = lines::People::default();
    lines::rows(text).into_iter().try_for_each(|row| people.row(row))?;
    add_imported(desk, tx, id, &people.finish()?)
}

/// Adds people of a list to a draft. Who is a client is known by the phone or the e-mail and written to as one: what the
/// card says of consent counts.
pub fn add_imported(desk: &Desk, tx: &mut Tx, id: i64, list: &[Imported]) -> Result<Added> {
    let mailing = draft(tx, id)?;
    room(tx, id, list.len())?;
    let (general, _) = desk.general(tx)?;
    let mut known = sql::known(tx, id)?;
    let mut added = Added::default();
    for one in list {
        let email = one.email.trim().to_lowercase();
        let email = if clients::looks_like_address(&email) { email } else { String::new() };
        let phone = phones::read(&one.phone, &general.country).map(|phone| phone.number).unwrap_or_default();
        if email.is_empty() && phone.is_empty() {
            added.unusable += 1;
            continue;
        }
        let client_id = sql::client_of(tx, &email, &phone)?;
        let who = match client_id {
            Some(id) => sql::Who::Client(id),
            None => sql::Who::Stranger(email.clone(), phone.clone()),
        };
        if !known.insert(who) {
            added.known += 1;
            continue;
        }
        let columns: BTreeMap<&str, &str> =
            one.columns.iter().map(|(title, value)| (title.as_ref(), value.as_str())).collect();
        let columns =
            if columns.is_empty() { String::new() } else { crate::settings::json(&columns)?.to_string() };
        let name: String = one.name.trim().chars().take(clients::MOST_SIGNS).collect();
        let person =
            sql::NewPerson { client_id, name: &name, email: &email, phone: &phone, fields: &columns };
        sql::add_person(tx, id, &person, desk.now())?;
        added.added += 1;
    }
    finish(desk, tx, &mailing, &added)?;
    Ok(added)
}

fn room(reader: &mut Reader, id: i64, more: usize) -> Result<()> {
    let total = super::message::counts(reader, id)?.total;
    if total + more as i64 > MOST_PEOPLE {
        return Err(Error::BadRequest(format!("more than {MOST_PEOPLE} people")));
    }
    Ok(())
}

fn finish(desk: &Desk, tx: &mut Tx, mailing: &Mailing, added: &Added) -> Result<()> {
    judge_all(desk, tx, mailing)?;
    super::sql::touch(tx, mailing.id, desk.now())?;
    tx.record("mailing", mailing.id, "people", None, Some(crate::settings::json(added)?))?;
    Ok(())
}

/// Takes people off: off a draft without a trace, off a mailing on its way with the reason.
pub fn remove(desk: &Desk, tx: &mut Tx, id: i64, message_ids: &[i64]) -> Result<()> {
    let mailing = super::get(tx, id)?;
    for chunk in message_ids.chunks(CHUNK) {
        if mailing.state == super::State::Draft {
            sql::remove(tx, id, chunk)?;
        } else {
            sql::leave_out_waiting(tx, id, Some(chunk), Reason::Removed)?;
        }
    }
    if mailing.state == super::State::Draft {
        // Somebody else's turn may have come where two share an address.
        judge_all(desk, tx, &mailing)?;
    }
    tx.record("mailing", id, "people", None, Some(serde_json::json!({ "removed": message_ids.len() })))?;
    Ok(())
}

/// Takes everybody off a draft.
pub fn clear(desk: &Desk, tx: &mut Tx, id: i64) -> Result<()> {
    draft(tx, id)?;
    sql::clear(tx, id)?;
    super::sql::touch(tx, id, desk.now())?;
    tx.record("mailing", id, "people", None, Some(serde_json::json!({ "removed": "all" })))?;
    Ok(())
}

/// Leaves out everybody whose turn has not come.
pub(super) fn leave_out_waiting(tx: &mut Tx, id: i64, ids: Option<&[i64]>, reason: Reason) -> Result<()> {
    sql::leave_out_waiting(tx, id, ids, reason)
}

/// What a mailing asks of those whom it goes to.
pub(super) fn asked(desk: &Desk, mailing: &Mailing) -> Asked {
    let days = mailing.fields.not_within_days;
    Asked {
        channel: mailing.fields.channel,
        consent_needed: mailing.fields.consent_needed,
        not_since: (days > 0).then(|| desk.now() - days * 24 * 60 * 60 * 1000),
    }
}

/// Decides of everybody whose turn has not come by what is known now.
pub(super) fn judge_all(desk: &Desk, tx: &mut Tx, mailing: &Mailing) -> Result<()> {
    let asked = asked(desk, mailing);
    let mut taken: HashSet<String> = sql::settled_keys(tx, mailing.id)?.into_iter().collect();
    let mut changed: Vec<(i64, Verdict)> = Vec::new();
    let mut after = 0;
    loop {
        let people = sql::waiting(tx, mailing.id, after, CHUNK)?;
        let Some(last) = people.last() else { break };
        after = last.id;
        let facts = facts(tx, &people)?;
        let world = world(tx, mailing.id, &people, &facts, asked.not_since)?;
        for person in &people {
            let mut verdict = judge(&asked, person, &facts, &world);
            if verdict.reason.is_none() && !taken.insert(verdict.address.clone()) {
                verdict.reason = Some(Reason::Duplicate);
            }
            if !verdict.is_of(person) {
                changed.push((person.id, verdict));
            }
        }
    }
    // First all keys that change are given up: one may become another's.
    for piece in changed.chunks(CHUNK) {
        let ids: Vec<i64> = piece.iter().map(|(id, _)| *id).collect();
        sql::forget_keys(tx, &ids)?;
    }
    changed.chunks(CHUNK).try_for_each(|piece| sql::set_verdicts(tx, piece))
}

impl Verdict {
    fn is_of(&self, person: &Person) -> bool {
        let state = if self.reason.is_none() { MessageState::Queued } else { MessageState::LeftOut };
        self.way == person.way
            && self.address == person.address
            && state == person.state
            && self.reason == person.reason
    }
}
