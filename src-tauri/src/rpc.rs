//! The one command of the window: name and words in, answer or error out.

use deskbell_api::WireError;
use deskbell_core::Error;
use serde_json::Value as Json;
use tauri::{AppHandle, Manager};

use crate::launch::Seat;
use crate::tray;

/// Runs a command of the table on a thread of its own: the window never waits for the disk or a server.
#[tauri::command]
pub async fn rpc(app: AppHandle, name: String, args: Json) -> Result<Json, WireError> {
    let done = tauri::async_runtime::spawn_blocking(move || {
        let seat = app.state::<Seat>();
        if name == "session.get" && seat.ask(&app) {
            tray::show(&app);
            seat.bell.ring();
        }
        match seat.api() {
            Ok(api) => {
                let answer = api.dispatch(&name, args);
                // Somebody else sits here now, or nobody: the tray and the desktop are for whoever does (K7, N1).
                if name.starts_with("session.l") {
                    tray::show(&app);
                    seat.bell.ring();
                }
                answer
            }
            Err(error) => Err(error),
        }
    });
    done.await.unwrap_or_else(|error| Err(Error::BadData(error.to_string()).wire()))
}
