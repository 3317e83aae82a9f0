//! The allow-lists of elements and attributes, and the one way text is written.

use super::link;
use super::style;
use super::tree::{Id, Tree};

/// Elements that are written. None of them changes how the parser reads what follows.
pub(super) const TAGS: &[&str] = &[
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "b",
    "bdi",
    "bdo",
    "big",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "main",
    "mark",
    "nav",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "wbr",
];

/// Elements that go with everything in them. Others that are not written leave their contents.
pub(super) const DROPPED: &[&str] = &[
    "applet",
    "audio",
    "base",
    "basefont",
    "bgsound",
    "canvas",
    "command",
    "datalist",
    "embed",
    "frame",
    "frameset",
    "iframe",
    "input",
    "isindex",
    "keygen",
    "link",
    "map",
    "math",
    "menuitem",
    "meta",
    "meter",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "optgroup",
    "option",
    "param",
    "plaintext",
    "portal",
    "progress",
    "script",
    "select",
    "slot",
    "source",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "track",
    "video",
    "xml",
    "xmp",
];

/// Elements without an end.
pub(super) const EMPTY: &[&str] = &["br", "col", "hr", "img", "wbr"];

/// Attributes with values of their own kind.
pub(super) const PLAIN: &[&str] = &[
    "align",
    "alt",
    "bgcolor",
    "border",
    "cellpadding",
    "cellspacing",
    "color",
    "colspan",
    "dir",
    "face",
    "height",
    "lang",
    "noshade",
    "nowrap",
    "rowspan",
    "size",
    "span",
    "start",
    "type",
    "valign",
    "value",
    "width",
];

/// The attribute's value as it is written, if it has one of its kind.
pub(super) fn plain_value(tag: &str, name: &str, value: &str) -> Option<String> {
    let lower = value.to_ascii_lowercase();
    let number = |most: u32| lower.parse::<u32>().ok().filter(|n| *n <= most).map(|n| n.to_string());
    let word = |words: &[&str]| words.contains(&lower.as_str()).then(|| lower.clone());
    let table =
        matches!(tag, "table" | "tr" | "td" | "th" | "tbody" | "thead" | "tfoot" | "col" | "colgroup");
    match name {
        "align" => word(&["left", "right", "center", "justify", "middle", "top", "bottom"]),
        "valign" if table => word(&["top", "middle", "bottom", "baseline"]),
        "alt" if tag == "img" => words_only(value),
        "bgcolor" if table => style::color(value),
        "color" if matches!(tag, "font" | "hr") => style::color(value),
        "face" if tag == "font" => {
            let style = style::filter(&format!("font-family:{}", value.replace(['"', '\'', ';'], "")));
            style.strip_prefix("font-family: ").map(|face| face.replace('\'', ""))
        }
        "border" if matches!(tag, "table" | "img") => number(100),
        "cellpadding" | "cellspacing" if tag == "table" => number(100),
        "colspan" | "rowspan" if matches!(tag, "td" | "th") => number(200).filter(|n| n != "0"),
        "span" if matches!(tag, "col" | "colgroup") => number(200).filter(|n| n != "0"),
        "dir" => word(&["ltr", "rtl", "auto"]),
        "lang" => (!lower.is_empty()
            && lower.len() <= 20
            && lower.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
        .then_some(lower),
        "width" | "height" if table || matches!(tag, "img" | "hr") => {
            let bare = lower.trim_end_matches("px");
            let digits = bare.trim_end_matches('%');
            let size = digits.parse::<f32>().ok().filter(|n| (0.0..=4_000.0).contains(n))?;
            Some(format!("{}{}", size.round(), if bare.ends_with('%') { "%" } else { "" }))
        }
        "size" if tag == "font" => (lower.len() <= 2
            && lower.trim_start_matches(['+', '-']).parse::<u8>().is_ok_and(|n| n <= 7))
        .then_some(lower),
        "size" if tag == "hr" => number(20),
        "start" if tag == "ol" => number(1_000_000),
        "value" if tag == "li" => number(1_000_000),
        "type" if tag == "blockquote" => word(&["cite"]),
        "type" if matches!(tag, "ol" | "ul" | "li") => {
            ["1", "a", "A", "i", "I", "disc", "circle", "square"].contains(&value).then(|| value.to_owned())
        }
        "nowrap" if matches!(tag, "td" | "th") => Some("nowrap".to_owned()),
        "noshade" if tag == "hr" => Some("noshade".to_owned()),
        _ => None,
    }
}

/// Words for a person: nothing that looks like markup or code, even though it would be escaped.
fn words_only(value: &str) -> Option<String> {
    let text: String = value.chars().filter(|c| !c.is_control()).take(500).collect();
    let lower = text.to_ascii_lowercase();
    let starts_tag = |after: &str| after.starts_with(|c: char| c.is_alphabetic() || "/!?".contains(c));
    let code = lower.split('<').skip(1).any(starts_tag)
        || lower.contains("script:")
        || lower.contains("url(")
        || link::handler(&lower, &["/", "%2f"]);
    (!code).then(|| text.trim().to_owned())
}

/// Class names by which a quoted letter is told from a new one; ids that do so become classes.
pub(super) fn marks(tree: &Tree, id: Id) -> String {
    const KEPT: &[&str] = &[
        "appendonsend",
        "applemailsignature",
        "gmail_attr",
        "gmail_extra",
        "olk_src_body_section",
        "stopspelling",
        "wordsection1",
        "yahoo_quoted",
        "zmail_extra",
        "zwchr",
        "msonormal",
        "outlookmessageheader",
        "gmail_default",
    ];
    const PARTS: &[&str] = &["quote", "reply", "rplyfwd", "forward", "cite", "moz-", "signature", "original"];
    let mut kept: Vec<&str> = Vec::new();
    let names = ["class", "id"].into_iter().filter_map(|name| tree.attribute(id, name));
    for name in names.flat_map(str::split_ascii_whitespace).take(30) {
        let lower = name.to_ascii_lowercase();
        let bare = lower.strip_prefix("x_").unwrap_or(&lower);
        let known = KEPT.contains(&bare) || PARTS.iter().any(|part| bare.contains(part));
        let right = name.len() <= 40 && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
        if known && right && !kept.contains(&name) && kept.len() < 6 {
            kept.push(name);
        }
    }
    kept.join(" ")
}

/// Appends text so that it is read back as the same text, inside an element or an attribute.
pub(super) fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{a0}' => out.push_str("&nbsp;"),
            c if c.is_control() && !matches!(c, '\n' | '\t') => {}
            c => out.push(c),
        }
    }
}
