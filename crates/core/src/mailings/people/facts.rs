//! What is known of some people at once: their cards, and what happened to their addresses.

use std::collections::{HashMap, HashSet};

use deskbell_store::Reader;

use super::sql::{self, Person};
use crate::mailings::message::Way;
use crate::{Result, phones};

/// What a client's card says that decides.
#[derive(Debug, Clone, Default)]
pub struct ClientFacts {
    pub emails: Vec<String>,
    /// E.164.
    pub phones: Vec<String>,
    pub do_not_write: bool,
    pub consent_email: Option<bool>,
    pub consent_sms: Option<bool>,
}

impl ClientFacts {
    /// What the client said of a way; nothing where nobody asked.
    pub fn consent(&self, way: Way) -> Option<bool> {
        match way {
            Way::Email => self.consent_email,
            Way::Sms => self.consent_sms,
        }
    }
}

/// The cards of some people.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    pub clients: HashMap<i64, ClientFacts>,
}

impl Facts {
    /// Where a person can be written to by a way, the first place first: an import's own before the card's.
    pub fn addresses(&self, person: &Person, way: Way) -> Vec<String> {
        let card = person.client_id.and_then(|id| self.clients.get(&id));
        let (own, of_card) = match way {
            Way::Email => (&person.email, card.map(|card| &card.emails)),
            Way::Sms => (&person.phone, card.map(|card| &card.phones)),
        };
        let mut addresses: Vec<String> = Vec::new();
        for address in std::iter::once(own).chain(of_card.into_iter().flatten()) {
            let usable = match way {
                Way::Email => !address.is_empty(),
                Way::Sms => phones::takes_sms(address),
            };
            if usable && !addresses.contains(address) {
                addresses.push(address.clone());
            }
        }
        addresses
    }
}

/// What happened to addresses.
#[derive(Debug, Clone, Default)]
pub struct World {
    pub opted_out: HashSet<(Way, String)>,
    pub bounced: HashSet<(Way, String)>,
    /// A mailing reached them lately.
    pub reached: HashSet<(Way, String)>,
    pub reached_clients: HashSet<i64>,
}

/// The cards of these people.
pub fn facts(reader: &mut Reader, people: &[Person]) -> Result<Facts> {
    let mut ids: Vec<i64> = people.iter().filter_map(|person| person.client_id).collect();
    ids.sort_unstable();
    ids.dedup();
    Ok(Facts { clients: sql::client_facts(reader, &ids)? })
}

/// What happened to the addresses of these people; `not_since` asks whom a mailing, other than this one, reached since.
pub fn world(
    reader: &mut Reader,
    mailing_id: i64,
    people: &[Person],
    facts: &Facts,
    not_since: Option<i64>,
) -> Result<World> {
    let mut places: Vec<(Way, String)> = Vec::new();
    for person in people {
        for way in [Way::Email, Way::Sms] {
            places.extend(facts.addresses(person, way).into_iter().map(|address| (way, address)));
        }
    }
    let mut world = World::default();
    sql::stopped(reader, &places, &mut world)?;
    if let Some(since) = not_since {
        let clients: Vec<i64> = facts.clients.keys().copied().collect();
        sql::reached(reader, mailing_id, &places, &clients, since, &mut world)?;
    }
    Ok(world)
}
