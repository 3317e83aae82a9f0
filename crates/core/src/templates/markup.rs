//! Tags inside HTML: they stand in the text and nowhere else.

use super::tags::{self, Piece};
use super::{Broken, Fault};

/// One piece of HTML.
enum Part<'a> {
    /// `<…>`
    Element(&'a str),
    Text(&'a str),
}

/// Cuts HTML into elements and text; `>` inside a quoted value ends no element.
fn parts(html: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, element) = rest.split_at_checked(at).unwrap_or((rest, ""));
        if !text.is_empty() {
            parts.push(Part::Text(text));
        }
        let mut quote = None;
        let end = element.char_indices().find(|(_, sign)| {
            match (quote, sign) {
                (None, '"' | '\'') => quote = Some(*sign),
                (Some(open), sign) if open == *sign => quote = None,
                (None, '>') => return true,
                _ => {}
            }
            false
        });
        let length = end.map_or(element.len(), |(at, _)| at + 1);
        let (element, after) = element.split_at_checked(length).unwrap_or((element, ""));
        parts.push(Part::Element(element));
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest));
    }
    parts
}

/// Refuses tags inside of elements, as the editor wrote them: cleaning would take such a link away without a word.
pub fn in_links(html: &str) -> Result<(), Broken> {
    for part in parts(html) {
        if let Part::Element(element) = part
            && (element.contains("{{") || element.contains("{%") || element.contains("%7B%7B"))
        {
            let place: String = element.chars().take(80).collect();
            return Err(Broken { fault: Fault::InLink, line: 1, place, detail: String::new() });
        }
    }
    Ok(())
}

/// Cleaned HTML as the engine takes it: inside of tags stands what a person typed and not its escaped form.
pub(super) fn plain(html: &str) -> Result<String, Broken> {
    in_links(html)?;
    let mut out = String::with_capacity(html.len());
    for part in parts(html) {
        match part {
            Part::Element(element) => out.push_str(element),
            Part::Text(text) => tags_of(text, html, &mut out)?,
        }
    }
    Ok(out)
}

fn tags_of(text: &str, html: &str, out: &mut String) -> Result<(), Broken> {
    for piece in tags::pieces(text) {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Tag { text, closed: true } => out.push_str(&typed(text)),
            Piece::Tag { text, closed: false } => {
                let place: String = typed(text).chars().take(80).collect();
                // Where its end stands behind an element, a part of the tag is bold or in another paragraph.
                let split = html.split_once(text).is_some_and(|(_, after)| after.starts_with('<'));
                let fault = if split { Fault::Split } else { Fault::Syntax };
                return Err(Broken { fault, line: 1, place, detail: String::new() });
            }
        }
    }
    Ok(())
}

/// Text without the escapes that HTML needs.
fn typed(text: &str) -> String {
    text.replace("&nbsp;", " ")
        .replace('\u{a0}', " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}
