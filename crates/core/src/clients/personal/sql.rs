//! SQL that finds and erases everything of one client.

use std::collections::BTreeSet;

use deskbell_store::{Reader, Tx, Value, params};

use crate::Result;

fn set(reader: &mut Reader, sql: &str, values: &[Value]) -> Result<BTreeSet<i64>> {
    reader.all(sql, values)?.iter().map(|row| Ok(row.get("id")?)).collect()
}

/// Ids as a list for SQL: numbers of ours, no words of anybody. Never empty, so that `IN ()` is not asked for.
fn list(ids: &BTreeSet<i64>) -> String {
    if ids.is_empty() {
        return "-1".to_owned();
    }
    ids.iter().map(i64::to_string).collect::<Vec<_>>().join(", ")
}

fn words(texts: &[String]) -> (String, Vec<Value>) {
    let places: Vec<String> = (1..=texts.len()).map(|at| format!("?{at}")).collect();
    let places = if places.is_empty() { "''".to_owned() } else { places.join(", ") };
    (places, texts.iter().map(|text| Value::Text(text.clone())).collect())
}

/// The requests of the client, and those of nobody that came from the addresses, by letter or by SMS.
pub fn requests(reader: &mut Reader, id: i64, addresses: &[String]) -> Result<BTreeSet<i64>> {
    let mut found = set(reader, "SELECT id FROM request WHERE client_id = ?1", params![id])?;
    let (places, values) = words(addresses);
    let sql = format!(
        "SELECT id FROM request WHERE client_id IS NULL AND (lower(email) IN ({places})
            OR source = 'sms' AND EXISTS (SELECT 1 FROM message WHERE message.request_id = request.id
                AND message.direction = 'incoming' AND message.address IN ({places})))"
    );
    found.extend(set(reader, &sql, &values)?);
    Ok(found)
}

/// The contacts with the client, and those with nobody in the requests that are the client's.
pub fn contacts(reader: &mut Reader, id: i64, requests: &BTreeSet<i64>) -> Result<BTreeSet<i64>> {
    let sql = format!(
        "SELECT id FROM contact WHERE client_id = ?1 OR (client_id IS NULL AND request_id IN ({}))",
        list(requests)
    );
    set(reader, &sql, params![id])
}

pub fn reminders(reader: &mut Reader, id: i64, contacts: &BTreeSet<i64>) -> Result<BTreeSet<i64>> {
    let sql = format!("SELECT id FROM reminder WHERE client_id = ?1 OR contact_id IN ({})", list(contacts));
    set(reader, &sql, params![id])
}

/// The letters of the requests, and those in no request that came from the addresses.
pub fn letters(reader: &mut Reader, requests: &BTreeSet<i64>, addresses: &[String]) -> Result<BTreeSet<i64>> {
    let (places, values) = words(addresses);
    let sql = format!(
        "SELECT id FROM letter WHERE request_id IN ({}) OR (request_id IS NULL AND lower(from_address) IN ({places}))",
        list(requests)
    );
    set(reader, &sql, &values)
}

pub fn of_requests(reader: &mut Reader, table: &str, requests: &BTreeSet<i64>) -> Result<BTreeSet<i64>> {
    set(reader, &format!("SELECT id FROM {table} WHERE request_id IN ({})", list(requests)), &[])
}

pub fn files(reader: &mut Reader, id: i64) -> Result<BTreeSet<i64>> {
    set(reader, "SELECT id FROM client_file WHERE client_id = ?1", params![id])
}

/// The client's messages, and those to the addresses; a number may be a whole family's, so that what another client was sent
/// at an address of their own card is theirs.
pub fn messages(reader: &mut Reader, id: i64, addresses: &[String]) -> Result<BTreeSet<i64>> {
    let mut found = set(reader, "SELECT id FROM message WHERE client_id = ?1", params![id])?;
    let (places, values) = words(addresses);
    let sql = format!(
        "SELECT id FROM message WHERE address IN ({places})
           AND NOT EXISTS (SELECT 1 FROM client_email WHERE client_id = message.client_id AND email = message.address)
           AND NOT EXISTS (SELECT 1 FROM client_phone WHERE client_id = message.client_id AND number = message.address)"
    );
    found.extend(set(reader, &sql, &values)?);
    Ok(found)
}

/// What is known of addresses that no other client has.
pub fn stopped(reader: &mut Reader, id: i64, addresses: &[String]) -> Result<BTreeSet<i64>> {
    let (places, mut values) = words(addresses);
    values.push(Value::Int(id));
    let own = values.len();
    let sql = format!(
        "SELECT id FROM stopped_address WHERE address IN ({places})
           AND NOT EXISTS (SELECT 1 FROM client_email WHERE email = stopped_address.address AND client_id <> ?{own})
           AND NOT EXISTS (SELECT 1 FROM client_phone WHERE number = stopped_address.address AND client_id <> ?{own})"
    );
    set(reader, &sql, &values)
}

/// Addresses of those who refused: they stay.
pub fn refused(reader: &mut Reader, stopped: &BTreeSet<i64>) -> Result<Vec<(i64, String)>> {
    let sql = format!(
        "SELECT id, address FROM stopped_address WHERE stopped = 1 AND reason = 'opted_out' AND id IN ({}) ORDER BY address",
        list(stopped)
    );
    reader.all(&sql, &[])?.iter().map(|row| Ok((row.get("id")?, row.get("address")?))).collect()
}

/// The numbers of requests.
pub fn numbers(reader: &mut Reader, requests: &BTreeSet<i64>) -> Result<Vec<String>> {
    let sql = format!("SELECT number FROM request WHERE id IN ({}) ORDER BY id", list(requests));
    reader.all(&sql, &[])?.iter().map(|row| Ok(row.get("number")?)).collect()
}

/// Letters by the number of their request: id, number, raw bytes, when.
pub fn raws(reader: &mut Reader, letters: &BTreeSet<i64>) -> Result<Vec<(i64, String, i64)>> {
    let sql = format!(
        "SELECT letter.id, coalesce(request.number, '') AS number, letter.raw_id FROM letter
         LEFT JOIN request ON request.id = letter.request_id WHERE letter.id IN ({}) ORDER BY letter.at, letter.id",
        list(letters)
    );
    let rows = reader.all(&sql, &[])?;
    rows.iter().map(|row| Ok((row.get("id")?, row.get("number")?, row.get("raw_id")?))).collect()
}

pub fn on_server(reader: &mut Reader, letters: &BTreeSet<i64>) -> Result<i64> {
    let sql = format!("SELECT count(*) AS n FROM server_letter WHERE letter_id IN ({})", list(letters));
    Ok(reader.one(&sql, &[])?.get("n")?)
}

/// What is to be erased besides the card itself.
pub struct Ids<'a> {
    pub client: i64,
    pub contacts: &'a BTreeSet<i64>,
    pub reminders: &'a BTreeSet<i64>,
    pub requests: &'a BTreeSet<i64>,
    pub letters: &'a BTreeSet<i64>,
    pub notes: &'a BTreeSet<i64>,
    pub drafts: &'a BTreeSet<i64>,
    pub messages: &'a BTreeSet<i64>,
    pub stopped: &'a BTreeSet<i64>,
}

/// Deletes the log of these things; how many rows.
pub fn erase_changes(tx: &mut Tx, ids: &Ids) -> Result<i64> {
    let one = BTreeSet::from([ids.client]);
    let mut gone = 0;
    for (noun, things) in [
        ("client", &one),
        ("contact", ids.contacts),
        ("reminder", ids.reminders),
        ("request", ids.requests),
        ("letter", ids.letters),
        ("outbox", ids.letters),
        ("note", ids.notes),
        ("draft", ids.drafts),
        ("message", ids.messages),
        ("stopped_address", ids.stopped),
    ] {
        gone += tx.run(
            &format!("DELETE FROM change WHERE noun = '{noun}' AND noun_id IN ({})", list(things)),
            &[],
        )?;
    }
    Ok(gone as i64)
}

/// Takes out of the log what else names the person: that something was changed stays, the words go.
pub fn erase_mentions(tx: &mut Tx, words: &[String]) -> Result<i64> {
    if words.is_empty() {
        return Ok(0);
    }
    let inside = |word: &String| serde_json::to_string(word).unwrap_or_default();
    let values: Vec<Value> = words
        .iter()
        .map(|word| Value::Text(crate::conditions::holding(inside(word).trim_matches('"'))))
        .collect();
    // Every word in one pass: each table is read whole.
    let says = |column: &str| {
        let words: Vec<String> = (1..=values.len()).map(|at| format!("{column} LIKE ?{at}")).collect();
        words.join(" OR ")
    };
    let log = format!(
        "UPDATE change SET before = NULL, after = NULL WHERE {} OR {}",
        says("before"),
        says("after")
    );
    let gone = tx.run(&log, &values)?;
    for (table, column) in [("memory", "value"), ("notice", "params")] {
        tx.run(&format!("DELETE FROM {table} WHERE {}", says(column)), &values)?;
    }
    Ok(gone as i64)
}

/// Deletes the things themselves, in the order in which nothing is left pointing at what is gone. Requests stay as numbers.
pub fn erase(tx: &mut Tx, ids: &Ids, with_letters: bool) -> Result<()> {
    let (contacts, reminders) = (list(ids.contacts), list(ids.reminders));
    let (requests, letters) = (list(ids.requests), list(ids.letters));
    let mut statements = vec![
        // What an SMS said goes with it, also where letters stay.
        format!("UPDATE request SET subject = '' WHERE source = 'sms' AND id IN ({requests})"),
        format!(
            "UPDATE request SET snippet = '' WHERE id IN (SELECT request_id FROM message WHERE id IN ({}))",
            list(ids.messages)
        ),
        format!("DELETE FROM notice WHERE reminder_id IN ({reminders}) OR request_id IN ({requests})"),
        format!("DELETE FROM notice WHERE noun = 'contact' AND noun_id IN ({contacts})"),
        format!("DELETE FROM reminder WHERE id IN ({reminders})"),
        format!("DELETE FROM contact WHERE id IN ({contacts})"),
        format!("DELETE FROM draft WHERE id IN ({})", list(ids.drafts)),
        // A message that was not sent yet is not sent; of the others the log keeps that there was one.
        format!("DELETE FROM message WHERE state = 'queued' AND id IN ({})", list(ids.messages)),
        format!(
            "UPDATE message SET client_id = NULL, name = '', email = '', phone = '', fields = '', address = '', key = NULL,
                text = '', error = NULL, answer = '', message_id = '', token = '' WHERE id IN ({})",
            list(ids.messages)
        ),
        format!("UPDATE request SET client_id = NULL, name = '', email = '', phone = '', comment = '' WHERE id IN ({requests})"),
    ];
    if with_letters {
        statements.extend([
            format!("DELETE FROM note WHERE id IN ({})", list(ids.notes)),
            format!("UPDATE server_letter SET raw_id = NULL, letter_id = NULL, erased = 1 WHERE letter_id IN ({letters})"),
            format!("UPDATE draft SET letter_id = NULL WHERE letter_id IN ({letters})"),
            format!("DELETE FROM letter_text WHERE id IN ({letters})"),
            format!("DELETE FROM letter WHERE id IN ({letters})"),
            "DELETE FROM letter_raw WHERE NOT EXISTS (SELECT 1 FROM letter WHERE letter.raw_id = letter_raw.id)
                AND NOT EXISTS (SELECT 1 FROM server_letter WHERE server_letter.raw_id = letter_raw.id)
                AND NOT EXISTS (SELECT 1 FROM unreadable WHERE unreadable.raw_id = letter_raw.id)"
                .to_owned(),
            format!("UPDATE request SET subject = '', snippet = '', letters = 0, has_files = 0, unread = 0 WHERE id IN ({requests})"),
        ]);
    }
    statements.push(format!("DELETE FROM client WHERE id = {}", ids.client));
    for statement in statements {
        tx.run(&statement, &[])?;
    }
    Ok(())
}

pub fn erase_stopped(tx: &mut Tx, ids: &BTreeSet<i64>) -> Result<()> {
    tx.run(&format!("DELETE FROM stopped_address WHERE id IN ({})", list(ids)), &[])?;
    Ok(())
}

pub fn erase_addresses(tx: &mut Tx, addresses: &[String]) -> Result<()> {
    let (places, values) = words(addresses);
    tx.run(&format!("DELETE FROM pictures_from WHERE address IN ({places})"), &values)?;
    tx.run(&format!("DELETE FROM correspondent WHERE address IN ({places})"), &values)?;
    Ok(())
}

/// The requests in which messages stand.
pub fn requests_of_messages(reader: &mut Reader, ids: &BTreeSet<i64>) -> Result<BTreeSet<i64>> {
    let sql = format!(
        "SELECT DISTINCT request_id AS id FROM message WHERE request_id IS NOT NULL AND id IN ({})",
        list(ids)
    );
    set(reader, &sql, &[])
}

/// How many things of others name the person.
pub fn mentions(reader: &mut Reader, words: &[String]) -> Result<i64> {
    let mut found = 0;
    for word in words {
        let pattern = crate::conditions::holding(word);
        for (table, column) in [
            ("note", "text"),
            ("contact", "information"),
            ("reminder", "text"),
            ("request_text", "body"),
            ("letter_text", "body"),
            ("client", "notes"),
        ] {
            let sql = format!("SELECT count(*) AS n FROM {table} WHERE {column} LIKE ?1");
            found += reader.one(&sql, params![pattern.as_str()])?.get::<i64>("n")?;
        }
    }
    Ok(found)
}
