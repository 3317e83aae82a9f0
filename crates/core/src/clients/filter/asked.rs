//! A filter as it is asked at one moment: days have become instants, words terms, cities their writings.

use std::cmp::Reverse;

use chrono::Datelike;
use deskbell_store::Reader;

use super::{ConsentState, FieldIs, Filter, Manager, ManagerWord, sql};
use crate::clients::consent::Way;
use crate::clients::fields::{self, FieldKind};
use crate::clients::tags;
use crate::clients::words::{Word, plain, words};
use crate::conditions::{APOSTROPHES, holding, holding_apostrophe};
use crate::office::Desk;
use crate::settings::parts::{self, Part};
use crate::{Error, Result, interests, zone};

/// Nobody ticks more of them; a longer list would only cost time.
const MOST_CHOICES: usize = 200;
const MOST_DAYS: i64 = 36_500;
/// A word that more clients have is asked of each client that comes by; of a rarer one they are looked up once.
const RARE: i64 = 20_000;
/// So many are quickly asked one by one; and so many for the beginning of a name alone.
const FEW: i64 = 2000;
const FEW_FOR_NAMES: i64 = 8000;

/// A word that is looked for.
pub(crate) struct Term {
    pub word: Word,
    /// A LIKE pattern of it, where it holds an apostrophe, of which people type several.
    pub apostrophe: Option<String>,
    /// A LIKE pattern of it, for the notes as they were typed.
    pub pattern: String,
    /// The cities that hold it.
    pub cities: Vec<String>,
}

impl Term {
    /// Of so many clients it is quicker asked of each than looked up.
    fn asked_of(&self) -> i64 {
        if self.word.begins() { FEW_FOR_NAMES } else { FEW }
    }
}

/// What is asked of a field of the office's own.
pub(crate) struct FieldTest {
    pub field_id: i64,
    pub test: Test,
}

pub(crate) enum Test {
    Filled,
    Empty,
    Holds(String),
    Is(String),
    Days(Option<String>, Option<String>),
    Numbers(Option<f64>, Option<f64>),
}

/// A filter that was checked.
#[derive(Default)]
pub(crate) struct Asked {
    /// Who has all the words that were looked up, in the order of their ids; absent where none was.
    pub among: Option<Vec<i64>>,
    /// The words that so many have that nobody was looked up.
    pub terms: Vec<Term>,
    pub kind: Option<&'static str>,
    /// Of nobody where there is no id inside.
    pub manager: Option<Option<i64>>,
    pub cities: Option<Vec<String>>,
    pub interests: Vec<String>,
    pub tags: Vec<String>,
    pub language: Option<&'static str>,
    /// Spans of `MM-DD`; any of them.
    pub birthdays: Vec<(String, String)>,
    pub consents: Vec<(Way, ConsentState)>,
    pub do_not_write: Option<bool>,
    pub has_phone: Option<bool>,
    pub has_email: Option<bool>,
    pub fields: Vec<FieldTest>,
    pub created: (Option<i64>, Option<i64>),
    /// Silent since before this instant.
    pub silent_before: Option<i64>,
    pub open_requests: Option<bool>,
    pub has_reminder: Option<bool>,
    /// Nothing but words is asked.
    pub words_alone: bool,
}

impl Asked {
    pub fn of(desk: &Desk, reader: &mut Reader, filter: &Filter) -> Result<Self> {
        let interests = chosen(filter.interests.as_deref(), interests::folded)?;
        if !interests.is_empty() || filter.has_reminder.is_some() {
            parts::need(reader, Part::ClientInteraction)?;
        }
        let (_, tz) = desk.general(reader)?;
        let today = zone::day(desk.now(), tz);
        let mut asked = Self {
            kind: filter.kind.map(super::Kind::code),
            manager: filter.manager.map(|manager| managed(desk, manager)).transpose()?,
            cities: cities(reader, filter.cities.as_deref())?,
            interests,
            tags: chosen(filter.tags.as_deref(), tags::folded)?,
            language: filter.language.map(super::CardLanguage::code),
            birthdays: birthdays(filter, &today)?,
            consents: [(Way::Email, filter.consent_email), (Way::Sms, filter.consent_sms)]
                .into_iter()
                .filter_map(|(way, state)| Some((way, state?)))
                .collect(),
            do_not_write: filter.do_not_write,
            has_phone: filter.has_phone,
            has_email: filter.has_email,
            fields: tests(reader, filter.fields.as_deref().unwrap_or_default())?,
            created: match &filter.created {
                Some(period) => period.span(&today, tz)?,
                None => (None, None),
            },
            silent_before: match filter.silent_days {
                Some(days) => Some(zone::end_of_day(&zone::add_days(&today, -checked(days)?)?, tz)?),
                None => None,
            },
            open_requests: filter.open_requests,
            has_reminder: filter.has_reminder,
            ..Self::default()
        };
        asked.words_alone = sql::conditions(&asked, sql::Form::Set).is_empty();
        let terms = terms(reader, filter.search.as_deref().unwrap_or_default())?;
        (asked.among, asked.terms) = looked_up(reader, terms)?;
        Ok(asked)
    }
}

fn checked(days: i64) -> Result<i64> {
    if (0..=MOST_DAYS).contains(&days) {
        Ok(days)
    } else {
        Err(Error::BadRequest("days out of range".to_owned()))
    }
}

fn managed(desk: &Desk, manager: Manager) -> Result<Option<i64>> {
    match manager {
        Manager::Of(id) => Ok(Some(id)),
        Manager::Word(ManagerWord::Me) => Ok(Some(desk.me()?)),
        Manager::Word(ManagerWord::None) => Ok(None),
    }
}

/// Words that were chosen, in the form in which they are compared, each once.
fn chosen(words: Option<&[String]>, folded: impl Fn(&str) -> String) -> Result<Vec<String>> {
    let words = words.unwrap_or_default();
    if words.len() > MOST_CHOICES {
        return Err(Error::BadRequest(format!("more than {MOST_CHOICES} choices")));
    }
    let mut all: Vec<String> =
        words.iter().map(|word| folded(word)).filter(|word| !word.is_empty()).collect();
    all.sort();
    all.dedup();
    Ok(all)
}

/// The writings of the chosen cities that are there: "Київ" and "київ" are one.
fn cities(reader: &mut Reader, names: Option<&[String]>) -> Result<Option<Vec<String>>> {
    let wanted = chosen(names, |name| name.trim().to_lowercase())?;
    if wanted.is_empty() {
        return Ok(None);
    }
    let mut written = sql::writings(reader)?;
    written.retain(|city| wanted.contains(&city.trim().to_lowercase()));
    Ok(Some(written))
}

/// Looks the typed words up: who has them all, and which of them are too common for that.
fn looked_up(reader: &mut Reader, mut terms: Vec<Term>) -> Result<(Option<Vec<i64>>, Vec<Term>)> {
    let (mut among, mut common): (Option<Vec<i64>>, Vec<Term>) = (None, Vec::new());
    // A piece of a number and a long word are had by few, of whom the others are then asked.
    terms.sort_by_key(|term| (term.word.digits.is_none(), Reverse(term.word.text.chars().count())));
    for term in terms {
        // Of a few it is asked who has the next word as well.
        if let Some(before) = among.as_mut().filter(|ids| ids.len() as i64 <= term.asked_of()) {
            *before = sql::of_these(reader, &term, before)?;
            continue;
        }
        let mut found = sql::of_term(reader, &term, RARE + 1)?;
        if found.len() as i64 > RARE {
            common.push(term);
            continue;
        }
        found.sort_unstable();
        found.dedup();
        among = Some(match among {
            Some(before) => before.into_iter().filter(|id| found.binary_search(id).is_ok()).collect(),
            None => found,
        });
    }
    Ok((among, common))
}

/// What was typed, word by word, with the cities that each may mean.
fn terms(reader: &mut Reader, search: &str) -> Result<Vec<Term>> {
    let words = words(search);
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let written = sql::writings(reader)?;
    Ok(words
        .into_iter()
        .map(|word| {
            let text = &word.text;
            let wanted = word.plain();
            let has_apostrophe = text.contains(APOSTROPHES) && text.chars().any(char::is_alphanumeric);
            Term {
                apostrophe: has_apostrophe.then(|| holding_apostrophe(text)),
                pattern: if has_apostrophe { holding_apostrophe(text) } else { holding(text) },
                cities: written
                    .iter()
                    .filter(|city| plain(&city.to_lowercase()).contains(&wanted))
                    .take(MOST_CHOICES)
                    .cloned()
                    .collect(),
                word,
            }
        })
        .collect())
}

/// The spans of `MM-DD` in which a birthday is asked for. Whoever was born on 29 February has it on the 28th in common
/// years.
fn birthdays(filter: &Filter, today: &str) -> Result<Vec<(String, String)>> {
    let mut spans = Vec::new();
    if let Some(month) = filter.birthday_month {
        if !(1..=12).contains(&month) {
            return Err(Error::BadRequest("no such month".to_owned()));
        }
        spans.push((format!("{month:02}-01"), format!("{month:02}-31")));
    }
    if let Some(days) = filter.birthday_days {
        let last = zone::parse_day(&zone::add_days(today, checked(days)?.min(366))?)?;
        let first = zone::parse_day(today)?;
        let to = match last.format("%m-%d").to_string().as_str() {
            "02-28" if !last.leap_year() => "02-29".to_owned(),
            day => day.to_owned(),
        };
        let from = first.format("%m-%d").to_string();
        match (days >= 365, first.year() == last.year()) {
            (true, _) => spans.push(("01-01".to_owned(), "12-31".to_owned())),
            (_, true) => spans.push((from, to)),
            (_, false) => {
                spans.push((from, "12-31".to_owned()));
                spans.push(("01-01".to_owned(), to));
            }
        }
    }
    Ok(spans)
}

fn tests(reader: &mut Reader, wanted: &[FieldIs]) -> Result<Vec<FieldTest>> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let known = fields::list(reader)?;
    wanted
        .iter()
        .map(|field| {
            let kind = known
                .iter()
                .find(|known| known.id == field.field_id)
                .map(|known| known.kind)
                .ok_or(Error::NotFound { noun: "client_field", id: field.field_id })?;
            Ok(FieldTest { field_id: field.field_id, test: test(kind, field)? })
        })
        .collect()
}

fn test(kind: FieldKind, field: &FieldIs) -> Result<Test> {
    let typed = |text: &Option<String>| {
        text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let (value, from, to) = (typed(&field.value), typed(&field.from), typed(&field.to));
    if field.empty == Some(true) {
        return Ok(Test::Empty);
    }
    if value.is_none() && from.is_none() && to.is_none() {
        return Ok(Test::Filled);
    }
    match kind {
        FieldKind::Text => Ok(value.map_or(Test::Filled, |text| Test::Holds(holding(&text)))),
        FieldKind::List | FieldKind::Checkbox => Ok(value.map_or(Test::Filled, Test::Is)),
        FieldKind::Date => {
            let (from, to) = (value.clone().or(from), value.or(to));
            for day in [&from, &to].into_iter().flatten() {
                zone::parse_day(day)?;
            }
            Ok(Test::Days(from, to))
        }
        FieldKind::Number => {
            let number = |text: Option<String>| {
                let plain = text.map(|text| text.replace(',', ".").replace(char::is_whitespace, ""));
                let wrong = || Error::BadRequest("not a number".to_owned());
                plain
                    .map(|text| {
                        text.parse::<f64>().ok().filter(|number| number.is_finite()).ok_or_else(wrong)
                    })
                    .transpose()
            };
            Ok(Test::Numbers(number(value.clone().or(from))?, number(value.or(to))?))
        }
    }
}
