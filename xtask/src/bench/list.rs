//! `bench list`: the first page of requests must not care how many there are.

use serde_json::{Value, json};
use std::path::Path;

use super::{Figure, Goal, Office, ROUNDS, median};
use crate::process::Outcome;

const SMALL: u64 = 10_000;
const LARGE: u64 = 1_000_000;

/// Fills two offices and asks both for the first page in turn.
pub fn measure(folder: &Path) -> Outcome<Vec<Figure>> {
    let (few, many) = (folder.join("few"), folder.join("many"));
    let (few, many) = (Office::of(&few), Office::of(&many));
    for (office, count) in [(&few, SMALL), (&many, LARGE)] {
        println!("inventing {count} requests");
        office.ask(&["init"])?;
        office.ask(&["seed", "--requests", &count.to_string()])?;
    }
    let (mut small, mut large) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        small.push(first_page(&few)?);
        large.push(first_page(&many)?);
    }
    let (small, large) = (median(small), median(large));
    let factor = (large / small).max(small / large);
    Ok(vec![
        Figure::new("list", "first_page_of_10000", small, "ms", Goal::None),
        Figure::new("list", "first_page_of_1000000", large, "ms", Goal::None),
        Figure::new("list", "factor_between_them", factor, "x", Goal::AtMost(2.0)),
    ])
}

/// The median milliseconds of fifty first pages, counted inside one process.
fn first_page(office: &Office) -> Outcome<f64> {
    let page = json!({"view": "open", "limit": 50}).to_string();
    let answer = office.ask(&["call", "--repeat", "50", "requests.list", &page])?;
    let median = answer.get("median_ms").and_then(Value::as_f64);
    median.ok_or_else(|| format!("call --repeat printed no median_ms: {answer}"))
}
