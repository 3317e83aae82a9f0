//! O2, its first half: what another program writes into the same office reaches a window that stands open.

use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use deskbell_core::Office;
use deskbell_core::clock::FixedClock;
use deskbell_core::jobs::Following;
use deskbell_core::office::{Event, migrations};
use deskbell_core::secrets::Secrets;
use deskbell_store::{Db, Engine, Target, testing};
use serde_json::json;

use super::NOW;
use crate::{Api, ChangedRow};

/// The nouns and ids of every change that an office tells.
fn told(office: &Office) -> Receiver<ChangedRow> {
    let (hear, heard) = channel();
    let hear = Mutex::new(hear);
    office.listen(move |event| {
        if let Event::Changed(changes) = event {
            for change in changes {
                let _ = hear.lock().unwrap().send(change.into());
            }
        }
    });
    heard
}

/// Two programs on one database, in which an office was begun: the first one's office, and a seat at each.
fn two() -> (tempfile::TempDir, Arc<Office>, Api, Api) {
    let folder = tempfile::tempdir().unwrap();
    let target = match testing::engine() {
        Engine::Sqlite => Target::File(folder.path().join("office.db")),
        Engine::Postgres => testing::target(),
    };
    let open = || {
        let db = Db::open(&target, &migrations()).unwrap();
        let secrets = Secrets::Memory(Mutex::default());
        Office::with(db, Arc::new(FixedClock::new(NOW)), secrets, folder.path())
    };
    let (window, beside) = (open(), open());
    let (at_window, at_beside) = (Api::new(Arc::clone(&window), None), Api::new(beside, None));
    let start =
        json!({ "language": "uk", "office_name": "Промінь", "employee_name": "Олена", "sample": false });
    at_window.dispatch("office.start", start).unwrap();
    (folder, window, at_window, at_beside)
}

/// O2: two programs on one database; what one writes is told to the other within about a second, once, and what one
/// wrote itself is not told to it again.
#[test]
fn o2_what_one_desk_writes_is_told_to_the_other() {
    let (_folder, window, at_window, at_beside) = two();
    let _following = Following::start(&window).unwrap();
    let heard = told(&window);

    let begun = Instant::now();
    let client = at_beside.dispatch("clients.create", json!({ "name": "Ірина Мельник" })).unwrap();
    let is_client = |row: &ChangedRow| row.noun == "client" && Some(row.id) == client["id"].as_i64();
    let mut seen = Vec::new();
    while !seen.iter().any(is_client) {
        let left = Duration::from_secs(20).saturating_sub(begun.elapsed());
        seen.push(heard.recv_timeout(left).expect("the other desk's client is told"));
    }
    let own = at_window.dispatch("clients.create", json!({ "name": "Степан Гук" })).unwrap();
    std::thread::sleep(Duration::from_secs(2));
    seen.extend(heard.try_iter());
    let count = |id: &serde_json::Value| {
        let id = id["id"].as_i64().unwrap();
        seen.iter().filter(|row| row.noun == "client" && row.id == id && row.what == "created").count()
    };
    assert_eq!((count(&client), count(&own)), (1, 1), "{seen:?}");
}

/// R27, O2: an SMS that is written at another desk wakes the program that sends, and does not wait for its next look.
#[test]
fn r27_an_sms_of_another_desk_wakes_the_sender() {
    let (_folder, window, _at_window, at_beside) = two();
    let gateway = json!({ "id": null, "name": "Шлюз", "preset": "gammu", "template": "", "fields": {}, "secrets": {},
        "sender": "", "currency": "UAH", "prices": [] });
    at_beside.dispatch("gateways.save", gateway).unwrap();
    let client = json!({ "name": "Ірина Мельник", "phones": ["050 123-45-67"] });
    let client = at_beside.dispatch("clients.create", client).unwrap();
    let _following = Following::start(&window).unwrap();
    std::thread::sleep(Duration::from_secs(3));
    let (wake, woken) = channel();
    window.on_nudge(move || {
        let _ = wake.send(());
    });
    let words = json!({ "client_id": client["id"], "text": "Готово" });
    at_beside.dispatch("requests.send_sms", words).unwrap();
    woken.recv_timeout(Duration::from_secs(20)).expect("the sender is woken");
}
