//! E1, E2: who works here and what their roles allow. Passwords and waiting are in `logins`.

use std::sync::Arc;

use serde_json::{Value as Json, json};

use super::{Bench, MINUTE, mail};
use crate::{Api, commands};

fn role(bench: &Bench, code: &str) -> i64 {
    let roles = bench.call("roles.list", json!({}));
    roles.as_array().unwrap().iter().find(|role| role["code"] == code).unwrap()["id"].as_i64().unwrap()
}

fn fields(bench: &Bench, login: &str, roles: &[&str]) -> Json {
    let roles: Vec<i64> = roles.iter().map(|code| role(bench, code)).collect();
    json!({ "login": login, "name": login, "email": "", "phone": "", "signature": "", "department": "",
        "supervisor_id": null, "roles": roles, "os_login": "", "os_allowed": false })
}

fn with(mut fields: Json, change: Json) -> Json {
    fields.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    fields
}

pub(super) fn employ(bench: &Bench, login: &str, roles: &[&str], password: &str) -> i64 {
    let words = json!({ "fields": fields(bench, login, roles), "password": password });
    bench.call("employees.create", words)["id"].as_i64().unwrap()
}

/// A window of the office, on a computer whose user has this name.
pub(super) fn window(bench: &Bench, os_login: &str) -> Api {
    Api::window(Arc::clone(&bench.office), Some(os_login.to_owned()))
}

pub(super) fn who(seat: &Api) -> Json {
    seat.dispatch("session.get", json!({})).unwrap()["employee"]["name"].clone()
}

pub(super) fn log_in(seat: &Api, login: &str, password: &str) -> Result<Json, (String, Json)> {
    seat.dispatch("session.login", json!({ "login": login, "password": password }))
        .map_err(|error| (error.code, error.params.get("seconds").cloned().unwrap_or_default()))
}

pub(super) fn refused(seconds: i64) -> (String, Json) {
    ("login_refused".to_owned(), json!(seconds))
}

#[test]
fn e1_an_employee_is_kept_with_everything_and_never_shows_a_password() {
    let bench = Bench::new();
    let words = with(
        fields(&bench, " Maksym ", &["manager", "specialist"]),
        json!({ "name": "  Максим   Бондар ", "email": "Maksym@Promin.example", "phone": "80671112233",
            "signature": "<p>З повагою<script>x</script></p>", "department": " Цех ", "supervisor_id": bench.me(),
            "os_login": "MBondar", "os_allowed": true }),
    );
    let made = bench.call("employees.create", json!({ "fields": words, "password": "сезам-сезам" }));
    assert_eq!(
        (made["login"].clone(), made["name"].clone(), made["email"].clone(), made["phone"].clone()),
        (json!("maksym"), json!("Максим Бондар"), json!("maksym@promin.example"), json!("067 111-22-33"))
    );
    assert_eq!(made["signature"], "<p>З повагою</p>");
    assert_eq!(
        (made["department"].clone(), made["supervisor"]["name"].clone()),
        (json!("Цех"), json!("Олена"))
    );
    assert_eq!(
        (made["os_login"].clone(), made["os_allowed"].clone(), made["has_password"].clone()),
        (json!("mbondar"), json!(true), json!(true))
    );
    assert_eq!(made["roles"], json!([role(&bench, "manager"), role(&bench, "specialist")]));
    let changed = bench.call(
        "employees.update",
        json!({ "id": made["id"], "fields": with(words.clone(), json!({ "department": "Офіс" })) }),
    );
    assert_eq!(
        (changed["department"].clone(), changed["has_password"].clone()),
        (json!("Офіс"), json!(true))
    );
    let stored = bench.rows("SELECT password_hash FROM employee WHERE login = 'maksym'", &[]);
    let hash: String = stored[0].get("password_hash").unwrap();
    assert!(hash.starts_with("$argon2id$"), "{hash}");
    let log: Vec<String> = bench
        .rows("SELECT coalesce(before, '') AS was, coalesce(after, '') AS now FROM change", &[])
        .iter()
        .map(|row| row.get::<String>("was").unwrap() + &row.get::<String>("now").unwrap())
        .collect();
    let shown = bench.call("employees.all", json!({})).to_string() + &log.join("\n");
    assert!(!shown.contains("argon2id") && !shown.contains("сезам"), "{shown}");
    // Nor does an error quote what was given.
    for name in ["employees.set_password", "session.login", "employees.set_my_password"] {
        let error = bench.fail(
            name,
            json!({ "id": 1, "login": 5, "old": 7, "password": { "x": "таємниця" }, "new": "a" }),
        );
        assert!(!format!("{error:?}").contains("таємниця"), "{name} {error:?}");
    }
}

#[test]
fn e1_what_makes_no_employee_is_refused() {
    let bench = Bench::new();
    let maksym = employ(&bench, "maksym", &["manager"], "сезам-сезам");
    for (change, code) in [
        (json!({ "name": " " }), "empty_text"),
        (json!({ "name": "я".repeat(400) }), "text_too_long"),
        (json!({ "login": "" }), "invalid_login"),
        (json!({ "login": "два слова" }), "invalid_login"),
        (json!({ "login": "ADMIN" }), "login_taken"),
        (json!({ "email": "maksym@" }), "bad_address"),
        (json!({ "phone": "так" }), "bad_phone"),
        (json!({ "roles": [] }), "no_role"),
        (json!({ "roles": [777] }), "not_found"),
        (json!({ "supervisor_id": 777 }), "row_referred_to"),
    ] {
        let words = with(fields(&bench, "oksana", &["manager"]), change.clone());
        assert_eq!(bench.fail("employees.create", json!({ "fields": words })).code, code, "{change}");
    }
    let short = json!({ "fields": fields(&bench, "oksana", &["manager"]), "password": "12345" });
    assert_eq!(bench.fail("employees.create", short).code, "password_too_short");
    assert_eq!(bench.call("employees.all", json!({})).as_array().unwrap().len(), 2);
    // Two cannot be each other's supervisors.
    let me = with(fields(&bench, "admin", &["administrator"]), json!({ "supervisor_id": maksym }));
    bench.call("employees.update", json!({ "id": bench.me(), "fields": me }));
    let words = with(fields(&bench, "maksym", &["manager"]), json!({ "supervisor_id": bench.me() }));
    assert_eq!(
        bench.fail("employees.update", json!({ "id": maksym, "fields": words })).code,
        "supervisor_circle"
    );
}

#[test]
fn e1_the_last_administrator_stays() {
    let bench = Bench::new();
    let me = bench.me();
    let demoted = json!({ "id": me, "fields": fields(&bench, "admin", &["manager"]) });
    assert_eq!(bench.fail("employees.deactivate", json!({ "id": me })).code, "last_administrator");
    assert_eq!(bench.fail("employees.update", demoted.clone()).code, "last_administrator");
    let second = employ(&bench, "root", &["administrator"], "сезам-сезам");
    bench.call("employees.update", demoted);
    let root = Api::new(Arc::clone(&bench.office), Some("root".to_owned()));
    let error = root.dispatch("employees.deactivate", json!({ "id": second })).unwrap_err();
    assert_eq!(error.code, "last_administrator");
    assert_eq!(bench.fail("employees.all", json!({})).code, "forbidden", "who is no administrator any more");
}

#[test]
fn e1_the_deactivated_are_kept_but_given_nothing() {
    let bench = Bench::new();
    let maksym = employ(&bench, "maksym", &["manager"], "сезам-сезам");
    let request = bench.request_of(&mail("a@x", "Ірина <ira@melnyk.example>", "Шильда"));
    bench.call("requests.assign", json!({ "ids": [request], "employee_id": maksym }));
    let reminder = |employee_id: i64| json!({ "day": "2026-11-23", "text": "x", "priority": "normal", "employee_id": employee_id });
    let of_maksym = bench.call(
        "reminders.create",
        json!({ "client_id": null, "request_id": request, "fields": reminder(maksym) }),
    );
    let seat = window(&bench, "nobody");
    log_in(&seat, "maksym", "сезам-сезам").unwrap();
    bench.call("employees.deactivate", json!({ "id": maksym }));
    // The open window is closed to them with the next command, and no password opens it.
    assert_eq!(seat.dispatch("requests.list", json!({})).unwrap_err().code, "not_logged_in");
    assert_eq!(log_in(&seat, "maksym", "сезам-сезам"), Err(refused(1)));
    let listed = bench.call("employees.list", json!({})).to_string();
    assert!(!listed.contains("maksym"), "{listed}");
    assert_eq!(bench.request(request)["assignee"]["name"], "maksym", "what is theirs stays theirs");
    let other = bench.request_of(&mail("b@x", "Петро <petro@other.example>", "Ціна"));
    let client =
        json!({ "kind": "person", "name": "Ірина", "phones": [], "emails": [], "manager_id": maksym });
    for (name, words) in [
        ("requests.assign", json!({ "ids": [other], "employee_id": maksym })),
        ("requests.create", json!({ "subject": "x", "assignee_id": maksym })),
        ("reminders.create", json!({ "client_id": null, "request_id": null, "fields": reminder(maksym) })),
        ("clients.create", client),
        (
            "employees.create",
            json!({ "fields": with(fields(&bench, "ola", &["manager"]), json!({ "supervisor_id": maksym })) }),
        ),
    ] {
        assert_eq!(bench.fail(name, words).code, "employee_deactivated", "{name}");
    }
    // A reminder that is theirs can be changed and stays theirs.
    bench.call(
        "reminders.update",
        json!({ "id": of_maksym["id"], "client_id": null, "fields": reminder(maksym) }),
    );
    bench.call("employees.activate", json!({ "id": maksym }));
    bench.wait(MINUTE);
    log_in(&seat, "maksym", "сезам-сезам").unwrap();
}

#[test]
fn e1_one_employee_without_a_password_logs_in_nowhere() {
    let bench = Bench::new();
    let seat = window(&bench, "olena");
    let session = seat.dispatch("session.get", json!({})).unwrap();
    assert_eq!(
        (session["employee"]["name"].clone(), session["login"].clone()),
        (json!("Олена"), json!(false))
    );
    // There is nothing to lock.
    seat.dispatch("session.lock", json!({})).unwrap();
    assert_eq!(who(&seat), "Олена");
    // Whoever sits stays when a second one comes; the next window asks.
    employ(&bench, "maksym", &["manager"], "сезам-сезам");
    let session = seat.dispatch("session.get", json!({})).unwrap();
    assert_eq!(
        (session["employee"]["name"].clone(), session["login"].clone()),
        (json!("Олена"), json!(true))
    );
    assert_eq!(who(&window(&bench, "olena")), json!(null));
    // The same where the only one has a password.
    let alone = Bench::new();
    let seat = window(&alone, "olena");
    assert_eq!(who(&seat), "Олена");
    seat.dispatch("employees.set_my_password", json!({ "old": "", "new": "сезам-сезам" })).unwrap();
    assert_eq!(who(&seat), "Олена");
    let next = window(&alone, "olena");
    assert_eq!(who(&next), json!(null));
    log_in(&next, "admin", "сезам-сезам").unwrap();
    // Alone one may do without a password again.
    next.dispatch("employees.set_my_password", json!({ "old": "сезам-сезам", "new": "" })).unwrap();
    assert_eq!(who(&window(&alone, "olena")), "Олена");
}

/// D1: the sample's employees are there to be looked at, not to be logged in against.
#[test]
fn e1_a_sample_office_asks_for_no_login() {
    let bench = Bench::bare();
    let seat = window(&bench, "olena");
    assert_eq!(who(&seat), json!(null));
    let words = json!({ "language": "uk", "office_name": "", "employee_name": "", "sample": true });
    seat.dispatch("office.start", words).unwrap();
    assert!(who(&seat).is_string() && who(&window(&bench, "olena")).is_string());
    assert!(bench.call("employees.list", json!({})).as_array().unwrap().len() > 1);
}

#[test]
fn e1_the_computers_own_login_counts_only_when_allowed() {
    let bench = Bench::new();
    let maksym = employ(&bench, "maksym", &["manager"], "сезам-сезам");
    let set = |change: Json| {
        let fields = with(fields(&bench, "maksym", &["manager"]), change);
        bench.call("employees.update", json!({ "id": maksym, "fields": fields }));
    };
    set(json!({ "os_login": "MBondar", "os_allowed": false }));
    assert_eq!(who(&window(&bench, "mbondar")), json!(null), "the name alone is not enough");
    set(json!({ "os_login": "MBondar", "os_allowed": true }));
    for name in ["mbondar", "MBONDAR", "OFFICE\\MBondar"] {
        assert_eq!(who(&window(&bench, name)), "maksym", "{name}");
    }
    for name in ["", "bondar", "OFFICE\\", "maksym"] {
        assert_eq!(who(&window(&bench, name)), json!(null), "{name}");
    }
    // Where the domain is written too, the same name on another computer is somebody else.
    set(json!({ "os_login": "CORP\\Ivan", "os_allowed": true }));
    assert_eq!(who(&window(&bench, "corp\\ivan")), "maksym");
    for name in ["MACHINE\\ivan", "ivan"] {
        assert_eq!(who(&window(&bench, name)), json!(null), "{name}");
    }
    set(json!({ "os_login": "MBondar", "os_allowed": true }));
    // Locked or logged out one logs in like everybody else.
    for leaving in ["session.lock", "session.logout"] {
        let seat = window(&bench, "mbondar");
        assert_eq!(who(&seat), "maksym");
        seat.dispatch(leaving, json!({})).unwrap();
        assert_eq!(who(&seat), json!(null), "{leaving}");
        assert_eq!(seat.dispatch("requests.list", json!({})).unwrap_err().code, "not_logged_in");
        log_in(&seat, "Maksym ", "сезам-сезам").unwrap();
        assert_eq!(who(&seat), "maksym");
    }
    set(json!({ "os_login": "", "os_allowed": true }));
    assert_eq!(who(&window(&bench, "mbondar")), json!(null));
}

/// E2: logged out, nothing of the office is told or done.
#[test]
fn e2_logged_out_every_command_is_refused() {
    let bench = Bench::new();
    employ(&bench, "maksym", &["manager"], "сезам-сезам");
    let seat = window(&bench, "nobody");
    for command in commands().iter().filter(|command| command.needs != "nothing") {
        let error = seat.dispatch(command.name, json!({ "nonsense": true })).unwrap_err();
        assert_eq!(error.code, "not_logged_in", "{}", command.name);
    }
    let session = seat.dispatch("session.get", json!({})).unwrap();
    assert_eq!((session["rights"].clone(), session["first_start"].clone()), (json!([]), json!(false)));
    let words = json!({ "language": "uk", "office_name": "x", "employee_name": "x", "sample": false });
    assert_eq!(seat.dispatch("office.start", words).unwrap_err().code, "not_first_start");
}

#[test]
fn e2_rights_come_from_all_roles_and_count_at_once() {
    let bench = Bench::new();
    let id = employ(&bench, "maksym", &["specialist"], "");
    let seat = Api::new(Arc::clone(&bench.office), Some("maksym".to_owned()));
    assert_eq!(seat.dispatch("clients.list", json!({})).unwrap_err().code, "forbidden");
    let own = bench.call("roles.create", json!({ "name": " Дизайнер ", "rights": ["edit_clients"] }));
    assert_eq!(own["name"], "Дизайнер");
    assert_eq!(own["rights"], json!(["work", "see_clients", "edit_clients"]), "editing means seeing");
    let mut fields = fields(&bench, "maksym", &["specialist"]);
    fields["roles"].as_array_mut().unwrap().push(own["id"].clone());
    bench.call("employees.update", json!({ "id": id, "fields": fields }));
    seat.dispatch("clients.list", json!({})).unwrap();
    let rights = seat.dispatch("session.get", json!({})).unwrap()["rights"].clone();
    assert_eq!(rights, json!(["work", "answer_letters", "see_clients", "edit_clients"]));
    bench.call("roles.update", json!({ "id": own["id"], "fields": { "name": "Дизайнер", "rights": [] } }));
    assert_eq!(seat.dispatch("clients.list", json!({})).unwrap_err().code, "forbidden");
}

#[test]
fn e2_shipped_roles_are_changed_but_not_removed() {
    let bench = Bench::new();
    let roles = bench.call("roles.list", json!({}));
    let codes: Vec<&str> =
        roles.as_array().unwrap().iter().map(|role| role["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["administrator", "manager", "specialist"]);
    assert_eq!(roles[0]["employees"], 1);
    let manager = role(&bench, "manager");
    let changed = bench.call(
        "roles.update",
        json!({ "id": manager, "fields": { "name": "Приймальня", "rights": ["answer_letters", "see_clients"] } }),
    );
    assert_eq!((changed["name"].clone(), changed["code"].clone()), (json!("Приймальня"), json!("manager")));
    assert_eq!(changed["rights"], json!(["work", "answer_letters", "see_clients"]));
    assert_eq!(bench.fail("roles.remove", json!({ "id": manager })).code, "role_shipped");
    let administrator = role(&bench, "administrator");
    for rights in [json!(["manage_settings"]), json!(["manage_employees", "answer_letters"])] {
        let words = json!({ "id": administrator, "fields": { "name": "", "rights": rights } });
        assert_eq!(bench.fail("roles.update", words).code, "role_fixed", "{rights}");
    }
    let own = bench.call("roles.create", json!({ "name": "Облік", "rights": [] }))["id"].clone();
    for (name, code) in [("", "empty_text"), ("приймальня", "role_named"), ("ОБЛІК", "role_named")]
    {
        let words = json!({ "name": name, "rights": [] });
        assert_eq!(bench.fail("roles.create", words).code, code, "{name}");
    }
    let mut fields = fields(&bench, "maksym", &[]);
    fields["roles"] = json!([own]);
    let id = bench.call("employees.create", json!({ "fields": fields }))["id"].clone();
    let error = bench.fail("roles.remove", json!({ "id": own }));
    assert_eq!((error.code.as_str(), error.params["count"].clone()), ("role_in_use", json!(1)));
    fields["roles"] = json!([manager]);
    bench.call("employees.update", json!({ "id": id, "fields": fields }));
    bench.call("roles.remove", json!({ "id": own }));
    assert_eq!(bench.call("roles.list", json!({})).as_array().unwrap().len(), 3);
}
