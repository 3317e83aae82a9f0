//! What a column of a file is taken for.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What a column is taken for. On the wire and in the database a word; a field of the office's own is `own:12`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Target {
    #[default]
    Ignored,
    Name,
    FirstName,
    LastName,
    Patronymic,
    /// The client's name where no person is named; a note otherwise.
    Company,
    Kind,
    Phone,
    Email,
    City,
    Address,
    Interests,
    Tags,
    Discount,
    Terms,
    Notes,
    /// By name or login.
    Manager,
    Language,
    Birthday,
    ConsentEmail,
    ConsentSms,
    DoNotWrite,
    /// A field of the office's own.
    Own(i64),
    /// Lines of `name: value`, each a field of the office's own: as our vCards have them.
    OwnLines,
}

const WORDS: [(Target, &str); 23] = [
    (Target::Ignored, "ignored"),
    (Target::Name, "name"),
    (Target::FirstName, "first_name"),
    (Target::LastName, "last_name"),
    (Target::Patronymic, "patronymic"),
    (Target::Company, "company"),
    (Target::Kind, "kind"),
    (Target::Phone, "phone"),
    (Target::Email, "email"),
    (Target::City, "city"),
    (Target::Address, "address"),
    (Target::Interests, "interests"),
    (Target::Tags, "tags"),
    (Target::Discount, "discount"),
    (Target::Terms, "terms"),
    (Target::Notes, "notes"),
    (Target::Manager, "manager"),
    (Target::Language, "language"),
    (Target::Birthday, "birthday"),
    (Target::ConsentEmail, "consent_email"),
    (Target::ConsentSms, "consent_sms"),
    (Target::DoNotWrite, "do_not_write"),
    (Target::OwnLines, "own_lines"),
];

impl Target {
    /// Whether several columns may be taken for it: their contents stand together on the card.
    pub fn takes_many(self) -> bool {
        matches!(
            self,
            Self::Ignored
                | Self::Phone
                | Self::Email
                | Self::City
                | Self::Address
                | Self::Interests
                | Self::Tags
                | Self::Notes
                | Self::Terms
        )
    }

    /// Whether a client can be made of such columns alone.
    pub fn names_a_client(self) -> bool {
        matches!(
            self,
            Self::Name | Self::FirstName | Self::LastName | Self::Company | Self::Phone | Self::Email
        )
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Own(id) => write!(f, "own:{id}"),
            other => f.write_str(
                WORDS.iter().find(|(known, _)| known == other).map_or("ignored", |(_, word)| *word),
            ),
        }
    }
}

impl FromStr for Target {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if let Some(id) = text.strip_prefix("own:") {
            return id.parse().map(Self::Own).map_err(|_| format!("no such column: {text}"));
        }
        WORDS
            .iter()
            .find(|(_, word)| *word == text)
            .map(|(known, _)| *known)
            .ok_or_else(|| format!("no such column: {text}"))
    }
}

impl TryFrom<String> for Target {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Target> for String {
    fn from(target: Target) -> Self {
        target.to_string()
    }
}
