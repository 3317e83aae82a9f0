//! S3, S6, K8: what stands in the SMS of a mailing beside its text, and to which phone it goes.

use serde_json::{Value as Json, json};

use super::gateway::*;
use super::people::agreed;
use super::sms::token;
use crate::tests::{Bench, free_port};

/// Answers to its SMS reach the office: a number sends them, and the gateway may call.
fn hear_answers(bench: &Bench) {
    let template = json!({
        "name": "Свій", "fields": [],
        "send": { "request": { "method": "POST", "url": "http://127.0.0.1:9/sms", "json": { "to": "{to}", "text": "{text}" } },
            "answer": {}, "items": { "by": "one", "gateway_id": ["/id"] } },
        "callback": { "incoming": { "from": ["/from"], "text": ["/text"] } }
    });
    let known = bench.call("gateways.list", json!({}))[0]["id"].clone();
    let fields = json!({ "id": known, "name": "Шлюз", "preset": "own", "template": template.to_string(), "fields": {},
        "secrets": {}, "sender": "+380443901255", "currency": "UAH", "prices": [] });
    bench.call("gateways.save", fields);
    bench.call(
        "callbacks.update",
        json!({ "on": true, "host": "127.0.0.1", "port": free_port(), "outside": "" }),
    );
}

/// S6, S3: an SMS of a mailing ends with the word that opts out, in its reader's language; size, cost and preview have it.
#[test]
fn s6_s3_an_sms_says_how_to_opt_out_where_the_answer_is_heard() {
    let bench = Bench::new();
    let host = Host::new(|_, body| turbo(&body["recipients"][0], 0, "OK"));
    host.connect(&bench, "turbosms", token());
    let deaf = bench.call("mailings.create", json!({ "channel": "sms" }));
    assert_eq!(deaf["opt_out_sms"], false, "nobody hears an answer to a name");
    assert_eq!(bench.call("mailings.check", json!({ "id": deaf["id"] }))["sms_answered"], false);
    hear_answers(&bench);
    let heard = bench.call("mailings.create", json!({ "channel": "sms" }));
    assert_eq!(heard["opt_out_sms"], true);
    assert_eq!(bench.call("mailings.check", json!({ "id": heard["id"] }))["sms_answered"], true);
    let mut settings = bench.call("mailings.settings", json!({}));
    settings["opt_out_line"] = json!(false);
    bench.call("mailings.update_settings", settings);
    assert_eq!(bench.call("mailings.create", json!({ "channel": "sms" }))["opt_out_sms"], false);

    // In Cyrillic 61 signs are one part; the line makes two of them. Latin words keep to Latin ones.
    let text = "Я".repeat(61);
    let size = |opt_out: bool, language: Json, text: &str| {
        let asked = json!({ "text": text, "opt_out": opt_out, "language": language });
        let told = bench.call("mailings.measure", asked);
        (
            told["parts"].as_i64().unwrap(),
            told["units"].as_i64().unwrap(),
            told["encoding"].as_str().unwrap().to_owned(),
        )
    };
    assert_eq!(size(false, Json::Null, &text), (1, 61, "ucs2".to_owned()));
    assert_eq!(size(true, Json::Null, &text), (2, 61 + 1 + 13, "ucs2".to_owned()), "Відмова: СТОП");
    assert_eq!(size(true, json!("ru"), &text), (2, 61 + 1 + 11, "ucs2".to_owned()), "Отказ: СТОП");
    assert_eq!(size(true, Json::Null, "Znyzhka"), (1, 7 + 1 + 13, "gsm".to_owned()), "Vidmova: STOP");
    assert_eq!(
        size(true, Json::Null, "Знижка. Не треба? СТОП!"),
        (1, 23, "ucs2".to_owned()),
        "it says so itself"
    );
    assert_eq!(size(true, Json::Null, ""), size(false, Json::Null, ""));

    let host = Host::new(|_, body| turbo(&body["recipients"][0], 0, "OK"));
    let id = written(&bench, "sms", "Знижка", "");
    let petro = agreed(&bench, "Петро", "", "050 111 00 01");
    let mary = bench
        .call("clients.create", json!({ "name": "Mary", "phones": ["050 111 00 02"], "language": "en" }));
    bench.call("mailings.add_clients", json!({ "id": id, "client_ids": [petro, mary["id"]] }));
    let mut fields = super::fields_of(&mailing(&bench, id));
    fields["opt_out_sms"] = json!(true);
    bench.call("mailings.update", json!({ "id": id, "fields": fields }));
    let look = |ends: &str| {
        let asked = json!({ "id": id, "message_id": row(&bench, id, ends)["id"] });
        bench.call("mailings.preview", asked)["sms"].as_str().unwrap().to_owned()
    };
    assert_eq!(look("01"), "Знижка\nВідмова: СТОП");
    assert_eq!(look("02"), "Знижка\nOpt out: STOP");
    let gateway = host.connect(&bench, "turbosms", token());
    bench.call("gateways.choose", json!({ "id": gateway }));
    go(&bench, id);
    assert_eq!(work(&bench).accepted, 2);
    let mut texts: Vec<String> = host
        .asked("/message/send.json")
        .iter()
        .map(|one| one["sms"]["text"].as_str().unwrap().to_owned())
        .collect();
    texts.sort();
    assert_eq!(texts, ["Знижка\nOpt out: STOP", "Знижка\nВідмова: СТОП"]);
    // A copy says it as well, whatever new ones begin with.
    assert_eq!(bench.call("mailings.copy", json!({ "id": id }))["opt_out_sms"], true);
}

/// K8, R7: a message to a client at the one of their phones that was pointed at, and no other.
#[test]
fn k8_r7_an_sms_to_the_phone_that_was_chosen() {
    let bench = Bench::new();
    let host = Host::new(|_, body| turbo(&body["recipients"][0], 0, "OK"));
    host.connect(&bench, "turbosms", token());
    let phones = ["050 111 00 01", "050 111 00 02", "044 390-12-55"];
    let who = bench.call("clients.create", json!({ "name": "Ірина", "phones": phones }));
    let takes: Vec<_> = who["phones"].as_array().unwrap().iter().map(|phone| phone["sms"].clone()).collect();
    assert_eq!(takes, [true, true, false], "a landline takes none");
    let id = written(&bench, "sms", "Готово", "");
    let add = |phone: &str| json!({ "id": id, "client_ids": [who["id"]], "phone": phone });
    assert_eq!(bench.fail("mailings.add_clients", add("044 390-12-55")).code, "bad_phone");
    let two = json!({ "id": id, "client_ids": [1, 2], "phone": "050 111 00 02" });
    assert_eq!(bench.fail("mailings.add_clients", two).code, "bad_request");
    bench.call("mailings.add_clients", add("050 111 00 02"));
    go(&bench, id);
    assert_eq!(work(&bench).accepted, 1);
    assert_eq!(host.asked("/message/send.json")[0]["recipients"], json!(["380501110002"]));
}
