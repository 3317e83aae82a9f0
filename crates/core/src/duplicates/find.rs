//! Finds the groups: whoever shares a phone, an address or a name is joined, unless somebody said that they are not one.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use deskbell_store::Reader;

use super::{AlikeBy, AlikeReason, names, sql};
use crate::{Error, Result};

/// What more clients share tells nothing of any of them: a switchboard's number, a made-up address.
pub const MOST_SHARING: usize = 50;
/// Reasons that are named of a group.
const MOST_REASONS: usize = 6;

/// Where a group stands in the list: the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    rank: usize,
    pub id: i64,
}

impl Place {
    pub fn read(text: &str) -> Result<Self> {
        let parts = text.split_once('-').and_then(|(rank, id)| Some((rank.parse().ok()?, id.parse().ok()?)));
        let (rank, id) = parts.ok_or_else(|| Error::BadRequest("after".to_owned()))?;
        Ok(Self { rank, id })
    }

    pub fn write(self) -> String {
        format!("{}-{}", self.rank, self.id)
    }
}

/// Clients who are perhaps one.
pub struct Group {
    pub ids: Vec<i64>,
    pub reasons: Vec<AlikeReason>,
}

impl Group {
    pub fn place(&self) -> Place {
        let kinds: BTreeSet<AlikeBy> = self.reasons.iter().map(|reason| reason.by).collect();
        let sure = kinds.iter().filter(|by| **by != AlikeBy::Name).count() * 2 + kinds.len();
        Place { rank: 9_usize.saturating_sub(sure), id: self.ids.first().copied().unwrap_or_default() }
    }
}

/// All groups, the surest first.
pub fn groups(reader: &mut Reader) -> Result<Vec<Group>> {
    let mut shared = sql::shared(reader, AlikeBy::Phone)?;
    shared.extend(sql::shared(reader, AlikeBy::Email)?);
    let named = names::alike(&sql::names(reader)?);
    let name = || AlikeReason { by: AlikeBy::Name, value: String::new() };
    shared.extend(named.into_iter().map(|ids| (name(), ids)));
    let apart: HashSet<(i64, i64)> = sql::apart(reader)?.into_iter().collect();
    let mut joined = Joined::default();
    let mut reasons: Vec<(i64, AlikeReason)> = Vec::new();
    for (reason, ids) in shared {
        for (place, one) in ids.iter().enumerate() {
            let is_other =
                |other: &&i64| *other != one && !apart.contains(&(*one.min(*other), *one.max(*other)));
            let mut tied = false;
            for other in ids.iter().skip(place + 1).filter(is_other) {
                joined.join(*one, *other);
                tied = true;
            }
            if tied {
                reasons.push((*one, reason.clone()));
            }
        }
    }
    let mut groups: BTreeMap<i64, (BTreeSet<i64>, BTreeSet<AlikeReason>)> = BTreeMap::new();
    for id in joined.all() {
        groups.entry(joined.root(id)).or_default().0.insert(id);
    }
    for (id, reason) in reasons {
        groups.entry(joined.root(id)).or_default().1.insert(reason);
    }
    let mut groups: Vec<Group> = groups
        .into_values()
        .map(|(ids, reasons)| Group {
            ids: ids.into_iter().collect(),
            reasons: reasons.into_iter().take(MOST_REASONS).collect(),
        })
        .collect();
    groups.sort_by_key(Group::place);
    Ok(groups)
}

/// Who was joined with whom.
#[derive(Default)]
struct Joined {
    above: HashMap<i64, i64>,
}

impl Joined {
    fn root(&mut self, id: i64) -> i64 {
        let mut root = id;
        while let Some(&above) = self.above.get(&root).filter(|above| **above != root) {
            root = above;
        }
        let mut next = id;
        while let Some(above) = self.above.insert(next, root).filter(|above| *above != root) {
            next = above;
        }
        root
    }

    fn join(&mut self, one: i64, other: i64) {
        let (one, other) = (self.root(one), self.root(other));
        self.above.insert(one.max(other), one.min(other));
    }

    fn all(&self) -> Vec<i64> {
        self.above.keys().copied().collect()
    }
}
