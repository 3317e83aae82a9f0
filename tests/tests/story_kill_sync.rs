//! A first sync that is killed again and again brings every letter, and each one once.

use deskbell_tests::letters::plain;
use deskbell_tests::mailhost::Mailhost;
use deskbell_tests::office::{Engine, Office, rows, text};
use deskbell_tests::proxy::{CuttingProxy, What, When};
use deskbell_tests::{skip, skip_if};
use serde_json::json;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

const LETTERS: usize = 2_000;
const KILLS: u64 = 10;

/// M2, M4: two thousand letters, ten times SIGKILL in the middle, then to the end.
#[test]
fn m2_m4_a_sync_killed_ten_times_brings_every_letter_once() {
    skip_if!(skip::no_mailhost());
    let host = Mailhost::start();
    let filler = "Рядок листа, такий самий, як у житті. ".repeat(60);
    host.fill(
        "office",
        (0..LETTERS).map(|number| {
            plain(
                &format!("Client {number} <client{number}@example.com>"),
                "office@office.test",
                &format!("Питання {number}"),
                &format!("kill-{number}@example.com"),
                &filler,
            )
        }),
    );
    // The proxy counts what has passed, so that the kills are spread over the whole transfer.
    let proxy = CuttingProxy::start(host.imap(), When::Never, What::Cut);
    let office = Office::new(Engine::chosen());
    office.connect("office", proxy.port(), host.submission());
    let whole = (LETTERS * (filler.len() + 300)) as u64;
    let share = whole / (KILLS + 2);
    let mut cut_short = 0;
    for _ in 0..KILLS {
        let goal = proxy.bytes() + share;
        let mut sync = office.start(&["sync", "--once"]);
        let start = Instant::now();
        while sync.alive() && proxy.bytes() < goal && start.elapsed() < Duration::from_secs(60) {
            std::thread::sleep(Duration::from_millis(1));
        }
        cut_short += usize::from(sync.alive());
        sync.kill();
    }
    assert!(cut_short >= 5, "only {cut_short} of the syncs were still running when killed");
    office.sync();

    let mut subjects = BTreeSet::new();
    let mut count = 0;
    let mut after = json!(null);
    loop {
        let page = office.call("requests.list", json!({"view": "all", "limit": 500, "after": after}));
        for row in rows(&page["rows"]) {
            count += 1;
            subjects.insert(text(row, "subject").to_owned());
            assert_eq!(row["letters"], 1, "{row}");
        }
        after = page["next"].clone();
        if after.is_null() {
            break;
        }
    }
    assert_eq!(
        (count, subjects.len()),
        (LETTERS, LETTERS),
        "each letter is one request, and none is there twice"
    );
    let accounting = office.call("mailbox.accounting", json!({}));
    let inbox = rows(&accounting).iter().find(|row| text(row, "folder").eq_ignore_ascii_case("inbox"));
    let inbox = inbox.expect("INBOX is accounted for");
    assert_eq!(
        (inbox["server"].as_u64(), inbox["missing"].as_u64()),
        (Some(LETTERS as u64), Some(0)),
        "{accounting}"
    );
    assert_eq!(office.run(&["check"])["ok"], json!(true));
}
