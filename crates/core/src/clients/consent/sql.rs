//! SQL of consent.

use deskbell_store::{Reader, Tx, params};

use super::{Consent, Consents, Way};
use crate::Result;

pub fn of_client(reader: &mut Reader, client_id: i64) -> Result<Consents> {
    let rows = reader
        .all("SELECT way, given, source, day FROM client_consent WHERE client_id = ?1", params![client_id])?;
    let mut consents = Consents::default();
    for row in &rows {
        let consent = Consent { given: row.get("given")?, source: row.get("source")?, day: row.get("day")? };
        match row.get::<String>("way")?.as_str() {
            "email" => consents.email = Some(consent),
            _ => consents.sms = Some(consent),
        }
    }
    Ok(consents)
}

pub fn write(tx: &mut Tx, client_id: i64, way: Way, consent: Option<&Consent>) -> Result<()> {
    tx.run("DELETE FROM client_consent WHERE client_id = ?1 AND way = ?2", params![client_id, way.code()])?;
    if let Some(consent) = consent {
        tx.run(
            "INSERT INTO client_consent (client_id, way, given, source, day) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![client_id, way.code(), consent.given, consent.source.as_str(), consent.day.as_str()],
        )?;
    }
    Ok(())
}
