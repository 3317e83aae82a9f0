//! Figures, not proofs: `cargo test --release -p deskbell-store --test speed -- --ignored --nocapture`.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod common;

use std::time::Instant;

use common::{STAMP, migrations};
use deskbell_store::{Db, Engine, StoreError, Target, params, testing};

#[test]
#[ignore = "a measurement"]
fn twenty_thousand_texts_and_a_hundred_and_sixty_thousand_statements() {
    let folder = tempfile::tempdir().unwrap();
    let target = match testing::engine() {
        Engine::Sqlite => Target::File(folder.path().join("a.db")),
        Engine::Postgres => testing::target(),
    };
    let db = Db::open(&target, &migrations()).unwrap();
    let count = if db.engine() == Engine::Sqlite { 20_000 } else { 2_000 };
    let texts: Vec<String> = (0..count).map(text).collect();
    println!("a text has {} bytes", texts[0].len());

    let (start, used) = (Instant::now(), processor());
    for (batch, texts) in texts.chunks(1000).enumerate() {
        db.bulk(STAMP, |tx| -> Result<(), StoreError> {
            for (number, text) in texts.iter().enumerate() {
                let title = format!("лист {batch} {number}");
                tx.insert(
                    "INSERT INTO note (person_id, title, text) VALUES (1, ?1, ?2)",
                    params![title, text],
                )?;
            }
            Ok(())
        })
        .unwrap();
    }
    println!(
        "{count} texts with full text: {:.2} s, {:.2} s of the processor",
        start.elapsed().as_secs_f64(),
        processor() - used
    );

    let start = Instant::now();
    for batch in 0..20 {
        db.bulk(STAMP, |tx| -> Result<(), StoreError> {
            for number in 0..8_000 / 4 {
                let email = format!("{batch}-{number}");
                tx.maybe("SELECT id FROM person WHERE email = ?1", params![&email])?;
                let id = tx.insert("INSERT INTO person (name, email) VALUES ('x', ?1)", params![email])?;
                tx.run("UPDATE person SET age = age + 1 WHERE id = ?1", params![id])?;
                tx.record("person", id, "created", None, None)?;
            }
            Ok(())
        })
        .unwrap();
    }
    println!("160,000 statements: {:.2} s", start.elapsed().as_secs_f64());

    for query in ["слово17", "сл", "слово17 слово4", "\"лист 3\"", "с"] {
        let start = Instant::now();
        let hits = db.read(|reader| reader.search("note", query, 50, None)).unwrap();
        println!("search {query:?}: {} hits in {:.1} ms", hits.len(), start.elapsed().as_secs_f64() * 1000.0);
    }
    let start = Instant::now();
    for number in 0..200 {
        common::person(&db, "y", &format!("single {number}"), 1).unwrap();
    }
    println!("a small write: {:.2} ms", start.elapsed().as_secs_f64() * 1000.0 / 200.0);
}

/// About 6 KB of words with a natural spread, the same at every run.
fn text(seed: usize) -> String {
    let mut state = seed as u64 * 2_654_435_761 + 1;
    let mut out = String::new();
    while out.len() < 6_000 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let random = (state >> 33) as f64 / f64::from(1_u32 << 31);
        // Few words are frequent, many are rare.
        out.push_str(&format!("слово{} ", (random * random * random * 60_000.0) as u64));
    }
    out
}

/// Seconds of processor time that this process has used, where the system tells: another measure for a busy machine.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks =
        |number: usize| after_name.split_whitespace().nth(number).and_then(|field| field.parse::<f64>().ok());
    (ticks(11).unwrap_or(0.0) + ticks(12).unwrap_or(0.0)) / 100.0
}
