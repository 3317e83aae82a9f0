//! Talks to a gateway: opens it with its secrets, tries it, sends one SMS to see whether it comes.

use std::collections::BTreeMap;

use deskbell_sms::{Balance, Kind, Outcome, Outgoing, Setup, SmsError, segments};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::presets::{Way, way};
use super::{Gateway, GatewayFields, checked, chosen, get, secret, set_tried};
use crate::office::Desk;
use crate::{Error, Result, WireError, callbacks, letters, phones};

/// A test that went well.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TestedGateway {
    /// Ten-thousandths; none where the gateway does not tell.
    pub balance: Option<i64>,
    pub currency: String,
    /// The other side's own words.
    pub words: String,
}

/// An SMS to see whether it comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TestSms {
    pub id: i64,
    pub phone: String,
    pub text: String,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct TestedSms {
    /// `accepted`, `refused`, `retry`, `uncertain`.
    pub state: String,
    /// For `refused`: `bad_number`, `opted_out`, `text`, `sender`, `duplicate`, `other`.
    pub why: String,
    /// The gateway's own words.
    pub words: String,
    pub gateway_message: String,
    pub parts: i64,
    /// What keeps everything from leaving.
    pub error: Option<WireError>,
}

/// Opens a stored gateway. Not within a transaction: the keyring may ask the user.
pub fn open(desk: &Desk, id: i64) -> Result<Box<dyn deskbell_sms::Gateway>> {
    let (gateway, callback) = desk.read(|reader| {
        let gateway = get(reader, id)?;
        let callback = callbacks::address(reader, &gateway.token)?;
        Ok((gateway, callback))
    })?;
    let (way, fields) = (way(&gateway.preset, &gateway.template)?, filled(desk, &gateway)?);
    match way {
        // Talks both ways on one line: the office has one, whoever speaks.
        Way::Other(Kind::Smpp) => desk
            .office
            .lines
            .of(id, fields, |fields| Ok(deskbell_sms::open(Setup::Other(Kind::Smpp), fields)?)),
        way => Ok(deskbell_sms::open(setup(way, callback), &fields)?),
    }
}

fn setup(way: Way, callback: String) -> Setup {
    match way {
        Way::Http(template) => Setup::Http { template, callback },
        Way::Other(kind) => Setup::Other(kind),
    }
}

/// A gateway's fields with its secrets.
fn filled(desk: &Desk, gateway: &Gateway) -> Result<BTreeMap<String, String>> {
    let known = match way(&gateway.preset, &gateway.template)? {
        Way::Http(template) => template.fields,
        Way::Other(kind) => kind.fields(),
    };
    let mut fields = gateway.fields.clone();
    for field in known.iter().filter(|field| field.secret && !gateway.fields.contains_key(&field.key)) {
        if let Some((value, _)) = desk.office.secrets.get(&secret(gateway.id, &field.key))? {
            fields.insert(field.key.clone(), value);
        }
    }
    Ok(fields)
}

/// Tries a gateway as it stands in the form, saved or not: really logs in or asks for the balance.
pub fn test(desk: &Desk, typed: &GatewayFields) -> Result<TestedGateway> {
    let typed = checked(typed)?;
    let mut fields = typed.fields.clone();
    // Typed secrets go along; what was not typed is looked up by the gateway's id.
    fields.extend(
        typed
            .secrets
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(key, value)| (key.clone(), value.clone())),
    );
    let gateway = Gateway {
        id: typed.id.unwrap_or(0),
        name: typed.name.clone(),
        preset: typed.preset.clone(),
        template: typed.template.clone(),
        fields,
        secrets: Vec::new(),
        sender: typed.sender.clone(),
        currency: typed.currency.clone(),
        chosen: false,
        tried_at: None,
        prices: Vec::new(),
        token: String::new(),
    };
    let fields = filled(desk, &gateway)?;
    let mut opened =
        deskbell_sms::open(setup(way(&gateway.preset, &gateway.template)?, String::new()), &fields)?;
    let tested = desk.office.lines.without(gateway.id, || {
        let tested = opened.test();
        opened.rest();
        tested
    })?;
    if let Some(id) = typed.id {
        desk.write(|tx| set_tried(tx, id, desk.now()))?;
    }
    let Balance { amount, currency } =
        tested.balance.clone().unwrap_or(Balance { amount: 0, currency: String::new() });
    Ok(TestedGateway { balance: tested.balance.map(|_| amount), currency, words: tested.words })
}

/// What is left on the account of the gateway that SMS go by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GatewayBalance {
    /// Ten-thousandths; none where the gateway does not tell.
    pub amount: Option<i64>,
    pub currency: String,
}

/// Asks the chosen gateway for its balance.
pub fn balance(desk: &Desk) -> Result<GatewayBalance> {
    let id = desk.read(chosen)?.ok_or(Error::NoGateway)?;
    let told = open(desk, id)?.balance()?;
    Ok(match told {
        Some(Balance { amount, currency }) => GatewayBalance { amount: Some(amount), currency },
        None => GatewayBalance { amount: None, currency: String::new() },
    })
}

/// Sends one SMS by a stored gateway: what became of it, and what keeps everything from leaving.
pub fn try_sms(desk: &Desk, it: &TestSms) -> Result<(Outcome, Option<SmsError>)> {
    let (gateway, general) = desk.read(|reader| Ok((get(reader, it.id)?, desk.general(reader)?.0)))?;
    let phone = phones::read(&it.phone, &general.country)
        // An extension behind a switchboard takes no SMS.
        .filter(|phone| phone.number.starts_with('+') && !phone.number.contains(';'))
        .ok_or_else(|| Error::BadPhone(it.phone.clone()))?;
    let text = it.text.trim();
    if text.is_empty() {
        return Err(Error::EmptyText { field: "text" });
    }
    let message = Outgoing {
        id: letters::random_hex(16),
        to: phone.number,
        sender: gateway.sender.clone(),
        text: text.to_owned(),
    };
    let mut submission = open(desk, it.id)?.submit(std::slice::from_ref(&message));
    let outcome = submission.outcomes.pop().unwrap_or(Outcome::Retry { after: None, words: String::new() });
    if matches!(outcome, Outcome::Accepted { .. }) {
        desk.write(|tx| set_tried(tx, it.id, desk.now()))?;
    }
    Ok((outcome, submission.halt))
}

/// Sends one SMS by a stored gateway and says what became of it.
pub fn send_test(desk: &Desk, it: &TestSms) -> Result<TestedSms> {
    let (outcome, halt) = try_sms(desk, it)?;
    let parts = i64::try_from(segments::segments(it.text.trim()).parts).unwrap_or(i64::MAX);
    let (state, why, words, gateway_message) = match outcome {
        Outcome::Accepted { gateway_id } => ("accepted", "", String::new(), gateway_id),
        Outcome::Refused { why, words, .. } => ("refused", why.code(), words, String::new()),
        Outcome::Retry { words, .. } => ("retry", "", words, String::new()),
        Outcome::Uncertain { words } => ("uncertain", "", words, String::new()),
    };
    let error = halt.map(|halt| Error::Sms(halt).wire());
    Ok(TestedSms { state: state.to_owned(), why: why.to_owned(), words, gateway_message, parts, error })
}
