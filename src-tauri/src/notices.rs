//! Notifications of the desktop: a new letter, a reminder that came due. A click opens the thing.

use deskbell_api::OpenPlace;
use deskbell_core::office::Event;
use deskbell_core::words::{Language, text};
use notify_rust::Notification;
use tauri::{AppHandle, Emitter};

use crate::launch::raise;

/// How long a bell is put off, as the command and as the button's text have it.
const SPANS: [(&str, &str); 3] = [
    ("ten_minutes", "notice-snooze-ten-minutes"),
    ("hour", "notice-snooze-hour"),
    ("tomorrow", "notice-snooze-tomorrow"),
];

/// Puts a reminder's bell off as the window would, with the rights of whoever sits here.
#[cfg(all(unix, not(target_os = "macos")))]
fn snooze(app: &AppHandle, id: i64, span: &str) {
    use tauri::Manager;
    let Some(seat) = app.try_state::<crate::launch::Seat>() else { return };
    let Ok(api) = &seat.api else { return };
    let words = serde_json::json!({ "ids": [id], "span": span });
    if let Err(error) = api.dispatch("reminders.snooze", words) {
        log::warn!("the reminder was not put off: {}", error.code);
    }
}

/// Shows an event on the desktop. Waiting for the click takes a thread of its own; it ends with the notification.
pub fn show(app: &AppHandle, language: Language, event: &Event) {
    let (title, body, place) = match event {
        Event::LetterCame { request_id, who, subject } => (
            text(language, "notice-new-letter", &[("who", who.as_str().into())]),
            subject.clone(),
            OpenPlace { screen: "request".to_owned(), id: Some(*request_id) },
        ),
        Event::ReminderDue { id, who, text: what, .. } => {
            // With nobody named: there is no client, or it is not for whoever sits here.
            let who = if who.is_empty() { text(language, "contacts-no-client", &[]) } else { who.clone() };
            (
                text(language, "notice-reminder", &[("who", who.into())]),
                what.clone(),
                OpenPlace { screen: "reminder".to_owned(), id: Some(*id) },
            )
        }
        Event::RemindersDue { count, .. } => (
            text(language, "launch-title", &[]),
            text(language, "notice-reminders", &[("count", (*count).into())]),
            OpenPlace { screen: "reminders".to_owned(), id: None },
        ),
        Event::Changed(_) | Event::Sync(_) | Event::Progress(_) | Event::NewDay => return,
    };
    let open = text(language, "notice-open", &[]);
    // The buttons of a reminder put its bell off (K7).
    let spans: Vec<(&str, String)> = match event {
        Event::ReminderDue { .. } => {
            SPANS.iter().map(|(span, key)| (*span, text(language, key, &[]))).collect()
        }
        _ => Vec::new(),
    };
    let app = app.clone();
    let shown = std::thread::Builder::new().name("notice".to_owned()).spawn(move || {
        let mut notification = Notification::new();
        // The body is markup on Linux: a letter's subject must not become any.
        notification.appname("Deskbell").summary(&title).body(&escaped(&body)).icon("deskbell");
        #[cfg(all(unix, not(target_os = "macos")))]
        {
            notification.action("default", &open);
            for (span, label) in &spans {
                notification.action(span, label);
            }
            match notification.show() {
                Ok(handle) => handle.wait_for_action(|action| {
                    if action == "default" {
                        raise(&app);
                        let _ = app.emit("open", &place);
                    } else if let Some((span, _)) = SPANS.iter().find(|(span, _)| *span == action)
                        && let Some(id) = place.id
                    {
                        snooze(&app, id, span);
                    }
                }),
                Err(error) => log::warn!("no notification: {error}"),
            }
        }
        #[cfg(not(all(unix, not(target_os = "macos"))))]
        {
            let _ = (&open, &place, &app, &spans);
            if let Err(error) = notification.show() {
                log::warn!("no notification: {error}");
            }
        }
    });
    if let Err(error) = shown {
        log::warn!("no thread for a notification: {error}");
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
