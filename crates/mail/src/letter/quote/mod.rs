//! Tells what is new in a letter from what it repeats: folded, never deleted, and shown where in doubt.
//!
//! `marks` knows the lines that programs put before a quote, in many languages; `text` and `html` decide by them.

mod html;
mod marks;
mod phrases;
mod piece;
mod separators;
mod text;

/// Splits plain text into what is new and what repeats an earlier letter. Together they hold all of it.
pub fn split_text(text: &str) -> (String, String) {
    text::split(text, false)
}

/// Splits text; a forwarded letter below a person's words is content and stays.
pub(super) fn split(text: &str, forwarded: bool) -> (String, String) {
    text::split(text, forwarded)
}

/// Splits cleaned HTML at its quote; both halves are balanced HTML. `None`: nothing to fold.
pub fn split_html(html: &str) -> (String, Option<String>) {
    html::split(html)
}
