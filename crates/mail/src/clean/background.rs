//! The `background` shorthand, of which a letter keeps the colour.

use super::style::{color, split};

/// A background without its pictures: of `url(…)` nothing, of a gradient its first colour.
pub(super) fn plain(value: &str) -> String {
    let mut out = String::new();
    let mut rest = value;
    while let Some(open) = rest.find('(') {
        let (before, after) = rest.split_at_checked(open).unwrap_or((rest, ""));
        let start = before.rfind(|c: char| c.is_whitespace() || c == ',').map_or(0, |at| at + 1);
        let (kept, function) = before.split_at_checked(start).unwrap_or(("", before));
        let function = function.to_ascii_lowercase();
        let end = closing(after);
        let inside = after.get(1..end).unwrap_or("");
        out.push_str(kept);
        if function.ends_with("gradient") {
            let first = || split(inside, ',').into_iter().flat_map(|stop| split(stop, ' ')).find_map(color);
            out.push_str(first().as_deref().unwrap_or(""));
        } else if function != "url" {
            out.push_str(&function);
            out.push_str(after.get(..=end).unwrap_or(after));
        }
        out.push(' ');
        rest = after.get(end + 1..).unwrap_or("");
    }
    out.push_str(rest);
    out
}

/// Where the bracket closes that `text` begins with; its end when it never does.
fn closing(text: &str) -> usize {
    let (mut depth, mut quote) = (0_u32, None);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), _) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '(') => depth += 1,
            (None, ')') if depth <= 1 => return at,
            (None, ')') => depth -= 1,
            _ => {}
        }
    }
    text.len()
}
