//! Personal text: variables, conditional parts and a fallback where there is nothing to say.
//!
//! The language is Jinja's, less everything that an office does not need: `{{ client.name }}`, `{{ client.city|default("у
//! вашому місті") }}`, `{% if client.discount > 5 %}…{% elif … %}…{% else %}…{% endif %}`. A template is read when it is
//! saved, and a broken one is refused with its place. What stands in a card is a value and is never read as a template;
//! in HTML it is escaped.

mod markup;
mod tags;
#[cfg(test)]
mod tests;
mod values;

use minijinja::value::Value;
use minijinja::{AutoEscape, Environment, ErrorKind};

pub use markup::in_links;
pub use values::{Names, Values};

/// Steps that one text may take: a hundred times what a long letter takes.
const FUEL: u64 = 100_000;
/// No text comes out longer, in bytes.
const MOST_BYTES: usize = 3_000_000;

/// Why a template is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A tag that is not closed, or holds what is no expression.
    Syntax,
    /// A variable that there is not.
    Unknown,
    /// A word or sign of the language that is left out here.
    NotAllowed,
    /// A tag that a part of the markup goes through: half of it is bold, or it stands in two paragraphs.
    Split,
    /// A variable inside a link's address: data of a stranger would decide where it leads.
    InLink,
    /// It does not come to an end, or to too long a text.
    TooLong,
}

impl Fault {
    /// The word by which the window tells it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Syntax => "syntax",
            Self::Unknown => "unknown",
            Self::NotAllowed => "not_allowed",
            Self::Split => "split",
            Self::InLink => "in_link",
            Self::TooLong => "too_long",
        }
    }
}

/// A template that is refused, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} in line {line} at {place}: {detail}", .fault.code())]
pub struct Broken {
    pub fault: Fault,
    /// Counted from 1.
    pub line: usize,
    /// The tag, or the text around the place.
    pub place: String,
    /// The engine's own words, for people who can read them.
    pub detail: String,
}

/// A template that was read.
pub struct Template {
    environment: Environment<'static>,
}

const NAME: &str = "text";

impl Template {
    /// Reads plain text: a subject, an SMS, the text part of a letter. Refuses what names a variable that is not among
    /// the names.
    pub fn text(source: &str, names: &Names) -> Result<Self, Broken> {
        let source = tags::plain(source)?;
        Self::read(&source, names, AutoEscape::None)
    }

    /// Reads HTML that was cleaned. Variables are escaped and stand nowhere but in the text.
    pub fn html(source: &str, names: &Names) -> Result<Self, Broken> {
        let source = markup::plain(source)?;
        Self::read(&source, names, AutoEscape::Html)
    }

    fn read(source: &str, names: &Names, escape: AutoEscape) -> Result<Self, Broken> {
        tags::check(source)?;
        let mut environment = Environment::empty();
        environment.set_fuel(Some(FUEL));
        environment.set_auto_escape_callback(move |_| escape.clone());
        environment.add_filter("default", fallback);
        environment
            .add_template_owned(NAME, source.to_owned())
            .map_err(|error| broken(&error, source))?;
        let template = Self { environment };
        template.check_names(source, names)?;
        // Filters and tests are looked for only when they run.
        template.render(&names.samples()).map_err(|broken| tags::placed(source, broken))?;
        Ok(template)
    }

    fn check_names(&self, source: &str, names: &Names) -> Result<(), Broken> {
        let template = self.environment.get_template(NAME).map_err(|error| broken(&error, source))?;
        let mut used: Vec<String> = template.undeclared_variables(true).into_iter().collect();
        used.sort_unstable();
        match used.into_iter().find(|name| !names.has(name)) {
            Some(name) => Err(tags::unknown(source, &name)),
            None => Ok(()),
        }
    }

    /// The text for one person.
    pub fn render(&self, values: &Values) -> Result<String, Broken> {
        let context = values.context();
        let text = self
            .environment
            .get_template(NAME)
            .and_then(|template| template.render(context))
            .map_err(|error| broken(&error, ""))?;
        if text.len() > MOST_BYTES {
            return Err(Broken { fault: Fault::TooLong, line: 1, place: String::new(), detail: String::new() });
        }
        Ok(text)
    }
}

/// `value|default("otherwise")`: also where the card has the field and nothing stands in it.
fn fallback(value: Value, otherwise: Option<Value>) -> Value {
    let empty = value.is_undefined() || value.is_none() || value.as_str().is_some_and(|text| text.trim().is_empty());
    if empty { otherwise.unwrap_or_default() } else { value }
}

fn broken(error: &minijinja::Error, source: &str) -> Broken {
    let fault = match error.kind() {
        ErrorKind::OutOfFuel => Fault::TooLong,
        ErrorKind::UnknownFilter | ErrorKind::UnknownTest | ErrorKind::UnknownFunction | ErrorKind::UnknownMethod => {
            Fault::NotAllowed
        }
        _ => Fault::Syntax,
    };
    let line = error.line().unwrap_or(1);
    let place = source.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    let place = match error.range() {
        Some(range) => tags::around(source, range.start),
        None => place.trim().chars().take(80).collect(),
    };
    Broken { fault, line, place, detail: error.detail().unwrap_or_default().to_owned() }
}
