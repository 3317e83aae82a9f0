//! The list as a table in a file: the columns, the filter and the order that are shown (C2).

use std::path::Path;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ClientRow, Column, Sort, sorted_ids, sql};
use crate::clients::bulk::Target;
use crate::clients::fields::{self, ClientField, FieldKind};
use crate::clients::filter::Filter;
use crate::clients::{CardLanguage, Kind};
use crate::office::Desk;
use crate::sheets::{Cell, Delimiter, Format, Writer};
use crate::words::{self, Language};
use crate::works::Work;
use crate::{Error, Result};

const PIECE: usize = 500;

/// Which clients are written, and how.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "ClientExport", optional_fields = nullable)]
pub struct Export {
    pub target: Target,
    pub columns: Vec<Column>,
    pub sort: Sort,
    /// Its ending says how: `.xlsx`, otherwise CSV.
    pub path: String,
    /// Of a CSV: `;` or `,`; as the language wants it where it is absent.
    pub delimiter: Option<String>,
    pub work: Option<String>,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ClientsExported {
    pub count: i64,
    pub path: String,
}

/// Writes them. Errors: `bad_request` without columns; `stopped` where it was called off; those of the file.
pub fn export(desk: &Desk, export: &Export) -> Result<ClientsExported> {
    if export.columns.is_empty() {
        return Err(Error::BadRequest("no columns".to_owned()));
    }
    let path = Path::new(&export.path);
    let work = Work::begin(desk.office, export.work.as_deref());
    let count = desk.read(|reader| {
        let (general, zone) = desk.general(reader)?;
        let language = general.language;
        let known = fields::list(reader)?;
        let titles: Vec<String> =
            export.columns.iter().map(|column| title(language, *column, &known)).collect();
        let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
        let ids = in_order(desk, reader, export)?;
        let name = words::text(language, "clients-title", &[]);
        let mut writer =
            Writer::create(path, format(path, language, export.delimiter.as_deref())?, &name, &titles)?;
        let total = ids.len() as i64;
        for (at, piece) in ids.chunks(PIECE).enumerate() {
            if work.is_cancelled() {
                return Err(Error::Stopped);
            }
            for row in sql::rows(reader, piece)? {
                let cells: Vec<Cell> =
                    export.columns.iter().map(|column| cell(&row, *column, &known, language, zone)).collect();
                writer.row(&cells)?;
            }
            work.at(((at + 1) * PIECE).min(ids.len()) as i64, total);
        }
        writer.finish()
    })?;
    Ok(ClientsExported { count: count as i64, path: export.path.clone() })
}

fn in_order(desk: &Desk, reader: &mut deskbell_store::Reader, export: &Export) -> Result<Vec<i64>> {
    let meant: std::collections::HashSet<i64> = export.target.ids(desk, reader)?.into_iter().collect();
    let filter = match (&export.target.ids, &export.target.filter) {
        (None, Some(filter)) => filter.clone(),
        _ => Filter::default(),
    };
    let mut ids = sorted_ids(desk, reader, &filter, export.sort)?;
    ids.retain(|id| meant.contains(id));
    Ok(ids)
}

fn format(path: &Path, language: Language, delimiter: Option<&str>) -> Result<Format> {
    match (Format::of(path, language), delimiter) {
        (Format::Csv(_), Some(";")) => Ok(Format::Csv(Delimiter::Semicolon)),
        (Format::Csv(_), Some(",")) => Ok(Format::Csv(Delimiter::Comma)),
        (_, Some(other)) if ![";", ","].contains(&other) => {
            Err(Error::BadRequest(format!("no delimiter: {other}")))
        }
        (format, _) => Ok(format),
    }
}

fn title(language: Language, column: Column, known: &[ClientField]) -> String {
    match column {
        Column::Field(id) => {
            known.iter().find(|field| field.id == id).map(|field| field.name.clone()).unwrap_or_default()
        }
        column => {
            words::text(language, &format!("clients-column-{}", column.to_string().replace('_', "-")), &[])
        }
    }
}

fn cell<'a>(
    row: &'a ClientRow,
    column: Column,
    known: &[ClientField],
    language: Language,
    zone: chrono_tz::Tz,
) -> Cell<'a> {
    let word = |key: &str| Cell::from(words::text(language, key, &[]));
    let said = |consent: Option<bool>| match consent {
        Some(true) => word("clients-consent-given"),
        Some(false) => word("clients-consent-refused"),
        None => Cell::Empty,
    };
    match column {
        Column::Name => Cell::from(row.name.as_str()),
        Column::Kind => {
            word(if row.kind == Kind::Company { "client-kind-company" } else { "client-kind-person" })
        }
        Column::Phone => Cell::from(row.phone.as_str()),
        Column::Email => Cell::from(row.email.as_str()),
        Column::City => Cell::from(row.city.as_str()),
        Column::Address => Cell::from(row.address.as_str()),
        Column::Manager => Cell::from(row.manager.as_ref().map(|manager| manager.name.as_str())),
        Column::Interests => Cell::from(row.interests.as_str()),
        Column::Tags => Cell::from(row.tags.join(", ")),
        Column::Language if row.language == CardLanguage::Unknown => Cell::Empty,
        Column::Language => word(&format!("clients-language-{}", row.language.code())),
        Column::Birthday => Cell::day(&row.birthday),
        Column::Discount if row.discount == 0.0 => Cell::Empty,
        Column::Discount => Cell::from(row.discount),
        Column::Notes => Cell::from(row.notes.as_str()),
        Column::DoNotWrite if row.do_not_write => word("yes"),
        Column::DoNotWrite => Cell::Empty,
        Column::ConsentEmail => said(row.consent_email),
        Column::ConsentSms => said(row.consent_sms),
        Column::Open => Cell::from(row.open_requests),
        Column::Last => row.last_at.map_or(Cell::Empty, |at| Cell::at(at, zone)),
        Column::Created => Cell::at(row.created_at, zone),
        Column::Field(id) => own(row, id, known, language),
    }
}

fn own<'a>(row: &'a ClientRow, id: i64, known: &[ClientField], language: Language) -> Cell<'a> {
    let Some(held) = row.own.iter().find(|field| field.field_id == id) else { return Cell::Empty };
    match known.iter().find(|field| field.id == id).map(|field| field.kind) {
        Some(FieldKind::Number) => {
            held.value.parse::<f64>().map_or(Cell::from(held.value.as_str()), Cell::from)
        }
        Some(FieldKind::Date) => Cell::day(&held.value),
        Some(FieldKind::Checkbox) => Cell::from(words::text(language, "yes", &[])),
        _ => Cell::from(held.value.as_str()),
    }
}
