//! What ordinary letters keep when they are cleaned, and what their links may not hide.

mod judge;

use deskbell_mail::clean::{self, Cleaned, Options};

fn cleaned(html: &str) -> Cleaned {
    clean::clean(html, &Options { pictures: false, inline: &|_| None })
}

/// Cleans, judges, and cleans again.
fn checked(source: &str) -> Cleaned {
    let once = cleaned(source);
    assert_eq!(judge::faults(&once.html), Vec::<String>::new(), "from: {source}");
    assert_eq!(cleaned(&once.html).html, once.html, "not stable, from: {source}");
    once
}

/// M8: a background keeps its colour when its picture goes, or white words would stand on white.
#[test]
fn m8_backgrounds_keep_their_colour() {
    for (style, colour) in [
        ("background:#003366 url(https://x.example/y.png) no-repeat;color:#fff", "#003366"),
        ("background: url('a(b).png') center / cover, #036", "#036"),
        ("background:linear-gradient(90deg, rgb(0, 51, 102) 0%, #fff 100%)", "rgb(0,51,102)"),
        ("background-image: radial-gradient(circle at top, navy, white)", "navy"),
    ] {
        let result = checked(&format!("<div style=\"{style}\">Words</div>")).html;
        let colour = format!("background-color: {colour}");
        assert!(result.replace(", ", ",").contains(&colour), "{style}: {result}");
    }
    for style in ["background:url(https://x.example/y.png)", "background:url(x", "background:u\\72l(x) red"] {
        let result = checked(&format!("<div style=\"{style}\">Words</div>")).html;
        assert_eq!(result, "<div>Words</div>", "{style}");
    }
}

/// M8: addresses that people write in short, and pages whose names begin with "on", are links.
#[test]
fn m8_good_links_stay() {
    for (written, led) in [
        ("//firm.example/x", "https://firm.example/x"),
        ("www.firm.example", "https://www.firm.example/"),
        ("https://shop.example/online=5", "https://shop.example/online=5"),
    ] {
        let result = checked(&format!("<a href=\"{written}\">here</a>")).html;
        assert!(result.contains(&format!("href=\"{led}\"")), "{written}: {result}");
    }
    for bad in ["//", "javascript:alert(1)", "https://x.example/%22onload=1"] {
        assert!(!checked(&format!("<a href=\"{bad}\">here</a>")).html.contains("href"), "{bad}");
    }
}

/// M8: a link's text is compared as it is seen: without signs that have no width, turned where it is turned.
#[test]
fn m8_links_cannot_hide_where_they_lead() {
    for text in [
        "b\u{200b}ank.exa\u{2060}mple",
        "https://bank\u{ad}.example/login",
        "<bdo dir=rtl>elpmaxe.knab//:sptth</bdo>",
        "www.<bdo dir=\"rtl\">elpmaxe.knab</bdo>",
        "\u{202e}elpmaxe.knab.www\u{202c}",
    ] {
        let result = cleaned(&format!("<a href=\"https://thief.example/\">{text}</a>"));
        assert_eq!(result.mismatched_links.len(), 1, "{text}");
    }
    let outside = "<bdo dir=rtl><a href=\"https://thief.example/\">elpmaxe.knab.www</a></bdo>";
    assert_eq!(cleaned(outside).mismatched_links.len(), 1);
    assert!(
        cleaned("<a href=\"https://bank.example/\">ba\u{200b}nk.example</a>").mismatched_links.is_empty()
    );
}
