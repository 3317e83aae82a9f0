//! What stands in cells, as people and programs write it: phones with words between, days in every order, yes and no.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::clients::consent::Consent;
use crate::clients::{CardLanguage, Kind};
use crate::{Error, Result};

/// Which of two numbers with a slash between is the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum DayOrder {
    #[default]
    DayFirst,
    MonthFirst,
}

/// What people write into a cell to say that nothing stands there.
const NOTHING: [&str; 16] = [
    "-",
    "–",
    "—",
    "немає",
    "нема",
    "нет",
    "no",
    "none",
    "n/a",
    "na",
    "null",
    "н/д",
    "відсутній",
    "відсутня",
    "отсутствует",
    ".",
];

/// The cell's text; nothing where it says "none".
pub fn something(cell: &str) -> Option<&str> {
    let text = cell.trim();
    let none = text.is_empty() || NOTHING.iter().any(|nothing| text.to_lowercase() == *nothing);
    (!none).then_some(text)
}

/// Several values in one cell: line by line, by semicolons, or as Google parts them.
pub fn parted(cell: &str) -> Vec<&str> {
    cell.split(['\n', '\r', ';']).flat_map(|part| part.split(":::")).filter_map(something).collect()
}

/// Phones of a cell and the words that stand beside them ("Олена, бухгалтер"). Errors: `phone_shortened` for a number
/// that Excel has made 3.8E+11 of; `bad_phone` for words without a number.
pub fn phones(cell: &str) -> Result<(Vec<String>, Vec<String>)> {
    let (mut phones, mut words) = (Vec::new(), Vec::new());
    for part in parted(cell) {
        if is_shortened(part) {
            return Err(Error::PhoneShortened(part.to_owned()));
        }
        // A comma parts two numbers, and stands before an extension too: those have few digits.
        for piece in split_numbers(part) {
            let digits = piece.chars().filter(char::is_ascii_digit).count();
            if digits >= 3 {
                phones.push(piece.to_owned());
            } else if phones.is_empty() {
                return Err(Error::BadPhone(part.to_owned()));
            } else {
                words.push(piece.to_owned());
            }
        }
    }
    let phones = phones.into_iter().map(|phone| without_words(&phone, &mut words)).collect();
    Ok((phones, words))
}

/// `3,80501E+11`: the last digits are lost.
fn is_shortened(text: &str) -> bool {
    let upper = text.to_uppercase();
    let Some((head, power)) = upper.split_once("E+") else { return false };
    power.bytes().all(|byte| byte.is_ascii_digit())
        && !power.is_empty()
        && head.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'))
        && !head.is_empty()
}

/// Parts at commas and slashes, as long as both sides are phones or one of them has none.
fn split_numbers(text: &str) -> Vec<&str> {
    let mut pieces: Vec<&str> = Vec::new();
    let mut start = 0;
    for (at, sign) in text.char_indices().filter(|(_, sign)| matches!(sign, ',' | '/' | '|')) {
        let before = text.get(start..at).unwrap_or_default();
        let after = text.get(at + sign.len_utf8()..).unwrap_or_default();
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
        let next = after.split([',', '/', '|']).next().unwrap_or_default();
        // "тел. 044 390-12-55, дод. 12" is one phone.
        if digits(before) >= 3 && digits(next) > 0 && digits(next) < 5 {
            continue;
        }
        pieces.push(before.trim());
        start = at + sign.len_utf8();
    }
    pieces.push(text.get(start..).unwrap_or_default().trim());
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// The phone alone, where words stand behind or before it that are no extension: "0501234567 Олена", "Олена 050…".
fn without_words(phone: &str, words: &mut Vec<String>) -> String {
    if crate::phones::read(phone, "UA").is_some() {
        return phone.to_owned();
    }
    let mut number = String::new();
    let mut rest = String::new();
    for sign in phone.chars() {
        if sign.is_ascii_digit() || "+-() .".contains(sign) {
            number.push(sign);
        } else {
            rest.push(sign);
        }
        if sign == ' ' {
            rest.push(' ');
        }
    }
    let number = number.trim().to_owned();
    let rest = rest.split_whitespace().collect::<Vec<_>>().join(" ");
    if crate::phones::read(&number, "UA").is_none() {
        return phone.to_owned();
    }
    words.push(rest.trim_matches(['(', ')', ':', ' ']).to_owned());
    number
}

/// Addresses of a cell: parted by anything that no address holds, with or without a name before them. What holds none is
/// given back as it is, to be refused by name.
pub fn emails(cell: &str) -> Vec<String> {
    let mut found = Vec::new();
    for part in parted(cell) {
        let pieces: Vec<&str> = part
            .split([',', ' ', '\t', '<', '>', '/'])
            .map(|piece| piece.trim().trim_start_matches("mailto:").trim_matches(['(', ')', '"', '\'']))
            .filter(|piece| piece.contains('@'))
            .collect();
        if pieces.is_empty() {
            found.push(part.trim().to_owned());
        }
        found.extend(pieces.into_iter().map(str::to_owned));
    }
    found
}

/// Yes or no, as it is written.
pub fn truth(cell: &str) -> Option<bool> {
    match cell.trim().to_lowercase().as_str() {
        "так" | "да" | "yes" | "y" | "true" | "1" | "+" | "x" | "х" | "v" | "є" | "есть" | "істина"
        | "истина" | "on" | "✓" | "✔" => Some(true),
        "ні" | "нет" | "no" | "n" | "false" | "0" | "-" | "немає" | "хибність" | "ложь" | "off" => {
            Some(false)
        }
        _ => None,
    }
}

/// What somebody said: "так", "ні", or as our own export writes it, "так, 2026-11-20, телефоном".
pub fn consent(cell: &str, source: &str) -> Result<Option<Consent>> {
    let text = cell.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let (word, rest) = text.split_once(',').unwrap_or((text, ""));
    let given = truth(word).ok_or_else(|| Error::NotYesOrNo(text.to_owned()))?;
    let (first, more) = rest.split_once(',').unwrap_or((rest, ""));
    let dated = crate::zone::parse_day(first.trim()).is_ok();
    let (day, told) =
        if dated { (first.trim().to_owned(), more.trim()) } else { (String::new(), rest.trim()) };
    let source = if told.is_empty() && day.is_empty() { source } else { told };
    Ok(Some(Consent { given, source: source.to_owned(), day }))
}

/// Percent, with or without the sign.
pub fn discount(cell: &str) -> Result<f64> {
    let plain: String = cell.chars().filter(|sign| !sign.is_whitespace() && *sign != '%').collect();
    let number: f64 =
        plain.replace(',', ".").parse().map_err(|_| Error::BadDiscount(cell.trim().to_owned()))?;
    if (0.0..=100.0).contains(&number) { Ok(number) } else { Err(Error::BadDiscount(cell.trim().to_owned())) }
}

/// A day in its stored form, `YYYY-MM-DD` or `--MM-DD`; nothing where a program writes that there is none.
pub fn day(cell: &str, order: DayOrder, today: &str) -> Result<String> {
    let text = cell.trim();
    let Some(text) = something(text).filter(|text| !matches!(*text, "0/0/00" | "00.00.0000" | "0000-00-00"))
    else {
        return Ok(String::new());
    };
    // The time of a day is none of ours.
    let text = text.split([' ', 'T']).next().unwrap_or(text);
    let wrong = || Error::BadBirthday(cell.trim().to_owned());
    if let Some(rest) = text.strip_prefix("--") {
        let rest = rest.replace('-', "");
        let (month, day) = rest.split_at_checked(2).ok_or_else(wrong)?;
        return told(None, month.parse().ok(), day.parse().ok()).ok_or_else(wrong);
    }
    let numbers: Vec<&str> = text.trim_end_matches(['.', 'р', 'г']).split(['.', '/', '-']).collect();
    let number = |text: &str| text.trim().parse::<u32>().ok();
    let found = match numbers.as_slice() {
        [all] if all.len() == 8 => {
            let part = |from, to| all.get(from..to).and_then(number);
            told(part(0, 4), part(4, 6), part(6, 8))
        }
        [year, month, day] if year.len() == 4 => told(number(year), number(month), number(day)),
        [first, second, year] => {
            let (day, month) = ordered(number(first), number(second), order, text);
            told(number(year).map(|year| full_year(year, today)), month, day)
        }
        [first, second] => {
            let (day, month) = ordered(number(first), number(second), order, text);
            told(None, month, day)
        }
        _ => None,
    };
    found.ok_or_else(wrong)
}

/// Day and month. With points between the day comes first everywhere.
fn ordered(
    first: Option<u32>,
    second: Option<u32>,
    order: DayOrder,
    text: &str,
) -> (Option<u32>, Option<u32>) {
    let month_first = order == DayOrder::MonthFirst && text.contains('/');
    let swapped =
        (month_first || second.is_some_and(|second| second > 12)) && first.is_some_and(|first| first <= 12);
    if swapped { (second, first) } else { (first, second) }
}

/// `84` is 1984, `05` is 2005: nobody is born in years to come.
fn full_year(year: u32, today: &str) -> u32 {
    if year >= 100 {
        return year;
    }
    let now: u32 = today.get(2..4).and_then(|text| text.parse().ok()).unwrap_or(99);
    if year > now { 1900 + year } else { 2000 + year }
}

fn told(year: Option<u32>, month: Option<u32>, day: Option<u32>) -> Option<String> {
    let (month, day) = (month?, day?);
    match year {
        Some(year) => {
            NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
            Some(format!("{year:04}-{month:02}-{day:02}"))
        }
        None => {
            NaiveDate::from_ymd_opt(2000, month, day)?;
            Some(format!("--{month:02}-{day:02}"))
        }
    }
}

/// In which order a column writes its days, from some of them: only a number over twelve tells for sure.
pub fn day_order<'a>(title: &str, cells: impl Iterator<Item = &'a str>) -> DayOrder {
    let mut slashes = 0;
    for cell in cells {
        let parts: Vec<u32> = cell.trim().split('/').filter_map(|part| part.parse().ok()).collect();
        if let [first, second, _] = parts.as_slice() {
            slashes += 1;
            match (*first > 12, *second > 12) {
                (true, false) => return DayOrder::DayFirst,
                (false, true) => return DayOrder::MonthFirst,
                _ => {}
            }
        }
    }
    // English programs write 3/4/1975 for 4 March.
    if slashes > 0 && title.is_ascii() { DayOrder::MonthFirst } else { DayOrder::DayFirst }
}

/// A language by its name or code.
pub fn language(cell: &str) -> Result<CardLanguage> {
    let text = cell.trim().to_lowercase();
    let begins = |starts: &[&str]| starts.iter().any(|start| text.starts_with(start));
    if text.is_empty() {
        Ok(CardLanguage::Unknown)
    } else if begins(&["uk", "ua", "укр"]) {
        Ok(CardLanguage::Uk)
    } else if begins(&["ru", "рос", "рус"]) {
        Ok(CardLanguage::Ru)
    } else if begins(&["en", "анг", "eng"]) {
        Ok(CardLanguage::En)
    } else {
        Err(Error::NotALanguage(cell.trim().to_owned()))
    }
}

/// A person or a company, by a word; nothing where the word says neither.
pub fn kind(cell: &str) -> Option<Kind> {
    let text = cell.trim().to_lowercase();
    let begins = |starts: &[&str]| starts.iter().any(|start| text.starts_with(start));
    if begins(&["company", "org", "комп", "орг", "фірм", "фирм", "юр", "підпр", "предпр", "business"])
    {
        Some(Kind::Company)
    } else if begins(&["person", "individual", "фіз", "физ", "люд", "чел", "приватн", "частн", "особ"])
    {
        Some(Kind::Person)
    } else {
        None
    }
}

/// Whether a name is a company's, by the form of business before it.
pub fn sounds_like_company(name: &str) -> bool {
    const FORMS: [&str; 22] = [
        "тов",
        "ооо",
        "ат",
        "пат",
        "прат",
        "зат",
        "ват",
        "ао",
        "зао",
        "оао",
        "пао",
        "пп",
        "чп",
        "дп",
        "гп",
        "кп",
        "llc",
        "ltd",
        "inc",
        "gmbh",
        "товариство",
        "компанія",
    ];
    let clean = name.to_lowercase();
    let mut words = clean
        .split([' ', ',', '.'])
        .map(|word| word.trim_matches(['«', '»', '"', '„', '“', '”']))
        .filter(|word| !word.is_empty());
    let first = words.next().unwrap_or_default();
    FORMS.contains(&first)
        || words.next_back().is_some_and(|last| ["llc", "ltd", "inc", "gmbh"].contains(&last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c4_days_in_every_writing() {
        let read = |text: &str, order| day(text, order, "2026-11-20").unwrap_or_else(|_| "bad".to_owned());
        for (text, wanted) in [
            ("31.01.1984", "1984-01-31"),
            ("1984-01-31", "1984-01-31"),
            ("1984-01-31 00:00", "1984-01-31"),
            ("5.11.90", "1990-11-05"),
            ("05.11.05", "2005-11-05"),
            ("28/03/1975", "1975-03-28"),
            ("19840131", "1984-01-31"),
            (" --07-04", "--07-04"),
            ("--0704", "--07-04"),
            ("04.07.", "--07-04"),
            ("31.01.1984 р.", "1984-01-31"),
            ("0/0/00", ""),
            ("—", ""),
            ("31.02.1984", "bad"),
            ("навесні", "bad"),
            ("1984", "bad"),
        ] {
            assert_eq!(read(text, DayOrder::DayFirst), wanted, "{text}");
        }
        assert_eq!(read("3/4/1975", DayOrder::MonthFirst), "1975-03-04");
        assert_eq!(read("28/3/1975", DayOrder::MonthFirst), "1975-03-28");
        assert_eq!(read("3.4.1975", DayOrder::MonthFirst), "1975-04-03");
        assert_eq!(day_order("Birthday", ["3/4/1975", "3/28/1975"].into_iter()), DayOrder::MonthFirst);
        assert_eq!(day_order("Birthday", ["3/4/1975"].into_iter()), DayOrder::MonthFirst);
        assert_eq!(day_order("День народження", ["3/4/1975"].into_iter()), DayOrder::DayFirst);
        assert_eq!(day_order("Birthday", ["13/4/1975"].into_iter()), DayOrder::DayFirst);
    }

    #[test]
    fn c4_phones_of_a_cell() {
        let read = |text: &str| phones(text).unwrap();
        assert_eq!(read("050 123-45-67; 067 220-11-45").0, ["050 123-45-67", "067 220-11-45"]);
        assert_eq!(read("0501234567, 0672201145").0, ["0501234567", "0672201145"]);
        assert_eq!(read("+380 67 333 22 11 ::: +380 50 333 22 11").0.len(), 2);
        assert_eq!(read("044 390-12-55, дод. 12").0, ["044 390-12-55, дод. 12"]);
        assert_eq!(
            read("0501234567 Олена, бухгалтер"),
            (vec!["0501234567".to_owned()], vec!["бухгалтер".to_owned(), "Олена".to_owned()])
        );
        assert_eq!(read("немає").0, Vec::<String>::new());
        assert_eq!(phones("3,80501E+11").unwrap_err().code(), "phone_shortened");
        assert_eq!(phones("дзвонити").unwrap_err().code(), "bad_phone");
    }

    #[test]
    fn c4_words_for_yes_languages_and_kinds() {
        assert_eq!((truth("Так"), truth("нет"), truth("може")), (Some(true), Some(false), None));
        assert_eq!(language("Українська").unwrap(), CardLanguage::Uk);
        assert_eq!(language("ru-UA").unwrap(), CardLanguage::Ru);
        assert!(language("клінгонська").is_err());
        assert_eq!(
            (kind("юр. особа"), kind("Фізична особа"), kind("?")),
            (Some(Kind::Company), Some(Kind::Person), None)
        );
        assert!(sounds_like_company("ТОВ «Світанок»") && sounds_like_company("Acme Ltd."));
        assert!(!sounds_like_company("Товстуха Марія"));
        let told = consent("так, 2026-01-02, телефоном, двічі", "імпорт").unwrap().unwrap();
        assert_eq!(
            (told.given, told.day.as_str(), told.source.as_str()),
            (true, "2026-01-02", "телефоном, двічі")
        );
        assert_eq!(consent("ні", "імпорт").unwrap().unwrap().source, "імпорт");
        assert!(consent("певно", "").is_err());
        assert_eq!(discount("5,5 %").unwrap(), 5.5);
        assert!(discount("багато").is_err() && discount("150").is_err());
    }
}
