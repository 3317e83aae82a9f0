//! R1, R13, R15: the list's order and pages, and views that agree with the counts beside them.

use serde_json::{Value as Json, json};

use super::{Bench, DAY, HOUR, NOW, ids, mail};

fn made(bench: &Bench, subject: &str) -> i64 {
    bench.call("requests.create", json!({ "subject": subject }))["id"].as_i64().unwrap()
}

fn pages(bench: &Bench, newest_first: bool, limit: i64) -> Vec<i64> {
    let mut all = Vec::new();
    let mut after = Json::Null;
    for _ in 0..100 {
        let words = json!({ "view": "open", "newest_first": newest_first, "after": after, "limit": limit });
        let page = bench.call("requests.list", words);
        assert!(ids(&page).len() as i64 <= limit);
        all.extend(ids(&page));
        after = page["next"].clone();
        if after.is_null() {
            return all;
        }
    }
    panic!("the pages do not end");
}

#[test]
fn r1_oldest_first_and_every_row_once_over_equal_times() {
    let bench = Bench::new();
    let mut wanted: Vec<i64> = (0..7).map(|index| made(&bench, &format!("Заявка {index}"))).collect();
    bench.wait(HOUR);
    wanted.extend((0..4).map(|index| made(&bench, &format!("Пізніша {index}"))));
    assert_eq!(bench.view("open"), wanted);
    for limit in [1, 2, 3, 7, 11, 50] {
        assert_eq!(pages(&bench, false, limit), wanted, "pages of {limit}");
        let mut turned = pages(&bench, true, limit);
        turned.reverse();
        assert_eq!(turned, wanted, "pages of {limit}, newest first");
    }
}

/// R1: every number beside a view in the sidebar is the number of rows in it.
#[test]
fn r1_views_and_counts_agree() {
    let bench = Bench::new();
    let me = bench.me();
    let (taras, _) = bench.hire("taras", &["manager"]);
    bench.request_of(&mail("a@x", "ira@melnyk.example", "Нова"));
    let mine = made(&bench, "Моя");
    let his = made(&bench, "Його");
    bench.call("requests.assign", json!({ "ids": [his], "employee_id": taras }));
    bench.call("requests.update", json!({ "id": his, "urgent": true }));
    bench.call("requests.update", json!({ "id": mine, "deadline": NOW - DAY }));
    let later = made(&bench, "Ще є час");
    bench.call("requests.update", json!({ "id": later, "deadline": NOW + DAY, "urgent": true }));
    let asked = bench.request_of(&mail("b@x", "petro@other.example", "Без відповіді"));
    bench.answer(asked, "<p>Чекаємо</p>");
    for (status, subject) in [("done", "Готова"), ("refused", "Відмова"), ("spam", "Спам")] {
        let id = made(&bench, subject);
        bench.call("requests.update", json!({ "id": id, "deadline": NOW - DAY, "urgent": true }));
        bench.call("requests.status", json!({ "ids": [id], "status": status }));
    }
    bench.take(&mail("c@x", "old@client.example", "Архів").at(NOW - 90 * DAY).first_sync());
    bench.wait(5 * DAY);
    let counts = bench.call("requests.counts", json!({}));
    for view in ["open", "mine", "unassigned", "overdue", "urgent", "no_reply"] {
        assert_eq!(counts[view], bench.view(view).len(), "{view}");
    }
    assert_eq!(bench.view("overdue"), [mine, later]);
    assert_eq!(bench.view("no_reply"), [asked]);
    assert!(bench.view("mine").contains(&mine) && !bench.view("mine").contains(&his));
    let sizes: Vec<usize> =
        ["closed", "spam", "archive", "all"].iter().map(|view| bench.view(view).len()).collect();
    assert_eq!(sizes, [2, 1, 1, 9]);
    assert_eq!(bench.call("requests.list", json!({ "view": "mine" }))["rows"][0]["assignee"]["id"], me);
}

/// R15: the time past the deadline is told on open requests; closing ends it, moving the deadline too.
#[test]
fn r15_overdue_tells_the_days_past_the_deadline() {
    let bench = Bench::new();
    let request =
        bench.call(
            "requests.create",
            json!({ "subject": "Терміново", "urgent": true, "deadline": NOW + HOUR }),
        )["id"]
            .clone();
    assert!(bench.view("overdue").is_empty());
    let row = || bench.call("requests.list", json!({ "view": "urgent" }))["rows"][0].clone();
    assert_eq!((row()["overdue_days"].clone(), row()["deadline"].clone()), (Json::Null, json!(NOW + HOUR)));
    bench.wait(2 * HOUR);
    assert_eq!(row()["overdue_days"], 0, "on its day");
    bench.wait(3 * DAY);
    assert_eq!(row()["overdue_days"], 3);
    bench.call("requests.update", json!({ "id": request, "deadline": 0 }));
    assert_eq!((row()["overdue_days"].clone(), row()["deadline"].clone()), (Json::Null, Json::Null));
    bench.call("requests.update", json!({ "id": request, "deadline": NOW }));
    bench.call("requests.status", json!({ "ids": [request], "status": "done" }));
    assert!(bench.view("overdue").is_empty() && bench.view("urgent").is_empty());
}

/// R13: after the days of the settings, and not before, until the client answers or the request is closed.
#[test]
fn r13_no_reply_after_the_days_of_the_settings() {
    let bench = Bench::new();
    let request = bench.request_of(&mail("a@x", "ira@melnyk.example", "Шильда"));
    bench.answer(request, "<p>Який розмір?</p>");
    bench.wait(5 * DAY - 1);
    assert!(bench.view("no_reply").is_empty());
    bench.wait(1);
    let row = bench.call("requests.list", json!({ "view": "no_reply" }))["rows"][0].clone();
    assert_eq!((row["id"].clone(), row["no_reply_days"].clone()), (json!(request), json!(5)));
    let mut general = bench.call("office.settings", json!({}));
    general["no_reply_days"] = json!(6);
    bench.call("office.update", general);
    assert!(bench.view("no_reply").is_empty());
    bench.wait(DAY);
    assert_eq!(bench.view("no_reply"), [request]);
    bench.call("requests.status", json!({ "ids": [request], "status": "done" }));
    assert!(bench.view("no_reply").is_empty());
}

/// A client's page lists that client's requests alone.
#[test]
fn r17_the_list_of_one_client() {
    let bench = Bench::new();
    let one = bench.request_of(&mail("a@x", "ira@melnyk.example", "Шильда"));
    bench.request_of(&mail("b@x", "petro@other.example", "Вивіска"));
    let client = bench.call("requests.add_client", json!({ "id": one }))["id"].clone();
    let page = bench.call("requests.list", json!({ "view": "all", "client_id": client }));
    assert_eq!(ids(&page), [one]);
    assert_eq!(bench.call("clients.get", json!({ "id": client }))["requests"][0]["id"], one);
    // The card names the newest, and says how many there are.
    for number in 0..24 {
        bench.call("requests.create", json!({ "subject": format!("Шильда {number}"), "client_id": client }));
    }
    let card = bench.call("clients.get", json!({ "id": client }));
    assert_eq!((card["requests"].as_array().unwrap().len(), card["requests_total"].clone()), (20, json!(25)));
}
