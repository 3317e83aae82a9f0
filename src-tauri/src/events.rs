//! What the office tells goes to the window, and what a person should hear of goes to the desktop.

use std::sync::Arc;

use deskbell_api::ChangedRow;
use deskbell_core::Office;
use deskbell_core::office::Event;
use tauri::{AppHandle, Emitter};

use crate::notices::Bell;
use crate::tray;

/// A burst of changes beyond this is told as one: the window fetches anew what it shows either way.
const MOST_ROWS: usize = 200;

/// Forwards the office's events as long as the program runs.
pub fn forward(app: &AppHandle, office: &Arc<Office>, bell: Bell) {
    let app = app.clone();
    office.listen(move |event| {
        let told = match event {
            Event::Changed(changes) => {
                if changes.iter().any(|change| {
                    matches!(change.noun.as_str(), "reminder" | "contact" | "setting" | "employee")
                }) {
                    tray::show(&app);
                }
                let mut rows: Vec<ChangedRow> = Vec::new();
                for row in changes.iter().map(ChangedRow::from) {
                    if rows.len() < MOST_ROWS && !rows.contains(&row) {
                        rows.push(row);
                    }
                }
                app.emit("changed", rows)
            }
            Event::Sync(status) => app.emit("sync", status),
            Event::Mailing(progress) => app.emit("mailing", progress),
            Event::Progress(progress) => app.emit("progress", progress),
            Event::NewDay => {
                tray::show(&app);
                app.emit(
                    "changed",
                    vec![ChangedRow { noun: "day".to_owned(), id: 0, what: "changed".to_owned() }],
                )
            }
            Event::Notice { .. } => {
                // Whether it is for whoever sits here, the office tells when it is taken.
                bell.ring();
                Ok(())
            }
        };
        if let Err(error) = told {
            log::warn!("the window was not told: {error}");
        }
    });
}
