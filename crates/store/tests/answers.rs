//! The same SQL gives the same answers on both engines: values, letter case, LIKE, order, sums.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod common;

use common::{STAMP, migrations, person};
use deskbell_store::{Db, Reader, StoreError, Value, params, testing};

fn db() -> Db {
    let db = testing::open(&migrations());
    for (name, email, age) in [
        ("Їжак Ганна", "hanna@example.com", 30),
        ("йод", "iod_1@example.com", 40),
        ("Ґудзь 100%", "gudz@example.com", 40),
        ("smith", "smith\\x@example.com", 51),
    ] {
        person(&db, name, email, age).unwrap();
    }
    db
}

fn names(db: &Db, condition: &str, params: &[Value]) -> Vec<String> {
    let sql = format!("SELECT name FROM person WHERE {condition} ORDER BY id");
    let rows = db.read(|reader| reader.all(&sql, params)).unwrap();
    rows.iter().map(|row| row.get("name").unwrap()).collect()
}

fn value(db: &Db, expression: &str, params: &[Value]) -> Value {
    let sql = format!("SELECT {expression} AS value FROM person");
    db.read(|reader| reader.one(&sql, params)).unwrap().value("value").unwrap().clone()
}

#[test]
fn letter_case_and_like_know_cyrillic() {
    let db = db();
    assert_eq!(names(&db, "name LIKE ?1", params!["їЖ%"]), ["Їжак Ганна"]);
    assert_eq!(names(&db, "lower(name) LIKE lower(?1)", params!["%ГАН%"]), ["Їжак Ганна"]);
    assert_eq!(names(&db, "name LIKE ?1", params!["иод"]), Vec::<String>::new());
    assert_eq!(names(&db, "name LIKE ?1", params!["SMITH"]), ["smith"]);
    assert_eq!(names(&db, "name NOT LIKE ?1", params!["%а%"]), ["йод", "Ґудзь 100%", "smith"]);
    assert_eq!(names(&db, "name LIKE ?1 ESCAPE '\\'", params!["%0\\%"]), ["Ґудзь 100%"]);
    assert_eq!(names(&db, "email LIKE ?1", params!["%\\_1%"]), ["йод"]);
    assert_eq!(names(&db, "email LIKE ?1", params!["smith\\\\x%"]), ["smith"]);
    assert_eq!(names(&db, "email LIKE ?1 ESCAPE '!'", params!["iod!_%"]), ["йод"]);
    assert_eq!(value(&db, "lower('ЇЖАК ҐЁ') || upper('їжак')", &[]), Value::Text("їжак ґёЇЖАК".into()));
}

#[test]
fn sums_and_truth_values_are_numbers() {
    let db = db();
    assert_eq!(value(&db, "COUNT(*)", &[]), Value::Int(5));
    assert_eq!(value(&db, "SUM(age)", &[]), Value::Int(161));
    assert_eq!(value(&db, "COALESCE(SUM(age), 0) + MAX(id)", &[]), Value::Int(166));
    assert_eq!(value(&db, "AVG(age)", &[]), Value::Real(32.2));
    assert_eq!(value(&db, "SUM(weight)", &[]), Value::Null);
    assert_eq!(value(&db, "MAX(age) > ?1", params![50]), Value::Int(1));
    assert_eq!(value(&db, "SUM(age) > ?1", params![161]), Value::Int(0));
    assert_eq!(
        value(&db, "CASE WHEN COUNT(*) = ?1 THEN ?2 ELSE 'b' END", params![5, "a"]),
        Value::Text("a".into())
    );
    assert_eq!(
        value(&db, "CAST(?1 AS INTEGER) * 1000", params![4_000_000_000_i64]),
        Value::Int(4_000_000_000_000)
    );
    assert_eq!(value(&db, "EXISTS (SELECT 1 FROM person WHERE age = 51)", &[]), Value::Int(1));
    let row = db.read(|reader| reader.one("SELECT age > 10 AS old FROM person WHERE id = 1", &[])).unwrap();
    assert!(!row.get::<bool>("old").unwrap());
}

#[test]
fn order_is_by_code_point_and_parameters_may_be_null() {
    let db = db();
    let sql = "SELECT name FROM person WHERE (?1 IS NULL OR age = ?1) AND name < ?2 ORDER BY name LIMIT ?3";
    let ask = |reader: &mut Reader, age: Option<i64>| -> Result<Vec<String>, StoreError> {
        reader.all(sql, params![age, "ґ", 10])?.iter().map(|row| row.get("name")).collect()
    };
    assert_eq!(
        db.read(|reader| ask(reader, None)).unwrap(),
        ["smith", "Їжак Ганна", "Перша", "йод", "Ґудзь 100%"]
    );
    assert_eq!(db.read(|reader| ask(reader, Some(40))).unwrap(), ["йод", "Ґудзь 100%"]);
    assert_eq!(db.read(|reader| ask(reader, Some(1))).unwrap(), Vec::<String>::new());
}

#[test]
fn every_kind_of_value_comes_back_as_it_went() {
    let db = db();
    let photo: Vec<u8> = (0..=255).collect();
    db.write(STAMP, |tx| {
        let sql = "UPDATE person SET weight = ?1, photo = ?2, name = ?3 WHERE id = ?4";
        assert_eq!(tx.run(sql, params![72.5, photo.clone(), "O'Нил \"?1\"", 1])?, 1);
        assert_eq!(tx.run("UPDATE person SET weight = ?1 WHERE id > ?2", params![None::<f64>, 1])?, 4);
        assert_eq!(tx.run("UPDATE person SET weight = ?1 WHERE id = 2", params![70])?, 1);
        Ok::<_, StoreError>(())
    })
    .unwrap();
    let mut row = db.read(|reader| reader.one("SELECT * FROM person WHERE id = 1", &[])).unwrap();
    assert_eq!(row.get::<f64>("weight").unwrap(), 72.5);
    assert_eq!(row.get::<Vec<u8>>("photo").unwrap(), photo);
    assert_eq!(row.take("photo").unwrap(), Value::Blob(photo));
    assert_eq!(row.get::<String>("name").unwrap(), "O'Нил \"?1\"");
    assert_eq!(row.get::<i64>("age").unwrap(), 0);
    assert_eq!(row.get::<i64>("nothing"), Err(StoreError::Column { name: "nothing".into() }));
    assert_eq!(row.get::<i64>("name").unwrap_err().code(), "sql_type");
    let other = db.read(|reader| reader.one("SELECT weight, photo FROM person WHERE id = 2", &[])).unwrap();
    assert_eq!(other.get::<Option<f64>>("weight").unwrap(), Some(70.0));
    assert_eq!(other.get::<Option<Vec<u8>>>("photo").unwrap(), None);
}

#[test]
fn ids_count_on_from_rows_that_migrations_brought() {
    let db = testing::open(&migrations());
    assert_eq!(person(&db, "a", "a", 1).unwrap(), 2);
    let nothing = db.write(STAMP, |tx| {
        let sql = "INSERT INTO person (name, email) VALUES ('b', 'a') ON CONFLICT (email) DO NOTHING";
        assert_eq!(tx.insert(sql, &[]), Err(StoreError::NotFound));
        assert_eq!(tx.run(sql, &[])?, 0);
        let sql = "INSERT INTO person (name, email) VALUES ('c', 'a') ON CONFLICT (email) DO UPDATE SET name = excluded.name";
        tx.insert(sql, &[])
    });
    assert_eq!(nothing, Ok(2));
}

#[test]
fn pages_tell_whether_more_follow() {
    let db = db();
    let sql = "SELECT name FROM person WHERE age >= ?1 ORDER BY id";
    let page = |limit| db.read(|reader| reader.page(sql, params![30], limit)).unwrap();
    assert_eq!((page(3).rows.len(), page(3).more), (3, true));
    assert_eq!((page(4).rows.len(), page(4).more), (4, false));
    let mut seen = 0;
    let stopped = db.read(|reader| {
        reader.each(sql, params![0], |_| {
            seen += 1;
            if seen == 2 { Err(StoreError::NotFound) } else { Ok(()) }
        })
    });
    assert_eq!((stopped, seen), (Err(StoreError::NotFound), 2));
    let none = db.read(|reader| reader.maybe("SELECT 1 AS one FROM person WHERE id = -1", &[]));
    assert!(none.unwrap().is_none());
    let none = db.read(|reader| reader.one("SELECT 1 AS one FROM person WHERE id = -1", &[]));
    assert_eq!(none.unwrap_err(), StoreError::NotFound);
}
