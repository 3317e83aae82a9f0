//! One letter after another over a logged-in connection.

use std::time::{Duration, Instant};

use lettre::Address;
use lettre::transport::smtp::commands::{Data, Mail, Quit, Rcpt, Rset};
use lettre::transport::smtp::extension::{MailBodyParameter, MailParameter};

use super::open::{open, tell};
use super::talk::{Answer, Offers, Talk};
use super::text::on_the_wire;
use super::{Failure, OnStep, Refused, SendError, Sent, Step, failed, refused};
use crate::MailError;
use crate::server::{Limits, Server};

/// RFC 5321, section 4.5.3.2.6: a server may need that long to store a letter.
const FINAL_ANSWER: Duration = Duration::from_secs(600);

/// So many recipients are named before the answers to them are read: more could fill both ends of the line.
const AHEAD: usize = 100;

/// Bytes a second below which a line is as good as dead.
const SLOWEST: u64 = 4096;

/// A logged-in connection kept for several letters.
pub struct Sender {
    talk: Talk,
    offers: Offers,
    used: bool,
    usable: bool,
    /// Commands that were sent and whose answers are not read yet.
    owed: usize,
    /// A letter was refused after DATA had gone along: that counts as a second error with some servers, which end a line
    /// after so many, so from here on DATA waits for its turn.
    wary: bool,
}

impl Sender {
    /// Connects, secures and logs in.
    pub fn open(
        server: &Server,
        password: &str,
        limits: &Limits,
        on: OnStep<'_>,
    ) -> Result<Sender, SendError> {
        let (talk, offers) = open(server, password, limits, on)?;
        Ok(Sender { talk, offers, used: false, usable: true, owed: 0, wary: false })
    }

    /// Sends one letter; RSET goes first when the connection has been used. `Ok` means that the server took it for at
    /// least one recipient.
    pub fn send(&mut self, from: &str, to: &[String], raw: &[u8], on: OnStep<'_>) -> Result<Sent, SendError> {
        let sent = self.hand_over(from, to, raw, on);
        // A refusal leaves answers to what was sent ahead. A server that waits for text nevertheless would take whatever
        // comes next for it: only a cut line ends that.
        while self.owed > 0 && self.usable {
            self.owed -= 1;
            self.wary |= to.len() == 1;
            let answer = self.talk.answer(self.talk.limits.stall);
            self.usable = answer.is_ok_and(|answer| !matches!(answer.code, 354 | 421));
        }
        self.owed = 0;
        sent
    }

    fn hand_over(
        &mut self,
        from: &str,
        to: &[String],
        raw: &[u8],
        on: OnStep<'_>,
    ) -> Result<Sent, SendError> {
        let at = Some(Step::LoggedIn);
        let (from, to) = self.envelope(from, to).map_err(|error| failed(at, error))?;
        let text = on_the_wire(raw);
        if let Some(limit) = self.offers.size.filter(|&limit| limit > 0 && text.len() as u64 > limit) {
            return Err(failed(at, MailError::TooBig { what: "letter".to_owned(), limit }));
        }
        let utf8 = std::iter::once(&from).chain(&to).any(|address| !AsRef::<str>::as_ref(address).is_ascii());
        let mail = Mail::new(Some(from), self.parameters(utf8, raw.is_ascii(), text.len())).to_string();
        let named: Vec<(String, String)> =
            to.into_iter().map(|to| (to.to_string(), Rcpt::new(to, Vec::new()).to_string())).collect();
        let reset = std::mem::replace(&mut self.used, true).then(|| Rset.to_string());
        let first = named.iter().take(AHEAD).map(|(_, command)| command.as_str());
        // Of several recipients it is known only afterwards whether any was accepted.
        let data = (named.len() == 1 && !self.wary).then(|| Data.to_string());
        let ahead = reset.iter().map(String::as_str).chain([mail.as_str()]).chain(first);
        self.say_ahead(at, ahead.chain(data.as_deref()))?;
        if let Some(reset) = &reset {
            let answer = self.command(at, reset)?;
            self.good(at, &answer)?;
        }
        let answer = self.command(at, &mail)?;
        self.good(at, &answer)?;
        self.tell(on, Step::MailFrom)?;
        let refused = self.recipients(&named, on)?;
        let answer = self.command(Some(Step::Recipient), Data)?;
        if answer.code != 354 {
            return Err(self.bad(Some(Step::Recipient), &answer));
        }
        self.tell(on, Step::Data)?;
        let answer = self.text(&text, on)?;
        // The letter is out: whatever the listener says now changes nothing.
        let _ = on(Step::Accepted);
        Ok(Sent { answer: answer.text(), refused })
    }

    fn envelope(&self, from: &str, to: &[String]) -> Result<(Address, Vec<Address>), MailError> {
        let check = |text: &str| {
            let address: Address =
                text.parse().map_err(|_| MailError::BadAddress { address: text.to_owned() })?;
            if text.chars().any(char::is_control) {
                return Err(MailError::BadAddress { address: text.to_owned() });
            }
            if !text.is_ascii() && !self.offers.utf8 {
                return Err(MailError::AddressNotAscii { address: text.to_owned() });
            }
            Ok(address)
        };
        let from = check(from)?;
        let to = to.iter().map(|address| check(address)).collect::<Result<Vec<_>, _>>()?;
        if to.is_empty() {
            return Err(MailError::NoRecipient);
        }
        Ok((from, to))
    }

    fn parameters(&self, utf8: bool, ascii: bool, size: usize) -> Vec<MailParameter> {
        let mut parameters = Vec::new();
        if self.offers.size.is_some() {
            parameters.push(MailParameter::Size(size));
        }
        if !ascii && self.offers.eight_bit {
            parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        if utf8 {
            parameters.push(MailParameter::SmtpUtfEight);
        }
        parameters
    }

    /// Names every recipient; gives those that were refused while others were accepted.
    fn recipients(&mut self, named: &[(String, String)], on: OnStep<'_>) -> Result<Vec<Refused>, SendError> {
        let mut refusals: Vec<(String, Answer)> = Vec::new();
        let mut accepted = 0_usize;
        for (index, (name, command)) in named.iter().enumerate() {
            if index > 0 && index.is_multiple_of(AHEAD) {
                let next = named.iter().skip(index).take(AHEAD).map(|(_, command)| command.as_str());
                self.say_ahead(Some(Step::MailFrom), next)?;
            }
            let answer = self.command(Some(Step::MailFrom), command)?;
            if answer.is_good() {
                accepted += 1;
                self.tell(on, Step::Recipient)?;
            } else if answer.code == 421 {
                return Err(self.bad(Some(Step::MailFrom), &answer));
            } else {
                refusals.push((name.clone(), answer));
            }
        }
        if accepted == 0
            && let Some((_, first)) = refusals.first()
        {
            // While one of them may be accepted later, the letter is not lost.
            let chosen =
                refusals.iter().map(|(_, answer)| answer).find(|answer| answer.code < 500).unwrap_or(first);
            let mut error = refused(Some(Step::MailFrom), chosen);
            let all: Vec<String> =
                refusals.iter().map(|(name, answer)| format!("{name}: {}", words(answer))).collect();
            error.error = MailError::RecipientsRefused { answer: all.join("; ") };
            return Err(error);
        }
        let told = |(address, answer): (String, Answer)| Refused {
            address,
            answer: words(&answer),
            passing: answer.code < 500,
        };
        Ok(refusals.into_iter().map(told).collect())
    }

    /// From the first byte of text to the answer nobody knows whether the letter is out.
    fn text(&mut self, text: &[u8], on: OnStep<'_>) -> Result<Answer, SendError> {
        if on(Step::Text).is_err() {
            // The server waits for text: only a cut line ends that without a letter.
            self.usable = false;
            self.talk.line.switch().stop();
            return Err(failed(Some(Step::Data), MailError::Stopped));
        }
        let uncertain = |error| SendError {
            kind: Failure::Uncertain,
            step: Some(Step::Text),
            error,
            code: None,
            text: String::new(),
        };
        let upload = self.talk.limits.answer + Duration::from_secs(text.len() as u64 / SLOWEST);
        self.talk.line.set_deadline(Some(Instant::now() + upload));
        let patience = self.talk.limits.final_answer.min(FINAL_ANSWER);
        let answer = self.talk.line.write(text).and_then(|()| self.talk.answer(patience));
        let answer = answer.map_err(|error| {
            self.usable = false;
            uncertain(error)
        })?;
        match answer.code {
            200..300 => Ok(answer),
            400..600 => Err(self.bad(Some(Step::Text), &answer)),
            _ => {
                self.usable = false;
                Err(uncertain(MailError::SmtpRefused { code: answer.code, answer: answer.text() }))
            }
        }
    }

    /// Sends commands in one go where the server takes that: a letter to one person costs two turns of the line instead of five.
    fn say_ahead<'a>(
        &mut self,
        step: Option<Step>,
        commands: impl Iterator<Item = &'a str>,
    ) -> Result<(), SendError> {
        if !self.offers.pipelining {
            return Ok(());
        }
        let commands: Vec<&str> = commands.collect();
        self.owed = commands.len();
        let said = self.talk.say(&commands.concat());
        said.map_err(|error| self.broke(step, error))
    }

    /// The answer to a command, which is sent now unless it was sent ahead.
    fn command(&mut self, step: Option<Step>, command: impl std::fmt::Display) -> Result<Answer, SendError> {
        let answer = if self.owed > 0 {
            self.owed -= 1;
            self.talk.answer(self.talk.limits.stall)
        } else {
            self.talk.command(command)
        };
        answer.map_err(|error| self.broke(step, error))
    }

    /// Nothing was handed over: whatever the line did, the letter can go again.
    fn broke(&mut self, step: Option<Step>, error: MailError) -> SendError {
        self.usable = false;
        SendError { kind: Failure::Temporary, ..failed(step, error) }
    }

    fn good(&mut self, step: Option<Step>, answer: &Answer) -> Result<(), SendError> {
        if answer.is_good() { Ok(()) } else { Err(self.bad(step, answer)) }
    }

    fn bad(&mut self, step: Option<Step>, answer: &Answer) -> SendError {
        // 421: the server closes the line (RFC 5321, section 3.8).
        if answer.code == 421 {
            self.usable = false;
        }
        refused(step, answer)
    }

    fn tell(&mut self, on: OnStep<'_>, step: Step) -> Result<(), SendError> {
        let told = tell(on, step);
        if told.is_err() && step == Step::Data {
            self.usable = false;
            self.talk.line.switch().stop();
        }
        told
    }

    /// Whether another letter can go over this connection.
    pub fn usable(&self) -> bool {
        self.usable
    }

    /// Says goodbye; errors no longer matter.
    pub fn quit(mut self) {
        if self.usable {
            self.talk.limits.stall = Duration::from_secs(2);
            self.talk.limits.answer = Duration::from_secs(2);
            let _ = self.talk.command(Quit);
        }
    }
}

/// Code and words, as a person reads a refusal.
fn words(answer: &Answer) -> String {
    format!("{} {}", answer.code, answer.text())
}
