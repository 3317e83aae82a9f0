//! The words by which somebody looks for a client.

use super::phone_digits;
use crate::conditions::{APOSTROPHES, composed};

const MOST_WORDS: usize = 8;
const MOST_SIGNS: usize = 100;

/// A word that is looked for.
pub(crate) struct Word {
    /// In small letters, for texts that are kept in small letters.
    pub text: String,
    /// As a part of a phone's stored number, where it looks like one.
    pub digits: Option<String>,
}

impl Word {
    /// One sign alone: it means the beginning of a word of the name. Anywhere it would be on every card.
    pub fn begins(&self) -> bool {
        self.text.chars().nth(1).is_none()
    }

    /// The text with one sign for every apostrophe.
    pub fn plain(&self) -> String {
        plain(&self.text)
    }
}

/// A text with one sign for every apostrophe, of which people type several.
pub(crate) fn plain(text: &str) -> String {
    text.replace(APOSTROPHES, "'")
}

/// What was typed, word by word. A phone with spaces in it is one word.
pub(crate) fn words(search: &str) -> Vec<Word> {
    let search = search.trim();
    let words: Vec<&str> = match phone_digits(search) {
        Some(_) => vec![search],
        None => search.split_whitespace().take(MOST_WORDS).collect(),
    };
    words
        .into_iter()
        .filter(|word| !word.is_empty())
        .map(|word| Word {
            text: composed(word).chars().take(MOST_SIGNS).collect::<String>().to_lowercase(),
            digits: phone_digits(word),
        })
        .collect()
}
