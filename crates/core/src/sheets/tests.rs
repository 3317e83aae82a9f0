//! What is written is read back by another's readers, to the letter.

use std::path::Path;

use calamine::{Data, Reader, open_workbook_auto};
use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::phones;

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 20).unwrap()
}

fn row() -> Vec<Cell<'static>> {
    vec![
        Cell::from("Їжак; \"колючий\", =1+1"),
        Cell::Number(12.5),
        Cell::Sum(-1200.0),
        Cell::Day(day()),
        Cell::Time(day().and_hms_opt(9, 5, 0).unwrap()),
        Cell::from("0501234567"),
    ]
}

const TITLES: [&str; 6] = ["Ім’я", "Знижка", "Сума", "День", "Час", "Телефон"];

fn table(path: &Path, format: Format) -> u64 {
    write(path, format, "Клієнти [2026]", &TITLES, [Ok(row()), Ok(vec![Cell::from("=cmd|'/c calc'!A0")])])
        .unwrap()
}

/// C2, C4: Excel opens the CSV by a double click: UTF-8 with its mark, semicolons, decimal commas.
#[test]
fn c4_csv_is_as_excel_wants_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.csv");
    assert_eq!(table(&path, Format::of(&path, Language::Uk)), 2);
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!(
        text,
        "\u{feff}Ім’я;Знижка;Сума;День;Час;Телефон\r\n\"Їжак; \"\"колючий\"\", =1+1\";12,5;-1200,00;2026-11-20;2026-11-20 09:05;0501234567\r\n'=cmd|'/c calc'!A0;;;;;\r\n"
    );
    table(&path, Format::of(&path, Language::En));
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(",12.5,-1200.00,2026-11-20,"), "{text}");
    // Only the table is left in the folder.
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn c4_xlsx_keeps_text_as_text_and_numbers_as_numbers() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.xlsx");
    table(&path, Format::of(&path, Language::Uk));
    let mut book = open_workbook_auto(&path).unwrap();
    assert_eq!(book.sheet_names(), ["Клієнти  2026"]);
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let cell = |row, column| sheet.get_value((row, column)).unwrap().clone();
    assert_eq!(cell(0, 0), Data::String("Ім’я".into()));
    assert_eq!(cell(1, 0), Data::String("Їжак; \"колючий\", =1+1".into()));
    assert_eq!((cell(1, 1), cell(1, 2)), (Data::Float(12.5), Data::Float(-1200.0)));
    let Data::DateTime(date) = cell(1, 3) else { panic!("{:?}", cell(1, 3)) };
    assert_eq!(date.as_datetime().unwrap().date(), day());
    assert_eq!(cell(1, 5), Data::String("0501234567".into()), "a phone keeps its zero");
    assert_eq!(cell(2, 0), Data::String("=cmd|'/c calc'!A0".into()), "text, and no formula");
    assert!(book.worksheet_formula("Клієнти  2026").unwrap().is_empty());
}

/// Whatever stands in a cell is safe in CSV, and a phone stays one.
#[test]
fn c4_cells_of_strangers_are_no_formulas() {
    for (text, safe) in [
        ("=1+1", "'=1+1"),
        ("+1+cmd|' /C calc'!A0", "'+1+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("＝1", "'＝1"),
        ("-12,5", "-12,5"),
        ("-", "'-"),
        ("+380501234567", "+380 50 123 4567"),
        ("+38 (050) 123-45-67", "+380 50 123 4567"),
        ("+49 30 901820", "+49 30 901820"),
        ("+1-2", "'+1-2"),
        ("'=1", "''=1"),
        ("п'ять", "п'ять"),
        ("'так'", "'так'"),
        ("", ""),
    ] {
        assert_eq!(guarded(text), safe, "{text:?}");
    }
}

/// A file that cannot be written says so, and what was there stays.
#[test]
fn c4_a_table_that_fails_leaves_the_older_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.csv");
    std::fs::write(&path, "older").unwrap();
    let rows = [Ok(row()), Err(Error::Stopped)];
    let failed = write(&path, Format::Csv(Delimiter::Comma), "x", &TITLES, rows);
    assert_eq!(failed.unwrap_err().code(), "stopped");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "older");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    let nowhere = folder.path().join("no/such/x.xlsx");
    let failed = write(&nowhere, Format::Xlsx, "x", &TITLES, [Ok(row())]);
    assert_eq!(failed.unwrap_err().code(), "io");
}

/// What no sheet takes: endless text, control signs, days before Excel's calendar.
#[test]
fn c4_xlsx_takes_what_excel_would_refuse() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.xlsx");
    let old = NaiveDate::from_ymd_opt(1871, 2, 25).unwrap();
    let cells = vec![
        Cell::from("я".repeat(100_000)),
        Cell::Day(old),
        Cell::Number(f64::NAN),
        Cell::from("a\u{1}b_x0041_"),
    ];
    write(&path, Format::Xlsx, "'[:]'", &["a", "b", "c", "d"], [Ok(cells)]).unwrap();
    let mut book = open_workbook_auto(&path).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let text = sheet.get_value((1, 0)).unwrap().to_string();
    assert_eq!((text.chars().count(), text.ends_with('…')), (32_767, true));
    assert_eq!(sheet.get_value((1, 1)).unwrap(), &Data::String("1871-02-25".into()));
    assert_eq!(sheet.get_value((1, 2)), Some(&Data::Empty));
}

/// More rows than a sheet holds go on on the next one, in the memory of a row.
#[test]
fn c4_a_million_rows_go_on_on_another_sheet() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.xlsx");
    let rows = (0..1_048_580_i64).map(|number| Ok(vec![Cell::from(number)]));
    assert_eq!(write(&path, Format::Xlsx, "Клієнти", &["№"], rows).unwrap(), 1_048_580);
    let mut book = open_workbook_auto(&path).unwrap();
    assert_eq!(book.sheet_names(), ["Клієнти", "Клієнти 2"]);
    let second = book.worksheet_range_at(1).unwrap().unwrap();
    assert_eq!(second.height(), 6);
    assert_eq!(second.get_value((5, 0)), Some(&Data::Float(1_048_579.0)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Taking the guard off gives back what was there, and a guarded cell begins with no sign of a formula.
    #[test]
    fn c4_guarding_is_undone_exactly(text in "('|=|\\+|-|@|\t|\r|[а-я]|[a-z0-9 ]){0,12}") {
        let safe = guarded(&text);
        let phone = phones::in_groups(&text).is_some();
        if !phone {
            prop_assert_eq!(unguarded(&safe), text.as_str());
        }
        let number = text.strip_prefix('-').is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
        prop_assert!(phone || number || !safe.starts_with(['=', '+', '-', '@', '\t', '\r']));
    }
}
