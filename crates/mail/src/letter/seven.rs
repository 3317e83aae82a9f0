//! Chinese, Korean and Japanese in seven bits (RFC 1843, RFC 1557, RFC 1468) where encoding_rs or the label fails.

use encoding_rs::{EUC_KR, GBK, ISO_2022_JP};
use memchr::memmem;

/// Decodes by the label (in lower case) or by the escapes in the text; `None`: it is of another charset.
pub(super) fn decode(label: &str, bytes: &[u8]) -> Option<String> {
    if !bytes.is_ascii() {
        return None;
    }
    let has = |escape: &[u8]| memmem::find(bytes, escape).is_some();
    match label {
        "hz-gb-2312" | "hz" => Some(GBK.decode_without_bom_handling(&chinese(bytes)).0.into_owned()),
        _ if has(KOREAN) => Some(EUC_KR.decode_without_bom_handling(&korean(bytes)).0.into_owned()),
        _ if has(b"\x1b$B") || has(b"\x1b$@") => {
            Some(ISO_2022_JP.decode_without_bom_handling(bytes).0.into_owned())
        }
        _ => None,
    }
}

/// Says at the beginning that Korean comes behind a "shift out".
const KOREAN: &[u8] = b"\x1b$)C";

/// Korean between "shift out" and "shift in" with the eighth bit that EUC-KR sets.
fn korean(bytes: &[u8]) -> Vec<u8> {
    let (mut out, mut double, mut at) = (Vec::with_capacity(bytes.len()), false, 0);
    while let Some(byte) = bytes.get(at) {
        if bytes.get(at..).is_some_and(|rest| rest.starts_with(KOREAN)) {
            at += KOREAN.len();
            continue;
        }
        match byte {
            0x0e => double = true,
            0x0f => double = false,
            0x21..=0x7e if double => out.push(byte | 0x80),
            _ => out.push(*byte),
        }
        at += 1;
    }
    out
}

/// Chinese between `~{` and `~}` with the eighth bits of GB 2312.
fn chinese(bytes: &[u8]) -> Vec<u8> {
    let (mut out, mut double, mut at) = (Vec::with_capacity(bytes.len()), false, 0);
    while let Some(byte) = bytes.get(at) {
        let mark = if *byte == b'~' { bytes.get(at + 1) } else { None };
        match mark {
            Some(b'{') => double = true,
            Some(b'}') => double = false,
            Some(b'~') if !double => out.push(b'~'),
            // A line that was only broken for the journey.
            Some(b'\n') if !double => {}
            _ => {
                let letter = double && (0x21..=0x7e).contains(byte);
                out.push(if letter { byte | 0x80 } else { *byte });
                at += 1;
                continue;
            }
        }
        at += 2;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::decode;

    /// M8: letters in seven bits are read, whatever their label says of Korean and Japanese.
    #[test]
    fn m8_seven_bits() {
        assert_eq!(decode("hz-gb-2312", b"a~~b ~{Dz:C~}!").as_deref(), Some("a~b \u{60a8}\u{597d}!"));
        assert_eq!(decode("us-ascii", b"\x1b$)C\x0e>H3g\x0f.").as_deref(), Some("\u{c548}\u{b155}."));
        assert_eq!(decode("utf-8", b"\x1b$B$F\x1b(B.").as_deref(), Some("\u{3066}."));
        assert_eq!(decode("utf-8", b"~{plain~}"), None);
    }
}
