//! From the greeting to a logged-in session: STARTTLS, capabilities, the login itself, ID.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::scan::{self, Kind};
use super::tap::{Tap, lock};
use super::wire::Wire;
use crate::MailError;
use crate::error::login_refused;
use crate::server::dial::dial;
use crate::server::line::{Line, Trust};
use crate::server::{Limits, Security, Server};

/// Before the login nothing sensible is longer.
const GREETING: usize = 16 * 1024;

/// A logged-in crate session, its shared line, and what the server can.
pub(super) struct LoggedIn {
    pub(super) crate_session: imap::Session<Tap>,
    pub(super) wire: Arc<Mutex<Wire>>,
    pub(super) capabilities: BTreeSet<String>,
}

/// Connects and logs in.
pub(super) fn login(server: &Server, password: &str, limits: &Limits) -> Result<LoggedIn, MailError> {
    let (line, _) =
        dial(server, limits, &mut |line, trust| greet(line, server, limits, trust).map(|line| (line, ())))?;
    let mut wire = Wire::new(line, limits.clone());
    let before = capabilities(&mut wire)?;
    let wire = Arc::new(Mutex::new(wire));
    let client = imap::Client::new(Tap(Arc::clone(&wire)));
    let crate_session = authenticate(client, &wire, server, password, &before)?;
    let mut capabilities = capabilities(&mut lock(&wire))?;
    if capabilities.contains("ID") {
        identify(&mut lock(&wire))?;
    }
    // iCloud offers QRESYNC and gets it wrong.
    if server.host.ends_with(".me.com") || server.host.ends_with(".icloud.com") {
        capabilities.remove("QRESYNC");
    }
    Ok(LoggedIn { crate_session, wire, capabilities })
}

/// Reads the greeting and, where the server is set so, does STARTTLS.
fn greet(mut line: Line, server: &Server, limits: &Limits, trust: Trust) -> Result<Line, MailError> {
    line.set_deadline(Some(Instant::now() + limits.connect));
    let mut text = Vec::new();
    match line.read_line(&mut text, GREETING) {
        Err(MailError::Timeout { host }) if !line.is_secure() => {
            return Err(provoke(&mut line, server).unwrap_or(MailError::Timeout { host }));
        }
        other => other?,
    }
    match scan::kind(&text) {
        Kind::Status("OK", _) => {}
        Kind::Status("BYE", said) => return Err(MailError::Bye { answer: scan::lossy(said) }),
        // Somebody is logged in already, but not by us: STARTTLS and our password would be skipped.
        Kind::Status("PREAUTH", said) => {
            return Err(MailError::Protocol { detail: format!("PREAUTH {}", scan::lossy(said)) });
        }
        _ => return Err(not_imap(server, &text)),
    }
    if server.security == Security::StartTls {
        line = start_tls(line, server, limits, trust)?;
    }
    line.set_deadline(None);
    Ok(line)
}

/// A port that says nothing may be a web server, which speaks when spoken to.
fn provoke(line: &mut Line, server: &Server) -> Option<MailError> {
    line.set_deadline(Some(Instant::now() + Duration::from_secs(2)));
    line.write(b"d0 NOOP\r\n\r\n").ok()?;
    let mut text = Vec::new();
    line.read_line(&mut text, GREETING).ok()?;
    Some(not_imap(server, &text))
}

fn not_imap(server: &Server, text: &[u8]) -> MailError {
    MailError::NotImap { host: server.host.clone(), port: server.port, answer: scan::lossy(text) }
}

fn start_tls(line: Line, server: &Server, limits: &Limits, trust: Trust) -> Result<Line, MailError> {
    let mut wire = Wire::new(line, limits.clone());
    if !capabilities(&mut wire)?.contains("STARTTLS") {
        return Err(MailError::StartTlsMissing { host: server.host.clone() });
    }
    match wire.run("STARTTLS", &mut |_| {}) {
        Err(MailError::Command { .. }) => {
            return Err(MailError::StartTlsMissing { host: server.host.clone() });
        }
        other => other?,
    }
    // What was said in clear text is forgotten with the wire; what has arrived already is refused.
    wire.line.secure(server, limits, trust)
}

fn capabilities(wire: &mut Wire) -> Result<BTreeSet<String>, MailError> {
    let mut found = BTreeSet::new();
    wire.run("CAPABILITY", &mut |data| {
        let (name, list) = scan::word(data);
        if name.eq_ignore_ascii_case(b"CAPABILITY") {
            found.extend(
                String::from_utf8_lossy(list).split_ascii_whitespace().take(500).map(str::to_ascii_uppercase),
            );
        }
    })?;
    Ok(found)
}

/// SASL PLAIN (RFC 4616): takes any UTF-8.
struct Plain<'a> {
    user: &'a str,
    password: &'a str,
}

impl imap::Authenticator for Plain<'_> {
    type Response = String;

    fn process(&self, _challenge: &[u8]) -> String {
        format!("\0{}\0{}", self.user, self.password)
    }
}

fn authenticate(
    client: imap::Client<Tap>,
    wire: &Arc<Mutex<Wire>>,
    server: &Server,
    password: &str,
    capabilities: &BTreeSet<String>,
) -> Result<imap::Session<Tap>, MailError> {
    let plain = Plain { user: &server.user, password };
    let nul = server.user.contains('\0') || password.contains('\0');
    let result = if capabilities.contains("AUTH=PLAIN") && !nul {
        if capabilities.contains("SASL-IR") {
            use base64::Engine;
            let response =
                base64::engine::general_purpose::STANDARD.encode(imap::Authenticator::process(&plain, &[]));
            client.authenticate(format!("PLAIN {response}"), &plain)
        } else {
            client.authenticate("PLAIN", &plain)
        }
    } else if capabilities.contains("LOGINDISABLED") {
        return Err(MailError::LoginDisabled { host: server.host.clone() });
    } else {
        client.login(&server.user, password)
    };
    result.map_err(|(error, _)| {
        let wire = lock(wire);
        match (&wire.failure, error) {
            // A goodbye instead of an answer carries the reason, such as too many connections.
            (Some(MailError::Bye { answer }), _) if !answer.is_empty() => {
                match login_refused(&server.host, answer) {
                    MailError::WrongPassword { answer } => MailError::Bye { answer },
                    told => told,
                }
            }
            (Some(failure), _) => failure.clone(),
            (None, imap::Error::No(_) | imap::Error::Bad(_)) => login_refused(&server.host, &wire.said),
            (None, imap::Error::Validate(_)) => login_refused(&server.host, ""),
            (None, _) => MailError::Protocol { detail: "login".to_owned() },
        }
    })
}

/// Some providers (163.com) refuse to open a folder for nameless programs (RFC 2971).
fn identify(wire: &mut Wire) -> Result<(), MailError> {
    let version = env!("CARGO_PKG_VERSION");
    match wire.run(&format!("ID (\"name\" \"Deskbell\" \"version\" \"{version}\")"), &mut |_| {}) {
        Err(MailError::Command { .. }) => Ok(()),
        other => other,
    }
}
