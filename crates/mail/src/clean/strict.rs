//! The second opinion: ammonia judges what `rewrite` wrote, knowing nothing of how it came about.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use super::{allowed, style};

static RULES: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut rules = Builder::default();
    let own: HashMap<&str, HashSet<&str>> = [
        ("a", HashSet::from(["href", "title", "target", "rel"])),
        ("img", HashSet::from(["src", "alt", "width", "height", "border"])),
    ]
    .into();
    let everywhere = allowed::PLAIN.iter().copied().filter(|name| *name != "alt").chain(["class", "style"]);
    let contents = allowed::DROPPED.iter().copied().filter(|tag| !allowed::TAGS.contains(tag));
    rules
        .tags(allowed::TAGS.iter().copied().collect())
        .clean_content_tags(contents.collect())
        .tag_attributes(own)
        .generic_attributes(everywhere.collect())
        .allowed_classes(HashMap::new())
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel", "cid", "picture"]))
        .url_relative(UrlRelative::Deny)
        .link_rel(None)
        .strip_comments(true)
        .attribute_filter(|element, attribute, value| match (element, attribute) {
            (_, "style") => (style::filter(value) == value).then_some(Cow::Borrowed(value)),
            ("a", "target") => (value == "_blank").then_some(Cow::Borrowed(value)),
            ("a", "rel") => (value == "noopener noreferrer nofollow").then_some(Cow::Borrowed(value)),
            ("a", "href") => {
                let allowed =
                    ["http://", "https://", "mailto:", "tel:"].iter().any(|scheme| value.starts_with(scheme));
                allowed.then_some(Cow::Borrowed(value))
            }
            _ => Some(Cow::Borrowed(value)),
        });
    rules
});

/// Judges markup that `rewrite` wrote; its size and depth are bounded already.
pub(super) fn clean(html: &str) -> String {
    RULES.clean(html).to_string()
}
