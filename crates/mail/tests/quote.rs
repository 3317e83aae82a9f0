//! What is folded of a letter's HTML, and what only looks like a quote.
#![allow(clippy::expect_used)]

use deskbell_mail::letter::quote::split_html;

/// M8: an order in a table has lines like those of a quote; only in an answer, or when complete, they are one.
#[test]
fn m8_a_table_of_an_order_stays() {
    let row = |name: &str, value: &str| {
        format!("<tr><td style=\"border-top: 1px solid #ccc\">{name}</td><td>{value}</td></tr>")
    };
    let order = row("От:", "Полтава") + &row("Кому:", "Майстерня") + &row("Дата:", "20.11.2026");
    let order = format!("<p>Порахуйте.</p><table>{order}</table><p>Дзвоніть після шостої.</p>");
    assert_eq!(split_html(&order, false), (order.clone(), None));
    let block = "<p>Так.</p><p>From: Office &lt;desk@office.example&gt;<br>Sent: Monday<br>To: Olya<br>Subject: x</p>\
                 <p>900</p>";
    assert!(split_html(block, false).1.is_some(), "a whole block is a quote in any letter");
    let short = "<p>Так.</p><p>Від: Офіс<br>Дата: 1.11.2026<br>Тема: x</p><p>900</p>";
    assert!(split_html(short, false).1.is_none());
    assert!(split_html(short, true).1.is_some());
    let ruled = "<p>Так.</p><hr><p>Від: Офіс<br>Надіслано: 1.11.2026<br>Кому: Оля<br>Тема: x</p><p>900</p>";
    assert!(split_html(ruled, false).1.is_some());
}

/// M8: a sentence of a first letter is no attribution, unless a quote follows.
#[test]
fn m8_a_sentence_with_a_date_stays() {
    let told =
        "<p>Вітаю!</p><p>12.11.2026 о 9:15 ваша колега написала мені:</p><p>Чекайте. Скільки чекати?</p>";
    assert_eq!(split_html(told, false).1, None);
    assert!(split_html(told, true).1.is_some());
    let quoted =
        "<p>Вітаю!</p><p>12.11.2026 о 9:15 Оля написала:</p><blockquote type=\"cite\">Чекайте.</blockquote>";
    assert!(split_html(quoted, false).1.is_some());
}

/// M8: new words on the line of the attribution are read.
#[test]
fn m8_words_before_an_attribution_stay() {
    let html = "<p>Вітаю!</p><div>Беремо. 12.11.2026 09:15, Офіс &lt;desk@office.example&gt; пише:</div>\
                <blockquote type=\"cite\">Ціна 900.</blockquote>";
    let (visible, quoted) = split_html(html, true);
    assert!(visible.contains("Беремо."), "{visible}");
    assert!(quoted.expect("a quote").contains("900"));
}
