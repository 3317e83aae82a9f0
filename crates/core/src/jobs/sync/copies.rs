//! Copies of our letters in the Sent folder, and uncertain letters looked for there.

use deskbell_mail::imap::{Folder, Session};

use crate::{Office, Result, outbox};

/// Puts every copy that is still missing into Sent, unless it is there already (the provider's own, or put before a
/// crash), and settles uncertain letters that are found there.
pub fn put(office: &Office, session: &mut Session, sent: &Folder) -> Result<()> {
    let desk = office.desk();
    for (letter_id, message_id) in desk.read(outbox::uncertain)? {
        if !session.find(Some(&sent.raw_name), &message_id)?.is_empty() {
            desk.write(|tx| {
                outbox::set_sent(&desk, tx, letter_id, &[])?;
                outbox::set_copied(tx, letter_id)
            })?;
        }
    }
    while let Some(copy) = desk.read(outbox::next_copy)? {
        if session.find(Some(&sent.raw_name), &copy.message_id)?.is_empty() {
            session.append(&sent.raw_name, &copy.raw, true, copy.at)?;
        }
        desk.write(|tx| outbox::set_copied(tx, copy.letter_id))?;
    }
    Ok(())
}
