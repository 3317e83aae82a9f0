//! A letter's bytes as they go out after DATA (RFC 5321, sections 2.3.8 and 4.5.2).

/// Every line end becomes CRLF, a dot at the beginning of a line is doubled, and the final dot is put at the end.
///
/// Bare CR and LF are normalised because servers disagree whether `LF . LF` ends a letter: what one takes for text the
/// next takes for the end, and the rest for commands (SMTP smuggling).
pub(super) fn on_the_wire(raw: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(raw.len() + raw.len() / 32 + 16);
    let mut rest = raw;
    while !rest.is_empty() {
        let end = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(rest.len());
        let (line, after) = rest.split_at_checked(end).unwrap_or((rest, &[]));
        if line.first() == Some(&b'.') {
            out.push(b'.');
        }
        out.extend_from_slice(line);
        out.extend_from_slice(b"\r\n");
        rest = match after {
            [b'\r', b'\n', after @ ..] | [_, after @ ..] => after,
            [] => &[],
        };
    }
    out.extend_from_slice(b".\r\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_and_dots() {
        let wire = |raw: &[u8]| String::from_utf8(on_the_wire(raw)).unwrap();
        assert_eq!(wire(b"a\r\n.b\nc\rd\r\n"), "a\r\n..b\r\nc\r\nd\r\n.\r\n");
        assert_eq!(wire(b"a\n.\nRSET\r.\r\n"), "a\r\n..\r\nRSET\r\n..\r\n.\r\n");
        assert_eq!(wire(b"a\r\r\n\n"), "a\r\n\r\n\r\n.\r\n");
        assert_eq!(wire(b"no end"), "no end\r\n.\r\n");
        assert_eq!(wire(b""), ".\r\n");
    }

    proptest::proptest! {
        #[test]
        fn the_final_dot_is_the_only_one(raw: Vec<u8>) {
            let wire = on_the_wire(&raw);
            let ends = wire.windows(5).filter(|part| part == b"\r\n.\r\n").count();
            proptest::prop_assert!(ends <= 1 && wire.ends_with(b".\r\n"));
            let bare = wire.iter().enumerate().any(|(at, byte)| match byte {
                b'\r' => wire.get(at + 1) != Some(&b'\n'),
                b'\n' => at == 0 || wire.get(at - 1) != Some(&b'\r'),
                _ => false,
            });
            proptest::prop_assert!(!bare);
        }
    }
}
