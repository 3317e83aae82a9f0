//! Files as other programs make them, and files that nobody should make.

use std::io::Write;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::*;

/// A file of another program, from `tests/imports`.
fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/imports").join(name)
}

fn rows(path: &Path) -> Vec<(u64, Vec<String>)> {
    let source = open(path).unwrap();
    source.head(usize::MAX).unwrap().into_iter().map(|row| (row.line, row.cells)).collect()
}

fn written(bytes: &[u8]) -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    file
}

fn refused(bytes: &[u8]) -> String {
    match open(written(bytes).path()) {
        Ok(source) => panic!("taken for {:?}", source.kind),
        Err(error) => error.code().to_owned(),
    }
}

/// C4: charset and delimiter of every program's file are found.
#[test]
fn c4_every_programs_file_is_known() {
    for (name, kind, encoding, delimiter) in [
        ("excel-windows-1251.csv", FileKind::Csv, "windows-1251", Delimiter::Semicolon),
        ("excel-unicode.txt", FileKind::Csv, "UTF-16LE", Delimiter::Tab),
        ("koi8-u.csv", FileKind::Csv, "KOI8-U", Delimiter::Semicolon),
        ("google-contacts.csv", FileKind::Csv, "UTF-8", Delimiter::Comma),
        ("outlook.csv", FileKind::Csv, "windows-1251", Delimiter::Comma),
        ("google-contacts.vcf", FileKind::Vcard, "UTF-8", Delimiter::Comma),
        ("iphone.vcf", FileKind::Vcard, "UTF-8", Delimiter::Comma),
        ("old-phone.vcf", FileKind::Vcard, "UTF-8", Delimiter::Comma),
        ("report.xlsx", FileKind::Xlsx, "UTF-8", Delimiter::Comma),
        ("excel-97.xls", FileKind::Xls, "UTF-8", Delimiter::Comma),
        ("libreoffice.ods", FileKind::Ods, "UTF-8", Delimiter::Comma),
    ] {
        let source = open(&fixture(name)).unwrap();
        assert_eq!(
            (source.kind, source.encoding.name(), source.delimiter),
            (kind, encoding, delimiter),
            "{name}"
        );
        assert_eq!(source.sha256.len(), 64);
    }
}

/// C4: cells come as they are, line breaks and quotes among them, with the line they begin on.
#[test]
fn c4_rows_of_a_csv_have_their_lines() {
    let found = rows(&fixture("excel-windows-1251.csv"));
    assert_eq!(found[0].1[0], "ПІБ");
    assert_eq!((found[1].0, found[1].1[0].as_str()), (2, "Мельник Ірина Петрівна"));
    assert_eq!(found[1].1[1], "050 123-45-67; 067 220-11-45");
    assert_eq!(found[1].1[8], "Дзвонити після 15:00\r\nпросила \"без спаму\"");
    assert_eq!((found[2].0, found[2].1[0].as_str()), (4, "ТОВ «Світанок»"), "after a cell of two lines");
    assert_eq!(found[3].1[0], "Ґалаґан Їжакевич");
    assert_eq!((found.len(), found[5].0), (6, 8), "the empty line is passed over and counted");
}

#[test]
fn c4_books_give_what_one_sees_in_them() {
    let report = open(&fixture("report.xlsx")).unwrap();
    assert_eq!(report.sheets, ["Клієнти", "Порожній"], "hidden sheets are none");
    let found = rows(&fixture("report.xlsx"));
    let line = |number: u64| found.iter().find(|row| row.0 == number).unwrap().1.clone();
    assert_eq!(line(4)[1], "Найменування");
    assert_eq!(
        line(5),
        [
            "1",
            "Дмитренко Василь",
            "380501110022",
            "vasyl@dmytrenko.example",
            "Суми",
            "1970-05-06",
            "7.5",
            "Олена",
            "true"
        ]
    );
    assert_eq!(line(7)[2], "+380 68 000 11 22");
    let old = rows(&fixture("excel-97.xls"));
    assert_eq!(old[1].1, ["Лілія", "Гончар", "0957778899", "1982-02-03", "стара клієнтка"]);
    assert_eq!(old[2].1[2], "380957778800");
    let office = rows(&fixture("libreoffice.ods"));
    assert_eq!(office[1].1, ["Павел Громов", "8 050 999-88-77", "pavel@gromov.example", "1979-09-09", "3"]);
}

#[test]
fn c4_cards_are_rows() {
    let column = |name: &str| CARD_COLUMNS.iter().position(|column| *column == name).unwrap();
    let found = rows(&fixture("iphone.vcf"));
    let cell = |name: &str| found[0].1[column(name)].as_str();
    assert_eq!(cell("FN"), "Богдан Шевчук");
    assert_eq!(cell("TEL"), "063 222-33-44\n+380 44 555 66 77");
    assert_eq!((cell("EMAIL"), cell("BDAY")), ("bohdan@litera.example", "--03-15"));
    assert_eq!((cell("ADR-CITY"), cell("ADR")), ("Бровари", "вул. Лісова, 5\nкв. 12, 07400, Україна"));
    assert_eq!(
        (cell("ORG"), cell("NOTE")),
        ("Друкарня «Літера», відділ продажу", "Перший рядок\nдругий рядок")
    );
    let old = rows(&fixture("old-phone.vcf"));
    assert_eq!(
        (old[0].1[column("FN")].as_str(), old[1].1[column("FN")].as_str()),
        ("Ольга Романюк", "Семен Кравець")
    );
    assert_eq!(old[0].1[column("NOTE")], "Замовляє таблички щороку, просить рахунок наперед");
    assert_eq!(old[0].1[column("TEL")], "+380501234599\n0442345678");
    let google = rows(&fixture("google-contacts.vcf"));
    assert_eq!((google[0].0, google[1].0), (1, 16));
    assert_eq!(google[0].1[column("CATEGORIES")], "Клієнти\nmyContacts");
}

/// C4: what is no table says so, whatever it is named.
#[test]
fn c4_other_files_are_refused() {
    for (bytes, code) in [
        (&b"%PDF-1.7\n1 0 obj"[..], "not_a_table"),
        (b"\x89PNG\r\n\x1a\n0000", "not_a_table"),
        (b"<html><table><tr><td>x</td></tr></table></html>", "not_a_table"),
        ("\u{feff}<?xml version=\"1.0\"?><Workbook/>".as_bytes(), "not_a_table"),
        (b"", "file_empty"),
        (b" \r\n\r\n", "file_empty"),
        (b"PK\x03\x04 and no archive", "file_damaged"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 cut off", "file_damaged"),
        (b"\x00\x01\x02\x03\x04\x05\x06\x07\x00\x01\x02\x03", "not_a_table"),
        (b"SQLite format 3\0\x10\x00", "not_a_table"),
    ] {
        assert_eq!(refused(bytes), code, "{:?}", String::from_utf8_lossy(bytes));
    }
    assert_eq!(open(Path::new("/no/such/file.csv")).unwrap_err().code(), "io");
    assert_eq!(open(&std::env::temp_dir()).unwrap_err().code(), "not_a_table");
}

type Part<'a> = (&'a str, &'a dyn Fn(&mut dyn Write));

fn archive(parts: &[Part]) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().unwrap();
    let mut archive = zip::ZipWriter::new(file.reopen().unwrap());
    for (name, write) in parts {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        write(&mut archive);
    }
    archive.finish().unwrap();
    file
}

const BOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const ROOT: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

fn book(sheet: &dyn Fn(&mut dyn Write), strings: &dyn Fn(&mut dyn Write)) -> tempfile::NamedTempFile {
    let text = |text: &'static str| move |out: &mut dyn Write| out.write_all(text.as_bytes()).unwrap();
    archive(&[
        ("_rels/.rels", &text(ROOT)),
        ("xl/workbook.xml", &text(BOOK)),
        ("xl/_rels/workbook.xml.rels", &text(RELATIONS)),
        ("xl/sharedStrings.xml", strings),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

fn many(out: &mut dyn Write, before: &str, piece: &[u8], times: usize, after: &str) {
    out.write_all(before.as_bytes()).unwrap();
    for _ in 0..times {
        out.write_all(piece).unwrap();
    }
    out.write_all(after.as_bytes()).unwrap();
}

/// C4: a small archive that unpacks to gigabytes, a text without an end, more texts than there are, a sheet of a
/// billion cells: each is refused before it fills the memory.
#[test]
fn c4_bombs_do_not_burst() {
    let spaces = vec![b' '; 1024 * 1024];
    let no_strings =
        |out: &mut dyn Write| out.write_all(b"<sst count=\"0\" uniqueCount=\"0\"></sst>").unwrap();
    let small = |out: &mut dyn Write| {
        out.write_all(
            b"<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>",
        )
        .unwrap()
    };
    let fine = book(&small, &no_strings);
    assert_eq!(rows(fine.path()), [(1, vec!["1".to_owned()])]);
    let texts = book(&small, &|out| {
        many(out, "<sst>", b"<si><t>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</t></si>", 6_000_000, "</sst>")
    });
    let endless = book(
        &|out| {
            many(
                out,
                "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>",
                &spaces,
                3,
                "</t></is></c></row></sheetData></worksheet>",
            )
        },
        &no_strings,
    );
    let pieces = book(
        &|out| {
            many(
                out,
                "<worksheet><sheetData><row><c t=\"inlineStr\"><is>",
                b"<r><t>aaaaaaaaaaaaaaaaaaaaaaaaaa</t></r>",
                300_000,
                "</is></c></row></sheetData></worksheet>",
            )
        },
        &no_strings,
    );
    let promised = book(&small, &|out| {
        out.write_all(b"<sst uniqueCount=\"99999999999\"><si><t>a</t></si></sst>").unwrap()
    });
    for (name, file, code) in [
        ("texts", &texts, "file_too_big"),
        ("endless", &endless, "file_too_big"),
        ("pieces", &pieces, "file_too_big"),
        ("promised", &promised, "file_damaged"),
    ] {
        assert!(file.as_file().metadata().unwrap().len() < 8_000_000, "{name} is small on the disk");
        assert_eq!(open(file.path()).unwrap_err().code(), code, "{name}");
    }
    let far = book(
        &|out| {
            out.write_all(b"<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row></sheetData></worksheet>").unwrap()
        },
        &no_strings,
    );
    let found = open(far.path()).unwrap().head(9).unwrap();
    assert_eq!(found[1].broken.as_ref().unwrap().code(), "too_many_columns");
    let content = |cells: &'static str| {
        move |out: &mut dyn Write| {
            write!(out, "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body><office:spreadsheet><table:table table:name=\"A\">{cells}</table:table></office:spreadsheet></office:body></office:document-content>").unwrap();
        }
    };
    let ods = |cells| {
        archive(&[
            ("mimetype", &|out: &mut dyn Write| {
                out.write_all(b"application/vnd.oasis.opendocument.spreadsheet").unwrap()
            }),
            ("content.xml", &content(cells)),
            ("META-INF/manifest.xml", &|out: &mut dyn Write| out.write_all(b"<m/>").unwrap()),
        ])
    };
    let repeated = ods(
        "<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell office:value-type=\"float\" office:value=\"1\" table:number-columns-repeated=\"16384\"><text:p>1</text:p></table:table-cell></table:table-row>",
    );
    assert_eq!(open(repeated.path()).unwrap_err().code(), "file_too_big");
}

/// C4: what is cut off in the middle gives its whole rows or says that it is damaged; nothing panics.
#[test]
fn c4_truncated_files_end_as_errors() {
    for name in [
        "report.xlsx",
        "excel-97.xls",
        "libreoffice.ods",
        "iphone.vcf",
        "excel-windows-1251.csv",
        "excel-unicode.txt",
    ] {
        let bytes = std::fs::read(fixture(name)).unwrap();
        for parts in 1..40 {
            let cut = written(&bytes[..bytes.len() * parts / 40]);
            if let Ok(source) = open(cut.path())
                && let Err(error) = source.head(usize::MAX)
            {
                assert!(["file_damaged", "io"].contains(&error.code()), "{name} {parts}: {error}");
            }
        }
    }
    let cut = written(b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:\xD0\x86\xD1\x80");
    assert_eq!(open(cut.path()).unwrap().head(9).unwrap()[0].broken.as_ref().unwrap().code(), "card_damaged");
}

/// C4: a line of ten megabytes, a million columns, a quotation mark that is never closed, NUL: the rows around them come.
#[test]
fn c4_monstrous_rows_are_told_and_passed_over() {
    let mut text = String::from("Ім'я;Телефон\n");
    text.push_str(&"я".repeat(5 * 1024 * 1024));
    text.push_str(";1\n");
    text.push_str(&";".repeat(1_000_000));
    text.push_str("\nОлена\u{0};050\n");
    let file = written(text.as_bytes());
    let source = open(file.path()).unwrap();
    assert_eq!(source.delimiter, Delimiter::Semicolon);
    let found = source.head(9).unwrap();
    let told: Vec<(u64, Option<&str>)> =
        found.iter().map(|row| (row.line, row.broken.as_ref().map(Error::code))).collect();
    assert_eq!(told, [(1, None), (2, Some("cell_too_long")), (3, Some("too_many_columns")), (4, None)]);
    assert_eq!(found[3].cells, ["Олена", "050"]);
    let mut open_quote = b"a,b\n1,2\n3,\"".to_vec();
    open_quote.extend(std::iter::repeat_n(&b"x,y\n"[..], 2_000_000).flatten());
    let file = written(&open_quote);
    let found = open(file.path()).unwrap().head(9).unwrap();
    assert_eq!((found.len(), found[2].line), (3, 3));
    assert_eq!(found[2].broken.as_ref().unwrap().code(), "cell_too_long");
}

/// C4: a file that another program writes on while it is read is not half imported.
#[test]
fn c4_a_file_that_changes_is_told() {
    let mut file = written(b"a,b\n1,2\n");
    let source = open(file.path()).unwrap();
    file.write_all(b"3,4\n").unwrap();
    assert_eq!(source.head(9).unwrap_err().code(), "file_changed");
}

const WORDS: [&str; 12] = [
    "Ірина Мельник",
    "вул. Січових Стрільців, 12",
    "Олександр Їжакевич",
    "Київ",
    "Семён Щукин",
    "постійна, акрил",
    "просить рахунок наперед",
    "Ґанна; сестра",
    "ТОВ «Світанок»",
    "Дніпро",
    "відділ продажу",
    "Эльвира Юрьевна",
];

fn table() -> impl Strategy<Value = Vec<Vec<String>>> {
    let cell = prop_oneof![
        4 => prop::sample::select(&WORDS[..]).prop_map(str::to_owned),
        1 => "0[0-9]{9}".prop_map(|text| text),
        1 => "[0-9]{1,3},[0-9]{2}".prop_map(|text| text),
        1 => Just(String::new()),
    ];
    // The first column is a name: no line of it is empty.
    let row = move |width: usize| {
        (prop::sample::select(&WORDS[..8]), prop::collection::vec(cell.clone(), width - 1))
            .prop_map(|(first, rest)| std::iter::once(first.to_owned()).chain(rest).collect::<Vec<_>>())
    };
    (2_usize..7).prop_flat_map(move |width| prop::collection::vec(row(width), 4..20))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// C4: whatever charset and delimiter a table is written in, both are found and the cells come back to the letter.
    #[test]
    fn c4_charset_and_delimiter_are_found(
        table in table(),
        delimiter in prop::sample::select(&[b',', b';', b'\t'][..]),
        charset in prop::sample::select(&["utf-8", "bom", "windows-1251", "koi8-u", "utf-16le", "utf-16be", "utf-16le without"][..]),
    ) {
        let mut out = csv::WriterBuilder::new().delimiter(delimiter).flexible(true).terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        for row in &table {
            out.write_record(row).unwrap();
        }
        let text = String::from_utf8(out.into_inner().unwrap()).unwrap();
        // KOI8 has no French quotation marks: written as references they bring semicolons of their own.
        prop_assume!(charset != "koi8-u" || !text.contains('«'));
        let units = |big: bool| text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect::<Vec<u8>>();
        let bytes = match charset {
            "utf-8" => text.clone().into_bytes(),
            "bom" => format!("\u{feff}{text}").into_bytes(),
            "utf-16le" => [vec![0xFF, 0xFE], units(false)].concat(),
            "utf-16be" => [vec![0xFE, 0xFF], units(true)].concat(),
            "utf-16le without" => units(false),
            label => encoding(label).unwrap().encode(&text).0.into_owned(),
        };
        let file = written(&bytes);
        let source = open(file.path()).unwrap();
        let found: Vec<Vec<String>> = source.head(usize::MAX).unwrap().into_iter().map(|row| row.cells).collect();
        prop_assert_eq!(source.delimiter.byte(), delimiter, "{} {}", charset, text);
        prop_assert_eq!(found, table, "{} {}", charset, source.encoding.name());
    }

    /// C4: bytes of any kind end as rows or as an error.
    #[test]
    fn c4_any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 1..2000), start in prop::sample::select(&["", "PK\u{3}\u{4}", "BEGIN:VCARD\n", "a;b\n"][..])) {
        let file = written(&[start.as_bytes(), &bytes].concat());
        if let Ok(source) = open(file.path()) {
            let _ = source.head(usize::MAX);
        }
    }
}
