//! Mailings on real servers: killed and resumed, refused, bounced, answered and opted out of. What arrived is counted in
//! the receiver's mailbox.

use deskbell_tests::fickle::Fickle;
use deskbell_tests::letters::{header, unique, with_headers};
use deskbell_tests::mailhost::Mailhost;
use deskbell_tests::office::{Engine, Office, id, mailbox, rows, server, text};
use deskbell_tests::{skip, skip_if, wait_for};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::Duration;

/// An office with a mailing to the people of a list, ready to go.
fn mailing(office: &Office, subject: &str, html: &str, list: &str) -> i64 {
    let mailing =
        office.call("mailings.create", json!({"name": subject, "channel": "email", "consent_needed": false}));
    let file = office.folder().join("список.csv");
    std::fs::write(&file, list).expect("a list");
    office.call("mailings.add_file", json!({"id": mailing["id"], "path": file.display().to_string()}));
    let fields = json!({"name": subject, "channel": "email", "consent_needed": false, "not_within_days": 0,
        "opt_out_line": true, "per_minute": 0, "quiet_from": "", "quiet_to": "", "start_at": null,
        "texts": [{"language": null, "subject": subject, "html": html, "sms": ""}]});
    office.call("mailings.update", json!({"id": mailing["id"], "fields": fields}));
    id(&mailing)
}

fn go(office: &Office, mailing: i64) {
    let check = office.call("mailings.check", json!({"id": mailing}));
    assert_eq!(check["problems"], json!([]), "{check}");
    office.call("mailings.send", json!({"id": mailing, "confirmed": check["to_send"]}));
}

/// The state of the message to each address.
fn states(office: &Office, mailing: i64) -> BTreeMap<String, String> {
    let of = |row: &Value| (text(row, "address").to_owned(), text(row, "state").to_owned());
    office.messages(mailing).iter().map(of).collect()
}

/// Whom the letters of a mailbox are for, by their own To, with how often.
fn received(host: &Mailhost, user: &str) -> HashMap<String, usize> {
    let mut found = HashMap::new();
    for letter in host.letters(user, "") {
        let letter = String::from_utf8_lossy(&letter);
        let to = header(&letter, "To").expect("a letter of ours names its receiver");
        let address =
            to.rsplit_once('<').map_or(to.clone(), |(_, rest)| rest.trim_end_matches('>').to_owned());
        *found.entry(address).or_insert(0) += 1;
    }
    found
}

/// S4: five thousand letters, the program killed twenty times on the way: nobody gets two, and everybody who was not
/// written to for certain is listed with the reason.
#[test]
fn s4_five_thousand_letters_survive_twenty_kills() {
    skip_if!(skip::no_mailhost());
    const PEOPLE: usize = 5000;
    let host = Mailhost::start();
    let office = Office::new(Engine::chosen());
    office.connect_safely(&host, "office");
    let mut list = "Ім'я;Пошта\n".to_owned();
    for number in 0..PEOPLE {
        list.push_str(&format!("Клієнт {number};sink+{number}@office.test\n"));
    }
    list.push_str("Двійник;sink+7@office.test\n");
    let mailing = mailing(&office, "Свята", "<p>Вітаємо, {{ client.name }}!</p>", &list);
    office
        .call("mailings.opt_out", json!({"way": "email", "address": "sink+9@office.test", "note": "просив"}));
    go(&office, mailing);
    let mut pause = 7_u64;
    for _ in 0..20 {
        let mut sender = office.start(&["send", "--once"]);
        // Somewhere between the first letters and a second later, differently each time.
        pause = (pause * 6_364_136_223 + 1_442_695_041) % 1_000_003;
        std::thread::sleep(Duration::from_millis(250 + pause % 500));
        sender.kill();
    }
    office.run(&["send", "--once"]);
    let all = office.messages(mailing);
    let of = |state: &str| -> BTreeSet<String> {
        let rows = all.iter().filter(|row| text(row, "state") == state);
        rows.map(|row| text(row, "address").to_owned()).collect()
    };
    let (accepted, uncertain) = (of("accepted"), of("uncertain"));
    assert_eq!(
        accepted.len() + uncertain.len(),
        PEOPLE - 1,
        "{:?}",
        office.call("mailings.get", json!({"id": mailing}))["counts"]
    );
    assert!(uncertain.len() <= 60, "{} uncertain", uncertain.len());
    for row in &all {
        match text(row, "state") {
            "accepted" => assert!(!text(row, "answer").is_empty(), "{row}"),
            "uncertain" => assert_eq!(row["error"]["code"], "uncertain", "{row}"),
            "left_out" => assert!(["opted_out", "duplicate"].contains(&text(row, "reason")), "{row}"),
            other => panic!("{other}: {row}"),
        }
    }
    // The receiving side is the judge.
    let arrived = wait_for("the letters in the mailbox", Duration::from_secs(60), || {
        let arrived = received(&host, "sink");
        (arrived.len() >= accepted.len()).then_some(arrived)
    });
    std::thread::sleep(Duration::from_secs(2));
    let arrived =
        if received(&host, "sink").len() == arrived.len() { arrived } else { received(&host, "sink") };
    let twice: Vec<_> = arrived.iter().filter(|(_, times)| **times > 1).collect();
    assert!(twice.is_empty(), "{twice:?}");
    for address in &accepted {
        assert!(arrived.contains_key(address), "{address} was accepted and is not there");
    }
    for address in arrived.keys() {
        assert!(
            accepted.contains(address) || uncertain.contains(address),
            "{address} has a letter that nobody knows of"
        );
    }
    assert_eq!(office.call("mailings.get", json!({"id": mailing}))["state"], "done");
}

/// An office that sends through a server with moods.
fn with_fickle() -> (Fickle, Office) {
    let fickle = Fickle::start();
    let office = Office::new(Engine::chosen());
    office.save_mailbox(&mailbox(
        "office",
        server("office", 1, "plain", None),
        server("office", fickle.port(), "plain", None),
    ));
    (fickle, office)
}

/// S4, S5: what a server's moods come to: tried again, refused, dead, closed, cut. Nobody gets two letters, a dead
/// address is never written to again, and the failed alone are tried once more.
#[test]
fn s4_a_moody_server_gets_each_letter_once() {
    let (fickle, office) = with_fickle();
    let names = ["ok1", "grey", "dead", "spam", "full", "closing", "cut", "ok2"];
    let list: String = names.iter().map(|name| format!("{name}@x.example\n")).collect();
    let first = mailing(&office, "Свята", "<p>Вітаємо!</p>", &list);
    go(&office, first);
    for _ in 0..3 {
        office.run(&["send", "--once"]);
    }
    let expected = [
        ("ok1", "accepted"),
        ("grey", "queued"),
        ("dead", "refused"),
        ("spam", "refused"),
        ("full", "refused"),
        ("closing", "accepted"),
        ("cut", "uncertain"),
        ("ok2", "accepted"),
    ];
    let expected: BTreeMap<String, String> =
        expected.iter().map(|(name, state)| (format!("{name}@x.example"), (*state).to_owned())).collect();
    assert_eq!(states(&office, first), expected);
    for name in ["ok1", "closing", "cut", "ok2"] {
        assert_eq!(fickle.taken(&format!("{name}@x.example")), 1, "{name}");
    }
    let stopped = office.call("mailings.stopped", json!({}));
    let dead: Vec<&str> = rows(&stopped["rows"]).iter().map(|row| text(row, "address")).collect();
    assert_eq!(dead, ["dead@x.example"], "a letter that was refused says nothing of the address");
    let retried = office.call("mailings.retry", json!({"id": first}));
    assert_eq!(retried["messages"], 3, "the failed only: {retried}");
    office.run(&["send", "--once"]);
    assert_eq!(fickle.taken("ok1@x.example"), 1);
    let row = office
        .messages(first)
        .into_iter()
        .find(|row| text(row, "address") == "dead@x.example")
        .expect("the dead one");
    assert_eq!((text(&row, "state"), text(&row, "reason")), ("left_out", "bounced"), "{row}");
    let second = mailing(&office, "Ще раз", "<p>Вітаємо!</p>", &list);
    let check = office.call("mailings.check", json!({"id": second}));
    assert_eq!(check["left_out"], json!([{"reason": "bounced", "count": 1}]));
}

/// S4: all letters go over one connection.
#[test]
fn s4_letters_share_a_connection() {
    let (fickle, office) = with_fickle();
    let list: String = (0..90).map(|number| format!("ok{number}@x.example\n")).collect();
    let mailing = mailing(&office, "Свята", "<p>Вітаємо!</p>", &list);
    go(&office, mailing);
    office.run(&["send", "--once"]);
    assert_eq!((fickle.all(), fickle.connections()), (90, 1));
}

/// S4: a server that ends its connection between two letters keeps nobody waiting: the next letter goes over another at
/// once, in the same run.
#[test]
fn s4_a_connection_that_ends_between_letters_is_opened_anew_at_once() {
    let (fickle, office) = with_fickle();
    let list: String = ["ok1", "last1", "ok2", "last2", "ok3", "closing", "ok4"]
        .iter()
        .map(|name| format!("{name}@x.example\n"))
        .collect();
    let mailing = mailing(&office, "Свята", "<p>Вітаємо!</p>", &list);
    go(&office, mailing);
    office.run(&["send", "--once"]);
    assert!(
        states(&office, mailing).values().all(|state| state == "accepted"),
        "{:?}",
        states(&office, mailing)
    );
    assert_eq!((fickle.all(), fickle.connections()), (7, 4));
}

/// S4: refused again and again, a mailing pauses by itself and says why; nobody is lost.
#[test]
fn s4_too_many_refusals_pause_a_mailing() {
    let (_fickle, office) = with_fickle();
    let list: String = (0..30).map(|number| format!("spam{number}@x.example\n")).collect();
    let mailing = mailing(&office, "Свята", "<p>Вітаємо!</p>", &list);
    go(&office, mailing);
    office.run(&["send", "--once"]);
    let paused = office.call("mailings.get", json!({"id": mailing}));
    assert_eq!(
        (text(&paused, "state"), text(&paused["pause_reason"], "code")),
        ("paused", "too_many_refusals"),
        "{paused}"
    );
    assert!(text(&paused["pause_reason"], "detail").contains("spam"), "{paused}");
    let counts = &paused["counts"];
    let known = counts["refused"].as_i64().unwrap_or(0) + counts["queued"].as_i64().unwrap_or(0);
    assert_eq!(known, 30, "{counts}");
    assert!(counts["refused"].as_i64() <= Some(12), "{counts}");
}

/// S4: a mailing that runs is paused within a second, goes on where it was, and is stopped with everybody listed.
#[test]
fn s4_pause_resume_and_stop_take_effect_at_once() {
    let (fickle, office) = with_fickle();
    let list: String = (0..2000).map(|number| format!("ok{number}@x.example\n")).collect();
    let mailing = mailing(&office, "Свята", "<p>Вітаємо!</p>", &list);
    let mut paced = office.call("mailings.get", json!({"id": mailing}));
    paced["per_minute"] = json!(1200);
    let names = [
        "name",
        "channel",
        "texts",
        "consent_needed",
        "not_within_days",
        "opt_out_line",
        "opt_out_sms",
        "per_minute",
        "quiet_from",
        "quiet_to",
        "start_at",
    ];
    let fields: serde_json::Map<String, Value> =
        names.iter().map(|name| ((*name).to_owned(), paced[*name].clone())).collect();
    office.call("mailings.update", json!({"id": mailing, "fields": fields}));
    go(&office, mailing);
    let _sender = office.start(&["send"]);
    wait_for("the first letters", Duration::from_secs(30), || (fickle.all() > 5).then_some(()));
    office.call("mailings.pause", json!({"id": mailing}));
    std::thread::sleep(Duration::from_secs(1));
    let at_pause = fickle.all();
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(fickle.all(), at_pause, "paused is paused");
    assert!(at_pause < 200, "20 a second: {at_pause}");
    office.call("mailings.resume", json!({"id": mailing}));
    wait_for("more letters", Duration::from_secs(70), || (fickle.all() > at_pause).then_some(()));
    office.call("mailings.stop", json!({"id": mailing}));
    std::thread::sleep(Duration::from_secs(1));
    let at_stop = fickle.all();
    let counts = office.call("mailings.get", json!({"id": mailing}))["counts"].clone();
    assert_eq!(counts["accepted"], at_stop, "{counts}");
    assert_eq!(counts["left_out"].as_i64(), Some(2000 - at_stop as i64), "{counts}");
}

/// S5, S6, S8, M5: what comes back from a mailing: a report, a machine's answer, people's answers, an opt-out, and
/// nothing of it by anybody who was not written to.
#[test]
fn s5_what_comes_back_from_a_mailing_is_told_apart() {
    skip_if!(skip::no_mailhost());
    let host = Mailhost::start();
    let office = Office::new(Engine::chosen());
    office.connect_safely(&host, "office");
    let client = office
        .call("clients.create", json!({"kind": "person", "name": "Ірина", "emails": ["ira@office.test"]}));
    let list =
        "ira@office.test\npetro@office.test\nolha@office.test\nnobody@bounce.test\nlost@nowhere.example\n";
    let mailing = mailing(&office, "Свята", "<p>Вітаємо!</p>", list);
    go(&office, mailing);
    office.run(&["send", "--once"]);
    let letter = |user: &str| {
        let found = host.wait_letters(user, "Message-ID", 1);
        assert_eq!(found.len(), 1, "{user}");
        found.into_iter().next().expect("a letter")
    };
    let ours: BTreeMap<&str, String> =
        ["ira", "petro", "olha"].into_iter().map(|user| (user, letter(user))).collect();
    for one in ours.values() {
        assert_eq!(header(one, "Precedence").as_deref(), Some("bulk"));
        assert_eq!(header(one, "Auto-Submitted").as_deref(), Some("auto-generated"));
        assert_eq!(header(one, "List-Unsubscribe-Post"), None, "no page, no click");
    }
    // S8: she is a client, so the letter is among her contacts.
    let contacts = office.call("contacts.list", json!({"client_id": client["id"]}));
    let contact = &rows(&contacts["rows"])[0];
    assert_eq!(
        (text(contact, "channel"), text(contact, "address"), text(contact, "direction")),
        ("letter", "ira@office.test", "outgoing")
    );
    let categories = office.call("categories.list", json!({}));
    let sent = rows(&categories).iter().find(|one| one["code"] == "message_sent").expect("the category");
    assert_eq!(contact["category_id"], sent["id"]);
    // Answers of two people, each twice; a machine's; and an opt-out of the third.
    let id_of =
        |user: &str| header(&ours[user], "Message-ID").expect("an id").trim_matches(['<', '>']).to_owned();
    let answer = |user: &str, more: &str, words: &str| {
        let mark = format!("{}@example.com", unique());
        let more = format!("In-Reply-To: <{}>\r\n{more}", id_of(user));
        let from = format!("{user}@office.test");
        let letter = with_headers(&from, "office@office.test", "Re: Свята", &mark, &more, words);
        host.deliver(&from, &["office@office.test"], &letter);
    };
    answer("ira", "", "Дякую! А скільки коштує табличка?");
    answer("petro", "", "Передзвоніть мені.");
    answer("ira", "", "І ще одне питання.");
    answer("petro", "Auto-Submitted: auto-replied\r\n", "Мене немає.");
    let unsubscribe = header(&ours["olha"], "List-Unsubscribe").expect("a way out");
    let subject =
        unsubscribe.split_once("subject=").expect("a subject").1.trim_end_matches('>').replace("%20", " ");
    let opt_out = |from: &str, subject: &str| {
        let mark = format!("{}@example.com", unique());
        let letter = with_headers(from, "office@office.test", subject, &mark, "", "");
        host.deliver(from, &["office@office.test"], &letter);
    };
    opt_out("olha@office.test", &subject);
    // Somebody guesses: the token of another message does not fit.
    opt_out("evil@office.test", "unsubscribe 1-0123456789abcdef0123");
    wait_for("everything in the office's mailbox", Duration::from_secs(60), || {
        (host.letters("office", "").len() >= 7).then_some(())
    });
    office.sync();
    let states = states(&office, mailing);
    let of = |address: &str| states[address].as_str();
    assert_eq!(
        (of("ira@office.test"), of("petro@office.test"), of("olha@office.test")),
        ("delivered", "delivered", "delivered")
    );
    assert_eq!((of("nobody@bounce.test"), of("lost@nowhere.example")), ("failed", "refused"));
    let failed = office
        .messages(mailing)
        .into_iter()
        .find(|row| text(row, "address") == "nobody@bounce.test")
        .expect("it");
    assert_eq!(failed["error"]["code"], "not_delivered", "{failed}");
    let counts = office.call("mailings.get", json!({"id": mailing}))["counts"].clone();
    assert_eq!((&counts["answered"], &counts["auto_replies"]), (&json!(2), &json!(1)), "{counts}");
    let stopped = office.call("mailings.stopped", json!({}));
    let stopped: BTreeSet<(&str, &str)> =
        rows(&stopped["rows"]).iter().map(|row| (text(row, "address"), text(row, "source"))).collect();
    assert_eq!(
        stopped,
        BTreeSet::from([("olha@office.test", "list_unsubscribe"), ("lost@nowhere.example", "server")])
    );
    // M5: a request for each who answered, both of hers in one; the guess is a letter like any other.
    let requests = office.requests("all");
    assert_eq!(requests.len(), 3, "{requests:?}");
    let letters: BTreeSet<usize> =
        requests.iter().map(|request| office.conversation(id(request)).len()).collect();
    assert_eq!(letters, BTreeSet::from([1, 2]));
    let ignored = office.call("letters.ignored", json!({}));
    let rules: BTreeSet<&str> = rows(&ignored["rows"]).iter().map(|row| text(row, "rule")).collect();
    assert_eq!(rules, BTreeSet::from(["auto_reply", "bounce", "mailing", "opt_out"]));
    assert_eq!(host.letters("office", "Sent").len(), 1, "a sample of the mailing and no more");
    for account in rows(&office.call("mailbox.accounting", json!({}))) {
        let sum: i64 = ["in_requests", "ignored", "unreadable", "missing"]
            .iter()
            .map(|key| account[*key].as_i64().unwrap_or(0))
            .sum();
        assert_eq!(Some(sum), account["server"].as_i64(), "{account}");
    }
}
