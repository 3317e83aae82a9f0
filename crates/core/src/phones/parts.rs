//! What somebody typed as a phone, taken apart: a word before it, the number, and an extension behind it.

/// No number of the world has more (E.164, 6.2.1), and nobody's internal one.
pub const MOST_DIGITS: usize = 15;
/// What is written between a number and its extension, in small letters.
const WORDS: [&str; 13] = [
    "ext",
    "extension",
    "x",
    "х",
    "дод",
    "додатковий",
    "доб",
    "добавочний",
    "добавочный",
    "вн",
    "внутр",
    "внутрішній",
    "внутренний",
];
const MOST_EXTENSION: usize = 6;

/// A phone taken apart.
#[derive(Debug, PartialEq, Eq)]
pub struct Parts {
    /// Whether it begins with a plus: then with a country's code.
    pub plus: bool,
    pub digits: String,
    pub extension: Option<String>,
}

/// Takes apart what was typed. `None` where it is no phone: fewer than three digits, or words behind them that are no
/// extension. Words before it ("тел.", "моб.") are no part of it.
pub fn split(typed: &str) -> Option<Parts> {
    let start = typed.find(|sign: char| sign.is_ascii_digit() || is_plus(sign) || sign == '(')?;
    let (_, phone) = typed.split_at_checked(start)?;
    let end = phone.find(|sign: char| !sign.is_ascii_digit() && !is_punctuation(sign) && !is_plus(sign));
    let (number, rest) = phone.split_at_checked(end.unwrap_or(phone.len()))?;
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    if digits.len() < 3 {
        return None;
    }
    let extension = if rest.trim().is_empty() { None } else { Some(extension(rest)?) };
    Some(Parts { plus: number.trim_start_matches('(').starts_with(is_plus), digits, extension })
}

/// Signs that people set between the digits.
pub fn is_punctuation(sign: char) -> bool {
    sign.is_whitespace()
        || matches!(sign, '-' | '(' | ')' | '.' | '/' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{200e}' | '\u{202a}'..='\u{202e}' | '\u{2060}')
}

fn is_plus(sign: char) -> bool {
    matches!(sign, '+' | '\u{ff0b}')
}

/// The digits of `, дод. 12`, `;ext=12`, `#12`, `(вн. 12)`.
fn extension(text: &str) -> Option<String> {
    let from = text.find(|sign: char| sign.is_ascii_digit())?;
    let (word, rest) = text.split_at_checked(from)?;
    let letters: String =
        word.chars().filter(|sign| sign.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let marked = if letters.is_empty() {
        word.contains(['#', ',', ';', '№'])
    } else {
        WORDS.contains(&letters.as_str())
    };
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    let clean = rest.chars().all(|sign| sign.is_ascii_digit() || is_punctuation(sign));
    (marked && clean && digits.len() <= MOST_EXTENSION).then_some(digits)
}
