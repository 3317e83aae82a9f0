//! How the list is sorted by each column, and the place in it where a page ends.
//!
//! An order has two stretches: those who have something in the column, by it; and then those who have nothing, by their
//! ids. Each is walked through an index where there is one.

use deskbell_store::{Reader, Value};

use super::column::{Column, Sort};
use crate::clients::fields::{self, FieldKind};
use crate::clients::filter::sql::as_number;
use crate::conditions::alphabet;
use crate::{Error, Result};

/// What SQL makes of an order.
pub struct Order {
    /// Another table whose rows are walked through, and how a client belongs to each.
    pub table: Option<(String, String)>,
    /// The expression that is sorted by.
    pub value: String,
    /// The client's id where it is nearest at hand: equal values go by it.
    pub tie: &'static str,
    /// Who has something there.
    pub some: String,
    /// Who has nothing; absent where everybody has.
    pub none: Option<String>,
    pub down: bool,
}

impl Order {
    /// The order by a column. Errors: `not_found` for a field that is not there.
    pub fn of(reader: &mut Reader, Sort { by, down }: Sort) -> Result<Self> {
        let order = match by {
            Column::Name => Self {
                tie: "client_name.client_id",
                none: None,
                ..joined(
                    "client_name",
                    "client_name.client_id = client.id",
                    alphabet("client_name.folded"),
                    "",
                )
            },
            Column::Phone => first("client_phone", "position", "number"),
            Column::Email => first("client_email", "position", "email"),
            Column::Tags => first("client_tag", "folded", "folded"),
            Column::Interests => text("client.interests"),
            Column::City => text("client.city"),
            Column::Address => text("client.address"),
            Column::Notes => text("client.notes"),
            Column::Manager => Self {
                tie: "client.id",
                // Grouped: each employee's place is reckoned once and not for each client.
                ..joined(
                    &format!(
                        "(SELECT id, {} AS place FROM employee GROUP BY id, name) AS manager",
                        alphabet("name")
                    ),
                    "manager.id = client.manager_id",
                    "manager.place".to_owned(),
                    "client.manager_id IS NULL",
                )
            },
            Column::Language => {
                plain("client.language", "client.language <> ''", Some("client.language = ''"))
            }
            Column::Birthday => plain(
                "substr(client.birthday, length(client.birthday) - 4)",
                "client.birthday <> ''",
                Some("client.birthday = ''"),
            ),
            Column::Discount => plain("client.discount", "client.discount <> 0", Some("client.discount = 0")),
            Column::Kind => plain("client.kind", "1 = 1", None),
            Column::DoNotWrite => plain("client.do_not_write", "1 = 1", None),
            Column::Created => plain("client.created_at", "1 = 1", None),
            Column::ConsentEmail => consent("email"),
            Column::ConsentSms => consent("sms"),
            Column::Open => opened(),
            Column::Last => joined(
                "client_touch AS first",
                "first.client_id = client.id",
                "first.at".to_owned(),
                "NOT EXISTS (SELECT 1 FROM client_touch WHERE client_touch.client_id = client.id)",
            ),
            Column::Field(id) => field(reader, id)?,
        };
        Ok(Self { down, ..order })
    }
}

/// By a column of the client's own row.
fn plain(value: &str, some: &str, none: Option<&str>) -> Order {
    Order {
        table: None,
        value: value.to_owned(),
        tie: "client.id",
        some: some.to_owned(),
        none: none.map(str::to_owned),
        down: false,
    }
}

/// By a text of the client's own row, in the alphabet's order.
fn text(column: &str) -> Order {
    plain(&alphabet(column), &format!("{column} <> ''"), Some(&format!("{column} = ''")))
}

/// By another table.
fn joined(table: &str, on: &str, value: String, none: &str) -> Order {
    Order {
        table: Some((table.to_owned(), on.to_owned())),
        value,
        tie: "first.client_id",
        some: "1 = 1".to_owned(),
        none: Some(none.to_owned()),
        down: false,
    }
}

/// By the first of a client's rows in a table.
fn first(table: &str, by: &str, value: &str) -> Order {
    joined(
        &format!("{table} AS first"),
        &format!(
            "first.client_id = client.id AND NOT EXISTS (SELECT 1 FROM {table} AS earlier
                WHERE earlier.client_id = first.client_id AND earlier.{by} < first.{by})"
        ),
        format!("first.{value}"),
        &format!("NOT EXISTS (SELECT 1 FROM {table} WHERE {table}.client_id = client.id)"),
    )
}

fn consent(way: &str) -> Order {
    joined(
        "client_consent AS first",
        &format!("first.client_id = client.id AND first.way = '{way}'"),
        "first.given".to_owned(),
        &format!(
            "NOT EXISTS (SELECT 1 FROM client_consent WHERE client_consent.client_id = client.id AND way = '{way}')"
        ),
    )
}

/// By the number of open requests: an office has some hundreds of them, whatever it has of clients.
fn opened() -> Order {
    joined(
        "(SELECT client_id, count(*) AS number FROM request WHERE open = 1 AND client_id IS NOT NULL GROUP BY client_id)
            AS first",
        "first.client_id = client.id",
        "first.number".to_owned(),
        "NOT EXISTS (SELECT 1 FROM request WHERE request.client_id = client.id AND open = 1)",
    )
}

fn field(reader: &mut Reader, id: i64) -> Result<Order> {
    let kind = fields::list(reader)?.into_iter().find(|field| field.id == id).map(|field| field.kind);
    let kind = kind.ok_or(Error::NotFound { noun: "client_field", id })?;
    let value = match kind {
        FieldKind::Number => as_number(&id.to_string()),
        FieldKind::Text | FieldKind::List => alphabet("first.value"),
        FieldKind::Date | FieldKind::Checkbox => "first.value".to_owned(),
    };
    Ok(joined(
        "client_field_value AS first",
        &format!("first.client_id = client.id AND first.field_id = {id}"),
        value,
        &format!(
            "NOT EXISTS (SELECT 1 FROM client_field_value WHERE client_field_value.client_id = client.id AND field_id = {id})"
        ),
    ))
}

/// A place in a sorted list.
#[derive(Debug, Clone, PartialEq)]
pub struct Cursor {
    /// What stands in the column; nothing in the stretch of those who have nothing.
    pub value: Option<Value>,
    pub id: i64,
}

/// Parts the pieces of a written place: nobody has it in a name.
const GAP: char = '\u{1f}';

impl Cursor {
    /// The place as text, for whoever asks for the next page.
    pub fn text(&self, sort: Sort) -> String {
        let value = match &self.value {
            None | Some(Value::Null | Value::Blob(_)) => "-".to_owned(),
            Some(Value::Int(number)) => format!("i{number}"),
            Some(Value::Real(number)) => format!("r{number}"),
            Some(Value::Text(text)) => format!("t{text}"),
        };
        format!("{}{GAP}{}{GAP}{}{GAP}{value}", sort.by, u8::from(sort.down), self.id)
    }

    /// The place that a text names; none where it belongs to another order, or is none.
    pub fn read(text: &str, sort: Sort) -> Option<Self> {
        let mut pieces = text.splitn(4, GAP);
        if pieces.next()? != sort.by.to_string() || pieces.next()? != u8::from(sort.down).to_string() {
            return None;
        }
        let id = pieces.next()?.parse().ok()?;
        let value = pieces.next()?;
        let rest: String = value.chars().skip(1).collect();
        let value = match value.chars().next()? {
            '-' => None,
            'i' => Some(Value::Int(rest.parse().ok()?)),
            'r' => Some(Value::Real(rest.parse().ok()?)),
            't' => Some(Value::Text(rest)),
            _ => return None,
        };
        Some(Self { value, id })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// C2: a page goes on exactly where the one before ended, and only in its own order.
    #[test]
    fn c2_places_are_read_as_they_were_written() {
        let sort = Sort { by: Column::Field(7), down: true };
        for value in [
            None,
            Some(Value::Int(-5)),
            Some(Value::Real(0.1 + 0.2)),
            Some(Value::Text("і\u{1f}ї".to_owned())),
        ] {
            let place = Cursor { value, id: 12 };
            assert_eq!(Cursor::read(&place.text(sort), sort), Some(place.clone()));
            assert!(Cursor::read(&place.text(sort), Sort { down: false, ..sort }).is_none());
            assert!(Cursor::read(&place.text(sort), Sort::default()).is_none());
        }
        for wrong in [
            "",
            "name",
            "name\u{1f}0\u{1f}x\u{1f}-",
            "name\u{1f}0\u{1f}1\u{1f}",
            "name\u{1f}0\u{1f}1\u{1f}ix",
        ] {
            assert!(Cursor::read(wrong, Sort::default()).is_none(), "{wrong:?}");
        }
    }
}
