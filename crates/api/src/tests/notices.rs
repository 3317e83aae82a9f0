//! N1, N2: who is told of what, by which ways, once; and the list of it in the window. R13, R15, R18: silence, deadlines
//! and mentions are told.

use deskbell_core::jobs::tick;
use serde_json::{Value as Json, json};

use super::{Bench, DAY, HOUR, MINUTE, NOW, mail};
use crate::Api;

/// The notices of a seat, oldest first: the event and what it is about.
pub fn told(api: &Api) -> Vec<(String, i64)> {
    let page = api.dispatch("notices.list", json!({ "limit": 500 })).unwrap();
    let rows = page["rows"].as_array().unwrap().iter().rev();
    rows.map(|row| (row["event"].as_str().unwrap().to_owned(), row["noun_id"].as_i64().unwrap())).collect()
}

/// The events alone.
pub fn events(api: &Api) -> Vec<String> {
    told(api).into_iter().map(|(event, _)| event).collect()
}

/// The newest notice of a seat.
fn newest(api: &Api) -> Json {
    api.dispatch("notices.list", json!({ "limit": 1 })).unwrap()["rows"][0].clone()
}

/// Chooses the ways of one event at a seat: window, desktop, e-mail.
pub fn choose(api: &Api, event: &str, ways: [bool; 3]) {
    let mut mine = api.dispatch("notices.settings", json!({})).unwrap();
    let row = json!({ "event": event, "window": ways[0], "desktop": ways[1], "email": ways[2] });
    mine["ways"] = json!([row]);
    api.dispatch("notices.update", mine).unwrap();
}

const IRA: &str = "Ірина <ira@melnyk.example>";

/// N1: a stranger's letter is told to all who may answer it, a client's to the client's manager, an answer to the assignee;
/// nobody hears of it twice, and nobody of what they did themselves.
#[test]
fn n1_new_requests_answers_and_assignments() {
    let bench = Bench::new();
    let (taras_id, taras) = bench.hire("taras", &["manager"]);
    let (_, maksym) = bench.hire("maksym", &["specialist"]);
    let (_, root) = bench.hire("root", &["administrator"]);
    let request = bench.request_of(&mail("a@x", IRA, "Шильда"));
    for seat in [&bench.api, &taras, &maksym] {
        assert_eq!(told(seat), [("new_request".to_owned(), request)]);
    }
    assert!(told(&root).is_empty(), "who may not answer letters is not asked to");
    let row = newest(&taras);
    assert_eq!((row["who"].clone(), row["what"].clone()), (json!("Ірина"), json!("Шильда")));
    bench.call("requests.assign", json!({ "ids": [request], "employee_id": taras_id }));
    bench.call("requests.assign", json!({ "ids": [request], "employee_id": taras_id }));
    let answer = mail("b@x", IRA, "Re: Шильда").answers("a@x").text("Дякую, чекаю");
    bench.request_of(&answer);
    bench.take(&answer);
    assert_eq!(events(&taras), ["new_request", "assigned", "client_answered"]);
    assert_eq!(newest(&taras)["text"], "Дякую, чекаю");
    assert_eq!(
        (events(&bench.api), events(&maksym)),
        (vec!["new_request".into()], vec!["new_request".into()])
    );
    // Given to oneself, or made by hand for oneself: one knows. Made for somebody else: that is whom it was given to.
    bench.call("requests.assign", json!({ "ids": [request], "employee_id": bench.me() }));
    bench.call("requests.create", json!({ "subject": "Дзвінок" }));
    let given = bench.call("requests.create", json!({ "subject": "Дзвінок", "assignee_id": taras_id }));
    assert_eq!(events(&bench.api), ["new_request"]);
    assert_eq!(told(&taras)[3..], [("assigned".to_owned(), given["id"].as_i64().unwrap())]);
    assert_eq!(newest(&taras)["by"], "Олена");
    // A client's letter goes to the client's manager alone.
    let card = json!({ "kind": "person", "name": "Зоя", "phones": [], "emails": ["zoia@x.example"], "city": "", "address": "",
        "interests": "", "discount": 0, "terms": "", "notes": "", "manager_id": taras_id });
    bench.call("clients.create", card);
    let hers = bench.request_of(&mail("z@x", "zoia@x.example", "Вивіска"));
    assert_eq!(told(&taras)[4..], [("new_request".to_owned(), hers)]);
    assert_eq!(newest(&taras)["who"], "Зоя");
    // Who left hears nothing: the work falls to those who may answer.
    bench.call("employees.deactivate", json!({ "id": taras_id }));
    bench.request_of(&mail("zz@x", "zoia@x.example", "Re: Вивіска").answers("z@x"));
    assert_eq!(events(&maksym), ["new_request", "client_answered"]);
}

/// N1, M3, M7: an archive, a first sync, an answering machine and a letter read elsewhere are told to nobody.
#[test]
fn n1_what_is_no_news_is_told_to_nobody() {
    let bench = Bench::new();
    bench.request_of(&mail("old@x", IRA, "Давнє").at(NOW - 30 * DAY).first_sync());
    bench.request_of(&mail("new@x", IRA, "Нещодавнє").at(NOW - DAY).first_sync());
    bench.take(&mail("auto@x", IRA, "Автоматична відповідь").header("Auto-Submitted", "auto-replied"));
    let mut seen = mail("seen@x", IRA, "Прочитане");
    seen.seen = true;
    bench.request_of(&seen);
    bench.request_of(&mail("moved@x", IRA, "З іншої теки").at(NOW - 40 * DAY));
    assert!(told(&bench.api).is_empty());
    assert_eq!(bench.call("notices.count", json!({}))["unread"], 0);
}

/// R18: who is named in a note is told, once for each note; the notice goes with the note.
#[test]
fn r18_a_mention_is_told_once() {
    let bench = Bench::new();
    let (_, taras) = bench.hire("taras", &["manager"]);
    let (_, maksym) = bench.hire("maksym", &["specialist"]);
    let request = bench.request_of(&mail("a@x", IRA, "Шильда"));
    let words = json!({ "request_id": request, "text": "@taras глянь макет, @олена теж" });
    let note = bench.call("requests.note", words)["id"].clone();
    assert_eq!(events(&taras), ["new_request", "mention"]);
    let row = newest(&taras);
    assert_eq!((row["by"].clone(), row["noun_id"].clone()), (json!("Олена"), json!(request)));
    assert_eq!(row["text"], "@taras глянь макет, @олена теж");
    assert_eq!(events(&bench.api), ["new_request"], "oneself is not told");
    bench.call("notes.update", json!({ "id": note, "text": "@taras і @maksym", "pinned": false }));
    assert_eq!((events(&taras).len(), events(&maksym)), (2, vec!["new_request".into(), "mention".into()]));
    bench.call("notes.remove", json!({ "id": note }));
    assert_eq!((events(&taras), events(&maksym).len()), (vec!["new_request".into()], 1));
}

/// R15: a deadline is told when it comes near and when it passes, each once; moved, it is told anew; closed, it is not.
#[test]
fn r15_a_deadline_is_told_near_and_past_once_each() {
    let bench = Bench::new();
    let (boss, chief) = bench.hire("boss", &["manager"]);
    let (taras_id, taras) = bench.hire("taras", &["manager"]);
    let desk = bench.office.desk();
    desk.write(|tx| {
        Ok(tx.run(&format!("UPDATE employee SET supervisor_id = {boss} WHERE id = {taras_id}"), &[])?)
    })
    .unwrap();
    let new = json!({ "subject": "Вивіска", "assignee_id": taras_id, "deadline": NOW + 2 * DAY });
    let request = bench.call("requests.create", new)["id"].as_i64().unwrap();
    let deadlines = |seat: &Api| -> Vec<String> {
        tick(&bench.office);
        tick(&bench.office);
        events(seat).into_iter().filter(|event| event.starts_with("deadline")).collect()
    };
    assert!(deadlines(&taras).is_empty());
    bench.wait(DAY - 1);
    assert!(deadlines(&taras).is_empty());
    bench.wait(1);
    assert_eq!(deadlines(&taras), ["deadline_near"]);
    assert_eq!(newest(&taras)["deadline"], NOW + 2 * DAY);
    bench.wait(DAY);
    assert_eq!(deadlines(&taras), ["deadline_near", "deadline_past"]);
    assert_eq!(events(&chief), ["deadline_past"], "the supervisor hears of what is late");
    assert!(deadlines(&bench.api).is_empty());
    bench.clock.set(NOW);
    assert_eq!(deadlines(&taras).len(), 2, "a clock set back tells nothing twice");
    bench.clock.set(NOW + 2 * DAY);
    bench.call("requests.update", json!({ "id": request, "deadline": NOW + 4 * DAY }));
    bench.wait(2 * DAY);
    assert_eq!(deadlines(&taras).len(), 3, "slept over its nearness: it is past, and that is told alone");
    bench.call("requests.update", json!({ "id": request, "deadline": NOW + 9 * DAY }));
    bench.call("requests.status", json!({ "ids": [request], "status": "done" }));
    bench.wait(9 * DAY);
    assert_eq!(deadlines(&taras).len(), 3);
    // Whoever sets a near deadline for themselves knows it.
    let words = json!({ "subject": "Моє", "deadline": bench.now() + HOUR });
    bench.call("requests.create", words);
    assert!(deadlines(&bench.api).is_empty());
    bench.wait(2 * HOUR);
    assert_eq!(deadlines(&bench.api), ["deadline_past"]);
}

/// R15: the hours before a deadline are the office's to set.
#[test]
fn r15_near_is_as_many_hours_as_the_office_says() {
    let bench = Bench::new();
    let mut office = bench.call("notices.office", json!({}));
    assert_eq!(office["near_hours"], 24);
    office["near_hours"] = json!(3);
    bench.call("notices.update_office", office.clone());
    let (taras_id, taras) = bench.hire("taras", &["manager"]);
    bench.call(
        "requests.create",
        json!({ "subject": "x", "assignee_id": taras_id, "deadline": NOW + 4 * HOUR }),
    );
    tick(&bench.office);
    assert_eq!(events(&taras), ["assigned"]);
    bench.wait(HOUR);
    tick(&bench.office);
    assert_eq!(events(&taras), ["assigned", "deadline_near"]);
    for (key, bad) in [("near_hours", 0), ("near_hours", 721), ("letters_an_hour", 0)] {
        let mut wrong = office.clone();
        wrong[key] = json!(bad);
        assert_eq!(bench.fail("notices.update_office", wrong).code, "bad_request");
    }
}

/// R13: the manager is told that a client does not reply, once for each letter of ours; what a first sync brings is not.
#[test]
fn r13_silence_is_told_to_the_manager_once() {
    let bench = Bench::new();
    let (taras_id, taras) = bench.hire("taras", &["manager"]);
    let request = bench.request_of(&mail("a@x", IRA, "Шильда"));
    bench.answer(request, "<p>Готово</p>");
    bench.call("requests.assign", json!({ "ids": [request], "employee_id": taras_id }));
    let silent = |seat: &Api| {
        tick(&bench.office);
        tick(&bench.office);
        events(seat).into_iter().filter(|event| event == "no_reply").count()
    };
    bench.wait(5 * DAY - 1);
    assert_eq!(silent(&bench.api), 0);
    bench.wait(1);
    assert_eq!((silent(&bench.api), silent(&taras)), (1, 0), "the client's manager, not the assignee");
    assert_eq!(
        (newest(&bench.api)["days"].clone(), newest(&bench.api)["noun_id"].clone()),
        (json!(5), json!(request))
    );
    bench.wait(5 * DAY);
    assert_eq!(silent(&bench.api), 1);
    bench.request_of(&mail("b@x", IRA, "Re: Шильда").answers("a@x").at(bench.now()));
    bench.answer(request, "<p>Ще раз</p>");
    bench.wait(5 * DAY);
    assert_eq!(silent(&bench.api), 2, "another letter of ours");
    // Before the office came to be.
    let day = bench.now();
    bench.request_of(
        &mail("s@x", "office@promin.example", "Давня пропозиція").at(day - 9 * DAY).sent().first_sync(),
    );
    let fresh = mail("f@x", "office@promin.example", "Свіжа пропозиція").header("To", "petro@x.example");
    let fresh = bench.request_of(&fresh.at(day - DAY).sent().first_sync());
    assert_eq!(silent(&bench.api), 2);
    bench.wait(4 * DAY);
    assert_eq!(silent(&bench.api), 3);
    assert_eq!(newest(&bench.api)["noun_id"], fresh);
}

/// N1: each event by the ways that one chose; with none of them nothing is kept.
#[test]
fn n1_ways_are_each_employees_own() {
    let bench = Bench::new();
    let (_, taras) = bench.hire("taras", &["manager"]);
    let mine = bench.call("notices.settings", json!({}));
    let all: Vec<&str> =
        mine["ways"].as_array().unwrap().iter().map(|row| row["event"].as_str().unwrap()).collect();
    assert_eq!(
        all,
        [
            "new_request",
            "assigned",
            "client_answered",
            "deadline_near",
            "deadline_past",
            "no_reply",
            "reminder",
            "mention",
            "mailing_finished",
            "sync_failed"
        ]
    );
    let (_, maksym) = bench.hire("maksym", &["specialist"]);
    let his = maksym.dispatch("notices.settings", json!({})).unwrap();
    assert!(!his.to_string().contains("sync_failed"), "what concerns who manages settings is not offered");
    choose(&taras, "new_request", [false, false, false]);
    choose(&maksym, "new_request", [false, true, false]);
    bench.request_of(&mail("a@x", IRA, "Шильда"));
    let kept = |seat: &Api| {
        let id = seat.dispatch("employees.me", json!({})).unwrap()["id"].as_i64().unwrap();
        bench.number(&format!("SELECT count(*) AS n FROM notice WHERE employee_id = {id}"))
    };
    assert_eq!((kept(&taras), kept(&maksym), kept(&bench.api)), (0, 1, 1));
    assert!(told(&maksym).is_empty(), "not in the window");
    assert_eq!(maksym.dispatch("notices.count", json!({})).unwrap()["unread"], 0);
    let chosen = taras.dispatch("notices.settings", json!({})).unwrap()["ways"][0].clone();
    assert_eq!(chosen, json!({ "event": "new_request", "window": false, "desktop": false, "email": false }));
    assert_eq!(bench.call("notices.settings", json!({}))["ways"][0]["window"], true, "hers are as they were");
    for bad in [
        json!({ "ways": [], "quiet": { "from": "25:00", "to": "09:00", "days": [1], "whole": [] }, "email": "" }),
        json!({ "ways": [], "quiet": { "from": "19:00", "to": "09:00", "days": [8], "whole": [] }, "email": "" }),
        json!({ "ways": [], "quiet": null, "email": "ні" }),
        json!({ "ways": [{ "event": "moon", "window": true, "desktop": true, "email": true }], "quiet": null, "email": "" }),
    ] {
        let code = bench.fail("notices.update", bad).code;
        assert!(["invalid_day", "bad_request", "bad_address"].contains(&code.as_str()), "{code}");
    }
}

/// N2: newest first, paged by keyset; a click reads one, all can be read at once and that taken back; kept 90 days.
#[test]
fn n2_the_list_is_paged_read_and_kept_90_days() {
    let bench = Bench::new();
    let (_, taras) = bench.hire("taras", &["manager"]);
    let mut requests = Vec::new();
    for index in 0..5 {
        bench.wait(MINUTE);
        let from = format!("p{index}@x.example");
        requests.push(bench.request_of(&mail(&format!("{index}@x"), &from, "Лист").at(bench.now())));
    }
    let (mut all, mut after) = (Vec::new(), Json::Null);
    loop {
        let page = bench.call("notices.list", json!({ "limit": 2, "after": after }));
        all.extend(page["rows"].as_array().unwrap().iter().map(|row| row["noun_id"].as_i64().unwrap()));
        after = page["next"].clone();
        if after.is_null() {
            break;
        }
    }
    requests.reverse();
    assert_eq!(all, requests);
    let unread = || bench.call("notices.count", json!({}))["unread"].clone();
    assert_eq!(unread(), 5);
    let first = newest(&bench.api);
    assert_eq!(first["read"], false);
    bench.call("notices.read", json!({ "ids": [first["id"]] }));
    assert_eq!((unread(), newest(&bench.api)["read"].clone()), (json!(4), json!(true)));
    assert_eq!(bench.call("notices.list", json!({ "unread": true }))["rows"].as_array().unwrap().len(), 4);
    // Somebody else's are not mine to read.
    taras
        .dispatch(
            "notices.read",
            json!({ "ids": bench.call("notices.list", json!({}))["rows"].as_array().unwrap()
        .iter().map(|row| row["id"].clone()).collect::<Vec<_>>() }),
        )
        .unwrap();
    assert_eq!(unread(), 4);
    bench.wait(1);
    let at = bench.call("notices.read_all", json!({}));
    assert_eq!(unread(), 0);
    bench.call("notices.unread", at);
    assert_eq!((unread(), newest(&bench.api)["read"].clone()), (json!(4), json!(true)), "as it was before");
    // A request that is looked at is read about.
    bench.call("notices.look_at", json!({ "noun": "request", "id": requests[1] }));
    assert_eq!(unread(), 3);
    let desk = bench.office.desk();
    bench.wait(90 * DAY - 10 * MINUTE);
    desk.write(|tx| deskbell_core::notices::clean(tx, bench.now())).unwrap();
    assert_eq!(told(&bench.api).len(), 5);
    bench.wait(DAY);
    desk.write(|tx| deskbell_core::notices::clean(tx, bench.now())).unwrap();
    assert_eq!(told(&bench.api).len(), 5, "a clock that jumped three months in one day is not believed");
    bench.call("categories.create", json!({ "name": "Макет" }));
    bench.wait(DAY);
    desk.write(|tx| deskbell_core::notices::clean(tx, bench.now())).unwrap();
    assert!(told(&bench.api).is_empty());
    assert_eq!(
        bench.number("SELECT count(*) AS n FROM change WHERE noun = 'notice'"),
        0,
        "marks are not kept"
    );
}

/// N2: notices follow a request into the one that it is joined to, and go with what they are about.
#[test]
fn n2_notices_follow_a_join_and_go_with_their_thing() {
    let bench = Bench::new();
    let child = bench.request_of(&mail("child@x", IRA, "Re: Шильда").answers("parent@x"));
    assert_eq!(told(&bench.api), [("new_request".to_owned(), child)]);
    bench.take(&mail("other@x", "petro@x.example", "Питання").references(&["root@x"]));
    let parent = bench.request_of(&mail("parent@x", IRA, "Шильда").at(NOW - HOUR));
    let about: Vec<i64> = told(&bench.api).into_iter().map(|(_, id)| id).collect();
    let there = |id: i64| bench.number(&format!("SELECT count(*) AS n FROM request WHERE id = {id}")) == 1;
    assert!(about.iter().all(|id| there(*id)), "{about:?}");
    assert!(about.contains(&parent));
    let reminder = super::reminders::add(&bench, "2026-11-20", Some("12:00"), "дзвінок");
    assert_eq!(super::reminders::rings(&bench), [reminder]);
    bench.call("reminders.remove", json!({ "id": reminder }));
    assert!(!events(&bench.api).contains(&"reminder".to_owned()));
}

/// K9: with reminders switched off neither the list nor the choice of ways speaks of them.
#[test]
fn k9_without_reminders_no_notice_speaks_of_them() {
    let bench = Bench::new();
    super::reminders::add(&bench, "2026-11-20", Some("12:00"), "дзвінок");
    tick(&bench.office);
    assert_eq!(events(&bench.api), ["reminder"]);
    bench.call("parts.update", json!({ "client_interaction": false, "mass_mailing": false }));
    assert!(events(&bench.api).is_empty());
    assert_eq!(bench.call("notices.count", json!({}))["unread"], 0);
    let mine = bench.call("notices.settings", json!({})).to_string();
    assert!(!mine.contains("\"reminder\"") && !mine.contains("mailing_finished"), "{mine}");
    bench.call("parts.update", json!({ "client_interaction": true, "mass_mailing": true }));
    assert_eq!(events(&bench.api), ["reminder"]);
}

/// The invented requests of the sample office are told in the window alone, and their making to nobody.
#[test]
fn n1_the_sample_office_interrupts_nobody() {
    let bench = Bench::bare();
    bench.start(true);
    assert!(told(&bench.api).is_empty());
    tick(&bench.office);
    let late = events(&bench.api);
    assert!(late.contains(&"deadline_past".to_owned()) && late.contains(&"no_reply".to_owned()), "{late:?}");
    let waits = "SELECT count(*) AS n FROM notice WHERE event <> 'reminder' AND (desktop = 1 OR email = 1)";
    assert_eq!(bench.number(waits), 0);
    bench.call("office.remove_sample", json!({}));
    assert!(told(&bench.api).is_empty());
}
