//! Which kinds of gateways there are, what each needs to be told, and how one is opened.

use crate::gammu::GammuGateway;
use crate::http::{Bounds, Field, HttpGateway, Template, Values};
use crate::smpp::{self, SmppGateway};
use crate::{Gateway, SmsError};

/// A gateway that is no matter of HTTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A message centre that speaks SMPP 3.4.
    Smpp,
    /// A modem behind gammu-smsd.
    Gammu,
}

impl Kind {
    /// The stored name.
    pub fn code(self) -> &'static str {
        match self {
            Self::Smpp => "smpp",
            Self::Gammu => "gammu",
        }
    }

    /// The kind of a stored name.
    pub fn of_code(code: &str) -> Option<Self> {
        [Self::Smpp, Self::Gammu].into_iter().find(|kind| kind.code() == code)
    }

    /// Its proper name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Smpp => "SMPP 3.4",
            Self::Gammu => "gammu-smsd",
        }
    }

    /// What is to be filled in.
    pub fn fields(self) -> Vec<Field> {
        let field = |key: &str, value: &str, secret: bool, optional: bool| Field {
            key: key.to_owned(),
            label: String::new(),
            secret,
            optional,
            value: value.to_owned(),
        };
        match self {
            Self::Smpp => vec![
                field("host", "", false, false),
                field("port", "2775", false, false),
                field("login", "", false, false),
                field("password", "", true, false),
                field("system_type", "", false, true),
            ],
            Self::Gammu => vec![
                field("database", "", false, false),
                field("login", "", false, true),
                field("password", "", true, true),
            ],
        }
    }
}

/// What a gateway is opened by.
pub enum Setup {
    /// By a template; `callback` is the office's address for its calls, empty where none is open.
    Http {
        template: Box<Template>,
        callback: String,
    },
    Other(Kind),
}

/// Opens a gateway. Nothing is said to the other side yet.
pub fn open(setup: Setup, fields: &Values) -> Result<Box<dyn Gateway>, SmsError> {
    Ok(match setup {
        Setup::Http { template, callback } => {
            Box::new(HttpGateway::new(*template, fields, &callback, Bounds::default())?)
        }
        Setup::Other(Kind::Smpp) => Box::new(SmppGateway::new(fields, smpp::Bounds::default())?),
        Setup::Other(Kind::Gammu) => Box::new(GammuGateway::new(fields)?),
    })
}
