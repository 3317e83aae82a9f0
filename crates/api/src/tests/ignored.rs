//! M4: what a named rule kept out of every request is listed and can be made a request by hand.

use serde_json::json;

use super::{Bench, HOUR, NOW, ids, items, mail};

fn news(bench: &Bench, id: &str, at: i64) -> i64 {
    let letter = mail(id, "Крамниця <news@shop.example>", "Знижки")
        .header("List-Unsubscribe", "<mailto:off@shop.example>")
        .header("Precedence", "bulk")
        .at(at);
    bench.take(&letter).letter_id()
}

#[test]
fn m4_ignored_letters_are_listed_newest_first_in_pages() {
    let bench = Bench::new();
    let old = news(&bench, "a@x", NOW - HOUR);
    let same: Vec<i64> = ["b@x", "c@x", "d@x"].iter().map(|id| news(&bench, id, NOW)).collect();
    bench.take(&mail("e@x", "ira@melnyk.example", "Шильда"));
    let mut found = Vec::new();
    let mut after = json!(null);
    loop {
        let page = bench.call("letters.ignored", json!({ "after": after, "limit": 2 }));
        found.extend(ids(&page));
        after = page["next"].clone();
        if after.is_null() {
            break;
        }
    }
    assert_eq!(found, [same[2], same[1], same[0], old]);
    let row = bench.call("letters.ignored", json!({}))["rows"][0].clone();
    assert_eq!(row["rule"], "newsletter");
    assert_eq!(row["from"], json!({ "name": "Крамниця", "address": "news@shop.example" }));
    assert_eq!((row["subject"].clone(), row["at"].clone()), (json!("Знижки"), json!(NOW)));
    assert_eq!(row["snippet"], "Добрий день! Це лист d@x.");
}

#[test]
fn m4_an_ignored_letter_is_made_a_request_by_hand() {
    let bench = Bench::new();
    let letter = news(&bench, "a@x", NOW - HOUR);
    let request = bench.call("letters.make_request", json!({ "id": letter }))["id"].as_i64().unwrap();
    let page = bench.request(request);
    assert_eq!((page["letters"].clone(), page["status"]["code"].clone()), (json!(1), json!("new")));
    assert_eq!((page["who"].clone(), page["last_at"].clone()), (json!("Крамниця"), json!(NOW - HOUR)));
    assert_eq!(items(&page, "letter")[0]["why"], json!({ "rule": "moved", "header": null }));
    assert_eq!(bench.call("letters.ignored", json!({}))["rows"], json!([]));
    assert_eq!(bench.view("unassigned"), [request]);
    let again = bench.call("letters.make_request", json!({ "id": letter }))["id"].as_i64().unwrap();
    assert_eq!(again, request, "two people who press at once get one request");
    let change = bench.number("SELECT count(*) AS n FROM change WHERE noun = 'letter' AND what = 'moved'");
    assert_eq!(change, 1);
    assert_eq!(bench.fail("letters.make_request", json!({ "id": 99_999 })).code, "not_found");
    let answer = bench.request_of(&mail("b@x", "news@shop.example", "Re: Знижки").answers("a@x"));
    assert_eq!(answer, request, "what follows it is in the same request");
}
