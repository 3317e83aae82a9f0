//! Reminders as an iCalendar file (K10, RFC 5545), for Thunderbird, Google and whatever else reads one.
//!
//! Each is an event, for Google takes no to-dos. The UID is the reminder's own, so that a file taken in again changes
//! what is there and doubles nothing.

use std::path::Path;

use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use deskbell_store::Reader;
use icalendar::{Alarm, Calendar, Component, Event, EventLike};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Priority, ReminderRow, Repeat, list, sql};
use crate::contacts::Filter;
use crate::office::Desk;
use crate::{Error, Result, beside, categories, settings, words, zone};

/// How long an event with a time is shown: a reminder has no end of its own.
const LENGTH: Duration = Duration::minutes(30);

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportedReminders {
    pub count: i64,
    pub path: String,
}

/// Writes the reminders that a filter finds into a file.
pub fn export(desk: &Desk, reader: &mut Reader, filter: &Filter, path: &Path) -> Result<ExportedReminders> {
    let (count, text) = calendar(desk, reader, filter)?;
    beside::save_bytes(path, text.as_bytes())?;
    Ok(ExportedReminders { count, path: path.display().to_string() })
}

/// The reminders that a filter finds as the text of a calendar, with their number.
pub fn calendar(desk: &Desk, reader: &mut Reader, filter: &Filter) -> Result<(i64, String)> {
    let (general, tz) = desk.general(reader)?;
    let office = settings::value::<String>(reader, "office_id")?.unwrap_or_default();
    let categories = categories::list(reader)?;
    let mut calendar = Calendar::new();
    calendar.name(&general.office_name).timezone(tz);
    let mut count = 0;
    let mut asked = Filter { after: None, limit: Some(500), ..filter.clone() };
    loop {
        let page = list(desk, reader, &asked)?;
        for reminder in &page.rows {
            let category = categories.iter().find(|one| Some(one.id) == reminder.category_id);
            let named = category.map(|category| match &category.code {
                Some(code) if category.name.is_empty() => {
                    words::text(general.language, &format!("category-{}", code.replace('_', "-")), &[])
                }
                _ => category.name.clone(),
            });
            let rule = sql::rule(reader, reminder.id)?.filter(|_| !reminder.done);
            for (mut event, part) in events(reminder, rule, desk.now(), tz)? {
                event.uid(&format!("reminder-{}{part}@{office}.deskbell", reminder.id));
                if let Some(name) = &named {
                    event.categories([name.as_str()]);
                }
                calendar.push(event.done());
            }
            count += 1;
        }
        let Some(next) = page.next else { break };
        asked.after = Some(next);
    }
    Ok((count, calendar.to_string()))
}

/// The reminder's events, each with what its UID has besides the reminder's: one that was put off from the day of its rule
/// is an event of its own, and the rule goes on from its next day.
fn events(
    reminder: &ReminderRow,
    rule: Option<(Repeat, String, String)>,
    now: i64,
    tz: chrono_tz::Tz,
) -> Result<Vec<(Event, &'static str)>> {
    // One that is done was followed by its next, which carries the rule on.
    let Some((repeat, from, on)) = rule else {
        return Ok(vec![(event(reminder, &reminder.day, None, now, tz)?, "")]);
    };
    let rule = self::rule(repeat, zone::parse_day(&from)?);
    if on == reminder.day {
        return Ok(vec![(event(reminder, &on, Some(&rule), now, tz)?, "")]);
    }
    let mut events = vec![(event(reminder, &reminder.day, None, now, tz)?, "")];
    let after = if on > reminder.day { &on } else { &reminder.day };
    if let Some(next) = repeat.next(&from, after, after)? {
        events.push((event(reminder, &next, Some(&rule), now, tz)?, "-next"));
    }
    Ok(events)
}

fn event(reminder: &ReminderRow, on: &str, rule: Option<&str>, now: i64, tz: chrono_tz::Tz) -> Result<Event> {
    let mut event = Event::new();
    event.timestamp(instant(now)?);
    let title = match reminder.who.as_str() {
        "" => reminder.text.clone(),
        who => format!("{who}: {}", reminder.text),
    };
    event.summary(&title);
    let facts: Vec<&str> = [reminder.phone.as_str(), &reminder.email, &reminder.city]
        .into_iter()
        .filter(|fact| !fact.is_empty())
        .collect();
    if !facts.is_empty() {
        event.description(&facts.join("\n"));
    }
    event.priority(match reminder.priority {
        Priority::High => 1,
        Priority::Normal => 5,
        Priority::Low => 9,
    });
    // Neither is anybody busy then.
    event.add_property("TRANSP", "TRANSPARENT");
    let day = zone::parse_day(on)?;
    match &reminder.time {
        None => {
            // Without an end it is the one day (RFC 5545, 3.6.1).
            event.starts(day);
        }
        // One that comes again keeps its time on the dial when the clocks change, so it floats (RFC 5545, 3.3.5, form 1)
        // in the calendar's zone; a single one is an instant.
        Some(time) if rule.is_some() => {
            let start = NaiveDateTime::new(day, zone::parse_time(time)?);
            event.starts(start).ends(start + LENGTH);
        }
        Some(time) => {
            let start = instant(zone::instant(on, time, tz)?)?;
            event.starts(start).ends(start + LENGTH);
        }
    }
    if let Some(rule) = rule {
        event.add_property("RRULE", rule);
    }
    if !reminder.done {
        event.alarm(Alarm::display(&title, Duration::zero()));
    }
    Ok(event)
}

/// The rule as RFC 5545 (3.3.10) says it. A day that a month may lack is its last one then, as here: the last of those
/// that there are. `day` is the one with which the rule began: where it stands now may be a short month's last.
fn rule(repeat: Repeat, day: chrono::NaiveDate) -> String {
    use chrono::Datelike;
    let (month, date) = (day.month(), day.day());
    let days = |last: u32| (28..=last).map(|date| date.to_string()).collect::<Vec<_>>().join(",");
    match repeat {
        Repeat::Daily => "FREQ=DAILY".to_owned(),
        Repeat::Weekly => "FREQ=WEEKLY".to_owned(),
        Repeat::Monthly if date > 28 => format!("FREQ=MONTHLY;BYMONTHDAY={};BYSETPOS=-1", days(date)),
        Repeat::Monthly => "FREQ=MONTHLY".to_owned(),
        Repeat::Yearly if month == 2 && date == 29 => {
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1".to_owned()
        }
        Repeat::Yearly => "FREQ=YEARLY".to_owned(),
    }
}

fn instant(at: i64) -> Result<DateTime<Utc>> {
    DateTime::from_timestamp_millis(at).ok_or_else(|| Error::BadData(format!("instant {at}")))
}
