//! Full text on both engines. A migration's line `-- full text: table(column, …)` gives the table an index;
//! `Reader::search` asks it. Texts and queries meet in the form that `fold` makes. A line `-- full text, gathered: …` is for
//! a table that grows row by row: single rows are brought into the index some hundred at a time, and until then a
//! question looks through them one by one.
//!
//! SQLite: a contentless FTS5 table beside the table, kept by triggers and settled before each commit. It stores no text and needs no old
//! values to delete, so it cannot fall out of step as an external-content index can. Since the folded words
//! hold no separators of their own, the simplest and fastest tokenizer does.
//! PostgreSQL: a generated tsvector column with a GIN index, folded by an SQL function.

use crate::error::StoreError;
use crate::fold::{self, fold};
use crate::link::{Engine, Link};

mod ask;

pub use ask::{Hit, Holding};
pub(crate) use ask::{Term, fits, holding, matching, parse, search, snippet};

/// A declared full text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FullText {
    pub(crate) table: String,
    pub(crate) columns: Vec<String>,
    /// Whether single new rows may wait for others.
    pub(crate) gathered: bool,
}

const DIRECTIVE: &str = "-- full text";
const GATHERED: &str = ", gathered";
/// As many new rows of a table that is gathered wait at most.
const MOST_WAITING: i64 = 200;
/// PostgreSQL refuses a tsvector of more than a megabyte; a longer text is indexed by its beginning.
const POSTGRES_SIGNS: usize = 200_000;

/// The full texts that a migration declares.
pub(crate) fn declared(sql: &str) -> Result<Vec<FullText>, StoreError> {
    sql.lines().filter_map(|line| line.trim().strip_prefix(DIRECTIVE)).map(parse_directive).collect()
}

fn parse_directive(line: &str) -> Result<FullText, StoreError> {
    let wrong = || StoreError::Migration { detail: format!("not a full text: {line}") };
    let (gathered, text) = line.strip_prefix(GATHERED).map_or((false, line), |text| (true, text));
    let text = text.strip_prefix(':').ok_or_else(wrong)?;
    let (table, columns) =
        text.trim().strip_suffix(')').and_then(|text| text.split_once('(')).ok_or_else(wrong)?;
    let table = table.trim().to_owned();
    let columns: Vec<String> = columns.split(',').map(|column| column.trim().to_owned()).collect();
    let name =
        |name: &String| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if name(&table) && columns.iter().all(name) {
        Ok(FullText { table, columns, gathered })
    } else {
        Err(wrong())
    }
}

impl FullText {
    /// The statements that make the index, also for rows that are there already.
    pub(crate) fn schema(&self, engine: Engine) -> String {
        match engine {
            Engine::Sqlite => self.sqlite_schema(),
            Engine::Postgres => self.postgres_schema(),
        }
    }

    /// The triggers only note which rows changed; [`settle`] brings them into the index in one go before the commit.
    /// FTS5 writes out what it has gathered whenever a statement with triggers begins, so indexing from inside the
    /// triggers would make a piece of the index for every row.
    fn sqlite_schema(&self) -> String {
        let (table, columns) = (&self.table, self.columns.join(", "));
        let folded = self.folded();
        format!(
            "CREATE VIRTUAL TABLE {table}_fts USING fts5({columns}, content='', contentless_delete=1, \
               tokenize='ascii');
             INSERT INTO {table}_fts ({table}_fts, rank) VALUES ('hashsize', 16777216), ('automerge', 8);
             CREATE TABLE {table}_fts_todo (id INTEGER PRIMARY KEY, stale INTEGER NOT NULL) STRICT;
             CREATE TRIGGER {table}_fts_insert AFTER INSERT ON {table} BEGIN
               INSERT INTO {table}_fts_todo (id, stale) VALUES (new.rowid, 0) ON CONFLICT (id) DO NOTHING;
             END;
             CREATE TRIGGER {table}_fts_delete AFTER DELETE ON {table} BEGIN
               INSERT INTO {table}_fts_todo (id, stale) VALUES (old.rowid, 1) ON CONFLICT (id) DO NOTHING;
             END;
             CREATE TRIGGER {table}_fts_update AFTER UPDATE OF {columns} ON {table} BEGIN
               INSERT INTO {table}_fts_todo (id, stale) VALUES (old.rowid, 1) ON CONFLICT (id) DO NOTHING;
             END;
             INSERT INTO {table}_fts (rowid, {columns}) SELECT rowid, {folded} FROM {table};\n"
        )
    }

    fn folded(&self) -> String {
        let each: Vec<String> = self.columns.iter().map(|name| format!("store_fold({name})")).collect();
        each.join(", ")
    }

    /// As `folded`, of the row called `row`; what [`Tx::folded`](crate::Tx::folded) was told is not folded again, nor read:
    /// SQLite knows how long a text is without fetching it.
    fn folded_once(&self) -> String {
        let table = &self.table;
        let once = |name: &String| {
            let known = format!("store_folded('{table}.{name}', row.rowid, octet_length(row.{name}))");
            format!("coalesce({known}, store_fold(row.{name}))")
        };
        self.columns.iter().map(once).collect::<Vec<_>>().join(", ")
    }

    fn postgres_schema(&self) -> String {
        let table = &self.table;
        let texts: Vec<String> = self.columns.iter().map(|name| format!("coalesce({name}, '')")).collect();
        let text = texts.join(" || ' ' || ");
        format!(
            "ALTER TABLE {table} ADD COLUMN full_text tsvector \
               GENERATED ALWAYS AS (to_tsvector('simple', store_fold({text}))) STORED;
             CREATE INDEX {table}_full_text ON {table} USING GIN (full_text);\n"
        )
    }
}

/// Brings the rows that a transaction changed into the index; called before its commit. Nothing to do on PostgreSQL.
pub(crate) fn settle(link: &mut Link, full_texts: &[FullText]) -> Result<(), StoreError> {
    if link.engine() != Engine::Sqlite {
        return Ok(());
    }
    for full_text in full_texts {
        let (table, columns) = (&full_text.table, full_text.columns.join(", "));
        if !is_due(link, full_text)? {
            continue;
        }
        let folded = full_text.folded_once();
        let stale = format!(
            "DELETE FROM {table}_fts WHERE rowid IN (SELECT id FROM {table}_fts_todo WHERE stale = 1)"
        );
        link.run(&stale, &[])?;
        let fresh = format!(
            "INSERT INTO {table}_fts (rowid, {columns}) SELECT row.rowid, {folded} FROM {table}_fts_todo todo \
             JOIN {table} row ON row.rowid = todo.id"
        );
        link.run(&fresh, &[])?;
        link.run(&format!("DELETE FROM {table}_fts_todo"), &[])?;
    }
    Ok(())
}

/// Whether rows are to be brought into the index now: any, or of a table that is gathered one whose old words are in it, or
/// many new ones.
fn is_due(link: &mut Link, full_text: &FullText) -> Result<bool, StoreError> {
    let table = &full_text.table;
    if !full_text.gathered {
        return Ok(!link.rows(&format!("SELECT 1 AS yes FROM {table}_fts_todo LIMIT 1"), &[])?.is_empty());
    }
    let sql = format!("SELECT count(*) AS waiting, coalesce(max(stale), 0) AS stale FROM {table}_fts_todo");
    let rows = link.rows(&sql, &[])?;
    let row = rows.first().ok_or(StoreError::NotFound)?;
    Ok(row.get::<i64>("waiting")? > MOST_WAITING || row.get::<bool>("stale")?)
}

/// Makes the function that folds texts as `fold` does.
pub(crate) fn prepare_postgres(link: &mut Link) -> Result<(), StoreError> {
    let there = link.rows("SELECT to_regprocedure('store_fold(text)') IS NOT NULL AS there", &[])?;
    if there.first().map_or(Ok(false), |row| row.get::<bool>("there"))? {
        return Ok(());
    }
    let (dropped, letters) = (fold::DROPPED, fold::CYRILLIC);
    let (from, to, marks) = (fold::FROM, fold::TO, fold::APOSTROPHES.replace('\'', "''"));
    // `translate()` is slow, so it is called only where it has something to do, and ё, which is frequent, is
    // replaced by itself. OFFSET 0 keeps each step from being reckoned as often as it is named.
    link.batch(&format!(
        "CREATE FUNCTION store_fold(source text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $fold$
           SELECT trim(regexp_replace(
               regexp_replace(letters, '(?<=[{letters}])[{marks}](?=[{letters}])', '', 'g'),
               '([^[:alnum:]]|[ʼʹ])+', ' ', 'g'))
           FROM (
             SELECT replace(CASE WHEN plain ~ '[{from}]' THEN translate(plain, '{from}', '{to}') ELSE plain END,
               'ё', 'е') AS letters
             FROM (
               SELECT CASE WHEN small ~ '{dropped}' THEN regexp_replace(normalize(small, NFC), '{dropped}', '', 'g')
                 ELSE small END AS plain
               FROM (SELECT lower(left(source, {POSTGRES_SIGNS})) AS small OFFSET 0) AS first OFFSET 0
             ) AS second OFFSET 0
           ) AS third
         $fold$"
    ))
}

/// A text in its indexed form, made where there is time for it: the only writer need not do it.
#[derive(Debug)]
pub struct Folded {
    /// Bytes of the text that was folded: of another text it is not the form.
    of: usize,
    form: String,
}

impl Folded {
    /// Folds a text.
    pub fn new(text: &str) -> Folded {
        Folded { of: text.len(), form: fold(text) }
    }

    /// The form, if it is that of a text of so many bytes.
    pub(crate) fn form(self, bytes: i64) -> Option<String> {
        i64::try_from(self.of).is_ok_and(|of| of == bytes).then_some(self.form)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directive_must_be_names() {
        let found =
            declared("CREATE TABLE t (a);\n  -- full text: t(a, b)\n-- full text, gathered: u(c)").unwrap();
        let text = |table: &str, columns: &[&str], gathered| FullText {
            table: table.into(),
            columns: columns.iter().map(|&column| column.into()).collect(),
            gathered,
        };
        assert_eq!(found, vec![text("t", &["a", "b"], false), text("u", &["c"], true)]);
        assert!(declared("-- full text: t(a; DROP)").is_err());
        assert!(declared("-- full text of t(a)").is_err());
    }
}
