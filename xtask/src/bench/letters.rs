//! Invented letters for the measurements: text, HTML and attachments in the sizes an office sees, about 27 KB
//! on average, the same at every run.

use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::process::Outcome;

const WORDS: &[&str] = &[
    "заявка",
    "рахунок",
    "макет",
    "вивіска",
    "фанера",
    "акрил",
    "доставка",
    "оплата",
    "завтра",
    "будь",
    "ласка",
    "надішліть",
    "погодження",
    "кількість",
    "товщина",
    "матеріал",
    "термін",
    "знижка",
    "креслення",
    "розмір",
    "клієнт",
    "менеджер",
    "дякуємо",
    "відповідь",
    "питання",
    "лист",
    "вкладення",
    "адреса",
    "телефон",
    "місто",
    "заказ",
    "счёт",
    "вывеска",
    "фанера",
    "срок",
    "доставка",
    "оплата",
    "спасибо",
    "пожалуйста",
    "пришлите",
    "размер",
    "количество",
    "чертёж",
    "скидка",
    "материал",
    "вопрос",
    "ответ",
    "письмо",
    "вложение",
    "завтра",
    "invoice",
    "layout",
    "plywood",
    "acrylic",
    "delivery",
    "payment",
    "tomorrow",
    "please",
    "attached",
    "drawing",
    "quantity",
    "thickness",
    "material",
    "deadline",
    "discount",
    "regards",
    "question",
    "answer",
    "address",
];

const NAMES: &[(&str, &str)] = &[
    ("Iryna Melnyk", "iryna"),
    ("Serhii Petrenko", "serhii"),
    ("Anna Shevchuk", "anna"),
    ("Oleh Bondar", "oleh"),
    ("Svitlana TOV", "office"),
    ("John Carter", "john"),
    ("Mariia Koval", "mariia"),
    ("Pavel Orlov", "pavel"),
];

/// Writes `count` letters into a Maildir as delivered ones and gives their size together in bytes.
/// Every twentieth letter answers an earlier one. The last letter holds the word `zzfound`.
pub fn write(maildir: &Path, count: usize) -> Outcome<u64> {
    let place = |error: std::io::Error| format!("{}: {error}", maildir.display());
    for folder in ["cur", "new", "tmp"] {
        std::fs::create_dir_all(maildir.join(folder)).map_err(place)?;
    }
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    let newest = SystemTime::now();
    let mut total = 0;
    for number in 0..count {
        // Two years of letters, the newest one today.
        let age = Duration::from_secs((count - number - 1) as u64 * 63_000_000 / count.max(1) as u64);
        let at = newest.checked_sub(age).unwrap_or(newest);
        let seconds =
            at.duration_since(SystemTime::UNIX_EPOCH).map(|time| time.as_secs()).unwrap_or_default();
        let letter = letter(number, number + 1 == count, seconds, &mut chance);
        total += letter.len() as u64;
        let name = format!("{seconds}.M{number}P1.bench,S={},W={}:2,S", letter.len(), letter.len());
        let path = maildir.join("cur").join(name);
        std::fs::write(&path, &letter).map_err(place)?;
        // Dovecot gives the file's time as INTERNALDATE.
        let file = std::fs::File::options().write(true).open(&path).map_err(place)?;
        file.set_modified(at).map_err(place)?;
    }
    Ok(total)
}

fn letter(number: usize, last: bool, seconds: u64, chance: &mut Chance) -> String {
    let (name, user) = NAMES.get(chance.below(NAMES.len())).copied().unwrap_or(("Anna", "anna"));
    let person = chance.below(2_000);
    let subject = sentence(chance, 5);
    let mut head = format!(
        "Return-Path: <{user}{person}@example.com>\r\nReceived: from mx.example.com by mail.office.test; {date}\r\n\
         From: {name} <{user}{person}@example.com>\r\nTo: Office <bench@office.test>\r\n\
         Subject: =?utf-8?B?{}?=\r\nDate: {date}\r\nMessage-ID: <bench-{number}@example.com>\r\nMIME-Version: 1.0\r\n",
        base64(subject.as_bytes()).replace("\r\n", ""),
        date = date(seconds),
    );
    if number > 20 && number.is_multiple_of(20) {
        let earlier = number - 1 - chance.below(20);
        head.push_str(&format!(
            "In-Reply-To: <bench-{earlier}@example.com>\r\nReferences: <bench-{earlier}@example.com>\r\n"
        ));
    }
    let mut paragraphs: Vec<String> = (0..3 + chance.below(8)).map(|_| sentence(chance, 30)).collect();
    if last {
        paragraphs.push("zzfound".into());
    }
    let text = paragraphs.join("\r\n\r\n");
    let html: String = paragraphs
        .iter()
        .map(|words| {
            format!(
                "<p style=\"margin:0 0 12px;font-family:Arial,sans-serif;font-size:14px\">{words}</p>\r\n"
            )
        })
        .collect();
    let html = format!(
        "<html><head><meta charset=\"utf-8\"></head><body><table><tr><td>{html}</td></tr></table></body></html>"
    );
    let alternative = format!(
        "Content-Type: multipart/alternative; boundary=\"alt\"\r\n\r\n--alt\r\nContent-Type: text/plain; charset=utf-8\r\n\
         Content-Transfer-Encoding: 8bit\r\n\r\n{text}\r\n--alt\r\nContent-Type: text/html; charset=utf-8\r\n\
         Content-Transfer-Encoding: base64\r\n\r\n{}\r\n--alt--\r\n",
        base64(html.as_bytes())
    );
    if chance.below(5) >= 2 {
        return head + &alternative;
    }
    let file: Vec<u8> = (0..12_000 + chance.below(45_000)).map(|_| chance.next() as u8).collect();
    format!(
        "{head}Content-Type: multipart/mixed; boundary=\"mix\"\r\n\r\n--mix\r\n{alternative}\r\n--mix\r\n\
         Content-Type: application/pdf; name=\"drawing-{number}.pdf\"\r\nContent-Disposition: attachment; \
         filename=\"drawing-{number}.pdf\"\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n--mix--\r\n",
        base64(&file)
    )
}

fn sentence(chance: &mut Chance, words: usize) -> String {
    let mut text = String::new();
    for _ in 0..words {
        let word = WORDS.get(chance.below(WORDS.len())).copied().unwrap_or_default();
        text.push_str(word);
        // A running number now and then, so that the index meets words of its own as in life.
        if chance.below(8) == 0 {
            text.push_str(&format!(" {}", chance.below(90_000)));
        }
        text.push(' ');
    }
    text.trim_end().to_owned()
}

/// `Sat, 21 Nov 2026 20:00:00 +0000` for unix seconds (RFC 5322 section 3.3).
fn date(seconds: u64) -> String {
    let days = (seconds / 86_400) as i64;
    // Days since 0000-03-01 to a date, after Howard Hinnant's civil_from_days.
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let day_of_era = z.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let weekday =
        ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"].get((days % 7) as usize).copied().unwrap_or("Thu");
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = months.get((month - 1) as usize).copied().unwrap_or("Jan");
    let clock = seconds % 86_400;
    format!(
        "{weekday}, {day:02} {month} {year} {:02}:{:02}:{:02} +0000",
        clock / 3600,
        clock / 60 % 60,
        clock % 60
    )
}

/// Base64 in lines of 76 letters (RFC 2045 section 6.8).
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len() * 4 / 3 + bytes.len() / 28 + 8);
    for (count, three) in bytes.chunks(3).enumerate() {
        if count > 0 && count.is_multiple_of(19) {
            text.push_str("\r\n");
        }
        let byte = |place: usize| three.get(place).copied().map_or(0, u32::from);
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let letter = LETTERS.get((bits >> (18 - 6 * place) & 63) as usize).copied().unwrap_or(b'=');
            text.push(if place > three.len() { '=' } else { char::from(letter) });
        }
    }
    text
}

/// A small generator of even numbers (xorshift), so that every run writes the same letters.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 >> 11
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_and_dates_are_right() {
        assert_eq!(base64(b"Man"), "TWFu");
        assert_eq!(base64(b"Ma"), "TWE=");
        assert_eq!(base64(b"M"), "TQ==");
        assert_eq!(date(1_795_291_200), "Sat, 21 Nov 2026 20:00:00 +0000");
        assert_eq!(date(1_709_164_800), "Thu, 29 Feb 2024 00:00:00 +0000");
    }

    #[test]
    fn letters_weigh_about_27_kilobytes() {
        let mut chance = Chance(1);
        let total: usize =
            (0..400).map(|number| letter(number, false, 1_700_000_000, &mut chance).len()).sum();
        let average = total / 400;
        assert!((24_000..31_000).contains(&average), "{average}");
    }
}
