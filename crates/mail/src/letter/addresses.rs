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
    let text = separated(&text);
    let parsed = MessageStream::new(format!("{text}\n").as_bytes()).parse_address().into_owned();
    let Some(parsed) = parsed.into_address() else { return Vec::new() };
    let mut found: Vec<Address> = Vec::new();
    for entry in parsed.iter().take(MOST) {
        let (told, written) = (entry.name.as_deref().unwrap_or(""), entry.address.as_deref().unwrap_or(""));
        let glued = if told.is_empty() || written.is_empty() {
            apart(if written.is_empty() { told } else { written })
        } else {
            None
        };
        let (told, written) = glued.unwrap_or_else(|| (told.to_owned(), written.to_owned()));
        let (name, address) = (name(&told), address(&written));
        push(&mut found, name, address);
    }
    found.retain(|entry| !entry.address.is_empty() || !is_nobody(&entry.name));
    found
}

/// Brackets that a backslash makes plain letters of a name; mail-parser would take them for a comment.
const OPENING: char = '\u{e000}';
const CLOSING: char = '\u{e001}';

/// One comma between any two: Outlook writes semicolons between addresses; in a group (`name: a, b;`) they end the
/// group. Some write nothing between `<…>` and the next name or `<…>`.
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
            '<' if !quoted && depth == 0 => {
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

/// `Ivan Petrenko ivan@client.ua` without brackets: the last word alone is the address.
fn apart(text: &str) -> Option<(String, String)> {
    let (before, last) = text.trim().rsplit_once(char::is_whitespace)?;
    let bare = last.trim_matches(|c| matches!(c, '<' | '>' | '(' | ')'));
    let (local, host) = bare.split_once('@')?;
    let whole = !local.is_empty() && host.contains('.') && !before.contains(['@', '"']);
    whole.then(|| (before.trim().to_owned(), bare.to_owned()))
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
    words
}

fn address(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_control() && !matches!(c, '<' | '>')).collect();
    let text = text.trim().trim_matches(|c| matches!(c, '\'' | ',' | ';' | '.') || c.is_whitespace());
    let text = text.strip_prefix("mailto:").or_else(|| text.strip_prefix("MAILTO:")).unwrap_or(text);
    // An old source route (RFC 5322 section 4.4): `@relay:user@host`.
    let text = match text.split_once(':') {
        Some((route, rest)) if route.starts_with('@') => rest,
        _ => text,
    };
    if text.contains('"') { text.to_owned() } else { text.split_whitespace().collect() }
}
