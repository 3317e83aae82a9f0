//! The sender is killed at every step of the talk with the mail server: nothing is lost, nothing goes out twice.

use deskbell_tests::letters::{header, plain, unique};
use deskbell_tests::mailhost::Mailhost;
use deskbell_tests::office::{Engine, Office, id, rows, text};
use deskbell_tests::relay::{Relay, STEPS, Step};
use deskbell_tests::{skip, skip_if};
use serde_json::{Value, json};
use std::time::Duration;

/// One letter that waits in an outbox for its step.
struct Case {
    step: Step,
    office: Office,
    relay: Relay,
    user: String,
    letter: Value,
    request: i64,
}

/// M11: killed before the text, the letter goes out at the next start, once; killed after it began, it is
/// `uncertain` and stays until the user decides.
#[test]
fn m11_a_killed_sender_loses_nothing_and_sends_nothing_twice() {
    skip_if!(skip::no_mailhost());
    let host = Mailhost::start();
    let engine = Engine::chosen();
    // All letters are queued first, so that the time for undoing passes for all of them together.
    let cases: Vec<Case> = STEPS.into_iter().map(|step| queue(&host, engine, step)).collect();
    std::thread::sleep(Duration::from_secs(11));
    for case in &cases {
        let mut sender = case.office.start(&["send", "--once"]);
        assert_eq!(case.relay.wait_held(), case.step);
        sender.kill();
    }
    // Postfix has done what it will do with the talks that broke.
    std::thread::sleep(Duration::from_secs(2));
    for case in &cases {
        case.relay.go();
        judge(&host, case);
    }
}

fn queue(host: &Mailhost, engine: Engine, step: Step) -> Case {
    let user = format!("{step:?}").to_lowercase();
    let relay = Relay::start(host.smtp(), Some(step));
    let office = Office::new(engine);
    let desk = format!("desk-{user}");
    office.connect(&desk, host.imap(), relay.port());
    let mark = format!("{user}-{}@example.com", unique());
    let letter = plain(
        &format!("{user}@office.test"),
        &format!("{desk}@office.test"),
        "Питання",
        &mark,
        "Коли буде готово?",
    );
    host.deliver(&format!("{user}@office.test"), &[&format!("{desk}@office.test")], &letter);
    host.wait_letters(&desk, &mark, 1);
    office.sync();
    let request = id(&office.requests("all")[0]);
    let letter = office.reply(request, "<p>Завтра о дев'ятій.</p>")["letter_id"].clone();
    Case { step, office, relay, user, letter, request }
}

/// How often Deskbell's letter lies in the recipient's mailbox.
fn arrived(host: &Mailhost, case: &Case) -> usize {
    host.with_mark(&case.user, "In-Reply-To").len()
}

fn state(case: &Case) -> String {
    let letters = case.office.conversation(case.request);
    let ours = letters.iter().find(|letter| letter["id"] == case.letter).expect("our letter is not lost");
    text(ours, "state").to_owned()
}

fn judge(host: &Mailhost, case: &Case) {
    let step = case.step;
    case.office.send();
    if step < Step::PartOfText {
        // A letter that was being tried may wait for its next try.
        if state(case) == "retry" {
            case.office.call("outbox.retry", json!({"letter_id": case.letter}));
            case.office.send();
        }
        let letters = host.wait_letters(&case.user, "In-Reply-To", 1);
        assert_eq!((letters.len(), state(case).as_str()), (1, "sent"), "{step:?}");
        assert!(header(&letters[0], "Message-ID").is_some(), "{step:?}");
        return;
    }
    assert_eq!(state(case), "uncertain", "{step:?}");
    let before = arrived(host, case);
    assert_eq!(before, usize::from(step == Step::Accepted), "{step:?}: what Postfix made of the broken talk");
    // However often the sender starts, it does not decide for the user.
    for _ in 0..3 {
        case.office.run(&["send", "--once"]);
    }
    assert_eq!((arrived(host, case), state(case).as_str()), (before, "uncertain"), "{step:?}");
    let outbox = case.office.call("outbox.list", json!({}));
    assert!(rows(&outbox).iter().any(|row| row["letter_id"] == case.letter), "{step:?}: shown in the outbox");
    if step == Step::Accepted {
        case.office.call("outbox.mark_sent", json!({"letter_id": case.letter}));
        case.office.send();
    } else {
        case.office.call("outbox.retry", json!({"letter_id": case.letter}));
        case.office.send();
        host.wait_letters(&case.user, "In-Reply-To", 1);
    }
    std::thread::sleep(Duration::from_secs(1));
    assert_eq!((arrived(host, case), state(case).as_str()), (1, "sent"), "{step:?}");
}
