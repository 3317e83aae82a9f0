//! Incoming SMS that come in parts (R27): each part is kept before it is acknowledged, until the whole is there.

use deskbell_sms::{Incoming, Joint};
use deskbell_store::Tx;

use super::sql;
use crate::Result;
use crate::office::Desk;

/// How long the parts of an SMS are waited for.
const PATIENCE: i64 = 5 * 60 * 1000;

/// A part came; the last one makes the SMS. The same part sent again counts once.
pub(super) fn came(desk: &Desk, tx: &mut Tx, gateway_id: i64, part: &Incoming, joint: &Joint) -> Result<()> {
    let whole = sql::Whole {
        gateway_id,
        sender: part.from.clone(),
        reference: i64::from(joint.reference),
        count: i64::from(joint.count),
    };
    let text = part.text.replace('\0', "");
    sql::put_part(tx, &whole, i64::from(joint.number), &Incoming { text, ..part.clone() }, desk.now())?;
    if sql::parts(tx, &whole)?.len() == usize::from(joint.count) { join(desk, tx, &whole) } else { Ok(()) }
}

/// Takes SMS of which parts never came: something of them is better than nothing.
pub(crate) fn join_old(desk: &Desk) -> Result<()> {
    let before = desk.now() - PATIENCE;
    if desk.read(|reader| sql::old_wholes(reader, before))?.is_empty() {
        return Ok(());
    }
    desk.write(|tx| sql::old_wholes(tx, before)?.iter().try_for_each(|whole| join(desk, tx, whole)))
}

fn join(desk: &Desk, tx: &mut Tx, whole: &sql::Whole) -> Result<()> {
    let parts = sql::parts(tx, whole)?;
    let text: String = parts.iter().map(|part| part.text.as_str()).collect();
    sql::remove_parts(tx, whole)?;
    match parts.into_iter().next() {
        Some(first) => super::came(desk, tx, whole.gateway_id, &Incoming { text, ..first }),
        None => Ok(()),
    }
}
