//! Asks gateways that do not call by themselves what became of SMS (S5): after 15 seconds, then ever more rarely, for three
//! days.

use deskbell_sms::{Delivery, Submitted};

use super::{BACKOFF, Signal};
use crate::mailings::delivery::{self, Asked};
use crate::{Error, Office, Result, gateways, mailings};

/// So many SMS are asked about together.
const TOGETHER: usize = 100;
/// How long a gateway that knows our key no more is left in peace.
const REFUSED: i64 = 15 * 60 * 1000;

/// Asks about what is due; when there will be more.
pub fn pass(office: &Office, signal: &Signal) -> Result<Option<i64>> {
    let desk = office.desk();
    while !signal.is_stopped() {
        let asked = desk.read(|reader| delivery::due(reader, desk.now(), TOGETHER))?;
        let Some(first) = asked.first() else { break };
        ask(office, first.gateway_id, &asked)?;
    }
    desk.read(delivery::next_look)
}

fn ask(office: &Office, gateway_id: i64, asked: &[Asked]) -> Result<()> {
    let desk = office.desk();
    let mut gateway = match gateways::open(&desk, gateway_id) {
        Ok(gateway) => gateway,
        Err(error) => {
            log::warn!("states of SMS: {error}");
            // The gateway was forgotten: nobody can be asked any more.
            let at = (!matches!(error, Error::NotFound { .. })).then(|| desk.now() + REFUSED);
            return desk.write(|tx| delivery::put_off(tx, asked, at));
        }
    };
    if gateway.capabilities().delivery != Delivery::Poll {
        return desk.write(|tx| delivery::put_off(tx, asked, None));
    }
    let submitted: Vec<Submitted> = asked.iter().map(|one| one.submitted.clone()).collect();
    match gateway.poll(&submitted) {
        Ok(reports) => desk.write(|tx| {
            for report in &reports {
                mailings::reported(&desk, tx, gateway_id, report)?;
            }
            delivery::looked(tx, asked, desk.now())
        }),
        Err(error) => {
            log::warn!("states of SMS: {error}");
            let wait = if error.passing() { BACKOFF.last().copied().unwrap_or(300) * 1000 } else { REFUSED };
            desk.write(|tx| delivery::put_off(tx, asked, Some(desk.now() + wait)))
        }
    }
}
