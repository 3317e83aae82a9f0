//! Phones: stored as E.164, shown as people of the office's country write them (C1).

use std::str::FromStr;

use phonenumber::{Mode, country};

/// One phone, normalised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone {
    /// E.164, such as `+380501234567`; what was typed, reduced to digits, where it is no valid number.
    pub number: String,
    /// As locals write it, such as `050 123-45-67`.
    pub shown: String,
}

/// Reads a phone in any way people write it: `0501234567`, `80501234567`, `+38 (050) 123-45-67`, `00380…`.
///
/// A number that is not valid anywhere is kept as typed (short internal numbers exist); `None` where there are no
/// three digits at all.
pub fn read(typed: &str, home: &str) -> Option<Phone> {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    if digits.len() < 3 || digits.len() > 20 {
        return None;
    }
    let home_id = country::Id::from_str(home).unwrap_or(country::Id::UA);
    for candidate in candidates(typed, &digits, home_id) {
        if let Ok(number) = phonenumber::parse(Some(home_id), &candidate)
            && phonenumber::is_valid(&number)
        {
            let e164 = number.format().mode(Mode::E164).to_string();
            let shown = shown(&e164, home_id)
                .unwrap_or_else(|| number.format().mode(Mode::International).to_string());
            return Some(Phone { number: e164, shown });
        }
    }
    Some(Phone { number: digits, shown: typed.trim().to_owned() })
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

/// The ways a typed number can be meant, likeliest first.
fn candidates(typed: &str, digits: &str, home: country::Id) -> Vec<String> {
    let mut ways = vec![typed.trim().to_owned()];
    if let Some(rest) = digits.strip_prefix("00") {
        ways.push(format!("+{rest}"));
    }
    // The trunk code of Soviet times, still written before Ukrainian numbers: 8 050 …
    if home == country::Id::UA && digits.len() == 11 && digits.starts_with("80") {
        ways.insert(0, format!("+3{digits}"));
    }
    ways.push(format!("+{digits}"));
    ways
}

/// Ukrainian numbers as everybody there writes them; `None` for others.
fn shown(e164: &str, home: country::Id) -> Option<String> {
    let local = e164.strip_prefix("+38").filter(|rest| home == country::Id::UA && rest.len() == 10)?;
    let part = |from: usize, to: usize| local.get(from..to);
    Some(format!("{} {}-{}-{}", part(0, 3)?, part(3, 6)?, part(6, 8)?, part(8, 10)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// C1: one number in all the ways people write it.
    #[test]
    fn c1_every_writing_is_one_number() {
        for typed in [
            "0501234567",
            "80501234567",
            "+38 (050) 123-45-67",
            "380501234567",
            "00380501234567",
            "050-123-45-67",
        ] {
            let phone = read(typed, "UA").unwrap();
            assert_eq!(
                phone,
                Phone { number: "+380501234567".into(), shown: "050 123-45-67".into() },
                "{typed}"
            );
        }
        assert_eq!(read("+49 30 901820", "UA").unwrap().number, "+4930901820");
        assert_eq!(read("234", "UA").unwrap().shown, "234");
        assert!(read("дзвоніть", "UA").is_none());
    }
}
