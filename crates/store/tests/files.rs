//! SQLite files that go wrong: damaged, locked, read-only, full, killed in the middle.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod common;

use std::fs;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use common::{STAMP, count, migrations, note, person};
use deskbell_store::{Db, StoreError, Target, params};

fn open(path: &Path) -> Result<Db, StoreError> {
    Db::open(&Target::File(path.to_owned()), &migrations())
}

fn filled(path: &Path) {
    let db = open(path).unwrap();
    for number in 0..200 {
        person(&db, &format!("Людина {number}"), &format!("{number}@example.com"), 1).unwrap();
        note(&db, "нотатка", &"текст ".repeat(300));
    }
}

#[test]
fn what_is_no_database_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    fs::write(&path, "це не база даних ".repeat(100)).unwrap();
    assert_eq!(open(&path).err().unwrap().code(), "database_damaged");
    assert_eq!(open(&folder.path().join("no/such/folder.db")).err().unwrap().code(), "cannot_open_database");
    assert_eq!(open(folder.path()).err().unwrap().code(), "cannot_open_database");
    fs::write(&path, "").unwrap();
    assert_eq!(count(&open(&path).unwrap(), "person"), 1);
}

#[test]
fn a_truncated_or_flipped_file_is_damaged() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    filled(&path);
    let size = fs::metadata(&path).unwrap().len();
    let copy = folder.path().join("cut.db");
    fs::copy(&path, &copy).unwrap();
    fs::OpenOptions::new().write(true).open(&copy).unwrap().set_len(size / 2).unwrap();
    assert_eq!(open(&copy).err().unwrap().code(), "database_damaged");

    let copy = folder.path().join("flipped.db");
    fs::copy(&path, &copy).unwrap();
    let mut file = fs::OpenOptions::new().read(true).write(true).open(&copy).unwrap();
    for page in (10..size / 4096).step_by(3) {
        let mut bytes = [0; 64];
        file.seek(SeekFrom::Start(page * 4096)).unwrap();
        file.read_exact(&mut bytes).unwrap();
        bytes.iter_mut().for_each(|byte| *byte ^= 0x5a);
        file.seek(SeekFrom::Start(page * 4096)).unwrap();
        file.write_all(&bytes).unwrap();
    }
    drop(file);
    // It may still open; then its check says so, and no backup is made of it.
    match open(&copy) {
        Err(error) => assert_eq!(error.code(), "database_damaged"),
        Ok(db) => {
            let report = db.check().unwrap();
            assert!(!report.ok && !report.problems.is_empty());
            let to = folder.path().join("backup.db");
            assert!(db.backup(&to).is_err());
            assert!(!to.exists());
        }
    }
}

#[test]
fn a_read_only_file_and_a_locked_one_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    filled(&path);
    // Rights do not bind the superuser, who runs tests in some places; /proc binds everybody.
    if Path::new("/proc/version").exists() {
        let code = open(Path::new("/proc/desk.db")).err().unwrap().code();
        assert!(matches!(code, "database_read_only" | "cannot_open_database"), "{code}");
    }
    let db = open(&path).unwrap();
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert_eq!(count(&db, "person"), 201, "a reader does not wait for another program's writer");
    let release = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(300));
        other.execute_batch("COMMIT").unwrap();
    });
    person(&db, "waits", "waits", 1).unwrap();
    release.join().unwrap();
}

#[test]
fn a_backup_is_proved_and_restored() {
    let folder = tempfile::tempdir().unwrap();
    let (path, copy) = (folder.path().join("офіс.db"), folder.path().join("копія 1.db"));
    filled(&path);
    let db = open(&path).unwrap();
    // What somebody has there themselves under such a name is theirs.
    let own: Vec<_> = ["", "-wal", "-shm", "-journal"]
        .iter()
        .map(|ending| folder.path().join(format!("копія 1.db.part{ending}")))
        .collect();
    own.iter().for_each(|path| fs::write(path, "моє").unwrap());
    let report = db.backup(&copy).unwrap();
    for path in &own {
        assert_eq!(fs::read_to_string(path).unwrap(), "моє");
        fs::remove_file(path).unwrap();
    }
    assert_eq!((report.tables["person"], report.tables["note"], report.tables["change"]), (201, 200, 200));
    assert_eq!(report.bytes, fs::metadata(&copy).unwrap().len());
    for own in ["офіс.db", "офіс.db-wal", "./офіс.db"] {
        assert_eq!(db.backup(&folder.path().join(own)).unwrap_err().code(), "own_file", "{own}");
    }
    person(&db, "later", "later", 1).unwrap();
    let error = Db::restore(&copy, &path, &migrations()).unwrap_err();
    assert_eq!(error.code(), "database_locked");
    drop(db);
    let report = Db::restore(&copy, &path, &migrations()).unwrap();
    assert!(report.ok);
    Db::restore(&copy, &path, &migrations()).unwrap();
    let second = open(&folder.path().join("офіс.db.before-restore-2")).unwrap();
    assert_eq!(count(&second, "person"), 201);
    drop(second);
    let db = open(&path).unwrap();
    assert_eq!(count(&db, "person"), 201);
    let hits = db.read(|reader| reader.search("note", "нотат", 3, None)).unwrap();
    assert_eq!(hits.len(), 3);
    let old = open(&folder.path().join("офіс.db.before-restore")).unwrap();
    assert_eq!(count(&old, "person"), 202);
    let left: Vec<_> =
        fs::read_dir(folder.path()).unwrap().flatten().map(|entry| entry.file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().contains(".part")), "{left:?}");
}

#[test]
fn what_cannot_be_restored_leaves_everything_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let (path, from) = (folder.path().join("a.db"), folder.path().join("b.db"));
    filled(&path);
    let before = fs::read(&path).unwrap();
    let refused = |from: &Path| Db::restore(from, &path, &migrations()).unwrap_err().code();
    assert_eq!(refused(&from), "cannot_open_database");
    rusqlite::Connection::open(&from).unwrap().execute_batch("CREATE TABLE other (a)").unwrap();
    assert_eq!(refused(&from), "not_our_database");
    fs::write(&from, "сміття ".repeat(1000)).unwrap();
    assert_eq!(refused(&from), "backup_damaged");
    fs::remove_file(&from).unwrap();
    let mut newer = migrations();
    newer.push(deskbell_store::Migration::new("V7__x", "CREATE TABLE x (id INTEGER PRIMARY KEY) STRICT;"));
    drop(Db::open(&Target::File(from.clone()), &newer).unwrap());
    assert_eq!(refused(&from), "newer_schema");
    assert!(before == fs::read(&path).unwrap());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "only the two files themselves");
}

#[test]
fn a_damaged_file_can_be_replaced_and_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let (path, copy) = (folder.path().join("a.db"), folder.path().join("b.db"));
    filled(&path);
    open(&path).unwrap().backup(&copy).unwrap();
    fs::write(&path, "сміття ".repeat(1000)).unwrap();
    fs::write(folder.path().join("a.db-wal"), "сміття ".repeat(1000)).unwrap();
    Db::restore(&copy, &path, &migrations()).unwrap();
    assert_eq!(count(&open(&path).unwrap(), "person"), 201);
    assert!(fs::read(folder.path().join("a.db.before-restore")).unwrap().starts_with("сміття".as_bytes()));
    assert!(folder.path().join("a.db.before-restore-wal").exists());
}

#[test]
fn kill_loses_no_commit_and_leaves_no_half_transaction() {
    if let Ok(path) = std::env::var("STORE_TEST_VICTIM") {
        return write_for_ever(Path::new(&path));
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    drop(open(&path).unwrap());
    for round in 0..8_u64 {
        let mut victim = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "kill_loses_no_commit_and_leaves_no_half_transaction", "--nocapture"])
            .env("STORE_TEST_VICTIM", &path)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(150 + round * 37));
        victim.kill().unwrap();
        let mut told = String::new();
        victim.stdout.take().unwrap().read_to_string(&mut told).unwrap();
        victim.wait().unwrap();
        // A line that was cut short by the kill was never finished; the ones before it were committed.
        let committed = told.lines().filter_map(|line| line.strip_prefix("committed ")).count() as i64;
        let finished = committed - i64::from(!told.ends_with('\n') && committed > 0);
        assert!(round < 4 || finished > 0, "the victim did nothing");
        let db = open(&path).unwrap();
        let (people, notes, changes) = (count(&db, "person") - 1, count(&db, "note"), count(&db, "change"));
        assert_eq!((people * 3, people), (notes, changes), "half a transaction was kept");
        let marked = db.read(|reader| {
            reader.one("SELECT COALESCE(MAX(age), 0) AS age FROM person", &[])?.get::<i64>("age")
        });
        assert!(people >= marked.unwrap() && people >= finished, "{people} are left of {finished}");
        assert!(db.check().unwrap().ok);
        assert_eq!(
            db.read(|reader| reader.search("note", "кіл", 1_000_000, None)).unwrap().len() as i64,
            notes
        );
        db.write(STAMP, |tx| -> Result<(), StoreError> {
            tx.run("DELETE FROM note", &[])?;
            tx.run("DELETE FROM person WHERE id > 1", &[])?;
            tx.run("DELETE FROM change", &[])?;
            Ok(())
        })
        .unwrap();
    }
}

fn write_for_ever(path: &Path) {
    let db = open(path).unwrap();
    for number in 1.. {
        db.write(STAMP, |tx| -> Result<(), StoreError> {
            let email = format!("{number}@{}", std::process::id());
            let id = tx.insert("INSERT INTO person (name, email) VALUES ('x', ?1)", params![email])?;
            for _ in 0..3 {
                let sql = "INSERT INTO note (person_id, title, text) VALUES (?1, 'кіл', ?2)";
                tx.insert(sql, params![id, "довгий текст ".repeat(200)])?;
            }
            tx.record("person", id, "created", None, None)
        })
        .unwrap();
        println!("committed {number}");
    }
}
