//! S7: gateways are set up, tried and forgotten by the office's only door; the other side is a real listener.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use deskbell_core::secrets::Secrets;
use serde_json::{Value as Json, json};

use super::Bench;

/// A gateway that knows one key, tells a balance and takes SMS; gives its address and what it was asked.
fn gateway() -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let asked: Arc<Mutex<Vec<String>>> = Arc::default();
    let kept = Arc::clone(&asked);
    std::thread::spawn(move || {
        for mut line in listener.incoming().flatten() {
            let mut bytes = vec![0; 16_384];
            let mut read = line.read(&mut bytes).unwrap();
            // The body of a POST may come in a packet of its own.
            if bytes.starts_with(b"POST") && bytes[..read].ends_with(b"\r\n\r\n") {
                read += line.read(&mut bytes[read..]).unwrap();
            }
            let text = String::from_utf8_lossy(&bytes[..read]).into_owned();
            let (status, body) = match () {
                () if !text.to_lowercase().contains("authorization: bearer good-key") => {
                    (401, json!({ "error": "unknown key wrong-key" }))
                }
                () if text.starts_with("GET") => (200, json!({ "money": "12,50" })),
                () if text.contains("+380501234567") => (200, json!({ "id": "g-1" })),
                () => (422, json!({ "error": "no such number" })),
            };
            kept.lock().unwrap().push(text);
            let body = body.to_string();
            let head =
                format!("HTTP/1.1 {status} X\r\nConnection: close\r\nContent-Length: {}\r\n\r\n", body.len());
            line.write_all(format!("{head}{body}").as_bytes()).unwrap();
        }
    });
    (address, asked)
}

fn template(url: &str) -> String {
    json!({
        "name": "Свій", "fields": [{ "key": "key", "secret": true }, { "key": "route", "optional": true }],
        "send": {
            "request": { "method": "POST", "url": format!("{url}/sms"), "headers": { "Authorization": "Bearer {key}" },
                "json": { "to": "{to}", "from": "{sender}", "text": "{text}", "route": "{route}" } },
            "answer": { "words": ["/error"] },
            "items": { "by": "one", "gateway_id": ["/id"] }
        },
        "balance": { "request": { "url": format!("{url}/money"), "headers": { "Authorization": "Bearer {key}" } },
            "answer": { "words": ["/error"] }, "amount": ["/money"], "currency": "UAH" },
        "codes": [{ "codes": ["no such number"], "means": "bad_number" }]
    })
    .to_string()
}

fn fields(url: &str, key: &str) -> Json {
    json!({ "id": null, "name": " Свій  шлюз ", "preset": "own", "template": template(url), "fields": { "route": "7" },
        "secrets": { "key": key }, "sender": "Promin", "currency": "uah",
        "prices": [{ "prefix": "380", "price": 6500 }, { "prefix": "", "price": 30000 }] })
}

#[test]
fn s7_a_gateway_is_tried_before_and_after_it_is_saved() {
    let bench = Bench::new();
    let (url, asked) = gateway();
    let wrong = bench.fail("gateways.test", fields(&url, "wrong-key"));
    assert_eq!(wrong.code, "sms_login");
    assert!(!format!("{wrong:?}").contains("wrong-key"), "a key is never told on: {wrong:?}");
    let tested = bench.call("gateways.test", fields(&url, "good-key"));
    assert_eq!(tested, json!({ "balance": 125_000, "currency": "UAH", "words": "" }));
    assert_eq!(bench.call("gateways.list", json!({})), json!([]), "a test keeps nothing");
    let id = bench.call("gateways.save", fields(&url, "good-key"))["id"].clone();
    let mut again = fields(&url, "");
    (again["id"], again["secrets"]) = (id.clone(), json!({}));
    assert_eq!(bench.call("gateways.test", again)["balance"], 125_000, "with the key that is kept");
    let listed = bench.call("gateways.list", json!({}));
    assert_eq!(
        (listed[0]["name"].clone(), listed[0]["tried_at"].clone(), listed[0]["secrets"].clone()),
        (json!("Свій шлюз"), json!(bench.now()), json!(["key"]))
    );
    let sent =
        bench.call("gateways.send_test", json!({ "id": id, "phone": "050 123 45 67", "text": "Привіт" }));
    assert_eq!(
        (sent["state"].clone(), sent["gateway_message"].clone(), sent["parts"].clone()),
        (json!("accepted"), json!("g-1"), json!(1))
    );
    let last = asked.lock().unwrap().last().unwrap().clone();
    assert!(last.contains(r#""to":"+380501234567","from":"Promin","text":"Привіт","route":"7""#), "{last}");
    let refused =
        bench.call("gateways.send_test", json!({ "id": id, "phone": "+49 30 901820", "text": "x" }));
    assert_eq!((refused["state"].clone(), refused["why"].clone()), (json!("refused"), json!("bad_number")));
    assert_eq!(
        bench.fail("gateways.send_test", json!({ "id": id, "phone": "так", "text": "x" })).code,
        "bad_phone"
    );
}

/// A gateway whose keys cannot be kept is not there, however often one tries.
#[test]
fn s7_without_a_place_for_its_keys_no_gateway_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("no folder").join("secrets.json");
    let bench = Bench::with(Secrets::System { file, office: "x".to_owned(), file_only: true });
    bench.start(false);
    for _ in 0..2 {
        bench.fail("gateways.save", fields("http://127.0.0.1:9", "good-key"));
    }
    assert_eq!(bench.call("gateways.list", json!({})), json!([]));
}

/// Keys lie in the keyring alone: not in the database, not in an answer, not in the activity log.
#[test]
fn s7_keys_are_kept_out_of_the_database_and_of_answers() {
    let bench = Bench::new();
    let (url, _) = gateway();
    let mut typed = fields(&url, "good-key");
    // Somebody who writes the key beside the secrets does not get it into the database either.
    typed["fields"]["key"] = json!("good-key");
    let id = bench.call("gateways.save", typed)["id"].clone();
    let told =
        format!("{}{}", bench.call("gateways.list", json!({})), bench.call("gateways.offered", json!({})));
    assert!(!told.contains("good-key"));
    for table in ["gateway", "change", "setting"] {
        let rows = bench.rows(&format!("SELECT * FROM {table}"), &[]);
        assert!(!format!("{rows:?}").contains("good-key"), "{table}");
    }
    let held = |bench: &Bench| bench.office.secrets.get(&format!("gateway-{id}-key")).unwrap();
    assert_eq!(held(&bench).unwrap().0, "good-key");
    bench.call("gateways.remove", json!({ "id": id }));
    assert!(held(&bench).is_none());
    assert_eq!(bench.call("gateways.list", json!({})), json!([]));
}

#[test]
fn s7_one_gateway_is_chosen_and_prices_are_put_in_order() {
    let bench = Bench::new();
    let kannel = json!({ "id": null, "name": "Kannel", "preset": "kannel", "template": "{", "currency": "",
        "fields": { "url": "http://127.0.0.1:13013", "login": "office", "strange": "x" },
        "secrets": { "password": "secret", "strange": "y" }, "sender": "", "prices": [] });
    let first = bench.call("gateways.save", fields("http://127.0.0.1:9", "good-key"))["id"].clone();
    let second = bench.call("gateways.save", kannel.clone())["id"].clone();
    let chosen = |bench: &Bench| -> Vec<(Json, Json)> {
        let rows = bench.call("gateways.offered", json!({}));
        rows.as_array().unwrap().iter().map(|row| (row["id"].clone(), row["chosen"].clone())).collect()
    };
    assert_eq!(chosen(&bench), [(first.clone(), json!(true)), (second.clone(), json!(false))]);
    bench.call("gateways.choose", json!({ "id": second }));
    assert_eq!(chosen(&bench), [(second.clone(), json!(true)), (first.clone(), json!(false))]);
    let listed = bench.call("gateways.list", json!({}));
    assert_eq!(listed[0]["fields"], json!({ "url": "http://127.0.0.1:13013", "login": "office" }));
    assert_eq!(
        (listed[0]["template"].clone(), listed[0]["secrets"].clone()),
        (json!(""), json!(["password"]))
    );
    assert_eq!(
        listed[1]["prices"],
        json!([{ "prefix": "", "price": 30000 }, { "prefix": "+380", "price": 6500 }])
    );
    assert_eq!(listed[1]["currency"], "UAH");
    bench.call("gateways.remove", json!({ "id": second }));
    assert_eq!(chosen(&bench), [(first, json!(true))], "another takes its place");
}

#[test]
fn s7_what_cannot_work_is_refused_when_it_is_saved() {
    let bench = Bench::new();
    let with = |key: &str, value: Json| {
        let mut typed = fields("http://127.0.0.1:9", "k");
        typed[key] = value;
        bench.fail("gateways.save", typed).code
    };
    assert_eq!(with("name", json!("  ")), "empty_text");
    assert_eq!(with("sender", json!("Промінь")), "bad_sender");
    assert_eq!(with("sender", json!("Promin-Office")), "bad_sender");
    assert_eq!(with("sender", json!("12")), "bad_sender");
    assert_eq!(with("template", json!("{")), "sms_template");
    assert_eq!(with("preset", json!("pigeon")), "bad_request");
    assert_eq!(with("prices", json!([{ "prefix": "UA", "price": 1 }])), "bad_phone");
    assert_eq!(bench.call("gateways.list", json!({})), json!([]));
    let mut missing = fields("http://127.0.0.1:9", "");
    missing["secrets"] = json!({});
    let missing = bench.fail("gateways.test", missing);
    assert_eq!((missing.code.as_str(), missing.params["field"].clone()), ("sms_missing", json!("key")));
    let checked = bench.call("gateways.check", json!({ "template": "{\n \"name\": \"x\", \"send\": 1 }" }));
    assert_eq!(
        (checked["problems"][0]["code"].clone(), checked["fields"].clone()),
        (json!("syntax"), json!([]))
    );
    let good = bench.call("gateways.check", json!({ "template": template("https://sms.test") }));
    assert_eq!((good["problems"].clone(), good["fields"][0]["key"].clone()), (json!([]), json!("key")));
}

/// S7: what was never tried against the live service says so.
#[test]
fn s7_presets_say_what_was_never_tried() {
    let bench = Bench::new();
    let presets = bench.call("gateways.presets", json!({}));
    let tried = |key: &str| {
        let all = presets.as_array().unwrap();
        all.iter().find(|one| one["key"] == key).map(|one| one["tried"].clone()).unwrap()
    };
    for untried in ["turbosms", "smsclub", "alphasms", "sms_fly", "twilio", "smsgate"] {
        assert_eq!(tried(untried), false, "{untried}");
    }
    assert_eq!(tried("kannel"), true);
}

/// K9: SMS are of the part "Mass SMS and e-mail".
#[test]
fn k9_gateways_are_not_shown_while_their_part_is_off() {
    let bench = Bench::new();
    bench.call("parts.update", json!({ "client_interaction": true, "mass_mailing": false }));
    for name in ["gateways.list", "gateways.presets", "gateways.offered", "callbacks.get"] {
        assert_eq!(bench.fail(name, json!({})).code, "part_off", "{name}");
    }
}

#[test]
fn s5_the_address_for_calls_is_checked() {
    let bench = Bench::new();
    let closed = bench.call("callbacks.get", json!({}));
    assert_eq!(closed, json!({ "on": false, "host": "127.0.0.1", "port": 8026, "outside": "" }));
    let with = |key: &str, value: Json| {
        let mut typed = closed.clone();
        typed[key] = value;
        bench.fail("callbacks.update", typed).code
    };
    assert_eq!(with("host", json!("office.example")), "bad_host");
    assert_eq!(with("outside", json!("office.example")), "bad_host");
    assert_eq!(with("port", json!(80)), "sms_listen");
    let open =
        json!({ "on": true, "host": "0.0.0.0", "port": 8027, "outside": "https://sms.office.example/" });
    assert_eq!(bench.call("callbacks.update", open)["outside"], "https://sms.office.example");
}

/// S7: a gateway that could not be removed keeps its secrets.
#[test]
fn s7_a_gateway_that_stays_keeps_its_secrets() {
    let bench = Bench::new();
    let (url, _) = gateway();
    let id = bench.call("gateways.save", fields(&url, "good-key"))["id"].clone();
    let rename = |from: &str, to: &str| {
        let sql = format!("ALTER TABLE {from} RENAME TO {to}");
        bench.office.desk().write(|tx| Ok(tx.run(&sql, &[])?)).unwrap();
    };
    rename("change", "change_away");
    bench.fail("gateways.remove", json!({ "id": id }));
    rename("change_away", "change");
    assert_eq!(bench.call("gateways.list", json!({})).as_array().unwrap().len(), 1);
    let held = bench.office.secrets.get(&format!("gateway-{}-key", id.as_i64().unwrap())).unwrap();
    assert_eq!(held.unwrap().0, "good-key");
}
