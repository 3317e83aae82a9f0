//! SMS of mailings, as many together as the office's gateway takes, in turn from the mailings that are on their way.
//!
//! A batch is committed as `submitting` before its first byte leaves, and what the gateway said of it is noted along with
//! the taking of the next. What concerns all SMS alike (no money, a wrong key) pauses the mailings with the reason; what
//! passes by itself (429, no connection) is waited out.

mod answers;
mod turns;

use std::collections::HashMap;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use deskbell_sms::{Capabilities, Gateway, Outgoing, SmsError, Stopper, Submission};

use super::progress::Meter;
use super::{BACKOFF, Pass, Signal, Waiting, pause_all};
use crate::jobs::mailings::pace::Next;
use crate::mailings::message::Way;
use crate::mailings::sms::{Made, Texts};
use crate::mailings::work::{self, Running, Settled};
use crate::mailings::{Mailing, sending};
use crate::{Error, Office, Result, gateways};

/// How often is looked whether the jobs end or a mailing's time has come.
const LOOK: Duration = Duration::from_millis(300);
/// A gateway is kept open for an SMS that is due within so many milliseconds.
const KEPT: i64 = 20_000;
/// What is on its way when the program ends gets so long for its answer.
const PARTING: Duration = Duration::from_secs(7);
/// So many SMS at most are on their way at once where each has a text of its own: of a program that is killed nobody knows
/// which of them left.
const PERSONAL: usize = 10;
/// The same where all are alike.
const ALIKE: usize = 100;

/// What is remembered from pass to pass.
#[derive(Default)]
pub struct Mood {
    /// Passing failures of the gateway one after another.
    failures: usize,
    /// Refusals and unclear answers one after another, of each mailing.
    unlucky: HashMap<i64, i64>,
}

/// Sends what is due, until nothing is or the gateway fails.
pub fn pass(office: &Office, signal: &Signal, mood: &mut Mood) -> Result<Pass> {
    let desk = office.desk();
    let (waiting, chosen) = desk.read(|reader| {
        let mut waiting = false;
        for running in work::running(reader)? {
            waiting |= work::due_at(reader, running.id, Way::Sms)?.is_some();
        }
        let chosen = gateways::chosen(reader)?;
        Ok::<_, Error>((waiting, chosen.map(|id| gateways::get(reader, id)).transpose()?))
    })?;
    if !waiting {
        return turns::end_finished(office).map(|()| Pass::default());
    }
    let Some(account) = chosen else {
        pause_all(&desk, Way::Sms, &Error::NoGateway)?;
        return Ok(Pass::default());
    };
    let gateway = match gateways::open(&desk, account.id) {
        Ok(gateway) => gateway,
        Err(error) => {
            pause_all(&desk, Way::Sms, &error)?;
            return Ok(Pass::default());
        }
    };
    let mut sending = Sending {
        office,
        signal,
        mood,
        can: gateway.capabilities(),
        gateway,
        account,
        open: HashMap::new(),
        settled: Vec::new(),
        meter: Meter::default(),
        pass: Pass::default(),
        not_before: None,
        ended: false,
        turn: 0,
    };
    let outcome = sending.work();
    // Whatever happened: what is known of what was on its way is noted.
    let noted = sending.note();
    outcome.and(noted).map(|()| sending.pass)
}

/// A mailing that is being sent, with what its SMS share.
struct Open {
    running: Running,
    mailing: Mailing,
    texts: Texts,
    last: Option<i64>,
}

struct Sending<'a> {
    office: &'a Office,
    signal: &'a Signal,
    mood: &'a mut Mood,
    gateway: Box<dyn Gateway>,
    can: Capabilities,
    account: gateways::Gateway,
    open: HashMap<i64, Open>,
    /// What is known of SMS and not yet noted.
    settled: Vec<Settled>,
    meter: Meter,
    pass: Pass,
    /// The gateway's rate: the next submission is not earlier.
    not_before: Option<Instant>,
    /// Nothing more is begun in this pass.
    ended: bool,
    turn: usize,
}

impl Sending<'_> {
    fn work(&mut self) -> Result<()> {
        while !self.ended && !self.signal.is_stopped() {
            match self.next()? {
                Next::Now(id) => self.send(id)?,
                Next::Later(at) => {
                    self.note()?;
                    let wait = at - self.office.now();
                    if wait > KEPT {
                        self.pass.until = Some(at);
                        return Ok(());
                    }
                    let wait = Duration::from_millis(wait.max(1) as u64).min(LOOK);
                    self.signal.wait(self.signal.nudges(), wait);
                }
                Next::Never => return Ok(()),
            }
        }
        Ok(())
    }

    /// Takes a mailing's next SMS and hands them over.
    fn send(&mut self, id: i64) -> Result<()> {
        if !self.opened(id)? {
            return self.note();
        }
        let batch = self.take(id)?;
        self.meter.tell(self.office, id, None, None)?;
        if batch.is_empty() {
            return Ok(());
        }
        if let Some(at) = self.not_before {
            // The gateway's own rate is shorter than anybody waits for.
            std::thread::sleep(at.saturating_duration_since(Instant::now()));
        }
        let outgoing: Vec<Outgoing> = batch.iter().map(|one| one.outgoing.clone()).collect();
        let submission = submit(self.gateway.as_mut(), self.signal, &outgoing);
        self.not_before = Some(Instant::now() + self.can.apart);
        self.hear(id, batch, submission)
    }

    /// Notes what is known.
    fn note(&mut self) -> Result<()> {
        if self.settled.is_empty() {
            return Ok(());
        }
        let desk = self.office.desk();
        desk.write(|tx| work::settle(&desk, tx, &self.settled))?;
        self.settled.clear();
        Ok(())
    }

    /// Waits for the gateway: nothing more is begun until then.
    fn back_off(&mut self, error: &SmsError, after: Option<Duration>) -> Result<()> {
        self.ended = true;
        if *error == SmsError::Stopped {
            return Ok(());
        }
        log::warn!("SMS: {error}");
        let step = self.mood.failures.min(BACKOFF.len() - 1);
        self.mood.failures += 1;
        let wait = BACKOFF.get(step).copied().unwrap_or(300) * 1000;
        let asked = after.map_or(0, |after| i64::try_from(after.as_millis()).unwrap_or(i64::MAX / 2));
        let until = self.office.now() + wait.max(asked);
        self.pass.until = Some(until);
        let wire = Error::Sms(error.clone()).wire();
        let open: Vec<i64> = self.open.keys().copied().collect();
        for id in open {
            self.meter.tell(self.office, id, Some((until, Waiting::Server)), Some(wire.clone()))?;
        }
        Ok(())
    }
}

/// An SMS that the database knows as `submitting`.
struct Flying {
    id: i64,
    attempts: i64,
    made: Made,
    outgoing: Outgoing,
}

/// Hands SMS over. When the program ends meanwhile, the gateway has a few seconds for its answer.
fn submit(gateway: &mut dyn Gateway, signal: &Signal, batch: &[Outgoing]) -> Submission {
    let stopper = gateway.stopper();
    std::thread::scope(|scope| {
        let (done, over) = channel::<()>();
        let watching = std::thread::Builder::new().name("sms-watch".to_owned());
        if let Err(error) = watching.spawn_scoped(scope, move || watch(signal, &over, &stopper)) {
            log::warn!("nobody watches over the end of the program: {error}");
        }
        let submission = gateway.submit(batch);
        drop(done);
        submission
    })
}

fn watch(signal: &Signal, over: &Receiver<()>, stopper: &Stopper) {
    while !signal.is_stopped() {
        if over.recv_timeout(LOOK) == Err(RecvTimeoutError::Disconnected) {
            return;
        }
    }
    if over.recv_timeout(PARTING) == Err(RecvTimeoutError::Timeout) {
        stopper.stop();
    }
}
