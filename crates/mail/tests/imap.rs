//! IMAP against a real Dovecot; see imap_hostile.rs for servers that misbehave on purpose.

// The house rule against panics ends at tests; clippy knows only functions marked as such.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod host;

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use deskbell_mail::MailError;
use deskbell_mail::imap::{Flow, Idle, QResync, Role, Session};
use deskbell_mail::server::Limits;
use deskbell_mail::{Security, Server};
use host::{Host, quick};

fn raw(number: usize, size: usize) -> Vec<u8> {
    let mut raw =
        format!("From: a@b.test\r\nSubject: {number}\r\nMessage-ID: <m{number}@b.test>\r\n\r\n").into_bytes();
    while raw.len() + 2 < size {
        raw.extend_from_slice(b"text of a letter (with \"quotes\" and {12} braces)\r\n");
    }
    raw
}

#[test]
fn a_real_mailbox() {
    let Some(host) = Host::start(21000) else { return };
    for server in [
        host.imaps("ivan"),
        host.imap("ivan", Security::StartTls),
        Server { fingerprint: None, ..host.imap("ivan", Security::Plain) },
    ] {
        let session = Session::open(&server, "secret", &Limits::default()).unwrap();
        assert!(session.has("idle") && session.has("CONDSTORE") && session.has("QRESYNC"));
        session.close();
    }
    folders_and_letters(&host);
    flags_and_resync(&host);
    waiting(&host);
    wrong_settings(&host);
}

fn folders_and_letters(host: &Host) {
    let mut session = Session::open(&host.imaps("olga"), "secret", &Limits::default()).unwrap();
    let folders = session.folders().unwrap();
    let role =
        |role| folders.iter().find(|folder| folder.role == Some(role)).map(|folder| folder.raw_name.as_str());
    assert_eq!((role(Role::Inbox), role(Role::Sent)), (Some("INBOX"), Some("Sent")));
    let at = 1_700_000_000_000;
    let letters: Vec<Vec<u8>> = (0..5).map(|number| raw(number, 1000 * (number + 1))).collect();
    for (number, letter) in letters.iter().enumerate() {
        let uid = session.append("INBOX", letter, number == 0, at).unwrap();
        assert_eq!(uid, Some(number as u32 + 1));
    }
    let selected = session.select("INBOX", None).unwrap();
    assert_eq!((selected.exists, selected.uidnext), (5, 6));
    assert_eq!(session.uids(1, None).unwrap(), [1, 2, 3, 4, 5]);
    assert_eq!(session.uids(9, None).unwrap(), Vec::<u32>::new(), "5:* must not give the last one");
    assert_eq!(session.uids(2, Some(3)).unwrap(), [2, 3]);
    let mut got = Vec::new();
    session
        .fetch(&[5, 4, 3, 2, 1, 77], &[], &mut |letter| {
            got.push(letter);
            Flow::Go
        })
        .unwrap();
    assert_eq!(got.len(), 5);
    for letter in &got {
        let sent = &letters[letter.uid as usize - 1];
        assert_eq!(&letter.raw, sent);
        assert_eq!((letter.internal_ms, letter.size as usize), (at, sent.len()));
        assert_eq!(letter.seen, letter.uid == 1);
    }
    let mut count = 0;
    session
        .fetch(&[1, 2, 3, 4, 5], &[], &mut |_| {
            count += 1;
            Flow::Stop
        })
        .unwrap();
    assert_eq!(count, 1);
    assert_eq!(session.find(None, "m3@b.test").unwrap(), [4]);
    assert_eq!(session.find(Some("Sent"), "m3@b.test").unwrap(), Vec::<u32>::new());
    let refused = session.append("No such folder", &raw(9, 100), false, at).unwrap_err();
    assert!(matches!(refused, MailError::Command { .. }), "{refused:?}");
    assert_eq!(session.status("INBOX").unwrap().uidnext, 6);
    let small = Limits { letter: 2500, ..Limits::default() };
    let mut session = Session::open(&host.imaps("olga"), "secret", &small).unwrap();
    session.select("INBOX", None).unwrap();
    let mut big = Vec::new();
    session
        .fetch(&[1, 2, 3, 4, 5], &[], &mut |letter| {
            big.push((letter.uid, letter.too_big, letter.raw.is_empty()));
            Flow::Go
        })
        .unwrap();
    let expected = [(1, false, false), (2, false, false), (3, true, true), (4, true, true), (5, true, true)];
    assert_eq!(big, expected);
}

fn flags_and_resync(host: &Host) {
    let mut session = Session::open(&host.imaps("petro"), "secret", &Limits::default()).unwrap();
    for number in 0..4 {
        session.append("INBOX", &raw(number, 300), false, 0).unwrap();
    }
    let before = session.select("INBOX", None).unwrap();
    session.mark(&[2, 3], "\\Seen", true).unwrap();
    session.mark(&[3], "\\Answered", true).unwrap();
    session.mark(&[2], "\\Seen", false).unwrap();
    let flags = session.flags(None).unwrap();
    let seen: Vec<u32> = flags.iter().filter(|(_, flags)| flags.seen).map(|(uid, _)| *uid).collect();
    assert_eq!((flags.len(), seen), (4, vec![3]));
    let changed = session.flags(before.modseq).unwrap();
    assert_eq!(changed.iter().map(|(uid, _)| *uid).collect::<Vec<_>>(), [2, 3]);
    let modseq = session.status("INBOX").unwrap().modseq.unwrap();
    session.close();

    let file = std::fs::read_dir(host.maildir("petro").join("cur")).unwrap().next().unwrap().unwrap().path();
    std::fs::remove_file(file).unwrap();
    let mut session = Session::open(&host.imaps("petro"), "secret", &Limits::default()).unwrap();
    session.select("INBOX", None).unwrap();
    session.mark(&[1, 2, 3, 4], "\\Seen", true).unwrap();
    session.noop().unwrap();
    let known = QResync { uidvalidity: before.uidvalidity, modseq };
    let resynced = session.select("INBOX", Some(known)).unwrap();
    assert_eq!(resynced.vanished.len(), 1, "{resynced:?}");
    assert!(!resynced.flags.is_empty() && resynced.flags.iter().all(|(_, flags)| flags.seen));
    assert_eq!((resynced.exists, resynced.uidvalidity), (3, before.uidvalidity));
}

fn waiting(host: &Host) {
    let mut session = Session::open(&host.imaps("nina"), "secret", &Limits::default()).unwrap();
    session.select("INBOX", None).unwrap();
    assert_eq!(session.idle(Duration::from_millis(300)).unwrap(), Idle::TimedOut);
    let stopper = session.stopper();
    let waker = stopper.clone();
    std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(300));
        waker.wake();
    });
    assert_eq!(session.idle(Duration::from_secs(20)).unwrap(), Idle::Woken);
    session.noop().unwrap();
    let server = host.imaps("nina");
    let other = std::thread::spawn(move || {
        let mut other = Session::open(&server, "secret", &Limits::default()).unwrap();
        std::thread::sleep(Duration::from_millis(300));
        other.append("INBOX", &raw(1, 200), false, 0).unwrap();
    });
    let began = Instant::now();
    assert_eq!(session.idle(Duration::from_secs(60)).unwrap(), Idle::Changed);
    assert!(began.elapsed() < Duration::from_secs(40));
    other.join().unwrap();
    assert_eq!(session.uids(1, None).unwrap(), [1]);
    while session.idle(Duration::from_millis(100)).unwrap() == Idle::Changed {}
    std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(300));
        stopper.stop();
    });
    assert_eq!(session.idle(Duration::from_secs(60)).unwrap(), Idle::Stopped);
    assert!(session.is_broken());
    assert_eq!(session.noop().unwrap_err(), MailError::Stopped);
}

fn wrong_settings(host: &Host) {
    // Dovecot lets a wrong password wait for two seconds.
    let limits = Limits { stall: Duration::from_secs(8), answer: Duration::from_secs(8), ..quick() };
    let open = |server: &Server, password: &str| match Session::open(server, password, &limits) {
        Ok(_) => panic!("opened"),
        Err(error) => error,
    };
    let good = host.imaps("ivan");
    let error = open(&good, "пароль \"з\\лапками");
    assert_eq!((error.code(), error.detail().is_some()), ("wrong_password", true));
    assert_eq!(open(&Server { host: "localhost".into(), port: 1, ..good.clone() }, "x").code(), "refused");
    assert_eq!(
        open(&Server { host: "no-such-host.invalid".into(), ..good.clone() }, "x").code(),
        "unknown_host"
    );
    let certificate = open(&Server { fingerprint: None, ..good.clone() }, "secret");
    match &certificate {
        MailError::Certificate { fingerprint, subject, reason, .. } => {
            assert_eq!((subject.as_str(), reason.code()), ("localhost", "self_signed"));
            assert_eq!(fingerprint.to_uppercase(), host.fingerprint().replace(':', ""));
        }
        other => panic!("{other:?}"),
    }
    let changed = open(&Server { fingerprint: Some("00".repeat(32)), ..good.clone() }, "secret");
    assert!(changed.params().contains(&("reason", "changed".to_owned())), "{changed:?}");
    let starttls = Server { fingerprint: None, ..host.imap("ivan", Security::StartTls) };
    assert_eq!(open(&starttls, "secret").code(), "certificate");
    assert_eq!(open(&Server { port: host.base + 143, ..good.clone() }, "x").code(), "no_tls");
    assert_eq!(open(&Server { security: Security::StartTls, ..good.clone() }, "x").code(), "tls_expected");
    let smtp = Server { port: host.base + 25, security: Security::Plain, ..good };
    assert_eq!(open(&smtp, "x").code(), "not_imap");
}

/// `cargo test -p deskbell-mail --release --test imap -- --ignored --nocapture speed`
#[test]
#[ignore = "a measurement: 544 MB"]
fn speed_of_the_bulk_fetch() {
    let Some(host) = Host::start(22000) else { return };
    let cur = host.maildir("bulk").join("cur");
    for folder in ["cur", "new", "tmp"] {
        std::fs::create_dir_all(host.maildir("bulk").join(folder)).unwrap();
    }
    for number in 0..20_000 {
        std::fs::write(cur.join(format!("17000000{number:05}.M{number}.host:2,S")), raw(number, 27_200))
            .unwrap();
    }
    let owner = host.maildir("bulk").parent().unwrap().to_owned();
    std::process::Command::new("chown").args(["-R", "1000:1000"]).arg(owner).status().unwrap();
    let server = Server { fingerprint: None, ..host.imap("bulk", Security::Plain) };
    let uids: Vec<u32> = (1..=20_000).collect();
    for round in 0..4 {
        let (drained, drain) = drain(server.port);
        let mut session = Session::open(&server, "secret", &Limits::default()).unwrap();
        let exists = session.select("INBOX", None).unwrap().exists;
        let began = Instant::now();
        let mut bytes = 0;
        let mut count = 0;
        session
            .fetch(&uids, &[], &mut |letter| {
                bytes += letter.raw.len();
                count += 1;
                Flow::Go
            })
            .unwrap();
        let took = began.elapsed();
        assert_eq!((exists, count), (20_000, 20_000), "drained {drained}");
        println!(
            "round {round}: raw drain {drain:?} ({drained} bytes), fetch {took:?} ({bytes} bytes), ratio {:.2}",
            took.as_secs_f64() / drain.as_secs_f64()
        );
    }
}

fn drain(port: u16) -> (usize, Duration) {
    let mut stream = std::net::TcpStream::connect(("127.0.0.1", port)).unwrap();
    let mut buffer = vec![0; 256 * 1024];
    stream.write_all(b"a LOGIN bulk secret\r\nb SELECT INBOX\r\n").unwrap();
    let mut text = Vec::new();
    while !text.windows(5).any(|part| part == b"\nb OK") {
        let count = stream.read(&mut buffer).unwrap();
        text.extend_from_slice(&buffer[..count]);
    }
    let began = Instant::now();
    stream.write_all(b"c UID FETCH 1:20000 (UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[])\r\n").unwrap();
    let mut total = 0;
    loop {
        let count = stream.read(&mut buffer).unwrap();
        total += count;
        let tail = &buffer[count.saturating_sub(200)..count];
        if tail.windows(6).any(|part| part == b"\nc OK ") {
            return (total, began.elapsed());
        }
    }
}
