//! Mail without an office: IMAP, SMTP, MIME and the cleaning of HTML.
//!
//! Bytes in, values out. Nothing here knows SQL, requests or clients, and nothing here trusts what it reads:
//! letters and servers are hostile until proven otherwise.

pub mod clean;
pub mod compose;
pub mod error;
pub mod imap;
pub mod letter;
pub mod pictures;
pub mod providers;
pub mod server;
pub mod smtp;
pub mod test;

pub use error::MailError;
pub use server::{Security, Server};
