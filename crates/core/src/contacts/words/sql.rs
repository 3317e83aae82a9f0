//! SQL of finding contacts and reminders by whom they are with.

use deskbell_store::{Reader, params};

use super::Words;
use crate::Result;
use crate::conditions::{Conditions, listed};

/// Of a contact whose address may be shown to whoever may not see clients.
pub const UNTIED: &str = "contact.client_id IS NULL AND request.client_id IS NULL";

/// The name that whoever may not see clients is shown of a row of this table.
fn own_name(table: &str) -> String {
    format!(
        "CASE WHEN {table}.client_id IS NULL AND request.client_id IS NULL OR request.source = 'mail'
            THEN request.name ELSE '' END"
    )
}

const CLIENTS: &str = "SELECT client_id FROM client_name WHERE folded LIKE ";
const BY_PHONE: &str = " UNION SELECT client_id FROM client_phone WHERE number LIKE ";

/// The clients of a name or phone; none where there are more than `most`.
pub fn clients(
    reader: &mut Reader,
    pattern: &str,
    phone: Option<&str>,
    most: usize,
) -> Result<Option<Vec<i64>>> {
    let mut all = Conditions::default();
    let mut sql = format!("{CLIENTS}{}", all.value(pattern));
    if let Some(phone) = phone {
        sql.push_str(&format!("{BY_PHONE}{}", all.value(phone)));
    }
    let limit = all.value(most as i64 + 1);
    let rows = reader.all(&format!("SELECT client_id FROM ({sql}) AS found LIMIT {limit}"), all.values())?;
    if rows.len() > most {
        return Ok(None);
    }
    rows.iter().map(|row| Ok(row.get("client_id")?)).collect::<Result<_>>().map(Some)
}

/// Whether a row's name holds the words, and for whoever may see clients the client's phone digits, by the same rule.
pub fn name(all: &mut Conditions, words: &Words) -> String {
    let (table, pattern) = (words.list.table(), all.value(words.pattern.as_str()));
    if !words.sees {
        return format!("{} LIKE {pattern}", own_name(table));
    }
    let clients = words.clients.as_ref().map_or_else(
        || {
            let phone = words.phone.as_deref().map(|phone| format!("{BY_PHONE}{}", all.value(phone)));
            format!("{table}.client_id IN ({CLIENTS}{pattern}{})", phone.unwrap_or_default())
        },
        |ids| format!("{table}.client_id IN ({})", listed(ids)),
    );
    format!("{clients} OR ({table}.client_id IS NULL AND request.name <> '' AND request.name LIKE {pattern})")
}

/// Whether what was written down holds signs that are no word.
pub fn signs(all: &mut Conditions, words: &Words) -> String {
    let (table, text) = (words.list.table(), words.list.text());
    format!("{table}.{text} LIKE {}", all.value(words.pattern.as_str()))
}

/// The rows with these clients.
pub fn of_clients(reader: &mut Reader, table: &str, clients: &[i64], most: usize) -> Result<Vec<i64>> {
    let mut all = Conditions::default();
    all.one_of("client_id", clients);
    ids(reader, &format!("SELECT id FROM {table} WHERE {} LIMIT ?1", all.sql()), params![most])
}

/// The rows with nobody of the directory, by the name of their request. Whoever was answered is in the directory: these rows
/// are few, and an index has them alone. The databases are led to begin with them and not with the requests.
pub fn of_strangers(reader: &mut Reader, table: &str, pattern: &str, most: usize) -> Result<Vec<i64>> {
    let sql = format!(
        "SELECT {table}.id FROM {table} CROSS JOIN request
         WHERE {table}.client_id IS NULL AND {table}.request_id IS NOT NULL AND request.id = {table}.request_id
           AND request.name <> '' AND request.name LIKE ?2 LIMIT ?1"
    );
    ids(reader, &sql, params![most, pattern])
}

/// The rows by the name that is shown to whoever may not see clients.
pub fn of_correspondents(reader: &mut Reader, table: &str, pattern: &str, most: usize) -> Result<Vec<i64>> {
    let sql = format!(
        "SELECT {table}.id FROM {table} JOIN request ON request.id = {table}.request_id
         WHERE {} LIKE ?2 LIMIT ?1",
        own_name(table)
    );
    ids(reader, &sql, params![most, pattern])
}

fn ids(reader: &mut Reader, sql: &str, values: &[deskbell_store::Value]) -> Result<Vec<i64>> {
    reader.all(sql, values)?.iter().map(|row| Ok(row.get("id")?)).collect()
}
