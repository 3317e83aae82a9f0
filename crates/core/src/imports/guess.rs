//! Which row holds the titles of a table, and what its columns are taken for: by what was chosen for such titles before,
//! by the titles themselves, and by what stands under them.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::target::Target;
use super::titles;
use super::values;
use crate::clients::fields::ClientField;
use crate::clients::looks_like_address;
use crate::phones;
use crate::sheets::read::Row;

/// Rows among which the titles are looked for: reports have some lines above them.
const TITLE_ROWS: usize = 15;

/// What was chosen for a file, by the titles of its columns.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Remembered {
    pub titles: Vec<String>,
    pub targets: Vec<Target>,
}

/// By what a header is known again.
pub fn header_key(titles: &[String]) -> String {
    let text = titles.iter().map(|title| titles::folded(title)).collect::<Vec<_>>().join("\n");
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The place of the row with the titles among the first ones; nothing where the table has none.
pub fn title_row(
    rows: &[Row],
    own: &[ClientField],
    remembered: &[Remembered],
    country: &str,
) -> Option<usize> {
    let chosen: HashSet<&str> = remembered
        .iter()
        .flat_map(|known| &known.titles)
        .map(String::as_str)
        .filter(|title| !title.is_empty())
        .collect();
    let has_content = |row: &Row| row.cells.iter().any(|cell| is_content(cell, country));
    let mut best = (0, None);
    for (place, row) in rows.iter().take(TITLE_ROWS).enumerate() {
        let filled = row.cells.iter().filter(|cell| !cell.trim().is_empty()).count();
        let says = |cell: &&String| {
            titles::target(cell).is_some()
                || is_own(cell, own)
                || chosen.contains(titles::folded(cell).as_str())
        };
        let known = row.cells.iter().filter(says).count();
        if has_content(row) {
            continue;
        }
        // One word alone says it only in the first row, and a report's own title is one cell of many.
        if (known > 1 || (known == 1 && place == 0 && filled > 0)) && known > best.0 {
            best = (known, Some(place));
        }
    }
    if best.1.is_some() {
        return best.1;
    }
    // Nothing that we know: still titles, where the first row has no content and those under it do.
    let first = rows.first()?;
    (rows.iter().skip(1).take(20).any(has_content) && !has_content(first)).then_some(0)
}

fn is_own(title: &str, own: &[ClientField]) -> bool {
    let folded = titles::folded(title);
    !folded.is_empty() && own.iter().any(|field| titles::folded(&field.name) == folded)
}

/// Whether a cell is a value and no title.
fn is_content(cell: &str, country: &str) -> bool {
    let text = cell.trim();
    looks_like_address(text) || looks_like_phone(text, country)
}

/// Whether this is a whole number, as it is written in the office's country.
fn looks_like_phone(text: &str, country: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits >= 7
        && text.len() < 40
        && text.chars().all(|sign| sign.is_ascii_digit() || "+-() .".contains(sign))
        && phones::read(text, country).is_some_and(|phone| phone.is_full())
}

/// What each column is taken for.
pub fn targets(
    titles: &[String],
    rows: &[Row],
    own: &[ClientField],
    remembered: &[Remembered],
    country: &str,
) -> Vec<Target> {
    let folded: Vec<String> = titles.iter().map(|title| titles::folded(title)).collect();
    let same = |known: &&Remembered| {
        known.titles.len() == folded.len()
            && known.titles.iter().zip(&folded).all(|(one, other)| one == other)
    };
    if !folded.iter().all(String::is_empty)
        && let Some(known) = remembered.iter().find(same)
    {
        return known.targets.iter().map(|target| still_there(*target, own)).collect();
    }
    let by_title: HashMap<&str, Target> = remembered
        .iter()
        .rev()
        .flat_map(|known| known.titles.iter().map(String::as_str).zip(known.targets.iter().copied()))
        .filter(|(title, _)| !title.is_empty())
        .collect();
    let mut found: Vec<Option<Target>> = titles
        .iter()
        .zip(&folded)
        .map(|(title, folded)| {
            let before = by_title.get(folded.as_str()).map(|target| still_there(*target, own));
            before.or_else(|| titles::target(title)).or_else(|| own_field(folded, own))
        })
        .collect();
    settle(titles, rows, own, &mut found);
    by_content(rows, country, &mut found);
    found.into_iter().map(Option::unwrap_or_default).collect()
}

fn still_there(target: Target, own: &[ClientField]) -> Target {
    match target {
        Target::Own(id) if !own.iter().any(|field| field.id == id && field.active) => Target::Ignored,
        target => target,
    }
}

fn own_field(folded: &str, own: &[ClientField]) -> Option<Target> {
    let field = own
        .iter()
        .find(|field| field.active && !folded.is_empty() && titles::folded(&field.name) == folded)?;
    Some(Target::Own(field.id))
}

/// What contradicts itself: a name beside the parts of one, a second column of a kind of which a card has one.
fn settle(titles: &[String], rows: &[Row], own: &[ClientField], found: &mut [Option<Target>]) {
    let has = |found: &[Option<Target>], target| found.contains(&Some(target));
    // "Ім'я" beside "Прізвище" is a given name.
    if has(found, Target::LastName) && !has(found, Target::FirstName) {
        for (title, target) in titles.iter().zip(found.iter_mut()) {
            if *target == Some(Target::Name)
                && ["імя", "имя", "name"].contains(&titles::folded(title).as_str())
            {
                *target = Some(Target::FirstName);
            }
        }
    }
    if has(found, Target::Name) {
        let named = found.iter().position(|target| *target == Some(Target::Name)).is_some_and(|column| {
            rows.iter().any(|row| row.cells.get(column).is_some_and(|cell| !cell.trim().is_empty()))
        });
        for target in found.iter_mut() {
            let part = matches!(target, Some(Target::FirstName | Target::LastName | Target::Patronymic));
            if (part && named) || (*target == Some(Target::Name) && !named) {
                *target = Some(Target::Ignored);
            }
        }
    }
    for column in 0..found.len() {
        let Some(target) = found.get(column).copied().flatten() else { continue };
        let before = found.get(..column).unwrap_or_default();
        if !target.takes_many() && before.contains(&Some(target)) {
            let folded = titles.get(column).map(|title| titles::folded(title)).unwrap_or_default();
            if let Some(place) = found.get_mut(column) {
                *place = Some(own_field(&folded, own).unwrap_or(Target::Ignored));
            }
        }
    }
}

/// Columns of which the titles say nothing, by what stands in most of their cells.
fn by_content(rows: &[Row], country: &str, found: &mut [Option<Target>]) {
    for column in 0..found.len() {
        if found.get(column).copied().flatten().is_some() {
            continue;
        }
        let cells: Vec<&str> = rows
            .iter()
            .filter_map(|row| row.cells.get(column))
            .filter_map(|cell| values::something(cell))
            .collect();
        let most = |fits: &dyn Fn(&str) -> bool| {
            !cells.is_empty() && cells.iter().filter(|cell| fits(cell)).count() * 10 >= cells.len() * 6
        };
        let target = if most(&|cell| {
            values::emails(cell).first().is_some_and(|address| looks_like_address(address))
        }) {
            Some(Target::Email)
        } else if most(&|cell| cell.split([',', ';', '/']).any(|part| looks_like_phone(part.trim(), country)))
        {
            Some(Target::Phone)
        } else {
            None
        };
        if let Some(place) = found.get_mut(column) {
            *place = target;
        }
    }
    // Somebody has to be named: the first column of words is it.
    let named = |target: &Option<Target>| {
        matches!(target, Some(Target::Name | Target::FirstName | Target::LastName | Target::Company))
    };
    if found.iter().any(named) {
        return;
    }
    let wordy = |column: usize| {
        let cells: Vec<&str> = rows
            .iter()
            .filter_map(|row| row.cells.get(column))
            .map(|cell| cell.trim())
            .filter(|cell| !cell.is_empty())
            .collect();
        let letters = |cell: &&&str| cell.chars().filter(|sign| sign.is_alphabetic()).count() >= 3;
        !cells.is_empty() && cells.iter().filter(letters).count() * 2 > cells.len()
    };
    let column = (0..found.len()).find(|column| found.get(*column) == Some(&None) && wordy(*column));
    if let Some(place) = column.and_then(|column| found.get_mut(column)) {
        *place = Some(Target::Name);
    }
}
