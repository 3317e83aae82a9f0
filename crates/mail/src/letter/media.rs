//! What a part is: its media type as declared, or as it must have been meant.

use super::params::Structured;

/// Texts that `body` reads, and those that are files for programs.
const KNOWN: &[&str] = &[
    "text/plain",
    "text/html",
    "text/enriched",
    "text/richtext",
    "text/markdown",
    "text/x-markdown",
    "text/calendar",
    "text/directory",
    "text/rtf",
    "text/vcard",
    "text/x-vcard",
];

/// The type in lower case, such as `text/plain`. `root`: the part is the letter itself; `digest`: it stands in a digest.
pub(super) fn of(content_type: &Structured, disposition: &Structured, root: bool, digest: bool) -> String {
    let told = content_type.value.as_str();
    let file = is_file(content_type) || is_file(disposition);
    // From a sign on that no type has, it is something else: `text/html:charset=utf-8`.
    let type_sign = |c: char| c.is_ascii_alphanumeric() || "/.+-_*".contains(c);
    let media = match told.split(|c: char| !type_sign(c)).next().unwrap_or("") {
        "" if told.is_empty() && digest => "message/rfc822",
        "" if told.is_empty() => "text/plain",
        "text" | "plain" | "text/" => "text/plain",
        "html" | "text/htm" | "text/xhtml" => "text/html",
        "multipart" | "multipart/" => "multipart/mixed",
        // A letter that is all of one text is there to be read (RFC 2046 section 4.1.4).
        "application/xhtml+xml" | "text/x-amp-html" | "text/watch-html" if root && !file => "text/html",
        media if root && !file && media.starts_with("text/") && !KNOWN.contains(&media) => "text/plain",
        media if media.split_once('/').is_some_and(|(kind, form)| !kind.is_empty() && !form.is_empty()) => {
            media
        }
        // RFC 2045 section 5.2: an invalid type is plain text.
        _ if root || !file => "text/plain",
        _ => "application/octet-stream",
    };
    media.to_owned()
}

/// Whether a field says that its part is a file.
fn is_file(field: &Structured) -> bool {
    field.value == "attachment" || field.get("name").is_some() || field.get("filename").is_some()
}
