//! What the office tells goes to the window, and what a person should hear of goes to the desktop.

use std::sync::Arc;

use deskbell_api::ChangedRow;
use deskbell_core::office::Event;
use deskbell_core::{Office, settings};
use tauri::{AppHandle, Emitter};

use crate::notices;

/// A burst of changes beyond this is told as one: the window fetches anew what it shows either way.
const MOST_ROWS: usize = 200;

/// Forwards the office's events as long as the program runs.
pub fn forward(app: &AppHandle, office: &Arc<Office>) {
    let app = app.clone();
    let behind = Arc::downgrade(office);
    office.listen(move |event| {
        let told = match event {
            Event::Changed(changes) => {
                let mut rows: Vec<ChangedRow> = Vec::new();
                for row in changes.iter().map(ChangedRow::from) {
                    if rows.len() < MOST_ROWS && !rows.contains(&row) {
                        rows.push(row);
                    }
                }
                app.emit("changed", rows)
            }
            Event::Sync(status) => app.emit("sync", status),
            Event::NewDay => app.emit(
                "changed",
                vec![ChangedRow { noun: "day".to_owned(), id: 0, what: "changed".to_owned() }],
            ),
            Event::LetterCame { .. } | Event::ReminderDue { .. } => {
                if let Some(office) = behind.upgrade() {
                    let language = office.db.read(settings::general).map(|general| general.language);
                    notices::show(&app, language.unwrap_or_default(), event);
                }
                Ok(())
            }
        };
        if let Err(error) = told {
            log::warn!("the window was not told: {error}");
        }
    });
}
