//! R10, S1: what a template may say, and what nobody gets into it.

use super::{Fault, Names, Template, Values, in_links};

fn names() -> Names {
    Names::new(&["client.name", "client.city", "client.discount", "office.name"], &["field"])
}

fn values(name: &str) -> Values {
    let mut values = Values::default();
    values.set("client.name", name);
    values.set("client.city", "");
    values.set_number("client.discount", 7.5);
    values.set("office.name", "Промінь");
    values.put("field", "Улюблений колір", "синій");
    values
}

fn text(source: &str) -> String {
    Template::text(source, &names()).unwrap().render(&values("Ірина")).unwrap()
}

#[test]
fn s1_variables_conditions_and_fallbacks() {
    assert_eq!(text("Вітаємо, {{ client.name }}!"), "Вітаємо, Ірина!");
    assert_eq!(text("{{client.city|default(\"місто\")}} {{ client.name|default('друже') }}"), "місто Ірина");
    assert_eq!(text("{{ field[\"Улюблений колір\"] }}{{ field[\"немає\"] }}."), "синій.");
    assert_eq!(text("{{ field[\"немає\"]|default(\"-\") }}"), "-");
    let rule = "{% if client.discount > 5 and client.name != \"\" %}Знижка {{ client.discount }} %{% else %}Без знижки{% endif %}";
    assert_eq!(text(rule), "Знижка 7.5 %");
    assert_eq!(text("{% if client.city %}а{% elif not client.city %}б{% endif %}"), "б");
    assert_eq!(text("1 } 2 { 3 {{ client.name\u{a0}}} {client}"), "1 } 2 { 3 Ірина {client}");
}

/// What stands in a card is a value: no template, no markup.
#[test]
fn s1_a_card_cannot_inject_a_template_or_markup() {
    for hostile in [
        "{{ office.name }}",
        "{% if client.name %}x{% endif %}",
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "{{ [].__class__ }}",
        "%}{{ office.name }}{%",
        "&lt;b&gt;",
    ] {
        let plain = Template::text("{{ client.name }}", &names()).unwrap().render(&values(hostile)).unwrap();
        assert_eq!(plain, hostile);
        let html = Template::html("<p>{{ client.name }}</p>", &names()).unwrap();
        let html = html.render(&values(hostile)).unwrap();
        let inside = html.strip_prefix("<p>").unwrap().strip_suffix("</p>").unwrap();
        assert!(!inside.contains(['<', '>', '"']) && !inside.contains("Промінь"), "{html}");
        assert_eq!(deskbell_mail::clean::to_text(&html).trim(), hostile);
    }
}

#[test]
fn s1_html_tags_are_read_as_they_were_typed() {
    let html = "<p>{% if client.discount &gt; 5&nbsp;%}{{ client.name|default(\"друже\") }}, &lt;так&gt;{% endif %}</p>";
    let made = Template::html(html, &names()).unwrap().render(&values("Ірина & Ко")).unwrap();
    assert_eq!(made, "<p>Ірина &amp; Ко, &lt;так&gt;</p>");
}

#[test]
fn s1_a_broken_template_is_refused_with_its_place() {
    for (source, fault, line, place) in [
        ("Вітаємо,\n{{ client.nmae }}!", Fault::Unknown, 2, "{{ client.nmae }}"),
        ("{{ client }}", Fault::Unknown, 1, "{{ client }}"),
        ("{{ clients.name|default(\"x\") }}", Fault::Unknown, 1, "{{ clients.name|default(\"x\") }}"),
        ("{% if client.city %}{{ client.phone }}{% endif %}", Fault::Unknown, 1, "{{ client.phone }}"),
        ("а\nб {{ client.name", Fault::Syntax, 2, "{{ client.name"),
        ("{{ client.name }", Fault::Syntax, 1, "{{ client.name }"),
        ("{{ client. }}", Fault::Syntax, 1, "{{ client. }}"),
        ("{% if client.name %}x", Fault::Syntax, 1, "x"),
        ("{% endif %}", Fault::Syntax, 1, "{% endif %}"),
        ("{% for a in client.name %}x{% endfor %}", Fault::NotAllowed, 1, "{% for a in client.name %}"),
        ("{% set client = 1 %}", Fault::NotAllowed, 1, "{% set client = 1 %}"),
        ("{% include \"/etc/passwd\" %}", Fault::NotAllowed, 1, "{% include \"/etc/passwd\" %}"),
        ("{% raw %}x{% endraw %}", Fault::NotAllowed, 1, "{% raw %}"),
        ("{# note #}", Fault::NotAllowed, 1, "{# note #}"),
        ("{{ \"x\" * 1000000000 }}", Fault::NotAllowed, 1, "{{ \"x\" * 1000000000 }}"),
        ("{{ client.name ~ \"x\" }}", Fault::NotAllowed, 1, "{{ client.name ~ \"x\" }}"),
        ("{{ client.name|upper }}", Fault::NotAllowed, 1, "{{ client.name|upper }}"),
        ("{{ range(10) }}", Fault::Unknown, 1, "{{ range(10) }}"),
        ("{{ client.name.upper() }}", Fault::Unknown, 1, "{{ client.name.upper() }}"),
    ] {
        let broken = Template::text(source, &names()).err().unwrap_or_else(|| panic!("{source} was taken"));
        assert_eq!((broken.fault, broken.line), (fault, line), "{source}: {broken}");
        assert_eq!(broken.place, place, "{source}");
    }
}

#[test]
fn s1_variables_stand_in_no_link_and_in_one_piece() {
    let fault = |html: &str| Template::html(html, &names()).err().map(|broken| broken.fault);
    assert_eq!(fault("<p>{{ client<b>.name }}</b></p>"), Some(Fault::Split));
    assert_eq!(fault("<p>{{ client.name</p>"), Some(Fault::Split));
    assert_eq!(fault("{{ client.name"), Some(Fault::Syntax));
    assert_eq!(fault("<a href=\"https://x.example/?a=>{{ client.name }}\">x</a>"), Some(Fault::InLink));
    assert_eq!(fault("<a href=\"https://x.example/\">{{ client.name }}</a>"), None);
    assert!(in_links("<a href=\"{{ client.name }}\">x</a>").is_err());
}

/// A million signs of a card come out as a few thousand, and never as no text.
#[test]
fn s1_a_text_has_an_end() {
    let long = "я".repeat(1_000_000);
    let made = Template::text("{{ client.name }}", &names()).unwrap().render(&values(&long)).unwrap();
    assert_eq!(made.chars().count(), 5_000);
    let many = "{{ client.name }}".repeat(2_000);
    let broken = Template::text(&many, &names()).unwrap().render(&values(&long)).unwrap_err();
    assert_eq!(broken.fault, Fault::TooLong);
}
