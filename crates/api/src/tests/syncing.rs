//! M2, M3, M4, E6: the real sync with a server that refuses, hurries, forgets its numbers and keeps its flags.

use std::time::{Duration, Instant};

use deskbell_core::jobs::Runner;
use deskbell_core::letters;
use serde_json::json;

use super::imap::{ImapServer, held, sync};
use super::{Bench, DAY, HOUR, MINUTE, Mail, NOW, ids, mail};

fn accounts(bench: &Bench) -> [i64; 5] {
    let account = bench.call("mailbox.accounting", json!({}))[0].clone();
    ["server", "in_requests", "ignored", "unreadable", "missing"].map(|name| account[name].as_i64().unwrap())
}

/// The requests that the window tells of.
fn told(bench: &Bench) -> Vec<i64> {
    let list = bench.call("notices.list", json!({}));
    list["rows"].as_array().unwrap().iter().filter_map(|row| row["noun_id"].as_i64()).collect()
}

fn soon(what: &str, mut done: impl FnMut() -> bool) {
    let until = Instant::now() + Duration::from_secs(20);
    while !done() {
        assert!(Instant::now() < until, "{what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// A letter whose sender's program gave it no date.
fn undated(mail: &Mail) -> Vec<u8> {
    let text = String::from_utf8(mail.bytes()).unwrap();
    text.split_inclusive("\r\n").filter(|line| !line.starts_with("Date:")).collect::<String>().into_bytes()
}

/// M2, M4: one letter that the server refuses keeps none of the others back: it is listed, the accounts add up, and "try
/// again" asks the server once more.
#[test]
fn m2_m4_a_refused_letter_is_listed_and_the_rest_comes() {
    let server = ImapServer::start();
    for uid in 1..=9 {
        server.put(uid, &mail(&format!("m{uid}@x"), &format!("p{uid}@other.example"), &format!("Лист{uid}")));
    }
    server.folder().refused.insert(7);
    let bench = server.office();
    let counts = sync(&bench);
    assert_eq!((counts.placed, counts.unreadable), (8, 1));
    assert_eq!(accounts(&bench), [9, 8, 0, 1, 0]);
    let listed = bench.call("letters.unreadable", json!({}))[0].clone();
    assert_eq!(listed["error"]["code"], "command", "{listed}");
    assert_eq!(sync(&bench).unreadable, 0, "it is not asked for at every pass");
    server.folder().refused.clear();
    assert_eq!(bench.call("letters.retry", json!({ "id": listed["id"] })), false, "not here yet");
    assert_eq!(sync(&bench).placed, 1);
    assert_eq!(bench.call("letters.unreadable", json!({})), json!([]));
    assert_eq!(accounts(&bench), [9, 9, 0, 0, 0]);
}

/// M2, M4: any number of bad letters, the newest of an old mailbox, hold up neither the first sync nor what comes after it.
#[test]
fn m2_m4_many_refused_letters_do_not_stop_a_first_sync() {
    let server = ImapServer::start();
    for uid in 1..=30 {
        server.put(uid, &mail(&format!("m{uid}@x"), &format!("p{uid}@other.example"), &format!("Лист{uid}")));
    }
    server.folder().refused.extend(6..=30);
    let bench = server.office();
    let counts = sync(&bench);
    assert_eq!((counts.placed, counts.unreadable), (5, 25));
    assert_eq!(accounts(&bench), [30, 5, 0, 25, 0]);
    server.put(31, &mail("new@x", "ira@melnyk.example", "Шильда"));
    assert_eq!(sync(&bench).placed, 1);
    assert_eq!(told(&bench), bench.find("Шильда"), "and what comes now is told");
}

/// M2, M4: a server that refuses some letters for good is told from one that is out of order for a while: of the latter
/// nothing is listed.
#[test]
fn m2_m4_refused_letters_are_told_from_a_server_that_is_out_of_order() {
    for last in [2, 26] {
        let server = ImapServer::start();
        server.put(1, &mail("a@x", "ira@melnyk.example", "Шильда"));
        let bench = server.office();
        sync(&bench);
        for uid in 2..=last {
            server.put(uid, &mail(&format!("m{uid}@x"), &format!("p{uid}@other.example"), "Лист"));
        }
        server.folder().refused.extend(1..=last);
        assert_eq!(deskbell_core::jobs::sync::once(&bench.office).unwrap_err().wire().code, "command");
        assert_eq!(bench.call("letters.unreadable", json!({})), json!([]), "it gives no letter at all");
        server.folder().refused.remove(&1);
        assert_eq!(sync(&bench).unreadable, u64::from(last) - 1);
    }
}

/// M2, M4: a letter at which the server ends the line keeps none of the others back for ever, be they older or newer.
#[test]
fn m2_m4_a_letter_that_breaks_the_line_is_listed_and_the_rest_comes() {
    let server = ImapServer::start();
    for uid in 1..=9 {
        server.put(uid, &mail(&format!("m{uid}@x"), &format!("p{uid}@other.example"), &format!("Лист{uid}")));
    }
    server.folder().breaking.insert(4);
    let bench = server.office();
    let passes = |what: &str| {
        let done = (1..10).find(|_| deskbell_core::jobs::sync::once(&bench.office).is_ok());
        done.unwrap_or_else(|| panic!("{what}"))
    };
    passes("the line breaks for ever");
    assert_eq!(accounts(&bench), [9, 8, 0, 1, 0]);
    server.put(10, &mail("new@x", "ira@melnyk.example", "Шильда"));
    assert_eq!(passes("the letter is asked for again"), 1);
    assert_eq!(told(&bench), bench.find("Шильда"));
    bench.wait(DAY + MINUTE);
    assert_eq!(passes("the daily try"), 2, "one more line, and no more");
    server.folder().breaking.clear();
    bench.wait(4 * DAY);
    assert_eq!(sync(&bench).placed, 1);
    assert_eq!(accounts(&bench), [10, 10, 0, 0, 0]);
}

/// M3, M4: a refused letter is asked for again by itself, and is as old as when it first came.
#[test]
fn m3_m4_a_refused_letter_comes_by_itself_when_the_server_gives_it() {
    let server = ImapServer::start();
    server.put(1, &mail("a@x", "ira@melnyk.example", "Давня").at(NOW - 900 * DAY));
    server.put(2, &mail("b@x", "petro@other.example", "Вивіска"));
    server.folder().refused.insert(1);
    let bench = server.office();
    assert_eq!(sync(&bench).unreadable, 1);
    bench.wait(DAY + MINUTE);
    assert_eq!(sync(&bench).unreadable, 1, "refused once more");
    server.folder().refused.clear();
    bench.wait(2 * DAY);
    assert_eq!(sync(&bench).letters, 0, "less and less often");
    bench.wait(DAY);
    assert_eq!(sync(&bench).placed, 1);
    assert_eq!(bench.call("letters.unreadable", json!({})), json!([]));
    assert_eq!(bench.view("archive"), bench.find("Давня"));
}

/// M2: a letter that comes while a pass goes on is taken in at once, not when the waiting is renewed.
#[test]
fn m2_a_letter_that_comes_during_a_pass_is_not_waited_for() {
    let server = ImapServer::start();
    server.put(1, &mail("a@x", "ira@melnyk.example", "Шильда"));
    let late = held(&mail("b@x", "petro@other.example", "Вивіска"));
    // The first time it is opened for the pass, the second time for the waiting.
    server.folder().coming.insert(2, (2, late));
    let bench = server.office();
    let runner = Runner::start(&bench.office).unwrap();
    soon("the letter waits", || bench.number("SELECT count(*) AS n FROM letter") == 2);
    drop(runner);
}

/// M3, N1: a first sync that breaks off tells nothing of what was there before it, and of what came since as ever.
#[test]
fn m3_n1_what_comes_during_a_first_sync_is_news() {
    let server = ImapServer::start();
    server.put(1, &mail("a@x", "ira@melnyk.example", "Шильда").at(NOW - DAY));
    server.put(2, &mail("b@x", "petro@other.example", "Вивіска").at(NOW - DAY));
    server.folder().refused.extend([1, 2]);
    let bench = server.office();
    sync(&bench);
    // As if the line had broken before the end.
    let undone = |tx: &mut deskbell_store::Tx| {
        tx.run("DELETE FROM unreadable", &[])?;
        tx.run("DELETE FROM server_letter", &[])?;
        tx.run("UPDATE folder SET first_done = 0", &[])
    };
    bench.office.desk().write(|tx| Ok(undone(tx)?)).unwrap();
    server.folder().refused.clear();
    server.put(3, &mail("c@x", "olha@other.example", "Печатка"));
    server.put(4, &mail("d@x", "oleh@other.example", "Стара").at(NOW - 60 * DAY));
    assert_eq!(sync(&bench).placed, 4);
    assert_eq!(told(&bench), bench.find("Печатка"));
    assert_eq!(bench.view("archive"), bench.find("Стара"), "letters moved there are no news");
}

/// M3: what a crash left unread in the middle of a first sync is as old as the server says.
#[test]
fn m3_a_letter_without_a_date_that_a_crash_left_is_archive() {
    let server = ImapServer::start();
    let bench = server.office();
    let old = mail("a@x", "ira@melnyk.example", "Давня");
    let packed = letters::raw::pack(&undated(&old)).unwrap();
    bench
        .office
        .desk()
        .write(|tx| {
            let raw_id = letters::raw::store(tx, packed)?;
            let folder = tx.insert(
                "INSERT INTO folder (raw_name, name, role, uidvalidity) VALUES ('INBOX', 'INBOX', 'inbox', 7)",
                &[],
            )?;
            tx.run(
                "INSERT INTO server_letter (folder_id, uid, raw_id, received_at, tries) VALUES (?1, 1, ?2, ?3, 1)",
                deskbell_store::params![folder, raw_id, NOW - 60 * DAY],
            )?;
            Ok(())
        })
        .unwrap();
    server.folder().letters.insert(1, held(&old));
    server.put(2, &mail("b@x", "petro@other.example", "Нова").received(NOW - HOUR));
    sync(&bench);
    assert_eq!(bench.view("archive"), bench.find("Давня"));
    let noted = bench.number("SELECT received_at AS n FROM server_letter WHERE uid = 2");
    assert_eq!(noted, NOW - HOUR, "kept with the bytes for the next crash");
}

/// M2: unread here is unread on the server, and read again is read there.
#[test]
fn m2_unread_goes_to_the_server_and_back() {
    let server = ImapServer::start();
    server.put(1, &mail("a@x", "ira@melnyk.example", "Шильда"));
    let bench = server.office();
    sync(&bench);
    let request = bench.find("Шильда")[0];
    let seen = || server.folder().letters[&1].flags.contains("\\Seen");
    for (read, times) in [(true, "once"), (false, "back"), (true, "again")] {
        bench.call("requests.seen", json!({ "ids": [request], "id": request, "seen": read }));
        sync(&bench);
        assert_eq!(seen(), read, "{times}");
        assert_eq!(bench.request(request)["unread"], !read, "{times}");
        assert_eq!(bench.number("SELECT count(*) AS n FROM flag_change"), 0);
    }
}

/// M7: a flag that changes elsewhere makes no request unread for an automatic letter.
#[test]
fn m2_m7_an_automatic_letter_makes_nothing_unread() {
    let server = ImapServer::start();
    server.put(1, &mail("a@x", "ira@melnyk.example", "Шильда"));
    let bench = server.office();
    sync(&bench);
    let request = bench.find("Шильда")[0];
    server.put(
        2,
        &mail("auto@x", "ira@melnyk.example", "Автовідповідь: Шильда")
            .header("Auto-Submitted", "auto-replied")
            .answers("a@x"),
    );
    sync(&bench);
    server.folder().letters.get_mut(&1).unwrap().flags.insert("\\Seen".to_owned());
    sync(&bench);
    assert_eq!(bench.number("SELECT count(*) AS n FROM letter WHERE seen = 0"), 1, "the automatic one");
    assert_eq!(bench.request(request)["unread"], false);
}

/// E6: what was erased counts as accounted for, and does not come back when the server numbers its letters anew.
#[test]
fn e6_m4_an_erased_letter_is_not_missing_and_stays_away() {
    let server = ImapServer::start();
    server.put(1, &mail("a@x", "Ірина Мельник <ira@melnyk.example>", "Шильда"));
    server.put(2, &mail("b@x", "petro@other.example", "Вивіска"));
    let bench = server.office();
    sync(&bench);
    let request = bench.find("Шильда")[0];
    let client = bench.call("requests.add_client", json!({ "id": request }));
    let name = client["name"].clone();
    bench.call("clients.erase", json!({ "id": client["id"], "name": name, "letters": true }));
    assert_eq!(accounts(&bench), [2, 1, 1, 0, 0]);
    server.folder().validity = 8;
    sync(&bench);
    assert_eq!(accounts(&bench), [2, 1, 1, 0, 0]);
    assert_eq!(bench.number("SELECT count(*) AS n FROM letter"), 1);
    assert_eq!(bench.number("SELECT count(*) AS n FROM letter_raw"), 1, "nor are its bytes here");
    assert!(bench.find("Шильда").is_empty());
}

/// M11: where the server could not be reached nothing is wrong with the letter: it is tried every minute, and at once when
/// the line is back.
#[test]
fn m2_m11_a_letter_that_waits_for_the_line_leaves_with_it() {
    let server = ImapServer::start();
    server.put(1, &mail("a@x", "ira@melnyk.example", "Шильда"));
    let bench = server.office();
    sync(&bench);
    let letter = bench.answer(bench.find("Шильда")[0], "<p>Готово</p>");
    let send =
        || deskbell_core::jobs::send_due(&bench.office, &deskbell_core::jobs::Signal::default()).unwrap();
    for hours in 0..60 {
        bench.wait(HOUR);
        assert_eq!(send().retry, 1, "{hours}");
    }
    let row = || bench.call("outbox.list", json!({}))[0].clone();
    assert_eq!((row()["letter_id"].clone(), row()["state"].clone()), (json!(letter), json!("retry")));
    assert_eq!(row()["retry_at"], bench.now() + MINUTE);
    let due = || bench.number("SELECT count(*) AS n FROM outbox WHERE next_at IS NULL OR attempts > 60");
    assert_eq!(due(), 0);
    let runner = Runner::start(&bench.office).unwrap();
    soon("the line is back and the letter waits on", || due() == 1);
    drop(runner);
    let taken = bench.office.desk().write(|tx| {
        tx.run("UPDATE outbox SET next_at = NULL", &[])?;
        deskbell_core::outbox::take_next(&bench.office.desk(), tx)
    });
    assert_eq!(taken.unwrap().unwrap().attempts, 1, "a line that was away is no attempt at the letter");
}

/// O3: jobs whose claim on the server is lost take nothing more until it is theirs again.
#[test]
fn o3_jobs_end_with_their_claim_and_begin_with_the_next() {
    let server = ImapServer::start();
    server.put(1, &mail("a@x", "ira@melnyk.example", "Шильда"));
    let bench = server.office();
    sync(&bench);
    let request = bench.find("Шильда")[0];
    let runner = Runner::start(&bench.office).unwrap();
    let mut other = None;
    if deskbell_store::testing::engine() == deskbell_store::Engine::Postgres {
        bench.rows(
            "SELECT pg_terminate_backend(pid) AS n FROM pg_locks WHERE locktype = 'advisory'
                AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
            &[],
        );
        soon("nobody can take over", || {
            other = bench.office.db.claim().unwrap();
            other.is_some()
        });
        bench.answer(request, "<p>Готово</p>");
        bench.wait(MINUTE);
        bench.office.nudge();
        std::thread::sleep(Duration::from_secs(3));
        assert_eq!(bench.number("SELECT attempts AS n FROM outbox"), 0, "another program has the jobs");
    } else {
        bench.answer(request, "<p>Готово</p>");
        bench.wait(MINUTE);
        bench.office.nudge();
    }
    drop(other);
    soon("the jobs do not go on", || bench.number("SELECT attempts AS n FROM outbox") > 0);
    drop(runner);
}

/// N1, M10: a letter with a date of years ago that comes today is news, stands where it came, and stops a reply that was
/// written before it.
#[test]
fn n1_m10_a_letter_counts_by_its_coming_not_by_its_date() {
    let bench = Bench::new();
    let old = bench.request_of(&mail("o@x", "petro@other.example", "Вивіска").at(NOW - DAY));
    let slow = mail("s@x", "ira@melnyk.example", "Повільна").at(NOW - 900 * DAY).received(NOW);
    let request = bench.request_of(&slow);
    assert!(told(&bench).contains(&request));
    let rows = bench.call("requests.list", json!({ "view": "all", "limit": 500 }));
    let last =
        rows["rows"].as_array().unwrap().iter().find(|row| row["id"] == request).unwrap()["last_at"].clone();
    assert_eq!(last, NOW);
    assert_eq!(ids(&rows).len(), 2);

    bench.answer(old, "<p>Ось ціна</p>");
    bench.wait(HOUR);
    let draft = bench.draft(old, "<p>Ще одне</p>");
    let seen = bench.request(old)["last_letter_id"].clone();
    let held_back =
        mail("h@x", "petro@other.example", "Re: Вивіска").answers("o@x").at(NOW - HOUR).received(NOW + HOUR);
    let taken = bench.take(&held_back);
    let refused = bench.fail("requests.reply", json!({ "draft_id": draft["id"], "last_letter_id": seen }));
    assert_eq!(refused.code, "newer_letter");
    let seen = taken.letter_id();
    bench.call("requests.reply", json!({ "draft_id": draft["id"], "last_letter_id": seen }));
}
