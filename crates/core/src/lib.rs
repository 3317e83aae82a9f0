//! The office: one module per noun, each with its own functions and its own SQL.
//!
//! Nothing here knows a window, a command line or a wire; whatever needs the outside world gets it from [`Office`].

pub mod activity;
mod beside;
pub mod callbacks;
pub mod categories;
pub mod clients;
pub mod clock;
mod conditions;
pub mod contacts;
pub mod deeds;
pub mod drafts;
pub mod duplicates;
pub mod employees;
pub mod error;
pub mod gateways;
pub mod imports;
pub mod interests;
pub mod jobs;
pub mod letters;
pub mod logins;
pub mod mailbox;
pub mod mailings;
pub mod notices;
pub mod office;
mod opened;
pub mod outbox;
pub mod period;
pub mod phones;
mod previews;
pub mod reminders;
pub mod requests;
pub mod roles;
pub mod sample;
pub mod secrets;
pub mod seed;
pub mod settings;
pub mod sheets;
pub mod sms;
pub mod templates;
pub mod views;
pub mod words;
pub mod works;
pub mod zone;

pub use clock::Clock;
pub use error::{Error, WireError};
pub use office::Office;

/// The outcome of whatever the office does.
pub type Result<T> = std::result::Result<T, Error>;
