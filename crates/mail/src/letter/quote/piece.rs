//! Writes a part of a parsed letter as balanced HTML: the chosen steps inside all the elements around them.

use super::html::Page;
use crate::clean::tree::{Id, Kind, Step};

/// Elements without an end tag.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"];
/// Elements of a whole document, which has no place inside a page.
const OUTER: &[&str] = &["html", "head", "body"];

impl Page {
    /// HTML of the chosen steps, inside all the elements around them.
    pub(super) fn piece(&self, chosen: &dyn Fn(usize) -> bool) -> String {
        let needed = self.needed(chosen);
        let mut out = String::new();
        for (at, step) in self.steps.iter().enumerate() {
            let (Step::Enter(id) | Step::Leave(id)) = *step;
            match (self.tree.kind(id), step) {
                (Kind::Text(text), Step::Enter(_)) if chosen(at) => escape(text, &mut out),
                (Kind::Element { name, .. }, _) => {
                    let tag: &str = &name.local;
                    if OUTER.contains(&tag) || !needed.get(id).copied().unwrap_or(false) {
                        continue;
                    }
                    if matches!(step, Step::Enter(_)) {
                        self.open_tag(id, tag, &mut out);
                    } else if !VOID.contains(&tag) {
                        out.push_str("</");
                        out.push_str(tag);
                        out.push('>');
                    }
                }
                _ => {}
            }
        }
        out
    }

    fn open_tag(&self, id: Id, tag: &str, out: &mut String) {
        out.push('<');
        out.push_str(tag);
        for attribute in self.tree.attributes(id) {
            out.push(' ');
            out.push_str(&attribute.name.local);
            out.push_str("=\"");
            escape(&attribute.value, out);
            out.push('"');
        }
        out.push('>');
    }

    /// Which elements a piece needs: chosen ones and those around them.
    fn needed(&self, chosen: &dyn Fn(usize) -> bool) -> Vec<bool> {
        let mut needed: Vec<bool> = vec![false; self.tree.ids().len()];
        for (at, step) in self.steps.iter().enumerate() {
            let Step::Enter(id) = *step else { continue };
            if !chosen(at) {
                continue;
            }
            let mut above = Some(id);
            while let Some(id) = above {
                match needed.get_mut(id) {
                    Some(known) if !*known => *known = true,
                    _ => break,
                }
                above = self.tree.parent(id);
            }
        }
        needed
    }
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{a0}' => out.push_str("&nbsp;"),
            c => out.push(c),
        }
    }
}
