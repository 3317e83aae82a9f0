//! Message-IDs in Message-ID, In-Reply-To and References (RFC 5322 section 3.6.4), as programs really write them.

use std::collections::HashSet;

/// How many ids of a chain are kept: the oldest and the newest of them place a letter, the rest is ballast.
const MOST: usize = 500;
/// Longer ids are junk and would only fill the store.
const LONGEST: usize = 998;

/// Every id of a header in its order, each once, without angle brackets.
pub(super) fn list(value: &str) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut ids: Vec<String> = Vec::new();
    let bracketed = in_brackets(value);
    let found: Vec<String> = if bracketed.is_empty() {
        value
            .split(|c: char| c.is_whitespace() || c == ',' || c == ';')
            .filter(|t| t.contains('@'))
            .map(bare)
            .collect()
    } else {
        bracketed
    };
    for id in found {
        if !id.is_empty() && id.len() <= LONGEST && seen.insert(id.clone()) {
            ids.push(id);
        }
    }
    if ids.len() > MOST {
        let newest = ids.split_off(ids.len() - (MOST - 1));
        ids.truncate(1);
        ids.extend(newest);
    }
    ids
}

/// The id of Message-ID, which old programs write without brackets.
pub(super) fn one(value: &str) -> Option<String> {
    let first = list(value).into_iter().next();
    first.or_else(|| {
        let whole = bare(value.trim());
        (!whole.is_empty() && whole.len() <= LONGEST && !whole.contains(char::is_whitespace)).then_some(whole)
    })
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>')).collect()
}

fn in_brackets(value: &str) -> Vec<String> {
    let mut ids = Vec::new();
    let mut open: Option<String> = None;
    for c in value.chars() {
        match (c, &mut open) {
            // A bracket that was never closed belongs to junk before the real id.
            ('<', _) => open = Some(String::new()),
            ('>', Some(id)) => {
                if !id.is_empty() {
                    ids.push(std::mem::take(id));
                }
                open = None;
            }
            (c, Some(id)) if !c.is_whitespace() && !c.is_control() => id.push(c),
            _ => {}
        }
    }
    ids
}
