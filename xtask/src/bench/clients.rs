//! `bench clients`: the first page of any filter and any order among 100,000 clients, and of those who look alike.

use serde_json::{Value, json};
use std::path::Path;

use super::{Figure, Goal, Office};
use crate::process::Outcome;

const CLIENTS: &str = "100000";
const MOST_MS: f64 = 50.0;

/// Fills an office and asks for the first page of each filter and each order, counted inside one process.
pub fn measure(folder: &Path) -> Outcome<Vec<Figure>> {
    let data = folder.join("clients");
    let office = Office { data: &data };
    println!("inventing {CLIENTS} clients with their contacts and requests");
    office.ask(&["init"])?;
    office.ask(&[
        "seed",
        "--clients",
        CLIENTS,
        "--requests",
        "100000",
        "--contacts",
        "300000",
        "--reminders",
        "20000",
    ])?;
    let median = |times: &str, command: &str, words: &str| {
        let answer = office.ask(&["call", "--repeat", times, command, words])?;
        let median = answer.get("median_ms").and_then(Value::as_f64);
        median.ok_or_else(|| format!("no median_ms: {answer}"))
    };
    // The first call looks through all names; the others are told what it found.
    let found_anew = median("1", "duplicates.list", "{}")?;
    let alike = median("20", "duplicates.list", "{}")?;
    let (mut all, mut worst) = (Vec::new(), (0.0, String::new()));
    for words in asked() {
        let median = median("20", "clients.list", &words.to_string())?;
        if median > worst.0 {
            worst = (median, words.to_string());
        }
        all.push(median);
    }
    println!("the slowest: {}", worst.1);
    all.sort_by(f64::total_cmp);
    let rank = (all.len() * 95).div_ceil(100).saturating_sub(1);
    let p95 = all.get(rank).copied().unwrap_or(f64::NAN);
    Ok(vec![
        Figure::new("clients", "first_page_p95_of_filters_and_orders", p95, "ms", Goal::AtMost(MOST_MS)),
        Figure::new("clients", "first_page_slowest", worst.0, "ms", Goal::None),
        Figure::new("clients", "duplicates_first_page", alike, "ms", Goal::AtMost(MOST_MS)),
        Figure::new("clients", "duplicates_found_anew", found_anew, "ms", Goal::None),
    ])
}

fn asked() -> Vec<Value> {
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
