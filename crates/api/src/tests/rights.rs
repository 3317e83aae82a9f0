//! E2: every command refuses whoever lacks its right, in the core and not in the window.

use std::collections::BTreeMap;

use serde_json::json;

use super::{Bench, mail};
use crate::commands;

const ROLES: [&str; 3] = ["administrator", "manager", "specialist"];

/// Whether a call got past the check of rights: whatever it answers then.
fn passes(api: &crate::Api, name: &str) -> bool {
    match api.dispatch(name, json!({ "nonsense": true })) {
        Ok(_) => true,
        Err(error) => !matches!(error.code.as_str(), "forbidden" | "not_logged_in"),
    }
}

/// Commands that would do something lasting even with nonsense for words.
fn harmless(name: &str) -> bool {
    !matches!(name, "office.remove_sample" | "mailbox.remove" | "session.lock" | "session.logout")
}

/// The written matrix is the table's: one line for each command, an x for each role that may.
#[test]
fn e2_every_command_by_role_is_as_written() {
    let written: BTreeMap<&str, Vec<bool>> = include_str!("rights.txt")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| {
            let mut words = line.split_whitespace();
            (words.next().unwrap(), words.map(|word| word == "x").collect())
        })
        .collect();
    let bench = Bench::new();
    let seats: Vec<crate::Api> =
        ROLES.iter().map(|role| bench.hire(role, &[role]).1).chain([bench.hire("nobody", &[]).1]).collect();
    let table = commands();
    assert_eq!(written.keys().copied().collect::<Vec<_>>(), {
        let mut names: Vec<&str> = table.iter().map(|command| command.name).collect();
        names.sort_unstable();
        names
    });
    for (name, allowed) in &written {
        assert_eq!(allowed.len(), 4, "{name}");
        for (seat, may) in seats.iter().zip(allowed) {
            if !may || harmless(name) {
                assert_eq!(passes(seat, name), *may, "{name}");
            }
        }
    }
}

#[test]
fn e2_before_the_first_start_nobody_may_anything_but_look_and_start() {
    let bench = Bench::bare();
    for command in commands() {
        let outcome = bench.api.dispatch(command.name, json!({ "nonsense": true }));
        match command.needs {
            "nothing" => assert!(
                ["session.get", "session.login", "session.logout", "session.lock", "office.start"]
                    .contains(&command.name)
            ),
            _ => assert_eq!(outcome.unwrap_err().code, "not_logged_in", "{}", command.name),
        }
    }
    let session = bench.call("session.get", json!({}));
    assert_eq!(
        (session["first_start"].clone(), session["employee"].clone(), session["rights"].clone()),
        (json!(true), json!(null), json!([]))
    );
}

#[test]
fn e2_the_administrator_alone_answers_no_letters() {
    let bench = Bench::new();
    let request = bench.request_of(&mail("a@x", "ira@melnyk.example", "Шильда"));
    let (_, administrator) = bench.hire("root", &["administrator"]);
    for (name, words) in [
        ("drafts.start", json!({ "request_id": request })),
        ("requests.reply", json!({ "draft_id": 1, "last_letter_id": null })),
        ("requests.create", json!({ "subject": "x" })),
    ] {
        let error = administrator.dispatch(name, words).unwrap_err();
        assert_eq!(
            (error.code.as_str(), error.params["right"].clone()),
            ("forbidden", json!("answer_letters")),
            "{name}"
        );
    }
}

/// A right that is taken away while the window is open counts at the next call; so does leaving the office.
#[test]
fn e2_a_right_taken_away_counts_at_once() {
    let bench = Bench::new();
    let (id, seat) = bench.hire("taras", &["manager"]);
    seat.dispatch("clients.list", json!({})).unwrap();
    let desk = bench.office.desk();
    desk.write(|tx| Ok(tx.run(&format!("DELETE FROM employee_role WHERE employee_id = {id}"), &[])?))
        .unwrap();
    assert_eq!(seat.dispatch("clients.list", json!({})).unwrap_err().code, "forbidden");
    desk.write(|tx| Ok(tx.run(&format!("UPDATE employee SET active = 0 WHERE id = {id}"), &[])?)).unwrap();
    assert_eq!(seat.dispatch("session.get", json!({})).unwrap_err().code, "no_such_login");
}

/// R6, E2: the card beside a conversation is for those who may see clients.
#[test]
fn e2_a_request_shows_no_card_to_whoever_may_not_see_clients() {
    let bench = Bench::new();
    let (_, specialist) = bench.hire("maksym", &["specialist"]);
    let request = bench.request_of(&mail("a@x", "ira@melnyk.example", "Шильда"));
    bench.call("requests.add_client", json!({ "id": request }));
    assert!(specialist.dispatch("requests.get", json!({ "id": request })).unwrap()["client"].is_null());
    assert!(!bench.request(request)["client"].is_null());
}
