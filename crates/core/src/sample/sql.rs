//! SQL that removes the sample office.

use deskbell_store::{Reader, Tx};

use crate::Result;

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

/// In the order in which nothing is left pointing at what is gone, the log of it included. What belongs to real requests
/// and clients stays.
pub fn remove(tx: &mut Tx) -> Result<()> {
    // Ignored letters are in no request; they are known by the sample's own address.
    let letters = format!(
        "SELECT letter.id FROM letter LEFT JOIN request ON request.id = letter.request_id WHERE request.sample = 1
            OR (letter.ignored IS NOT NULL AND letter.recipients LIKE '%{}%')",
        super::ADDRESS
    );
    let notes = format!("SELECT id FROM note WHERE request_id IN ({REQUESTS})");
    let drafts = format!("SELECT id FROM draft WHERE request_id IN ({REQUESTS})");
    for (noun, ids) in [
        ("request", REQUESTS),
        ("letter", &letters),
        ("outbox", &letters),
        ("note", &notes),
        ("draft", &drafts),
        ("client", CLIENTS),
        ("contact", CONTACTS),
        ("reminder", REMINDERS),
    ] {
        tx.run(&format!("DELETE FROM change WHERE noun = '{noun}' AND noun_id IN ({ids})"), &[])?;
    }
    for statement in [
        &format!("DELETE FROM reminder WHERE id IN ({REMINDERS})"),
        &format!("DELETE FROM contact WHERE id IN ({CONTACTS})"),
        &format!("DELETE FROM request_text WHERE id IN ({REQUESTS})"),
        &format!(
            "DELETE FROM correspondent WHERE address IN (SELECT lower(from_address) FROM letter WHERE id IN ({letters}))
                OR EXISTS (SELECT 1 FROM letter WHERE id IN ({letters})
                    AND lower(letter.recipients) LIKE '%\"' || correspondent.address || '\"%')"
        ),
        &format!("DELETE FROM letter_text WHERE id IN ({letters})"),
        &format!("DELETE FROM letter WHERE id IN ({letters})"),
        "DELETE FROM letter_raw WHERE NOT EXISTS (SELECT 1 FROM letter WHERE letter.raw_id = letter_raw.id)
            AND NOT EXISTS (SELECT 1 FROM server_letter WHERE server_letter.raw_id = letter_raw.id)
            AND NOT EXISTS (SELECT 1 FROM unreadable WHERE unreadable.raw_id = letter_raw.id)",
        &format!("UPDATE request SET previous_id = NULL WHERE previous_id IN ({REQUESTS})"),
        &format!("UPDATE request SET client_id = NULL WHERE sample = 0 AND client_id IN ({CLIENTS})"),
        "DELETE FROM request WHERE sample = 1",
        "DELETE FROM client WHERE sample = 1",
    ] {
        tx.run(statement, &[])?;
    }
    remove_employees(tx)
}

/// The sample's employees go where nothing names them any more; the others are deactivated.
fn remove_employees(tx: &mut Tx) -> Result<()> {
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
    ];
    let nowhere: Vec<String> = named
        .iter()
        .map(|(table, column)| {
            format!("NOT EXISTS (SELECT 1 FROM {table} WHERE {table}.{column} = employee.id)")
        })
        .collect();
    tx.run(
        "UPDATE employee SET supervisor_id = NULL WHERE supervisor_id IN (SELECT id FROM employee WHERE sample = 1)",
        &[],
    )?;
    let gone = format!("SELECT id FROM employee WHERE sample = 1 AND {}", nowhere.join(" AND "));
    tx.run(&format!("DELETE FROM change WHERE noun = 'employee' AND noun_id IN ({gone})"), &[])?;
    tx.run(&format!("DELETE FROM employee WHERE id IN ({gone})"), &[])?;
    tx.run("UPDATE employee SET active = 0 WHERE sample = 1", &[])?;
    Ok(())
}
