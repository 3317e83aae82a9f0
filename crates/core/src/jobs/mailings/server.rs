//! What a mail server's refusal means: for the letter, for its address, for the whole mailing.

use deskbell_mail::smtp::{Failure, SendError, Step};

use crate::Error;
use crate::mailings::work::Outcome;

/// Whether a failure is about this letter. What fails before its turn, and a server that closes the line (421), is about
/// all of them.
pub fn is_of_the_letter(error: &SendError) -> bool {
    if error.kind == Failure::Uncertain {
        return true;
    }
    if error.code == Some(421) {
        return false;
    }
    match error.step {
        Some(Step::MailFrom | Step::Recipient | Step::Data | Step::Text | Step::Accepted) => {
            // A line that broke before the text went out said nothing of the letter.
            error.code.is_some()
        }
        Some(Step::LoggedIn) => {
            matches!(error.error.code(), "bad_address" | "no_recipient" | "address_not_ascii" | "too_big")
                || error.code.is_some()
        }
        Some(Step::Connected | Step::Secured) | None => false,
    }
}

/// What became of a letter that the server would not have.
pub fn outcome(error: &SendError) -> Outcome {
    let wire = Error::Mail(error.error.clone()).wire();
    let answer = match error.code {
        Some(code) => format!("{code} {}", error.text),
        None => error.text.clone(),
    };
    match error.kind {
        Failure::Uncertain => Outcome::Uncertain { error: Error::Uncertain.wire(), answer: String::new() },
        Failure::Permanent => Outcome::Refused { dead: is_dead(&answer), error: wire, answer },
        Failure::Temporary => Outcome::Later { error: wire, answer, not_before: None },
    }
}

/// Whether an answer says that the address itself is of no use.
fn is_dead(answer: &str) -> bool {
    deskbell_mail::letter::is_no_such_address(answer)
}

/// Whether refusals like this, one after another, tell that something is wrong with the sending itself.
pub fn counts_against_the_mailing(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Refused { dead, .. } => !dead,
        Outcome::Later { .. } | Outcome::Uncertain { .. } => true,
        Outcome::Accepted(_) | Outcome::Again { .. } | Outcome::OptedOut { .. } | Outcome::Untried => false,
    }
}

#[cfg(test)]
mod tests {
    use deskbell_mail::MailError;

    use super::*;

    fn refused(step: Step, code: u16, text: &str) -> SendError {
        SendError {
            kind: if code >= 500 { Failure::Permanent } else { Failure::Temporary },
            step: Some(step),
            error: MailError::SmtpRefused { code, answer: text.to_owned() },
            code: Some(code),
            text: text.to_owned(),
        }
    }

    /// S5: a dead address is told from a refused letter, and a full mailbox from both.
    #[test]
    fn s5_what_a_servers_refusal_means() {
        for (code, text, dead) in [
            (550, "5.1.1 <x@y.example>: Recipient address rejected: User unknown", Some(true)),
            (550, "No such user here", Some(true)),
            (554, "5.7.1 Message refused as spam", Some(false)),
            (550, "5.7.26 Unauthenticated email is not accepted", Some(false)),
            (552, "5.2.2 Mailbox full", Some(false)),
            (450, "4.2.0 Greylisted, try again", None),
        ] {
            let error = refused(Step::MailFrom, code, text);
            assert!(is_of_the_letter(&error), "{text}");
            match (outcome(&error), dead) {
                (Outcome::Refused { dead, .. }, Some(expected)) => assert_eq!(dead, expected, "{text}"),
                (Outcome::Later { .. }, None) => {}
                (other, _) => panic!("{text}: {other:?}"),
            }
        }
    }

    /// S4: what is wrong with the line leaves the letter where it is.
    #[test]
    fn s4_a_broken_line_is_no_failure_of_the_letter() {
        let broken = |step: Option<Step>| SendError {
            kind: Failure::Temporary,
            step,
            error: MailError::Cut { host: "x".to_owned() },
            code: None,
            text: String::new(),
        };
        for step in
            [None, Some(Step::Connected), Some(Step::LoggedIn), Some(Step::MailFrom), Some(Step::Data)]
        {
            assert!(!is_of_the_letter(&broken(step)), "{step:?}");
        }
        assert!(!is_of_the_letter(&refused(Step::LoggedIn, 421, "4.7.0 too many messages")));
        let uncertain = SendError { kind: Failure::Uncertain, ..broken(Some(Step::Text)) };
        assert!(is_of_the_letter(&uncertain));
        assert!(matches!(outcome(&uncertain), Outcome::Uncertain { .. }));
    }
}
