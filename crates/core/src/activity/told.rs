//! Rows of the log in words: what a thing is called, and each field with its old and its new value.

use std::collections::{BTreeMap, HashMap};

use deskbell_store::{Change, Reader};
use serde_json::{Map, Value as Json};

use super::fields::{Meaning, OF_CLIENTS, meaning};
use super::names::Names;
use super::{Field, Fold, Noun, Place, Row, SINGLE, Shown, sql};
use crate::Result;
use crate::employees::EmployeeRef;
use crate::office::Desk;

/// A longer text is cut: a row is a line.
const MOST_SIGNS: usize = 300;

/// The rows of folds.
pub fn rows(desk: &Desk, reader: &mut Reader, folds: &[Fold]) -> Result<Vec<Row>> {
    let ids: Vec<i64> = folds.iter().flat_map(|fold| fold.ids.iter().copied()).collect();
    let full = sql::changes(reader, &ids)?;
    let lines: Vec<(&Change, usize)> = folds
        .iter()
        .flat_map(|fold| {
            let (shown, count) = if fold.count > SINGLE { (1, fold.count) } else { (fold.ids.len(), 1) };
            fold.ids.iter().take(shown).filter_map(|id| full.get(id)).map(move |row| (row, count))
        })
        .collect();
    let requests = requests(reader, &lines)?;
    let mut names = Names::default();
    loop {
        let (sees, me) = (desk.sees_clients(), desk.employee_id);
        let mut teller = Teller { sees, me, names: &mut names, requests: &requests };
        let rows = lines.iter().filter_map(|(full, count)| teller.row(full, *count)).collect();
        if !names.lacks() {
            return Ok(rows);
        }
        names.read(reader)?;
    }
}

/// The requests in which the letters and notes of these rows stand.
fn requests(reader: &mut Reader, lines: &[(&Change, usize)]) -> Result<HashMap<(Noun, i64), i64>> {
    let mut all = HashMap::new();
    for (noun, codes) in [(Noun::Note, ["note", "note"]), (Noun::Letter, ["letter", "outbox"])] {
        let ids: Vec<i64> = lines
            .iter()
            .filter(|(row, _)| codes.contains(&row.noun.as_str()))
            .map(|(row, _)| row.noun_id)
            .collect();
        let found = sql::requests_of(reader, noun, &ids)?;
        all.extend(found.into_iter().map(|(id, request_id)| ((noun, id), request_id)));
    }
    Ok(all)
}

struct Teller<'a> {
    sees: bool,
    me: Option<i64>,
    names: &'a mut Names,
    requests: &'a HashMap<(Noun, i64), i64>,
}

impl Teller<'_> {
    fn row(&mut self, full: &Change, count: usize) -> Option<Row> {
        let noun = Noun::of(&full.noun)?;
        let employee = full.employee_id.map(|id| {
            let name = match self.names.get(Noun::Employee, id) {
                Some(Shown::Text { text }) => text,
                _ => String::new(),
            };
            EmployeeRef { id, name }
        });
        let one = count == 1;
        let (before, after) = (flat(full.before.as_ref()), flat(full.after.as_ref()));
        Some(Row {
            id: full.id,
            at: full.at,
            employee,
            noun,
            noun_id: full.noun_id,
            name: if one { self.name(noun, full.noun_id, &before, &after) } else { None },
            place: if one { self.place(noun, full.noun_id) } else { None },
            what: full.what.clone(),
            count: count as i64,
            fields: if one { self.fields(full, &before, &after) } else { Vec::new() },
            summary: if noun == Noun::Deed { self.summary(full) } else { BTreeMap::new() },
        })
    }

    /// What a thing is called now, or was called when it was removed.
    fn name(&mut self, noun: Noun, id: i64, before: &Image, after: &Image) -> Option<Shown> {
        if noun == Noun::Contact && self.sees {
            let client = before.get("client_id").or_else(|| after.get("client_id")).and_then(Json::as_i64);
            if let Some(Shown::Text { text }) = client.and_then(|id| self.names.get(Noun::Client, id)) {
                return Some(cut(&text));
            }
        }
        if id > 0
            && let Some(name) = self.names.get(noun, id)
        {
            return Some(if let Shown::Text { text } = name { cut(&text) } else { name });
        }
        let keys: &[&str] = match noun {
            Noun::Request => &["number"],
            Noun::Contact => &["information"],
            Noun::Reminder | Noun::Note => &["text"],
            Noun::Draft => &["subject"],
            _ => &["name"],
        };
        let told = keys.iter().find_map(|key| before.get(*key).or_else(|| after.get(*key)));
        told.and_then(Json::as_str).filter(|text| !text.is_empty()).map(cut)
    }

    fn place(&mut self, noun: Noun, id: i64) -> Option<Place> {
        match noun {
            Noun::Client | Noun::Request | Noun::Contact | Noun::Reminder | Noun::Mailing => {
                self.names.is_there(noun, id).then_some(Place { noun, id })
            }
            Noun::Letter | Noun::Outbox => self.request(Noun::Letter, id),
            Noun::Note => self.request(noun, id),
            _ => None,
        }
    }

    fn request(&self, noun: Noun, id: i64) -> Option<Place> {
        self.requests.get(&(noun, id)).map(|id| Place { noun: Noun::Request, id: *id })
    }

    fn fields(&mut self, full: &Change, before: &Image, after: &Image) -> Vec<Field> {
        // Some rows hold the whole thing on one side and on the other only what was asked for.
        let both = !before.is_empty() && !after.is_empty();
        let only_before = !before.is_empty() && after.is_empty() && full.what != "removed";
        if only_before {
            return Vec::new();
        }
        let mut fields = Vec::new();
        let mut keys: Vec<&String> =
            before.keys().chain(after.keys().filter(|key| !before.contains_key(*key))).collect();
        keys.dedup();
        for key in keys {
            let (old, new) = (before.get(key), after.get(key));
            let of_file = full.what.contains("file") || matches!(full.what.as_str(), "attached" | "detached");
            let field = if of_file && key == "name" { "file" } else { key };
            let Some(meaning) = meaning(&full.noun, field) else { continue };
            // A null that is asked for keeps what there is, or is what nobody said.
            let kept =
                both && (new.is_none() || old.is_none() || (is_nothing(new) && KEEPS.contains(&field)));
            if kept || is_same(old, new) || (!self.sees && is_client(&full.noun, field)) {
                continue;
            }
            if meaning == Meaning::Own {
                self.own(&mut fields, old, new);
                continue;
            }
            let shown = Field {
                field: field.to_owned(),
                name: String::new(),
                before: self.shown(meaning, old),
                after: self.shown(meaning, new),
            };
            if shown.before.is_some() || shown.after.is_some() {
                fields.push(shown);
            }
        }
        fields
    }

    /// The office's own fields stand under their own names.
    fn own(&mut self, fields: &mut Vec<Field>, old: Option<&Json>, new: Option<&Json>) {
        let read = |json: Option<&Json>| -> BTreeMap<i64, String> {
            let each = |value: &Json| {
                Some((value.get("field_id")?.as_i64()?, value.get("value")?.as_str()?.to_owned()))
            };
            json.and_then(Json::as_array).into_iter().flatten().filter_map(each).collect()
        };
        let (old, new) = (read(old), read(new));
        let ids: std::collections::BTreeSet<i64> = old.keys().chain(new.keys()).copied().collect();
        for id in ids.into_iter().filter(|id| old.get(id) != new.get(id)) {
            let name = match self.names.get(Noun::ClientField, id) {
                Some(Shown::Text { text }) => text,
                _ => String::new(),
            };
            let (before, after) = (old.get(&id).map(|text| cut(text)), new.get(&id).map(|text| cut(text)));
            fields.push(Field { field: "own".to_owned(), name, before, after });
        }
    }

    fn shown(&mut self, meaning: Meaning, value: Option<&Json>) -> Option<Shown> {
        let value = value.filter(|value| !is_nothing(Some(value)))?;
        let text = || value.as_str().map(cut);
        let word =
            |prefix: &str, code: &str| Shown::Word { key: format!("{prefix}-{}", code.replace('_', "-")) };
        match meaning {
            Meaning::Text => text().or_else(|| value.as_f64().map(|number| Shown::Number { number })),
            Meaning::Number => value.as_f64().map(|number| Shown::Number { number }),
            Meaning::Flag => {
                let on = value.as_bool().or_else(|| value.as_i64().map(|number| number != 0));
                on.map(|on| Shown::Flag { on })
            }
            Meaning::Day => value.as_str().map(|day| Shown::Day { day: day.to_owned() }),
            Meaning::At => value.as_i64().filter(|at| *at > 0).map(|at| Shown::At { at }),
            Meaning::Word(prefix) => value.as_str().map(|code| word(prefix, code)),
            Meaning::Of(noun) => self.named(noun, value.as_i64()?),
            Meaning::AllOf(noun) => {
                let ids: Vec<i64> = value.as_array()?.iter().filter_map(Json::as_i64).collect();
                let items = ids.into_iter().filter_map(|id| self.named(noun, id)).collect();
                Some(Shown::List { items })
            }
            Meaning::Texts => {
                let items: Vec<Shown> = value.as_array()?.iter().filter_map(Json::as_str).map(cut).collect();
                Some(Shown::List { items })
            }
            Meaning::Words(prefix) => {
                let codes = value.as_array()?.iter().filter_map(Json::as_str);
                Some(Shown::List { items: codes.map(|code| word(prefix, code)).collect() })
            }
            Meaning::Consents => {
                let given = |way: &str| value.get(way)?.get("given")?.as_bool();
                let items: Vec<Shown> = ["email", "sms"]
                    .into_iter()
                    .filter_map(|way| Some((way, given(way)?)))
                    .map(|(way, on)| {
                        word("change-consent", &format!("{way}-{}", if on { "yes" } else { "no" }))
                    })
                    .collect();
                (!items.is_empty()).then_some(Shown::List { items })
            }
            Meaning::Withheld | Meaning::Own => Some(Shown::Withheld),
        }
    }

    fn named(&mut self, noun: Noun, id: i64) -> Option<Shown> {
        Some(self.names.get(noun, id).unwrap_or(Shown::Word { key: "change-gone".to_owned() }))
    }

    /// The words of a deed: its noun, and what its summary says. Names of clients may stand among them, and of private
    /// views.
    fn summary(&self, full: &Change) -> BTreeMap<String, Json> {
        let mut told = BTreeMap::new();
        let Some(Json::Object(after)) = &full.after else { return told };
        let summary = after.get("summary").and_then(Json::as_object);
        let of_view = after.get("noun").is_some_and(|noun| noun == "view");
        let names = self.sees && (!of_view || self.me.is_none_or(|me| full.employee_id == Some(me)));
        let known =
            |name: &str| matches!(name, "count" | "field") || (names && matches!(name, "name" | "file"));
        told.extend(
            summary
                .into_iter()
                .flatten()
                .filter(|(name, value)| known(name) && (value.is_number() || value.is_string()))
                .map(|(name, value)| (name.clone(), value.clone())),
        );
        if let Some(noun) = after.get("noun") {
            told.insert("noun".to_owned(), noun.clone());
        }
        told
    }
}

/// Where nothing is given in these, they stay as they are.
const KEEPS: [&str; 6] = ["at", "employee_id", "subject", "urgent", "deadline", "category_id"];

type Image = BTreeMap<String, Json>;

/// The fields of an image. A server's settings stand in it as a part of their own, and an employee with their name.
fn flat(image: Option<&Json>) -> Image {
    let Some(Json::Object(map)) = image else { return Image::new() };
    let mut flat = Image::new();
    for (key, value) in map {
        match value {
            Json::Object(part) if matches!(key.as_str(), "imap" | "smtp") => {
                flat.extend(part.iter().map(|(name, value)| (format!("{key}_{name}"), value.clone())));
            }
            value if matches!(key.as_str(), "employee" | "supervisor") => {
                let id = value.get("id").cloned().unwrap_or(Json::Null);
                flat.insert(format!("{key}_id"), id);
            }
            value => {
                flat.insert(key.clone(), value.clone());
            }
        }
    }
    flat
}

fn is_client(noun: &str, field: &str) -> bool {
    field == "client_id" || (matches!(noun, "request" | "letter") && OF_CLIENTS.contains(&field))
}

fn is_nothing(value: Option<&Json>) -> bool {
    match value {
        None | Some(Json::Null) => true,
        Some(Json::String(text)) => text.is_empty(),
        Some(Json::Array(items)) => items.is_empty(),
        Some(_) => false,
    }
}

/// Nothing is nothing however it is written, and yes is yes.
fn is_same(old: Option<&Json>, new: Option<&Json>) -> bool {
    let flag = |value: &Json| value.as_bool().map(i64::from).or_else(|| value.as_i64());
    match (old, new) {
        _ if is_nothing(old) && is_nothing(new) => true,
        (Some(old), Some(new)) => {
            old == new
                || ((old.is_boolean() || new.is_boolean()) && flag(old).is_some() && flag(old) == flag(new))
                || old.as_f64().is_some_and(|one| Some(one) == new.as_f64())
        }
        // What a thing begins with says nothing: no, and nothing.
        (None, Some(new)) => says_nothing(new),
        (Some(old), None) => says_nothing(old),
        (None, None) => true,
    }
}

fn says_nothing(value: &Json) -> bool {
    *value == Json::Bool(false) || *value == Json::Object(Map::new())
}

fn cut(text: &str) -> Shown {
    let mut line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() > MOST_SIGNS {
        line = line.chars().take(MOST_SIGNS).chain(['…']).collect();
    }
    Shown::Text { text: line }
}
