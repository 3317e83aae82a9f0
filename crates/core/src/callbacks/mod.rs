//! Whether and where gateways may call the office with delivery reports and SMS (S5, R27): off unless it was switched on.

use std::net::IpAddr;

use deskbell_sms::SmsError;
use deskbell_store::{Reader, Tx};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::office::Desk;
use crate::{Error, Result, WireError, gateways, settings};

const KEY: &str = "callbacks";
const TROUBLE: &str = "callbacks_trouble";

/// Where the office listens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "CallbackSettings")]
#[serde(default)]
pub struct Callbacks {
    pub on: bool,
    /// An address of this computer: `127.0.0.1` for gateways on it or behind a tunnel, `0.0.0.0` for all.
    pub host: String,
    pub port: u16,
    /// How providers reach it from outside, such as `https://sms.office.example`; empty for host and port as they are.
    pub outside: String,
}

impl Default for Callbacks {
    fn default() -> Self {
        Self { on: false, host: "127.0.0.1".to_owned(), port: 8026, outside: String::new() }
    }
}

/// The settings; what was never set has its default.
pub fn get(reader: &mut Reader) -> Result<Callbacks> {
    Ok(settings::value(reader, KEY)?.unwrap_or_default())
}

/// Stores the settings.
pub fn update(tx: &mut Tx, new: &Callbacks) -> Result<Callbacks> {
    let mut new = new.clone();
    new.host = new.host.trim().to_owned();
    new.outside = new.outside.trim().trim_end_matches('/').to_owned();
    if new.host.parse::<IpAddr>().is_err() {
        return Err(Error::BadHost(new.host));
    }
    let begins = ["http://", "https://"].iter().any(|scheme| new.outside.starts_with(scheme));
    if !new.outside.is_empty() && (!begins || new.outside.chars().any(|sign| sign.is_whitespace())) {
        return Err(Error::BadHost(new.outside));
    }
    if new.port < 1024 {
        return Err(Error::Sms(SmsError::Listen { port: new.port, detail: String::new() }));
    }
    let before = get(tx)?;
    settings::set(tx, KEY, &new)?;
    tx.record("setting", 0, "updated", Some(settings::json(&before)?), Some(settings::json(&new)?))?;
    Ok(new)
}

/// Stores the settings where the port can be had, and has the listener follow.
pub fn save(desk: &Desk, new: &Callbacks) -> Result<Callbacks> {
    let before = desk.read(get)?;
    let host: IpAddr = new.host.trim().parse().map_err(|_| Error::BadHost(new.host.clone()))?;
    let moved = !before.on || (&before.host, before.port) != (&new.host, new.port);
    if new.on && moved && new.port >= 1024 {
        let tried = std::net::TcpListener::bind((host, new.port));
        tried.map_err(|error| refused(host, new.port, &error))?;
    }
    let saved = desk.write(|tx| update(tx, new))?;
    desk.office.nudge();
    Ok(saved)
}

/// What keeps the office from listening, as whoever runs the jobs found it last.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "CallbackTrouble")]
pub struct Trouble {
    pub error: WireError,
    pub since: i64,
}

/// What keeps the office from listening; nothing while it listens or is not to.
pub fn trouble(reader: &mut Reader) -> Result<Option<Trouble>> {
    settings::value(reader, TROUBLE)
}

/// Notes what keeps the office from listening, or that nothing does. Written when it changes alone: it is tried again and
/// again.
pub(crate) fn note(desk: &Desk, error: Option<&Error>) -> Result<()> {
    let error = error.map(Error::wire);
    let known = desk.read(trouble)?;
    if known.as_ref().map(|known| (&known.error.code, &known.error.params))
        == error.as_ref().map(|error| (&error.code, &error.params))
    {
        return Ok(());
    }
    desk.write(|tx| {
        match &error {
            Some(error) => {
                log::warn!("calls of gateways: {}", error.code);
                settings::set(tx, TROUBLE, &Trouble { error: error.clone(), since: desk.now() })?;
            }
            None => settings::unset(tx, TROUBLE)?,
        }
        tx.record("setting", 0, if error.is_some() { "not_listening" } else { "listening" }, None, None)?;
        Ok(())
    })
}

/// Why a port could not be opened.
pub(crate) fn refused(host: IpAddr, port: u16, error: &std::io::Error) -> Error {
    match error.kind() {
        std::io::ErrorKind::AddrNotAvailable => Error::NotOurAddress(host.to_string()),
        _ => Error::Sms(SmsError::Listen { port, detail: error.to_string() }),
    }
}

/// The address by which one gateway calls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CallbackAddress {
    pub gateway_id: i64,
    pub name: String,
    pub address: String,
}

/// What is to be entered with each provider that calls; nothing while the office does not listen.
pub fn addresses(reader: &mut Reader) -> Result<Vec<CallbackAddress>> {
    let mut found = Vec::new();
    for gateway in gateways::calling(reader)? {
        let address = address(reader, &gateway.token)?;
        if !address.is_empty() {
            found.push(CallbackAddress { gateway_id: gateway.id, name: gateway.name, address });
        }
    }
    Ok(found)
}

/// The address that a gateway with this word is to call; empty where the office does not listen.
pub(crate) fn address(reader: &mut Reader, token: &str) -> Result<String> {
    let callbacks = get(reader)?;
    if !callbacks.on || token.is_empty() {
        return Ok(String::new());
    }
    let outside = match callbacks.outside.is_empty() {
        true => {
            let host =
                if callbacks.host.contains(':') { format!("[{}]", callbacks.host) } else { callbacks.host };
            format!("http://{host}:{}", callbacks.port)
        }
        false => callbacks.outside,
    };
    Ok(format!("{outside}/sms/{token}"))
}
