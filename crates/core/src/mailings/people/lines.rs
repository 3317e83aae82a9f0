//! People out of the rows of a list: which column is the e-mail, which the phone, which the name, whatever the order.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Imported;
use crate::{Error, Result, clients};

/// Rows that are looked at to tell what a column holds.
const LOOKED_AT: usize = 50;
/// Columns that a text may use.
const MOST_COLUMNS: usize = 50;
/// What the people of a list may hold in memory, in bytes: some hundred thousand with several columns fit.
const MOST_HELD: usize = 256 * 1024 * 1024;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Email,
    Phone,
    Name,
    Other,
}

/// The people of some rows, made as the rows come, so that no list is held twice. A first row in which stands neither an
/// e-mail nor a phone gives the columns their titles.
pub struct People {
    /// The first rows, as long as nobody knows what their columns hold.
    first: Vec<Vec<String>>,
    columns: Option<Columns>,
    people: Vec<Imported>,
    held: usize,
    most: usize,
}

struct Columns {
    kinds: Vec<Column>,
    titles: Vec<Arc<str>>,
}

impl Default for People {
    fn default() -> Self {
        Self { first: Vec::new(), columns: None, people: Vec::new(), held: 0, most: MOST_HELD }
    }
}

impl People {
    /// Takes the next row. The error `file_too_big` where the list holds more than memory is there for.
    pub fn row(&mut self, row: Vec<String>) -> Result<()> {
        if self.columns.is_some() {
            return self.add(&row);
        }
        self.first.push(row);
        if self.first.len() > LOOKED_AT { self.settle() } else { Ok(()) }
    }

    pub fn finish(mut self) -> Result<Vec<Imported>> {
        self.settle()?;
        Ok(self.people)
    }

    pub fn len(&self) -> usize {
        self.first.len() + self.people.len()
    }

    /// Decides what the columns hold, and makes people of the rows that waited for it.
    fn settle(&mut self) -> Result<()> {
        let rows = std::mem::take(&mut self.first);
        let titled =
            rows.first().is_some_and(|first| !first.iter().any(|cell| is_email(cell) || is_phone(cell)));
        let body = rows.get(usize::from(titled)..).unwrap_or_default();
        if self.columns.is_none() {
            let titles: Vec<Arc<str>> = match rows.first().filter(|_| titled) {
                Some(first) => first.iter().map(|title| Arc::from(title.trim())).collect(),
                None => Vec::new(),
            };
            let width = rows.iter().map(Vec::len).max().unwrap_or(0);
            self.columns = Some(Columns { kinds: kinds(body, width), titles });
        }
        body.iter().try_for_each(|row| self.add(row))
    }

    fn add(&mut self, row: &[String]) -> Result<()> {
        let Some(columns) = &self.columns else { return Ok(()) };
        let person = person(row, columns);
        self.held += weight(&person);
        if self.held > self.most {
            return Err(Error::FileTooBig { most: self.most as i64 });
        }
        self.people.push(person);
        Ok(())
    }
}

/// About how many bytes a person holds.
fn weight(person: &Imported) -> usize {
    let own = person.name.len() + person.email.len() + person.phone.len();
    let columns: usize = person.columns.values().map(|value| value.len() + 64).sum();
    std::mem::size_of::<Imported>() + own + columns
}

/// The first column of each kind; a column of words is the name.
fn kinds(body: &[Vec<String>], width: usize) -> Vec<Column> {
    let share = |column: usize, is: fn(&str) -> bool| {
        let filled = body
            .iter()
            .take(LOOKED_AT)
            .filter_map(|row| row.get(column))
            .filter(|cell| !cell.trim().is_empty());
        let (mut yes, mut all) = (0_usize, 0_usize);
        for cell in filled {
            all += 1;
            yes += usize::from(is(cell));
        }
        yes * 2 > all
    };
    let mut kinds = vec![Column::Other; width];
    for (kind, is) in
        [(Column::Email, is_email as fn(&str) -> bool), (Column::Phone, is_phone), (Column::Name, is_words)]
    {
        let free = |column: &usize| kinds.get(*column) == Some(&Column::Other);
        let found = (0..width).filter(free).find(|column| share(*column, is));
        if let Some(place) = found.and_then(|column| kinds.get_mut(column)) {
            *place = kind;
        }
    }
    kinds
}

fn person(row: &[String], columns: &Columns) -> Imported {
    let mut one = Imported { columns: BTreeMap::new(), ..Imported::default() };
    for (at, cell) in row.iter().enumerate() {
        let cell = cell.trim();
        // A column of which the first rows had nothing is one of the others.
        match columns.kinds.get(at).copied().unwrap_or(Column::Other) {
            Column::Email => one.email = address(cell).to_owned(),
            Column::Phone => one.phone = cell.to_owned(),
            Column::Name => one.name = cell.to_owned(),
            Column::Other => {}
        }
        let title = columns.titles.get(at).filter(|title| !title.is_empty());
        if let Some(title) = title.filter(|_| one.columns.len() < MOST_COLUMNS) {
            one.columns.insert(Arc::clone(title), cell.to_owned());
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
    (7..=16).contains(&digits)
        && cell.chars().all(|sign| sign.is_ascii_digit() || "+-() .\u{a0}".contains(sign))
}

fn is_words(cell: &str) -> bool {
    cell.chars().any(char::is_alphabetic) && !is_email(cell)
}

/// The rows of pasted text: cells stand apart by tabs, semicolons or commas, whichever the first lines have most of.
pub fn rows(text: &str) -> Vec<Vec<String>> {
    let first: String = text.lines().take(20).collect::<Vec<_>>().join("\n");
    let count = |sign: char| first.matches(sign).count();
    let delimiter =
        ['\t', ';', ','].into_iter().max_by_key(|sign| (count(*sign) > 0, *sign == '\t', count(*sign)));
    let mut reader = csv::ReaderBuilder::new();
    reader.has_headers(false).flexible(true).delimiter(delimiter.map_or(b';', |sign| sign as u8));
    let text = text.trim_start_matches('\u{feff}');
    let records = reader.from_reader(text.as_bytes()).into_records();
    records
        // What is no text was no text before either: the source is a string.
        .filter_map(std::result::Result::ok)
        .map(|record| record.iter().map(str::to_owned).collect::<Vec<String>>())
        .filter(|row| row.iter().any(|cell| !cell.trim().is_empty()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(rows: Vec<Vec<String>>) -> Vec<Imported> {
        let mut people = People::default();
        rows.into_iter().try_for_each(|row| people.row(row)).unwrap();
        people.finish().unwrap()
    }

    fn read(text: &str) -> Vec<(String, String, String)> {
        people(rows(text)).into_iter().map(|one| (one.name, one.email, one.phone)).collect()
    }

    fn one(name: &str, email: &str, phone: &str) -> (String, String, String) {
        (name.to_owned(), email.to_owned(), phone.to_owned())
    }

    /// S2: lists as people have them.
    #[test]
    fn s2_columns_are_told_by_what_stands_in_them() {
        assert_eq!(
            read("ira@x.example\npetro@x.example"),
            [one("", "ira@x.example", ""), one("", "petro@x.example", "")]
        );
        assert_eq!(
            read(
                "Телефон;Ім'я;Пошта;Сума\n050 123-45-67;Ірина;ira@x.example;1 200,50\n;Петро;petro@x.example;7\n"
            ),
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
        let list = people(rows("email;Борг\nira@x.example;1200\n"));
        assert_eq!(list[0].columns.get("Борг").map(String::as_str), Some("1200"));
        assert!(people(rows("ira@x.example;1200\n"))[0].columns.is_empty());
    }

    /// S2: what the columns hold is told by the first rows, and the others are read as they come; a list that is larger
    /// than memory is there for ends with an error.
    #[test]
    fn s2_a_long_list_is_read_as_it_comes_and_bounded() {
        let row = |n: usize| vec![format!("Ім'я {n}"), format!("a{n}@x.example"), "7".repeat(100)];
        let titles = || vec!["Хто".to_owned(), "Пошта".to_owned(), "Борг".to_owned()];
        let list = people(std::iter::once(titles()).chain((0..500).map(row)).collect());
        assert_eq!((list.len(), list[499].email.as_str()), (500, "a499@x.example"));
        let title = |n: usize| list[n].columns.keys().next().unwrap().clone();
        assert!(Arc::ptr_eq(&title(0), &title(499)), "titles are there once");
        let mut small = People { most: 50_000, ..People::default() };
        let error = std::iter::once(titles()).chain((0..500).map(row)).try_for_each(|row| small.row(row));
        assert_eq!(error.unwrap_err().code(), "file_too_big");
        assert!(small.len() < 200);
    }
}
