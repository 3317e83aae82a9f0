//! S1: a mailing is begun, changed, copied, thrown away; language versions, files and settings.

use serde_json::json;

use super::{begin, fields_of};
use crate::tests::{Bench, ids};

#[test]
fn s1_a_mailing_is_begun_changed_and_found() {
    let bench = Bench::new();
    let mailing = begin(
        &bench,
        "email_or_sms",
        " Вітаємо \n зі святом ",
        "<p>Вітаємо!</p><script>x</script>",
        "Вітаємо!",
    );
    assert_eq!(mailing["texts"][0]["subject"], "Вітаємо зі святом");
    assert_eq!(mailing["texts"][0]["html"], "<p>Вітаємо!</p>");
    assert_eq!((mailing["state"].clone(), mailing["counts"]["total"].clone()), (json!("draft"), json!(0)));
    assert_eq!(mailing["employee"]["name"], "Олена");
    let mut fields = fields_of(&mailing);
    fields["texts"] = json!([
        { "language": "ru", "subject": "Поздравляем", "html": "<p>Поздравляем!</p>", "sms": "" },
        { "language": null, "subject": "Вітаємо", "html": "<p>Вітаємо!</p>", "sms": "" },
        { "language": "ru", "subject": "ще раз", "html": "", "sms": "" },
    ]);
    fields["quiet_from"] = json!("");
    let changed = bench.call("mailings.update", json!({ "id": mailing["id"], "fields": fields }));
    let languages: Vec<_> =
        changed["texts"].as_array().unwrap().iter().map(|text| text["language"].clone()).collect();
    assert_eq!(languages, [json!(null), json!("ru")]);
    assert_eq!(changed["quiet_to"], "", "half of quiet hours are none");
    assert_eq!(changed, bench.call("mailings.get", json!({ "id": mailing["id"] })));
    let found = |words: &str| ids(&bench.call("mailings.list", json!({ "search": words })));
    assert_eq!(found("вітаємо"), [mailing["id"].as_i64().unwrap()]);
    assert_eq!(found("поздравляем"), [mailing["id"].as_i64().unwrap()]);
    assert!(found("нема").is_empty());
}

#[test]
fn s1_the_list_is_paged_newest_first() {
    let bench = Bench::new();
    let mut made: Vec<i64> =
        (0..5).map(|_| bench.call("mailings.create", json!({}))["id"].as_i64().unwrap()).collect();
    made.reverse();
    let first = bench.call("mailings.list", json!({ "limit": 3 }));
    let second = bench.call("mailings.list", json!({ "limit": 3, "after": first["next"] }));
    assert_eq!([ids(&first), ids(&second)].concat(), made);
    assert!(second["next"].is_null());
    assert_eq!(ids(&bench.call("mailings.list", json!({ "state": "done" }))), Vec::<i64>::new());
}

#[test]
fn s1_a_copy_has_the_words_and_files_and_a_draft_is_thrown_away() {
    let bench = Bench::new();
    let mailing = begin(&bench, "email", "Вітаємо", "<p>Вітаємо!</p>", "");
    let bytes = vec![7_u8; 2_500_000];
    let words = json!({ "id": mailing["id"], "name": "прайс.pdf", "type": "", "base64":
        base64::Engine::encode(&base64::engine::general_purpose::STANDARD, &bytes) });
    let with_file = bench.call("mailings.attach_bytes", words);
    assert_eq!(with_file["files"][0]["type"], "application/pdf");
    assert_eq!(with_file["files"][0]["size"], 2_500_000);
    let copy = bench.call("mailings.copy", json!({ "id": mailing["id"] }));
    assert_eq!(copy["name"], "Свята (копія)");
    assert_eq!((copy["texts"].clone(), copy["state"].clone()), (mailing["texts"].clone(), json!("draft")));
    assert_eq!(copy["files"][0]["name"], "прайс.pdf");
    assert_eq!(bench.number("SELECT count(*) AS n FROM mailing_file_piece"), 6, "three pieces of each");
    bench.call("mailings.detach", json!({ "id": copy["id"], "file_id": copy["files"][0]["id"] }));
    bench.call("mailings.remove", json!({ "id": mailing["id"] }));
    assert_eq!(bench.fail("mailings.get", json!({ "id": mailing["id"] })).code, "not_found");
    assert_eq!(bench.number("SELECT count(*) AS n FROM mailing_file_piece"), 0);
}

#[test]
fn s1_what_cannot_be_sent_is_refused_when_it_is_typed() {
    let bench = Bench::new();
    let mailing = bench.call("mailings.create", json!({}));
    for (field, value, code) in [
        ("name", json!(" "), "empty_text"),
        ("not_within_days", json!(-1), "bad_request"),
        ("per_minute", json!(1_000_000), "bad_request"),
        ("quiet_from", json!("25:00"), "invalid_day"),
        ("texts", json!([{ "sms": "я".repeat(1531) }]), "text_too_long"),
        ("texts", json!([{ "subject": "я".repeat(501) }]), "text_too_long"),
        ("channel", json!("pigeon"), "bad_request"),
    ] {
        let mut fields = fields_of(&mailing);
        fields[field] = value;
        assert_eq!(
            bench.fail("mailings.update", json!({ "id": mailing["id"], "fields": fields })).code,
            code,
            "{field}"
        );
    }
}

#[test]
fn x5_mailings_begin_as_settings_have_it() {
    let bench = Bench::new();
    let mut settings = bench.call("mailings.settings", json!({}));
    assert_eq!(
        (settings["consent_email"].clone(), settings["quiet_from"].clone()),
        (json!(true), json!("21:00"))
    );
    for (field, value, code) in [
        ("most_errors", json!(0), "bad_request"),
        ("quiet_to", json!(""), "invalid_day"),
        ("opt_out_url", json!("http://promin.example/?t={token}"), "invalid_opt_out_url"),
        ("opt_out_url", json!("https://promin.example/"), "invalid_opt_out_url"),
    ] {
        let mut wrong = settings.clone();
        wrong[field] = value;
        assert_eq!(bench.fail("mailings.update_settings", wrong).code, code, "{field}");
    }
    for (field, value) in
        [("consent_sms", json!(false)), ("sms_per_minute", json!(30)), ("not_within_days", json!(7))]
    {
        settings[field] = value;
    }
    assert_eq!(bench.call("mailings.update_settings", settings.clone()), settings);
    let sms = bench.call("mailings.create", json!({ "channel": "sms" }));
    assert_eq!((sms["consent_needed"].clone(), sms["per_minute"].clone()), (json!(false), json!(30)));
    let email = bench.call("mailings.create", json!({ "channel": "email" }));
    assert_eq!((email["consent_needed"].clone(), email["not_within_days"].clone()), (json!(true), json!(7)));
}

#[test]
fn k9_mailings_refuse_while_their_part_is_off() {
    let bench = Bench::new();
    bench.call("parts.update", json!({ "client_interaction": true, "mass_mailing": false }));
    let mut asked = 0;
    for command in crate::commands().iter().filter(|command| command.name.starts_with("mailings.")) {
        assert_eq!(bench.fail(command.name, json!({})).code, "part_off", "{}", command.name);
        asked += 1;
    }
    assert!(asked >= 11);
}
