//! Folds the quote of a plain text.
//!
//! Everything is done by lines. A mark without quote signs (`From: … Sent: …`) folds the rest when something was written above it.
//! Quote signs fold when they stand in one piece, above or below what is new; an answer written between them stays as it is,
//! because it cannot be read without the questions.

use std::borrow::Cow;

use super::marks::{self, Attribution, Setting};

/// Lines that one attribution may be broken into.
const MOST_LINES: usize = 5;
/// Lines that are looked at; what is beyond is never a new text.
const MOST: usize = 20_000;

/// Splits `text`; with `forwarded` a block of headers is content; without `answer` only plain marks count.
pub(super) fn split(text: &str, forwarded: bool, answer: bool) -> (String, String) {
    let (lines, glued) = lines(text);
    let seen = lines.get(..MOST).unwrap_or(&lines);
    let mut hidden = vec![false; lines.len()];
    let forwarded_at = forwarded_at(seen).unwrap_or(seen.len());
    let cut = cut(seen, forwarded, answer, forwarded_at).unwrap_or(lines.len());
    let limit = forwarded_at.min(cut).min(seen.len());
    fold_marked(seen.get(..limit).unwrap_or(seen), &mut hidden, limit < lines.len());
    for line in hidden.iter_mut().skip(cut) {
        *line = true;
    }
    // Most letters repeat nothing: their text needs no putting together.
    if !hidden.contains(&true) && text.trim_matches('\n').trim_end() == text {
        return (text.to_owned(), String::new());
    }
    // Nothing new, or the answers stand inside the quote: the whole letter is shown.
    let new = lines.iter().zip(&hidden).any(|(line, hidden)| !hidden && has_words(line));
    let first = hidden.iter().position(|hidden| *hidden).unwrap_or(lines.len());
    let above = lines.get(..first).unwrap_or_default().join("\n");
    if !new || marks::answers_inline(&above) {
        return (text.to_owned(), String::new());
    }
    let pick = |wanted: bool| {
        let mut picked: Vec<Cow<'_, str>> = Vec::new();
        let mut gap = false;
        for (number, (line, hidden)) in lines.iter().zip(&hidden).enumerate() {
            if *hidden != wanted {
                gap = true;
            } else if !(gap
                && line.trim().is_empty()
                && picked.last().is_none_or(|last| last.trim().is_empty()))
            {
                // Where something was taken out, one blank line is enough.
                let together = !gap && glued.contains(&number);
                gap = false;
                match picked.last_mut().filter(|_| together) {
                    Some(before) => before.to_mut().push_str(line),
                    None => picked.push(Cow::Borrowed(line)),
                }
            }
        }
        picked.join("\n").trim_matches('\n').trim_end().to_owned()
    };
    (pick(false), pick(true))
}

/// The lines of a text. Where an attribution stands behind new words they become two; the numbers of the second
/// halves tell that.
fn lines(text: &str) -> (Vec<&str>, Vec<usize>) {
    let (mut lines, mut glued): (Vec<&str>, Vec<usize>) = (Vec::new(), Vec::new());
    for line in text.split('\n') {
        match marks::behind_words(line).filter(|_| glued.len() < 100).and_then(|at| line.split_at_checked(at))
        {
            Some((new, attribution)) => {
                lines.push(new);
                glued.push(lines.len());
                lines.push(attribution);
            }
            None => lines.push(line),
        }
    }
    (lines, glued)
}

fn has_words(line: &str) -> bool {
    line.chars().any(char::is_alphanumeric) || line.chars().any(|c| !c.is_ascii() && !c.is_whitespace())
}

/// Where a forwarded letter begins: from there on nothing is folded.
fn forwarded_at(lines: &[&str]) -> Option<usize> {
    lines.iter().position(|line| marks::is_forwarded(line))
}

/// The line from which on everything is a quote, by a mark that needs no quote signs. No line before `forwarded_at`
/// begins a forwarded letter.
fn cut(lines: &[&str], forwarded: bool, answer: bool, forwarded_at: usize) -> Option<usize> {
    let mut written = false;
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if at >= forwarded_at && marks::is_forwarded(line) {
            return None;
        }
        let rest = lines.get(at..).unwrap_or_default();
        let setting = || Setting { answer, ruled: with_ruler(lines, at) < at };
        if !forwarded && (marks::is_original(line) || marks::is_header_block(rest, &setting)) {
            if !written {
                return None;
            }
            return Some(with_ruler(lines, at));
        }
        if let Some((length, Attribution::Sure)) = attribution(rest) {
            let quoted = next_words(lines, at + length).is_some_and(|line| marks::unquoted(line).0 > 0);
            // A sentence of a first letter may sound like one: "on 15 November your colleague wrote:".
            let named =
                || answer || marks::names_address(&lines.get(at..at + length).unwrap_or_default().join(" "));
            if !quoted && !named() {
                written = true;
                at += length;
                continue;
            }
            if !quoted {
                return written.then(|| with_ruler(lines, at));
            }
            at += length;
            continue;
        }
        let (depth, _) = marks::unquoted(line);
        written |= depth == 0 && has_words(line);
        at += 1;
    }
    None
}

/// Outlook's line of underscores and blank lines before a mark belong to it.
fn with_ruler(lines: &[&str], at: usize) -> usize {
    let mut start = at;
    while let Some(line) = start.checked_sub(1).and_then(|before| lines.get(before)) {
        if marks::is_ruler(line) {
            return start - 1;
        }
        if !line.trim().is_empty() {
            break;
        }
        start -= 1;
    }
    at
}

fn next_words<'a>(lines: &[&'a str], from: usize) -> Option<&'a str> {
    lines.iter().skip(from).copied().find(|line| !line.trim().is_empty())
}

/// An attribution that begins at the first of these lines: how many lines, and how sure.
fn attribution(lines: &[&str]) -> Option<(usize, Attribution)> {
    // Nearly every line of every letter goes no further.
    if !lines.iter().take(MOST_LINES).any(|line| marks::may_end_attribution(line)) {
        return None;
    }
    let first = marks::undirected(lines.first()?.trim());
    let first = first.as_ref();
    if first.is_empty() || marks::unquoted(first).0 > 0 || first.starts_with(['-', '*', '•']) {
        return None;
    }
    if let Some(how) = marks::attribution(first) {
        return Some((1, how));
    }
    // Only a line that begins like one may be continued.
    if !marks::begins_attribution(first) {
        return None;
    }
    let mut joined = first.to_owned();
    for (count, line) in lines.iter().enumerate().take(MOST_LINES).skip(1) {
        // No character takes more than four bytes.
        let too_long = joined.len() > marks::LONGEST * 4;
        if too_long || line.trim().is_empty() || marks::unquoted(line).0 > 0 {
            break;
        }
        joined.push(' ');
        joined.push_str(line.trim());
        if let Some(how) = marks::attribution(&joined) {
            return Some((count + 1, how));
        }
    }
    None
}

/// A run of quoted lines with the attribution before it.
#[derive(Debug, Clone, Copy)]
struct Block {
    /// First line, that of the attribution when there is one.
    start: usize,
    end: usize,
    attributed: bool,
    quoted_lines: usize,
}

/// Folds lines with quote signs, unless the answer is written between them.
fn fold_marked(lines: &[&str], hidden: &mut [bool], more_follows: bool) {
    let blocks = blocks(lines);
    let (Some(first), Some(last)) = (blocks.first(), blocks.last()) else { return };
    let words_between =
        |from: usize, to: usize| lines.get(from..to).unwrap_or_default().iter().any(|line| has_words(line));
    let before = words_between(0, first.start);
    let after = words_after(lines, last.end);
    let between =
        blocks.windows(2).filter(|pair| matches!(pair, [a, b] if words_between(a.end, b.start))).count();
    if between > 0 {
        return;
    }
    // A short citation above the answer, chosen by the writer, is read with it.
    let chosen = after
        && before
        && !first.attributed
        && blocks.iter().map(|block| block.quoted_lines).sum::<usize>() <= 12;
    let nothing_new = !before && !after && !more_follows;
    if chosen || nothing_new || (after && !before && !first.attributed && first.quoted_lines <= 3) {
        return;
    }
    // What the writer cites above the attribution is read with the new words.
    let cited = blocks.iter().position(|block| block.attributed).unwrap_or(0);
    let few = blocks.iter().take(cited).map(|block| block.quoted_lines).sum::<usize>() <= 12;
    for block in blocks.iter().skip(if before && few { cited } else { 0 }) {
        for line in hidden.iter_mut().take(block.end).skip(block.start) {
            *line = true;
        }
    }
}

/// Whether something new stands below the quote: a signature or a list's footer alone does not count.
fn words_after(lines: &[&str], from: usize) -> bool {
    for line in lines.iter().skip(from) {
        if marks::is_signature(line) || marks::is_ruler(line) {
            return false;
        }
        if has_words(line) {
            return true;
        }
    }
    false
}

fn blocks(lines: &[&str]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut at = 0;
    // Where an attribution that waits for its quote begins.
    let mut announced: Option<usize> = None;
    while let Some(line) = lines.get(at) {
        if marks::unquoted(line).0 > 0 {
            match blocks.last_mut() {
                // Blank lines inside a quote do not end it.
                Some(block) if announced.is_none() && only_blank(lines, block.end, at) => {
                    block.end = at + 1;
                    block.quoted_lines += 1;
                }
                _ => blocks.push(Block {
                    start: announced.unwrap_or(at),
                    end: at + 1,
                    attributed: announced.is_some(),
                    quoted_lines: 1,
                }),
            }
            announced = None;
            at += 1;
        } else if line.trim().is_empty() {
            at += 1;
        } else if let Some(block) =
            blocks.last_mut().filter(|block| block.end == at && is_torn_link(lines, at))
        {
            block.end = at + 1;
            at += 1;
        } else if let Some((length, _)) = attribution(lines.get(at..).unwrap_or_default()) {
            announced = Some(at);
            at += length;
        } else {
            announced = None;
            at += 1;
        }
    }
    blocks
}

/// Whether a line between two quoted ones is the rest of a link that a program broke without a quote sign.
fn is_torn_link(lines: &[&str], at: usize) -> bool {
    let is_quoted = |line: &&&str| marks::unquoted(line).0 > 0;
    let before = at.checked_sub(1).and_then(|before| lines.get(before)).filter(is_quoted);
    let link =
        before.and_then(|line| line.split_whitespace().last()).is_some_and(|word| word.contains("://"));
    let rest = lines.get(at).map_or("", |line| line.trim());
    let piece = !rest.contains(char::is_whitespace) && rest.contains(['/', '=', '&', '%', '?', '_']);
    link && piece && lines.get(at + 1).filter(is_quoted).is_some()
}

fn only_blank(lines: &[&str], from: usize, to: usize) -> bool {
    lines.get(from..to).unwrap_or_default().iter().all(|line| line.trim().is_empty())
}
