//! N1: what comes to the desktop: once, gathered, silent in quiet hours and about what one looks at; for whoever sits here.

use deskbell_core::jobs::tick;
use deskbell_core::notices::{self, Shown, body, title};
use deskbell_core::words::Language;
use deskbell_core::zone::zone;
use serde_json::json;

use super::notices::{choose, told};
use super::reminders::add;
use super::{Bench, DAY, HOUR, MINUTE, mail};
use crate::Api;

/// What the desktop of a seat shows now, as titles; a summary by its count.
fn shown(api: &Api) -> Vec<String> {
    let desk = api.desk().unwrap();
    let waits = desk.read(|reader| notices::is_waiting(&desk, reader)).unwrap();
    let taken = desk.write(|tx| notices::take(&desk, tx)).unwrap();
    assert!(waits || taken.is_empty(), "nobody is woken for {taken:?}");
    taken
        .iter()
        .map(|shown| match shown {
            Shown::One(row) => title(Language::Uk, row),
            Shown::Many { count, reminders, .. } => {
                format!("{count}{}", if *reminders { " нагадувань" } else { "" })
            }
        })
        .collect()
}

fn letter(bench: &Bench, id: &str) -> i64 {
    let from = format!("Клієнт {id} <{id}@x.example>");
    bench.request_of(&mail(&format!("{id}@mail"), &from, "Лист").at(bench.now()))
}

/// N1: each is shown once; more than three at once come as one.
#[test]
fn n1_the_desktop_shows_once_and_gathers_many() {
    let bench = Bench::new();
    let (_, taras) = bench.hire("taras", &["manager"]);
    letter(&bench, "a");
    assert_eq!(shown(&bench.api), ["Нова заявка: Клієнт a"]);
    assert!(shown(&bench.api).is_empty());
    for id in ["b", "c"] {
        letter(&bench, id);
    }
    assert_eq!(shown(&bench.api), ["Нова заявка: Клієнт b", "Нова заявка: Клієнт c"]);
    for id in ["d", "e", "f", "g"] {
        letter(&bench, id);
    }
    assert_eq!(shown(&bench.api), ["4"]);
    assert_eq!(shown(&taras), ["7"], "each has their own");
    assert_eq!(told(&bench.api).len(), 7, "the window has them all");
    // What was read meanwhile is not shown any more.
    letter(&bench, "h");
    bench.call("notices.read_all", json!({}));
    assert!(shown(&bench.api).is_empty());
    choose(&bench.api, "new_request", [true, false, false]);
    letter(&bench, "i");
    assert!(shown(&bench.api).is_empty());
    assert_eq!(told(&bench.api).len(), 9);
}

/// N1: in quiet hours the desktop is silent and the window collects; after them one notification tells of it.
#[test]
fn n1_quiet_hours_end_with_one_summary() {
    let bench = Bench::new();
    let quiet = json!({ "from": "19:00", "to": "09:00", "days": [1, 2, 3, 4, 5, 6, 7], "whole": [6, 7] });
    bench.call("notices.update", json!({ "ways": [], "quiet": quiet, "email": "" }));
    assert_eq!(bench.call("notices.settings", json!({}))["quiet"], quiet);
    // From Friday noon to 19:00.
    bench.wait(7 * HOUR);
    letter(&bench, "a");
    bench.wait(DAY);
    letter(&bench, "b");
    assert!(shown(&bench.api).is_empty());
    assert_eq!(bench.call("notices.count", json!({}))["unread"], 2);
    // Monday, 08:59 and 09:00.
    bench.wait(DAY + 14 * HOUR - MINUTE);
    assert!(shown(&bench.api).is_empty());
    bench.wait(MINUTE);
    assert_eq!(shown(&bench.api), ["2"], "one, although two would not be many");
    assert!(shown(&bench.api).is_empty());
    letter(&bench, "c");
    assert_eq!(shown(&bench.api), ["Нова заявка: Клієнт c"]);
    bench.call("notices.update", json!({ "ways": [], "quiet": null, "email": "" }));
    assert!(bench.call("notices.settings", json!({}))["quiet"].is_null());
}

/// N1: what waited for long, as behind a locked window, comes as one.
#[test]
fn n1_what_waited_behind_a_lock_comes_as_one() {
    let bench = Bench::new();
    letter(&bench, "a");
    bench.wait(10 * MINUTE);
    letter(&bench, "b");
    assert_eq!(shown(&bench.api), ["2"]);
}

/// N1: nothing comes while one looks at the thing itself, and it is read with that; looking away ends it.
#[test]
fn n1_nothing_while_one_looks_at_the_thing() {
    let bench = Bench::new();
    let request = letter(&bench, "a");
    shown(&bench.api);
    bench.call("notices.look_at", json!({ "noun": "request", "id": request }));
    assert_eq!(bench.call("notices.count", json!({}))["unread"], 0);
    let answer = |id: &str| {
        bench.request_of(&mail(id, "Клієнт a <a@x.example>", "Re: Лист").answers("a@mail").at(bench.now()));
    };
    answer("a2@mail");
    letter(&bench, "b");
    assert_eq!(shown(&bench.api), ["Нова заявка: Клієнт b"]);
    assert_eq!(bench.call("notices.count", json!({}))["unread"], 1, "the other one alone");
    bench.call("notices.look_at", json!({ "noun": null, "id": null }));
    answer("a3@mail");
    assert_eq!(shown(&bench.api), ["Відповідь клієнта: Клієнт a"]);
}

/// N1, E3: whoever locks or logs out looks at nothing any more, whatever lay open.
#[test]
fn n1_whoever_leaves_the_desk_looks_at_nothing() {
    for leaving in ["session.lock", "session.logout"] {
        let bench = Bench::new();
        let (_, taras) = bench.hire("taras", &["manager"]);
        let request = letter(&bench, "a");
        shown(&taras);
        taras.dispatch("notices.look_at", json!({ "noun": "request", "id": request })).unwrap();
        taras.dispatch(leaving, json!({})).unwrap();
        bench.request_of(
            &mail("a2@mail", "Клієнт a <a@x.example>", "Re: Лист").answers("a@mail").at(bench.now()),
        );
        assert_eq!(shown(&taras), ["Відповідь клієнта: Клієнт a"], "{leaving}");
    }
}

/// K6, K7: what the dialog at launch tells is not told once more by the desktop; what comes due afterwards is. A window that
/// was locked meanwhile loses nothing.
#[test]
fn k7_the_launch_and_the_desktop_tell_each_reminder_once() {
    let bench = Bench::new();
    add(&bench, "2026-11-20", Some("11:30"), "до запуску");
    add(&bench, "2026-11-21", None, "на завтра");
    let desk = bench.api.desk().unwrap();
    notices::arrive(&desk).unwrap();
    tick(&bench.office);
    assert!(shown(&bench.api).is_empty());
    assert_eq!(bench.call("reminders.look", json!({}))["total"], 1);
    add(&bench, "2026-11-20", Some("12:10"), "після запуску");
    bench.wait(10 * MINUTE);
    tick(&bench.office);
    // Nobody came anew: the same employee unlocks the window.
    bench.wait(HOUR);
    assert_eq!(shown(&bench.api), ["Нагадування: без клієнта"]);
    // The clock of another program may have rung before somebody sits down here.
    add(&bench, "2026-11-20", Some("13:20"), "тим часом");
    bench.wait(30 * MINUTE);
    tick(&bench.office);
    notices::arrive(&desk).unwrap();
    assert!(shown(&bench.api).is_empty(), "the dialog tells it");
    assert_eq!(bench.call("reminders.look", json!({}))["total"], 3);
}

/// K7: a morning full of reminders is one notification, and it leads to the reminders.
#[test]
fn k7_a_heap_of_reminders_is_one_notice() {
    let bench = Bench::new();
    let (_, taras) = bench.hire("taras", &["manager"]);
    for index in 0..4 {
        add(&bench, "2026-11-20", Some("12:00"), &format!("дзвінок {index}"));
    }
    tick(&bench.office);
    tick(&bench.office);
    assert_eq!(shown(&bench.api), ["4 нагадувань"]);
    assert!(shown(&taras).is_empty());
}

/// E2: a notice names no client to whoever may not see them, on the desktop as in the window.
#[test]
fn e2_a_notice_names_no_hidden_client() {
    let bench = Bench::new();
    let (id, maksym) = bench.hire("maksym", &["specialist"]);
    let card = json!({ "kind": "person", "name": "Златозара", "phones": ["050 987-65-43"], "emails": ["z@x.example"],
        "city": "", "address": "", "interests": "", "discount": 0, "terms": "", "notes": "", "manager_id": null });
    let client = bench.call("clients.create", card)["id"].clone();
    bench.call("requests.create", json!({ "subject": "Табличка", "client_id": client, "assignee_id": id }));
    let reminder = json!({ "day": "2026-11-20", "time": "12:00", "text": "Передзвонити", "priority": "normal", "employee_id": id });
    bench.call("reminders.create", json!({ "client_id": client, "request_id": null, "fields": reminder }));
    tick(&bench.office);
    let page = maksym.dispatch("notices.list", json!({})).unwrap();
    assert_eq!(page["rows"].as_array().unwrap().len(), 2);
    assert!(!page.to_string().contains("Златозара"), "{page}");
    let desk = maksym.desk().unwrap();
    for shown in desk.write(|tx| notices::take(&desk, tx)).unwrap() {
        let Shown::One(row) = shown else { panic!("{shown:?}") };
        let words = format!(
            "{} {}",
            title(Language::Uk, &row),
            body(Language::Uk, zone("Europe/Kyiv").unwrap(), &row)
        );
        assert!(!words.contains("Златозара"), "{words}");
        assert!(words.contains("Табличка") || words.contains("Передзвонити"), "{words}");
    }
    // For whoever may see her she is there.
    bench.request_of(&mail("z@mail", "z@x.example", "Шильда"));
    assert!(bench.call("notices.list", json!({})).to_string().contains("Златозара"));
}
