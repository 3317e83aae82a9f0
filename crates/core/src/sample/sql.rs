//! SQL that removes the sample office.

use std::collections::HashMap;

use deskbell_store::{Reader, Tx, params};

use crate::Result;
use crate::conditions::listed;
use crate::deeds::Deed;

pub fn is_there(reader: &mut Reader) -> Result<bool> {
    Ok(reader.maybe("SELECT 1 AS yes FROM client WHERE sample = 1 LIMIT 1", &[])?.is_some()
        || reader.maybe("SELECT 1 AS yes FROM request WHERE sample = 1 LIMIT 1", &[])?.is_some())
}

const REQUESTS: &str = "SELECT id FROM request WHERE sample = 1";
const CLIENTS: &str = "SELECT id FROM client WHERE sample = 1";
const CONTACTS: &str =
    "SELECT id FROM contact WHERE sample = 1 OR client_id IN (SELECT id FROM client WHERE sample = 1)
    OR request_id IN (SELECT id FROM request WHERE sample = 1)";
const REMINDERS: &str = "SELECT id FROM reminder WHERE sample = 1
    OR client_id IN (SELECT id FROM client WHERE sample = 1) OR request_id IN (SELECT id FROM request WHERE sample = 1)
    OR contact_id IN (SELECT id FROM contact WHERE sample = 1 OR client_id IN (SELECT id FROM client WHERE sample = 1)
        OR request_id IN (SELECT id FROM request WHERE sample = 1))";

/// What is removed of a table, by the query that finds it.
fn parts() -> Vec<(&'static str, String)> {
    // Ignored letters are in no request; they are known by the sample's own address.
    let letters = format!(
        "SELECT letter.id FROM letter LEFT JOIN request ON request.id = letter.request_id WHERE request.sample = 1
            OR (letter.ignored IS NOT NULL AND letter.recipients LIKE '%{}%')",
        super::ADDRESS
    );
    let raws = format!("SELECT raw_id AS id FROM letter WHERE id IN ({letters})");
    vec![
        ("request", REQUESTS.to_owned()),
        ("request_text", REQUESTS.to_owned()),
        ("letter", letters.clone()),
        ("letter_text", letters),
        ("letter_raw", raws),
        ("note", format!("SELECT id FROM note WHERE request_id IN ({REQUESTS})")),
        ("draft", format!("SELECT id FROM draft WHERE request_id IN ({REQUESTS})")),
        ("client", CLIENTS.to_owned()),
        ("contact", CONTACTS.to_owned()),
        ("reminder", REMINDERS.to_owned()),
    ]
}

/// In the order in which nothing is left pointing at what is gone, the log of it included. What belongs to real requests
/// and clients stays. The deed keeps all of it; how many requests and clients that were.
pub fn remove(tx: &mut Tx, deed: &mut Deed, signatures: &[String]) -> Result<usize> {
    let mut found: HashMap<&str, Vec<i64>> = HashMap::new();
    for (table, query) in parts() {
        found.insert(table, ids(tx, &query)?);
    }
    let of = |table: &str| found.get(table).cloned().unwrap_or_default();
    for (noun, table) in [
        ("outbox", "letter"),
        ("request", "request"),
        ("letter", "letter"),
        ("note", "note"),
        ("draft", "draft"),
        ("client", "client"),
        ("contact", "contact"),
        ("reminder", "reminder"),
    ] {
        forget(tx, deed, noun, &of(table))?;
    }
    deed.keep(tx, "request", "previous_id", of("request"))?;
    deed.keep(tx, "request", "client_id", of("client"))?;
    for (table, _) in parts() {
        deed.removes(tx, table, "id", of(table))?;
    }
    let addresses: Vec<String> = tx
        .all(&correspondents(&listed(&of("letter"))), &[])?
        .iter()
        .map(|row| row.get("address"))
        .collect::<std::result::Result<_, _>>()?;
    deed.removes(tx, "correspondent", "address", addresses.iter().map(String::as_str))?;
    for address in &addresses {
        tx.run("DELETE FROM correspondent WHERE address = ?1", params![address.as_str()])?;
    }
    let list = |table: &str| listed(&of(table));
    let (requests, clients) = (list("request"), list("client"));
    for statement in [
        format!("DELETE FROM reminder WHERE id IN ({})", list("reminder")),
        format!("DELETE FROM contact WHERE id IN ({})", list("contact")),
        format!("DELETE FROM request_text WHERE id IN ({requests})"),
        format!("DELETE FROM letter_text WHERE id IN ({})", list("letter")),
        format!("DELETE FROM letter WHERE id IN ({})", list("letter")),
        format!(
            "DELETE FROM letter_raw WHERE id IN ({})
            AND NOT EXISTS (SELECT 1 FROM letter WHERE letter.raw_id = letter_raw.id)
            AND NOT EXISTS (SELECT 1 FROM server_letter WHERE server_letter.raw_id = letter_raw.id)
            AND NOT EXISTS (SELECT 1 FROM unreadable WHERE unreadable.raw_id = letter_raw.id)",
            list("letter_raw")
        ),
        format!("UPDATE request SET previous_id = NULL WHERE previous_id IN ({requests})"),
        format!("UPDATE request SET client_id = NULL WHERE sample = 0 AND client_id IN ({clients})"),
        format!("DELETE FROM request WHERE id IN ({requests})"),
        format!("DELETE FROM client WHERE id IN ({clients})"),
    ] {
        tx.run(&statement, &[])?;
    }
    remove_employees(tx, deed)?;
    remove_signatures(tx, deed, signatures)?;
    Ok(of("request").len() + of("client").len())
}

/// Nobody who stays signs a real letter with an invented name.
fn remove_signatures(tx: &mut Tx, deed: &mut Deed, signatures: &[String]) -> Result<()> {
    for signature in signatures {
        let signing = "SELECT id FROM employee WHERE sample = 0 AND signature = ?1";
        let ids: Vec<i64> = tx
            .all(signing, params![signature.as_str()])?
            .iter()
            .map(|row| row.get("id"))
            .collect::<std::result::Result<_, _>>()?;
        deed.keep(tx, "employee", "id", ids.iter().copied())?;
        tx.run(&format!("UPDATE employee SET signature = '' WHERE id IN ({})", listed(&ids)), &[])?;
    }
    Ok(())
}

/// With whom the sample's letters were exchanged.
fn correspondents(letters: &str) -> String {
    format!(
        "SELECT address FROM correspondent WHERE address IN (SELECT lower(from_address) FROM letter WHERE id IN ({letters}))
            OR EXISTS (SELECT 1 FROM letter WHERE id IN ({letters})
                AND lower(letter.recipients) LIKE '%\"' || correspondent.address || '\"%') ORDER BY address"
    )
}

fn ids(tx: &mut Tx, query: &str) -> Result<Vec<i64>> {
    tx.all(query, &[])?.iter().map(|row| Ok(row.get("id")?)).collect()
}

/// Takes what the log says of these out of it.
fn forget(tx: &mut Tx, deed: &mut Deed, noun: &str, things: &[i64]) -> Result<()> {
    let told =
        ids(tx, &format!("SELECT id FROM change WHERE noun = '{noun}' AND noun_id IN ({})", listed(things)))?;
    deed.removes(tx, "change", "id", told.iter().copied())?;
    tx.run(&format!("DELETE FROM change WHERE id IN ({})", listed(&told)), &[])?;
    Ok(())
}

/// The sample's employees go where nothing names them any more; the others are deactivated.
fn remove_employees(tx: &mut Tx, deed: &mut Deed) -> Result<()> {
    let named = [
        ("request", "assignee_id"),
        ("client", "manager_id"),
        ("contact", "employee_id"),
        ("reminder", "employee_id"),
        ("note", "employee_id"),
        ("letter", "employee_id"),
        ("draft", "employee_id"),
        ("mailing", "employee_id"),
        ("message", "employee_id"),
        ("stopped_address", "employee_id"),
        ("client_file", "employee_id"),
        ("change", "employee_id"),
        ("deed", "employee_id"),
        ("deed", "undone_by"),
    ];
    let nowhere: Vec<String> = named
        .iter()
        .map(|(table, column)| {
            format!("NOT EXISTS (SELECT 1 FROM {table} WHERE {table}.{column} = employee.id)")
        })
        .collect();
    let all = ids(tx, "SELECT id FROM employee WHERE sample = 1")?;
    deed.keep(tx, "employee", "id", all.iter().copied())?;
    deed.keep(tx, "employee", "supervisor_id", all.iter().copied())?;
    tx.run(
        &format!("UPDATE employee SET supervisor_id = NULL WHERE supervisor_id IN ({})", listed(&all)),
        &[],
    )?;
    let gone = ids(tx, &format!("SELECT id FROM employee WHERE sample = 1 AND {}", nowhere.join(" AND ")))?;
    forget(tx, deed, "employee", &gone)?;
    // They are kept already, so that what goes with them has to be named.
    deed.keep(tx, "employee_role", "employee_id", gone.iter().copied())?;
    deed.removes(tx, "employee", "id", gone.iter().copied())?;
    tx.run(&format!("DELETE FROM employee WHERE id IN ({})", listed(&gone)), &[])?;
    tx.run("UPDATE employee SET active = 0 WHERE sample = 1", &[])?;
    Ok(())
}
