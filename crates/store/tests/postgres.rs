//! What only PostgreSQL can do wrong. Runs when DESKBELL_TEST_DB=postgres.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod common;

use common::{STAMP, count, migrations, note, person};
use deskbell_store::{Db, Engine, Target, params, testing};

#[test]
fn a_lost_connection_is_replaced() {
    if testing::engine() != Engine::Postgres {
        return;
    }
    let db = testing::open(&migrations());
    person(&db, "a", "a", 1).unwrap();
    let others = "SELECT COUNT(pg_terminate_backend(pid)) AS count FROM pg_stat_activity \
                  WHERE datname = current_database() AND pid <> pg_backend_pid()";
    // The idle writer is lost: nothing was begun on it, so nobody need know.
    db.read(|reader| reader.one(others, &[])).unwrap();
    person(&db, "b", "b", 1).unwrap();
    // Lost in the middle: that call fails, the next works.
    let broken = db.write(STAMP, |tx| {
        tx.run("UPDATE person SET age = 99", &[])?;
        db.read(|reader| reader.one(others, &[]))?;
        tx.run("UPDATE person SET age = 100", &[])
    });
    assert_eq!(broken.unwrap_err().code(), "no_database_connection");
    person(&db, "c", "c", 1).unwrap();
    let old = db.read(|reader| reader.all("SELECT id FROM person WHERE age > 50", &[])).unwrap();
    assert_eq!((old.len(), count(&db, "person")), (0, 4));
    let lost = Db::open(&Target::Postgres("host=127.0.0.1 port=1 user=x dbname=x".into()), &migrations());
    assert_eq!(lost.err().unwrap().code(), "no_database_connection");
}

#[test]
fn a_backup_of_postgres_is_a_sqlite_file() {
    if testing::engine() != Engine::Postgres {
        return;
    }
    let db = testing::open(&migrations());
    for number in 0..50 {
        person(&db, &format!("Людина {number}"), &format!("{number}"), number).unwrap();
        note(&db, "Тема", "Їжак прийшов");
    }
    let photo = vec![0_u8, 1, 255];
    db.write(STAMP, |tx| {
        tx.run("UPDATE person SET photo = ?1, weight = 1.5, name = 'Змінена' WHERE id = 1", params![&photo])
    })
    .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("копія.db");
    let report = db.backup(&path).unwrap();
    assert_eq!((report.tables["person"], report.tables["note"], report.tables["change"]), (51, 50, 50));
    let copy = Db::open(&Target::File(path), &migrations()).unwrap();
    let row = copy.read(|reader| reader.one("SELECT * FROM person WHERE id = 1", &[])).unwrap();
    assert_eq!(row.get::<Vec<u8>>("photo").unwrap(), photo);
    assert_eq!(
        (row.get::<f64>("weight").unwrap(), row.get::<String>("name").unwrap().as_str()),
        (1.5, "Змінена")
    );
    assert_eq!(copy.read(|reader| reader.search("note", "їжак", 100, None)).unwrap().len(), 50);
    assert!(db.check().unwrap().ok);
}

/// One program alone has the claim; it ends with its holder.
#[test]
fn a_claim_is_held_by_one_program() {
    if testing::engine() != Engine::Postgres {
        return;
    }
    let target = testing::target();
    let (one, two) = (Db::open(&target, &migrations()).unwrap(), Db::open(&target, &migrations()).unwrap());
    let held = one.claim().unwrap();
    assert!(held.is_some() && two.claim().unwrap().is_none());
    drop(held);
    let held = two.claim().unwrap().unwrap();
    assert!(held.holds());
    // As after a restart of the server: its holder finds out, and another can have it.
    let ended = "SELECT pg_terminate_backend(pid) AS ended FROM pg_locks WHERE locktype = 'advisory'
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    one.read(|reader| reader.all(ended, &[])).unwrap();
    assert!(!held.holds());
    assert!(one.claim().unwrap().is_some());
}
