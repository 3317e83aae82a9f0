//! Takes what gateways have for the office on lines of their own: the inbox of gammu-smsd, deliveries of SMPP (S5, R27).

use std::time::Duration;

use deskbell_sms::{Delivery, Gateway};

use super::{Signal, Woken};
use crate::office::Desk;
use crate::{Error, Office, Result, gateways, sms};

/// How long one gateway is listened to before the next has its turn.
const TURN: Duration = Duration::from_secs(2);
/// How long a gateway that failed is left in peace; also between looks where none receives.
const REST: Duration = Duration::from_secs(30);

/// A line that is kept open, with the words by which it was opened.
struct Open {
    id: i64,
    made_by: String,
    gateway: Box<dyn Gateway>,
}

/// Listens to every gateway that hands over by itself, in turn.
pub fn run(office: &Office, signal: &Signal) {
    let mut open: Vec<Open> = Vec::new();
    while !signal.is_stopped() {
        let seen = signal.nudges();
        let well = follow(office, &mut open).inspect_err(|error| log::warn!("incoming SMS: {error}")).is_ok();
        let mut failed = !well;
        for one in &mut open {
            if signal.is_stopped() {
                return;
            }
            if let Err(error) = receive(&office.desk(), one, TURN) {
                log::warn!("incoming SMS: {error}");
                failed = true;
            }
        }
        if (open.is_empty() || failed) && signal.wait(seen, REST) == Woken::Stopped {
            return;
        }
    }
}

/// Takes what has come, once; how much it was.
pub fn receive_due(office: &Office) -> Result<usize> {
    let mut open = Vec::new();
    follow(office, &mut open)?;
    let mut taken = 0;
    for one in &mut open {
        taken += receive(&office.desk(), one, Duration::ZERO)?;
    }
    Ok(taken)
}

/// Opens lines to gateways that are new or changed, and drops those that are gone.
fn follow(office: &Office, open: &mut Vec<Open>) -> Result<()> {
    let desk = office.desk();
    let wanted = desk.read(gateways::on_lines)?;
    let made_by = |gateway: &gateways::Gateway| format!("{}{:?}", gateway.preset, gateway.fields);
    open.retain(|one| wanted.iter().any(|it| it.id == one.id && made_by(it) == one.made_by));
    for it in &wanted {
        if open.iter().all(|one| one.id != it.id) {
            let gateway = gateways::open(&desk, it.id)?;
            open.push(Open { id: it.id, made_by: made_by(it), gateway });
        }
    }
    Ok(())
}

/// Takes what came on the line by which SMS were just sent: message centres bring reports there, whether or not anybody
/// listens on another line. That it fails is no failure of the sending.
pub(super) fn take_reports(desk: &Desk, id: i64, gateway: &mut dyn Gateway, wait: Duration) {
    if gateway.capabilities().delivery != Delivery::Receive {
        return;
    }
    if let Err(error) = receive_from(desk, id, gateway, wait) {
        log::warn!("reports on SMS: {error}");
    }
}

fn receive(desk: &Desk, one: &mut Open, wait: Duration) -> Result<usize> {
    receive_from(desk, one.id, one.gateway.as_mut(), wait)
}

fn receive_from(desk: &Desk, id: i64, gateway: &mut dyn Gateway, wait: Duration) -> Result<usize> {
    let taken = gateway.receive(wait, &mut |news| {
        // A report on what is not known is taken too: it may be on a test.
        let kept = desk.write(|tx| sms::take_news(desk, tx, id, news));
        kept.map(drop).map_err(|error| log::warn!("an SMS could not be kept: {error}"))
    });
    taken.map_err(Error::Sms)
}
