//! S2, S6: whom a mailing goes to, and why somebody is left out.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use super::{begin, fields_of};
use crate::tests::{Bench, DAY, NOW};

/// A client with an e-mail and a phone, either of which may be empty.
pub fn client(bench: &Bench, name: &str, email: &str, phone: &str, more: Json) -> i64 {
    let mut card = json!({ "kind": "person", "name": name, "emails": [email], "phones": [phone] });
    for (key, value) in more.as_object().into_iter().flatten() {
        card[key.as_str()] = value.clone();
    }
    bench.call("clients.create", card)["id"].as_i64().unwrap()
}

/// A client who agreed to everything.
pub fn agreed(bench: &Bench, name: &str, email: &str, phone: &str) -> i64 {
    let yes = json!({ "given": true, "source": "анкета", "day": "2026-01-01" });
    client(bench, name, email, phone, json!({ "consents": { "email": yes, "sms": yes } }))
}

fn choose(bench: &Bench, mailing: &Json, clients: &[i64]) -> Json {
    bench.call("mailings.add_clients", json!({ "id": mailing["id"], "client_ids": clients }))
}

/// Everybody by name: where the message goes, or why it does not.
fn everybody(bench: &Bench, mailing: &Json) -> BTreeMap<String, String> {
    let page = bench.call("mailings.messages", json!({ "id": mailing["id"], "limit": 500 }));
    let rows = page["rows"].as_array().unwrap();
    assert_eq!(page["total"], rows.len());
    rows.iter()
        .map(|row| {
            let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
            let what = if row["state"] == "left_out" { text("reason") } else { text("address") };
            (text("who"), what)
        })
        .collect()
}

#[test]
fn s2_each_person_is_written_to_or_left_out_with_a_reason() {
    let bench = Bench::new();
    let refused = json!({ "given": false, "source": "", "day": "2026-01-01" });
    let all = [
        agreed(&bench, "Ірина", "Ira@x.example", "050 123-45-67"),
        agreed(&bench, "Без пошти", "", "050 123-45-68"),
        agreed(&bench, "Двійник", "ira@x.example", ""),
        client(&bench, "Не питали", "ask@x.example", "", json!({})),
        client(&bench, "Відмовився", "no@x.example", "", json!({ "consents": { "email": refused } })),
        client(&bench, "Не писати", "dnw@x.example", "", json!({ "do_not_write": true })),
        agreed(&bench, "Відписався", "stop@x.example", ""),
    ];
    bench.call(
        "mailings.opt_out",
        json!({ "way": "email", "address": "STOP@x.example", "note": "телефоном" }),
    );
    let mailing = begin(&bench, "email", "Вітаємо", "<p>Вітаємо!</p>", "");
    assert_eq!(choose(&bench, &mailing, &all), json!({ "added": 7, "known": 0, "unusable": 0 }));
    assert_eq!(choose(&bench, &mailing, &all[..2]), json!({ "added": 0, "known": 2, "unusable": 0 }));
    let expected = |not_asked: &str| {
        BTreeMap::from([
            ("Ірина".to_owned(), "ira@x.example".to_owned()),
            ("Без пошти".to_owned(), "no_address".to_owned()),
            ("Двійник".to_owned(), "duplicate".to_owned()),
            ("Не питали".to_owned(), not_asked.to_owned()),
            ("Відмовився".to_owned(), "no_consent".to_owned()),
            ("Не писати".to_owned(), "do_not_write".to_owned()),
            ("Відписався".to_owned(), "opted_out".to_owned()),
        ])
    };
    assert_eq!(everybody(&bench, &mailing), expected("no_consent"));
    let mut fields = fields_of(&mailing);
    fields["consent_needed"] = json!(false);
    bench.call("mailings.update", json!({ "id": mailing["id"], "fields": fields }));
    let check = bench.call("mailings.check", json!({ "id": mailing["id"] }));
    assert_eq!(everybody(&bench, &mailing), expected("ask@x.example"), "who was not asked is written to");
    assert_eq!((check["to_send"].clone(), check["total"].clone()), (json!(2), json!(7)));
    let reasons = ["no_address", "opted_out", "no_consent", "do_not_write", "duplicate"];
    let told: Vec<_> =
        check["left_out"].as_array().unwrap().iter().map(|one| one["reason"].clone()).collect();
    assert_eq!(told, reasons);
    assert_eq!(check["problems"], json!([]));
}

#[test]
fn s2_sms_goes_to_mobiles_and_where_there_is_no_email() {
    let bench = Bench::new();
    let all = [
        agreed(&bench, "Обидва", "both@x.example", "050 111-11-11"),
        agreed(&bench, "Лише телефон", "", "050 222-22-22"),
        agreed(&bench, "Міський", "", "044 390-12-55"),
        agreed(&bench, "Двійник", "", "050 222-22-22"),
        agreed(&bench, "Мертва пошта", "dead@x.example", "050 333-33-33"),
        agreed(&bench, "Відписався листом", "stop@x.example", "050 444-44-44"),
    ];
    let desk = bench.office.desk();
    let origin = deskbell_core::mailings::stopped::Origin {
        source: deskbell_core::mailings::stopped::Source::Bounce,
        detail: "5.1.1",
        message_id: None,
    };
    let way = deskbell_core::mailings::message::Way::Email;
    desk.write(|tx| deskbell_core::mailings::stopped::bounced(tx, way, "dead@x.example", origin)).unwrap();
    bench.call("mailings.opt_out", json!({ "way": "email", "address": "stop@x.example", "note": "" }));
    let mailing = begin(&bench, "email_or_sms", "Вітаємо", "<p>Вітаємо!</p>", "Вітаємо!");
    choose(&bench, &mailing, &all);
    let expected: BTreeMap<String, String> = [
        ("Обидва", "both@x.example"),
        ("Лише телефон", "+380502222222"),
        ("Міський", "no_address"),
        ("Двійник", "duplicate"),
        ("Мертва пошта", "+380503333333"),
        ("Відписався листом", "opted_out"),
    ]
    .map(|(name, what)| (name.to_owned(), what.to_owned()))
    .into();
    assert_eq!(everybody(&bench, &mailing), expected);
    let check = bench.call("mailings.check", json!({ "id": mailing["id"] }));
    assert_eq!((check["emails"].clone(), check["sms"].clone()), (json!(1), json!(2)));
    let sms = begin(&bench, "sms", "", "", "Вітаємо!");
    choose(&bench, &sms, &all);
    assert_eq!(everybody(&bench, &sms)["Обидва"], "+380501111111");
    assert_eq!(
        everybody(&bench, &sms)["Відписався листом"],
        "+380504444444",
        "a word against letters is one"
    );
}

#[test]
fn s2_a_pasted_list_knows_clients_and_brings_variables() {
    let bench = Bench::new();
    let known = agreed(&bench, "Ірина Мельник", "ira@x.example", "050 123-45-67");
    let mailing = begin(&bench, "email", "Борг", "<p>{{ client.name }}: {{ column[\"Борг\"] }}</p>", "");
    let text = "Ім'я;Пошта;Телефон;Борг\nІра;IRA@x.example;;1200\nПетро;petro@x.example;0671112233;7\n;;;9\n;petro@x.example;067 111-22-33;8\n";
    let added = bench.call("mailings.add_pasted", json!({ "id": mailing["id"], "text": text }));
    assert_eq!(added, json!({ "added": 2, "known": 1, "unusable": 1 }));
    assert_eq!(bench.call("mailings.add_pasted", json!({ "id": mailing["id"], "text": text }))["known"], 3);
    let rows = bench.call("mailings.messages", json!({ "id": mailing["id"] }));
    assert_eq!(rows["rows"][0]["client_id"], known);
    assert_eq!(rows["rows"][0]["who"], "Ірина Мельник", "the card's name");
    assert_eq!(
        (rows["rows"][1]["who"].clone(), rows["rows"][1]["reason"].clone()),
        (json!("Петро"), json!("no_consent"))
    );
    let preview = bench.call("mailings.preview", json!({ "id": mailing["id"] }));
    assert_eq!(preview["text"].as_str().unwrap().lines().next(), Some("Ірина Мельник: 1200"));
    let names = bench.call("mailings.variables", json!({ "id": mailing["id"] }));
    assert_eq!(names["columns"], json!(["Ім'я", "Борг", "Пошта", "Телефон"]));
}

#[test]
fn s2_whom_a_mailing_reached_lately_is_left_out() {
    let bench = Bench::new();
    let ira = agreed(&bench, "Ірина", "ira@x.example", "");
    let petro = agreed(&bench, "Петро", "petro@x.example", "");
    let before = begin(&bench, "email", "Тоді", "<p>а</p>", "");
    choose(&bench, &before, &[ira]);
    let sql = format!("UPDATE message SET state = 'accepted', accepted_at = {}", NOW - 5 * DAY);
    bench.office.desk().write(|tx| Ok(tx.run(&sql, &[])?)).unwrap();
    let mailing = begin(&bench, "email", "Зараз", "<p>а</p>", "");
    choose(&bench, &mailing, &[ira, petro]);
    assert_eq!(everybody(&bench, &mailing)["Ірина"], "ira@x.example");
    for (days, left_out) in [(4, false), (6, true)] {
        let mut fields = fields_of(&mailing);
        fields["not_within_days"] = json!(days);
        bench.call("mailings.update", json!({ "id": mailing["id"], "fields": fields }));
        bench.call("mailings.check", json!({ "id": mailing["id"] }));
        assert_eq!(everybody(&bench, &mailing)["Ірина"] == "recent", left_out, "{days}");
        assert_eq!(everybody(&bench, &mailing)["Петро"], "petro@x.example");
    }
}

#[test]
fn s2_people_are_taken_off_and_their_double_has_its_turn() {
    let bench = Bench::new();
    let all = [agreed(&bench, "Перша", "ira@x.example", ""), agreed(&bench, "Друга", "ira@x.example", "")];
    let mailing = begin(&bench, "email", "Вітаємо", "<p>а</p>", "");
    choose(&bench, &mailing, &all);
    let rows = bench.call("mailings.messages", json!({ "id": mailing["id"], "states": ["queued"] }));
    assert_eq!(rows["total"], 1);
    let first = rows["rows"][0]["id"].clone();
    bench.call("mailings.remove_people", json!({ "id": mailing["id"], "message_ids": [first] }));
    assert_eq!(
        everybody(&bench, &mailing),
        BTreeMap::from([("Друга".to_owned(), "ira@x.example".to_owned())])
    );
    bench.call("mailings.clear_people", json!({ "id": mailing["id"] }));
    assert!(everybody(&bench, &mailing).is_empty());
    let error = bench.fail("mailings.send", json!({ "id": mailing["id"] }));
    assert_eq!(error.code, "nobody_to_write_to");
}

/// S2: a hundred thousand people are chosen and decided of in seconds, and the log is paged.
#[test]
fn s2_many_people_are_chosen_at_once() {
    let bench = Bench::new();
    let desk = bench.office.desk();
    let amounts = deskbell_core::seed::Amounts { clients: 20_000, ..Default::default() };
    deskbell_core::seed::seed(&desk, amounts).unwrap();
    let ids: Vec<i64> = bench
        .rows("SELECT id FROM client ORDER BY id", &[])
        .iter()
        .map(|row| row.get("id").unwrap())
        .collect();
    let mailing =
        bench.call("mailings.create", json!({ "channel": "email_or_sms", "consent_needed": false }));
    let added = choose(&bench, &mailing, &ids);
    assert_eq!(added["added"], ids.len());
    let mut seen = 0;
    let mut after = Json::Null;
    loop {
        let page =
            bench.call("mailings.messages", json!({ "id": mailing["id"], "after": after, "limit": 500 }));
        seen += page["rows"].as_array().unwrap().len();
        after = page["next"].clone();
        if after.is_null() {
            break;
        }
    }
    assert_eq!(seen, ids.len());
}

/// S6: only a person, with a note, allows an address again; the card tells what happened.
#[test]
fn s6_an_opt_out_stands_on_the_card_until_somebody_lifts_it() {
    let bench = Bench::new();
    let ira = agreed(&bench, "Ірина", "ira@x.example", "050 123-45-67");
    for _ in 0..2 {
        bench.call("mailings.opt_out", json!({ "way": "sms", "address": "0501234567", "note": "просила" }));
    }
    let of_card = || bench.call("mailings.stopped", json!({ "client_id": ira }))["rows"].clone();
    let row = of_card()[0].clone();
    assert_eq!(
        (row["address"].clone(), row["reason"].clone(), row["stopped"].clone(), row["source"].clone()),
        (json!("+380501234567"), json!("opted_out"), json!(true), json!("hand"))
    );
    assert_eq!((row["employee"]["name"].clone(), row["note"].clone()), (json!("Олена"), json!("просила")));
    let again = |note: &str| json!({ "way": "sms", "address": "+380501234567", "note": note });
    assert_eq!(bench.fail("mailings.allow", again(" ")).code, "empty_text");
    bench.call("mailings.allow", again("передумала, дзвонила 20.11"));
    assert_eq!(of_card()[0]["stopped"], false);
    assert_eq!(of_card()[0]["note"], "передумала, дзвонила 20.11");
    assert_eq!(bench.call("mailings.stopped", json!({}))["total"], 0);
    assert_eq!(
        bench.fail("mailings.allow", json!({ "way": "email", "address": "x", "note": "a" })).code,
        "bad_address"
    );
}

/// K8: "Send message to the client" from a contact, a reminder or a selection begins a mailing with those clients, whether
/// or not anybody asked for their consent.
#[test]
fn k8_a_mailing_begins_with_the_clients_of_contacts_and_reminders() {
    let bench = Bench::new();
    let refused = json!({ "given": false, "source": "", "day": "2026-01-01" });
    let ira = client(&bench, "Ірина", "ira@x.example", "050 123-45-67", json!({}));
    let petro = client(&bench, "Петро", "petro@x.example", "", json!({}));
    let olha = client(&bench, "Ольга", "olha@x.example", "", json!({ "consents": { "email": refused } }));
    let contact = json!({ "client_id": ira, "request_id": null, "direction": "incoming", "channel": "call",
        "information": "Питала, чи готово", "done": false, "reminder": null });
    let contact = bench.call("contacts.create", contact)["id"].clone();
    let fields = json!({ "day": "2026-11-21", "text": "Написати", "priority": "normal" });
    let reminder =
        bench.call("reminders.create", json!({ "client_id": petro, "request_id": null, "fields": fields }));
    let mailing = bench.call(
        "mailings.create",
        json!({ "channel": "email_or_sms", "client_ids": [olha, ira],
        "contact_ids": [contact], "reminder_ids": [reminder["id"]] }),
    );
    assert_eq!(
        (mailing["consent_needed"].clone(), mailing["counts"]["total"].clone()),
        (json!(false), json!(3))
    );
    let expected = [("Ірина", "ira@x.example"), ("Петро", "petro@x.example"), ("Ольга", "no_consent")];
    let expected: BTreeMap<String, String> =
        expected.map(|(name, what)| (name.to_owned(), what.to_owned())).into();
    assert_eq!(everybody(&bench, &mailing), expected);
    let (_, specialist) = bench.hire("maksym", &["specialist"]);
    assert_eq!(
        specialist.dispatch("mailings.create", json!({ "client_ids": [ira] })).unwrap_err().code,
        "forbidden"
    );
}
