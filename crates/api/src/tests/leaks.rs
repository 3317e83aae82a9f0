//! E2, R6: without the right to see clients no client data leaks through any command.

use serde_json::{Value as Json, json};

use super::{Bench, NOW, ids, mail};
use crate::commands;

/// What stands in the directory alone, in words that stand nowhere else.
const SECRETS: [&str; 14] = [
    "Златозара",
    "златозара",
    "9876543",
    "987-65-43",
    "zlata@secret.example",
    "Таємноград",
    "Прихована",
    "лазерні-вироби",
    "умова-на-вухо",
    "мітка-шепіт",
    "поле-таємниця",
    "згода-пошепки",
    "ескіз-таємний",
    "1961-03-09",
];

/// An office with such a client in a contact, a reminder, a request by hand and a request by mail.
struct Seeded {
    bench: Bench,
    client: i64,
    by_hand: i64,
    by_mail: i64,
    contact: i64,
    reminder: i64,
    specialist_id: i64,
    specialist: crate::Api,
}

fn seeded() -> Seeded {
    let bench = Bench::new();
    let (specialist_id, specialist) = bench.hire("maksym", &["specialist"]);
    let own = bench.call("client_fields.create", json!({ "name": "Пароль замовлення", "kind": "text" }));
    let card = json!({ "kind": "person", "name": "Златозара Ковальчук", "phones": ["050 987-65-43"],
        "emails": ["zlata@secret.example", "zk@letters.example"], "city": "Таємноград", "address": "вул. Прихована, 7",
        "interests": "лазерні-вироби", "discount": 12.5, "terms": "умова-на-вухо", "notes": "", "manager_id": null,
        "tags": ["мітка-шепіт"], "language": "uk", "birthday": "1961-03-09", "do_not_write": true,
        "own": [{ "field_id": own["id"], "value": "поле-таємниця" }],
        "consents": { "email": { "given": true, "source": "згода-пошепки", "day": "" } } });
    let client = bench.call("clients.create", card)["id"].as_i64().unwrap();
    let layout = bench.folder.path().join("ескіз-таємний.txt");
    std::fs::write(&layout, "x").unwrap();
    bench.call("client_files.add", json!({ "client_id": client, "path": layout.display().to_string() }));
    let reminder = json!({ "day": "2026-11-20", "time": "10:00", "text": "Передзвонити", "priority": "normal",
        "employee_id": specialist_id });
    let contact = bench.call(
        "contacts.create",
        json!({ "client_id": client, "request_id": null, "direction": "incoming", "channel": "call",
            "information": "Питала про ціни", "done": false, "reminder": reminder }),
    );
    // As the window sends it: the chosen client's words go with its id.
    let by_hand = bench.call(
        "requests.create",
        json!({ "subject": "Табличка на двері", "client_id": client, "name": "Златозара Ковальчук",
            "phone": "050 987-65-43", "email": "zlata@secret.example", "comment": "Дуб", "assignee_id": specialist_id }),
    );
    // Her own words in a letter are what one answers: they stay.
    let by_mail = bench.request_of(&mail("a@x", "Зара <zk@letters.example>", "Шильда").at(NOW - 1000));
    bench.call("requests.link_client", json!({ "id": by_mail, "client_id": client }));
    Seeded {
        client,
        by_hand: by_hand["id"].as_i64().unwrap(),
        by_mail,
        contact: contact["id"].as_i64().unwrap(),
        reminder: contact["reminder"]["id"].as_i64().unwrap(),
        bench,
        specialist_id,
        specialist,
    }
}

fn leaked(answer: &Json) -> Option<&'static str> {
    let text = answer.to_string();
    SECRETS.into_iter().find(|secret| text.contains(secret))
}

/// Every command of the table is called with every id there is, the reading ones first; those that come to be later are
/// called as well.
#[test]
fn e2_no_command_tells_client_data_without_the_right() {
    let seeded = seeded();
    let reads = |name: &str| {
        let verb = name.split('.').nth(1).unwrap();
        ["create", "update", "remove", "save", "move", "done", "reply", "status", "assign", "start", "note"]
            .iter()
            .all(|writes| !verb.starts_with(writes))
    };
    let (first, then): (Vec<&str>, Vec<&str>) =
        commands().iter().map(|command| command.name).partition(|name| reads(name));
    let most = seeded.by_mail.max(seeded.contact).max(seeded.reminder).max(seeded.specialist_id) + 2;
    let mut answered = Vec::new();
    for name in first.into_iter().chain(then) {
        // Logging in is no business of this seat, and the file commands write where they are told.
        if name.starts_with("session.l") || name.starts_with("files.") || name.contains("save") {
            continue;
        }
        for id in 1..=most {
            let words = json!({ "id": id, "request_id": id, "letter_id": id, "position": 0, "view": "all", "limit": 500,
                "text": "е", "ids": [id], "day": "2026-11-21", "done": false, "seen": true, "pictures": false,
                "employee_id": seeded.specialist_id, "status": "in_work", "draft_id": id, "last_letter_id": null,
                "subject": "Шильда", "name": "Максим", "from": "2026-11-01", "to": "2026-11-30" });
            match seeded.specialist.dispatch(name, words) {
                Ok(answer) => {
                    assert_eq!(leaked(&answer), None, "{name} {id}: {answer}");
                    answered.push(name);
                }
                Err(error) => assert_eq!(leaked(&json!(error)), None, "{name} {id}: {error:?}"),
            }
        }
    }
    // The words were taken at all.
    for name in
        ["requests.list", "requests.get", "contacts.list", "contacts.get", "reminders.list", "reminders.look"]
    {
        assert!(answered.contains(&name), "{name} answered nothing");
    }
}

/// The same answers hold these words for whoever may see clients: what the test above looks for is there to be found.
#[test]
fn e2_whoever_may_see_clients_sees_them_everywhere() {
    let seeded = seeded();
    let (_, manager) = seeded.bench.hire("oksana", &["manager"]);
    for (name, words) in [
        ("requests.list", json!({ "view": "all" })),
        ("requests.get", json!({ "id": seeded.by_hand })),
        ("requests.get", json!({ "id": seeded.by_mail })),
        ("contacts.list", json!({})),
        ("contacts.get", json!({ "id": seeded.contact })),
        ("reminders.list", json!({})),
        ("reminders.get", json!({ "id": seeded.reminder })),
        ("contacts.suggest", json!({ "text": "злато" })),
        ("clients.get", json!({ "id": seeded.client })),
    ] {
        assert!(leaked(&manager.dispatch(name, words).unwrap()).is_some(), "{name}");
    }
}

/// What one answers stays readable: the name in the letters, the subject, the letters themselves.
#[test]
fn e2_the_correspondent_of_a_letter_stays_for_whoever_answers_it() {
    let seeded = seeded();
    let page = seeded.specialist.dispatch("requests.get", json!({ "id": seeded.by_mail })).unwrap();
    assert_eq!((page["who"].clone(), page["client_id"].clone()), (json!("Зара"), json!(null)));
    assert_eq!(page["items"][0]["from"]["address"], "zk@letters.example");
    assert_eq!((page["email"].clone(), page["phone"].clone()), (json!(null), json!(null)));
    let stranger = seeded.bench.request_of(&mail("b@x", "Петро <petro@other.example>", "Ціна"));
    let page = seeded.specialist.dispatch("requests.get", json!({ "id": stranger })).unwrap();
    assert_eq!((page["who"].clone(), page["email"].clone()), (json!("Петро"), json!("petro@other.example")));
    let draft = seeded.specialist.dispatch("drafts.start", json!({ "request_id": seeded.by_mail })).unwrap();
    assert_eq!(draft["to"][0]["address"], "zk@letters.example");
}

/// A search is no way round: neither the name nor the digits of a hidden card find anything, word by word.
#[test]
fn e2_a_search_does_not_tell_what_is_hidden() {
    let seeded = seeded();
    let found = |name: &str, key: &str, words: &str| {
        ids(&seeded.specialist.dispatch(name, json!({ "view": "all", key: words })).unwrap())
    };
    for words in ["Златозара", "Ковальчук", "987", "050 987-65-43", "zlata", "secret.example", "Таємноград"]
    {
        for name in ["requests.list", "contacts.list", "reminders.list"] {
            assert_eq!(found(name, "search", words), Vec::<i64>::new(), "{name} {words}");
        }
        assert_eq!(
            seeded.specialist.dispatch("contacts.suggest", json!({ "text": words })).unwrap(),
            json!([]),
            "{words}"
        );
    }
    assert_eq!(found("requests.list", "search", "дуб"), [seeded.by_hand]);
    assert_eq!(found("contacts.list", "search", "ціни"), [seeded.contact]);
    assert_eq!(seeded.specialist.dispatch("contacts.suggest", json!({ "text": "zk@" })).unwrap(), json!([]));
}

/// A client is neither named nor asked for by its id, and what is hidden is not lost by a change of somebody who cannot
/// see it.
#[test]
fn e2_hidden_clients_are_neither_named_nor_lost() {
    let seeded = seeded();
    let reminder = json!({ "day": "2026-11-23", "text": "Знову", "priority": "normal" });
    for (name, words) in [
        ("requests.list", json!({ "client_id": seeded.client })),
        ("contacts.list", json!({ "client_id": seeded.client })),
        ("contacts.counts", json!({ "client_id": seeded.client })),
        ("reminders.list", json!({ "client_id": seeded.client })),
        ("requests.create", json!({ "subject": "x", "client_id": seeded.client })),
        ("reminders.create", json!({ "client_id": seeded.client, "request_id": null, "fields": reminder })),
        (
            "reminders.update",
            json!({ "id": seeded.reminder, "client_id": seeded.client, "fields": reminder }),
        ),
    ] {
        let error = seeded.specialist.dispatch(name, words).unwrap_err();
        assert_eq!(
            (error.code.as_str(), error.params["right"].clone()),
            ("forbidden", json!("see_clients")),
            "{name}"
        );
    }
    let shown = seeded.specialist.dispatch("contacts.get", json!({ "id": seeded.contact })).unwrap();
    let fields = json!({ "client_id": shown["client_id"], "request_id": null, "direction": "incoming",
        "channel": "call", "information": "Питала про строки", "done": true, "reminder": reminder });
    seeded.specialist.dispatch("contacts.update", json!({ "id": seeded.contact, "fields": fields })).unwrap();
    seeded
        .specialist
        .dispatch(
            "reminders.create",
            json!({ "client_id": null, "request_id": seeded.by_mail, "fields": reminder }),
        )
        .unwrap();
    let kept = seeded.bench.call("contacts.get", json!({ "id": seeded.contact }));
    assert_eq!(
        (kept["client_id"].clone(), kept["city"].clone()),
        (json!(seeded.client), json!("Таємноград"))
    );
    assert_eq!(kept["reminder"]["client_id"], seeded.client);
    let of_client = seeded.bench.call("reminders.list", json!({ "client_id": seeded.client }));
    assert_eq!(of_client["total"], 2);
}

/// C1: every part of a card is told to whoever may see it, and is a secret to look for.
#[test]
fn e2_a_card_holds_every_secret() {
    let seeded = seeded();
    let text = seeded.bench.call("clients.get", json!({ "id": seeded.client })).to_string();
    for secret in SECRETS.into_iter().filter(|secret| *secret != "златозара") {
        assert!(text.contains(secret), "{secret}");
    }
    assert_eq!(seeded.bench.call("tags.list", json!({})), json!([{ "name": "мітка-шепіт", "clients": 1 }]));
    assert_eq!(seeded.specialist.dispatch("tags.list", json!({})).unwrap_err().code, "forbidden");
}

/// K1, K4, K10: interests are neither told nor found by, and the calendar names no client.
#[test]
fn e2_interests_and_the_calendar_tell_no_client() {
    let seeded = seeded();
    let wanted = json!({ "interests": ["лазерні-вироби"] });
    for (name, words) in [
        ("interests.list", json!({})),
        ("contacts.list", wanted.clone()),
        ("contacts.counts", wanted.clone()),
        ("reminders.list", wanted.clone()),
        ("reminders.export", json!({ "filter": wanted, "path": "/no/such/folder/x.ics" })),
        (
            "reminders.export",
            json!({ "filter": { "client_id": seeded.client }, "path": "/no/such/folder/x.ics" }),
        ),
    ] {
        let error = seeded.specialist.dispatch(name, words).unwrap_err();
        assert_eq!(
            (error.code.as_str(), error.params["right"].clone()),
            ("forbidden", json!("see_clients")),
            "{name}"
        );
    }
    let path = seeded.bench.folder.path().join("x.ics");
    let words = json!({ "filter": {}, "path": path.display().to_string() });
    assert_eq!(seeded.specialist.dispatch("reminders.export", words.clone()).unwrap()["count"], 1);
    // Long lines of the file are folded.
    let written = || std::fs::read_to_string(&path).unwrap().replace("\r\n ", "");
    assert_eq!(leaked(&json!(written())), None);
    assert!(written().contains("Передзвонити"));
    let (_, manager) = seeded.bench.hire("oksana", &["manager"]);
    manager.dispatch("reminders.export", words).unwrap();
    assert!(leaked(&json!(written())).is_some());
}

/// K4, K7: a reminder that somebody without the right does, takes back or puts off keeps its client, and its next one
/// has it and goes with it.
#[test]
fn e2_repeating_reminders_keep_a_hidden_client() {
    let seeded = seeded();
    let call = |name: &str, words: Json| seeded.specialist.dispatch(name, words).unwrap();
    let weekly = json!({ "day": "2026-11-20", "time": "10:00", "text": "Щотижня", "priority": "normal", "repeat": "weekly" });
    call("reminders.update", json!({ "id": seeded.reminder, "client_id": null, "fields": weekly }));
    call("reminders.snooze", json!({ "ids": [seeded.reminder], "span": "hour" }));
    call("reminders.done", json!({ "ids": [seeded.reminder], "done": true }));
    let of_client = || ids(&seeded.bench.call("reminders.list", json!({ "client_id": seeded.client })));
    assert_eq!(of_client().len(), 2);
    call("reminders.done", json!({ "ids": [seeded.reminder], "done": false }));
    assert_eq!(of_client(), [seeded.reminder]);
}

/// K1: the address of a letter is looked for only where it is shown.
#[test]
fn e2_hidden_addresses_of_letters_are_not_found() {
    let seeded = seeded();
    let desk = seeded.bench.office.desk();
    let shown = seeded.bench.request_of(&mail("b@x", "Петро <petro@other.example>", "Ціна"));
    for (request_id, address) in [(seeded.by_mail, "zk@letters.example"), (shown, "petro@other.example")] {
        let page = seeded.bench.call("requests.get", json!({ "id": request_id }));
        let letter = deskbell_core::contacts::SentLetter {
            letter_id: page["items"][0]["id"].as_i64().unwrap(),
            request_id: Some(request_id),
            client_id: page["client_id"].as_i64(),
            employee_id: Some(seeded.specialist_id),
            at: NOW,
            information: "Лист",
            address,
        };
        desk.write(|tx| deskbell_core::contacts::log_letter(tx, &letter)).unwrap();
    }
    let found =
        |words: &str| ids(&seeded.specialist.dispatch("contacts.list", json!({ "search": words })).unwrap());
    assert_eq!(found("zk@letters"), Vec::<i64>::new());
    assert_eq!(found("petro@other").len(), 1);
    assert_eq!(ids(&seeded.bench.call("contacts.list", json!({ "search": "zk@letters" }))).len(), 1);
}

/// E2, R27: what a gateway says of an SMS that it refused names the phone; why it was refused is told all the same.
#[test]
fn e2_a_gateways_words_do_not_tell_the_phone() {
    let seeded = seeded();
    super::sms::set_up(&seeded.bench, "http://127.0.0.1:9");
    let allowed = "UPDATE client SET do_not_write = 0";
    seeded.bench.office.desk().write(|tx| Ok(tx.run(allowed, &[])?)).unwrap();
    seeded.bench.call("requests.send_sms", json!({ "request_id": seeded.by_hand, "text": "Готово" }));
    let refused = deskbell_core::Error::SmsNotTaken {
        why: "bad_number",
        answer: "380509876543: no such number".into(),
    };
    let sql = "UPDATE message SET state = 'refused', error = ?1";
    let error = deskbell_store::Value::Text(json!(refused.wire()).to_string());
    seeded.bench.office.desk().write(|tx| Ok(tx.run(sql, &[error])?)).unwrap();
    let sms = |page: &Json| super::items(page, "sms")[0].clone();
    assert!(leaked(&sms(&seeded.bench.request(seeded.by_hand))).is_some());
    let hidden = sms(&seeded.specialist.dispatch("requests.get", json!({ "id": seeded.by_hand })).unwrap());
    assert_eq!(leaked(&hidden), None, "{hidden}");
    let error = hidden["error"].clone();
    assert_eq!((&error["code"], &error["params"]["why"]), (&json!("sms_not_taken"), &json!("bad_number")));
}
