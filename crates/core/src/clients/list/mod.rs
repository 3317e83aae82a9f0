//! The list of clients: filtered, sorted by any column, page by page (C2).

mod column;
mod export;
mod order;
mod sql;
mod suggest;
#[cfg(test)]
mod tests;

use deskbell_store::Reader;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::fields::FieldValue;
use super::filter::{self, Asked, Filter};
use super::{CardLanguage, Kind};
use crate::Result;
use crate::employees::EmployeeRef;
use crate::office::Desk;
use crate::settings::parts::{self, Part};

pub use column::{Column, Sort};
pub use export::{ClientsExported, Export, export};
pub use suggest::suggest;

use order::{Cursor, Order};

/// With more clients than these a filter walks the sorted list and asks of each whether it belongs; with fewer it begins
/// with them. The other way round either would read the whole directory for one page.
const FEW: i64 = 2000;

/// A client in the list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ClientRow {
    pub id: i64,
    pub kind: Kind,
    pub name: String,
    /// The first of the card, as people write it; so with the address.
    pub phone: String,
    pub email: String,
    pub city: String,
    pub address: String,
    pub manager: Option<EmployeeRef>,
    pub interests: String,
    pub tags: Vec<String>,
    pub language: CardLanguage,
    /// As on the card.
    pub birthday: String,
    /// Percent.
    pub discount: f64,
    /// The beginning of them.
    pub notes: String,
    pub do_not_write: bool,
    /// Absent where nobody asked.
    pub consent_email: Option<bool>,
    pub consent_sms: Option<bool>,
    /// What stands in the office's own fields.
    pub own: Vec<FieldValue>,
    pub created_at: i64,
    /// When the office last had to do with the client: a contact, or a letter of a request.
    pub last_at: Option<i64>,
    pub open_requests: i64,
}

/// A page of clients.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ClientPage {
    pub rows: Vec<ClientRow>,
    pub next: Option<String>,
    /// Of all pages.
    pub total: i64,
}

/// Which page of clients.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct ClientList {
    #[serde(flatten)]
    pub filter: Filter,
    /// By name where it is absent.
    pub sort: Option<Sort>,
    /// `next` of the page before.
    pub after: Option<String>,
    pub limit: Option<i64>,
}

/// A page of the directory. Whoever has nothing in the column that it is sorted by stands at the end, whichever way it is
/// sorted. A page that goes with another order is the first. Errors: those of [`filter::ids`].
pub fn list(desk: &Desk, reader: &mut Reader, list: &ClientList) -> Result<ClientPage> {
    let limit = list.limit.unwrap_or(100).clamp(1, 500);
    let asked = Asked::of(desk, reader, &list.filter)?;
    let sort = list.sort.unwrap_or_default();
    let order = Order::of(reader, sort)?;
    let after = list.after.as_deref().and_then(|text| Cursor::read(text, sort));
    let (among, total) = among(reader, &asked)?;
    let mut found = sql::page(reader, &among, &order, after, limit + 1)?;
    let more = found.len() as i64 > limit;
    found.truncate(limit as usize);
    let next = found.last().filter(|_| more).map(|place| place.text(sort));
    let ids: Vec<i64> = found.iter().map(|place| place.id).collect();
    Ok(ClientPage { rows: rows(reader, &ids)?, next, total })
}

/// The rows of these clients, in their order.
fn rows(reader: &mut Reader, ids: &[i64]) -> Result<Vec<ClientRow>> {
    let mut rows = sql::rows(reader, ids)?;
    if !parts::is_on(reader, Part::ClientInteraction)? {
        rows.iter_mut().for_each(|row| row.interests.clear());
    }
    Ok(rows)
}

/// All clients that a filter finds, in an order, by their ids: for what is done with each of them.
pub fn sorted_ids(desk: &Desk, reader: &mut Reader, filter: &Filter, sort: Sort) -> Result<Vec<i64>> {
    let asked = Asked::of(desk, reader, filter)?;
    let order = Order::of(reader, sort)?;
    let everybody = i64::MAX;
    Ok(sql::page(reader, &Among::Filter(&asked), &order, None, everybody)?
        .into_iter()
        .map(|place| place.id)
        .collect())
}

/// Among whom a page is looked for.
pub(crate) enum Among<'a> {
    /// These, which the filter was found to mean.
    Ids(Vec<i64>),
    /// Whoever the filter means, asked one by one.
    Filter(&'a Asked),
}

/// Whom a filter means, and how many.
fn among<'a>(reader: &mut Reader, asked: &'a Asked) -> Result<(Among<'a>, i64)> {
    // Of words that were looked up it is known, and common words mean many.
    let known = match (&asked.among, asked.words_alone) {
        (Some(ids), true) if asked.terms.is_empty() => Some(ids.clone()),
        (None, true) => None,
        _ => Some(filter::sql::ids(reader, asked, Some(FEW + 1))?).filter(|ids| ids.len() as i64 <= FEW),
    };
    match known {
        Some(ids) if ids.len() as i64 <= FEW => {
            let total = ids.len() as i64;
            Ok((Among::Ids(ids), total))
        }
        Some(ids) => Ok((Among::Filter(asked), ids.len() as i64)),
        None => Ok((Among::Filter(asked), filter::sql::count(reader, asked)?)),
    }
}
