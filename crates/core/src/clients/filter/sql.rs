//! SQL of the filter of clients. Each condition has two forms: one that leads to the clients by an index, which is quick
//! where they are few, and one that is asked of each client on a walk through the sorted list, which is quick where many
//! belong. There a plus keeps SQLite from the index that would lead away from the walk.

use deskbell_store::{Reader, params};

use super::asked::{Asked, FieldTest, Term, Test};
use super::{City, ConsentState};
use crate::Result;
use crate::clients::words::Word;
use crate::conditions::{Conditions, listed};

/// In which way the conditions are looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Set,
    /// With the client's id where it is nearest at hand: what asks for no more spares the look at the card.
    Walk(&'static str),
}

impl Form {
    fn id(self) -> &'static str {
        match self {
            Self::Set => "client.id",
            Self::Walk(id) => id,
        }
    }

    /// What keeps a column from its index.
    fn plus(self) -> &'static str {
        if self == Self::Set { "" } else { "+" }
    }
}

/// The conditions of a filter on the rows of `client`.
pub fn conditions(asked: &Asked, form: Form) -> Conditions {
    let mut all = Conditions::default();
    if let Some(ids) = &asked.among {
        all.plain(&format!("{}{} IN ({})", form.plus(), form.id(), listed(ids)));
    }
    for term in &asked.terms {
        word(&mut all, term, form);
    }
    own_columns(&mut all, asked, form);
    for (table, names) in [("client_interest", &asked.interests), ("client_tag", &asked.tags)] {
        if !names.is_empty() {
            let list = values(&mut all, names);
            belongs(&mut all, form, true, table, &format!("folded IN ({list})"));
        }
    }
    for (way, state) in &asked.consents {
        let way = way.code();
        match state {
            ConsentState::Given => {
                belongs(&mut all, form, true, "client_consent", &format!("way = '{way}' AND given = 1"))
            }
            ConsentState::Refused => {
                belongs(&mut all, form, true, "client_consent", &format!("way = '{way}' AND given = 0"));
            }
            ConsentState::NotAsked => {
                belongs(&mut all, form, false, "client_consent", &format!("way = '{way}'"))
            }
        }
    }
    for (has, table) in [(asked.has_phone, "client_phone"), (asked.has_email, "client_email")] {
        if let Some(has) = has {
            belongs(&mut all, form, has, table, "1 = 1");
        }
    }
    for field in &asked.fields {
        own_field(&mut all, field, form);
    }
    if let Some(at) = asked.silent_before {
        silent(&mut all, at, form);
    }
    for (has, table, condition) in
        [(asked.open_requests, "request", "open = 1"), (asked.has_reminder, "reminder", "done = 0")]
    {
        if let Some(has) = has {
            belongs(&mut all, form, has, table, condition);
        }
    }
    all
}

/// Whom nobody had to do with since an instant; whoever was never touched has been silent since the card was made.
fn silent(all: &mut Conditions, at: i64, form: Form) {
    let touch = format!("FROM client_touch WHERE client_touch.client_id = {}", form.id());
    match form {
        // Those who were touched since are few and known at once. Of the others only a card that is newer is asked whether
        // anybody ever was in touch, and that one by one: otherwise PostgreSQL gathers all touches to know of a few.
        Form::Set => {
            let at = all.value(at);
            all.plain(&format!(
                "client.id NOT IN (SELECT client_id FROM client_touch WHERE at >= {at})
                 AND (client.created_at < {at} OR EXISTS (SELECT 1 {touch} AND client_touch.at < client.created_at))"
            ));
        }
        Form::Walk(_) => all.with(&format!("coalesce((SELECT at {touch}), client.created_at) < ?"), at),
    }
}

/// What stands in the client's own row.
fn own_columns(all: &mut Conditions, asked: &Asked, form: Form) {
    let plus = form.plus();
    if let Some(kind) = asked.kind {
        all.with("client.kind = ?", kind);
    }
    match asked.manager {
        Some(Some(id)) => all.with(&format!("{plus}client.manager_id = ?"), id),
        Some(None) => all.plain(&format!("{plus}client.manager_id IS NULL")),
        None => {}
    }
    if let Some(cities) = &asked.cities {
        in_cities(all, cities, form);
    }
    if let Some(language) = asked.language {
        all.with("client.language = ?", language);
    }
    if !asked.birthdays.is_empty() {
        // Written otherwise it is not the index's own expression.
        let day = match form {
            Form::Set => "substr(client.birthday, length(client.birthday) - 4)",
            Form::Walk(_) => "substr(client.birthday || '', length(client.birthday) - 4)",
        };
        let spans: Vec<String> = asked
            .birthdays
            .iter()
            .map(|(from, to)| {
                let (from, to) = (all.value(from.as_str()), all.value(to.as_str()));
                format!("{day} BETWEEN {from} AND {to}")
            })
            .collect();
        all.plain(&format!("client.birthday <> '' AND ({})", spans.join(" OR ")));
    }
    match asked.do_not_write {
        Some(true) => all.plain(&format!("{plus}client.do_not_write = 1")),
        Some(false) => all.plain(&format!("{plus}client.do_not_write = 0")),
        None => {}
    }
    if let Some(at) = asked.created.0 {
        all.with(&format!("{plus}client.created_at >= ?"), at);
    }
    if let Some(at) = asked.created.1 {
        all.with(&format!("{plus}client.created_at < ?"), at);
    }
}

fn in_cities(all: &mut Conditions, cities: &[String], form: Form) {
    let list = values(all, cities);
    let city = if form == Form::Set { "client.city" } else { "client.city || ''" };
    all.plain(&if cities.is_empty() { "1 = 0".to_owned() } else { format!("{city} IN ({list})") });
}

fn values(all: &mut Conditions, values: &[String]) -> String {
    let marks: Vec<String> = values.iter().map(|value| all.value(value.as_str())).collect();
    marks.join(", ")
}

/// That a client has, or has not, a row of another table with a condition.
fn belongs(all: &mut Conditions, form: Form, has: bool, table: &str, condition: &str) {
    let (plus, id) = (form.plus(), form.id());
    let set = format!("SELECT client_id FROM {table} WHERE client_id IS NOT NULL AND {condition}");
    let one = format!("EXISTS (SELECT 1 FROM {table} WHERE {table}.client_id = {id} AND {condition})");
    all.plain(&match (has, condition) {
        // A row of any kind: nearly everybody has one, so that each is asked.
        (true, "1 = 1") => one,
        (true, _) => format!("{plus}{id} IN ({set})"),
        // For a count of all that are left it is quicker known once who has one.
        (false, condition) if form == Form::Set && condition != "1 = 1" => format!("{id} NOT IN ({set})"),
        (false, _) => format!("NOT {one}"),
    });
}

/// Where a word may stand: the tables beside the card with their conditions, and those of the card's own row.
fn places(all: &mut Conditions, term: &Term) -> (Vec<(&'static str, String)>, Vec<String>) {
    let Word { text, digits } = &term.word;
    if term.word.begins() {
        let (first, later) = (all.value(text.as_str()), all.value(format!(" {text}")));
        return (
            vec![("client_name", format!("(instr(folded, {first}) = 1 OR instr(folded, {later}) > 0)"))],
            Vec::new(),
        );
    }
    let (name, email) = match &term.apostrophe {
        Some(pattern) => {
            let pattern = all.value(pattern.as_str());
            (format!("folded LIKE {pattern}"), format!("email LIKE {pattern}"))
        }
        None => {
            let text = all.value(text.as_str());
            (format!("instr(folded, {text}) > 0"), format!("instr(email, {text}) > 0"))
        }
    };
    let mut tables = vec![("client_name", name), ("client_email", email)];
    if let Some(digits) = digits {
        // What looks like a phone is one for most: so many are soon too many to look up.
        let digits = all.value(digits.as_str());
        tables.insert(0, ("client_phone", format!("instr(number, {digits}) > 0")));
    }
    let pattern = all.value(term.pattern.as_str());
    let mut own = vec![format!("client.notes <> '' AND client.notes LIKE {pattern}")];
    if !term.cities.is_empty() {
        own.push(format!("client.city IN ({})", values(all, &term.cities)));
    }
    (tables, own)
}

/// The query of those who have a word somewhere on the card; who has it twice stands there twice.
fn having(all: &mut Conditions, term: &Term) -> String {
    let (tables, own) = places(all, term);
    let sets: Vec<String> = tables
        .iter()
        .map(|(table, condition)| format!("SELECT client_id FROM {table} WHERE {condition}"))
        .chain(own.iter().map(|condition| format!("SELECT client.id FROM client WHERE {condition}")))
        .collect();
    sets.join(" UNION ALL ")
}

/// That a word stands somewhere on the card.
fn word(all: &mut Conditions, term: &Term, form: Form) {
    if form == Form::Set {
        let having = having(all, term);
        return all.plain(&format!("client.id IN ({having})"));
    }
    let id = form.id();
    let (tables, own) = places(all, term);
    let tests: Vec<String> = tables
        .iter()
        .map(|(table, condition)| {
            format!("EXISTS (SELECT 1 FROM {table} WHERE {table}.client_id = {id} AND {condition})")
        })
        .chain(own.iter().map(|condition| format!("({condition})")))
        .collect();
    all.plain(&format!("({})", tests.join(" OR ")));
}

/// Who has a word somewhere on the card, perhaps named twice; at most so many.
pub fn of_term(reader: &mut Reader, term: &Term, most: i64) -> Result<Vec<i64>> {
    let mut all = Conditions::default();
    let having = having(&mut all, term);
    let most = all.value(most);
    let rows =
        reader.all(&format!("SELECT client_id FROM ({having}) AS found LIMIT {most}"), all.values())?;
    rows.iter().map(|row| Ok(row.get("client_id")?)).collect()
}

/// Who of these has a word somewhere on the card, in the order of their ids.
pub fn of_these(reader: &mut Reader, term: &Term, ids: &[i64]) -> Result<Vec<i64>> {
    let mut all = Conditions::default();
    word(&mut all, term, Form::Walk("client.id"));
    let sql = format!(
        "SELECT client.id FROM client WHERE client.id IN ({}) AND {} ORDER BY client.id",
        listed(ids),
        all.sql()
    );
    reader.all(&sql, all.values())?.iter().map(|row| Ok(row.get("id")?)).collect()
}

fn own_field(all: &mut Conditions, field: &FieldTest, form: Form) {
    let id = all.value(field.field_id);
    let mut tests = vec![format!("field_id = {id}")];
    match &field.test {
        Test::Filled | Test::Empty => {}
        Test::Holds(pattern) => tests.push(format!("value LIKE {}", all.value(pattern.as_str()))),
        Test::Is(value) => tests.push(format!("value = {}", all.value(value.as_str()))),
        Test::Days(from, to) => {
            tests.extend(from.as_deref().map(|day| format!("value >= {}", all.value(day))));
            tests.extend(to.as_deref().map(|day| format!("value <= {}", all.value(day))));
        }
        Test::Numbers(from, to) => {
            let number = as_number(&id);
            tests.extend(from.map(|from| format!("{number} >= {}", all.value(from))));
            tests.extend(to.map(|to| format!("{number} <= {}", all.value(to))));
        }
    }
    let has = !matches!(field.test, Test::Empty);
    belongs(all, form, has, "client_field_value", &tests.join(" AND "));
}

/// A field's value as a number. Another field's text must not be cast, whichever condition the database looks at first.
pub fn as_number(field_id: &str) -> String {
    format!("CASE WHEN field_id = {field_id} THEN CAST(value AS REAL) END")
}

/// The clients that are asked for, by their ids; at most so many.
pub fn ids(reader: &mut Reader, asked: &Asked, most: Option<i64>) -> Result<Vec<i64>> {
    let mut all = conditions(asked, Form::Set);
    let sql = match most {
        Some(most) => {
            let most = all.value(most);
            format!("SELECT client.id FROM client WHERE {} LIMIT {most}", all.sql())
        }
        None => format!("SELECT client.id FROM client WHERE {} ORDER BY client.id", all.sql()),
    };
    reader.all(&sql, all.values())?.iter().map(|row| Ok(row.get("id")?)).collect()
}

pub fn count(reader: &mut Reader, asked: &Asked) -> Result<i64> {
    if let (true, None, [term]) = (asked.words_alone, &asked.among, asked.terms.as_slice()) {
        // Of one common word it is enough to know who has it.
        let mut all = Conditions::default();
        let having = having(&mut all, term);
        let sql = format!("SELECT count(DISTINCT client_id) AS total FROM ({having}) AS found");
        return Ok(reader.one(&sql, all.values())?.get("total")?);
    }
    let all = conditions(asked, Form::Set);
    let sql = format!("SELECT count(*) AS total FROM client WHERE {}", all.sql());
    Ok(reader.one(&sql, all.values())?.get("total")?)
}

/// Every writing of a city, each once: one step through the index for each, however many clients are there.
pub fn writings(reader: &mut Reader) -> Result<Vec<String>> {
    let rows = reader.all(
        "WITH RECURSIVE found (name) AS (
             SELECT min(city) FROM client WHERE city > ''
             UNION ALL SELECT (SELECT min(city) FROM client WHERE city > found.name) FROM found WHERE found.name IS NOT NULL)
         SELECT found.name FROM found WHERE found.name IS NOT NULL",
        params![],
    )?;
    rows.iter().map(|row| Ok(row.get("name")?)).collect()
}

pub fn cities(reader: &mut Reader) -> Result<Vec<City>> {
    let order = crate::conditions::alphabet("city");
    let sql = format!(
        "SELECT city, count(*) AS clients FROM client WHERE city <> '' GROUP BY city ORDER BY {order}, city"
    );
    let rows = reader.all(&sql, &[])?;
    rows.iter().map(|row| Ok(City { name: row.get("city")?, clients: row.get("clients")? })).collect()
}
