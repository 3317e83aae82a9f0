//! M10: drafts that survive everything, what a reply needs, and undo that gives everything back.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use deskbell_core::Error;
use serde_json::{Value as Json, json};

use super::{Bench, HOUR, NOW, OFFICE, items, mail, text_of};

const IRA: &str = "Ірина <ira@melnyk.example>";

fn reply(bench: &Bench, draft: &Json, request: i64) -> Json {
    let last = bench.request(request)["last_letter_id"].clone();
    json!({ "draft_id": draft["id"], "last_letter_id": last })
}

#[test]
fn m10_a_draft_is_filled_saved_and_found_again() {
    let bench = Bench::new();
    bench.call(
        "employees.update_me",
        json!({ "name": "Олена", "signature": "<p>З повагою<script>alert(1)</script></p>" }),
    );
    let letter = mail("a@x", IRA, "Шильда")
        .header("Reply-To", "orders@melnyk.example")
        .header("To", &format!("{OFFICE}, second@x.example"))
        .header("Cc", "third@x.example");
    let request = bench.request_of(&letter);
    let draft = bench.call("drafts.start", json!({ "request_id": request, "all": true }));
    assert_eq!(draft["to"][0]["address"], "orders@melnyk.example");
    let cc: Vec<&str> =
        draft["cc"].as_array().unwrap().iter().map(|person| person["address"].as_str().unwrap()).collect();
    assert_eq!(cc, ["second@x.example", "third@x.example"], "not the office itself");
    assert_eq!(draft["subject"], "Re: Шильда");
    let html = draft["html"].as_str().unwrap();
    assert!(html.contains("З повагою") && !html.contains("script"), "{html}");
    let mut text = text_of(&draft);
    text["html"] = json!("<p>Добрий день</p><img src=x onerror=alert(1)>");
    text["bcc"] = json!([{ "name": "", "address": "boss@x.example" }]);
    bench.wait(HOUR);
    assert_eq!(bench.call("drafts.save", text)["updated_at"], NOW + HOUR);
    let again = bench.call("drafts.start", json!({ "request_id": request }));
    assert_eq!(
        (again["id"].clone(), again["bcc"][0]["address"].clone()),
        (draft["id"].clone(), json!("boss@x.example"))
    );
    assert!(
        again["html"].as_str().unwrap().contains("Добрий день")
            && !again["html"].as_str().unwrap().contains("onerror")
    );
    assert_eq!(bench.request(request)["draft"]["id"], draft["id"]);
    bench.call("drafts.remove", json!({ "id": draft["id"] }));
    assert!(bench.request(request)["draft"].is_null());
    let plain = bench.call("drafts.start", json!({ "request_id": request }));
    assert_eq!(plain["cc"], json!([]));
    // Nothing was written: nothing is lost, and nobody wants it back.
    assert_eq!(bench.call("drafts.remove", json!({ "id": plain["id"] }))["deed_id"], Json::Null);
    assert!(bench.request(request)["draft"].is_null());
    assert_eq!(bench.call("deeds.list", json!({}))["rows"].as_array().unwrap().len(), 1);
}

/// M10: "reply to all" after a reply was begun: what is written stays, and the others are added once.
#[test]
fn m10_a_begun_answer_is_turned_to_all_and_to_another_letter() {
    let bench = Bench::new();
    let letter = mail("a@x", IRA, "Шильда")
        .header("To", &format!("{OFFICE}, second@x.example"))
        .header("Cc", "third@x.example");
    let request = bench.request_of(&letter);
    let first = bench.request(request)["last_letter_id"].clone();
    let draft = bench.draft(request, "<p>Добрий день</p>");
    assert_eq!((draft["cc"].clone(), draft["letter_id"].clone()), (json!([]), first.clone()));
    let mut text = text_of(&draft);
    text["bcc"] = json!([{ "name": "", "address": "SECOND@x.example" }]);
    bench.call("drafts.save", text);
    let begun = bench.call("drafts.start", json!({ "request_id": request, "letter_id": first }));
    assert_eq!((begun["id"].clone(), begun["cc"].clone()), (draft["id"].clone(), json!([])));
    let all = bench.call("drafts.start", json!({ "request_id": request, "letter_id": first, "all": true }));
    let cc: Vec<&str> =
        all["cc"].as_array().unwrap().iter().map(|person| person["address"].as_str().unwrap()).collect();
    assert_eq!((all["id"].clone(), cc), (draft["id"].clone(), vec!["third@x.example"]), "nobody twice");
    assert_eq!(all["to"], draft["to"]);
    assert!(all["html"].as_str().unwrap().contains("Добрий день"));
}

#[test]
fn m10_a_draft_is_its_writers_alone() {
    let bench = Bench::new();
    let (_, seat) = bench.hire("taras", &["manager"]);
    let request = bench.request_of(&mail("a@x", IRA, "Шильда"));
    let draft = bench.draft(request, "<p>Моє</p>");
    for name in ["drafts.remove", "drafts.save"] {
        let error = seat.dispatch(name, text_of(&draft)).unwrap_err();
        assert_eq!(error.code, "not_found", "{name}");
    }
    assert_eq!(
        seat.dispatch("requests.reply", reply(&bench, &draft, request)).unwrap_err().code,
        "not_found"
    );
    let own = seat.dispatch("drafts.start", json!({ "request_id": request })).unwrap();
    assert_ne!(own["id"], draft["id"]);
}

#[test]
fn m10_the_answered_letter_is_one_of_the_request() {
    let bench = Bench::new();
    let one = bench.request_of(&mail("a@x", IRA, "Шильда"));
    let two = bench.request_of(&mail("b@x", "petro@other.example", "Вивіска"));
    let other = bench.request(two)["last_letter_id"].clone();
    let error = bench.fail("drafts.start", json!({ "request_id": one, "letter_id": other }));
    assert_eq!(error.code, "not_found");
    let own = bench.request(one)["last_letter_id"].clone();
    assert_eq!(bench.call("drafts.start", json!({ "request_id": one, "letter_id": own }))["letter_id"], own);
}

/// M10, M5: files of any bytes come out as they went in, through the letter and back by undo.
#[test]
fn m10_files_are_attached_detached_and_given_back_by_undo() {
    let bench = Bench::new();
    let request = bench.request_of(&mail("a@x", IRA, "Шильда"));
    let draft = bench.draft(request, "<p>Ось</p>");
    let bytes: Vec<Vec<u8>> = vec![
        (0..=255_u8).cycle().take(5000).collect(),
        b"\xcf\xf0\xe8\xe2\xb3\xf2\r\nlone\nline\rend \r\n\r\n".to_vec(),
        Vec::new(),
    ];
    let names = ["макет №1.dxf", "cp1251.txt", "порожній.pdf"];
    let path = bench.folder.path().join(names[0]);
    std::fs::write(&path, &bytes[0]).unwrap();
    bench.call("drafts.attach", json!({ "id": draft["id"], "path": path }));
    for (name, body) in names.iter().zip(&bytes).skip(1) {
        let words = json!({ "id": draft["id"], "name": name, "type": "", "base64": STANDARD.encode(body) });
        bench.call("drafts.attach_bytes", words);
    }
    let extra = json!({ "id": draft["id"], "name": "зайве.txt", "type": "text/plain", "base64": "eA==" });
    let with = bench.call("drafts.attach_bytes", extra);
    let extra = with["files"][3]["id"].clone();
    let left = bench.call("drafts.detach", json!({ "id": draft["id"], "file_id": extra }));
    assert_eq!(left["files"].as_array().unwrap().len(), 3);
    let sent = bench.call("requests.reply", reply(&bench, &draft, request));
    let page = bench.request(request);
    assert_eq!(page["has_files"], true);
    let back = bench.call("letters.unsend", json!({ "id": sent["letter_id"] }));
    let kept = bench.rows("SELECT name, body FROM draft_file ORDER BY id", &[]);
    assert_eq!(back["files"].as_array().unwrap().len(), 3);
    for (index, row) in kept.iter().enumerate() {
        assert_eq!(row.get::<String>("name").unwrap(), names[index]);
        assert_eq!(row.get::<Vec<u8>>("body").unwrap(), bytes[index], "{}", names[index]);
    }
    let big = STANDARD.encode(vec![7_u8; 36 * 1024 * 1024]);
    let words = json!({ "id": back["id"], "name": "x.bin", "type": "", "base64": big });
    assert_eq!(bench.fail("drafts.attach_bytes", words).code, "files_too_big");
    let words = json!({ "id": back["id"], "name": "x.bin", "type": "", "base64": "***" });
    assert_eq!(bench.fail("drafts.attach_bytes", words).code, "bad_request");
    let words = json!({ "id": back["id"], "path": "/nowhere/at/all" });
    assert_eq!(bench.fail("drafts.attach", words).code, "io");
}

#[test]
fn m10_a_reply_needs_a_mailbox_and_somebody_to_go_to() {
    let bench = Bench::new();
    let request = bench.request_of(&mail("a@x", IRA, "Шильда"));
    let draft = bench.draft(request, "<p>Так</p>");
    let mut text = text_of(&draft);
    text["to"] = json!([{ "name": "", "address": "  " }]);
    bench.call("drafts.save", text.clone());
    assert_eq!(bench.fail("requests.reply", reply(&bench, &draft, request)).code, "no_recipient");
    text["to"] = json!([{ "name": "", "address": "ira at melnyk" }]);
    bench.call("drafts.save", text.clone());
    let error = bench.fail("requests.reply", reply(&bench, &draft, request));
    assert_eq!(
        (error.code.as_str(), error.params["address"].clone()),
        ("bad_address", json!("ira at melnyk"))
    );
    text["to"] = json!([{ "name": "", "address": "ira@melnyk.example" }]);
    bench.call("drafts.save", text);
    bench.call("mailbox.remove", json!({}));
    assert_eq!(bench.fail("requests.reply", reply(&bench, &draft, request)).code, "no_mailbox");
    assert_eq!(bench.request(request)["letters"], 1);
    assert_eq!(bench.request(request)["draft"]["id"], draft["id"], "what was written is still there");
}

/// M10: a letter that the writer has not seen stops the sending, also in a request that had none.
#[test]
fn m10_a_newer_letter_is_shown_before_anything_goes_out() {
    let bench = Bench::new();
    let request = bench.request_of(&mail("a@x", IRA, "Шильда"));
    let draft = bench.draft(request, "<p>Так</p>");
    let words = reply(&bench, &draft, request);
    bench.wait(HOUR);
    let newer = bench.take(&mail("b@x", IRA, "Re: Шильда").answers("a@x").at(NOW + HOUR)).letter_id();
    for stale in [words, json!({ "draft_id": draft["id"], "last_letter_id": null })] {
        let error = bench.fail("requests.reply", stale);
        assert_eq!((error.code.as_str(), error.params["letter_id"].clone()), ("newer_letter", json!(newer)));
    }
    assert_eq!(bench.call("outbox.list", json!({})), json!([]));
    bench.call("requests.reply", reply(&bench, &draft, request));
}

fn picture(bench: &Bench, request: i64) -> Json {
    let mut page = bench.request(request);
    page.as_object_mut()
        .unwrap()
        .retain(|key, _| !matches!(key.as_str(), "items" | "client" | "client_id" | "who" | "draft"));
    page
}

/// M10: undo gives back the draft, the status, the assignee and what waits for whom; the contact is gone, and so is the
/// client that the answer made.
#[test]
fn m10_undo_gives_everything_back() {
    let bench = Bench::new();
    let request = bench.request_of(&mail("a@x", IRA, "Шильда"));
    let draft = bench.draft(request, "<p>Готово <b>завтра</b></p>");
    let before = picture(&bench, request);
    let mut words = reply(&bench, &draft, request);
    words["status"] = json!("done");
    bench.wait(1000);
    let sent = bench.call("requests.reply", words);
    assert_eq!(sent["undo_until"], NOW + 11_000);
    let page = bench.request(request);
    assert_eq!(
        (page["status"]["code"].clone(), page["assignee"]["id"].clone()),
        (json!("done"), json!(bench.me()))
    );
    assert_eq!(bench.call("contacts.list", json!({}))["total"], 1);
    assert_eq!(bench.number("SELECT count(*) AS n FROM flag_change WHERE flag = 'answered'"), 1);
    let back = bench.call("letters.unsend", json!({ "id": sent["letter_id"] }));
    for same in ["to", "cc", "bcc", "subject", "html", "letter_id", "request_id"] {
        assert_eq!(back[same], bench.request(request)["draft"][same], "{same}");
        assert_eq!(
            back[same],
            {
                let mut saved = draft.clone();
                saved["html"] = back["html"].clone();
                saved
            }[same],
            "{same}"
        );
    }
    assert!(back["html"].as_str().unwrap().contains("<b>завтра</b>"));
    assert_eq!(picture(&bench, request), before);
    assert_eq!(bench.call("contacts.list", json!({}))["total"], 0);
    assert_eq!(bench.number("SELECT count(*) AS n FROM flag_change WHERE flag = 'answered'"), 0);
    assert_eq!(bench.number("SELECT count(*) AS n FROM letter WHERE direction = 'outgoing'"), 0);
    assert_eq!(bench.call("clients.list", json!({}))["total"], 0, "the client is gone with it");
    assert_eq!(bench.find("завтра"), Vec::<i64>::new());
    assert_eq!(bench.fail("letters.unsend", json!({ "id": sent["letter_id"] })).code, "not_found");
}

/// What happened between the reply and undo is not undone: a new letter, another's hand on the status.
#[test]
fn m10_undo_leaves_what_came_meanwhile() {
    let bench = Bench::new();
    let (taras, _) = bench.hire("taras", &["manager"]);
    let request = bench.request_of(&mail("a@x", IRA, "Шильда"));
    let sent = bench.answer(request, "<p>Так</p>");
    bench.call("requests.assign", json!({ "ids": [request], "employee_id": taras }));
    bench.wait(3000);
    bench.take(&mail("b@x", IRA, "Re: Шильда").answers("a@x").text("Ще питання").at(NOW + 3000));
    bench.call("requests.status", json!({ "ids": [request], "status": "in_work" }));
    bench.call("letters.unsend", json!({ "id": sent }));
    let page = bench.request(request);
    assert_eq!(page["assignee"]["id"], taras);
    assert_eq!((page["letters"].clone(), page["snippet"].clone()), (json!(2), json!("Ще питання")));
    assert_eq!((page["last_at"].clone(), page["unread"].clone()), (json!(NOW + 3000), json!(true)));
    assert_eq!(page["status"]["code"], "in_work");
    assert_eq!(items(&page, "letter").len(), 2);
}

#[test]
fn m10_undo_is_too_late_once_sending_began_and_the_writers_alone() {
    let bench = Bench::new();
    let (_, seat) = bench.hire("taras", &["manager"]);
    let request = bench.request_of(&mail("a@x", IRA, "Шильда"));
    let sent = bench.answer(request, "<p>Так</p>");
    assert_eq!(seat.dispatch("letters.unsend", json!({ "id": sent })).unwrap_err().code, "forbidden");
    bench.wait(11_000);
    let desk = bench.office.desk();
    desk.write(|tx| Ok::<_, Error>(deskbell_core::outbox::take_next(&desk, tx)?.unwrap())).unwrap();
    assert_eq!(bench.fail("letters.unsend", json!({ "id": sent })).code, "too_late");
    assert_eq!(bench.request(request)["letters"], 2);
}

#[test]
fn m10_a_letter_is_quoted_in_the_offices_language() {
    let bench = Bench::new();
    let request = bench.request_of(&mail("a@x", IRA, "Шильда").text("Перший рядок <b>\nдругий"));
    let letter = bench.request(request)["last_letter_id"].clone();
    let html =
        bench.call("drafts.quote", json!({ "letter_id": letter }))["html"].as_str().unwrap().to_owned();
    assert!(html.contains("20.11.2026") && html.contains("12:00") && html.contains("Ірина"), "{html}");
    assert!(html.contains("<blockquote") && html.contains("&lt;b&gt;"), "{html}");
}

/// M10: who stands twice among the recipients, under two names, gets one answer.
#[test]
fn m10_an_answer_to_all_names_each_address_once() {
    let bench = Bench::new();
    let letter = mail("a@x", "Ірина <ira@melnyk.example>", "Шильда")
        .header("To", &format!("{OFFICE}, Іра <IRA@melnyk.example>, Петро <petro@other.example>"))
        .header("Cc", "П. Гай <Petro@other.example>");
    let request = bench.request_of(&letter);
    let draft = bench.call("drafts.start", json!({ "request_id": request, "all": true }));
    let addresses = |field: &str| -> Vec<String> {
        let list = draft[field].as_array().unwrap();
        list.iter().map(|person| person["address"].as_str().unwrap().to_lowercase()).collect()
    };
    assert_eq!(
        (addresses("to"), addresses("cc")),
        (vec!["ira@melnyk.example".to_owned()], vec!["petro@other.example".to_owned()])
    );
}
