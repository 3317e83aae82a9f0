//! Activity analysis (C6): with whom the office had to do, when last, and how much in a period; who has fallen silent.

mod sql;

use deskbell_store::Reader;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::filter::{Asked, Filter};
use crate::employees::EmployeeRef;
use crate::office::Desk;
use crate::period::Period;
use crate::{Result, zone};

/// How long ago the last touch is, in calendar days of the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Ago {
    Today,
    Week,
    Month,
    Quarter,
    HalfYear,
    Year,
    Older,
    Never,
}

impl Ago {
    pub const ALL: [Self; 8] = [
        Self::Today,
        Self::Week,
        Self::Month,
        Self::Quarter,
        Self::HalfYear,
        Self::Year,
        Self::Older,
        Self::Never,
    ];

    /// The most days that still count; absent where there is no end.
    fn days(self) -> Option<i64> {
        match self {
            Self::Today => Some(0),
            Self::Week => Some(7),
            Self::Month => Some(30),
            Self::Quarter => Some(90),
            Self::HalfYear => Some(180),
            Self::Year => Some(365),
            Self::Older | Self::Never => None,
        }
    }
}

/// By what the rows are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(rename = "ActivityColumn")]
pub enum By {
    Name,
    #[default]
    Last,
    Contacts,
    Letters,
    Requests,
}

/// Which page of the analysis.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "ActivityList", optional_fields = nullable)]
pub struct List {
    #[serde(default)]
    pub filter: Filter,
    /// In which contacts, letters and requests are counted.
    pub period: Period,
    /// Only those whose last touch is so long ago.
    pub ago: Option<Ago>,
    #[serde(default)]
    #[ts(as = "Option<By>", optional = nullable)]
    pub by: By,
    #[serde(default)]
    #[ts(as = "Option<bool>", optional = nullable)]
    pub down: bool,
    pub after: Option<String>,
    pub limit: Option<i64>,
}

/// A client in the analysis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ActivityRow {
    pub id: i64,
    pub name: String,
    pub phone: String,
    pub city: String,
    pub manager: Option<EmployeeRef>,
    pub last_at: Option<i64>,
    /// Calendar days since then.
    pub silent_days: Option<i64>,
    pub contacts: i64,
    pub letters: i64,
    pub requests: i64,
}

/// A page of the analysis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ActivityPage {
    pub rows: Vec<ActivityRow>,
    pub next: Option<String>,
    pub total: i64,
}

/// How many clients were last touched so long ago.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AgoCount {
    pub ago: Ago,
    pub clients: i64,
}

/// A page of the analysis. Errors: those of the filter and the period.
pub fn list(desk: &Desk, reader: &mut Reader, list: &List) -> Result<ActivityPage> {
    let (_, tz) = desk.general(reader)?;
    let today = zone::day(desk.now(), tz);
    let asked = Asked::of(desk, reader, &list.filter)?;
    let span = list.period.span(&today, tz)?;
    let between = list.ago.map(|ago| between(ago, &today, tz)).transpose()?;
    let limit = list.limit.unwrap_or(100).clamp(1, 500);
    let after = list.after.as_deref().and_then(|text| sql::Place::read(text, list.by, list.down));
    let cut = sql::Cut { asked: &asked, span, between, by: list.by, down: list.down };
    let mut places = sql::page(reader, &cut, after.as_ref(), limit + 1)?;
    let more = places.len() as i64 > limit;
    places.truncate(limit as usize);
    let next = places.last().filter(|_| more).map(|place| place.text(list.by, list.down));
    let ids: Vec<i64> = places.iter().map(|place| place.id).collect();
    let mut rows = sql::rows(reader, &ids, span)?;
    for row in &mut rows {
        row.silent_days = row.last_at.map(|at| zone::days_between(&zone::day(at, tz), &today)).transpose()?;
    }
    Ok(ActivityPage { rows, next, total: sql::count(reader, &cut)? })
}

/// The clients of a filter by how long ago the last touch is: the bars of the chart.
pub fn chart(desk: &Desk, reader: &mut Reader, filter: &Filter) -> Result<Vec<AgoCount>> {
    let (_, tz) = desk.general(reader)?;
    let today = zone::day(desk.now(), tz);
    let asked = Asked::of(desk, reader, filter)?;
    let mut borders = Vec::new();
    for ago in Ago::ALL {
        if let Some(days) = ago.days() {
            borders.push(zone::instant(&zone::add_days(&today, -days)?, "", tz)?);
        }
    }
    let counts = sql::chart(reader, &asked, &borders)?;
    let of = |at: usize| counts.get(at).copied().unwrap_or_default();
    Ok(Ago::ALL.into_iter().enumerate().map(|(at, ago)| AgoCount { ago, clients: of(at) }).collect())
}

/// The instants between which the last touch lies: from the first, before the second; nothing at all for never.
fn between(ago: Ago, today: &str, tz: chrono_tz::Tz) -> Result<Option<(i64, i64)>> {
    if ago == Ago::Never {
        return Ok(None);
    }
    let begins = |days: i64| zone::instant(&zone::add_days(today, -days)?, "", tz);
    let at = Ago::ALL.iter().position(|one| *one == ago).unwrap_or_default();
    let newer = at.checked_sub(1).and_then(|before| Ago::ALL.get(before)).and_then(|one| one.days());
    let from = match ago.days() {
        Some(days) => begins(days)?,
        None => i64::MIN,
    };
    let to = match newer {
        Some(days) => begins(days)?,
        None => i64::MAX,
    };
    Ok(Some((from, to)))
}
