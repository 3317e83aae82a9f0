//! A real mail host: Dovecot and Postfix on loopback, with everybody's Maildir to look into.

use base64::Engine as _;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

use crate::{ports, wait_for};

/// Every account NAME@office.test exists and has this password.
pub const PASSWORD: &str = "secret";

/// Dovecot and Postfix of one test, stopped when dropped.
pub struct Mailhost {
    folder: TempDir,
    base: u16,
}

impl Mailhost {
    /// Starts both; tries other ports when another test took them first.
    pub fn start() -> Mailhost {
        let mut complaint = String::new();
        for _ in 0..5 {
            // Short, for the sockets below it; open, for the servers' own users.
            let folder = tempfile::Builder::new().prefix("dbm").tempdir_in("/tmp").expect("a folder");
            let host = Mailhost { folder, base: ports::base(&[12, 24, 25, 143, 587, 993]) };
            match host.script("up") {
                Ok(()) => return host,
                Err(words) => complaint = words,
            }
        }
        panic!("no mail host: {complaint}");
    }

    fn script(&self, word: &str) -> Result<(), String> {
        let log = self.folder.path().join("script.log");
        let file = std::fs::File::create(&log).expect("a log file");
        let errors = file.try_clone().expect("a log file");
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("servers/mailhost");
        let mut script = Command::new(script);
        script.arg(word).arg(self.folder.path()).env("BASE", self.base.to_string());
        let status =
            script.stdin(Stdio::null()).stdout(file).stderr(errors).status().expect("the mail host's script");
        if status.success() {
            return Ok(());
        }
        let said = |name: &str| std::fs::read_to_string(self.folder.path().join(name)).unwrap_or_default();
        Err(format!("{}{}{}", said("script.log"), said("dovecot.log"), said("postfix.log")))
    }

    /// IMAP with STARTTLS or nothing.
    pub fn imap(&self) -> u16 {
        self.base + 143
    }

    /// IMAP over TLS.
    pub fn imaps(&self) -> u16 {
        self.base + 993
    }

    /// SMTP from anywhere to NAME@office.test, with no login.
    pub fn smtp(&self) -> u16 {
        self.base + 25
    }

    /// SMTP with STARTTLS and login, to anywhere.
    pub fn submission(&self) -> u16 {
        self.base + 587
    }

    /// The SHA-256 fingerprint of its self-signed certificate, as lower-case hex.
    pub fn fingerprint(&self) -> String {
        let certificate = self.folder.path().join("cert.pem");
        let mut openssl = Command::new("openssl");
        openssl.args(["x509", "-noout", "-fingerprint", "-sha256", "-in"]).arg(certificate);
        let output = openssl.output().expect("openssl");
        let line = String::from_utf8_lossy(&output.stdout).into_owned();
        line.split_once('=')
            .map(|(_, hex)| hex.trim().replace(':', "").to_lowercase())
            .expect("a fingerprint")
    }

    /// Where a user's letters lie.
    pub fn maildir(&self, user: &str) -> PathBuf {
        self.folder.path().join("mail").join(user).join("Maildir")
    }

    /// Hands a letter to Postfix for local users, as the world outside would.
    pub fn deliver(&self, from: &str, to: &[&str], letter: &[u8]) {
        Talk::open(self.smtp()).send(from, to, letter);
    }

    /// Every letter of a user's folder (`""` is INBOX, `"Sent"` the sent ones), in no particular order.
    pub fn letters(&self, user: &str, folder: &str) -> Vec<Vec<u8>> {
        let mut place = self.maildir(user);
        if !folder.is_empty() {
            place = place.join(format!(".{folder}"));
        }
        let mut letters = Vec::new();
        for part in ["new", "cur"] {
            for file in std::fs::read_dir(place.join(part)).into_iter().flatten().flatten() {
                // A file may be moved from new to cur under our hands.
                if let Ok(letter) = std::fs::read(file.path()) {
                    letters.push(letter);
                }
            }
        }
        letters
    }

    /// The letters of a user whose text holds `mark` once that many are there.
    pub fn wait_letters(&self, user: &str, mark: &str, count: usize) -> Vec<String> {
        wait_for(&format!("{count} letters with {mark} for {user}"), Duration::from_secs(60), || {
            let found = self.with_mark(user, mark);
            (found.len() >= count).then_some(found)
        })
    }

    /// The letters of a user that hold `mark` in their bytes.
    pub fn with_mark(&self, user: &str, mark: &str) -> Vec<String> {
        let letters = self.letters(user, "").into_iter();
        letters
            .map(|raw| String::from_utf8_lossy(&raw).into_owned())
            .filter(|raw| raw.contains(mark))
            .collect()
    }

    /// Writes letters straight into a user's Maildir as unread ones, for numbers that SMTP would take minutes for.
    pub fn fill(&self, user: &str, letters: impl Iterator<Item = Vec<u8>>) {
        let place = self.maildir(user);
        for part in ["cur", "new", "tmp"] {
            std::fs::create_dir_all(place.join(part)).expect("a Maildir");
        }
        for (number, letter) in letters.enumerate() {
            let name = format!("1700000000.M{number}P{}.test", std::process::id());
            std::fs::write(place.join("new").join(name), letter).expect("a letter");
        }
        let home = place.parent().expect("a home").to_path_buf();
        let owned = Command::new("chown").args(["-R", "1000:1000"]).arg(home).status();
        assert!(owned.is_ok_and(|status| status.success()), "the Maildir cannot be given away");
    }

    /// Postfix's own record.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("postfix.log")).unwrap_or_default()
    }

    /// How many messages with this Message-ID Postfix took in.
    pub fn taken_in(&self, message_id: &str) -> usize {
        self.log().lines().filter(|line| line.contains(&format!("message-id=<{message_id}>"))).count()
    }
}

impl Drop for Mailhost {
    fn drop(&mut self) {
        self.script("down").ok();
    }
}

/// The few words of SMTP that bring a letter to Postfix.
struct Talk {
    reader: BufReader<TcpStream>,
    writer: TcpStream,
}

impl Talk {
    fn open(port: u16) -> Talk {
        let writer = TcpStream::connect(("127.0.0.1", port)).expect("Postfix");
        writer.set_read_timeout(Some(Duration::from_secs(120))).expect("a timeout");
        let reader = BufReader::new(writer.try_clone().expect("a socket"));
        let mut talk = Talk { reader, writer };
        talk.answer('2');
        talk.say("EHLO stranger.example", '2');
        talk
    }

    fn answer(&mut self, class: char) {
        loop {
            let mut line = String::new();
            self.reader.read_line(&mut line).expect("an answer of Postfix");
            assert!(line.starts_with(class), "Postfix said {line}");
            if line.as_bytes().get(3) != Some(&b'-') {
                return;
            }
        }
    }

    fn say(&mut self, words: &str, class: char) {
        self.writer.write_all(format!("{words}\r\n").as_bytes()).expect("Postfix listens");
        self.answer(class);
    }

    fn send(mut self, from: &str, to: &[&str], letter: &[u8]) {
        self.say(&format!("MAIL FROM:<{from}>"), '2');
        for address in to {
            self.say(&format!("RCPT TO:<{address}>"), '2');
        }
        self.say("DATA", '3');
        let mut text = Vec::with_capacity(letter.len() + 1024);
        for line in letter.split_inclusive(|byte| *byte == b'\n') {
            if line.starts_with(b".") {
                text.push(b'.');
            }
            text.extend_from_slice(line);
        }
        if !text.ends_with(b"\n") {
            text.extend_from_slice(b"\r\n");
        }
        self.writer.write_all(&text).expect("Postfix listens");
        self.say(".", '2');
        self.say("QUIT", '2');
    }
}

/// Base64 of words, for headers made by hand.
pub fn base64(words: &[u8]) -> String {
    base64::engine::general_purpose::STANDARD.encode(words)
}
