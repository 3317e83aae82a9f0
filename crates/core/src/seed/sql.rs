//! SQL of invented data.

use deskbell_store::{Tx, params};

use crate::Result;

/// At most so many requests are open, whatever the age of the office.
const OPEN: i64 = 400;

pub fn client(tx: &mut Tx, index: i64, now: i64, me: i64) -> Result<()> {
    let name = format!("Клієнт {index:07}");
    let id = tx.insert(
        "INSERT INTO client (kind, name, city, manager_id, created_at) VALUES ('person', ?1, 'Київ', ?2, ?3)",
        params![name.as_str(), me, now],
    )?;
    tx.run("INSERT INTO client_name (client_id, folded) VALUES (?1, ?2)", params![id, name.to_lowercase()])?;
    tx.run(
        "INSERT INTO client_email (client_id, position, email) VALUES (?1, 0, ?2)",
        params![id, format!("client{index}@seed.example")],
    )?;
    Ok(())
}

pub fn request(tx: &mut Tx, index: i64, most: i64, now: i64, me: i64) -> Result<()> {
    // The newest are the open ones; the rest lies minutes apart behind them.
    let at = now - (most - index) * 600_000;
    let open = most - index <= OPEN;
    tx.run(
        "INSERT INTO request (number, subject, status, open, source, name, email, assignee_id, letters, snippet,
            created_at, last_at, closed_at)
         VALUES (?1, ?2, ?3, ?4, 'mail', ?5, ?6, ?7, 1, ?8, ?9, ?9, ?10)",
        params![
            format!("S-{index:08}"),
            format!("Замовлення {index}: різання та гравіювання"),
            if open { "in_work" } else { "done" },
            open,
            format!("Людина {}", index % 5000),
            format!("person{}@seed.example", index % 5000),
            (index % 3 != 0).then_some(me),
            "Добрий день! Скільки коштує виготовити ще один такий самий комплект до кінця місяця?",
            at,
            (!open).then_some(at)
        ],
    )?;
    Ok(())
}

pub fn reminder(tx: &mut Tx, day: &str, index: i64, me: i64) -> Result<()> {
    tx.run(
        "INSERT INTO reminder (employee_id, day, time, text, priority, done) VALUES (?1, ?2, '24:00', ?3, 'normal', ?4)",
        params![me, day, format!("Нагадування {index}"), index % 20 != 0],
    )?;
    Ok(())
}

/// Lets the database look at what it holds.
pub fn analyze(tx: &mut Tx) -> Result<()> {
    tx.run("ANALYZE", &[])?;
    Ok(())
}
