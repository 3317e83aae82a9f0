//! Sending: letters of the outbox go out one after another over one connection.

use std::time::Duration;

use deskbell_mail::server::Limits;
use deskbell_mail::smtp::{Failure, Refused, SendError, Sender, Step};
use deskbell_mail::{MailError, Server};
use deskbell_store::Tx;
use serde::Serialize;

use super::{Signal, Woken};
use crate::outbox::{self, Leaving};
use crate::{Error, Office, Result, WireError, mailbox};

/// When a letter is tried again: minutes after each attempt, the last one from then on.
const WAITS: [i64; 7] = [1, 2, 5, 15, 30, 60, 120];
/// Where the server could not be reached, in minutes: nothing is wrong with the letter.
const UNREACHED: i64 = 1;
/// After so many attempts, about four days, a letter has failed.
const MOST_ATTEMPTS: i64 = 50;
/// How long the job sleeps while letters are due that cannot be tried.
const STUCK: i64 = 30_000;

/// What a pass over the outbox did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct SendCounts {
    pub sent: u64,
    pub retry: u64,
    pub failed: u64,
    pub uncertain: u64,
}

/// The job: sends what is due, then sleeps until the next letter is or somebody nudges.
pub fn run(office: &Office, signal: &Signal) {
    loop {
        let seen = signal.nudges();
        match send_due(office, signal) {
            Ok(counts) if counts.sent > 0 => office.nudge(),
            Ok(_) => {}
            Err(error) => log::warn!("outbox: {error}"),
        }
        let next = office.desk().read(outbox::next_at).ok().flatten();
        // What is due and did not go lacks a mailbox or a password: saving either nudges.
        let wait = next
            .map_or(60_000, |at| if at <= office.now() { STUCK } else { (at - office.now()).min(60_000) });
        if signal.wait(seen, Duration::from_millis(wait as u64)) == Woken::Stopped {
            return;
        }
    }
}

/// Sends every letter that is due.
pub fn send_due(office: &Office, signal: &Signal) -> Result<SendCounts> {
    let desk = office.desk();
    // Nothing of this program's is on its way here. What is taken for it was left by a crash, or by a database that
    // could not note how the sending ended.
    if desk.read(outbox::is_stranded)? {
        desk.write(outbox::recover)?;
    }
    let mut counts = SendCounts::default();
    let mut line: Option<Sender> = None;
    while !signal.is_stopped() {
        // Asked before a letter is taken: without a mailbox it stays queued.
        let Some(mailbox) = desk.read(mailbox::get)? else { break };
        if !desk.read(|reader| outbox::is_due(reader, office.now()))? {
            break;
        }
        let password = mailbox::password(&desk)?;
        let Some(leaving) = desk.write(|tx| outbox::take_next(&desk, tx))? else { break };
        let server = Server::from(&mailbox.smtp);
        let outcome = send(office, signal, &server, &password, &leaving, &mut line);
        if outcome.is_err() {
            line = None;
        }
        note(office, signal, &leaving, outcome, &mut counts)?;
    }
    if let Some(sender) = line {
        sender.quit();
    }
    Ok(counts)
}

/// One letter over the kept connection. The database knows that the text is about to go before its first byte does; where the
/// letter is another program's by then, it does not go from here.
fn send(
    office: &Office,
    signal: &Signal,
    server: &Server,
    password: &str,
    leaving: &Leaving,
    line: &mut Option<Sender>,
) -> std::result::Result<Vec<Refused>, SendError> {
    let desk = office.desk();
    let mut on = |step: Step| match step {
        Step::Text if signal.is_stopped() => Err(()),
        Step::Text => desk.write(|tx| outbox::set_handed(tx, leaving)).map_err(|error| {
            log::error!("letter {} is not handed over: {error}", leaving.letter_id);
        }),
        _ => Ok(()),
    };
    if line.is_none() {
        *line = Some(Sender::open(server, password, &Limits::default(), &mut on)?);
    }
    match line {
        Some(sender) => Ok(sender.send(&leaving.from, &leaving.to, &leaving.raw, &mut on)?.refused),
        None => Ok(Vec::new()),
    }
}

/// Notes what became of a letter, unless it is another program's by now: the jobs may have lost the database meanwhile.
fn note(
    office: &Office,
    signal: &Signal,
    leaving: &Leaving,
    outcome: std::result::Result<Vec<Refused>, SendError>,
    counts: &mut SendCounts,
) -> Result<()> {
    office.desk().write(|tx| {
        if outbox::is_taken_by(tx, leaving)? {
            note_own(office, signal, tx, leaving, &outcome, counts)
        } else {
            log::warn!("letter {} is another program's by now", leaving.letter_id);
            Ok(())
        }
    })
}

fn note_own(
    office: &Office,
    signal: &Signal,
    tx: &mut Tx,
    leaving: &Leaving,
    outcome: &std::result::Result<Vec<Refused>, SendError>,
    counts: &mut SendCounts,
) -> Result<()> {
    let id = leaving.letter_id;
    let error = match outcome {
        Ok(refused) if refused.iter().any(|one| one.passing) && leaving.attempts < MOST_ATTEMPTS => {
            counts.retry += 1;
            return outbox::set_partly(tx, id, refused, next_try(office, leaving));
        }
        Ok(refused) => {
            counts.sent += 1;
            return outbox::set_sent(&office.desk(), tx, id, refused);
        }
        Err(error) => error,
    };
    if error.kind == Failure::Uncertain {
        counts.uncertain += 1;
        return outbox::set_uncertain(tx, id);
    }
    let stopped = matches!(error.error, MailError::Stopped);
    if stopped && signal.is_stopped() {
        return outbox::give_back(tx, id);
    }
    let wire: WireError = Error::Mail(error.error.clone()).wire();
    // Otherwise the database could not note that the text was about to go: it is asked again later.
    if stopped || of_the_line(error) {
        counts.retry += 1;
        return outbox::set_unreached(tx, id, &wire, office.now() + UNREACHED * 60_000);
    }
    let gone =
        of_the_letter(error) && (error.kind == Failure::Permanent || leaving.attempts >= MOST_ATTEMPTS);
    if gone {
        counts.failed += 1;
    } else {
        counts.retry += 1;
    }
    outbox::set_failed(tx, id, &wire, (!gone).then(|| next_try(office, leaving)))
}

fn next_try(office: &Office, leaving: &Leaving) -> i64 {
    let index = usize::try_from(leaving.attempts - 1).unwrap_or(0).min(WAITS.len() - 1);
    office.now() + WAITS.get(index).copied().unwrap_or(120) * 60_000
}

/// Whether a failure is about this letter. What fails before the letter's own turn (login, certificate, name of the
/// server) is about the settings, and the letter waits however long it takes; after the login only what Deskbell itself
/// finds wrong with the letter counts.
fn of_the_letter(error: &SendError) -> bool {
    match error.step {
        Some(Step::MailFrom | Step::Recipient | Step::Data | Step::Text | Step::Accepted) => true,
        Some(Step::LoggedIn) => {
            // 552 answers the size that MAIL FROM tells.
            matches!(error.error.code(), "bad_address" | "no_recipient" | "address_not_ascii" | "too_big")
                || error.code == Some(552)
        }
        Some(Step::Connected | Step::Secured) | None => false,
    }
}

/// Whether the server was not reached, or said nothing: that is no attempt at the letter.
fn of_the_line(error: &SendError) -> bool {
    error.code.is_none()
        && matches!(error.step, Some(Step::Connected | Step::Secured) | None)
        && matches!(error.error.code(), "unknown_host" | "refused" | "unreachable" | "timeout" | "cut")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failed(step: Option<Step>, code: Option<u16>, error: MailError) -> SendError {
        SendError { kind: Failure::Permanent, step, error, code, text: String::new() }
    }

    /// M11: what fails before the letter's own turn is about the settings: the letter waits.
    #[test]
    fn m11_only_what_is_wrong_with_the_letter_itself_fails_it() {
        let refused = |code: u16| MailError::SmtpRefused { code, answer: String::new() };
        let address = || "ira@".to_owned();
        for step in [None, Some(Step::Connected), Some(Step::Secured), Some(Step::LoggedIn)] {
            assert!(!of_the_letter(&failed(step, Some(535), refused(535))), "{step:?}");
        }
        for own in [
            MailError::BadAddress { address: address() },
            MailError::AddressNotAscii { address: address() },
            MailError::NoRecipient,
            MailError::TooBig { what: "letter".to_owned(), limit: 1 },
        ] {
            assert!(of_the_letter(&failed(Some(Step::LoggedIn), None, own)));
        }
        assert!(
            of_the_letter(&failed(Some(Step::LoggedIn), Some(552), refused(552))),
            "the size told with MAIL FROM"
        );
        for step in [Step::MailFrom, Step::Recipient, Step::Data, Step::Text] {
            assert!(of_the_letter(&failed(Some(step), Some(550), refused(550))), "{step:?}");
        }
    }
}
