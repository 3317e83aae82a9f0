//! Declarations of CSS a letter may keep: those that colour, size and space its own text and tables.
//!
//! An allow-list of properties, each with the kind of value it may take. A value is read word by word; whatever is
//! not a plain colour, length, keyword or font name (escapes, comments, `url()`, `expression()`, variables)
//! loses the whole declaration. What passes is written anew, so the same text comes out of a second reading.

use super::background;

/// Longest style attribute that is written.
const MAX_STYLE: usize = 4_000;
/// Longest value of one property.
const MAX_VALUE: usize = 300;

#[derive(Clone, Copy)]
enum Value {
    Color,
    /// Lengths and percentages up to this many pixels, `auto` and `normal`; never negative.
    Lengths(f32),
    /// Widths, styles and colours in any order.
    Border,
    Font,
    /// The `font` shorthand: any of sizes, keywords and family names.
    FontShort,
    Words(&'static [&'static str]),
    Opacity,
}

const ALIGN: &[&str] = &["left", "right", "center", "justify", "start", "end"];
const VERTICAL: &[&str] = &["baseline", "top", "middle", "bottom", "text-top", "text-bottom", "sub", "super"];
const WEIGHT: &[&str] =
    &["normal", "bold", "bolder", "lighter", "100", "200", "300", "400", "500", "600", "700", "800", "900"];
const DISPLAY: &[&str] = &[
    "block",
    "inline",
    "inline-block",
    "none",
    "table",
    "inline-table",
    "table-row",
    "table-cell",
    "table-row-group",
    "table-header-group",
    "table-footer-group",
    "table-caption",
    "list-item",
];
const LIST: &[&str] = &[
    "none",
    "disc",
    "circle",
    "square",
    "decimal",
    "decimal-leading-zero",
    "lower-alpha",
    "upper-alpha",
    "lower-latin",
    "upper-latin",
    "lower-roman",
    "upper-roman",
    "lower-greek",
    "inside",
    "outside",
];
const BORDER_WORDS: &[&str] = &[
    "none", "hidden", "dotted", "dashed", "solid", "double", "groove", "ridge", "inset", "outset", "thin",
    "medium", "thick",
];
const SIZE_WORDS: &[&str] = &[
    "auto", "normal", "none", "xx-small", "x-small", "small", "medium", "large", "x-large", "xx-large",
    "smaller", "larger", "thin", "thick",
];

/// What a property may hold; `None` for every property that is not wanted.
fn kind(property: &str) -> Option<Value> {
    Some(match property {
        "color"
        | "background-color"
        | "background"
        | "border-color"
        | "border-top-color"
        | "border-right-color"
        | "border-bottom-color"
        | "border-left-color"
        | "text-decoration-color" => Value::Color,
        "width" | "max-width" | "min-width" | "height" | "max-height" | "min-height" => {
            Value::Lengths(4_000.0)
        }
        "padding" | "padding-top" | "padding-right" | "padding-bottom" | "padding-left" | "margin"
        | "margin-top" | "margin-right" | "margin-bottom" | "margin-left" | "text-indent" => {
            Value::Lengths(400.0)
        }
        "font-size" | "line-height" => Value::Lengths(200.0),
        "letter-spacing" | "word-spacing" | "border-spacing" => Value::Lengths(40.0),
        "border-radius"
        | "border-top-left-radius"
        | "border-top-right-radius"
        | "border-bottom-left-radius"
        | "border-bottom-right-radius" => Value::Lengths(1_000.0),
        "border"
        | "border-top"
        | "border-right"
        | "border-bottom"
        | "border-left"
        | "border-width"
        | "border-style"
        | "border-top-width"
        | "border-right-width"
        | "border-bottom-width"
        | "border-left-width"
        | "border-top-style"
        | "border-right-style"
        | "border-bottom-style"
        | "border-left-style" => Value::Border,
        "font-family" => Value::Font,
        "font" => Value::FontShort,
        "opacity" => Value::Opacity,
        _ => return words(property).map(Value::Words),
    })
}

/// The words a property may hold, any of them.
fn words(property: &str) -> Option<&'static [&'static str]> {
    Some(match property {
        "font-weight" => WEIGHT,
        "font-style" => &["normal", "italic", "oblique"],
        "font-variant" => &["normal", "small-caps"],
        "text-align" => ALIGN,
        "vertical-align" => VERTICAL,
        "text-decoration" | "text-decoration-line" => &["none", "underline", "overline", "line-through"],
        "text-transform" => &["none", "capitalize", "uppercase", "lowercase"],
        "white-space" => &["normal", "pre", "pre-wrap", "pre-line", "nowrap"],
        "word-break" => &["normal", "break-all", "keep-all", "break-word"],
        "word-wrap" | "overflow-wrap" => &["normal", "break-word", "anywhere"],
        "direction" => &["ltr", "rtl"],
        "unicode-bidi" => &["normal", "embed", "isolate"],
        "display" => DISPLAY,
        "visibility" => &["visible", "hidden", "collapse"],
        "overflow" => &["hidden", "visible", "auto"],
        "float" => &["left", "right", "none"],
        "clear" => &["left", "right", "both", "none"],
        "border-collapse" => &["collapse", "separate"],
        "table-layout" => &["auto", "fixed"],
        "box-sizing" => &["border-box", "content-box"],
        "list-style-type" | "list-style" | "list-style-position" => LIST,
        _ => return None,
    })
}

/// Allowed declarations of a style attribute or of a rule, in their order, values written in one way.
pub(super) fn declarations(style: &str) -> Vec<(String, String)> {
    split(style, ';').into_iter().filter_map(declaration).collect()
}

/// A style attribute of the given declarations: the last of each property wins.
pub(super) fn attribute(declarations: &[(String, String)]) -> String {
    let mut style = String::new();
    for (position, (property, value)) in declarations.iter().enumerate() {
        let later = declarations.iter().skip(position + 1).any(|(other, _)| other == property);
        if later || style.len() + property.len() + value.len() > MAX_STYLE {
            continue;
        }
        if !style.is_empty() {
            style.push_str("; ");
        }
        style.push_str(property);
        style.push_str(": ");
        style.push_str(value);
    }
    style
}

/// A style attribute with what is allowed of it.
pub(super) fn filter(style: &str) -> String {
    attribute(&declarations(style))
}

/// Whether text under this style cannot be seen: the preheaders of newsletters.
pub(super) fn hides(style: &str) -> bool {
    let lower = style.to_ascii_lowercase();
    if lower.contains("mso-hide") && split(&lower, ';').iter().any(|d| no_blanks(d) == "mso-hide:all") {
        return true;
    }
    let declarations = declarations(&lower);
    let value =
        |wanted: &str| declarations.iter().rev().find(|(name, _)| name == wanted).map(|(_, v)| v.as_str());
    let zero = |wanted: &str| value(wanted).is_some_and(|v| matches!(v, "0" | "0px" | "0pt" | "0em" | "0%"));
    value("display") == Some("none")
        || value("visibility") == Some("hidden")
        || zero("opacity")
        || (value("overflow") == Some("hidden")
            && (zero("max-height") || zero("height") || zero("max-width")))
}

fn no_blanks(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn declaration(text: &str) -> Option<(String, String)> {
    let (property, value) = text.split_once(':')?;
    let property = property.trim().to_ascii_lowercase();
    let (property, value) = match property.as_str() {
        "background" => (property, background::plain(value)),
        // A gradient covers the colour under it; other pictures never come.
        "background-image" => ("background".to_owned(), background::plain(value)),
        _ => (property, value.to_owned()),
    };
    let kind = kind(&property)?;
    let mut value = value.trim();
    if let Some((before, mark)) = value.rsplit_once('!') {
        value = if mark.trim().eq_ignore_ascii_case("important") { before.trim_end() } else { return None };
    }
    if value.is_empty() || value.len() > MAX_VALUE || !plain(value) {
        return None;
    }
    let value = checked(kind, value)?;
    // Only a plain colour is taken from `background`, so it is called what it is.
    let property = if property == "background" { "background-color".to_owned() } else { property };
    Some((property, value))
}

/// Nothing in it could be anything but words, numbers, names and colours.
fn plain(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    value.chars().all(|c| c.is_alphanumeric() || " \t\n#%.,-+()'\"_/".contains(c))
        && !["url", "expression", "javascript", "vbscript", "behavior", "binding", "attr(", "var(", "env("]
            .iter()
            .any(|bad| lower.contains(bad))
        && !lower.contains("//")
        && !lower.contains("/*")
}

fn checked(kind: Value, value: &str) -> Option<String> {
    let lower = value.to_ascii_lowercase();
    let words = split(&lower, ' ');
    match kind {
        Value::Color => words.iter().find_map(|word| color(word)),
        Value::Words(allowed) => every(&words, |w| allowed.contains(&w).then(|| w.to_owned())),
        Value::Lengths(most) => every(&words, |w| length(w, most)),
        Value::Border => every(&words, |w| {
            if BORDER_WORDS.contains(&w) { Some(w.to_owned()) } else { length(w, 100.0).or_else(|| color(w)) }
        }),
        Value::Opacity => words.first().filter(|_| words.len() == 1).and_then(|w| {
            let number: f32 = w.parse().ok()?;
            (0.0..=1.0).contains(&number).then(|| number.to_string())
        }),
        Value::Font => fonts(value),
        Value::FontShort => {
            let (size, family) = shorthand(value)?;
            Some(format!("{size} {}", fonts(family)?))
        }
    }
}

fn every(words: &[&str], each: impl Fn(&str) -> Option<String>) -> Option<String> {
    if words.is_empty() || words.len() > 8 {
        return None;
    }
    words.iter().map(|word| each(word)).collect::<Option<Vec<_>>>().map(|words| words.join(" "))
}

/// `italic bold 12pt/1.5 Family, Other` as its sizes and its families.
fn shorthand(value: &str) -> Option<(String, &str)> {
    let mut head = Vec::new();
    let mut rest = value;
    loop {
        let (word, later) = rest.trim_start().split_once(char::is_whitespace)?;
        let word = word.to_ascii_lowercase();
        rest = later.trim_start();
        let (size, line) = word.split_once('/').unwrap_or((&word, "normal"));
        let weight = WEIGHT.contains(&size) || ["italic", "oblique", "small-caps"].contains(&size);
        if weight && !word.contains('/') {
            head.push(word);
        } else {
            head.push(format!("{}/{}", length(size, 200.0)?, length(line, 200.0)?));
            return (!rest.starts_with('/') && head.len() < 6).then(|| (head.join(" "), rest));
        }
    }
}

/// A length with its unit, not below zero and not above `most` pixels.
fn length(word: &str, most: f32) -> Option<String> {
    if SIZE_WORDS.contains(&word) {
        return Some(word.to_owned());
    }
    let end = word.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(word.len());
    let (number, unit) = word.split_at_checked(end)?;
    if number.is_empty() || number.len() > 10 {
        return None;
    }
    let value: f32 = number.parse().ok()?;
    let pixels = match unit {
        "" | "px" => 1.0,
        "pt" => 1.334,
        "em" | "rem" | "pc" => 16.0,
        "ex" | "ch" => 8.0,
        "in" => 96.0,
        "cm" => 37.8,
        "mm" => 3.78,
        // A percentage is of something bounded already; more than the whole would hang out of the frame.
        "%" if value <= 300.0 => 0.0,
        _ => return None,
    };
    (value * pixels <= most).then(|| word.to_owned())
}

/// A colour: hexadecimal, a name, or rgb() and hsl() of numbers.
pub(super) fn color(word: &str) -> Option<String> {
    let word = word.trim().to_ascii_lowercase();
    if let Some(hex) = word.strip_prefix('#') {
        let right = matches!(hex.len(), 3 | 4 | 6 | 8) && hex.chars().all(|c| c.is_ascii_hexdigit());
        return right.then_some(word);
    }
    if let Some((function, inside)) = word.split_once('(') {
        let numbers = inside.strip_suffix(')')?;
        let right = matches!(function, "rgb" | "rgba" | "hsl" | "hsla")
            && numbers.len() < 60
            && numbers.chars().all(|c| c.is_ascii_digit() || ".,% /".contains(c));
        return right
            .then(|| format!("{function}({})", numbers.split_whitespace().collect::<Vec<_>>().join(" ")));
    }
    let named = word.len() >= 3 && word.len() <= 24 && word.chars().all(|c| c.is_ascii_lowercase());
    (named && !BORDER_WORDS.contains(&word.as_str()) && !NOT_COLORS.contains(&word.as_str())).then_some(word)
}

/// Words of the `background` shorthand that are no colour.
const NOT_COLORS: &[&str] = &[
    "none", "repeat", "center", "left", "right", "top", "bottom", "scroll", "fixed", "local", "cover",
    "contain", "auto", "space", "round", "normal", "circle", "ellipse", "from",
];

/// Family names, quoted anew.
fn fonts(value: &str) -> Option<String> {
    let mut names = Vec::new();
    for name in split(value, ',').into_iter().take(12) {
        let name = name.trim_matches(|c: char| c == '"' || c == '\'' || c.is_whitespace());
        if name.is_empty() || name.len() > 60 || name.contains(['"', '\'', '(', ')', '/', '#']) {
            return None;
        }
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let bare = name.chars().all(|c| c.is_ascii_alphabetic() || c == '-');
        names.push(if bare { name } else { format!("'{name}'") });
    }
    (!names.is_empty()).then(|| names.join(", "))
}

/// Pieces between separators that stand outside quotes and brackets; a blank separates as any white space.
pub(super) fn split(text: &str, separator: char) -> Vec<&str> {
    let (mut pieces, mut start, mut brackets, mut quote) = (Vec::new(), 0, 0_u32, None);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), _) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '(') => brackets = brackets.saturating_add(1),
            (None, ')') => brackets = brackets.saturating_sub(1),
            (None, _) if brackets == 0 && (c == separator || (separator == ' ' && c.is_whitespace())) => {
                pieces.push(text.get(start..at).unwrap_or(""));
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    pieces.push(text.get(start..).unwrap_or(""));
    pieces.into_iter().map(str::trim).filter(|piece| !piece.is_empty()).collect()
}
