//! Text of letters no parser should be asked to read.

use super::text::MAX_TEXT;

/// Text of what is too big to be parsed: everything between tags.
pub(super) fn stripped(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        if out.len() > MAX_TEXT {
            break;
        }
        let name: String =
            after.chars().take(8).take_while(|c| *c == '/' || c.is_ascii_alphanumeric()).collect();
        let name = name.to_ascii_lowercase();
        let end = match name.as_str() {
            "script" => "</script",
            "style" => "</style",
            _ if after.starts_with("!--") => "-->",
            _ => ">",
        };
        if !(after.starts_with(['!', '/', '?']) || after.starts_with(|c: char| c.is_ascii_alphabetic())) {
            out.push('<');
            rest = after;
            continue;
        }
        if ["br", "p", "/p", "div", "/div", "tr", "li"].contains(&name.as_str()) && !out.ends_with("\n\n") {
            out.push('\n');
        }
        rest = past(after, end);
    }
    out.push_str(rest.get(..rest.floor_char_boundary(MAX_TEXT)).unwrap_or(""));
    let known =
        [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    known.iter().fold(out, |text, (from, to)| text.replace(from, to)).trim().to_owned()
}

/// What comes after `end`, compared without case; nothing when it never comes.
fn past<'a>(text: &'a str, end: &str) -> &'a str {
    let found = text.as_bytes().windows(end.len()).position(|part| part.eq_ignore_ascii_case(end.as_bytes()));
    let rest = found.and_then(|at| text.get(at + end.len()..)).unwrap_or("");
    if end.ends_with('>') { rest } else { rest.split_once('>').map_or("", |(_, rest)| rest) }
}
