//! Notifications of the desktop: a new letter, a reminder that came due. A click opens the thing.

use deskbell_api::OpenPlace;
use deskbell_core::office::Event;
use deskbell_core::words::{Language, text};
use notify_rust::Notification;
use tauri::{AppHandle, Emitter};

use crate::launch::raise;

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
        Event::Changed(_) | Event::Sync(_) | Event::NewDay => return,
    };
    let open = text(language, "notice-open", &[]);
    let app = app.clone();
    let shown = std::thread::Builder::new().name("notice".to_owned()).spawn(move || {
        let mut notification = Notification::new();
        // The body is markup on Linux: a letter's subject must not become any.
        notification.appname("Deskbell").summary(&title).body(&escaped(&body)).icon("deskbell");
        #[cfg(all(unix, not(target_os = "macos")))]
        {
            notification.action("default", &open);
            match notification.show() {
                Ok(handle) => handle.wait_for_action(|action| {
                    if action == "default" {
                        raise(&app);
                        let _ = app.emit("open", &place);
                    }
                }),
                Err(error) => log::warn!("no notification: {error}"),
            }
        }
        #[cfg(not(all(unix, not(target_os = "macos"))))]
        {
            let _ = (&open, &place, &app);
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
