//! Letters of mailings, one after another over one connection, taken in turn from the mailings that are on their way.

mod turns;

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, channel, sync_channel};
use std::time::Duration;

use chrono_tz::Tz;
use deskbell_mail::smtp::Failure;
use deskbell_mail::{Server, compose};

use super::ahead::Queue;
use super::line::{self, Letter, News, Told};
use super::progress::Meter;
use super::{BACKOFF, Pass, Signal, Waiting, pace, pause_all, server};
use crate::jobs::mailings::pace::Next;
use crate::mailings::letter::Stationery;
use crate::mailings::message::Way;
use crate::mailings::settings;
use crate::mailings::text::Receiver as Person;
use crate::mailings::work::{self, Accepted, Outcome, Running, Settled};
use crate::mailings::{self, Mailing, sending};
use crate::office::Desk;
use crate::{Error, Office, Result, mailbox};

/// A server that answers quicker than this gets its next letter without waiting for the disk.
const QUICK: Duration = Duration::from_millis(20);
/// So many of its letters are on their way at most: what breaks leaves no more in doubt.
const MOST_FLYING: usize = 3;
/// So many of them are begun together, while one is with the server: every transaction waits for the disk, which the server
/// writes its letters to as well where it is the same machine.
const TOGETHER: usize = 2;
/// How often is looked whether a mailing was paused while the server is slow.
const LOOK: Duration = Duration::from_millis(300);
/// A line is kept open for a letter that is due within so many milliseconds.
const KEPT: i64 = 20_000;
/// So often is tried to note what became of the last letters, and so long lies between.
const NOTED: usize = 4;
const AGAIN: Duration = Duration::from_secs(1);
const DAY: i64 = 24 * 60 * 60 * 1000;

/// Sends what is due, until nothing is or the line fails.
pub fn pass(office: &Office, signal: &Signal, failures: &mut usize) -> Result<Pass> {
    let desk = office.desk();
    let Some(mailbox) = desk.read(mailbox::get)? else { return Ok(Pass::default()) };
    let password = match mailbox::password(&desk) {
        Ok(password) => password,
        Err(error) => {
            pause_all(&desk, Way::Email, &error)?;
            return Ok(Pass::default());
        }
    };
    let server = Server::from(&mailbox.smtp);
    let halted = Arc::new(AtomicBool::new(false));
    std::thread::scope(|scope| {
        let (to_line, letters) = sync_channel::<Letter>(2);
        let (told, news) = channel::<Told>();
        let stop = Arc::clone(&halted);
        let spawned = std::thread::Builder::new()
            .name("mailings-line".to_owned())
            .spawn_scoped(scope, move || line::work(&server, &password, &letters, &told, &stop));
        if let Err(error) = spawned {
            return Err(Error::io(&office.data, error));
        }
        let mut sending = Sending::new(office, signal, to_line, news, halted);
        let outcome = sending.work(failures);
        // Whatever happened: what is on its way is noted as far as it can be.
        sending.land(outcome)
    })
}

/// A letter on its way.
struct Flying {
    mailing_id: i64,
    information: String,
}

/// A mailing that is being sent, with what its letters share.
struct Open {
    running: Running,
    mailing: Mailing,
    stationery: Stationery,
    last: Option<i64>,
    /// Refusals one after another.
    errors: i64,
}

struct Sending<'a> {
    office: &'a Office,
    signal: &'a Signal,
    to_line: Option<SyncSender<Letter>>,
    news: Receiver<Told>,
    halted: Arc<AtomicBool>,
    flying: HashMap<i64, Flying>,
    settled: Vec<Settled>,
    open: HashMap<i64, Open>,
    queue: Queue,
    meter: Meter,
    pass: Pass,
    quick: bool,
    /// So many go in a day, and no one more.
    limited: bool,
    /// The line failed: nothing more is begun.
    broken: Option<Error>,
    turn: usize,
}

impl<'a> Sending<'a> {
    fn new(
        office: &'a Office,
        signal: &'a Signal,
        to_line: SyncSender<Letter>,
        news: Receiver<Told>,
        halted: Arc<AtomicBool>,
    ) -> Self {
        Self {
            office,
            signal,
            to_line: Some(to_line),
            news,
            halted,
            flying: HashMap::new(),
            settled: Vec::new(),
            open: HashMap::new(),
            queue: Queue::default(),
            meter: Meter::default(),
            pass: Pass::default(),
            quick: false,
            limited: false,
            broken: None,
            turn: 0,
        }
    }

    fn work(&mut self, failures: &mut usize) -> Result<()> {
        loop {
            self.gather(failures)?;
            if self.broken.is_some() || self.signal.is_stopped() {
                return Ok(());
            }
            let room = self.most().saturating_sub(self.flying.len());
            if room == 0 {
                continue;
            }
            match self.next()? {
                Next::Now(id) => self.begin(id, room.min(TOGETHER))?,
                Next::Later(at) if self.flying.is_empty() => {
                    self.note()?;
                    let wait = at - self.office.now();
                    if wait > KEPT {
                        self.pass.until = Some(at);
                        return Ok(());
                    }
                    // Between two letters of a slow mailing the line stays open.
                    let wait = Duration::from_millis(wait.max(1) as u64).min(LOOK);
                    self.signal.wait(self.signal.nudges(), wait);
                }
                Next::Never if self.flying.is_empty() => return self.note(),
                // What is on its way may make room for more: a retry, another mailing.
                Next::Later(_) | Next::Never => self.wait(failures)?,
            }
        }
    }

    /// Takes in what the line has told so far; waits for it where no more letters may fly.
    fn gather(&mut self, failures: &mut usize) -> Result<()> {
        while let Ok(told) = self.news.try_recv() {
            self.hear(told, failures)?;
        }
        if self.flying.len() > self.most().saturating_sub(TOGETHER) {
            self.wait(failures)?;
        }
        Ok(())
    }

    /// So many may be on their way.
    fn most(&self) -> usize {
        if self.quick { MOST_FLYING } else { 1 }
    }

    fn wait(&mut self, failures: &mut usize) -> Result<()> {
        loop {
            match self.news.recv_timeout(LOOK) {
                Ok(told) => return self.hear(told, failures),
                Err(RecvTimeoutError::Timeout) => {
                    self.halt_where_paused()?;
                    if self.signal.is_stopped() {
                        self.halted.store(true, Ordering::SeqCst);
                        return Ok(());
                    }
                }
                Err(RecvTimeoutError::Disconnected) => {
                    self.broken = Some(Error::BadData("the line to the server ended".to_owned()));
                    return Ok(());
                }
            }
        }
    }

    /// What was taken ahead is not begun where everything on its way was paused meanwhile.
    fn halt_where_paused(&mut self) -> Result<()> {
        let running = self.office.desk().read(work::running)?;
        let none = !self.flying.values().any(|one| running.iter().any(|it| it.id == one.mailing_id));
        self.halted.store(none, Ordering::SeqCst);
        Ok(())
    }

    fn hear(&mut self, told: Told, failures: &mut usize) -> Result<()> {
        let Some(flown) = self.flying.remove(&told.id) else { return Ok(()) };
        let outcome = match told.news {
            News::Taken { answer } => {
                *failures = 0;
                self.quick = told.took < QUICK;
                Outcome::Accepted(Accepted { answer, information: flown.information, ..Accepted::default() })
            }
            News::Failed(error) => server::outcome(&error),
            News::NoLine(error) => {
                self.no_line(error, failures)?;
                Outcome::Untried
            }
            News::Halted => Outcome::Untried,
        };
        self.pass.counts.add(&outcome);
        if !matches!(outcome, Outcome::Untried) {
            self.meter.settled(flown.mailing_id);
        }
        let against = server::counts_against_the_mailing(&outcome);
        let reason = match &outcome {
            Outcome::Refused { error, .. }
            | Outcome::Later { error, .. }
            | Outcome::Uncertain { error, .. }
            | Outcome::Again { error, .. }
            | Outcome::OptedOut { error, .. } => Some(error.clone()),
            Outcome::Accepted(_) | Outcome::Untried => None,
        };
        let taken = matches!(outcome, Outcome::Accepted(_));
        self.settled.push(Settled { id: told.id, outcome });
        let Some(open) = self.open.get_mut(&flown.mailing_id) else { return Ok(()) };
        if taken {
            open.errors = 0;
        }
        if !against {
            return Ok(());
        }
        open.errors += 1;
        let errors = open.errors;
        self.pause_after(
            flown.mailing_id,
            errors,
            reason.and_then(|reason| reason.detail).unwrap_or_default(),
        )
    }

    /// Pauses a mailing that was refused too often in a row: something is wrong with the sending itself.
    fn pause_after(&mut self, id: i64, errors: i64, answer: String) -> Result<()> {
        let desk = self.office.desk();
        if errors < desk.read(settings::get)?.most_errors {
            return Ok(());
        }
        self.note()?;
        let error = Error::TooManyRefusals { count: errors, answer };
        desk.write(|tx| sending::pause_because(tx, id, &error.wire()))?;
        self.close(id);
        Ok(())
    }

    /// The line itself failed: all mailings wait, or pause where waiting is of no use.
    fn no_line(&mut self, error: deskbell_mail::smtp::SendError, failures: &mut usize) -> Result<()> {
        self.halted.store(true, Ordering::SeqCst);
        let lasting = error.kind == Failure::Permanent;
        let error = Error::Mail(error.error);
        log::warn!("mailings: {error}");
        if lasting {
            pause_all(&self.office.desk(), Way::Email, &error)?;
        } else {
            let index = (*failures).min(BACKOFF.len() - 1);
            let until = self.office.now() + BACKOFF.get(index).copied().unwrap_or(300) * 1000;
            *failures += 1;
            self.pass.until = Some(until);
            for id in self.open.keys() {
                self.meter.tell(self.office, *id, Some((until, Waiting::Server)), Some(error.wire()))?;
            }
        }
        self.broken = Some(error);
        Ok(())
    }

    /// Notes what was told.
    fn note(&mut self) -> Result<()> {
        if self.settled.is_empty() {
            return Ok(());
        }
        let desk = self.office.desk();
        desk.write(|tx| work::settle(&desk, tx, &self.settled))?;
        self.settled.clear();
        Ok(())
    }

    /// Notes what was told at the end. A database that is busy is asked again: nobody could tell it later.
    fn note_at_last(&mut self) -> Result<()> {
        for _ in 1..NOTED {
            match self.note() {
                Ok(()) => return Ok(()),
                Err(error) => log::warn!("mailings: {error}"),
            }
            std::thread::sleep(AGAIN);
        }
        self.note()
    }

    /// Ends the pass: what has not begun is called back, what is on its way is waited for and noted.
    fn land(mut self, outcome: Result<()>) -> Result<Pass> {
        self.halted.store(true, Ordering::SeqCst);
        // The line ends when it has worked off what it has.
        self.to_line = None;
        let (mut failures, mut heard) = (0, Ok(()));
        while !self.flying.is_empty() {
            let Ok(told) = self.news.recv() else { break };
            // What cannot be paused now is no reason to forget what became of the others.
            let one = self.hear(told, &mut failures);
            heard = heard.and(one);
        }
        self.note_at_last()?;
        outcome.and(heard).map(|()| self.pass)
    }
}

/// A person's letter, ready for the line.
fn letter(desk: &Desk, stationery: &Stationery, person: &Person) -> Result<(Letter, String)> {
    let made = stationery.letter(desk.now(), person)?.ok_or(Error::EmptyText { field: "text" })?;
    let from = compose::envelope([stationery.sender_address()]).remove(0);
    let letter =
        Letter { id: person.id, from, to: compose::envelope([person.address.as_str()]), raw: made.raw };
    Ok((letter, made.information))
}
