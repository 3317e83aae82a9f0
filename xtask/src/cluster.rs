//! One PostgreSQL cluster for a whole part of the tests: each test runs in a process of its own, and a cluster
//! for each of them would cost more than the tests.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::process::Outcome;

/// A running cluster, stopped and removed when dropped.
pub struct Cluster {
    folder: PathBuf,
    port: u16,
}

impl Cluster {
    /// Makes and starts one; its durability is off, it dies with the tests.
    pub fn start() -> Outcome<Cluster> {
        Cluster::with("-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off")
    }

    /// One set up as an office's server is: for measurements.
    pub fn durable() -> Outcome<Cluster> {
        Cluster::with("-c fsync=on -c autovacuum=on")
    }

    fn with(settings: &str) -> Outcome<Cluster> {
        let folder = std::env::temp_dir().join(format!("deskbell-postgres-{}", std::process::id()));
        let place = |error: std::io::Error| format!("{}: {error}", folder.display());
        std::fs::create_dir_all(&folder).map_err(place)?;
        let port = TcpListener::bind("127.0.0.1:0")
            .and_then(|listener| listener.local_addr())
            .map_err(place)?
            .port();
        let cluster = Cluster { folder, port };
        // The server refuses to run as root.
        let own = Command::new("chown").arg("postgres").arg(&cluster.folder).status();
        if !own.is_ok_and(|status| status.success()) {
            return Err("there is no user postgres: is the package postgresql installed?".into());
        }
        cluster.program(
            "initdb",
            &["-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "-U", "postgres"],
        )?;
        let options = format!(
            "-p {port} -k {} -c listen_addresses=127.0.0.1 -c max_connections=400 -c shared_buffers=64MB {settings}",
            cluster.folder.display()
        );
        let log = cluster.folder.join("server.log").display().to_string();
        cluster.program("pg_ctl", &["-l", &log, "-o", &options, "-w", "start"])?;
        Ok(cluster)
    }

    /// The address of its maintenance database.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    fn program(&self, name: &str, words: &[&str]) -> Outcome {
        let log = self.folder.join("setup.log");
        let file = std::fs::File::options()
            .create(true)
            .append(true)
            .open(&log)
            .map_err(|error| error.to_string())?;
        let errors = file.try_clone().map_err(|error| error.to_string())?;
        let mut run = Command::new("setpriv");
        run.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]).arg(programs()?.join(name));
        run.arg("-D").arg(self.folder.join("data")).args(words).current_dir(&self.folder);
        let status = run.stdin(Stdio::null()).stdout(file).stderr(errors).status();
        if status.is_ok_and(|status| status.success()) {
            return Ok(());
        }
        Err(format!("{name} failed: {}", std::fs::read_to_string(&log).unwrap_or_default()))
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.program("pg_ctl", &["-m", "immediate", "-w", "stop"]).ok();
        std::fs::remove_dir_all(&self.folder).ok();
    }
}

/// The programs of the newest installed server.
fn programs() -> Outcome<PathBuf> {
    let versions = std::fs::read_dir(Path::new("/usr/lib/postgresql")).into_iter().flatten().flatten();
    let version = |path: &PathBuf| path.file_name().and_then(|name| name.to_str()?.parse::<u32>().ok());
    let newest = versions
        .map(|entry| entry.path())
        .filter(|path| path.join("bin/initdb").exists())
        .max_by_key(version);
    newest.map(|path| path.join("bin")).ok_or_else(|| "PostgreSQL's server is not installed".into())
}
