//! Texts, receipts and statuses of SMPP 3.4 in ours.

use rusmpp_core::pdus::owned::DeliverSm;
use rusmpp_core::tlvs::owned::TlvValue;

use crate::alphabet;
use crate::segments::{Encoding, split};
use crate::{Incoming, Joint, Outcome, Refusal, Report, SmsError, State};

/// One part on its way: coding, whether it begins with a header, and its bytes.
#[derive(Debug, PartialEq, Eq)]
pub struct Part {
    pub coding: u8,
    pub headed: bool,
    pub bytes: Vec<u8>,
}

/// A text as parts; those of a longer one begin with the header that joins them (3GPP TS 23.040, 9.2.3.24.1).
pub fn parts(text: &str, reference: u8) -> Vec<Part> {
    let (encoding, cut) = split(text);
    let count = u8::try_from(cut.len()).unwrap_or(u8::MAX);
    cut.iter()
        .zip(1_u8..=u8::MAX)
        .map(|(piece, number)| {
            let (coding, body) = match encoding {
                Encoding::Gsm => (0, alphabet::encode(piece).unwrap_or_default()),
                Encoding::Ucs2 => (8, piece.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            };
            let headed = count > 1;
            let mut bytes = if headed { vec![5, 0, 3, reference, count, number] } else { Vec::new() };
            bytes.extend(body);
            Part { coding, headed, bytes }
        })
        .collect()
}

/// What a centre's refusal of a message means (SMPP 3.4, 5.1.3).
pub fn refused(status: u32, sender: &str) -> (Outcome, Option<SmsError>) {
    let words = format!("command_status 0x{status:08X}");
    let later = |seconds: u64| Outcome::Retry {
        after: Some(std::time::Duration::from_secs(seconds)),
        words: words.clone(),
    };
    let no = |why: Refusal, permanent: bool| Outcome::Refused {
        why,
        code: format!("{status:#x}"),
        words: words.clone(),
        permanent,
    };
    match status {
        // The sender's address, type and plan: wrong for one, wrong for all.
        0x0a | 0x48 | 0x49 => {
            let halt = SmsError::Sender { sender: sender.to_owned(), answer: words.clone() };
            (later(60), Some(halt))
        }
        0x0b | 0x33 | 0x34 | 0x50 | 0x51 => (no(Refusal::BadNumber, true), None),
        0x01 | 0x104 => (no(Refusal::Text, true), None),
        0x58 => (later(2), None),
        // Queue full, system error, a passing error of theirs.
        0x14 => (later(30), None),
        0x08 | 0x64 => (later(60), None),
        _ => (no(Refusal::Other, false), None),
    }
}

/// What came: a report on one of ours, or (part of) an SMS to the office.
#[derive(Debug, PartialEq, Eq)]
pub enum Came {
    Report(Report),
    Part { incoming: Incoming, joint: Option<Joint> },
}

/// Reads a deliver_sm.
pub fn came(sm: &DeliverSm) -> Came {
    let esm = u8::from(sm.esm_class);
    let mut bytes = sm.short_message().to_vec();
    let (mut id, mut state) = (None, None);
    let (mut reference, mut count, mut number) = (None, None, None);
    for value in sm.tlvs().iter().filter_map(|tlv| tlv.value()) {
        match value {
            TlvValue::ReceiptedMessageId(text) => id = Some(text.as_str().to_owned()),
            TlvValue::MessageState(found) => state = Some(of_number(u8::from(*found))),
            TlvValue::MessagePayload(payload) if bytes.is_empty() => {
                bytes = payload.value.to_vec();
            }
            TlvValue::SarMsgRefNum(found) => reference = Some(*found),
            TlvValue::SarTotalSegments(found) => count = Some(*found),
            TlvValue::SarSegmentSeqnum(found) => number = Some(*found),
            _ => {}
        }
    }
    // 0x04: a receipt; 0x20: word of a message that is still on its way.
    // Some centres mark a receipt by its fields alone.
    if esm & 0x24 != 0 || (id.is_some() && state.is_some()) {
        return Came::Report(receipt(&String::from_utf8_lossy(&bytes), id, state));
    }
    let mut joint = match (reference, count, number) {
        (Some(reference), Some(count), Some(number)) => Some(Joint { reference, count, number }),
        _ => None,
    };
    if esm & 0x40 != 0 {
        let length = usize::from(bytes.first().copied().unwrap_or(0)) + 1;
        let header: Vec<u8> = bytes.drain(..length.min(bytes.len())).collect();
        joint = joint_of(&header).or(joint);
    }
    let incoming = Incoming {
        gateway_id: String::new(),
        from: sm.source_addr.as_str().to_owned(),
        to: sm.destination_addr.as_str().to_owned(),
        text: text(u8::from(sm.data_coding), &bytes),
        at: None,
    };
    // What says of itself that it is the third of two stands alone.
    let joint = joint.filter(|joint| joint.count > 1 && (1..=joint.count).contains(&joint.number));
    Came::Part { incoming, joint }
}

/// The joining element of a user data header.
fn joint_of(header: &[u8]) -> Option<Joint> {
    let mut rest = header.get(1..)?;
    while let [element, length, tail @ ..] = rest {
        let length = usize::from(*length);
        match (element, tail.get(..length)?) {
            (0, [reference, count, number]) => {
                return Some(Joint { reference: u16::from(*reference), count: *count, number: *number });
            }
            (8, [high, low, count, number]) => {
                let reference = u16::from_be_bytes([*high, *low]);
                return Some(Joint { reference, count: *count, number: *number });
            }
            _ => rest = tail.get(length..)?,
        }
    }
    None
}

fn text(coding: u8, bytes: &[u8]) -> String {
    match coding {
        8 => {
            let units: Vec<u16> =
                bytes.as_chunks::<2>().0.iter().map(|pair| u16::from_be_bytes(*pair)).collect();
            String::from_utf16_lossy(&units)
        }
        3 => bytes.iter().map(|byte| char::from(*byte)).collect(),
        0 => alphabet::decode(bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// A receipt's text: `id:… sub:… dlvrd:… submit date:… done date:… stat:DELIVRD err:000 text:…` (appendix B).
fn receipt(text: &str, id: Option<String>, state: Option<State>) -> Report {
    let lower = text.to_ascii_lowercase();
    let value = |name: &str| {
        let at = lower.find(name)? + name.len();
        let rest = text.get(at..)?;
        Some(rest.split_whitespace().next().unwrap_or_default().to_owned())
    };
    let said = value("stat:").unwrap_or_default();
    let state = state.unwrap_or_else(|| of_word(&said));
    let fine = matches!(state, State::Delivered | State::Queued | State::Sent);
    let error = value("err:").filter(|error| error.chars().any(|sign| sign != '0')).unwrap_or_default();
    let words = if fine { String::new() } else { format!("{said} {error}").trim().to_owned() };
    Report { id: None, gateway_id: id.or_else(|| value("id:")), state, at: None, words }
}

fn of_word(word: &str) -> State {
    match word.to_ascii_uppercase().as_str() {
        "DELIVRD" => State::Delivered,
        "EXPIRED" => State::Expired,
        "UNDELIV" => State::Undelivered,
        "REJECTD" | "DELETED" => State::Rejected,
        "ACCEPTD" | "ENROUTE" => State::Sent,
        _ => State::Unknown,
    }
}

/// The message_state of a receipt (5.2.28).
fn of_number(number: u8) -> State {
    match number {
        1 | 6 => State::Sent,
        2 => State::Delivered,
        3 => State::Expired,
        4 | 8 => State::Rejected,
        5 => State::Undelivered,
        _ => State::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// S7: a long text goes in parts that name their place, and none is larger than networks carry.
    #[test]
    fn s7_parts_name_their_place() {
        let long = parts(&"ї".repeat(100), 7);
        assert_eq!(long.len(), 2);
        assert_eq!(long[0].bytes[..6], [5, 0, 3, 7, 2, 1]);
        assert_eq!(long[1].bytes[..6], [5, 0, 3, 7, 2, 2]);
        assert_eq!((long[0].coding, long[0].bytes.len(), long[0].headed), (8, 140, true));
        assert_eq!(parts("Hi", 7), [Part { coding: 0, headed: false, bytes: b"Hi".to_vec() }]);
        assert_eq!(joint_of(&[5, 0, 3, 7, 2, 1]), Some(Joint { reference: 7, count: 2, number: 1 }));
        assert_eq!(joint_of(&[9, 5, 1, 0, 8, 4, 1, 2, 3, 1]).map(|joint| joint.reference), Some(258));
    }

    /// S5: receipts as centres write them.
    #[test]
    fn s5_receipts_are_read() {
        let whole = "id:0123456789 sub:001 dlvrd:000 submit date:2611010000 done date:2611010001 stat:UNDELIV err:034 text:Hi id:x";
        let report = receipt(whole, None, None);
        assert_eq!((report.gateway_id.as_deref(), report.state), (Some("0123456789"), State::Undelivered));
        assert_eq!(report.words, "UNDELIV 034");
        let short = receipt("ID:a1 Stat:DELIVRD", Some("m1".to_owned()), None);
        assert_eq!((short.gateway_id.as_deref(), short.state), (Some("m1"), State::Delivered));
        assert_eq!(receipt("", None, Some(State::Expired)).state, State::Expired);
    }

    proptest! {
        #[test]
        fn s5_any_receipt_is_read(text in "\\PC{0,200}", header in prop::collection::vec(any::<u8>(), 0..20)) {
            receipt(&text, None, None);
            joint_of(&header);
            super::text(8, &header);
            super::text(0, &header);
        }
    }
}
