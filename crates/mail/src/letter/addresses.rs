//! From, To, Cc, Bcc and Reply-To (RFC 5322 section 3.4): mail-parser reads the grammar, this file the bad habits.

use mail_parser::parsers::MessageStream;

use super::{Address, words};

/// More addressees than any person writes to.
pub(super) const MOST: usize = 2000;
/// Bytes of one header that are read.
const LONGEST: usize = 512 * 1024;

/// Everyone named in a header.
pub(super) fn list(value: &[u8], hint: Option<&str>) -> Vec<Address> {
    let value = value.get(..LONGEST).unwrap_or(value);
    let mut text = words::uniform(value, hint);
    text.retain(|c| !matches!(c, '\r' | '\n' | '\0'));
    let text = separated(&named(&text));
    let parsed = MessageStream::new(format!("{text}\n").as_bytes()).parse_address().into_owned();
    let Some(parsed) = parsed.into_address() else { return Vec::new() };
    let mut found: Vec<Address> = Vec::new();
    for entry in parsed.iter().take(MOST) {
        let (told, written) = (entry.name.as_deref().unwrap_or(""), entry.address.as_deref().unwrap_or(""));
        let glued = match (told, written) {
            ("", whole) | (whole, "") => apart(whole),
            _ => Vec::new(),
        };
        if glued.is_empty() {
            // `"Ivan Petrenko"@client.ua`: what is quoted is the mailbox.
            let mailbox = written.starts_with('@') && text.contains(&format!("\"{told}\"{written}"));
            let written = if mailbox { format!("\"{told}\"{written}") } else { written.to_owned() };
            push(&mut found, name(if mailbox { "" } else { told }), address(&written));
        }
        for (told, written) in glued {
            push(&mut found, name(told), address(written));
        }
    }
    found.retain(|entry| !entry.address.is_empty() || !is_nobody(&entry.name));
    found
}

/// Brackets that a backslash makes plain letters of a name; mail-parser would take them for a comment.
const OPENING: char = '\u{e000}';
const CLOSING: char = '\u{e001}';

/// Names in one piece: `"Ivan" "Petrenko"` is one, and an address with a comment that stands before `<…>` is a name.
fn named(text: &str) -> String {
    let (mut out, mut item) = (String::with_capacity(text.len()), 0);
    let (mut quoted, mut depth, mut escaped) = (false, 0_u32, false);
    for c in text.chars() {
        let plain = escaped;
        escaped = c == '\\' && !plain;
        match c {
            _ if plain => {}
            '"' if depth == 0 => {
                let before = out.trim_end().len();
                let goes_on = before > item && out.get(..before).is_some_and(|text| text.ends_with('"'));
                if !quoted && before < out.len() && goes_on {
                    out.truncate(before - 1);
                    out.push(' ');
                    quoted = true;
                    continue;
                }
                quoted = !quoted;
            }
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth = depth.saturating_sub(1),
            '<' if !quoted && depth == 0 => {
                let label = out.get(item..).filter(|label| label.len() < 1000).unwrap_or("").trim();
                if label.contains('@') && label.contains('(') && !label.contains(['"', '<']) {
                    let label = format!("\"{}\" ", label.replace('\\', ""));
                    out.truncate(item);
                    out.push_str(&label);
                }
            }
            ',' | ';' if !quoted && depth == 0 => item = out.len() + 1,
            _ => {}
        }
        out.push(c);
    }
    out
}

/// One comma between any two: Outlook writes semicolons between addresses; in a group (`name: a, b;`) they end the
/// group. Some write nothing between `<…>` and the next name or address.
fn separated(text: &str) -> String {
    let (mut quoted, mut depth, mut group, mut escaped) = (false, 0_u32, false, false);
    // Brackets and quotes that never close would swallow the rest of the header.
    let (mut opened, mut closed) = (0_u32, 0_u32);
    let mut out = String::with_capacity(text.len());
    // Where the last `<…>` ended, until a comma follows.
    let mut behind: Option<usize> = None;
    for c in text.chars() {
        let plain = escaped;
        escaped = c == '\\' && !plain;
        if plain {
            if !quoted && matches!(c, '(' | ')') {
                out.pop();
                out.push(if c == '(' { OPENING } else { CLOSING });
            } else {
                out.push(c);
            }
            continue;
        }
        match c {
            '"' if depth == 0 => quoted = !quoted,
            '(' if !quoted => {
                depth += 1;
                opened += 1;
            }
            ')' if !quoted => {
                depth = depth.saturating_sub(1);
                closed += 1;
            }
            ':' if !quoted && depth == 0 => group = true,
            '<' | '@' if !quoted && depth == 0 => {
                if let Some(at) = behind.take() {
                    out.insert(at, ',');
                }
            }
            ',' | ';' if !quoted && depth == 0 => behind = None,
            _ => {}
        }
        if c == ';' && !quoted && depth == 0 && !group {
            out.push(',')
        } else {
            out.push(c)
        }
        if c == '>' && !quoted && depth == 0 {
            behind = Some(out.len());
        }
        if c == ';' && !quoted && depth == 0 {
            group = false;
        }
    }
    if opened != closed && !quoted {
        return separated(&text.replace(['(', ')'], " "));
    }
    if quoted { out.replace('"', "") } else { out }
}

/// Names and addresses without brackets and commas: `Ivan Petrenko ivan@client.ua`, `ivan@client.ua Ivan`,
/// `ivan@client.ua olha@client.ua`. Empty where it is none of these.
fn apart(text: &str) -> Vec<(&str, &str)> {
    let text = text.trim();
    let words = || text.split_whitespace().take(MOST);
    if text.contains('"') || words().nth(1).is_none() {
        return Vec::new();
    }
    if words().all(is_address) {
        return words().map(|word| ("", bare(word))).collect();
    }
    let ends = text.rsplit_once(char::is_whitespace).filter(|(before, _)| !before.contains('@'));
    let begins = text.split_once(char::is_whitespace).filter(|(_, behind)| !behind.contains('@'));
    match (ends, begins) {
        (Some((before, last)), _) if is_address(last) => vec![(before.trim(), bare(last))],
        (_, Some((first, behind))) if is_address(first) => vec![(behind.trim(), bare(first))],
        _ => Vec::new(),
    }
}

fn is_address(word: &str) -> bool {
    let Some((local, host)) = bare(word).split_once('@') else { return false };
    !local.is_empty() && host.contains('.') && !host.contains('@')
}

/// A word without the brackets around it; those of `ivan@[192.0.2.5]` belong to it.
fn bare(word: &str) -> &str {
    let word = word.trim_matches(|c| matches!(c, '<' | '>' | '(' | ')'));
    if word.contains("@[") { word } else { word.trim_matches(['[', ']']) }
}

fn push(found: &mut Vec<Address>, mut name: String, mut address: String) {
    if address.is_empty() && name.contains('@') && !name.contains(char::is_whitespace) {
        address = std::mem::take(&mut name);
    }
    // A local name such as `root`.
    if address.is_empty() && !name.is_empty() && name.is_ascii() && !name.contains(char::is_whitespace) {
        address = std::mem::take(&mut name);
    }
    // `Petrenko, Ivan <ivan@…>` without quotes comes as two entries.
    if let Some(before) = found.last_mut()
        && !address.is_empty()
        && !name.is_empty()
        && !before.address.contains('@')
        && address.contains('@')
    {
        let first = if before.name.is_empty() { before.address.clone() } else { before.name.clone() };
        if !is_nobody(&first) {
            *before = Address { name: format!("{first}, {name}"), address };
            return;
        }
    }
    if !name.is_empty() || !address.is_empty() {
        if name == address {
            name.clear();
        }
        found.push(Address { name, address });
    }
}

fn is_nobody(name: &str) -> bool {
    let lower = name.to_lowercase();
    lower.starts_with("undisclosed") || lower.starts_with("unlisted") || lower.starts_with("recipient list")
}

/// One line, without the quotes that some programs send inside their quotes.
fn name(text: &str) -> String {
    let text = if text.contains("=?") { words::decode(text.as_bytes(), None) } else { text.to_owned() };
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let clean = clean.replace(OPENING, "(").replace(CLOSING, ")");
    let mut words = clean.split_whitespace().collect::<Vec<_>>().join(" ");
    for quote in ['"', '\''] {
        if let Some(inner) = words.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)) {
            words = inner.trim().to_owned();
        }
    }
    // `Ivan <<ivan@…>>` leaves a bracket behind.
    if words.ends_with('>') && !words.contains('<') {
        words = words.trim_end_matches(['>', ' ']).to_owned();
    }
    words
}

fn address(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_control() && !matches!(c, '<' | '>')).collect();
    let text = text.trim().trim_matches(|c| matches!(c, '\'' | ',' | ';' | '.') || c.is_whitespace());
    let text = if text.contains("@[") { text } else { text.trim_matches(['[', ']']) };
    let text = text.strip_prefix("mailto:").or_else(|| text.strip_prefix("MAILTO:")).unwrap_or(text);
    // An old source route (RFC 5322 section 4.4): `@relay:user@host`.
    let text = match text.split_once(':') {
        Some((route, rest)) if route.starts_with('@') => rest,
        _ => text,
    };
    if text.contains('"') { text.to_owned() } else { text.split_whitespace().collect() }
}
