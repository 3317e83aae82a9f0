//! Giving out what is kept of one client (E6): one archive with a text that a person reads, the same as JSON for other
//! programs, the letters as they came and the files.

use std::fs::File;
use std::io::Write;
use std::path::Path;

use deskbell_store::{Reader, Value};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json, json};
use ts_rs::TS;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::{Belongings, Counts, sql};
use crate::letters::raw;
use crate::office::Desk;
use crate::words::{self, Language};
use crate::works::Work;
use crate::{Error, Result, beside, clients, settings};

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "PersonalExported")]
pub struct Exported {
    pub counts: Counts,
    pub path: String,
}

/// The tables of a client's things, and under which title they stand.
const PARTS: [&str; 8] =
    ["contact", "reminder", "request", "note", "message", "stopped_address", "draft", "client_file"];
/// Columns that are the program's own.
const OWN: [&str; 8] = ["sample", "notified", "token", "key", "poll_at", "polls", "sha256", "touched"];

/// Writes the archive beside its place and moves it there when it is whole. Errors: `stopped` where it was called off;
/// those of the file.
pub fn export(desk: &Desk, id: i64, path: &Path, work: Option<&str>) -> Result<Exported> {
    let work = Work::begin(desk.office, work);
    let counts = desk.read(|reader| {
        let all = Belongings::of(desk, reader, id)?;
        let file = beside::begin(path)?;
        let place = file.reopen().map_err(|error| Error::io(path, error))?;
        let mut archive = Archive { zip: ZipWriter::new(place), path };
        write(desk, reader, &all, &mut archive, &work)?;
        archive.zip.finish().map_err(|error| Error::io(path, error.into()))?;
        beside::finish(file, path)?;
        Ok(all.counts())
    })?;
    // That it was given out is an act as any other.
    desk.write(|tx| Ok(tx.record("client", id, "exported", None, None)?))?;
    Ok(Exported { counts, path: path.display().to_string() })
}

struct Archive<'a> {
    zip: ZipWriter<File>,
    path: &'a Path,
}

impl Archive<'_> {
    fn put(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        let path = self.path;
        let options = SimpleFileOptions::default().large_file(true);
        self.zip.start_file(name, options).map_err(|error| Error::io(path, error.into()))?;
        self.zip.write_all(bytes).map_err(|error| Error::io(path, error))
    }
}

fn write(
    desk: &Desk,
    reader: &mut Reader,
    all: &Belongings,
    archive: &mut Archive,
    work: &Work,
) -> Result<()> {
    let (general, _) = desk.general(reader)?;
    let parts = parts(reader, all)?;
    let mut whole = Map::new();
    whole.insert("client".to_owned(), settings::json(&all.card)?);
    for (table, rows) in &parts {
        whole.insert((*table).to_owned(), Json::Array(rows.clone()));
    }
    let pretty = serde_json::to_vec_pretty(&whole).map_err(|error| Error::BadData(error.to_string()))?;
    archive.put("client.json", &pretty)?;
    archive.put("client.txt", text(general.language, &all.card.name, &whole).as_bytes())?;
    let raws = sql::raws(reader, &all.letters)?;
    let total = (raws.len() + all.files.len()) as i64;
    for (at, (id, number, raw_id)) in raws.iter().enumerate() {
        if work.is_cancelled() {
            return Err(Error::Stopped);
        }
        let folder = if number.is_empty() { String::new() } else { format!("{}/", plain(number)) };
        archive.put(&format!("letters/{folder}{id}.eml"), &raw::load(reader, *raw_id)?)?;
        work.at(at as i64 + 1, total);
    }
    for (at, file) in clients::files::list(reader, all.card.id)?.into_iter().enumerate() {
        if work.is_cancelled() {
            return Err(Error::Stopped);
        }
        let path = archive.path;
        let options = SimpleFileOptions::default().large_file(true);
        let name = format!("files/{}-{}", file.id, plain(&file.name));
        archive.zip.start_file(name, options).map_err(|error| Error::io(path, error.into()))?;
        clients::files::write(reader, file.id, &mut archive.zip, path)?;
        work.at((raws.len() + at + 1) as i64, total);
    }
    Ok(())
}

/// A name that is one step of a path wherever the archive is opened.
fn plain(name: &str) -> String {
    name.chars()
        .map(|sign| if "/\\:*?\"<>|".contains(sign) || sign.is_control() { '_' } else { sign })
        .collect()
}

/// The rows of the client's things, by their columns.
fn parts(reader: &mut Reader, all: &Belongings) -> Result<Vec<(&'static str, Vec<Json>)>> {
    let tables = reader.tables()?;
    let mut parts = Vec::new();
    for name in PARTS {
        let ids = match name {
            "contact" => &all.contacts,
            "reminder" => &all.reminders,
            "request" => &all.requests,
            "note" => &all.notes,
            "message" => &all.messages,
            "draft" => &all.drafts,
            "client_file" => &all.files,
            _ => &all.stopped,
        };
        let ids: Vec<Value> = ids.iter().map(|id| Value::Int(*id)).collect();
        let table = tables.get(name)?;
        let mut rows = Vec::new();
        for piece in ids.chunks(256) {
            for row in reader.rows_with(name, "id", piece)? {
                let told =
                    table.columns.iter().zip(&row).filter(|(column, _)| !OWN.contains(&column.as_str()));
                rows.push(Json::Object(
                    told.map(|(column, value)| (column.clone(), plain_value(value))).collect(),
                ));
            }
        }
        parts.push((name, rows));
    }
    Ok(parts)
}

fn plain_value(value: &Value) -> Json {
    match value {
        Value::Null | Value::Blob(_) => Json::Null,
        Value::Int(number) => json!(number),
        Value::Real(number) => json!(number),
        Value::Text(text) => json!(text),
    }
}

/// The same as text: one line a value, its name in words where it has one.
fn text(language: Language, name: &str, whole: &Map<String, Json>) -> String {
    let word = |key: &str| words::text(language, key, &[]);
    let mut out = format!("{}: {name}\r\n", word("personal-title"));
    for (table, value) in whole {
        let rows: Vec<&Json> = match value {
            Json::Array(rows) => rows.iter().collect(),
            one => vec![one],
        };
        if rows.is_empty() {
            continue;
        }
        out.push_str(&format!(
            "\r\n== {} ({}) ==\r\n",
            word(&format!("personal-part-{}", table.replace('_', "-"))),
            rows.len()
        ));
        for row in rows {
            let Json::Object(row) = row else { continue };
            out.push_str("\r\n");
            for (column, value) in row {
                let said = match value {
                    Json::Null => continue,
                    Json::String(text) if text.is_empty() => continue,
                    Json::String(text) => text.clone(),
                    other => other.to_string(),
                };
                let key = format!("change-field-{}", column.replace('_', "-"));
                let title = if words::has(language, &key) { word(&key) } else { column.clone() };
                out.push_str(&format!("{title}: {said}\r\n"));
            }
        }
    }
    out
}
