//! What the office tells goes to the window, and what a person should hear of goes to the desktop.

use std::sync::Arc;

use deskbell_api::ChangedRow;
use deskbell_core::office::Event;
use deskbell_core::{Office, reminders, settings};
use tauri::{AppHandle, Emitter, Manager};

use crate::launch::Seat;
use crate::{notices, tray};

/// A burst of changes beyond this is told as one: the window fetches anew what it shows either way.
const MOST_ROWS: usize = 200;

/// Forwards the office's events as long as the program runs.
pub fn forward(app: &AppHandle, office: &Arc<Office>) {
    let app = app.clone();
    let behind = Arc::downgrade(office);
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
            Event::Progress(progress) => app.emit("progress", progress),
            Event::NewDay => {
                tray::show(&app);
                app.emit(
                    "changed",
                    vec![ChangedRow { noun: "day".to_owned(), id: 0, what: "changed".to_owned() }],
                )
            }
            Event::LetterCame { .. } | Event::ReminderDue { .. } | Event::RemindersDue { .. } => {
                if let Some(office) = behind.upgrade()
                    && let Some(event) = meant_for_here(&app, event)
                {
                    let language = office.db.read(settings::general).map(|general| general.language);
                    notices::show(&app, language.unwrap_or_default(), &event);
                }
                Ok(())
            }
        };
        if let Err(error) = told {
            log::warn!("the window was not told: {error}");
        }
    });
}

/// An event as whoever sits here may hear it: nothing while nobody does, no reminder of somebody else, and no client's name
/// without the right to see clients (E2).
fn meant_for_here(app: &AppHandle, event: &Event) -> Option<Event> {
    let seat = app.try_state::<Seat>()?;
    let desk = seat.api.as_ref().ok()?.desk().ok()?;
    let me = desk.employee_id?;
    match event {
        Event::ReminderDue { id, employee_id, text, .. } if *employee_id == me => {
            let shown = desk.read(|reader| reminders::get(&desk, reader, *id)).ok()?;
            Some(Event::ReminderDue { id: *id, employee_id: me, who: shown.who, text: text.clone() })
        }
        Event::RemindersDue { employee_id, .. } if *employee_id == me => Some(event.clone()),
        Event::ReminderDue { .. } | Event::RemindersDue { .. } => None,
        other => Some(other.clone()),
    }
}
