//! O2: what another program writes into the same database is published here once, and one's own once.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod common;

use std::sync::{Arc, Mutex};
use std::thread;

use common::{STAMP, migrations, person};
use deskbell_store::{Change, Db, Engine, StoreError, Target, testing};
use tempfile::TempDir;

/// Two programs on one database: a handle each, as two processes have.
fn two() -> (Db, Db, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let target = match testing::engine() {
        Engine::Sqlite => Target::File(folder.path().join("office.db")),
        Engine::Postgres => testing::target(),
    };
    let open = || Db::open(&target, &migrations()).unwrap();
    (open(), open(), folder)
}

fn heard(db: &Db) -> Arc<Mutex<Vec<Change>>> {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let list = Arc::clone(&heard);
    db.subscribe(move |changes| list.lock().unwrap().extend_from_slice(changes));
    heard
}

fn names(heard: &Mutex<Vec<Change>>) -> Vec<(String, i64)> {
    heard.lock().unwrap().iter().map(|change| (change.what.clone(), change.noun_id)).collect()
}

#[test]
fn o2_what_another_program_writes_is_told_once_and_ones_own_is_not_told_again() {
    let (mine, other, _folder) = two();
    person(&other, "before", "before", 1).unwrap();
    let told = heard(&mine);
    let mut follower = mine.follow().unwrap();
    follower.look().unwrap();
    assert_eq!(names(&told), [], "what was there already is no news");
    let mut wanted = Vec::new();
    for number in 0..6 {
        let db = if number % 3 == 1 { &mine } else { &other };
        wanted.push(("created".to_owned(), person(db, "x", &number.to_string(), 1).unwrap()));
    }
    follower.look().unwrap();
    follower.look().unwrap();
    let mut found = names(&told);
    found.sort();
    assert_eq!(found, wanted);
    let whole = other
        .write(STAMP, |tx| {
            tx.record("person", 1, "renamed", Some("a".into()), Some("b".into()))?;
            Ok::<_, StoreError>(tx.stamp())
        })
        .unwrap();
    follower.look().unwrap();
    let last = told.lock().unwrap().last().cloned().unwrap();
    assert_eq!(
        (last.at, last.employee_id, last.before, last.after),
        (whole.at, whole.employee_id, Some("a".into()), Some("b".into()))
    );
}

#[test]
fn o2_a_heap_of_changes_is_told_whole() {
    let (mine, other, _folder) = two();
    let told = heard(&mine);
    let mut follower = mine.follow().unwrap();
    other
        .write(STAMP, |tx| {
            (0..2_500).try_for_each(|number| tx.record("person", number, "counted", None, None))
        })
        .unwrap_or_else(|error: StoreError| panic!("{error}"));
    follower.look().unwrap();
    let numbers: Vec<i64> = told.lock().unwrap().iter().map(|change| change.noun_id).collect();
    assert_eq!(numbers, (0..2_500).collect::<Vec<_>>());
}

/// Both write all the time, some of it in vain, while one looks: every change is told exactly once.
#[test]
fn o2_nothing_is_told_twice_or_lost_while_both_write() {
    let (mine, other, _folder) = two();
    let told = heard(&mine);
    let mut follower = mine.follow().unwrap();
    let write = |db: Db, name: &'static str| {
        thread::spawn(move || {
            for number in 0..60 {
                let vain: Result<(), StoreError> = db.write(STAMP, |tx| {
                    tx.record("person", 0, "in vain", None, None)?;
                    Err(StoreError::NotFound)
                });
                assert!(vain.is_err());
                db.write(STAMP, |tx| {
                    tx.record("person", number, name, None, None)?;
                    tx.record("person", number, name, None, None)
                })
                .unwrap_or_else(|error: StoreError| panic!("{error}"));
            }
        })
    };
    let writers = [write(mine.clone(), "mine"), write(other, "other")];
    while writers.iter().any(|writer| !writer.is_finished()) {
        follower.look().unwrap();
    }
    writers.into_iter().for_each(|writer| writer.join().unwrap());
    follower.look().unwrap();
    let mut found = names(&told);
    found.sort();
    let mut wanted: Vec<(String, i64)> = Vec::new();
    for name in ["mine", "other"] {
        wanted.extend((0..60).flat_map(|number| [(name.to_owned(), number), (name.to_owned(), number)]));
    }
    assert_eq!(found, wanted);
}
