//! Phones: stored as E.164, shown as people of the office's country write them (C1).

mod parts;

use std::collections::BTreeMap;
use std::str::FromStr;

use phonenumber::metadata::DATABASE;
use phonenumber::{Mode, PhoneNumber, Type, country};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use parts::{Parts, split};

/// One phone, normalised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone {
    /// E.164, such as `+380501234567`, with `;ext=12` behind it where there is an extension (RFC 3966, 5.3); what was
    /// typed, reduced to digits, where it is no valid number.
    pub number: String,
    /// As locals write it, such as `050 123-45-67` or `044 390-12-55 #12`.
    pub shown: String,
}

impl Phone {
    /// Whether it is a number that can be called from anywhere.
    pub fn is_full(&self) -> bool {
        self.number.starts_with('+')
    }
}

/// A country whose phones are known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Country {
    /// Two letters, such as `UA`.
    pub code: String,
    /// What its numbers begin with, such as 380.
    pub dial: i64,
}

/// Every country whose phones are known, by its two letters.
pub fn countries() -> Vec<Country> {
    let all: BTreeMap<&str, u16> = DATABASE
        .iter()
        .filter(|meta| country::Id::from_str(meta.id()).is_ok())
        .map(|meta| (meta.id(), meta.country_code()))
        .collect();
    all.into_iter().map(|(code, dial)| Country { code: code.to_owned(), dial: i64::from(dial) }).collect()
}

/// Whether phones of a country, named by two letters, are known.
pub fn knows(country: &str) -> bool {
    country::Id::from_str(country).is_ok_and(|id| DATABASE.by_id(id.as_ref()).is_some())
}

/// Reads a phone in any way people write it: `0501234567`, `80501234567`, `+38 (050) 123-45-67`, `00380…`,
/// `тел. 044 390-12-55, дод. 12`. `home` is the office's country: numbers without a country's code are that one's.
///
/// A number that is not valid anywhere is kept as typed (short internal numbers exist). `None` where it is no phone:
/// fewer than three digits, more than any number has, or words behind it that are no extension.
pub fn read(typed: &str, home: &str) -> Option<Phone> {
    let parts = split(typed)?;
    let home = home_of(home);
    if let Some(number) = candidates(&parts, home).into_iter().find_map(|way| valid(&way, home)) {
        let e164 = number.format().mode(Mode::E164).to_string();
        let shown = shown_of(&number, &e164, home);
        return Some(with_extension(e164, shown, parts.extension.as_deref()));
    }
    if parts.digits.len() > parts::MOST_DIGITS {
        return None;
    }
    let number = parts.digits.clone() + parts.extension.as_deref().unwrap_or_default();
    Some(Phone { number, shown: typed.trim().to_owned() })
}

/// Whether an SMS can reach a stored number: a valid one that is no landline and has no extension.
pub fn takes_sms(number: &str) -> bool {
    let Ok(parsed) = phonenumber::parse(None, number) else { return false };
    number.starts_with('+')
        && !number.contains(';')
        && phonenumber::is_valid(&parsed)
        && parsed.number_type(&DATABASE) != Type::FixedLine
}

/// A phone with its country code in groups, `+380 50 123 4567`; `None` where the text is not one phone.
pub fn in_groups(text: &str) -> Option<String> {
    let phone_like = |sign: char| sign.is_ascii_digit() || "+-(). ".contains(sign);
    if !text.starts_with('+') || text.len() > 30 || !text.chars().all(phone_like) {
        return None;
    }
    let number = phonenumber::parse(None, text).ok().filter(phonenumber::is_valid)?;
    let grouped = number.format().mode(Mode::International).to_string();
    // A hyphen in a cell that begins with a plus would be subtracted.
    Some(grouped.replace('-', " "))
}

/// How a stored number is shown in a country; `None` for what is kept as it was typed.
pub fn shown(number: &str, home: &str) -> Option<String> {
    let (e164, extension) = match number.split_once(";ext=") {
        Some((e164, extension)) => (e164, Some(extension)),
        None => (number, None),
    };
    let parsed = phonenumber::parse(None, e164).ok().filter(|_| e164.starts_with('+'))?;
    let shown = shown_of(&parsed, e164, home_of(home));
    Some(with_extension(e164.to_owned(), shown, extension).shown)
}

/// The part that what looks like a piece of a phone would have in a stored number, for LIKE: the prefixes with which
/// one dials inside a country are left out. `None` where it does not look like one.
pub fn pattern(typed: &str) -> Option<String> {
    let plain = typed.chars().all(|sign| sign.is_ascii_digit() || parts::is_punctuation(sign) || sign == '+');
    let parts = split(typed)?;
    if !plain && parts.extension.is_none() {
        return None;
    }
    let digits = if parts.plus { parts.digits.as_str() } else { without_trunk(&parts.digits) };
    let extension = parts.extension.map(|extension| format!(";ext={extension}")).unwrap_or_default();
    Some(format!("%{digits}{extension}%"))
}

/// How stored numbers may begin that what looks like the beginning of a phone means: as typed, and with the country's code
/// before it. None where it does not look like one.
pub fn beginnings(typed: &str, home: &str) -> Vec<String> {
    let Some(digits) =
        pattern(typed).and_then(|part| Some(part.trim_matches('%').split(';').next()?.to_owned()))
    else {
        return Vec::new();
    };
    let code = DATABASE.by_id(home_of(home).as_ref()).map(|meta| meta.country_code());
    let abroad = code.map(|code| format!("{code}{digits}"));
    std::iter::once(digits).chain(abroad).collect()
}

/// Digits without what one dials before them inside a country: 0, 00 for abroad, and 8 or 80, the trunk code of Soviet
/// times. What is left says something still.
fn without_trunk(digits: &str) -> &str {
    let known = |rest: &&str| rest.len() >= 3;
    if let Some(rest) = digits.strip_prefix('8').filter(|rest| rest.len() == 10) {
        return rest.strip_prefix('0').unwrap_or(rest);
    }
    ["00", "0", "80"].iter().find_map(|trunk| digits.strip_prefix(trunk).filter(known)).unwrap_or(digits)
}

fn home_of(home: &str) -> country::Id {
    country::Id::from_str(home).unwrap_or(country::Id::UA)
}

fn with_extension(number: String, shown: String, extension: Option<&str>) -> Phone {
    match extension {
        Some(extension) => {
            Phone { number: format!("{number};ext={extension}"), shown: format!("{shown} #{extension}") }
        }
        None => Phone { number, shown },
    }
}

/// One way to understand what was typed.
enum Way {
    /// With the country's code.
    World(String),
    /// As it is dialled at home.
    Home(String),
}

/// The ways a typed number can be meant, likeliest first.
fn candidates(parts: &Parts, home: country::Id) -> Vec<Way> {
    let digits = &parts.digits;
    let mut ways = Vec::new();
    if parts.plus {
        ways.push(Way::World(format!("+{digits}")));
    }
    if let Some(rest) = digits.strip_prefix("00") {
        ways.push(Way::World(format!("+{rest}")));
    }
    // The trunk code of Soviet times, still written before Ukrainian numbers: 8 050 …
    if home == country::Id::UA && digits.len() == 11 && digits.starts_with("80") {
        ways.push(Way::World(format!("+3{digits}")));
    }
    ways.push(Way::Home(digits.clone()));
    // In the same countries 8 and ten digits is a number of the others, not of Vietnam.
    let soviet = matches!(home, country::Id::UA | country::Id::BY | country::Id::KZ | country::Id::RU);
    if let Some(rest) = digits.strip_prefix('8').filter(|rest| soviet && rest.len() == 10) {
        ways.push(Way::World(format!("+7{rest}")));
    }
    ways.push(Way::World(format!("+{digits}")));
    ways
}

fn valid(way: &Way, home: country::Id) -> Option<PhoneNumber> {
    // With the home country the library would take that one's trunk prefix off a foreign number.
    let number = match way {
        Way::World(text) => phonenumber::parse(None, text),
        Way::Home(text) => phonenumber::parse(Some(home), text),
    };
    number.ok().filter(phonenumber::is_valid)
}

/// A number as people of a country write it: their own without the country's code, others with it. What would not be
/// read back as the same number is written in full.
fn shown_of(number: &PhoneNumber, e164: &str, home: country::Id) -> String {
    let full = || number.format().mode(Mode::International).to_string();
    let abroad =
        DATABASE.by_id(home.as_ref()).is_none_or(|meta| meta.country_code() != number.code().value());
    if abroad {
        return full();
    }
    let local = ukrainian(e164, home).unwrap_or_else(|| number.format().mode(Mode::National).to_string());
    let back = valid(&Way::Home(local.chars().filter(char::is_ascii_digit).collect()), home)
        .is_some_and(|back| back.format().mode(Mode::E164).to_string() == e164);
    if back { local } else { full() }
}

/// Ukrainian numbers as everybody there writes them, which is not how the library does; `None` for others.
fn ukrainian(e164: &str, home: country::Id) -> Option<String> {
    let local = e164.strip_prefix("+38").filter(|rest| home == country::Id::UA && rest.len() == 10)?;
    let part = |from: usize, to: usize| local.get(from..to);
    Some(format!("{} {}-{}-{}", part(0, 3)?, part(3, 6)?, part(6, 8)?, part(8, 10)?))
}

#[cfg(test)]
mod tests;
