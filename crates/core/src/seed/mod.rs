//! Fills an office with invented data for measurements: many requests, clients and reminders, in a shape that a long
//! life gives an office (a few hundred open requests, the rest closed).

mod sql;

use serde::Serialize;

use crate::office::Desk;
use crate::{Result, employees, settings};

/// How much.
#[derive(Debug, Clone, Copy, Default)]
pub struct Amounts {
    pub requests: i64,
    pub clients: i64,
    pub reminders: i64,
    pub contacts: i64,
}

/// What is there now.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Seeded {
    pub requests: i64,
    pub clients: i64,
    pub reminders: i64,
    pub contacts: i64,
}

const BATCH: i64 = 20_000;

/// Adds so many of each.
pub fn seed(desk: &Desk, amounts: Amounts) -> Result<Seeded> {
    let (me, zone, known) = desk.read(|reader| {
        let me = employees::first(reader)?.ok_or(crate::Error::NotLoggedIn)?.id;
        Ok((me, desk.general(reader)?.1, sql::clients(reader)?))
    })?;
    let clients = known + amounts.clients;
    let now = desk.now();
    let today = crate::zone::day(now, zone);
    for (noun, most) in [
        ("client", amounts.clients),
        ("request", amounts.requests),
        ("contact", amounts.contacts),
        ("reminder", amounts.reminders),
    ] {
        let mut from = 0;
        while from < most {
            let to = (from + BATCH).min(most);
            desk.bulk(|tx| {
                for index in from..to {
                    match noun {
                        "client" => sql::client(tx, index, now, me)?,
                        "request" => sql::request(tx, index, most, clients, now, me)?,
                        "contact" => sql::contact(tx, index, clients, now, me)?,
                        _ => {
                            let day = crate::zone::add_days(&today, index % 700 - 350)?;
                            sql::reminder(tx, &day, index, clients, me)?
                        }
                    }
                }
                tx.record("setting", 0, "seeded", None, Some(settings::json(&(noun, to))?))?;
                Ok(())
            })?;
            from = to;
        }
    }
    desk.write(sql::analyze)?;
    let Amounts { requests, clients, reminders, contacts } = amounts;
    Ok(Seeded { requests, clients, reminders, contacts })
}
