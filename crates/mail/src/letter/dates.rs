//! The Date header (RFC 5322 section 3.3) and the many forms that are not quite it.

use chrono::{NaiveDate, NaiveTime};

/// Month names by their first letters, in English and in the languages of programs that translate them.
const MONTHS: &[(&str, u32)] = &[
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("mär", 3),
    ("mrz", 3),
    ("apr", 4),
    ("may", 5),
    ("mai", 5),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("oct", 10),
    ("okt", 10),
    ("nov", 11),
    ("dec", 12),
    ("dez", 12),
    ("fév", 2),
    ("fev", 2),
    ("mrt", 3),
    ("avr", 4),
    ("abr", 4),
    ("mei", 5),
    ("maj", 5),
    ("juin", 6),
    ("juil", 7),
    ("aoû", 8),
    ("ago", 8),
    ("out", 10),
    ("déc", 12),
    ("ene", 1),
    ("dic", 12),
    ("gen", 1),
    ("mag", 5),
    ("giu", 6),
    ("lug", 7),
    ("set", 9),
    ("ott", 10),
    ("sty", 1),
    ("lut", 2),
    ("kwi", 4),
    ("cze", 6),
    ("lip", 7),
    ("sie", 8),
    ("wrz", 9),
    ("paź", 10),
    ("lis", 11),
    ("gru", 12),
    ("янв", 1),
    ("фев", 2),
    ("мар", 3),
    ("апр", 4),
    ("мая", 5),
    ("май", 5),
    ("июн", 6),
    ("июл", 7),
    ("авг", 8),
    ("сен", 9),
    ("окт", 10),
    ("ноя", 11),
    ("дек", 12),
    ("січ", 1),
    ("лют", 2),
    ("бер", 3),
    ("кві", 4),
    ("тра", 5),
    ("чер", 6),
    ("лип", 7),
    ("сер", 8),
    ("вер", 9),
    ("жов", 10),
    ("лис", 11),
    ("гру", 12),
];

/// Zone names and their minutes east of Greenwich.
const ZONES: &[(&str, i64)] = &[
    ("ut", 0),
    ("utc", 0),
    ("gmt", 0),
    ("z", 0),
    ("wet", 0),
    ("est", -300),
    ("edt", -240),
    ("cst", -360),
    ("cdt", -300),
    ("mst", -420),
    ("mdt", -360),
    ("pst", -480),
    ("pdt", -420),
    ("bst", 60),
    ("west", 60),
    ("cet", 60),
    ("met", 60),
    ("mez", 60),
    ("cest", 120),
    ("mest", 120),
    ("mesz", 120),
    ("eet", 120),
    ("eest", 180),
    ("msk", 180),
    ("msd", 240),
    ("jst", 540),
    ("kst", 540),
    ("hst", -600),
    ("akst", -540),
    ("akdt", -480),
    ("aest", 600),
    ("aedt", 660),
    ("nzst", 720),
    ("nzdt", 780),
];

/// What has been found so far.
#[derive(Default)]
struct Found {
    numbers: Vec<(u32, usize)>,
    month: Option<(u32, usize)>,
    time: Option<NaiveTime>,
    zone: Option<i64>,
    day: Option<NaiveDate>,
    afternoon: Option<bool>,
}

/// Unix milliseconds UTC of a date as written; `None` when it cannot be made out.
pub(super) fn read(text: &str) -> Option<i64> {
    let text: String = text.chars().take(300).collect();
    let mut found = Found::default();
    for word in without_gaps(&without_comments(&text)).split(|c: char| c.is_whitespace() || c == ',') {
        let word = word.trim_matches(|c| matches!(c, '"' | '\'' | '.' | ';'));
        if !word.is_empty() {
            found.take(word);
        }
    }
    let day = found.date()?;
    let mut time = found.time.unwrap_or(NaiveTime::MIN);
    if let Some(afternoon) = found.afternoon {
        use chrono::Timelike as _;
        let hour = time.hour() % 12 + if afternoon { 12 } else { 0 };
        time = time.with_hour(hour).unwrap_or(time);
    }
    let local = day.and_time(time).and_utc().timestamp_millis();
    Some(local - found.zone.unwrap_or(0) * 60_000)
}

fn without_comments(text: &str) -> String {
    let (mut depth, mut out) = (0_u32, String::new());
    for c in text.chars() {
        match c {
            '(' => {
                depth += 1;
                out.push(' ');
            }
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// `9 : 55 : 06` as `9:55:06`: blanks may stand on both sides of a colon (RFC 5322 section 4.3).
fn without_gaps(text: &str) -> String {
    let figures = |text: &str| text.chars().rev().take_while(char::is_ascii_digit).count();
    let mut out = String::new();
    for (number, piece) in text.split(':').enumerate() {
        let later = piece.trim_start();
        if number > 0 {
            let clock = (1..=2).contains(&figures(out.trim_end()));
            if clock && later.starts_with(|c: char| c.is_ascii_digit()) {
                out.truncate(out.trim_end().len());
                out.push(':');
                out.push_str(later);
                continue;
            }
            out.push(':');
        }
        out.push_str(piece);
    }
    out
}

impl Found {
    fn take(&mut self, word: &str) {
        let lower = word.to_lowercase();
        if let Some((date, time)) = lower.split_once('t')
            && let Some(day) = whole_date(date)
        {
            self.day = Some(day);
            self.clock_and_zone(time);
        } else if self.is_clock_with_stops(&lower) {
            self.clock_and_zone(&lower.replace('.', ":"));
        } else if let Some(day) = whole_date(&lower) {
            self.day = Some(day);
        } else if lower.contains(':') && lower.starts_with(|c: char| c.is_ascii_digit()) {
            self.clock_and_zone(&lower);
        } else if let Some(zone) = offset(&lower) {
            self.zone = Some(zone);
        } else if let Ok(number) = lower.trim_end_matches(|c: char| c.is_alphabetic()).parse::<u32>() {
            self.numbers.push((number, lower.chars().take_while(char::is_ascii_digit).count()));
        } else if matches!(lower.as_str(), "am" | "pm") {
            self.afternoon = Some(lower == "pm");
        } else {
            self.word(&lower);
        }
    }

    /// `10.11.12` behind a whole date is the time.
    fn is_clock_with_stops(&self, lower: &str) -> bool {
        let dated = self.day.is_some() || (self.month.is_some() && self.numbers.len() >= 2);
        let pair = |piece: &str| (1..=2).contains(&piece.len()) && piece.chars().all(|c| c.is_ascii_digit());
        dated && self.time.is_none() && lower.contains('.') && lower.split('.').all(pair)
    }

    fn word(&mut self, lower: &str) {
        if let Some((_, minutes)) = ZONES.iter().find(|(name, _)| *name == lower) {
            self.zone = self.zone.or(Some(*minutes));
        } else if let Some((_, month)) = MONTHS.iter().find(|(name, _)| lower.starts_with(name)) {
            // "Mar" is also short for a Tuesday in some languages: a later month name wins.
            self.month = Some((*month, self.numbers.len()));
        }
    }

    /// `10:20:30.5`, `10:20:30+0200`, `10:20:30Z`, `10:20pm`.
    fn clock_and_zone(&mut self, text: &str) {
        let end = text.find(|c: char| !(c.is_ascii_digit() || c == ':' || c == '.')).unwrap_or(text.len());
        let (clock, rest) = text.split_at_checked(end).unwrap_or((text, ""));
        let mut fields = clock.split(':').map(|field| field.split('.').next().unwrap_or("").parse::<u32>());
        let (Some(Ok(hour)), Some(Ok(minute))) = (fields.next(), fields.next()) else { return };
        let second = fields.next().and_then(Result::ok).unwrap_or(0);
        // A leap second is the last one of its minute.
        self.time = NaiveTime::from_hms_opt(hour % 24, minute, second.min(59)).or(self.time);
        if matches!(rest, "am" | "pm") {
            self.afternoon = Some(rest == "pm");
        } else if let Some(zone) =
            offset(rest).or_else(|| ZONES.iter().find(|(n, _)| *n == rest).map(|(_, m)| *m))
        {
            self.zone = Some(zone);
        }
    }

    fn date(&self) -> Option<NaiveDate> {
        if self.day.is_some() {
            return self.day;
        }
        let (month, before) = self.month?;
        let year_at = self
            .numbers
            .iter()
            .position(|(number, digits)| *digits >= 3 || *number > 31)
            .or_else(|| self.numbers.len().checked_sub(1).filter(|last| *last > 0))?;
        let (year, digits) = *self.numbers.get(year_at)?;
        // Prefer the number beside the month's name.
        let near = if before == 0 { 0 } else { before - 1 };
        let day = self.numbers.get(near).filter(|_| near != year_at);
        let day =
            day.or_else(|| self.numbers.iter().enumerate().find(|(at, _)| *at != year_at).map(|(_, n)| n))?;
        NaiveDate::from_ymd_opt(i32::try_from(full_year(year, digits)).ok()?, month, day.0)
    }
}

/// RFC 5322 section 4.3: two digits below 50 are of this century, three digits count from 1900.
fn full_year(year: u32, digits: usize) -> u32 {
    match (digits, year) {
        (1 | 2, 0..=49) => year + 2000,
        (1 | 2, _) | (3, _) => year + 1900,
        _ => year,
    }
}

/// `2026-11-15`, `2026/11/15`, `15.11.2026`, `15-Nov-2026`.
fn whole_date(text: &str) -> Option<NaiveDate> {
    let separator = ['-', '/', '.'].into_iter().find(|c| text.matches(*c).count() == 2)?;
    let mut fields = text.split(separator);
    let (a, b, c) = (fields.next()?, fields.next()?, fields.next()?);
    let month = |text: &str| {
        text.parse::<u32>()
            .ok()
            .or_else(|| MONTHS.iter().find(|(name, _)| text.starts_with(name)).map(|(_, n)| *n))
    };
    let year = |text: &str| text.parse::<u32>().ok().map(|year| full_year(year, text.len()));
    let of = |y: u32, m: u32, d: u32| NaiveDate::from_ymd_opt(i32::try_from(y).ok()?, m, d);
    if a.len() == 4 {
        return of(year(a)?, month(b)?, c.parse().ok()?);
    }
    let first = of(year(c)?, month(b)?, a.parse().ok()?);
    // 11/15/2026 can only be the American order.
    first.or_else(|| of(year(c)?, a.parse().ok()?, b.parse().ok()?))
}

/// `+0200`, `-05:30`, `+3`, `gmt+0300`, `utc-5` in minutes.
fn offset(text: &str) -> Option<i64> {
    let text = ["gmt", "utc", "ut"].iter().find_map(|name| text.strip_prefix(name)).unwrap_or(text);
    let (sign, digits) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let digits: String = digits.chars().filter(|c| *c != ':').collect();
    if digits.is_empty() || !digits.chars().all(|c| c.is_ascii_digit()) || digits.len() > 6 {
        return None;
    }
    let number: i64 = digits.parse().ok()?;
    let minutes = match digits.len() {
        1 | 2 => number * 60,
        5 | 6 => number / 10_000 * 60 + number / 100 % 100,
        _ => number / 100 * 60 + number % 100,
    };
    // Nobody lives more than 14 hours away: a broken zone counts as Greenwich.
    Some(if minutes > 14 * 60 + 59 { 0 } else { sign * minutes })
}

#[cfg(test)]
mod tests {
    use super::read;

    /// M5: blanks and comments inside the time, stops for colons, and months of other languages.
    #[test]
    fn m5_odd_forms_of_dates() {
        let whole = read("13 Dec 2011 10:11:12 +0100");
        assert!(whole.is_some());
        for text in [
            "Tue, 13 Dec 2011 10 (h) : 11(m):   12 +0100",
            "Tue, 13 Dec 2011 10.11.12 +0100",
            "mar., 13 déc. 2011 10:11:12 +0100",
            "wto, 13 gru 2011 10:11:12 +0100",
            "mar 13 dic 2011 10:11:12 +0100",
        ] {
            assert_eq!(read(text), whole, "{text}");
        }
        assert_eq!(read("Fri, 12 juin 2015 10:11:12 +0200"), read("12 Jun 2015 10:11:12 +0200"));
        assert_eq!(read("13.12.2011 10.11"), read("13.12.2011 10:11"));
    }

    /// A cut Date may have a month and no number at all.
    #[test]
    fn a_month_alone_is_no_date() {
        assert_eq!(read("Nov"), None);
        assert_eq!(read("Nov 10:15 +0200"), None);
    }
}
