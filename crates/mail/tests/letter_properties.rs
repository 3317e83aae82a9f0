//! Whatever the bytes are, reading a letter ends, does not panic and loses no text.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use deskbell_mail::letter::{self, Letter, quote};
use proptest::prelude::*;

/// Everything that must hold for any letter.
fn check(raw: &[u8]) {
    let Ok(read) = letter::read(raw) else {
        assert!(
            raw.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0),
            "a letter with bytes was given up"
        );
        return;
    };
    assert!(!read.message_id.is_empty());
    assert!(!read.subject.contains(['\n', '\r', '\0']));
    assert!(read.references.len() <= 500);
    assert_eq!(words(&read.text), sorted(&[&read.visible_text, &read.quoted_text]), "text was lost");
    for (position, file) in read.attachments.iter().enumerate() {
        assert!(!file.name.is_empty() && file.name.len() <= 255, "{:?}", file.name);
        assert!(!file.name.contains(['/', '\\', ':', '\0', '\n']), "{:?}", file.name);
        let bytes = letter::attachment(raw, position).expect("the bytes of a listed file");
        assert_eq!(bytes.len() as u64, file.size);
    }
}

fn words(text: &str) -> Vec<String> {
    sorted(&[text])
}

fn sorted(texts: &[&str]) -> Vec<String> {
    let mut words: Vec<String> =
        texts.iter().flat_map(|text| text.split_whitespace()).map(str::to_owned).collect();
    words.sort();
    words
}

fn golden() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/letters");
    let mut letters: Vec<_> =
        fs::read_dir(folder).expect("tests/letters").map(|e| e.expect("an entry").path()).collect();
    letters.retain(|path| path.extension().is_some_and(|extension| extension == "eml"));
    letters.sort();
    letters.iter().map(|path| fs::read(path).expect("a letter")).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// M4: arbitrary bytes.
    #[test]
    fn any_bytes(raw in proptest::collection::vec(any::<u8>(), 0..2000)) {
        check(&raw);
    }

    /// M4: pieces of real letters in any order.
    #[test]
    fn any_lines(lines in proptest::collection::vec(prop_oneof![
        Just("Content-Type: multipart/mixed; boundary=b"), Just("--b"), Just("--b--"), Just(""), Just(" folded"),
        Just("Content-Type: text/html"), Just("Content-Transfer-Encoding: base64"), Just("0JTRj9C60YPRjg=="),
        Just("Subject: =?utf-8?B?0JTRj9C6?= =?utf-8?B?0YPRjg==?="), Just("From: a, <b@c>, \"d"), Just("> quoted"),
        Just("On 15 Nov 2026, A <a@b.c> wrote:"), Just("From: x"), Just("Sent: y"), Just("To: z"), Just("text"),
        Just("-----Original Message-----"), Just("begin 644 a"), Just("end"), Just("Content-Disposition: attachment; filename*0*=utf-8''%D0"),
        Just("Content-Type: message/delivery-status"), Just("Final-Recipient: rfc822; a@b.c"), Just("Action: failed"), Just("Status: 5.1.1"),
    ], 0..60)) {
        check(lines.join("\n").as_bytes());
    }

    /// M4: golden letters with bytes changed, cut out and doubled.
    #[test]
    fn damaged_letters(which in any::<prop::sample::Index>(), hits in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 1..12)) {
        let letters = golden();
        let mut raw = which.get(&letters).clone();
        for (place, byte, how) in hits {
            if raw.is_empty() {
                break;
            }
            let at = place.index(raw.len());
            match how {
                0 => raw[at] = byte,
                1 => { raw.drain(at..(at + usize::from(byte)).min(raw.len())); }
                _ => raw.extend_from_within(at..),
            }
        }
        check(&raw);
    }

    /// M8: both halves of split HTML are balanced and hold all of the text.
    #[test]
    fn split_html_keeps_everything(pieces in proptest::collection::vec(prop_oneof![
        Just("<div>"), Just("</div>"), Just("<blockquote type=\"cite\">"), Just("</blockquote>"), Just("<p>words</p>"), Just("text<br>"),
        Just("<div class=\"gmail_quote\">"), Just("On 15 Nov 2026 at 10:00, A &lt;a@b.c&gt; wrote:<br>"), Just("<hr>"), Just("<div class=\"appendonsend\"></div>"),
        Just("<b>From:</b> x<br><b>Sent:</b> y<br><b>To:</b> z<br>"), Just("<table><tr><td>cell</td></tr></table>"),
    ], 0..40)) {
        let html = pieces.concat();
        let (visible, quoted) = quote::split_html(&html, true);
        let quoted = quoted.unwrap_or_default();
        let text = |html: &str| html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text).to_owned() + " ").collect::<String>();
        prop_assert_eq!(sorted(&[&text(&html)]), sorted(&[&text(&visible), &text(&quoted)]));
        for half in [&visible, &quoted] {
            if *half != html {
                for tag in ["div", "blockquote", "p", "td"] {
                    prop_assert_eq!(half.matches(&format!("<{tag}")).count() - usize::from(tag == "p") * half.matches("<pre").count(), half.matches(&format!("</{tag}>")).count());
                }
            }
        }
    }
}

fn timed(name: &str, raw: &[u8]) -> Letter {
    let started = Instant::now();
    let read = letter::read(raw).expect("readable");
    assert!(started.elapsed() < Duration::from_secs(20), "{name} took {:?}", started.elapsed());
    read
}

/// M4: letters made to exhaust a reader are read in time linear to their size.
#[test]
fn letters_from_hell() {
    let head = "From: a@b.c\nSubject: x\n";
    let mut nested = head.to_owned();
    for depth in 0..10_000 {
        let _ = write!(nested, "Content-Type: multipart/mixed; boundary=\"b{depth}\"\n\n--b{depth}\n");
    }
    timed("nesting", nested.as_bytes());
    timed(
        "nested letters",
        (head.to_owned() + &"Content-Type: message/rfc822\n\n".repeat(10_000)).as_bytes(),
    );
    let parts =
        head.to_owned() + "Content-Type: multipart/mixed; boundary=b\n\n" + &"--b\n\nx\n".repeat(300_000);
    timed("parts", parts.as_bytes());
    let headers = timed("headers", ("X-A: b\n".repeat(300_000) + head + "\ntext").as_bytes());
    assert_eq!(headers.subject, "x");
    timed("a long line", (head.to_owned() + "\n" + &"a".repeat(20_000_000)).as_bytes());
    let ids: String = (0..100_000).map(|id| format!(" <{id}@x.y>")).collect();
    let references = timed("references", format!("{head}References:{ids}\n\nx").as_bytes()).references;
    assert_eq!(
        (references.first().map(String::as_str), references.last().map(String::as_str)),
        (Some("0@x.y"), Some("99999@x.y"))
    );
    timed("quotes", (head.to_owned() + "\n" + &"> a\nb\n".repeat(200_000)).as_bytes());
    timed(
        "open brackets",
        format!("From: {}\nTo: {}\n\nx", "<".repeat(300_000), "(".repeat(300_000)).as_bytes(),
    );
    timed(
        "deep HTML",
        (head.to_owned() + "Content-Type: text/html\n\n" + &"<div>".repeat(100_000) + "x").as_bytes(),
    );
}

/// M4: bytes without any text are given up with a code of their own.
#[test]
fn nothing_is_unreadable() {
    assert_eq!(letter::read(b"").expect_err("nothing").code, "empty_letter");
    assert_eq!(letter::read(b" \r\n\0").expect_err("nothing").code, "empty_letter");
}

/// M5: a letter without Message-ID gets the same one each time, and another letter another.
#[test]
fn made_ids_are_stable() {
    let (one, again, other) =
        (timed("", b"From: a@b.c\n\nx"), timed("", b"From: a@b.c\n\nx"), timed("", b"From: a@b.c\n\ny"));
    assert!(one.message_id_made && one.message_id == again.message_id && one.message_id != other.message_id);
}
