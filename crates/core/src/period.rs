//! Periods as people say them ("this month", "last week"), and what days they cover: what a saved filter keeps, so that
//! next month it means next month. Days are the office's, so that no hour of daylight saving moves a border.

use chrono::{Datelike, Duration, NaiveDate};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Error, Result, zone};

/// A period by its name, or `own` with its borders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "PeriodPreset")]
pub enum Preset {
    Today,
    UntilToday,
    Tomorrow,
    ThisWeek,
    LastWeek,
    ThisMonth,
    LastMonth,
    ThisYear,
    All,
    Own,
}

/// A period of days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Period {
    pub preset: Preset,
    /// `YYYY-MM-DD`, of `own` alone; absent where there is no border on that side.
    #[serde(default)]
    pub from: Option<String>,
    #[serde(default)]
    pub to: Option<String>,
}

/// The first and the last day of a period; absent where there is no border.
pub type Days = (Option<String>, Option<String>);

impl Period {
    /// The days that the period covers when today is `today`, both borders included. Weeks begin on Monday.
    pub fn days(&self, today: &str) -> Result<Days> {
        let now = zone::parse_day(today)?;
        let monday = shifted(now, -i64::from(now.weekday().num_days_from_monday()))?;
        let between = |from: NaiveDate, to: NaiveDate| Ok((Some(text(from)), Some(text(to))));
        match self.preset {
            Preset::Today => between(now, now),
            Preset::UntilToday => Ok((None, Some(text(now)))),
            Preset::Tomorrow => between(shifted(now, 1)?, shifted(now, 1)?),
            Preset::ThisWeek => between(monday, shifted(monday, 6)?),
            Preset::LastWeek => between(shifted(monday, -7)?, shifted(monday, -1)?),
            Preset::ThisMonth => between(month(now, 0)?, shifted(month(now, 1)?, -1)?),
            Preset::LastMonth => between(month(now, -1)?, shifted(month(now, 0)?, -1)?),
            Preset::ThisYear => {
                Ok((Some(format!("{}-01-01", year(now))), Some(format!("{}-12-31", year(now)))))
            }
            Preset::All => Ok((None, None)),
            Preset::Own => {
                for day in [&self.from, &self.to].into_iter().flatten() {
                    zone::parse_day(day)?;
                }
                Ok((self.from.clone(), self.to.clone()))
            }
        }
    }

    /// The instants that the period spans in a zone: from the first, up to and without the second.
    pub fn span(&self, today: &str, zone: Tz) -> Result<(Option<i64>, Option<i64>)> {
        let (from, to) = self.days(today)?;
        let from = from.map(|day| zone::instant(&day, "", zone)).transpose()?;
        let to = to.map(|day| zone::end_of_day(&day, zone)).transpose()?;
        Ok((from, to))
    }
}

fn text(date: NaiveDate) -> String {
    date.format("%Y-%m-%d").to_string()
}

fn year(date: NaiveDate) -> String {
    date.format("%Y").to_string()
}

fn shifted(date: NaiveDate, days: i64) -> Result<NaiveDate> {
    date.checked_add_signed(Duration::days(days)).ok_or_else(|| Error::InvalidDay(text(date)))
}

/// The first day of the month so many months after that of a day.
fn month(date: NaiveDate, count: i32) -> Result<NaiveDate> {
    let months = date.year() * 12 + date.month0() as i32 + count;
    let first = NaiveDate::from_ymd_opt(months.div_euclid(12), months.rem_euclid(12) as u32 + 1, 1);
    first.ok_or_else(|| Error::InvalidDay(text(date)))
}

#[cfg(test)]
mod tests {
    use super::{Period, Preset};

    fn days(preset: Preset, today: &str) -> String {
        let (from, to) = Period { preset, from: None, to: None }.days(today).unwrap();
        format!("{}..{}", from.unwrap_or_default(), to.unwrap_or_default())
    }

    /// C2: what a saved filter calls "this month" is the month one looks in.
    #[test]
    fn c2_periods_are_those_of_the_day_one_looks() {
        let friday = "2026-11-20";
        assert_eq!(days(Preset::Today, friday), "2026-11-20..2026-11-20");
        assert_eq!(days(Preset::UntilToday, friday), "..2026-11-20");
        assert_eq!(days(Preset::Tomorrow, "2026-12-31"), "2027-01-01..2027-01-01");
        assert_eq!(days(Preset::ThisWeek, friday), "2026-11-16..2026-11-22");
        assert_eq!(days(Preset::LastWeek, "2026-11-16"), "2026-11-09..2026-11-15");
        assert_eq!(days(Preset::ThisMonth, "2028-02-01"), "2028-02-01..2028-02-29");
        assert_eq!(days(Preset::LastMonth, "2027-01-31"), "2026-12-01..2026-12-31");
        assert_eq!(days(Preset::ThisYear, friday), "2026-01-01..2026-12-31");
        assert_eq!(days(Preset::All, friday), "..");
        let own = Period { preset: Preset::Own, from: Some("2026-02-30".to_owned()), to: None };
        assert!(own.days(friday).is_err());
    }

    /// C2: the hour of daylight saving moves no border.
    #[test]
    fn c2_a_day_of_the_clock_change_is_whole() {
        let day = || Some("2026-10-25".to_owned());
        let own = Period { preset: Preset::Own, from: day(), to: day() };
        let (from, to) = own.span("2026-11-20", chrono_tz::Europe::Kyiv).unwrap();
        assert_eq!(to.unwrap() - from.unwrap(), 25 * 3_600_000);
    }
}
