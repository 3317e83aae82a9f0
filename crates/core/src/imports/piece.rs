//! What becomes of the rows of one piece: who is there already is asked for all of them at once, and then each is decided.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use deskbell_store::{Reader, Tx};

use super::find::{FoundBy, Known, Marks, Seen};
use super::sql;
use super::told::{Mode, Outcome, PreviewRow};
use super::work::Work;
use crate::Result;
use crate::clients::{self, Checked, ClientFields, many};
use crate::deeds::{self, Kind};
use crate::office::Desk;

/// Keys that are held to find repetitions while checking; of the rest of such a file the check says nothing.
const MOST_SEEN: usize = 3_000_000;

/// A row that was read.
pub(super) struct Item {
    pub line: u64,
    pub card: Checked,
    pub marks: Marks,
}

/// What was decided about a row.
struct Decision {
    outcome: Outcome,
    client: Option<(i64, FoundBy)>,
    earlier: Option<(usize, FoundBy)>,
    /// The card as it becomes, and what it gets.
    whole: Option<Checked>,
    filled: Vec<&'static str>,
}

impl Decision {
    fn of(outcome: Outcome) -> Self {
        Self { outcome, client: None, earlier: None, whole: None, filled: Vec::new() }
    }
}

impl Work {
    /// Decides about a row; `card` is that of whoever was found.
    fn decide(
        &self,
        item: &Item,
        client: Option<(i64, FoundBy)>,
        earlier: Option<(usize, FoundBy)>,
        card: Option<&ClientFields>,
    ) -> Decision {
        if self.plan.mode == Mode::Add {
            return Decision { client, earlier, ..Decision::of(Outcome::New) };
        }
        if client.is_none() && earlier.is_none() {
            return Decision::of(Outcome::New);
        }
        let repeated = client.map_or(earlier.is_some(), |(id, _)| self.created.contains(&id));
        let mut decision = Decision {
            client,
            earlier,
            ..Decision::of(if repeated { Outcome::Repeated } else { Outcome::Same })
        };
        let Some(card) = card.filter(|_| self.plan.mode == Mode::Complete) else { return decision };
        let (whole, filled) = clients::complete(card, &item.card.fields);
        if filled.is_empty() {
            return decision;
        }
        // What fits neither card together stays as it is: a card is not spoilt by a row.
        if let Ok(whole) = clients::check(&self.context.rules, whole, &card.own) {
            decision.whole = Some(whole);
            decision.filled = filled;
            if !repeated {
                decision.outcome = Outcome::Complete;
            }
        }
        decision
    }

    fn count(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::New => self.counts.added += 1,
            Outcome::Complete => self.counts.completed += 1,
            Outcome::Same => self.counts.same += 1,
            Outcome::Repeated => self.counts.repeated += 1,
            Outcome::Bad => {}
        }
    }

    /// A piece of a check.
    pub(super) fn look(&mut self, reader: &mut Reader, items: &[Item]) -> Result<()> {
        let mut known = known(reader, items)?;
        let mut cards = self.cards(reader, &known, items)?;
        let ids: Vec<i64> = cards.keys().copied().collect();
        let names: BTreeMap<i64, String> = sql::names(reader, &ids)?.into_iter().collect();
        for item in items {
            let client = known.find(&item.marks);
            let earlier = if client.is_none() { self.seen.find(&item.marks) } else { None };
            let card = client.and_then(|(id, _)| cards.get(&id));
            let decision = self.decide(item, client, earlier, card);
            if let (Some((id, _)), Some(whole)) = (client, &decision.whole) {
                // What a row brings is there for the rows after it.
                known.learn(id, &Marks::of(whole));
                cards.insert(id, whole.fields.clone());
            }
            if self.seen.held() < MOST_SEEN && matches!(decision.outcome, Outcome::New | Outcome::Repeated) {
                self.seen.add(&item.marks, item.line as usize);
            }
            self.count(decision.outcome);
            let name = client.and_then(|(id, _)| names.get(&id).cloned()).unwrap_or_default();
            self.show(decision.outcome, || preview(item, decision, name));
        }
        Ok(())
    }

    /// The cards of those in the directory whom rows mean.
    fn cards(
        &self,
        reader: &mut Reader,
        known: &Known,
        items: &[Item],
    ) -> Result<BTreeMap<i64, ClientFields>> {
        let mut ids: Vec<i64> =
            items.iter().filter_map(|item| known.find(&item.marks)).map(|(id, _)| id).collect();
        ids.sort_unstable();
        ids.dedup();
        many::fields(reader, &ids)
    }

    /// A piece of a run: in one transaction, with what undoes it.
    pub(super) fn write(&mut self, desk: &Desk, items: &[Item]) -> Result<()> {
        let before = self.counts;
        let outcome = desk.write(|tx| self.write_piece(desk, tx, items));
        match outcome {
            Ok((made, deed_id)) => {
                self.created.extend(made);
                self.deed_id = deed_id.or(self.deed_id);
                Ok(())
            }
            Err(error) => {
                self.counts = before;
                self.stop(desk)?;
                Err(error)
            }
        }
    }

    fn write_piece(&mut self, desk: &Desk, tx: &mut Tx, items: &[Item]) -> Result<(Vec<i64>, Option<i64>)> {
        let mut known = known(tx, items)?;
        let mut cards = self.cards(tx, &known, items)?;
        let mut fresh: Vec<Checked> = Vec::new();
        let mut here = Seen::default();
        let mut changed: BTreeMap<i64, (ClientFields, Checked)> = BTreeMap::new();
        for item in items {
            let client = known.find(&item.marks);
            let earlier = if client.is_none() { here.find(&item.marks) } else { None };
            let card = match (client, earlier) {
                (Some((id, _)), _) => cards.get(&id),
                (None, Some((place, _))) => fresh.get(place).map(|card| &card.fields),
                (None, None) => None,
            };
            let decision = self.decide(item, client, earlier, card);
            self.count(decision.outcome);
            match (decision.outcome, decision.whole) {
                (Outcome::New, _) => {
                    here.add(&item.marks, fresh.len());
                    fresh.push(item.card.clone());
                }
                (_, Some(whole)) => {
                    if let Some((id, _)) = client {
                        known.learn(id, &Marks::of(&whole));
                        let stood = cards.insert(id, whole.fields.clone()).unwrap_or_default();
                        match changed.entry(id) {
                            Entry::Occupied(mut place) => place.get_mut().1 = whole,
                            Entry::Vacant(place) => {
                                place.insert((stood, whole));
                            }
                        }
                    } else if let Some((place, _)) = earlier
                        && let Some(card) = fresh.get_mut(place)
                    {
                        here.add(&Marks::of(&whole), place);
                        *card = whole;
                    }
                }
                (_, None) => {}
            }
        }
        self.store(desk, tx, &fresh, &changed)
    }

    fn store(
        &mut self,
        desk: &Desk,
        tx: &mut Tx,
        fresh: &[Checked],
        changed: &BTreeMap<i64, (ClientFields, Checked)>,
    ) -> Result<(Vec<i64>, Option<i64>)> {
        if fresh.is_empty() && changed.is_empty() {
            return Ok((Vec::new(), None));
        }
        let mut deed = match self.deed_id {
            Some(id) => deeds::resume(tx, id)?,
            None => deeds::begin(Kind::Import, "client", self.summary()),
        };
        let ids: Vec<i64> = changed.keys().copied().collect();
        clients::keep_cards(&mut deed, tx, &ids)?;
        for (id, (before, card)) in changed {
            clients::put(tx, *id, before, card)?;
        }
        clients::made_parts(&mut deed, tx, &ids)?;
        let made = many::insert(tx, desk.now(), fresh)?;
        deed.made(tx, "client", "id", made.iter().copied())?;
        deed.tell(self.summary());
        let deed_id = deed.finish(desk, tx)?;
        // Other windows see what came by now, and not only at the end, which a crash may keep from coming.
        tx.record("client", 0, "import_piece", None, None)?;
        if self.deed_id.is_none()
            && let Some(import_id) = self.import_id
        {
            sql::set_deed(tx, import_id, deed_id)?;
        }
        Ok((made, deed_id))
    }
}

fn known(reader: &mut Reader, items: &[Item]) -> Result<Known> {
    let marks: Vec<Marks> = items.iter().map(|item| item.marks.clone()).collect();
    Known::of(reader, &marks)
}

fn preview(item: &Item, decision: Decision, client_name: String) -> PreviewRow {
    let whole = decision.whole.unwrap_or_else(|| item.card.clone());
    PreviewRow {
        line: item.line as i64,
        outcome: decision.outcome,
        phones: whole.phones.iter().map(|phone| phone.shown.clone()).collect(),
        fields: Some(whole.fields),
        client_id: decision.client.map(|(id, _)| id),
        client_name,
        found_by: decision.client.map(|(_, by)| by).or(decision.earlier.map(|(_, by)| by)),
        line_of: decision.earlier.map(|(line, _)| line as i64),
        filled: decision.filled.into_iter().map(str::to_owned).collect(),
        error: None,
    }
}
