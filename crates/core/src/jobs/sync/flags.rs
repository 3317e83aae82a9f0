//! Tells the server what was read and answered here: every copy of a letter, in whichever folder it lies. A flag that the
//! server refuses is given up and keeps nothing else back.

use deskbell_mail::MailError;
use deskbell_mail::imap::{Folder, Session};

use crate::mailbox::{self, FlagChange};
use crate::{Office, Result};

/// Goes through the folders of a pass, after everything that came: whatever the server makes of a flag, no letter waits for
/// it. A change is forgotten when every copy of its letter has it, or when one was refused.
pub fn push(office: &Office, session: &mut Session, folders: &[(&Folder, mailbox::Folder)]) -> Result<()> {
    let desk = office.desk();
    let mut asked: Vec<(FlagChange, bool)> = Vec::new();
    for (folder, known) in folders {
        let changes = desk.read(|reader| mailbox::flag_changes(reader, known.id))?;
        let mut refused = Vec::new();
        if changes.iter().any(|change| !change.told) {
            let selected = session.select(&folder.raw_name, None)?;
            if i64::from(selected.uidvalidity) == known.uidvalidity {
                refused = in_folder(office, session, known.id, &changes)?;
            }
        }
        asked.extend(changes.into_iter().map(|change| {
            let refused = refused.contains(&(change.uid, change.flag.clone()));
            (change, refused)
        }));
    }
    if asked.is_empty() {
        return Ok(());
    }
    let ids: Vec<i64> = folders.iter().map(|(_, known)| known.id).collect();
    desk.write(|tx| {
        asked.iter().try_for_each(|(change, refused)| match refused {
            true => mailbox::give_up_flag(tx, change),
            false => mailbox::forget_flag(tx, change, &ids),
        })
    })
}

/// Tells the changes of the open folder; gives those that the server refused.
fn in_folder(
    office: &Office,
    session: &mut Session,
    folder_id: i64,
    changes: &[FlagChange],
) -> Result<Vec<(u32, String)>> {
    let mut all = Vec::new();
    for (flag, name) in [("seen", "\\Seen"), ("answered", "\\Answered")] {
        for on in [true, false] {
            let of_these = |change: &&FlagChange| !change.told && change.flag == flag && change.on == on;
            let mine: Vec<&FlagChange> = changes.iter().filter(of_these).collect();
            if mine.is_empty() {
                continue;
            }
            let refused = tell(session, name, on, &mine)?;
            office.desk().write(|tx| {
                let told = mine.iter().filter(|change| !refused.contains(&change.uid));
                told.into_iter().try_for_each(|change| mailbox::set_told(tx, folder_id, change))
            })?;
            all.extend(refused.into_iter().map(|uid| (uid, flag.to_owned())));
        }
    }
    Ok(all)
}

/// Gives the UIDs for which the server refuses the flag: a letter may be gone, or the folder may only be read.
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
