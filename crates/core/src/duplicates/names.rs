//! Alike names: the order of the words and the legal form do not count, one letter of one long word may differ.
//! A name is compared only with those that become the same when a letter is left out, so that no work is quadratic.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::find::MOST_SHARING;

/// A first name alone that more clients have tells nothing.
const MOST_OF_ONE_WORD: usize = 5;
/// In shorter words another letter makes another word.
const LONG_WORD: usize = 5;
/// A word that stands alone has to be longer: Марина is not Карина.
const LONG_ALONE: usize = 7;
const FORMS: [&str; 12] = ["тов", "ооо", "фоп", "чп", "пп", "ип", "ип", "прат", "зао", "ао", "llc", "ltd"];

/// Clients of one name.
struct Named {
    words: Vec<String>,
    ids: Vec<i64>,
}

/// Groups of clients whose names are alike: of the same name, or of two that differ by a letter.
pub fn alike(names: &[(i64, String)]) -> Vec<Vec<i64>> {
    let mut by_words: BTreeMap<Vec<String>, Vec<i64>> = BTreeMap::new();
    for (id, name) in names {
        let words = words(name);
        if !words.is_empty() {
            by_words.entry(words).or_default().push(*id);
        }
    }
    let named: Vec<Named> = by_words
        .into_iter()
        .filter(|(words, ids)| ids.len() <= if words.len() > 1 { MOST_SHARING } else { MOST_OF_ONE_WORD })
        .map(|(words, ids)| Named { words, ids })
        .collect();
    let mut found: Vec<Vec<i64>> =
        named.iter().filter(|one| one.ids.len() > 1).map(|one| one.ids.clone()).collect();
    let mut keys = keys(&named);
    keys.sort_unstable();
    for run in keys.chunk_by(|(one, ..), (other, ..)| one == other) {
        for (place, (_, one, at)) in run.iter().enumerate() {
            for (_, other, other_at) in run.iter().skip(place + 1) {
                let (Some(a), Some(b)) = (named.get(*one), named.get(*other)) else { continue };
                if one != other && one_letter(a, *at, b, *other_at) {
                    found.push(a.ids.iter().chain(&b.ids).copied().collect());
                }
            }
        }
    }
    found
}

/// The words of a name in the form in which they are compared.
fn words(name: &str) -> Vec<String> {
    let small = name.to_lowercase().replace('ё', "е").replace(['\'', '’', 'ʼ', '`'], "");
    let all: Vec<String> = small
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let mut words: Vec<String> = all.iter().filter(|word| !FORMS.contains(&word.as_str())).cloned().collect();
    if words.is_empty() {
        words = all;
    }
    words.sort_unstable();
    words
}

/// Each name's long words with a letter left out, together with its other words, as numbers.
fn keys(named: &[Named]) -> Vec<(u64, usize, usize)> {
    let mut keys = Vec::new();
    for (index, one) in named.iter().enumerate() {
        let long = if one.words.len() > 1 { LONG_WORD } else { LONG_ALONE };
        for (at, word) in one.words.iter().enumerate() {
            let letters: Vec<char> = word.chars().collect();
            if letters.len() < long || letters.iter().any(char::is_ascii_digit) {
                continue;
            }
            let rest: Vec<&String> = others(one, at).collect();
            keys.push((number(&rest, letters.iter()), index, at));
            for gap in 0..letters.len() {
                let without = letters.iter().enumerate().filter(|(place, _)| *place != gap);
                keys.push((number(&rest, without.map(|(_, letter)| letter)), index, at));
            }
        }
    }
    keys
}

fn others(one: &Named, at: usize) -> impl Iterator<Item = &String> {
    one.words.iter().enumerate().filter(move |(place, _)| *place != at).map(|(_, word)| word)
}

fn number<'a>(rest: &[&String], letters: impl Iterator<Item = &'a char>) -> u64 {
    let mut hasher = DefaultHasher::new();
    rest.hash(&mut hasher);
    letters.for_each(|letter| letter.hash(&mut hasher));
    hasher.finish()
}

fn one_letter(a: &Named, at: usize, b: &Named, other_at: usize) -> bool {
    let (Some(word), Some(other)) = (a.words.get(at), b.words.get(other_at)) else { return false };
    others(a, at).eq(others(b, other_at)) && strsim::osa_distance(word, other) == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(names: &[&str]) -> usize {
        let names: Vec<(i64, String)> =
            names.iter().enumerate().map(|(id, name)| (id as i64, (*name).to_owned())).collect();
        alike(&names).len()
    }

    #[test]
    fn c3_names_are_alike_in_any_order_and_by_one_letter() {
        assert!(pairs(&["Олена Шевченко", "Шевченко  Олена"]) > 0);
        assert!(pairs(&["ТОВ «Промінь Плюс»", "Плюс Промінь"]) > 0);
        assert!(pairs(&["Олена Шевченко", "Шевчекно Олена"]) > 0);
        assert!(pairs(&["Олена Шевченко", "Олена Ашевченко"]) > 0);
        assert_eq!(pairs(&["Олена Шевченко", "Ольга Шевченко"]), 0);
        assert_eq!(pairs(&["Марина", "Карина"]), 0);
        assert_eq!(pairs(&["Клієнт 10001", "Клієнт 10002"]), 0);
    }
}
