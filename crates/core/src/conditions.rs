//! The conditions of a list, gathered one by one with their values, so that a query names only what its filter has:
//! the database can then use the index of what is there.

use deskbell_store::Value;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// More of what somebody typed is not looked for: a pattern of megabytes would only cost time.
const MOST_SIGNS: usize = 200;

/// A LIKE pattern for "holds these words", in small letters; empty where there are none. What LIKE itself would read
/// as a sign stands for itself.
pub fn holding(words: &str) -> String {
    let text = literal(words);
    if text.is_empty() { text } else { format!("%{text}%") }
}

/// A LIKE pattern for "ends with these words"; empty where there are none.
pub fn ending(words: &str) -> String {
    let text = literal(words);
    if text.is_empty() { text } else { format!("%{text}") }
}

/// A LIKE pattern for "holds this word" where its apostrophes may be any sign: people type three kinds of them.
pub fn holding_apostrophe(word: &str) -> String {
    let pattern: String =
        literal(word).chars().map(|sign| if APOSTROPHES.contains(&sign) { '_' } else { sign }).collect();
    format!("%{pattern}%")
}

/// What is typed for an apostrophe.
pub const APOSTROPHES: [char; 6] = ['\'', '’', 'ʼ', '‘', '`', '´'];

/// The letters that do not stand in the alphabet where their bytes do, and where they belong: ￮ stands after every letter,
/// so that ґ comes after г and whatever begins with it.
const ALPHABET: [(&str, &str); 10] = [
    ("Ґ", "Г￮"),
    ("ґ", "г￮"),
    ("Є", "Е￮"),
    ("є", "е￮"),
    ("Ё", "Е￮"),
    ("ё", "е￮"),
    ("Ї", "И￮￮"),
    ("ї", "и￮￮"),
    ("І", "И￮"),
    ("і", "и￮"),
];

/// The expression by which a text is sorted in the alphabet's own order on both engines, whatever the server's own idea of
/// an order is. Migrations make indexes of exactly these words.
pub fn alphabet(text: &str) -> String {
    let replaced = ALPHABET
        .iter()
        .fold(text.to_owned(), |inner, (letter, place)| format!("replace({inner}, '{letter}', '{place}')"));
    format!("{replaced} COLLATE BINARY")
}

/// A text as [`alphabet`] sorts it.
pub fn alphabetical(text: &str) -> String {
    ALPHABET.iter().fold(text.to_owned(), |text, (letter, place)| text.replace(letter, place))
}

/// A text with its letters written as one sign each: some programs write й, ї and ё as a letter and a mark, which look
/// the same and are never found. What is searched and what is stored go through here.
pub fn composed(text: &str) -> String {
    if is_nfc(text) { text.to_owned() } else { text.nfc().collect() }
}

fn literal(words: &str) -> String {
    let mut text = String::new();
    for sign in composed(words.trim()).to_lowercase().chars().take(MOST_SIGNS) {
        if matches!(sign, '%' | '_' | '\\') {
            text.push('\\');
        }
        text.push(sign);
    }
    text
}

/// Ids as they stand in a list.
pub fn listed(ids: &[i64]) -> String {
    if ids.is_empty() {
        return "0".to_owned();
    }
    ids.iter().map(i64::to_string).collect::<Vec<_>>().join(", ")
}

/// Conditions joined by AND, with their values in the order of their placeholders.
#[derive(Debug, Clone, Default)]
pub struct Conditions {
    parts: Vec<String>,
    values: Vec<Value>,
}

impl Conditions {
    /// Adds a condition without a value.
    pub fn plain(&mut self, condition: &str) {
        self.parts.push(condition.to_owned());
    }

    /// Adds a condition; every `?` in it stands for the one value.
    pub fn with(&mut self, condition: &str, value: impl Into<Value>) {
        let place = self.value(value);
        self.parts.push(condition.replace('?', &place));
    }

    /// Adds a value and gives its placeholder.
    pub fn value(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("?{}", self.values.len())
    }

    /// Adds the condition that a column is one of these ids.
    pub fn one_of(&mut self, column: &str, ids: &[i64]) {
        self.parts.push(format!("{column} IN ({})", listed(ids)));
    }

    /// Leaves the conditions to a query within, and keeps their values.
    pub fn begin_anew(&mut self) {
        self.parts.clear();
    }

    /// Whether there is no condition.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Everything after WHERE; true where there is no condition.
    pub fn sql(&self) -> String {
        if self.parts.is_empty() { "1 = 1".to_owned() } else { self.parts.join(" AND ") }
    }

    /// The values, in the order of their placeholders.
    pub fn values(&self) -> &[Value] {
        &self.values
    }
}

#[cfg(test)]
mod tests {
    use super::holding;

    #[test]
    fn signs_of_like_stand_for_themselves() {
        assert_eq!(holding(" Ivan_P% "), "%ivan\\_p\\%%");
        assert_eq!(holding("  "), "");
        assert_eq!(holding(&"я".repeat(5000)).chars().count(), 202);
    }
}
