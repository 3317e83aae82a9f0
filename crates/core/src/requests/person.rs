//! The person of a request and the directory: how somebody becomes a client (R16).

use deskbell_store::Tx;

use super::{row, sql};
use crate::office::Desk;
use crate::{Error, Result, clients};

/// Adds the person of a request to the directory and ties them (R16); the one at the desk becomes the manager. Gives
/// the client's id. A client with that address is tied rather than doubled.
pub fn add_client(desk: &Desk, tx: &mut Tx, id: i64) -> Result<i64> {
    let request = row(tx, id)?;
    if let Some(client_id) = request.client_id {
        return Ok(client_id);
    }
    let known = match request.email.as_str() {
        "" => None,
        email => clients::by_email(tx, email)?,
    };
    let client_id = match known {
        Some((client_id, _)) => client_id,
        None => {
            let name = [&request.name, &request.email, &request.phone]
                .into_iter()
                .find(|name| !name.trim().is_empty());
            let fields = clients::ClientFields {
                // A sender's name may be longer than a card takes: that is no reason not to answer.
                name: name
                    .map(|name| name.chars().take(clients::MOST_SIGNS).collect())
                    .ok_or(Error::EmptyText { field: "name" })?,
                emails: Some(request.email.clone())
                    .filter(|email| clients::looks_like_address(email))
                    .into_iter()
                    .collect(),
                phones: Some(request.phone.clone()).filter(|phone| !phone.is_empty()).into_iter().collect(),
                manager_id: desk.employee_id,
                ..clients::ClientFields::default()
            };
            let client_id = clients::create(desk, tx, fields)?;
            if request.sample {
                clients::mark_sample(tx, client_id)?;
            }
            client_id
        }
    };
    link_client(tx, id, client_id)?;
    Ok(client_id)
}

/// Ties a request to a client of the directory, and with it all requests of the same address that have no client.
pub fn link_client(tx: &mut Tx, id: i64, client_id: i64) -> Result<()> {
    let request = row(tx, id)?;
    sql::set_client(tx, id, client_id)?;
    crate::contacts::link_client(tx, id, client_id)?;
    if !request.email.is_empty() {
        sql::set_client_by_email(tx, &request.email, client_id)?;
    }
    let told = |client_id: Option<i64>| Some(serde_json::json!({ "client_id": client_id }));
    tx.record("request", id, "client", told(request.client_id), told(Some(client_id)))?;
    Ok(())
}
