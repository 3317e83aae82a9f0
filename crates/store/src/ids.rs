//! An id is given once. SQLite takes the id of the newest row again when that row is deleted: whatever came next would
//! stand in the place of what was removed, in the log of changes, and in the way of an undo. PostgreSQL's counters only go
//! on; on SQLite the word is AUTOINCREMENT. Migrations need not say it: it is added to every table with ids of its own.

use crate::error::StoreError;
use crate::link::{Engine, Link};
use crate::value::Value;

/// How a table says that it has ids of its own, and how it says that they are given once.
const OWN: &str = "id INTEGER PRIMARY KEY,";
const GIVEN_ONCE: &str = "id INTEGER PRIMARY KEY AUTOINCREMENT,";

/// Makes every table of a SQLite database give its ids once. What is stored in the tables stays as it is: the word is
/// written into the schema in the way that SQLite's manual gives for what does not touch the rows ("Making Other Kinds Of
/// Table Schema Changes"); to make the tables anew would break every reference between them.
pub(crate) fn give_once(link: &mut Link) -> Result<(), StoreError> {
    if link.engine() != Engine::Sqlite {
        return Ok(());
    }
    let tables = link.rows(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%\\_fts%' ORDER BY name",
        &[],
    )?;
    let mut changed = Vec::new();
    for row in tables {
        let (name, sql) = (row.get::<String>("name")?, row.get::<Option<String>>("sql")?.unwrap_or_default());
        changed.extend(given_once(&sql).map(|sql| (name, sql)));
    }
    if changed.is_empty() {
        return Ok(());
    }
    // The table of counters comes with the first table that needs it; making and dropping one also tells other
    // connections that the schema is another.
    link.batch("CREATE TABLE ids_given_once (id INTEGER PRIMARY KEY AUTOINCREMENT) STRICT; PRAGMA writable_schema = ON")?;
    let written = changed.into_iter().try_for_each(|(name, sql)| {
        let values = [Value::Text(sql), Value::Text(name)];
        link.run("UPDATE sqlite_schema SET sql = ?1 WHERE type = 'table' AND name = ?2", &values).map(|_| ())
    });
    // Also after a failure: nobody may write into the schema any more.
    link.batch("PRAGMA writable_schema = RESET")?;
    written?;
    link.batch("DROP TABLE ids_given_once")
}

/// The text of a table with the word in it; none where it has no ids of its own or says so already.
fn given_once(sql: &str) -> Option<String> {
    let (before, after) = sql.split_once(OWN)?;
    before
        .ends_with(|sign: char| sign.is_whitespace() || sign == '(')
        .then(|| format!("{before}{GIVEN_ONCE}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ids_of_a_tables_own_are_given_once() {
        let made = given_once("CREATE TABLE a (id INTEGER PRIMARY KEY, b TEXT) STRICT").unwrap();
        assert_eq!(made, "CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT, b TEXT) STRICT");
        assert_eq!(given_once(&made), None);
        for other in [
            "CREATE TABLE a (b_id INTEGER PRIMARY KEY, c TEXT) STRICT",
            "CREATE TABLE a (id INTEGER PRIMARY KEY REFERENCES b (id), c TEXT) STRICT",
            "CREATE TABLE a (id TEXT PRIMARY KEY, c TEXT) STRICT",
        ] {
            assert_eq!(given_once(other), None, "{other}");
        }
    }
}
