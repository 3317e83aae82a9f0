//! Whether somebody is written to, where, and otherwise why not. The same rules hold when people are chosen and at the
//! moment of sending.

use super::facts::{Facts, World};
use super::sql::Person;
use crate::mailings::Channel;
use crate::mailings::message::{Reason, Way};

/// What a mailing asks of its people.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    pub channel: Channel,
    pub consent_needed: bool,
    /// Not to whom a mailing reached since this instant.
    pub not_since: Option<i64>,
}

/// What was decided of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    pub way: Way,
    /// Where the message goes; of one who is left out where it would have gone, as far as there is such a place.
    pub address: String,
    pub reason: Option<Reason>,
}

/// Decides of one person, duplicates aside.
pub fn judge(asked: &Asked, person: &Person, facts: &Facts, world: &World) -> Verdict {
    let by = |way| verdict(way, asked, person, facts, world);
    match asked.channel {
        Channel::Email => by(Way::Email),
        Channel::Sms => by(Way::Sms),
        Channel::EmailOrSms => {
            let by_email = by(Way::Email);
            // Who has no e-mail, or none that letters reach, gets an SMS; a word against letters is not got round.
            if matches!(by_email.reason, Some(Reason::NoAddress | Reason::Bounced)) {
                let by_sms = by(Way::Sms);
                if by_sms.reason == Some(Reason::NoAddress) { by_email } else { by_sms }
            } else {
                by_email
            }
        }
    }
}

fn verdict(way: Way, asked: &Asked, person: &Person, facts: &Facts, world: &World) -> Verdict {
    let of_client = person.client_id.and_then(|id| facts.clients.get(&id));
    let addresses = facts.addresses(person, way);
    let opted_out = addresses.iter().any(|address| world.opted_out.contains(&(way, address.clone())));
    let alive = addresses.iter().find(|address| !world.bounced.contains(&(way, (*address).clone())));
    let consent = of_client.and_then(|client| client.consent(way));
    let recent = asked.not_since.is_some()
        && (person.client_id.is_some_and(|id| world.reached_clients.contains(&id))
            || alive.is_some_and(|address| world.reached.contains(&(way, address.clone()))));
    let reason = if addresses.is_empty() {
        Some(Reason::NoAddress)
    } else if of_client.is_some_and(|client| client.do_not_write) {
        Some(Reason::DoNotWrite)
    } else if opted_out {
        Some(Reason::OptedOut)
    } else if consent == Some(false) || (asked.consent_needed && consent != Some(true)) {
        Some(Reason::NoConsent)
    } else if alive.is_none() {
        Some(Reason::Bounced)
    } else if recent {
        Some(Reason::Recent)
    } else {
        None
    };
    let address = alive.or(addresses.first()).cloned().unwrap_or_default();
    Verdict { way, address, reason }
}
