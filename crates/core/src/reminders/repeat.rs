//! Reminders that come again (K4). Every day of a rule is counted from the day it began with, so that the 31st is the
//! last day of a short month and the 31st again in the next long one, and the 29th of February comes back.

use chrono::{Datelike, Days, Months, NaiveDate};
use deskbell_store::Tx;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ReminderFields, ReminderRow, sql};
use crate::office::Desk;
use crate::{Result, settings, zone};

/// How often a reminder comes again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Repeat {
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

impl Repeat {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Daily => "daily",
            Self::Weekly => "weekly",
            Self::Monthly => "monthly",
            Self::Yearly => "yearly",
        }
    }

    pub(super) fn of(code: &str) -> Option<Self> {
        match code {
            "daily" => Some(Self::Daily),
            "weekly" => Some(Self::Weekly),
            "monthly" => Some(Self::Monthly),
            "yearly" => Some(Self::Yearly),
            _ => None,
        }
    }

    /// The day `count` steps after the first.
    fn day(self, first: NaiveDate, count: u32) -> Option<NaiveDate> {
        match self {
            Self::Daily => first.checked_add_days(Days::new(u64::from(count))),
            Self::Weekly => first.checked_add_days(Days::new(7 * u64::from(count))),
            Self::Monthly => first.checked_add_months(Months::new(count)),
            Self::Yearly => first.checked_add_months(Months::new(count.checked_mul(12)?)),
        }
    }

    /// A count of steps that lies before or on the first one after `day`, so that no rule is walked from its beginning.
    fn near(self, first: NaiveDate, day: NaiveDate) -> u32 {
        let days = (day - first).num_days().max(0);
        // A month has at most 31 days and a year at most 366: fewer steps than there are, never more.
        let step = match self {
            Self::Daily => 1,
            Self::Weekly => 7,
            Self::Monthly => 31,
            Self::Yearly => 366,
        };
        u32::try_from(days / step).unwrap_or(u32::MAX).saturating_sub(1)
    }

    /// The first day of the rule that began on `first` which comes after `after` and not before `earliest`; none where
    /// the calendar of four-digit years ends.
    pub fn next(self, first: &str, after: &str, earliest: &str) -> Result<Option<String>> {
        let (first, after) = (zone::parse_day(first)?, zone::parse_day(after)?);
        let earliest = zone::parse_day(earliest)?;
        let mut count = self.near(first, after.max(earliest));
        loop {
            match self.day(first, count) {
                Some(day) if day > after && day >= earliest => {
                    return Ok((day.year() <= 9999).then(|| day.format("%Y-%m-%d").to_string()));
                }
                Some(_) => count += 1,
                None => return Ok(None),
            }
        }
    }
}

/// Makes the reminder that follows one that was done, once: whoever marks it done a second time finds it made. What was
/// missed meanwhile is not made up for; the first that is still to come is.
pub(super) fn follow(desk: &Desk, tx: &mut Tx, done: &ReminderRow) -> Result<()> {
    let Some((repeat, first, on)) = sql::rule(tx, done.id)? else { return Ok(()) };
    if sql::following(tx, done.id)?.is_some() {
        return Ok(());
    }
    let today = super::today(desk, tx)?;
    let after = if on > done.day { &on } else { &done.day };
    let Some(day) = repeat.next(&first, after, &today)? else { return Ok(()) };
    let fields = copy(done, &day);
    let employee_id = done.employee.as_ref().map_or_else(|| desk.me(), |employee| Ok(employee.id))?;
    let id = sql::insert(tx, done.contact_id, done.client_id, done.request_id, employee_id, &fields)?;
    sql::set_rule(tx, id, Some(repeat), &first, &day)?;
    sql::set_previous(tx, id, done.id)?;
    tx.record("reminder", id, "created", None, Some(settings::json(&fields)?))?;
    Ok(())
}

/// Takes back the reminder that followed one which is not done after all. One that somebody did or changed since stays:
/// it is their own by now, and no second is made beside it. The one that is gone.
pub(super) fn unfollow(desk: &Desk, tx: &mut Tx, open: &ReminderRow) -> Result<Option<i64>> {
    let Some(id) = sql::following(tx, open.id)? else { return Ok(None) };
    let next = super::in_full(desk, tx, id)?;
    let made = sql::rule(tx, id)?.is_some_and(|(_, _, on)| on == next.day);
    let same = next.text == open.text
        && next.time == open.time
        && next.category_id == open.category_id
        && next.priority == open.priority
        && next.employee == open.employee
        && next.client_id == open.client_id
        && next.repeat == open.repeat;
    if next.done || !made || !same {
        return Ok(None);
    }
    super::remove(desk, tx, id)?;
    Ok(Some(id))
}

fn copy(done: &ReminderRow, day: &str) -> ReminderFields {
    ReminderFields {
        day: day.to_owned(),
        time: done.time.clone(),
        text: done.text.clone(),
        category_id: done.category_id,
        priority: done.priority,
        employee_id: done.employee.as_ref().map(|employee| employee.id),
        repeat: done.repeat,
    }
}

#[cfg(test)]
mod tests {
    use super::Repeat::{self, Daily, Monthly, Weekly, Yearly};

    fn run(repeat: Repeat, first: &str, count: usize) -> Vec<String> {
        let mut days = vec![first.to_owned()];
        for _ in 0..count {
            let last = days.last().unwrap().clone();
            days.push(repeat.next(first, &last, &last).unwrap().unwrap());
        }
        days
    }

    fn next(repeat: Repeat, first: &str, after: &str, earliest: &str) -> String {
        repeat.next(first, after, earliest).unwrap().unwrap()
    }

    /// K4: the 31st is the last day of a short month, and does not stay there.
    #[test]
    fn k4_month_ends_do_not_drift() {
        assert_eq!(
            run(Monthly, "2027-01-31", 4),
            ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31"]
        );
        assert_eq!(run(Monthly, "2028-01-30", 2), ["2028-01-30", "2028-02-29", "2028-03-30"]);
        assert_eq!(run(Monthly, "2026-12-15", 1), ["2026-12-15", "2027-01-15"]);
    }

    /// K4: the 29th of February is the 28th in common years and comes back in the leap year; 2100 is a common one.
    #[test]
    fn k4_leap_days_come_back() {
        assert_eq!(
            run(Yearly, "2028-02-29", 4),
            ["2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"]
        );
        assert_eq!(next(Yearly, "2096-02-29", "2099-03-01", "2099-03-01"), "2100-02-28");
        assert_eq!(run(Daily, "2028-02-28", 2), ["2028-02-28", "2028-02-29", "2028-03-01"]);
        assert_eq!(run(Weekly, "2026-12-28", 1), ["2026-12-28", "2027-01-04"]);
    }

    /// K4: long missed, it comes next when it is next due, not once for every time that was missed.
    #[test]
    fn k4_what_was_missed_does_not_pile_up() {
        assert_eq!(next(Daily, "2016-01-01", "2016-01-01", "2026-11-20"), "2026-11-20");
        assert_eq!(next(Weekly, "2026-11-02", "2026-11-02", "2026-11-20"), "2026-11-23");
        assert_eq!(next(Monthly, "1999-08-31", "2026-10-31", "2026-11-20"), "2026-11-30");
        assert_eq!(next(Yearly, "1904-02-29", "2026-02-28", "2026-11-20"), "2027-02-28");
        assert_eq!(Yearly.next("9999-01-01", "9999-01-01", "2026-11-20").unwrap(), None);
    }
}
