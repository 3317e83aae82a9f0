//! Notices on the desktop (N1): one path for all. What waits for whoever sits here is taken from the office, gathered
//! there where there is much of it, and shown; a click opens the thing, a reminder's buttons put its bell off (K7).

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use deskbell_api::{Api, OpenPlace};
use deskbell_core::notices::{self, NoticeRow, Shown, body, title};
use deskbell_core::settings;
use deskbell_core::words::{Language, text};
use deskbell_core::{Error, zone};
use notify_rust::{Notification, NotificationResponse};
use tauri::{AppHandle, Emitter, Manager};

use crate::launch::{Seat, raise};

/// What comes together is shown together.
const GATHER: Duration = Duration::from_millis(700);
/// How often is looked without a word from the office: quiet hours end by themselves, and on a server another program may
/// have told something.
const LOOK: Duration = Duration::from_secs(10);
/// How long a bell is put off, as the command and as the button's text have it.
const SPANS: [(&str, &str); 3] = [
    ("ten_minutes", "notice-snooze-ten-minutes"),
    ("hour", "notice-snooze-hour"),
    ("tomorrow", "notice-snooze-tomorrow"),
];

/// Wakes the thread that shows notices.
#[derive(Clone)]
pub struct Bell(Sender<()>);

impl Bell {
    /// Something may wait, or somebody else sits here.
    pub fn ring(&self) {
        // Nobody listens any more when the program ends.
        let _ = self.0.send(());
    }
}

/// A bell, and what hears it.
pub fn bell() -> (Bell, Receiver<()>) {
    let (sender, receiver) = channel();
    (Bell(sender), receiver)
}

/// Somebody who sits down without logging in is told by the dialog at launch: before the clock runs.
pub fn sit_down(api: &Api) {
    if let Ok(desk) = api.desk()
        && desk.employee_id.is_some()
        && let Err(error) = notices::arrive(&desk)
    {
        log::warn!("what the dialog at launch tells may come to the desktop as well: {error}");
    }
}

/// Shows what waits as long as the program runs, on a thread of its own.
pub fn follow(app: &AppHandle, heard: Receiver<()>) {
    let app = app.clone();
    let started = std::thread::Builder::new().name("notices".to_owned()).spawn(move || {
        let mut last: Option<i64> = seated(&app);
        loop {
            match heard.recv_timeout(LOOK) {
                Ok(()) => {
                    std::thread::sleep(GATHER);
                    while heard.try_recv().is_ok() {}
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            let now = seated(&app);
            if let (Some(_), Some(seat)) = (now.filter(|_| now != last), app.try_state::<Seat>())
                && let Ok(api) = seat.api()
            {
                sit_down(api);
            }
            // Whoever unlocks the window is who locked it: what came meanwhile is still to be told.
            last = now.or(last);
            if let Err(error) = look(&app) {
                log::warn!("notices: {error}");
            }
        }
    });
    if let Err(error) = started {
        log::warn!("no thread for notices: {error}");
    }
}

fn seated(app: &AppHandle) -> Option<i64> {
    let seat = app.try_state::<Seat>()?;
    seat.api().ok()?.desk().ok()?.employee_id
}

/// Takes what waits and shows it; the rights of this moment count.
fn look(app: &AppHandle) -> Result<(), Error> {
    let Some(seat) = app.try_state::<Seat>() else { return Ok(()) };
    let Ok(api) = seat.api() else { return Ok(()) };
    let desk = api.desk()?;
    if !desk.read(|reader| notices::is_waiting(&desk, reader))? {
        return Ok(());
    }
    let (shown, general) = desk.write(|tx| Ok((notices::take(&desk, tx)?, settings::general(tx)?)))?;
    let tz = zone::zone(&general.time_zone)?;
    for one in &shown {
        show(app, general.language, tz, one);
    }
    Ok(())
}

/// What stands on a notification.
struct Card {
    title: String,
    body: String,
    place: OpenPlace,
    /// The reminder whose bell its buttons put off.
    reminder: Option<i64>,
}

fn card(language: Language, tz: zone::Tz, shown: &Shown) -> Card {
    match shown {
        Shown::One(row) => Card {
            title: title(language, row),
            body: body(language, tz, row),
            place: place(row),
            reminder: (row.noun == "reminder").then_some(row.noun_id),
        },
        Shown::Many { count, reminders: true, .. } => Card {
            title: text(language, "launch-title", &[]),
            body: text(language, "notice-reminders", &[("count", (*count).into())]),
            place: OpenPlace { screen: "reminders".to_owned(), id: None },
            reminder: None,
        },
        Shown::Many { rows, count, .. } => {
            let mut lines: Vec<String> = rows.iter().map(|row| title(language, row)).collect();
            let more = count - lines.len() as i64;
            if more > 0 {
                lines.push(text(language, "notice-more", &[("count", more.into())]));
            }
            Card {
                title: text(language, "notice-many", &[("count", (*count).into())]),
                body: lines.join("\n"),
                place: OpenPlace { screen: "notices".to_owned(), id: None },
                reminder: None,
            }
        }
    }
}

fn place(row: &NoticeRow) -> OpenPlace {
    OpenPlace { screen: row.noun.clone(), id: Some(row.noun_id) }
}

/// Waiting for the click takes a thread of its own; it ends with the notification.
fn show(app: &AppHandle, language: Language, tz: zone::Tz, shown: &Shown) {
    let card = card(language, tz, shown);
    let open = text(language, "notice-open", &[]);
    let spans: Vec<(&str, String)> = match card.reminder {
        Some(_) => SPANS.iter().map(|(span, key)| (*span, text(language, key, &[]))).collect(),
        None => Vec::new(),
    };
    let app = app.clone();
    let shown = std::thread::Builder::new().name("notice".to_owned()).spawn(move || {
        let mut notification = Notification::new();
        // The body is markup on Linux: a letter's subject must not become any.
        notification.appname("Deskbell").summary(&card.title).body(&escaped(&card.body)).icon("deskbell");
        // Elsewhere a click on the notification itself needs no name.
        if cfg!(all(unix, not(target_os = "macos"))) {
            notification.action("default", &open);
        }
        for (span, label) in &spans {
            notification.action(span, label);
        }
        let answered = notification.show().and_then(|handle| {
            handle.wait_for_response(|response: &NotificationResponse| match act(response) {
                Some(Act::Open) => {
                    raise(&app);
                    let _ = app.emit("open", &card.place);
                }
                Some(Act::Snooze(span)) => {
                    if let Some(id) = card.reminder {
                        snooze(&app, id, span);
                    }
                }
                None => {}
            })
        });
        if let Err(error) = answered {
            log::warn!("no notification: {error}");
        }
    });
    if let Err(error) = shown {
        log::warn!("no thread for a notification: {error}");
    }
}

/// What somebody does with a notification.
#[derive(Debug, PartialEq, Eq)]
enum Act {
    Open,
    Snooze(&'static str),
}

/// The same on every system: a click opens, a button puts off, and nothing else does anything.
fn act(response: &NotificationResponse) -> Option<Act> {
    match response {
        NotificationResponse::Default => Some(Act::Open),
        NotificationResponse::Action(action) => {
            SPANS.iter().find(|(span, _)| span == action).map(|(span, _)| Act::Snooze(span))
        }
        NotificationResponse::Reply(_) | NotificationResponse::Closed(_) => None,
    }
}

/// Puts a reminder's bell off as the window would, with the rights of whoever sits here.
fn snooze(app: &AppHandle, id: i64, span: &str) {
    let Some(seat) = app.try_state::<Seat>() else { return };
    let Ok(api) = seat.api() else { return };
    let words = serde_json::json!({ "ids": [id], "span": span });
    if let Err(error) = api.dispatch("reminders.snooze", words) {
        log::warn!("the reminder was not put off: {}", error.code);
    }
}

#[cfg(all(unix, not(target_os = "macos")))]
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn escaped(text: &str) -> String {
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use notify_rust::{CloseReason, NotificationResponse};

    use super::{Act, act};

    /// K7, D5: a click and the buttons are told apart, whichever system tells of them.
    #[test]
    fn k7_a_click_opens_and_a_button_puts_off() {
        let pressed = |action: &str| act(&NotificationResponse::Action(action.to_owned()));
        assert_eq!(act(&NotificationResponse::Default), Some(Act::Open));
        assert_eq!(pressed("hour"), Some(Act::Snooze("hour")));
        assert_eq!(pressed("tomorrow"), Some(Act::Snooze("tomorrow")));
        assert_eq!(pressed("delete"), None);
        assert_eq!(act(&NotificationResponse::Closed(CloseReason::Dismissed)), None);
    }
}
