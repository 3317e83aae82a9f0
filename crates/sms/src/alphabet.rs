//! The alphabet of GSM (3GPP TS 23.038, 6.2.1): which characters need no UCS-2, and what each costs in septets.

/// The default alphabet, in the order of its codes. 0x1B is the escape to the extension table and no character.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u{1b}ÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

/// The extension table: each is sent as the escape and its code.
const EXTENSION: [(char, u8); 10] = [
    ('\u{c}', 0x0a),
    ('^', 0x14),
    ('{', 0x28),
    ('}', 0x29),
    ('\\', 0x2f),
    ('[', 0x3c),
    ('~', 0x3d),
    (']', 0x3e),
    ('|', 0x40),
    ('€', 0x65),
];

const ESCAPE: u8 = 0x1b;

/// The code of a character, and whether it stands in the extension table.
fn code(character: char) -> Option<(u8, bool)> {
    // Most texts are Latin letters or Cyrillic: neither needs the walk.
    if character.is_ascii_alphanumeric() {
        return u8::try_from(character).ok().map(|byte| (byte, false));
    }
    if character == '\u{1b}' || ('\u{400}'..'\u{20ac}').contains(&character) {
        return None;
    }
    if let Some(place) = BASIC.chars().position(|other| other == character) {
        return u8::try_from(place).ok().map(|code| (code, false));
    }
    EXTENSION.iter().find(|(other, _)| *other == character).map(|(_, code)| (*code, true))
}

/// How many septets a character takes; `None` for one that forces UCS-2.
pub fn septets(character: char) -> Option<usize> {
    code(character).map(|(_, extended)| if extended { 2 } else { 1 })
}

/// A text in the default alphabet, one septet in a byte; `None` where a character stands outside it.
pub fn encode(text: &str) -> Option<Vec<u8>> {
    let mut septets = Vec::with_capacity(text.len());
    for character in text.chars() {
        let (code, extended) = code(character)?;
        if extended {
            septets.push(ESCAPE);
        }
        septets.push(code);
    }
    Some(septets)
}

/// Reads what [`encode`] writes; an unknown extension is read as the standard says, by its code in the basic table.
pub fn decode(septets: &[u8]) -> String {
    let basic: Vec<char> = BASIC.chars().collect();
    let mut text = String::with_capacity(septets.len());
    let mut escaped = false;
    for &septet in septets {
        if septet == ESCAPE && !escaped {
            escaped = true;
            continue;
        }
        let extended = EXTENSION.iter().find(|(_, code)| escaped && *code == septet).map(|(found, _)| *found);
        let plain = basic.get(usize::from(septet & 0x7f)).copied().filter(|found| *found != '\u{1b}');
        text.push(extended.or(plain).unwrap_or(' '));
        escaped = false;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// S3: codes as the standard's table has them, at its corners.
    #[test]
    fn s3_codes_are_the_standards() {
        assert_eq!(BASIC.chars().count(), 128);
        for (text, codes) in [
            ("@", vec![0x00]),
            ("Ç", vec![0x09]),
            ("Δ", vec![0x10]),
            ("Æ", vec![0x1c]),
            (" ", vec![0x20]),
            ("¤", vec![0x24]),
            ("¡", vec![0x40]),
            ("Ü", vec![0x5e]),
            ("¿", vec![0x60]),
            ("à", vec![0x7f]),
            ("aZ0", vec![0x61, 0x5a, 0x30]),
            ("€[", vec![0x1b, 0x65, 0x1b, 0x3c]),
        ] {
            assert_eq!(encode(text), Some(codes.clone()), "{text}");
            assert_eq!(decode(&codes), text);
        }
        for outside in ["ї", "`", "ç", "\u{1b}", "—", "😀", "\t"] {
            assert_eq!(encode(outside), None, "{outside:?}");
        }
    }
}
