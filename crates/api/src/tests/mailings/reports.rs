//! S5: what gateways report of SMS, asked or unasked.

use deskbell_core::mailings;
use deskbell_core::mailings::delivery::{Report, State};
use serde_json::{Value as Json, json};

use super::gateway::*;
use super::people::agreed;
use crate::tests::{Bench, DAY, HOUR, MINUTE};

fn connected(bench: &Bench) -> (Host, i64) {
    let host = Host::new(|_, body| club(body["phone"].as_array().unwrap()));
    let gateway = host.connect(bench, "smsclub", json!({ "token": "key-key-1" }));
    (host, gateway)
}

fn tell(bench: &Bench, gateway: i64, report: &Report) -> bool {
    let desk = bench.office.desk();
    desk.write(|tx| mailings::reported(&desk, tx, gateway, report)).unwrap()
}

fn named(name: &str, state: State, words: &str) -> Report {
    Report { id: None, gateway_id: Some(name.to_owned()), state, at: None, words: words.to_owned() }
}

/// S5: states are asked for after 15 seconds, then more rarely; cost and counts stand in the report.
#[test]
fn s5_states_are_asked_for_until_they_are_final() {
    let bench = Bench::new();
    let (host, _) = connected(&bench);
    let id = sent(&bench, "Знижка", &phones(3));
    work(&bench);
    assert_eq!(host.asked("/sms/status").len(), 0, "not at once");
    host.becomes(|_, _| {
        Reply::Json(
            200,
            json!({ "success_request": { "info": {
        "c-380501110000": "DELIVRD", "c-380501110001": "UNDELIV", "c-380501110002": "ENROUTE" } } }),
        )
    });
    bench.wait(16_000);
    work(&bench);
    assert_eq!(fate(&bench, id, "0").0, "delivered");
    assert_eq!(fate(&bench, id, "1"), ("failed".to_owned(), "not_delivered".to_owned()));
    assert_eq!(fate(&bench, id, "2").0, "accepted");
    work(&bench);
    assert_eq!(host.asked("/sms/status").len(), 1, "asked once for now");
    bench.wait(2 * MINUTE);
    work(&bench);
    let asked = host.asked("/sms/status");
    assert_eq!(asked[1]["id_sms"], json!(["c-380501110002"]), "the settled are not asked about");
    let report = bench.call("mailings.report", json!({ "id": id }));
    assert_eq!(
        (report["parts"].clone(), report["cost"].clone(), report["currency"].clone()),
        (json!(3), json!(1.95), json!("UAH"))
    );
    assert_eq!(
        (report["counts"]["delivered"].clone(), report["counts"]["failed"].clone()),
        (json!(1), json!(1))
    );
    for _ in 0..100 {
        bench.wait(HOUR);
        work(&bench);
    }
    assert!((70..80).contains(&host.asked("/sms/status").len()), "three days, then no more");
    assert_eq!(bench.number("SELECT count(*) AS n FROM message WHERE poll_at IS NOT NULL"), 0);
}

/// S5: a gateway that does not answer is asked again later; one that was forgotten is not.
#[test]
fn s5_a_gateway_that_does_not_answer_is_asked_again() {
    let bench = Bench::new();
    let (host, gateway) = connected(&bench);
    let id = sent(&bench, "Знижка", &phones(1));
    work(&bench);
    host.becomes(|_, _| Reply::Raw(500, "", "oops"));
    bench.wait(16_000);
    work(&bench);
    work(&bench);
    assert_eq!(host.asked("/sms/status").len(), 1);
    host.becomes(|_, _| {
        Reply::Json(200, json!({ "success_request": { "info": { "c-380501110000": "DELIVRD" } } }))
    });
    bench.wait(6 * MINUTE);
    work(&bench);
    assert_eq!(fate(&bench, id, "0").0, "delivered");
    sent(&bench, "Ще", &phones(1));
    host.becomes(|_, body| club(body["phone"].as_array().unwrap()));
    work(&bench);
    bench.call("gateways.remove", json!({ "id": gateway }));
    bench.wait(DAY);
    work(&bench);
    assert_eq!(bench.number("SELECT count(*) AS n FROM message WHERE poll_at IS NOT NULL"), 0);
}

/// S5, S8: a report may come before the answer to the submission is noted, and for an SMS of which nobody knew whether it
/// left; either way it counts once.
#[test]
fn s5_early_and_late_reports_count_once() {
    let bench = Bench::new();
    let (host, gateway) = connected(&bench);
    let known = agreed(&bench, "Ірина", "", "050 111 00 00");
    host.becomes(|_, _| Reply::Cut);
    let id = sent(&bench, "Знижка", "0501110000\n");
    work(&bench);
    assert_eq!(fate(&bench, id, "0").0, "uncertain");
    let contacts = |bench: &Bench| -> Vec<Json> {
        bench.call("contacts.list", json!({ "client_id": known }))["rows"].as_array().unwrap().clone()
    };
    assert!(contacts(&bench).is_empty());
    let token: String = bench.rows("SELECT token FROM message", &[])[0].get("token").unwrap();
    let by_ours = |state: State| Report { id: Some(token.clone()), ..named("", state, "") };
    assert!(tell(&bench, gateway, &by_ours(State::Delivered)));
    assert!(tell(&bench, gateway, &by_ours(State::Sent)), "late and of no weight");
    assert_eq!(fate(&bench, id, "0").0, "delivered");
    assert_eq!(contacts(&bench).len(), 1);
    assert_eq!(contacts(&bench)[0]["information"], "Знижка");
    assert_eq!(row(&bench, id, "0")["cost"], 0.65);
    assert!(!tell(&bench, gateway, &named("nobody", State::Delivered, "")));
    assert!(!tell(&bench, gateway + 1, &named("c-380501110000", State::Delivered, "")));

    // While the answer is on its way.
    let bench = Bench::new();
    let (host, gateway) = connected(&bench);
    let office = std::sync::Arc::clone(&bench.office);
    host.becomes(move |_, body| {
        let desk = office.desk();
        let row = desk
            .read(|reader| Ok::<_, deskbell_core::Error>(reader.one("SELECT token FROM message", &[])?))
            .unwrap();
        let token: String = row.get("token").unwrap();
        // Of the steps, which come in no sure order, the one that says most counts.
        for (state, words) in
            [(State::Sent, "ACCEPTD"), (State::Undelivered, "UNDELIV"), (State::Sent, "ACCEPTD")]
        {
            let report = Report { id: Some(token.clone()), ..named("", state, words) };
            assert!(desk.write(|tx| mailings::reported(&desk, tx, gateway, &report)).unwrap());
        }
        club(body["phone"].as_array().unwrap())
    });
    let id = sent(&bench, "Знижка", "0501110000\n");
    work(&bench);
    assert_eq!(fate(&bench, id, "0"), ("failed".to_owned(), "not_delivered".to_owned()));
    assert_eq!(row(&bench, id, "0")["cost"], 0.65, "what was sent is paid for");
}

/// S5: what arrived has arrived, whatever a gateway says of it later, and its address stays good; what had failed may arrive
/// yet.
#[test]
fn s5_nothing_leaves_delivered() {
    let bench = Bench::new();
    let (_host, gateway) = connected(&bench);
    let id = sent(&bench, "Знижка", &phones(2));
    work(&bench);
    for state in [State::Delivered, State::Undelivered, State::Expired, State::Rejected, State::Undelivered] {
        assert!(tell(&bench, gateway, &named("c-380501110000", state, "")));
        assert_eq!(fate(&bench, id, "0").0, "delivered");
    }
    assert_eq!(bench.number("SELECT count(*) AS n FROM stopped_address"), 0);
    assert!(tell(&bench, gateway, &named("c-380501110001", State::Undelivered, "")));
    assert!(tell(&bench, gateway, &named("c-380501110001", State::Delivered, "")));
    assert_eq!(fate(&bench, id, "1").0, "delivered");
}
