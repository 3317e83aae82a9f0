//! IMAP against servers that misbehave on purpose, or only otherwise than Dovecot.

// The house rule against panics ends at tests; clippy knows only functions marked as such.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod host;

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use deskbell_mail::imap::{Flow, Idle, Role, Session};
use deskbell_mail::server::Limits;
use deskbell_mail::{MailError, Security};
use host::{Peer, Script, quick};

fn tell(peer: &mut Peer, text: impl AsRef<[u8]>) {
    peer.say(text);
}

/// Plays greeting, capabilities and login, then hands over.
fn logged_in(peer: &mut Peer, capabilities: &str, then: &mut dyn FnMut(&mut Peer, &str, &str)) {
    peer.say("* OK ready\r\n");
    while let Some(line) = peer.line() {
        let (tag, command) = line.split_once(' ').unwrap_or((&line, ""));
        if command == "CAPABILITY" {
            peer.say(format!("* CAPABILITY IMAP4rev1 {capabilities}\r\n{tag} OK done\r\n"));
        } else if command.starts_with("LOGIN ") {
            peer.say(format!("{tag} OK Вітаємо\r\n"));
        } else {
            then(peer, tag, command);
        }
    }
}

/// What a session makes of a server that answers everything after the login as told.
fn against(
    capabilities: &'static str,
    answer: impl Fn(&mut Peer, &str, &str) + Send + 'static,
    act: impl FnOnce(&mut Session) -> Result<(), MailError>,
) -> Result<(), MailError> {
    let script =
        Script::start(1, move |_, peer| logged_in(peer, capabilities, &mut |p, t, c| answer(p, t, c)));
    let mut session = Session::open(&script.server(Security::Plain), "secret", &quick())?;
    act(&mut session)
}

fn fetch_one(session: &mut Session) -> Result<(), MailError> {
    session.fetch(&[1], &[], &mut |_| Flow::Go)
}

#[test]
fn hostile_answers_end_as_errors() {
    type Answer = fn(&mut Peer, &str, &str);
    let answers: [(&str, &str, Answer); 14] = [
        ("4 GB literal outside a body", "too_big", |p, _, _| {
            p.say("* LIST () \"/\" {4294967295}\r\nabc");
        }),
        ("literal beyond 64 bits", "too_big", |p, _, _| {
            p.say("* LIST () \"/\" {99999999999999999999999}\r\nabc");
        }),
        ("10,000 parentheses", "too_big", |p, _, _| {
            p.say(format!("* LIST {}\r\n", "(".repeat(10_000)));
        }),
        ("deep parentheses over literals", "too_big", |p, _, _| {
            p.say(format!("* LIST {}{{1}}\r\nx{}\r\n", "(".repeat(90), "(".repeat(90)));
        }),
        ("huge line", "too_big", |p, _, _| while p.say([b'x'; 65536]) {}),
        ("endless untagged lines", "too_big", |p, _, _| while p.say("* OK still working\r\n".repeat(100)) {}),
        ("endless data", "too_big", |p, _, _| while p.say("* 5 EXISTS\r\n* FLAGS (a)\r\n".repeat(100)) {}),
        ("slow drip", "timeout", |p, _, _| {
            while p.say("* OK still working\r\n") {
                std::thread::sleep(Duration::from_millis(100));
            }
        }),
        ("stall", "timeout", |p, _, _| {
            p.say("* LIST () \"/\" INB");
            std::thread::sleep(Duration::from_millis(1500));
        }),
        ("cut", "cut", |p, _, _| {
            p.say("* LIST () \"/\" {12}\r\nabc");
            let _ = p.stream.shutdown(std::net::Shutdown::Both);
        }),
        ("goodbye", "bye", |p, _, _| {
            p.say("* BYE [ALERT] Сервер на обслуговуванні\r\n");
        }),
        ("wrong tag", "protocol", |p, _, _| {
            p.say("zz99 OK done\r\n");
        }),
        ("no protocol at all", "protocol", |p, _, _| {
            p.say("HTTP/1.1 400 Bad Request\r\n");
        }),
        ("unasked continuation", "protocol", |p, _, _| {
            p.say("+ go on\r\n");
        }),
    ];
    for (what, code, answer) in answers {
        let began = Instant::now();
        let by_crate = against("", answer, |session| session.folders().map(drop)).unwrap_err();
        assert_eq!(by_crate.code(), code, "{what} (crate): {by_crate:?}");
        let ours = against("", answer, |session| session.uids(1, None).map(drop)).unwrap_err();
        assert_eq!(ours.code(), code, "{what} (ours): {ours:?}");
        let fetch = against("", answer, fetch_one).unwrap_err();
        assert_eq!(fetch.code(), code, "{what} (fetch): {fetch:?}");
        assert!(began.elapsed() < Duration::from_secs(12), "{what} took {:?}", began.elapsed());
    }
}

#[test]
fn goodbyes_keep_their_words() {
    let said = against("", |p, _, _| tell(p, "* BYE [ALERT] Сервер закрито\r\n"), |s| s.noop()).unwrap_err();
    assert_eq!(said, MailError::Bye { answer: "[ALERT] Сервер закрито".into() });
}

#[test]
fn hostile_bodies() {
    let promised = against(
        "",
        |p, _, _| {
            p.say("* 1 FETCH (UID 1 BODY[] {4294967295}\r\nabc");
            let _ = p.stream.shutdown(std::net::Shutdown::Both);
        },
        fetch_one,
    );
    assert_eq!(promised.unwrap_err().code(), "cut", "a huge body is drained, not kept");
    let cut = against(
        "",
        |p, _, _| {
            p.say("* 1 FETCH (UID 1 BODY[] {100}\r\nabc");
            let _ = p.stream.shutdown(std::net::Shutdown::Both);
        },
        fetch_one,
    );
    assert_eq!(cut.unwrap_err().code(), "cut");

    let got = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&got);
    against(
        "",
        |p, tag, _| {
            p.say("* 9 EXISTS\r\n* 3 EXPUNGE\r\n* 1 FETCH (FLAGS (\\Seen))\r\n");
            p.say("* 1 FETCH (UID 99999999999 BODY[] {3}\r\nabc)\r\n* 1 FETCH (UID 5 BODY[] {3}\r\nabc)\r\n");
            p.say("* 1 FETCH (BODY[] {3}\r\na)\r UID 1 FLAGS (\\Seen) INTERNALDATE \"17-Jul-1996 02:44:25 -0700\")\r\n");
            p.say("* 1 FETCH (UID 1 BODY[] {3}\r\nxyz)\r\n* 2 FETCH (UID 2 BODY[] \"q\\\"q\")\r\n");
            p.say("* 3 FETCH (UID 3 BODY[] NIL)\r\n");
            p.say(format!("{tag} OK Готово (((( \"\r\n"));
        },
        |session| {
            session.fetch(&[1, 2, 3], &[], &mut |letter| {
                seen.lock().unwrap().push((letter.uid, letter.raw, letter.seen));
                Flow::Go
            })?;
            assert_eq!(session.idle(Duration::from_secs(9))?, Idle::Changed, "the EXPUNGE was noticed");
            Ok(())
        },
    )
    .unwrap();
    let expected = [(1, b"a)\r".to_vec(), true), (2, b"q\"q".to_vec(), false)];
    assert_eq!(*got.lock().unwrap(), expected);
}

#[test]
fn answers_to_two_commands_may_be_mixed() {
    let sets = Mutex::new(Vec::new());
    let answer = move |p: &mut Peer, tag: &str, _: &str| {
        let mut sets = sets.lock().unwrap();
        sets.push(tag.to_owned());
        if let [first, second] = sets.as_slice() {
            p.say("* 300 FETCH (UID 300 BODY[] {1}\r\na)\r\n* 1 FETCH (UID 1 BODY[] {1}\r\nb)\r\n");
            p.say(format!("{second} OK\r\n* 2 FETCH (UID 2 BODY[] {{1}}\r\nc)\r\n{first} OK\r\n"));
        }
    };
    let uids: Vec<u32> = (1..=400).collect();
    let mut got = Vec::new();
    against("", answer, |session| {
        session.fetch(&uids, &[], &mut |letter| {
            got.push(letter.uid);
            Flow::Go
        })
    })
    .unwrap();
    assert_eq!(got, [300, 1, 2]);
}

/// M2: one letter that the server will not give keeps none of the others back; a server that gives nothing at all is a
/// failure of the server.
#[test]
fn m2_a_refused_letter_stops_no_other() {
    let got = Mutex::new(Vec::new());
    let asked = Arc::new(Mutex::new(0));
    let count = Arc::clone(&asked);
    let answer = move |p: &mut Peer, tag: &str, command: &str| {
        let set = command.split(' ').nth(2).unwrap_or_default();
        if set == "1:9" {
            p.say(format!("* 1 FETCH (UID 1 BODY[] {{1}}\r\na)\r\n{tag} NO [SERVERBUG] damaged\r\n"));
        } else if set == "7" {
            *count.lock().unwrap() += 1;
            p.say(format!("{tag} NO [SERVERBUG] damaged\r\n"));
        } else if set == "4" {
            p.say(format!("{tag} OK it is gone\r\n"));
        } else {
            p.say(format!("* 1 FETCH (UID {set} BODY[] {{1}}\r\na)\r\n{tag} OK\r\n"));
        }
    };
    let uids: Vec<u32> = (1..=9).collect();
    against("", answer, |session| {
        session.fetch(&uids, &[], &mut |letter| {
            got.lock().unwrap().push((letter.uid, letter.refused.map(|error| error.code())));
            Flow::Go
        })?;
        assert!(!session.is_broken());
        Ok(())
    })
    .unwrap();
    let mut got = got.into_inner().unwrap();
    got.sort_unstable();
    let given = |uid: u32| (uid, None);
    let expected =
        [given(1), given(2), given(3), given(5), given(6), (7, Some("command")), given(8), given(9)];
    assert_eq!(got.iter().map(|(uid, code)| (*uid, code.as_deref())).collect::<Vec<_>>(), expected);
    assert_eq!(*asked.lock().unwrap(), 3, "asked for alone several times");

    let refuse = |p: &mut Peer, tag: &str, _: &str| tell(p, format!("{tag} NO later\r\n"));
    let uids: Vec<u32> = (1..=50).collect();
    let mut came = 0;
    let refused = against("", refuse, |session| {
        session.fetch(&uids, &[], &mut |_| {
            came += 1;
            Flow::Go
        })
    });
    assert!(matches!(refused, Err(MailError::Command { .. })), "{refused:?}");
    assert_eq!(came, 0, "nothing is listed where the server is out of order");
}

/// M2: twenty bad letters and more in a row are handed over where the server still gives a letter that it gave before; where
/// it does not, none is.
#[test]
fn m2_letters_that_were_given_before_vouch_for_the_server() {
    for (gives, few) in [(true, 3), (true, 45), (false, 3), (false, 45)] {
        let uids: Vec<u32> = (101..=100 + few).collect();
        let answer = move |p: &mut Peer, tag: &str, command: &str| {
            if gives && command == "UID FETCH 7 (UID BODY.PEEK[]<0.64>)" {
                p.say(format!("* 1 FETCH (UID 7 BODY[]<0> {{3}}\r\nabc)\r\n{tag} OK\r\n"));
            } else {
                p.say(format!("{tag} NO [SERVERBUG] damaged\r\n"));
            }
        };
        let mut came = 0;
        let outcome = against("", answer, |session| {
            session.fetch(&uids, &[9, 7], &mut |letter| {
                assert!(letter.refused.is_some());
                came += 1;
                Flow::Go
            })
        });
        assert_eq!((outcome.is_ok(), came), (gives, if gives { few } else { 0 }), "{few}: {outcome:?}");
    }
}

#[test]
fn strange_but_harmless() {
    let answer = |p: &mut Peer, tag: &str, command: &str| {
        if command.starts_with("LIST") {
            p.say("* OK [ХТОЗНА] невідоме\r\n* XUNKNOWN (a \"b\")\r\n* CAPABILITY IMAP4rev1\r\n");
            p.say("* LIST (\\HasNoChildren) \"/\" \"Надіслані\"\r\n* LIST () NIL &BB4EQgQ,BEAEMAQyBDsENQQ9BD0ESwQ1-\r\n");
            p.say("* LIST (\\Junk) \"/\" {6}\r\na(\"b) \r\n");
        }
        p.say(format!("{tag} OK [ЩОСЬ] зроблено\r\n"));
    };
    against("ID", answer, |session| {
        let folders = session.folders()?;
        let all: Vec<_> = folders.iter().map(|folder| (folder.name.as_str(), folder.role)).collect();
        let expected = [
            ("Надіслані", Some(Role::Sent)),
            ("Отправленные", Some(Role::Sent)),
            ("a(\"b) ", Some(Role::Junk)),
        ];
        assert_eq!(all, expected);
        session.noop()
    })
    .unwrap();
}

#[test]
fn idle_with_surprises() {
    let early = |p: &mut Peer, tag: &str, command: &str| match command {
        "IDLE" => {
            p.say("* 4 EXISTS\r\n+ idling\r\n");
        }
        _ => {
            p.say(format!("{tag} OK done\r\n"));
        }
    };
    // The scripted server takes DONE for a tag; the answer to it needs IDLE's own.
    let tag = Arc::new(Mutex::new(String::new()));
    let answer = move |p: &mut Peer, t: &str, command: &str| {
        if command == "IDLE" {
            *tag.lock().unwrap() = t.to_owned();
            early(p, t, command);
        } else if t == "DONE" {
            let tag = tag.lock().unwrap().clone();
            p.say(format!("{tag} OK done\r\n"));
        } else {
            early(p, t, command);
        }
    };
    against("IDLE", answer, |session| {
        assert_eq!(session.idle(Duration::from_millis(700))?, Idle::Changed, "EXISTS before the plus");
        assert_eq!(session.idle(Duration::from_millis(300))?, Idle::Changed);
        session.noop()
    })
    .unwrap();
    let instead = against(
        "IDLE",
        |p, t, _| tell(p, format!("{t} OK done\r\n")),
        |s| s.idle(Duration::from_secs(5)).map(drop),
    );
    assert_eq!(instead.unwrap_err().code(), "protocol", "OK instead of the plus must not panic");
    let refused = against(
        "IDLE",
        |p, t, _| tell(p, format!("{t} NO not now\r\n")),
        |s| s.idle(Duration::from_secs(5)).map(drop),
    );
    assert_eq!(refused.unwrap_err().code(), "command");
}

#[test]
fn before_the_login() {
    let open = |security, limits: &Limits, play: fn(&mut Peer)| {
        let script = Script::start(4, move |_, peer| play(peer));
        match Session::open(&script.server(security), "secret", limits) {
            Ok(_) => panic!("opened"),
            Err(error) => error,
        }
    };
    let quick = quick();
    let plain = |play: fn(&mut Peer)| open(Security::Plain, &quick, play).code();
    let starttls = |play: fn(&mut Peer)| open(Security::StartTls, &quick, play).code();
    assert_eq!(plain(|p| tell(p, "* PREAUTH welcome\r\n")), "protocol");
    assert_eq!(starttls(|p| tell(p, "* PREAUTH welcome\r\n")), "protocol");
    assert_eq!(plain(|p| tell(p, "* BYE full\r\n")), "bye");
    assert_eq!(plain(|p| tell(p, "220 mail.example ESMTP\r\n")), "not_imap");
    assert_eq!(plain(|_| {}), "cut");
    assert_eq!(plain(|p| p.rest()), "timeout");
    assert_eq!(
        plain(|p| {
            p.line();
            p.say("HTTP/1.1 400 Bad Request\r\n\r\n");
        }),
        "not_imap"
    );
    assert_eq!(plain(|p| while p.say([b'y'; 4096]) {}), "too_big");
    assert_eq!(
        starttls(|p| logged_in(p, "AUTH=PLAIN", &mut |_, _, _| panic!("no more"))),
        "start_tls_missing"
    );
    assert_eq!(
        starttls(|p| logged_in(p, "STARTTLS", &mut |p, tag, _| tell(p, format!("{tag} NO later\r\n")))),
        "start_tls_missing"
    );
    let injected = |p: &mut Peer| {
        logged_in(p, "STARTTLS", &mut |p, tag, _| {
            tell(p, format!("{tag} OK go\r\n* CAPABILITY AUTH=PLAIN\r\n"))
        });
    };
    assert_eq!(starttls(injected), "injected");
    assert_eq!(
        plain(|p| logged_in(p, "LOGINDISABLED STARTTLS", &mut |_, _, _| panic!("no more"))),
        "login_disabled"
    );
}

#[test]
fn no_password_reaches_a_stripped_line() {
    let script = Script::start(1, |_, peer| logged_in(peer, "AUTH=PLAIN", &mut |_, _, _| {}));
    assert!(Session::open(&script.server(Security::StartTls), "s3cret-word", &quick()).is_err());
    let heard = script.heard();
    assert!(!heard.contains("LOGIN") && !heard.contains("AUTHENTICATE"), "{heard}");
}

#[test]
fn logins_say_what_providers_say() {
    let script = Script::start(1, |_, peer| {
        peer.say("* OK Gimap ready\r\n");
        while let Some(line) = peer.line() {
            let tag = line.split(' ').next().unwrap_or_default().to_owned();
            if line.contains("CAPABILITY") {
                peer.say(format!("* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR\r\n{tag} OK\r\n"));
            } else {
                assert!(line.contains("AUTHENTICATE PLAIN AGRlc2sA0L/QsCLRgFwi"), "{line}");
                peer.say(format!(
                    "{tag} NO [ALERT] Application-specific password required: https://x (Failure)\r\n"
                ));
            }
        }
    });
    let error = Session::open(&script.server(Security::Plain), "па\"р\\\"", &quick()).err().unwrap();
    assert_eq!(error.code(), "app_password_needed");
    assert!(error.detail().unwrap().contains("Application-specific"));
}
