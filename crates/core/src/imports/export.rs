//! The directory as a file: a table with all that stands on the cards, or vCards (C4). What is written here is read back
//! by the import, column by column, so that a file taken out and in again adds nothing.

use std::collections::BTreeMap;
use std::io::{BufWriter, Write};
use std::path::Path;

use calcard::common::PartialDateTime;
use calcard::vcard::{VCard, VCardEntry, VCardKind, VCardProperty, VCardValue, VCardVersion};
use deskbell_store::Reader;

use super::SavedRows;
use crate::clients::consent::Consent;
use crate::clients::fields::{ClientField, FieldKind};
use crate::clients::filter::Filter;
use crate::clients::list::{self, Sort};
use crate::clients::{ClientFields, Kind, Rules, many};
use crate::office::Desk;
use crate::sheets::{Cell, Format, Writer};
use crate::words::{self, Language};
use crate::works::Work;
use crate::{Error, Result, beside, employees, phones, zone};

/// Columns for phones, and as many for addresses; who has more has the rest in the last one.
const MOST_COLUMNS: usize = 4;
/// Cards that are read at once.
const PIECE: usize = 256;

/// Writes the clients that a filter finds. The ending of the path says as what: `.csv`, `.tsv`, `.xlsx` or `.vcf`.
/// Errors: `stopped` where it was called off; then nothing stands at the path that did not stand there before.
pub fn clients(desk: &Desk, filter: &Filter, path: &Path, work: Option<&str>) -> Result<SavedRows> {
    let work = Work::begin(desk.office, work);
    desk.read(|reader| written(desk, reader, filter, path, &work))
}

fn written(desk: &Desk, reader: &mut Reader, filter: &Filter, path: &Path, work: &Work) -> Result<SavedRows> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
    if !["csv", "tsv", "xlsx", "vcf"].contains(&ending.as_str()) {
        return Err(Error::BadRequest("the ending is none of .csv, .tsv, .xlsx, .vcf".to_owned()));
    }
    let ids = list::sorted_ids(desk, reader, filter, Sort::default())?;
    let (general, _) = desk.general(reader)?;
    let rules = Rules::of(desk, reader)?;
    let managers = employees::names(reader)?.into_iter().map(|(id, name, _)| (id, name)).collect();
    let office = Office { language: general.language, rules, managers };
    let count = if ending == "vcf" {
        cards(reader, &office, &ids, path, work)?
    } else {
        table(reader, &office, &ids, path, work)?
    };
    Ok(SavedRows { path: path.display().to_string(), count: count as i64 })
}

struct Office {
    language: Language,
    rules: Rules,
    managers: BTreeMap<i64, String>,
}

impl Office {
    fn word(&self, key: &str) -> String {
        words::text(self.language, key, &[])
    }

    fn yes(&self, truth: bool) -> String {
        self.word(if truth { "imports-yes" } else { "imports-no" })
    }

    fn manager(&self, fields: &ClientFields) -> &str {
        fields.manager_id.and_then(|id| self.managers.get(&id)).map_or("", String::as_str)
    }

    /// "yes, 2026-11-20, by phone".
    fn consent(&self, consent: Option<&Consent>) -> String {
        let Some(consent) = consent else { return String::new() };
        let told = [self.yes(consent.given), consent.day.clone(), consent.source.clone()];
        told.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// A phone that every program leaves as it is and every reader understands.
    fn phone(&self, phone: &str) -> String {
        phones::in_groups(phone)
            .or_else(|| phones::shown(phone, &self.rules.country))
            .unwrap_or_else(|| phone.to_owned())
    }

    fn own<'a>(&self, field: &ClientField, fields: &'a ClientFields) -> Option<&'a str> {
        let value = fields.own.iter().find(|value| value.field_id == field.id)?;
        Some(value.value.as_str())
    }

    fn kind(&self, kind: Kind) -> String {
        self.word(match kind {
            Kind::Person => "imports-kind-person",
            Kind::Company => "imports-kind-company",
        })
    }
}

/// Tells how far it has come; an error where it was called off.
fn go_on(work: &Work, done: usize, total: usize) -> Result<()> {
    if work.is_cancelled() {
        return Err(Error::Stopped);
    }
    work.at(done as i64, total as i64);
    Ok(())
}

fn table(reader: &mut Reader, office: &Office, ids: &[i64], path: &Path, work: &Work) -> Result<u64> {
    let (phones, emails) = widest(reader, ids)?;
    let mut titles = vec![office.word("imports-column-name"), office.word("imports-column-kind")];
    let numbered = |key: &str, count: usize| {
        let word = office.word(key);
        (1..=count).map(move |number| if number == 1 { word.clone() } else { format!("{word} {number}") })
    };
    titles.extend(numbered("imports-column-phone", phones));
    titles.extend(numbered("imports-column-email", emails));
    titles.extend(
        [
            "city",
            "address",
            "interests",
            "tags",
            "discount",
            "terms",
            "notes",
            "manager",
            "language",
            "birthday",
            "consent-email",
            "consent-sms",
            "do-not-write",
        ]
        .map(|column| office.word(&format!("imports-column-{column}"))),
    );
    let own: Vec<&ClientField> = office.rules.own.iter().filter(|field| field.active).collect();
    titles.extend(own.iter().map(|field| field.name.clone()));
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let format = Format::of(path, office.language);
    let mut writer = Writer::create(path, format, &office.word("imports-sheet"), &titles)?;
    for (at, chunk) in ids.chunks(PIECE).enumerate() {
        go_on(work, at * PIECE, ids.len())?;
        let mut cards = many::fields(reader, chunk)?;
        for id in chunk {
            if let Some(fields) = cards.remove(id) {
                writer.row(&row(office, &own, &fields, phones, emails))?;
            }
        }
    }
    writer.finish()
}

/// How many columns the phones and the addresses take.
fn widest(reader: &mut Reader, ids: &[i64]) -> Result<(usize, usize)> {
    let (mut phones, mut emails) = (1, 1);
    for chunk in ids.chunks(PIECE) {
        for fields in many::fields(reader, chunk)?.values() {
            phones = phones.max(fields.phones.len());
            emails = emails.max(fields.emails.len());
        }
    }
    Ok((phones.min(MOST_COLUMNS), emails.min(MOST_COLUMNS)))
}

fn row<'a>(
    office: &Office,
    own: &[&ClientField],
    fields: &'a ClientFields,
    phones: usize,
    emails: usize,
) -> Vec<Cell<'a>> {
    let mut cells = vec![Cell::from(fields.name.as_str()), Cell::from(office.kind(fields.kind))];
    let numbers: Vec<String> = fields.phones.iter().map(|phone| office.phone(phone)).collect();
    cells.extend(spread(&numbers, phones).into_iter().map(Cell::from));
    cells.extend(spread(&fields.emails, emails).into_iter().map(Cell::from));
    cells.push(Cell::from(fields.city.as_str()));
    cells.push(Cell::from(fields.address.as_str()));
    cells.push(Cell::from(fields.interests.as_str()));
    cells.push(Cell::from(fields.tags.join(", ")));
    cells.push(if fields.discount == 0.0 { Cell::Empty } else { Cell::Number(fields.discount) });
    cells.push(Cell::from(fields.terms.as_str()));
    cells.push(Cell::from(fields.notes.as_str()));
    cells.push(Cell::from(office.manager(fields).to_owned()));
    cells.push(Cell::from(fields.language.code()));
    cells.push(Cell::day(&fields.birthday));
    cells.push(Cell::from(office.consent(fields.consents.email.as_ref())));
    cells.push(Cell::from(office.consent(fields.consents.sms.as_ref())));
    cells.push(if fields.do_not_write { Cell::from(office.yes(true)) } else { Cell::Empty });
    for field in own {
        let value = office.own(field, fields).unwrap_or_default();
        cells.push(match field.kind {
            FieldKind::Checkbox if value == "1" => Cell::from(office.yes(true)),
            FieldKind::Number => value.parse().map_or(Cell::Empty, Cell::Number),
            FieldKind::Date => Cell::day(value),
            _ => Cell::from(value),
        });
    }
    cells
}

/// Values in so many columns, the last one with all that are left.
fn spread(values: &[String], columns: usize) -> Vec<String> {
    let alone = values.len().min(columns.saturating_sub(1));
    let (first, rest) = values.split_at_checked(alone).unwrap_or((values, &[]));
    let mut cells = first.to_vec();
    cells.push(rest.join("; "));
    cells.resize(columns, String::new());
    cells
}

fn cards(reader: &mut Reader, office: &Office, ids: &[i64], path: &Path, work: &Work) -> Result<u64> {
    let fail = |error| Error::io(path, error);
    let file = beside::begin(path)?;
    let mut out = BufWriter::new(file.as_file());
    let mut count = 0;
    for (at, chunk) in ids.chunks(PIECE).enumerate() {
        go_on(work, at * PIECE, ids.len())?;
        let mut cards = many::fields(reader, chunk)?;
        for id in chunk {
            let Some(fields) = cards.remove(id) else { continue };
            let mut text = String::new();
            card(office, &fields)
                .write_to(&mut text, VCardVersion::V4_0)
                .map_err(|error| Error::BadData(error.to_string()))?;
            out.write_all(text.as_bytes()).map_err(fail)?;
            count += 1;
        }
    }
    out.flush().map_err(fail)?;
    drop(out);
    beside::finish(file, path)?;
    Ok(count)
}

fn card(office: &Office, fields: &ClientFields) -> VCard {
    let mut card = VCard::default();
    let mut add = |name: VCardProperty, values: Vec<VCardValue>| {
        card.entries.push(VCardEntry::new(name).with_values(values));
    };
    let text = |value: &str| vec![VCardValue::Text(value.to_owned())];
    let kind = match fields.kind {
        Kind::Person => VCardKind::Individual,
        Kind::Company => VCardKind::Org,
    };
    add(VCardProperty::Kind, vec![VCardValue::Kind(kind)]);
    add(VCardProperty::Fn, text(&fields.name));
    for phone in &fields.phones {
        add(VCardProperty::Tel, text(&office.phone(phone)));
    }
    for email in &fields.emails {
        add(VCardProperty::Email, text(email));
    }
    if !fields.city.is_empty() || !fields.address.is_empty() {
        let parts = ["", "", fields.address.as_str(), fields.city.as_str(), "", "", ""];
        add(VCardProperty::Adr, parts.map(|part| VCardValue::Text(part.to_owned())).to_vec());
    }
    if let Some(day) = birthday(&fields.birthday) {
        add(VCardProperty::Bday, vec![VCardValue::PartialDateTime(day)]);
    }
    if !fields.language.code().is_empty() {
        add(VCardProperty::Lang, text(fields.language.code()));
    }
    if !fields.tags.is_empty() {
        add(VCardProperty::Categories, fields.tags.iter().cloned().map(VCardValue::Text).collect());
    }
    let ours = |name: &str| VCardProperty::Other(format!("X-DESKBELL-{name}"));
    if !fields.interests.is_empty() {
        add(VCardProperty::Interest, text(&fields.interests));
    }
    if !fields.notes.is_empty() {
        add(VCardProperty::Note, text(&fields.notes));
    }
    let discount = if fields.discount == 0.0 { String::new() } else { fields.discount.to_string() };
    let silent = if fields.do_not_write { office.yes(true) } else { String::new() };
    let by_email = office.consent(fields.consents.email.as_ref());
    let by_sms = office.consent(fields.consents.sms.as_ref());
    for (name, value) in [
        ("DISCOUNT", discount.as_str()),
        ("TERMS", fields.terms.as_str()),
        ("MANAGER", office.manager(fields)),
        ("CONSENT-EMAIL", by_email.as_str()),
        ("CONSENT-SMS", by_sms.as_str()),
        ("DO-NOT-WRITE", silent.as_str()),
    ] {
        if !value.is_empty() {
            add(ours(name), text(value));
        }
    }
    for field in office.rules.own.iter().filter(|field| field.active) {
        if let Some(value) = office.own(field, fields) {
            add(ours("FIELD"), text(&format!("{}: {value}", field.name)));
        }
    }
    card
}

fn birthday(stored: &str) -> Option<PartialDateTime> {
    let (year, rest) = match stored.strip_prefix("--") {
        Some(rest) => (None, rest.to_owned()),
        None => {
            zone::parse_day(stored).ok()?;
            let (year, rest) = stored.split_once('-')?;
            (Some(year.parse().ok()?), rest.to_owned())
        }
    };
    let (month, day) = rest.split_once('-')?;
    Some(PartialDateTime {
        year,
        month: Some(month.parse().ok()?),
        day: Some(day.parse().ok()?),
        ..PartialDateTime::default()
    })
}
