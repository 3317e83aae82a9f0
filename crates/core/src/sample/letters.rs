//! The sample's letters on their way through the intake, with their dates moved to today.

use std::collections::HashMap;

use chrono::{DateTime, Duration};
use chrono_tz::Tz;

use super::SAMPLE;
use crate::letters::{Arrival, Place, Taken, place, raw};
use crate::office::Desk;
use crate::{Error, Result, zone};

/// The story's last letter comes at this time of its base day: before it, the story ends yesterday.
const LAST_LETTER: &str = "10:15";

/// Takes the letters in and gives each one's request by its file name.
pub fn take_in(desk: &Desk, base_day: &str, own: &str, today: &str, tz: Tz) -> Result<HashMap<String, i64>> {
    let mut days = zone::days_between(base_day, today)?;
    if zone::time(desk.now(), tz).as_str() < LAST_LETTER {
        days -= 1;
    }
    let folder = SAMPLE.get_dir("letters").ok_or_else(|| Error::BadData("sample: no letters".to_owned()))?;
    let mut files: Vec<_> =
        folder.files().filter(|file| file.path().extension().is_some_and(|end| end == "eml")).collect();
    files.sort_by_key(|file| file.path().to_owned());
    let mut placed = HashMap::new();
    desk.write(|tx| {
        for file in &files {
            let name =
                file.path().file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let bytes = moved(file.contents(), days);
            let unread = |error: deskbell_mail::letter::Unreadable| Error::Unreadable {
                code: error.code.to_owned(),
                detail: format!("{name}: {}", error.detail),
            };
            let letter = deskbell_mail::letter::read(&bytes).map_err(unread)?;
            let arrival = Arrival {
                place: if name.ends_with(".sent.eml") { Place::Sent } else { Place::Inbox },
                // It came when it was written.
                received_at: letter.date.map_or(desk.now(), |date| date.min(desk.now())),
                seen: false,
                archive_before: None,
                news: false,
                own_address: own.to_owned(),
                sample: true,
            };
            let raw_id = raw::store(tx, raw::pack(&bytes)?)?;
            if let Taken::Placed { request_id, .. } = place(desk, tx, raw_id, &letter, &arrival)? {
                placed.insert(name, request_id);
            }
        }
        Ok(())
    })?;
    Ok(placed)
}

/// The letter with its Date moved by whole days.
fn moved(bytes: &[u8], days: i64) -> Vec<u8> {
    const NAME: &[u8] = b"\r\nDate: ";
    let Some(start) = bytes.windows(NAME.len()).position(|window| window == NAME).map(|at| at + NAME.len())
    else {
        return bytes.to_vec();
    };
    let (head, rest) = bytes.split_at(start.min(bytes.len()));
    let end = rest.windows(2).position(|window| window == b"\r\n").unwrap_or(rest.len());
    let (line, tail) = rest.split_at(end);
    let date = std::str::from_utf8(line).ok().and_then(|line| DateTime::parse_from_rfc2822(line.trim()).ok());
    let shifted = date.and_then(|date| date.checked_add_signed(Duration::try_days(days)?));
    match shifted {
        Some(date) => [head, date.to_rfc2822().as_bytes(), tail].concat(),
        None => bytes.to_vec(),
    }
}
