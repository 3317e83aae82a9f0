//! A PostgreSQL cluster of one test process, and a fresh database in it for each office.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use tempfile::TempDir;

use crate::ports;

/// A running cluster, stopped when dropped.
pub struct Postgres {
    folder: TempDir,
    port: u16,
    made: AtomicU32,
}

impl Postgres {
    /// Makes and starts a cluster in about a second; its durability is off, it dies with the test.
    pub fn start() -> Postgres {
        let folder = tempfile::Builder::new().prefix("dbp").tempdir_in("/tmp").expect("a folder");
        let opened = Command::new("chmod").arg("755").arg(folder.path()).status();
        assert!(opened.is_ok_and(|status| status.success()), "the folder cannot be opened");
        let owned = Command::new("chown").arg("postgres").arg(folder.path()).status();
        assert!(owned.is_ok_and(|status| status.success()), "no user postgres");
        let data = folder.path().join("data");
        let data = data.to_string_lossy().into_owned();
        let made = as_postgres(
            "initdb",
            &["-D", &data, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
            folder.path(),
        );
        assert!(made, "initdb failed: {}", said(folder.path()));
        for _ in 0..5 {
            let port = ports::free();
            let options = format!(
                "-p {port} -k {} -c fsync=off -c listen_addresses=127.0.0.1",
                folder.path().display()
            );
            let log = folder.path().join("server.log").to_string_lossy().into_owned();
            if as_postgres("pg_ctl", &["-D", &data, "-l", &log, "-o", &options, "-w", "start"], folder.path())
            {
                return Postgres { folder, port, made: AtomicU32::new(0) };
            }
        }
        panic!("PostgreSQL does not start: {}", said(folder.path()));
    }

    /// A new, empty database; gives its address.
    pub fn database(&self) -> String {
        let name = format!("office{}", self.made.fetch_add(1, Ordering::Relaxed));
        let port = self.port.to_string();
        let made = as_postgres("createdb", &["-h", "127.0.0.1", "-p", &port, &name], self.folder.path());
        assert!(made, "createdb failed: {}", said(self.folder.path()));
        format!("postgres://postgres@127.0.0.1:{port}/{name}")
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let data = self.folder.path().join("data").to_string_lossy().into_owned();
        as_postgres("pg_ctl", &["-D", &data, "-m", "immediate", "-w", "stop"], self.folder.path());
    }
}

/// Runs a program of the newest installed PostgreSQL as its own user, who alone may run it.
fn as_postgres(program: &str, words: &[&str], folder: &Path) -> bool {
    let log =
        std::fs::File::options().create(true).append(true).open(folder.join("setup.log")).expect("a log");
    let mut run = Command::new("setpriv");
    run.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"])
        .arg(programs().join(program))
        .args(words);
    run.current_dir(folder).stdout(log.try_clone().expect("a log")).stderr(log);
    run.status().is_ok_and(|status| status.success())
}

fn said(folder: &Path) -> String {
    std::fs::read_to_string(folder.join("setup.log")).unwrap_or_default()
}

fn programs() -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> = versions.map(|entry| entry.path().join("bin")).collect();
    folders.sort();
    folders.pop().expect("PostgreSQL is installed")
}
