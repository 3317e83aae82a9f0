//! SQL of invented data.

use deskbell_store::{Reader, Tx, params};

use crate::{Result, requests};

/// At most so many requests are open, whatever the age of the office.
const OPEN: i64 = 400;

const SURNAMES: [&str; 16] = [
    "Мельник",
    "Шевчук",
    "Коваль",
    "Бондар",
    "Ткаченко",
    "Їжакевич",
    "Єременко",
    "Ґудзенко",
    "Іваненко",
    "Лисенко",
    "Зайцева",
    "Петренко",
    "Савченко",
    "Романюк",
    "Яременко",
    "Щербак",
];
const NAMES: [&str; 12] = [
    "Ірина",
    "Сергій",
    "Олена",
    "Петро",
    "Анна",
    "Віктор",
    "Марія",
    "Іван",
    "Єва",
    "Юлія",
    "Тарас",
    "Оксана",
];
const CITIES: [&str; 12] = [
    "Київ",
    "Львів",
    "Одеса",
    "Харків",
    "Дніпро",
    "Івано-Франківськ",
    "Їжаків",
    "Вінниця",
    "Полтава",
    "Чернігів",
    "Умань",
    "",
];
const TAGS: [&str; 5] = ["опт", "постійний", "боржник", "виставка", "рекомендація"];
const INTERESTS: [&str; 5] = ["акрил", "шильди", "фанера", "гравіювання", "вивіски"];

/// One of a list, told by a number.
fn one<'a>(list: &[&'a str], index: i64) -> &'a str {
    list.get(index.unsigned_abs() as usize % list.len().max(1)).copied().unwrap_or_default()
}

/// A client with what cards of a long life hold: two thirds have a phone, nine of ten an address, some of them the rest.
pub fn client(tx: &mut Tx, index: i64, now: i64, me: i64) -> Result<()> {
    let name = format!("{} {} {index:06}", one(&SURNAMES, index * 7), one(&NAMES, index / 3));
    let (tag, interest) = (one(&TAGS, index / 2), one(&INTERESTS, index / 7));
    let (tagged, interested) = (index % 4 == 0, index % 3 == 0);
    let id = tx.insert(
        "INSERT INTO client (kind, name, city, interests, notes, manager_id, language, birthday, do_not_write, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        params![
            if index % 6 == 0 { "company" } else { "person" },
            name.as_str(),
            one(&CITIES, index / 5),
            if interested { interest } else { "" },
            if index % 5 == 0 { format!("Дзвонити після обіду, домовленість {index}") } else { String::new() },
            (index % 8 != 0).then_some(me),
            one(&["uk", "uk", "ru", ""], index),
            if index % 3 == 0 { format!("19{:02}-{:02}-{:02}", index % 70 + 30, index / 3 % 12 + 1, index / 7 % 28 + 1) } else { String::new() },
            index % 90 == 0,
            now - (index % 2000) * 43_200_000
        ],
    )?;
    if index % 10 != 0 {
        tx.run(
            "INSERT INTO client_email (client_id, position, email) VALUES (?1, 0, ?2)",
            params![id, format!("client{index}@seed.example")],
        )?;
    }
    if index % 3 != 0 {
        let digits = 1_000_000 + index * 7919 % 9_000_000;
        tx.run(
            "INSERT INTO client_phone (client_id, position, number, shown) VALUES (?1, 0, ?2, ?3)",
            params![id, format!("+38050{digits}"), format!("050 {digits}")],
        )?;
    }
    tx.run("INSERT INTO client_name (client_id, folded) VALUES (?1, ?2)", params![id, name.to_lowercase()])?;
    let mut words = Vec::new();
    words.extend(tagged.then_some(("client_tag", tag)));
    words.extend((index % 5000 == 1).then_some(("client_tag", "рідкісний")));
    words.extend(interested.then_some(("client_interest", interest)));
    for (table, word) in words {
        tx.run(
            &format!("INSERT INTO {table} (client_id, folded, name) VALUES (?1, ?2, ?2)"),
            params![id, word],
        )?;
    }
    if index % 7 < 3 {
        tx.run(
            "INSERT INTO client_consent (client_id, way, given, day) VALUES (?1, 'email', ?2, '2026-01-15')",
            params![id, index % 7 < 2],
        )?;
    }
    Ok(())
}

/// As many clients are there already.
pub fn clients(reader: &mut Reader) -> Result<i64> {
    Ok(reader.one("SELECT count(*) AS n FROM client", &[])?.get("n")?)
}

/// A contact with one of the clients, who are numbered from one in an office that was filled from its beginning.
pub fn contact(tx: &mut Tx, index: i64, clients: i64, now: i64, me: i64) -> Result<()> {
    let client_id = (clients > 0).then(|| index * 7919 % clients + 1);
    tx.run(
        "INSERT INTO contact (client_id, at, direction, channel, information, employee_id)
         SELECT (SELECT id FROM client WHERE id = ?1), ?2, ?3, ?4, ?5, ?6",
        params![
            client_id,
            now - index * 97_000,
            one(&["incoming", "outgoing"], index),
            one(&["call", "letter", "sms", "visit"], index / 3),
            format!("Розмова {index}: ціна, строки, макет"),
            me
        ],
    )?;
    Ok(())
}

/// Two of three requests are a client's, where the office was filled with clients from its beginning.
pub fn request(tx: &mut Tx, index: i64, most: i64, clients: i64, now: i64, me: i64) -> Result<()> {
    // The newest are the open ones; the rest lies minutes apart behind them.
    let at = now - (most - index) * 600_000;
    let open = most - index <= OPEN;
    let id = tx.insert(
        "INSERT INTO request (number, subject, status, open, source, name, email, assignee_id, letters, snippet,
            created_at, last_at, closed_at, client_id)
         VALUES (?1, ?2, ?3, ?4, 'mail', ?5, ?6, ?7, 1, ?8, ?9, ?9, ?10, (SELECT id FROM client WHERE id = ?11))",
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
            (!open).then_some(at),
            (clients > 0 && index % 3 != 0).then(|| index * 31 % clients.max(1) + 1)
        ],
    )?;
    requests::touch_client(tx, id)
}

/// A reminder; three of four are of a client, and each is of a contact where there are as many.
pub fn reminder(tx: &mut Tx, day: &str, index: i64, clients: i64, me: i64) -> Result<()> {
    tx.run(
        "INSERT INTO reminder (employee_id, day, time, text, priority, done, client_id, contact_id)
         VALUES (?1, ?2, '24:00', ?3, 'normal', ?4, (SELECT id FROM client WHERE id = ?5),
            (SELECT id FROM contact WHERE id = ?6))",
        params![
            me,
            day,
            format!("Нагадування {index}"),
            index % 20 != 0,
            (clients > 0 && index % 4 != 0).then(|| index * 7919 % clients.max(1) + 1),
            index * 9 + 1
        ],
    )?;
    Ok(())
}

/// Lets the database look at what it holds.
pub fn analyze(tx: &mut Tx) -> Result<()> {
    tx.run("ANALYZE", &[])?;
    Ok(())
}
