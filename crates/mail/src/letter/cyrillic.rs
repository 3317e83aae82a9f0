//! Which of the Cyrillic charsets a text is really in: each of them turns the others' letters into other letters, so
//! only the language tells.

use encoding_rs::Encoding;

/// The single-byte Cyrillic charsets by their names.
pub(super) const NAMES: &[&str] =
    &["windows-1251", "KOI8-U", "KOI8-R", "IBM866", "x-mac-cyrillic", "ISO-8859-5"];
/// Fewer letters than these tell nothing.
const LEAST: usize = 10;
/// So much better, per letter, must another reading be than the declared one.
pub(super) const DECLARED: f32 = 0.6;
/// And than a guessed one: Mac's differs from Windows' by its capitals only.
pub(super) const GUESSED: f32 = 0.1;

/// The charset in which `sample` reads best; `first` unless another one is better by `margin`.
pub(super) fn best(first: &'static Encoding, sample: &[u8], margin: f32) -> &'static Encoding {
    let Some(own) = worth(first, sample) else { return first };
    let others = NAMES.iter().filter_map(|name| Encoding::for_label(name.as_bytes()));
    let rated = others.filter_map(|other| Some((worth(other, sample)?, other)));
    let best = rated.max_by(|(one, _), (other, _)| one.total_cmp(other));
    best.filter(|(worth, _)| *worth > own + margin).map_or(first, |(_, other)| other)
}

/// How much like Russian or Ukrainian a text reads, per sign beyond ASCII. `None`: too short to tell.
fn worth(encoding: &'static Encoding, sample: &[u8]) -> Option<f32> {
    let text = encoding.decode_without_bom_handling(sample).0;
    let (mut count, mut sum, mut small) = (0_usize, 0_f32, false);
    for c in text.chars() {
        if c.is_ascii() || "«»„“”‘’–—…№§°©®·•\u{a0}".contains(c) {
            small &= c == '\'' || c == '-';
            continue;
        }
        count += 1;
        sum += frequency(c);
        let capital = c.is_uppercase();
        // A capital behind a small letter of the same word.
        if capital && small {
            sum -= 4.0;
        }
        small = c.is_lowercase();
    }
    let per_sign = sum / count as f32;
    (count >= LEAST).then_some(per_sign)
}

/// How often a letter comes, of a hundred letters; below zero what hardly ever does.
fn frequency(c: char) -> f32 {
    match c.to_lowercase().next().unwrap_or(c) {
        'о' => 10.0,
        'а' | 'е' => 8.0,
        'и' | 'н' => 7.0,
        'т' | 'і' => 6.0,
        'с' | 'р' | 'в' => 5.0,
        'л' | 'к' => 4.0,
        'м' | 'д' | 'п' | 'у' => 3.0,
        'я' | 'ы' | 'ь' | 'г' | 'з' | 'б' => 2.0,
        'ч' | 'й' | 'х' | 'ж' | 'ш' | 'ю' | 'ц' | 'ї' | 'є' => 1.0,
        'щ' | 'э' | 'ф' | 'ъ' | 'ё' | 'ґ' => 0.0,
        // Serbian, Macedonian, Belarusian.
        'ђ' | 'ѓ' | 'ѕ' | 'ј' | 'љ' | 'њ' | 'ћ' | 'ќ' | 'ў' | 'џ' => -1.0,
        _ => -6.0,
    }
}
