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
    text::split(text, false, true)
}

/// Splits text; a forwarded letter below a person's words is content and stays. What only looks like a quote is
/// believed in an answer.
pub(super) fn split(text: &str, forwarded: bool, answer: bool) -> (String, String) {
    text::split(text, forwarded, answer)
}

/// Splits cleaned HTML at its quote; both halves are balanced HTML. `None`: nothing to fold. `answer`: the letter
/// answers another one ([`super::Letter::is_answer`]).
pub fn split_html(html: &str, answer: bool) -> (String, Option<String>) {
    html::split(html, answer)
}
