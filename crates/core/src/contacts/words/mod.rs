//! How contacts and reminders are found by words, among a million as among ten (K1). Of a frequent word the first rows of the
//! list hold a page already, so these are looked through first; a rare one the full text tells, and the rows that it
//! names are put in order.

mod sql;

use std::collections::BTreeSet;

use deskbell_store::{Holding, Reader};

use crate::conditions::{Conditions, holding};
use crate::office::Desk;
use crate::{Result, phones};

/// As many rows at the beginning of a list are looked through before the full text is asked.
const FIRST: i64 = 3_000;
/// More rows are not put in order: among so many the list itself leads to a page sooner.
const MOST: usize = 10_000;
/// So many rows are counted with their page.
pub(crate) const COUNTED: i64 = 20_000;

/// The two lists that are searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum List {
    Contacts,
    Reminders,
}

impl List {
    fn table(self) -> &'static str {
        match self {
            Self::Contacts => "contact",
            Self::Reminders => "reminder",
        }
    }

    /// The column with what was written down.
    fn text(self) -> &'static str {
        match self {
            Self::Contacts => "information",
            Self::Reminders => "text",
        }
    }
}

/// What somebody typed to find rows of a list by.
#[derive(Debug)]
pub(crate) struct Words {
    list: List,
    sees: bool,
    /// What is asked of the full text: any of these finds a row. The first is what was typed, the others are phones. None
    /// where signs without a word were typed: of these the full text knows nothing.
    asked: Vec<(String, Holding)>,
    /// For the names of whom a row is with.
    pattern: String,
    phone: Option<String>,
    /// The clients of that name or phone; none where there are too many to name.
    clients: Option<Vec<i64>>,
}

/// How a page comes by its rows.
#[derive(Debug)]
pub(crate) enum By<'a> {
    /// Without words.
    Plain,
    /// The first rows of the list, each looked at.
    First(&'a Words),
    /// These rows, of which the full text and the names told.
    These(&'a Words, Vec<i64>),
    /// The list, each row looked at until the page is full.
    Each(&'a Words),
}

impl Words {
    /// What a filter looks for; none where it looks for no words.
    pub(crate) fn of(
        desk: &Desk,
        reader: &mut Reader,
        list: List,
        typed: Option<&str>,
    ) -> Result<Option<Self>> {
        let typed = typed.unwrap_or_default();
        let (pattern, sees) = (holding(typed), desk.sees_clients());
        if pattern.is_empty() {
            return Ok(None);
        }
        let mut queries = vec![typed.to_owned()];
        if list == List::Contacts {
            let (general, _) = desk.general(reader)?;
            queries.extend(phones::beginnings(typed, &general.country));
        }
        let mut asked = Vec::new();
        for query in queries {
            if let Some(holding) = reader.holding(list.table(), &query)? {
                asked.push((query, holding));
            }
        }
        let phone = phones::pattern(typed);
        let clients = if sees { sql::clients(reader, &pattern, phone.as_deref(), MOST)? } else { None };
        Ok(Some(Self { list, sees, asked, pattern, phone, clients }))
    }

    /// The rows that are found, where they are few.
    fn few(&self, reader: &mut Reader) -> Result<Option<Vec<i64>>> {
        let table = self.list.table();
        if self.asked.is_empty() {
            return Ok(None);
        }
        let mut found = BTreeSet::new();
        for (query, _) in &self.asked {
            found.extend(reader.matching(table, query, MOST + 1)?);
        }
        match &self.clients {
            _ if found.len() > MOST => return Ok(None),
            Some(clients) => {
                found.extend(sql::of_clients(reader, table, clients, MOST + 1)?);
                found.extend(sql::of_strangers(reader, table, &self.pattern, MOST + 1)?);
            }
            None if self.sees => return Ok(None),
            None => found.extend(sql::of_correspondents(reader, table, &self.pattern, MOST + 1)?),
        }
        Ok((found.len() <= MOST).then(|| found.into_iter().collect()))
    }

    /// The way to all rows that are found.
    pub(crate) fn way(&self, reader: &mut Reader) -> Result<By<'_>> {
        Ok(self.few(reader)?.map_or(By::Each(self), |ids| By::These(self, ids)))
    }

    /// The test of one row. The request's row stands beside it as `request`.
    fn test(&self, all: &mut Conditions) -> String {
        let mut tests = Vec::new();
        for (at, (_, asked)) in self.asked.iter().enumerate() {
            let place = all.value(asked.asked.clone());
            let text = asked.column(self.list.text(), &place);
            match self.list {
                _ if self.sees => tests.push(asked.row(&place)),
                List::Reminders => tests.push(text),
                // An address is looked for where it is shown.
                List::Contacts => {
                    let address = asked.column("address", &place);
                    tests.push(format!("({} AND {address})", sql::UNTIED));
                    tests.extend((at == 0).then_some(text));
                }
            }
        }
        if self.asked.is_empty() {
            tests.push(sql::signs(all, self));
        }
        tests.push(sql::name(all, self));
        format!("({})", tests.join(" OR "))
    }
}

impl By<'_> {
    /// Whether the rows are so few that they are put in order by themselves.
    pub(crate) fn is_few(&self) -> bool {
        matches!(self, Self::These(..))
    }

    /// Adds what the words ask, and gives what stands after FROM: the table, or its first rows by `order`.
    pub(crate) fn narrow(&self, all: &mut Conditions, table: &str, order: &str) -> String {
        match self {
            Self::Plain => table.to_owned(),
            Self::First(words) => {
                let first = format!(
                    "(SELECT * FROM {table} WHERE {} ORDER BY {order} LIMIT {FIRST}) AS {table}",
                    all.sql()
                );
                all.begin_anew();
                let test = words.test(all);
                all.plain(&test);
                first
            }
            Self::These(words, ids) => {
                all.one_of(&format!("{table}.id"), ids);
                if !words.sees {
                    let test = words.test(all);
                    all.plain(&test);
                }
                table.to_owned()
            }
            Self::Each(words) => {
                let test = words.test(all);
                all.plain(&test);
                table.to_owned()
            }
        }
    }
}

/// Reads a page of at most `limit` rows by the shortest way, and tells the way to all of them.
pub(crate) fn page<'a, Row>(
    reader: &mut Reader,
    words: Option<&'a Words>,
    limit: i64,
    read: impl Fn(&mut Reader, &By<'a>) -> Result<Vec<Row>>,
) -> Result<(Vec<Row>, By<'a>)> {
    let Some(words) = words else { return Ok((read(reader, &By::Plain)?, By::Plain)) };
    let rows = read(reader, &By::First(words))?;
    if rows.len() as i64 >= limit {
        return Ok((rows, By::Each(words)));
    }
    let way = words.way(reader)?;
    Ok((read(reader, &way)?, way))
}
