//! `bench mailing`: personal letters by one connection beside Postfix's own smtp-source, personal SMS beside a bare drain
//! into the same Kannel, and how a second program that shows the office is answered meanwhile.

use serde_json::{Value, json};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use super::kannel::{self, Kannel};
use super::mailhost::Mailhost;
use super::{Figure, Goal, Office, ROUNDS, median, seconds};
use crate::process::{Outcome, command};

/// Of these clients 10,000 have a phone and some more an address to which they allow letters.
const CLIENTS: &str = "15000";
const LEAST: usize = 10_000;
const SENDER: &str = "bench@office.test";
/// What smtp-source and Postfix write above a letter's text.
const HEAD: f64 = 304.0;
const HTML: &str = "<p>Вітаємо, {{ client.name }}!</p><p>До кінця місяця для вас, {{ client.city }}, діє знижка на вивіски, \
    таблички й акрил. Надішліть розміри у відповідь на цей лист, і ми порахуємо вартість за день.</p>\
    <p>З повагою,<br>{{ office.name }}</p>";
const SMS: &str = "{{ client.name }}, до п'ятниці знижка 10 %";

/// What the rounds gave, messages a second.
#[derive(Default)]
struct Rounds {
    letters: Vec<f64>,
    source: Vec<f64>,
    sms: Vec<f64>,
    drain: Vec<f64>,
    sizes: (f64, f64),
    counts: (usize, usize),
    answers: Vec<f64>,
}

/// Sends to the same clients again and again, in turn with the peers.
pub fn measure(folder: &Path) -> Outcome<Vec<Figure>> {
    let host = Mailhost::start()?;
    let kannel = Kannel::start(&folder.join("kannel"))?;
    let data = folder.join("mailing");
    let office = Office::of(&data);
    set_up(&office, &host, &kannel)?;
    let mut rounds = Rounds::default();
    for round in 1..=ROUNDS {
        letters_beside_source(&office, &host, &mut rounds)?;
        sms_beside_drain(&office, &kannel, round, &mut rounds)?;
        let last = |values: &[f64]| values.last().copied().unwrap_or(f64::NAN);
        println!(
            "round {round}: {:.0} letters/s, smtp-source {:.0}; {:.0} SMS/s, bare drain {:.0}",
            last(&rounds.letters),
            last(&rounds.source),
            last(&rounds.sms),
            last(&rounds.drain)
        );
    }
    // Apart from the rounds, for a second program takes its share of the machine.
    for channel in ["email", "sms"] {
        prepare(&office, channel)?;
        rounds.answers.extend(ask_while_sending(&office)?);
    }
    Ok(figures(rounds))
}

/// An office with clients, requests, a mailbox and a gateway.
fn set_up(office: &Office, host: &Mailhost, kannel: &Kannel) -> Outcome {
    println!("inventing {CLIENTS} clients and 10000 requests");
    office.ask(&["init"])?;
    let words =
        ["seed", "--clients", CLIENTS, "--requests", "10000", "--contacts", "30000", "--reminders", "0"];
    office.ask(&words)?;
    let server = |port: u16, user: &str| json!({"host": "127.0.0.1", "port": port, "security": "plain", "user": user, "fingerprint": null});
    // A provider that keeps what is sent, so that no copy has to be brought to it. It takes letters from anybody here; at its
    // IMAP one logs in: an answer to a wrong name is held back for two seconds, which would count as sending.
    let mailbox = json!({"address": SENDER, "name": "Bench", "imap": server(host.imap(), SENDER), "smtp": server(host.smtp(), ""),
        "sent_folder": null, "saves_sent": true, "has_password": false, "password_place": "none"});
    office.call("mailbox.save", &json!({"mailbox": mailbox, "password": "secret", "in_file": true}))?;
    let gateway = json!({"id": null, "name": "Kannel", "preset": "kannel", "template": "",
        "fields": {"url": kannel.url(), "login": kannel::LOGIN}, "secrets": {"password": kannel::PASSWORD},
        "sender": "Promin", "currency": "UAH", "prices": []});
    office.call("gateways.save", &gateway).map(drop)
}

/// A mailing to all clients, ready to go; how many it is for.
fn prepare(office: &Office, channel: &str) -> Outcome<usize> {
    let new = json!({"name": "Знижка", "channel": channel, "consent_needed": false});
    let id = office.call("mailings.create", &new)?.get("id").cloned().unwrap_or_default();
    office.call("mailings.add_filtered", &json!({"id": id, "filter": {}}))?;
    let fields = json!({"name": "Знижка", "channel": channel, "consent_needed": false, "not_within_days": 0,
        "opt_out_line": true, "per_minute": 0, "quiet_from": "", "quiet_to": "", "start_at": null,
        "texts": [{"language": null, "subject": "{{ client.name }}, знижка", "html": HTML, "sms": SMS}]});
    office.call("mailings.update", &json!({"id": id, "fields": fields}))?;
    let check = office.call("mailings.check", &json!({"id": id}))?;
    let count = check.get("to_send").and_then(Value::as_u64).unwrap_or(0);
    office.call("mailings.send", &json!({"id": id, "confirmed": count}))?;
    let count = usize::try_from(count).unwrap_or(0);
    if count >= LEAST { Ok(count) } else { Err(format!("the mailing goes to {count} only: {check}")) }
}

/// Sends the mailing that waits; the seconds from the program's start to its end.
fn send(office: &Office, count: usize) -> Outcome<f64> {
    let (answer, took, _) = office.measured(&["send", "--once"])?;
    let accepted = answer.pointer("/mailings/accepted").and_then(Value::as_u64);
    if accepted == Some(count as u64) { Ok(took) } else { Err(format!("not all {count} went: {answer}")) }
}

fn letters_beside_source(office: &Office, host: &Mailhost, rounds: &mut Rounds) -> Outcome {
    let before = host.sizes(SENDER).len();
    let count = prepare(office, "email")?;
    let took = send(office, count)?;
    rounds.letters.push(count as f64 / took);
    host.settle()?;
    let average = |from: usize| -> Outcome<f64> {
        let sizes = host.sizes(SENDER);
        let own = sizes.get(from..).unwrap_or_default();
        if own.len() == count {
            Ok(own.iter().sum::<f64>() / count as f64)
        } else {
            Err(format!("Postfix took {} letters of {count}", own.len()))
        }
    };
    let size = average(before)?;
    let mut source = command("smtp-source");
    source.args(["-s", "1", "-d", "-N", "-m", &count.to_string(), "-l", &format!("{:.0}", size - HEAD)]);
    source.args(["-f", SENDER, "-t", "client@seed.example", &format!("inet:127.0.0.1:{}", host.smtp())]);
    rounds.source.push(count as f64 / seconds(&mut source)?);
    host.settle()?;
    rounds.sizes = (size, average(before + count)?);
    rounds.counts.0 = count;
    Ok(())
}

fn sms_beside_drain(office: &Office, kannel: &Kannel, round: usize, rounds: &mut Rounds) -> Outcome {
    let count = prepare(office, "sms")?;
    let took = send(office, count)?;
    rounds.sms.push(count as f64 / took);
    kannel.settle(count * (2 * round - 1))?;
    let numbers = (0..count).map(|number| format!("+38067{number:07}"));
    let took = kannel.drain(numbers, "Мельник Ірина 000123, до п'ятниці знижка 10 %")?;
    rounds.drain.push(count as f64 / took);
    kannel.settle(count * 2 * round)?;
    rounds.counts.1 = count;
    Ok(())
}

/// What a window asks, ten times a second, until the mailing is out; every answer's milliseconds.
fn ask_while_sending(office: &Office) -> Outcome<Vec<f64>> {
    let ended = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let asking = scope.spawn(|| {
            let mut answers = Vec::new();
            let asked =
                [("requests.list", json!({"view": "open", "limit": 50})), ("mailings.list", json!({}))];
            for (command, words) in asked.iter().cycle() {
                if ended.load(Ordering::SeqCst) {
                    break;
                }
                let words = words.to_string();
                let answer = office.ask(&["call", "--repeat", "10", "--every", "100", command, &words])?;
                let each = answer.get("each_ms").and_then(Value::as_array).cloned().unwrap_or_default();
                answers.extend(each.iter().filter_map(Value::as_f64));
            }
            Ok::<_, String>(answers)
        });
        let sent = office.ask(&["send", "--once"]);
        ended.store(true, Ordering::SeqCst);
        let answers = asking.join().map_err(|_| "the asking ended by a panic".to_owned())?;
        sent.and(answers)
    })
}

fn figures(rounds: Rounds) -> Vec<Figure> {
    let (letters, source) = (median(rounds.letters), median(rounds.source));
    let (sms, drain) = (median(rounds.sms), median(rounds.drain));
    let mut answers = rounds.answers;
    answers.sort_by(f64::total_cmp);
    let at = (answers.len() * 95).div_ceil(100).saturating_sub(1);
    let p95 = answers.get(at).copied().unwrap_or(f64::NAN);
    let figure = |name, value, unit, goal| Figure::new("mailing", name, value, unit, goal);
    vec![
        figure("letters", rounds.counts.0 as f64, "letters", Goal::None),
        figure("deskbell_average_letter", rounds.sizes.0 / 1000.0, "KB", Goal::None),
        figure("smtp_source_average_letter", rounds.sizes.1 / 1000.0, "KB", Goal::None),
        figure("deskbell_letters", letters, "1/s", Goal::None),
        figure("smtp_source_letters", source, "1/s", Goal::None),
        figure("letters_to_smtp_source", letters / source, "x", Goal::AtLeast(0.9)),
        figure("sms", rounds.counts.1 as f64, "SMS", Goal::None),
        figure("deskbell_sms", sms, "1/s", Goal::None),
        figure("bare_drain_sms", drain, "1/s", Goal::None),
        // No goal: smsbox and bearerbox keep one another waiting for 40 ms at some paces and not at others.
        figure("sms_to_bare_drain", sms / drain, "x", Goal::None),
        figure("window_answers_meanwhile_p95", p95, "ms", Goal::AtMost(100.0)),
    ]
}
