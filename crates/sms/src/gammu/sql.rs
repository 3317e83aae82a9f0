//! gammu-smsd's queue. Its tables are its only way in: they are a protocol of another program
//! (https://docs.gammu.org/smsd/tables.html), not the office's data, and that is why SQL stands in this crate, and in
//! this file alone. The daemon writes them on SQLite or PostgreSQL; both are asked by the same words.
//!
//! The daemon compares times with its local clock, so they are set from the database's local time.

use std::path::Path;
use std::time::Duration;

use native_tls::TlsConnector;
use postgres::config::{Host, SslMode};
use postgres::error::SqlState;
use postgres::types::ToSql;
use postgres::{Client, Config, NoTls};
use postgres_native_tls::MakeTlsConnector;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::SmsError;

/// How long an address is tried, and another program's lock waited for.
const PATIENCE: Duration = Duration::from_secs(5);

/// The daemon's database.
pub enum Tables {
    Sqlite(Connection),
    Postgres(Box<Client>),
}

/// A message for the outbox: its parts with their headers.
pub struct Row<'a> {
    /// Ours; kept by the daemon through all its tables.
    pub creator: &'a str,
    pub to: &'a str,
    /// As the daemon names codings.
    pub coding: &'static str,
    /// Text and header (hex) of each part.
    pub parts: Vec<(String, Option<String>)>,
}

/// A part of what was received.
pub struct Received {
    pub id: i64,
    pub from: String,
    pub text: String,
    /// The user data header, hex.
    pub header: String,
    /// Local time: `2026-11-01 10:00:00`.
    pub at: String,
}

fn broken(error: impl std::fmt::Display) -> SmsError {
    SmsError::Queue { detail: error.to_string() }
}

/// What SQLite complains about.
fn told(error: rusqlite::Error) -> SmsError {
    let detail = error.to_string();
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => SmsError::QueueBusy { detail },
        Some(ErrorCode::NotADatabase) => SmsError::QueueForeign { detail },
        // SQLite has no code of its own for these.
        _ if detail.contains("no such table") || detail.contains("no such column") => {
            SmsError::QueueForeign { detail }
        }
        _ => SmsError::Queue { detail },
    }
}

impl Tables {
    /// Opens a SQLite file by its path, or a PostgreSQL database by its address.
    pub fn open(database: &str, login: &str, password: &str) -> Result<Self, SmsError> {
        if !database.starts_with("postgres://") && !database.starts_with("postgresql://") {
            let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let connection = Connection::open_with_flags(Path::new(database), flags).map_err(told)?;
            connection.busy_timeout(PATIENCE).map_err(told)?;
            return Self::Sqlite(connection).known_tables();
        }
        // The address may hold a password, so what is wrong with it is not repeated.
        let unreadable =
            |_| SmsError::Queue { detail: "the address of the database cannot be read".to_owned() };
        let mut config: Config = database.parse().map_err(unreadable)?;
        config.connect_timeout(PATIENCE).application_name("deskbell").options("-c lock_timeout=5s");
        if !login.is_empty() {
            config.user(login);
        }
        if !password.is_empty() {
            config.password(password);
        }
        let local = config.get_hosts().iter().all(|host| match host {
            Host::Tcp(name) => matches!(name.as_str(), "localhost" | "127.0.0.1" | "::1"),
            #[cfg(unix)]
            Host::Unix(_) => true,
        });
        let client = if local || config.get_ssl_mode() == SslMode::Disable {
            config.connect(NoTls)
        } else {
            let tls = TlsConnector::new().map_err(broken)?;
            config.connect(MakeTlsConnector::new(tls))
        };
        Self::Postgres(Box::new(client.map_err(said)?)).known_tables()
    }

    /// Another program's database is told from the daemon's before anything is written into it.
    fn known_tables(mut self) -> Result<Self, SmsError> {
        self.about()?;
        self.numbers("SELECT \"ID\" FROM outbox WHERE \"CreatorID\" = ?1", &[Some("")])?;
        Ok(self)
    }

    /// Puts a message into the outbox in one transaction, unless one of the same name is there or was sent; gives the
    /// daemon's id.
    pub fn put(&mut self, row: &Row<'_>) -> Result<i64, SmsError> {
        if let Some(id) = self.known(row.creator)? {
            return Ok(id);
        }
        // SQLite: a lock that is taken at once is waited for, one that a read grows into is not.
        let begin = match self {
            Self::Sqlite(_) => "BEGIN IMMEDIATE",
            Self::Postgres(_) => "BEGIN",
        };
        self.run(begin, &[])?;
        match self.put_parts(row) {
            Ok(id) => self.run("COMMIT", &[]).map(|()| id),
            Err(error) => {
                // The error that led here says more.
                let _ = self.run("ROLLBACK", &[]);
                Err(error)
            }
        }
    }

    fn put_parts(&mut self, row: &Row<'_>) -> Result<i64, SmsError> {
        let now = match self {
            Self::Sqlite(_) => "datetime('now', 'localtime')",
            Self::Postgres(_) => "LOCALTIMESTAMP(0)",
        };
        let several = if row.parts.len() > 1 { "true" } else { "false" };
        let mut parts = row.parts.iter();
        let empty = (String::new(), None);
        let (text, header) = parts.next().unwrap_or(&empty);
        let first = format!(
            "INSERT INTO outbox (\"SendingDateTime\", \"SendingTimeOut\", \"DestinationNumber\", \"TextDecoded\", \"UDH\",
                \"Coding\", \"CreatorID\", \"DeliveryReport\", \"MultiPart\")
             VALUES ({now}, {now}, ?1, ?2, ?3, ?4, ?5, 'yes', '{several}') RETURNING \"ID\""
        );
        let values =
            [Some(row.to), Some(text.as_str()), header.as_deref(), Some(row.coding), Some(row.creator)];
        let id = self
            .numbers(&first, &values)?
            .pop()
            .ok_or_else(|| SmsError::Queue { detail: "the row has no number".to_owned() })?;
        for (place, (text, header)) in (2..).zip(parts) {
            // Numbers of ours: nothing foreign is pasted.
            let next = format!(
                "INSERT INTO outbox_multipart (\"ID\", \"SequencePosition\", \"TextDecoded\", \"UDH\", \"Coding\")
                 VALUES ({id}, {place}, ?1, ?2, ?3)"
            );
            self.run(&next, &[Some(text.as_str()), header.as_deref(), Some(row.coding)])?;
        }
        Ok(id)
    }

    /// The daemon's id of a message that has our name.
    fn known(&mut self, creator: &str) -> Result<Option<i64>, SmsError> {
        let query = "SELECT \"ID\" FROM outbox WHERE \"CreatorID\" = ?1
             UNION SELECT \"ID\" FROM sentitems WHERE \"CreatorID\" = ?1";
        Ok(self.numbers(query, &[Some(creator)])?.pop())
    }

    /// The states of a message's parts as the daemon writes them, with `Reserved` while any of it waits: a row of the
    /// outbox tells the state of its first part alone, and goes only when the last has left.
    pub fn states(&mut self, creator: &str) -> Result<Vec<String>, SmsError> {
        let query = "SELECT \"Status\" FROM sentitems WHERE \"CreatorID\" = ?1
             UNION ALL SELECT CAST('Reserved' AS text) FROM outbox WHERE \"CreatorID\" = ?1";
        let rows = self.texts(query, &[Some(creator)], 1)?;
        Ok(rows.into_iter().flatten().collect())
    }

    /// What was received and not taken, oldest first.
    pub fn received(&mut self) -> Result<Vec<Received>, SmsError> {
        let query = "SELECT CAST(\"ID\" AS text), \"SenderNumber\", \"TextDecoded\", \"UDH\", CAST(\"ReceivingDateTime\" AS text)
             FROM inbox WHERE \"Processed\" = 'false' ORDER BY \"ID\" LIMIT 500";
        let rows = self.texts(query, &[], 5)?;
        Ok(rows
            .into_iter()
            .filter_map(|row| {
                let row: [String; 5] = row.try_into().ok()?;
                let [id, from, text, header, at] = row;
                Some(Received { id: id.parse().ok()?, from, text, header, at })
            })
            .collect())
    }

    /// Marks what was received as taken.
    pub fn take(&mut self, ids: &[i64]) -> Result<(), SmsError> {
        for id in ids {
            self.run(&format!("UPDATE inbox SET \"Processed\" = 'true' WHERE \"ID\" = {id}"), &[])?;
        }
        Ok(())
    }

    /// The version of the tables, and the modems that the daemon drives.
    pub fn about(&mut self) -> Result<String, SmsError> {
        let version = self.texts("SELECT CAST(\"Version\" AS text) FROM gammu", &[], 1)?;
        let modems = self.texts("SELECT \"Client\" FROM phones ORDER BY \"Client\"", &[], 1)?;
        let version = version.into_iter().flatten().next().unwrap_or_default();
        let modems: Vec<String> = modems.into_iter().flatten().collect();
        Ok(format!("gammu-smsd {version}: {}", modems.join(", ")))
    }

    fn run(&mut self, sql: &str, values: &[Option<&str>]) -> Result<(), SmsError> {
        match self {
            Self::Sqlite(connection) => {
                let values = rusqlite::params_from_iter(values.iter());
                connection.execute(sql, values).map(drop).map_err(told)
            }
            Self::Postgres(client) => {
                let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(|value| value as _).collect();
                client.execute(&numbered(sql), &values).map(drop).map_err(said)
            }
        }
    }

    fn numbers(&mut self, sql: &str, values: &[Option<&str>]) -> Result<Vec<i64>, SmsError> {
        match self {
            Self::Sqlite(connection) => {
                let mut statement = connection.prepare(sql).map_err(told)?;
                let rows = statement.query_map(rusqlite::params_from_iter(values.iter()), |row| row.get(0));
                rows.map_err(told)?.collect::<Result<_, _>>().map_err(told)
            }
            Self::Postgres(client) => {
                let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(|value| value as _).collect();
                let rows = client.query(&numbered(sql), &values).map_err(said)?;
                rows.iter().map(|row| row.try_get::<_, i32>(0).map(i64::from).map_err(said)).collect()
            }
        }
    }

    /// Rows of texts; what is NULL is empty.
    fn texts(
        &mut self,
        sql: &str,
        values: &[Option<&str>],
        columns: usize,
    ) -> Result<Vec<Vec<String>>, SmsError> {
        match self {
            Self::Sqlite(connection) => {
                let mut statement = connection.prepare(sql).map_err(told)?;
                let rows = statement.query_map(rusqlite::params_from_iter(values.iter()), |row| {
                    let text = |column| row.get::<_, Option<String>>(column).map(Option::unwrap_or_default);
                    (0..columns).map(text).collect()
                });
                rows.map_err(told)?.collect::<Result<_, _>>().map_err(told)
            }
            Self::Postgres(client) => {
                let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(|value| value as _).collect();
                let rows = client.query(&numbered(sql), &values).map_err(said)?;
                let text = |row: &postgres::Row, column: usize| {
                    row.try_get::<_, Option<String>>(column).map(Option::unwrap_or_default).map_err(said)
                };
                rows.iter().map(|row| (0..columns).map(|column| text(row, column)).collect()).collect()
            }
        }
    }
}

/// PostgreSQL writes `$1` where SQLite writes `?1`.
fn numbered(sql: &str) -> String {
    sql.replace('?', "$")
}

/// PostgreSQL keeps what it says in the source of its error.
fn said(error: postgres::Error) -> SmsError {
    let Some(words) = error.as_db_error() else { return broken(error) };
    let detail = words.message().to_owned();
    match words.code() {
        &SqlState::UNDEFINED_TABLE | &SqlState::UNDEFINED_COLUMN => SmsError::QueueForeign { detail },
        &SqlState::LOCK_NOT_AVAILABLE => SmsError::QueueBusy { detail },
        &SqlState::INVALID_PASSWORD | &SqlState::INVALID_AUTHORIZATION_SPECIFICATION => {
            SmsError::Login { answer: detail }
        }
        _ => SmsError::Queue { detail },
    }
}
