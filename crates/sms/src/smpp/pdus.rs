//! Commands to a message centre, and what its answers mean.

use rusmpp_core::pdus::owned::{BindTransceiver, Pdu, SubmitSm};
use rusmpp_core::types::owned::{COctetString, OctetString};
use rusmpp_core::values::{DataCoding, EsmClass, InterfaceVersion, Npi, RegisteredDelivery, Ton};

use super::Account;
use super::line::Frame;
use super::words::{Part, refused};
use crate::{Outcome, Outgoing, Refusal, SmsError};

// Ids of commands (SMPP 3.4, 5.1.2.1).
pub const GENERIC_NACK: u32 = 0x8000_0000;
pub const SUBMIT_RESP: u32 = 0x8000_0004;
pub const BIND_RESP: u32 = 0x8000_0009;
pub const ENQUIRE_RESP: u32 = 0x8000_0015;
pub const UNBIND_RESP: u32 = 0x8000_0006;
pub const DELIVER: u32 = 0x05;
pub const UNBIND: u32 = 0x06;
pub const ENQUIRE_LINK: u32 = 0x15;

/// What became of a part that was written.
pub enum Answer {
    Taken(String),
    Refused(u32),
    /// Written, and the line broke.
    Silent(String),
    /// Never written.
    Unsent(String),
}

/// The command that logs in.
pub fn bind(account: &Account) -> Result<Pdu, SmsError> {
    let unfit =
        |field: &str| SmsError::Request { answer: format!("{field}: too long for SMPP 3.4, or not ASCII") };
    Ok(BindTransceiver::builder()
        .system_id(octets(&account.login).ok_or_else(|| unfit("system_id"))?)
        .password(octets(&account.password).ok_or_else(|| unfit("password"))?)
        .system_type(octets(&account.system_type).ok_or_else(|| unfit("system_type"))?)
        .interface_version(InterfaceVersion::Smpp3_4)
        .build()
        .into())
}

/// The command that hands a part over; none where SMPP cannot carry its number, sender or text.
pub fn submit(message: &Outgoing, part: Part, last: bool) -> Option<Pdu> {
    let sender = message.sender.trim_start_matches('+');
    let number = !sender.is_empty() && sender.bytes().all(|byte| byte.is_ascii_digit());
    let (ton, npi) = match number {
        _ if sender.is_empty() => (Ton::Unknown, Npi::Unknown),
        // Short numbers belong to the network, long ones to the world.
        true if sender.len() <= 8 => (Ton::NetworkSpecific, Npi::Isdn),
        true => (Ton::International, Npi::Isdn),
        false => (Ton::Alphanumeric, Npi::Unknown),
    };
    let sm = SubmitSm::builder()
        .source_addr_ton(ton)
        .source_addr_npi(npi)
        .source_addr(octets(sender)?)
        .dest_addr_ton(Ton::International)
        .dest_addr_npi(Npi::Isdn)
        .destination_addr(octets(message.to.trim_start_matches('+'))?)
        .esm_class(EsmClass::from(if part.headed { 0x40 } else { 0 }))
        // The receipt of the last part speaks for the whole.
        .registered_delivery(RegisteredDelivery::from(u8::from(last)))
        .data_coding(DataCoding::from(part.coding))
        .short_message(OctetString::from_vec(part.bytes).ok()?)
        .build();
    Some(sm.into())
}

fn octets<const MOST: usize>(text: &str) -> Option<COctetString<1, MOST>> {
    COctetString::from_string(text.to_owned()).ok()
}

/// What the answer to the login means. Where it went well before (`known`), a bare "bind failed" is that of a centre which
/// has not noticed yet that our last line is gone.
pub fn bound(status: u32, answered: bool, known: bool) -> Result<(), SmsError> {
    let answer = format!("bind: command_status 0x{status:08X}");
    match status {
        0 if answered => Ok(()),
        0x0d if known => Err(SmsError::Broken { answer }),
        0x0d..=0x0f => Err(SmsError::Login { answer }),
        // Bound already by another, out of order, queue full, throttled, a passing error: all of it passes.
        0x05 | 0x08 | 0x14 | 0x58 | 0x64 => Err(SmsError::Broken { answer }),
        _ => Err(SmsError::Blocked { answer }),
    }
}

pub fn answer_of(frame: &Frame) -> Answer {
    if frame.status != 0 || frame.id == GENERIC_NACK {
        return Answer::Refused(if frame.status == 0 { 0xff } else { frame.status });
    }
    match frame.command.as_ref().and_then(|command| command.pdu()) {
        Some(Pdu::SubmitSmResp(response)) => Answer::Taken(response.message_id().as_str().to_owned()),
        // It was taken, under a name that cannot be read.
        _ => Answer::Taken(String::new()),
    }
}

pub fn of_answer(answer: Answer, sender: &str) -> (Outcome, Option<SmsError>) {
    match answer {
        Answer::Taken(gateway_id) => (Outcome::Accepted { gateway_id }, None),
        Answer::Refused(status) => refused(status, sender),
        Answer::Silent(words) => (Outcome::Uncertain { words }, None),
        Answer::Unsent(words) => (Outcome::Retry { after: None, words }, None),
    }
}

pub fn half(index: usize, count: usize, words: &str) -> Outcome {
    Outcome::Uncertain { words: format!("part {} of {count}: {words}", index + 1) }
}

/// A number or sender that SMPP cannot carry.
pub fn untakeable() -> Outcome {
    Outcome::Refused {
        why: Refusal::BadNumber,
        code: String::new(),
        words: "longer than SMPP carries, or empty".to_owned(),
        permanent: true,
    }
}
