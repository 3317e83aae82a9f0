//! What an import is asked and what it tells.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::find::FoundBy;
use super::target::Target;
use crate::clients::ClientFields;
use crate::error::WireError;
use crate::sheets::Delimiter;
use crate::sheets::read::FileKind;

/// What to do with a row whose client is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(rename = "ImportMode")]
pub enum Mode {
    /// Leave the card as it is.
    Skip,
    /// Fill what is empty on the card, add phones, addresses and tags.
    #[default]
    Complete,
    /// Make a second card.
    Add,
}

impl Mode {
    /// The stored name.
    pub fn code(self) -> &'static str {
        match self {
            Self::Skip => "skip",
            Self::Complete => "complete",
            Self::Add => "add",
        }
    }
}

/// A delimiter as the window names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(rename = "ImportDelimiter")]
pub enum DelimiterName {
    Comma,
    Semicolon,
    Tab,
}

impl From<Delimiter> for DelimiterName {
    fn from(delimiter: Delimiter) -> Self {
        match delimiter {
            Delimiter::Comma => Self::Comma,
            Delimiter::Semicolon => Self::Semicolon,
            Delimiter::Tab => Self::Tab,
        }
    }
}

impl From<DelimiterName> for Delimiter {
    fn from(name: DelimiterName) -> Self {
        match name {
            DelimiterName::Comma => Self::Comma,
            DelimiterName::Semicolon => Self::Semicolon,
            DelimiterName::Tab => Self::Tab,
        }
    }
}

/// A column of an opened file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ImportColumn {
    /// Empty where the table has no titles.
    pub title: String,
    /// Some of its cells that hold something.
    pub samples: Vec<String>,
    /// What it was taken for.
    #[ts(type = "string")]
    pub target: Target,
}

/// An earlier import of the same file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "ImportedBefore")]
pub struct Before {
    pub at: i64,
    pub added: i64,
    pub completed: i64,
}

/// An opened file, and how it is read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ImportFile {
    pub id: i64,
    /// Its name, without the folder.
    pub name: String,
    pub kind: FileKind,
    pub size: i64,
    /// The charset of a text, such as `windows-1251`.
    pub encoding: String,
    pub delimiter: DelimiterName,
    pub sheets: Vec<String>,
    pub sheet: i64,
    /// The line with the titles; 0 where there is none.
    pub header: i64,
    pub columns: Vec<ImportColumn>,
    pub before: Option<Before>,
}

/// How a file is to be read otherwise than it was found; what is absent stays.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(rename = "ImportReadAs", optional_fields = nullable)]
pub struct ReadAs {
    pub id: i64,
    pub encoding: Option<String>,
    pub delimiter: Option<DelimiterName>,
    pub sheet: Option<i64>,
    /// The line with the titles, of those before the content; 0 for none.
    pub header: Option<i64>,
}

/// What a file's columns are and what to do with clients who are there already.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "ImportPlan", optional_fields = nullable)]
pub struct Plan {
    pub id: i64,
    /// What each column is taken for, in the file's order.
    #[ts(type = "Array<string>")]
    pub columns: Vec<Target>,
    pub mode: Mode,
    /// Goes on to the end; otherwise for a moment, to be called again.
    pub whole: Option<bool>,
    /// Begins anew also where the same plan is at work.
    pub again: Option<bool>,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SavedRows {
    pub path: String,
    pub count: i64,
}

/// Whether a file is being checked or taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(rename = "ImportStage")]
pub enum Stage {
    Check,
    Run,
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(rename = "ImportOutcome")]
pub enum Outcome {
    New,
    /// The client's card gets what it lacks.
    Complete,
    /// The client is there, and nothing is to do.
    Same,
    /// An earlier row of the file is the same client.
    Repeated,
    Bad,
}

/// Rows by what became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "ImportCounts")]
pub struct Counts {
    pub total: i64,
    pub added: i64,
    pub completed: i64,
    pub same: i64,
    pub repeated: i64,
    pub bad: i64,
}

/// A row as it would become.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "ImportRow")]
pub struct PreviewRow {
    pub line: i64,
    pub outcome: Outcome,
    /// Absent where the row cannot be read.
    pub fields: Option<ClientFields>,
    /// Phones as people write them.
    pub phones: Vec<String>,
    /// The client who is there already.
    pub client_id: Option<i64>,
    pub client_name: String,
    pub found_by: Option<FoundBy>,
    /// The earlier line that it repeats.
    pub line_of: Option<i64>,
    /// What the card would get.
    pub filled: Vec<String>,
    pub error: Option<WireError>,
}

/// A row that cannot be taken.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "ImportBadRow")]
pub struct BadRow {
    pub line: i64,
    /// What stands in it, to know it by.
    pub text: String,
    pub error: WireError,
}

/// How far a check or a run is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "ImportProgress")]
pub struct Progress {
    pub stage: Stage,
    /// 0 to 1.
    pub done: f64,
    pub ended: bool,
    pub stopped: bool,
    pub counts: Counts,
    /// Of a check: the first rows, and the first of each outcome.
    pub rows: Vec<PreviewRow>,
    pub bad: Vec<BadRow>,
    /// Of a run: what undoes it; absent where nothing was changed.
    pub deed_id: Option<i64>,
}
