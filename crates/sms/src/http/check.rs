//! Finds what is wrong with a template before a message depends on it: the editor shows it while one types.

use serde::Serialize;
use serde_json::{Map, Value};

use super::fill::{EACH, Piece, pieces};
use super::template::{Answer, Ask, By, Condition, Exchange, Items, Request, Template};
use crate::SmsError;

/// The largest template, in bytes.
const MOST_BYTES: usize = 64 * 1024;
const OF_EVERY: [&str; 2] = ["callback", "report_url"];
const OF_MESSAGE: [&str; 5] = ["id", "to", "sender", "text", "coding"];
const OF_SENT: [&str; 3] = ["id", "to", "gateway_id"];

/// Something wrong at a place of a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The word that the window translates: `syntax`, `name`, `braces`, `url`, `pointer`, `body`, `batch`, `key`,
    /// `field`, `too_big`, `report_url`, `amount`, `state`.
    pub code: &'static str,
    /// Such as `send.request.url`; for `syntax`, line and column.
    pub place: String,
    /// What stands there, or what the reader says.
    pub detail: String,
}

/// Reads a template; a reason where it cannot be used.
pub fn read(text: &str) -> Result<Template, SmsError> {
    let template = parse(text).map_err(|problem| wrong(&problem))?;
    match problems(&template).into_iter().next() {
        Some(problem) => Err(wrong(&problem)),
        None => Ok(template),
    }
}

/// Everything that is wrong with a template's text; nothing where it can be used.
pub fn check(text: &str) -> Vec<Problem> {
    match parse(text) {
        Ok(template) => problems(&template),
        Err(problem) => vec![problem],
    }
}

fn wrong(problem: &Problem) -> SmsError {
    SmsError::Template {
        place: problem.place.clone(),
        detail: format!("{}: {}", problem.code, problem.detail),
    }
}

fn parse(text: &str) -> Result<Template, Problem> {
    if text.len() > MOST_BYTES {
        let detail = MOST_BYTES.to_string();
        return Err(Problem { code: "too_big", place: String::new(), detail });
    }
    serde_json::from_str(text).map_err(|error| Problem {
        code: "syntax",
        place: format!("{}:{}", error.line(), error.column()),
        detail: error.to_string(),
    })
}

/// Everything that is wrong with a template that could be read.
pub fn problems(template: &Template) -> Vec<Problem> {
    let mut check = Check { template, found: Vec::new() };
    check.fields();
    check.limits();
    check.exchange("send", &template.send, &OF_MESSAGE, template.limits.batch);
    if let Some(status) = &template.status {
        check.exchange("status", status, &OF_SENT, template.limits.status_batch);
        if status.items.state.is_empty() && status.items.by != By::Map {
            check.add("state", "status.items.state", "");
        }
    }
    for (place, ask) in [("balance", &template.balance), ("test", &template.test)] {
        if let Some(ask) = ask {
            check.ask(place, ask);
        }
    }
    if template.balance.as_ref().is_some_and(|balance| balance.amount.is_empty()) {
        check.add("amount", "balance.amount", "");
    }
    check.callback();
    check.found
}

struct Check<'a> {
    template: &'a Template,
    found: Vec<Problem>,
}

impl Check<'_> {
    fn add(&mut self, code: &'static str, place: &str, detail: impl Into<String>) {
        self.found.push(Problem { code, place: place.to_owned(), detail: detail.into() });
    }

    fn fields(&mut self) {
        let fields = &self.template.fields;
        for (index, field) in fields.iter().enumerate() {
            let word = |sign: char| sign.is_ascii_lowercase() || sign == '_';
            let taken = OF_EVERY.iter().chain(&OF_MESSAGE).chain(&OF_SENT).any(|name| *name == field.key)
                || fields.iter().filter(|other| other.key == field.key).count() > 1;
            if field.key.is_empty() || !field.key.chars().all(word) || taken {
                self.add("field", &format!("fields[{index}]"), &field.key);
            }
        }
    }

    fn limits(&mut self) {
        let limits = &self.template.limits;
        if !(1..=1000).contains(&limits.batch) || !(1..=1000).contains(&limits.status_batch) {
            self.add("batch", "limits", "1…1000");
        }
        if limits.apart > 600_000 {
            self.add("batch", "limits.apart", "0…600000");
        }
    }

    fn exchange(&mut self, place: &str, exchange: &Exchange, names: &[&str], batch: usize) {
        self.request(&format!("{place}.request"), &exchange.request, names, batch);
        self.answer(&format!("{place}.answer"), &exchange.answer);
        self.items(&format!("{place}.items"), &exchange.items, batch);
    }

    fn ask(&mut self, place: &str, ask: &Ask) {
        self.request(&format!("{place}.request"), &ask.request, &[], 1);
        self.answer(&format!("{place}.answer"), &ask.answer);
        self.pointers(&format!("{place}.amount"), &ask.amount);
        if ask.currency.starts_with('/') {
            self.pointer(&format!("{place}.currency"), &ask.currency);
        }
    }

    fn request(&mut self, place: &str, request: &Request, names: &[&str], batch: usize) {
        self.url(&format!("{place}.url"), &request.url, names);
        for (header, text) in &request.headers {
            self.text(&format!("{place}.headers.{header}"), text, names);
        }
        for text in request.basic.iter().flatten() {
            self.text(&format!("{place}.basic"), text, names);
        }
        if request.json.is_some() && request.form.is_some() {
            self.add("body", place, "json, form");
        }
        self.map(&format!("{place}.query"), &request.query, names);
        if let Some(form) = &request.form {
            self.map(&format!("{place}.form"), form, names);
        }
        let mut each = false;
        if let Some(json) = &request.json {
            self.tree(&format!("{place}.json"), json, names, &mut each);
        }
        let maps = request.query.values().chain(request.form.iter().flat_map(Map::values));
        each |= maps.into_iter().any(|value| value.get(EACH).is_some());
        if batch > 1 && !each {
            self.add("batch", place, EACH);
        }
    }

    /// A URL begins with `http://`, `https://` or a field that holds the address.
    fn url(&mut self, place: &str, text: &str, names: &[&str]) {
        self.text(place, text, names);
        let begins = match pieces(text).unwrap_or_default().first() {
            Some(Piece::Words(words)) => {
                let host = words.strip_prefix("https://").or_else(|| words.strip_prefix("http://"));
                host.is_some_and(|host| host.starts_with(|sign: char| sign.is_ascii_alphanumeric()))
            }
            Some(Piece::Name { name, .. }) => self.template.fields.iter().any(|field| field.key == *name),
            None => false,
        };
        if !begins {
            self.add("url", place, text);
        }
    }

    fn text(&mut self, place: &str, text: &str, names: &[&str]) {
        match pieces(text) {
            Err(detail) => self.add("braces", place, format!("{text}: {detail}")),
            Ok(found) => {
                for piece in found {
                    if let Piece::Name { name, .. } = piece {
                        let known = names.iter().chain(&OF_EVERY).any(|known| *known == name)
                            || self.template.fields.iter().any(|field| field.key == name);
                        if !known {
                            self.add("name", place, name);
                        }
                    }
                }
            }
        }
    }

    fn map(&mut self, place: &str, map: &Map<String, Value>, names: &[&str]) {
        for (key, value) in map {
            let place = format!("{place}.{key}");
            match value {
                Value::String(text) => self.text(&place, text, names),
                Value::Number(_) | Value::Bool(_) => {}
                Value::Object(each) => match each.get(EACH) {
                    Some(Value::String(text)) if each.len() == 1 => self.text(&place, text, names),
                    _ => self.add("body", &place, EACH),
                },
                Value::Array(_) | Value::Null => self.add("body", &place, ""),
            }
        }
    }

    fn tree(&mut self, place: &str, tree: &Value, names: &[&str], each: &mut bool) {
        match tree {
            Value::String(text) => self.text(place, text, names),
            Value::Array(list) => {
                for (index, item) in list.iter().enumerate() {
                    *each |= item.get(EACH).is_some();
                    self.tree(&format!("{place}[{index}]"), item, names, each);
                }
            }
            Value::Object(map) => {
                for (key, value) in map {
                    if key == EACH && map.len() > 1 {
                        self.add("body", place, EACH);
                    }
                    self.tree(&format!("{place}.{key}"), value, names, each);
                }
            }
            _ => {}
        }
    }

    fn answer(&mut self, place: &str, answer: &Answer) {
        self.condition(&format!("{place}.ok"), answer.ok.as_ref());
        self.pointers(&format!("{place}.code"), &answer.code);
        self.pointers(&format!("{place}.words"), &answer.words);
    }

    fn items(&mut self, place: &str, items: &Items, batch: usize) {
        self.pointer(&format!("{place}.at"), &items.at);
        self.pointer(&format!("{place}.key"), &items.key);
        self.pointer(&format!("{place}.refused"), &items.refused);
        self.condition(&format!("{place}.ok"), items.ok.as_ref());
        for (part, list) in [
            ("gateway_id", &items.gateway_id),
            ("code", &items.code),
            ("words", &items.words),
            ("state", &items.state),
        ] {
            self.pointers(&format!("{place}.{part}"), list);
        }
        if matches!(items.by, By::Phone | By::Id | By::GatewayId) && items.key.is_empty() {
            self.add("key", place, "");
        }
        if items.by == By::One && batch > 1 {
            self.add("batch", place, "one");
        }
    }

    fn callback(&mut self) {
        let Some(callback) = &self.template.callback else { return };
        if !callback.report_url.is_empty() && !callback.report_url.starts_with("{callback}") {
            self.add("report_url", "callback.report_url", &callback.report_url);
        }
        self.text("callback.report_url", &callback.report_url, &["id"]);
        if let Some(report) = &callback.report {
            self.condition("callback.report.when", report.when.as_ref());
            for (part, list) in [
                ("id", &report.id),
                ("gateway_id", &report.gateway_id),
                ("state", &report.state),
                ("words", &report.words),
            ] {
                self.pointers(&format!("callback.report.{part}"), list);
            }
            if report.state.is_empty() || report.id.is_empty() && report.gateway_id.is_empty() {
                self.add("key", "callback.report", "");
            }
        }
        if let Some(incoming) = &callback.incoming {
            self.condition("callback.incoming.when", incoming.when.as_ref());
            for (part, list) in [
                ("from", &incoming.from),
                ("to", &incoming.to),
                ("text", &incoming.text),
                ("gateway_id", &incoming.gateway_id),
                ("at", &incoming.at),
            ] {
                self.pointers(&format!("callback.incoming.{part}"), list);
            }
            if incoming.from.is_empty() || incoming.text.is_empty() {
                self.add("key", "callback.incoming", "");
            }
        }
    }

    fn condition(&mut self, place: &str, condition: Option<&Condition>) {
        if let Some(condition) = condition {
            self.pointer(&format!("{place}.at"), &condition.at);
        }
    }

    fn pointers(&mut self, place: &str, list: &[String]) {
        for pointer in list {
            self.pointer(place, pointer);
        }
    }

    fn pointer(&mut self, place: &str, pointer: &str) {
        if !pointer.is_empty() && !pointer.starts_with('/') {
            self.add("pointer", place, pointer);
        }
    }
}
