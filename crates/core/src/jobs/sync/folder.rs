//! One folder: what the server has and we lack, newest first; flags that changed there; what is gone.

use std::collections::{HashMap, HashSet};

use deskbell_mail::imap::{Folder, Selected, Session};

use super::{SyncCounts, pipeline};
use crate::{Office, Result, letters, mailbox};

/// Gives the folder as it is known here.
pub fn sync(
    office: &Office,
    session: &mut Session,
    folder: &Folder,
    role: &'static str,
    counts: &mut SyncCounts,
) -> Result<mailbox::Folder> {
    let desk = office.desk();
    let selected = session.select(&folder.raw_name, None)?;
    let (validity, next) = (i64::from(selected.uidvalidity), i64::from(selected.uidnext));
    let known = desk.read(|reader| mailbox::folder(reader, &folder.raw_name))?;
    let known = match known {
        Some(known) if known.uidvalidity == validity => known,
        Some(known) => {
            log::warn!("{} has a new UIDVALIDITY: relinking by content", folder.name);
            desk.write(|tx| mailbox::reset_folder(tx, known.id, validity, next))?;
            desk.write(|tx| mailbox::upsert_folder(tx, &folder.raw_name, &folder.name, role, validity, next))?
        }
        None => {
            desk.write(|tx| mailbox::upsert_folder(tx, &folder.raw_name, &folder.name, role, validity, next))?
        }
    };
    if unchanged(&known, &selected) {
        return Ok(known);
    }
    let uids = session.uids(1, None)?;
    let have = desk.read(|reader| mailbox::known_uids(reader, known.id))?;
    take_missing(office, session, &known, &uids, &have, counts)?;
    drop_gone(office, known.id, &uids, &have, counts)?;
    // Also after a first sync that was broken off: what was read elsewhere meanwhile is told only now.
    if known.first_done || !have.is_empty() {
        take_flags(office, session, &known, &have)?;
    }
    let modseq = selected.modseq.map_or(0, |modseq| i64::try_from(modseq).unwrap_or(0));
    desk.write(|tx| mailbox::set_folder_state(tx, known.id, next, modseq, uids.len() as i64, true))?;
    Ok(known)
}

/// Nothing new, nothing gone, no flag changed: known only where the server counts changes (CONDSTORE).
fn unchanged(known: &mailbox::Folder, selected: &Selected) -> bool {
    let modseq = selected.modseq.and_then(|modseq| i64::try_from(modseq).ok());
    known.first_done
        && known.uidnext == i64::from(selected.uidnext)
        && known.on_server == i64::from(selected.exists)
        && modseq.is_some_and(|modseq| modseq > 0 && modseq == known.modseq)
}

fn take_missing(
    office: &Office,
    session: &mut Session,
    known: &mailbox::Folder,
    uids: &[u32],
    have: &HashMap<u32, (bool, bool)>,
    counts: &mut SyncCounts,
) -> Result<()> {
    let desk = office.desk();
    let mut missing: Vec<u32> = uids.iter().copied().filter(|uid| !have.contains_key(uid)).collect();
    // What the server would not give is asked for again in the course of time.
    let mut refused = desk.read(|reader| letters::refused_due(reader, known.id, office.now()))?;
    refused.retain(|uid| uids.binary_search(uid).is_ok());
    office.suspects.note_refused(known.id, &refused);
    missing.extend(refused);
    if missing.is_empty() {
        return Ok(());
    }
    missing.sort_unstable_by(|a, b| b.cmp(a));
    missing.dedup();
    let mut given = desk.read(|reader| mailbox::given(reader, known.id))?;
    given.retain(|uid| uids.binary_search(uid).is_ok());
    given.truncate(3);
    // The count on the server is kept before the letters come, so that the accounts are right at any moment.
    desk.write(|tx| mailbox::set_on_server(tx, known.id, uids.len() as i64))?;
    pipeline::take(office, session, known.id, &missing, &given, counts)
}

fn drop_gone(
    office: &Office,
    folder_id: i64,
    uids: &[u32],
    have: &HashMap<u32, (bool, bool)>,
    counts: &mut SyncCounts,
) -> Result<()> {
    let on_server: HashSet<u32> = uids.iter().copied().collect();
    let gone: Vec<u32> = have.keys().copied().filter(|uid| !on_server.contains(uid)).collect();
    if gone.is_empty() {
        return Ok(());
    }
    counts.gone += gone.len() as u64;
    office.desk().write(|tx| mailbox::drop_gone(tx, folder_id, &gone))
}

fn take_flags(
    office: &Office,
    session: &mut Session,
    known: &mailbox::Folder,
    have: &HashMap<u32, (bool, bool)>,
) -> Result<()> {
    let since = u64::try_from(known.modseq).ok().filter(|modseq| *modseq > 0);
    let changed: Vec<_> = session
        .flags(since)?
        .into_iter()
        .filter_map(|(uid, flags)| Some((uid, flags, *have.get(&uid)?)))
        .filter(|(_, flags, had)| *had != (flags.seen, flags.answered))
        .collect();
    if changed.is_empty() {
        return Ok(());
    }
    office.desk().write(|tx| {
        for (uid, flags, (had_seen, _)) in changed {
            mailbox::set_flags(tx, known.id, uid, flags.seen, flags.answered)?;
            // A letter that the server never called read is not made unread by another flag.
            if flags.seen != had_seen {
                mailbox::follow_seen(tx, known.id, uid, flags.seen)?;
            }
        }
        Ok(())
    })
}
