//! S7, S5, R27: a modem behind the real gammu-smsd, which drives gammu's dummy phone: a folder.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod host;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use deskbell_sms::{Gateway, Kind, News, Outcome, Outgoing, Setup, SmsError, State, Submitted, open};
use host::{Folder, Running, left_out, wait_for};
use rusqlite::Connection;

const TABLES: &str = "/usr/share/doc/gammu-smsd/examples/sqlite.sql";

fn gateway(database: &Path) -> Box<dyn Gateway> {
    let fields = BTreeMap::from([("database".to_owned(), database.display().to_string())]);
    open(Setup::Other(Kind::Gammu), &fields).unwrap()
}

fn message(id: &str, to: &str, text: &str) -> Outgoing {
    Outgoing { id: id.to_owned(), to: to.to_owned(), sender: String::new(), text: text.to_owned() }
}

fn daemon(folder: &Path) -> Running {
    std::fs::create_dir_all(folder.join("phone")).unwrap();
    let connection = Connection::open(folder.join("smsd.db")).unwrap();
    connection.execute_batch(&std::fs::read_to_string(TABLES).unwrap()).unwrap();
    let settings = folder.join("smsdrc");
    let text = include_str!("../../../tests/servers/gammu/smsdrc")
        .replace("@FOLDER@", &folder.display().to_string());
    std::fs::write(&settings, text).unwrap();
    Running::start(Command::new("gammu-smsd").arg("-c").arg(&settings), &folder.join("out"))
}

/// Puts something into the phone's inbox, as gammu keeps it. It appears whole or not at all.
fn arrives(folder: &Path, place: u32, kind: &str, from: &str, header: &str, text: &str) {
    let hex = |text: &str| text.encode_utf16().map(|unit| format!("{unit:04X}")).collect::<String>();
    // A report long after its SMS is none to the daemon.
    let now = chrono::Local::now().format("%Y%m%dT%H%M%S");
    let file = format!(
        "[SMSBackup000]\nPDU = {kind}\nSMSC = \"123456\"\nDateTime = {now}\nState = UnRead\nNumber = \"{from}\"\n\
         NumberUnicode = {}\nName = \"\"\nNameUnicode = \nUDH = {header}\nText00 = {}\nCoding = Unicode_No_Compression\n\
         Folder = 1\nLength = {}\nClass = -1\nReplySMSC = False\nRejectDuplicates = False\nReplaceMessage = 0\n\
         MessageReference = 255\n",
        hex(from),
        hex(text),
        text.encode_utf16().count()
    );
    let inbox = folder.join("phone/sms/1");
    wait_for("the phone's inbox", || inbox.exists().then_some(()));
    std::fs::write(folder.join("arriving"), file).unwrap();
    std::fs::rename(folder.join("arriving"), inbox.join(place.to_string())).unwrap();
}

fn state(gateway: &mut dyn Gateway, id: &str) -> Option<State> {
    let asked = Submitted { id: id.to_owned(), gateway_id: String::new(), to: String::new() };
    gateway.poll(&[asked]).unwrap().pop().map(|report| report.state)
}

fn missing(test: &str) -> bool {
    let needed = ["gammu-smsd", TABLES].map(|path| (PathBuf::from(path), "Debian package gammu-smsd"));
    let mut needed = needed.to_vec();
    if Path::new("/etc/debian_version").exists() {
        let driver = format!("/usr/lib/{}-linux-gnu/dbd/libdbdsqlite3.so", std::env::consts::ARCH);
        needed.push((PathBuf::from(driver), "Debian package libdbd-sqlite3"));
    }
    left_out(test, &needed)
}

#[test]
fn s7_a_modem_sends_reports_and_receives() {
    if missing("s7_a_modem_sends_reports_and_receives") {
        return;
    }
    let folder = Folder::new("gammu");
    let _daemon = daemon(&folder.0);
    let database = folder.0.join("smsd.db");
    let mut gateway = gateway(&database);
    wait_for("the modem", || gateway.test().unwrap().words.contains("Gammu").then_some(()));

    let long = "Добрий день! Ваше замовлення готове, чекаємо на вас щодня з дев’ятої до шостої.";
    let batch = [message("one", "+380501234567", "Hello {[€]}"), message("two", "+380501234568", long)];
    let submission = gateway.submit(&batch);
    assert!(submission.halt.is_none(), "{submission:?}");
    assert!(submission.outcomes.iter().all(|outcome| matches!(outcome, Outcome::Accepted { .. })));
    // The same again, as after a crash: it is sent once.
    assert_eq!(gateway.submit(&batch).outcomes, submission.outcomes);
    for id in ["one", "two"] {
        wait_for("the modem to send", || (state(gateway.as_mut(), id) == Some(State::Sent)).then_some(()));
    }
    assert_eq!(gateway.submit(&batch).outcomes, submission.outcomes, "known after it was sent, too");
    let reader = Connection::open(&database).unwrap();
    let mut sent = reader
        .prepare("SELECT CreatorID || ' ' || DestinationNumber || ' ' || Coding || ' ' || UDH || ' ' || TextDecoded FROM sentitems ORDER BY ID, SequencePosition")
        .unwrap();
    let sent: Vec<String> = sent.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert_eq!(sent.len(), 3, "{sent:?}");
    assert_eq!(sent[0], "one +380501234567 Default_No_Compression  Hello {[€]}");
    assert!(sent[1].starts_with("two +380501234568 Unicode_No_Compression 050003"), "{sent:?}");
    let arrived: Vec<&str> = sent[1..].iter().map(|row| row.splitn(5, ' ').nth(4).unwrap()).collect();
    assert_eq!(arrived.concat(), long);

    arrives(&folder.0, 1, "Status_Report", "+380501234567", "", "Delivered");
    wait_for("the report", || (state(gateway.as_mut(), "one") == Some(State::Delivered)).then_some(()));

    arrives(&folder.0, 2, "Deliver", "+380671112233", "050003D30201", "Добрий день, ");
    arrives(&folder.0, 3, "Deliver", "+380671112233", "050003D30202", "чи є час у вівторок?");
    let mut refused = 0;
    wait_for("the SMS", || {
        let mut refuse = |_: &News| {
            refused += 1;
            Err(())
        };
        assert_eq!(gateway.receive(Duration::ZERO, &mut refuse), Ok(0));
        (refused > 0).then_some(())
    });
    let mut came = Vec::new();
    let mut keep = |news: &News| {
        if let News::Incoming(incoming) = news {
            came.push((incoming.from.clone(), incoming.text.clone()));
        }
        Ok(())
    };
    assert_eq!(gateway.receive(Duration::ZERO, &mut keep), Ok(1), "what was not kept comes again");
    assert_eq!(gateway.receive(Duration::ZERO, &mut keep), Ok(0), "and once only");
    assert_eq!(came, [("+380671112233".to_owned(), "Добрий день, чи є час у вівторок?".to_owned())]);
}

#[test]
fn s7_what_is_no_queue_is_told_from_one_that_is_busy() {
    let folder = Folder::new("queues");
    let batch = [message("one", "+380501234567", "Hi")];
    let absent = folder.0.join("absent.db");
    assert!(matches!(gateway(&absent).test(), Err(SmsError::Queue { .. })));
    assert!(!absent.exists(), "nothing is made where nothing was");
    let letter = folder.0.join("letter.txt");
    std::fs::write(&letter, "Dear Sir or Madam, ".repeat(100)).unwrap();
    assert!(matches!(gateway(&letter).test(), Err(SmsError::QueueForeign { .. })));
    let other = folder.0.join("other.db");
    let connection = Connection::open(&other).unwrap();
    connection.execute_batch("CREATE TABLE clients (id INTEGER)").unwrap();
    let submission = gateway(&other).submit(&batch);
    assert!(matches!(submission.halt, Some(SmsError::QueueForeign { .. })), "{submission:?}");
    assert!(matches!(submission.outcomes[..], [Outcome::Retry { .. }]));

    if missing("s7_what_is_no_queue_is_told_from_one_that_is_busy") {
        return;
    }
    let queue = folder.0.join("smsd.db");
    let holder = Connection::open(&queue).unwrap();
    holder.execute_batch(&std::fs::read_to_string(TABLES).unwrap()).unwrap();
    holder.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let submission = gateway(&queue).submit(&batch);
    assert!(matches!(submission.halt, Some(SmsError::QueueBusy { .. })), "{submission:?}");
    assert!(matches!(submission.outcomes[..], [Outcome::Retry { .. }]));
    holder.execute_batch("COMMIT").unwrap();
    assert!(matches!(gateway(&queue).submit(&batch).outcomes[..], [Outcome::Accepted { .. }]));
}
