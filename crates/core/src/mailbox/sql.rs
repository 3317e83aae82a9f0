//! SQL of the mailbox's folders and of where each letter of the server is with us.

use std::collections::HashMap;

use deskbell_store::{Reader, Tx, params};

use super::Account;
use crate::{Error, Result};

/// A folder of the server, as far as it was synced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Folder {
    pub id: i64,
    pub uidvalidity: i64,
    pub uidnext: i64,
    pub modseq: i64,
    pub on_server: i64,
    pub first_done: bool,
}

/// A letter whose bytes are stored and which has not been read yet.
#[derive(Debug, Clone)]
pub(crate) struct Pending {
    pub folder_id: i64,
    pub uid: u32,
    pub raw_id: i64,
    pub tries: i64,
    pub seen: bool,
    /// When the server took it in, where that was noted.
    pub received_at: Option<i64>,
}

/// A letter of the server: where it is, its flags, and when it was taken in there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OnServer {
    pub folder_id: i64,
    pub uid: u32,
    pub seen: bool,
    pub answered: bool,
    pub received_at: i64,
}

/// The folder of a name, made where it is new: until its first sync is over `uidnext` stays that of the first look.
pub(crate) fn upsert_folder(
    tx: &mut Tx,
    raw_name: &str,
    name: &str,
    role: &str,
    uidvalidity: i64,
    uidnext: i64,
) -> Result<Folder> {
    tx.run(
        "INSERT INTO folder (raw_name, name, role, uidvalidity, uidnext) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (raw_name) DO UPDATE SET name = excluded.name, role = excluded.role",
        params![raw_name, name, role, uidvalidity, uidnext],
    )?;
    folder(tx, raw_name)?.ok_or(Error::NotFound { noun: "folder", id: 0 })
}

pub(crate) fn folder(reader: &mut Reader, raw_name: &str) -> Result<Option<Folder>> {
    let row = reader.maybe(
        "SELECT id, uidvalidity, uidnext, modseq, on_server, first_done FROM folder WHERE raw_name = ?1",
        params![raw_name],
    )?;
    row.map(|row| {
        Ok(Folder {
            id: row.get("id")?,
            uidvalidity: row.get("uidvalidity")?,
            uidnext: row.get("uidnext")?,
            modseq: row.get("modseq")?,
            on_server: row.get("on_server")?,
            first_done: row.get("first_done")?,
        })
    })
    .transpose()
}

/// The folder where letters come in, as far as it was synced.
pub(crate) fn inbox(reader: &mut Reader) -> Result<Option<Folder>> {
    let row = reader.maybe("SELECT raw_name FROM folder WHERE role = 'inbox' ORDER BY id LIMIT 1", &[])?;
    match row {
        Some(row) => folder(reader, &row.get::<String>("raw_name")?),
        None => Ok(None),
    }
}

/// Name, whether it is the folder of sent letters, whether the first sync is over, and the next UID as it was noted.
pub(crate) fn folder_by_id(reader: &mut Reader, id: i64) -> Result<Option<(String, bool, bool, i64)>> {
    let row =
        reader.maybe("SELECT name, role, first_done, uidnext FROM folder WHERE id = ?1", params![id])?;
    row.map(|row| {
        let sent = row.get::<String>("role")? == "sent";
        Ok((row.get("name")?, sent, row.get("first_done")?, row.get("uidnext")?))
    })
    .transpose()
}

pub(crate) fn set_on_server(tx: &mut Tx, folder_id: i64, on_server: i64) -> Result<()> {
    tx.run("UPDATE folder SET on_server = ?2 WHERE id = ?1", params![folder_id, on_server])?;
    Ok(())
}

/// After the server numbered its letters anew: everything is fetched again and relinked by content.
pub(crate) fn reset_folder(tx: &mut Tx, folder_id: i64, uidvalidity: i64, uidnext: i64) -> Result<()> {
    tx.run("DELETE FROM server_letter WHERE folder_id = ?1", params![folder_id])?;
    tx.run("DELETE FROM unreadable WHERE folder_id = ?1", params![folder_id])?;
    tx.run(
        "UPDATE folder SET uidvalidity = ?2, uidnext = ?3, modseq = 0 WHERE id = ?1",
        params![folder_id, uidvalidity, uidnext],
    )?;
    Ok(())
}

pub(crate) fn set_folder_state(
    tx: &mut Tx,
    folder_id: i64,
    uidnext: i64,
    modseq: i64,
    on_server: i64,
    first_done: bool,
) -> Result<()> {
    tx.run(
        "UPDATE folder SET uidnext = ?2, modseq = ?3, on_server = ?4, first_done = ?5 WHERE id = ?1",
        params![folder_id, uidnext, modseq, on_server, first_done],
    )?;
    Ok(())
}

pub(crate) fn forget_folders(tx: &mut Tx) -> Result<()> {
    // A letter whose bytes are here stays listed, wherever its mailbox went.
    tx.run("DELETE FROM unreadable WHERE folder_id IS NOT NULL AND raw_id IS NULL", &[])?;
    tx.run("UPDATE unreadable SET folder_id = NULL, uid = NULL WHERE folder_id IS NOT NULL", &[])?;
    tx.run("DELETE FROM server_letter", &[])?;
    tx.run("DELETE FROM folder", &[])?;
    Ok(())
}

/// Every UID of a folder that is known here, with its flags: seen, answered.
pub(crate) fn known_uids(reader: &mut Reader, folder_id: i64) -> Result<HashMap<u32, (bool, bool)>> {
    let rows = reader
        .all("SELECT uid, seen, answered FROM server_letter WHERE folder_id = ?1", params![folder_id])?;
    rows.iter()
        .filter_map(|row| Some((row.get::<i64>("uid").ok().and_then(|uid| u32::try_from(uid).ok())?, row)))
        .map(|(uid, row)| Ok((uid, (row.get("seen")?, row.get("answered")?))))
        .collect()
}

/// Notes a letter of the server; its bytes are stored in the same transaction.
pub(crate) fn add_server_letter(tx: &mut Tx, place: &OnServer, raw_id: Option<i64>) -> Result<()> {
    let OnServer { folder_id, uid, seen, answered, received_at } = *place;
    let row = params![folder_id, i64::from(uid), raw_id, seen, answered, received_at];
    let made = tx.run(
        "INSERT INTO server_letter (folder_id, uid, raw_id, seen, answered, received_at, tries)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1) ON CONFLICT (folder_id, uid) DO NOTHING",
        row,
    )?;
    // Apart from the insert, which would otherwise secure its pages for the sake of an update that hardly ever comes.
    if made == 0 {
        tx.run(
            "UPDATE server_letter SET raw_id = ?3, seen = ?4, answered = ?5, received_at = ?6
             WHERE folder_id = ?1 AND uid = ?2",
            row,
        )?;
    }
    Ok(())
}

/// A letter that the server would not give is here now: it is listed no more. Gives since when it would be archive.
pub(crate) fn came_after_all(tx: &mut Tx, folder_id: i64, uid: u32) -> Result<Option<i64>> {
    let place = params![folder_id, i64::from(uid)];
    let listed = "unreadable WHERE folder_id = ?1 AND uid = ?2 AND raw_id IS NULL";
    let Some(row) = tx.maybe(&format!("SELECT archive_before FROM {listed}"), place)? else {
        return Ok(None);
    };
    tx.run(&format!("DELETE FROM {listed}"), place)?;
    Ok(row.get("archive_before")?)
}

/// Letters that the server gave, newest first.
pub(crate) fn given(reader: &mut Reader, folder_id: i64) -> Result<Vec<u32>> {
    let rows = reader.all(
        "SELECT uid FROM server_letter WHERE folder_id = ?1 AND raw_id IS NOT NULL ORDER BY uid DESC LIMIT 50",
        params![folder_id],
    )?;
    rows.iter().map(|row| Ok(u32::try_from(row.get::<i64>("uid")?).unwrap_or_default())).collect()
}

/// Lets a letter be fetched once more by the next pass, also where the server says that nothing changed.
pub(crate) fn fetch_again(tx: &mut Tx, folder_id: i64, uid: u32) -> Result<()> {
    tx.run(
        "DELETE FROM server_letter WHERE folder_id = ?1 AND uid = ?2 AND raw_id IS NULL",
        params![folder_id, i64::from(uid)],
    )?;
    tx.run("UPDATE folder SET modseq = 0 WHERE id = ?1", params![folder_id])?;
    Ok(())
}

/// Notes that a letter was erased here and came again only because its number is new: its bytes go once more.
pub(crate) fn set_erased(tx: &mut Tx, folder_id: i64, uid: u32, raw_id: i64) -> Result<()> {
    tx.run(
        "UPDATE server_letter SET erased = 1, raw_id = NULL WHERE folder_id = ?1 AND uid = ?2",
        params![folder_id, i64::from(uid)],
    )?;
    tx.run(
        "DELETE FROM letter_raw WHERE id = ?1
           AND NOT EXISTS (SELECT 1 FROM letter WHERE letter.raw_id = letter_raw.id)
           AND NOT EXISTS (SELECT 1 FROM server_letter WHERE server_letter.raw_id = letter_raw.id)
           AND NOT EXISTS (SELECT 1 FROM unreadable WHERE unreadable.raw_id = letter_raw.id)",
        params![raw_id],
    )?;
    Ok(())
}

/// Whether letters of a folder are listed as unreadable, and whether any letter was ever erased: hardly ever, and then
/// every letter that comes is looked at for it.
pub(crate) fn rarities(reader: &mut Reader, folder_id: i64) -> Result<(bool, bool)> {
    let listed =
        reader.maybe("SELECT 1 AS yes FROM unreadable WHERE folder_id = ?1 LIMIT 1", params![folder_id])?;
    let erased = reader.maybe("SELECT 1 AS yes FROM erased_letter LIMIT 1", &[])?;
    Ok((listed.is_some(), erased.is_some()))
}

/// Ties a letter of the server to the stored one.
pub(crate) fn link(tx: &mut Tx, folder_id: i64, uid: u32, letter_id: i64) -> Result<()> {
    tx.run(
        "UPDATE server_letter SET letter_id = ?3 WHERE folder_id = ?1 AND uid = ?2",
        params![folder_id, i64::from(uid), letter_id],
    )?;
    Ok(())
}

/// Counts a try at reading a letter, before it begins.
pub(crate) fn tried(tx: &mut Tx, folder_id: i64, uid: u32) -> Result<()> {
    tx.run(
        "UPDATE server_letter SET tries = tries + 1 WHERE folder_id = ?1 AND uid = ?2",
        params![folder_id, i64::from(uid)],
    )?;
    Ok(())
}

/// Letters that were stored and not read: a crash came between.
pub(crate) fn pending(reader: &mut Reader, limit: i64) -> Result<Vec<Pending>> {
    let rows = reader.all(
        "SELECT server_letter.folder_id, server_letter.uid, server_letter.raw_id, server_letter.tries, server_letter.seen,
            server_letter.received_at
         FROM server_letter
         WHERE server_letter.letter_id IS NULL AND server_letter.raw_id IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM unreadable WHERE unreadable.folder_id = server_letter.folder_id
                AND unreadable.uid = server_letter.uid)
         ORDER BY server_letter.folder_id, server_letter.uid DESC LIMIT ?1",
        params![limit],
    )?;
    rows.iter()
        .map(|row| {
            Ok(Pending {
                folder_id: row.get("folder_id")?,
                uid: u32::try_from(row.get::<i64>("uid")?).unwrap_or_default(),
                raw_id: row.get("raw_id")?,
                tries: row.get("tries")?,
                seen: row.get("seen")?,
                received_at: row.get("received_at")?,
            })
        })
        .collect()
}

/// Drops what the server no longer holds from the accounts. The letters themselves stay.
pub(crate) fn drop_gone(tx: &mut Tx, folder_id: i64, uids: &[u32]) -> Result<()> {
    for &uid in uids {
        tx.run(
            "DELETE FROM server_letter WHERE folder_id = ?1 AND uid = ?2",
            params![folder_id, i64::from(uid)],
        )?;
        let place = params![folder_id, i64::from(uid)];
        tx.run("DELETE FROM unreadable WHERE folder_id = ?1 AND uid = ?2 AND raw_id IS NULL", place)?;
        tx.run(
            "UPDATE unreadable SET folder_id = NULL, uid = NULL WHERE folder_id = ?1 AND uid = ?2",
            place,
        )?;
    }
    Ok(())
}

/// Takes flags of the server over; a letter read elsewhere is read here.
pub(crate) fn set_flags(tx: &mut Tx, folder_id: i64, uid: u32, seen: bool, answered: bool) -> Result<()> {
    tx.run(
        "UPDATE server_letter SET seen = ?3, answered = ?4 WHERE folder_id = ?1 AND uid = ?2",
        params![folder_id, i64::from(uid), seen, answered],
    )?;
    Ok(())
}

/// Reads, or makes unread, the letter at a place of the server, unless what changed here is still to be told there.
pub(crate) fn follow_seen(tx: &mut Tx, folder_id: i64, uid: u32, seen: bool) -> Result<()> {
    let row = tx.maybe(
        "SELECT letter.id, letter.seen, letter.request_id FROM server_letter JOIN letter ON letter.id = server_letter.letter_id
         WHERE server_letter.folder_id = ?1 AND server_letter.uid = ?2
           AND NOT EXISTS (SELECT 1 FROM flag_change WHERE flag_change.letter_id = letter.id AND flag_change.flag = 'seen')",
        params![folder_id, i64::from(uid)],
    )?;
    let Some(row) = row else { return Ok(()) };
    let (id, was, request_id): (i64, bool, Option<i64>) =
        (row.get("id")?, row.get("seen")?, row.get("request_id")?);
    if was == seen {
        return Ok(());
    }
    tx.run("UPDATE letter SET seen = ?2 WHERE id = ?1", params![id, seen])?;
    if let Some(request_id) = request_id {
        tx.run(
            "UPDATE request SET unread = CASE WHEN EXISTS
                (SELECT 1 FROM letter WHERE letter.request_id = request.id AND letter.seen = 0
                    AND letter.direction = 'incoming' AND letter.kind = 'letter')
                OR EXISTS (SELECT 1 FROM message WHERE message.request_id = request.id AND message.unread = 1)
                THEN 1 ELSE 0 END WHERE id = ?1",
            params![request_id],
        )?;
        tx.record("request", request_id, "seen", None, None)?;
    }
    Ok(())
}

/// A flag that changed here and that the server does not know.
#[derive(Debug, Clone)]
pub(crate) struct FlagChange {
    pub letter_id: i64,
    pub flag: String,
    /// Whether the server is to set it, or to take it off.
    pub on: bool,
    /// Where a copy of the letter lies in the folder.
    pub uid: u32,
    /// The server has it at this copy already.
    pub told: bool,
}

/// Flags changed here that the server does not know, of the letters of a folder.
pub(crate) fn flag_changes(reader: &mut Reader, folder_id: i64) -> Result<Vec<FlagChange>> {
    let rows = reader.all(
        "SELECT flag_change.letter_id, flag_change.flag, flag_change.on_server, server_letter.uid, server_letter.seen,
            server_letter.answered FROM flag_change
         JOIN server_letter ON server_letter.letter_id = flag_change.letter_id
         WHERE server_letter.folder_id = ?1 ORDER BY server_letter.uid LIMIT 1000",
        params![folder_id],
    )?;
    rows.iter()
        .map(|row| {
            let uid = u32::try_from(row.get::<i64>("uid")?).unwrap_or_default();
            let (letter_id, flag, on): (i64, String, bool) =
                (row.get("letter_id")?, row.get("flag")?, row.get("on_server")?);
            let told = row.get::<bool>(column(&flag))? == on;
            Ok(FlagChange { letter_id, flag, on, uid, told })
        })
        .collect()
}

/// The column of a flag where it is noted what a copy has.
fn column(flag: &str) -> &'static str {
    if flag == "seen" { "seen" } else { "answered" }
}

/// The server took a change at one copy of the letter.
pub(crate) fn set_told(tx: &mut Tx, folder_id: i64, change: &FlagChange) -> Result<()> {
    let column = column(&change.flag);
    tx.run(
        &format!("UPDATE server_letter SET {column} = ?3 WHERE folder_id = ?1 AND uid = ?2"),
        params![folder_id, i64::from(change.uid), change.on],
    )?;
    Ok(())
}

/// Forgets a change that every copy in the folders has. What somebody changed back meanwhile stays to be told.
pub(crate) fn forget_flag(tx: &mut Tx, change: &FlagChange, folders: &[i64]) -> Result<()> {
    let folders: Vec<String> = folders.iter().map(i64::to_string).collect();
    tx.run(
        &format!(
            "DELETE FROM flag_change WHERE letter_id = ?1 AND flag = ?2 AND on_server = ?3
               AND NOT EXISTS (SELECT 1 FROM server_letter WHERE server_letter.letter_id = flag_change.letter_id
                 AND server_letter.folder_id IN ({}) AND server_letter.{} <> flag_change.on_server)",
            folders.join(", "),
            column(&change.flag)
        ),
        params![change.letter_id, change.flag.as_str(), change.on],
    )?;
    Ok(())
}

/// The server does not take a change: it is asked no more.
pub(crate) fn give_up_flag(tx: &mut Tx, change: &FlagChange) -> Result<()> {
    tx.run(
        "DELETE FROM flag_change WHERE letter_id = ?1 AND flag = ?2 AND on_server = ?3",
        params![change.letter_id, change.flag.as_str(), change.on],
    )?;
    Ok(())
}

pub fn accounting(reader: &mut Reader) -> Result<Vec<Account>> {
    let rows = reader.all(
        "SELECT folder.name, folder.on_server,
            (SELECT count(*) FROM server_letter JOIN letter ON letter.id = server_letter.letter_id
             WHERE server_letter.folder_id = folder.id AND letter.request_id IS NOT NULL) AS in_requests,
            (SELECT count(*) FROM server_letter JOIN letter ON letter.id = server_letter.letter_id
             WHERE server_letter.folder_id = folder.id AND letter.request_id IS NULL)
            + (SELECT count(*) FROM server_letter WHERE server_letter.folder_id = folder.id
                AND server_letter.erased = 1) AS ignored,
            (SELECT count(*) FROM unreadable WHERE unreadable.folder_id = folder.id) AS unreadable
         FROM folder ORDER BY folder.id",
        &[],
    )?;
    rows.iter()
        .map(|row| {
            let (server, in_requests): (i64, i64) = (row.get("on_server")?, row.get("in_requests")?);
            let (ignored, unreadable): (i64, i64) = (row.get("ignored")?, row.get("unreadable")?);
            let missing = (server - in_requests - ignored - unreadable).max(0);
            Ok(Account { folder: row.get("name")?, server, in_requests, ignored, unreadable, missing })
        })
        .collect()
}
