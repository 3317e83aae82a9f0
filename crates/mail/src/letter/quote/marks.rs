//! Recognises the lines that stand before a quote.

use std::borrow::Cow;

use super::phrases::{FROM, OPENERS, OTHERS, QUOTING, SENT, SUBJECT, TO, WROTE};
use super::separators::{FORWARDED, INLINE, ORIGINAL};

/// The longest attribution, in characters, over all of its lines.
pub(super) const LONGEST: usize = 320;

/// How surely a line announces a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Attribution {
    /// Names a time or an address: what follows is a quote even without quote marks.
    Sure,
    /// Only sounds like it: believed when quote marks follow.
    Likely,
}

/// Depth of quoting and the text behind the marks.
pub(super) fn unquoted(line: &str) -> (usize, &str) {
    let (mut depth, mut rest) = (0, line.trim_start());
    while let Some(inner) = rest.strip_prefix('>') {
        depth += 1;
        rest = inner.trim_start_matches(' ');
    }
    if depth == 0 {
        return (0, line);
    }
    (depth, rest)
}

/// The phrases (in lower case) that `text` begins with, in any case. Every line of every letter is asked this for
/// dozens of phrases, so nothing is allocated and nearly always the first character decides.
pub(super) fn beginnings<'a>(text: &'a str, phrases: &'a [&str]) -> impl Iterator<Item = &'a str> {
    let folded = || text.chars().flat_map(char::to_lowercase);
    let first = folded().next();
    phrases.iter().copied().filter(move |words| {
        let mut rest = folded();
        words.chars().next() == first && words.chars().all(|wanted| rest.next() == Some(wanted))
    })
}

/// Whether `text` is one of the phrases (in lower case) in any case.
fn is_one_of(text: &str, phrases: &[&str]) -> bool {
    beginnings(text, phrases).next().is_some() && phrases.contains(&text.to_lowercase().as_str())
}

/// A line without the marks of direction that Hebrew and Arabic lines are wrapped in, Arabic figures as ours.
pub(super) fn undirected(text: &str) -> Cow<'_, str> {
    let known = |c: char| {
        matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            || matches!(c, '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}')
    };
    // Every line of every letter comes by here: most show by their bytes that they have none of these.
    if memchr::memchr3(0xd9, 0xdb, 0xe2, text.as_bytes()).is_none() || !text.contains(known) {
        return Cow::Borrowed(text);
    }
    let figure = |c: char, zero: u32| (u32::from(c).checked_sub(zero)).and_then(|n| char::from_digit(n, 10));
    let plain = text.chars().filter_map(|c| match c {
        '\u{660}'..='\u{669}' => figure(c, 0x660),
        '\u{6f0}'..='\u{6f9}' => figure(c, 0x6f0),
        c => (!known(c)).then_some(c),
    });
    Cow::Owned(plain.collect())
}

/// Whether an attribution could end with a line: those of right-to-left languages have marks of direction behind the colon.
pub(super) fn may_end_attribution(line: &str) -> bool {
    line.trim_end().ends_with(|c: char| matches!(c, ':' | '：' | '>' | '\u{200e}'..='\u{206f}'))
}

/// Whether lines joined to one are "On … wrote:" in some language.
pub(super) fn attribution(text: &str) -> Option<Attribution> {
    let text = undirected(text);
    let text = text.trim();
    if !text.ends_with([':', '：', '>']) || text.chars().take(LONGEST + 1).count() > LONGEST {
        return None;
    }
    let lower = text.to_lowercase().replace(['\u{a0}', '\u{202f}'], " ");
    let ends = lower.ends_with([':', '：']);
    let verb = WROTE.iter().any(|verb| lower.contains(verb)) || starts_with_verb(&lower);
    let opener = OPENERS.iter().any(|opener| lower.starts_with(opener))
        || lower.starts_with(|c: char| c.is_ascii_digit());
    let address = has_address(&lower);
    let time = has_time(&lower);
    let date = has_date(&lower);
    if verb && ends {
        let within = |open: char, close: char| lower.contains(open) && lower.contains(close);
        let bracketed = address && (within('<', '>') || within('(', ')'));
        return match (date && time) || bracketed || (address && (date || opener)) || (date && opener) {
            true => Some(Attribution::Sure),
            false if address || date || opener => Some(Attribution::Likely),
            false => is_name_before_verb(&lower).then_some(Attribution::Likely),
        };
    }
    // Horde: `Quoting Ivan <ivan@…>:`.
    if ends && address && QUOTING.iter().any(|words| lower.starts_with(words)) {
        return Some(Attribution::Likely);
    }
    // Yandex, mail.ru, Gmail in Russian: date, name and address, no verb.
    if ends && date && address && (time || opener) {
        return Some(Attribution::Sure);
    }
    if ends && date && time && (lower.contains(" от ") || lower.contains(" від ") || lower.contains(" from "))
    {
        return Some(Attribution::Sure);
    }
    // Gmail of 2013: `2013/8/1 Ivan <ivan@…>`.
    let old = date && address && lower.ends_with('>') && lower.starts_with("20") && lower.len() < 120;
    old.then_some(Attribution::Likely)
}

fn starts_with_verb(lower: &str) -> bool {
    ["вы писали", "ви писали", "you wrote", "sie schrieben", "вы написали", "ви написали"]
        .iter()
        .any(|verb| lower.starts_with(verb))
}

/// `Ivan Petrenko wrote:`: a few words and the verb at the end.
fn is_name_before_verb(lower: &str) -> bool {
    let before = lower.trim_end_matches([':', '：', ' ']);
    WROTE.iter().any(|verb| before.ends_with(verb.trim_end_matches(':')))
        && before.split_whitespace().count() <= 6
}

/// Whether a line begins as attributions do: with a figure, a known word or an address.
pub(super) fn begins_attribution(line: &str) -> bool {
    let line = undirected(line);
    line.starts_with(|c: char| c.is_ascii_digit())
        || beginnings(&line, OPENERS).next().is_some()
        || line.contains('@')
}

/// Where an attribution begins behind new words on the same line: `Thanks a lot! 03.01.2020 15:04, Ivan wrote:`.
/// Answers typed on phones look so. An abbreviation (`Dr. Anna Schmidt wrote:`) is no sentence.
pub(super) fn behind_words(line: &str) -> Option<usize> {
    let text = line.trim_end();
    let begins = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_digit()) || beginnings(text, OPENERS).next().is_some()
    };
    if !text.ends_with([':', '：', '>']) || begins(&undirected(line.trim_start())) {
        return None;
    }
    if let Some(at) = behind_bare_words(line) {
        return Some(at);
    }
    let figure = line.find(|c: char| c.is_ascii_digit() || c == '<').unwrap_or(line.len());
    let before = line.get(..figure)?;
    let at = [". ", "! ", "? "].iter().filter_map(|end| before.rfind(end)).max()? + 2;
    let (new, rest) = line.split_at_checked(at)?;
    let rest = rest.trim_start();
    let sentence = begins(rest) || new.split_whitespace().count() >= 2 && new.chars().count() >= 8;
    (sentence && attribution(rest).is_some()).then(|| line.len() - rest.len())
}

/// The same without a full stop: `reply On Wed, 4 Apr 2012 at 15:59, bob@example.com wrote:`, `reply--- On …`. Here the
/// attribution must name its time and its address, or it may be a sentence.
fn behind_bare_words(line: &str) -> Option<usize> {
    let starts = line.match_indices([' ', '-', '\t']).map(|(at, _)| at + 1).take(40);
    let at = starts.into_iter().find(|at| {
        let rest = line.get(*at..).unwrap_or("");
        rest.starts_with(char::is_uppercase)
            && beginnings(rest, OPENERS).next().is_some()
            && has_address(&rest.to_lowercase())
            && has_date(rest)
            && has_time(rest)
            && attribution(rest) == Some(Attribution::Sure)
    })?;
    let new = line.get(..at)?.trim_end();
    let undashed = new.trim_end_matches('-');
    let end = if undashed.len() == new.len() { at } else { undashed.len() };
    undashed.contains(char::is_alphanumeric).then_some(end)
}

/// Whether a text names an address.
pub(super) fn names_address(text: &str) -> bool {
    has_address(&undirected(text).to_lowercase())
}

fn has_address(lower: &str) -> bool {
    lower
        .split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')' | '[' | ']' | '"' | ','))
        .any(|word| {
            let word = word.trim_start_matches("mailto:");
            word.split_once('@').is_some_and(|(local, domain)| !local.is_empty() && domain.len() > 2)
        })
}

fn has_time(lower: &str) -> bool {
    lower.char_indices().any(|(at, c)| {
        if !matches!(c, ':' | '.' | 'h') {
            return false;
        }
        let before = lower.get(..at).unwrap_or("").chars().rev().take_while(char::is_ascii_digit).count();
        let after = lower.get(at + 1..).unwrap_or("").chars().take_while(char::is_ascii_digit).count();
        (1..=2).contains(&before) && after == 2
    })
}

/// A year, or day and month in figures.
fn has_date(lower: &str) -> bool {
    let words = || lower.split(|c: char| !c.is_ascii_digit()).filter(|word| !word.is_empty());
    let year = words().any(|word| word.len() == 4 && (word.starts_with("19") || word.starts_with("20")));
    let figures = lower.split(|c: char| c.is_whitespace() || c == ',').any(|word| {
        ['.', '/', '-'].iter().any(|separator| {
            let word = word.trim_matches('.');
            word.matches(*separator).count() == 2
                && word
                    .split(*separator)
                    .all(|piece| !piece.is_empty() && piece.chars().all(|c| c.is_ascii_digit()))
        })
    });
    year || figures
}

fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '_' | '=' | '*' | '~' | '#' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2500}' | '\u{2501}'
    )
}

/// Text between dashes, stars or underscores: `-----Original Message-----`.
fn between_dashes(line: &str) -> Option<String> {
    let line = line.trim().trim_matches('*');
    if line.chars().take(2).filter(|c| is_dash(*c)).count() < 2 {
        return None;
    }
    let inner = line.trim_matches(|c: char| is_dash(c) || c.is_whitespace() || matches!(c, ':' | '>' | '<'));
    let inner = inner.to_lowercase();
    (!inner.is_empty() && inner.len() < 200).then_some(inner)
}

/// `-----Original Message-----` in its languages.
pub(super) fn is_original(line: &str) -> bool {
    let bare = |line: &str| line.ends_with(':') && is_one_of(line.trim_end_matches(':'), ORIGINAL);
    match between_dashes(line) {
        Some(inner) => {
            inner == "original"
                || ORIGINAL.iter().any(|words| inner.starts_with(words))
                || is_dashed_attribution(&inner, line)
        }
        None => bare(line.trim()),
    }
}

/// Zoho: `---- On Mon, 15 Nov 2026 10:00:00 +0200 Ivan <ivan@…> wrote ----`.
/// A mere name and verb count between dashes on both sides.
fn is_dashed_attribution(inner: &str, line: &str) -> bool {
    let line = line.trim().trim_matches('*');
    let both = line.chars().rev().take(2).filter(|c| is_dash(*c)).count() == 2;
    attribution(&format!("{inner}:")).is_some_and(|how| both || how == Attribution::Sure)
}

/// A line before a forwarded letter.
pub(super) fn is_forwarded(line: &str) -> bool {
    let text = line.trim().trim_matches(['*', '>', ' ']);
    let whole = text.trim_end_matches([':', '：']).trim_end();
    // French puts a blank before its colon.
    let announces = whole.len() < text.len() && text.len() <= 100;
    beginnings(text, FORWARDED).any(|words| {
        announces
            || words.starts_with("begin")
            || words.starts_with("нач")
            || words.starts_with("поч")
            || whole.to_lowercase() == words
    }) || between_dashes(line).is_some_and(|inner| FORWARDED.iter().any(|words| inner.starts_with(words)))
}

/// Name of a header line such as `*From:* Ivan`, in lower case.
fn field(line: &str) -> Option<String> {
    let line = line.trim().trim_start_matches(['*', '_', '|', ' ']);
    let end = line.char_indices().take(30).find(|(_, c)| matches!(c, ':' | '：')).map(|(at, _)| at)?;
    let name = line.get(..end)?.trim().trim_end_matches(['*', '_', ' ']).to_lowercase();
    (!name.is_empty()).then_some(name)
}

/// How a block of header lines stands in the letter.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting {
    /// The letter answers another one.
    pub(super) answer: bool,
    /// A ruler stands above the block.
    pub(super) ruled: bool,
}

/// The lines of a header block by their meaning.
#[derive(Debug, Default)]
struct Block {
    fields: usize,
    sent: bool,
    to: bool,
    subject: bool,
    /// The sender's line, or the one below its name in a table, names an address.
    address: bool,
}

/// Whether a block of From, Sent, To, Subject begins at the first of these lines. Orders and forms of sites have
/// such lines too, so in a letter that answers nothing more is asked.
pub(super) fn is_header_block(lines: &[&str], setting: &dyn Fn() -> Setting) -> bool {
    let Some((first, rest)) = lines.split_first() else { return false };
    let Some(name) = field(first) else { return false };
    let from_first = FROM.contains(&name.as_str());
    if !from_first {
        // Lotus Notes and some phones put the subject or the date first.
        let starts = matches!(
            name.as_str(),
            "sent" | "date" | "to" | "subject" | "тема" | "дата" | "кому" | "отправлено"
        );
        let near =
            || rest.iter().take(4).any(|line| field(line).is_some_and(|name| FROM.contains(&name.as_str())));
        if !(starts && near()) {
            return false;
        }
    }
    if count_fields(rest).fields < 2 {
        return false;
    }
    let (block, setting) = (count_fields(lines), setting());
    let whole = block.sent && block.to && block.subject;
    setting.answer || (block.address && whole) || (setting.ruled && (block.address || whole))
}

fn count_fields(lines: &[&str]) -> Block {
    let mut block = Block::default();
    let mut names: Vec<String> = Vec::new();
    let (mut blank, mut sender) = (0, false);
    for line in lines.iter().take(12) {
        if line.trim().is_empty() {
            blank += 1;
            // Text made from HTML has a blank line between the lines of the block.
            if blank > 4 {
                break;
            }
            continue;
        }
        let found = field(line).filter(|name| {
            [FROM, SENT, TO, SUBJECT, OTHERS].iter().any(|names| names.contains(&name.as_str()))
        });
        if let Some(name) = &found {
            sender = FROM.contains(&name.as_str());
            block.sent |= SENT.contains(&name.as_str());
            block.to |= TO.contains(&name.as_str());
            block.subject |= SUBJECT.contains(&name.as_str());
        }
        block.address |= sender && names_address(line);
        names.extend(found.filter(|name| !names.contains(name)));
    }
    block.fields = names.len();
    block
}

/// A ruler of underscores, as Outlook puts one before its block.
pub(super) fn is_ruler(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 5 && line.chars().all(is_dash)
}

/// The line before a signature (RFC 3676 section 4.3).
pub(super) fn is_signature(line: &str) -> bool {
    matches!(line.trim_end_matches('\r'), "-- " | "--")
}

/// Whether the writer says that the quote holds the answers.
pub(super) fn answers_inline(text: &str) -> bool {
    let lower = text.chars().take(2000).collect::<String>().to_lowercase();
    let part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    // Whole words: "interested in reducing" says nothing of red.
    INLINE.iter().any(|words| {
        lower.match_indices(words).any(|(at, found)| {
            let before = lower.get(..at).and_then(|before| before.chars().next_back());
            let after = lower.get(at + found.len()..).and_then(|after| after.chars().next());
            !part(before) && !part(after)
        })
    })
}
