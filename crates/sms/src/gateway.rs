//! What every gateway is to the office: something that takes messages and says, for each, what became of it.
//!
//! The one rule that everything here serves: nobody gets a message twice, and nobody is told that a message is lost
//! when it may have left. So an outcome tells "nothing was taken" ([`Outcome::Retry`], [`Outcome::Refused`]) strictly
//! apart from "nobody knows" ([`Outcome::Uncertain`]), and what concerns all messages alike (a wrong token, an empty
//! account, no connection) is no outcome of one of them but a halt of the whole ([`Submission::halt`]).

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::SmsError;

/// A message on its way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// Ours: made once for the message and the same at every try, at most 36 of `0-9 a-z -`. A gateway that is
    /// idempotent sends what comes twice under one id once; others hand it back in their reports.
    pub id: String,
    /// E.164 with the plus: `+380501234567`.
    pub to: String,
    /// A name that is registered with the provider, a number, or empty for the gateway's own.
    pub sender: String,
    pub text: String,
}

/// What became of one message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The gateway took it.
    Accepted {
        /// The gateway's name for it, by which its state is asked; empty where it gives none.
        gateway_id: String,
    },
    /// The gateway did not take it and will not.
    Refused {
        why: Refusal,
        /// The gateway's own code, such as `305`; empty where it gave none.
        code: String,
        /// The gateway's own words, unchanged.
        words: String,
        /// The same message is useless to try again, even by hand.
        permanent: bool,
    },
    /// Nothing was taken; it may be tried again.
    Retry {
        /// No sooner than after this time; `None` where the gateway named none.
        after: Option<Duration>,
        words: String,
    },
    /// The line broke or stood still after the first byte of the request had left, or the answer could not be
    /// understood: it may be out. To be submitted again by itself only where the gateway is idempotent.
    Uncertain { words: String },
}

/// Why a gateway refused one message, as far as its answer tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// No such number, or one that the gateway does not serve.
    BadNumber,
    /// The person opted out at the gateway, or stands on its stop list.
    OptedOut,
    /// The text is too long, empty or not allowed.
    Text,
    /// The sender is not allowed for this recipient.
    Sender,
    /// The gateway has had this message already.
    Duplicate,
    /// Anything else: the gateway's words say it.
    Other,
}

impl Refusal {
    /// The word under which it is stored and translated.
    pub fn code(self) -> &'static str {
        match self {
            Self::BadNumber => "bad_number",
            Self::OptedOut => "opted_out",
            Self::Text => "text",
            Self::Sender => "sender",
            Self::Duplicate => "duplicate",
            Self::Other => "other",
        }
    }
}

/// The answer to a submission.
#[derive(Debug)]
pub struct Submission {
    /// One for each message, in the order of the batch. After a halt those that were not tried are
    /// [`Outcome::Retry`].
    pub outcomes: Vec<Outcome>,
    /// Why going on is useless before somebody or something changes; [`SmsError::passing`] tells which.
    pub halt: Option<SmsError>,
}

impl Submission {
    /// Nothing of the batch was taken, for a reason that concerns all of it.
    pub fn halted(batch: &[Outgoing], halt: SmsError) -> Self {
        let untried = Outcome::Retry { after: None, words: halt.to_string() };
        Self { outcomes: vec![untried; batch.len()], halt: Some(halt) }
    }
}

/// A message whose state is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submitted {
    /// Ours.
    pub id: String,
    /// The gateway's; empty where it gave none.
    pub gateway_id: String,
    /// E.164 with the plus.
    pub to: String,
}

/// Where a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Taken by the gateway, not yet handed on.
    Queued,
    /// Handed on to the operator.
    Sent,
    /// On the phone.
    Delivered,
    /// It will not get there.
    Undelivered,
    /// The phone was not found in time.
    Expired,
    /// Refused after it had been taken.
    Rejected,
    /// The gateway says nothing that we know.
    Unknown,
}

impl State {
    /// The word under which it is stored and translated.
    pub fn code(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sent => "sent",
            Self::Delivered => "delivered",
            Self::Undelivered => "undelivered",
            Self::Expired => "expired",
            Self::Rejected => "rejected",
            Self::Unknown => "unknown",
        }
    }

    /// Whether nothing more is to be expected, so that asking may stop.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Delivered | Self::Undelivered | Self::Expired | Self::Rejected)
    }
}

/// What a gateway says of a message that it took. It names the message by our id or by its own, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub id: Option<String>,
    pub gateway_id: Option<String>,
    pub state: State,
    /// Unix milliseconds, where the gateway tells.
    pub at: Option<i64>,
    /// The gateway's own code or words, such as `UNDELIV` or `err:034`; empty where the state says all.
    pub words: String,
}

/// An SMS that somebody sent to the office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    /// Tells this message from the same text sent again; empty where the gateway gives nothing to tell by.
    pub gateway_id: String,
    /// As the gateway writes it: with or without the plus, or a name.
    pub from: String,
    /// The office's number or name it was sent to; empty where the gateway does not tell.
    pub to: String,
    pub text: String,
    /// Unix milliseconds, where the gateway tells.
    pub at: Option<i64>,
}

/// Where a part belongs in its whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joint {
    pub reference: u16,
    pub count: u8,
    /// From 1 to `count`.
    pub number: u8,
}

/// What comes from a gateway by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    Report(Report),
    Incoming(Incoming),
    /// A part of an SMS: whoever takes it joins them. A centre sends the next only when this one is acknowledged.
    Part {
        incoming: Incoming,
        joint: Joint,
    },
}

/// How delivery becomes known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    /// By [`Gateway::poll`].
    Poll,
    /// The gateway calls an address of the office.
    Callback,
    /// By [`Gateway::receive`].
    Receive,
    /// Not at all: accepted is the last word.
    None,
}

/// What a gateway can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// So many messages at most in one [`Gateway::submit`]; at least 1.
    pub batch: usize,
    /// The least time from one submission to the next.
    pub apart: Duration,
    /// A message submitted again under the same id is not sent again.
    pub idempotent: bool,
    pub delivery: Delivery,
    /// SMS to the office come by [`Gateway::receive`] or by callback.
    pub receives: bool,
    /// A name may be the sender.
    pub alpha_sender: bool,
    /// Texts outside the GSM alphabet pass.
    pub unicode: bool,
}

/// Money of an account, in ten-thousandths of its currency's unit or in messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Balance {
    /// Ten-thousandths: 12.50 is 125,000.
    pub amount: i64,
    /// Three letters; empty where the gateway counts messages or does not tell.
    pub currency: String,
}

/// A test that went well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tested {
    pub balance: Option<Balance>,
    /// The other side's own words or name, for people who can read them.
    pub words: String,
}

/// Given each piece of news; an error means that it could not be kept, and the gateway is not told that we have it.
pub type Take<'a> = &'a mut dyn FnMut(&News) -> Result<(), ()>;

/// A way to send SMS. One value is one account; it is used by one thread at a time.
pub trait Gateway: Send {
    fn capabilities(&self) -> Capabilities;

    /// Hands messages over. Never fails as a whole without saying what became of each. A batch longer than
    /// [`Capabilities::batch`] is handed over piece by piece.
    fn submit(&mut self, batch: &[Outgoing]) -> Submission;

    /// Asks where messages are. Those that the gateway does not name are absent from the answer.
    fn poll(&mut self, sent: &[Submitted]) -> Result<Vec<Report>, SmsError>;

    /// Takes what came by itself, waiting for it at most so long; gives how many were taken. What could not be kept
    /// comes again.
    fn receive(&mut self, wait: Duration, take: Take<'_>) -> Result<usize, SmsError>;

    /// What is left on the account; `None` where the gateway does not tell.
    fn balance(&mut self) -> Result<Option<Balance>, SmsError>;

    /// Really logs in, or asks something that only somebody logged in may; sends nothing.
    fn test(&mut self) -> Result<Tested, SmsError>;

    /// Gives up its line, if it holds one, until it is needed again.
    fn rest(&mut self) {}

    /// Ends whatever it does, from another thread.
    fn stopper(&self) -> Stopper;
}

type Cut = dyn Fn() + Send + Sync;

/// Ends a gateway's talk from another thread: what is under way ends at once, what comes after fails with `stopped`.
#[derive(Clone)]
pub struct Stopper {
    stopped: Arc<AtomicBool>,
    cut: Arc<Cut>,
}

impl Stopper {
    /// A stopper that calls `cut` to break the line.
    pub fn new(cut: impl Fn() + Send + Sync + 'static) -> Self {
        Self { stopped: Arc::default(), cut: Arc::new(cut) }
    }

    /// Stops for good.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::SeqCst);
        (self.cut)();
    }

    /// Whether it was stopped.
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::SeqCst)
    }

    /// Waits so long, or until it is stopped.
    pub fn pause(&self, time: Duration) {
        let until = Instant::now() + time;
        while !self.is_stopped() {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return;
            }
            std::thread::sleep(left.min(Duration::from_millis(50)));
        }
    }

    /// The error `stopped` where it was.
    pub fn check(&self) -> Result<(), SmsError> {
        if self.is_stopped() { Err(SmsError::Stopped) } else { Ok(()) }
    }
}

impl Default for Stopper {
    fn default() -> Self {
        Self::new(|| {})
    }
}

impl fmt::Debug for Stopper {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Stopper").field("stopped", &self.is_stopped()).finish_non_exhaustive()
    }
}
