//! The part of an undo that puts rows back: those that were removed come again, columns go back as they stood.

use super::*;

impl Run<'_> {
    /// Removed rows of one table, inserted again.
    pub(super) fn put_back(&mut self, tx: &mut Tx, table: &Table, images: &Images) -> Result<()> {
        for rows in images.removed.chunks(BATCH) {
            let keys: Vec<Vec<Value>> = rows.iter().map(|row| images.key_of(table, row)).collect();
            let standing = by_key(tx, table, &keys)?;
            let parents = self.parents(tx, table, images, rows)?;
            let mut ready = Vec::new();
            for (row, key_values) in rows.iter().zip(&keys) {
                let thing = self.thing_of_removed(tx, table, images, row)?;
                self.total.insert(thing.clone());
                if let Some(now) = standing.get(&key(key_values)?) {
                    let alike = images.columns.iter().zip(row).all(|(column, value)| {
                        table.column(column).is_none() || same(table.value(now, column), value)
                    });
                    if !alike {
                        self.strangers.insert((table.name.clone(), key(key_values)?));
                        self.hold(thing, Reason::Taken);
                    }
                    continue;
                }
                let (columns, mut values) = images.row_of(table, row);
                if self.bind(table, (&columns, &mut values), key_values, &parents, &thing)? {
                    ready.push((columns, values, thing));
                }
            }
            self.insert_all(tx, table, ready)?;
        }
        Ok(())
    }

    pub(super) fn thing_of_removed(
        &mut self,
        tx: &mut Tx,
        table: &Table,
        images: &Images,
        row: &[Value],
    ) -> Result<Thing> {
        let owner = table.owner().map_or(&Value::Null, |owner| images.value(row, &owner.column));
        let tables = Arc::clone(&self.tables);
        self.things.of(tx, &tables, table, &images.key_of(table, row), owner)
    }

    /// Which rows that these refer to are there, by column.
    pub(super) fn parents(
        &self,
        tx: &mut Tx,
        table: &Table,
        images: &Images,
        rows: &[Vec<Value>],
    ) -> Result<HashMap<String, HashSet<Vec<u8>>>> {
        let mut there = HashMap::new();
        for reference in &table.references {
            let named: Vec<Value> = rows
                .iter()
                .map(|row| images.value(row, &reference.column).clone())
                .filter(|value| !matches!(value, Value::Null))
                .collect();
            let mut found = HashSet::new();
            for (_, value) in tx.keys_with(&reference.table, &reference.to, &named)? {
                found.insert(key(std::slice::from_ref(&value))?);
            }
            there.insert(reference.column.clone(), found);
        }
        Ok(there)
    }

    /// Makes a row fit what is there: references within its own table are tied when all rows are back, one to a row
    /// that is gone becomes null or, where the column takes none, keeps the row out.
    pub(super) fn bind(
        &mut self,
        table: &Table,
        (columns, values): (&[&str], &mut [Value]),
        key_values: &[Value],
        parents: &HashMap<String, HashSet<Vec<u8>>>,
        thing: &Thing,
    ) -> Result<bool> {
        for reference in &table.references {
            let Some(index) = columns.iter().position(|column| *column == reference.column) else { continue };
            let Some(value) = values.get_mut(index) else { continue };
            if matches!(value, Value::Null) {
                continue;
            }
            if self.is_stranger(reference, value)? {
                if reference.required {
                    self.hold(thing.clone(), Reason::Missing);
                    return Ok(false);
                }
                *value = Value::Null;
                self.hold(thing.clone(), Reason::Untied);
                continue;
            }
            if reference.table == table.name && !reference.required {
                let tied = std::mem::take(value);
                self.ties.push((table.name.clone(), key_values.to_vec(), reference.column.clone(), tied));
                continue;
            }
            let place = key(std::slice::from_ref(value))?;
            if parents.get(&reference.column).is_some_and(|there| there.contains(&place)) {
                continue;
            }
            if reference.required {
                self.hold(thing.clone(), Reason::Missing);
                return Ok(false);
            }
            *value = Value::Null;
            self.hold(thing.clone(), Reason::Untied);
        }
        Ok(true)
    }

    /// Inserts rows in one go; where that fails one by one, and what still fails is tried again at the end.
    pub(super) fn insert_all(
        &mut self,
        tx: &mut Tx,
        table: &Table,
        ready: Vec<(Vec<&str>, Vec<Value>, Thing)>,
    ) -> Result<()> {
        let whole = tx.attempt(|tx| {
            ready.iter().try_for_each(|(columns, values, _)| tx.insert_row(&table.name, columns, values))
        });
        for (columns, values, thing) in ready {
            let outcome = match &whole {
                Ok(()) => Ok(()),
                Err(error) if !is_refusal(error) => return Err(error.clone().into()),
                Err(_) => tx.attempt(|tx| tx.insert_row(&table.name, &columns, &values)),
            };
            match outcome {
                Ok(()) => self.came(table, &columns, &values, &thing),
                Err(error) if is_refusal(&error) => self.later.push(Later::Insert {
                    table: table.name.clone(),
                    columns: columns.into_iter().map(str::to_owned).collect(),
                    values,
                    thing,
                }),
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    pub(super) fn came(&mut self, table: &Table, columns: &[&str], values: &[Value], thing: &Thing) {
        let value = |wanted: &str| {
            let index = columns.iter().position(|column| *column == wanted);
            index.and_then(|index| values.get(index)).cloned().unwrap_or_default()
        };
        if let Some(redo) = &mut self.redo {
            let key = table.key.iter().map(|column| value(column)).collect();
            redo.put_back.entry(table.name.clone()).or_default().push(key);
        }
        let touch = self.touched.entry(thing.clone()).or_default();
        if table.name == thing.noun {
            touch.came = true;
            touch.owner = table.owner().and_then(|owner| number(&value(&owner.column)));
        }
    }

    pub(super) fn tie(
        &mut self,
        tx: &mut Tx,
        table: &str,
        key_values: &[Value],
        column: &str,
        value: Value,
    ) -> Result<()> {
        let tied = tx.attempt(|tx| tx.update_row(table, key_values, &[column], &[value]));
        match tied {
            Ok(_) => Ok(()),
            Err(error) if is_refusal(&error) => {
                let thing = self.thing_by_key(tx, table, key_values)?;
                self.hold(thing, Reason::Untied);
                Ok(())
            }
            Err(error) => Err(error.into()),
        }
    }

    pub(super) fn thing_by_key(&mut self, tx: &mut Tx, table: &str, key_values: &[Value]) -> Result<Thing> {
        let tables = Arc::clone(&self.tables);
        let table = tables.get(table)?;
        match tx.rows_of_keys(&table.name, &[key_values.to_vec()])?.first() {
            Some(row) => self.things.of_row(tx, &tables, table, row),
            None => self.things.of(tx, &tables, table, key_values, &Value::Null),
        }
    }

    /// Changed columns, back where they still stand as the deed left them.
    pub(super) fn change_back(&mut self, tx: &mut Tx, table: &Table, rows: &[ChangedRow]) -> Result<()> {
        let keys: Vec<Vec<Value>> = rows.iter().map(|row| row.key.clone()).collect();
        let standing = by_key(tx, table, &keys)?;
        let tables = Arc::clone(&self.tables);
        for row in rows {
            let Some(now) = standing.get(&key(&row.key)?) else {
                let thing = self.things.of(tx, &tables, table, &row.key, &Value::Null)?;
                self.total.insert(thing.clone());
                self.hold(thing, Reason::Gone);
                continue;
            };
            let thing = self.things.of_row(tx, &tables, table, now)?;
            self.total.insert(thing.clone());
            let (back, left) = sorted_out(table, now, row);
            if left {
                self.hold(thing.clone(), Reason::Changed);
            }
            let mut own = Vec::with_capacity(back.len());
            for change in back {
                let reference = table.references.iter().find(|reference| reference.column == change.column);
                match reference {
                    Some(reference) if self.is_stranger(reference, &change.before)? => {
                        self.hold(thing.clone(), Reason::Missing);
                    }
                    _ => own.push(change),
                }
            }
            if own.is_empty() {
                continue;
            }
            let columns: Vec<&str> = own.iter().map(|change| change.column.as_str()).collect();
            let values: Vec<Value> = own.iter().map(|change| change.before.clone()).collect();
            match tx.attempt(|tx| tx.update_row(&table.name, &row.key, &columns, &values)) {
                Ok(_) => self.went_back(table, now, &columns, &values, &thing)?,
                Err(error) if is_refusal(&error) => self.later.push(Later::Update {
                    table: table.name.clone(),
                    key: row.key.clone(),
                    columns: columns.into_iter().map(str::to_owned).collect(),
                    values,
                    thing,
                }),
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    pub(super) fn went_back(
        &mut self,
        table: &Table,
        now: &[Value],
        columns: &[&str],
        values: &[Value],
        thing: &Thing,
    ) -> Result<()> {
        if let Some(redo) = &mut self.redo {
            let kept = redo.kept.entry(table.name.clone()).or_default();
            kept.entry(key(&table.key_of(now))?).or_insert_with(|| now.to_vec());
        }
        let touch = self.touched.entry(thing.clone()).or_default();
        for (column, value) in columns.iter().zip(values) {
            touch.before.insert((*column).to_owned(), shown(table.value(now, column)));
            touch.after.insert((*column).to_owned(), shown(value));
        }
        if table.name == thing.noun {
            touch.owner = table.owner().and_then(|owner| number(table.value(now, &owner.column)));
        }
        Ok(())
    }

    pub(super) fn once_more(&mut self, tx: &mut Tx, later: Later) -> Result<()> {
        let tables = Arc::clone(&self.tables);
        match later {
            Later::Insert { table, columns, values, thing } => {
                let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
                match tx.attempt(|tx| tx.insert_row(&table, &columns, &values)) {
                    Ok(()) => self.came(tables.get(&table)?, &columns, &values, &thing),
                    Err(error) => self.refused(thing, error)?,
                }
            }
            Later::Update { table, key, columns, values, thing } => {
                let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
                let known = tables.get(&table)?;
                let now = tx.rows_of_keys(&table, std::slice::from_ref(&key))?.into_iter().next();
                match tx.attempt(|tx| tx.update_row(&table, &key, &columns, &values)) {
                    Ok(_) => self.went_back(known, &now.unwrap_or_default(), &columns, &values, &thing)?,
                    Err(error) => self.refused(thing, error)?,
                }
            }
        }
        Ok(())
    }
}
