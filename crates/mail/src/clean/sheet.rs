//! The `<style>` blocks of a letter, put into the style attributes of the elements they mean.
//!
//! Blocks themselves never reach the window: they could name what is outside the letter and fetch things. But
//! without Outlook's `p.MsoNormal { margin: 0 }` its letters fall apart. Only element, class and id selectors
//! and their descendants are understood; everything with @, :, >, +, ~, [ or * is left out, media queries too.

use std::collections::HashMap;

use super::style;
use super::tree::{Id, Tree};

/// Bytes of style blocks that are read.
const MAX_CSS: usize = 300_000;
/// Rules that are kept.
const MAX_RULES: usize = 3_000;
/// Comparisons of a rule with an element, all together.
const MAX_WORK: usize = 2_000_000;
/// Simple selectors in one chain of descendants.
const MAX_CHAIN: usize = 5;

#[derive(Debug, Default, PartialEq, Eq)]
struct Simple {
    tag: Option<String>,
    id: Option<String>,
    classes: Vec<String>,
}

#[derive(Debug)]
struct Rule {
    /// The element itself last, its ancestors before.
    chain: Vec<Simple>,
    weight: (usize, usize, usize),
    declarations: usize,
}

/// The rules of a letter, found by the name an element must have.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    rules: Vec<Rule>,
    blocks: Vec<Vec<(String, String)>>,
    by_name: HashMap<String, Vec<usize>>,
    work: usize,
}

impl Sheet {
    /// Reads every style block of the tree.
    pub(super) fn of(tree: &Tree) -> Sheet {
        let mut css = String::new();
        for id in tree.ids() {
            if tree.tag(id) == Some("style") && tree.parent(id).is_some() && css.len() < MAX_CSS {
                css.push_str(&tree.text(id, MAX_CSS));
                css.push('\n');
            }
        }
        let mut sheet = Sheet::default();
        if !css.is_empty() {
            sheet.read(&css);
        }
        sheet
    }

    /// Declarations for an element, weakest first.
    pub(super) fn declarations(&mut self, tree: &Tree, id: Id) -> Vec<(String, String)> {
        if self.rules.is_empty() || self.work > MAX_WORK {
            return Vec::new();
        }
        let mut names = vec![tree.tag(id).unwrap_or("").to_owned()];
        names.extend(classes(tree, id).map(|class| format!(".{class}")));
        names.extend(tree.attribute(id, "id").map(|name| format!("#{}", name.trim())));
        let mut hits = Vec::new();
        for name in names {
            for &number in self.by_name.get(&name).map_or(&[][..], Vec::as_slice) {
                self.work += 1;
                if let Some(rule) = self.rules.get(number)
                    && matches(tree, id, &rule.chain, &mut self.work)
                {
                    hits.push((rule.weight, number, rule.declarations));
                }
            }
        }
        hits.sort_unstable();
        hits.dedup();
        hits.iter().filter_map(|&(_, _, block)| self.blocks.get(block)).flatten().cloned().collect()
    }

    fn read(&mut self, css: &str) {
        let css = without_comments(css);
        let mut rest = css.as_str();
        while let Some(open) = rest.find(['{', ';', '@']) {
            let (selectors, after) = rest.split_at_checked(open).unwrap_or((rest, ""));
            let Some(found) = after.chars().next() else { return };
            let after = after.get(1..).unwrap_or("");
            match found {
                ';' => rest = after,
                '@' => rest = after_at_rule(after),
                _ => {
                    let (body, later) = after.split_once('}').unwrap_or((after, ""));
                    self.rule(selectors, body);
                    rest = later;
                }
            }
            if self.rules.len() > MAX_RULES {
                return;
            }
        }
    }

    fn rule(&mut self, selectors: &str, body: &str) {
        let declarations = style::declarations(body);
        if declarations.is_empty() {
            return;
        }
        let block = self.blocks.len();
        self.blocks.push(declarations);
        for selector in selectors.split(',').take(100) {
            let Some(chain) = selector_chain(selector) else { continue };
            let Some(last) = chain.last() else { continue };
            let name = match (&last.id, last.classes.first(), &last.tag) {
                (Some(id), _, _) => format!("#{id}"),
                (None, Some(class), _) => format!(".{class}"),
                (None, None, Some(tag)) => tag.clone(),
                (None, None, None) => continue,
            };
            let weight = (
                chain.iter().filter(|simple| simple.id.is_some()).count(),
                chain.iter().map(|simple| simple.classes.len()).sum(),
                chain.iter().filter(|simple| simple.tag.is_some()).count(),
            );
            self.by_name.entry(name).or_default().push(self.rules.len());
            self.rules.push(Rule { chain, weight, declarations: block });
        }
    }
}

fn classes(tree: &Tree, id: Id) -> impl Iterator<Item = &str> {
    tree.attribute(id, "class").unwrap_or("").split_ascii_whitespace().take(20)
}

fn matches(tree: &Tree, id: Id, chain: &[Simple], work: &mut usize) -> bool {
    let mut left = chain.iter().rev();
    let Some(own) = left.next() else { return false };
    if !fits(tree, id, own) {
        return false;
    }
    let mut above = tree.parent(id);
    'chain: for simple in left {
        while let Some(ancestor) = above {
            *work += 1;
            above = tree.parent(ancestor);
            if fits(tree, ancestor, simple) {
                continue 'chain;
            }
        }
        return false;
    }
    true
}

fn fits(tree: &Tree, id: Id, simple: &Simple) -> bool {
    let Some(tag) = tree.tag(id) else { return false };
    simple.tag.as_deref().is_none_or(|wanted| wanted == tag)
        && simple.id.as_deref().is_none_or(|wanted| tree.attribute(id, "id").map(str::trim) == Some(wanted))
        && simple.classes.iter().all(|wanted| classes(tree, id).any(|class| class == wanted))
}

/// `td.big #sum` as its simple selectors; `None` for what is not understood.
fn selector_chain(selector: &str) -> Option<Vec<Simple>> {
    let words: Vec<&str> = selector.split_whitespace().collect();
    if words.is_empty() || words.len() > MAX_CHAIN {
        return None;
    }
    words.into_iter().map(simple).collect()
}

fn simple(word: &str) -> Option<Simple> {
    let right =
        |name: &str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    let mut simple = Simple::default();
    let mut rest = word;
    let mut mark = None;
    loop {
        let end = rest.find(['.', '#']).unwrap_or(rest.len());
        let (name, later) = rest.split_at_checked(end)?;
        match mark {
            None if name.is_empty() => {}
            _ if !right(name) => return None,
            None => simple.tag = Some(name.to_ascii_lowercase()),
            Some('.') => simple.classes.push(name.to_owned()),
            Some(_) => simple.id = Some(name.to_owned()),
        }
        let Some(next) = later.chars().next() else { return Some(simple) };
        mark = Some(next);
        rest = later.get(1..)?;
    }
}

/// What follows an at-rule and its block, if it has one.
fn after_at_rule(text: &str) -> &str {
    let mut depth = 0_u32;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth <= 1 => return text.get(at + 1..).unwrap_or(""),
            '}' => depth -= 1,
            ';' if depth == 0 => return text.get(at + 1..).unwrap_or(""),
            _ => {}
        }
    }
    ""
}

fn without_comments(css: &str) -> String {
    let css = css.replace("<!--", " ").replace("-->", " ");
    let mut out = String::with_capacity(css.len());
    let mut rest = css.as_str();
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        out.push(' ');
        rest = after.split_once("*/").map_or("", |(_, later)| later);
    }
    out.push_str(rest);
    out
}
