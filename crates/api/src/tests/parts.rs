//! K9: optional parts: both on at first; what is off refuses, shows nothing, does not ring, and loses nothing.

use serde_json::{Value as Json, json};

use super::reminders::{add, fields, rings};
use super::{Bench, DAY};
use crate::commands;

fn switch(bench: &Bench, interaction: bool, mailing: bool) {
    let words = json!({ "client_interaction": interaction, "mass_mailing": mailing });
    bench.call("parts.update", words);
}

#[test]
fn k9_both_parts_are_on_at_first_and_the_session_tells() {
    let bench = Bench::new();
    let both = json!({ "client_interaction": true, "mass_mailing": true });
    assert_eq!(bench.call("parts.get", json!({})), both);
    assert_eq!(bench.call("session.get", json!({}))["parts"], both);
    switch(&bench, true, false);
    let parts = bench.call("session.get", json!({}))["parts"].clone();
    assert_eq!(parts, json!({ "client_interaction": true, "mass_mailing": false }));
    let (_, seat) = bench.hire("taras", &["manager"]);
    assert_eq!(seat.dispatch("parts.update", both).unwrap_err().code, "forbidden");
}

#[test]
fn k9_every_command_of_a_part_that_is_off_refuses() {
    let bench = Bench::new();
    switch(&bench, false, true);
    let mut asked = 0;
    for command in commands() {
        if command.name.starts_with("reminders.") || command.name.starts_with("interests.") {
            let error = bench.fail(command.name, json!({}));
            assert_eq!(
                (error.code.as_str(), error.params["part"].clone()),
                ("part_off", json!("client_interaction")),
                "{}",
                command.name
            );
            asked += 1;
        }
    }
    assert!(asked >= 11, "{asked}");
    for filter in [json!({ "has_reminder": true }), json!({ "interests": ["акрил"] })] {
        assert_eq!(bench.fail("contacts.list", filter).code, "part_off");
    }
}

/// K9: switched off and on again, everything is where it was, and what came due meanwhile does not ring all at once.
#[test]
fn k9_what_is_off_is_not_shown_and_not_lost() {
    let bench = Bench::new();
    let client = json!({ "kind": "person", "name": "Ірина", "phones": [], "emails": [], "city": "", "address": "",
        "interests": "акрил", "discount": 0, "terms": "", "notes": "", "manager_id": null });
    let client = bench.call("clients.create", client)["id"].clone();
    let mut contact = json!({ "client_id": client, "request_id": null, "at": null, "direction": "incoming", "channel": "call",
        "information": "Просила рахунок", "done": false, "reminder": fields("2026-11-19", None, "рахунок") });
    let id = bench.call("contacts.create", contact.clone())["id"].clone();
    let due = add(&bench, "2026-11-20", Some("18:00"), "увечері");
    assert_eq!(bench.call("requests.counts", json!({}))["reminders_due"], 2);
    switch(&bench, false, true);
    assert_eq!(bench.call("requests.counts", json!({}))["reminders_due"], 0);
    assert!(bench.call("contacts.get", json!({ "id": id }))["reminder"].is_null());
    assert!(bench.call("contacts.list", json!({}))["rows"][0]["reminder"].is_null());
    assert_eq!(bench.call("contacts.counts", json!({}))["reminders"], 0);
    assert_eq!(bench.call("clients.get", json!({ "id": client }))["reminders"], json!([]));
    assert_eq!(bench.fail("contacts.create", contact.clone()).code, "part_off");
    assert_eq!(bench.fail("contacts.update", json!({ "id": id, "fields": contact })).code, "part_off");
    (contact["reminder"], contact["information"]) = (Json::Null, json!("Просила рахунок і акт"));
    bench.call("contacts.update", json!({ "id": id, "fields": contact }));
    bench.wait(DAY);
    assert!(rings(&bench).is_empty());
    switch(&bench, true, true);
    assert!(rings(&bench).is_empty(), "what came due while it was off is in the list");
    let kept = bench.call("contacts.get", json!({ "id": id }));
    assert_eq!(
        (kept["reminder"]["text"].clone(), kept["information"].clone()),
        (json!("рахунок"), json!("Просила рахунок і акт"))
    );
    assert_eq!(bench.call("reminders.get", json!({ "id": due }))["done"], false);
    assert_eq!(bench.call("interests.list", json!({})), json!([{ "name": "акрил", "clients": 1 }]));
}
