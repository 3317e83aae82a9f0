//! The part of an undo that takes away what a deed made. A thing goes whole, with its parts, or stays whole: it stays
//! when somebody changed a row of it, or when something that came since refers to it.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use deskbell_store::{Table, Tx, Value};

use super::BATCH;
use super::pieces::{Images, Key, key};
use super::sql::{self, PieceRef};
use super::undo::{Reason, Run, by_key, is_as_made};
use crate::Result;

/// A row that the deed made, as its piece says.
struct Row {
    key: Vec<Value>,
    owner: Value,
    /// It is still there.
    there: bool,
    /// The row that it goes or stays with: itself where it stands alone.
    head: usize,
}

/// All rows that a deed made.
#[derive(Default)]
struct Made {
    rows: Vec<Row>,
    /// By table: where its rows are in `rows`.
    of_table: BTreeMap<String, HashMap<Key, usize>>,
    /// What stays, by the head.
    stays: HashMap<usize, Reason>,
    /// A head that stays if another one does, since that one's rows refer to it.
    leans: Vec<(usize, usize)>,
}

impl Run<'_> {
    /// Deletes what was made, as far as nothing is in the way.
    pub(super) fn unmake(&mut self, tx: &mut Tx, pieces: &[PieceRef]) -> Result<()> {
        let mut made = Made::default();
        for piece in pieces {
            self.look_at(tx, piece, &mut made)?;
        }
        self.find_heads(&mut made)?;
        let names: Vec<String> = made.of_table.keys().cloned().collect();
        for name in &names {
            self.find_users(tx, name, &mut made)?;
        }
        made.spread();
        self.tell(tx, &made)?;
        let tables = Arc::clone(&self.tables);
        for name in tables.in_order().into_iter().rev() {
            if made.of_table.contains_key(name) {
                self.delete(tx, tables.get(name)?, &made)?;
            }
        }
        Ok(())
    }

    /// Reads a piece and what stands of its rows.
    fn look_at(&mut self, tx: &mut Tx, piece: &PieceRef, made: &mut Made) -> Result<()> {
        let tables = Arc::clone(&self.tables);
        let table = tables.get(&piece.table)?;
        let images = Images::unpack(&sql::body(tx, piece.id)?)?;
        for rows in images.made.chunks(BATCH) {
            let keys: Vec<Vec<Value>> = rows.iter().map(|row| row.key.clone()).collect();
            let standing = by_key(tx, table, &keys)?;
            for row in rows {
                let place = key(&row.key)?;
                let index = made.rows.len();
                let now = standing.get(&place);
                if let Some(now) = now
                    && !is_as_made(table, now, &images.columns, row.print)?
                {
                    made.stays.insert(index, Reason::Changed);
                }
                made.of_table.entry(table.name.clone()).or_default().insert(place, index);
                made.rows.push(Row {
                    key: row.key.clone(),
                    owner: row.owner.clone(),
                    there: now.is_some(),
                    head: index,
                });
            }
        }
        Ok(())
    }

    /// Ties parts to their owners. A part that was taken off or changed counts as a change of its whole.
    fn find_heads(&self, made: &mut Made) -> Result<()> {
        let mut owners: Vec<Option<usize>> = vec![None; made.rows.len()];
        for (name, rows) in &made.of_table {
            let Some(reference) = self.tables.get(name)?.owner() else { continue };
            let Some(parents) = made.of_table.get(&reference.table) else { continue };
            for &index in rows.values() {
                let Some(row) = made.rows.get(index) else { continue };
                if let (false, Some(slot)) = (matches!(row.owner, Value::Null), owners.get_mut(index)) {
                    *slot = parents.get(&key(std::slice::from_ref(&row.owner))?).copied();
                }
            }
        }
        let there: Vec<bool> = made.rows.iter().map(|row| row.there).collect();
        let is_there = |index: usize| there.get(index).copied().unwrap_or(false);
        for index in 0..owners.len() {
            let mut head = index;
            // What is left of a whole that is gone, such as a phone that went over to another client, stands by itself.
            while let Some(owner) = owners.get(head).copied().flatten().filter(|owner| is_there(*owner)) {
                head = owner;
            }
            if let Some(row) = made.rows.get_mut(index) {
                row.head = head;
            }
            if head != index && (!is_there(index) || made.stays.contains_key(&index)) {
                made.stays.insert(head, Reason::Changed);
            }
        }
        Ok(())
    }

    /// Finds rows that refer to what was made: those of the deed itself lean on it, others keep it.
    fn find_users(&self, tx: &mut Tx, name: &str, made: &mut Made) -> Result<()> {
        let rows: Vec<(Value, usize)> = made
            .of_table
            .get(name)
            .into_iter()
            .flat_map(HashMap::values)
            .filter_map(|index| {
                let row = made.rows.get(*index).filter(|row| row.there)?;
                let [id] = row.key.as_slice() else { return None };
                Some((id.clone(), row.head))
            })
            .collect();
        let mut heads = HashMap::new();
        for (id, head) in &rows {
            heads.insert(key(std::slice::from_ref(id))?, *head);
        }
        let ids: Vec<Value> = rows.into_iter().map(|(id, _)| id).collect();
        for (user, reference) in self.tables.referrers(name) {
            for chunk in ids.chunks(BATCH) {
                for (user_key, named) in tx.keys_with(&user.name, &reference.column, chunk)? {
                    let Some(&head) = heads.get(&key(std::slice::from_ref(&named))?) else { continue };
                    let own = made.of_table.get(&user.name).and_then(|rows| rows.get(&key(&user_key).ok()?));
                    match own.and_then(|index| made.rows.get(*index)).map(|row| row.head) {
                        Some(other) if other != head => made.leans.push((other, head)),
                        Some(_) => {}
                        None => {
                            made.stays.entry(head).or_insert(Reason::Used);
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// Counts the things and notes which stay and which go.
    fn tell(&mut self, tx: &mut Tx, made: &Made) -> Result<()> {
        let tables = Arc::clone(&self.tables);
        for (name, rows) in &made.of_table {
            let table = tables.get(name)?;
            for &index in rows.values() {
                let Some(row) = made.rows.get(index).filter(|row| row.head == index) else { continue };
                let thing = self.things.of(tx, &tables, table, &row.key, &row.owner)?;
                self.total.insert(thing.clone());
                match made.stays.get(&index) {
                    Some(reason) => self.hold(thing, *reason),
                    None if row.there => {
                        let own = table.name == thing.noun;
                        let touch = self.touched.entry(thing).or_default();
                        touch.went |= own;
                        if let (true, Value::Int(owner)) = (own, &row.owner) {
                            touch.owner = Some(*owner);
                        }
                    }
                    None => {}
                }
            }
        }
        Ok(())
    }

    fn delete(&mut self, tx: &mut Tx, table: &Table, made: &Made) -> Result<()> {
        let mut keys: Vec<Vec<Value>> = made
            .of_table
            .get(&table.name)
            .into_iter()
            .flat_map(HashMap::values)
            .filter_map(|index| made.rows.get(*index))
            .filter(|row| row.there && !made.stays.contains_key(&row.head))
            .map(|row| row.key.clone())
            .collect();
        keys.sort_by_cached_key(|values| key(values).unwrap_or_default());
        for chunk in keys.chunks(BATCH) {
            if let Some(redo) = &mut self.redo {
                // What the deed made in one part and removed in another came back a moment ago: it was and is not there.
                let passing = redo.came_back(&table.name)?;
                for row in tx.rows_of_keys(&table.name, chunk)? {
                    let place = key(&table.key_of(&row))?;
                    // One whose columns went back a moment ago is kept as it stood before that.
                    let kept = redo.kept.get(&table.name).is_some_and(|rows| rows.contains_key(&place));
                    if !kept && !passing.contains(&place) {
                        redo.writer(self.desk, tx)?.removed(tx, table, row)?;
                    }
                }
            }
            // Rows that name one another go in any order.
            for reference in table.references.iter().filter(|it| it.table == table.name && !it.required) {
                for key_values in chunk {
                    tx.update_row(&table.name, key_values, &[&reference.column], &[Value::Null])?;
                }
            }
        }
        for chunk in keys.chunks(BATCH) {
            tx.delete_rows(&table.name, chunk)?;
        }
        Ok(())
    }
}

impl Made {
    /// What others lean on stays with them.
    fn spread(&mut self) {
        loop {
            let next: Vec<usize> = self
                .leans
                .iter()
                .filter(|(user, named)| self.stays.contains_key(user) && !self.stays.contains_key(named))
                .map(|(_, named)| *named)
                .collect();
            if next.is_empty() {
                return;
            }
            for named in next {
                self.stays.insert(named, Reason::Used);
            }
        }
    }
}
