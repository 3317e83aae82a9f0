//! The activity log (E4): who changed what and when, with the old and the new value. It reads the rows that every write
//! leaves in the table of changes, in the same commit; they are kept as long as the office is, apart from those of a
//! client who was erased.
//!
//! Nobody is told more here than the screens tell them: what a right hides there is left out here as well.

mod export;
mod fields;
mod names;
mod sql;
mod told;

use std::collections::{BTreeMap, HashMap};

use deskbell_store::Reader;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use ts_rs::TS;

use crate::employees::{EmployeeRef, Right};
use crate::office::Desk;
use crate::period::Period;
use crate::{Error, Result, zone};

pub use export::export;

/// What the log speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "LogNoun")]
pub enum Noun {
    Client,
    Request,
    Contact,
    Reminder,
    Note,
    Letter,
    Outbox,
    Draft,
    Mailing,
    #[serde(rename = "stopped_address")]
    Address,
    Deed,
    Employee,
    Role,
    Session,
    Setting,
    Mailbox,
    Category,
    ClientField,
    View,
    Gateway,
    Backup,
    #[serde(rename = "notice_way")]
    Notices,
}

impl Noun {
    /// All of them, in the order in which a filter offers them.
    pub const ALL: [Self; 22] = [
        Self::Client,
        Self::Request,
        Self::Note,
        Self::Letter,
        Self::Outbox,
        Self::Draft,
        Self::Contact,
        Self::Reminder,
        Self::Mailing,
        Self::Address,
        Self::Deed,
        Self::Employee,
        Self::Role,
        Self::Session,
        Self::Setting,
        Self::Mailbox,
        Self::Category,
        Self::ClientField,
        Self::View,
        Self::Gateway,
        Self::Notices,
        Self::Backup,
    ];

    /// The word in the table of changes.
    pub fn code(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Request => "request",
            Self::Contact => "contact",
            Self::Reminder => "reminder",
            Self::Note => "note",
            Self::Letter => "letter",
            Self::Outbox => "outbox",
            Self::Draft => "draft",
            Self::Mailing => "mailing",
            Self::Address => "stopped_address",
            Self::Deed => "deed",
            Self::Employee => "employee",
            Self::Role => "role",
            Self::Session => "session",
            Self::Setting => "setting",
            Self::Mailbox => "mailbox",
            Self::Category => "category",
            Self::ClientField => "client_field",
            Self::View => "view",
            Self::Gateway => "gateway",
            Self::Backup => "backup",
            Self::Notices => "notice_way",
        }
    }

    fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|noun| noun.code() == code)
    }

    /// Whoever lacks it has no screen on which these things stand.
    fn needs(self) -> Option<Right> {
        match self {
            Self::Client | Self::Address | Self::View => Some(Right::SeeClients),
            Self::Mailing => Some(Right::SendMailings),
            Self::Employee | Self::Role | Self::Session => Some(Right::ManageEmployees),
            Self::Setting | Self::Mailbox | Self::Gateway | Self::Backup => Some(Right::ManageSettings),
            _ => None,
        }
    }
}

/// Whose changes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(rename = "LogBy")]
pub enum By {
    #[default]
    All,
    /// Of employees.
    People,
    /// Of Deskbell itself: letters that came, reminders that repeat.
    Itself,
}

/// Which changes.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(rename = "LogFilter", optional_fields = nullable)]
pub struct Filter {
    pub by: Option<By>,
    pub employee_id: Option<i64>,
    pub noun: Option<Noun>,
    /// One thing, with its noun.
    pub noun_id: Option<i64>,
    pub period: Option<Period>,
    /// What was done, and at which instant: the rows of one fold.
    pub what: Option<String>,
    pub at: Option<i64>,
}

/// A page of changes.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(rename = "LogList", optional_fields = nullable)]
pub struct List {
    pub filter: Option<Filter>,
    /// Every row; otherwise many of one kind and instant are one.
    pub whole: Option<bool>,
    pub after: Option<String>,
    pub limit: Option<i64>,
}

/// A value as the window or a file puts it into words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "lowercase")]
#[ts(rename = "LogValue")]
pub enum Shown {
    Text {
        text: String,
    },
    Number {
        number: f64,
    },
    Day {
        day: String,
    },
    At {
        at: i64,
    },
    /// Yes or no.
    Flag {
        on: bool,
    },
    /// A message of the program's words.
    Word {
        key: String,
    },
    List {
        items: Vec<Self>,
    },
    /// Not told: too long, or a thing that is gone.
    Withheld,
}

impl Shown {
    fn text(text: &str) -> Self {
        Self::Text { text: text.to_owned() }
    }
}

/// One field of a change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "LogField")]
pub struct Field {
    pub field: String,
    /// The name of one of the office's own fields.
    pub name: String,
    pub before: Option<Shown>,
    pub after: Option<Shown>,
}

/// What a click on a row opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "LogPlace")]
pub struct Place {
    pub noun: Noun,
    pub id: i64,
}

/// One change, or many of one kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "LogRow")]
pub struct Row {
    pub id: i64,
    pub at: i64,
    /// None for the program itself.
    pub employee: Option<EmployeeRef>,
    pub noun: Noun,
    pub noun_id: i64,
    /// What the thing is called.
    pub name: Option<Shown>,
    /// Where it can be looked at, if it is still there.
    pub place: Option<Place>,
    pub what: String,
    /// How many changes the row stands for.
    pub count: i64,
    pub fields: Vec<Field>,
    /// Of a deed: its noun, how many, and what else the words about it need.
    #[ts(type = "Record<string, string | number>")]
    pub summary: BTreeMap<String, Json>,
}

/// Changes, newest first, and where the next page begins.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "LogPage")]
pub struct Page {
    pub rows: Vec<Row>,
    pub next: Option<String>,
    /// What the one who asks may filter by.
    pub nouns: Vec<Noun>,
}

/// So many of one kind at one instant are shown one by one; more are folded into one row.
const SINGLE: usize = 3;
/// Rows that a page looks at, however many of them are folded away.
const MOST_LOOKED_AT: usize = 50_000;
const PIECE: i64 = 1_000;

/// A page of the log. Errors: `forbidden` for a noun that the one who asks has no screen of.
pub fn list(desk: &Desk, reader: &mut Reader, list: &List) -> Result<Page> {
    let limit = list.limit.unwrap_or(100).clamp(1, 500) as usize;
    let asked = asked(desk, reader, list.filter.as_ref())?;
    let after = match list.after.as_deref() {
        Some(text) => Some(cursor(text)?),
        None => None,
    };
    let whole = list.whole.unwrap_or(false);
    let (folds, next) = folds(reader, &asked, after, limit, whole)?;
    Ok(Page { rows: told::rows(desk, reader, &folds)?, next, nouns: offered(desk) })
}

fn offered(desk: &Desk) -> Vec<Noun> {
    Noun::ALL.into_iter().filter(|noun| may(desk, *noun)).collect()
}

fn may(desk: &Desk, noun: Noun) -> bool {
    desk.employee_id.is_none() || noun.needs().is_none_or(|right| desk.may(right))
}

fn asked(desk: &Desk, reader: &mut Reader, filter: Option<&Filter>) -> Result<sql::Asked> {
    let hidden = Noun::ALL.into_iter().filter(|noun| !may(desk, *noun)).map(Noun::code).collect();
    let me = desk.employee_id;
    let Some(filter) = filter else { return Ok(sql::Asked { hidden, me, ..sql::Asked::default() }) };
    if let Some(right) = filter.noun.filter(|noun| !may(desk, *noun)).and_then(Noun::needs) {
        return Err(Error::Forbidden(right.code()));
    }
    let (from, to) = match &filter.period {
        Some(period) => {
            let (_, zone) = desk.general(reader)?;
            period.span(&zone::day(desk.now(), zone), zone)?
        }
        None => (None, None),
    };
    Ok(sql::Asked {
        people: match filter.by.unwrap_or_default() {
            By::All => None,
            By::People => Some(true),
            By::Itself => Some(false),
        },
        employee_id: filter.employee_id,
        noun: filter.noun.map(Noun::code),
        noun_id: filter.noun_id,
        what: filter.what.clone(),
        at: filter.at,
        from,
        to,
        hidden,
        me,
    })
}

/// Whether the clock is believed where things go for good by their age: something was changed in the week before it. One
/// that is wrong for a day, far ahead, stands in a time of which the office knows nothing; after a long rest the day that
/// begins the work is the one on which nothing goes.
pub(crate) fn trusts_clock(reader: &mut Reader, now: i64) -> Result<bool> {
    sql::is_changed(reader, now - 7 * 24 * HOUR, now - 12 * HOUR)
}

const HOUR: i64 = 60 * 60 * 1000;

fn cursor(text: &str) -> Result<(i64, i64)> {
    let parts = text.split_once(':').and_then(|(at, id)| Some((at.parse().ok()?, id.parse().ok()?)));
    parts.ok_or_else(|| Error::BadRequest("after".to_owned()))
}

/// Changes of one kind at one instant by one hand: the first few, and how many there are.
#[derive(Debug, Clone, Default)]
struct Fold {
    ids: Vec<i64>,
    count: usize,
}

type Alike = (Option<i64>, String, String);

/// The folds of a page and where the next one begins.
fn folds(
    reader: &mut Reader,
    asked: &sql::Asked,
    mut after: Option<(i64, i64)>,
    limit: usize,
    whole: bool,
) -> Result<(Vec<Fold>, Option<String>)> {
    let mut folds: Vec<Fold> = Vec::new();
    let mut open: HashMap<Alike, usize> = HashMap::new();
    let mut lines = 0;
    let mut looked_at = 0;
    loop {
        let piece = sql::light(reader, asked, after, PIECE)?;
        let last_piece = (piece.len() as i64) < PIECE;
        for row in piece {
            if after.is_none_or(|(at, _)| at != row.at) {
                open.clear();
            }
            let alike = (row.employee_id, row.noun, row.what);
            let known = if whole { None } else { open.get(&alike).copied() };
            let one_more = known.and_then(|place| folds.get(place)).is_none_or(|fold| fold.count < SINGLE);
            let next = after.map(|(at, id)| format!("{at}:{id}"));
            if (known.is_none() && lines >= limit) || looked_at >= MOST_LOOKED_AT {
                return Ok((folds, next));
            }
            match known.and_then(|place| folds.get_mut(place)) {
                Some(fold) => {
                    fold.count += 1;
                    if one_more {
                        fold.ids.push(row.id);
                    }
                }
                None => {
                    open.insert(alike, folds.len());
                    folds.push(Fold { ids: vec![row.id], count: 1 });
                }
            }
            lines += usize::from(one_more);
            looked_at += 1;
            after = Some((row.at, row.id));
        }
        if last_piece {
            return Ok((folds, None));
        }
    }
}
