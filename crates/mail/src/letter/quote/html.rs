//! Folds the quote of an HTML letter, on the parsed tree, so that both halves are balanced.
//!
//! The tree is read as lines of text with their place, so the marks of plain text count here too, besides the
//! elements by which mail programs mark a quote.

use super::marks::{self, Attribution, Setting};
use crate::clean::tree::{self, Id, Kind, Step, Tree};

/// Elements that begin a new line.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "br",
    "tr",
    "td",
    "li",
    "ul",
    "ol",
    "table",
    "blockquote",
    "hr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "pre",
    "section",
    "article",
    "center",
    "body",
    "dl",
    "dt",
    "dd",
];
/// Classes and ids of what follows in Outlook: from here on everything is the answered letter.
const TAILS: &[&str] = &[
    "appendonsend",
    "divrplyfwdmsg",
    "outlookmessageheader",
    "olk_src_body_section",
    "mail-editor-reference-message-container",
    "ms-outlook-mobile-reference-message",
    "reply-intro",
    "replyforwardmessage",
];
/// Classes and ids of one quote that ends with its element.
const QUOTES: &[&str] = &[
    "gmail_quote",
    "gmail_quote_container",
    "yahoo_quoted",
    "protonmail_quote",
    "zmail_extra",
    "tutanota_quote",
    "bloop_original_html",
    "mailru-quote",
    "moz-cite-prefix",
];

/// One line of text and where it begins.
struct Line {
    text: String,
    step: usize,
}

/// Steps from `start` up to `end` that are a quote.
#[derive(Debug, Clone, Copy)]
struct Fold {
    start: usize,
    end: usize,
}

/// A parsed letter with its lines.
pub(super) struct Page {
    pub(super) tree: Tree,
    /// The walk through the tree in document order.
    pub(super) steps: Vec<Step>,
    lines: Vec<Line>,
    /// The letter answers another one.
    answer: bool,
}

/// Splits cleaned HTML.
pub(super) fn split(html: &str, answer: bool) -> (String, Option<String>) {
    let whole = || (html.to_owned(), None);
    let Ok(tree) = tree::parse(html) else { return whole() };
    let page = Page::of(tree, answer);
    let folds = page.folds();
    let above: String = folds.first().map(|fold| page.words_above(fold.start)).unwrap_or_default();
    if folds.is_empty() || marks::answers_inline(&above) {
        return whole();
    }
    let mut mask = vec![false; page.steps.len()];
    for fold in &folds {
        mask.iter_mut().take(fold.end).skip(fold.start).for_each(|step| *step = true);
    }
    let hidden = |at: usize| mask.get(at).copied().unwrap_or(false);
    (page.piece(&|at| !hidden(at)), Some(page.piece(&hidden)))
}

impl Page {
    fn of(tree: Tree, answer: bool) -> Page {
        let mut steps = Vec::new();
        let mut step = Some(Step::Enter(Tree::ROOT));
        while let Some(now) = step {
            steps.push(now);
            step = tree.next(now, Tree::ROOT);
        }
        let mut page = Page { tree, steps, lines: Vec::new(), answer };
        page.lines = page.read_lines();
        page
    }

    fn read_lines(&self) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        let mut open: Option<Line> = None;
        for (at, step) in self.steps.iter().enumerate() {
            let (Step::Enter(id) | Step::Leave(id)) = *step;
            match (self.tree.kind(id), step) {
                (Kind::Text(text), Step::Enter(_)) => {
                    let line = open.get_or_insert_with(|| Line { text: String::new(), step: at });
                    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
                    if text.starts_with(char::is_whitespace) && !line.text.is_empty() {
                        line.text.push(' ');
                    }
                    line.text.push_str(&words);
                    if text.ends_with(char::is_whitespace) {
                        line.text.push(' ');
                    }
                }
                (Kind::Element { .. }, _) if self.tree.tag(id).is_some_and(|tag| BLOCKS.contains(&tag)) => {
                    lines.extend(open.take());
                }
                _ => {}
            }
        }
        lines.extend(open);
        lines.retain(|line| !line.text.trim().is_empty());
        lines
    }

    /// Class names and id in lower case; webmail puts `x_` before those of the letter it shows.
    fn names(&self, id: Id) -> Vec<String> {
        let values = ["class", "id"].into_iter().filter_map(|name| self.tree.attribute(id, name));
        let names = values.flat_map(str::split_whitespace).take(20).map(str::to_lowercase);
        names.map(|name| name.trim_start_matches("x_").to_owned()).collect()
    }

    /// The first step behind an element.
    fn end(&self, start: usize) -> usize {
        let Some(Step::Enter(id)) = self.steps.get(start) else { return start + 1 };
        let found = self.steps.iter().enumerate().skip(start).find(|(_, step)| **step == Step::Leave(*id));
        found.map_or(self.steps.len(), |(at, _)| at + 1)
    }

    /// Number of the first line that begins at `step` or later.
    fn line_at(&self, step: usize) -> usize {
        self.lines.partition_point(|line| line.step < step)
    }

    fn lines_between(&self, from: usize, to: usize) -> &[Line] {
        self.lines.get(self.line_at(from)..self.line_at(to)).unwrap_or_default()
    }

    fn has_words(&self, from: usize, to: usize) -> bool {
        self.lines_between(from, to).iter().any(|line| line.text.chars().any(char::is_alphanumeric))
    }

    fn words_above(&self, to: usize) -> String {
        self.lines_between(0, to).iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
    }

    /// Lines from a step on, at most a dozen.
    fn ahead(&self, from: usize) -> Vec<&str> {
        self.lines.iter().skip(self.line_at(from)).take(12).map(|line| line.text.as_str()).collect()
    }

    /// What is to be folded; nothing when the letter has nothing else, or is answered between the lines.
    fn folds(&self) -> Vec<Fold> {
        let last = self.steps.len();
        let forwarded =
            self.lines.iter().find(|line| marks::is_forwarded(&line.text)).map_or(last, |line| line.step);
        let tail = self.tail().filter(|tail| *tail <= forwarded);
        let limit = tail.unwrap_or(last).min(forwarded);
        let mut folds = self.quotes(limit);
        let between = folds.windows(2).any(|pair| matches!(pair, [a, b] if self.has_words(a.end, b.start)));
        let before = folds.first().is_some_and(|first| self.has_words(0, first.start));
        let after = folds.last().is_some_and(|fold| self.words_after(fold.end, limit));
        if between || (!before && !after) {
            folds.clear();
        }
        if let Some(tail) = tail {
            let new = if folds.is_empty() { self.has_words(0, tail) } else { before || after };
            if new {
                folds.push(Fold { start: tail, end: last });
            }
        }
        folds
    }

    /// New words behind a quote: a signature alone does not count.
    fn words_after(&self, from: usize, to: usize) -> bool {
        for line in self.lines_between(from, to) {
            if marks::is_signature(line.text.trim_end()) || self.is_in_signature(line.step) {
                return false;
            }
            if line.text.chars().any(char::is_alphanumeric) {
                return true;
            }
        }
        false
    }

    fn is_in_signature(&self, step: usize) -> bool {
        let Some(Step::Enter(id)) = self.steps.get(step) else { return false };
        let mut above = self.tree.parent(*id);
        for _ in 0..20 {
            let Some(id) = above else { return false };
            if self.names(id).iter().any(|name| name.contains("signature")) {
                return true;
            }
            above = self.tree.parent(id);
        }
        false
    }

    /// Where a letter begins that reaches to the end: Outlook's marks and those of plain text.
    fn tail(&self) -> Option<usize> {
        let by_element = self.steps.iter().enumerate().find_map(|(at, step)| {
            let Step::Enter(id) = *step else { return None };
            self.tree.tag(id)?;
            let named = self.names(id).iter().any(|name| TAILS.contains(&name.as_str()));
            (named || self.is_border(id, at)).then_some(at)
        });
        let by_line = self.lines.iter().enumerate().find_map(|(number, line)| {
            let rest: Vec<&str> =
                self.lines.iter().skip(number).take(12).map(|line| line.text.as_str()).collect();
            let behind = marks::behind_words(&line.text).is_some();
            let sure = marks::attribution(&line.text) == Some(Attribution::Sure)
                && (self.answer || marks::names_address(&line.text));
            let quoted = || {
                let next = self.lines.get(number + 1).map_or(self.steps.len(), |line| line.step);
                self.steps
                    .iter()
                    .skip(line.step)
                    .take(next.saturating_sub(line.step))
                    .any(|step| matches!(step, Step::Enter(id) if self.is_quote(*id)))
                    || self.is_inside_quote(line.step)
            };
            let setting = || Setting { answer: self.answer, ruled: self.is_ruled(number) };
            let mark = marks::is_original(&line.text)
                || marks::is_header_block(&rest, &setting)
                || (sure && !quoted());
            // New words on the same line stay, and the attribution with them.
            let start = match behind && sure {
                true => self.lines.get(number + 1)?.step,
                false => line.step,
            };
            (mark && !self.is_inside_quote(line.step)).then_some(start)
        });
        match (by_element, by_line) {
            (Some(element), Some(line)) => Some(element.min(line)),
            (one, other) => one.or(other),
        }
    }

    /// Outlook's line above `From: … Sent: …`.
    fn is_border(&self, id: Id, at: usize) -> bool {
        let style = self.tree.attribute(id, "style").unwrap_or("").to_lowercase();
        (style.contains("border-top") || style.contains("border:none"))
            && marks::is_header_block(&self.ahead(at), &|| Setting { answer: self.answer, ruled: true })
    }

    /// Whether a ruler of any kind stands directly above a line.
    fn is_ruled(&self, number: usize) -> bool {
        let Some(before) = number.checked_sub(1).and_then(|before| self.lines.get(before)) else {
            return false;
        };
        let until = self.lines.get(number).map_or(self.steps.len(), |line| line.step);
        marks::is_ruler(&before.text)
            || self
                .steps
                .iter()
                .take(until)
                .skip(before.step)
                .any(|step| matches!(step, Step::Enter(id) if self.tree.tag(*id) == Some("hr")))
    }

    fn is_quote(&self, id: Id) -> bool {
        self.tree.tag(id).is_some()
            && (self.names(id).iter().any(|name| QUOTES.contains(&name.as_str()))
                || self.tree.tag(id) == Some("blockquote"))
    }

    fn is_inside_quote(&self, step: usize) -> bool {
        let Some(Step::Enter(id)) = self.steps.get(step) else { return false };
        let mut above = Some(*id);
        for _ in 0..400 {
            let Some(id) = above else { return false };
            if self.is_quote(id) {
                return true;
            }
            above = self.tree.parent(id);
        }
        false
    }

    /// Elements that hold a quote, with the attribution before them.
    fn quotes(&self, limit: usize) -> Vec<Fold> {
        let mut folds: Vec<Fold> = Vec::new();
        for (at, step) in self.steps.iter().enumerate().take(limit) {
            let Step::Enter(id) = *step else { continue };
            if folds.last().is_some_and(|fold| at < fold.end) || !self.is_quote(id) {
                continue;
            }
            let start = self.attribution_before(at);
            let marked =
                self.names(id).iter().any(|name| QUOTES.contains(&name.as_str()) || name.contains("cite"))
                    || self.tree.attribute(id, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("cite"))
                    || self
                        .tree
                        .attribute(id, "style")
                        .is_some_and(|style| style.to_lowercase().contains("border-left"));
            if !marked && start.is_none() {
                // An indented paragraph or a citation of the writer's own.
                continue;
            }
            if self.ahead(at).first().is_some_and(|line| marks::is_forwarded(line)) {
                break;
            }
            let fold = Fold { start: start.unwrap_or(at), end: self.end(at) };
            match folds.last_mut() {
                // The prefix and the quote that follows it are one.
                Some(before) if !self.has_words(before.end, fold.start) => before.end = fold.end,
                _ => folds.push(fold),
            }
        }
        folds
    }

    /// The step where "On … wrote:" begins that stands directly before a quote.
    fn attribution_before(&self, at: usize) -> Option<usize> {
        let before = self.lines.get(..self.line_at(at)).unwrap_or_default();
        for count in 1..=3 {
            let lines = before.get(before.len().checked_sub(count)?..)?;
            let joined = lines.iter().map(|line| line.text.trim()).collect::<Vec<_>>().join(" ");
            if marks::behind_words(&joined).is_some() {
                return Some(at);
            }
            if marks::attribution(&joined).is_some() {
                return lines.first().map(|line| line.step);
            }
        }
        None
    }
}
