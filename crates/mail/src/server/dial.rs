//! Brings a line up to the point where a login may be sent, and finds out why when it cannot.
//!
//! What differs between IMAP and SMTP (greeting, STARTTLS) is given by the caller as one function.

use std::time::Duration;

use super::certificate;
use super::line::{Line, Trust};
use super::{Limits, Security, Server};
use crate::MailError;
use crate::error::CertificateReason;

/// Reads the greeting and, where the server is set so, turns TLS on by STARTTLS with the given trust.
pub(crate) type Greet<'a, T> = &'a mut dyn FnMut(Line, Trust) -> Result<(Line, T), MailError>;

/// Connects, secures and greets.
pub(crate) fn dial<T>(server: &Server, limits: &Limits, greet: Greet<'_, T>) -> Result<(Line, T), MailError> {
    match attempt(server, limits, Trust::Configured, greet) {
        Err(MailError::Tls { host, port, detail }) => {
            Err(explain_tls(server, limits, greet, &detail).unwrap_or(MailError::Tls { host, port, detail }))
        }
        Err(MailError::Timeout { host }) if server.security != Security::Tls => {
            Err(explain_silence(server, limits).unwrap_or(MailError::Timeout { host }))
        }
        other => other,
    }
}

fn attempt<T>(
    server: &Server,
    limits: &Limits,
    trust: Trust,
    greet: Greet<'_, T>,
) -> Result<(Line, T), MailError> {
    let mut line = Line::connect(server, limits)?;
    if server.security == Security::Tls {
        line = line.secure(server, limits, trust)?;
    }
    let stall = line.set_stall(limits.connect.min(limits.stall));
    let (mut line, greeted) = greet(line, trust)?;
    line.set_stall(stall);
    Ok((line, greeted))
}

/// Looks at the certificate by a second connection on which nothing secret is sent.
fn explain_tls<T>(server: &Server, limits: &Limits, greet: Greet<'_, T>, words: &str) -> Option<MailError> {
    if let Ok((line, _)) = attempt(server, limits, Trust::Any, greet) {
        let der = line.certificate()?;
        let other_host = certificate::names_other_host(words).then_some(CertificateReason::WrongHost);
        return Some(certificate::refusal(&server.host, &der, other_host));
    }
    // No TLS at all there: does the port greet in clear text?
    let mut line = Line::connect(server, limits).ok()?;
    line.wait(Duration::from_secs(2)).ok().filter(|&came| came)?;
    let mut text = Vec::new();
    line.read_line(&mut text, 2000).ok()?;
    (text.starts_with(b"* ") || text.starts_with(b"220"))
        .then(|| MailError::NoTls { host: server.host.clone(), port: server.port })
}

/// A port that says nothing in clear text often waits for TLS.
fn explain_silence(server: &Server, limits: &Limits) -> Option<MailError> {
    let line = Line::connect(server, limits).ok()?;
    let short = Limits { connect: limits.connect.min(Duration::from_secs(5)), ..limits.clone() };
    line.secure(server, &short, Trust::Any).ok()?;
    Some(MailError::TlsExpected { host: server.host.clone(), port: server.port })
}
