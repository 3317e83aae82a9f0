//! R16 from beginning to end, and what an answer looks like on the wire (M5, M10).

use serde_json::json;

use super::{Bench, HOUR, NOW, OFFICE, items, mail};

/// R16: an unknown sender is unassigned; the first answer makes the client and their manager; the next letter, even of a
/// new matter, goes to the manager.
#[test]
fn r16_who_answers_first_becomes_the_manager() {
    let bench = Bench::new();
    let (taras, seat) = bench.hire("taras", &["manager"]);
    let request = bench.request_of(&mail("a@x", "Ірина Мельник <Ira@Melnyk.example>", "Шильда"));
    assert_eq!(bench.view("unassigned"), [request]);
    assert_eq!(bench.call("clients.list", json!({}))["total"], 0);
    let draft = seat.dispatch("drafts.start", json!({ "request_id": request })).unwrap();
    let last = bench.request(request)["last_letter_id"].clone();
    seat.dispatch("requests.reply", json!({ "draft_id": draft["id"], "last_letter_id": last })).unwrap();
    let page = bench.request(request);
    assert_eq!(page["assignee"]["id"], taras);
    assert_eq!(page["client"]["manager"]["id"], taras);
    assert_eq!(page["client"]["name"], "Ірина Мельник");
    assert_eq!(page["client"]["emails"], json!(["ira@melnyk.example"]));
    assert!(bench.view("unassigned").is_empty());
    bench.wait(HOUR);
    let next = bench.request_of(&mail("b@x", "ira@melnyk.example", "Ще одна шильда").at(NOW + HOUR));
    assert_ne!(next, request);
    assert_eq!(bench.request(next)["assignee"]["id"], taras);
    assert_eq!(bench.request(next)["client"]["id"], page["client"]["id"]);
}

/// R16: a colleague who answers later takes neither the client nor the request away, unless they say so.
#[test]
fn r16_a_later_answer_of_another_changes_the_manager_no_more() {
    let bench = Bench::new();
    let me = bench.me();
    let (taras, seat) = bench.hire("taras", &["manager"]);
    let request = bench.request_of(&mail("a@x", "ira@melnyk.example", "Шильда"));
    bench.answer(request, "<p>Так</p>");
    let draft = seat.dispatch("drafts.start", json!({ "request_id": request })).unwrap();
    let last = bench.request(request)["last_letter_id"].clone();
    let reply = json!({ "draft_id": draft["id"], "last_letter_id": last, "assign_me": true });
    seat.dispatch("requests.reply", reply).unwrap();
    let page = bench.request(request);
    assert_eq!(
        (page["client"]["manager"]["id"].clone(), page["assignee"]["id"].clone()),
        (json!(me), json!(taras))
    );
}

/// R16: the letters of a client whose manager no longer works here are unassigned again.
#[test]
fn r16_a_manager_who_left_gets_no_letters() {
    let bench = Bench::new();
    let (taras, _) = bench.hire("taras", &["manager"]);
    let card = json!({ "kind": "person", "name": "Ірина", "phones": [], "emails": ["ira@melnyk.example"], "city": "",
        "address": "", "interests": "", "discount": 0, "terms": "", "notes": "", "manager_id": taras });
    bench.call("clients.create", card);
    let first = bench.request_of(&mail("a@x", "ira@melnyk.example", "Шильда"));
    assert_eq!(bench.request(first)["assignee"]["id"], taras);
    let desk = bench.office.desk();
    desk.write(|tx| Ok(tx.run("UPDATE employee SET active = 0 WHERE login = 'taras'", &[])?)).unwrap();
    let second = bench.request_of(&mail("b@x", "ira@melnyk.example", "Інше"));
    assert!(bench.request(second)["assignee"].is_null());
}

#[test]
fn r16_add_client_by_hand_does_the_same() {
    let bench = Bench::new();
    let one = bench.request_of(&mail("a@x", "Ірина <ira@melnyk.example>", "Шильда"));
    let two = bench.request_of(&mail("b@x", "ira@melnyk.example", "Вивіска"));
    let card = bench.call("requests.add_client", json!({ "id": one }));
    assert_eq!((card["name"].clone(), card["manager"]["id"].clone()), (json!("Ірина"), json!(bench.me())));
    assert_eq!(bench.request(two)["client"]["id"], card["id"], "the person's other requests too");
    assert_eq!(bench.call("requests.add_client", json!({ "id": two }))["id"], card["id"], "not doubled");
    assert_eq!(bench.call("clients.list", json!({}))["total"], 1);
    assert_eq!(items(&bench.request(one), "event")[0]["what"], "client");
}

/// M5, M10: In-Reply-To, the whole chain of References, and a Message-ID that is fixed before sending.
#[test]
fn m10_the_answer_carries_the_chain_of_the_thread() {
    let bench = Bench::new();
    let request = bench
        .request_of(&mail("b@x", "Ірина <ira@melnyk.example>", "Шильда").references(&["old1@x", "old2@x"]));
    let letter = bench.answer(request, "<p>Добрий день!</p>");
    let source = bench.call("letters.source", json!({ "id": letter }))["text"].as_str().unwrap().to_owned();
    let read = deskbell_mail::letter::read(source.as_bytes()).unwrap();
    assert_eq!(read.in_reply_to.as_deref(), Some("b@x"));
    assert_eq!(read.references, ["old1@x", "old2@x", "b@x"]);
    assert_eq!(read.from.unwrap().address, OFFICE);
    assert_eq!(read.to[0].address, "ira@melnyk.example");
    assert_eq!(read.subject, "Re: Шильда");
    let stored = bench.rows("SELECT message_id FROM letter WHERE direction = 'outgoing'", &[]);
    assert_eq!(stored[0].get::<String>("message_id").unwrap(), read.message_id);
    bench.wait(HOUR);
    let back = mail("c@x", "ira@melnyk.example", "Re: Шильда").answers(&read.message_id).at(NOW + HOUR);
    assert_eq!(bench.request_of(&back), request);
    let second = bench.answer(request, "<p>Дякуємо</p>");
    let source = bench.call("letters.source", json!({ "id": second }))["text"].as_str().unwrap().to_owned();
    let read = deskbell_mail::letter::read(source.as_bytes()).unwrap();
    assert_eq!(read.in_reply_to.as_deref(), Some("c@x"));
}

/// The copy that the server keeps of our letter is the letter itself, also where the subject was typed oddly.
#[test]
fn m11_our_own_copy_from_sent_is_known() {
    let bench = Bench::new();
    let request = bench.request_of(&mail("a@x", "ira@melnyk.example", "Шильда"));
    let mut draft = bench.draft(request, "<p>Так</p>");
    draft["subject"] = json!("  Re:  Шильда\t(два  пробіли)  ");
    bench.call("drafts.save", super::text_of(&draft));
    let last = bench.request(request)["last_letter_id"].clone();
    let sent = bench.call("requests.reply", json!({ "draft_id": draft["id"], "last_letter_id": last }));
    let path = bench.folder.path().join("copy.eml");
    bench.call("letters.save", json!({ "id": sent["letter_id"], "path": path }));
    let mut bytes = b"Received: from a by b; Fri, 20 Nov 2026 10:00:01 +0000\r\n".to_vec();
    bytes.extend(std::fs::read(&path).unwrap());
    std::fs::write(&path, bytes).unwrap();
    let counts = deskbell_core::letters::take(&bench.api.desk().unwrap(), &path).unwrap();
    assert_eq!((counts.known, counts.placed), (1, 0));
    assert_eq!(bench.request(request)["letters"], 2);
}
