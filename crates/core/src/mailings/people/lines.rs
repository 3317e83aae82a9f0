//! People out of the rows of a list: which column is the e-mail, which the phone, which the name, whatever the order.

use std::collections::BTreeMap;

use super::Imported;
use crate::clients;

/// Rows that are looked at to tell what a column holds.
const LOOKED_AT: usize = 50;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Email,
    Phone,
    Name,
    Other,
}

/// The people of some rows. A first row in which stands neither an e-mail nor a phone gives the columns their titles.
pub fn people(rows: &[Vec<String>]) -> Vec<Imported> {
    let titled = rows.first().is_some_and(|first| !first.iter().any(|cell| is_email(cell) || is_phone(cell)));
    let body = rows.get(usize::from(titled)..).unwrap_or_default();
    let titles: Vec<String> = match rows.first().filter(|_| titled) {
        Some(first) => first.iter().map(|title| title.trim().to_owned()).collect(),
        None => Vec::new(),
    };
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let kinds: Vec<Column> = kinds(body, width);
    body.iter().map(|row| person(row, &kinds, &titles)).collect()
}

/// The first column of each kind; a column of words is the name.
fn kinds(body: &[Vec<String>], width: usize) -> Vec<Column> {
    let share = |column: usize, is: fn(&str) -> bool| {
        let filled = body.iter().take(LOOKED_AT).filter_map(|row| row.get(column)).filter(|cell| !cell.trim().is_empty());
        let (mut yes, mut all) = (0_usize, 0_usize);
        for cell in filled {
            all += 1;
            yes += usize::from(is(cell));
        }
        yes * 2 > all
    };
    let mut kinds = vec![Column::Other; width];
    for (kind, is) in [
        (Column::Email, is_email as fn(&str) -> bool),
        (Column::Phone, is_phone),
        (Column::Name, is_words),
    ] {
        let free = |column: &usize| kinds.get(*column) == Some(&Column::Other);
        let found = (0..width).filter(free).find(|column| share(*column, is));
        if let Some(place) = found.and_then(|column| kinds.get_mut(column)) {
            *place = kind;
        }
    }
    kinds
}

fn person(row: &[String], kinds: &[Column], titles: &[String]) -> Imported {
    let mut one = Imported { columns: BTreeMap::new(), ..Imported::default() };
    for (at, (cell, kind)) in row.iter().zip(kinds).enumerate() {
        let cell = cell.trim();
        match kind {
            Column::Email => one.email = address(cell).to_owned(),
            Column::Phone => one.phone = cell.to_owned(),
            Column::Name => one.name = cell.to_owned(),
            Column::Other => {}
        }
        if let Some(title) = titles.get(at).filter(|title| !title.is_empty()) {
            one.columns.insert(title.clone(), cell.to_owned());
        }
    }
    // `Ірина <ira@x.example>` in one cell.
    if one.name.is_empty()
        && let Some((name, _)) = row.iter().find_map(|cell| cell.split_once('<'))
    {
        one.name = name.trim().trim_matches('"').to_owned();
    }
    one
}

/// The address of a cell, which may have a name before it.
fn address(cell: &str) -> &str {
    match cell.split_once('<') {
        Some((_, rest)) => rest.trim_end().trim_end_matches('>').trim(),
        None => cell,
    }
}

fn is_email(cell: &str) -> bool {
    clients::looks_like_address(address(cell.trim()))
}

fn is_phone(cell: &str) -> bool {
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    (7..=16).contains(&digits) && cell.chars().all(|sign| sign.is_ascii_digit() || "+-() .\u{a0}".contains(sign))
}

fn is_words(cell: &str) -> bool {
    cell.chars().any(char::is_alphabetic) && !is_email(cell)
}

/// The rows of pasted text: cells stand apart by tabs, semicolons or commas, whichever the first lines have most of.
pub fn rows(text: &str) -> Vec<Vec<String>> {
    let first: String = text.lines().take(20).collect::<Vec<_>>().join("\n");
    let count = |sign: char| first.matches(sign).count();
    let delimiter = ['\t', ';', ','].into_iter().max_by_key(|sign| (count(*sign) > 0, *sign == '\t', count(*sign)));
    let mut reader = csv::ReaderBuilder::new();
    reader.has_headers(false).flexible(true).delimiter(delimiter.map_or(b';', |sign| sign as u8));
    let text = text.trim_start_matches('\u{feff}');
    let records = reader.from_reader(text.as_bytes()).into_records();
    records
        // What is no text was no text before either: the source is a string.
        .filter_map(Result::ok)
        .map(|record| record.iter().map(str::to_owned).collect::<Vec<String>>())
        .filter(|row| row.iter().any(|cell| !cell.trim().is_empty()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, String, String)> {
        people(&rows(text)).into_iter().map(|one| (one.name, one.email, one.phone)).collect()
    }

    fn one(name: &str, email: &str, phone: &str) -> (String, String, String) {
        (name.to_owned(), email.to_owned(), phone.to_owned())
    }

    /// S2: lists as people have them.
    #[test]
    fn s2_columns_are_told_by_what_stands_in_them() {
        assert_eq!(read("ira@x.example\npetro@x.example"), [one("", "ira@x.example", ""), one("", "petro@x.example", "")]);
        assert_eq!(
            read("Телефон;Ім'я;Пошта;Сума\n050 123-45-67;Ірина;ira@x.example;1 200,50\n;Петро;petro@x.example;7\n"),
            [one("Ірина", "ira@x.example", "050 123-45-67"), one("Петро", "petro@x.example", "")]
        );
        assert_eq!(
            read("\u{feff}Ірина <ira@x.example>, +380501234567\n"),
            [one("Ірина", "ira@x.example", "+380501234567")]
        );
        assert_eq!(read("0501234567\tІрина, Львів\n"), [one("Ірина, Львів", "", "0501234567")]);
        assert!(read("\n \n").is_empty());
    }

    #[test]
    fn s2_titled_columns_become_variables() {
        let list = people(&rows("email;Борг\nira@x.example;1200\n"));
        assert_eq!(list[0].columns.get("Борг").map(String::as_str), Some("1200"));
        assert!(people(&rows("ira@x.example;1200\n"))[0].columns.is_empty());
    }
}
