//! From the greeting to a logged-in SMTP connection.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::commands::{Auth, Ehlo, Starttls};
use lettre::transport::smtp::extension::ClientId;

use super::talk::{Answer, Offers, Talk};
use super::{OnStep, SendError, Step, failed, refused};
use crate::MailError;
use crate::error::login_refused;
use crate::server::dial::dial;
use crate::server::line::{Line, Trust};
use crate::server::{Limits, Security, Server};

/// A greeting that was not one: kept apart from the line's own errors, for it has a code of its own.
struct Refusal {
    answer: Answer,
}

/// Connects, secures and greets; tells the steps.
pub(super) fn open(
    server: &Server,
    password: &str,
    limits: &Limits,
    on: OnStep<'_>,
) -> Result<(Talk, Offers), SendError> {
    let mut reached = None;
    let mut refusal = None;
    let dialed = dial(server, limits, &mut |line, trust| {
        reached = None;
        greet(line, server, limits, trust, &mut reached, &mut refusal)
    });
    let (line, offers) = dialed.map_err(|error| match refusal.take() {
        Some(Refusal { answer }) if matches!(error, MailError::SmtpRefused { .. }) => {
            refused(reached, &answer)
        }
        _ => failed(reached, error),
    })?;
    let secure = line.is_secure();
    let mut talk = Talk { line, limits: limits.clone() };
    tell(on, Step::Connected)?;
    if secure {
        tell(on, Step::Secured)?;
    }
    authenticate(&mut talk, &offers, server, password)?;
    tell(on, Step::LoggedIn)?;
    Ok((talk, offers))
}

/// Tells a step; whoever hears it may end the sending.
pub(super) fn tell(on: OnStep<'_>, step: Step) -> Result<(), SendError> {
    on(step).map_err(|()| failed(Some(step), MailError::Stopped))
}

fn greet(
    line: Line,
    server: &Server,
    limits: &Limits,
    trust: Trust,
    reached: &mut Option<Step>,
    refusal: &mut Option<Refusal>,
) -> Result<(Line, Offers), MailError> {
    let secure_before = line.is_secure();
    let mut talk = Talk { line, limits: limits.clone() };
    let mut good = |answer: Answer| {
        if answer.is_good() {
            return Ok(answer);
        }
        let error = MailError::SmtpRefused { code: answer.code, answer: answer.text() };
        *refusal = Some(Refusal { answer });
        Err(error)
    };
    let greeting = match talk.answer(limits.connect) {
        Err(MailError::Protocol { detail }) => return Err(not_smtp(server, detail)),
        Err(MailError::Timeout { host }) if !secure_before => {
            return Err(provoke(&mut talk, server).unwrap_or(MailError::Timeout { host }));
        }
        other => other?,
    };
    good(greeting)?;
    *reached = Some(Step::Connected);
    let mut offers = hello(&mut talk, &mut good)?;
    if server.security == Security::StartTls {
        if !offers.start_tls {
            return Err(MailError::StartTlsMissing { host: server.host.clone() });
        }
        good(talk.command(Starttls)?)?;
        talk.line = talk.line.secure(server, limits, trust)?;
        // What was offered in clear text may have been forged.
        offers = hello(&mut talk, &mut good)?;
    }
    if talk.line.is_secure() {
        *reached = Some(Step::Secured);
    }
    Ok((talk.line, offers))
}

/// A port that says nothing may be a web server, which speaks when spoken to.
fn provoke(talk: &mut Talk, server: &Server) -> Option<MailError> {
    talk.limits.stall = std::time::Duration::from_secs(2);
    match talk.command("NOOP\r\n\r\n") {
        Err(MailError::Protocol { detail }) => Some(not_smtp(server, detail)),
        _ => None,
    }
}

fn not_smtp(server: &Server, answer: String) -> MailError {
    MailError::NotSmtp { host: server.host.clone(), port: server.port, answer }
}

/// EHLO, or HELO for servers that know no better. The name of this machine is nobody's business.
fn hello(
    talk: &mut Talk,
    good: &mut impl FnMut(Answer) -> Result<Answer, MailError>,
) -> Result<Offers, MailError> {
    let name = ClientId::Ipv4(std::net::Ipv4Addr::LOCALHOST);
    let answer = talk.command(Ehlo::new(name.clone()))?;
    if matches!(answer.code, 500 | 502 | 504) {
        good(talk.command(format_args!("HELO {name}\r\n"))?)?;
        return Ok(Offers::default());
    }
    good(answer).map(|answer| Offers::read(&answer))
}

fn authenticate(talk: &mut Talk, offers: &Offers, server: &Server, password: &str) -> Result<(), SendError> {
    let step = Some(if talk.line.is_secure() { Step::Secured } else { Step::Connected });
    let lost = |error| failed(step, error);
    // A relay in the house that asks for no login.
    if server.user.is_empty() {
        return Ok(());
    }
    let answer = if offers.plain {
        let credentials = Credentials::new(server.user.clone(), password.to_owned());
        let detail =
            |error: lettre::transport::smtp::Error| MailError::Protocol { detail: error.to_string() };
        let auth = Auth::new(Mechanism::Plain, credentials, None).map_err(detail).map_err(lost)?;
        talk.command(auth).map_err(lost)?
    } else if offers.login {
        login(talk, &server.user, password).map_err(lost)?
    } else {
        return Err(lost(MailError::LoginDisabled { host: server.host.clone() }));
    };
    if answer.is_good() {
        return Ok(());
    }
    let mut error = refused(step, &answer);
    // 454 is the server's own trouble; 5xx is about user or password.
    if (500..600).contains(&answer.code) || answer.code == 432 {
        error.error = login_refused(&server.host, &answer.text());
    }
    Err(error)
}

/// AUTH LOGIN: user and password as the answers to two questions, however these are worded.
fn login(talk: &mut Talk, user: &str, password: &str) -> Result<Answer, MailError> {
    let mut answer = talk.command("AUTH LOGIN\r\n")?;
    for word in [user, password] {
        if answer.code != 334 {
            return Ok(answer);
        }
        answer = talk.command(format_args!("{}\r\n", STANDARD.encode(word)))?;
    }
    Ok(answer)
}
