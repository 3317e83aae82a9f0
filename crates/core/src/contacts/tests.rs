//! K1: how the database finds the first page of a filter among many contacts.

use deskbell_store::{Db, Engine, Reader, Stamp, params, testing};

use super::words::By;
use super::{Filter, sql};
use crate::Result;
use crate::conditions::Conditions;

/// 20,000 contacts of 2,000 clients and two employees, a tenth of them with a reminder; every fifth client has the common
/// interest, one the rare one.
fn many(db: &Db) {
    let stamp = Stamp { at: 0, employee_id: None };
    db.write::<(), crate::Error>(stamp, |tx| {
        for login in ["one", "two"] {
            tx.insert("INSERT INTO employee (login, name, created_at) VALUES (?1, ?1, 0)", params![login])?;
        }
        tx.run(
            "INSERT INTO client (id, kind, name, created_at)
             WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 2000)
             SELECT n, 'person', 'x', 0 FROM number",
            &[],
        )?;
        tx.run(
            "INSERT INTO client_interest (client_id, folded, name)
             SELECT id, 'common', 'common' FROM client WHERE id % 3 = 0 UNION ALL SELECT 1, 'rare', 'rare'",
            &[],
        )?;
        tx.run(
            "INSERT INTO contact (id, client_id, at, direction, channel, information, employee_id)
             WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 20000)
             SELECT n, 1 + n % 2000, n, 'incoming', 'call', 'x', 1 + n / 2 % 2 FROM number",
            &[],
        )?;
        tx.run(
            "INSERT INTO reminder (contact_id, client_id, employee_id, day, text)
             SELECT id, client_id, employee_id, '2026-11-20', 'x' FROM contact WHERE id % 10 = 0",
            &[],
        )?;
        tx.run("ANALYZE", &[])?;
        Ok(())
    })
    .unwrap();
}

fn plan(reader: &mut Reader, (sql, all): &(String, Conditions)) -> Result<String> {
    let (explain, column) = match reader.engine() {
        Engine::Sqlite => ("EXPLAIN QUERY PLAN", "detail"),
        Engine::Postgres => ("EXPLAIN", "QUERY PLAN"),
    };
    let rows = reader.all(&format!("{explain} {sql}"), all.values())?;
    Ok(rows.iter().map(|row| row.get::<String>(column).unwrap() + "\n").collect())
}

const ALWAYS: (Option<i64>, Option<i64>) = (None, None);

fn interested_in(interest: &str) -> Filter {
    Filter { interests: Some(vec![interest.to_owned()]), ..Filter::default() }
}

/// K1: every filter reads the list in its own order through an index, and begins with the clients where those are few.
#[test]
fn k1_the_first_page_is_read_through_an_index() {
    let db = testing::open(&crate::office::migrations());
    many(&db);
    let reminded = Filter { has_reminder: Some(true), ..Filter::default() };
    let wanted = [
        (Filter::default(), ALWAYS, "contact_at"),
        (Filter::default(), (Some(19_000), None), "contact_at"),
        (Filter { client_id: Some(7), ..Filter::default() }, ALWAYS, "contact_client"),
        (Filter { employee_id: Some(1), ..Filter::default() }, ALWAYS, "contact_employee"),
        (reminded, ALWAYS, "contact_at"),
        (interested_in("common"), ALWAYS, "contact_at"),
        (interested_in("rare"), ALWAYS, "contact_client"),
    ];
    db.read::<(), crate::Error>(|reader| {
        for (filter, span, index) in wanted {
            let few = sql::are_few(reader, &filter)?;
            let plan = plan(reader, &sql::page(&filter, span, None, 101, (few, &By::Plain), true))?;
            // PostgreSQL weighs by what it counted; that it reads no more than it must is all that is asked of it.
            match reader.engine() {
                Engine::Sqlite => assert!(plan.contains(index), "{filter:?}: {plan}"),
                Engine::Postgres => assert!(!plan.contains("Seq Scan on contact"), "{filter:?}: {plan}"),
            }
        }
        Ok(())
    })
    .unwrap();
}

/// K1: counts and pages of the same filter tell the same, whichever way each is found.
#[test]
fn k1_counts_and_pages_agree() {
    let db = testing::open(&crate::office::migrations());
    many(&db);
    let having = |has: Option<bool>, filter: Filter| Filter { has_reminder: has, ..filter };
    db.read::<(), crate::Error>(|reader| {
        for (filter, span, count) in [
            (Filter::default(), ALWAYS, 20_000),
            (having(Some(true), Filter::default()), ALWAYS, 2000),
            (having(Some(false), Filter::default()), ALWAYS, 18_000),
            (having(Some(true), Filter::default()), (Some(10_001), None), 1000),
            (having(Some(false), interested_in("common")), ALWAYS, 6000),
            (interested_in("common"), ALWAYS, 6660),
            (interested_in("rare"), ALWAYS, 10),
        ] {
            let rows = sql::list(reader, &filter, span, None, 50_000, &By::Plain, true)?;
            assert_eq!(
                (rows.len() as i64, sql::count(reader, &filter, span, &By::Plain, None)?),
                (count, count),
                "{filter:?}"
            );
        }
        Ok(())
    })
    .unwrap();
}

/// At any size: removing contacts looks in no message but theirs.
#[test]
fn s8_a_removed_contacts_messages_are_found_through_an_index() {
    let db = testing::open(&crate::office::migrations());
    let stamp = Stamp { at: 0, employee_id: None };
    db.write::<(), crate::Error>(stamp, |tx| {
        if tx.engine() == Engine::Postgres {
            // A handful of rows PostgreSQL reads whole, unless that costs it more.
            tx.run("SET LOCAL enable_seqscan = off", &[])?;
        }
        // What the schema itself does.
        let emptied = "UPDATE message SET contact_id = NULL WHERE contact_id = 5".to_owned();
        let plan = plan(tx, &(emptied, Conditions::default()))?;
        assert!(plan.contains("message_contact"), "{plan}");
        Ok(())
    })
    .unwrap();
}
