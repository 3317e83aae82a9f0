//! Numbers of requests by a template such as `{yyyy}-{00000}` (R4). A number is never given twice.

use chrono_tz::Tz;
use deskbell_store::Tx;

use super::sql;
use crate::{Error, Result, zone};

/// One piece of a template.
#[derive(Debug, PartialEq)]
enum Piece {
    Text(String),
    Year,
    ShortYear,
    Month,
    Type,
    /// The running number with at least so many digits.
    Digits(usize),
}

/// Refuses a template without exactly one running number, with unknown words in braces, or too long.
pub fn check(template: &str) -> Result<()> {
    parse(template).map(|_| ())
}

/// The next number for a request that came to be at `at`. The running number starts anew whenever the rest of the
/// template does, so that `{yyyy}-{00000}` counts by year.
pub fn next(tx: &mut Tx, template: &str, kind: &str, at: i64, tz: Tz) -> Result<String> {
    let pieces = parse(template)?;
    let render = |number: Option<i64>| -> String {
        pieces.iter().map(|piece| render_piece(piece, kind, at, tz, number)).collect()
    };
    let key = render(None);
    loop {
        let number = render(Some(sql::next_number(tx, &key)?));
        // Another template may have made the same number in other years.
        if !sql::is_taken(tx, &number)? {
            return Ok(number);
        }
    }
}

fn render_piece(piece: &Piece, kind: &str, at: i64, tz: Tz, number: Option<i64>) -> String {
    let year = zone::year(at, tz);
    match piece {
        Piece::Text(text) => text.clone(),
        Piece::Year => format!("{year:04}"),
        Piece::ShortYear => format!("{:02}", year.rem_euclid(100)),
        Piece::Month => zone::day(at, tz).get(5..7).unwrap_or_default().to_owned(),
        Piece::Type => kind.to_owned(),
        // The counter's key has a mark where its number has the digits.
        Piece::Digits(width) => number.map_or_else(|| "#".to_owned(), |number| format!("{number:0width$}")),
    }
}

fn parse(template: &str) -> Result<Vec<Piece>> {
    let bad = || Error::InvalidTemplate(template.to_owned());
    if template.chars().count() > 60 || template.chars().any(char::is_control) {
        return Err(bad());
    }
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (word, tail) = after.split_once('}').ok_or_else(bad)?;
        if !before.is_empty() {
            pieces.push(Piece::Text(before.to_owned()));
        }
        pieces.push(match word {
            "yyyy" => Piece::Year,
            "yy" => Piece::ShortYear,
            "mm" => Piece::Month,
            "type" => Piece::Type,
            zeros if !zeros.is_empty() && zeros.len() <= 12 && zeros.bytes().all(|byte| byte == b'0') => {
                Piece::Digits(zeros.len())
            }
            _ => return Err(bad()),
        });
        rest = tail;
    }
    if rest.contains('}') {
        return Err(bad());
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest.to_owned()));
    }
    if pieces.iter().filter(|piece| matches!(piece, Piece::Digits(_))).count() == 1 {
        Ok(pieces)
    } else {
        Err(bad())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r4_a_template_needs_one_running_number() {
        assert!(check("{type}-{yyyy}-{00000}").is_ok());
        assert!(check("№ {0}").is_ok());
        for bad in ["", "{yyyy}", "{0}{00}", "{year}-{00}", "{00", "00}", "{0}\n"] {
            assert!(check(bad).is_err(), "{bad}");
        }
    }
}
