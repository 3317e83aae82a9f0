//! `message/delivery-status` (RFC 3464): one block of fields for the letter and one for each recipient.

use super::Outcome;
use super::reason;
use crate::letter::kind::Evidence;
use crate::letter::parts::Part;
use crate::letter::{Bounce, body};

/// One block of fields, unfolded, names in lower case.
type Block = Vec<(String, String)>;

/// Recipients that are looked at.
const MOST: usize = 1000;

/// The attached delivery-status.
pub(super) fn part<'a>(evidence: &Evidence<'a>) -> Option<&'a Part> {
    evidence.parts.list.iter().find(|part| {
        part.multi.is_none()
            && matches!(
                part.media.as_str(),
                "message/delivery-status"
                    | "message/global-delivery-status"
                    | "text/delivery-status"
                    | "message/delivery-report"
            )
    })
}

/// Reads a delivery-status, of the recipient who did not get the letter.
pub(super) fn read(evidence: &Evidence<'_>, part: &Part) -> Option<Outcome> {
    let text = body::decoded_text(evidence.parts, part);
    let recipients: Vec<Block> = blocks(&text).into_iter().filter(is_recipient).take(MOST).collect();
    let failed = recipients.iter().find(|block| action(block) == "failed");
    let Some(block) = failed else {
        if recipients.is_empty() {
            return None;
        }
        return Some(Outcome::NoFailure);
    };
    let diagnostic = field(block, "diagnostic-code").map(reason::cleaned).unwrap_or_default();
    let status = status(block, &diagnostic);
    let recipient = recipient(block);
    let words = if diagnostic.is_empty() {
        explained(evidence.text, recipient.as_deref(), status.as_deref())
    } else {
        diagnostic
    };
    let permanent = reason::is_permanent(status.as_deref(), &words);
    let message_id = super::original_id(evidence);
    Some(Outcome::Failed(Bounce { recipient, status, permanent, reason: words, message_id }))
}

/// Blocks stand between blank lines; some servers forget them, so a new recipient field begins one as well.
fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = vec![Block::new()];
    for line in text.lines() {
        let Some(block) = blocks.last_mut() else { break };
        if line.trim().is_empty() {
            if !block.is_empty() {
                blocks.push(Block::new());
            }
        } else if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = block.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            let name = name.trim().to_lowercase();
            if name == "final-recipient" && block.iter().any(|(known, _)| *known == name) {
                blocks.push(vec![(name, value.trim().to_owned())]);
            } else {
                block.push((name, value.trim().to_owned()));
            }
        } else if let Some((_, value)) = block.last_mut() {
            // A diagnosis whose second line was not folded.
            value.push(' ');
            value.push_str(line.trim());
        }
    }
    blocks
}

fn field<'a>(block: &'a Block, name: &str) -> Option<&'a str> {
    block
        .iter()
        .find(|(known, _)| known == name)
        .map(|(_, value)| value.as_str())
        .filter(|value| !value.is_empty())
}

fn is_recipient(block: &Block) -> bool {
    field(block, "final-recipient").or(field(block, "original-recipient")).is_some()
        || (field(block, "action").is_some() && field(block, "status").is_some())
}

fn action(block: &Block) -> String {
    let word = field(block, "action").unwrap_or("").trim().to_lowercase();
    let word = word.split(|c: char| !c.is_alphabetic()).next().unwrap_or("").to_owned();
    match (word.as_str(), field(block, "status").and_then(|status| status.trim().chars().next())) {
        ("failed" | "failure" | "fail" | "error" | "expired", _) => "failed".to_owned(),
        ("", Some('5')) => "failed".to_owned(),
        ("", Some('4')) => "delayed".to_owned(),
        _ => word,
    }
}

/// The office wrote to the original recipient; the final one may be where an alias led.
fn recipient(block: &Block) -> Option<String> {
    let address = |name: &str| {
        let value = field(block, name)?;
        let value = value.split_once(';').map_or(value, |(_, value)| value);
        let value = value.trim().trim_matches(|c| matches!(c, '<' | '>' | '"' | '\'')).trim();
        let value = value.strip_prefix("mailto:").unwrap_or(value);
        // Some write the address twice or with a comment.
        let word = value
            .split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | ','))
            .find(|word| word.contains('@'))?;
        Some(unhidden(word))
    };
    address("original-recipient")
        .or_else(|| address("final-recipient"))
        .or_else(|| address("x-actual-recipient"))
        .or_else(|| {
            let value = field(block, "final-recipient")?;
            let value = value.split_once(';').map_or(value, |(_, value)| value).trim();
            (!value.is_empty()).then(|| value.to_owned())
        })
}

/// xtext of RFC 3461 section 4: `+2B` stands for a plus. Only it and `+3D` are undone, because nobody else encodes
/// anything and `ivan+2026@…` is a plain address.
fn unhidden(address: &str) -> String {
    let mut out = Vec::new();
    let bytes = address.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let pair = |at: usize| {
            let text = bytes.get(at..at + 2)?;
            let upper = text.iter().all(|b| b.is_ascii_digit() || (b'A'..=b'F').contains(b));
            u8::from_str_radix(std::str::from_utf8(text).ok()?, 16).ok().filter(|_| upper)
        };
        match pair(at + 1).filter(|value| *byte == b'+' && matches!(value, b'+' | b'=')) {
            Some(value) => {
                out.push(value);
                at += 3;
            }
            None => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| address.to_owned())
}

fn status(block: &Block, diagnostic: &str) -> Option<String> {
    let given = field(block, "status").and_then(reason::enhanced);
    let said = reason::enhanced(diagnostic);
    match (given, said) {
        // x.0.0 says nothing; the other server's own code says more.
        (Some(given), Some(said))
            if given.ends_with(".0.0") && said.chars().next() == given.chars().next() =>
        {
            Some(said)
        }
        (Some(given), _) => Some(given),
        (None, Some(said)) => Some(said),
        (None, None) => reason::from_reply(diagnostic),
    }
}

/// Without a Diagnostic-Code the text for people has the reason.
fn explained(text: &str, recipient: Option<&str>, status: Option<&str>) -> String {
    let near = recipient.and_then(|recipient| super::words::said_of(text, recipient));
    near.or_else(|| reason::telling_line(text)).unwrap_or_else(|| reason::by_status(status).to_owned())
}
