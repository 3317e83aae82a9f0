//! What people ask of a full text: their words as terms, the question in each engine's own language, and the same test for
//! one row by itself.

use super::FullText;
use crate::error::StoreError;
use crate::fold::fold;
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

/// One thing to be found: words that follow one another, the last of them perhaps only begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Term {
    pub(crate) words: Vec<String>,
    pub(crate) begun: bool,
}

/// Nobody types more; a pasted letter is cut.
const MOST_WORDS: usize = 24;
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
    let rows = rows(link, full_text, query, &terms, &columns.concat(), limit, before)?;
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
    rows(link, full_text, query, &terms, "", limit, None)?.iter().map(|row| row.get("id")).collect()
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

/// The rows that match, newest first, with these columns.
fn rows(
    link: &mut Link,
    full_text: &FullText,
    query: &str,
    terms: &[Term],
    columns: &str,
    limit: usize,
    before: Option<i64>,
) -> Result<Vec<Row>, StoreError> {
    let table = &full_text.table;
    let (sql, asked) = match link.engine() {
        Engine::Sqlite => (sqlite_query(table, columns), sqlite_match(terms)),
        Engine::Postgres => (postgres_query(full_text, columns, &key(link, table)?), postgres_match(terms)),
    };
    let before: Value = before.unwrap_or(i64::MAX).into();
    let mut rows = link.rows(&sql, &[asked.into(), before.clone(), limit.into()])?;
    if full_text.gathered && link.engine() == Engine::Sqlite {
        let sql = waiting_query(full_text, columns);
        rows.extend(link.rows(&sql, &[query.into(), before])?);
        let id = |row: &Row| row.get::<i64>("id").map(std::cmp::Reverse);
        let mut failed = Ok(());
        rows.sort_by_cached_key(|row| id(row).map_err(|error| failed = Err(error)).ok());
        failed?;
        rows.truncate(limit);
    }
    Ok(rows)
}

/// The rows that are not in the index yet, which are few: begun with them (CROSS JOIN), whatever the engine thinks of how
/// many they are. Rows whose old words are in the index never wait.
fn waiting_query(full_text: &FullText, columns: &str) -> String {
    let (table, holds) = (&full_text.table, sqlite_holds("t", &full_text.columns, "?1"));
    format!(
        "SELECT t.rowid AS id{columns} FROM {table}_fts_todo todo CROSS JOIN {table} t ON t.rowid = todo.id \
         WHERE todo.stale = 0 AND t.rowid < ?2 AND {holds}"
    )
}

fn sqlite_holds(table: &str, columns: &[String], asked: &str) -> String {
    let each: Vec<String> = columns.iter().map(|column| format!("{table}.{column}")).collect();
    format!("store_holds({asked}, {})", each.join(", "))
}

/// What somebody typed as a test of single rows: for a list that is read in an order of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Holding {
    /// What the test asks for.
    pub asked: Value,
    engine: Engine,
    full_text: FullText,
}

impl Holding {
    /// The test of the whole row; `place` is the placeholder of `asked`.
    pub fn row(&self, place: &str) -> String {
        let FullText { table, columns, .. } = &self.full_text;
        match self.engine {
            Engine::Sqlite => sqlite_holds(table, columns, place),
            Engine::Postgres => format!("{table}.full_text @@ to_tsquery('simple', {place})"),
        }
    }

    /// The test of one column.
    pub fn column(&self, column: &str, place: &str) -> String {
        let table = &self.full_text.table;
        match self.engine {
            Engine::Sqlite => sqlite_holds(table, &[column.to_owned()], place),
            Engine::Postgres => {
                format!(
                    "to_tsvector('simple', store_fold({table}.{column})) @@ to_tsquery('simple', {place})"
                )
            }
        }
    }
}

/// The test by which single rows are told; none where nothing is asked for.
pub(crate) fn holding(engine: Engine, full_text: FullText, query: &str) -> Option<Holding> {
    let terms = parse(query);
    let asked = match engine {
        Engine::Sqlite => query.into(),
        Engine::Postgres => postgres_match(&terms).into(),
    };
    (!terms.is_empty()).then_some(Holding { asked, engine, full_text })
}

/// Whether texts hold every term: what the index tells, told of one row.
pub(crate) fn fits<'a>(terms: &[Term], texts: impl Iterator<Item = &'a str>) -> bool {
    let texts: Vec<String> = texts.filter(|text| !text.is_empty()).map(fold).collect();
    let there = |term: &Term| texts.iter().any(|text| term.stands_in(text));
    !terms.is_empty() && terms.iter().all(there)
}

impl Term {
    /// Whether its words stand in a folded text.
    fn stands_in(&self, text: &str) -> bool {
        let (Some(first), bytes) = (self.words.first(), text.as_bytes()) else { return false };
        let edge = |at: usize| bytes.get(at).is_none_or(|byte| *byte == b' ');
        text.match_indices(first.as_str()).any(|(at, _)| {
            let starts = at.checked_sub(1).is_none_or(edge);
            let mut rest = text.get(at..).unwrap_or_default();
            starts
                && self.words.iter().enumerate().all(|(number, word)| {
                    let next = if number == 0 {
                        rest.strip_prefix(word.as_str())
                    } else {
                        rest.strip_prefix(' ').and_then(|rest| rest.strip_prefix(word.as_str()))
                    };
                    next.map(|next| rest = next).is_some()
                })
                && (self.begun || edge(text.len().saturating_sub(rest.len())))
        })
    }
}

fn text(value: &Value) -> Option<&str> {
    match value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

fn sqlite_query(table: &str, columns: &str) -> String {
    let texts =
        if columns.is_empty() { String::new() } else { format!("JOIN {table} t ON t.rowid = f.rowid ") };
    format!(
        "SELECT f.rowid AS id{columns} FROM {table}_fts f {texts}\
         WHERE f.{table}_fts MATCH ?1 AND f.rowid < ?2 ORDER BY f.rowid DESC LIMIT ?3"
    )
}

/// Of a table that is gathered only rare words are asked for: PostgreSQL thinks them frequent, and would look for them row
/// by row from the newest on, if its way through the index were not a step of its own.
fn postgres_query(full_text: &FullText, columns: &str, key: &str) -> String {
    let table = &full_text.table;
    if full_text.gathered {
        return format!(
            "WITH found AS MATERIALIZED (SELECT {key} AS id FROM {table} WHERE full_text @@ to_tsquery('simple', ?1)) \
             SELECT t.{key} AS id{columns} FROM found JOIN {table} t ON t.{key} = found.id \
             WHERE found.id < ?2 ORDER BY found.id DESC LIMIT ?3"
        );
    }
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
    use super::{fits, parse, postgres_match, sqlite_match};

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
    fn a_row_fits_as_the_index_would_tell() {
        let fits = |query: &str, texts: &[&str]| fits(&parse(query), texts.iter().copied());
        assert!(fits("МАКЕТ цін", &["Розмова: ціна, макет", ""]));
        assert!(fits("\"ціна макет\"", &["Розмова: ціна, макет"]));
        assert!(fits("olena@imp", &["", "Olena@import.example"]));
        for query in ["акет", "\"цін\"", "\"макет ціна\"", "ціна шильда", "", "-"] {
            assert!(!fits(query, &["Розмова: ціна, макет"]), "{query}");
        }
    }
}
