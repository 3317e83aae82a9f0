//! SQL of logging in.

use deskbell_store::{Reader, Tx, params};

use crate::Result;

/// The active employee of a login, with the hash of the password where there is one. The sample's employees are nobody who
/// logs in, unless they were given a password: their logins are known to everybody.
pub fn password(reader: &mut Reader, login: &str) -> Result<Option<(i64, Option<String>)>> {
    let row = reader.maybe(
        "SELECT id, password_hash FROM employee
         WHERE active = 1 AND login = ?1 AND (sample = 0 OR password_hash IS NOT NULL)",
        params![login],
    )?;
    row.map(|row| Ok((row.get("id")?, row.get("password_hash")?))).transpose()
}

/// How often a login was tried in vain, and when last.
pub fn attempts(reader: &mut Reader, login: &str) -> Result<Option<(i64, i64)>> {
    let row = reader.maybe("SELECT failures, at FROM login_attempt WHERE login = ?1", params![login])?;
    row.map(|row| Ok((row.get("failures")?, row.get("at")?))).transpose()
}

pub fn set_attempts(tx: &mut Tx, login: &str, failures: i64, at: i64) -> Result<()> {
    tx.run(
        "INSERT INTO login_attempt (login, failures, at) VALUES (?1, ?2, ?3)
         ON CONFLICT (login) DO UPDATE SET failures = excluded.failures, at = excluded.at",
        params![login, failures, at],
    )?;
    Ok(())
}

pub fn forget(tx: &mut Tx, login: &str) -> Result<()> {
    tx.run("DELETE FROM login_attempt WHERE login = ?1", params![login])?;
    Ok(())
}

pub fn forget_before(tx: &mut Tx, at: i64) -> Result<()> {
    tx.run("DELETE FROM login_attempt WHERE at < ?1", params![at])?;
    Ok(())
}
