//! SMTP against a real Postfix and against servers that fail at every step.

// The house rule against panics ends at tests; clippy knows only functions marked as such.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod host;

use std::net::Shutdown;
use std::time::{Duration, Instant};

use deskbell_mail::imap::{Flow, Session};
use deskbell_mail::server::Limits;
use deskbell_mail::smtp::{Failure, SendError, Sender, Sent, Step, send};
use deskbell_mail::{MailError, Security, Server, test};
use host::{Host, Peer, Script, quick};

const LETTER: &[u8] = b"From: ivan@office.test\r\nTo: olga@office.test\r\nSubject: x\r\nMessage-ID: <q1@office.test>\r\n\r\n.dot\r\nbare\nlf\rcr\r\n.\r\nend";

fn to(addresses: &[&str]) -> Vec<String> {
    addresses.iter().map(|address| (*address).to_owned()).collect()
}

#[test]
fn a_real_server() {
    let Some(host) = Host::start(23000) else { return };
    let mut steps = Vec::new();
    let mut on = |step| {
        steps.push(step);
        Ok(())
    };
    let mut sender = Sender::open(&host.submission("ivan"), "secret", &Limits::default(), &mut on).unwrap();
    let sent = sender.send("ivan@office.test", &to(&["olga@office.test"]), LETTER, &mut on).unwrap();
    assert!(sent.answer.contains("queued as") && sent.refused.is_empty());
    use Step::{Accepted, Connected, Data, LoggedIn, MailFrom, Recipient, Secured, Text};
    assert_eq!(steps, [Connected, Secured, LoggedIn, MailFrom, Recipient, Data, Text, Accepted]);

    // The connection is kept, also after a refused letter, and part of the recipients may be refused.
    let mut quiet = |_| Ok(());
    let refused = sender.send("ivan@office.test", &to(&["a@elsewhere.test"]), LETTER, &mut quiet);
    let mixed = to(&["olga@office.test", "a@elsewhere.test", "petro@office.test"]);
    let mixed = sender.send("ivan@office.test", &mixed, LETTER, &mut quiet);
    assert!(sender.usable());
    sender.quit();
    println!("{refused:?}\n{mixed:?}");
    check_mixed(refused, mixed);
    arrived(&host);
    settings(&host);
}

/// Postfix may take the other domain and bounce it, or refuse it at RCPT; both are right, losing it is not.
fn check_mixed(refused: Result<Sent, SendError>, mixed: Result<Sent, SendError>) {
    if let Err(error) = refused {
        assert_eq!((error.kind, error.error.code()), (Failure::Permanent, "recipients_refused"));
        let mixed = mixed.unwrap();
        assert_eq!(mixed.refused.len(), 1);
        assert_eq!(mixed.refused[0].address, "a@elsewhere.test");
    }
}

fn arrived(host: &Host) {
    let until = Instant::now() + Duration::from_secs(10);
    loop {
        let mut session = Session::open(&host.imaps("olga"), "secret", &Limits::default()).unwrap();
        session.select("INBOX", None).unwrap();
        let uids = session.uids(1, None).unwrap();
        if uids.len() == 2 {
            let mut text = String::new();
            session
                .fetch(&uids[..1], &[], &mut |letter| {
                    text = String::from_utf8(letter.raw).unwrap();
                    Flow::Go
                })
                .unwrap();
            assert!(text.ends_with("\r\n\r\n.dot\r\nbare\r\nlf\r\ncr\r\n.\r\nend\r\n"), "{text:?}");
            return;
        }
        assert!(Instant::now() < until, "{uids:?} {}", host.log("postfix.log"));
        std::thread::sleep(Duration::from_millis(100));
    }
}

fn settings(host: &Host) {
    let good = host.submission("ivan");
    let code = |server: &Server, password: &str| test::smtp(server, password).unwrap_err().code();
    assert_eq!(test::smtp(&good, "secret"), Ok(()));
    assert_eq!(test::imap(&host.imaps("ivan"), "secret"), Ok(()));
    assert_eq!(code(&good, "wrong"), "wrong_password");
    assert_eq!(code(&Server { fingerprint: None, ..good.clone() }, "secret"), "certificate");
    assert_eq!(code(&Server { fingerprint: Some("ab".into()), ..good.clone() }, "secret"), "certificate");
    assert_eq!(code(&Server { security: Security::Tls, ..good.clone() }, "secret"), "no_tls");
    assert_eq!(code(&Server { security: Security::Plain, ..good.clone() }, "secret"), "login_disabled");
    assert_eq!(code(&Server { port: host.base + 143, ..good.clone() }, "secret"), "not_smtp");
    assert_eq!(code(&Server { port: 1, ..good }, "secret"), "refused");
}

/// What a server does at one step instead of the right thing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Trouble {
    Say(&'static str),
    Drop,
    Hang,
}

const STEPS: [&str; 8] = ["greeting", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "text", "QUIT"];

/// What a server offers: commands one by one, or several at once.
const HELLOS: [&str; 2] = [
    "250-hi\r\n250-SIZE 100000\r\n250-8BITMIME\r\n250 AUTH PLAIN LOGIN\r\n",
    "250-hi\r\n250-SIZE 100000\r\n250-PIPELINING\r\n250 AUTH PLAIN LOGIN\r\n",
];

/// A server that is right up to one step.
fn play(peer: &mut Peer, hello: &'static str, step: &str, trouble: Trouble) {
    let right = |name: &str| match name {
        "greeting" => "220 hi\r\n",
        "EHLO" => hello,
        "AUTH" => "235 ok\r\n",
        "DATA" => "354 go\r\n",
        "QUIT" => "221 bye\r\n",
        _ => "250 ok\r\n",
    };
    let mut name = "greeting".to_owned();
    loop {
        if name == step {
            match trouble {
                Trouble::Say(text) => {
                    peer.say(text);
                }
                Trouble::Drop => {
                    let _ = peer.stream.shutdown(Shutdown::Both);
                    return;
                }
                Trouble::Hang => {
                    peer.rest();
                    return;
                }
            }
        } else {
            peer.say(right(&name));
        }
        let taken = name == "DATA" && step != "DATA";
        if taken {
            while peer.line().is_some_and(|line| line != ".") {}
            name = "text".to_owned();
            continue;
        }
        let Some(line) = peer.line() else { return };
        name = line.split([' ', ':']).next().unwrap_or_default().to_owned();
    }
}

fn sent_against(
    hello: &'static str,
    step: &'static str,
    trouble: Trouble,
) -> (Result<Sent, SendError>, Vec<Step>, String) {
    let script = Script::start(1, move |_, peer| play(peer, hello, step, trouble));
    let server = script.server(Security::Plain);
    let mut steps = Vec::new();
    let mut on = |step| {
        steps.push(step);
        Ok(())
    };
    let result = Sender::open(&server, "secret", &quick(), &mut on).and_then(|mut sender| {
        let sent = sender.send("ivan@office.test", &to(&["olga@office.test"]), LETTER, &mut on);
        sender.quit();
        sent
    });
    (result, steps, script.heard())
}

#[test]
fn trouble_at_every_step() {
    let troubles =
        [Trouble::Say("451 later\r\n"), Trouble::Say("554 never\r\n"), Trouble::Drop, Trouble::Hang];
    for (step, hello) in STEPS.into_iter().flat_map(|step| HELLOS.map(|hello| (step, hello))) {
        for trouble in troubles {
            let (result, steps, heard) = sent_against(hello, step, trouble);
            let what = format!("{step} {trouble:?} {hello}: {result:?} {steps:?}");
            if step == "QUIT" {
                assert!(result.is_ok(), "{what}");
                continue;
            }
            let error = result.unwrap_err();
            let text_told = steps.contains(&Step::Text);
            assert_eq!(text_told, step == "text", "{what}");
            assert_eq!(heard.contains("Subject:"), step == "text", "{what}");
            assert!(!steps.contains(&Step::Accepted), "{what}");
            let expected = match (trouble, step) {
                (Trouble::Say(text), _) if text.starts_with('4') => Failure::Temporary,
                (Trouble::Say(_), _) => Failure::Permanent,
                (_, "text") => Failure::Uncertain,
                _ => Failure::Temporary,
            };
            assert_eq!(error.kind, expected, "{what}");
            if let Trouble::Say(text) = trouble {
                assert_eq!(error.code, text.get(..3).and_then(|code| code.parse().ok()), "{what}");
            }
        }
    }
}

#[test]
fn nonsense_for_an_answer() {
    for nonsense in ["hello\r\n", "2\r\n", "250-never\r\n", "99 x\r\n", "\u{1}\u{2}\r\n"] {
        for step in ["MAIL", "text"] {
            let (result, ..) = sent_against(HELLOS[0], step, Trouble::Say(nonsense));
            let expected = if step == "text" { Failure::Uncertain } else { Failure::Temporary };
            assert_eq!(result.unwrap_err().kind, expected, "{step} {nonsense:?}");
        }
    }
    let (result, ..) = sent_against(HELLOS[1], "text", Trouble::Say("354 what\r\n"));
    assert_eq!(result.unwrap_err().kind, Failure::Uncertain);
}

#[test]
fn a_listener_can_end_it_before_the_text() {
    let ends = [Step::LoggedIn, Step::MailFrom, Step::Recipient, Step::Data, Step::Text];
    for (end, hello) in ends.into_iter().flat_map(|end| HELLOS.map(|hello| (end, hello))) {
        let script = Script::start(1, move |_, peer| play(peer, hello, "nothing", Trouble::Drop));
        let mut on = |step| if step == end { Err(()) } else { Ok(()) };
        let server = script.server(Security::Plain);
        let error =
            send(&server, "secret", "a@office.test", &to(&["b@office.test"]), LETTER, &mut on).unwrap_err();
        assert_eq!((error.kind, &error.error), (Failure::Temporary, &MailError::Stopped), "{end:?}");
        let heard = script.heard();
        assert!(!heard.contains("Subject:") && !heard.contains("\r\n.\r\n"), "{end:?}: {heard}");
    }
}

/// M11: what was sent ahead of a refusal is answered before the next letter begins; text never goes where nobody is accepted.
#[test]
fn m11_a_refusal_leaves_the_line_in_step() {
    let script = Script::start(1, |_, peer| {
        peer.say("220 hi\r\n");
        let (mut from, mut accepted) = (false, false);
        while let Some(line) = peer.line() {
            let address = line.split(['<', '>']).nth(1).unwrap_or_default();
            let good = !["spammer@office.test", "nobody@office.test"].contains(&address);
            match line.split(' ').next() {
                Some("MAIL") => (from, accepted) = (good, false),
                Some("RCPT") => accepted |= from && good,
                _ => {}
            }
            let answer = match address {
                _ if line.starts_with("EHLO") => HELLOS[1],
                _ if line.starts_with("AUTH") => "235 ok\r\n",
                _ if line == "DATA" && !accepted => "503 nobody to send to\r\n",
                _ if line == "DATA" => {
                    peer.say("354 go\r\n");
                    while peer.line().is_some_and(|line| line != ".") {}
                    "250 kept\r\n"
                }
                "spammer@office.test" => "554 not you\r\n",
                "nobody@office.test" => "550 not there\r\n",
                _ => "250 ok\r\n",
            };
            peer.say(answer);
        }
    });
    let mut quiet = |_| Ok(());
    let server = script.server(Security::Plain);
    let mut sender = Sender::open(&server, "secret", &quick(), &mut quiet).unwrap();
    let many: Vec<String> = (0..250).map(|number| format!("n{number}@office.test")).collect();
    let mut say = |from: &str, to: &[String]| sender.send(from, to, LETTER, &mut quiet);
    assert_eq!(say("spammer@office.test", &many).unwrap_err().code, Some(554));
    assert_eq!(say("a@office.test", &to(&["nobody@office.test"])).unwrap_err().code, Some(550));
    let mixed = say("a@office.test", &to(&["b@office.test", "nobody@office.test"])).unwrap();
    assert_eq!((mixed.answer.as_str(), mixed.refused.len()), ("kept", 1));
    assert_eq!(say("a@office.test", &to(&["nobody@office.test"])).unwrap_err().code, Some(550));
    assert_eq!(say("spammer@office.test", &to(&["b@office.test"])).unwrap_err().code, Some(554));
    assert_eq!(say("a@office.test", &to(&["b@office.test"])).unwrap().answer, "kept");
    assert_eq!(say("a@office.test", &many).unwrap().answer, "kept");
    assert!(sender.usable());
    sender.quit();
    let heard = script.heard();
    assert_eq!(heard.matches("Subject:").count(), 3, "{heard}");
    // Of four refused letters the first to one person had DATA along; then for three that went.
    assert_eq!(heard.matches("DATA\r\n").count(), 4, "{heard}");
    assert!(heard.contains("RSET\r\nMAIL"), "{heard}");
}

/// M11: a server that asks for text although it accepted nobody gets none: not the goodbye, not the next letter.
#[test]
fn m11_a_server_that_takes_text_for_nobody_is_left() {
    let script = Script::start(1, |_, peer| play(peer, HELLOS[1], "RCPT", Trouble::Say("550 not there\r\n")));
    let mut quiet = |_| Ok(());
    let mut sender = Sender::open(&script.server(Security::Plain), "secret", &quick(), &mut quiet).unwrap();
    let refused = sender.send("a@office.test", &to(&["b@office.test"]), LETTER, &mut quiet).unwrap_err();
    assert_eq!((refused.code, refused.kind), (Some(550), Failure::Permanent));
    assert!(!sender.usable());
    sender.quit();
    let heard = script.heard();
    assert!(heard.ends_with("DATA\r\n"), "{heard}");
}

#[test]
fn starttls_cannot_be_stripped_or_poisoned() {
    let code = |offer: &'static str, answer: &'static str| {
        let script = Script::start(1, move |_, peer| {
            peer.say("220 hi\r\n");
            while let Some(line) = peer.line() {
                peer.say(if line.starts_with("EHLO") { offer } else { answer });
            }
        });
        let error = test::smtp(&script.server(Security::StartTls), "s3cret-word").unwrap_err().code();
        let heard = script.heard();
        assert!(!heard.contains("AUTH"), "{heard}");
        error
    };
    assert_eq!(code("250-hi\r\n250 AUTH PLAIN\r\n", "500 what\r\n"), "start_tls_missing");
    assert_eq!(code("250-hi\r\n250 STARTTLS\r\n", "454 not now\r\n"), "smtp_refused");
    assert_eq!(code("250-hi\r\n250 STARTTLS\r\n", "220 go\r\n250-hi\r\n250 AUTH PLAIN\r\n"), "injected");
}

#[test]
fn addresses_are_checked_before_anything_is_said() {
    let script = Script::start(1, |_, peer| play(peer, HELLOS[0], "nothing", Trouble::Drop));
    let mut on = |_| Ok(());
    let mut sender = Sender::open(&script.server(Security::Plain), "secret", &quick(), &mut on).unwrap();
    let mut code = |from: &str, to: &[String], raw: &[u8]| {
        let error = sender.send(from, to, raw, &mut |_| Ok(())).unwrap_err();
        assert_eq!(error.kind, Failure::Permanent);
        error.error.code()
    };
    assert_eq!(code("a@b.test", &[], LETTER), "no_recipient");
    for bad in ["no address", "a@b.test>\r\nRCPT TO:<c@d.test", "", "@", "a@"] {
        assert_eq!(code("a@b.test", &to(&[bad]), LETTER), "bad_address", "{bad:?}");
    }
    assert_eq!(code("a@b.test", &to(&["пошта@b.test"]), LETTER), "address_not_ascii");
    assert_eq!(code("a@b.test", &to(&["c@b.test"]), &vec![b'x'; 200_000]), "too_big");
    assert!(sender.send("a@b.test", &to(&["-oQ@b.test"]), "тест\r\n".as_bytes(), &mut on).is_ok());
    sender.quit();
    let heard = script.heard();
    assert!(heard.contains("BODY=8BITMIME") && heard.contains("SIZE="), "{heard}");
    assert_eq!(heard.matches("RCPT TO:").count(), 1, "{heard}");
}

#[test]
fn a_web_server_and_an_endless_one() {
    let code = |play: fn(&mut Peer)| {
        let script = Script::start(2, move |_, peer| play(peer));
        let opened = Sender::open(&script.server(Security::Plain), "x", &quick(), &mut |_| Ok(()));
        opened.err().unwrap().error.code()
    };
    assert_eq!(
        code(|p| {
            p.line();
            p.say("HTTP/1.1 400 Bad Request\r\n\r\n");
        }),
        "not_smtp"
    );
    assert_eq!(
        code(|p| {
            p.say("* OK IMAP ready\r\n");
        }),
        "not_smtp"
    );
    assert_eq!(code(|p| while p.say("220-and more\r\n".repeat(100)) {}), "too_big");
    assert_eq!(code(|p| while p.say([b'2'; 4096]) {}), "too_big");
    assert_eq!(
        code(|p| while p.say("220-slow\r\n") {
            std::thread::sleep(Duration::from_millis(100));
        }),
        "timeout"
    );
}
