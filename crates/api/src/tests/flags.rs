//! M2: what is read and answered here and elsewhere, with a server that refuses flags, forgets its numbers and holds a letter
//! twice.

use serde_json::json;

use super::imap::{ImapServer, held, sync};
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
