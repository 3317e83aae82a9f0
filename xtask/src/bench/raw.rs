//! The least a sync can take: the same fetch read from a bare socket and thrown away.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::process::Outcome;

/// Logs in, selects INBOX and drains one bulk fetch of everything; gives its seconds and bytes.
pub fn drain(port: u16, user: &str) -> Outcome<(f64, u64)> {
    let broken = |error: std::io::Error| format!("the raw drain: {error}");
    let stream = TcpStream::connect(("127.0.0.1", port)).map_err(broken)?;
    stream.set_read_timeout(Some(Duration::from_secs(120))).map_err(broken)?;
    let mut writer = stream.try_clone().map_err(broken)?;
    let mut reader = BufReader::with_capacity(256 * 1024, stream);
    let mut line = Vec::new();
    reader.read_until(b'\n', &mut line).map_err(broken)?;
    let mut step = |tag: &str, words: &str| -> std::io::Result<u64> {
        writer.write_all(format!("{tag} {words}\r\n").as_bytes())?;
        let end = format!("{tag} ");
        let mut total = 0;
        loop {
            line.clear();
            if reader.read_until(b'\n', &mut line)? == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
            total += line.len() as u64;
            if line.starts_with(end.as_bytes()) {
                return Ok(total);
            }
            if let Some(size) = literal(&line) {
                total += std::io::copy(&mut reader.by_ref().take(size), &mut std::io::sink())?;
            }
        }
    };
    step("a", &format!("LOGIN {user} secret")).map_err(broken)?;
    step("b", "EXAMINE INBOX").map_err(broken)?;
    let start = Instant::now();
    let bytes =
        step("c", "UID FETCH 1:* (UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[])").map_err(broken)?;
    let seconds = start.elapsed().as_secs_f64();
    step("d", "LOGOUT").ok();
    Ok((seconds, bytes))
}

/// `… {123}` at the end of a line announces 123 bytes (RFC 3501 section 4.3).
fn literal(line: &[u8]) -> Option<u64> {
    let line = line.strip_suffix(b"}\r\n")?;
    let start = line.iter().rposition(|byte| *byte == b'{')?;
    std::str::from_utf8(line.get(start + 1..)?).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::literal;

    #[test]
    fn finds_announced_literals() {
        assert_eq!(literal(b"* 1 FETCH (UID 1 BODY[] {42}\r\n"), Some(42));
        assert_eq!(literal(b")\r\n"), None);
        assert_eq!(literal(b"{x}\r\n"), None);
    }
}
