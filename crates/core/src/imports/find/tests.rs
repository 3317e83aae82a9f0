//! C4: whom a row of a file may mean.

use deskbell_store::{Stamp, params, testing};

use super::*;
use crate::Error;

fn marks(phone: &str, name: &str, city: &str) -> Marks {
    let phones = Some(phone.to_owned()).filter(|phone| !phone.is_empty()).into_iter().collect();
    Marks { phones, emails: Vec::new(), name: (name.to_owned(), city.to_owned()) }
}

/// C4: of thousands of one name only those are read whom a row may mean: of its city, the oldest, and none where a phone
/// tells the client.
#[test]
fn c4_namesakes_are_asked_for_where_they_count() {
    let db = testing::open(&crate::office::migrations());
    db.write::<(), Error>(Stamp { at: 0, employee_id: None }, |tx| {
        for n in 0..60_i64 {
            let (id, city) = (n + 1, if n % 2 == 0 { " Львів" } else { "Київ" });
            let client = "INSERT INTO client (id, kind, name, city, created_at) VALUES (?1, 'person', 'Іван', ?2, 0)";
            tx.run(client, params![id, city])?;
            tx.run("DELETE FROM client_name WHERE client_id = ?1", params![id])?;
            tx.run("INSERT INTO client_name (client_id, folded) VALUES (?1, 'іван')", params![id])?;
        }
        tx.run(
            "INSERT INTO client_phone (client_id, position, number, shown) VALUES (7, 0, '+380501234567', 'x')",
            &[],
        )?;
        Ok(())
    })
    .unwrap();
    let known = |rows: &[Marks]| db.read(|reader| Known::of(reader, rows)).unwrap();
    let by_phone = marks("+380501234567", "іван", "львів");
    assert!(known(std::slice::from_ref(&by_phone)).names.is_empty());
    let stranger = marks("", "іван", "львів");
    let two = known(&[by_phone.clone(), stranger.clone()]);
    let ids: Vec<i64> = two.names.values().flatten().map(|one| one.who).collect();
    assert_eq!(ids, [1, 3, 7], "two without a phone, and one with");
    assert_eq!(two.find(&stranger), Some((1, FoundBy::Name)));
    assert_eq!(two.find(&by_phone), Some((7, FoundBy::Phone)));
    let other = marks("+380671112233", "іван", "київ");
    assert_eq!(known(std::slice::from_ref(&other)).find(&other), Some((2, FoundBy::Name)));
}
