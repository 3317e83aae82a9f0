//! K6: how the database finds what the dialog at launch shows.

use deskbell_store::{Db, Engine, Reader, Stamp, params, testing};

use super::{look_filter, sql};
use crate::Result;
use crate::conditions::Conditions;
use crate::contacts::Filter;
use crate::contacts::words::By;

const TODAY: &str = "2026-11-20";

fn many(db: &Db) {
    let stamp = Stamp { at: 0, employee_id: None };
    let insert = "INSERT INTO employee (login, name, created_at) VALUES (?1, ?1, 0)";
    db.write::<(), crate::Error>(stamp, |tx| {
        for login in ["one", "two"] {
            tx.insert(insert, params![login])?;
        }
        // 100,000 reminders of two employees; 40 of each are open and due.
        tx.run(
            "INSERT INTO reminder (employee_id, day, time, text, done)
             WITH RECURSIVE number (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n < 99999)
             SELECT 1 + n % 2, CASE WHEN n < 80 THEN '2026-11-19' WHEN n < 50000 THEN '2026-11-21' ELSE '2025-01-01' END,
                '24:00', 'x', CASE WHEN n < 50000 THEN 0 ELSE 1 END FROM number",
            &[],
        )?;
        tx.run("ANALYZE", &[])?;
        Ok(())
    })
    .unwrap();
}

fn plan(reader: &mut Reader, (sql, all): (String, Conditions)) -> Result<String> {
    let explain = match reader.engine() {
        Engine::Sqlite => "EXPLAIN QUERY PLAN",
        Engine::Postgres => "EXPLAIN",
    };
    let column = if reader.engine() == Engine::Sqlite { "detail" } else { "QUERY PLAN" };
    let rows = reader.all(&format!("{explain} {sql}"), all.values())?;
    Ok(rows.iter().map(|row| row.get::<String>(column).unwrap() + "\n").collect())
}

/// K6: among 100,000 reminders the dialog reads through an index those of the employee that are open and due, and no
/// others: half a second is not in question.
#[test]
fn k6_the_look_reads_only_what_it_shows() {
    let db = testing::open(&crate::office::migrations());
    many(&db);
    let mine = look_filter(1, TODAY);
    let missed = Filter { to: Some("2026-11-19".to_owned()), ..mine.clone() };
    db.read::<(), crate::Error>(|reader| {
        assert_eq!(
            (sql::count(reader, &mine, &By::Plain, None)?, sql::count(reader, &missed, &By::Plain, None)?),
            (40, 40)
        );
        assert_eq!(sql::list(reader, &mine, ("", "", 0), 3, &By::Plain, (TODAY, true))?.len(), 3);
        for query in [
            sql::total(&mine, &By::Plain, None),
            sql::total(&missed, &By::Plain, None),
            sql::page(&mine, ("", "", 0), 3, &By::Plain, true),
        ] {
            let plan = plan(reader, query)?;
            assert!(plan.contains("reminder_due"), "{plan}");
            assert!(!plan.contains("SCAN reminder\n") && !plan.contains("Seq Scan on reminder"), "{plan}");
        }
        Ok(())
    })
    .unwrap();
}
