//! The main job, on real servers: a stranger writes, the office answers, the stranger answers back.

use deskbell_tests::letters::{header, plain, unique, with_headers};
use deskbell_tests::mailhost::Mailhost;
use deskbell_tests::office::{Engine, Office, id, rows, text};
use deskbell_tests::relay::Relay;
use deskbell_tests::{skip, skip_if};
use serde_json::json;

/// M5, M11, R16: one request, one client, one manager, and headers that any mail program threads by.
#[test]
fn m5_m11_r16_a_stranger_is_answered_and_comes_back_to_the_same_request() {
    skip_if!(skip::no_mailhost());
    let host = Mailhost::start();
    let office = Office::new(Engine::chosen());
    office.connect_safely(&host, "office");
    let mark = unique();
    let first = format!("first-{mark}@example.com");
    let letter = plain(
        "Ірина Мельник <stranger@office.test>",
        "office@office.test",
        "Різання акрилу",
        &first,
        "Добрий день! Скільки коштує вирізати сорок деталей?",
    );
    host.deliver("stranger@office.test", &["office@office.test"], &letter);
    host.wait_letters("office", &first, 1);

    office.sync();
    let requests = office.requests("unassigned");
    assert_eq!(requests.len(), 1, "{requests:?}");
    let request = id(&requests[0]);
    assert_eq!(text(&requests[0], "subject"), "Різання акрилу");
    assert_eq!(requests[0]["who"], "Ірина Мельник");
    assert!(requests[0]["client_id"].is_null() && requests[0]["assignee"].is_null(), "nobody knows her yet");

    let queued = office.reply(request, "<p>Вітаємо! Тисяча гривень.</p>");
    office.send();
    let answer = host.wait_letters("stranger", "In-Reply-To", 1).remove(0);
    assert_eq!(header(&answer, "In-Reply-To"), Some(format!("<{first}>")));
    assert!(header(&answer, "References").is_some_and(|chain| chain.contains(&first)), "{answer}");
    let ours = header(&answer, "Message-ID").expect("our letter has an id");
    assert!(header(&answer, "Bcc").is_none() && header(&answer, "Auto-Submitted").is_none());
    let sent = host.letters("office", "Sent");
    assert_eq!(sent.len(), 1, "one copy in Sent");
    assert!(String::from_utf8_lossy(&sent[0]).contains(&ours));

    // She is in the directory now, and who answered is her manager.
    let shown = office.call("requests.get", json!({"id": request}));
    let me = office.call("employees.me", json!({}));
    assert_eq!(shown["assignee"]["id"], me["id"], "{shown}");
    assert_eq!(shown["client"]["manager"]["id"], me["id"], "{shown}");
    assert_eq!(shown["client"]["emails"], json!(["stranger@office.test"]));
    let state = office.conversation(request).into_iter().find(|letter| letter["id"] == queued["letter_id"]);
    assert_eq!(state.expect("our letter")["state"], "sent");

    let second = format!("second-{mark}@example.com");
    let references = format!("In-Reply-To: {ours}\r\nReferences: <{first}> {ours}\r\n");
    let letter = with_headers(
        "Ірина Мельник <stranger@office.test>",
        "office@office.test",
        "Зовсім інша тема",
        &second,
        &references,
        "Згода!",
    );
    host.deliver("stranger@office.test", &["office@office.test"], &letter);
    host.wait_letters("office", &second, 1);
    office.sync();
    let all = office.requests("all");
    assert_eq!(all.len(), 1, "the answer opens nothing new: {all:?}");
    assert_eq!(id(&all[0]), request);
    assert_eq!(all[0]["assignee"]["id"], me["id"], "the same manager");
    let conversation = office.conversation(request);
    assert_eq!(conversation.len(), 3, "her letter, ours once, her answer: {conversation:?}");
    assert_eq!(conversation[2]["why"]["rule"], "in_reply_to");
    assert_eq!(rows(&office.call("clients.list", json!({}))["rows"]).len(), 1, "one client");

    // M4: the server's letters and ours add up.
    for folder in rows(&office.call("mailbox.accounting", json!({}))) {
        assert_eq!(folder["missing"], 0, "{folder}");
    }
}

/// M5: a third person who quotes the number does not get into somebody's request; a known client's new letter
/// goes to the manager (R16).
#[test]
fn m5_r16_a_new_letter_of_a_known_client_is_the_managers_and_a_foreign_number_opens_nothing() {
    skip_if!(skip::no_mailhost());
    let host = Mailhost::start();
    let office = Office::new(Engine::chosen());
    let relay = Relay::start(host.smtp(), None);
    office.connect("office", host.imap(), relay.port());
    let mark = unique();
    let from = |who: &str, subject: &str, number: u32| {
        let letter = plain(
            &format!("{who}@office.test"),
            "office@office.test",
            subject,
            &format!("{number}-{mark}@example.com"),
            "…",
        );
        host.deliver(&format!("{who}@office.test"), &["office@office.test"], &letter);
        host.wait_letters("office", &format!("{number}-{mark}"), 1);
    };
    from("anna", "Вивіска", 1);
    office.sync();
    let request = office.requests("all").remove(0);
    office.reply(id(&request), "<p>Так.</p>");
    office.send();
    from("anna", "Ще одне питання", 2);
    from("thief", &format!("Re: [{}] Вивіска", text(&request, "number")), 3);
    office.sync();
    let all = office.requests("all");
    assert_eq!(all.len(), 3, "{all:?}");
    let of = |who: &str| all.iter().filter(|row| text(row, "who").contains(who)).collect::<Vec<_>>();
    assert!(of("anna").iter().all(|row| row["assignee"]["id"].is_number()), "{all:?}");
    assert!(of("thief")[0]["assignee"].is_null(), "{all:?}");
}
