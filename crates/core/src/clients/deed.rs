//! What of a card an undo has to know: its own row, and the rows that hang on it.

use deskbell_store::Tx;

use super::{Checked, ClientFields, sql, write_lists};
use crate::deeds::Deed;
use crate::{Result, settings};

/// The tables that hold a part of a card, by `client_id`: a merge unites them.
pub const PARTS: [&str; 7] = [
    "client_name",
    "client_phone",
    "client_email",
    "client_tag",
    "client_interest",
    "client_consent",
    "client_field_value",
];

/// Every column by which something that is no part of a card is tied to a client: a merge moves all of them.
pub const TIED: [(&str, &str); 5] = [
    ("request", "client_id"),
    ("contact", "client_id"),
    ("reminder", "client_id"),
    ("message", "client_id"),
    ("client_file", "client_id"),
];

/// Keeps cards as they are, before they are changed.
pub(crate) fn keep_cards(deed: &mut Deed, tx: &mut Tx, ids: &[i64]) -> Result<()> {
    deed.keep(tx, "client", "id", ids.iter().copied())?;
    PARTS.iter().try_for_each(|table| deed.keep(tx, table, "client_id", ids.iter().copied()))
}

/// Names what was written to cards since they were kept.
pub(crate) fn made_parts(deed: &mut Deed, tx: &mut Tx, ids: &[i64]) -> Result<()> {
    PARTS.iter().try_for_each(|table| deed.made(tx, table, "client_id", ids.iter().copied()))
}

/// Writes a card whose fields were checked, and the change of it.
pub(crate) fn put(tx: &mut Tx, id: i64, before: &ClientFields, card: &Checked) -> Result<()> {
    sql::update(tx, id, &card.fields)?;
    write_lists(tx, id, card)?;
    let told = |fields: &ClientFields| settings::json(fields).map(Some);
    tx.record("client", id, "updated", told(before)?, told(&card.fields)?)?;
    Ok(())
}
