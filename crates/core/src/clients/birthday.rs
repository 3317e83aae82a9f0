//! Birthdays: a day with its year, or without where nobody knows it, and when it comes next.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Error, Result, zone};

/// A year that every day of a calendar has, and nobody was born in: it stands for an unknown one.
const LEAP_YEAR: &str = "2000";
/// Firms are older than people, but not this old.
const FIRST_YEAR: i32 = 1800;

/// When a birthday comes next, and how old one is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NextBirthday {
    /// `YYYY-MM-DD`; today, when it is today.
    pub day: String,
    /// Days until then; 0 for today.
    pub in_days: i64,
    /// Whole years now; `None` where the year of birth is not known.
    pub age: Option<i64>,
}

/// A typed birthday in its stored form: `YYYY-MM-DD`, `--MM-DD`, or nothing. Refuses what is no day and what is still
/// to come.
pub fn check(typed: &str, today: &str) -> Result<String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(String::new());
    }
    let wrong = || Error::BadBirthday(typed.to_owned());
    let date = date(typed).ok_or_else(wrong)?;
    let known = !typed.starts_with("--");
    if known && (date.year() < FIRST_YEAR || typed > today) {
        return Err(wrong());
    }
    Ok(typed.to_owned())
}

/// When a stored birthday comes next, seen from a day.
pub fn next(birthday: &str, today: &str) -> Option<NextBirthday> {
    let (born, now) = (date(birthday)?, zone::parse_day(today).ok()?);
    let mut next = in_year(born, now.year())?;
    if next < now {
        next = in_year(born, now.year().checked_add(1)?)?;
    }
    let known = !birthday.starts_with("--");
    let turns = i64::from(next.year()) - i64::from(born.year());
    let age = if next == now { turns } else { turns - 1 };
    Some(NextBirthday {
        day: next.format("%Y-%m-%d").to_string(),
        in_days: (next - now).num_days(),
        age: known.then_some(age.max(0)),
    })
}

fn date(text: &str) -> Option<NaiveDate> {
    let full = match text.strip_prefix("--") {
        Some(day) => format!("{LEAP_YEAR}-{day}"),
        None => text.to_owned(),
    };
    zone::parse_day(&full).ok()
}

/// The birthday in a year; whoever was born on 29 February has it on the last day of February otherwise.
fn in_year(born: NaiveDate, year: i32) -> Option<NaiveDate> {
    born.with_year(year).or_else(|| NaiveDate::from_ymd_opt(year, 2, 28))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(birthday: &str, today: &str) -> Option<(String, i64, Option<i64>)> {
        next(birthday, today).map(|next| (next.day, next.in_days, next.age))
    }

    /// C1: the next birthday and the age, on the day itself, before it and after it.
    #[test]
    fn c1_the_next_birthday_and_the_age() {
        assert_eq!(told("1984-11-20", "2026-11-20"), Some(("2026-11-20".into(), 0, Some(42))));
        assert_eq!(told("1984-11-21", "2026-11-20"), Some(("2026-11-21".into(), 1, Some(41))));
        assert_eq!(told("1984-11-19", "2026-11-20"), Some(("2027-11-19".into(), 364, Some(42))));
        assert_eq!(told("--01-05", "2026-12-31"), Some(("2027-01-05".into(), 5, None)));
        assert_eq!(told("2000-02-29", "2027-02-01"), Some(("2027-02-28".into(), 27, Some(26))));
        assert_eq!(told("--02-29", "2028-02-01"), Some(("2028-02-29".into(), 28, None)));
        assert_eq!(told("", "2026-11-20"), None);
    }

    /// C1: what is no day of any calendar is refused.
    #[test]
    fn c1_a_birthday_is_checked() {
        for right in ["", " 1984-02-29 ", "--02-29", "2026-11-20"] {
            assert_eq!(check(right, "2026-11-20").unwrap(), right.trim());
        }
        for wrong in ["1985-02-29", "--02-30", "2026-11-21", "1700-01-01", "20.11.1984", "--2-3", "---02-03"]
        {
            assert!(check(wrong, "2026-11-20").is_err(), "{wrong}");
        }
    }
}
