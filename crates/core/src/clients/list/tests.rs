//! C2: how the database finds the first page of a filter among many clients, whichever way it is looked up.

use std::sync::{Arc, Mutex};

use deskbell_store::{Db, Engine, Reader, Stamp, params, testing};

use super::column::{Column, Sort};
use super::order::Order;
use super::sql::{having, page};
use super::{Among, Asked, ClientList, Filter, list, suggest};
use crate::clients::filter::sql::{Form, conditions, count, ids};
use crate::clients::filter::{ConsentState, FieldIs, Manager, ManagerWord};
use crate::clients::{CardLanguage, Kind};
use crate::clock::FixedClock;
use crate::conditions::Conditions;
use crate::office::{Desk, Office, migrations};
use crate::period::{Period, Preset};
use crate::secrets::Secrets;
use crate::{Error, Result};

const CLIENTS: i64 = 5000;
/// Friday, 20 November 2026, noon in Kyiv.
const NOW: i64 = 1_795_168_800_000;

/// 5,000 clients of whom every second, third, fifth … has this and that, and a few have what is rare.
fn many(db: &Db) -> Result<()> {
    let stamp = Stamp { at: 0, employee_id: None };
    db.write(stamp, |tx| {
        for login in ["one", "two"] {
            tx.insert("INSERT INTO employee (login, name, created_at) VALUES (?1, ?1, 0)", params![login])?;
        }
        tx.run(
            "INSERT INTO client (id, kind, name, city, notes, manager_id, language, birthday, do_not_write, discount, created_at)
             WITH RECURSIVE number (n) AS (SELECT CAST(1 AS INTEGER) UNION ALL SELECT n + 1 FROM number WHERE n < ?1)
             SELECT n, CASE WHEN n % 7 = 0 THEN 'company' ELSE 'person' END, 'Клієнт ' || (n % 900),
                CASE WHEN n % 11 = 0 THEN '' WHEN n % 3 = 0 THEN 'Львів' WHEN n = 4999 THEN 'київ' ELSE 'Київ' END,
                CASE WHEN n % 100 = 0 THEN 'Рідкісна ПРИМІТКА' ELSE '' END,
                CASE WHEN n % 5 = 0 THEN NULL ELSE 1 + n % 2 END, CASE WHEN n % 4 = 0 THEN 'ru' ELSE '' END,
                CASE WHEN n % 6 = 0 THEN '1980-11-2' || (n % 9) WHEN n % 6 = 1 THEN '--02-29' ELSE '' END,
                CASE WHEN n % 50 = 0 THEN 1 ELSE 0 END, n % 3, ?2 - (n % 400) * 86400000
             FROM number",
            params![CLIENTS, NOW],
        )?;
        for statement in [
            "INSERT INTO client_name (client_id, folded) SELECT id, lower(name) FROM client",
            "INSERT INTO client_phone (client_id, position, number, shown)
             SELECT id, 0, '+3805' || (10000000 + id), 'x' FROM client WHERE id % 4 <> 0
             UNION ALL SELECT id, 1, '+3806' || (10000000 + id), 'x' FROM client WHERE id % 8 = 1",
            "INSERT INTO client_email (client_id, position, email) SELECT id, 0, 'c' || id || '@x.example' FROM client WHERE id % 9 <> 0",
            "INSERT INTO client_tag (client_id, folded, name)
             SELECT id, 'опт', 'Опт' FROM client WHERE id % 2 = 0 UNION ALL SELECT id, 'рідкий', 'рідкий' FROM client WHERE id % 1000 = 0",
            "INSERT INTO client_interest (client_id, folded, name) SELECT id, 'акрил', 'акрил' FROM client WHERE id % 3 = 0",
            "INSERT INTO client_consent (client_id, way, given, day) SELECT id, 'email', id % 2, '2026-01-01' FROM client WHERE id % 5 = 0",
            "INSERT INTO client_field (id, name, kind, position) VALUES (1, 'Відстань', 'number', 1), (2, 'Папка', 'text', 2), (3, 'День', 'date', 3)",
            "INSERT INTO client_field_value (client_id, field_id, value)
             SELECT id, 1, CAST(id % 120 AS TEXT) FROM client WHERE id % 4 = 0 UNION ALL SELECT id, 2, 'Тека ' || (id % 10) FROM client
             UNION ALL SELECT id, 3, '2026-11-1' || (id % 10) FROM client WHERE id % 3 = 0",
            "INSERT INTO contact (client_id, at, direction, channel, information)
             SELECT id, created_at + 1000, 'incoming', 'call', 'x' FROM client WHERE id % 2 = 1",
            "INSERT INTO request (number, status, open, source, created_at, last_at)
             SELECT 'n' || id, 'new', CASE WHEN id % 40 = 0 THEN 1 ELSE 0 END, 'mail', 0, created_at + 2000 FROM client WHERE id % 10 = 0",
            "UPDATE request SET client_id = CAST(substr(number, 2) AS INTEGER)",
            "INSERT INTO reminder (client_id, employee_id, day, text, done) SELECT id, 1, '2026-11-20', 'x', id % 2 FROM client WHERE id % 12 = 0",
            "ANALYZE",
        ] {
            tx.run(statement, &[])?;
        }
        Ok::<_, Error>(())
    })
}

fn office() -> (Arc<Office>, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let db = testing::open(&migrations());
    many(&db).unwrap();
    let office =
        Office::with(db, Arc::new(FixedClock::new(NOW)), Secrets::Memory(Mutex::default()), folder.path());
    (office, folder)
}

fn desk(office: &Office) -> Desk<'_> {
    Desk { office, employee_id: Some(1), rights: Vec::new() }
}

fn own(field_id: i64) -> FieldIs {
    FieldIs { field_id, value: None, from: None, to: None, empty: None }
}

/// Whether a client of [`many`], by its number, is meant.
type Means = fn(i64) -> bool;

/// The birthday of a client, as `MM-DD`.
fn born(n: i64) -> String {
    match n % 6 {
        0 => format!("11-2{}", n % 9),
        1 => "02-29".to_owned(),
        _ => String::new(),
    }
}

/// Every condition there is, and a few of them together, with whom each means.
fn filters() -> Vec<(Filter, Means)> {
    let plain = Filter::default;
    let words = |words: &str| Filter { search: Some(words.to_owned()), ..Filter::default() };
    let some = |word: &str| Some(vec![word.to_owned()]);
    let fields = |field: FieldIs| Filter { fields: Some(vec![field]), ..Filter::default() };
    vec![
        (plain(), |_| true),
        (words("клієнт 777"), |n| n % 900 == 777 || (n % 4 != 0 && n.to_string().contains("777"))),
        (words("777 КЛІЄНТ"), |n| n % 900 == 777 || (n % 4 != 0 && n.to_string().contains("777"))),
        (words("рідкісна"), |n| n % 100 == 0),
        (words("львів примітка"), |n| n % 100 == 0 && n % 3 == 0 && n % 11 != 0),
        (words("нікого"), |_| false),
        (words("к"), |_| true),
        (words("7"), |n| (n % 900).to_string().starts_with('7')),
        (words("050 999 9999"), |_| false),
        (words("8 (05) 1000 0123"), |n| n == 123),
        (words("c123@x"), |n| n == 123),
        (Filter { kind: Some(Kind::Company), ..plain() }, |n| n % 7 == 0),
        (Filter { manager: Some(Manager::Of(2)), ..plain() }, |n| n % 5 != 0 && n % 2 == 1),
        (Filter { manager: Some(Manager::Word(ManagerWord::Me)), ..plain() }, |n| n % 5 != 0 && n % 2 == 0),
        (Filter { manager: Some(Manager::Word(ManagerWord::None)), ..plain() }, |n| n % 5 == 0),
        (Filter { cities: some("КИЇВ"), ..plain() }, |n| n % 11 != 0 && n % 3 != 0),
        (Filter { cities: some("Одеса"), ..plain() }, |_| false),
        (Filter { tags: some("ОПТ"), ..plain() }, |n| n % 2 == 0),
        (Filter { tags: some("рідкий"), ..plain() }, |n| n % 1000 == 0),
        (Filter { interests: some("Акрил"), ..plain() }, |n| n % 3 == 0),
        (Filter { language: Some(CardLanguage::Ru), ..plain() }, |n| n % 4 == 0),
        (Filter { language: Some(CardLanguage::Unknown), ..plain() }, |n| n % 4 != 0),
        (Filter { birthday_month: Some(2), ..plain() }, |n| born(n) == "02-29"),
        (Filter { birthday_days: Some(0), ..plain() }, |n| born(n) == "11-20"),
        (Filter { birthday_days: Some(3), ..plain() }, |n| ("11-20".."11-24").contains(&born(n).as_str())),
        // 2027 is a common year: 29 February is kept on the 28th.
        (Filter { birthday_days: Some(100), ..plain() }, |n| n % 6 < 2),
        (Filter { birthday_days: Some(99), ..plain() }, |n| n % 6 == 0),
        (Filter { birthday_days: Some(400), ..plain() }, |n| n % 6 < 2),
        (Filter { consent_email: Some(ConsentState::Given), ..plain() }, |n| n % 5 == 0 && n % 2 == 1),
        (Filter { consent_email: Some(ConsentState::Refused), ..plain() }, |n| n % 5 == 0 && n % 2 == 0),
        (Filter { consent_email: Some(ConsentState::NotAsked), ..plain() }, |n| n % 5 != 0),
        (Filter { consent_sms: Some(ConsentState::NotAsked), ..plain() }, |_| true),
        (Filter { do_not_write: Some(true), ..plain() }, |n| n % 50 == 0),
        (Filter { do_not_write: Some(false), ..plain() }, |n| n % 50 != 0),
        (Filter { has_phone: Some(true), ..plain() }, |n| n % 4 != 0),
        (Filter { has_phone: Some(false), ..plain() }, |n| n % 4 == 0),
        (Filter { has_email: Some(false), ..plain() }, |n| n % 9 == 0),
        (fields(own(1)), |n| n % 4 == 0),
        (fields(FieldIs { empty: Some(true), ..own(1) }), |n| n % 4 != 0),
        (fields(FieldIs { value: Some("8".to_owned()), ..own(1) }), |n| n % 120 == 8),
        (fields(FieldIs { from: Some("7".to_owned()), to: Some("12,5".to_owned()), ..own(1) }), |n| {
            [8, 12].contains(&(n % 120))
        }),
        (fields(FieldIs { value: Some("ТЕКА 3".to_owned()), ..own(2) }), |n| n % 10 == 3),
        (fields(FieldIs { from: Some("2026-11-18".to_owned()), ..own(3) }), |n| n % 3 == 0 && n % 10 >= 8),
        (Filter { created: Some(Period { preset: Preset::Today, from: None, to: None }), ..plain() }, |n| {
            n % 400 == 0
        }),
        (Filter { silent_days: Some(390), ..plain() }, |n| n % 400 >= 390),
        (Filter { open_requests: Some(true), ..plain() }, |n| n % 40 == 0),
        (Filter { open_requests: Some(false), ..plain() }, |n| n % 40 != 0),
        (Filter { has_reminder: Some(true), ..plain() }, |n| n % 12 == 0),
        (
            Filter {
                kind: Some(Kind::Company), tags: some("опт"), has_phone: Some(true), ..words("клієнт")
            },
            |n| n % 7 == 0 && n % 2 == 0 && n % 4 != 0,
        ),
    ]
}

/// C2: a filter means the same clients as a set and on a walk, in the count and page by page; and exactly those it says.
#[test]
fn c2_every_filter_means_the_same_whichever_way_it_is_looked_up() {
    let (office, _folder) = office();
    let desk = desk(&office);
    let checked = desk.read(|reader| {
        for (filter, means) in filters() {
            let asked = Asked::of(&desk, reader, &filter)?;
            let set = ids(reader, &asked, None)?;
            assert_eq!(set, (1..=CLIENTS).filter(|n| means(*n)).collect::<Vec<_>>(), "{filter:?}");
            let walk = conditions(&asked, Form::Walk("client.id"));
            let sql = format!("SELECT client.id FROM client WHERE {} ORDER BY client.id", walk.sql());
            let walked: Vec<i64> =
                reader.all(&sql, walk.values())?.iter().map(|row| row.get("id").unwrap()).collect();
            assert_eq!(set, walked, "{filter:?}");
            assert_eq!(count(reader, &asked)?, set.len() as i64, "{filter:?}");
            if asked.words_alone {
                let first = ClientList { filter: filter.clone(), limit: Some(50), ..ClientList::default() };
                let suggested = suggest(reader, filter.search.as_deref(), 50)?;
                let in_notes = ["рідкісна", "примітка"].iter();
                let in_notes = filter
                    .search
                    .as_ref()
                    .is_some_and(|words| in_notes.clone().any(|word| words.contains(word)));
                let listed = if in_notes { Vec::new() } else { list(&desk, reader, &first)?.rows };
                assert_eq!(suggested, listed, "{filter:?}");
            }
            for by in [Column::Name, Column::Phone, Column::Last] {
                let order = Order::of(reader, Sort { by, down: false })?;
                for among in [Among::Filter(&asked), Among::Ids(set.clone())] {
                    let mut found: Vec<i64> = page(reader, &among, &order, None, CLIENTS + 1)?
                        .iter()
                        .map(|place| place.id)
                        .collect();
                    found.sort_unstable();
                    assert_eq!(found, set, "{filter:?} by {by}");
                }
            }
        }
        Ok(())
    });
    checked.unwrap();
}

fn plan(reader: &mut Reader, (sql, all): &(String, Conditions)) -> Result<String> {
    let (explain, column) = match reader.engine() {
        Engine::Sqlite => ("EXPLAIN QUERY PLAN", "detail"),
        Engine::Postgres => ("EXPLAIN", "QUERY PLAN"),
    };
    let rows = reader.all(&format!("{explain} {sql}"), all.values())?;
    Ok(rows.iter().map(|row| row.get::<String>(column).unwrap() + "\n").collect())
}

/// C2: the list is read in its order through an index, also where a page goes on, and whatever the filter.
#[test]
fn c2_a_page_is_read_through_the_index_of_its_order() {
    let (office, _folder) = office();
    let desk = desk(&office);
    let read = desk.read(|reader| {
        for (by, index) in [
            (Column::Name, "client_name_alphabet"),
            (Column::City, "client_city_alphabet"),
            (Column::Phone, "client_phone_number"),
            (Column::Email, "client_email_email"),
            (Column::Tags, "client_tag_folded"),
            (Column::Created, "client_created"),
            (Column::Last, "client_touch_at"),
            (Column::Field(3), "client_field_value_field"),
        ] {
            for (filter, _) in filters() {
                let asked = Asked::of(&desk, reader, &filter)?;
                let order = Order::of(reader, Sort { by, down: true })?;
                let first = page(reader, &Among::Filter(&asked), &order, None, 1)?;
                for after in [None, first.first()] {
                    let plan = plan(reader, &having(&Among::Filter(&asked), &order, after, 101))?;
                    if reader.engine() == Engine::Sqlite {
                        assert!(plan.contains(index), "{filter:?} by {by}: {plan}");
                        let sorts = plan.contains("USE TEMP B-TREE FOR ORDER BY");
                        assert!(!sorts, "{filter:?} by {by}: {plan}");
                    }
                }
            }
        }
        // PostgreSQL weighs by what it counted: that everybody is read through the index is all that is asked of it.
        let (asked, order) =
            (Asked::of(&desk, reader, &Filter::default())?, Order::of(reader, Sort::default())?);
        let plan = plan(reader, &having(&Among::Filter(&asked), &order, None, 101))?;
        assert!(plan.contains("client_name_alphabet"), "{plan}");
        Ok(())
    });
    read.unwrap();
}

/// C6: what the database keeps of the last touch is what contacts and requests say, whatever happens to them.
#[test]
fn c6_the_last_touch_follows_contacts_and_requests() {
    let (office, _folder) = office();
    let agree = |step: &str| {
        let rows = office.db.read(|reader| {
            Ok::<_, Error>(reader.all(
                "SELECT client.id, client_touch.at AS kept, (SELECT max(at) FROM (
                    SELECT contact.client_id, contact.at FROM contact UNION ALL SELECT request.client_id, request.last_at FROM request
                 ) AS touched WHERE touched.client_id = client.id) AS told
                 FROM client LEFT JOIN client_touch ON client_touch.client_id = client.id WHERE client.id <= 60",
                &[],
            )?)
        });
        for row in rows.unwrap() {
            let (kept, told): (Option<i64>, Option<i64>) =
                (row.get("kept").unwrap(), row.get("told").unwrap());
            assert_eq!(kept, told, "client {} after {step}", row.get::<i64>("id").unwrap());
        }
    };
    agree("the beginning");
    for step in [
        "INSERT INTO contact (client_id, at, direction, channel, information) VALUES (1, 5, 'incoming', 'call', 'x')",
        "INSERT INTO contact (client_id, at, direction, channel, information) VALUES (2, 9000000000000, 'incoming', 'call', 'x')",
        "UPDATE contact SET client_id = 4 WHERE client_id = 3",
        "UPDATE contact SET client_id = NULL WHERE client_id = 5",
        "UPDATE contact SET client_id = 6 WHERE client_id IS NULL",
        "UPDATE contact SET at = at - 500 WHERE client_id < 20",
        "UPDATE contact SET at = at + 5000 WHERE client_id < 20",
        "UPDATE request SET last_at = last_at + 70000 WHERE client_id = 10",
        "UPDATE request SET last_at = last_at - 80000 WHERE client_id = 10",
        "UPDATE request SET client_id = 11, last_at = last_at + 1 WHERE client_id = 20",
        "UPDATE request SET client_id = NULL WHERE client_id = 30",
        "DELETE FROM contact WHERE client_id IN (7, 11)",
        "DELETE FROM request WHERE client_id IN (11, 40)",
    ] {
        let stamp = Stamp { at: 0, employee_id: None };
        office.db.write(stamp, |tx| tx.run(step, &[]).map_err(Error::from)).unwrap();
        agree(step);
    }
    let made = "INSERT INTO request (number, status, open, source, client_id, created_at, last_at)
        VALUES ('y', 'new', 1, 'mail', 12, 0, 9000000000000)";
    let settled = office.db.write(Stamp { at: 0, employee_id: None }, |tx| {
        let id = tx.insert(made, &[])?;
        crate::requests::settle(tx, id)
    });
    settled.unwrap();
    agree("a request that came back");
}
