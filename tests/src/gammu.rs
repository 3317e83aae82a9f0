//! A modem behind the real gammu-smsd: its database is the queue, its phone a folder.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use rusqlite::Connection;

use crate::process::Running;
use crate::wait_for;

/// The daemon's own tables.
pub const TABLES: &str = "/usr/share/doc/gammu-smsd/examples/sqlite.sql";

/// The running daemon.
pub struct Gammu {
    folder: PathBuf,
    _daemon: Running,
}

impl Gammu {
    /// Starts it in a folder of its own.
    pub fn start(folder: &Path) -> Gammu {
        std::fs::create_dir_all(folder.join("phone")).expect("a phone");
        let tables = std::fs::read_to_string(TABLES).expect("the daemon's tables");
        let queue = Connection::open(folder.join("smsd.db")).expect("a queue");
        queue.execute_batch(&tables).expect("tables");
        let settings = include_str!("../servers/gammu/smsdrc");
        let settings = settings.replace("@FOLDER@", &folder.display().to_string());
        std::fs::write(folder.join("smsdrc"), settings).expect("settings");
        let mut command = Command::new("gammu-smsd");
        command.arg("-c").arg(folder.join("smsdrc"));
        Gammu { folder: folder.to_owned(), _daemon: Running::start(&mut command, &folder.join("out")) }
    }

    /// The database in which SMS wait for the modem.
    pub fn queue(&self) -> PathBuf {
        self.folder.join("smsd.db")
    }

    /// What the modem has sent: the number and the text of each part, in order.
    pub fn sent(&self) -> Vec<(String, String)> {
        let queue = Connection::open(self.queue()).expect("the queue");
        queue.busy_timeout(Duration::from_secs(10)).expect("patience");
        let sql = "SELECT DestinationNumber, TextDecoded FROM sentitems ORDER BY ID, SequencePosition";
        let mut asked = queue.prepare(sql).expect("sent items");
        let rows = asked.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("sent items");
        rows.map(|row| row.expect("a row")).collect()
    }

    /// Puts an SMS (`Deliver`) or a report (`Status_Report`) into the phone, which has it whole or not at all.
    pub fn arrives(&self, place: u32, kind: &str, from: &str, text: &str) {
        let hex = |text: &str| text.encode_utf16().map(|unit| format!("{unit:04X}")).collect::<String>();
        let now = Command::new("date").arg("+%Y%m%dT%H%M%S").output().expect("the time");
        let file = format!(
            "[SMSBackup000]\nPDU = {kind}\nSMSC = \"123456\"\nDateTime = {}\nState = UnRead\nNumber = \"{from}\"\n\
             NumberUnicode = {}\nName = \"\"\nNameUnicode = \nUDH = \nText00 = {}\nCoding = Unicode_No_Compression\n\
             Folder = 1\nLength = {}\nClass = -1\nReplySMSC = False\nRejectDuplicates = False\nReplaceMessage = 0\n\
             MessageReference = 255\n",
            String::from_utf8_lossy(&now.stdout).trim(),
            hex(from),
            hex(text),
            text.encode_utf16().count()
        );
        let inbox = self.folder.join("phone/sms/1");
        wait_for("the phone's inbox", Duration::from_secs(30), || inbox.exists().then_some(()));
        std::fs::write(self.folder.join("arriving"), file).expect("an SMS");
        std::fs::rename(self.folder.join("arriving"), inbox.join(place.to_string())).expect("an SMS");
    }
}
