//! The words of a name in the form in which they are compared: however the letters are written that people take for one
//! another, whatever the legal form and in which order.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Legal forms, short and written out.
const FORMS: [&str; 36] = [
    "тов",
    "тзов",
    "фоп",
    "пп",
    "чп",
    "прат",
    "пат",
    "ат",
    "ооо",
    "ип",
    "зао",
    "оао",
    "пао",
    "ао",
    "спд",
    "llc",
    "ltd",
    "limited",
    "inc",
    "gmbh",
    "sro",
    "товариство з обмеженою відповідальністю",
    "общество с ограниченной ответственностью",
    "фізична особа підприємець",
    "физическое лицо предприниматель",
    "приватний підприємець",
    "частный предприниматель",
    "індивідуальний підприємець",
    "индивидуальный предприниматель",
    "приватне підприємство",
    "частное предприятие",
    "приватне акціонерне товариство",
    "публічне акціонерне товариство",
    "акціонерне товариство",
    "акционерное общество",
    "limited liability company",
];

/// Latin letters that stand in Cyrillic words by mistake: a keyboard was left in the other language.
const LOOKALIKES: [(char, char); 12] = [
    ('a', 'а'),
    ('b', 'в'),
    ('c', 'с'),
    ('e', 'е'),
    ('h', 'н'),
    ('i', 'и'),
    ('k', 'к'),
    ('m', 'м'),
    ('o', 'о'),
    ('p', 'р'),
    ('t', 'т'),
    ('x', 'х'),
];

/// The forms by their first word, the longest first.
static BY_FIRST: LazyLock<HashMap<String, Vec<Vec<String>>>> = LazyLock::new(|| {
    let mut by_first: HashMap<String, Vec<Vec<String>>> = HashMap::new();
    for form in FORMS {
        let words = split(form);
        if let Some(first) = words.first() {
            by_first.entry(first.clone()).or_default().push(words);
        }
    }
    for forms in by_first.values_mut() {
        forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
    }
    by_first
});

/// A name's words without the legal form, sorted. Where nothing else is left, the form is the name.
pub fn words(name: &str) -> Vec<String> {
    let all = split(name);
    let mut words = Vec::with_capacity(all.len());
    let mut rest = all.as_slice();
    while let Some((first, after)) = rest.split_first() {
        let form = BY_FIRST.get(first).and_then(|forms| forms.iter().find(|form| rest.starts_with(form)));
        rest = match form {
            Some(form) => rest.get(form.len()..).unwrap_or_default(),
            None => {
                words.push(first.clone());
                after
            }
        };
    }
    if words.is_empty() {
        words = all;
    }
    words.sort_unstable();
    words
}

fn split(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut take = |letter: char| match folded(letter) {
        Some(letter) if is_plain(letter) || letter.is_alphanumeric() => word.push(letter),
        Some(_) if !word.is_empty() => words.push(without_lookalikes(std::mem::take(&mut word))),
        _ => {}
    };
    for letter in name.chars() {
        if is_plain(letter) { take(letter) } else { letter.to_lowercase().for_each(&mut take) }
    }
    // Ends the last word.
    take(' ');
    words
}

/// A small letter or a digit, told without the tables of all scripts: names are mostly that.
fn is_plain(letter: char) -> bool {
    matches!(letter, 'а'..='я' | 'a'..='z' | '0'..='9')
}

/// The letter that stands for all that are taken for one another; none for signs within a word that people leave out.
fn folded(letter: char) -> Option<char> {
    match letter {
        '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | '′' | 'ь' | 'ъ' | '\u{AD}' => None,
        // The dots of ї and ё, where they are signs of their own.
        '\u{300}'..='\u{36F}' => None,
        'ё' | 'є' | 'э' => Some('е'),
        'і' | 'ї' | 'ы' | 'й' => Some('и'),
        'ґ' => Some('г'),
        letter => Some(letter),
    }
}

fn without_lookalikes(word: String) -> String {
    let is_cyrillic = |letter: char| ('\u{400}'..='\u{4FF}').contains(&letter);
    if !word.bytes().any(|byte| byte.is_ascii_alphabetic()) || !word.contains(is_cyrillic) {
        return word;
    }
    let real = |letter: char| {
        LOOKALIKES.iter().find(|(latin, _)| *latin == letter).map_or(letter, |(_, real)| *real)
    };
    word.chars().map(real).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c3_a_name_is_the_same_however_it_is_written() {
        for (one, other) in [
            ("Олена Шевченко", "ШЕВЧЕНКО Олена"),
            ("Алёна Киселёва", "Киселева Алена"),
            ("Дем’янчук Мар'яна", "Мар`яна Демʼянчук"),
            ("Мельник Ірина", "Мельник Ирина"),
            ("Мельник Ірина", "Мельник Iрина"),
            ("Надія Їжак", "Надiя I\u{308}жак"),
            ("Ґалаґан Євген", "Галаган Евген"),
            ("Наталья Царь", "Наталя Цар"),
            ("ТОВ «Промінь»", "Промінь"),
            ("ООО Промінь", "Товариство з обмеженою відповідальністю \"Промінь\""),
            ("ФОП Коваленко І. П.", "Коваленко И.П., ИП"),
            ("Promin LLC", "promin, ltd."),
            ("Приватне підприємство «Дім-2»", "ПП Дім 2"),
        ] {
            assert_eq!(words(one), words(other));
        }
        assert_ne!(words("Олена Шевченко"), words("Олена Шевчук"));
        assert_ne!(words("Дім 2"), words("Дім 3"));
        assert_eq!(words("ТОВ"), ["тов"]);
        assert!(words(" «—» ").is_empty());
    }
}
