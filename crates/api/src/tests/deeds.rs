//! E5: deletions and bulk actions can be undone for thirty days, by whoever did them.

mod random;

use deskbell_core::deeds::{self, Kind};
use deskbell_store::Value;
use serde_json::{Value as Json, json};

use super::{Bench, DAY, ids, mail};

/// Every row of the tables that deeds work on, as text.
pub fn state(bench: &Bench) -> String {
    let tables = [
        "client",
        "client_name",
        "client_phone",
        "client_email",
        "client_interest",
        "client_tag",
        "contact",
        "reminder",
        "request",
        "request_text",
        "note",
        "draft",
        "draft_file",
        "role",
        "role_right",
        "employee_role",
    ];
    let mut all = String::new();
    for table in tables {
        let mut rows: Vec<String> = bench
            .rows(&format!("SELECT * FROM {table}"), &[])
            .iter()
            .map(|row| {
                let shown = |(name, value): (&String, &Value)| match name.as_str() {
                    "full_text" => String::new(),
                    _ => format!("{name}={value:?}"),
                };
                row.columns().iter().zip(row.values()).map(shown).collect::<Vec<_>>().join(" ")
            })
            .collect();
        rows.sort();
        all.push_str(&format!("{table}\n{}\n", rows.join("\n")));
    }
    all
}

fn client(bench: &Bench, name: &str, phone: &str) -> i64 {
    let card = json!({ "kind": "person", "name": name, "phones": [phone], "emails": [], "city": "Львів",
        "address": "", "interests": "акрил, вивіски", "discount": 12.5, "terms": "", "notes": "", "manager_id": null });
    bench.call("clients.create", card)["id"].as_i64().unwrap()
}

fn contact(bench: &Bench, client: Option<i64>) -> Json {
    bench.call(
        "contacts.create",
        json!({ "client_id": client, "request_id": null, "direction": "incoming", "channel": "call",
            "information": "Питала про ціни", "done": false,
            "reminder": { "day": "2026-11-23", "time": "10:00", "text": "Передзвонити", "priority": "high" } }),
    )
}

fn id(answer: &Json) -> i64 {
    answer["id"].as_i64().unwrap()
}

fn deed(answer: &Json) -> i64 {
    answer["deed_id"].as_i64().unwrap()
}

#[test]
fn e5_a_removed_contact_comes_back_with_its_reminder_as_it_was() {
    let bench = Bench::new();
    let client = client(&bench, "Ірина", "050 111-22-33");
    let contact = contact(&bench, Some(client));
    let before = state(&bench);
    let did = bench.call("contacts.remove", json!({ "id": id(&contact) }));
    assert_eq!(bench.call("reminders.list", json!({}))["total"], 0);
    let undone = bench.call("deeds.undo", json!({ "id": deed(&did) }));
    assert_eq!((undone["restored"].clone(), undone["total"].clone()), (json!(2), json!(2)));
    assert_eq!(state(&bench), before);
    assert_eq!(bench.fail("deeds.undo", json!({ "id": deed(&did) })).code, "already_undone");
    // The undoing taken back removes it again, and that is undone again.
    bench.call("deeds.undo", json!({ "id": undone["deed_id"] }));
    assert_eq!(bench.call("contacts.list", json!({}))["total"], 0);
    bench.call("deeds.undo", json!({ "id": deed(&did) }));
    assert_eq!(state(&bench), before);
}

/// Whatever came after the newest of all was removed stands beside it when that comes back, and not in its place.
#[test]
fn e5_the_newest_comes_back_although_others_came_since() {
    let bench = Bench::new();
    let (kept, newest) =
        (client(&bench, "Ірина", "050 111-22-33"), client(&bench, "Ірина М.", "050 111-22-33"));
    let call = contact(&bench, None);
    let card = bench.call("clients.get", json!({ "id": newest }));
    let merged = bench.call("clients.merge", json!({ "keep": kept, "others": [newest] }));
    let removed = bench.call("contacts.remove", json!({ "id": id(&call) }));
    let (other, other_call) = (client(&bench, "Тарас", "067 444-55-66"), contact(&bench, None));
    assert!(other > newest && id(&other_call) > id(&call));
    let history = bench.call("activity.list", json!({ "filter": { "noun": "client", "noun_id": other } }));
    assert_eq!(history["rows"].as_array().unwrap().len(), 1, "{history}");
    for deed_id in [deed(&removed), deed(&merged)] {
        assert_eq!(bench.call("deeds.undo", json!({ "id": deed_id }))["kept"], json!([]));
    }
    assert_eq!(bench.call("clients.get", json!({ "id": newest })), card);
    assert_eq!(bench.call("clients.get", json!({ "id": other }))["phones"][0]["shown"], "067 444-55-66");
    assert_eq!(bench.call("contacts.list", json!({}))["total"], 2);
}

#[test]
fn e5_a_saved_view_that_was_removed_comes_back() {
    let bench = Bench::new();
    let view = bench.call(
        "views.create",
        json!({ "noun": "client", "name": "Оптові", "shared": true,
        "filter": { "tags": ["опт"] }, "columns": ["name"], "sort": { "by": "name", "down": false } }),
    );
    let before = bench.call("views.list", json!({ "noun": "client" }));
    let did = bench.call("views.remove", json!({ "id": id(&view) }));
    assert_eq!(bench.call("views.list", json!({ "noun": "client" })), json!([]));
    let listed = bench.call("deeds.list", json!({}))["rows"][0].clone();
    assert_eq!((listed["noun"].clone(), listed["summary"]["name"].clone()), (json!("view"), json!("Оптові")));
    bench.call("deeds.undo", json!({ "id": deed(&did) }));
    assert_eq!(bench.call("views.list", json!({ "noun": "client" })), before);
}

#[test]
fn e5_every_removal_is_undone() {
    let bench = Bench::new();
    let request = bench.request_of(&mail("a@x", "Ірина <ira@melnyk.example>", "Шильда"));
    let note =
        bench.call("requests.note", json!({ "request_id": request, "text": "дубова рамка", "pinned": true }));
    let reminder = bench.call(
        "reminders.create",
        json!({ "client_id": null, "request_id": request,
            "fields": { "day": "2026-11-23", "text": "Рахунок", "priority": "low", "repeat": "monthly" } }),
    );
    let role = bench.call("roles.create", json!({ "name": "Кур’єр", "rights": ["work", "see_clients"] }));
    let draft = bench.draft(request, "<p>Добрий день</p>");
    bench.call(
        "drafts.attach_bytes",
        json!({ "id": draft["id"], "name": "а.txt", "type": "text/plain", "base64": "AAEC/w==" }),
    );
    for (name, id) in [
        ("notes.remove", id(&note)),
        ("reminders.remove", id(&reminder)),
        ("roles.remove", id(&role)),
        ("drafts.remove", id(&draft)),
    ] {
        let before = state(&bench);
        let did = bench.call(name, json!({ "id": id }));
        assert_ne!(state(&bench), before, "{name}");
        bench.call("deeds.undo", json!({ "id": deed(&did) }));
        assert_eq!(state(&bench), before, "{name}");
    }
    assert_eq!(bench.find("дубова"), [request]);
}

#[test]
fn e5_bulk_actions_are_undone_and_what_was_changed_since_stays() {
    let bench = Bench::new();
    let requests: Vec<i64> = ["a", "b", "c"]
        .iter()
        .map(|name| {
            bench.request_of(&mail(&format!("{name}@x"), &format!("{name}@melnyk.example"), "Шильда"))
        })
        .collect();
    let before = state(&bench);
    let did = bench.call("requests.status", json!({ "ids": requests, "status": "done" }));
    let assigned = bench.call("requests.assign", json!({ "ids": requests, "employee_id": bench.me() }));
    // Later and elsewhere somebody refuses the second one: it stays refused, its closing with it.
    bench.wait(1000);
    bench.call("requests.status", json!({ "ids": [requests[1]], "status": "refused" }));
    let refused = bench.request(requests[1]);
    let undone = bench.call("deeds.undo", json!({ "id": deed(&did) }));
    assert_eq!(
        (undone["restored"].clone(), undone["total"].clone(), undone["kept"].clone()),
        (json!(2), json!(3), json!([{ "noun": "request", "id": requests[1], "reason": "changed" }]))
    );
    let now = bench.request(requests[1]);
    assert_eq!(
        (now["status"].clone(), now["closed_at"].clone()),
        (refused["status"].clone(), refused["closed_at"].clone())
    );
    assert_eq!(bench.request(requests[0])["status"]["code"], "new");
    bench.call("deeds.undo", json!({ "id": deed(&assigned) }));
    let states: Vec<Json> = requests.iter().map(|id| bench.request(*id)["assignee"].clone()).collect();
    assert_eq!(states, [json!(null), json!(null), json!(null)]);
    assert_ne!(state(&bench), before);
    // Nothing to change is no deed.
    let nothing = bench.call("requests.assign", json!({ "ids": requests, "employee_id": null }));
    assert_eq!(nothing["deed_id"], json!(null));
}

#[test]
fn e5_done_and_moved_reminders_go_back_with_their_repetition() {
    let bench = Bench::new();
    let weekly = json!({ "day": "2026-11-20", "time": "10:00", "text": "Щотижня", "priority": "normal", "repeat": "weekly" });
    let words = json!({ "client_id": null, "request_id": null, "fields": weekly });
    let reminders =
        [id(&bench.call("reminders.create", words.clone())), id(&bench.call("reminders.create", words))];
    let before = state(&bench);
    let done = bench.call("reminders.done", json!({ "ids": reminders, "done": true }));
    assert_eq!(bench.call("reminders.list", json!({}))["total"], 4);
    bench.call("deeds.undo", json!({ "id": deed(&done) }));
    assert_eq!(state(&bench), before);
    let moved = bench.call("reminders.move", json!({ "ids": reminders, "day": "2026-12-01" }));
    bench.call("deeds.undo", json!({ "id": deed(&moved) }));
    assert_eq!(state(&bench), before);
    let snoozed = bench.call("reminders.snooze", json!({ "ids": reminders, "span": "tomorrow" }));
    bench.call("deeds.undo", json!({ "id": deed(&snoozed) }));
    assert_eq!(state(&bench), before);
    // Taken back after it was done, the next of the repetition goes; undone, it is there again.
    bench.call("reminders.done", json!({ "ids": reminders, "done": true }));
    let with_next = state(&bench);
    let back = bench.call("reminders.done", json!({ "ids": reminders, "done": false }));
    assert_eq!(bench.call("reminders.list", json!({}))["total"], 2);
    bench.call("deeds.undo", json!({ "id": deed(&back) }));
    assert_eq!(state(&bench), with_next);
}

/// A deed over several transactions: what was made goes, but not what is in use.
#[test]
fn e5_what_was_made_goes_and_what_is_used_since_stays() {
    let bench = Bench::new();
    let desk = bench.office.desk();
    let before = state(&bench);
    let mut clients = Vec::new();
    let mut deed_id = None;
    for piece in [["Ада", "Берта"], ["Віра", "Галя"]] {
        let made: Vec<i64> = piece.iter().map(|name| client(&bench, name, "050 111-22-33")).collect();
        deed_id = desk
            .write(|tx| {
                let mut deed = match deed_id {
                    None => deeds::begin(Kind::Import, "client", json!({ "count": 2 })),
                    Some(id) => deeds::resume(tx, id)?,
                };
                deed.tell(json!({ "count": clients.len() + made.len(), "file": "clients.csv" }));
                deed.made(tx, "client", "id", &made)?;
                deed.finish(&desk, tx)
            })
            .unwrap();
        clients.extend(made);
    }
    let row = &bench.call("deeds.list", json!({ "limit": 1 }))["rows"][0];
    assert_eq!(
        (row["kind"].clone(), row["summary"].clone()),
        (json!("import"), json!({ "count": 4, "file": "clients.csv" }))
    );
    let kept = contact(&bench, Some(clients[1]));
    let mut card = bench.call("clients.get", json!({ "id": clients[2] }));
    let phones: Vec<Json> =
        card["phones"].as_array().unwrap().iter().map(|phone| phone["shown"].clone()).collect();
    card["phones"] = json!(phones);
    card["manager_id"] = json!(null);
    card["city"] = json!("Київ");
    bench.call("clients.update", json!({ "id": clients[2], "fields": card }));
    let undone = bench.call("deeds.undo", json!({ "id": deed_id }));
    assert_eq!(
        (undone["restored"].clone(), undone["total"].clone(), undone["kept"].clone()),
        (
            json!(2),
            json!(4),
            json!([{ "noun": "client", "id": clients[1], "reason": "used" }, { "noun": "client", "id": clients[2], "reason": "changed" }])
        )
    );
    let left = bench.call("clients.list", json!({}));
    let mut left = ids(&left);
    left.sort_unstable();
    assert_eq!(left, [clients[1], clients[2]]);
    assert_eq!(bench.call("contacts.get", json!({ "id": id(&kept) }))["who"], "Берта");
    assert_eq!(bench.number("SELECT count(*) AS n FROM client_phone"), 2);
    assert_ne!(state(&bench), before);
}

/// What went over from a made client to another is that one's by now, although the made one is gone.
#[test]
fn e5_a_part_that_went_over_to_another_stays_there() {
    let bench = Bench::new();
    let desk = bench.office.desk();
    let (other, made) = (client(&bench, "Ада", "050 111-22-33"), client(&bench, "Берта", "050 444-55-66"));
    let deed_id = desk
        .write(|tx| {
            let mut deed = deeds::begin(Kind::Import, "client", json!({ "count": 1 }));
            deed.made(tx, "client", "id", [made])?;
            deed.finish(&desk, tx)
        })
        .unwrap();
    desk.write(|tx| {
        tx.run(&format!("UPDATE client_phone SET client_id = {other} WHERE client_id = {made}"), &[])?;
        tx.run(&format!("DELETE FROM client WHERE id = {made}"), &[])?;
        Ok(())
    })
    .unwrap();
    let undone = bench.call("deeds.undo", json!({ "id": deed_id }));
    assert_eq!(undone["kept"], json!([{ "noun": "client", "id": made, "reason": "changed" }]));
    assert_eq!(bench.number(&format!("SELECT count(*) AS n FROM client_phone WHERE client_id = {other}")), 2);
}

#[test]
fn e5_undone_by_whoever_did_it_or_an_administrator() {
    let bench = Bench::new();
    let (_, taras) = bench.hire("taras", &["manager"]);
    let (_, maksym) = bench.hire("maksym", &["specialist"]);
    let contact = contact(&bench, None);
    let did = taras.dispatch("contacts.remove", json!({ "id": id(&contact) })).unwrap();
    let error = maksym.dispatch("deeds.undo", json!({ "id": deed(&did) })).unwrap_err();
    assert_eq!(error.code, "not_your_deed");
    let rows =
        |seat: &crate::Api| seat.dispatch("deeds.list", json!({})).unwrap()["rows"].as_array().unwrap().len();
    assert_eq!((rows(&maksym), rows(&taras), rows(&bench.api)), (0, 1, 1));
    bench.call("deeds.undo", json!({ "id": deed(&did) }));
    let row = taras.dispatch("deeds.list", json!({})).unwrap()["rows"][0].clone();
    assert_eq!((row["undone_by"].clone(), row["may"].clone()), (json!("Олена"), json!(false)));
}

#[test]
fn e5_kept_for_thirty_days() {
    let bench = Bench::new();
    let (first, second) = (contact(&bench, None), contact(&bench, None));
    let old = deed(&bench.call("contacts.remove", json!({ "id": id(&first) })));
    let clear = || bench.office.desk().write(|tx| deeds::clear(tx, bench.now())).unwrap();
    bench.wait(30 * DAY + 1);
    contact(&bench, None);
    assert_eq!(clear(), 0, "a clock that jumped a month in one day is not believed");
    bench.wait(DAY);
    let fresh = deed(&bench.call("contacts.remove", json!({ "id": id(&second) })));
    assert_eq!(ids(&bench.call("deeds.list", json!({}))), [fresh]);
    assert_eq!(bench.fail("deeds.undo", json!({ "id": old })).code, "not_found");
    assert_eq!(clear(), 1);
    assert_eq!(bench.number("SELECT count(*) AS n FROM deed"), 1);
    assert_eq!(bench.number(&format!("SELECT count(*) AS n FROM deed_piece WHERE deed_id = {old}")), 0);
    bench.call("deeds.undo", json!({ "id": fresh }));
}

/// E5: what was removed comes back as itself, and nothing of it goes to what came meanwhile.
#[test]
fn e5_nothing_goes_to_whoever_came_meanwhile() {
    let bench = Bench::new();
    let one = bench.request_of(&mail("a@x", "ira@melnyk.example", "Шильда"));
    let other = bench.request_of(&mail("b@x", "petro@other.example", "Вивіска"));
    let draft = bench.draft(one, "<p>Добрий день</p>");
    let file = json!({ "id": draft["id"], "name": "а.txt", "type": "text/plain", "base64": "AAEC/w==" });
    bench.call("drafts.attach_bytes", file);
    let did = bench.call("drafts.remove", json!({ "id": draft["id"] }));
    let fresh = bench.draft(other, "<p>Ваша вивіска</p>");
    assert_ne!(fresh["id"], draft["id"]);
    let undone = bench.call("deeds.undo", json!({ "id": deed(&did) }));
    assert_eq!(undone["kept"], json!([]));
    let files = |request: i64| bench.request(request)["draft"]["files"].as_array().unwrap().len();
    assert_eq!((files(one), files(other)), (1, 0));

    // Merged, where the one that goes is the newest of all.
    let keep = client(&bench, "Ірина", "050 111-22-33");
    let gone = client(&bench, "Ірина Мельник", "050 444-55-66");
    bench.call("requests.link_client", json!({ "id": one, "client_id": gone }));
    contact(&bench, Some(gone));
    let did = bench.call("clients.merge", json!({ "keep": keep, "others": [gone], "fields": {} }));
    let stranger = client(&bench, "Петро Гай", "067 000-11-22");
    bench.call("deeds.undo", json!({ "id": deed(&did) }));
    let of = |id: i64| {
        let tied =
            |table: &str| bench.number(&format!("SELECT count(*) AS n FROM {table} WHERE client_id = {id}"));
        ["request", "contact", "reminder", "client_phone"].map(tied)
    };
    assert_eq!((of(stranger), of(gone)), ([0, 0, 0, 1], [1, 1, 1, 1]));
}

/// E5: where another row does stand in the place of a removed one, as after a restored backup of another office, neither
/// its parts nor what pointed at it go there.
#[test]
fn e5_a_row_in_anothers_place_gets_nothing() {
    let bench = Bench::new();
    let one = bench.request_of(&mail("a@x", "ira@melnyk.example", "Шильда"));
    let draft = bench.draft(one, "<p>Добрий день</p>");
    let file = json!({ "id": draft["id"], "name": "а.txt", "type": "text/plain", "base64": "AAEC/w==" });
    bench.call("drafts.attach_bytes", file);
    let removed = deed(&bench.call("drafts.remove", json!({ "id": draft["id"] })));
    let keep = client(&bench, "Ірина", "050 111-22-33");
    let gone = client(&bench, "Ірина Мельник", "050 444-55-66");
    bench.call("requests.link_client", json!({ "id": one, "client_id": gone }));
    contact(&bench, Some(gone));
    let merged = deed(&bench.call("clients.merge", json!({ "keep": keep, "others": [gone], "fields": {} })));
    bench
        .office
        .desk()
        .write(|tx| {
            let draft = deskbell_store::params![id(&draft), bench.me()];
            tx.run(
                "INSERT INTO draft (id, employee_id, recipients, subject, html, updated_at)
                 VALUES (?1, ?2, '{}', 'Чужа', '', 0)",
                draft,
            )?;
            tx.run(
                "INSERT INTO client (id, kind, name, created_at) VALUES (?1, 'person', 'Чужий', 0)",
                deskbell_store::params![gone],
            )?;
            Ok(())
        })
        .unwrap();
    let undone = bench.call("deeds.undo", json!({ "id": removed }));
    assert_eq!(bench.number("SELECT count(*) AS n FROM draft_file"), 0);
    assert_eq!(undone["kept"][0]["noun"], "draft");
    let undone = bench.call("deeds.undo", json!({ "id": merged }));
    for table in ["request", "contact", "reminder", "client_phone"] {
        let tied = bench.number(&format!("SELECT count(*) AS n FROM {table} WHERE client_id = {gone}"));
        assert_eq!(tied, 0, "{table}: {undone}");
    }
    let kept = undone["kept"].as_array().unwrap();
    assert!(kept.iter().any(|kept| kept["noun"] == "client" && kept["reason"] == "taken"), "{undone}");
    assert_eq!(bench.number(&format!("SELECT client_id AS n FROM request WHERE id = {one}")), keep);
}
