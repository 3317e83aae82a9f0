//! S3, S4, S7, S8: SMS of mailings by a gateway, whatever it answers.

use serde_json::{Value as Json, json};

use super::gateway::*;
use super::people::{agreed, client};
use crate::tests::{Bench, HOUR, MINUTE};

fn is(fate: (String, String), state: &str, reason: &str) {
    assert_eq!((fate.0.as_str(), fate.1.as_str()), (state, reason));
}

pub fn token() -> Json {
    json!({ "token": "key-key-1" })
}

/// S4, S7, S8: each goes once; what the gateway refuses is listed with its answer, and a number that it does not know or
/// whose owner opted out there is never written to again.
#[test]
fn s4_each_sms_goes_once_and_everybody_is_accounted_for() {
    let bench = Bench::new();
    let host = Host::new(|path, body| {
        if path.ends_with("/status.json") {
            return Reply::Json(200, json!({ "response_code": 0, "response_result": [] }));
        }
        let phone = &body["recipients"][0];
        match phone.as_str().unwrap().chars().last().unwrap() {
            '1' => turbo(phone, 305, "INVALID_PHONE"),
            '2' => turbo(phone, 404, "RECIPIENT_IN_STOPLIST"),
            '3' => turbo(phone, 999, "SOMETHING_ELSE"),
            _ => turbo(phone, 0, "OK"),
        }
    });
    host.connect(&bench, "turbosms", token());
    let known = agreed(&bench, "Ірина", "", "050 111 00 00");
    let id = sent(
        &bench,
        "Знижка, {{ client.name }}!",
        "Ірина;0501110000\n;0501110001\n;0501110002\n;0501110003\n",
    );
    let counts = work(&bench);
    assert_eq!((counts.accepted, counts.refused, counts.uncertain), (1, 3, 0));
    is(fate(&bench, id, "0"), "accepted", "");
    for ends in ["1", "2", "3"] {
        is(fate(&bench, id, ends), "refused", "sms_not_taken");
    }
    assert_eq!(row(&bench, id, "1")["error"]["params"]["why"], "bad_number");
    assert!(row(&bench, id, "3")["answer"].as_str().unwrap().contains("SOMETHING_ELSE"));
    let done = mailing(&bench, id);
    assert_eq!(done["state"], "done");
    let message = row(&bench, id, "0");
    assert_eq!((message["parts"].clone(), message["cost"].clone()), (json!(1), json!(0.65)));
    let first =
        host.asked("/message/send.json").into_iter().find(|one| one["recipients"][0] == "380501110000");
    let first = first.unwrap();
    assert_eq!(first["sms"], json!({ "sender": "Promin", "text": "Знижка, Ірина!" }));
    // S8: among her contacts, with the words, the number and the category.
    let contacts = bench.call("contacts.list", json!({ "client_id": known }));
    let contact = &contacts["rows"][0];
    assert_eq!(
        (contact["channel"].clone(), contact["address"].clone(), contact["information"].clone()),
        (json!("sms"), json!("+380501110000"), json!("Знижка, Ірина!"))
    );
    assert_eq!(contacts["rows"].as_array().unwrap().len(), 1);
    work(&bench);
    assert_eq!(host.asked("/message/send.json").len(), 4, "nobody twice");
    let stopped = bench.call("mailings.stopped", json!({}));
    let reasons: Vec<_> =
        stopped["rows"].as_array().unwrap().iter().map(|row| row["reason"].clone()).collect();
    assert!(
        reasons.contains(&json!("bounced")) && reasons.contains(&json!("opted_out")) && reasons.len() == 2
    );
    // The failed once more: those who are stopped are left out, the other has an id of its own.
    bench.wait(MINUTE);
    assert_eq!(bench.call("mailings.retry", json!({ "id": id }))["messages"], 3);
    work(&bench);
    is(fate(&bench, id, "1"), "left_out", "bounced");
    is(fate(&bench, id, "2"), "left_out", "opted_out");
    let tries: Vec<Json> = host
        .asked("/message/send.json")
        .into_iter()
        .filter(|one| one["recipients"][0] == "380501110003")
        .collect();
    assert_eq!(tries.len(), 2);
    assert_ne!(tries[0]["sequence_id"], tries[1]["sequence_id"]);
    // N1: whoever started it hears of each end once.
    work(&bench);
    let told = bench.call("notices.list", json!({}));
    let finished =
        told["rows"].as_array().unwrap().iter().filter(|row| row["event"] == "mailing_finished").count();
    assert_eq!(finished, 2, "the end, and the end of the second try: {told}");
}

/// S4: what may have left is never sent again; only a gateway that sends one id once gets it once more, under that id.
#[test]
fn s4_an_unclear_sms_goes_again_only_where_the_gateway_is_idempotent() {
    let bench = Bench::new();
    let host = Host::new(|_, _| Reply::Cut);
    host.connect(&bench, "smsclub", token());
    let id = sent(&bench, "Знижка", &phones(3));
    assert_eq!(work(&bench).uncertain, 3);
    is(fate(&bench, id, "2"), "uncertain", "sms_uncertain");
    host.becomes(|_, body| club(body["phone"].as_array().unwrap()));
    bench.wait(HOUR);
    work(&bench);
    assert_eq!(host.asked("/sms/send").len(), 1, "one batch, once");
    assert_eq!(mailing(&bench, id)["state"], "done");
    // A person looked, and they did not leave.
    bench.call("mailings.retry", json!({ "id": id, "uncertain": true }));
    assert_eq!(work(&bench).accepted, 3);

    let bench = Bench::new();
    let host = Host::new(|_, _| Reply::Cut);
    let first = host.connect(&bench, "turbosms", token());
    let id = sent(&bench, "Знижка", &phones(2));
    let counts = work(&bench);
    assert_eq!((counts.uncertain, counts.retry), (0, 2));
    is(fate(&bench, id, "0"), "queued", "sms_uncertain");
    host.becomes(|_, body| turbo(&body["recipients"][0], 0, "OK"));
    bench.wait(2 * MINUTE);
    assert_eq!(work(&bench).accepted, 2);
    let ids = |phone: &str| -> Vec<Json> {
        let all = host.asked("/message/send.json");
        all.iter().filter(|one| one["recipients"][0] == phone).map(|one| one["sequence_id"].clone()).collect()
    };
    let tries = ids("380501110000");
    assert!(tries.len() == 2 && tries[0] == tries[1], "one id for both tries: {tries:?}");

    // Another gateway knows nothing of the first try.
    let id = sent(&bench, "Знижка", "0501110009\n");
    host.becomes(|_, _| Reply::Cut);
    work(&bench);
    let other = Host::new(|_, body| club(body["phone"].as_array().unwrap()));
    let second = other.connect(&bench, "smsclub", token());
    bench.call("gateways.choose", json!({ "id": second }));
    bench.wait(2 * MINUTE);
    work(&bench);
    assert_eq!(other.asked("/sms/send").len(), 0);
    is(fate(&bench, id, "9"), "uncertain", "sms_uncertain");
    assert_ne!(first, second);
}

/// S4: no money, a key that expired, a sender that is not registered: the mailing pauses with the sentence, nobody is
/// lost, and it goes on once that is mended.
#[test]
fn s4_what_concerns_all_pauses_the_mailing() {
    for (answer, code) in [(203, "sms_balance"), (103, "sms_login"), (401, "sms_sender")] {
        let bench = Bench::new();
        let whole = json!({ "response_code": answer, "response_status": "NO", "response_result": null });
        let mut taken = 0;
        let host = Host::new(move |_, body| {
            taken += 1;
            if taken > 2 { Reply::Json(200, whole.clone()) } else { turbo(&body["recipients"][0], 0, "OK") }
        });
        host.connect(&bench, "turbosms", token());
        let id = sent(&bench, "Знижка", &phones(6));
        work(&bench);
        let paused = mailing(&bench, id);
        assert_eq!(
            (paused["state"].clone(), paused["pause_reason"]["code"].clone()),
            (json!("paused"), json!(code))
        );
        assert_eq!(
            (paused["counts"]["accepted"].clone(), paused["counts"]["queued"].clone()),
            (json!(2), json!(4))
        );
        assert_eq!(host.asked("/message/send.json").len(), 3, "one question too many, no more");
        host.becomes(|_, body| turbo(&body["recipients"][0], 0, "OK"));
        bench.call("mailings.resume", json!({ "id": id }));
        work(&bench);
        assert_eq!(mailing(&bench, id)["counts"]["accepted"], 6, "{code}");
    }
}

/// S4: a gateway that asks for time gets it, and one that is out of order is not run into again and again.
#[test]
fn s4_a_gateway_that_asks_for_time_gets_it() {
    let bench = Bench::new();
    let host = Host::new(|_, _| Reply::Raw(429, "Retry-After: 600\r\n", "slow down"));
    host.connect(&bench, "smsclub", token());
    let id = sent(&bench, "Знижка", &phones(150));
    work(&bench);
    assert_eq!(host.asked("/sms/send").len(), 1, "the rest waits too");
    let waiting = mailing(&bench, id);
    assert_eq!(
        (waiting["state"].clone(), waiting["counts"]["queued"].clone()),
        (json!("running"), json!(150))
    );
    host.becomes(|_, body| club(body["phone"].as_array().unwrap()));
    bench.wait(11 * MINUTE);
    assert_eq!(work(&bench).accepted, 150);
    let phones: Vec<Json> = host.asked("/sms/send")[1..]
        .iter()
        .flat_map(|one| one["phone"].as_array().unwrap().clone())
        .collect();
    let distinct: std::collections::HashSet<String> = phones.iter().map(Json::to_string).collect();
    assert_eq!((phones.len(), distinct.len()), (150, 150));
}

/// S4: garbage and 500 leave nobody known: after a batch of them the mailing pauses instead of burning the rest.
#[test]
fn s4_garbage_pauses_before_everybody_is_uncertain() {
    for reply in [(200, "<html>Вхід</html>"), (500, "oops")] {
        let bench = Bench::new();
        let host = Host::new(move |_, _| Reply::Raw(reply.0, "", reply.1));
        host.connect(&bench, "smsclub", token());
        let id = sent(&bench, "Знижка", &phones(230));
        for _ in 0..3 {
            work(&bench);
            bench.wait(10 * MINUTE);
        }
        let paused = mailing(&bench, id);
        let counts = &paused["counts"];
        let sum = |names: &[&str]| names.iter().map(|name| counts[*name].as_i64().unwrap()).sum::<i64>();
        assert_eq!(sum(&["uncertain", "queued"]), 230, "{counts}");
        assert!(sum(&["queued"]) >= 130, "{counts}");
        if sum(&["uncertain"]) > 0 {
            assert_eq!(
                (paused["state"].clone(), paused["pause_reason"]["code"].clone()),
                (json!("paused"), json!("gateway_unclear")),
                "{reply:?}"
            );
        }
    }
}

/// S4: a gateway that answers for half a batch: the others are uncertain, by name.
#[test]
fn s4_half_a_batch_is_told_apart() {
    let bench = Bench::new();
    let host = Host::new(|_, body| club(&body["phone"].as_array().unwrap()[..2]));
    host.connect(&bench, "smsclub", token());
    let id = sent(&bench, "Знижка", &phones(4));
    work(&bench);
    for (ends, state) in [("0", "accepted"), ("1", "accepted"), ("2", "uncertain"), ("3", "uncertain")] {
        assert_eq!(fate(&bench, id, ends).0, state, "{ends}");
    }
    work(&bench);
    assert_eq!(host.asked("/sms/send").len(), 1);
}

/// S4, S6: who opted out, refused, or got another phone after the mailing was sent off is decided of once more.
#[test]
fn s4_consent_is_looked_at_again_when_an_sms_goes() {
    let bench = Bench::new();
    let host = Host::new(|_, body| club(body["phone"].as_array().unwrap()));
    host.connect(&bench, "smsclub", token());
    let inside = client(&bench, "Внутрішній", "", "044 390-12-55 доб. 7", json!({}));
    let silent = client(&bench, "Не писати", "", "050 111 00 05", json!({}));
    let id = written(&bench, "sms", "Знижка", "0501110001\n0501110002\n");
    bench.call("mailings.add_clients", json!({ "id": id, "client_ids": [inside, silent] }));
    go(&bench, id);
    bench.call("mailings.opt_out", json!({ "way": "sms", "address": "0501110002", "note": "просив" }));
    let card = bench.call("clients.get", json!({ "id": silent }));
    let desk = bench.office.desk();
    desk.write(|tx| {
        Ok::<_, deskbell_core::Error>(
            tx.run("UPDATE client SET do_not_write = 1 WHERE id = ?1", deskbell_store::params![silent])?,
        )
    })
    .unwrap();
    assert_eq!(card["do_not_write"], false);
    work(&bench);
    is(fate(&bench, id, "0001"), "accepted", "");
    is(fate(&bench, id, "0002"), "left_out", "opted_out");
    is(fate(&bench, id, "0005"), "left_out", "do_not_write");
    assert_eq!(
        host.asked("/sms/send").iter().map(|one| one["phone"].as_array().unwrap().len()).sum::<usize>(),
        1
    );
    let left = bench.call("mailings.messages", json!({ "id": id, "reason": "no_address" }));
    assert_eq!(
        (left["total"].clone(), left["rows"][0]["who"].clone()),
        (json!(1), json!("Внутрішній")),
        "an extension takes no SMS"
    );
}

/// S4: quiet hours, pause and stop hold for SMS as for letters.
#[test]
fn s4_quiet_hours_pause_and_stop_hold_sms_back() {
    let bench = Bench::new();
    let host = Host::new(|_, body| club(body["phone"].as_array().unwrap()));
    host.connect(&bench, "smsclub", token());
    let id = sent(&bench, "Знижка", &phones(3));
    bench.wait(10 * HOUR);
    work(&bench);
    assert_eq!(host.asked("/sms/send").len(), 0, "ten in the evening");
    bench.wait(11 * HOUR);
    bench.call("mailings.pause", json!({ "id": id }));
    work(&bench);
    assert_eq!(host.asked("/sms/send").len(), 0, "paused");
    bench.call("mailings.resume", json!({ "id": id }));
    bench.call("mailings.stop", json!({ "id": id }));
    work(&bench);
    assert_eq!(host.asked("/sms/send").len(), 0, "stopped");
    is(fate(&bench, id, "0"), "left_out", "stopped");
}

/// S4: what a program that ended had handed over is uncertain, and stays so.
#[test]
fn s4_after_a_crash_what_was_being_handed_over_is_uncertain() {
    let bench = Bench::new();
    let host = Host::new(|_, body| club(body["phone"].as_array().unwrap()));
    host.connect(&bench, "smsclub", token());
    let id = sent(&bench, "Знижка", &phones(3));
    bench
        .office
        .desk()
        .write(|tx| {
            Ok::<_, deskbell_core::Error>(
                tx.run("UPDATE message SET state = 'submitting' WHERE address = '+380501110001'", &[])?,
            )
        })
        .unwrap();
    deskbell_core::jobs::recover(&bench.office).unwrap();
    assert_eq!(work(&bench).accepted, 2);
    is(fate(&bench, id, "0001"), "uncertain", "sms_uncertain");
}

/// S1, S4: by SMS where there is no e-mail; letters that cannot leave do not hold the SMS up.
#[test]
fn s4_sms_go_where_there_is_no_email() {
    let bench = Bench::new();
    let mut mailbox = crate::tests::mailbox();
    mailbox["smtp"] =
        json!({ "host": "127.0.0.1", "port": 1, "security": "plain", "user": "x", "fingerprint": null });
    bench.call("mailbox.save", json!({ "mailbox": mailbox, "password": "сезам", "in_file": false }));
    let host = Host::new(|_, body| club(body["phone"].as_array().unwrap()));
    host.connect(&bench, "smsclub", token());
    let both = agreed(&bench, "Обидва", "both@x.example", "050 111 00 01");
    let phone = agreed(&bench, "Телефон", "", "050 111 00 02");
    let id = written(&bench, "email_or_sms", "Знижка", "");
    bench.call("mailings.add_clients", json!({ "id": id, "client_ids": [both, phone] }));
    let check = bench.call("mailings.check", json!({ "id": id }));
    assert_eq!((check["emails"].clone(), check["sms"].clone()), (json!(1), json!(1)));
    go(&bench, id);
    assert_eq!(work(&bench).accepted, 1);
    is(fate(&bench, id, "0002"), "accepted", "");
    assert_eq!(fate(&bench, id, "both@x.example").0, "queued");
    assert_eq!(mailing(&bench, id)["state"], "running", "the letter waits");
}

/// S3: parts, the characters that force them, cost and balance before anything goes; a test to oneself goes by the gateway.
#[test]
fn s3_parts_cost_and_balance_are_known_before_sending() {
    let bench = Bench::new();
    let id = written(
        &bench,
        "sms",
        "Hello, {{ client.name }}",
        "John;0501110001\nІра;0671110002\nBob;+48501234567\n",
    );
    let check = bench.call("mailings.check", json!({ "id": id }));
    assert_eq!(check["problems"][0]["code"], "no_gateway");
    assert_eq!(bench.fail("gateways.balance", json!({})).code, "no_gateway");
    let host = Host::new(|path, body| match path {
        "/user/balance.json" => Reply::Json(
            200,
            json!({ "response_code": 0, "response_status": "OK", "response_result": { "balance": "152.40" } }),
        ),
        _ => turbo(&body["recipients"][0], 0, "OK"),
    });
    host.connect(&bench, "turbosms", token());
    let estimate = bench.call("mailings.estimate", json!({ "id": id }));
    assert_eq!(
        estimate,
        json!({ "sms": 3, "parts": 3, "longest": 1, "unicode": 1, "forcing": ["І", "а", "р"], "cost": 1.65,
            "unpriced": 1, "currency": "UAH", "gateway": "TurboSMS" })
    );
    assert_eq!(bench.call("gateways.balance", json!({})), json!({ "amount": 1_524_000, "currency": "UAH" }));
    bench.call("mailings.test", json!({ "id": id, "way": "sms", "address": "050 999 99 99" }));
    let asked = host.asked("/message/send.json");
    assert_eq!((asked.len(), asked[0]["recipients"][0].clone()), (1, json!("380509999999")));
    host.becomes(|_, body| turbo(&body["recipients"][0], 305, "INVALID_PHONE"));
    let refused = bench.fail("mailings.test", json!({ "id": id, "way": "sms", "address": "050 999 99 99" }));
    assert_eq!(
        (refused.code.as_str(), refused.params["why"].clone()),
        ("sms_not_taken", json!("bad_number"))
    );
    assert_eq!(mailing(&bench, id)["counts"]["queued"], 3, "a test counts nowhere");
}
