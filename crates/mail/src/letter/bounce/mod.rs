//! What a mail server says of a letter it could not deliver: by RFC 3464, or in its own words.

mod copy;
mod dead;
mod reason;
mod recipient;
mod report;
mod words;

pub use dead::is_no_such_address;

use super::headers::Fields;
use super::kind::{self, Evidence};
use super::parts::{self, Part};
use super::{Address, Bounce, addresses, body, ids, subject};

/// What became of the letter that the report is about.
#[derive(Debug)]
pub(super) enum Outcome {
    /// Given up.
    Failed(Bounce),
    /// Delayed, relayed or delivered.
    NoFailure,
}

/// Reports that came back themselves are read so deep.
const DEEPEST: usize = 3;

/// Reads a report. `None`: the letter is no report of a mail server.
pub(super) fn read(evidence: &Evidence<'_>) -> Option<Outcome> {
    read_at(evidence, 0)
}

fn read_at(evidence: &Evidence<'_>, depth: usize) -> Option<Outcome> {
    let answered = subject::read(evidence.subject);
    let repeated = answered.base != evidence.subject.trim();
    let is_report = evidence.parts.root().is_some_and(|root| {
        root.media == "multipart/report"
            && !matches!(
                root.content_type.get("report-type"),
                Some("disposition-notification" | "feedback-report")
            )
    });
    let daemon = is_from_daemon(evidence);
    // Few letters have a delivery-status at all, so that is asked before the wording of the subject.
    if !(repeated && !is_report && !daemon)
        && let Some(part) = report::part(evidence)
        && (is_report || daemon || words::is_bounce_subject(evidence.subject))
        && let Some(outcome) = report::read(evidence, part)
    {
        return Some(outcome);
    }
    if repeated && !daemon {
        return None;
    }
    if daemon && let Some(Outcome::Failed(bounce)) = returned_report(evidence, depth) {
        return Some(Outcome::Failed(bounce));
    }
    words::read(evidence, daemon, is_report)
}

/// What a report says that came back inside this one: it knows the office's letter, this one only the report.
fn returned_report(evidence: &Evidence<'_>, depth: usize) -> Option<Outcome> {
    let part = evidence.parts.list.iter().find(|part| is_returned(part))?;
    let bytes = evidence.parts.decoded(part);
    let report = Fields::of(bytes.trim_ascii_start()).structured("content-type")?;
    if depth >= DEEPEST || report.value != "multipart/report" {
        return None;
    }
    let parts = parts::cut(&bytes);
    let fields = &parts.root()?.fields;
    let charset = fields.charset();
    let people = |name: &str| -> Vec<Address> {
        fields.all(name).flat_map(|value| addresses::list(value, charset.as_deref())).collect()
    };
    let (from, to) = (people("from").into_iter().next(), people("to"));
    let subject = fields.text("subject").unwrap_or_default();
    let text = body::read(&parts).text;
    let inner =
        Evidence { parts: &parts, fields, from: from.as_ref(), to: &to, subject: &subject, text: &text };
    read_at(&inner, depth + 1)
}

/// Whether an address belongs to a mail server.
pub(super) fn is_daemon(address: &str) -> bool {
    let local = address.split('@').next().unwrap_or("").to_lowercase();
    let plain: String = local.chars().filter(|c| c.is_alphanumeric()).collect();
    matches!(
        plain.as_str(),
        "postmaster"
            | "maildaemon"
            | "mailsystem"
            | "maildelivery"
            | "maildeliverysystem"
            | "doublebounce"
            | "mdaemon"
            | "mmdf"
            | "mailadmin"
    ) || plain.contains("mailerdaemon")
        || plain.starts_with("microsoftexchange")
}

fn is_from_daemon(evidence: &Evidence<'_>) -> bool {
    let Some(from) = evidence.from else { return true };
    if is_daemon(&from.address) {
        return true;
    }
    let name = from.name.to_lowercase();
    // People and firms are called so too.
    let meant = || {
        // Courier writes from nobody at all: `<@mx.example>`.
        from.address.split('@').next().is_none_or(str::is_empty)
            || kind::is_from_nobody(evidence.fields)
            || evidence.parts.list.iter().any(is_returned)
            || words::is_bounce_subject(evidence.subject)
    };
    [
        "mailer-daemon",
        "mail delivery",
        "delivery subsystem",
        "mail administrator",
        "mailer daemon",
        "postmaster",
        "system administrator",
        "systemadministrator",
        "mail system",
        "mail server",
        "internet mail delivery",
    ]
    .iter()
    .any(|sign| name.contains(sign))
        && meant()
}

/// Parts that hold the letter that came back, or its header.
fn is_returned(part: &Part) -> bool {
    matches!(
        part.media.as_str(),
        "message/rfc822"
            | "text/rfc822-headers"
            | "message/rfc822-headers"
            | "message/global"
            | "message/global-headers"
            | "text/rfc822"
            | "message/partial"
    )
}

/// The header of the letter that came back.
fn returned_header(evidence: &Evidence<'_>) -> Option<Fields> {
    let part = evidence.parts.list.iter().find(|part| is_returned(part))?;
    let bytes = evidence.parts.decoded(part);
    let fields = Fields::of(bytes.trim_ascii_start());
    (!fields.is_empty()).then_some(fields)
}

/// Message-ID of the letter that came back: from its header, from the report's text, or from the report's own
/// In-Reply-To (Exchange).
fn original_id(evidence: &Evidence<'_>) -> Option<String> {
    if let Some(id) = returned_header(evidence).and_then(|fields| fields.text("message-id")) {
        return ids::one(&id);
    }
    let inside = |text: &str| {
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            let line = line.trim_start_matches(['>', ' ', '\t']);
            let named = |name: &str| {
                let (start, rest) = line.split_at_checked(name.len())?;
                start.eq_ignore_ascii_case(name).then_some(rest)
            };
            if let Some(rest) = named("message-id").or_else(|| named("original-message-id"))
                && rest.trim_start().starts_with(':')
            {
                let value = line.split_once(':').map_or("", |(_, value)| value).trim();
                // The id may be folded onto the next line.
                let next = lines.clone().next().unwrap_or("");
                return ids::one(if value.is_empty() { next.trim() } else { value });
            }
        }
        None
    };
    if let Some(id) = inside(evidence.text) {
        return Some(id);
    }
    for part in evidence
        .parts
        .list
        .iter()
        .filter(|part| part.multi.is_none() && part.media.starts_with("text/"))
        .take(10)
    {
        if let Some(id) = inside(&body::decoded_text(evidence.parts, part)) {
            return Some(id);
        }
    }
    for name in ["x-original-message-id", "in-reply-to", "references"] {
        if let Some(id) = evidence.fields.text(name).and_then(|value| ids::list(&value).pop()) {
            return Some(id);
        }
    }
    None
}
