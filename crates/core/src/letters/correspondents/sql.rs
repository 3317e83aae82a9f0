//! SQL of those with whom letters were exchanged.

use deskbell_store::{Reader, Tx, params};

use crate::Result;
use crate::conditions::{composed, holding};
use crate::letters::Person;

/// Keeps somebody's address for completing it; the latest letter tells the name.
pub fn keep(tx: &mut Tx, person: &Person, at: i64) -> Result<()> {
    let address = person.address.trim().to_lowercase();
    if address.is_empty() {
        return Ok(());
    }
    tx.run(
        "INSERT INTO correspondent (address, name, last_at) VALUES (?1, ?2, ?3)
         ON CONFLICT (address) DO UPDATE SET last_at = excluded.last_at,
            name = CASE WHEN excluded.name = '' THEN correspondent.name ELSE excluded.name END
         WHERE correspondent.last_at < excluded.last_at",
        params![address, composed(person.name.trim()), at],
    )?;
    Ok(())
}

pub fn suggest(reader: &mut Reader, words: &str, with_clients: bool) -> Result<Vec<Person>> {
    let pattern = holding(words);
    if pattern.is_empty() {
        return Ok(Vec::new());
    }
    let clients = "SELECT client.name AS name, client_email.email AS address FROM client_email
        JOIN client ON client.id = client_email.client_id
        WHERE client_email.email LIKE ?1 OR client.name LIKE ?1 ORDER BY 1 LIMIT 8";
    let others = "SELECT name, address FROM correspondent WHERE address LIKE ?1 OR name LIKE ?1
        ORDER BY last_at DESC, address LIMIT 16";
    // Whoever may not see clients is offered only those who are none (R6).
    let strangers = "SELECT name, address FROM correspondent WHERE (address LIKE ?1 OR name LIKE ?1)
          AND NOT EXISTS (SELECT 1 FROM client_email WHERE client_email.email = correspondent.address)
        ORDER BY last_at DESC, address LIMIT 16";
    let queries = if with_clients { vec![clients, others] } else { vec![strangers] };
    let mut found: Vec<Person> = Vec::new();
    for query in queries {
        for row in reader.all(query, params![pattern.as_str()])? {
            let person = Person { name: row.get("name")?, address: row.get("address")? };
            if found.iter().all(|known| !known.address.eq_ignore_ascii_case(&person.address)) {
                found.push(person);
            }
        }
    }
    found.truncate(8);
    Ok(found)
}
