//! Whom a report in words did not reach.

use crate::letter::kind::Evidence;

/// How reports begin their list of recipients, whoever sends them.
const RECIPIENTS: &[&str] = &[
    "following recipient",
    "following user",
    "following address",
    "failed recipient",
    "could not deliver message to",
];

/// Whether an address stands by itself below such words: a parcel's recipient is a name and a street.
pub(super) fn listed(told: &str) -> bool {
    let lines: Vec<String> = told.lines().take(500).map(str::to_lowercase).collect();
    let says = |line: &str| RECIPIENTS.iter().any(|words| line.contains(words));
    let names = |line: &String| {
        let bare = line.trim().trim_start_matches(['<', '"', '*', '-', ' ']);
        addresses(line).next().is_some_and(|address| bare.starts_with(&address) || says(line))
    };
    let mut places = lines.iter().enumerate().filter(|(_, line)| says(line));
    places.any(|(at, _)| lines.iter().skip(at).take(6).any(names))
}

/// Every address in a text, but for those that a letter is said to be from.
fn addresses(text: &str) -> impl Iterator<Item = String> {
    let (mut sender, mut made) = (false, false);
    text.split(|c: char| {
        c.is_whitespace()
            || matches!(c, '<' | '>' | '(' | ')' | '[' | ']' | '"' | '\'' | ',' | ';' | '«' | '»' | '“' | '”')
    })
    .map(|word| word.trim_matches(|c: char| matches!(c, ':' | '.' | '`' | '*' | '-' | '!')))
    .filter(move |word| {
        if word.is_empty() {
            return true;
        }
        let from = sender;
        // `(generated from ivan@…)`, `(expanded from: <ivan@…>)` name the recipient.
        sender = word.eq_ignore_ascii_case("from") && !made;
        made = ["generated", "expanded"].iter().any(|known| word.eq_ignore_ascii_case(known));
        !from || !word.contains('@')
    })
    .map(|word| word.strip_prefix("mailto:").unwrap_or(word))
    // Exchange's `dda:SMTP=vira@lost.example`.
    .map(|word| {
        let at = word.to_ascii_uppercase().rfind("SMTP=").map(|at| at + "SMTP=".len());
        at.filter(|_| word.contains(':')).and_then(|at| word.get(at..)).unwrap_or(word)
    })
    .map(|word| word.strip_prefix("RFC822:").or_else(|| word.strip_prefix("SMTP:")).unwrap_or(word))
    .filter(|word| {
        let mut halves = word.splitn(2, '@');
        let (local, domain) = (halves.next().unwrap_or(""), halves.next().unwrap_or(""));
        !local.is_empty()
            && !local.contains(':')
            && domain.len() > 2
            && !domain.contains('@')
            && domain.contains('.')
            && !domain.contains(['/', '=', ':'])
    })
    .map(str::to_owned)
}

pub(super) fn first(text: &str) -> Option<String> {
    addresses(text).next().or_else(|| {
        let first = text.split(',').next().unwrap_or("").trim();
        (!first.is_empty()).then(|| first.to_owned())
    })
}

/// The address that stands alone on its line or is named first, if it is not the office's own or a server's.
/// `told` is the report without the lines of a header, `whole` with them, `copy` the letter below.
pub(super) fn of(told: &str, whole: &str, copy: Option<&str>, evidence: &Evidence<'_>) -> Option<String> {
    let own = |address: &str| {
        super::is_daemon(address)
            || evidence.to.iter().any(|to| to.address.eq_ignore_ascii_case(address))
            || evidence.from.is_some_and(|from| from.address.eq_ignore_ascii_case(address))
    };
    let alone = told.lines().take(500).find_map(|line| {
        let bare = line.trim().trim_matches(|c: char| matches!(c, '<' | '>' | ':' | ' ' | '"'));
        let address = addresses(line).next()?;
        (bare.starts_with(&address) && !own(&address)).then_some(address)
    });
    let original =
        || super::returned_header(evidence).and_then(|fields| fields.text("to")).and_then(|to| first(&to));
    let addressed = |text: &str| {
        let named = |line: &&str| {
            line.trim_start_matches(['>', ' ', '\t'])
                .get(..3)
                .is_some_and(|name| name.eq_ignore_ascii_case("to:"))
        };
        let mut found = text.lines().take(200).filter(named).flat_map(addresses);
        found.find(|address| !own(address))
    };
    alone
        .or_else(|| addresses(told).find(|address| !own(address)))
        .or_else(original)
        .or_else(|| addressed(whole))
        .or_else(|| copy.and_then(addressed))
        .or_else(|| mailbox(told, evidence))
}

/// AOL names its own mailboxes without their domain, below a line that ends with a colon.
fn mailbox(told: &str, evidence: &Evidence<'_>) -> Option<String> {
    let server = evidence.from.filter(|from| super::is_daemon(&from.address))?;
    let (_, domain) = server.address.split_once('@')?;
    let mut below = told
        .lines()
        .take(500)
        .map(str::trim)
        .skip_while(|line| !line.to_lowercase().contains("following recipient"))
        .skip_while(|line| !line.ends_with(':'))
        .skip(1);
    let word = below.find(|line| !line.is_empty())?;
    let right = (3..=32).contains(&word.len())
        && word.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'));
    right.then(|| format!("{word}@{}", domain.to_lowercase()))
}
