//! `bench clients`: an office of 100,000 clients, 1,000,000 contacts and 100,000 reminders on both engines: the first page
//! of any filter and any order, the dialog at the start, typing in the client picker, and the import of a file.

use serde_json::{Value, json};
use std::fmt::Write;
use std::path::Path;

use super::{Figure, Goal, Office};
use crate::cluster::Cluster;
use crate::process::Outcome;

const CLIENTS: &str = "100000";
const ROWS: usize = 100_000;
const TIMES: &str = "20";

/// Measures on SQLite, then on PostgreSQL.
pub fn measure(folder: &Path) -> Outcome<Vec<Figure>> {
    let sqlite = folder.join("clients");
    let mut figures = on(&Office::of(&sqlite), folder, "sqlite")?;
    let cluster = Cluster::durable()?;
    let postgres = folder.join("clients-postgres");
    figures.extend(on(&Office { data: &postgres, db: Some(cluster.url()) }, folder, "postgres")?);
    Ok(figures)
}

fn on(office: &Office, folder: &Path, engine: &str) -> Outcome<Vec<Figure>> {
    println!("inventing {CLIENTS} clients with their contacts, reminders and requests on {engine}");
    office.ask(&["init"])?;
    office.ask(&["seed", "--clients", CLIENTS, "--requests", "100000"])?;
    office.ask(&["seed", "--contacts", "1000000", "--reminders", "100000"])?;
    let mut figures = Vec::new();
    let mut tell = |figure: &str, value: f64, unit: &'static str, goal: Goal| {
        figures.push(Figure::new("clients", format!("{engine}_{figure}"), value, unit, goal));
    };
    let pages = [
        ("clients.list", "clients", of_clients()),
        ("contacts.list", "contacts", of_contacts()),
        ("reminders.list", "reminders", of_reminders()),
    ];
    for (command, noun, asked) in pages {
        let slowest = slowest(office, command, &asked)?;
        tell(&format!("{noun}_first_page_slowest_p95"), slowest, "ms", Goal::AtMost(50.0));
    }
    let typed =
        ["м", "ме", "мел", "мельн", "мельник", "мельник і", "ірина 0012", "7919", "+38050", "client77"];
    let typed: Vec<Value> = typed.iter().map(|words| json!({"search": words, "limit": 50})).collect();
    tell("typing_in_the_picker_p95", slowest(office, "clients.suggest", &typed)?, "ms", Goal::AtMost(30.0));
    let look = asked(office, "reminders.look", &json!({}), TIMES, "p95_ms")?;
    tell("dialog_at_the_start_p95", look, "ms", Goal::AtMost(20.0));
    // The first call looks through all names; the others are told what it found.
    let anew = asked(office, "duplicates.list", &json!({}), "1", "median_ms")?;
    let alike = asked(office, "duplicates.list", &json!({}), TIMES, "p95_ms")?;
    tell("duplicates_found_anew", anew, "ms", Goal::None);
    tell("duplicates_first_page_p95", alike, "ms", Goal::AtMost(50.0));
    let (first, second) = import(office, folder)?;
    tell("import_of_100000_rows", first, "s", Goal::AtMost(60.0));
    tell("import_again_adds_nothing", second, "s", Goal::None);
    Ok(figures)
}

/// The slowest of some questions, by the 95th hundredth of its answers.
fn slowest(office: &Office, command: &str, questions: &[Value]) -> Outcome<f64> {
    let (mut most, mut which) = (0.0, String::new());
    for question in questions {
        let took = asked(office, command, question, TIMES, "p95_ms")?;
        if took > most {
            (most, which) = (took, question.to_string());
        }
    }
    println!("the slowest of {command}: {which} {most:.1} ms");
    Ok(most)
}

fn asked(office: &Office, command: &str, question: &Value, times: &str, figure: &str) -> Outcome<f64> {
    let answer = office.ask(&["call", "--repeat", times, command, &question.to_string()])?;
    let told = answer.get(figure).and_then(Value::as_f64);
    told.ok_or_else(|| format!("call --repeat printed no {figure}: {answer}"))
}

/// Takes in a file of people whom the office does not know, twice; every row must be in, and only once.
fn import(office: &Office, folder: &Path) -> Outcome<(f64, f64)> {
    let file = folder.join("people.csv");
    std::fs::write(&file, people()).map_err(|error| format!("{}: {error}", file.display()))?;
    let file = file.to_string_lossy().into_owned();
    let run = |added: usize| -> Outcome<f64> {
        let told = office.ask(&["import", &file])?;
        let count = told.pointer("/counts/added").and_then(Value::as_u64);
        if count != Some(added as u64) {
            return Err(format!("of {ROWS} rows {added} should be added: {told}"));
        }
        told.get("seconds").and_then(Value::as_f64).ok_or_else(|| "import printed no seconds".to_owned())
    };
    Ok((run(ROWS)?, run(0)?))
}

/// A table as people keep it: phones written in several ways, some cells empty.
fn people() -> String {
    let mut text = "Ім'я;Телефон;E-mail;Місто;Мітки;Примітки\n".to_owned();
    for index in 0..ROWS {
        let number = 1_000_000 + index * 37 % 9_000_000;
        let phone = match index % 3 {
            0 => format!("067{number}"),
            1 => format!("+38 (067) {number}"),
            _ => format!("8067{number}"),
        };
        let city = ["Львів", "Одеса", "Харків", ""].get(index % 4).copied().unwrap_or_default();
        let _ = writeln!(
            text,
            "Петренко Олена {index};{phone};olena{index}@import.example;{city};опт;\"Договір {index}; передплата\""
        );
    }
    text
}

fn of_contacts() -> Vec<Value> {
    vec![
        json!({}),
        json!({"search": "макет"}),
        json!({"search": "Розмова 777777"}),
        json!({"search": "нікого"}),
        json!({"search": "мельник"}),
        json!({"client_id": 4242}),
        json!({"employee_id": 1}),
        json!({"from": "2020-01-01", "to": "2024-12-31"}),
        json!({"interests": ["акрил"]}),
        json!({"has_reminder": true}),
        json!({"has_reminder": false}),
    ]
}

fn of_reminders() -> Vec<Value> {
    vec![
        json!({}),
        json!({"state": "open"}),
        json!({"state": "done"}),
        json!({"search": "Нагадування 77777"}),
        json!({"search": "нікого"}),
        json!({"employee_id": 1}),
        json!({"category_id": 1}),
        json!({"client_id": 4242}),
        json!({"from": "2020-01-01", "to": "2031-12-31"}),
    ]
}

fn of_clients() -> Vec<Value> {
    let filters = [
        json!({}),
        json!({"search": "нікого"}),
        json!({"search": "мельник"}),
        json!({"search": "ірина 00123"}),
        json!({"search": "7919"}),
        json!({"kind": "company"}),
        json!({"manager": "none"}),
        json!({"cities": ["Київ"]}),
        json!({"tags": ["опт"]}),
        json!({"tags": ["рідкісний"]}),
        json!({"interests": ["акрил"]}),
        json!({"language": "ru"}),
        json!({"birthday_days": 7}),
        json!({"consent_email": "given"}),
        json!({"consent_email": "not_asked"}),
        json!({"do_not_write": true}),
        json!({"has_phone": true}),
        json!({"has_email": false}),
        json!({"created": {"preset": "this_month"}}),
        json!({"silent_days": 30}),
        json!({"open_requests": true}),
        json!({"has_reminder": false}),
        json!({"search": "мельник", "tags": ["опт"], "has_phone": true}),
    ];
    let columns = [
        "phone", "email", "city", "manager", "tags", "language", "birthday", "discount", "open", "last",
        "created",
    ];
    let orders =
        columns.iter().flat_map(|by| [false, true].map(|down| json!({"sort": {"by": by, "down": down}})));
    filters.into_iter().chain(orders).collect()
}
