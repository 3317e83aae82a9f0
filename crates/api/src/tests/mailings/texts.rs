//! S1, S3: personal text, preview for any recipient, the size of an SMS, and what is checked before sending.

use serde_json::{Value as Json, json};

use super::people::{agreed, client};
use super::{begin, fields_of};
use crate::tests::Bench;

fn texts(bench: &Bench, mailing: &Json, texts: Json) -> Result<Json, deskbell_core::WireError> {
    let mut fields = fields_of(mailing);
    fields["texts"] = texts;
    bench.api.dispatch("mailings.update", json!({ "id": mailing["id"], "fields": fields }))
}

#[test]
fn s1_a_broken_template_is_refused_when_it_is_saved() {
    let bench = Bench::new();
    let mailing = bench.call("mailings.create", json!({}));
    for (text, code, field, place) in [
        (json!({ "subject": "{{ client.nmae }}" }), "template_unknown", "subject", "{{ client.nmae }}"),
        (json!({ "language": "ru", "sms": "а\n{{ client.name" }), "template_syntax", "sms", "{{ client.name"),
        (
            json!({ "html": "<p>{% for x in client.name %}</p>" }),
            "template_not_allowed",
            "html",
            "{% for x in client.name %}",
        ),
        (json!({ "html": "<p>{{ client.<b>name }}</b></p>" }), "template_split", "html", "{{ client."),
        (
            json!({ "html": "<a href=\"{{ client.name }}\">а</a>" }),
            "template_in_link",
            "html",
            "<a href=\"{{ client.name }}\">",
        ),
    ] {
        let error = texts(&bench, &mailing, json!([text])).unwrap_err();
        assert_eq!((error.code.as_str(), error.params["field"].clone()), (code, json!(field)), "{text}");
        assert_eq!(error.params["place"], place);
    }
    let error =
        texts(&bench, &mailing, json!([{ "language": "ru", "sms": "а\n{{ client.name" }])).unwrap_err();
    assert_eq!((error.params["line"].clone(), error.params["language"].clone()), (json!(2), json!("ru")));
}

#[test]
fn s3_a_look_shows_what_each_person_gets_in_their_language() {
    let bench = Bench::new();
    let field = bench
        .call("client_fields.create", json!({ "name": "Бонус", "kind": "number", "choices": [] }))["id"]
        .clone();
    let yes = json!({ "given": true, "source": "", "day": "2026-01-01" });
    let ira = client(
        &bench,
        "Ірина <b>",
        "ira@x.example",
        "050 123-45-67",
        json!({ "city": "Львів", "discount": 7,
        "consents": { "email": yes, "sms": yes }, "own": [{ "field_id": field, "value": "12" }] }),
    );
    let ivan = client(
        &bench,
        "Иван",
        "ivan@x.example",
        "",
        json!({ "language": "ru", "consents": { "email": yes } }),
    );
    let html = "<p>Вітаємо, {{ client.name|default(\"друже\") }}!</p>{% if client.discount &gt; 5 %}<p>Ваша знижка {{ client.discount }} %, бонус {{ field[\"Бонус\"] }}</p>{% endif %}";
    let mailing = begin(
        &bench,
        "email",
        "{{ client.name }} з {{ client.city|default(\"міста\") }}",
        html,
        "{{ client.name }}, ваш бонус {{ field[\"Бонус\"] }}",
    );
    let main = mailing["texts"][0].clone();
    let ru = json!({ "language": "ru", "subject": "Здравствуйте", "html": "<p>Поздравляем, {{ client.name }}</p>", "sms": "" });
    let mailing = texts(&bench, &mailing, json!([main, ru])).unwrap();
    bench.call("mailings.add_clients", json!({ "id": mailing["id"], "client_ids": [ira, ivan] }));
    let rows = bench.call("mailings.messages", json!({ "id": mailing["id"] }))["rows"].clone();
    let look =
        |row: &Json| bench.call("mailings.preview", json!({ "id": mailing["id"], "message_id": row["id"] }));
    let first = look(&rows[0]);
    assert_eq!(first["subject"], "Ірина <b> з Львів");
    let html = first["html"].as_str().unwrap();
    assert!(
        html.contains("Вітаємо, Ірина &lt;b&gt;!") && html.contains("Ваша знижка 7 %, бонус 12"),
        "{html}"
    );
    assert!(html.contains("mailto:office@promin.example?subject=unsubscribe"), "{html}");
    assert!(first["text"].as_str().unwrap().starts_with("Вітаємо, Ірина <b>!"), "{}", first["text"]);
    assert!(first["text"].as_str().unwrap().contains("Не отримувати таких листів"));
    assert_eq!(first["from"], "Промінь <office@promin.example>");
    let second = look(&rows[1]);
    assert_eq!((second["subject"].clone(), second["language"].clone()), (json!("Здравствуйте"), json!("ru")));
    assert!(second["text"].as_str().unwrap().contains("Не получать таких писем"));
    let nobody = bench.fail("mailings.preview", json!({ "id": mailing["id"], "message_id": 999_999 }));
    assert_eq!(nobody.code, "not_found");
}

#[test]
fn s3_a_look_without_people_shows_somebody_invented() {
    let bench = Bench::new();
    let mailing = begin(
        &bench,
        "email_or_sms",
        "Вітаємо",
        "<p>{{ client.name }} {{ field[\"x\"] }} {{ column[\"y\"] }}.</p>",
        "Вітаємо, {{ client.name }}",
    );
    let letter = bench.call("mailings.preview", json!({ "id": mailing["id"] }));
    assert!(letter["message_id"].is_null());
    assert!(letter["text"].as_str().unwrap().starts_with("Олена  ."), "{}", letter["text"]);
    let sms = bench.call("mailings.preview", json!({ "id": mailing["id"], "way": "sms" }));
    assert_eq!((sms["sms"].clone(), sms["size"]["parts"].clone()), (json!("Вітаємо, Олена"), json!(1)));
}

#[test]
fn s3_an_sms_is_measured_with_the_sign_that_makes_it_longer() {
    let bench = Bench::new();
    let size = |text: &str| bench.call("mailings.measure", json!({ "text": text }));
    let latin = size(&"a".repeat(160));
    assert_eq!(
        (latin["encoding"].clone(), latin["parts"].clone(), latin["left"].clone()),
        (json!("gsm"), json!(1), json!(0))
    );
    assert_eq!(size(&"a".repeat(161))["parts"], 2);
    let one = size("Order 12 is ready – come");
    assert_eq!(one["encoding"], "ucs2");
    assert_eq!(one["forcing"], json!([{ "sign": "–", "at": 18 }]));
    assert_eq!(size(&"я".repeat(71))["parts"], 2);
    assert_eq!(size("")["parts"], 0);
}

#[test]
fn s3_what_is_missing_keeps_a_mailing_from_going() {
    let bench = Bench::new();
    let ira = agreed(&bench, "Ірина", "ira@x.example", "050 123-45-67");
    let codes = |mailing: &Json| -> Vec<Json> {
        let check = bench.call("mailings.check", json!({ "id": mailing["id"] }));
        check["problems"]
            .as_array()
            .unwrap()
            .iter()
            .map(|problem| json!([problem["code"], problem["params"]["field"]]))
            .collect()
    };
    let empty = bench.call("mailings.create", json!({ "channel": "email" }));
    assert_eq!(codes(&empty), [json!(["nobody_to_write_to", null])]);
    bench.call("mailings.add_clients", json!({ "id": empty["id"], "client_ids": [ira] }));
    assert_eq!(codes(&empty), [json!(["empty_text", "subject"]), json!(["empty_text", "text"])]);
    assert_eq!(bench.fail("mailings.send", json!({ "id": empty["id"] })).code, "empty_text");
    let whole = begin(&bench, "email", "Вітаємо", "<p>а</p>", "");
    bench.call("mailings.add_clients", json!({ "id": whole["id"], "client_ids": [ira] }));
    assert_eq!(codes(&whole), Vec::<Json>::new());
    bench.call("mailbox.remove", json!({}));
    assert_eq!(codes(&whole), [json!(["no_mailbox", null])]);
}

#[test]
fn s3_many_messages_go_only_after_their_number_was_typed() {
    let bench = Bench::new();
    let mut settings = bench.call("mailings.settings", json!({}));
    settings["confirm_above"] = json!(2);
    bench.call("mailings.update_settings", settings);
    let ids: Vec<i64> =
        (0..3).map(|n| agreed(&bench, &format!("Клієнт {n}"), &format!("c{n}@x.example"), "")).collect();
    let mailing = begin(&bench, "email", "Вітаємо", "<p>а</p>", "");
    bench.call("mailings.add_clients", json!({ "id": mailing["id"], "client_ids": ids }));
    let error = bench.fail("mailings.send", json!({ "id": mailing["id"], "confirmed": 2 }));
    assert_eq!((error.code.as_str(), error.params["count"].clone()), ("type_the_number", json!(3)));
    bench.call("mailings.send", json!({ "id": mailing["id"], "confirmed": 3 }));
    let sent = bench.call("mailings.get", json!({ "id": mailing["id"] }));
    assert_eq!((sent["state"].clone(), sent["counts"]["queued"].clone()), (json!("running"), json!(3)));
    assert_eq!(bench.fail("mailings.remove", json!({ "id": mailing["id"] })).code, "mailing_begun");
    let fields = fields_of(&sent);
    assert_eq!(
        bench.fail("mailings.update", json!({ "id": mailing["id"], "fields": fields })).code,
        "mailing_begun"
    );
    bench.call("mailings.pause", json!({ "id": mailing["id"] }));
    let mut slower = fields_of(&sent);
    slower["per_minute"] = json!(10);
    bench.call("mailings.update", json!({ "id": mailing["id"], "fields": slower }));
    slower["texts"][0]["subject"] = json!("Інше");
    assert_eq!(
        bench.fail("mailings.update", json!({ "id": mailing["id"], "fields": slower })).code,
        "mailing_begun"
    );
    bench.call("mailings.resume", json!({ "id": mailing["id"] }));
    assert_eq!(bench.fail("mailings.resume", json!({ "id": mailing["id"] })).code, "mailing_state");
    bench.call("mailings.stop", json!({ "id": mailing["id"] }));
    let stopped = bench.call("mailings.messages", json!({ "id": mailing["id"], "reason": "stopped" }));
    assert_eq!(stopped["total"], 3, "everybody who gets nothing is listed with the reason");
}

#[test]
fn s4_the_log_is_exported_with_words() {
    let bench = Bench::new();
    let mailing = begin(&bench, "email", "Вітаємо", "<p>а</p>", "");
    let ids = [agreed(&bench, "=Ірина", "ira@x.example", ""), agreed(&bench, "Петро", "", "")];
    bench.call("mailings.add_clients", json!({ "id": mailing["id"], "client_ids": ids }));
    let path = bench.folder.path().join("log.csv");
    let answer = bench.call(
        "mailings.export",
        json!({ "list": { "id": mailing["id"] }, "path": path.display().to_string() }),
    );
    assert_eq!(answer["rows"], 2);
    let written = std::fs::read_to_string(&path).unwrap();
    assert!(written.contains("ira@x.example") && written.contains("немає адреси чи телефону"), "{written}");
    assert!(!written.contains("\n=Ірина"), "{written}");
    let report = bench.call("mailings.report", json!({ "id": mailing["id"] }));
    assert_eq!(report["left_out"], json!([{ "reason": "no_address", "count": 1 }]));
}

/// S3: what is written can be looked at before there is a mailbox.
#[test]
fn s3_a_look_needs_no_mailbox() {
    let bench = Bench::bare();
    bench.start(false);
    let mailing = bench.call("mailings.create", json!({ "name": "Осінь", "channel": "email" }));
    let look =
        bench.call("mailings.preview", json!({ "id": mailing["id"], "message_id": null, "way": null }));
    assert_eq!(look["from"], "");
}
