//! Transactions, the change log and its subscribers, on the engine that DESKBELL_TEST_DB names.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod common;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};
use std::thread;

use common::{STAMP, count, migrations, person};
use deskbell_store::{Db, StoreError, params, testing};
use serde_json::json;

#[test]
fn an_error_or_panic_undoes_everything_and_publishes_nothing() {
    let db = testing::open(&migrations());
    let published = Arc::new(Mutex::new(0));
    let counter = Arc::clone(&published);
    db.subscribe(move |changes| *counter.lock().unwrap() += changes.len());
    let failed: Result<(), StoreError> = db.write(STAMP, |tx| {
        tx.insert("INSERT INTO person (name, email) VALUES ('a', 'a')", &[])?;
        tx.record("person", 2, "created", None, None)?;
        Err(StoreError::NotFound)
    });
    assert_eq!(failed, Err(StoreError::NotFound));
    let panicked = catch_unwind(AssertUnwindSafe(|| {
        db.write(STAMP, |tx| -> Result<(), StoreError> {
            tx.insert("INSERT INTO person (name, email) VALUES ('b', 'b')", &[])?;
            tx.record("person", 2, "created", None, None)?;
            panic!("on purpose")
        })
    }));
    assert!(panicked.is_err());
    assert_eq!((count(&db, "person"), count(&db, "change"), *published.lock().unwrap()), (1, 0, 0));
    person(&db, "c", "c", 1).unwrap();
    assert_eq!((count(&db, "person"), count(&db, "change"), *published.lock().unwrap()), (2, 1, 1));
    let read =
        catch_unwind(AssertUnwindSafe(|| db.read(|_| -> Result<(), StoreError> { panic!("on purpose") })));
    assert!(read.is_err());
    assert_eq!(count(&db, "person"), 2);
}

#[test]
fn changes_are_published_in_commit_order_and_as_they_stand_in_the_table() {
    let db = testing::open(&migrations());
    let seen = Arc::new(Mutex::new(Vec::new()));
    // A subscriber that holds the database for ever would keep it for ever: this one gives it back at the end.
    let held = Arc::new(Mutex::new(Some(db.clone())));
    let (list, inside) = (Arc::clone(&seen), Arc::clone(&held));
    db.subscribe(move |changes| {
        let inside = inside.lock().unwrap().clone().unwrap();
        for change in changes {
            // Committed already, and neither reading nor writing here waits for ever.
            assert!(count(&inside, "change") > 0);
            list.lock().unwrap().push(change.clone());
            if change.what == "asks" {
                person(&inside, "answer", &format!("answer{}", change.id), 1).unwrap();
            }
        }
    });
    let writers: Vec<_> = (0..4)
        .map(|writer| {
            let db = db.clone();
            thread::spawn(move || {
                for number in 0..25 {
                    let what = if number % 5 == 0 { "asks" } else { "made" };
                    db.write(STAMP, |tx| {
                        let email = format!("{writer}-{number}");
                        let id =
                            tx.insert("INSERT INTO person (name, email) VALUES ('x', ?1)", params![&email])?;
                        tx.record("person", id, what, None, Some(json!({"email": email})))
                    })
                    .unwrap();
                }
            })
        })
        .collect();
    writers.into_iter().for_each(|writer| writer.join().unwrap());
    held.lock().unwrap().take();
    let seen = seen.lock().unwrap().clone();
    assert_eq!(seen.len(), 4 * 25 + 4 * 5);
    assert!(seen.windows(2).all(|pair| pair[0].id < pair[1].id));
    let rows = db.read(|reader| reader.all("SELECT * FROM change ORDER BY id", &[])).unwrap();
    let rows: Vec<(i64, String, i64)> = rows
        .iter()
        .map(|row| (row.get("id").unwrap(), row.get("what").unwrap(), row.get("noun_id").unwrap()))
        .collect();
    assert_eq!(
        rows,
        seen.iter().map(|change| (change.id, change.what.clone(), change.noun_id)).collect::<Vec<_>>()
    );
    assert_eq!((seen[0].at, seen[0].employee_id, seen[0].noun.as_str()), (STAMP.at, Some(7), "person"));
}

#[test]
fn a_subscriber_that_panics_harms_nobody() {
    let db = testing::open(&migrations());
    let seen = Arc::new(Mutex::new(0));
    let counter = Arc::clone(&seen);
    db.subscribe(|_| panic!("on purpose"));
    db.subscribe(move |_| *counter.lock().unwrap() += 1);
    person(&db, "a", "a", 1).unwrap();
    person(&db, "b", "b", 1).unwrap();
    assert_eq!(*seen.lock().unwrap(), 2);
}

#[test]
fn a_failed_statement_ends_its_transaction_unless_attempted() {
    let db = testing::open(&migrations());
    let passed_over: Result<(), StoreError> = db.write(STAMP, |tx| {
        tx.run("UPDATE person SET age = 5", &[])?;
        let taken = tx.insert("INSERT INTO person (name, email) VALUES ('a', 'first@example.com')", &[]);
        assert!(matches!(taken, Err(StoreError::Unique { ref table, .. }) if table == "person"), "{taken:?}");
        assert_eq!(tx.all("SELECT 1 AS one", &[]).unwrap_err(), StoreError::Aborted);
        Ok(())
    });
    assert_eq!(passed_over, Err(StoreError::Aborted));
    db.write(STAMP, |tx| {
        tx.run("UPDATE person SET age = 6", &[])?;
        let taken = tx.attempt(|tx| {
            tx.run("UPDATE person SET age = 7", &[])?;
            tx.record("person", 1, "lost", None, None)?;
            tx.insert("INSERT INTO person (name, email) VALUES ('a', 'first@example.com')", &[])
        });
        assert!(matches!(taken, Err(StoreError::Unique { .. })));
        let nested: Result<i64, StoreError> = tx.attempt(|tx| {
            tx.attempt(|tx| tx.record("person", 1, "kept", None, None))?;
            let _ = tx.attempt(|tx| tx.run("nonsense", &[]));
            tx.insert("INSERT INTO person (name, email) VALUES ('b', 'b')", &[])
        });
        nested.map(|_| ())
    })
    .unwrap();
    let kept = db.read(|reader| reader.one("SELECT what FROM change", &[])?.get::<String>("what")).unwrap();
    let age =
        db.read(|reader| reader.one("SELECT age FROM person WHERE id = 1", &[])?.get::<i64>("age")).unwrap();
    assert_eq!((kept.as_str(), age, count(&db, "person")), ("kept", 6, 2));
}

#[test]
fn a_write_inside_a_write_is_refused_and_a_read_is_not() {
    let db = testing::open(&migrations());
    db.write(STAMP, |tx| {
        tx.run("UPDATE person SET age = 5", &[])?;
        assert_eq!(person(&db, "a", "a", 1), Err(StoreError::Nested));
        let age = db.read(|reader| reader.one("SELECT age FROM person", &[])?.get::<i64>("age"))?;
        assert_eq!(age, 0);
        assert_eq!(tx.one("SELECT age FROM person", &[])?.get::<i64>("age")?, 5);
        Ok::<_, StoreError>(())
    })
    .unwrap();
    person(&db, "a", "a", 1).unwrap();
}

#[test]
fn a_reader_keeps_its_snapshot_and_cannot_write() {
    let db = testing::open(&migrations());
    db.read(|reader| {
        let before: i64 = reader.one("SELECT COUNT(*) AS count FROM person", &[])?.get("count")?;
        person(&db, "a", "a", 1)?;
        let after: i64 = reader.one("SELECT COUNT(*) AS count FROM person", &[])?.get("count")?;
        assert_eq!((before, after), (1, 1));
        Ok::<_, StoreError>(())
    })
    .unwrap();
    let refused = db.read(|reader| reader.all("DELETE FROM person", &[]));
    assert!(matches!(refused, Err(StoreError::ReadOnly { .. })), "{refused:?}");
    assert_eq!(count(&db, "person"), 2);
}

#[test]
fn constraints_are_told_apart() {
    let db = testing::open(&migrations());
    let run = |sql: &str| db.write(STAMP, |tx| tx.run(sql, &[])).unwrap_err().code();
    assert_eq!(run("INSERT INTO note (person_id) VALUES (99)"), "row_referred_to");
    assert_eq!(run("INSERT INTO person (name, email) VALUES (NULL, 'x')"), "row_rule_broken");
    assert_eq!(run("INSERT INTO person (name, email, age) VALUES ('x', 'x', -1)"), "row_rule_broken");
    assert_eq!(run("INSERT INTO person (id, name, email) VALUES (1, 'x', 'x')"), "not_unique");
    assert_eq!(run("SELEKT"), "sql");
    assert_eq!(run("SELECT ?1"), "sql");
}

#[test]
fn many_threads_read_and_write_at_once() {
    let db = testing::open(&migrations());
    let work = |db: Db, thread: usize| {
        for number in 0..20 {
            if thread.is_multiple_of(2) {
                person(&db, "x", &format!("{thread}-{number}"), 1).unwrap();
            } else {
                db.bulk(STAMP, |tx| tx.run("UPDATE person SET age = age + 1 WHERE id = 1", &[])).unwrap();
            }
            assert!(count(&db, "person") >= 1);
        }
    };
    let threads: Vec<_> =
        (0..6).map(|number| (db.clone(), number)).map(|(db, n)| thread::spawn(move || work(db, n))).collect();
    threads.into_iter().for_each(|thread| thread.join().unwrap());
    let age =
        db.read(|reader| reader.one("SELECT age FROM person WHERE id = 1", &[])?.get::<i64>("age")).unwrap();
    assert_eq!((age, count(&db, "person")), (60, 61));
}
