//! Bringing the schema forward: refinery runs the migrations, inside one transaction that the store begins, so
//! that the refusal of a newer schema, the store's own tables and all steps stand or fall together, and so that
//! two programs opening a new database at once do not meet half-way.
//!
//! refinery's checksum is made of the text as it is written, before translation: the store may learn to
//! translate better without every database in the world seeming changed.

use refinery_core::traits::sync::{Migrate, Query, Transaction};
use refinery_core::{Migration as Step, Runner};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::change;
use crate::dialect;
use crate::error::StoreError;
use crate::fulltext::{self, FullText};
use crate::ids;
use crate::link::{Engine, Link, Purpose};
use crate::row::Row;
use crate::sqlite::Place;

/// Where refinery keeps what has been applied.
pub(crate) const HISTORY: &str = "refinery_schema_history";

/// One step of the schema, in SQLite's STRICT dialect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migration {
    /// Such as `V1__office`; the extension `.sql` may be there.
    pub name: String,
    pub sql: String,
}

impl Migration {
    /// A migration from its file's name and text.
    pub fn new(name: impl Into<String>, sql: impl Into<String>) -> Migration {
        Migration { name: name.into(), sql: sql.into() }
    }

    fn step(&self) -> Result<Step, StoreError> {
        let name = self.name.strip_suffix(".sql").unwrap_or(&self.name);
        // A checkout with other line ends is not another migration.
        Step::unapplied(name, &self.sql.replace("\r\n", "\n"))
            .map_err(|error| StoreError::Migration { detail: format!("{name}: {error}") })
    }
}

/// The full texts that the migrations declare.
pub(crate) fn full_text(migrations: &[Migration]) -> Result<Vec<FullText>, StoreError> {
    let mut found: Vec<FullText> = Vec::new();
    for migration in migrations {
        for declared in fulltext::declared(&migration.sql)? {
            found.retain(|earlier| earlier.table != declared.table);
            found.push(declared);
        }
    }
    Ok(found)
}

/// Refuses a file that a newer program has brought forward, having opened it only for reading.
pub(crate) fn refuse_newer(place: &Place, migrations: &[Migration]) -> Result<(), StoreError> {
    let Some(link) = place.connect_to_look()? else { return Ok(()) };
    match compare(&mut Link::Sqlite(Box::new(link)), migrations) {
        // Another program may be making the file at this moment. What is really damaged fails again at once.
        Err(StoreError::Damaged { detail }) => {
            log::warn!("a first look met a damaged database: {detail}");
            Ok(())
        }
        outcome => outcome,
    }
}

/// Compares the newest applied version with the newest known.
pub(crate) fn compare(link: &mut Link, migrations: &[Migration]) -> Result<(), StoreError> {
    let mut known = 0;
    for migration in migrations {
        known = known.max(i64::from(migration.step()?.version()));
    }
    let found = newest_applied(link)?.unwrap_or(0);
    if found > known { Err(StoreError::NewerSchema { found, known }) } else { Ok(()) }
}

/// The newest version in the history; none when there is no history at all.
pub(crate) fn newest_applied(link: &mut Link) -> Result<Option<i64>, StoreError> {
    let exists = match link.engine() {
        Engine::Sqlite => "SELECT 1 AS found FROM sqlite_schema WHERE type = 'table' AND name = ?1",
        Engine::Postgres => {
            "SELECT 1 AS found FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = ?1"
        }
    };
    if link.rows(exists, crate::params![HISTORY])?.is_empty() {
        return Ok(None);
    }
    let newest = link.rows(&format!("SELECT MAX(version) AS version FROM {HISTORY}"), &[])?;
    Ok(Some(newest.first().map_or(Ok(None), |row| row.get::<Option<i64>>("version"))?.unwrap_or(0)))
}

/// Brings the schema forward, or changes nothing.
pub(crate) fn run(link: &mut Link, migrations: &[Migration]) -> Result<(), StoreError> {
    link.begin(Purpose::Write)?;
    let outcome = forward(link, migrations).and_then(|()| link.commit());
    if outcome.is_err() {
        link.rollback();
    }
    outcome
}

fn forward(link: &mut Link, migrations: &[Migration]) -> Result<(), StoreError> {
    compare(link, migrations)?;
    let steps = migrations.iter().map(Migration::step).collect::<Result<Vec<_>, _>>()?;
    let mut ladder = Ladder { link };
    ladder.batch(change::TABLE)?;
    if ladder.link.engine() == Engine::Postgres {
        fulltext::prepare_postgres(ladder.link)?;
    }
    let report = Runner::new(&steps)
        .set_grouped(true)
        .set_abort_divergent(true)
        .set_abort_missing(true)
        .run(&mut ladder)
        .map_err(|error| explain(&error))?;
    if !report.applied_migrations().is_empty() {
        match link.engine() {
            Engine::Sqlite => ids::keep_counts(link, &full_text(migrations)?)?,
            Engine::Postgres => advance_identities(link)?,
        }
    }
    Ok(())
}

/// refinery's errors sorted into the store's: what an engine said comes through as it was.
fn explain(error: &refinery_core::Error) -> StoreError {
    use refinery_core::error::Kind;
    match error.kind() {
        Kind::Connection(_, cause) => match cause.downcast_ref::<StoreError>() {
            Some(StoreError::Sql { sql, detail }) => {
                let beginning: String = sql.chars().take(200).collect();
                StoreError::Migration { detail: format!("{detail} in: {beginning}") }
            }
            Some(other) => other.clone(),
            None => StoreError::Migration { detail: cause.to_string() },
        },
        Kind::DivergentVersion(..) | Kind::MissingVersion(_) => {
            StoreError::SchemaDiffers { detail: error.to_string() }
        }
        _ => StoreError::Migration { detail: error.to_string() },
    }
}

/// Rows that a migration put in with ids of their own leave PostgreSQL's counters behind; SQLite counts on from
/// the greatest id by itself.
fn advance_identities(link: &mut Link) -> Result<(), StoreError> {
    let columns = link.rows(
        "SELECT table_name, column_name FROM information_schema.columns \
         WHERE table_schema = current_schema() AND is_identity = 'YES'",
        &[],
    )?;
    for row in columns {
        let (table, column) = (row.get::<String>("table_name")?, row.get::<String>("column_name")?);
        let counter = format!("pg_get_serial_sequence('\"{table}\"', '{column}')");
        // Never back: an id that was given is not given again, also where its row is gone.
        link.batch(&format!(
            "SELECT setval({counter}, GREATEST(MAX(\"{column}\"), \
             COALESCE(pg_sequence_last_value(CAST({counter} AS regclass)), 1))) \
             FROM \"{table}\" HAVING COUNT(*) > 0"
        ))?;
    }
    Ok(())
}

/// What refinery climbs: a connection whose transaction is already begun.
struct Ladder<'a> {
    link: &'a mut Link,
}

impl Ladder<'_> {
    fn batch(&mut self, sql: &str) -> Result<(), StoreError> {
        let mut text = match self.link.engine() {
            Engine::Sqlite => sql.to_owned(),
            Engine::Postgres => dialect::migration(sql),
        };
        for declared in fulltext::declared(sql)? {
            text.push('\n');
            text.push_str(&declared.schema(self.link.engine()));
        }
        self.link.batch(&text)
    }
}

impl Transaction for Ladder<'_> {
    type Error = StoreError;

    fn execute<'a, T: Iterator<Item = &'a str>>(&mut self, queries: T) -> Result<usize, StoreError> {
        let mut count = 0_usize;
        for query in queries {
            self.batch(query)?;
            count = count.saturating_add(1);
        }
        Ok(count)
    }
}

impl Query<Vec<Step>> for Ladder<'_> {
    fn query(&mut self, query: &str) -> Result<Vec<Step>, StoreError> {
        self.link.rows(query, &[])?.iter().map(applied).collect()
    }
}

impl Migrate for Ladder<'_> {}

fn applied(row: &Row) -> Result<Step, StoreError> {
    let damaged = |what: &str| StoreError::Damaged { detail: format!("{HISTORY} has a wrong {what}") };
    let at =
        OffsetDateTime::parse(&row.get::<String>("applied_on")?, &Rfc3339).map_err(|_| damaged("time"))?;
    let checksum = row.get::<String>("checksum")?.parse().map_err(|_| damaged("checksum"))?;
    Ok(Step::applied(row.get("version")?, row.get("name")?, at, checksum))
}
