//! HTML of strangers made harmless, HTML of our editor made plain, and either of them made readable text.
//!
//! Every letter goes the same way: `tree` parses it within limits, `rewrite` writes only what is on the allow-lists
//! (`allowed` lists elements, `style`, `sheet`, `link` and `picture` decide on values), `strict` lets ammonia judge the result on its own
//! account, and the whole is done once more: unless the second result equals the first, the letter is shown as
//! text. A browser that reads our output thus finds the very tree that was judged.

mod allowed;
mod background;
mod link;
mod picture;
mod plain;
mod rewrite;
mod sheet;
mod strict;
mod stripped;
mod style;
mod text;
pub(crate) mod tree;

use std::borrow::Cow;
use std::collections::HashSet;

use serde::Serialize;

use picture::Pictures;
use rewrite::Mode;

/// Weight of markup that is read: bytes, encoded pictures aside, with 32 for every tag and entity.
const MAX_MARKUP: usize = 5_000_000;
/// Bytes altogether.
const MAX_INPUT: usize = 60_000_000;
/// Bytes of text that are shown of a letter beyond the limits; escaped, they are within them.
const MAX_PLAIN: usize = 700_000;

/// What the reader of a letter allows.
pub struct Options<'a> {
    /// Remote http(s) pictures may be loaded.
    pub pictures: bool,
    /// The `data:` URL of an inline picture by its Content-ID (without angle brackets).
    pub inline: &'a dyn Fn(&str) -> Option<String>,
}

/// A letter's HTML fit for a scriptless frame without a network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cleaned {
    /// The body, without html, head and body elements.
    pub html: String,
    /// How many pictures the letter wants from the network, tracking pixels aside.
    pub remote_pictures: usize,
    /// Links whose text names another place than they lead to.
    pub mismatched_links: Vec<Mismatch>,
    /// The HTML was beyond the limits, so only its text is shown.
    pub plain: bool,
}

/// A link that says one thing and does another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mismatch {
    /// What the reader sees.
    pub shown: String,
    /// Where the link leads.
    pub target: String,
}

/// Cleans a received letter for the reading pane.
pub fn clean(html: &str, options: &Options<'_>) -> Cleaned {
    let html = prepared(html);
    if let Some(cleaned) = run(&html, &Mode::Reading(options)) {
        return cleaned;
    }
    let text = text::to_text(&html);
    let text = text.get(..text.floor_char_boundary(MAX_PLAIN)).unwrap_or(&text);
    // Through the same rules, so that links are shown as everywhere.
    let html = run(&plain::text_to_html(text), &Mode::Reading(options))
        .map_or_else(|| plain::words(text), |cleaned| cleaned.html);
    Cleaned { html, remote_pictures: 0, mismatched_links: Vec::new(), plain: true }
}

/// Readable plain text of a letter's HTML: paragraphs, lists, rows, links with their targets, quotes after `> `.
pub fn to_text(html: &str) -> String {
    text::to_text(&prepared(html))
}

/// Content-IDs of the pictures that the cleaned letter shows inside its text.
pub(crate) fn shown_inside(html: &str) -> HashSet<String> {
    rewrite::shown_inside(&prepared(html))
}

/// Leaves of the editor's HTML what a letter needs: no remote picture, nothing of the window, no link's title.
pub fn outgoing(html: &str) -> String {
    let html = prepared(html);
    match run(&html, &Mode::Sending) {
        Some(cleaned) => cleaned.html,
        None => plain::text_to_html(&text::to_text(&html)),
    }
}

/// Plain text as HTML: escaped, lines kept, addresses made links.
pub fn text_to_html(text: &str) -> String {
    plain::text_to_html(text)
}

/// `None` when the letter is beyond the limits or does not settle.
fn run(html: &str, mode: &Mode<'_>) -> Option<Cleaned> {
    if html.len() > MAX_INPUT || picture::weight(html) > MAX_MARKUP {
        return None;
    }
    let mut pictures = Pictures::new(html);
    let mut mismatched_links = Vec::new();
    let first = rewrite::rewrite(html, mode, &mut pictures, &mut mismatched_links)?;
    let mut now = strict::clean(&first);
    // Once is the rule; misnested tables and lists may need another round to stand still.
    for _ in 0..4 {
        // What is shown must itself be within the limits, or a second cleaning would end otherwise.
        if picture::weight(&now) > MAX_MARKUP {
            return None;
        }
        let again =
            strict::clean(&rewrite::rewrite(&now, &Mode::Again(mode), &mut pictures, &mut Vec::new())?);
        if again == now {
            // White space at the end shows nothing, and files have a line end there.
            let html = pictures.restore(now.trim_end_matches(|c: char| c.is_ascii_whitespace()));
            return Some(Cleaned { html, remote_pictures: pictures.remote, mismatched_links, plain: false });
        }
        now = again;
    }
    None
}

/// Without a byte order mark and control characters, which parsers disagree about.
fn prepared(html: &str) -> Cow<'_, str> {
    let unwanted =
        |c: char| (c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}')) || c == '\u{feff}';
    if html.contains(unwanted) {
        Cow::Owned(html.chars().filter(|c| !unwanted(*c)).collect())
    } else {
        Cow::Borrowed(html)
    }
}
