//! Composed letters read back by our own reader and looked at as bytes.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

use deskbell_mail::compose::{self, ComposeError, OutFile, Outgoing};
use deskbell_mail::letter::{self, Address};
use proptest::prelude::*;

fn address(name: &str, address: &str) -> Address {
    Address { name: name.to_owned(), address: address.to_owned() }
}

fn letter() -> Outgoing {
    Outgoing {
        from: address("Млин «Степ»", "office@mlyn.example"),
        to: vec![address("Іван Петренко", "ivan@firm.example")],
        subject: "Рахунок 🧾".to_owned(),
        date_ms: 1_791_187_200_000,
        zone_offset_minutes: 180,
        message_id: "0123abcd.deskbell@mlyn.example".to_owned(),
        html: "<p>Добрий день!</p>".to_owned(),
        text: "Добрий день!".to_owned(),
        ..Outgoing::default()
    }
}

/// Field lines with continuations joined.
fn fields(raw: &[u8]) -> Vec<(String, String)> {
    let text = String::from_utf8(raw.to_vec()).expect("a composed letter is ASCII");
    let (head, _) = text.split_once("\r\n\r\n").unwrap();
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in head.split("\r\n") {
        if line.starts_with([' ', '\t']) {
            fields.last_mut().unwrap().1.push_str(line);
        } else {
            let (name, value) = line.split_once(": ").unwrap();
            fields.push((name.to_owned(), value.to_owned()));
        }
    }
    fields
}

fn field(raw: &[u8], name: &str) -> Option<String> {
    fields(raw).into_iter().find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

/// Every rule of the wire: CRLF only, 7 bits, no NUL, no long line.
fn fit_for_the_wire(raw: &[u8]) {
    assert!(raw.is_ascii() && !raw.contains(&0));
    for line in raw.split(|byte| *byte == b'\n') {
        assert!(line.len() <= 999, "{}", String::from_utf8_lossy(line));
    }
    let breaks = raw.windows(2).filter(|pair| pair == b"\r\n").count();
    assert_eq!(raw.iter().filter(|b| **b == b'\r').count(), breaks);
    assert_eq!(raw.iter().filter(|b| **b == b'\n').count(), breaks);
}

#[test]
fn what_is_written_is_read_back() {
    let mut out = letter();
    out.to.push(address("O'Brien, \"Bob\" (Sales)", "bob@firm.example"));
    out.cc = vec![address("", "copy@firm.example"), address(&"Довге ім’я ".repeat(12), "long@firm.example")];
    out.bcc = vec![address("Таємний", "secret@firm.example")];
    out.reply_to = Some(address("Замовлення", "orders@mlyn.example"));
    out.subject = "Ціни на борошно 🌾 ".repeat(17).trim().to_owned();
    out.in_reply_to = Some("last@firm.example".to_owned());
    out.references = vec!["first@firm.example".to_owned(), "last@firm.example".to_owned()];
    out.attachments = vec![
        OutFile {
            name: "Рахунок №5 від 01.10.pdf".to_owned(),
            content_type: "application/pdf".to_owned(),
            content_id: None,
            body: vec![0, 13, 10, 255],
        },
        OutFile {
            name: "plain name.txt".to_owned(),
            content_type: "text/plain".to_owned(),
            content_id: None,
            body: b"a\nb\r\nc\rd".to_vec(),
        },
    ];
    let raw = compose::compose(&out).unwrap();
    fit_for_the_wire(&raw);
    let back = letter::read(&raw).unwrap();
    assert_eq!(back.from, Some(out.from.clone()));
    assert_eq!(back.to, out.to);
    assert_eq!(back.cc[0], out.cc[0]);
    assert_eq!(back.cc[1].name, out.cc[1].name.trim());
    assert_eq!(back.bcc, []);
    assert_eq!(back.reply_to, [out.reply_to.clone().unwrap()]);
    assert_eq!(back.subject, out.subject);
    assert_eq!(back.date, Some(out.date_ms));
    assert_eq!(back.message_id, out.message_id);
    assert_eq!(back.in_reply_to, out.in_reply_to);
    assert_eq!(back.references, out.references);
    assert_eq!(back.text.trim_end(), out.text);
    assert_eq!(back.html.as_deref().map(str::trim_end), Some(out.html.as_str()));
    assert!(!back.automatic);
    let names: Vec<&str> = back.attachments.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["Рахунок №5 від 01.10.pdf", "plain name.txt"]);
    for (position, file) in out.attachments.iter().enumerate() {
        assert_eq!(letter::attachment(&raw, position), Some(file.body.clone()), "{}", file.name);
        assert_eq!(back.attachments[position].content_type, file.content_type);
    }
    assert!(!String::from_utf8_lossy(&raw).contains("secret@"));
    assert_eq!(
        field(&raw, "Date").unwrap(),
        "Tue, 06 Oct 2026 09:00:00 +0300".replace("Tue, 06 Oct 2026 09", "Mon, 05 Oct 2026 11")
    );
}

#[test]
fn pictures_in_the_text_become_parts() {
    let gif = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
    let mut out = letter();
    out.html = format!(
        "<p><img src=\"data:image/gif;base64,{gif}\"><img src=\"cid:logo@x\"><img src=\"data:image/gif;base64,{gif}\"></p>"
    );
    out.attachments = vec![
        OutFile {
            name: "logo.png".into(),
            content_type: "image/png".into(),
            content_id: Some("logo@x".into()),
            body: b"\x89PNG\r\n\x1a\n".to_vec(),
        },
        OutFile {
            name: "лист.eml".into(),
            content_type: "message/rfc822".into(),
            content_id: None,
            body: b"Subject: x\r\n\r\ny".to_vec(),
        },
    ];
    let raw = compose::compose(&out).unwrap();
    fit_for_the_wire(&raw);
    assert_eq!(raw, compose::compose(&out).unwrap(), "the same letter twice is the same bytes");
    let text = String::from_utf8(raw.clone()).unwrap();
    let order: Vec<usize> = [
        "multipart/mixed",
        "multipart/related",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "image/png",
        "image/gif",
        "application/octet-stream",
    ]
    .iter()
    .map(|kind| text.find(kind).unwrap_or_else(|| panic!("{kind} is missing")))
    .collect();
    assert!(order.is_sorted(), "{order:?}");
    assert_eq!(text.matches("Content-Type: image/gif").count(), 1);
    let back = letter::read(&raw).unwrap();
    let html = back.html.unwrap();
    assert!(!html.contains("data:"), "{html}");
    let inline: Vec<_> = back.attachments.iter().filter(|file| file.inline).collect();
    assert_eq!(inline.len(), 2);
    for file in inline {
        assert!(html.contains(&format!("cid:{}", file.content_id.as_deref().unwrap())));
    }
}

#[test]
fn addresses_are_checked_before_any_server_sees_them() {
    for (bad, code) in [
        ("", "bad_address"),
        ("-oQ@b", "bad_address"),
        ("a@[127.0.0.1]", "bad_address"),
        ("a@127.0.0.1", "bad_address"),
        ("a@[IPv6:::1]", "bad_address"),
        ("a@b\r\nBcc: c@d.test", "bad_address"),
        ("a\u{0}@b.test", "bad_address"),
        ("a b@c.test", "bad_address"),
        ("a@b@c.test", "bad_address"),
        ("a..b@c.test", "bad_address"),
        (".a@c.test", "bad_address"),
        ("a@c..test", "bad_address"),
        ("a@-c.test", "bad_address"),
        ("a@c_d.test", "bad_address"),
        ("a@c.test>", "bad_address"),
        ("<a@c.test", "bad_address"),
        ("a@", "bad_address"),
        ("@c.test", "bad_address"),
        ("іван@firm.test", "address_not_latin"),
    ] {
        for place in 0..4 {
            let mut out = letter();
            match place {
                0 => out.to = vec![address("x", bad)],
                1 => out.cc = vec![address("x", bad)],
                2 => out.bcc = vec![address("x", bad)],
                _ => out.from = address("x", bad),
            }
            let error = compose::compose(&out).unwrap_err();
            assert_eq!(error.code(), code, "{bad:?}");
            assert!(ComposeError::codes().contains(&error.code()));
            assert!(!error.value.contains('\n'));
        }
    }
    let mut out = letter();
    out.to =
        vec![address("", "\"a b\"@c.test"), address("", "o'neil+x=y@C.Test"), address("", "ivan@пошта.укр")];
    let raw = compose::compose(&out).unwrap();
    assert_eq!(
        field(&raw, "To").unwrap(),
        "<\"a b\"@c.test>, <o'neil+x=y@c.test>, <ivan@xn--80a1acn3a.xn--j1amh>"
    );
    out.bcc = vec![address("", "secret@firm.example"), address("", "IVAN@пошта.укр")];
    out.bcc.push(address("", "марія@пошта.укр"));
    let all = out.to.iter().chain(&out.cc).chain(&out.bcc).map(|person| person.address.as_str());
    assert_eq!(
        compose::envelope(all),
        [
            "\"a b\"@c.test",
            "o'neil+x=y@c.test",
            "ivan@xn--80a1acn3a.xn--j1amh",
            "secret@firm.example",
            "марія@пошта.укр"
        ]
    );
    out = letter();
    out.to.clear();
    assert_eq!(compose::compose(&out).unwrap_err().code(), "no_recipient");
    out.bcc = vec![address("", "secret@firm.example")];
    assert_eq!(field(&compose::compose(&out).unwrap(), "To").unwrap(), "undisclosed-recipients:;");
}

#[test]
fn fields_of_the_caller_cannot_break_the_header() {
    let mut out = letter();
    out.headers = vec![("X-Deskbell-Request".to_owned(), "К-17".to_owned())];
    out.automatic = true;
    let raw = compose::compose(&out).unwrap();
    assert_eq!(field(&raw, "Auto-Submitted").unwrap(), "auto-generated");
    assert_eq!(field(&raw, "X-Deskbell-Request").unwrap(), "=?utf-8?B?0JotMTc=?=");
    assert!(letter::read(&raw).unwrap().automatic);
    for (name, value) in [
        ("X-A\r\nBcc", "x"),
        ("X-A", "x\r\nBcc: y"),
        ("X A", "x"),
        ("", "x"),
        ("Bcc", "x"),
        ("X-Я", "x"),
        ("FROM", "x"),
        ("X:", "x"),
    ] {
        out.headers = vec![(name.to_owned(), value.to_owned())];
        assert_eq!(compose::compose(&out).unwrap_err().code(), "bad_header", "{name:?}");
    }
}

#[test]
fn a_long_chain_of_references_keeps_its_ends() {
    let mut out = letter();
    out.references = (0..5_000).map(|n| format!("{n}@{}.example", "x".repeat(50))).collect();
    out.references.insert(3, "no id at all".to_owned());
    out.references.insert(4, "a@b>\r\nBcc: <c".to_owned());
    out.references.insert(5, format!("{}@y", "z".repeat(2_000)));
    let raw = compose::compose(&out).unwrap();
    fit_for_the_wire(&raw);
    let back = letter::read(&raw).unwrap();
    assert_eq!(back.references.first(), out.references.first());
    assert_eq!(back.references.last(), out.references.last());
    assert!((10..=100).contains(&back.references.len()));
    assert_eq!(field(&raw, "Bcc"), None);
}

#[test]
fn message_ids_are_random_and_name_no_machine() {
    let one = compose::message_id("office@МЛИН.укр", &[1; 16]);
    let two = compose::message_id("office@МЛИН.укр", &[2; 16]);
    assert_ne!(one, two);
    assert!(one.ends_with(".deskbell@xn--h1afcg.xn--j1amh"), "{one}");
    assert!(compose::message_id("nonsense", &[1]).ends_with(".deskbell@deskbell.invalid"));
    let mut out = letter();
    out.message_id = one.clone();
    assert_eq!(letter::read(&compose::compose(&out).unwrap()).unwrap().message_id, one);
    for bad in ["", "x", "<a@b>", "a@b\r\nX: y", "a b@c", "я@b"] {
        out.message_id = bad.to_owned();
        assert_eq!(compose::compose(&out).unwrap_err().code(), "bad_message_id", "{bad:?}");
    }
}

#[test]
fn bodies_with_every_kind_of_line_end_arrive() {
    let mut out = letter();
    out.text = "one\ntwo\r\nthree\rfour\u{0}\n.\n.five\nFrom me\n".to_owned() + &"long ".repeat(400);
    out.html = "x".repeat(3_000);
    let raw = compose::compose(&out).unwrap();
    fit_for_the_wire(&raw);
    let back = letter::read(&raw).unwrap();
    let expected = out.text.replace("\r\n", "\n").replace('\r', "\n").replace('\u{0}', "");
    assert_eq!(back.text.replace("\r\n", "\n").trim_end(), expected.trim_end());
    assert_eq!(back.html.unwrap().trim_end(), out.html);
}

proptest! {
    #[test]
    fn nothing_typed_adds_a_field(
        subject in any::<String>(),
        name in any::<String>(),
        file in any::<String>(),
        text in any::<String>(),
        kind in any::<String>(),
        reference in any::<String>(),
    ) {
        let mut out = letter();
        out.subject = subject;
        out.from.name = name.clone();
        out.to[0].name = name;
        out.text = text.clone();
        out.html = text;
        out.references = vec![reference.clone()];
        out.in_reply_to = Some(reference);
        out.attachments = vec![OutFile { name: file.clone(), content_type: kind, content_id: Some(file), body: vec![7] }];
        let raw = compose::compose(&out).unwrap();
        fit_for_the_wire(&raw);
        let known = ["Date", "From", "To", "Subject", "Message-ID", "In-Reply-To", "References", "MIME-Version", "Content-Type"];
        for (name, _) in fields(&raw) {
            prop_assert!(known.contains(&name.as_str()), "{name}");
        }
        let back = letter::read(&raw).unwrap();
        prop_assert_eq!(back.attachments.len(), 1);
        prop_assert_eq!(back.from.unwrap().address, "office@mlyn.example");
        prop_assert_eq!(back.to.len(), 1);
    }

    #[test]
    fn words_come_back_as_typed(subject in "[a-zA-Zа-яіїєґА-Я0-9 .,!?=:;()\"'\\-🌾№«»<>@]{0,300}", name in "[a-zа-я][a-zA-Zа-яіїєґ .,\"'()<>@:;\\\\-]{0,60}[a-zа-я]") {
        let mut out = letter();
        out.subject = subject.clone();
        out.to[0].name = name.clone();
        let back = letter::read(&compose::compose(&out).unwrap()).unwrap();
        let squeezed = |s: &str| s.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert_eq!(squeezed(&back.subject), squeezed(&subject));
        prop_assert_eq!(squeezed(&back.to[0].name), squeezed(&name));
        prop_assert_eq!(&back.to[0].address, "ivan@firm.example");
    }
}

/// S4: one of many letters, whose files were encoded once, is the letter that it would be alone.
#[test]
fn s4_files_encoded_once_make_the_same_letter() {
    let picture = "<p>Вітаємо<img src=\"data:image/png;base64,iVBORw0KGgo=\"></p>";
    let file = OutFile {
        name: "прайс.pdf".to_owned(),
        content_type: "application/pdf".to_owned(),
        content_id: None,
        body: (0..=255).cycle().take(100_000).collect(),
    };
    for (html, files) in [(picture, vec![file.clone()]), (picture, vec![]), ("<p>а</p>", vec![file]), ("<p>а</p>", vec![])] {
        let alone = Outgoing { html: html.to_owned(), attachments: files.clone(), ..letter() };
        let (apart, pictures) = compose::pictures_apart(html, "mlyn.example");
        let enclosure = compose::Enclosure::new(&pictures, &files);
        let among = Outgoing { html: apart, ..letter() };
        let (alone, among) = (compose::compose(&alone).unwrap(), compose::compose_with(&among, &enclosure).unwrap());
        fit_for_the_wire(&among);
        assert_eq!(letter::read(&alone).unwrap(), letter::read(&among).unwrap());
    }
}

/// S6: the addresses of List-Unsubscribe are folded and never encoded, and nothing else gets into them.
#[test]
fn s6_list_unsubscribe_stands_as_it_is() {
    let long = "<mailto:office@mlyn.example?subject=unsubscribe%20123456-0123456789abcdef0123456789abcdef>";
    let value = format!("{long}, <https://mlyn.example/opt-out/?token=123456-0123456789abcdef>");
    let one = Outgoing { headers: vec![("List-Unsubscribe".to_owned(), value.clone())], ..letter() };
    let raw = compose::compose(&one).unwrap();
    fit_for_the_wire(&raw);
    assert_eq!(field(&raw, "List-Unsubscribe").unwrap(), value);
    for hostile in ["<mailto:a@b>\r\nBcc: x@y", "<mailto:ї@b>"] {
        let one = Outgoing { headers: vec![("List-Unsubscribe".to_owned(), hostile.to_owned())], ..letter() };
        assert_eq!(compose::compose(&one).unwrap_err().code, "bad_header");
    }
}
