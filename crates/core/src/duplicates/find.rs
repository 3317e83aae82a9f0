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
    /// The oldest of all who hang together, and which of the groups they make this one is.
    first: i64,
    part: usize,
}

impl Place {
    pub fn read(text: &str) -> Result<Self> {
        let mut parts = text.split('-');
        let place = (|| {
            let rank = parts.next()?.parse().ok()?;
            Some(Self { rank, first: parts.next()?.parse().ok()?, part: parts.next()?.parse().ok()? })
        })();
        place.filter(|_| parts.next().is_none()).ok_or_else(|| Error::BadRequest("after".to_owned()))
    }

    pub fn write(self) -> String {
        format!("{}-{}-{}", self.rank, self.first, self.part)
    }

    /// What tells the group apart from all others, wherever it stands.
    pub fn key(self) -> String {
        format!("{}-{}", self.first, self.part)
    }
}

/// Clients who are perhaps one. Nobody in it is set apart from another in it.
pub struct Group {
    pub ids: Vec<i64>,
    pub reasons: Vec<AlikeReason>,
    first: i64,
    part: usize,
}

impl Group {
    fn new(ids: BTreeSet<i64>, reasons: BTreeSet<AlikeReason>, (first, part): (i64, usize)) -> Self {
        let reasons = reasons.into_iter().take(MOST_REASONS).collect();
        Self { ids: ids.into_iter().collect(), reasons, first, part }
    }

    pub fn place(&self) -> Place {
        let kinds: BTreeSet<AlikeBy> = self.reasons.iter().map(|reason| reason.by).collect();
        let sure = kinds.iter().filter(|by| **by != AlikeBy::Name).count() * 2 + kinds.len();
        Place { rank: 9_usize.saturating_sub(sure), first: self.first, part: self.part }
    }
}

/// What several have in common, and who.
type Shared = (AlikeReason, Vec<i64>);

/// Pairs who are not the same, the smaller id first.
struct Apart(HashSet<(i64, i64)>);

impl Apart {
    fn has(&self, one: i64, other: i64) -> bool {
        self.0.contains(&(one.min(other), one.max(other)))
    }

    /// The pairs of these who may be the same.
    fn pairs<'a>(&'a self, ids: &'a [i64]) -> impl Iterator<Item = (i64, i64)> + 'a {
        ids.iter().enumerate().flat_map(move |(place, one)| {
            let others = ids.iter().skip(place + 1).filter(move |other| *other != one);
            others.filter(|other| !self.has(*one, **other)).map(|other| (*one.min(other), *one.max(other)))
        })
    }
}

/// All groups, the surest first.
pub fn groups(reader: &mut Reader) -> Result<Vec<Group>> {
    let mut shared = sql::shared(reader, AlikeBy::Phone)?;
    shared.extend(sql::shared(reader, AlikeBy::Email)?);
    let named = names::alike(&sql::names(reader)?);
    let name = || AlikeReason { by: AlikeBy::Name, value: String::new() };
    shared.extend(named.into_iter().map(|ids| (name(), ids)));
    let apart = Apart(sql::apart(reader)?.into_iter().collect());
    let mut joined = Joined::default();
    for (_, ids) in &shared {
        apart.pairs(ids).for_each(|(one, other)| joined.join(one, other));
    }
    // Who hangs together, and what they have in common.
    let mut whole: BTreeMap<i64, (BTreeSet<i64>, Vec<&Shared>)> = BTreeMap::new();
    for id in joined.all() {
        whole.entry(joined.root(id)).or_default().0.insert(id);
    }
    for one in &shared {
        let firsts: BTreeSet<i64> = apart.pairs(&one.1).map(|(id, _)| joined.root(id)).collect();
        for first in firsts {
            if let Some((_, reasons)) = whole.get_mut(&first) {
                reasons.push(one);
            }
        }
    }
    let of: HashMap<i64, i64> =
        whole.iter().flat_map(|(first, (ids, _))| ids.iter().map(|id| (*id, *first))).collect();
    let torn: HashSet<i64> = apart
        .0
        .iter()
        .filter_map(|(one, other)| of.get(one).filter(|first| of.get(other) == Some(*first)).copied())
        .collect();
    let mut found = Vec::new();
    for (first, (ids, shared)) in whole {
        if torn.contains(&first) {
            found.extend(torn_apart(first, &shared, &apart));
        } else {
            let reasons = shared.into_iter().map(|(reason, _)| reason.clone()).collect();
            found.push(Group::new(ids, reasons, (first, 0)));
        }
    }
    found.sort_by_key(Group::place);
    Ok(found)
}

/// Of people who hang together although some of them are set apart, the groups in which nobody is set apart from another:
/// each two who are alike stand in one of them, and a third one who may be either of two stands in two.
fn torn_apart(first: i64, shared: &[&Shared], apart: &Apart) -> Vec<Group> {
    let mut links: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
    let mut open: BTreeSet<(i64, i64)> = BTreeSet::new();
    for (one, other) in shared.iter().flat_map(|(_, ids)| apart.pairs(ids)) {
        links.entry(one).or_default().insert(other);
        links.entry(other).or_default().insert(one);
        open.insert((one, other));
    }
    let mut found: Vec<Group> = Vec::new();
    while let Some((one, other)) = open.pop_first() {
        let mut group = BTreeSet::from([one, other]);
        loop {
            let mut near = group.iter().filter_map(|id| links.get(id)).flatten();
            let next =
                near.find(|id| !group.contains(id) && !group.iter().any(|in_it| apart.has(*in_it, **id)));
            let Some(next) = next.copied() else { break };
            group.insert(next);
        }
        open.retain(|(one, other)| !(group.contains(one) && group.contains(other)));
        let of_them =
            |ids: &[i64]| apart.pairs(ids).any(|(one, other)| group.contains(&one) && group.contains(&other));
        let reasons =
            shared.iter().filter(|(_, ids)| of_them(ids)).map(|(reason, _)| reason.clone()).collect();
        found.push(Group::new(group.clone(), reasons, (first, found.len())));
    }
    found
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
