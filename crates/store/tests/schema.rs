//! Bringing the schema forward, and refusing to, on the engine that DESKBELL_TEST_DB names.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod common;

use common::{STAMP, count, migrations, note};
use deskbell_store::{Db, Engine, Migration, StoreError, Target, testing};
use tempfile::TempDir;

/// A target that can be opened several times.
fn place() -> (TempDir, Target) {
    let folder = tempfile::Builder::new().prefix("база ").tempdir().unwrap();
    let target = match testing::engine() {
        Engine::Sqlite => Target::File(folder.path().join("дзвінок 1.db")),
        Engine::Postgres => testing::target(),
    };
    (folder, target)
}

fn with(name: &str, sql: &str) -> Vec<Migration> {
    let mut all = migrations();
    all.push(Migration::new(name, sql));
    all
}

#[test]
fn a_newer_schema_is_refused_before_anything_is_written() {
    let (_folder, target) = place();
    drop(
        Db::open(&target, &with("V9__future", "CREATE TABLE future (id INTEGER PRIMARY KEY) STRICT;"))
            .unwrap(),
    );
    let bytes = |target: &Target| match target {
        Target::File(path) => std::fs::read(path).unwrap(),
        _ => Vec::new(),
    };
    let before = bytes(&target);
    let refused = Db::open(&target, &migrations()).err().unwrap();
    assert_eq!(refused, StoreError::NewerSchema { found: 9, known: 2 });
    assert_eq!(refused.params(), [("found", "9".to_owned()), ("known", "2".to_owned())]);
    assert!(before == bytes(&target), "the refused file was changed");
}

#[test]
fn a_newer_schema_in_use_is_refused_without_a_change() {
    let (_folder, target) = place();
    let Target::File(path) = &target else { return };
    let _open =
        Db::open(&target, &with("V9__future", "CREATE TABLE future (id INTEGER PRIMARY KEY) STRICT;"))
            .unwrap();
    let read =
        || (std::fs::read(path).unwrap(), std::fs::read(path.with_file_name("дзвінок 1.db-wal")).unwrap());
    let before = read();
    assert!(matches!(Db::open(&target, &migrations()), Err(StoreError::NewerSchema { .. })));
    assert!(before == read());
}

#[test]
fn a_failed_migration_leaves_no_half_schema() {
    let (_folder, target) = place();
    let mut broken = with("V3__good", "CREATE TABLE good (id INTEGER PRIMARY KEY) STRICT;");
    broken.push(Migration::new(
        "V4__bad",
        "CREATE TABLE bad (id INTEGER PRIMARY KEY) STRICT; INSERT INTO nowhere VALUES (1);",
    ));
    let failed = Db::open(&target, &broken).err().unwrap();
    assert_eq!(failed.code(), "migration_failed", "{failed}");
    // Had anything stayed, the same tables could not be made now.
    let db = Db::open(&target, &with("V3__other", "CREATE TABLE good (id INTEGER PRIMARY KEY) STRICT; CREATE TABLE bad (id INTEGER PRIMARY KEY) STRICT;")).unwrap();
    assert_eq!((count(&db, "good"), count(&db, "bad"), count(&db, "refinery_schema_history")), (0, 0, 3));
}

#[test]
fn a_shipped_migration_may_not_change_but_its_line_ends_may() {
    let (_folder, target) = place();
    drop(Db::open(&target, &migrations()).unwrap());
    let mut windows = migrations();
    windows.iter_mut().for_each(|migration| migration.sql = migration.sql.replace('\n', "\r\n"));
    drop(Db::open(&target, &windows).unwrap());
    let mut changed = migrations();
    changed[1].sql.push_str("-- a word more");
    assert_eq!(Db::open(&target, &changed).err().unwrap().code(), "schema_differs");
    let mut missing = migrations();
    missing.remove(0);
    assert_eq!(Db::open(&target, &missing).err().unwrap().code(), "schema_differs");
    let mut late = migrations();
    late.insert(0, Migration::new("V0__late", "CREATE TABLE late (id INTEGER PRIMARY KEY) STRICT;"));
    assert_eq!(Db::open(&target, &late).err().unwrap().code(), "schema_differs");
}

#[test]
fn a_full_text_declared_later_finds_what_is_there() {
    let (_folder, target) = place();
    let db = Db::open(&target, &migrations()).unwrap();
    drop(db);
    let db = Db::open(&target, &with("V3__names", "-- full text: person(name)\n")).unwrap();
    let hits = db.read(|reader| reader.search("person", "перш", 10, None)).unwrap();
    assert_eq!((hits.len(), hits[0].snippet.as_str()), (1, "\u{2}Перша\u{3}"));
}

#[test]
fn two_programs_open_a_new_database_at_once() {
    let (_folder, target) = place();
    let threads: Vec<_> = (0..4)
        .map(|_| target.clone())
        .map(|target| {
            std::thread::spawn(move || Db::open(&target, &migrations()).map(|db| count(&db, "person")))
        })
        .collect();
    for thread in threads {
        assert_eq!(thread.join().unwrap(), Ok(1));
    }
    let (one, two) = (Db::open(&target, &migrations()).unwrap(), Db::open(&target, &migrations()).unwrap());
    note(&one, "з першого", "");
    note(&two, "з другого", "");
    assert_eq!((count(&one, "note"), count(&two, "note")), (2, 2));
    one.write(STAMP, |tx| tx.record("note", 1, "x", None, None)).unwrap();
}

/// E5: what remembers a removed row by its id never finds another row under it, in a table that is old or new.
#[test]
fn e5_an_id_is_never_given_twice() {
    let (_folder, target) = place();
    let add = |db: &Db, table: &str| {
        db.write(STAMP, |tx| tx.insert(&format!("INSERT INTO {table} (a) VALUES ('x')"), &[])).unwrap()
    };
    let again = |db: &Db, table: &str| {
        let first = add(db, table);
        db.write(STAMP, |tx| tx.run(&format!("DELETE FROM {table}"), &[])).unwrap();
        assert_eq!(add(db, table), first + 1, "{table}");
    };
    let old = "CREATE TABLE old (a TEXT, id INTEGER PRIMARY KEY) STRICT;";
    let db = Db::open(&target, &with("V3__old", old)).unwrap();
    again(&db, "old");
    drop(db);
    let mut all = with("V3__old", old);
    all.push(Migration::new("V4__new", "CREATE TABLE fresh (id INTEGER PRIMARY KEY, a TEXT) STRICT;"));
    let db = Db::open(&target, &all).unwrap();
    again(&db, "fresh");
    again(&db, "old");
    // A window of another program that follows the changes must not meet a number twice either.
    let record = || {
        db.write(STAMP, |tx| tx.record("note", 1, "x", None, None)).unwrap();
        let rows = db.read(|reader| reader.all("SELECT max(id) AS id FROM change", &[])).unwrap();
        rows[0].get::<i64>("id").unwrap()
    };
    let first = record();
    db.write(STAMP, |tx| tx.run("DELETE FROM change", &[])).unwrap();
    assert_eq!(record(), first + 1);
    assert!(db.check().unwrap().ok);
    // A copy of the office counts on from the same numbers.
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy.db");
    db.write(STAMP, |tx| tx.run("DELETE FROM old", &[])).unwrap();
    db.backup(&copy).unwrap();
    let copy = Db::open(&Target::File(copy), &all).unwrap();
    assert_eq!(add(&copy, "old"), add(&db, "old"));
}

/// A database of a program that did not keep the counts gets them when it is brought forward.
#[test]
fn e5_tables_made_before_get_their_count() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.db");
    drop(Db::open(&Target::File(path.clone()), &migrations()).unwrap());
    let outside = rusqlite::Connection::open(&path).unwrap();
    outside
        .execute_batch(
            "CREATE TABLE old (id INTEGER PRIMARY KEY, a TEXT) STRICT; INSERT INTO old VALUES (7, 'x')",
        )
        .unwrap();
    outside
        .execute_batch("INSERT INTO change (at, noun, noun_id, what) VALUES (0, 'old', 9, 'removed')")
        .unwrap();
    drop(outside);
    let db = Db::open(
        &Target::File(path),
        &with("V3__later", "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT;"),
    )
    .unwrap();
    let added = db.write(STAMP, |tx| tx.insert("INSERT INTO old (a) VALUES ('y')", &[])).unwrap();
    assert_eq!(added, 10);
    assert!(db.check().unwrap().ok);
}
