//! A letter's HTML as text for people, for search and for finding what is quoted in it.

use super::link;
use super::sheet::Sheet;
use super::stripped::stripped;
use super::style;
use super::tree::{self, Id, Kind, Step, Tree};

/// Bytes of text that are written.
pub(super) const MAX_TEXT: usize = 5_000_000;
/// Deeper quotes and lists are written as this deep.
const MAX_INDENT: usize = 10;

const SILENT: &[&str] = &[
    "script", "style", "title", "head", "noscript", "template", "textarea", "select", "object", "iframe",
    "audio", "video", "noembed", "noframes", "xml",
];
const PARAGRAPHS: &[&str] =
    &["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "pre", "blockquote", "figure"];
const BLOCKS: &[&str] = &[
    "div",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "nav",
    "aside",
    "address",
    "center",
    "li",
    "dt",
    "dd",
    "tr",
    "caption",
    "fieldset",
    "form",
    "figcaption",
    "details",
    "summary",
    "body",
];

/// Readable text. What the sender hides is left out, unless the letter has nothing else.
pub(super) fn to_text(html: &str) -> String {
    if html.len() > super::MAX_INPUT || super::picture::weight(html) > super::MAX_MARKUP {
        return stripped(html);
    }
    let Ok(tree) = tree::parse(html) else { return stripped(html) };
    let seen = written(&tree, true);
    if seen.trim().is_empty() { written(&tree, false) } else { seen }
}

fn written(tree: &Tree, hide: bool) -> String {
    let mut writer = Writer { tree, hide, sheet: Sheet::of(tree), ..Writer::new(tree) };
    let mut step = Some(Step::Enter(Tree::ROOT));
    while let Some(now) = step {
        step = match now {
            Step::Enter(id) if !writer.enter(id) => tree.next(Step::Leave(id), Tree::ROOT),
            Step::Enter(_) => tree.next(now, Tree::ROOT),
            Step::Leave(id) => {
                writer.leave(id);
                tree.next(now, Tree::ROOT)
            }
        };
        if writer.out.len() > MAX_TEXT {
            break;
        }
    }
    writer.end_line();
    writer.out.trim_matches('\n').to_owned()
}

struct Writer<'a> {
    tree: &'a Tree,
    sheet: Sheet,
    hide: bool,
    out: String,
    line: String,
    /// What has to come before the next word.
    gap: Gap,
    blank: bool,
    quotes: usize,
    /// Numbers of open lists; `None` for lists of points.
    lists: Vec<Option<u32>>,
    pre: usize,
    /// Elements that set the size of letters, and whether to nothing.
    sizes: Vec<(Id, bool)>,
    /// Lines written when the row began.
    row: usize,
    lines: usize,
}

/// What separates the next word from those before.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Space,
    Cell,
    Line,
    Paragraph,
}

impl<'a> Writer<'a> {
    fn new(tree: &'a Tree) -> Writer<'a> {
        Writer {
            tree,
            sheet: Sheet::default(),
            hide: true,
            out: String::new(),
            line: String::new(),
            gap: Gap::None,
            blank: true,
            quotes: 0,
            lists: Vec::new(),
            pre: 0,
            sizes: Vec::new(),
            row: 0,
            lines: 0,
        }
    }

    fn enter(&mut self, id: Id) -> bool {
        if let Kind::Text(text) = self.tree.kind(id) {
            if !(self.hide && self.sizes.last().is_some_and(|(_, nothing)| *nothing)) {
                self.words(text);
            }
            return true;
        }
        if id == Tree::ROOT {
            return true;
        }
        let Some(tag) = self.tree.tag(id) else { return matches!(self.tree.kind(id), Kind::Nothing) };
        if SILENT.contains(&tag) || (self.hide && self.hidden(id)) {
            return false;
        }
        match tag {
            "br" => self.line_break(),
            "hr" => {
                self.need(Gap::Line);
                self.words("----------");
                self.need(Gap::Line);
            }
            "img" => {
                let alt = self.tree.attribute(id, "alt").unwrap_or("").trim();
                if !alt.is_empty() && !super::rewrite::is_pixel(self.tree, id) {
                    self.words(&format!("[{}]", alt.chars().take(300).collect::<String>()));
                }
            }
            _ => self.open(id, tag),
        }
        true
    }

    fn open(&mut self, id: Id, tag: &str) {
        match tag {
            "td" | "th" => {
                // Short cells share a line; after a cell of several lines the next one starts anew.
                if self.line.trim().is_empty() {
                    self.line.clear();
                }
                let one_line = self.lines == self.row && !self.line.is_empty();
                self.gap = if one_line { Gap::Cell } else { self.gap.max(Gap::Line) };
                return;
            }
            "ul" | "menu" => self.lists.push(None),
            "ol" => {
                let start = self.tree.attribute(id, "start").and_then(|n| n.trim().parse().ok()).unwrap_or(1);
                self.lists.push(Some(start));
            }
            "pre" => self.pre += 1,
            _ => {}
        }
        // The first paragraph of a cell belongs to the cell's line.
        if self.gap != Gap::Cell {
            self.need(self.space_of(id, tag, true));
        }
        match tag {
            "blockquote" if is_quote(self.tree, id) => {
                self.settle();
                self.end_line();
                self.quotes += 1;
                self.blank = true;
            }
            "tr" => {
                self.settle();
                self.row = self.lines;
            }
            "li" => self.point(),
            _ => {}
        }
    }

    fn leave(&mut self, id: Id) {
        if self.sizes.last().is_some_and(|(last, _)| *last == id) {
            self.sizes.pop();
        }
        let Some(tag) = self.tree.tag(id) else { return };
        match tag {
            "a" => self.target(id),
            "blockquote" if is_quote(self.tree, id) && self.quotes > 0 => {
                self.end_line();
                self.quotes -= 1;
                self.blank = false;
            }
            "ul" | "menu" | "ol" => {
                self.lists.pop();
            }
            "pre" => self.pre = self.pre.saturating_sub(1),
            _ => {}
        }
        self.need(self.space_of(id, tag, false));
    }

    fn space_of(&self, id: Id, tag: &str, entering: bool) -> Gap {
        if tag == "blockquote" && self.gap != Gap::Paragraph && is_quote(self.tree, id) {
            return if entering { Gap::Line } else { Gap::Paragraph };
        }
        let outlook = tag == "p" && self.tree.attribute(id, "class").is_some_and(|c| c.contains("MsoNormal"));
        if outlook || BLOCKS.contains(&tag) || (self.lists.len() > 1 && matches!(tag, "ul" | "ol")) {
            Gap::Line
        } else if PARAGRAPHS.contains(&tag) {
            Gap::Paragraph
        } else {
            Gap::None
        }
    }

    fn hidden(&mut self, id: Id) -> bool {
        let style = self.tree.attribute(id, "style").unwrap_or("");
        let rules = self.sheet.declarations(self.tree, id);
        if self.tree.attribute(id, "hidden").is_some() || style::hides(style) {
            return true;
        }
        if style.is_empty() && rules.is_empty() {
            return false;
        }
        let mut all = rules;
        all.extend(style::declarations(style));
        let all = style::attribute(&all);
        let hides = style::hides(&all);
        let sizes = style::declarations(&all);
        // An element that hides is not entered, so it would never be taken off again.
        if let Some((_, size)) = sizes.iter().rev().find(|(name, _)| name == "font-size" && !hides) {
            let nothing = size.starts_with('0')
                && size.trim_start_matches(['0', '.']).chars().all(|c| !c.is_ascii_digit());
            self.sizes.push((id, nothing));
        }
        hides
    }

    fn need(&mut self, gap: Gap) {
        self.gap = self.gap.max(gap);
    }

    fn line_break(&mut self) {
        if self.gap >= Gap::Line {
            self.settle();
        }
        self.gap = Gap::None;
        self.push_line();
    }

    fn point(&mut self) {
        self.settle();
        let indent = "  ".repeat(self.lists.len().saturating_sub(1).min(MAX_INDENT));
        let mark = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number = number.saturating_add(1);
                format!("{}. ", number.saturating_sub(1))
            }
            _ => "- ".to_owned(),
        };
        self.line = format!("{indent}{mark}");
        self.gap = Gap::None;
    }

    /// Writes what has to come before a word.
    fn settle(&mut self) {
        match self.gap {
            Gap::None => {}
            Gap::Space if self.line.ends_with(' ') || self.line.is_empty() => {}
            Gap::Space => self.line.push(' '),
            Gap::Cell => self.line.push_str(" | "),
            Gap::Line => self.end_line(),
            Gap::Paragraph => {
                self.end_line();
                if !self.blank {
                    self.push_line();
                }
            }
        }
        self.gap = Gap::None;
    }

    fn words(&mut self, text: &str) {
        if self.pre > 0 {
            for (number, line) in text.split('\n').enumerate() {
                if number > 0 {
                    self.line_break();
                }
                if !line.is_empty() {
                    self.settle();
                    self.line.push_str(&line.replace('\u{a0}', " "));
                }
            }
            return;
        }
        if text.starts_with(|c: char| c.is_ascii_whitespace()) {
            self.need(Gap::Space);
        }
        for word in text.split_ascii_whitespace() {
            self.settle();
            // No-break blanks are how editors write blanks; invisible letters only fill preheaders.
            self.line.extend(
                word.chars().filter(|c| !INVISIBLE.contains(c)).map(|c| if c == '\u{a0}' { ' ' } else { c }),
            );
            self.gap = Gap::Space;
        }
        if !text.ends_with(|c: char| c.is_ascii_whitespace()) && self.gap == Gap::Space {
            self.gap = Gap::None;
        }
    }

    /// The address of a link after its text, unless the text is the address.
    fn target(&mut self, id: Id) {
        let Some(link) = self.tree.attribute(id, "href").and_then(link::check) else { return };
        let text = self.tree.text(id, 500);
        let text = text.trim();
        let bare = |address: &str| {
            let address = address.trim().to_lowercase();
            let address = ["http://", "https://", "mailto:", "tel:"]
                .iter()
                .find_map(|scheme| address.strip_prefix(scheme))
                .unwrap_or(&address);
            address.trim_start_matches("www.").trim_end_matches('/').to_owned()
        };
        if text.is_empty() || bare(text) == bare(&link.href) || link.href.starts_with("tel:") {
            return;
        }
        if self.gap <= Gap::Space {
            self.gap = Gap::Space;
        }
        self.settle();
        self.line.push('(');
        self.line.push_str(&link.href);
        self.line.push(')');
    }

    fn end_line(&mut self) {
        // A line of no-break blanks alone is an empty line somebody wanted.
        if !self.line.is_empty() {
            self.push_line();
        }
    }

    fn push_line(&mut self) {
        let line = self.line.trim_end();
        let blank = line.is_empty();
        if !(blank && self.blank && self.out.ends_with("\n\n")) {
            let mark = "> ".repeat(self.quotes.min(MAX_INDENT));
            self.out.push_str(if blank { mark.trim_end() } else { &mark });
            self.out.push_str(line);
            if line == "--" {
                // What programs look for before a signature.
                self.out.push(' ');
            }
            self.out.push('\n');
            self.lines += 1;
        }
        self.blank = blank;
        self.line.clear();
    }
}

const INVISIBLE: &[char] = &['\u{200b}', '\u{200c}', '\u{2060}', '\u{feff}', '\u{34f}', '\u{ad}', '\u{180e}'];

/// Some editors indent with a blockquote: without a border it is no quote.
fn is_quote(tree: &Tree, id: Id) -> bool {
    let style = tree.attribute(id, "style").unwrap_or("").to_ascii_lowercase().replace(' ', "");
    tree.attribute(id, "type").is_some() || !(style.contains("border:none") || style.contains("border:0;"))
}
