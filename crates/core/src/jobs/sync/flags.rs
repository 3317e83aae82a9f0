//! Tells the server what was read and answered here. A flag that it refuses is given up and keeps nothing else back.

use deskbell_mail::MailError;
use deskbell_mail::imap::Session;

use crate::mailbox::{self, FlagChange};
use crate::{Office, Result};

/// A change is forgotten only after the server took it, or refused it alone.
pub fn push(office: &Office, session: &mut Session, folder_id: i64) -> Result<()> {
    let desk = office.desk();
    let changes = desk.read(|reader| mailbox::flag_changes(reader, folder_id))?;
    for (flag, name) in [("seen", "\\Seen"), ("answered", "\\Answered")] {
        for on in [true, false] {
            let mine: Vec<&FlagChange> =
                changes.iter().filter(|change| change.flag == flag && change.on == on).collect();
            if mine.is_empty() {
                continue;
            }
            let refused = tell(session, name, on, &mine)?;
            desk.write(|tx| {
                mine.iter().try_for_each(|change| {
                    let refused = refused.contains(&change.uid);
                    if refused { mailbox::give_up_flag(tx, change) } else { mailbox::forget_flag(tx, change) }
                })
            })?;
        }
    }
    Ok(())
}

/// Gives the UIDs for which the server refuses the flag: one of them may be gone, or the folder may only be read.
fn tell(session: &mut Session, name: &str, on: bool, mine: &[&FlagChange]) -> Result<Vec<u32>> {
    let mut uids: Vec<u32> = mine.iter().map(|change| change.uid).collect();
    uids.sort_unstable();
    match session.mark(&uids, name, on) {
        Err(MailError::Command { .. }) => {}
        other => {
            other?;
            return Ok(Vec::new());
        }
    }
    let (mut refused, mut said) = (Vec::new(), None);
    for uid in uids {
        match session.mark(&[uid], name, on) {
            Err(error @ MailError::Command { .. }) => {
                refused.push(uid);
                said = Some(error);
            }
            other => other?,
        }
    }
    if let Some(said) = said {
        log::warn!("{name} of {} letters is not taken: {said}", refused.len());
    }
    Ok(refused)
}
