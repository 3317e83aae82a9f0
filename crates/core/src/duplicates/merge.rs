//! Merging cards into one: field by field, with everything that is tied to any of them; one deed undoes it.

use std::collections::{BTreeMap, BTreeSet};

use deskbell_store::Tx;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::{MOST_AT_ONCE, sql};
use crate::clients::{self, ClientFields, Rules, TIED};
use crate::deeds::{self, Did, Kind};
use crate::office::Desk;
use crate::{Error, Result, settings};

/// From which client an office's own field is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OwnChosen {
    pub field_id: i64,
    pub client_id: i64,
}

/// From which client a field is taken; what is not chosen is the kept one's, where it is empty the next one's.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(rename = "MergeChosen", optional_fields = nullable)]
pub struct Chosen {
    pub kind: Option<i64>,
    pub name: Option<i64>,
    pub city: Option<i64>,
    pub address: Option<i64>,
    pub discount: Option<i64>,
    pub terms: Option<i64>,
    /// Not chosen: all notes, one under another.
    pub notes: Option<i64>,
    pub manager: Option<i64>,
    pub language: Option<i64>,
    pub birthday: Option<i64>,
    pub own: Option<Vec<OwnChosen>>,
}

/// A merge as it is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(rename = "ClientMerge", optional_fields = nullable)]
pub struct Merge {
    pub keep: i64,
    pub others: Vec<i64>,
    pub fields: Option<Chosen>,
}

type Cards = BTreeMap<i64, ClientFields>;

/// Merges clients. Errors: `bad_request` for no others, too many, or a field of somebody else; `not_found`.
pub fn merge(desk: &Desk, tx: &mut Tx, asked: &Merge) -> Result<Did> {
    let keep = asked.keep;
    let mut known = BTreeSet::from([keep]);
    let others: Vec<i64> = asked.others.iter().copied().filter(|id| known.insert(*id)).collect();
    if others.is_empty() || others.len() != asked.others.len() || others.len() > MOST_AT_ONCE {
        return Err(Error::BadRequest("others".to_owned()));
    }
    let all: Vec<i64> = known.into_iter().collect();
    let mut cards = Cards::new();
    for &id in &all {
        cards.insert(id, clients::fields_of(tx, id)?);
    }
    let before = card(&cards, keep)?.clone();
    let whole = joined(&cards, keep, &others, &asked.fields.clone().unwrap_or_default())?;
    let own_before: Vec<_> = cards.values().flat_map(|card| card.own.iter().cloned()).collect();
    let checked = clients::check(&Rules::of(desk, tx)?, whole, &own_before)?;

    let summary = json!({ "count": all.len(), "name": checked.fields.name, "id": keep });
    let mut deed = deeds::begin(Kind::Merge, "client", summary);
    clients::keep_cards(&mut deed, tx, &[keep])?;
    for column in ["one_id", "other_id"] {
        deed.keep(tx, "client_apart", column, all.iter().copied())?;
    }
    for (table, column) in TIED {
        deed.keep(tx, table, column, others.iter().copied())?;
        for (id, from) in sql::tied(tx, table, column, &others)? {
            let what = if table == "request" { "client" } else { "updated" };
            let told = |client_id: i64| Some(json!({ "client_id": client_id }));
            tx.record(table, id, what, told(from), told(keep))?;
        }
        sql::move_to(tx, table, column, &others, keep)?;
    }
    stay_apart(tx, keep, &all)?;
    deed.removes(tx, "client", "id", others.iter().copied())?;
    sql::settle_age(tx, keep, &all)?;
    for id in &others {
        let gone = settings::json(card(&cards, *id)?)?;
        tx.record("client", *id, "removed", Some(gone), Some(json!({ "into": keep })))?;
    }
    sql::remove(tx, &others)?;
    clients::put(tx, keep, &before, &checked)?;
    clients::made_parts(&mut deed, tx, &[keep])?;
    for column in ["one_id", "other_id"] {
        deed.made(tx, "client_apart", column, [keep])?;
    }
    Ok(Did { deed_id: deed.finish(desk, tx)? })
}

/// Whoever is not the same as one of them is not the same as the kept one.
fn stay_apart(tx: &mut Tx, keep: i64, all: &[i64]) -> Result<()> {
    for (one, other) in sql::apart(tx)? {
        match (all.contains(&one), all.contains(&other)) {
            (true, false) => sql::set_apart(tx, keep, other)?,
            (false, true) => sql::set_apart(tx, keep, one)?,
            _ => {}
        }
    }
    Ok(())
}

fn card(cards: &Cards, id: i64) -> Result<&ClientFields> {
    cards.get(&id).ok_or_else(|| Error::BadRequest("fields".to_owned()))
}

/// The card that they come to.
fn joined(cards: &Cards, keep: i64, others: &[i64], chosen: &Chosen) -> Result<ClientFields> {
    let mut whole = card(cards, keep)?.clone();
    let mut notes: Vec<String> = Vec::new();
    for id in std::iter::once(&keep).chain(others) {
        let other = card(cards, *id)?;
        let text = other.notes.trim().to_owned();
        if !text.is_empty() && !notes.contains(&text) {
            notes.push(text);
        }
        whole = clients::complete(&whole, other).0;
    }
    if notes.len() > 1 {
        whole.notes = notes.join("\n\n");
    }
    let from = |id: Option<i64>| id.map(|id| card(cards, id)).transpose();
    if let Some(other) = from(chosen.kind)? {
        whole.kind = other.kind;
    }
    if let Some(other) = from(chosen.discount)? {
        whole.discount = other.discount;
    }
    if let Some(other) = from(chosen.manager)? {
        whole.manager_id = other.manager_id;
    }
    if let Some(other) = from(chosen.language)? {
        whole.language = other.language;
    }
    if let Some(other) = from(chosen.name)? {
        whole.name.clone_from(&other.name);
    }
    if let Some(other) = from(chosen.city)? {
        whole.city.clone_from(&other.city);
    }
    if let Some(other) = from(chosen.address)? {
        whole.address.clone_from(&other.address);
    }
    if let Some(other) = from(chosen.terms)? {
        whole.terms.clone_from(&other.terms);
    }
    if let Some(other) = from(chosen.notes)? {
        whole.notes.clone_from(&other.notes);
    }
    if let Some(other) = from(chosen.birthday)? {
        whole.birthday.clone_from(&other.birthday);
    }
    for own in chosen.own.iter().flatten() {
        let other = card(cards, own.client_id)?;
        whole.own.retain(|value| value.field_id != own.field_id);
        whole.own.extend(other.own.iter().filter(|value| value.field_id == own.field_id).cloned());
    }
    Ok(whole)
}
