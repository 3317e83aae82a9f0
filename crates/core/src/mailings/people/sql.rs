//! SQL of the people of a mailing.

use std::collections::{HashMap, HashSet};

use deskbell_store::{Reader, Row, Tx, params};

use super::facts::{ClientFacts, World};
use super::judge::Verdict;
use crate::Result;
use crate::conditions::Conditions;
use crate::mailings::message::{MessageState, Reason, Way};

/// One person of a mailing as far as deciding needs it.
#[derive(Debug, Clone)]
pub struct Person {
    /// The message's.
    pub id: i64,
    pub client_id: Option<i64>,
    /// What an import gave.
    pub email: String,
    pub phone: String,
    pub way: Way,
    pub address: String,
    pub state: MessageState,
    pub reason: Option<Reason>,
}

/// A person of an imported list.
pub struct NewPerson<'a> {
    pub client_id: Option<i64>,
    pub name: &'a str,
    pub email: &'a str,
    pub phone: &'a str,
    pub fields: &'a str,
}

/// By what a person is known not to be chosen twice.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Who {
    Client(i64),
    Stranger(String, String),
}

/// Numbers for an IN list.
pub fn list(ids: &[i64]) -> String {
    ids.iter().map(i64::to_string).collect::<Vec<_>>().join(", ")
}

/// The columns of a [`Person`].
pub const PERSON: &str = "id, client_id, email, phone, way, address, state, reason";

pub fn person(row: &Row) -> Result<Person> {
    Ok(Person {
        id: row.get("id")?,
        client_id: row.get("client_id")?,
        email: row.get("email")?,
        phone: row.get("phone")?,
        way: Way::of(&row.get::<String>("way")?),
        address: row.get("address")?,
        state: MessageState::of(&row.get::<String>("state")?),
        reason: Reason::of(&row.get::<String>("reason")?),
    })
}

/// Adds the clients who are not there yet; how many.
pub fn add_clients(tx: &mut Tx, mailing_id: i64, ids: &[i64], now: i64) -> Result<i64> {
    Ok(tx.run(
        &format!(
            "INSERT INTO message (mailing_id, client_id, way, state, created_at)
             SELECT ?1, client.id, 'email', 'queued', ?2 FROM client
             WHERE client.id IN ({}) AND NOT EXISTS (SELECT 1 FROM message
                WHERE message.client_id = client.id AND message.mailing_id = ?1)
             ORDER BY client.id",
            list(ids)
        ),
        params![mailing_id, now],
    )? as i64)
}

pub fn set_phone(tx: &mut Tx, mailing_id: i64, client_id: i64, number: &str) -> Result<()> {
    tx.run(
        "UPDATE message SET phone = ?3 WHERE mailing_id = ?1 AND client_id = ?2",
        params![mailing_id, client_id, number],
    )?;
    Ok(())
}

pub fn add_person(tx: &mut Tx, mailing_id: i64, person: &NewPerson, now: i64) -> Result<()> {
    tx.run(
        "INSERT INTO message (mailing_id, client_id, name, email, phone, fields, way, state, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'email', 'queued', ?7)",
        params![mailing_id, person.client_id, person.name, person.email, person.phone, person.fields, now],
    )?;
    Ok(())
}

/// The client with an e-mail or a phone, the oldest card first.
pub fn client_of(reader: &mut Reader, email: &str, phone: &str) -> Result<Option<i64>> {
    for (table, column, value) in [("client_email", "email", email), ("client_phone", "number", phone)] {
        if value.is_empty() {
            continue;
        }
        let found = reader.maybe(
            &format!("SELECT client_id FROM {table} WHERE {column} = ?1 ORDER BY client_id LIMIT 1"),
            params![value],
        )?;
        if let Some(row) = found {
            return Ok(Some(row.get("client_id")?));
        }
    }
    Ok(None)
}

/// Who is among the people of a mailing: the client, or an e-mail and a phone.
pub fn known(reader: &mut Reader, mailing_id: i64) -> Result<HashSet<Who>> {
    let rows = reader
        .all("SELECT client_id, email, phone FROM message WHERE mailing_id = ?1", params![mailing_id])?;
    rows.iter()
        .map(|row| {
            Ok(match row.get::<Option<i64>>("client_id")? {
                Some(id) => Who::Client(id),
                None => Who::Stranger(row.get("email")?, row.get("phone")?),
            })
        })
        .collect()
}

pub fn remove(tx: &mut Tx, mailing_id: i64, ids: &[i64]) -> Result<()> {
    tx.run(
        &format!("DELETE FROM message WHERE mailing_id = ?1 AND id IN ({})", list(ids)),
        params![mailing_id],
    )?;
    Ok(())
}

pub fn clear(tx: &mut Tx, mailing_id: i64) -> Result<()> {
    tx.run("DELETE FROM message WHERE mailing_id = ?1", params![mailing_id])?;
    Ok(())
}

/// Leaves out those whose turn has not come: these, or all.
pub fn leave_out_waiting(tx: &mut Tx, mailing_id: i64, ids: Option<&[i64]>, reason: Reason) -> Result<()> {
    let which = ids.map(|ids| format!(" AND id IN ({})", list(ids))).unwrap_or_default();
    tx.run(
        &format!(
            "UPDATE message SET state = 'left_out', reason = ?2, key = NULL
             WHERE mailing_id = ?1 AND state = 'queued'{which}"
        ),
        params![mailing_id, reason.code()],
    )?;
    Ok(())
}

/// The next people whose turn has not come.
pub fn waiting(reader: &mut Reader, mailing_id: i64, after: i64, limit: usize) -> Result<Vec<Person>> {
    let rows = reader.all(
        &format!(
            "SELECT {PERSON} FROM message WHERE mailing_id = ?1 AND id > ?2 AND state IN ('queued', 'left_out')
                AND reason NOT IN ('removed', 'stopped') ORDER BY id LIMIT ?3"
        ),
        params![mailing_id, after, limit],
    )?;
    rows.iter().map(person).collect()
}

/// The addresses that a message of the mailing went to or is on its way to.
pub fn settled_keys(reader: &mut Reader, mailing_id: i64) -> Result<Vec<String>> {
    let rows = reader.all(
        "SELECT key FROM message WHERE mailing_id = ?1 AND key IS NOT NULL AND state NOT IN ('queued', 'left_out')",
        params![mailing_id],
    )?;
    rows.iter().map(|row| Ok(row.get("key")?)).collect()
}

pub fn forget_keys(tx: &mut Tx, ids: &[i64]) -> Result<()> {
    let sql = format!("UPDATE message SET key = NULL WHERE key IS NOT NULL AND id IN ({})", list(ids));
    tx.run(&sql, &[])?;
    Ok(())
}

pub fn set_verdict(tx: &mut Tx, id: i64, verdict: &Verdict) -> Result<()> {
    set_verdicts(tx, &[(id, verdict.clone())])
}

/// Writes down what was decided of some people, in one statement: one for each would be most of what choosing many costs.
pub fn set_verdicts(tx: &mut Tx, verdicts: &[(i64, Verdict)]) -> Result<()> {
    let mut all = Conditions::default();
    let rows: Vec<String> = verdicts
        .iter()
        .map(|(id, verdict)| {
            let address = all.value(verdict.address.as_str());
            let (way, reason) = (verdict.way.code(), verdict.reason.map_or("", Reason::code));
            format!("({id}, {address}, '{way}', '{reason}')")
        })
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    let (queued, left_out) = (MessageState::Queued.code(), MessageState::LeftOut.code());
    let sql = format!(
        "UPDATE message SET way = decided.column3, address = decided.column2, reason = decided.column4,
            key = CASE WHEN decided.column4 = '' THEN decided.column2 END,
            state = CASE WHEN decided.column4 = '' THEN '{queued}' ELSE '{left_out}' END
         FROM (VALUES {}) AS decided WHERE message.id = decided.column1",
        rows.join(", ")
    );
    tx.run(&sql, all.values())?;
    Ok(())
}

pub fn client_facts(reader: &mut Reader, ids: &[i64]) -> Result<HashMap<i64, ClientFacts>> {
    let mut facts: HashMap<i64, ClientFacts> = HashMap::new();
    if ids.is_empty() {
        return Ok(facts);
    }
    let ids = list(ids);
    for row in reader.all(&format!("SELECT id, do_not_write FROM client WHERE id IN ({ids})"), &[])? {
        let one = ClientFacts { do_not_write: row.get("do_not_write")?, ..ClientFacts::default() };
        facts.insert(row.get("id")?, one);
    }
    let emails =
        format!("SELECT client_id, email FROM client_email WHERE client_id IN ({ids}) ORDER BY position");
    for row in reader.all(&emails, &[])? {
        if let Some(one) = facts.get_mut(&row.get("client_id")?) {
            one.emails.push(row.get("email")?);
        }
    }
    let phones =
        format!("SELECT client_id, number FROM client_phone WHERE client_id IN ({ids}) ORDER BY position");
    for row in reader.all(&phones, &[])? {
        if let Some(one) = facts.get_mut(&row.get("client_id")?) {
            one.phones.push(row.get("number")?);
        }
    }
    let consents = format!("SELECT client_id, way, given FROM client_consent WHERE client_id IN ({ids})");
    for row in reader.all(&consents, &[])? {
        if let Some(one) = facts.get_mut(&row.get("client_id")?) {
            let given = Some(row.get("given")?);
            match Way::of(&row.get::<String>("way")?) {
                Way::Email => one.consent_email = given,
                Way::Sms => one.consent_sms = given,
            }
        }
    }
    Ok(facts)
}

/// A condition that a column is among the addresses.
fn among(all: &mut Conditions, column: &str, places: &[(Way, String)]) -> String {
    let values: Vec<String> = places.iter().map(|(_, address)| all.value(address.as_str())).collect();
    format!("{column} IN ({})", values.join(", "))
}

/// So many addresses are asked for in one statement.
const PLACES: usize = 1000;

pub fn stopped(reader: &mut Reader, places: &[(Way, String)], world: &mut World) -> Result<()> {
    for places in places.chunks(PLACES) {
        let mut all = Conditions::default();
        let among = among(&mut all, "address", places);
        let sql = format!("SELECT way, address, reason FROM stopped_address WHERE stopped = 1 AND {among}");
        for row in reader.all(&sql, all.values())? {
            let place = (Way::of(&row.get::<String>("way")?), row.get("address")?);
            match row.get::<String>("reason")?.as_str() {
                "opted_out" => world.opted_out.insert(place),
                _ => world.bounced.insert(place),
            };
        }
    }
    Ok(())
}

/// Whom a mailing other than this one reached since an instant.
pub fn reached(
    reader: &mut Reader,
    mailing_id: i64,
    places: &[(Way, String)],
    clients: &[i64],
    since: i64,
    world: &mut World,
) -> Result<()> {
    const REACHED: &str = "mailing_id IS NOT NULL AND state IN ('accepted', 'delivered')";
    for places in places.chunks(PLACES) {
        let mut all = Conditions::default();
        let (own, since) = (all.value(mailing_id), all.value(since));
        let among = among(&mut all, "address", places);
        let sql = format!(
            "SELECT DISTINCT way, address FROM message
             WHERE {among} AND {REACHED} AND mailing_id <> {own} AND accepted_at >= {since}"
        );
        for row in reader.all(&sql, all.values())? {
            world.reached.insert((Way::of(&row.get::<String>("way")?), row.get("address")?));
        }
    }
    if !clients.is_empty() {
        let sql = format!(
            "SELECT DISTINCT client_id FROM message
             WHERE client_id IN ({}) AND {REACHED} AND mailing_id <> ?1 AND accepted_at >= ?2",
            list(clients)
        );
        for row in reader.all(&sql, params![mailing_id, since])? {
            world.reached_clients.insert(row.get("client_id")?);
        }
    }
    Ok(())
}
