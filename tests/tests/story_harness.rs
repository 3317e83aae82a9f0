//! The servers of the stories do what the stories take for granted: otherwise a story could pass by accident.

use deskbell_tests::mailhost::PASSWORD;
use deskbell_tests::proxy::{CuttingProxy, From, What, When};
use deskbell_tests::relay::{Relay, Step};
use deskbell_tests::{Mailhost, letters, skip, skip_if};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

fn imap(port: u16, words: &str) -> Vec<u8> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    let talk = format!("a LOGIN office {PASSWORD}\r\nb SELECT INBOX\r\n{words}\r\nz LOGOUT\r\n");
    stream.write_all(talk.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok();
    answer
}

#[test]
fn a_letter_from_outside_lies_in_dovecot_and_the_proxy_cuts_it() {
    skip_if!(skip::no_mailhost());
    let host = Mailhost::start();
    let letter =
        letters::plain("a@example.com", "office@office.test", "Привіт", "harness-1@example.com", "Слово.");
    host.deliver("a@example.com", &["office@office.test"], &letter);
    assert_eq!(host.wait_letters("office", "harness-1@example.com", 1).len(), 1);
    assert_eq!(host.taken_in("harness-1@example.com"), 1);

    let whole = imap(host.imap(), "c FETCH 1 BODY[]");
    assert!(String::from_utf8_lossy(&whole).contains("z OK"), "the whole talk");
    let proxy =
        CuttingProxy::start(host.imap(), When::Bytes(From::Server, whole.len() as u64 - 150), What::Cut);
    let cut = imap(proxy.port(), "c FETCH 1 BODY[]");
    assert!(cut.len() < whole.len() && proxy.breaks() == 1, "{} of {}", cut.len(), whole.len());
    proxy.plan(When::Never, What::Cut);
    assert!(
        String::from_utf8_lossy(&imap(proxy.port(), "c NOOP")).contains("z OK"),
        "the line is whole again"
    );
}

#[test]
fn the_relay_holds_once_and_postfix_takes_the_letter() {
    skip_if!(skip::no_mailhost());
    let host = Mailhost::start();
    let relay = Relay::start(host.smtp(), Some(Step::Accepted));
    let letter = letters::plain("a@office.test", "b@office.test", "x", "harness-2@example.com", "y");
    let talk = |port: u16| {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(2))).unwrap();
        let head =
            "EHLO x\r\nAUTH PLAIN AAA=\r\nMAIL FROM:<a@office.test>\r\nRCPT TO:<b@office.test>\r\nDATA\r\n";
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(&letter).unwrap();
        stream.write_all(b".\r\nQUIT\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok();
        answer
    };
    let held = talk(relay.port());
    assert_eq!(relay.wait_held(), Step::Accepted);
    assert!(held.contains("235") && held.contains("354") && !held.contains("queued"), "{held}");
    assert_eq!(host.wait_letters("b", "harness-2", 1).len(), 1, "Postfix had taken it");
    assert!(talk(relay.port()).contains("queued as"), "the second is not held");
    host.wait_letters("b", "harness-2", 2);
}

#[test]
fn the_desktop_has_a_screen_a_bus_a_keyring_and_a_notification_daemon() {
    skip_if!(skip::no_window());
    let desktop = deskbell_tests::Desktop::start(800, 600);
    assert!(desktop.notifications().is_empty());
    let call = |words: &[&str]| {
        let mut send = std::process::Command::new("dbus-send");
        send.args(["--session", "--print-reply", "--dest=org.freedesktop.secrets"]).args(words);
        let output = send.envs(desktop.environment()).output().unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
    };
    let unlocked = deskbell_tests::wait_for("the keyring", Duration::from_secs(20), || {
        let answer = call(&[
            "/org/freedesktop/secrets/aliases/default",
            "org.freedesktop.DBus.Properties.Get",
            "string:org.freedesktop.Secret.Collection",
            "string:Locked",
        ]);
        answer.contains("boolean").then_some(answer)
    });
    assert!(unlocked.contains("boolean false"), "{unlocked}");
}
