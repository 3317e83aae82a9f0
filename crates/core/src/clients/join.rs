//! What two cards of one client come to: lists united, empty places filled, a refusal kept (C3, C4).

use std::collections::BTreeSet;

use super::consent::Consent;
use super::{CardLanguage, ClientFields};

/// A card with what it lacks taken from another one, and the names of the fields that were filled. What stands there
/// stays; who refused to be written to, on either card, has refused.
pub(crate) fn complete(card: &ClientFields, other: &ClientFields) -> (ClientFields, Vec<&'static str>) {
    let mut whole = card.clone();
    let mut filled = Vec::new();
    let mut text = |field: &'static str, own: &mut String, other: &str| {
        if own.is_empty() && !other.is_empty() {
            own.push_str(other);
            filled.push(field);
        }
    };
    text("city", &mut whole.city, &other.city);
    text("address", &mut whole.address, &other.address);
    text("terms", &mut whole.terms, &other.terms);
    text("notes", &mut whole.notes, &other.notes);
    text("birthday", &mut whole.birthday, &other.birthday);
    let mut list = |field: &'static str, own: &mut Vec<String>, other: &[String]| {
        let known = own.len();
        *own = united(own, other);
        if own.len() > known {
            filled.push(field);
        }
    };
    list("phones", &mut whole.phones, &other.phones);
    list("emails", &mut whole.emails, &other.emails);
    list("tags", &mut whole.tags, &other.tags);
    let interests = united_words(&whole.interests, &other.interests);
    if interests != whole.interests {
        whole.interests = interests;
        filled.push("interests");
    }
    if whole.discount == 0.0 && other.discount != 0.0 {
        whole.discount = other.discount;
        filled.push("discount");
    }
    if whole.manager_id.is_none() && other.manager_id.is_some() {
        whole.manager_id = other.manager_id;
        filled.push("manager");
    }
    if whole.language == CardLanguage::Unknown && other.language != CardLanguage::Unknown {
        whole.language = other.language;
        filled.push("language");
    }
    if other.do_not_write && !whole.do_not_write {
        whole.do_not_write = true;
        filled.push("do_not_write");
    }
    for (field, own, other) in [
        ("consent_email", &mut whole.consents.email, &other.consents.email),
        ("consent_sms", &mut whole.consents.sms, &other.consents.sms),
    ] {
        let joined = refusal_wins(own.as_ref(), other.as_ref());
        if joined != *own {
            *own = joined;
            filled.push(field);
        }
    }
    let known: BTreeSet<i64> = whole.own.iter().map(|value| value.field_id).collect();
    let more = other.own.iter().filter(|value| !known.contains(&value.field_id));
    whole.own.extend(more.cloned());
    if whole.own.len() > known.len() {
        filled.push("own");
    }
    (whole, filled)
}

/// Both lists, each thing once however its letters are written, the first one's writing and order first.
pub(crate) fn united(one: &[String], other: &[String]) -> Vec<String> {
    let mut known = BTreeSet::new();
    one.iter().chain(other).filter(|thing| known.insert(thing.to_lowercase())).cloned().collect()
}

/// Interests of both, as they are typed with commas.
fn united_words(one: &str, other: &str) -> String {
    let words = |text: &str| -> Vec<String> {
        text.split([',', ';', '\n'])
            .map(|word| word.trim().to_owned())
            .filter(|word| !word.is_empty())
            .collect()
    };
    let (own, other) = (words(one), words(other));
    let joined = united(&own, &other);
    // What brings nothing new leaves the writing as it is.
    if joined.len() == own.len() { one.to_owned() } else { joined.join(", ") }
}

/// What somebody said on two cards: a refusal is stronger than any consent, the later of two alike counts.
pub(crate) fn refusal_wins(one: Option<&Consent>, other: Option<&Consent>) -> Option<Consent> {
    match (one, other) {
        (Some(one), Some(other)) if one.given && !other.given => Some(other.clone()),
        (Some(one), _) => Some(one.clone()),
        (None, other) => other.cloned(),
    }
}
