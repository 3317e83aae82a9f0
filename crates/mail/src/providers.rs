//! Where the mail of common providers is, so that most people type an address and a password only.

use serde::Serialize;

use crate::server::{Security, Server};

/// What an address suggests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// True when it comes from the table, false when it is a guess.
    pub known: bool,
    pub provider: Option<&'static str>,
    pub imap: Server,
    pub smtp: Server,
    pub help_url: Option<&'static str>,
    pub app_password: bool,
    /// The provider puts a copy of what is sent into Sent itself.
    pub saves_sent: bool,
}

/// Settings for an address.
pub fn suggest(address: &str) -> Suggestion {
    let domain = address.rsplit('@').next().unwrap_or_default().trim().to_lowercase();
    let server = |host: String, port| Server {
        host,
        port,
        security: Security::Tls,
        user: address.trim().to_owned(),
        fingerprint: None,
    };
    Suggestion {
        known: false,
        provider: None,
        imap: server(format!("imap.{domain}"), 993),
        smtp: server(format!("smtp.{domain}"), 465),
        help_url: None,
        app_password: false,
        saves_sent: false,
    }
}
