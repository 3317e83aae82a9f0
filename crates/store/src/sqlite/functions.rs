//! Functions that SQLite lacks or has for ASCII only. `lower`, `upper` and LIKE know Unicode, as PostgreSQL's do;
//! `store_fold` makes the indexed form of texts.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Result};

use crate::fold::{fold, small};
use crate::fulltext::{Folded, Term, fits, parse};

/// Texts that were folded before their transaction came, by "table.column" and the row's id.
pub(crate) type FoldedTexts = Arc<Mutex<HashMap<(String, i64), Folded>>>;

/// Registers the functions for one connection.
pub(crate) fn register(connection: &Connection, folded: &FoldedTexts) -> Result<()> {
    // Innocuous: triggers and indexes may call them although the schema is not trusted.
    let flags =
        FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    connection.create_scalar_function("lower", 1, flags, |context| {
        mapped(context, 0, |text| text.chars().map(small).collect())
    })?;
    connection.create_scalar_function("upper", 1, flags, |context| {
        mapped(context, 0, |text| text.chars().map(great).collect())
    })?;
    connection.create_scalar_function("store_fold", 1, flags, |context| mapped(context, 0, fold))?;
    let folded = Arc::clone(folded);
    connection.create_scalar_function("store_folded", 3, flags, move |context| {
        let (column, id, bytes): (String, i64, Option<i64>) =
            (context.get(0)?, context.get(1)?, context.get(2)?);
        let known = folded.lock().unwrap_or_else(PoisonError::into_inner).remove(&(column, id));
        Ok(known.and_then(|known| known.form(bytes?)))
    })?;
    connection.create_scalar_function("store_holds", -1, flags, held)?;
    connection.create_scalar_function("like", 2, flags, |context| matched(context, Some('\\')))?;
    connection.create_scalar_function("like", 3, flags, |context| {
        let escape = text(context.get_raw(2)).and_then(|text| text.chars().next());
        matched(context, escape)
    })
}

fn mapped(context: &Context<'_>, at: usize, map: impl Fn(&str) -> String) -> Result<Option<String>> {
    match context.get_raw(at) {
        ValueRef::Null => Ok(None),
        ValueRef::Integer(number) => Ok(Some(number.to_string())),
        ValueRef::Real(number) => Ok(Some(number.to_string())),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => Ok(Some(map(&String::from_utf8_lossy(bytes)))),
    }
}

/// `store_holds(query, text, …)`: what the index would tell of one row.
fn held(context: &Context<'_>) -> Result<bool> {
    let terms = context.get_or_create_aux(0, |query| {
        Ok::<Vec<Term>, Unreadable>(text(query).map(|query| parse(&query)).unwrap_or_default())
    })?;
    let texts: Vec<Cow<'_, str>> = (1..context.len()).filter_map(|at| text(context.get_raw(at))).collect();
    Ok(fits(&terms, texts.iter().map(AsRef::as_ref)))
}

/// `subject LIKE pattern` comes as `like(pattern, subject)`.
fn matched(context: &Context<'_>, escape: Option<char>) -> Result<Option<bool>> {
    let Some(subject) = text(context.get_raw(1)) else { return Ok(None) };
    // A pattern that is the same for every row is taken apart once.
    let pattern = context.get_or_create_aux(0, |pattern| {
        Ok::<_, Unreadable>(text(pattern).map(|pattern| Pattern::new(&pattern, escape)))
    })?;
    Ok(pattern.as_ref().as_ref().map(|pattern| pattern.fits(&subject)))
}

fn text(value: ValueRef<'_>) -> Option<Cow<'_, str>> {
    match value {
        ValueRef::Null => None,
        ValueRef::Integer(number) => Some(number.to_string().into()),
        ValueRef::Real(number) => Some(number.to_string().into()),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => Some(String::from_utf8_lossy(bytes)),
    }
}

/// What [`Context::get_or_create_aux`] asks for: any value makes a pattern.
type Unreadable = std::convert::Infallible;

fn great(c: char) -> char {
    let mut upper = c.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(only), None) => only,
        _ => c,
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Sign {
    Any,
    One,
    Is(char),
}

fn signs(pattern: &str, escape: Option<char>) -> Vec<Sign> {
    let mut signs = Vec::new();
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        if Some(c) == escape {
            // An escape at the very end stands for itself.
            signs.push(Sign::Is(small(chars.next().unwrap_or(c))));
            continue;
        }
        match c {
            '%' if signs.last() == Some(&Sign::Any) => {}
            '%' => signs.push(Sign::Any),
            '_' => signs.push(Sign::One),
            c => signs.push(Sign::Is(small(c))),
        }
    }
    signs
}

/// A pattern taken apart.
enum Pattern {
    /// `%words%`, in small letters: by far the most frequent, and looked for in every row of a table.
    Holds(Vec<char>),
    Any(Vec<Sign>),
}

impl Pattern {
    fn new(pattern: &str, escape: Option<char>) -> Pattern {
        let signs = signs(pattern, escape);
        let words = match signs.as_slice() {
            [Sign::Any, words @ .., Sign::Any] if !words.is_empty() => words
                .iter()
                .map(|sign| if let Sign::Is(letter) = sign { Some(*letter) } else { None })
                .collect::<Option<Vec<char>>>(),
            _ => None,
        };
        words.map_or(Pattern::Any(signs), Pattern::Holds)
    }

    /// Whether the text fits, letter case aside.
    fn fits(&self, subject: &str) -> bool {
        match self {
            Pattern::Holds(words) => holds(words, subject),
            Pattern::Any(signs) => like(signs, subject),
        }
    }
}

fn holds(words: &[char], subject: &str) -> bool {
    let Some((first, others)) = words.split_first() else { return true };
    let mut rest = subject.chars();
    while let Some(sign) = rest.next() {
        if small(sign) == *first {
            let mut following = rest.clone();
            if others.iter().all(|want| following.next().is_some_and(|sign| small(sign) == *want)) {
                return true;
            }
        }
    }
    false
}

/// Goes back only to the latest `%`, so that no pattern takes more than length times length steps.
fn like(pattern: &[Sign], subject: &str) -> bool {
    let mut rest = subject.chars();
    let mut at = 0;
    let mut back: Option<(usize, std::str::Chars<'_>)> = None;
    loop {
        if pattern.get(at) == Some(&Sign::Any) {
            at = at.saturating_add(1);
            if at >= pattern.len() {
                return true;
            }
            back = Some((at, rest.clone()));
            continue;
        }
        let mut next = rest.clone();
        let fits = match (pattern.get(at), next.next()) {
            (None, None) => return true,
            (Some(Sign::One), Some(_)) => true,
            (Some(Sign::Is(want)), Some(c)) => small(c) == *want,
            _ => false,
        };
        if fits {
            rest = next;
            at = at.saturating_add(1);
            continue;
        }
        // The latest `%` takes one sign more; without one, or with none left, it does not fit.
        let Some((after, mut from)) = back.take() else { return false };
        if from.next().is_none() {
            return false;
        }
        at = after;
        rest = from.clone();
        back = Some((after, from));
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn patterns_fit_as_they_should() {
        let fits = |pattern: &str, subject: &str| Pattern::new(pattern, Some('\\')).fits(subject);
        for (pattern, subject) in [
            ("%", ""),
            ("", ""),
            ("їж%", "ЇЖАК"),
            ("%АК", "їжак"),
            ("_жа_", "їжак"),
            ("%а%а%", "барабан"),
            ("100\\%", "100%"),
            ("a%b%c", "aXbXbXc"),
            ("%%x", "x"),
            ("\\_", "_"),
            ("a\\", "a\\"),
            ("%їЖа%", "Великий ЇЖАК"),
            ("%ab%", "aab"),
            ("%100\\%%", "знижка 100%!"),
        ] {
            assert!(fits(pattern, subject), "{pattern} {subject}");
        }
        for (pattern, subject) in [
            ("", "a"),
            ("а", "аб"),
            ("100\\%", "1000"),
            ("_", ""),
            ("%в", "їжак"),
            ("й", "и"),
            ("\\_", "a"),
            ("%ab%", "a"),
            ("%_b%", "b"),
        ] {
            assert!(!fits(pattern, subject), "{pattern} {subject}");
        }
        assert!(!fits(&"%a".repeat(50), &"a".repeat(49)));
        assert!(!fits(&format!("{}b", "a%".repeat(100)), &"a".repeat(20_000)));
    }
}
