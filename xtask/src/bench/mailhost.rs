//! The measurements' mail host: the script of the stories, in the measurements' own folder.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::process::{Outcome, capture, command, root, target};

/// Dovecot and Postfix on loopback, stopped when dropped.
pub struct Mailhost {
    folder: PathBuf,
    base: u16,
}

impl Mailhost {
    /// Starts one on the first free group of ports.
    pub fn start() -> Outcome<Mailhost> {
        // A short path: Dovecot's sockets lie below it and may have 108 letters only. Its own user must get in.
        let folder = std::env::temp_dir().join(format!("deskbell-bench-{}", std::process::id()));
        let free = |base: &u16| {
            [12, 24, 25, 143, 587, 993]
                .iter()
                .all(|port| TcpListener::bind(("127.0.0.1", base + port)).is_ok())
        };
        let base =
            (20..28).map(|thousand| thousand * 1000).find(free).ok_or("no free ports for the mail host")?;
        let host = Mailhost { folder, base };
        host.script("up", &[])?;
        Ok(host)
    }

    fn script(&self, word: &str, more: &[&str]) -> Outcome<String> {
        let mut script = command(&root().join("tests/servers/mailhost").to_string_lossy());
        // Written to a file: the servers that it starts keep its output open.
        let log = target().join("bench-mailhost.log");
        let file = std::fs::File::create(&log).map_err(|error| error.to_string())?;
        script.arg(word).arg(&self.folder).args(more).env("BASE", self.base.to_string());
        let status =
            script.stdin(std::process::Stdio::null()).stdout(file.try_clone().map_err(|e| e.to_string())?);
        let status = status.stderr(file).status().map_err(|error| error.to_string())?;
        if status.success() {
            Ok(String::new())
        } else {
            Err(format!("the mail host: see {}", log.display()))
        }
    }

    /// The IMAP port, without encryption: the peers are measured, not OpenSSL.
    pub fn imap(&self) -> u16 {
        self.base + 143
    }

    /// The submission port.
    pub fn submission(&self) -> u16 {
        self.base + 587
    }

    /// SMTP without encryption and login, as a relay in the house.
    pub fn smtp(&self) -> u16 {
        self.base + 25
    }

    /// The sizes of the letters that Postfix took from a sender, as its log has them, in their order.
    pub fn sizes(&self, sender: &str) -> Vec<f64> {
        let log = std::fs::read(self.folder.join("postfix.log")).unwrap_or_default();
        let mark = format!(" from=<{sender}>, size=");
        let size = |line: &str| line.split_once(&mark)?.1.split(',').next()?.parse().ok();
        String::from_utf8_lossy(&log).lines().filter_map(size).collect()
    }

    /// Waits until Postfix has nothing left to do.
    pub fn settle(&self) -> Outcome {
        let has = |name: &str| {
            let queue = std::fs::read_dir(self.folder.join("queue").join(name));
            queue.is_ok_and(|mut files| files.next().is_some())
        };
        for _ in 0..600 {
            if !has("incoming") && !has("active") {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(200));
        }
        Err("Postfix does not get its queue empty".into())
    }

    /// Where a user's letters lie.
    pub fn maildir(&self, user: &str) -> PathBuf {
        self.folder.join("mail").join(user).join("Maildir")
    }

    /// Gives letters written by this process to the mail host's own user.
    pub fn own(&self, folder: &Path) -> Outcome {
        capture(command("chown").args(["-R", "1000:1000"]).arg(folder)).map(drop)
    }
}

impl Drop for Mailhost {
    fn drop(&mut self) {
        self.script("down", &[]).ok();
        std::fs::remove_dir_all(&self.folder).ok();
    }
}
