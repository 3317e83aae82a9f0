//! Full text on both engines. A migration's line `-- full text: table(column, …)` gives the table an index;
//! `Reader::search` asks it. Texts and queries meet in the form that `fold` makes.
//!
//! SQLite: a contentless FTS5 table beside the table, kept by triggers and settled before each commit. It stores no text and needs no old
//! values to delete, so it cannot fall out of step as an external-content index can. Since the folded words
//! hold no separators of their own, the simplest and fastest tokenizer does.
//! PostgreSQL: a generated tsvector column with a GIN index, folded by an SQL function.

use crate::error::StoreError;
use crate::fold::{self, fold};
use crate::link::{Engine, Link};
use crate::row::Row;
use crate::snippet;
use crate::value::Value;

/// A row that a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    pub id: i64,
    /// A piece of the text around the match, on one line; what matched stands between `\u{2}` and `\u{3}`.
    pub snippet: String,
}

/// A declared full text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FullText {
    pub(crate) table: String,
    pub(crate) columns: Vec<String>,
}

/// One thing to be found: words that follow one another, the last of them perhaps only begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Term {
    pub(crate) words: Vec<String>,
    pub(crate) begun: bool,
}

const DIRECTIVE: &str = "-- full text:";
/// Nobody types more; a pasted letter is cut.
const MOST_WORDS: usize = 24;
/// PostgreSQL refuses a tsvector of more than a megabyte; a longer text is indexed by its beginning.
const POSTGRES_SIGNS: usize = 200_000;

/// The full texts that a migration declares.
pub(crate) fn declared(sql: &str) -> Result<Vec<FullText>, StoreError> {
    sql.lines().filter_map(|line| line.trim().strip_prefix(DIRECTIVE)).map(parse_directive).collect()
}

fn parse_directive(text: &str) -> Result<FullText, StoreError> {
    let wrong = || StoreError::Migration { detail: format!("not a full text: {text}") };
    let (table, columns) =
        text.trim().strip_suffix(')').and_then(|text| text.split_once('(')).ok_or_else(wrong)?;
    let table = table.trim().to_owned();
    let columns: Vec<String> = columns.split(',').map(|column| column.trim().to_owned()).collect();
    let name =
        |name: &String| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if name(&table) && columns.iter().all(name) { Ok(FullText { table, columns }) } else { Err(wrong()) }
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
             CREATE TRIGGER {table}_fts_update AFTER UPDATE ON {table} BEGIN
               INSERT INTO {table}_fts_todo (id, stale) VALUES (old.rowid, 1) ON CONFLICT (id) DO NOTHING;
             END;
             INSERT INTO {table}_fts (rowid, {columns}) SELECT rowid, {folded} FROM {table};\n"
        )
    }

    fn folded(&self) -> String {
        let each: Vec<String> = self.columns.iter().map(|name| format!("store_fold({name})")).collect();
        each.join(", ")
    }

    /// As `folded`, of the row called `row`; what [`Tx::folded`](crate::Tx::folded) was told is not folded again.
    fn folded_once(&self) -> String {
        let table = &self.table;
        let once = |name: &String| format!("store_folded('{table}.{name}', row.rowid, row.{name})");
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
        if link.rows(&format!("SELECT 1 AS yes FROM {table}_fts_todo LIMIT 1"), &[])?.is_empty() {
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

    /// The form, if it is that of this text.
    pub(crate) fn form(self, text: &str) -> Option<String> {
        debug_assert!(self.of != text.len() || self.form == fold(text), "another text was folded");
        (self.of == text.len()).then_some(self.form)
    }
}

/// What a person typed, as terms. Any marks are allowed; those that mean nothing separate words.
pub(crate) fn parse(query: &str) -> Vec<Term> {
    let mut terms = Vec::new();
    let mut left = MOST_WORDS;
    for (index, part) in query.split(['"', '“', '”', '„', '«', '»']).enumerate() {
        // Between an odd mark and the next stands a phrase; an unclosed one runs to the end.
        let phrase = index % 2 == 1;
        let pieces: Vec<&str> = if phrase { vec![part] } else { part.split_whitespace().collect() };
        for piece in pieces {
            let words: Vec<String> =
                fold(piece).split(' ').filter(|word| !word.is_empty()).take(left).map(short).collect();
            left = left.saturating_sub(words.len());
            if !words.is_empty() {
                terms.push(Term { words, begun: !phrase });
            }
        }
    }
    terms
}

fn short(word: &str) -> String {
    word.chars().take(100).collect()
}

/// Asks the index; newest id first.
pub(crate) fn search(
    link: &mut Link,
    full_text: &FullText,
    query: &str,
    limit: usize,
    before: Option<i64>,
) -> Result<Vec<Hit>, StoreError> {
    let terms = parse(query);
    if terms.is_empty() || limit == 0 {
        return Ok(Vec::new());
    }
    let columns: Vec<String> = full_text.columns.iter().map(|name| format!(", t.{name}")).collect();
    let rows = rows(link, full_text, &terms, &columns.concat(), limit, before)?;
    let mut hits = Vec::with_capacity(rows.len());
    for row in rows {
        let id = row.get("id")?;
        let texts: Vec<&str> = row.values().iter().skip(1).filter_map(text).collect();
        hits.push(Hit { id, snippet: snippet::make(&texts, &terms) });
    }
    Ok(hits)
}

/// The ids of the rows that `search` would find.
pub(crate) fn matching(
    link: &mut Link,
    full_text: &FullText,
    query: &str,
    limit: usize,
) -> Result<Vec<i64>, StoreError> {
    let terms = parse(query);
    if terms.is_empty() || limit == 0 {
        return Ok(Vec::new());
    }
    rows(link, full_text, &terms, "", limit, None)?.iter().map(|row| row.get("id")).collect()
}

/// The snippet that `search` would give for one row; empty where there is no such row.
pub(crate) fn snippet(
    link: &mut Link,
    full_text: &FullText,
    query: &str,
    id: i64,
) -> Result<String, StoreError> {
    let (table, columns) = (&full_text.table, full_text.columns.join(", "));
    let key = key(link, table)?;
    let rows = link.rows(&format!("SELECT {columns} FROM {table} WHERE {key} = ?1"), &[id.into()])?;
    let texts: Vec<&str> = rows.iter().flat_map(|row| row.values().iter().filter_map(text)).collect();
    Ok(snippet::make(&texts, &parse(query)))
}

fn rows(
    link: &mut Link,
    full_text: &FullText,
    terms: &[Term],
    columns: &str,
    limit: usize,
    before: Option<i64>,
) -> Result<Vec<Row>, StoreError> {
    let table = &full_text.table;
    let (sql, asked) = match link.engine() {
        Engine::Sqlite => (sqlite_query(table, columns), sqlite_match(terms)),
        Engine::Postgres => (postgres_query(table, columns, &key(link, table)?), postgres_match(terms)),
    };
    link.rows(&sql, &[asked.into(), before.unwrap_or(i64::MAX).into(), limit.into()])
}

fn text(value: &Value) -> Option<&str> {
    match value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

fn sqlite_query(table: &str, columns: &str) -> String {
    format!(
        "SELECT f.rowid AS id{columns} FROM {table}_fts f JOIN {table} t ON t.rowid = f.rowid \
         WHERE f.{table}_fts MATCH ?1 AND f.rowid < ?2 ORDER BY f.rowid DESC LIMIT ?3"
    )
}

fn postgres_query(table: &str, columns: &str, key: &str) -> String {
    format!(
        "SELECT t.{key} AS id{columns} FROM {table} t \
         WHERE t.full_text @@ to_tsquery('simple', ?1) AND t.{key} < ?2 ORDER BY t.{key} DESC LIMIT ?3"
    )
}

/// The column that identifies a row: SQLite has a name for it in every table.
fn key(link: &mut Link, table: &str) -> Result<String, StoreError> {
    if link.engine() == Engine::Sqlite {
        return Ok("rowid".to_owned());
    }
    let keys = link.rows(
        "SELECT a.attname AS name FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0] \
         WHERE i.indisprimary AND i.indrelid = to_regclass(?1)",
        crate::params![table],
    )?;
    keys.first().ok_or(StoreError::NotFound)?.get("name")
}

/// Folded words hold only letters and digits: nothing in them can be read as syntax.
fn sqlite_match(terms: &[Term]) -> String {
    let each: Vec<String> = terms
        .iter()
        .map(|term| format!("\"{}\"{}", term.words.join(" "), if term.begun { " *" } else { "" }))
        .collect();
    each.join(" AND ")
}

fn postgres_match(terms: &[Term]) -> String {
    let each: Vec<String> = terms
        .iter()
        .map(|term| format!("({}{})", term.words.join(" <-> "), if term.begun { ":*" } else { "" }))
        .collect();
    each.join(" & ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_become_terms() {
        assert_eq!(
            sqlite_match(&parse("при \"чорний кіт\" a@b")),
            "\"при\" * AND \"чорний кіт\" AND \"a b\" *"
        );
        assert_eq!(postgres_match(&parse("при «чорний кіт")), "(при:*) & (чорний <-> кіт)");
        assert!(parse(" \" ' * ( ) : ^ - ").is_empty());
    }

    #[test]
    fn a_directive_must_be_names() {
        let found = declared("CREATE TABLE t (a);\n  -- full text: t(a, b)\n").unwrap();
        assert_eq!(found, vec![FullText { table: "t".into(), columns: vec!["a".into(), "b".into()] }]);
        assert!(declared("-- full text: t(a; DROP)").is_err());
    }
}
