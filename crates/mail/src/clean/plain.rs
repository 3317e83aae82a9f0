//! Plain text as HTML.

use super::allowed::escape;
use super::link;

/// Bytes of text that are shown.
const MAX_TEXT: usize = 2_000_000;

/// Escaped text, lines kept, addresses made links.
pub(super) fn text_to_html(text: &str) -> String {
    let text = text
        .get(..text.floor_char_boundary(MAX_TEXT))
        .unwrap_or(text)
        .replace("\r\n", "\n")
        .replace('\r', "\n");
    let mut html = String::with_capacity(text.len() + text.len() / 8 + 16);
    html.push_str("<div>");
    for (number, line) in text.trim_end().split('\n').enumerate() {
        if number > 0 {
            html.push_str("<br>\n");
        }
        let mut blank_before = true;
        for word in line.split_inclusive([' ', '\t']) {
            let bare = word.trim_end_matches([' ', '\t']);
            if !bare.is_empty() {
                written(bare, &mut html);
                blank_before = false;
            }
            // Every blank after the first, and those a line starts with, would be lost in HTML.
            for _ in bare.len()..word.len() {
                html.push_str(if blank_before { "&nbsp;" } else { " " });
                blank_before = true;
            }
        }
    }
    html.push_str("</div>");
    html
}

/// Escaped text without links, for what even our own markup rules would not take.
pub(super) fn words(text: &str) -> String {
    let mut html = String::new();
    escape(text, &mut html);
    html
}

fn written(word: &str, html: &mut String) {
    let open = "([<{\"'«“„";
    let start = word.find(|c: char| !open.contains(c)).unwrap_or(word.len());
    let (before, rest) = word.split_at_checked(start).unwrap_or(("", word));
    let mut end = rest.trim_end_matches(|c: char| ".,;:!?\"'>]}»”…".contains(c));
    if end.ends_with(')') && !end.contains('(') {
        end = end.trim_end_matches(')');
    }
    let after = rest.get(end.len()..).unwrap_or("");
    escape(before, html);
    match address(end).and_then(|address| link::check(&address)) {
        Some(link) => {
            html.push_str("<a href=\"");
            escape(&link.href, html);
            html.push_str("\">");
            escape(end, html);
            html.push_str("</a>");
        }
        None => escape(end, html),
    }
    escape(after, html);
}

fn address(word: &str) -> Option<String> {
    let lower = word.to_ascii_lowercase();
    if ["http://", "https://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme)) {
        return Some(word.to_owned());
    }
    if lower.starts_with("www.") && lower.len() > 5 {
        return Some(format!("http://{word}"));
    }
    let (local, domain) = word.split_once('@')?;
    let right = |text: &str, extra: &str| {
        !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || extra.contains(c))
    };
    (right(local, "._%+-") && right(domain, ".-") && domain.contains('.') && !domain.starts_with('.'))
        .then(|| format!("mailto:{word}"))
}
