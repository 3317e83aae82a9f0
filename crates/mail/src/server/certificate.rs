//! Tells what is wrong with a certificate, and whose it is, without trusting a byte of it.
//!
//! The TLS libraries of the three systems word their refusals differently, so the reason is read from the
//! certificate itself: X.509 (RFC 5280), as far as issuer, validity and subject.

use chrono::{NaiveDateTime, Utc};
use sha2::{Digest, Sha256};

use crate::MailError;
use crate::error::CertificateReason;

/// SHA-256 of the DER bytes, in small hex digits.
pub(crate) fn fingerprint(der: &[u8]) -> String {
    Sha256::digest(der).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Compares fingerprints as people write them: with or without colons, in any letter case.
pub(crate) fn same_fingerprint(one: &str, other: &str) -> bool {
    let bare = |text: &str| -> String {
        text.chars().filter(char::is_ascii_hexdigit).map(|digit| digit.to_ascii_lowercase()).collect()
    };
    bare(one) == bare(other)
}

/// The error for a certificate that was not accepted.
pub(crate) fn refusal(host: &str, der: &[u8], reason: Option<CertificateReason>) -> MailError {
    let facts = read(der).unwrap_or_default();
    let now = Utc::now().naive_utc();
    let expired = facts.until.is_some_and(|until| until < now) || facts.from.is_some_and(|from| from > now);
    let reason = reason.unwrap_or(if expired {
        CertificateReason::Expired
    } else if facts.self_signed {
        CertificateReason::SelfSigned
    } else {
        CertificateReason::UnknownAuthority
    });
    MailError::Certificate {
        host: host.to_owned(),
        fingerprint: fingerprint(der),
        subject: facts.subject,
        reason,
    }
}

/// Whether the words of a TLS library say that the certificate is for another host.
pub(crate) fn names_other_host(words: &str) -> bool {
    let words = words.to_lowercase();
    ["hostname mismatch", "host name", "ip address mismatch", "cn name does not match", "certificate name"]
        .iter()
        .any(|part| words.contains(part))
}

#[derive(Default)]
struct Facts {
    subject: String,
    self_signed: bool,
    from: Option<NaiveDateTime>,
    until: Option<NaiveDateTime>,
}

/// One DER element: its tag, its content, and what follows it.
fn element(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (&tag, rest) = bytes.split_first()?;
    let (&first, rest) = rest.split_first()?;
    let (length, rest) = if first < 0x80 {
        (usize::from(first), rest)
    } else {
        let (digits, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
        if digits.len() > 4 {
            return None;
        }
        (digits.iter().fold(0_usize, |sum, &digit| (sum << 8) | usize::from(digit)), rest)
    };
    let (content, rest) = rest.split_at_checked(length)?;
    Some((tag, content, rest))
}

fn read(der: &[u8]) -> Option<Facts> {
    let (_, certificate, _) = element(der)?;
    let (_, mut rest, _) = element(certificate)?;
    // An explicit version stands first in all but the oldest certificates.
    if rest.first() == Some(&0xa0) {
        (_, _, rest) = element(rest)?;
    }
    let (_, _, rest) = element(rest)?; // serial number
    let (_, _, rest) = element(rest)?; // signature algorithm
    let (_, issuer, rest) = element(rest)?;
    let (_, validity, rest) = element(rest)?;
    let (_, subject, _) = element(rest)?;
    let (from_tag, from, validity) = element(validity)?;
    let (until_tag, until, _) = element(validity)?;
    Some(Facts {
        subject: common_name(subject).unwrap_or_default(),
        self_signed: issuer == subject,
        from: time(from_tag, from),
        until: time(until_tag, until),
    })
}

/// UTCTime (two-digit year) or GeneralizedTime.
fn time(tag: u8, content: &[u8]) -> Option<NaiveDateTime> {
    let text = std::str::from_utf8(content).ok()?.trim_end_matches('Z');
    let whole = match tag {
        0x17 if text >= "50" => format!("19{text}"),
        0x17 => format!("20{text}"),
        _ => text.to_owned(),
    };
    NaiveDateTime::parse_from_str(&whole, "%Y%m%d%H%M%S").ok()
}

/// The common name (2.5.4.3), or the last part of the name where there is none.
fn common_name(mut name: &[u8]) -> Option<String> {
    let mut last = None;
    while let Some((_, set, rest)) = element(name) {
        name = rest;
        let (_, pair, _) = element(set)?;
        let (_, oid, value) = element(pair)?;
        let (_, text, _) = element(value)?;
        let text: String =
            String::from_utf8_lossy(text).chars().filter(|c| !c.is_control()).take(200).collect();
        if oid == [0x55, 0x04, 0x03] {
            return Some(text);
        }
        last = Some(text);
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_bytes_are_survived() {
        for length in 0..64 {
            let bytes: Vec<u8> = (0..length).map(|at: u8| at.wrapping_mul(37)).collect();
            assert!(matches!(refusal("h", &bytes, None), MailError::Certificate { .. }));
        }
        assert!(read(&[0x30, 0x84, 0xff, 0xff, 0xff, 0xff]).is_none());
    }

    #[test]
    fn fingerprints_compare_as_people_write_them() {
        assert!(same_fingerprint("AB:cd 01", "abcd01"));
        assert!(!same_fingerprint("ab", "abcd"));
    }

    #[test]
    fn two_digit_years_turn_at_fifty() {
        assert_eq!(time(0x17, b"491231235959Z").unwrap().to_string(), "2049-12-31 23:59:59");
        assert_eq!(time(0x17, b"500101000000Z").unwrap().to_string(), "1950-01-01 00:00:00");
        assert_eq!(time(0x18, b"20500101000000Z").unwrap().to_string(), "2050-01-01 00:00:00");
    }
}
