//! A small schema for the store's own tests.
#![allow(dead_code, reason = "each test file uses a part")]

use deskbell_store::{Db, Migration, Stamp, StoreError, params};

pub const STAMP: Stamp = Stamp { at: 1_800_000_000_000, employee_id: Some(7) };

pub fn migrations() -> Vec<Migration> {
    vec![
        Migration::new(
            "V1__people.sql",
            "CREATE TABLE person (
                id INTEGER PRIMARY KEY,
                name TEXT NOT NULL,
                email TEXT NOT NULL UNIQUE,
                age INTEGER NOT NULL DEFAULT 0 CHECK (age >= 0),
                weight REAL,
                photo BLOB
            ) STRICT;
            INSERT INTO person (id, name, email) VALUES (1, 'Перша', 'first@example.com');",
        ),
        Migration::new(
            "V2__notes",
            "CREATE TABLE note (
                id INTEGER PRIMARY KEY,
                person_id INTEGER NOT NULL REFERENCES person (id),
                title TEXT NOT NULL DEFAULT '',
                text TEXT
            ) STRICT;
            -- full text: note(title, text)
            CREATE INDEX note_person ON note (person_id);",
        ),
    ]
}

pub fn person(db: &Db, name: &str, email: &str, age: i64) -> Result<i64, StoreError> {
    db.write(STAMP, |tx| {
        let id = tx
            .insert("INSERT INTO person (name, email, age) VALUES (?1, ?2, ?3)", params![name, email, age])?;
        tx.record("person", id, "created", None, None)?;
        Ok(id)
    })
}

pub fn note(db: &Db, title: &str, text: &str) -> i64 {
    db.write(STAMP, |tx| {
        tx.insert("INSERT INTO note (person_id, title, text) VALUES (1, ?1, ?2)", params![title, text])
    })
    .unwrap_or_else(|error: StoreError| panic!("{error}"))
}

pub fn count(db: &Db, table: &str) -> i64 {
    db.read(|reader| reader.one(&format!("SELECT COUNT(*) AS count FROM {table}"), &[])?.get("count"))
        .unwrap_or_else(|error: StoreError| panic!("{error}"))
}
