//! Hostile and ordinary HTML through the cleaner, judged by a parser that knows nothing of the cleaner's rules.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod judge;

use std::time::{Duration, Instant};

use base64::Engine;
use deskbell_mail::clean::{self, Cleaned, Options};
use proptest::prelude::*;

fn cleaned(html: &str) -> Cleaned {
    clean::clean(html, &Options { pictures: false, inline: &|_| None })
}

fn html(source: &str) -> String {
    cleaned(source).html
}

/// Cleans, judges, and cleans again.
fn checked(source: &str) -> Cleaned {
    let once = cleaned(source);
    let faults = judge::faults(&once.html);
    assert!(faults.is_empty(), "{faults:?}\nfrom: {source}\nto:   {}", once.html);
    let twice = cleaned(&once.html);
    assert!(twice.html == once.html, "not stable, from: {}", source.chars().take(3_000).collect::<String>());
    once
}

#[test]
fn hostile_html_comes_out_harmless() {
    let corpus = include_str!("html/hostile.txt");
    for case in corpus.split("\n%%\n") {
        let case = case.replace("\\0", "\0").replace("\\t", "\t").replace("\\r", "\r");
        checked(&case);
    }
}

#[test]
fn letters_keep_their_looks() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/html");
    let mut seen = 0;
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|end| end != "html") {
            continue;
        }
        seen += 1;
        let source = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
        let result = checked(&source);
        let text = clean::to_text(&source);
        for (ending, got) in [("clean", &result.html), ("txt", &text)] {
            let beside = path.with_extension(ending);
            if std::env::var_os("DESKBELL_WRITE_EXPECTED").is_some() {
                std::fs::write(&beside, format!("{got}\n")).unwrap();
            }
            let expected = std::fs::read_to_string(&beside).unwrap_or_default();
            assert_eq!(expected.trim_end(), got.trim_end(), "{}", beside.display());
        }
    }
    assert!(seen >= 4, "the letters in {} are gone", folder.display());
}

#[test]
fn great_depth_and_formatting_bombs_end_soon_as_text() {
    let bombs = [
        "<div>".repeat(100_000) + "x",
        "<b>".repeat(100_000) + "x",
        (0..3_000).map(|n| format!("<font size={n}>")).collect::<String>() + &"<p>x".repeat(100_000),
        "<table><tr><td>".repeat(30_000) + "x",
        "<a href=x>".repeat(50_000) + "x",
        format!("<a {}>x</a>", (0..400_000).map(|n| format!("a{n} ")).collect::<String>()),
        "<blockquote>".repeat(20_000) + "x" + &"</blockquote>".repeat(20_000),
        "<b><i><u>".repeat(2_000) + &"</b></i></u><p>x".repeat(20_000),
        format!("<style>{}</style>{}", "p p p p p{color:red}".repeat(3_000), "<p>".repeat(20_000)),
        "<!--".repeat(500_000),
        "<".repeat(3_000_000),
        "&".repeat(3_000_000),
        "<svg>".repeat(100_000),
        "<select>".repeat(100_000),
        "<table>".repeat(100_000) + "x",
        "<p style=\"".to_owned() + &"color:red;".repeat(100_000) + "\">x",
        "x".repeat(6_000_000),
    ];
    for bomb in bombs {
        let start = Instant::now();
        let got = checked(&bomb);
        let took = start.elapsed();
        let head: String = bomb.chars().take(40).collect();
        assert!(took < Duration::from_secs(25), "{head} took {took:?}");
        assert!(got.html.len() < 14_000_000, "{head} grew to {}", got.html.len());
        let start = Instant::now();
        clean::to_text(&bomb);
        assert!(start.elapsed() < Duration::from_secs(10), "{head} to text took {:?}", start.elapsed());
    }
    assert!(cleaned(&"<div>".repeat(100_000)).plain);
}

#[test]
fn links_show_where_they_lead() {
    let got = checked("<a href='HTTPS://Evil.example/x y'>https://bank.example/login</a>");
    assert_eq!(got.mismatched_links.len(), 1);
    assert_eq!(got.mismatched_links[0].shown, "https://bank.example/login");
    assert_eq!(got.mismatched_links[0].target, "https://evil.example/x%20y");
    assert!(got.html.contains("title=\"https://evil.example/x%20y\""), "{}", got.html);
    assert!(
        got.html.contains("rel=\"noopener noreferrer nofollow\"") && got.html.contains("target=\"_blank\"")
    );
    for fair in [
        "<a href='https://bank.example/login'>bank.example</a>",
        "<a href='https://www.bank.example/'>https://bank.example</a>",
        "<a href='https://online.bank.example/'>www.bank.example</a>",
        "<a href='https://click.example/?u=1'>Our prices</a>",
        "<a href='https://files.example/x'>invoice.pdf</a>",
        "<a href='mailto:ivan@firm.example'>ivan@firm.example</a>",
        "<a href='https://пошта.укр/'>пошта.укр</a>",
        "<a href='https://хор.укр/'>хор</a>",
    ] {
        assert_eq!(checked(fair).mismatched_links, [], "{fair}");
    }
    for foul in [
        "<a href='https://bank.example.evil.test/'>bank.example</a>",
        "<a href='https://bank.example@evil.test/'>https://bank.example</a>",
        "<a href='https://аррӏе.com/'>apple.com</a>",
        "<a href='https://xn--80ak6aa92e.com/'>sign in</a>",
        "<a href='https://pаypal.com/'>here</a>",
        "<a href='mailto:thief@evil.test'>ivan@firm.example</a>",
        "<a href='http://evil.test'>go to <b>https://bank</b>.example now</a>",
    ] {
        assert_eq!(checked(foul).mismatched_links.len(), 1, "{foul}");
    }
    let both = html("<a href='https://пошта.укр/'>x</a>");
    assert!(
        both.contains("href=\"https://xn--80a1acn3a.xn--j1amh/\"") && both.contains("(пошта.укр)"),
        "{both}"
    );
    let mail = html("<a href='mailto:a@b.test?subject=Hi&attach=/etc/passwd&Body=x&bcc=c@d.test'>x</a>");
    assert!(mail.contains("href=\"mailto:a@b.test?subject=Hi&amp;body=x\""), "{mail}");
}

const GIF: &str = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

#[test]
fn pictures_come_only_as_asked() {
    let letter = "<img src='https://cdn.test/logo.png' width=100 height='40' alt='Logo'>\
        <img src=//cdn.test/two.png><img src='http://track.test/p.gif?id=1' width=1 height=1>\
        <img src='https://track.test/q' style='display:none'>";
    let without = checked(letter);
    assert_eq!(without.remote_pictures, 2);
    assert!(!without.html.contains("cdn.test") && !without.html.contains("track.test"), "{}", without.html);
    assert!(
        without.html.contains("width=\"100\"") && without.html.contains("alt=\"Logo\""),
        "{}",
        without.html
    );
    let with = clean::clean(letter, &Options { pictures: true, inline: &|_| None });
    assert!(with.html.contains("src=\"https://cdn.test/logo.png\"") && !with.html.contains("track.test"));

    let asked = std::cell::RefCell::new(Vec::new());
    let gif = format!("data:image/gif;base64,{GIF}");
    let resolver = |cid: &str| {
        asked.borrow_mut().push(cid.to_owned());
        match cid {
            "a@b" => Some(gif.clone()),
            "svg" => Some("data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=".to_owned()),
            "css" => Some(format!(
                "data:image/png;base64,{}",
                base64::engine::general_purpose::STANDARD.encode("a{}")
            )),
            _ => None,
        }
    };
    let options = Options { pictures: false, inline: &resolver };
    let got = clean::clean(
        "<img src='cid:a%40b'><img src=cid:svg alt=A><img src=CID:css alt=B><img src=cid:none alt='C < D'>",
        &options,
    );
    assert_eq!(got.html, format!("<img src=\"data:image/gif;base64,{GIF}\">ABC &lt; D"));
    assert_eq!(*asked.borrow(), ["a@b", "svg", "css", "none"]);
    assert_eq!(clean::clean(&got.html, &options).html, got.html);
}

#[test]
fn own_data_pictures_stay_when_they_are_rasters() {
    let good = format!("<img alt=\"\" src=\"data:image/gif;base64,{GIF}\">");
    assert!(html(&good).contains(GIF));
    for bad in [
        "<img src=\"data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+\">",
        "<img src=\"data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==\">",
        "<img src=\"data:image/png;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+\">",
        "<a href=\"data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7\">x</a>",
        "<img src=\"picture:000000000000000000000000:0\">",
    ] {
        assert!(!checked(bad).html.contains("data:") && !html(bad).contains("picture:"), "{bad}");
    }
}

#[test]
fn style_blocks_reach_their_elements_and_vanish() {
    let letter = "<html><head><style>/* x */ @import url(http://e.test); @media (max-width:600px){p{color:red}}\
        p.MsoNormal, li.MsoNormal {margin:0cm; font-family:\"Calibri\",sans-serif; background:url(http://e.test/x)}\
        td b {color:#123456} #top{padding:4px} a:hover{color:red}</style></head><body bgcolor='#EEEEEE'>\
        <p class=MsoNormal style='font-size:11pt'>Hi</p><table><tr><td id=top><b>x</b></td></tr></table></body></html>";
    let got = checked(letter).html;
    assert_eq!(
        got,
        "<div style=\"background-color: #eeeeee\"><p class=\"MsoNormal\" style=\"margin: 0cm; \
         font-family: Calibri, sans-serif; font-size: 11pt\">Hi</p><table><tbody><tr><td style=\"padding: 4px\">\
         <b style=\"color: #123456\">x</b></td></tr></tbody></table></div>"
    );
}

#[test]
fn styles_cannot_leave_their_place() {
    for (style, expected) in [
        ("position:fixed;top:0;left:0;color:red", "color: red"),
        ("margin:-100px;padding:2px", "padding: 2px"),
        ("background:url(http://x.test/a.png) #fff", "background-color: #fff"),
        ("background:#fff url (x)", ""),
        ("width:expression(alert(1));width:10px", "width: 10px"),
        ("b\\65havior:url(x);color:blue", "color: blue"),
        ("color:r\\65 d", ""),
        ("color:red/**/;-moz-binding:url(x)", ""),
        ("width:99999999px;height:50%", "height: 50%"),
        ("font:bold 12pt/1.5 'Segoe UI',Arial", "font: bold 12pt/1.5 'Segoe UI', Arial"),
        ("COLOR: RED !important", "color: red"),
        ("--x:1;color:var(--x)", ""),
        ("border-top:solid #E1E1E1 1.0pt", "border-top: solid #e1e1e1 1.0pt"),
        ("mso-hide:all;display:none", "display: none"),
        ("z-index:99999;transform:scale(9);cursor:url(x)", ""),
        ("font-family:x;}</style><script>alert(1)</script>", "font-family: x"),
    ] {
        let got = checked(&format!("<p style=\"{}\">x</p>", style.replace('"', "&quot;"))).html;
        let wanted = if expected.is_empty() {
            "<p>x</p>".to_owned()
        } else {
            format!("<p style=\"{expected}\">x</p>")
        };
        assert_eq!(got, wanted, "{style}");
    }
}

#[test]
fn marks_of_quotes_stay() {
    let got = html(
        "<div class='gmail_quote gmail_quote_container big'><blockquote type=cite cite='mid:x'>q</blockquote></div>\
         <div id=divRplyFwdMsg>a</div><div id='appendonsend'></div><div class=\"moz-cite-prefix\">On</div>\
         <form name=body><p id=location class=x>f</p></form>",
    );
    assert_eq!(
        got,
        "<div class=\"gmail_quote gmail_quote_container\"><blockquote type=\"cite\">q</blockquote></div>\
         <div class=\"divRplyFwdMsg\">a</div><div class=\"appendonsend\"></div><div class=\"moz-cite-prefix\">On</div>\
         <p>f</p>"
    );
}

#[test]
fn text_reads_as_a_person_would_write_it() {
    for (source, expected) in [
        ("<p>One</p><p>Two<br>three</p>", "One\n\nTwo\nthree"),
        ("<div>a</div><div><br></div><div>b</div>", "a\n\nb"),
        ("<ul><li>a<li>b<ol><li>c</ol></ul>", "- a\n- b\n  1. c"),
        (
            "<table><tr><td>Ціна</td><td><b>10</b></td></tr><tr><td>Разом</td><td>20</td></tr></table>",
            "Ціна | 10\nРазом | 20",
        ),
        (
            "<a href='https://x.test/a'>Тут</a>, <a href='https://x.test/'>x.test</a>",
            "Тут (https://x.test/a), x.test",
        ),
        ("<a href='javascript:alert(1)'>x</a>", "x"),
        (
            "Добре<blockquote type=cite><p>Як?</p><blockquote>Де?</blockquote></blockquote>дякую",
            "Добре\n> Як?\n>\n> > Де?\n\nдякую",
        ),
        (
            "<div style='display:none;max-height:0'>preheader</div><span style='mso-hide:all'>x</span>Hello",
            "Hello",
        ),
        (
            "<table><tr><td style='font-size:0px'>no<div style='font-size:13px'>yes</div></td></tr></table>",
            "yes",
        ),
        ("<style>p{}</style><title>t</title><p>a&nbsp;b &lt;c&gt;</p><script>x</script>", "a b <c>"),
        ("<img src=x alt='Our logo'><img src=y width=1 height=1 alt=track>", "[Our logo]"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("<!--[if mso]><p>mso</p><![endif]--><![if !mso]>all<![endif]>", "all"),
        ("<p class=MsoNormal>a<o:p></o:p></p><p class=MsoNormal>b</p>", "a\nb"),
        ("<div style='display:none'>only this</div>", "only this"),
        ("a <b>b</b>c  d\n e", "a bc d e"),
        ("", ""),
    ] {
        assert_eq!(clean::to_text(source), expected, "{source}");
    }
}

#[test]
fn outgoing_html_is_the_editors_and_no_more() {
    let got = clean::outgoing(
        "<div style='position:absolute;color:red' class='editor' onclick=x()>a<script>1</script><b>b</b>\
         <a href='https://x.test/' title='t'>l</a><a href='javascript:1'>m</a><img src='cid:1@x'><img src='http://t.test/p'>\
         <blockquote type=cite class='gmail_quote'><table><tr><td>q</td></tr></table></blockquote></div>",
    );
    assert_eq!(
        got,
        "<div style=\"color: red\">a<b>b</b> <a href=\"https://x.test/\">l</a>m<img src=\"cid:1@x\"> \
         <blockquote type=\"cite\" class=\"gmail_quote\"><table><tbody><tr><td>q</td></tr></tbody></table></blockquote></div>"
            .replace("</b> <a", "</b><a")
            .replace("\"> <block", "\"><block")
    );
}

#[test]
fn text_becomes_html_with_links() {
    assert_eq!(
        clean::text_to_html("Hi <b>\n  see https://x.test/a?b=1&c, (www.y.test) or ivan@firm.test."),
        "<div>Hi &lt;b&gt;<br>\n&nbsp; see <a href=\"https://x.test/a?b=1&amp;c\">https://x.test/a?b=1&amp;c</a>, \
         (<a href=\"http://www.y.test/\">www.y.test</a>) or <a href=\"mailto:ivan@firm.test\">ivan@firm.test</a>.</div>"
            .replace("<br>\n&nbsp; see", "<br>\n&nbsp;&nbsp;see")
    );
}

fn soup() -> impl Strategy<Value = String> {
    let tags = "a|b|p|div|table|tr|td|form|svg|math|style|script|title|textarea|noscript|iframe|img|select|option|template|\
        math><mtext|svg><foreignObject|annotation-xml encoding=text/html|mglyph|desc|ul|li|blockquote|font|nobr|button|pre|plaintext|\
        xmp|frameset|body|html|head|caption|col|h1|o:p|input|dd|dt|ruby|rt|a href=javascript:1|a href=https://x.test/|\
        p style='color:red;position:fixed'|img src=cid:1 onerror=alert(1)|div id=location class=gmail_quote";
    let tags: Vec<String> = tags.split('|').map(|tag| tag.trim().to_owned()).collect();
    let piece = prop_oneof![
        4 => proptest::sample::select(tags.clone()).prop_map(|tag| format!("<{tag}>")),
        3 => proptest::sample::select(tags).prop_map(|tag| format!("</{}>", tag.split(' ').next().unwrap())),
        2 => "[a-z&<>\"'=/ \n-]{0,8}",
        1 => proptest::sample::select(vec!["<!--", "-->", "<![CDATA[", "]]>", "<?x", "&lt;", "&#0;", "\u{0}", "<img src=\"", "\">"])
            .prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn no_soup_is_harmful(source in soup()) {
        let once = checked(&source);
        prop_assert!(!once.plain, "gave up on {source:?}");
        clean::to_text(&source);
        let sent = clean::outgoing(&source);
        prop_assert!(judge::faults(&sent).is_empty(), "{:?}", judge::faults(&sent));
        prop_assert_eq!(clean::outgoing(&sent), sent);
    }

    #[test]
    fn any_text_survives_being_html(text in "\\PC{0,80}") {
        let page = clean::text_to_html(&text);
        prop_assert!(judge::faults(&page).is_empty());
        let squeezed = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let back = squeezed(&clean::to_text(&page));
        // Links add their target in brackets where it differs from the text, and invisible letters are dropped.
        if !text.contains(['@', '.', '\u{200b}', '\u{200c}', '\u{2060}', '\u{feff}', '\u{34f}', '\u{ad}', '\u{180e}']) {
            prop_assert_eq!(back, squeezed(&text));
        }
    }
}

/// M8: what is shown ends with what can be seen, so that it stays the same when it is stored and cleaned again.
#[test]
fn m8_white_space_at_the_end_goes() {
    let once = cleaned("<p>Вітаю!</p>\n<!-- ruler -->  \n\n").html;
    assert_eq!(once, "<p>Вітаю!</p>");
    assert_eq!(cleaned(&format!("{once}\n")).html, once);
}
