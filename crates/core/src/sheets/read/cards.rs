//! vCards (2.1, 3.0, 4.0) as rows of a table with fixed columns, so that they are imported as any other table. Several
//! values of one kind stand in a cell line by line. Pictures are passed over before the library sees them.

use calcard::vcard::{VCard, VCardEntry, VCardParameterName, VCardParameterValue, VCardProperty, VCardValue};

use super::text::Text;
use super::{MOST_CELL, MOST_ROW, Row, Source, Taker};
use crate::{Error, Result};

/// The columns' titles: the vCard's own words, and ours for what it has no word for.
pub const COLUMNS: [&str; 22] = [
    "FN",
    "KIND",
    "ORG",
    "TITLE",
    "TEL",
    "EMAIL",
    "ADR-CITY",
    "ADR",
    "BDAY",
    "LANG",
    "CATEGORIES",
    "INTEREST",
    "NOTE",
    "URL",
    DISCOUNT,
    TERMS,
    MANAGER,
    CONSENT_EMAIL,
    CONSENT_SMS,
    DO_NOT_WRITE,
    FIELD,
    "NICKNAME",
];
pub const DISCOUNT: &str = "X-DESKBELL-DISCOUNT";
pub const TERMS: &str = "X-DESKBELL-TERMS";
pub const MANAGER: &str = "X-DESKBELL-MANAGER";
pub const CONSENT_EMAIL: &str = "X-DESKBELL-CONSENT-EMAIL";
pub const CONSENT_SMS: &str = "X-DESKBELL-CONSENT-SMS";
pub const DO_NOT_WRITE: &str = "X-DESKBELL-DO-NOT-WRITE";
/// A field of the office's own: its name, a colon, its value.
pub const FIELD: &str = "X-DESKBELL-FIELD";

/// Properties that hold pictures, sounds and keys.
const BULKY: [&str; 4] = ["PHOTO", "LOGO", "SOUND", "KEY"];
/// The year that Apple writes where there is none.
const APPLE_NO_YEAR: u16 = 1604;

/// Hands over every card of a file.
pub fn each(source: &Source, take: &mut Taker) -> Result<()> {
    let mut lines = CardLines { text: Text::open(&source.path, source.encoding)?, line: 0 };
    let mut card: Option<Card> = None;
    while let Some(line) = lines.next()? {
        let trimmed = line.trim();
        if trimmed.eq_ignore_ascii_case("BEGIN:VCARD") {
            match &mut card {
                // A card inside a card is an agent's (2.1): it is none of ours.
                Some(open) => open.depth += 1,
                None => card = Some(Card { line: lines.line, ..Card::default() }),
            }
        } else if trimmed.eq_ignore_ascii_case("END:VCARD") {
            match card.take() {
                Some(mut open) if open.depth > 0 => {
                    open.depth -= 1;
                    card = Some(open);
                }
                Some(done) => {
                    let more = take(done.row(), lines.text.done);
                    if !more {
                        return Ok(());
                    }
                }
                None => {}
            }
        } else if let Some(open) = &mut card {
            open.add(&line);
        }
    }
    if let Some(open) = card {
        // A card without an end: the file was cut off.
        take(Row { line: open.line, broken: Some(Error::CardDamaged), ..Row::default() }, lines.text.done);
    }
    Ok(())
}

struct CardLines {
    text: Text,
    line: u64,
}

impl CardLines {
    /// The next line without its end. Of one that is longer than any cell the rest is passed over.
    fn next(&mut self) -> Result<Option<String>> {
        let mut line = Vec::new();
        loop {
            let piece = self.text.piece()?;
            if piece.is_empty() {
                if line.is_empty() {
                    return Ok(None);
                }
                break;
            }
            let end = memchr::memchr2(b'\n', b'\r', piece);
            let part = piece.get(..end.unwrap_or(piece.len())).unwrap_or_default();
            if line.len() < MOST_CELL {
                line.extend_from_slice(part);
            }
            let used = part.len();
            let returned = end.is_some_and(|at| piece.get(at) == Some(&b'\r'));
            self.text.used(used + usize::from(end.is_some()));
            if end.is_some() {
                if returned && self.text.piece()?.first() == Some(&b'\n') {
                    self.text.used(1);
                }
                break;
            }
        }
        self.line += 1;
        Ok(Some(String::from_utf8_lossy(&line).into_owned()))
    }
}

/// A card's lines while they are gathered.
#[derive(Default)]
struct Card {
    line: u64,
    depth: usize,
    text: String,
    passing: bool,
    quoted: bool,
}

impl Card {
    fn add(&mut self, line: &str) {
        if self.depth > 0 || self.text.len() > MOST_ROW {
            return;
        }
        let folded = line.starts_with([' ', '\t']);
        if !folded && !self.quoted {
            let name = line.split([':', ';']).next().unwrap_or_default();
            let name = name.rsplit('.').next().unwrap_or_default();
            // Old phones break the lines of a picture without a sign that they go on.
            let property = line.contains(':');
            self.passing = if property {
                BULKY.iter().any(|bulky| bulky.eq_ignore_ascii_case(name))
            } else {
                self.passing
            };
        }
        // Lines of quoted-printable text end with "=" where they go on, and may begin with anything then.
        let quoted_text = self.quoted || line.to_ascii_uppercase().contains("QUOTED-PRINTABLE");
        self.quoted = quoted_text && line.ends_with('=');
        if !self.passing {
            self.text.push_str(line);
            self.text.push_str("\r\n");
        }
    }

    fn row(self) -> Row {
        let text = format!("BEGIN:VCARD\r\n{}END:VCARD\r\n", self.text);
        let mut row = Row { line: self.line, ..Row::default() };
        match VCard::parse(&text) {
            Ok(card) if self.text.len() <= MOST_ROW => row.cells = cells(&card),
            _ => row.broken = Some(Error::CardDamaged),
        }
        row
    }
}

fn cells(card: &VCard) -> Vec<String> {
    let mut cells: Vec<Vec<String>> = vec![Vec::new(); COLUMNS.len()];
    let mut add = |column: &str, value: String| {
        let place = COLUMNS.iter().position(|known| *known == column);
        if let Some(cell) = place.and_then(|place| cells.get_mut(place))
            && !value.trim().is_empty()
        {
            cell.push(value.trim().to_owned());
        }
    };
    let has = |property: &VCardProperty| {
        card.entries.iter().any(|entry| entry.name == *property && !texts(entry).concat().trim().is_empty())
    };
    let named = has(&VCardProperty::Fn);
    for entry in &card.entries {
        match &entry.name {
            VCardProperty::Fn => add("FN", texts(entry).join(" ")),
            VCardProperty::N if !named => add("FN", name_of(entry)),
            VCardProperty::Kind => add("KIND", kind_of(entry)),
            // Its units stand behind the organisation.
            VCardProperty::Org => add("ORG", filled(&texts(entry)).join(", ")),
            VCardProperty::Title => add("TITLE", texts(entry).join(", ")),
            VCardProperty::Tel => add("TEL", texts(entry).concat().trim_start_matches("tel:").to_owned()),
            VCardProperty::Email => {
                add("EMAIL", texts(entry).concat().trim_start_matches("mailto:").to_owned())
            }
            VCardProperty::Adr => {
                let parts = texts(entry);
                let part = |index: usize| parts.get(index).cloned().unwrap_or_default();
                add("ADR-CITY", part(3));
                // Box, extension, street, region, code, country: as one writes them, without the city.
                let rest = [part(2), part(1), part(0), part(4), part(5), part(6)];
                add("ADR", filled(&rest).join(", "));
            }
            VCardProperty::Bday => add("BDAY", birthday(entry)),
            VCardProperty::Lang => add("LANG", texts(entry).concat()),
            VCardProperty::Categories => texts(entry).into_iter().for_each(|tag| add("CATEGORIES", tag)),
            VCardProperty::Interest | VCardProperty::Hobby => {
                texts(entry).into_iter().for_each(|interest| add("INTEREST", interest));
            }
            VCardProperty::Note => add("NOTE", texts(entry).join(", ")),
            VCardProperty::Url => add("URL", texts(entry).concat()),
            VCardProperty::Nickname => add("NICKNAME", texts(entry).join(", ")),
            VCardProperty::Other(name) => {
                let name = name.to_ascii_uppercase();
                let ours = COLUMNS.iter().find(|known| **known == name);
                if let Some(ours) = ours.filter(|ours| ours.starts_with("X-DESKBELL-")) {
                    add(ours, texts(entry).join(","));
                }
            }
            _ => {}
        }
    }
    cells.into_iter().map(|values| values.join("\n")).collect()
}

/// The values of a property as text, in their places.
fn texts(entry: &VCardEntry) -> Vec<String> {
    let of = |value: &VCardValue| match value {
        VCardValue::Text(text) => text.clone(),
        VCardValue::Component(parts) => parts.join(", "),
        VCardValue::Integer(number) => number.to_string(),
        VCardValue::Float(number) => number.to_string(),
        VCardValue::Boolean(truth) => truth.to_string(),
        VCardValue::Binary(data) => String::from_utf8_lossy(&data.data).into_owned(),
        _ => String::new(),
    };
    entry.values.iter().map(of).map(|text| text.replace('\0', "")).collect()
}

fn filled(parts: &[String]) -> Vec<&str> {
    parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect()
}

/// Family; given; further: as they are said.
fn name_of(entry: &VCardEntry) -> String {
    let parts = texts(entry);
    let part = |index: usize| parts.get(index).map(|part| part.trim().to_owned()).unwrap_or_default();
    let (family, given, further) = (part(0), part(1), part(2));
    crate::sheets::full_name(&family, &given, &further)
}

fn kind_of(entry: &VCardEntry) -> String {
    let organisation = entry.values.iter().any(|value| match value {
        VCardValue::Kind(kind) => *kind == calcard::vcard::VCardKind::Org,
        VCardValue::Text(text) => text.eq_ignore_ascii_case("org"),
        _ => false,
    });
    if organisation { "company".to_owned() } else { "person".to_owned() }
}

/// `YYYY-MM-DD`, `--MM-DD` where the year is not known; anything else as it was written.
fn birthday(entry: &VCardEntry) -> String {
    let omitted = entry.params.iter().any(|param| match (&param.name, &param.value) {
        (VCardParameterName::Other(name), value) if name.eq_ignore_ascii_case("X-APPLE-OMIT-YEAR") => {
            !matches!(value, VCardParameterValue::Null)
        }
        _ => false,
    });
    for value in &entry.values {
        if let VCardValue::PartialDateTime(date) = value
            && let (Some(month), Some(day)) = (date.month, date.day)
        {
            return match date.year.filter(|year| !(omitted && *year == APPLE_NO_YEAR)) {
                Some(year) => format!("{year:04}-{month:02}-{day:02}"),
                None => format!("--{month:02}-{day:02}"),
            };
        }
    }
    texts(entry).concat()
}
