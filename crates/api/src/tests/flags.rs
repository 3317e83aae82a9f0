//! M2: what is read and answered here and elsewhere, with a server that refuses flags, forgets its numbers and holds a letter
//! twice.

use serde_json::json;

use super::imap::{ImapServer, held, sync};
use super::sms::{listen, post, set_up};
use super::{Bench, mail};

const IRA: &str = "ira@melnyk.example";

fn look(bench: &Bench, request: i64, seen: bool) {
    bench.call("requests.seen", json!({ "ids": [request], "id": request, "seen": seen }));
}

/// M2: a flag that the server refuses keeps back neither the letters that come nor the other flags, and is not asked for
/// ever after.
#[test]
fn m2_a_refused_flag_keeps_no_letter_back() {
    let server = ImapServer::start();
    server.put(1, &mail("a@x", IRA, "Шильда"));
    server.put(2, &mail("b@x", "petro@other.example", "Вивіска"));
    let bench = server.office();
    sync(&bench);
    for words in ["Шильда", "Вивіска"] {
        look(&bench, bench.find(words)[0], true);
    }
    server.folder().fixed.insert(1);
    server.put(3, &mail("c@x", "olha@other.example", "Печатка"));
    assert_eq!(sync(&bench).placed, 1, "the new letter is here");
    assert!(!server.folder().letters[&1].flags.contains("\\Seen"));
    assert!(server.folder().letters[&2].flags.contains("\\Seen"), "the others are told");
    assert_eq!(bench.number("SELECT count(*) AS n FROM flag_change"), 0);
    server.folder().told.clear();
    sync(&bench);
    assert!(!server.folder().told.iter().any(|command| command.contains("STORE")), "nor is it asked again");
    assert_eq!(bench.request(bench.find("Шильда")[0])["unread"], false, "what was read here stays read");
    server.folder().letters.get_mut(&1).unwrap().flags.insert("\\Answered".to_owned());
    sync(&bench);
    assert_eq!(
        bench.request(bench.find("Шильда")[0])["unread"],
        false,
        "also when another flag changes there"
    );
}

/// M2: a letter that is gone from the server takes its flag along.
#[test]
fn m2_a_flag_of_a_letter_that_is_gone_is_no_matter() {
    let server = ImapServer::start();
    server.put(1, &mail("a@x", IRA, "Шильда"));
    server.put(2, &mail("b@x", "petro@other.example", "Вивіска"));
    let bench = server.office();
    sync(&bench);
    look(&bench, bench.find("Шильда")[0], true);
    server.folder().letters.remove(&1);
    server.folder().fixed.insert(1);
    assert_eq!(sync(&bench).gone, 1);
    sync(&bench);
    assert_eq!(bench.find("Шильда").len(), 1, "removal there removes nothing here");
}

/// M2: a letter that lies in both folders is read in both, and does not become unread by the copy that was told last.
#[test]
fn m2_every_copy_of_a_letter_is_told() {
    let server = ImapServer::start();
    let letter = mail("a@x", IRA, "Шильда");
    server.put(1, &letter);
    server.sent().letters.insert(5, held(&letter));
    let bench = server.office();
    sync(&bench);
    let request = bench.find("Шильда")[0];
    assert_eq!(bench.request(request)["letters"], 1);
    let seen = || {
        let read = |held: &super::imap::Held| held.flags.contains("\\Seen");
        (read(&server.folder().letters[&1]), read(&server.sent().letters[&5]))
    };
    for read in [true, false, true] {
        look(&bench, request, read);
        for _ in 0..2 {
            sync(&bench);
            assert_eq!(seen(), (read, read));
            assert_eq!(bench.request(request)["unread"], !read);
            assert_eq!(bench.number("SELECT count(*) AS n FROM flag_change"), 0);
        }
    }
}

/// M2: a copy in a folder that is not synced any more, and one that the server does not change, hold up nothing.
#[test]
fn m2_a_copy_that_cannot_be_told_is_not_waited_for() {
    let server = ImapServer::start();
    let letter = mail("a@x", IRA, "Шильда");
    server.put(1, &letter);
    server.sent().letters.insert(5, held(&letter));
    let bench = server.office();
    sync(&bench);
    let request = bench.find("Шильда")[0];
    look(&bench, request, true);
    let kept = std::mem::take(&mut server.sent().letters);
    sync(&bench);
    assert!(server.folder().letters[&1].flags.contains("\\Seen"));
    assert_eq!(bench.number("SELECT count(*) AS n FROM flag_change"), 0, "the folder is gone");
    server.sent().letters = kept;
    server.sent().fixed.insert(5);
    for read in [false, true] {
        look(&bench, request, read);
        for _ in 0..2 {
            sync(&bench);
            assert_eq!(server.folder().letters[&1].flags.contains("\\Seen"), read);
            assert_eq!(bench.number("SELECT count(*) AS n FROM flag_change"), 0);
            assert_eq!(bench.request(request)["unread"], !read);
        }
    }
}

/// M2: what was read elsewhere while the server numbered its letters anew is read here; a lost flag makes nothing unread, nor
/// does it what is still to be told.
#[test]
fn m2_a_letter_that_comes_under_another_number_is_read_here_as_there() {
    let server = ImapServer::start();
    for (uid, words) in [(1, "Шильда"), (2, "Вивіска"), (3, "Печатка")] {
        server.put(uid, &mail(&format!("{uid}@x"), &format!("p{uid}@other.example"), words));
    }
    let bench = server.office();
    sync(&bench);
    let id = |words: &str| bench.find(words)[0];
    let unread = |words: &str| bench.request(id(words))["unread"] == true;
    for words in ["Вивіска", "Печатка"] {
        look(&bench, id(words), true);
    }
    sync(&bench);
    look(&bench, id("Печатка"), false);
    let mut folder = server.folder();
    folder.validity = 8;
    folder.letters.get_mut(&1).unwrap().flags.insert("\\Seen".to_owned());
    folder.letters.get_mut(&2).unwrap().flags.clear();
    drop(folder);
    assert_eq!(sync(&bench).known, 3);
    assert_eq!((unread("Шильда"), unread("Вивіска"), unread("Печатка")), (false, false, true));
    assert!(
        !server.folder().letters[&3].flags.contains("\\Seen"),
        "and the server hears of it under the new number"
    );
    server.folder().letters.get_mut(&1).unwrap().flags.clear();
    sync(&bench);
    assert!(unread("Шильда"), "from now on both ways");
}

/// R27, M2: a letter that is read in another mail program leaves the request unread while an SMS in it was not looked at.
#[test]
fn r27_m2_a_letter_read_elsewhere_reads_no_sms() {
    let server = ImapServer::start();
    server.put(1, &mail("a@x", IRA, "Шильда"));
    let bench = server.office();
    set_up(&bench, "http://127.0.0.1:9");
    let (listening, path) = listen(&bench);
    bench.call("clients.create", json!({ "name": "Ірина", "phones": ["050 123-45-67"], "emails": [IRA] }));
    sync(&bench);
    let request = bench.find("Шильда")[0];
    let sms = |id: &str| {
        let words = json!({ "event": "sms", "from": "380501234567", "text": "Коли буде готово?", "id": id });
        post(listening.address, &path, &words);
    };
    let read_elsewhere = |read: bool| {
        let mut folder = server.folder();
        let flags = &mut folder.letters.get_mut(&1).unwrap().flags;
        if read {
            flags.insert("\\Seen".to_owned())
        } else {
            flags.remove("\\Seen")
        };
        drop(folder);
        sync(&bench);
        bench.request(request)["unread"] == true
    };
    sms("one");
    assert!(read_elsewhere(true), "the SMS is still to be read");
    look(&bench, request, true);
    assert!(read_elsewhere(false));
    assert!(!read_elsewhere(true), "the SMS was looked at");
    look(&bench, request, false);
    sync(&bench);
    assert!(read_elsewhere(true), "by hand it is the SMS that is unread, for it came last");
    sms("two");
    bench.answer(request, "<p>Готово</p>");
    assert!(read_elsewhere(false));
    assert!(!read_elsewhere(true), "who answered has read it");
}
