//! PostgreSQL's NUMERIC, which sums of BIGINT are, in its binary form: digits to the base of 10,000.
//! Source: PostgreSQL src/backend/utils/adt/numeric.c, `numeric_send` and `numeric_recv`:
//! int16 count of digits, int16 weight of the first (a power of 10,000), uint16 sign, uint16 scale, the digits.

use std::error::Error;

use postgres::types::private::BytesMut;

use crate::value::Value;

type Outcome<T> = Result<T, Box<dyn Error + Sync + Send>>;

const NEGATIVE: u16 = 0x4000;
const NOT_A_NUMBER: u16 = 0xC000;

/// A whole number of scale 0 is an integer as SQLite's sum would be; anything else is real.
pub(crate) fn read(raw: &[u8]) -> Outcome<Value> {
    let words: Vec<u16> = raw
        .chunks_exact(2)
        .map(|pair| pair.iter().fold(0, |sum, byte| (sum << 8) | u16::from(*byte)))
        .collect();
    let (head, digits) = words.split_at_checked(4).ok_or("a numeric too short")?;
    let &[_, weight, sign, scale] = head else { return Err("a numeric too short".into()) };
    if sign & NOT_A_NUMBER == NOT_A_NUMBER {
        return Ok(Value::Real(f64::NAN));
    }
    let weight = i32::from(weight.cast_signed());
    let negative = sign == NEGATIVE;
    if scale == 0
        && let Some(whole) = whole(digits, weight)
        && let Ok(number) = i64::try_from(if negative { -whole } else { whole })
    {
        return Ok(Value::Int(number));
    }
    // Written out and read again, so that the nearest real is found.
    let mut text = String::from(if negative { "-0" } else { "0" });
    let after_point = i32::try_from(digits.len())?.saturating_sub(1).saturating_sub(weight).saturating_mul(4);
    for digit in digits {
        text.push_str(&format!("{digit:04}"));
    }
    text.push_str(&format!("e{}", -after_point));
    Ok(Value::Real(text.parse()?))
}

fn whole(digits: &[u16], weight: i32) -> Option<i128> {
    let mut sum: i128 = 0;
    for position in 0..=weight.clamp(-1, 8) {
        let digit = digits.get(usize::try_from(position).ok()?).copied().unwrap_or(0);
        sum = sum.checked_mul(10_000)?.checked_add(i128::from(digit))?;
    }
    (weight <= 8).then_some(sum)
}

/// Writes a decimal number such as `-12.5`.
pub(crate) fn write(text: &str, out: &mut BytesMut) -> Outcome<()> {
    let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (before, after) = text.split_once('.').unwrap_or((text, ""));
    let fill = (4 - before.len() % 4) % 4;
    let mut decimal = "0".repeat(fill) + before;
    let weight = i16::try_from(decimal.len() / 4)? - 1;
    decimal.push_str(after);
    decimal.push_str(&"0".repeat((4 - after.len() % 4) % 4));
    let mut digits = Vec::new();
    for four in decimal.as_bytes().chunks(4) {
        digits.push(std::str::from_utf8(four)?.parse::<i16>()?);
    }
    let sign = if negative { NEGATIVE } else { 0 };
    out.extend_from_slice(&i16::try_from(digits.len())?.to_be_bytes());
    out.extend_from_slice(&weight.to_be_bytes());
    out.extend_from_slice(&sign.to_be_bytes());
    out.extend_from_slice(&u16::try_from(after.len())?.to_be_bytes());
    for digit in digits {
        out.extend_from_slice(&digit.to_be_bytes());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        for number in [0, 1, -1, 9_999, 10_000, -123_456_789, i64::MAX, i64::MIN] {
            let mut out = BytesMut::new();
            write(&number.to_string(), &mut out).unwrap();
            assert_eq!(read(&out).unwrap(), Value::Int(number));
        }
        for number in [0.5, -12.25, 1e20, 0.0001, 12345.678901] {
            let mut out = BytesMut::new();
            write(&format!("{number:.8}"), &mut out).unwrap();
            assert_eq!(read(&out).unwrap(), Value::Real(number));
        }
    }
}
