//! The words of a notice outside of the window, from the same messages that the window shows.

use chrono_tz::Tz;
use fluent_bundle::FluentValue;

use super::Kind;
use super::centre::NoticeRow;
use crate::words::{Language, sentence, text};
use crate::zone;

/// One line that says what happened.
pub fn title(language: Language, row: &NoticeRow) -> String {
    let say = |key: &str, values: &[(&str, FluentValue)]| text(language, key, values);
    let who = match (row.who.as_str(), row.event) {
        ("", Kind::Reminder) => say("contacts-no-client", &[]),
        ("", _) => say("notice-number", &[("number", row.number.as_str().into())]),
        (who, _) => who.to_owned(),
    };
    let key = match row.event {
        Kind::Approval if row.approved == Some(false) => "notice-declined".to_owned(),
        Kind::Mention if row.by.is_none() => "notice-mention-plain".to_owned(),
        event => format!("notice-{}", event.code().replace('_', "-")),
    };
    let values = [
        ("who", who.into()),
        ("days", row.days.unwrap_or(0).into()),
        ("by", row.by.clone().unwrap_or_default().into()),
        ("name", row.what.as_str().into()),
    ];
    say(&key, &values)
}

/// What more there is to say, a line each; empty where the title says it all.
pub fn body(language: Language, tz: Tz, row: &NoticeRow) -> String {
    let say = |key: &str, values: &[(&str, FluentValue)]| text(language, key, values);
    let mut lines = Vec::new();
    match row.event {
        Kind::MailingFinished => {
            let values = [("sent", row.sent.unwrap_or(0).into()), ("failed", row.failed.unwrap_or(0).into())];
            lines.push(say("notice-mailing-counts", &values));
        }
        Kind::SyncFailed => lines.extend(row.error.as_ref().map(|error| sentence(language, error))),
        _ => lines.push(row.what.clone()),
    }
    if let Some(deadline) = row.deadline {
        let when = format!("{} {}", date(deadline, tz), zone::time(deadline, tz));
        lines.push(say("notice-deadline", &[("when", when.into())]));
    }
    lines.push(crate::letters::snippet(&row.text, 200));
    lines.retain(|line| !line.trim().is_empty());
    lines.join("\n")
}

/// A day as people here write it.
pub(super) fn date(at: i64, tz: Tz) -> String {
    let day = zone::day(at, tz);
    zone::parse_day(&day).map(|date| date.format("%d.%m.%Y").to_string()).unwrap_or(day)
}
