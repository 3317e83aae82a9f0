//! Full text gives the same hits on both engines, whatever is asked.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod common;

use common::{STAMP, count, migrations, note};
use deskbell_store::{Db, Engine, Migration, StoreError, params, testing};

fn ids(db: &Db, query: &str) -> Vec<i64> {
    let hits = db.read(|reader| reader.search("note", query, 100, None)).unwrap();
    hits.iter().map(|hit| hit.id).collect()
}

fn filled() -> Db {
    let db = testing::open(&migrations());
    for (title, text) in [
        ("Йод", "Замовлення на йод і бинти, 12 шт."),      // 1
        ("Иод", "Заказ на иод и бинты"),                   // 2
        ("Її лист", "Приїду у п'ятницю о 15:30"),          // 3
        ("Re: рахунок", "У П’ЯТНИЦЮ Їжак підпише об’єкт"), // 4
        ("Ёлка", "Новогодняя ёлка, 3,5 м"),                // 5
        ("Ґудзики", "ґудзики та гудок; ціна 100%"),        // 6
        ("Offer", "Please write to sales-team@example.com, Café crème, don't wait"), // 7
        ("", "чорний кіт сидить на білому паркані"),       // 8
        ("", "кіт чорний, а паркан білий; накладна АБ-0012345"), // 9
        ("", "и\u{306}одна сіль, за́мок"),                  // 10
    ] {
        note(&db, title, text);
    }
    db
}

#[test]
fn words_prefixes_and_phrases_are_found() {
    let db = filled();
    assert_eq!(ids(&db, "бинт"), [2, 1]);
    assert_eq!(ids(&db, "замов йод"), [1]);
    assert_eq!(ids(&db, "кіт чорн"), [9, 8]);
    assert_eq!(ids(&db, "\"чорний кіт\""), [8]);
    assert_eq!(ids(&db, "«кіт чорний» нак"), [9]);
    assert_eq!(ids(&db, "\"чорн\""), Vec::<i64>::new());
    assert_eq!(ids(&db, "example.com"), [7]);
    assert_eq!(ids(&db, "team"), [7]);
    assert_eq!(ids(&db, "sales-team@exam"), [7]);
    assert_eq!(ids(&db, "АБ-0012"), [9]);
    assert_eq!(ids(&db, "15:30"), [3]);
    assert_eq!(ids(&db, "100%"), [6]);
    assert_eq!(ids(&db, "3,5"), [5]);
}

#[test]
fn letters_keep_their_own_and_case_does_not_matter() {
    let db = filled();
    assert_eq!(ids(&db, "йод"), [10, 1]);
    assert_eq!(ids(&db, "ЙОД"), [10, 1]);
    assert_eq!(ids(&db, "и\u{306}од"), [10, 1]);
    assert_eq!(ids(&db, "иод"), [2]);
    assert_eq!(ids(&db, "їж"), [4]);
    assert_eq!(ids(&db, "іж"), Vec::<i64>::new());
    assert_eq!(ids(&db, "ґуд"), [6]);
    assert_eq!(ids(&db, "елка"), [5]);
    assert_eq!(ids(&db, "ЁЛКА"), [5]);
    assert_eq!(ids(&db, "замок"), [10]);
    assert_eq!(ids(&db, "CAFE creme"), [7]);
    assert_eq!(ids(&db, "don't"), [7]);
    for typed in ["п'ятниц", "П’ятниц", "пʼятниц", "п`ятниц", "п´ятниц", "пятниц"]
    {
        assert_eq!(ids(&db, typed), [4, 3], "{typed}");
    }
    assert_eq!(ids(&db, "об'єкт"), [4]);
}

#[test]
fn no_question_is_an_error() {
    let db = filled();
    for query in [
        "",
        " ",
        "\"",
        "'",
        "''",
        "*",
        "а*",
        "(",
        ")",
        "a AND",
        "NOT",
        "OR OR",
        "NEAR(a b)",
        "title:йод",
        "^a",
        "-a",
        "+a",
        "a:*",
        "a & b",
        "a | !b",
        "<->",
        "\\",
        "%",
        "{a}",
        "\0",
        "a\0b",
        ";--",
        "\u{301}",
        "🙂",
        "№ 5",
        "1e5 0x1f",
        "\"незакрита фраза",
        "AND",
        "to_tsquery('",
        "1.5e",
        "½ ² ³",
    ] {
        let found = db.read(|reader| reader.search("note", query, 10, None));
        assert!(found.is_ok(), "{query:?}: {found:?}");
    }
    let long = "слово\"".repeat(20_000);
    assert_eq!(ids(&db, &long), Vec::<i64>::new());
    let missing = db.read(|reader| reader.search("person; DROP", "a", 10, None));
    assert_eq!(missing.unwrap_err().code(), "sql");
}

#[test]
fn the_newest_come_first_and_pages_go_on_below() {
    let db = testing::open(&migrations());
    let made: Vec<i64> = (0..10).map(|number| note(&db, "", &format!("лист {number}"))).collect();
    let page = |before| db.read(|reader| reader.search("note", "лист", 4, before)).unwrap();
    let first: Vec<i64> = page(None).iter().map(|hit| hit.id).collect();
    assert_eq!(first, [made[9], made[8], made[7], made[6]]);
    let second: Vec<i64> = page(Some(made[6])).iter().map(|hit| hit.id).collect();
    assert_eq!(second, [made[5], made[4], made[3], made[2]]);
    assert_eq!(page(None)[0].snippet, "\u{2}лист\u{3} 9");
}

#[test]
fn the_index_follows_changes() {
    let db = filled();
    db.write(STAMP, |tx| {
        tx.run("UPDATE note SET text = ?1 WHERE id = 1", params!["мило"])?;
        tx.run("UPDATE note SET text = NULL WHERE id = 3", &[])?;
        tx.run("UPDATE note SET person_id = 1 WHERE id = 4", &[])?;
        tx.run("DELETE FROM note WHERE id = 2", &[])?;
        Ok::<_, StoreError>(())
    })
    .unwrap();
    assert_eq!(ids(&db, "бинт"), Vec::<i64>::new());
    assert_eq!((ids(&db, "мило"), ids(&db, "йод мило"), ids(&db, "п'ятниця")), (vec![1], vec![1], vec![]));
    assert_eq!((ids(&db, "її"), ids(&db, "п'ятницю")), (vec![3], vec![4]));
    assert!(db.check().unwrap().ok);
    let rolled: Result<(), StoreError> = db.write(STAMP, |tx| {
        tx.run("UPDATE note SET text = 'зникне' WHERE id = 1", &[])?;
        Err(StoreError::NotFound)
    });
    assert!(rolled.is_err());
    assert_eq!(ids(&db, "зникне"), Vec::<i64>::new());
}

#[test]
fn a_monstrous_letter_is_taken_in() {
    let db = testing::open(&migrations());
    let words: String = (0..300_000).map(|number| format!("слово{number} ")).collect();
    let id = note(&db, "велетень", &words);
    note(&db, &"а".repeat(100_000), "\0 нуль \u{2}");
    assert_eq!(ids(&db, "слово17"), [id]);
    assert_eq!(ids(&db, "нуль").len(), 1);
}

/// Rows of a table that is gathered are found at once, wait for one another, and are forgotten when they change or go.
#[test]
fn gathered_rows_are_found_from_the_first_moment() {
    let mut steps = migrations();
    steps.push(Migration::new(
        "V3__calls",
        "CREATE TABLE call (id INTEGER PRIMARY KEY, text TEXT NOT NULL, seen INTEGER NOT NULL DEFAULT 0) STRICT;
         -- full text, gathered: call(text)",
    ));
    let db = testing::open(&steps);
    let add = |text: String| {
        db.write(STAMP, |tx| tx.insert("INSERT INTO call (text) VALUES (?1)", params![text])).unwrap()
    };
    let found = |query: &str| db.read(|reader| reader.matching("call", query, 1000)).unwrap();
    let run = |sql: &str| db.write(STAMP, |tx| tx.run(sql, &[])).unwrap();
    for index in 1..=450_i64 {
        assert_eq!(add(format!("дзвінок {index}, макет")), index);
        if [1, 200, 201, 202, 450].contains(&index) {
            let all: Vec<i64> = (1..=index).rev().collect();
            assert_eq!(found("МАК"), all);
            assert_eq!(found(&format!("\"дзвінок {index}\"")), [index]);
        }
    }
    assert_eq!(db.read(|reader| reader.matching("call", "макет", 3)).unwrap(), [450, 449, 448]);
    if db.engine() == Engine::Sqlite {
        assert!(count(&db, "call_fts_todo") > 0, "the last ones wait");
    }
    // One that waits and one that is in the index, changed and removed.
    for id in [450, 3] {
        run(&format!("UPDATE call SET text = 'ескіз' WHERE id = {id}"));
    }
    assert_eq!(
        (found("ескіз"), found("\"дзвінок 3\""), found("\"дзвінок 450\"")),
        (vec![450, 3], vec![], vec![])
    );
    add("ескіз нового".to_owned());
    run("DELETE FROM call WHERE id IN (3, 451)");
    assert_eq!(found("ескіз"), [450]);
    run("UPDATE call SET seen = 1");
    assert_eq!(found("ескіз"), [450]);
    assert_eq!(add("ще".to_owned()), 452, "an id is not given twice");
    let few = db.read(|reader| {
        let asked = reader.holding("call", "макет 7")?.unwrap();
        let sql = format!("SELECT count(*) AS n FROM call WHERE {}", asked.row("?1"));
        reader.one(&sql, &[asked.asked])?.get::<i64>("n")
    });
    assert_eq!(few.unwrap(), found("макет 7").len() as i64);
}
