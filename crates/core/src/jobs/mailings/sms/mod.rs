//! SMS of mailings, as many together as the office's gateway takes, in turn from the mailings that are on their way.
//!
//! A batch is committed as `submitting` before its first byte leaves, and what the gateway said of it is noted along with
//! the taking of the next. While a quick gateway that takes one at a time has one, the next is already written down: the
//! disk and the line work at once, and of at most two nothing is noted at any moment. What concerns all SMS alike (no money,
//! a wrong key) pauses the mailings with the reason; what passes by itself (429, no connection) is waited out.

mod answers;
mod line;
mod turns;

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, channel, sync_channel};
use std::time::Duration;

use deskbell_sms::{Capabilities, Outgoing, SmsError, Submission};

use super::ahead::Queue;
use super::progress::Meter;
use super::{BACKOFF, Pass, Signal, Waiting, pause_all};
use crate::jobs::mailings::pace::Next;
use crate::mailings::message::Way;
use crate::mailings::sms::{Made, Texts};
use crate::mailings::work::{self, Outcome, Running, Settled};
use crate::mailings::{Mailing, sending};
use crate::{Error, Office, Result, gateways};

/// How often is looked whether the jobs end or a mailing's time has come.
const LOOK: Duration = Duration::from_millis(300);
/// A gateway is kept open for an SMS that is due within so many milliseconds.
const KEPT: i64 = 20_000;
/// A gateway that answers quicker than this gets its next SMS without waiting for the disk.
const QUICK: Duration = Duration::from_millis(20);
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
    let can = gateway.capabilities();
    let halted = Arc::new(AtomicBool::new(false));
    std::thread::scope(|scope| {
        let (to_line, batches) = sync_channel(1);
        let (told, news) = channel();
        let line = line::Line { gateway, apart: can.apart, halted: Arc::clone(&halted) };
        line.start(scope, signal, batches, told).map_err(|error| Error::io(&office.data, error))?;
        let sending = Sending {
            office,
            signal,
            mood,
            can,
            account,
            to_line: Some(to_line),
            news,
            halted,
            flying: VecDeque::new(),
            open: HashMap::new(),
            queue: Queue::default(),
            settled: Vec::new(),
            meter: Meter::default(),
            pass: Pass::default(),
            quick: false,
            ended: false,
            turn: 0,
        };
        sending.whole()
    })
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
    can: Capabilities,
    account: gateways::Gateway,
    to_line: Option<SyncSender<Vec<Outgoing>>>,
    news: Receiver<line::Told>,
    /// What the line has not begun goes back as it came.
    halted: Arc<AtomicBool>,
    /// What the line has, the oldest first, with its mailing.
    flying: VecDeque<(i64, Vec<Flying>)>,
    open: HashMap<i64, Open>,
    queue: Queue,
    /// What is known of SMS and not yet noted.
    settled: Vec<Settled>,
    meter: Meter,
    pass: Pass,
    quick: bool,
    /// Nothing more is begun in this pass.
    ended: bool,
    turn: usize,
}

impl Sending<'_> {
    /// Sends, then notes what is known of what was on its way, whatever happened.
    fn whole(mut self) -> Result<Pass> {
        let outcome = self.work();
        self.halted.store(true, Ordering::SeqCst);
        // The line ends when it has worked off what it has.
        self.to_line = None;
        let mut landed = Ok(());
        while !self.flying.is_empty()
            && let Ok(told) = self.news.recv()
        {
            landed = landed.and(self.land(told));
        }
        outcome.and(landed).and(self.note()).map(|()| self.pass)
    }

    fn work(&mut self) -> Result<()> {
        while !self.ended && !self.signal.is_stopped() {
            if let Ok(told) = self.news.try_recv() {
                self.land(told)?;
                continue;
            }
            if self.flying.len() > usize::from(self.quick) {
                self.wait()?;
                continue;
            }
            match self.next()? {
                Next::Now(id) => self.send(id)?,
                // What is on its way may make room for more: a retry, another mailing.
                Next::Later(_) | Next::Never if !self.flying.is_empty() => self.wait()?,
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

    /// Takes a mailing's next SMS and hands them to the line.
    fn send(&mut self, id: i64) -> Result<()> {
        if !self.opened(id)? {
            return self.note();
        }
        let batch = self.take(id)?;
        self.meter.tell(self.office, id, None, None)?;
        if batch.is_empty() {
            return Ok(());
        }
        let outgoing = batch.iter().map(|one| one.outgoing.clone()).collect();
        if self.flying.is_empty() {
            self.halted.store(false, Ordering::SeqCst);
        }
        self.flying.push_back((id, batch));
        if self.to_line.as_ref().is_some_and(|line| line.send(outgoing).is_ok()) {
            return Ok(());
        }
        self.line_ended()
    }

    /// Waits for the line's news, and looks meanwhile whether the mailings were paused.
    fn wait(&mut self) -> Result<()> {
        match self.news.recv_timeout(LOOK) {
            Ok(told) => self.land(told),
            Err(RecvTimeoutError::Disconnected) => self.line_ended(),
            Err(RecvTimeoutError::Timeout) => {
                let running = self.office.desk().read(work::running)?;
                let none = !self.flying.iter().any(|(id, _)| running.iter().any(|it| it.id == *id));
                self.halted.store(none, Ordering::SeqCst);
                Ok(())
            }
        }
    }

    fn line_ended(&mut self) -> Result<()> {
        self.ended = true;
        Err(Error::BadData("the line to the gateway ended".to_owned()))
    }

    fn land(&mut self, told: line::Told) -> Result<()> {
        let Some((mailing_id, batch)) = self.flying.pop_front() else { return Ok(()) };
        match told.submission {
            Some(submission) => {
                // One that takes many together is not worth more uncertain ones after a crash.
                self.quick = self.can.batch == 1 && told.took < QUICK;
                self.hear(mailing_id, batch, submission)
            }
            None => {
                let untried = |one: Flying| Settled { id: one.id, outcome: Outcome::Untried };
                self.settled.extend(batch.into_iter().map(untried));
                Ok(())
            }
        }
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
        // What flew with the one that ended the pass fails for the same reason: it counts once.
        if std::mem::replace(&mut self.ended, true) && self.pass.until.is_some() {
            return Ok(());
        }
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
