//! Alike names: the order of the words and the legal form do not count, a patronymic may be left out, one letter of one
//! long word may differ. A name is compared only with those that become the same when a letter is left out, so that no
//! work is quadratic.

use std::collections::HashMap;

use super::find::MOST_SHARING;
use super::spelling::words;

/// A first name alone that more clients have tells nothing.
const MOST_OF_ONE_WORD: usize = 5;
/// In shorter words another letter makes another word.
const LONG_WORD: usize = 5;
/// A word that stands alone has to be longer: Марина is not Карина.
const LONG_ALONE: usize = 7;
/// Keys are told apart by so many bits before they are kept at all.
const SLOT_BITS: u32 = 24;
const BASE: u64 = 0x9E37_79B9_7F4A_7C15;

/// Clients of one name.
struct Named {
    words: Vec<String>,
    ids: Vec<i64>,
}

/// A name with a letter left out of one of its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    number: u64,
    name: usize,
    word: usize,
}

/// Groups of clients whose names are alike: of the same name, or of two that differ by a letter.
pub fn alike(names: &[(i64, String)]) -> Vec<Vec<i64>> {
    let mut by_words: HashMap<Vec<String>, Vec<i64>> = HashMap::with_capacity(names.len());
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
    found.extend(without_patronymic(&named));
    for run in shared_keys(&named).chunk_by(|one, other| one.number == other.number) {
        for (place, one) in run.iter().enumerate() {
            for other in run.iter().skip(place + 1) {
                let (Some(a), Some(b)) = (named.get(one.name), named.get(other.name)) else { continue };
                if one.name != other.name && one_letter(a, one.word, b, other.word) {
                    found.push(a.ids.iter().chain(&b.ids).copied().collect());
                }
            }
        }
    }
    found
}

/// Names that become the same without a patronymic. Where people of several patronymics have the rest in common, who
/// stands without one may be any of them: that tells nothing.
fn without_patronymic(named: &[Named]) -> Vec<Vec<i64>> {
    let mut longer: HashMap<Vec<&String>, Vec<&Named>> = HashMap::new();
    for one in named.iter().filter(|one| one.words.len() == 3) {
        for (at, _) in one.words.iter().enumerate().filter(|(_, word)| is_patronymic(word)) {
            longer.entry(others(one, at).collect()).or_default().push(one);
        }
    }
    let short = named.iter().filter(|one| one.words.len() == 2);
    short
        .filter_map(|one| match longer.get(&one.words.iter().collect::<Vec<_>>())?.as_slice() {
            [long] => Some(one.ids.iter().chain(&long.ids).copied().collect()),
            _ => None,
        })
        .collect()
}

/// As [`words`] writes it: without і and ї.
fn is_patronymic(word: &str) -> bool {
    ["ич", "вна", "ична"].iter().any(|end| word.ends_with(end))
}

/// The keys that stand more than once, alike ones beside one another. Most stand alone: a first walk only marks which
/// may not, so that of 100,000 names some thousand keys are kept and sorted, not two million.
fn shared_keys(named: &[Named]) -> Vec<Key> {
    let (mut once, mut again) = (Marks::new(), Marks::new());
    each_key(named, |key| {
        if !once.set(key.number) {
            again.set(key.number);
        }
    });
    let mut keys = Vec::new();
    each_key(named, |key| {
        if again.has(key.number) {
            keys.push(key);
        }
    });
    keys.sort_unstable();
    keys
}

/// Every long word of every name, whole and with each letter left out, together with the name's other words.
fn each_key(named: &[Named], mut take: impl FnMut(Key)) {
    let mut letters: Vec<char> = Vec::new();
    for (name, one) in named.iter().enumerate() {
        let long = if one.words.len() > 1 { LONG_WORD } else { LONG_ALONE };
        let spread_of = |word: &String| spread(word.chars().fold(0, with_letter));
        let all = one.words.iter().fold(0_u64, |sum, word| sum.wrapping_add(spread_of(word)));
        for (word, text) in one.words.iter().enumerate() {
            letters.clear();
            letters.extend(text.chars());
            if letters.len() < long || letters.iter().any(char::is_ascii_digit) {
                continue;
            }
            let rest = spread(all.wrapping_sub(spread_of(text)) ^ BASE);
            let mut last = None;
            let whole = letters.iter().copied().fold(0, with_letter);
            for number in std::iter::once(whole).chain(gaps(&letters)) {
                // Of a doubled letter either one may be left out.
                if last.replace(number) != Some(number) {
                    take(Key { number: spread(number ^ rest), name, word });
                }
            }
        }
    }
}

/// The numbers of a word with each letter left out in turn: what stands before it, moved up by what stands behind it.
fn gaps(letters: &[char]) -> impl Iterator<Item = u64> {
    let (mut number, mut weight) = (0_u64, 1_u64);
    let mut behind = Vec::with_capacity(letters.len());
    for letter in letters.iter().rev() {
        behind.push((number, weight));
        number = number.wrapping_add(value(*letter).wrapping_mul(weight));
        weight = weight.wrapping_mul(BASE);
    }
    let mut before = 0_u64;
    letters.iter().zip(behind.into_iter().rev()).map(move |(letter, (number, weight))| {
        let without = before.wrapping_mul(weight).wrapping_add(number);
        before = with_letter(before, *letter);
        without
    })
}

fn with_letter(number: u64, letter: char) -> u64 {
    number.wrapping_mul(BASE).wrapping_add(value(letter))
}

fn value(letter: char) -> u64 {
    u64::from(u32::from(letter)) + 1
}

/// Lets every bit depend on every other.
fn spread(mut number: u64) -> u64 {
    number ^= number >> 32;
    number = number.wrapping_mul(0xD6E8_FEB8_6659_FD93);
    number ^= number >> 32;
    number = number.wrapping_mul(0xD6E8_FEB8_6659_FD93);
    number ^ (number >> 32)
}

/// Marks by the first bits of a number.
struct Marks {
    bits: Vec<u64>,
}

impl Marks {
    fn new() -> Self {
        Self { bits: vec![0; 1 << (SLOT_BITS - 6)] }
    }

    fn place(number: u64) -> (usize, u64) {
        let slot = number >> (64 - SLOT_BITS);
        ((slot >> 6) as usize, 1 << (slot & 63))
    }

    /// Sets a mark; tells whether it was not set before.
    fn set(&mut self, number: u64) -> bool {
        let (at, bit) = Self::place(number);
        let Some(bits) = self.bits.get_mut(at) else { return false };
        let fresh = *bits & bit == 0;
        *bits |= bit;
        fresh
    }

    fn has(&self, number: u64) -> bool {
        let (at, bit) = Self::place(number);
        self.bits.get(at).is_some_and(|bits| bits & bit != 0)
    }
}

/// The words at these places differ by one letter, the others are the same.
fn one_letter(a: &Named, at: usize, b: &Named, other_at: usize) -> bool {
    let (Some(word), Some(other)) = (a.words.get(at), b.words.get(other_at)) else { return false };
    others(a, at).eq(others(b, other_at))
        && strsim::osa_distance(word, other) == 1
        && !man_and_woman(word, other)
}

fn others(one: &Named, at: usize) -> impl Iterator<Item = &String> {
    one.words.iter().enumerate().filter(move |(place, _)| *place != at).map(|(_, word)| word)
}

/// Олександр and Олександра: no slip of the pen, two people.
fn man_and_woman(word: &str, other: &str) -> bool {
    let (short, long) = if word.len() < other.len() { (word, other) } else { (other, word) };
    long.strip_prefix(short).is_some_and(|end| matches!(end, "а" | "a"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn are_alike(one: &str, other: &str) -> bool {
        let found = alike(&[(1, one.to_owned()), (2, other.to_owned())]);
        found.iter().any(|ids| ids.contains(&1) && ids.contains(&2))
    }

    #[test]
    fn c3_names_are_alike_in_any_order_and_by_one_letter() {
        for (one, other) in [
            ("Олена Шевченко", "Шевченко  Олена"),
            ("ТОВ «Промінь Плюс»", "Плюс Промінь"),
            // A letter swapped, too much, too few, another.
            ("Олена Шевченко", "Шевчекно Олена"),
            ("Олена Шевченко", "Олена Ашевченко"),
            ("Олена Шевченко", "Шевчено Олена"),
            ("Олена Шевченко", "Олена Шевченка"),
            ("Промтехсервис", "Промтехсервиз"),
            ("Анна Ковалль", "Анна Коваль"),
            ("Шевченко Олена Петрівна", "Олена Шевченко"),
            ("Илья Ильич Царь", "Царь Илья"),
        ] {
            assert!(are_alike(one, other), "{one} / {other}");
        }
        for (one, other) in [
            ("Олена Шевченко", "Ольга Шевченко"),
            ("Олена Шевченко", "Олена Шевчук"),
            ("Марина", "Карина"),
            ("Шевчук Олександр", "Шевчук Олександра"),
            ("Клієнт 10001", "Клієнт 10002"),
            ("Альфа-1", "Альфа-2"),
            ("Олена Шевченко", "Олена Шевченко Плюс"),
            ("Олена Петрівна Шевченко", "Олена Іванівна Шевченко"),
            ("ТОВ", "ФОП"),
        ] {
            assert!(!are_alike(one, other), "{one} / {other}");
        }
    }

    #[test]
    fn c3_who_may_be_either_of_two_is_told_of_neither() {
        let names = ["Олена Шевченко", "Олена Петрівна Шевченко", "Олена Іванівна Шевченко"];
        let names: Vec<(i64, String)> = (0..).zip(names.map(str::to_owned)).collect();
        assert!(alike(&names).is_empty());
    }

    #[test]
    fn c3_what_many_are_called_tells_nothing() {
        let many = |name: &str, count: i64| {
            alike(&(0..count).map(|id| (id, name.to_owned())).collect::<Vec<_>>()).len()
        };
        assert_eq!((many("Олена", 5), many("Олена", 6)), (1, 0));
        assert_eq!((many("Олена Шевченко", 50), many("Олена Шевченко", 51)), (1, 0));
    }
}
