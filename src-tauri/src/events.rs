//! What the office tells goes to the window, and what a person should hear of goes to the desktop.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use deskbell_api::ChangedRow;
use deskbell_core::Office;
use deskbell_core::office::Event;
use tauri::{AppHandle, Emitter};

use crate::notices::Bell;
use crate::tray;

/// Changes of one noun in a burst beyond this are told as one: the window fetches anew what it shows either way.
const MOST_ROWS: usize = 200;

/// The changes as the window hears them: each once; of a noun with very many the first ones, and then one that stands for
/// all others, so that no noun is left out.
fn told(changes: impl IntoIterator<Item = ChangedRow>) -> Vec<ChangedRow> {
    let mut rows: Vec<ChangedRow> = Vec::new();
    let mut seen: HashSet<(String, i64, String)> = HashSet::new();
    let mut counts: HashMap<String, usize> = HashMap::new();
    for row in changes {
        if !seen.insert((row.noun.clone(), row.id, row.what.clone())) {
            continue;
        }
        let count = counts.entry(row.noun.clone()).or_default();
        *count += 1;
        if *count <= MOST_ROWS {
            rows.push(row);
        } else if *count == MOST_ROWS + 1 {
            rows.push(ChangedRow { noun: row.noun, id: 0, what: "many".to_owned() });
        }
    }
    rows
}

/// Forwards the office's events as long as the program runs.
pub fn forward(app: &AppHandle, office: &Arc<Office>, bell: Bell) {
    let app = app.clone();
    office.listen(move |event| {
        let heard = match event {
            Event::Changed(changes) => {
                if changes.iter().any(|change| {
                    matches!(change.noun.as_str(), "reminder" | "contact" | "setting" | "employee")
                }) {
                    tray::show(&app);
                }
                app.emit("changed", told(changes.iter().map(ChangedRow::from)))
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
        if let Err(error) = heard {
            log::warn!("the window was not told: {error}");
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(noun: &str, id: i64) -> ChangedRow {
        ChangedRow { noun: noun.to_owned(), id, what: "updated".to_owned() }
    }

    #[test]
    fn o2_a_long_burst_leaves_no_noun_out() {
        let burst = (1..=1_000).map(|id| row("client", id)).chain([row("client", 1), row("contact", 7)]);
        let rows = told(burst);
        assert_eq!(rows.len(), MOST_ROWS + 2);
        assert!(rows.contains(&ChangedRow { noun: "client".to_owned(), id: 0, what: "many".to_owned() }));
        assert!(rows.contains(&row("contact", 7)));
    }
}
