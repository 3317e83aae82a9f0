//! Reports in a mail server's own words: Exim, qmail, sendmail, Exchange, Notes, Courier, Gmail, Yahoo, Yandex, mail.ru.

use super::Outcome;
use super::{copy, reason, recipient};
use crate::letter::Bounce;
use crate::letter::kind::{self, Evidence};

/// Subjects of failure reports.
const SUBJECTS: &[&str] = &[
    "undelivered mail",
    "undeliverable",
    "undeliver",
    "returned mail",
    "mail delivery failed",
    "mail delivery failure",
    "delivery status notification",
    "delivery failure",
    "delivery failed",
    "delivery has failed",
    "failure notice",
    "failure delivery",
    "failed delivery",
    "mail failure",
    "mail system error",
    "message delivery failure",
    "delivery report",
    "delivery notification",
    "could not be delivered",
    "non delivery",
    "non-delivery",
    "nondeliverable",
    "not delivered",
    "cannot deliver",
    "unable to deliver",
    "mail could not be delivered",
    "message not delivered",
    "returned to sender",
    "returning to sender",
    "return to sender",
    "returned message",
    "user unknown",
    "unknown user",
    "mail not delivered",
    "delivery error",
    "delivery problem",
    "error sending",
    "unzustellbar",
    "nicht zugestellt",
    "nicht zustellbar",
    "fehlgeschlagen",
    "не доставлено",
    "недоставленн",
    "недоставлен",
    "невозможно доставить",
    "не удалось доставить",
    "не вдалося доставити",
    "неможливо доставити",
    "не может быть доставлено",
    "не може бути доставлен",
    "возвращен",
    "повернен",
    "сбой доставки",
    "ошибка доставки",
    "помилка доставки",
    "non remis",
    "échec de la remise",
    "no se puede entregar",
    "no se ha podido entregar",
    "niedostarcz",
    "nie dostarcz",
    "impossibile recapitare",
    "mancato recapito",
    "onbestelbaar",
    "nedoručiteln",
    "nedoručen",
    "配信不能",
    "退信",
    "mail delivery system",
    "warning: could not send",
    "delivery temporarily suspended",
    "rejected",
    "email address not found",
];

/// Texts that only failure reports have.
const FAILURES: &[&str] = &[
    "this is the qmail-send program",
    "could not be delivered",
    "couldn't be delivered",
    "wasn't delivered",
    "was not delivered",
    "not delivered to",
    "delivery to the following recipient",
    "did not reach the following recipient",
    "permanent fatal errors",
    "permanent error",
    "undeliverable",
    "unable to deliver",
    "failed to deliver",
    "delivery has failed",
    "delivery failed",
    "cannot be delivered",
    "can't be delivered",
    "could not deliver",
    "cannot deliver",
    "user unknown",
    "unknown user",
    "unrouteable address",
    "address not found",
    "was undeliverable",
    "mail has been returned",
    "has been returned because",
    "returned to sender",
    "the following address(es) failed",
    "fatal errors",
    "has been rejected",
    "permanent failure",
    "recipient address rejected",
    "unknown or illegal alias",
    "does not exist",
    "not listed in",
    "no such user",
    "mailbox unavailable",
    "не доставлено",
    "не было доставлено",
    "не может быть доставлено",
    "не может доставить",
    "не удалось доставить",
    "не вдалося доставити",
    "не може бути доставлен",
    "не був доставлений",
    "не існує",
    "не существует",
    "конечно не удалось",
    "nicht zugestellt",
    "konnte nicht",
    "impossible de",
    "no se pudo entregar",
    "nie można dostarczyć",
    "undelivered message",
];

/// Texts of notices that the letter is only late.
const DELAYS: &[&str] = &[
    "this is a warning message only",
    "you do not need to resend",
    "no action is required on your part",
    "delivery attempts will continue",
    "has not yet been delivered",
    "not yet been delivered",
    "will be retried",
    "will keep trying",
    "will continue to try",
    "still being retried",
    "has been delayed",
    "is delayed",
    "delivery is delayed",
    "temporarily delayed",
    "message delayed",
    "warning: message",
    "warning: could not send",
    "gmail will retry",
    "delivery incomplete",
    "(delay)",
    "delayed:",
    "delayed mail",
    "доставка задерживается",
    "доставку затримано",
    "задержка доставки",
    "затримка доставки",
    "verzögert",
    "retardé",
    "opóźnion",
];

/// Texts of reports that all went well.
const SUCCESSES: &[&str] = &[
    "successfully delivered",
    "has been delivered",
    "was delivered to",
    "(success)",
    "(relay)",
    "was successfully relayed",
    "доставлено успешно",
    "успешно доставлено",
    "успішно доставлено",
];

/// How qmail greets, whatever the header says.
const QMAIL: &str = "hi. this is the qmail-send program";

/// How Exim and those who copied it greet.
const EXIM: &str = "this message was created automatically by mail delivery software";

/// Whether a subject is one of a failure report.
pub(super) fn is_bounce_subject(subject: &str) -> bool {
    let lower = subject.to_lowercase();
    SUBJECTS.iter().any(|words| lower.contains(words))
}

/// Reads a report without a delivery-status.
pub(super) fn read(evidence: &Evidence<'_>, daemon: bool, report: bool) -> Option<Outcome> {
    let failed = evidence.fields.text("x-failed-recipients");
    let null = kind::is_from_nobody(evidence.fields);
    let from_server = daemon && evidence.from.is_some();
    let nobody = null || evidence.from.is_none();
    let subject = is_bounce_subject(evidence.subject);
    let greets =
        |words: &str| evidence.text.get(..words.len()).is_some_and(|start| start.eq_ignore_ascii_case(words));
    let qmail = greets(QMAIL);
    // Without any of these no wording makes a report of it, and most letters need not be read for wordings.
    if failed.is_none() && !report && !from_server && !nobody && !qmail && !subject {
        return None;
    }
    let (whole, returned) = copy::apart(evidence.text);
    let lower = whole.to_lowercase();
    // Dates in a repeated subject are no codes.
    let told = reason::without_header_lines(&whole);
    let worded = FAILURES.iter().any(|words| lower.contains(words));
    let header = format!("{}\n{lower}", evidence.subject.to_lowercase());
    let late = DELAYS.iter().any(|words| header.contains(words)) && !lower.contains("permanent");
    // In whatever language and whatever list it went through.
    let with_copy = || returned.is_some() || evidence.parts.list.iter().any(super::is_returned);
    let certain = failed.is_some()
        || report
        || (from_server && (subject || worded || late || (is_mailer_daemon(evidence) && with_copy())));
    // Gateways and filters report under names of their own, but list whom they did not reach.
    let likely = subject && worded && (nobody || greets(EXIM) || recipient::listed(&told)) || qmail;
    if !certain && !likely {
        return None;
    }
    let fine = SUCCESSES.iter().any(|words| header.contains(words)) && !worded;
    if late || fine {
        return Some(Outcome::NoFailure);
    }
    let recipient = failed
        .as_deref()
        .and_then(recipient::first)
        .or_else(|| recipient::of(&told, &whole, returned, evidence));
    let said = recipient.as_deref().and_then(|recipient| said_of(&told, recipient));
    let reason = match &said {
        Some(said) if reason::enhanced(said).is_some() || reason::from_reply(said).is_some() => said.clone(),
        _ => {
            reason::telling_line(&told).or_else(|| said.clone()).unwrap_or_else(|| "not delivered".to_owned())
        }
    };
    let status = reason::enhanced(&reason)
        .or_else(|| reason::enhanced(&without_addresses(&told)))
        .or_else(|| reason::from_reply(&reason))
        .or_else(|| reason::from_reply(&without_addresses(&told)));
    let permanent =
        reason::is_permanent(status.as_deref(), &format!("{reason} {}", said.unwrap_or_default()));
    let message_id = super::original_id(evidence);
    Some(Outcome::Failed(Bounce { recipient, status, permanent, reason, message_id }))
}

fn is_mailer_daemon(evidence: &Evidence<'_>) -> bool {
    let local = evidence.from.and_then(|from| from.address.split('@').next()).unwrap_or("");
    local.eq_ignore_ascii_case("mailer-daemon")
}

/// Codes inside `[192.0.2.5]` and in ids are none.
fn without_addresses(text: &str) -> String {
    text.split_whitespace()
        .filter(|word| !word.contains('@') && !word.contains('['))
        .collect::<Vec<_>>()
        .join(" ")
}

/// What stands after a recipient's address, up to the next blank line that follows some words.
pub(super) fn said_of(text: &str, recipient: &str) -> Option<String> {
    let wanted = recipient.to_lowercase();
    let mut lines = text.lines();
    let line = lines.find(|line| line.to_lowercase().contains(&wanted))?;
    let at = line.to_lowercase().find(&wanted)? + wanted.len();
    let rest = line
        .get(at..)
        .unwrap_or("")
        .trim_start_matches(['>', ':', ',', ')', '.', ' ', '\t', '*', '"'])
        .trim();
    let mut said: Vec<&str> = vec![rest];
    let mut blank = 0;
    let below: Vec<&str> = lines.filter(|line| !is_ruler(line)).map(str::trim).take(9).collect();
    for (at, line) in below.iter().copied().enumerate().take(8) {
        let have = said.iter().any(|piece| piece.len() > 3);
        blank = if line.is_empty() { blank + 1 } else { 0 };
        // Far below stand signatures and remarks of filters.
        if line.is_empty() && (have || blank > 2) {
            break;
        }
        // A heading above a blank line, or the next recipient.
        let alone = below.get(at + 1).is_some_and(|next| next.is_empty());
        if line.ends_with(':') && alone && !have {
            said.clear();
            continue;
        }
        said.push(line);
    }
    let said = reason::cleaned(&said.join(" "));
    // The address once more says nothing.
    let only_address = said.contains('@') && !said.contains(' ');
    (said.len() > 3 && !only_address).then_some(said)
}

/// A line of dashes and nothing else.
fn is_ruler(line: &str) -> bool {
    let line = line.trim();
    line.len() > 2 && line.chars().all(|c| matches!(c, '-' | '_' | '=' | '*'))
}
