//! SQL of what texts may name.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use deskbell_store::{Reader, params};

use crate::Result;
use crate::mailings::message::Way;

/// So many people are looked through for the columns of an import.
const LOOKED_THROUGH: i64 = 200;

/// A message with what its client's card or its import says.
#[derive(Debug, Clone)]
pub struct PersonRow {
    pub id: i64,
    pub client_id: Option<i64>,
    pub who: String,
    pub way: Way,
    pub address: String,
    pub message_id: String,
    pub token: String,
    pub attempts: i64,
    pub columns: String,
    pub language: String,
    pub city: String,
    pub home: String,
    pub phone: String,
    pub email: String,
    pub discount: f64,
    pub interests: String,
    pub terms: String,
    pub birthday: String,
    pub manager: String,
}

impl Default for PersonRow {
    fn default() -> Self {
        let empty = String::new;
        Self {
            id: 0,
            client_id: None,
            who: empty(),
            way: Way::Email,
            address: empty(),
            message_id: empty(),
            token: empty(),
            attempts: 0,
            columns: empty(),
            language: empty(),
            city: empty(),
            home: empty(),
            phone: empty(),
            email: empty(),
            discount: 0.0,
            interests: empty(),
            terms: empty(),
            birthday: empty(),
            manager: empty(),
        }
    }
}

/// The people of some messages, in the order of their ids.
pub fn people(reader: &mut Reader, ids: &[i64]) -> Result<Vec<PersonRow>> {
    let list: Vec<String> = ids.iter().map(i64::to_string).collect();
    let rows = reader.all(
        &format!(
            "SELECT message.id, message.client_id, message.way, message.address, message.message_id, message.token,
                message.attempts, message.fields, message.name AS import_name, message.phone AS import_phone,
                message.email AS import_email, client.name, client.language, client.city, client.address AS home,
                client.discount, client.interests, client.terms, client.birthday, employee.name AS manager,
                (SELECT shown FROM client_phone WHERE client_phone.client_id = client.id ORDER BY position LIMIT 1) AS phone,
                (SELECT email FROM client_email WHERE client_email.client_id = client.id ORDER BY position LIMIT 1) AS email
             FROM message LEFT JOIN client ON client.id = message.client_id
             LEFT JOIN employee ON employee.id = client.manager_id
             WHERE message.id IN ({}) ORDER BY message.id",
            list.join(", ")
        ),
        &[],
    )?;
    rows.iter()
        .map(|row| {
            let text = |name: &str| Ok::<_, crate::Error>(row.get::<Option<String>>(name)?.unwrap_or_default());
            let or = |card: String, import: String| if card.is_empty() { import } else { card };
            Ok(PersonRow {
                id: row.get("id")?,
                client_id: row.get("client_id")?,
                who: or(text("name")?, text("import_name")?),
                way: Way::of(&row.get::<String>("way")?),
                address: row.get("address")?,
                message_id: row.get("message_id")?,
                token: row.get("token")?,
                attempts: row.get("attempts")?,
                columns: row.get("fields")?,
                language: text("language")?,
                city: text("city")?,
                home: text("home")?,
                phone: or(text("phone")?, text("import_phone")?),
                email: or(text("email")?, text("import_email")?),
                discount: row.get::<Option<f64>>("discount")?.unwrap_or_default(),
                interests: text("interests")?,
                terms: text("terms")?,
                birthday: text("birthday")?,
                manager: text("manager")?,
            })
        })
        .collect()
}

/// The office's own fields of some clients: name and value.
pub fn own_fields(reader: &mut Reader, clients: &[i64]) -> Result<HashMap<i64, Vec<(String, String)>>> {
    let mut found: HashMap<i64, Vec<(String, String)>> = HashMap::new();
    if clients.is_empty() {
        return Ok(found);
    }
    let list: Vec<String> = clients.iter().map(i64::to_string).collect();
    let rows = reader.all(
        &format!(
            "SELECT client_field_value.client_id, client_field.name, client_field_value.value FROM client_field_value
             JOIN client_field ON client_field.id = client_field_value.field_id
             WHERE client_field_value.client_id IN ({})",
            list.join(", ")
        ),
        &[],
    )?;
    for row in &rows {
        found.entry(row.get("client_id")?).or_default().push((row.get("name")?, row.get("value")?));
    }
    Ok(found)
}

/// The titles of the columns that an import brought.
pub fn columns(reader: &mut Reader, mailing_id: i64) -> Result<Vec<String>> {
    let rows = reader.all(
        "SELECT fields FROM message WHERE mailing_id = ?1 AND fields <> '' ORDER BY id LIMIT ?2",
        params![mailing_id, LOOKED_THROUGH],
    )?;
    let mut titles: BTreeSet<String> = BTreeSet::new();
    for row in &rows {
        let columns: BTreeMap<String, String> =
            serde_json::from_str(&row.get::<String>("fields")?).unwrap_or_default();
        titles.extend(columns.into_keys());
    }
    Ok(titles.into_iter().collect())
}
