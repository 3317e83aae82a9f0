//! SQL of the list of clients.

use std::collections::HashMap;

use deskbell_store::{Reader, Row, Value};

use super::order::{Cursor, Order};
use super::{Among, ClientRow};
use crate::Result;
use crate::clients::fields::FieldValue;
use crate::clients::filter::sql::{Form, conditions};
use crate::clients::sql::kind;
use crate::clients::words::Word;
use crate::clients::{CardLanguage, employee_of};
use crate::conditions::{APOSTROPHES, Conditions, alphabetical, listed};

/// So many faces are quickly read in the alphabet's order.
const HEAD: i64 = 2000;

/// The places of a page, from one on.
pub fn page(
    reader: &mut Reader,
    among: &Among,
    order: &Order,
    after: Option<Cursor>,
    most: i64,
) -> Result<Vec<Cursor>> {
    let mut found = Vec::new();
    let valued = after.as_ref().is_none_or(|place| place.value.is_some());
    if valued {
        let (sql, all) = having(among, order, after.as_ref(), most);
        for row in reader.all(&sql, all.values())? {
            found.push(Cursor { value: Some(row.get::<Value>("sorted_by")?), id: row.get("id")? });
        }
    }
    let left = most - found.len() as i64;
    if let (Some(none), true) = (&order.none, left > 0) {
        let from = after.filter(|_| !valued).map(|place| place.id);
        let (sql, all) = lacking(among, none, from, left);
        for row in reader.all(&sql, all.values())? {
            found.push(Cursor { value: None, id: row.get("id")? });
        }
    }
    Ok(found)
}

/// The query of those who have something in the column, and its values.
pub fn having(among: &Among, order: &Order, after: Option<&Cursor>, most: i64) -> (String, Conditions) {
    let mut all = belonging(among, order.tie);
    let Order { value, tie, .. } = order;
    if let Some(Cursor { value: Some(last), id }) = after {
        let (last, id) = (all.value(last), all.value(*id));
        let (from, beyond) = if order.down { ("<=", "<") } else { (">=", ">") };
        // The first condition is for the index, the second for those who have the same there.
        all.plain(&format!("{value} {from} {last} AND ({value}, {tie}) {beyond} ({last}, {id})"));
    }
    if order.some != "1 = 1" {
        all.plain(&order.some);
    }
    let tables = match &order.table {
        Some((table, on)) => {
            all.plain(on);
            // The database takes them in this order: through the sorted table, or beginning with the clients.
            match among {
                Among::Ids(_) => format!("client CROSS JOIN {table}"),
                Among::Filter(_) => format!("{table} CROSS JOIN client"),
            }
        }
        None => "client".to_owned(),
    };
    let way = if order.down { "DESC" } else { "ASC" };
    let most = all.value(most);
    let sql = format!(
        "SELECT client.id AS id, {value} AS sorted_by FROM {tables} WHERE {} ORDER BY {value} {way}, {tie} {way} LIMIT {most}",
        all.sql()
    );
    (sql, all)
}

fn lacking(among: &Among, none: &str, after: Option<i64>, most: i64) -> (String, Conditions) {
    let mut all = belonging(among, "client.id");
    all.plain(none);
    if let Some(id) = after {
        all.with("client.id > ?", id);
    }
    let most = all.value(most);
    let sql =
        format!("SELECT client.id AS id FROM client WHERE {} ORDER BY client.id LIMIT {most}", all.sql());
    (sql, all)
}

fn belonging(among: &Among, id: &'static str) -> Conditions {
    match among {
        Among::Filter(asked) => conditions(asked, Form::Walk(id)),
        Among::Ids(ids) => {
            let mut all = Conditions::default();
            all.plain(&format!("client.id IN ({})", listed(ids)));
            all
        }
    }
}

/// The first by name of those whose name begins with the first of the words, and who have the others: they are read through
/// the index. Without words the first of all.
pub fn begun(reader: &mut Reader, words: &[Word], most: i64) -> Result<Vec<i64>> {
    let mut all = Conditions::default();
    if let [first, others @ ..] = words {
        // The index knows apostrophes as they were written.
        let key = alphabetical(first.text.split(APOSTROPHES).next().unwrap_or_default());
        if key.is_empty() {
            return Ok(Vec::new());
        }
        all.with("sorted < ?", format!("{key}{}", char::MAX));
        all.with("sorted >= ?", key);
        all.with("instr(face, ?) = 1", format!(" {}", first.plain()));
        others.iter().for_each(|word| on_face(&mut all, word));
    }
    faces(reader, "client_face", all, "sorted", most)
}

/// The first by name of those who have all the words, these aside.
pub fn others(reader: &mut Reader, words: &[Word], but: &[i64], most: i64) -> Result<Vec<i64>> {
    let mut all = Conditions::default();
    words.iter().for_each(|word| on_face(&mut all, word));
    all.plain(&format!("client_id NOT IN ({})", listed(but)));
    // Where many have the words, the first of the alphabet are enough.
    let head = format!("(SELECT * FROM client_face ORDER BY sorted, client_id LIMIT {HEAD}) AS head");
    let found = faces(reader, &head, all.clone(), "sorted", most)?;
    if found.len() as i64 == most {
        return Ok(found);
    }
    // All are looked at and then sorted: in the order of the index they would be read from everywhere.
    faces(reader, "client_face", all, "sorted || ''", most)
}

fn faces(reader: &mut Reader, table: &str, mut all: Conditions, order: &str, most: i64) -> Result<Vec<i64>> {
    let most = all.value(most);
    let sql =
        format!("SELECT client_id FROM {table} WHERE {} ORDER BY {order}, client_id LIMIT {most}", all.sql());
    reader.all(&sql, all.values())?.iter().map(|row| Ok(row.get("client_id")?)).collect()
}

/// That a word stands in the name, city or an e-mail, or what looks like a phone among the phones, which follow a ￮. Most cards
/// lack it: of these one text alone is asked.
fn on_face(all: &mut Conditions, word: &Word) {
    let plain = word.plain();
    if word.begins() {
        return all.with("instr(face, ?) > 0", format!(" {plain}"));
    }
    let Some(digits) = &word.digits else {
        // Phones are written in ASCII.
        let within = if plain.is_ascii() { "BETWEEN 1 AND instr(face, '￮')" } else { "> 0" };
        return all.with(&format!("instr(face, ?) {within}"), plain);
    };
    if plain.contains(digits) {
        all.with("instr(face, ?) > 0", digits.as_str());
    }
    if plain != *digits {
        let (text, digits) = (all.value(plain), all.value(digits.as_str()));
        all.plain(&format!(
            "(instr(face, {text}) > 0 OR instr(substr(face, instr(face, '￮')), {digits}) > 0)"
        ));
    }
}

/// The rows of these clients, in their order; who is gone is left out.
pub fn rows(reader: &mut Reader, ids: &[i64]) -> Result<Vec<ClientRow>> {
    let list = listed(ids);
    let rows = reader.all(
        &format!(
            "SELECT client.id, client.kind, client.name, client.city, client.address, client.interests, client.discount,
                substr(client.notes, 1, 300) AS notes, client.manager_id, client.language, client.birthday,
                client.do_not_write, client.created_at, employee.name AS manager_name, client_touch.at AS last_at,
                (SELECT shown FROM client_phone WHERE client_id = client.id ORDER BY position LIMIT 1) AS phone,
                (SELECT email FROM client_email WHERE client_id = client.id ORDER BY position LIMIT 1) AS email,
                (SELECT given FROM client_consent WHERE client_id = client.id AND way = 'email') AS consent_email,
                (SELECT given FROM client_consent WHERE client_id = client.id AND way = 'sms') AS consent_sms,
                (SELECT count(*) FROM request WHERE request.client_id = client.id AND request.open = 1) AS open_requests
             FROM client LEFT JOIN employee ON employee.id = client.manager_id
             LEFT JOIN client_touch ON client_touch.client_id = client.id
             WHERE client.id IN ({list})"
        ),
        &[],
    )?;
    let mut found: HashMap<i64, ClientRow> = HashMap::with_capacity(rows.len());
    for row in &rows {
        let client = client(row)?;
        found.insert(client.id, client);
    }
    let tags = reader.all(
        &format!(
            "SELECT client_id, name FROM client_tag WHERE client_id IN ({list}) ORDER BY client_id, folded"
        ),
        &[],
    )?;
    for row in &tags {
        if let Some(client) = found.get_mut(&row.get::<i64>("client_id")?) {
            client.tags.push(row.get("name")?);
        }
    }
    let own = reader.all(
        &format!(
            "SELECT client_id, field_id, value FROM client_field_value WHERE client_id IN ({list}) ORDER BY client_id, field_id"
        ),
        &[],
    )?;
    for row in &own {
        if let Some(client) = found.get_mut(&row.get::<i64>("client_id")?) {
            client.own.push(FieldValue { field_id: row.get("field_id")?, value: row.get("value")? });
        }
    }
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

fn client(row: &Row) -> Result<ClientRow> {
    Ok(ClientRow {
        id: row.get("id")?,
        kind: kind(row)?,
        name: row.get("name")?,
        phone: row.get::<Option<String>>("phone")?.unwrap_or_default(),
        email: row.get::<Option<String>>("email")?.unwrap_or_default(),
        city: row.get("city")?,
        address: row.get("address")?,
        manager: employee_of(row, "manager_id", "manager_name")?,
        interests: row.get("interests")?,
        tags: Vec::new(),
        language: CardLanguage::of_code(&row.get::<String>("language")?),
        birthday: row.get("birthday")?,
        discount: row.get("discount")?,
        notes: row.get("notes")?,
        do_not_write: row.get("do_not_write")?,
        consent_email: row.get("consent_email")?,
        consent_sms: row.get("consent_sms")?,
        own: Vec::new(),
        created_at: row.get("created_at")?,
        last_at: row.get("last_at")?,
        open_requests: row.get("open_requests")?,
    })
}
