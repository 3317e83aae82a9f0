//! The piece of a found text that shows why it was found. Made here rather than by the engines, so that it is
//! the same on both and shows the text as it was written, not as it was indexed.

use crate::fold::{fold, words};
use crate::fulltext::Term;

/// Words before the first match that are shown.
const BEFORE: usize = 5;
/// Words that are shown in all.
const SHOWN: usize = 24;
/// Signs after which no further word is shown.
const SIGNS: usize = 300;
/// Bytes of a text that are looked through for the best place.
const LOOKED_THROUGH: usize = 200_000;

struct Place<'a> {
    text: &'a str,
    words: Vec<(usize, usize)>,
    /// Numbers of the matching words, and which of the query's words each of them matches.
    matches: Vec<(usize, usize)>,
}

/// The best piece of the texts: where most of the query's words stand together; of equals, the later text.
pub(crate) fn make(texts: &[&str], terms: &[Term]) -> String {
    let wanted = wanted(terms);
    let mut best: Option<(usize, usize, Place<'_>)> = None;
    for text in texts {
        let place = look(text, &wanted);
        let (score, first) = densest(&place.matches);
        if best.as_ref().is_none_or(|(known, _, _)| score >= *known) && (score > 0 || !place.words.is_empty())
        {
            best = Some((score, first, place));
        }
    }
    best.map_or_else(String::new, |(_, first, place)| render(&place, first))
}

/// The query's words; the second of a pair tells whether the beginning is enough.
fn wanted(terms: &[Term]) -> Vec<(&str, bool)> {
    let mut wanted = Vec::new();
    for term in terms {
        let last = term.words.len().saturating_sub(1);
        for (index, word) in term.words.iter().enumerate() {
            wanted.push((word.as_str(), term.begun && index == last));
        }
    }
    wanted
}

fn look<'a>(text: &'a str, wanted: &[(&str, bool)]) -> Place<'a> {
    let text = text.get(..text.floor_char_boundary(LOOKED_THROUGH)).unwrap_or_default();
    let words = words(text);
    let mut matches = Vec::new();
    for (number, (from, to)) in words.iter().enumerate() {
        let word = fold(text.get(*from..*to).unwrap_or_default());
        let matched = wanted
            .iter()
            .position(|(want, begun)| if *begun { word.starts_with(want) } else { word == *want });
        if let Some(which) = matched {
            matches.push((number, which));
        }
    }
    Place { text, words, matches }
}

/// How many different words of the query stand together at most, and at which word that place begins.
fn densest(matches: &[(usize, usize)]) -> (usize, usize) {
    let mut best = (0, 0);
    for (index, (start, _)) in matches.iter().enumerate() {
        let mut seen: Vec<usize> = Vec::new();
        for (number, which) in matches.iter().skip(index).take(SHOWN) {
            if number.saturating_sub(*start) < SHOWN.saturating_sub(BEFORE) && !seen.contains(which) {
                seen.push(*which);
            }
        }
        if seen.len() > best.0 {
            best = (seen.len(), *start);
        }
    }
    best
}

fn render(place: &Place<'_>, first: usize) -> String {
    let start = first.saturating_sub(BEFORE);
    let mut out = String::new();
    let mut end = 0;
    if start > 0 {
        out.push('…');
        end = place.words.get(start).map_or(0, |(from, _)| *from);
    }
    let mut cut = false;
    for (number, (from, to)) in place.words.iter().enumerate().skip(start) {
        if number >= start.saturating_add(SHOWN) || out.chars().count() > SIGNS {
            cut = true;
            break;
        }
        push(&mut out, place.text.get(end..*from).unwrap_or_default());
        let word = place.text.get(*from..*to).unwrap_or_default();
        let matched = place.matches.iter().any(|(match_number, _)| *match_number == number);
        if matched {
            out.push('\u{2}');
        }
        push(&mut out, word.get(..word.floor_char_boundary(SIGNS)).unwrap_or_default());
        if matched {
            out.push('\u{3}');
        }
        end = *to;
    }
    if cut {
        out.push('…');
    } else {
        push(&mut out, place.text.get(end..).unwrap_or_default());
    }
    out.trim().to_owned()
}

/// Puts text on one line: every run of spaces and control signs, the marks of a match among them, is one space.
fn push(out: &mut String, text: &str) {
    for c in text.chars().take(SIGNS) {
        if !c.is_whitespace() && !c.is_control() {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fulltext::parse;

    #[test]
    fn the_match_is_marked_as_it_was_written() {
        let made = make(&["Тема", "У П’ЯТНИЦЮ\r\n\r\n приїду \u{2}до вас"], &parse("п'ят"));
        assert_eq!(made, "У \u{2}П’ЯТНИЦЮ\u{3} приїду до вас");
    }

    #[test]
    fn a_long_text_is_cut_around_the_match() {
        let text = format!("{}ціль {}", "слово ".repeat(100), "далі ".repeat(100));
        let made = make(&[&text], &parse("ціль"));
        assert!(
            made.starts_with("…слово") && made.contains("\u{2}ціль\u{3} далі") && made.ends_with('…'),
            "{made}"
        );
        assert!(made.chars().count() < 350);
    }
}
