//! Calendar days of the office's zone, between instants and what people call a day.

use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use chrono::{Datelike, Duration, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone};
pub use chrono_tz::Tz;

use crate::{Error, Result};

/// The zone of a settings value; an empty one is the system's, UTC where the system does not tell.
pub fn zone(name: &str) -> Result<Tz> {
    if name.is_empty() {
        return Ok(system());
    }
    name.parse().map_err(|_| Error::InvalidZone(name.to_owned()))
}

/// The system's zone. It is looked up anew each second: a computer travels, and every letter asks.
fn system() -> Tz {
    static KNOWN: Mutex<Option<(Instant, Tz)>> = Mutex::new(None);
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    match *known {
        Some((asked, zone)) if asked.elapsed() < std::time::Duration::from_secs(1) => zone,
        _ => {
            let zone =
                iana_time_zone::get_timezone().ok().and_then(|name| name.parse().ok()).unwrap_or(Tz::UTC);
            *known = Some((Instant::now(), zone));
            zone
        }
    }
}

/// The day, `YYYY-MM-DD`, on which an instant falls in the zone.
pub fn day(at: i64, zone: Tz) -> String {
    local(at, zone).format("%Y-%m-%d").to_string()
}

/// The time of day, `HH:MM`, of an instant in the zone.
pub fn time(at: i64, zone: Tz) -> String {
    local(at, zone).format("%H:%M").to_string()
}

/// The calendar year of an instant in the zone.
pub fn year(at: i64, zone: Tz) -> i32 {
    local(at, zone).year()
}

/// Minutes east of UTC at an instant.
pub fn offset_minutes(at: i64, zone: Tz) -> i32 {
    match zone.timestamp_millis_opt(at) {
        LocalResult::Single(when) | LocalResult::Ambiguous(when, _) => {
            when.offset().fix().local_minus_utc() / 60
        }
        LocalResult::None => 0,
    }
}

/// The instant of a day and time in the zone. An hour that the spring change leaves out counts as the first
/// instant after it; an hour that comes twice counts as the first of the two.
pub fn instant(day: &str, time: &str, zone: Tz) -> Result<i64> {
    let time = if time.is_empty() { NaiveTime::MIN } else { parse_time(time)? };
    of_date(parse_day(day)?, time, zone)
}

fn of_date(date: NaiveDate, time: NaiveTime, zone: Tz) -> Result<i64> {
    let mut wanted = NaiveDateTime::new(date, time);
    for _ in 0..200 {
        match zone.from_local_datetime(&wanted) {
            LocalResult::Single(when) | LocalResult::Ambiguous(when, _) => return Ok(when.timestamp_millis()),
            LocalResult::None => wanted += Duration::minutes(1),
        }
    }
    Err(Error::InvalidDay(date.to_string()))
}

/// The first instant of the day after `day`.
pub fn end_of_day(day: &str, zone: Tz) -> Result<i64> {
    let next = parse_day(day)?.succ_opt().ok_or_else(|| Error::InvalidDay(day.to_owned()))?;
    of_date(next, NaiveTime::MIN, zone)
}

/// A day moved by whole days.
pub fn add_days(day: &str, days: i64) -> Result<String> {
    let moved = Duration::try_days(days).and_then(|span| parse_day(day).ok()?.checked_add_signed(span));
    moved.map(|date| date.format("%Y-%m-%d").to_string()).ok_or_else(|| Error::InvalidDay(day.to_owned()))
}

/// Whole days from one day to another; negative when `to` lies before `from`.
pub fn days_between(from: &str, to: &str) -> Result<i64> {
    Ok((parse_day(to)? - parse_day(from)?).num_days())
}

/// Refuses what is not `YYYY-MM-DD`.
pub fn parse_day(day: &str) -> Result<NaiveDate> {
    let date = NaiveDate::parse_from_str(day, "%Y-%m-%d").map_err(|_| Error::InvalidDay(day.to_owned()))?;
    // Days are compared as text, so only one writing of each may be stored, and no year but of four digits.
    if day.len() == 10 && date.format("%Y-%m-%d").to_string() == day {
        Ok(date)
    } else {
        Err(Error::InvalidDay(day.to_owned()))
    }
}

/// Refuses an instant that lies in no year between 1970 and 9999.
pub fn check_instant(at: i64, field: &str) -> Result<()> {
    const LAST: i64 = 253_402_300_799_999;
    if (0..=LAST).contains(&at) {
        Ok(())
    } else {
        Err(Error::BadRequest(format!("{field} is not an instant")))
    }
}

/// Refuses what is not `HH:MM`.
pub fn parse_time(time: &str) -> Result<NaiveTime> {
    let parsed = NaiveTime::parse_from_str(time, "%H:%M").map_err(|_| Error::InvalidDay(time.to_owned()))?;
    if parsed.format("%H:%M").to_string() == time {
        Ok(parsed)
    } else {
        Err(Error::InvalidDay(time.to_owned()))
    }
}

fn local(at: i64, zone: Tz) -> NaiveDateTime {
    match zone.timestamp_millis_opt(at) {
        LocalResult::Single(when) | LocalResult::Ambiguous(when, _) => when.naive_local(),
        LocalResult::None => NaiveDateTime::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// K2: a reminder in the hour that the spring change leaves out fires when the clocks have moved.
    #[test]
    fn k2_the_missing_hour_of_spring_is_the_first_minute_after_it() {
        let kyiv = zone("Europe/Kyiv").unwrap();
        assert_eq!(time(instant("2026-03-29", "03:30", kyiv).unwrap(), kyiv), "04:00");
        assert_eq!(day(instant("2026-11-20", "", kyiv).unwrap(), kyiv), "2026-11-20");
    }

    #[test]
    fn only_one_writing_of_a_day_is_taken() {
        assert!(parse_day("2026-2-3").is_err());
        assert!(parse_day("2026-02-30").is_err());
        assert!(parse_day("+12026-02-03").is_err());
        assert!(parse_day("-0001-02-03").is_err());
        assert!(end_of_day("9999-12-31", Tz::UTC).is_ok());
        assert!(parse_time("7:05").is_err());
        assert_eq!(add_days("2028-02-28", 1).unwrap(), "2028-02-29");
        assert_eq!(days_between("2026-10-24", "2026-10-26").unwrap(), 2);
    }
}
