//! Letters as strangers send them, good ones and those from hell.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::mailhost::base64;

/// A plain letter in Ukrainian that is fresh enough not to be archive.
pub fn plain(from: &str, to: &str, subject: &str, message_id: &str, text: &str) -> Vec<u8> {
    with_headers(from, to, subject, message_id, "", text)
}

/// A plain letter with more headers; each ends with CRLF.
pub fn with_headers(
    from: &str,
    to: &str,
    subject: &str,
    message_id: &str,
    more: &str,
    text: &str,
) -> Vec<u8> {
    format!(
        "From: {from}\r\nTo: {to}\r\nSubject: =?utf-8?B?{}?=\r\nDate: {}\r\nMessage-ID: <{message_id}>\r\n{more}\
         MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{}\r\n",
        base64(subject.as_bytes()),
        now(),
        text.replace('\n', "\r\n")
    )
    .into_bytes()
}

/// This moment as a Date header says it (RFC 5322 section 3.3), by the system's own `date`.
pub fn now() -> String {
    let output = std::process::Command::new("date").arg("-R").env("LC_ALL", "C").output();
    output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()).expect("date")
}

/// A header of a raw letter, unfolded, or nothing.
pub fn header(letter: &str, name: &str) -> Option<String> {
    let head = letter.replace("\r\n", "\n");
    let head = head.split("\n\n").next()?.replace("\n\t", " ").replace("\n ", " ");
    let start = format!("{}:", name.to_lowercase());
    let line = head.lines().find(|line| line.to_lowercase().starts_with(&start))?;
    line.split_once(':').map(|(_, value)| value.trim().to_owned())
}

/// A number that no other test has, for subjects and Message-IDs.
pub fn unique() -> String {
    let time = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_nanos());
    format!("{:x}{:x}", time, std::process::id())
}

/// The letters from hell: a name and the raw bytes, each addressed to the given user.
pub fn from_hell(to: &str) -> Vec<(&'static str, Vec<u8>)> {
    let head = |more: &str| format!("From: Hell <hell@example.com>\r\nTo: {to}\r\nDate: {}\r\n{more}", now());
    let named = |name: &str| {
        format!("Subject: hell-{name}\r\nMessage-ID: <hell-{name}@example.com>\r\nMIME-Version: 1.0\r\n")
    };
    let full = |name: &str, more: &str, body: &str| (head(&named(name)) + more + "\r\n" + body).into_bytes();
    let mut letters = vec![
        ("no-message-id", (head("Subject: hell-no-message-id\r\n") + "\r\nWho am I?\r\n").into_bytes()),
        ("two-froms", full("two-froms", "From: Other <other@example.com>\r\n", "Which of us two?\r\n")),
        (
            "broken-base64",
            full(
                "broken-base64",
                "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n",
                "0J/RgNC40LLRltGCISE%%%%=====*&^ not base64 at all\r\n",
            ),
        ),
        (
            "unknown-charset",
            full(
                "unknown-charset",
                "Content-Type: text/plain; charset=x-martian-7\r\n",
                "Still readable.\r\n",
            ),
        ),
        (
            "no-from",
            format!("To: {to}\r\nDate: {}\r\n{}\r\nNobody.\r\n", now(), named("no-from")).into_bytes(),
        ),
        ("empty", (head(&named("empty")) + "\r\n").into_bytes()),
    ];
    let mut nul = full("nul", "Content-Type: text/plain\r\n", "before ");
    nul.extend_from_slice(b"\0\0\0 after\r\n");
    letters.push(("nul", nul));
    letters.push(("nested", full("nested", &nested(10_000), "")));
    let koi8 = [&full("raw-8bit", "", "")[..], &[0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4, b'\r', b'\n']].concat();
    letters.push(("raw-8bit", koi8));
    letters
}

/// Multiparts within multiparts, `depth` deep.
fn nested(depth: usize) -> String {
    let mut text = String::new();
    for level in 0..depth {
        text.push_str(&format!("Content-Type: multipart/mixed; boundary=\"b{level}\"\r\n\r\n--b{level}\r\n"));
    }
    text.push_str("Content-Type: text/plain\r\n\r\nAt the bottom.\r\n");
    text
}

/// A letter of about so many megabytes: one line of text and one great attachment.
pub fn heavy(to: &str, name: &str, megabytes: usize) -> Vec<u8> {
    let line = base64(&[0x5a; 57]) + "\r\n";
    let lines = megabytes * 1_000_000 / line.len();
    let mut letter = format!(
        "From: Hell <hell@example.com>\r\nTo: {to}\r\nDate: {}\r\nSubject: hell-{name}\r\nMessage-ID: <hell-{name}@example.com>\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"m\"\r\n\r\n--m\r\nContent-Type: text/plain\r\n\r\n\
         The file is heavy.\r\n--m\r\nContent-Type: application/octet-stream; name=heavy.bin\r\n\
         Content-Disposition: attachment; filename=heavy.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n",
        now()
    );
    letter.reserve(lines * line.len() + 16);
    for _ in 0..lines {
        letter.push_str(&line);
    }
    letter.push_str("--m--\r\n");
    letter.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_found_folded_or_not() {
        let letter = "Subject: x\r\nReferences: <a@b>\r\n <c@d>\r\n\r\nReferences: no\r\n";
        assert_eq!(header(letter, "references").as_deref(), Some("<a@b> <c@d>"));
        assert_eq!(header(letter, "To"), None);
    }
}
