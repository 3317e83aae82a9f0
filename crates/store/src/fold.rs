//! The form in which texts are indexed and queries are asked, the same on both engines: small letters, words of
//! letters and digits with one space between, Latin accents and Russian ё folded, й ї ґ kept as the letters they
//! are, and no apostrophe inside a Cyrillic word, so that п'ятниця is found whichever apostrophe is typed.

/// Letters that are folded into others, as ё is into е; also PostgreSQL's `translate()` is given this pair.
pub(crate) const FROM: &str =
    "àáâãäåāăąçćĉċčďđèéêëēĕėęěĝğġģĥħìíîïĩīĭįıĵķĺļľłñńņňòóôõöøōŏőŕŗřśŝşšșţťțùúûüũūŭůűųŵýÿŷźżžѐѝѓќ";
/// What the letters of `FROM` become, sign by sign.
pub(crate) const TO: &str =
    "aaaaaaaaacccccddeeeeeeeeegggghhiiiiiiiiijkllllnnnnooooooooorrrssssstttuuuuuuuuuuwyyyzzzеигк";
/// What is typed for an apostrophe.
pub(crate) const APOSTROPHES: &str = "'’ʼ‘`′ʹ´＇";
/// Marks that stand on letters or show nothing, dropped inside words: accents, soft hyphen, zero-width signs.
pub(crate) const DROPPED: &str = "[\\u0300-\\u036f\\u00ad\\u200b-\\u200d\\u2060\\ufeff]";
/// The letters between which an apostrophe belongs to the word.
pub(crate) const CYRILLIC: &str = "а-яёіїєґў";

/// The text in its indexed form.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if !gap && c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
            continue;
        }
        if dropped(c) {
            if !gap {
                compose(&mut out, c);
            }
            continue;
        }
        let c = letter(c);
        if c == '\'' {
            let joins = !gap
                && out.chars().next_back().is_some_and(cyrillic)
                && chars.peek().is_some_and(|next| cyrillic(letter(*next)));
            gap = gap || !joins;
        } else if of_word(c) {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.push(c);
        } else {
            gap = true;
        }
    }
    out
}

/// The places of the words of a text, as byte ranges, cut where `fold` would cut.
pub(crate) fn words(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = None;
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, sign)) = chars.next() {
        let c = letter(sign);
        let inside = if dropped(sign) {
            start.is_some()
        } else if c == '\'' {
            cyrillic(before) && chars.peek().is_some_and(|(_, next)| cyrillic(letter(*next)))
        } else {
            before = c;
            of_word(c)
        };
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push((from, at));
                start = None;
                before = ' ';
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        found.push((from, text.len()));
    }
    found
}

/// The small letter of one sign, by the simple mapping that PostgreSQL's `lower()` uses too.
pub(crate) fn small(c: char) -> char {
    match c {
        _ if c.is_ascii() => return c.to_ascii_lowercase(),
        // Letters of the office's own languages come by the million: their case is a distance.
        'а'..='џ' => return c,
        'А'..='Я' => return char::from_u32(u32::from(c) + 0x20).unwrap_or(c),
        'Ѐ'..='Џ' => return char::from_u32(u32::from(c) + 0x50).unwrap_or(c),
        _ => {}
    }
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(only), None) => only,
        _ => c,
    }
}

fn letter(c: char) -> char {
    if c.is_ascii() {
        return if matches!(c, '\'' | '`') { '\'' } else { c.to_ascii_lowercase() };
    }
    let c = small(c);
    if c == 'ё' {
        return 'е';
    }
    // The Cyrillic letters that are not folded make up most of what is not ASCII: they need no search.
    if ('а'..='я').contains(&c) || matches!(c, 'і' | 'ї' | 'є' | 'ґ') {
        return c;
    }
    // Where the signs of `FROM` lie; the rest, dashes and quotation marks above all, need no search either.
    if !matches!(c, '\u{b4}'..='\u{2bc}' | '\u{450}'..='\u{45f}' | '\u{2018}'..='\u{2032}' | '\u{ff07}') {
        return c;
    }
    if APOSTROPHES.contains(c) {
        return '\'';
    }
    FROM.chars().zip(TO.chars()).find(|(from, _)| *from == c).map_or(c, |(_, to)| to)
}

fn of_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || cyrillic(c) || (!c.is_ascii() && c.is_alphanumeric())
}

fn dropped(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

fn cyrillic(c: char) -> bool {
    ('а'..='я').contains(&c) || matches!(c, 'ё' | 'і' | 'ї' | 'є' | 'ґ' | 'ў')
}

/// й and ї are sometimes sent as two signs (macOS does); they are still those letters.
fn compose(out: &mut String, mark: char) {
    let composed = match (out.chars().next_back(), mark) {
        (Some('и'), '\u{306}') => 'й',
        (Some('у'), '\u{306}') => 'ў',
        (Some('і'), '\u{308}') => 'ї',
        _ => return,
    };
    out.pop();
    out.push(composed);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_even() {
        assert_eq!(FROM.chars().count(), TO.chars().count());
        assert_eq!(fold("Ёлка ÀÉÏÕÜ Çž Łódź ẞ"), "елка aeiou cz lodz ß");
    }

    #[test]
    fn apostrophes_join_cyrillic_words_only() {
        for typed in ["П'ятниця", "п’ятниця", "пʼятниця", "п`ятниця", "п‘ятниця"]
        {
            assert_eq!(fold(typed), "пятниця");
        }
        assert_eq!(fold("don't 'так' l'été"), "don t так l ete");
    }

    #[test]
    fn letters_of_two_signs_are_composed_and_stress_is_dropped() {
        assert_eq!(fold("и\u{306}од І\u{308}жак за́мок"), "йод їжак замок");
        assert_eq!(fold("  a@b.com — 12,50 гр\u{ad}н!  "), "a b com 12 50 грн");
    }

    #[test]
    fn words_are_those_of_fold() {
        for text in ["Привіт, п’ятниця! l'été 12.5 — й.", "", "'", "а'", "и\u{306}од\u{301}", "\u{301}x"]
        {
            let cut: Vec<String> = words(text).iter().map(|(a, b)| fold(text.get(*a..*b).unwrap())).collect();
            assert_eq!(cut.join(" "), fold(text), "{text:?}");
        }
    }
}
