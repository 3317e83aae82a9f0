//! SQL of the activity analysis.

use std::collections::HashMap;

use deskbell_store::{Reader, Value};

use super::{ActivityRow, By};
use crate::Result;
use crate::clients::employee_of;
use crate::clients::filter::Asked;
use crate::clients::filter::sql::{Form, conditions};
use crate::conditions::{Conditions, alphabet, listed};

type Span = (Option<i64>, Option<i64>);

/// What a page is cut by.
pub struct Cut<'a> {
    pub asked: &'a Asked,
    pub span: Span,
    /// Whose last touch lies there; within, nothing for those who have none.
    pub between: Option<Option<(i64, i64)>>,
    pub by: By,
    pub down: bool,
}

/// A place in the sorted rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    pub value: Value,
    pub id: i64,
}

const GAP: char = '\u{1f}';

impl Place {
    pub fn text(&self, by: By, down: bool) -> String {
        let value = match &self.value {
            Value::Int(number) => number.to_string(),
            Value::Text(text) => text.clone(),
            _ => String::new(),
        };
        format!("{by:?}{down}{GAP}{}{GAP}{value}", self.id)
    }

    /// The place that a text names; none where it belongs to another order.
    pub fn read(text: &str, by: By, down: bool) -> Option<Self> {
        let mut pieces = text.splitn(3, GAP);
        if pieces.next()? != format!("{by:?}{down}") {
            return None;
        }
        let id = pieces.next()?.parse().ok()?;
        let value = pieces.next()?;
        let value = if by == By::Name { Value::from(value) } else { Value::Int(value.parse().ok()?) };
        Some(Self { value, id })
    }
}

/// What is counted of a client, with the time by which it falls into the period.
fn counted(by: By) -> Option<(&'static str, &'static str, &'static str)> {
    match by {
        By::Contacts => Some(("contact", "contact.client_id", "contact.at")),
        By::Letters => {
            Some(("letter JOIN request ON request.id = letter.request_id", "request.client_id", "letter.at"))
        }
        By::Requests => Some(("request", "request.client_id", "request.created_at")),
        By::Name | By::Last => None,
    }
}

fn in_span(all: &mut Conditions, column: &str, span: Span) -> String {
    let mut text = String::new();
    if let Some(from) = span.0 {
        text.push_str(&format!(" AND {column} >= {}", all.value(from)));
    }
    if let Some(to) = span.1 {
        text.push_str(&format!(" AND {column} < {}", all.value(to)));
    }
    text
}

fn belonging(cut: &Cut) -> Conditions {
    let mut all = conditions(cut.asked, Form::Set);
    match cut.between {
        Some(None) => all.plain("client_touch.at IS NULL"),
        Some(Some((from, to))) => {
            all.with("client_touch.at >= ?", from);
            all.with("client_touch.at < ?", to);
        }
        None => {}
    }
    all
}

const FROM: &str = "client LEFT JOIN client_touch ON client_touch.client_id = client.id";

pub fn page(reader: &mut Reader, cut: &Cut, after: Option<&Place>, most: i64) -> Result<Vec<Place>> {
    let mut all = belonging(cut);
    let (join, value) = match counted(cut.by) {
        Some((tables, client, at)) => {
            let span = in_span(&mut all, at, cut.span);
            let sums = format!(
                "SELECT {client} AS client_id, count(*) AS number FROM {tables} WHERE {client} IS NOT NULL{span} GROUP BY {client}"
            );
            (
                format!("LEFT JOIN ({sums}) AS sums ON sums.client_id = client.id"),
                "coalesce(sums.number, 0)".to_owned(),
            )
        }
        None if cut.by == By::Name => (
            "JOIN client_name ON client_name.client_id = client.id".to_owned(),
            alphabet("client_name.folded"),
        ),
        // Whom nobody ever had to do with has been silent longest.
        None => (String::new(), "coalesce(client_touch.at, 0)".to_owned()),
    };
    if let Some(place) = after {
        let (last, id) = (all.value(&place.value), all.value(place.id));
        let beyond = if cut.down { "<" } else { ">" };
        all.plain(&format!("({value}, client.id) {beyond} ({last}, {id})"));
    }
    let way = if cut.down { "DESC" } else { "ASC" };
    let most = all.value(most);
    let sql = format!(
        "SELECT client.id AS id, {value} AS sorted_by FROM {FROM} {join} WHERE {} ORDER BY {value} {way}, client.id {way} LIMIT {most}",
        all.sql()
    );
    let rows = reader.all(&sql, all.values())?;
    rows.iter().map(|row| Ok(Place { value: row.get("sorted_by")?, id: row.get("id")? })).collect()
}

pub fn count(reader: &mut Reader, cut: &Cut) -> Result<i64> {
    let all = belonging(cut);
    let sql = format!("SELECT count(*) AS total FROM {FROM} WHERE {}", all.sql());
    Ok(reader.one(&sql, all.values())?.get("total")?)
}

/// The rows of these clients in their order, with what is counted in the period.
pub fn rows(reader: &mut Reader, ids: &[i64], span: Span) -> Result<Vec<ActivityRow>> {
    let mut all = Conditions::default();
    let mut number = |by: By| {
        let Some((tables, client, at)) = counted(by) else { return "0".to_owned() };
        let span = in_span(&mut all, at, span);
        format!("(SELECT count(*) FROM {tables} WHERE {client} = client.id{span})")
    };
    let (contacts, letters, requests) = (number(By::Contacts), number(By::Letters), number(By::Requests));
    let sql = format!(
        "SELECT client.id, client.name, client.city, client.manager_id, employee.name AS manager_name, client_touch.at AS last_at,
            (SELECT shown FROM client_phone WHERE client_id = client.id ORDER BY position LIMIT 1) AS phone,
            {contacts} AS contacts, {letters} AS letters, {requests} AS requests
         FROM {FROM} LEFT JOIN employee ON employee.id = client.manager_id WHERE client.id IN ({})",
        listed(ids)
    );
    let mut found: HashMap<i64, ActivityRow> = HashMap::new();
    for row in &reader.all(&sql, all.values())? {
        let client = ActivityRow {
            id: row.get("id")?,
            name: row.get("name")?,
            phone: row.get::<Option<String>>("phone")?.unwrap_or_default(),
            city: row.get("city")?,
            manager: employee_of(row, "manager_id", "manager_name")?,
            last_at: row.get("last_at")?,
            silent_days: None,
            contacts: row.get("contacts")?,
            letters: row.get("letters")?,
            requests: row.get("requests")?,
        };
        found.insert(client.id, client);
    }
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

/// How many clients fall between each two borders, which go back in time: before them all, and never, come last.
pub fn chart(reader: &mut Reader, asked: &Asked, borders: &[i64]) -> Result<Vec<i64>> {
    let mut all = conditions(asked, Form::Set);
    let cases: Vec<String> = borders
        .iter()
        .enumerate()
        .map(|(at, border)| format!("WHEN client_touch.at >= {} THEN {at}", all.value(*border)))
        .collect();
    let (older, never) = (borders.len(), borders.len() + 1);
    let sql = format!(
        "SELECT ago, count(*) AS clients FROM (
            SELECT CASE WHEN client_touch.at IS NULL THEN {never} {} ELSE {older} END AS ago FROM {FROM} WHERE {}
         ) AS told GROUP BY ago",
        cases.join(" "),
        all.sql()
    );
    let mut counts = vec![0; borders.len() + 2];
    for row in &reader.all(&sql, all.values())? {
        let at: i64 = row.get("ago")?;
        if let Some(count) = usize::try_from(at).ok().and_then(|at| counts.get_mut(at)) {
            *count = row.get("clients")?;
        }
    }
    Ok(counts)
}
