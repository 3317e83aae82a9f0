//! Takes what gateways have for the office on lines of their own: the inbox of gammu-smsd, deliveries of SMPP (S5, R27).

use std::time::{Duration, Instant};

use deskbell_sms::Gateway;

use super::{Signal, Woken};
use crate::office::Desk;
use crate::{Error, Office, Result, gateways, sms};

/// How long one gateway is listened to before the next has its turn.
const TURN: Duration = Duration::from_secs(2);
/// How long a gateway that failed is left in peace, and for how long at first: who sends may have a line again meanwhile,
/// and what comes on it is to be answered.
const FIRST_REST: Duration = Duration::from_secs(3);
const REST: Duration = Duration::from_secs(30);
/// Between looks where none can be listened to.
const PAUSE: Duration = Duration::from_secs(10);
const LEAST: Duration = Duration::from_millis(100);
/// Reports that follow the last SMS of a program that sends once are waited for until none came for so long, and no longer
/// than this.
const QUIET: Duration = Duration::from_secs(1);
const LONGEST_REST: Duration = Duration::from_secs(10);

/// A line that is kept open, with the words by which it was opened.
struct Open {
    id: i64,
    made_by: String,
    /// None where it could not be opened.
    gateway: Option<Box<dyn Gateway>>,
    /// One that failed is left in peace until then.
    rests: Option<Instant>,
}

impl Open {
    fn is_at_rest(&self) -> bool {
        self.rests.is_some_and(|until| Instant::now() < until)
    }

    fn failed(&mut self, error: &Error) {
        log::warn!("incoming SMS: {error}");
        let rest = if self.rests.is_none() { FIRST_REST } else { REST };
        self.rests = Some(Instant::now() + rest);
    }
}

/// Listens to every gateway that hands over by itself, in turn.
pub fn run(office: &Office, signal: &Signal) {
    listen(office, signal, &mut Vec::new());
}

fn listen(office: &Office, signal: &Signal, open: &mut Vec<Open>) {
    while !signal.is_stopped() {
        let seen = signal.nudges();
        let desk = office.desk();
        let looked = follow(office, open).and_then(|()| sms::join_old(&desk));
        let mut idle = looked.inspect_err(|error| log::warn!("incoming SMS: {error}")).is_err();
        for one in open.iter_mut().filter(|one| !one.is_at_rest()) {
            if signal.is_stopped() {
                return;
            }
            match receive(&desk, one, TURN) {
                Ok(_) => one.rests = None,
                Err(error) => one.failed(&error),
            }
        }
        idle |= open.iter().all(Open::is_at_rest);
        let until = open.iter().filter_map(|one| one.rests).min();
        let pause = until.map_or(PAUSE, |until| until.saturating_duration_since(Instant::now()).min(PAUSE));
        if idle && signal.wait(seen, pause.max(LEAST)) == Woken::Stopped {
            return;
        }
    }
}

/// Does something while what comes is taken: for a program that has no jobs running.
pub(super) fn beside<T>(office: &Office, act: impl FnOnce() -> T) -> T {
    let signal = Signal::default();
    std::thread::scope(|scope| {
        let listening = std::thread::Builder::new().name("sms-incoming".to_owned());
        let listens = || {
            let mut open = Vec::new();
            listen(office, &signal, &mut open);
            take_rest(office, &mut open);
        };
        if let Err(error) = listening.spawn_scoped(scope, listens) {
            log::warn!("nobody takes incoming SMS: {error}");
        }
        let done = act();
        signal.stop();
        done
    })
}

/// Takes reports that follow the last SMS closely, before the lines are given up.
fn take_rest(office: &Office, open: &mut [Open]) {
    let until = Instant::now() + LONGEST_REST;
    for one in open.iter_mut().filter(|one| !one.is_at_rest()) {
        while Instant::now() < until && receive(&office.desk(), one, QUIET).is_ok_and(|taken| taken > 0) {}
    }
}

/// Takes what has come, once; how much it was.
pub fn receive_due(office: &Office) -> Result<usize> {
    let mut open = Vec::new();
    let desk = office.desk();
    follow(office, &mut open)?;
    sms::join_old(&desk)?;
    let all: Vec<Result<usize>> = open.iter_mut().map(|one| receive(&desk, one, Duration::ZERO)).collect();
    all.into_iter().sum()
}

/// Opens lines to gateways that are new or changed, and drops those that are gone. One that cannot be opened keeps no other
/// from being listened to.
fn follow(office: &Office, open: &mut Vec<Open>) -> Result<()> {
    let desk = office.desk();
    let wanted = desk.read(gateways::on_lines)?;
    let changes = office.lines.changes();
    let made_by = |gateway: &gateways::Gateway| format!("{changes} {}{:?}", gateway.preset, gateway.fields);
    open.retain(|one| wanted.iter().any(|it| it.id == one.id && made_by(it) == one.made_by));
    for it in &wanted {
        if open.iter().all(|one| one.id != it.id) {
            open.push(Open { id: it.id, made_by: made_by(it), gateway: None, rests: None });
        }
    }
    for one in open.iter_mut().filter(|one| one.gateway.is_none() && !one.is_at_rest()) {
        match gateways::open(&desk, one.id) {
            Ok(gateway) => one.gateway = Some(gateway),
            Err(error) => one.failed(&error),
        }
    }
    Ok(())
}

fn receive(desk: &Desk, one: &mut Open, wait: Duration) -> Result<usize> {
    let id = one.id;
    let Some(gateway) = &mut one.gateway else { return Ok(0) };
    let taken = gateway.receive(wait, &mut |news| {
        // A report on what is not known is taken too: it may be on a test.
        let kept = desk.write(|tx| sms::take_news(desk, tx, id, news));
        kept.map(drop).map_err(|error| log::warn!("an SMS could not be kept: {error}"))
    });
    taken.map_err(Error::Sms)
}
