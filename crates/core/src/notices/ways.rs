//! By which ways each employee wants to be told of what, and the hours in which desktop and e-mail keep silent (N1).

use chrono::Datelike;
use chrono_tz::Tz;
use deskbell_store::{Reader, Tx};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Kind, sql};
use crate::employees::Right;
use crate::office::Desk;
use crate::settings::parts::{self, Part};
use crate::{Error, Result, clients, employees, settings, zone};

/// The ways of one event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "NoticeWays")]
pub struct Ways {
    pub event: Kind,
    /// The list of notices in the window.
    pub window: bool,
    pub desktop: bool,
    pub email: bool,
}

impl Ways {
    /// Whether there is any way at all.
    pub(super) fn any(&self) -> bool {
        self.window || self.desktop || self.email
    }

    /// As it is before an employee chooses: the window and the desktop tell of everything, except that silence of a
    /// client interrupts nobody; letters go to nobody who did not ask for them.
    fn usual(event: Kind) -> Self {
        Self { event, window: true, desktop: event != Kind::NoReply, email: false }
    }
}

/// Hours in which desktop and e-mail keep silent, by the office's clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "QuietHours")]
pub struct Quiet {
    /// `HH:MM`.
    pub from: String,
    /// `HH:MM`; before `from` it is the next day's.
    pub to: String,
    /// On which days they begin: 1 for Monday, 7 for Sunday.
    pub days: Vec<u8>,
    /// Days that are quiet from midnight to midnight.
    pub whole: Vec<u8>,
}

impl Quiet {
    /// Whether an instant is in these hours.
    pub fn holds(&self, at: i64, tz: Tz) -> bool {
        let Ok(date) = zone::parse_day(&zone::day(at, tz)) else { return false };
        let today = date.weekday().number_from_monday() as u8;
        let yesterday = if today == 1 { 7 } else { today - 1 };
        if self.whole.contains(&today) {
            return true;
        }
        let time = zone::time(at, tz);
        let begins = self.days.contains(&today);
        match self.from.cmp(&self.to) {
            std::cmp::Ordering::Less => begins && self.from <= time && time < self.to,
            std::cmp::Ordering::Equal => begins,
            std::cmp::Ordering::Greater => {
                (begins && time >= self.from) || (self.days.contains(&yesterday) && time < self.to)
            }
        }
    }
}

/// What an employee chose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(optional_fields = nullable)]
pub struct MyNotices {
    /// One for each event that can concern them.
    pub ways: Vec<Ways>,
    pub quiet: Option<Quiet>,
    /// Where their letters go: the address that the office has of them.
    pub email: String,
}

/// The ways of an event for an employee.
pub(super) fn of(reader: &mut Reader, employee_id: i64, kind: Kind) -> Result<Ways> {
    Ok(sql::ways(reader, employee_id, kind)?.unwrap_or_else(|| Ways::usual(kind)))
}

/// The hours of an employee.
pub(super) fn quiet(reader: &mut Reader, employee_id: i64) -> Result<Option<Quiet>> {
    sql::quiet(reader, employee_id)
}

/// What whoever sits here chose.
pub fn mine(desk: &Desk, reader: &mut Reader) -> Result<MyNotices> {
    let me = desk.me()?;
    let mut ways = Vec::new();
    for kind in Kind::CHOSEN {
        if concerns(desk, reader, kind)? {
            ways.push(of(reader, me, kind)?);
        }
    }
    Ok(MyNotices { ways, quiet: quiet(reader, me)?, email: employees::me(desk, reader)?.email })
}

/// Whether an event can come to whoever sits here: not what is switched off, and not what others look after.
fn concerns(desk: &Desk, reader: &mut Reader, kind: Kind) -> Result<bool> {
    match kind {
        Kind::Reminder => parts::is_on(reader, Part::ClientInteraction),
        Kind::MailingFinished => {
            Ok(desk.may(Right::SendMailings) && parts::is_on(reader, Part::MassMailing)?)
        }
        Kind::SyncFailed => Ok(desk.may(Right::ManageSettings)),
        _ => Ok(true),
    }
}

/// Stores what whoever sits here chose. Events that are not named stay as they are.
pub fn update_mine(desk: &Desk, tx: &mut Tx, new: &MyNotices) -> Result<MyNotices> {
    let me = desk.me()?;
    let email = new.email.trim().to_lowercase();
    if !email.is_empty() && !clients::looks_like_address(&email) {
        return Err(Error::BadEmail(email));
    }
    let quiet = new.quiet.as_ref().map(checked).transpose()?;
    let before = mine(desk, tx)?;
    for ways in &new.ways {
        sql::set_ways(tx, me, &Ways { event: ways.event.chosen_as(), ..*ways })?;
    }
    sql::set_quiet(tx, me, quiet.as_ref())?;
    if email != before.email {
        employees::set_my_email(desk, tx, &email)?;
    }
    let after = mine(desk, tx)?;
    if after != before {
        let json = |mine: &MyNotices| settings::json(mine);
        tx.record("notice_way", me, "updated", Some(json(&before)?), Some(json(&after)?))?;
    }
    Ok(after)
}

fn checked(quiet: &Quiet) -> Result<Quiet> {
    zone::parse_time(&quiet.from)?;
    zone::parse_time(&quiet.to)?;
    let days = |given: &[u8]| -> Result<Vec<u8>> {
        if given.iter().any(|day| !(1..=7).contains(day)) {
            return Err(Error::BadRequest("days of the week are 1 to 7".to_owned()));
        }
        let mut days = given.to_vec();
        days.sort_unstable();
        days.dedup();
        Ok(days)
    };
    Ok(Quiet { days: days(&quiet.days)?, whole: days(&quiet.whole)?, ..quiet.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(day: &str, time: &str) -> i64 {
        zone::instant(day, time, chrono_tz::Europe::Kyiv).unwrap()
    }

    /// N1: hours over midnight belong to the day on which they begin; days can be quiet as a whole.
    #[test]
    fn n1_quiet_hours_over_midnight_and_whole_days() {
        let quiet = Quiet {
            from: "19:00".to_owned(),
            to: "09:00".to_owned(),
            days: vec![1, 2, 3, 4, 5],
            whole: vec![7],
        };
        let holds = |day: &str, time: &str| quiet.holds(at(day, time), chrono_tz::Europe::Kyiv);
        // 20 November 2026 is a Friday.
        assert!(!holds("2026-11-20", "18:59"));
        assert!(holds("2026-11-20", "19:00"));
        assert!(holds("2026-11-21", "08:59"), "Friday's night ends on Saturday");
        assert!(!holds("2026-11-21", "09:00"));
        assert!(!holds("2026-11-21", "23:00"), "none begin on Saturday");
        assert!(holds("2026-11-22", "12:00"), "Sunday as a whole");
        assert!(!holds("2026-11-23", "03:00"), "and Monday's night belongs to Sunday's list");
        assert!(holds("2026-11-23", "19:30"));
    }

    /// N1: both nights of a change of the clock are quiet from their beginning to their end on the dial.
    #[test]
    fn n1_quiet_hours_over_a_change_of_the_clock() {
        let every = vec![1, 2, 3, 4, 5, 6, 7];
        let quiet = Quiet { from: "03:30".to_owned(), to: "04:30".to_owned(), days: every, whole: vec![] };
        let kyiv = chrono_tz::Europe::Kyiv;
        let spring = at("2026-03-29", "04:00");
        assert!(!quiet.holds(spring - 1, kyiv), "02:59, and 03:30 does not come");
        assert!(quiet.holds(spring, kyiv));
        assert!(!quiet.holds(spring + 30 * 60_000, kyiv));
        let autumn = at("2026-10-25", "03:30");
        assert!(quiet.holds(autumn, kyiv));
        assert!(!quiet.holds(autumn + 30 * 60_000, kyiv), "03:00 for the second time");
        assert!(quiet.holds(autumn + 60 * 60_000, kyiv), "03:30 for the second time");
    }
}
