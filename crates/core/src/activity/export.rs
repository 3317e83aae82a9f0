//! The log as a table in a file: a line for each field that changed, with the old and the new value (E4).

use std::path::Path;

use fluent_bundle::FluentValue;
use serde_json::Value as Json;

use super::{Field, Filter, List, Row, Shown, list};
use crate::office::Desk;
use crate::sheets::{Cell, Format, Writer};
use crate::words::{self, Language};
use crate::works::Work;
use crate::{Error, Result};

/// Writes what the filter shows, every row of it; how many lines the table has. Errors: `stopped` where it was called off.
pub fn export(desk: &Desk, filter: &Filter, path: &Path, work: Option<&str>) -> Result<i64> {
    let work = Work::begin(desk.office, work);
    let lines = desk.read(|reader| {
        let (general, zone) = desk.general(reader)?;
        let language = general.language;
        let word = |key: &str| words::text(language, key, &[]);
        let titles: Vec<String> = ["at", "who", "what", "thing", "name", "field", "before", "after"]
            .iter()
            .map(|name| word(&format!("change-column-{name}")))
            .collect();
        let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
        let name = word("settings-activity");
        let mut writer = Writer::create(path, Format::of(path, language), &name, &titles)?;
        let mut asked =
            List { filter: Some(filter.clone()), whole: Some(true), limit: Some(500), after: None };
        let mut done = 0;
        loop {
            let page = list(desk, reader, &asked)?;
            for row in &page.rows {
                for cells in lines(row, language, zone) {
                    writer.row(&cells)?;
                }
            }
            done += page.rows.len() as i64;
            work.at(done, 0);
            if work.is_cancelled() {
                return Err(Error::Stopped);
            }
            asked.after = page.next;
            if asked.after.is_none() {
                return writer.finish();
            }
        }
    })?;
    Ok(lines as i64)
}

fn lines(row: &Row, language: Language, zone: chrono_tz::Tz) -> Vec<Vec<Cell<'static>>> {
    let word = |key: &str| words::text(language, key, &[]);
    let dashed = |code: &str| code.replace('_', "-");
    let who = row.employee.as_ref().map_or_else(|| word("change-itself"), |employee| employee.name.clone());
    let what = word(&format!("change-what-{}", dashed(&row.what)));
    let noun = word(&format!("change-noun-{}", dashed(row.noun.code())));
    let name = row.name.as_ref().map_or_else(|| summary(row, language), |name| said(name, language, zone));
    let line = |field: Option<&Field>| {
        let title = field.map(|field| {
            if field.name.is_empty() {
                word(&format!("change-field-{}", dashed(&field.field)))
            } else {
                field.name.clone()
            }
        });
        let value = |value: Option<&Option<Shown>>| match value.and_then(Option::as_ref) {
            None => Cell::Empty,
            Some(Shown::At { at }) => Cell::at(*at, zone),
            Some(Shown::Number { number }) => Cell::Number(*number),
            Some(Shown::Day { day }) => match day.parse() {
                Ok(day) => Cell::Day(day),
                Err(_) => Cell::from(day.clone()),
            },
            Some(other) => Cell::from(said(other, language, zone)),
        };
        vec![
            Cell::at(row.at, zone),
            Cell::from(who.clone()),
            Cell::from(what.clone()),
            Cell::from(noun.clone()),
            Cell::from(name.clone()),
            Cell::from(title.unwrap_or_default()),
            value(field.map(|field| &field.before)),
            value(field.map(|field| &field.after)),
        ]
    };
    if row.fields.is_empty() {
        vec![line(None)]
    } else {
        row.fields.iter().map(|field| line(Some(field))).collect()
    }
}

/// What a deed did it to.
fn summary(row: &Row, language: Language) -> String {
    let Some(noun) = row.summary.get("noun").and_then(Json::as_str) else { return String::new() };
    let count = row.summary.get("count").and_then(Json::as_f64).unwrap_or(1.0);
    let key = format!("deed-things-{}", noun.replace('_', "-"));
    let key = if words::has(language, &key) { key } else { "deed-things-other".to_owned() };
    words::text(language, &key, &[("count", FluentValue::from(count))])
}

/// A value in words.
fn said(value: &Shown, language: Language, zone: chrono_tz::Tz) -> String {
    match value {
        Shown::Text { text } | Shown::Day { day: text } => text.clone(),
        Shown::Number { number } => number.to_string(),
        Shown::At { at } => chrono::DateTime::from_timestamp_millis(*at)
            .map(|at| at.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string())
            .unwrap_or_default(),
        Shown::Flag { on } => words::text(language, if *on { "change-yes" } else { "change-no" }, &[]),
        Shown::Word { key } => words::text(language, key, &[]),
        Shown::List { items } => {
            items.iter().map(|item| said(item, language, zone)).collect::<Vec<_>>().join(", ")
        }
        Shown::Withheld => words::text(language, "change-withheld", &[]),
    }
}
