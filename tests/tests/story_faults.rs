//! Broken servers and lines: a clear error with a code, a program that goes on, and bounded memory.

use deskbell_tests::letters::plain;
use deskbell_tests::liar::{self, Lie};
use deskbell_tests::mailhost::{Mailhost, PASSWORD};
use deskbell_tests::office::{Engine, Office, mailbox, rows, server, text};
use deskbell_tests::process::peak_memory;
use deskbell_tests::proxy::{CuttingProxy, From, What, When};
use deskbell_tests::{ports, skip, skip_if};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// What `mailbox.test` says of the two servers.
fn tested(office: &Office, imap: Value, smtp: Value, password: &str) -> (String, String) {
    let mailbox = mailbox("office", imap, smtp);
    let answer = office.call("mailbox.test", json!({"mailbox": mailbox, "password": password}));
    (text(&answer["imap"], "code").to_owned(), text(&answer["smtp"], "code").to_owned())
}

/// M1: the test of a mailbox names what is wrong.
#[test]
fn m1_the_test_of_a_mailbox_says_what_is_wrong() {
    skip_if!(skip::no_mailhost());
    let host = Mailhost::start();
    let office = Office::new(Engine::chosen());
    let print = host.fingerprint();
    let tls = |port| server("office", port, "tls", Some(&print));
    let start_tls = |port| server("office", port, "start_tls", Some(&print));

    let good = tested(&office, tls(host.imaps()), start_tls(host.submission()), PASSWORD);
    assert_eq!(good, (String::new(), String::new()), "both are good");
    let wrong = tested(&office, tls(host.imaps()), start_tls(host.submission()), "not it");
    assert_eq!(wrong, ("wrong_password".into(), "wrong_password".into()));
    let closed = ports::free();
    assert_eq!(
        tested(&office, tls(closed), start_tls(closed), PASSWORD),
        ("refused".into(), "refused".into())
    );
    let untrusted = tested(
        &office,
        server("office", host.imaps(), "tls", None),
        server("office", host.submission(), "start_tls", None),
        PASSWORD,
    );
    assert_eq!(untrusted, ("certificate".into(), "certificate".into()));
    let other = "00".repeat(32);
    let changed = tested(&office, server("office", host.imaps(), "tls", Some(&other)), tls(closed), PASSWORD);
    assert_eq!(changed.0, "certificate", "another fingerprint than the trusted one");
    // The port of the other service, and something that is no mail server at all.
    let (imap, smtp) = tested(
        &office,
        server("office", host.smtp(), "plain", None),
        server("office", host.imap(), "plain", None),
        PASSWORD,
    );
    assert_eq!((imap.as_str(), smtp.as_str()), ("not_imap", "not_smtp"));
    let web = liar::start(Lie::WebServer);
    let (imap, _) = tested(&office, server("office", web, "plain", None), start_tls(closed), PASSWORD);
    assert_eq!(imap, "not_imap");
    let mut nowhere = tls(993);
    nowhere["host"] = json!("no-such-host.invalid");
    assert_eq!(tested(&office, nowhere, start_tls(closed), PASSWORD).0, "unknown_host");
}

/// M1: a server that accepts and says nothing is given up after a while.
#[test]
fn m1_a_silent_server_is_given_up() {
    skip_if!(skip::no_mailhost());
    let office = Office::new(Engine::chosen());
    let silent = server("office", liar::start(Lie::Silence), "plain", None);
    let (imap, smtp) = tested(&office, silent.clone(), silent, PASSWORD);
    assert_eq!((imap.as_str(), smtp.as_str()), ("timeout", "timeout"));
}

/// M2: whatever the line does, the sync fails with a code and the next one brings every letter once.
#[test]
fn m2_a_cut_line_costs_no_letter() {
    skip_if!(skip::no_mailhost());
    let host = Mailhost::start();
    let text_of = "Рядок. ".repeat(200);
    host.fill(
        "office",
        (0..60).map(|number| {
            let (from, subject) = (format!("c{number}@example.com"), format!("Лист {number}"));
            plain(&from, "office@office.test", &subject, &format!("cut-{number}@example.com"), &text_of)
        }),
    );
    let proxy = CuttingProxy::start(host.imap(), When::Never, What::Cut);
    let office = Office::new(Engine::chosen());
    office.connect("office", proxy.port(), host.submission());
    // In the greeting, in the login's answers, between and inside letters.
    for bytes in [5, 200, 900, 3_000, 20_000, 61_111] {
        proxy.plan(When::Bytes(From::Server, bytes), What::Cut);
        let before = proxy.breaks();
        if let Err(error) = office.attempt(&["sync", "--once"]) {
            assert!(!text(&error, "code").is_empty(), "{error}");
        }
        assert!(proxy.breaks() > before, "the line was not cut at {bytes}");
    }
    proxy.plan(When::Never, What::Cut);
    office.sync();
    assert_eq!(office.requests("all").len(), 60);
}

/// A sync against a lying server: ends or waits with its memory bounded, and the office stays whole.
fn bounded(lie: Lie) {
    let office = Office::new(Engine::chosen());
    let port = liar::start(lie);
    office.connect("office", port, port);
    let mut sync = office.start(&["sync", "--once"]);
    let start = Instant::now();
    let mut peak = 0.0_f64;
    // It may keep to its read timeout; what counts is that it neither grows nor dies of it.
    while sync.alive() && start.elapsed() < Duration::from_secs(90) {
        peak = peak.max(peak_memory(sync.0.id()).unwrap_or_default());
        std::thread::sleep(Duration::from_millis(20));
    }
    if let Ok(Some(status)) = sync.0.try_wait() {
        assert!(status.code().is_some(), "{lie:?}: ended by a signal: {status}");
    }
    sync.kill();
    assert!(peak > 0.0 && peak < 200.0, "{lie:?}: {peak} MB");
    assert_eq!(office.run(&["check"])["ok"], json!(true), "{lie:?}");
    assert!(office.requests("all").is_empty(), "{lie:?}: nothing was invented");
}

/// M2: a declared literal of four gigabytes is not waited for in memory.
#[test]
fn m2_a_huge_literal_is_refused() {
    skip_if!(skip::no_mailhost());
    bounded(Lie::HugeLiteral);
}

/// M2: ten thousand nested parentheses do not overflow the stack.
#[test]
fn m2_deep_nesting_is_refused() {
    skip_if!(skip::no_mailhost());
    bounded(Lie::Nesting);
}

/// M2: a line without an end is cut off.
#[test]
fn m2_an_endless_line_is_refused() {
    skip_if!(skip::no_mailhost());
    bounded(Lie::EndlessLine);
}

/// M2: with the wrong password the running sync says so and stays alive, and goes on with the right one.
#[test]
fn m2_a_wrong_password_is_told_and_mended() {
    skip_if!(skip::no_mailhost());
    let host = Mailhost::start();
    let office = Office::new(Engine::chosen());
    let box_of = mailbox(
        "office",
        server("office", host.imap(), "plain", None),
        server("office", host.submission(), "plain", None),
    );
    office.call("mailbox.save", json!({"mailbox": box_of, "password": "not it", "in_file": true}));
    let error = office.attempt(&["sync", "--once"]).expect_err("a wrong password");
    assert_eq!(text(&error, "code"), "wrong_password", "{error}");
    office.save_mailbox(&box_of);
    office.sync();
    assert!(rows(&office.call("mailbox.accounting", json!({}))).iter().all(|row| row["missing"] == 0));
}
