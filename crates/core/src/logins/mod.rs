//! Logging in: passwords are checked here and nowhere else, and wrong ones slow down (E1, E3).

mod sql;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use deskbell_store::Tx;

use crate::office::Desk;
use crate::{Error, Office, Result, employees};

/// The shortest password that is taken.
pub const LEAST: usize = 6;
/// The longest: beyond it only the machine would be kept busy.
const MOST: usize = 200;
/// The longest wait after wrong passwords.
const MOST_SECONDS: i64 = 15 * 60;
/// After so long without an attempt nothing is held against a login.
const FORGOTTEN: i64 = 24 * 60 * 60 * 1000;
/// What a password is compared with where there is no such login, so that the answer takes as long: no password fits it.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// The hash that is stored for a password: Argon2id (RFC 9106) with a salt of its own, as a PHC string.
///
/// # Errors
/// The password is too short or too long.
pub fn hash(password: &str) -> Result<String> {
    if password.chars().count() < LEAST {
        return Err(Error::PasswordTooShort { least: LEAST as i64 });
    }
    if password.len() > MOST {
        return Err(Error::TooLong { field: "password", most: MOST as i64 });
    }
    let hash: PasswordHash = Argon2::default()
        .hash_password(password.as_bytes())
        .map_err(|error| Error::BadData(format!("password: {error}")))?;
    Ok(hash.to_string())
}

/// Whether a password is the one of a stored hash.
fn fits(password: &str, hash: &str) -> bool {
    password.len() <= MOST
        && PasswordHash::new(hash)
            .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

/// How many seconds a login waits after so many wrong passwords: twice as long each time.
fn seconds(failures: i64) -> i64 {
    match failures {
        ..=0 => 0,
        1..=10 => (1_i64 << (failures - 1)).min(MOST_SECONDS),
        _ => MOST_SECONDS,
    }
}

/// Checks a login and its password; gives the employee's id. An employee without a password is let in without one.
///
/// # Errors
/// [`Error::LoginSlowed`] before the time is over, without looking at the password; [`Error::LoginRefused`] where they
/// do not fit, with the seconds until the next try.
pub fn log_in(office: &Office, login: &str, password: &str) -> Result<i64> {
    let id = check(office, login, password)?;
    let desk = Desk { office, employee_id: Some(id), rights: Vec::new() };
    desk.write(|tx| Ok(tx.record("session", id, "logged_in", None, None)?))?;
    Ok(id)
}

/// As [`log_in`], for somebody who sits at the desk already and is asked once more.
pub fn check(office: &Office, login: &str, password: &str) -> Result<i64> {
    let login = employees::login_key(login);
    let desk = office.desk();
    let failures = desk.write(|tx| count(tx, &login, desk.now()))?;
    let found = desk.read(|reader| sql::password(reader, &login))?;
    let id = match found {
        Some((id, Some(hash))) => fits(password, &hash).then_some(id),
        Some((id, None)) => password.is_empty().then_some(id),
        None => Some(0).filter(|_| fits(password, NOBODY)),
    };
    match id {
        Some(id) if id != 0 => {
            desk.write(|tx| sql::forget(tx, &login))?;
            Ok(id)
        }
        _ => Err(Error::LoginRefused { seconds: seconds(failures) }),
    }
}

/// Counts an attempt before its password is looked at, so that many at once do not get by; gives how many there were.
fn count(tx: &mut Tx, login: &str, now: i64) -> Result<i64> {
    sql::forget_before(tx, now - FORGOTTEN)?;
    let (failures, at) = sql::attempts(tx, login)?.unwrap_or((0, now));
    // A clock that was set back must not lock anybody out for as long.
    let since = if now < at { i64::MAX } else { now - at };
    let wait = seconds(failures) * 1000;
    if since < wait {
        return Err(Error::LoginSlowed { seconds: (wait - since + 999) / 1000 });
    }
    sql::set_attempts(tx, login, failures + 1, now)?;
    Ok(failures + 1)
}

/// Gives an employee a new password that nobody had to think up, for whoever has the data folder in their hands (E3). The
/// wait after wrong ones is over with it.
pub fn reset(office: &Office, login: &str) -> Result<String> {
    // Without what is mistaken for something else.
    const SIGNS: &[u8] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut bytes = [0_u8; 12];
    getrandom::fill(&mut bytes).map_err(|error| Error::BadData(format!("password: {error}")))?;
    let password: String = bytes
        .iter()
        .filter_map(|byte| SIGNS.get(usize::from(*byte) % SIGNS.len()))
        .map(|sign| char::from(*sign))
        .collect();
    let login = employees::login_key(login);
    let hash = hash(&password)?;
    office.desk().write(|tx| {
        let employee = employees::by_login(tx, &login)?.ok_or(Error::NoSuchLogin { login: login.clone() })?;
        employees::store_password(tx, employee.id, Some(&hash))?;
        sql::forget(tx, &login)
    })?;
    Ok(password)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn e1_a_password_is_kept_as_argon2id() {
        let hash = hash("сезам, відчинись").unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(fits("сезам, відчинись", &hash) && !fits("сезам, відчинися", &hash) && !fits("", &hash));
        assert_ne!(hash, super::hash("сезам, відчинись").unwrap(), "each has a salt of its own");
        assert!(PasswordHash::new(NOBODY).is_ok());
        assert!(super::hash("сезам").is_err() && super::hash(&"a".repeat(201)).is_err());
    }

    #[test]
    fn e3_each_wrong_password_waits_twice_as_long() {
        assert_eq!([0, 1, 2, 3, 10, 11, 99].map(seconds), [0, 1, 2, 4, 512, 900, 900]);
    }
}
