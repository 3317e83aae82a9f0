//! E3: wrong passwords slow down, forgotten ones are made anew, the window locks.

use serde_json::{Value as Json, json};

use super::employees::{employ, log_in, refused, window};
use super::{Bench, DAY, HOUR};
use crate::commands;

fn slowed(seconds: i64) -> (String, Json) {
    ("login_slowed".to_owned(), json!(seconds))
}

#[test]
fn e3_wrong_passwords_wait_longer_each_time() {
    let bench = Bench::new();
    employ(&bench, "maksym", &["manager"], "сезам-сезам");
    let seat = window(&bench, "nobody");
    assert_eq!(log_in(&seat, "maksym", "сезам"), Err(refused(1)));
    // The right password does not get by either: it is not looked at before the time is over.
    assert_eq!(log_in(&seat, "maksym", "сезам-сезам"), Err(slowed(1)));
    bench.wait(1000);
    assert_eq!(log_in(&seat, "MAKSYM", ""), Err(refused(2)));
    bench.wait(500);
    assert_eq!(log_in(&seat, "maksym", "сезам-сезам"), Err(slowed(2)));
    bench.wait(1500);
    assert_eq!(log_in(&seat, "maksym", "x"), Err(refused(4)));
    // Another login does not wait for it, and one that does not exist answers like one that does.
    assert_eq!(log_in(&seat, "oksana", "x"), Err(refused(1)));
    assert_eq!(log_in(&seat, "oksana", "x"), Err(slowed(1)));
    // A restart forgets nothing; neither does another window.
    let restarted = window(&bench, "nobody");
    assert_eq!(log_in(&restarted, "maksym", "сезам-сезам"), Err(slowed(4)));
    bench.wait(4000);
    assert_eq!(log_in(&restarted, "maksym", "сезам-сезам").unwrap()["employee"]["name"], "maksym");
    // The right one ends it.
    restarted.dispatch("session.logout", json!({})).unwrap();
    assert_eq!(log_in(&restarted, "maksym", "x"), Err(refused(1)));
}

#[test]
fn e3_the_wait_ends_at_a_quarter_of_an_hour_and_with_the_day() {
    let bench = Bench::new();
    let id = employ(&bench, "maksym", &["manager"], "сезам-сезам");
    let seat = window(&bench, "nobody");
    let mut last = 0;
    for _ in 0..14 {
        let Err((code, seconds)) = log_in(&seat, "maksym", "x") else { panic!("let in") };
        last = seconds.as_i64().unwrap();
        assert_eq!(code, "login_refused");
        bench.wait(last * 1000);
    }
    assert_eq!(last, 900);
    bench.wait(DAY + HOUR);
    assert_eq!(log_in(&seat, "maksym", "x"), Err(refused(1)));
    // A clock that is set back does not lock anybody out.
    bench.wait(-DAY);
    log_in(&seat, "maksym", "сезам-сезам").unwrap();
    // An administrator gives a new password, and the old one is over.
    bench.call("employees.set_password", json!({ "id": id, "password": "новий-сезам" }));
    seat.dispatch("session.lock", json!({})).unwrap();
    assert_eq!(log_in(&seat, "maksym", "сезам-сезам"), Err(refused(1)));
    bench.wait(1000);
    log_in(&seat, "maksym", "новий-сезам").unwrap();
}

#[test]
fn e3_the_own_password_is_changed_with_the_old_one() {
    let bench = Bench::new();
    employ(&bench, "maksym", &["specialist"], "сезам-сезам");
    let seat = window(&bench, "nobody");
    log_in(&seat, "maksym", "сезам-сезам").unwrap();
    let change = |old: &str, new: &str| {
        seat.dispatch("employees.set_my_password", json!({ "old": old, "new": new }))
            .map_err(|error| error.code)
    };
    assert_eq!(change("не те", "новий-сезам"), Err("login_refused".to_owned()));
    assert_eq!(change("сезам-сезам", "новий-сезам"), Err("login_slowed".to_owned()));
    bench.wait(1000);
    assert_eq!(change("сезам-сезам", "x"), Err("password_too_short".to_owned()));
    assert_eq!(change("сезам-сезам", ""), Err("password_too_short".to_owned()), "not where others work");
    change("сезам-сезам", "новий-сезам").unwrap();
    seat.dispatch("session.lock", json!({})).unwrap();
    log_in(&seat, "maksym", "новий-сезам").unwrap();
}

/// The documented way for a forgotten password: `deskbell-cli password LOGIN`, for whoever has the data folder.
#[test]
fn e3_a_forgotten_password_is_made_anew_beside_the_window() {
    let bench = Bench::new();
    employ(&bench, "maksym", &["manager"], "сезам-сезам");
    bench.call("employees.set_password", json!({ "id": bench.me(), "password": "забутий-пароль" }));
    let seat = window(&bench, "nobody");
    assert_eq!(log_in(&seat, "admin", "не той"), Err(refused(1)));
    let password = deskbell_core::logins::reset(&bench.office, "Admin").unwrap();
    assert_eq!(password.len(), 12);
    log_in(&seat, "admin", &password).unwrap();
    let error = deskbell_core::logins::reset(&bench.office, "ніхто").unwrap_err();
    assert_eq!(error.code(), "no_such_login");
    // No command of the table does it: the window cannot.
    assert!(
        !commands().iter().any(|command| command
            .name
            .rsplit('.')
            .next()
            .is_some_and(|verb| verb.starts_with("reset")))
    );
}

#[test]
fn e3_the_minutes_until_the_lock_are_the_offices() {
    let bench = Bench::new();
    let mut general = bench.call("office.settings", json!({}));
    assert_eq!(general["lock_minutes"], 15);
    general["lock_minutes"] = json!(0);
    assert_eq!(bench.call("office.update", general.clone())["lock_minutes"], 0);
    general["lock_minutes"] = json!(-1);
    assert_eq!(bench.fail("office.update", general).code, "bad_request");
}
