//! The ways to send SMS that the office has (S7): which gateway, with what fields, by what sender, at what price.
//!
//! Keys and passwords lie in the keyring. Talking to a gateway happens outside of transactions.

pub mod lines;
pub mod open;
pub mod presets;
pub mod prices;
mod sql;

use std::collections::BTreeMap;

use deskbell_store::{Reader, Tx};
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

pub use open::{GatewayBalance, TestSms, TestedGateway, TestedSms, balance, open, send_test, test, try_sms};
pub use prices::Price;

use crate::office::Desk;
use crate::{Error, Result, callbacks, clients, letters};

/// The longest sender's name that networks carry.
const MOST_SENDER: usize = 11;
const MOST_FIELD: usize = 2000;

/// A gateway as the settings show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Gateway {
    pub id: i64,
    pub name: String,
    /// The key of a shipped one, or `own`.
    pub preset: String,
    /// The JSON of an own one.
    pub template: String,
    /// What was filled in, secrets aside.
    #[ts(type = "Record<string, string>")]
    pub fields: BTreeMap<String, String>,
    /// The keys of secrets that are stored.
    pub secrets: Vec<String>,
    pub sender: String,
    pub currency: String,
    /// The one that is offered first.
    pub chosen: bool,
    /// When its test last went well.
    pub tried_at: Option<i64>,
    pub prices: Vec<Price>,
    /// The part of its callback address that nobody guesses.
    pub token: String,
}

/// What may be set of a gateway.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GatewayFields {
    /// None for a new one.
    pub id: Option<i64>,
    pub name: String,
    pub preset: String,
    pub template: String,
    #[ts(type = "Record<string, string>")]
    pub fields: BTreeMap<String, String>,
    /// Secrets that were typed; those not named stay as they are, an empty one is forgotten.
    #[ts(type = "Record<string, string>")]
    pub secrets: BTreeMap<String, String>,
    pub sender: String,
    pub currency: String,
    pub prices: Vec<Price>,
}

/// A gateway as whoever sends chooses it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OfferedGateway {
    pub id: i64,
    pub name: String,
    pub sender: String,
    pub currency: String,
    pub chosen: bool,
}

/// All gateways, the chosen one first.
pub fn list(desk: &Desk, reader: &mut Reader) -> Result<Vec<Gateway>> {
    let mut all = sql::list(reader)?;
    for gateway in &mut all {
        gateway.prices = prices::list(reader, gateway.id)?;
        for key in presets::secret_keys(&gateway.preset, &gateway.template) {
            if desk.office.secrets.get(&secret(gateway.id, &key))?.is_some() {
                gateway.secrets.push(key);
            }
        }
    }
    Ok(all)
}

/// The gateways for whoever sends: no fields, no addresses.
pub fn offered(reader: &mut Reader) -> Result<Vec<OfferedGateway>> {
    let offer = |gateway: Gateway| OfferedGateway {
        id: gateway.id,
        name: gateway.name,
        sender: gateway.sender,
        currency: gateway.currency,
        chosen: gateway.chosen,
    };
    Ok(sql::list(reader)?.into_iter().map(offer).collect())
}

/// The id of the gateway that is offered first; none where there is none.
pub fn chosen(reader: &mut Reader) -> Result<Option<i64>> {
    Ok(sql::list(reader)?.first().map(|gateway| gateway.id))
}

/// Whether the office gets an answer to its SMS: the gateway that sends them hands over what comes, and its sender is a
/// number and not a name, which nobody can answer.
pub fn receives(reader: &mut Reader) -> Result<bool> {
    let Some(chosen) = sql::list(reader)?.into_iter().next() else { return Ok(false) };
    if chosen.sender.chars().any(char::is_alphabetic) {
        return Ok(false);
    }
    if deskbell_sms::Kind::of_code(&chosen.preset).is_some() {
        return Ok(true);
    }
    let calls = presets::template(&chosen).and_then(|template| template.callback);
    Ok(calls.is_some_and(|calls| calls.incoming.is_some()) && callbacks::get(reader)?.on)
}

/// Gateways that hand over what came on a line of their own, and not by calling the office.
pub(crate) fn on_lines(reader: &mut Reader) -> Result<Vec<Gateway>> {
    let all = sql::list(reader)?;
    Ok(all.into_iter().filter(|gateway| deskbell_sms::Kind::of_code(&gateway.preset).is_some()).collect())
}

/// Gateways that can call the office.
pub(crate) fn calling(reader: &mut Reader) -> Result<Vec<Gateway>> {
    let calls =
        |gateway: &Gateway| presets::template(gateway).is_some_and(|template| template.callback.is_some());
    Ok(sql::list(reader)?.into_iter().filter(calls).collect())
}

/// The gateway that calls by a word, compared in a time that tells nothing.
pub(crate) fn by_token(reader: &mut Reader, token: &str) -> Result<Option<Gateway>> {
    let same = |known: &str| {
        known.len() == token.len()
            && known.bytes().zip(token.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
    };
    Ok(sql::list(reader)?.into_iter().find(|gateway| !gateway.token.is_empty() && same(&gateway.token)))
}

/// One gateway, its stored secrets aside.
pub fn get(reader: &mut Reader, id: i64) -> Result<Gateway> {
    let mut found = sql::get(reader, id)?.ok_or(Error::NotFound { noun: "gateway", id })?;
    found.prices = prices::list(reader, id)?;
    Ok(found)
}

/// Stores a gateway; its first becomes the chosen one. Gives its id. A new one whose secrets cannot be kept is not stored.
pub fn save(desk: &Desk, new: &GatewayFields) -> Result<i64> {
    let new = checked(new)?;
    let id = desk.write(|tx| {
        let id = match new.id {
            Some(id) => {
                let before = get(tx, id)?;
                sql::update(tx, id, &new, desk.now())?;
                record(tx, id, "updated", Some(&before))?;
                id
            }
            None => {
                let first = sql::list(tx)?.is_empty();
                let id = sql::insert(tx, &new, &letters::random_hex(16), first, desk.now())?;
                record(tx, id, "created", None)?;
                id
            }
        };
        prices::set(tx, id, &new.prices)?;
        Ok(id)
    })?;
    if let Err(error) = keep_secrets(desk, id, &new) {
        // Otherwise every further try to save it would make one more.
        if new.id.is_none() {
            remove(desk, id)
                .unwrap_or_else(|error| log::warn!("a gateway without its secrets stays: {error}"));
        }
        return Err(error);
    }
    desk.office.lines.change();
    desk.office.nudge();
    Ok(id)
}

fn keep_secrets(desk: &Desk, id: i64, new: &GatewayFields) -> Result<()> {
    for (key, value) in &new.secrets {
        match value.is_empty() {
            true => desk.office.secrets.remove(&secret(id, key))?,
            false => {
                desk.office.secrets.set(&secret(id, key), value, false)?;
            }
        }
    }
    Ok(())
}

/// Makes a gateway the one that is offered first.
pub fn choose(tx: &mut Tx, id: i64) -> Result<()> {
    let before = get(tx, id)?;
    sql::choose(tx, id)?;
    record(tx, id, "chosen", Some(&before))
}

/// Forgets a gateway and its secrets. What was sent by it stays in the log.
pub fn remove(desk: &Desk, id: i64) -> Result<()> {
    let before = desk.read(|reader| get(reader, id))?;
    // The secrets go last: a gateway that stays needs them, and a secret of nobody harms nobody.
    desk.write(|tx| {
        sql::remove(tx, id)?;
        let next = sql::list(tx)?.first().map(|gateway| gateway.id);
        if let Some(next) = next.filter(|_| before.chosen) {
            sql::choose(tx, next)?;
        }
        tx.record("gateway", id, "removed", Some(kept(&before)), None)?;
        Ok(())
    })?;
    for key in presets::secret_keys(&before.preset, &before.template) {
        desk.office.secrets.remove(&secret(id, &key))?;
    }
    Ok(())
}

pub(crate) fn set_tried(tx: &mut Tx, id: i64, at: i64) -> Result<()> {
    sql::set_tried(tx, id, at)?;
    tx.record("gateway", id, "tried", None, None)?;
    Ok(())
}

/// Where a gateway's secret lies in the keyring.
pub(crate) fn secret(id: i64, key: &str) -> String {
    format!("gateway-{id}-{key}")
}

fn record(tx: &mut Tx, id: i64, what: &str, before: Option<&Gateway>) -> Result<()> {
    let after = get(tx, id)?;
    tx.record("gateway", id, what, before.map(kept), Some(kept(&after)))?;
    Ok(())
}

/// What the activity log keeps: no address token, no template.
fn kept(gateway: &Gateway) -> serde_json::Value {
    json!({
        "name": gateway.name, "preset": gateway.preset, "sender": gateway.sender,
        "currency": gateway.currency, "chosen": gateway.chosen,
    })
}

pub(crate) fn checked(new: &GatewayFields) -> Result<GatewayFields> {
    let mut new = new.clone();
    new.name = new.name.split_whitespace().collect::<Vec<_>>().join(" ");
    clients::check_length("name", &new.name)?;
    if new.name.is_empty() {
        return Err(Error::EmptyText { field: "name" });
    }
    let known = presets::fields(&new.preset, &new.template)?;
    if new.preset != presets::OWN {
        new.template.clear();
    }
    let secret_keys: Vec<&str> =
        known.iter().filter(|field| field.secret).map(|field| field.key.as_str()).collect();
    new.secrets.retain(|key, _| secret_keys.contains(&key.as_str()));
    // What is no secret of this gateway never goes to the keyring, and no secret goes into the database.
    new.fields
        .retain(|key, _| known.iter().any(|field| field.key == *key) && !secret_keys.contains(&key.as_str()));
    for value in new.fields.values_mut().chain(new.secrets.values_mut()) {
        *value = value.trim().to_owned();
        if value.len() > MOST_FIELD {
            return Err(Error::TooLong { field: "field", most: MOST_FIELD as i64 });
        }
    }
    new.sender = check_sender(&new.sender)?;
    new.currency = new.currency.trim().to_uppercase();
    if new.currency.chars().count() > 3 {
        return Err(Error::TooLong { field: "currency", most: 3 });
    }
    new.prices = prices::checked(&new.prices)?;
    Ok(new)
}

/// A sender is a number, or a name of at most eleven Latin letters, digits and a few signs, a letter among them.
pub(crate) fn check_sender(typed: &str) -> Result<String> {
    let sender = typed.trim();
    let digits = sender.strip_prefix('+').unwrap_or(sender);
    let number = (3..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let sign = |sign: char| sign.is_ascii_alphanumeric() || " .-_&'!+".contains(sign);
    let name = sender.chars().count() <= MOST_SENDER
        && sender.chars().all(sign)
        && sender.chars().any(|sign| sign.is_ascii_alphabetic());
    if sender.is_empty() || number || name {
        Ok(sender.to_owned())
    } else {
        Err(Error::BadSender(sender.to_owned()))
    }
}
