//! Who is in the directory already: by a phone, then by an e-mail address, then by name and city. Asked for many rows at
//! once; rows of the same file count as well.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use deskbell_store::Reader;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::sql;
use crate::Result;
use crate::clients::Checked;

/// By what somebody was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum FoundBy {
    Phone,
    Email,
    Name,
}

/// What of a card somebody is known by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marks {
    /// Numbers that can be called from anywhere: an inner number belongs to many.
    pub phones: Vec<String>,
    pub emails: Vec<String>,
    /// Name and city in small letters.
    pub name: (String, String),
}

impl Marks {
    pub fn of(card: &Checked) -> Self {
        Self {
            phones: card
                .phones
                .iter()
                .filter(|phone| phone.is_full())
                .map(|phone| phone.number.clone())
                .collect(),
            emails: card.fields.emails.clone(),
            name: (card.fields.name.to_lowercase(), card.fields.city.trim().to_lowercase()),
        }
    }
}

/// One of the same name and city, and whether a phone and an address tell them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Namesake<T> {
    pub who: T,
    pub has_phone: bool,
    pub has_email: bool,
}

impl<T> Namesake<T> {
    /// Whether it can be the same person: two who both have phones, and none in common, or both addresses, are two.
    fn fits(&self, marks: &Marks) -> bool {
        let two_phones = self.has_phone && !marks.phones.is_empty();
        let two_emails = self.has_email && !marks.emails.is_empty();
        !two_phones && !two_emails
    }
}

/// Clients of the directory, by what they are known by. Of several the oldest card counts.
#[derive(Default)]
pub struct Known {
    phones: HashMap<String, i64>,
    emails: HashMap<String, i64>,
    names: HashMap<(String, String), Vec<Namesake<i64>>>,
}

impl Known {
    /// Looks up everybody whom some rows may mean.
    pub fn of(reader: &mut Reader, rows: &[Marks]) -> Result<Self> {
        let mut known = Self::default();
        let phones: Vec<&str> = rows.iter().flat_map(|row| &row.phones).map(String::as_str).collect();
        for (number, id) in sql::by_phones(reader, &phones)? {
            let place = known.phones.entry(number).or_insert(id);
            *place = (*place).min(id);
        }
        let emails: Vec<&str> = rows.iter().flat_map(|row| &row.emails).map(String::as_str).collect();
        for (email, id) in sql::by_emails(reader, &emails)? {
            let place = known.emails.entry(email).or_insert(id);
            *place = (*place).min(id);
        }
        // Whom a phone or an address tells is asked for by no name: some names are those of thousands.
        let strangers = rows.iter().filter(|row| known.find(row).is_none());
        let wanted: HashSet<(String, String)> = strangers.map(|row| row.name.clone()).collect();
        let names: Vec<&str> = wanted.iter().map(|(name, _)| name.as_str()).collect();
        for (name, city, namesake) in sql::by_names(reader, &names, rows.len())? {
            let name = (name, city.trim().to_lowercase());
            if wanted.contains(&name) {
                known.names.entry(name).or_default().push(namesake);
            }
        }
        for namesakes in known.names.values_mut() {
            namesakes.sort_by_key(|namesake| namesake.who);
        }
        Ok(known)
    }

    /// Takes in what a card has now, after a row has filled it.
    pub fn learn(&mut self, id: i64, marks: &Marks) {
        for phone in &marks.phones {
            self.phones.entry(phone.clone()).or_insert(id);
        }
        for email in &marks.emails {
            self.emails.entry(email.clone()).or_insert(id);
        }
        for namesake in self.names.values_mut().flatten().filter(|namesake| namesake.who == id) {
            namesake.has_phone = !marks.phones.is_empty();
            namesake.has_email = !marks.emails.is_empty();
        }
    }

    /// Whom a row means.
    pub fn find(&self, marks: &Marks) -> Option<(i64, FoundBy)> {
        let oldest = |ids: Vec<i64>| ids.into_iter().min();
        let by_phone =
            oldest(marks.phones.iter().filter_map(|phone| self.phones.get(phone)).copied().collect());
        if let Some(id) = by_phone {
            return Some((id, FoundBy::Phone));
        }
        let by_email =
            oldest(marks.emails.iter().filter_map(|email| self.emails.get(email)).copied().collect());
        if let Some(id) = by_email {
            return Some((id, FoundBy::Email));
        }
        let namesakes = self.names.get(&marks.name)?;
        Some((namesakes.iter().find(|namesake| namesake.fits(marks))?.who, FoundBy::Name))
    }
}

/// Rows of the file itself, by hashes of what they are known by: some bytes for each row.
#[derive(Default)]
pub struct Seen {
    keys: HashMap<u64, usize>,
    names: BTreeMap<u64, Vec<Namesake<usize>>>,
}

impl Seen {
    /// The earlier row that means the same client.
    pub fn find(&self, marks: &Marks) -> Option<(usize, FoundBy)> {
        let of = |kind: &str, texts: &[String]| {
            texts.iter().filter_map(|text| self.keys.get(&hash(&(kind, text)))).copied().min()
        };
        if let Some(row) = of("phone", &marks.phones) {
            return Some((row, FoundBy::Phone));
        }
        if let Some(row) = of("email", &marks.emails) {
            return Some((row, FoundBy::Email));
        }
        let namesakes = self.names.get(&hash(&marks.name))?;
        Some((namesakes.iter().find(|namesake| namesake.fits(marks))?.who, FoundBy::Name))
    }

    /// Remembers a row; `row` is what is given back for it.
    pub fn add(&mut self, marks: &Marks, row: usize) {
        for phone in &marks.phones {
            self.keys.entry(hash(&("phone", phone))).or_insert(row);
        }
        for email in &marks.emails {
            self.keys.entry(hash(&("email", email))).or_insert(row);
        }
        let namesake =
            Namesake { who: row, has_phone: !marks.phones.is_empty(), has_email: !marks.emails.is_empty() };
        self.names.entry(hash(&marks.name)).or_default().push(namesake);
    }

    /// How many keys are held.
    pub fn held(&self) -> usize {
        self.keys.len() + self.names.len()
    }
}

fn hash(thing: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    thing.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests;
