//! Writes of a parsed letter only what is allowed.

use std::collections::HashSet;

use super::allowed::{DROPPED, EMPTY, PLAIN, TAGS, escape, marks, plain_value};
use super::link::{self, Link};
use super::picture::{self, Pictures};
use super::sheet::Sheet;
use super::style;
use super::tree::{self, Id, Kind, Step, Tree};
use super::{MAX_MARKUP, Mismatch, Options};

/// What the result is for.
pub(super) enum Mode<'a> {
    /// A received letter to be shown.
    Reading(&'a Options<'a>),
    /// The second reading of our own output.
    Again(&'a Mode<'a>),
    /// A letter to be sent.
    Sending,
}

impl Mode<'_> {
    fn is_sending(&self) -> bool {
        match self {
            Mode::Reading(_) => false,
            Mode::Again(mode) => mode.is_sending(),
            Mode::Sending => true,
        }
    }
}

/// The markup of what is allowed; `None` when the letter is too big or too deep.
pub(super) fn rewrite(
    html: &str,
    mode: &Mode<'_>,
    pictures: &mut Pictures,
    mismatched: &mut Vec<Mismatch>,
) -> Option<String> {
    let tree = tree::parse(html).ok()?;
    let sheet = if mode.is_sending() { Sheet::default() } else { Sheet::of(&tree) };
    let mut writer =
        Writer { tree: &tree, sheet, mode, pictures, mismatched, out: String::new(), open: Vec::new() };
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
        if writer.out.len() > MAX_MARKUP {
            return None;
        }
    }
    Some(writer.out)
}

struct Writer<'a> {
    tree: &'a Tree,
    sheet: Sheet,
    mode: &'a Mode<'a>,
    pictures: &'a mut Pictures,
    mismatched: &'a mut Vec<Mismatch>,
    out: String,
    /// Elements written and not yet closed, with the name they were written under.
    open: Vec<(Id, &'static str)>,
}

impl Writer<'_> {
    /// Writes the start of a node; false when its children are not wanted.
    fn enter(&mut self, id: Id) -> bool {
        match self.tree.kind(id) {
            Kind::Nothing => true,
            Kind::Text(text) => {
                // A line end right after <pre> is eaten by every parser; not writing it makes the text stable.
                let first_in_pre = self.out.ends_with('>')
                    && self.tree.parent(id).is_some_and(|up| {
                        self.tree.tag(up) == Some("pre") && self.tree.first(up) == Some(id)
                    });
                escape(if first_in_pre { text.trim_start_matches('\n') } else { text }, &mut self.out);
                true
            }
            Kind::Element { .. } => self.element(id),
        }
    }

    fn element(&mut self, id: Id) -> bool {
        let Some(tag) = self.tree.tag(id) else { return false };
        if DROPPED.contains(&tag) {
            return false;
        }
        if tag == "body" {
            let style = self.style(id);
            if !style.is_empty() {
                self.start("div", id, &[("style", style)]);
            }
            return true;
        }
        let Some(&tag) = TAGS.iter().find(|known| **known == tag) else { return true };
        match tag {
            "img" => self.picture(id),
            "a" => self.link(id),
            _ => {
                let attributes = self.attributes(id, tag);
                self.start(tag, id, &attributes);
            }
        }
        true
    }

    fn start(&mut self, tag: &'static str, id: Id, attributes: &[(&'static str, String)]) {
        self.out.push('<');
        self.out.push_str(tag);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            escape(value, &mut self.out);
            self.out.push('"');
        }
        self.out.push('>');
        if !EMPTY.contains(&tag) {
            self.open.push((id, tag));
        }
    }

    fn leave(&mut self, id: Id) {
        if let Some(&(last, tag)) = self.open.last()
            && last == id
        {
            self.open.pop();
            self.out.push_str("</");
            self.out.push_str(tag);
            self.out.push('>');
        }
    }

    fn style(&mut self, id: Id) -> String {
        let mut declarations = self.sheet.declarations(self.tree, id);
        if self.tree.tag(id) == Some("body") {
            for (attribute, property) in [("bgcolor", "background-color"), ("text", "color")] {
                let color = self.tree.attribute(id, attribute).and_then(style::color);
                declarations.extend(color.map(|color| (property.to_owned(), color)));
            }
        }
        declarations.extend(style::declarations(self.tree.attribute(id, "style").unwrap_or("")));
        style::attribute(&declarations)
    }

    fn attributes(&mut self, id: Id, tag: &str) -> Vec<(&'static str, String)> {
        let mut found: Vec<(&'static str, String)> = Vec::new();
        for attribute in self.tree.attributes(id) {
            let name: &str = &attribute.name.local;
            if let Some(&name) = PLAIN.iter().find(|known| **known == name)
                && let Some(value) = plain_value(tag, name, attribute.value.trim())
            {
                found.push((name, value));
            }
        }
        let marks = marks(self.tree, id);
        if !marks.is_empty() {
            found.push(("class", marks));
        }
        let style = self.style(id);
        if !style.is_empty() {
            found.push(("style", style));
        }
        found
    }

    fn link(&mut self, id: Id) {
        let mut attributes = self.attributes(id, "a");
        let Some(link) = self.tree.attribute(id, "href").and_then(link::check) else {
            // Not a link any more; its looks may still matter.
            if !attributes.is_empty() {
                self.start("span", id, &attributes);
            }
            return;
        };
        self.mismatched.extend(link::mismatch(&self.seen(id), &link).filter(|_| self.mismatched.len() < 100));
        let Link { href, title, .. } = link;
        attributes.push(("href", href));
        if !self.mode.is_sending() {
            attributes.push(("title", title));
            attributes.push(("target", "_blank".to_owned()));
            attributes.push(("rel", "noopener noreferrer nofollow".to_owned()));
        }
        self.start("a", id, &attributes);
    }

    /// The text of a link in the order in which it is seen: `<bdo dir=rtl>` and the sign U+202E turn it round.
    fn seen(&self, link: Id) -> String {
        let turns = |id: Id| {
            let turned = |dir: &str| dir.trim().eq_ignore_ascii_case("rtl");
            self.tree.tag(id) == Some("bdo") && self.tree.attribute(id, "dir").is_some_and(turned)
        };
        let (mut text, mut open): (String, Vec<(Id, usize)>) = (String::new(), Vec::new());
        let mut step = Some(Step::Enter(link));
        while let Some(now) = step.filter(|_| text.len() < 600) {
            match (
                now,
                self.tree.kind(match now {
                    Step::Enter(id) | Step::Leave(id) => id,
                }),
            ) {
                (Step::Enter(_), Kind::Text(piece)) => text.extend(piece.chars().take(300)),
                (Step::Enter(id), Kind::Element { .. })
                    if self.tree.tag(id).is_some_and(|tag| DROPPED.contains(&tag)) =>
                {
                    step = self.tree.next(Step::Leave(id), link);
                    continue;
                }
                (Step::Enter(id), Kind::Element { .. }) if turns(id) => open.push((id, text.len())),
                (Step::Leave(id), _) if open.last().is_some_and(|(last, _)| *last == id) => {
                    if let Some((_, start)) = open.pop() {
                        turn(&mut text, start);
                    }
                }
                _ => {}
            }
            step = self.tree.next(now, link);
        }
        while let Some((_, start)) = open.pop() {
            turn(&mut text, start);
        }
        while let Some(start) = text.find('\u{202e}') {
            let rest = text.split_off(start).replacen('\u{202e}', "", 1);
            let end = rest.find(['\u{202c}', '\u{202d}', '\n']).unwrap_or(rest.len());
            let (inside, after) = rest.split_at_checked(end).unwrap_or((rest.as_str(), ""));
            text.extend(inside.chars().rev());
            text.push_str(after);
        }
        let mut above = self.tree.parent(link);
        while let Some(id) = above {
            if turns(id) {
                turn(&mut text, 0);
            }
            above = self.tree.parent(id);
        }
        text
    }

    fn picture(&mut self, id: Id) {
        let source: String =
            self.tree.attribute(id, "src").unwrap_or("").chars().filter(|c| !c.is_control()).collect();
        let source = source.trim();
        let mut attributes = self.attributes(id, "img");
        let place = self.source(id, source, self.mode);
        match place {
            Place::Shown(source) => attributes.push(("src", source)),
            Place::Waiting => {}
            Place::Dropped => return,
            Place::Missing => {
                // Only the words meant for those who do not see the picture are left.
                if let Some((_, alt)) = attributes.iter().find(|(name, _)| *name == "alt") {
                    escape(alt, &mut self.out);
                }
                return;
            }
        }
        self.start("img", id, &attributes);
    }

    fn source(&mut self, id: Id, source: &str, mode: &Mode<'_>) -> Place {
        let scheme = source.split(':').next().unwrap_or("").to_ascii_lowercase();
        let remote = || picture::remote(source);
        match (mode, scheme.as_str()) {
            (Mode::Again(_), "picture") if self.pictures.is_stored(source) => Place::Shown(source.to_owned()),
            (Mode::Again(mode), _) => self.source(id, source, mode),
            (_, "data") => self.pictures.store(source).map_or(Place::Missing, Place::Shown),
            (Mode::Reading(options), "cid") => {
                let data = content_id(source).and_then(|cid| (options.inline)(&cid));
                data.and_then(|data| self.pictures.store(&data)).map_or(Place::Missing, Place::Shown)
            }
            (Mode::Sending, "cid") => content_id(source)
                .filter(|cid| cid.chars().all(|c| c.is_ascii_alphanumeric() || "@.-_$+=".contains(c)))
                .map_or(Place::Missing, |cid| Place::Shown(format!("cid:{cid}"))),
            (Mode::Sending, _) => Place::Missing,
            // Our own place for a picture not loaded yet.
            (Mode::Reading(_), "") if self.tree.attribute(id, "src").is_none() => Place::Waiting,
            (Mode::Reading(options), _) => match remote() {
                None => Place::Missing,
                Some(_) if is_pixel(self.tree, id) => Place::Dropped,
                Some(address) => {
                    self.pictures.remote += 1;
                    if options.pictures { Place::Shown(address) } else { Place::Waiting }
                }
            },
        }
    }
}

/// What becomes of a picture.
enum Place {
    Shown(String),
    /// The reader has not asked for it: its room is kept.
    Waiting,
    /// It can never be shown.
    Missing,
    /// It was not made to be seen.
    Dropped,
}

fn content_id(source: &str) -> Option<String> {
    let cid = source.split_once(':')?.1;
    let cid = percent_encoding::percent_decode_str(cid).decode_utf8().ok()?;
    let cid = cid.trim().trim_start_matches('<').trim_end_matches('>');
    (!cid.is_empty() && cid.len() < 500).then(|| cid.to_owned())
}

/// Turns the end of a text round.
fn turn(text: &mut String, start: usize) {
    let end: String = text.get(start..).unwrap_or("").chars().rev().collect();
    text.truncate(start);
    text.push_str(&end);
}

/// Content-IDs of the pictures that `rewrite` writes.
pub(super) fn shown_inside(html: &str) -> HashSet<String> {
    let Ok(tree) = tree::parse(html) else { return HashSet::new() };
    let mut found = HashSet::new();
    let mut step = Some(Step::Enter(Tree::ROOT));
    while let Some(now) = step {
        step = match now {
            Step::Enter(id) if tree.tag(id).is_some_and(|tag| DROPPED.contains(&tag)) => {
                tree.next(Step::Leave(id), Tree::ROOT)
            }
            _ => tree.next(now, Tree::ROOT),
        };
        if let Step::Enter(id) = now
            && tree.tag(id) == Some("img")
        {
            let source = tree.attribute(id, "src").unwrap_or("").trim();
            let cid = source.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("cid:"));
            found.extend(content_id(source).filter(|_| cid));
        }
    }
    found
}

/// A picture of a point or less in every direction that is told.
pub(super) fn is_pixel(tree: &Tree, id: Id) -> bool {
    let style = tree.attribute(id, "style").unwrap_or("");
    let declared = style::declarations(style);
    if declared.iter().any(|(name, value)| {
        (name == "display" && value == "none") || (name == "visibility" && value == "hidden")
    }) {
        return true;
    }
    let side = |name: &str| {
        let style =
            declared.iter().rev().find(|(property, _)| property == name).map(|(_, value)| value.as_str());
        let value = style.or(tree.attribute(id, name))?.trim().trim_end_matches("px");
        value.parse::<f32>().ok()
    };
    let sides: Vec<f32> = [side("width"), side("height")].into_iter().flatten().collect();
    !sides.is_empty() && sides.iter().all(|side| *side <= 2.0)
}
