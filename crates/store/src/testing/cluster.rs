//! A PostgreSQL cluster for the tests of one process. A shell supervises it and waits on a pipe from the test
//! process: however that ends, also by kill -9, the pipe closes and the shell stops and removes the cluster.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use postgres::{Config, NoTls};

const SUPERVISE: &str = r#"
trap '' INT TERM HUP
folder=$(mktemp -d "${TMPDIR:-/tmp}/store-postgres.XXXXXX") || exit 1
finish() { "$1/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1; rm -rf "$folder"; }
"$1/initdb" -D "$folder/data" -A trust -E UTF8 --locale=C.UTF-8 --no-sync -U postgres >"$folder/log" 2>&1 &&
"$1/pg_ctl" -D "$folder/data" -l "$folder/log" -w start >/dev/null 2>&1 </dev/null -o "-p $2 -k $folder \
 -c listen_addresses=127.0.0.1 -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=400 \
 -c shared_buffers=64MB -c autovacuum=off" || { tr '\n' ' ' <"$folder/log"; echo; finish "$1"; exit 1; }
echo ready
cat >/dev/null
finish "$1"
"#;

struct Cluster {
    config: Config,
    /// Holds the pipe whose end stops the cluster.
    _supervisor: Option<Child>,
}

/// Makes a database and gives its URL.
pub(super) fn database(name: &str) -> Result<String, String> {
    static CLUSTER: OnceLock<Result<Cluster, String>> = OnceLock::new();
    let cluster = CLUSTER.get_or_init(start).as_ref().map_err(Clone::clone)?;
    let mut client = cluster.config.connect(NoTls).map_err(|error| format!("cannot connect: {error}"))?;
    client
        .batch_execute(&format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'"))
        .map_err(|error| format!("cannot make a database: {error}"))?;
    Ok(url(&cluster.config, name))
}

fn url(config: &Config, name: &str) -> String {
    let host = match config.get_hosts().first() {
        Some(postgres::config::Host::Tcp(host)) => host.clone(),
        #[cfg(unix)]
        Some(postgres::config::Host::Unix(folder)) => folder.display().to_string(),
        None => "127.0.0.1".to_owned(),
    };
    let quoted = |text: &str| format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"));
    let mut url = format!(
        "host={} port={} user={} dbname={name}",
        quoted(&host),
        config.get_ports().first().unwrap_or(&5432),
        quoted(config.get_user().unwrap_or("postgres")),
    );
    if let Some(password) = config.get_password() {
        url.push_str(&format!(" password={}", quoted(&String::from_utf8_lossy(password))));
    }
    url
}

fn start() -> Result<Cluster, String> {
    if let Ok(url) = std::env::var("DESKBELL_TEST_PG") {
        let config = url.parse().map_err(|error| format!("DESKBELL_TEST_PG: {error}"))?;
        return Ok(Cluster { config, _supervisor: None });
    }
    let programs = programs()?;
    let port = TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .map_err(|error| format!("no free port: {error}"))?
        .port();
    let mut command = supervisor();
    command.args(["sh", "-c", SUPERVISE, "sh"]).arg(&programs).arg(port.to_string());
    let mut child = command
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("cannot start PostgreSQL: {error}"))?;
    let mut answer = String::new();
    if let Some(output) = child.stdout.take() {
        BufReader::new(output).read_line(&mut answer).map_err(|error| error.to_string())?;
    }
    if answer.trim() != "ready" {
        return Err(format!("PostgreSQL did not start: {answer}"));
    }
    let mut config = Config::new();
    config.host("127.0.0.1").port(port).user("postgres").dbname("postgres");
    Ok(Cluster { config, _supervisor: Some(child) })
}

/// PostgreSQL refuses to run as root.
fn supervisor() -> Command {
    let root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout.starts_with(b"0\n"));
    if root {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--"]);
        command
    } else {
        Command::new("env")
    }
}

/// The folder of the newest installed server's programs.
fn programs() -> Result<PathBuf, String> {
    let mut found: Vec<(u32, PathBuf)> = Vec::new();
    for entry in std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten() {
        let folder = entry.path().join("bin");
        if let Some(version) = entry.file_name().to_str().and_then(|name| name.parse().ok())
            && folder.join("initdb").exists()
        {
            found.push((version, folder));
        }
    }
    found.sort();
    found.pop().map(|(_, folder)| folder).ok_or_else(|| "PostgreSQL's server is not installed".to_owned())
}
