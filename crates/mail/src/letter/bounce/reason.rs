//! Codes and wordings of failed deliveries (RFC 3463, RFC 5321).

/// A longer reason does not fit one line.
const LONGEST: usize = 500;

/// Wordings of servers that cannot be reached today.
const PASSING: &[&str] = &[
    "timed out",
    "timeout",
    "connection refused",
    "try again later",
    "temporarily",
    "temporary",
    "too many connections",
    "greylist",
    "rate limit",
    "could not be reached",
    "host unreachable",
    "network unreachable",
    "unable to connect",
];

/// What gets full.
const BOXES: &[&str] = &[
    "mailbox",
    "mailboxes",
    "inbox",
    "mailfolder",
    "folder",
    "maildrop",
    "maildir",
    "mail-box",
    "storage",
    "disk",
    "account",
    "postfach",
    "ящик",
    "скринька",
    "скриньку",
    "скриньки",
    "box",
    "user",
    "store",
];

/// That it is.
const FULL: &[&str] = &[
    "full",
    "voll",
    "exceeded",
    "exceeds",
    "exceed",
    "overflow",
    "over",
    "переполнен",
    "переполнена",
    "переповнена",
    "переповнено",
    "переповнений",
];

/// Wordings of full mailboxes that need no other word.
const FULL_PHRASES: &[&str] = &[
    "quota",
    "квот",
    "not enough storage",
    "insufficient storage",
    "insufficient system storage",
    "insufficient disk",
    "storage allocation",
    "out of storage",
    "mailbox size limit",
    "переполнен",
    "переповнен",
    "no space left",
    "too many messages on",
];

/// Wordings that name a failure when there is no code.
const TELLING: &[&str] = &[
    "unknown",
    "no such",
    "not found",
    "does not exist",
    "doesn't exist",
    "did not exist",
    "rejected",
    "denied",
    "refused",
    "full",
    "quota",
    "unavailable",
    "invalid",
    "disabled",
    "blocked",
    "timed out",
    "timeout",
    "unrouteable",
    "unroutable",
    "not listed",
    "isn't listed",
    "couldn't be found",
    "wasn't found",
    "not accept",
    "too large",
    "exceed",
    "spam",
    "relay",
    "loop",
    "undeliverable",
    "inactive",
    "suspended",
    "не существует",
    "не найден",
    "не знайден",
    "не існує",
    "заблокирован",
    "заблокован",
    "переполнен",
    "переповнен",
    "отклонен",
    "відхилен",
    "unbekannt",
    "inconnu",
    "desconocid",
];

/// One clean line of a diagnosis.
pub(super) fn cleaned(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut line = words.join(" ");
    // `smtp; 550 …`, `X-Postfix; …`: the name of the protocol says nothing to people.
    if let Some((kind, rest)) = line.split_once(';')
        && kind.len() <= 20
        && !kind.contains(' ')
        && !rest.trim().is_empty()
    {
        line = rest.trim().to_owned();
    }
    // Gmail tells a story before the other server's words.
    if let Some((_, said)) = line.split_once("server returned was:").filter(|(_, said)| said.len() > 3) {
        line = said.trim().to_owned();
    }
    line = without_repeats(&line);
    if let Some(rest) = line.strip_prefix("(reason:") {
        line = rest.trim().trim_end_matches(')').to_owned();
    }
    let line = line.trim_matches(|c| matches!(c, '"' | ' '));
    let line = line.trim_start_matches([']', ')', '\'', ',', ':', '=', ' ']).to_owned();
    line.get(..line.floor_char_boundary(LONGEST)).unwrap_or(&line).to_owned()
}

/// Answers of several lines repeat their code before each (`550-5.1.1 …  550 5.1.1 …`): once is enough.
fn without_repeats(line: &str) -> String {
    let mut words: Vec<&str> = Vec::new();
    let mut code: Option<&str> = None;
    let mut skipped = false;
    for word in line.split(' ') {
        let digits =
            word.get(..3).filter(|d| d.chars().all(|c| c.is_ascii_digit()) && d.starts_with(['4', '5']));
        let rest = word.get(3..).unwrap_or("");
        let is_code = digits.is_some() && (rest.is_empty() || rest.starts_with('-'));
        if is_code && code == digits {
            skipped = true;
            let tail = rest.trim_start_matches('-');
            if !tail.is_empty() && enhanced(tail).is_none() {
                words.push(tail);
            }
            continue;
        }
        if skipped
            && enhanced(word).is_some_and(|status| status == word)
            && words.iter().any(|known| known.ends_with(word))
        {
            continue;
        }
        skipped = false;
        if is_code {
            code = digits;
        }
        words.push(word);
    }
    words.join(" ")
}

/// The first enhanced status code in a text; addresses of machines are not taken for one.
pub(super) fn enhanced(text: &str) -> Option<String> {
    for word in text.split(|c: char| !(c.is_ascii_digit() || c == '.')) {
        let word = word.trim_matches('.');
        let fields: Vec<&str> = word.split('.').collect();
        if let [class, subject, detail] = fields.as_slice()
            // RFC 3463 knows subjects up to 7 and no zeros in front; dates and versions of programs look different.
            && matches!(*class, "4" | "5")
            && matches!(*subject, "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7")
            && (1..=3).contains(&detail.len())
            && (detail.len() == 1 || !detail.starts_with('0'))
        {
            return Some(word.to_owned());
        }
    }
    None
}

/// `5.0.0` or `4.0.0` of a bare SMTP answer such as `550 No such user`.
pub(super) fn from_reply(text: &str) -> Option<String> {
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let start = !before.is_alphanumeric() && !matches!(before, '.' | '-' | '/');
        if start && matches!(c, '4' | '5') {
            let code = text.get(at..at + 3).unwrap_or("");
            let after = text.get(at + 3..).and_then(|rest| rest.chars().next());
            let known = code.get(1..2).is_some_and(|digit| matches!(digit, "0" | "1" | "2" | "3" | "5"));
            let ends =
                after.is_none_or(|c| matches!(c, ' ' | '-' | ':' | ',' | '\n' | '#' | ')' | ']' | '>' | '.'));
            if known && ends && code.chars().all(|c| c.is_ascii_digit()) {
                return Some(format!("{c}.0.0"));
            }
        }
        before = c;
    }
    None
}

/// 5.x is for ever; 4.x and a full mailbox are not; the wording decides where there is no code.
pub(super) fn is_permanent(status: Option<&str>, words: &str) -> bool {
    let lower = words.to_lowercase();
    match status {
        Some(status) if status.starts_with('4') || status == "5.2.2" => false,
        Some("5.0.0") | None => !is_full(&lower) && !PASSING.iter().any(|words| lower.contains(words)),
        Some(_) => !is_full(&lower),
    }
}

/// Whether a mailbox is full: `the user's mailfolder is full`, `mailbox exceeded the local limit`. A letter that is too
/// large for a mailbox is something else.
fn is_full(lower: &str) -> bool {
    let about_letter =
        ["message size", "message exceeds", "message too", "message is too", "message length", "too large"];
    if about_letter.iter().any(|words| lower.contains(words)) {
        return false;
    }
    let words: Vec<&str> =
        lower.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|word| !word.is_empty()).collect();
    let near = words.iter().enumerate().any(|(at, word)| {
        let behind = words.get(at + 1..(at + 5).min(words.len())).unwrap_or_default();
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        BOXES.contains(word)
            && (behind.iter().any(|word| FULL.contains(word)) || before.is_some_and(|word| *word == "full"))
    });
    near || FULL_PHRASES.iter().any(|words| lower.contains(words))
}

/// Whether a line of a report repeats the header of the letter: what stands in it is no diagnosis.
pub(super) fn is_header_line(line: &str) -> bool {
    const NAMES: &[&str] = &[
        "to",
        "cc",
        "bcc",
        "from",
        "subject",
        "sent",
        "date",
        "sent date",
        "message-id",
        "кому",
        "копия",
        "копія",
        "от",
        "від",
        "тема",
        "отправлено",
        "надіслано",
        "дата",
        "an",
        "von",
        "betreff",
        "gesendet",
        "datum",
    ];
    let line = line.trim_start_matches(['>', ' ', '\t', '*', '|']);
    let Some((name, _)) = line.split_once(':') else { return false };
    name.len() <= 40 && NAMES.contains(&name.trim_end_matches(['*', ' ']).to_lowercase().as_str())
}

/// A report without such lines.
pub(super) fn without_header_lines(text: &str) -> String {
    text.lines().filter(|line| !is_header_line(line)).collect::<Vec<_>>().join("\n")
}

/// The line of a text that most likely names the reason.
pub(super) fn telling_line(text: &str) -> Option<String> {
    let lines =
        || text.lines().map(str::trim).filter(|line| !line.is_empty() && !is_header_line(line)).take(200);
    let coded = lines().find(|line| enhanced(line).is_some() || from_reply(line).is_some());
    // A line with a colon at its end is the heading of something.
    let worded = |heading: bool| {
        lines().find(|line| {
            let lower = line.to_lowercase();
            line.ends_with(':') == heading
                && TELLING.iter().any(|words| lower.contains(words))
                && line.len() > 12
        })
    };
    if let Some(line) = coded {
        return Some(cleaned(line));
    }
    labelled(text).or_else(|| worded(false).or_else(|| worded(true)).map(cleaned))
}

/// What a report itself calls its reason: behind that word, or in the lines below it.
fn labelled(text: &str) -> Option<String> {
    let mut lines = text.lines().map(str::trim).take(200);
    let line = lines.find(|line| {
        let lower = line.to_lowercase();
        lower.starts_with("reason:") || lower.ends_with(" reason:") || lower.ends_with(" reasons:")
    })?;
    let own = if line.ends_with(':') { "" } else { line.get("reason:".len()..).unwrap_or("").trim() };
    let mut said = vec![own];
    let below = lines.skip_while(|line| own.is_empty() && line.is_empty());
    said.extend(below.take_while(|line| !line.is_empty()).take(3));
    let said = cleaned(&said.join(" "));
    (said.len() > 3).then_some(said)
}

/// What a code means when the server gave no words (RFC 3463 section 3).
pub(super) fn by_status(status: Option<&str>) -> &'static str {
    match status.and_then(|status| status.split_once('.')).map(|(_, detail)| detail) {
        Some("1.1") => "no such mailbox",
        Some("1.2") => "no such mail domain",
        Some("2.1") => "the mailbox is disabled",
        Some("2.2") => "the mailbox is full",
        Some("2.3" | "3.4") => "the letter is too big",
        Some("4.1" | "4.7") => "the server did not answer in time",
        Some("4.6") => "the letter ran in a circle",
        Some("7.1") => "the server refused the letter",
        _ => "not delivered",
    }
}

#[cfg(test)]
mod tests {
    use super::{enhanced, is_permanent, telling_line};

    /// M7: a full mailbox may be emptied, a letter too large for it stays so.
    #[test]
    fn m7_full_mailboxes_may_pass() {
        for words in [
            "mailfolder is full",
            "552 Quota violation",
            "mailbox exceeded the local limit",
            "552 would exceed mailbox quota",
            "550 inbox full",
            "Postfach ist voll",
            "Поштову скриньку переповнено",
            "Ящик переполнен",
        ] {
            assert!(!is_permanent(Some("5.0.0"), words), "{words}");
            assert!(!is_permanent(None, words), "{words}");
        }
        for words in [
            "550 the full name of the mailbox is unknown",
            "552 message size exceeds the limit of the mailbox",
            "550 mailbox unavailable",
            "550 no such user",
        ] {
            assert!(is_permanent(Some("5.0.0"), words), "{words}");
        }
    }

    /// M7: dates, versions and addresses of machines are no status codes.
    #[test]
    fn m7_codes_are_told_from_dates() {
        for text in ["5.11.26", "4.05.26", "Mailman 2.0.12", "[5.9.120.4]", "5.1.06"] {
            assert_eq!(enhanced(text), None, "{text}");
        }
        assert_eq!(enhanced("550 5.7.26 refused").as_deref(), Some("5.7.26"));
        assert_eq!(enhanced("smtp;452-4.2.2 full").as_deref(), Some("4.2.2"));
        let report = "To: 550 Street <a@b.example>\nSubject: 5.1.1 unknown\nno such user here";
        assert_eq!(telling_line(report).as_deref(), Some("no such user here"));
    }
}
