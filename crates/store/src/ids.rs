//! Ids that are never given twice. PostgreSQL's counters only go up; SQLite by itself gives the id of a removed newest
//! row to the next one, and whatever remembers that id, such as an undo, would find a stranger under it. SQLite's own
//! remedy is AUTOINCREMENT. The migrations need not think of it: every table with an id of its own gets it here, those
//! that were made before as well. Nothing of a table's rows changes by that, only its text in the schema.

use crate::dialect;
use crate::error::StoreError;
use crate::fulltext::FullText;
use crate::link::{Engine, Link};

/// Gives every table of SQLite whose ids are the engine's a count that never goes down. Inside the transaction that
/// brought the schema forward.
pub(crate) fn keep_counts(link: &mut Link, full_texts: &[FullText]) -> Result<(), StoreError> {
    if link.engine() != Engine::Sqlite {
        return Ok(());
    }
    // A full text has the ids of what it repeats, unless it is gathered from a table of its own; so have the tables beside it.
    let given = |name: &str| {
        full_texts.iter().any(|full_text| {
            (name == full_text.table && !full_text.gathered)
                || name.strip_suffix("_fts_todo") == Some(full_text.table.as_str())
        })
    };
    let mut open: Vec<(String, String)> = Vec::new();
    for row in link.rows(TABLES, &[])? {
        let (name, sql): (String, String) = (row.get("name")?, row.get("sql")?);
        if let Some(counted) = dialect::with_count(&sql).filter(|_| !given(&name)) {
            open.push((name, counted));
        }
    }
    if open.is_empty() {
        return Ok(());
    }
    // SQLite makes the table of its counts together with the first table that has one.
    link.batch("CREATE TABLE store_count (id INTEGER PRIMARY KEY AUTOINCREMENT); DROP TABLE store_count")?;
    link.batch("PRAGMA writable_schema = ON")?;
    let outcome = write(link, &open);
    link.batch("PRAGMA writable_schema = RESET")?;
    outcome?;
    open.iter().try_for_each(|(name, _)| begin_count(link, name))
}

const TABLES: &str =
    "SELECT t.name AS name, s.sql AS sql FROM pragma_table_list t JOIN sqlite_schema s ON s.name = t.name
    WHERE t.schema = 'main' AND t.type = 'table' AND t.wr = 0 AND s.type = 'table' AND s.sql IS NOT NULL";

fn write(link: &mut Link, open: &[(String, String)]) -> Result<(), StoreError> {
    for (name, sql) in open {
        link.run(
            "UPDATE sqlite_schema SET sql = ?2 WHERE type = 'table' AND name = ?1",
            crate::params![name.as_str(), sql.as_str()],
        )?;
    }
    // Whoever has the schema in memory reads it anew.
    let version = link.rows("PRAGMA schema_version", &[])?;
    let version = version.first().map_or(Ok(0), |row| row.get::<i64>("schema_version"))?;
    link.batch(&format!("PRAGMA schema_version = {}", version.saturating_add(1)))
}

/// The count of a table begins after every id that it has, and after those that the log of changes still names.
fn begin_count(link: &mut Link, table: &str) -> Result<(), StoreError> {
    let last = link.rows(
        &format!(
            "SELECT max(coalesce((SELECT max(id) FROM \"{table}\"), 0),
                coalesce((SELECT max(noun_id) FROM change WHERE noun = '{table}'), 0)) AS last"
        ),
        &[],
    )?;
    let last = last.first().map_or(Ok(0), |row| row.get::<i64>("last"))?;
    raise(link, table, last)
}

fn raise(link: &mut Link, table: &str, last: i64) -> Result<(), StoreError> {
    // The engine's own table knows no unique name: one row for a table, or none yet.
    let raised = link
        .run("UPDATE sqlite_sequence SET seq = max(seq, ?2) WHERE name = ?1", crate::params![table, last])?;
    if raised == 0 && last > 0 {
        link.run("INSERT INTO sqlite_sequence (name, seq) VALUES (?1, ?2)", crate::params![table, last])?;
    }
    Ok(())
}

/// Takes the counts of PostgreSQL over into a SQLite file of the same schema.
pub(crate) fn take_over(from: &mut Link, to: &mut Link) -> Result<(), StoreError> {
    let counts = from.rows(
        "SELECT CAST(table_name AS TEXT) AS name, pg_sequence_last_value(CAST(pg_get_serial_sequence(
            quote_ident(table_name), CAST(column_name AS TEXT)) AS regclass)) AS last
         FROM information_schema.columns WHERE table_schema = current_schema() AND is_identity = 'YES'
            AND column_name = 'id'",
        &[],
    )?;
    for row in counts {
        let (table, last): (String, Option<i64>) = (row.get("name")?, row.get("last")?);
        let counted = "SELECT 1 AS yes FROM sqlite_schema WHERE name = ?1 AND sql LIKE '%AUTOINCREMENT%'";
        if !to.rows(counted, crate::params![table.as_str()])?.is_empty() {
            raise(to, &table, last.unwrap_or(0))?;
        }
    }
    Ok(())
}
