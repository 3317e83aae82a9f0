//! SQL that removes the sample office.

use deskbell_store::{Reader, Tx};

use crate::Result;

pub fn is_there(reader: &mut Reader) -> Result<bool> {
    Ok(reader.maybe("SELECT 1 AS yes FROM client WHERE sample = 1 LIMIT 1", &[])?.is_some()
        || reader.maybe("SELECT 1 AS yes FROM request WHERE sample = 1 LIMIT 1", &[])?.is_some())
}

/// In the order in which nothing is left pointing at what is gone. What belongs to real requests and clients stays.
pub fn remove(tx: &mut Tx) -> Result<()> {
    const LETTERS: &str = "SELECT letter.id FROM letter JOIN request ON request.id = letter.request_id WHERE request.sample = 1";
    for statement in [
        "DELETE FROM reminder WHERE sample = 1 OR contact_id IN (SELECT id FROM contact WHERE sample = 1)
            OR client_id IN (SELECT id FROM client WHERE sample = 1)",
        "DELETE FROM contact WHERE sample = 1 OR client_id IN (SELECT id FROM client WHERE sample = 1)",
        "UPDATE contact SET letter_id = NULL, request_id = NULL WHERE request_id IN (SELECT id FROM request WHERE sample = 1)",
        "UPDATE reminder SET request_id = NULL WHERE request_id IN (SELECT id FROM request WHERE sample = 1)",
        "DELETE FROM request_text WHERE id IN (SELECT id FROM request WHERE sample = 1)",
        &format!("DELETE FROM letter_text WHERE id IN ({LETTERS})"),
        &format!("DELETE FROM letter WHERE id IN ({LETTERS})"),
        "DELETE FROM letter_text WHERE id IN (SELECT id FROM letter WHERE ignored IS NOT NULL AND recipients LIKE '%office@deskbell.example%')",
        "DELETE FROM letter WHERE ignored IS NOT NULL AND recipients LIKE '%office@deskbell.example%'",
        "DELETE FROM letter_raw WHERE NOT EXISTS (SELECT 1 FROM letter WHERE letter.raw_id = letter_raw.id)
            AND NOT EXISTS (SELECT 1 FROM server_letter WHERE server_letter.raw_id = letter_raw.id)
            AND NOT EXISTS (SELECT 1 FROM unreadable WHERE unreadable.raw_id = letter_raw.id)",
        "UPDATE request SET previous_id = NULL WHERE previous_id IN (SELECT id FROM request WHERE sample = 1)",
        "UPDATE request SET client_id = NULL WHERE sample = 0 AND client_id IN (SELECT id FROM client WHERE sample = 1)",
        "DELETE FROM request WHERE sample = 1",
        "DELETE FROM client WHERE sample = 1",
        "UPDATE employee SET active = 0 WHERE sample = 1",
    ] {
        tx.run(statement, &[])?;
    }
    Ok(())
}
