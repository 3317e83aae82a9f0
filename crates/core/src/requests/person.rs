//! The person of a request and the directory: how somebody becomes a client (R16).

use deskbell_store::Tx;
use serde::{Deserialize, Serialize};

use super::{row, sql};
use crate::clients::ClientFields;
use crate::office::Desk;
use crate::{Error, Result, clients, sms};

/// What answering a request gave the directory, so that "undo send" can take it back.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Given {
    client_id: i64,
    /// The card as it was made; none where it was there before.
    made: Option<ClientFields>,
    /// The manager of a client who had none.
    manager_id: Option<i64>,
    /// What was tied to the client.
    requests: Vec<i64>,
    contacts: Vec<i64>,
    reminders: Vec<i64>,
}

impl Given {
    fn nothing(client_id: i64) -> Self {
        let (requests, contacts, reminders) = (Vec::new(), Vec::new(), Vec::new());
        Self { client_id, made: None, manager_id: None, requests, contacts, reminders }
    }

    /// What of a table was tied.
    fn tied(&self, table: &str) -> &[i64] {
        match table {
            "request" => &self.requests,
            "contact" => &self.contacts,
            "reminder" => &self.reminders,
            _ => &[],
        }
    }
}

/// Adds the person of a request to the directory and ties them (R16); the one at the desk becomes the manager. Gives
/// the client's id. A client with that address or phone is tied rather than doubled.
pub fn add_client(desk: &Desk, tx: &mut Tx, id: i64) -> Result<i64> {
    match row(tx, id)?.client_id {
        Some(client_id) => Ok(client_id),
        None => Ok(give_client(desk, tx, id)?.client_id),
    }
}

fn give_client(desk: &Desk, tx: &mut Tx, id: i64) -> Result<Given> {
    let request = row(tx, id)?;
    let by_email = match request.email.as_str() {
        "" => None,
        email => clients::by_email(tx, email)?.map(|(client_id, _)| client_id),
    };
    let known = match by_email {
        None => sms::client_of(desk, tx, &request.phone)?,
        known => known,
    };
    let client_id = match known {
        Some(client_id) => client_id,
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
    let made = if known.is_none() { Some(clients::fields_of(tx, client_id)?) } else { None };
    let requests = sql::without_client(tx, id, &request.email)?;
    let (mut contacts, mut reminders) = (Vec::new(), Vec::new());
    for &id in &requests {
        let (of_request, theirs) = crate::contacts::without_client(tx, id)?;
        contacts.extend(of_request);
        reminders.extend(theirs);
    }
    link_client(tx, id, client_id)?;
    Ok(Given { client_id, made, manager_id: None, requests, contacts, reminders })
}

/// Whoever is answered becomes a client, and whoever answers their manager where they have none (R16).
pub(super) fn answered(desk: &Desk, tx: &mut Tx, id: i64, me: i64) -> Result<Option<Given>> {
    let mut given = None;
    let client_id = match row(tx, id)?.client_id {
        Some(client_id) => client_id,
        // A request without any address or name (all deleted by hand) can still be answered.
        None => match give_client(desk, tx, id) {
            Ok(new) => given.insert(new).client_id,
            Err(Error::EmptyText { .. }) => return Ok(None),
            Err(error) => return Err(error),
        },
    };
    if clients::fields_of(tx, client_id)?.manager_id.is_none() {
        clients::set_manager(tx, client_id, Some(me))?;
        let given = given.get_or_insert_with(|| Given::nothing(client_id));
        given.manager_id = Some(me);
        if given.made.is_some() {
            given.made = Some(clients::fields_of(tx, client_id)?);
        }
    }
    Ok(given)
}

/// Takes back what an answer gave that did not leave. A card that somebody changed since, or that got other things, stays.
pub(super) fn take_back(tx: &mut Tx, given: &Given) -> Result<()> {
    let Given { client_id, made, manager_id, requests, contacts, reminders } = given;
    let now = match clients::fields_of(tx, *client_id) {
        Err(Error::NotFound { .. }) => return Ok(()),
        now => now?,
    };
    if let Some(made) = made
        && (now != *made || clients::has_others(tx, *client_id, |table| given.tied(table))?)
    {
        return Ok(());
    }
    let told = |client_id: Option<i64>| Some(serde_json::json!({ "client_id": client_id }));
    for id in sql::untie_client(tx, *client_id, requests)? {
        tx.record("request", id, "client", told(Some(*client_id)), told(None))?;
    }
    crate::contacts::untie_client(tx, *client_id, contacts, reminders)?;
    match made {
        Some(_) => clients::remove(tx, *client_id),
        None if manager_id.is_some() && now.manager_id == *manager_id => {
            clients::set_manager(tx, *client_id, None)
        }
        None => Ok(()),
    }
}

/// Ties a request to a client of the directory, and with it all requests of the same address that have no client; their
/// contacts go along.
pub fn link_client(tx: &mut Tx, id: i64, client_id: i64) -> Result<()> {
    let request = row(tx, id)?;
    let others = sql::without_client(tx, id, &request.email)?.into_iter().filter(|other| *other != id);
    let told = |client_id: Option<i64>| Some(serde_json::json!({ "client_id": client_id }));
    for (id, before) in std::iter::once((id, request.client_id)).chain(others.map(|id| (id, None))) {
        sql::set_client(tx, id, client_id)?;
        crate::contacts::link_client(tx, id, client_id)?;
        tx.record("request", id, "client", told(before), told(Some(client_id)))?;
    }
    Ok(())
}
