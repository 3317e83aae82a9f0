//! What may stand in a field of the office's own, by its kind.

use super::{ClientField, FieldKind};
use crate::clients::check_length;
use crate::{Error, Result, zone};

/// A typed value in its stored form; `None` for an empty one. `before` is what stood there, on any of the
/// cards that become one.
pub fn check(field: &ClientField, typed: &str, before: &[&str]) -> Result<Option<String>> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    // What stands there may stay, though the field is no longer what it was.
    if before.contains(&typed) {
        return Ok(Some(typed.to_owned()));
    }
    check_length("value", typed)?;
    let wrong = || Error::BadFieldValue { field: field.name.clone(), kind: field.kind.code() };
    let value = match field.kind {
        FieldKind::Text => Some(typed.to_owned()),
        FieldKind::Number => Some(number(typed).ok_or_else(wrong)?),
        FieldKind::Date => Some(zone::parse_day(typed).map(|_| typed.to_owned()).map_err(|_| wrong())?),
        FieldKind::List => {
            Some(field.choices.iter().find(|choice| *choice == typed).cloned().ok_or_else(wrong)?)
        }
        FieldKind::Checkbox => match typed {
            "1" | "true" => Some("1".to_owned()),
            "0" | "false" => None,
            _ => return Err(wrong()),
        },
    };
    Ok(value)
}

/// A number in its one stored writing, such as `-1234.5`: `1 234,50` is typed as well. SQL casts it, so that no
/// other writing may be stored.
fn number(typed: &str) -> Option<String> {
    let plain: String =
        typed.chars().filter(|sign| !sign.is_whitespace()).collect::<String>().replace(',', ".");
    let (sign, digits) = match plain.strip_prefix(['-', '−']) {
        Some(rest) => ("-", rest),
        None => ("", plain.strip_prefix('+').unwrap_or(&plain)),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let only_digits = |text: &str| text.chars().all(|sign| sign.is_ascii_digit());
    if !only_digits(whole)
        || !only_digits(part)
        || whole.len() + part.len() == 0
        || whole.len() + part.len() > 30
    {
        return None;
    }
    let (whole, part) = (whole.trim_start_matches('0'), part.trim_end_matches('0'));
    let whole = if whole.is_empty() { "0" } else { whole };
    let sign = if whole == "0" && part.is_empty() { "" } else { sign };
    Some(if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") })
}

#[cfg(test)]
mod tests {
    use super::number;

    /// C1: one number has one stored writing, whichever way it was typed.
    #[test]
    fn c1_numbers_have_one_writing() {
        for (typed, stored) in [
            ("12", "12"),
            ("1 234,50", "1234.5"),
            ("1\u{a0}234.500", "1234.5"),
            ("-0,0", "0"),
            ("−7", "-7"),
            ("+007", "7"),
            (",5", "0.5"),
            ("5.", "5"),
        ] {
            assert_eq!(number(typed).as_deref(), Some(stored), "{typed}");
        }
        for wrong in ["", ".", "-", "1e5", "0x10", "1.2.3", "п’ять", "12 грн", "NaN", &"9".repeat(31)]
        {
            assert_eq!(number(wrong), None, "{wrong}");
        }
    }
}
