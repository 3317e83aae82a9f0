//! Each bulk action on one piece of clients: only who is another afterwards is changed and written into the log.

use std::collections::BTreeSet;

use deskbell_store::Tx;
use serde_json::{Value as Json, json};

use super::{Act, LeftOut, sql};
use crate::clients::{fields_of, files, tags};
use crate::deeds::Deed;
use crate::{Result, interests, settings};

/// Does it to these clients: how many changed, and who was left out.
pub fn act(tx: &mut Tx, deed: &mut Deed, act: &Act, ids: &[i64]) -> Result<(i64, Vec<LeftOut>)> {
    let changed = match act {
        Act::Manager { manager_id } => {
            column(tx, deed, ids, "manager_id", manager_id.map_or(Json::Null, Json::from))?
        }
        Act::DoNotWrite { on } => column(tx, deed, ids, "do_not_write", json!(i64::from(*on)))?,
        Act::Language { language } => column(tx, deed, ids, "language", json!(language.code()))?,
        Act::AddTag { name } => tag(tx, deed, ids, name, true)?,
        Act::RemoveTag { name } => tag(tx, deed, ids, name, false)?,
        Act::AddInterest { name } => interest(tx, deed, ids, name, true)?,
        Act::RemoveInterest { name } => interest(tx, deed, ids, name, false)?,
        Act::Remove => return remove(tx, deed, ids),
    };
    Ok((changed, Vec::new()))
}

/// Gives a column of the card's own row one value.
fn column(tx: &mut Tx, deed: &mut Deed, ids: &[i64], column: &str, value: Json) -> Result<i64> {
    let others: Vec<(i64, Json)> =
        sql::column(tx, ids, column)?.into_iter().filter(|(_, before)| *before != value).collect();
    let changing: Vec<i64> = others.iter().map(|(id, _)| *id).collect();
    deed.keep(tx, "client", "id", changing.iter().copied())?;
    sql::set_column(tx, &changing, column, &value)?;
    // The log speaks as the card does: yes and no.
    let told = |value: &Json| {
        if column == "do_not_write" {
            json!({ column: *value == json!(1) })
        } else {
            json!({ column: value })
        }
    };
    for (id, before) in &others {
        tx.record("client", *id, "updated", Some(told(before)), Some(told(&value)))?;
    }
    Ok(changing.len() as i64)
}

fn tag(tx: &mut Tx, deed: &mut Deed, ids: &[i64], name: &str, add: bool) -> Result<i64> {
    let folded = tags::folded(name);
    let having: BTreeSet<i64> = sql::having(tx, "client_tag", ids, &folded)?;
    let there = sql::there(tx, ids)?;
    let changing: Vec<i64> = there.into_iter().filter(|id| having.contains(id) != add).collect();
    deed.keep(tx, "client_tag", "client_id", changing.iter().copied())?;
    for &id in &changing {
        let before = tags::of_client(tx, id)?;
        if add {
            sql::add_tag(tx, id, &folded, name)?
        } else {
            sql::remove_tag(tx, id, &folded)?
        }
        let after = tags::of_client(tx, id)?;
        tx.record("client", id, "updated", Some(json!({ "tags": before })), Some(json!({ "tags": after })))?;
    }
    if add {
        deed.made(tx, "client_tag", "client_id", changing.iter().copied())?;
    }
    Ok(changing.len() as i64)
}

/// Interests stand on the card as one text, and apart to be filtered by.
fn interest(tx: &mut Tx, deed: &mut Deed, ids: &[i64], name: &str, add: bool) -> Result<i64> {
    let folded = interests::folded(name);
    let having: BTreeSet<i64> = sql::having(tx, "client_interest", ids, &folded)?;
    let texts = sql::column(tx, ids, "interests")?;
    let changing: Vec<(i64, String)> = texts
        .into_iter()
        .filter(|(id, _)| having.contains(id) != add)
        .map(|(id, text)| (id, text.as_str().unwrap_or_default().to_owned()))
        .collect();
    let changing_ids = || changing.iter().map(|(id, _)| *id);
    deed.keep(tx, "client", "id", changing_ids())?;
    deed.keep(tx, "client_interest", "client_id", changing_ids())?;
    for (id, before) in &changing {
        let mut names: Vec<&str> =
            before.split([',', ';', '\n']).map(str::trim).filter(|known| !known.is_empty()).collect();
        names.retain(|known| interests::folded(known) != folded);
        if add {
            names.push(name);
        }
        let after = names.join(", ");
        sql::set_column(tx, &[*id], "interests", &json!(after))?;
        interests::keep(tx, *id, &after)?;
        tx.record(
            "client",
            *id,
            "updated",
            Some(json!({ "interests": before })),
            Some(json!({ "interests": after })),
        )?;
    }
    deed.made(tx, "client_interest", "client_id", changing_ids())?;
    Ok(changing.len() as i64)
}

/// Who is tied to the office stays, with what ties them.
fn remove(tx: &mut Tx, deed: &mut Deed, ids: &[i64]) -> Result<(i64, Vec<LeftOut>)> {
    files::sweep(tx)?;
    let tied = sql::tied(tx, ids)?;
    let bound: BTreeSet<i64> = tied.iter().map(|one| one.id).collect();
    let going: Vec<i64> = sql::there(tx, ids)?.into_iter().filter(|id| !bound.contains(id)).collect();
    deed.removes(tx, "client", "id", going.iter().copied())?;
    for &id in &going {
        let before = settings::json(&fields_of(tx, id)?)?;
        tx.record("client", id, "removed", Some(before), None)?;
    }
    sql::remove(tx, &going)?;
    Ok((going.len() as i64, tied))
}
