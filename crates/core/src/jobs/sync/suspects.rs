//! Letters at which the line breaks: some servers end it at a damaged letter, and would at the same one for ever. They are asked
//! for one by one, and one that broke several lines is listed as refused (M2). This is known to the process alone.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use deskbell_mail::MailError;
use deskbell_mail::imap::{Fetched, Flow, Session};

/// What may have been on its way when a line broke: two commands of 200 letters.
const ON_THE_WAY: usize = 400;
/// So many lines a letter may break.
const MOST_BROKEN: u32 = 3;

/// The letters by folder and UID, with the lines that each broke alone.
#[derive(Debug, Default)]
pub struct Suspects(Mutex<HashMap<(i64, u32), u32>>);

impl Suspects {
    fn all(&self) -> MutexGuard<'_, HashMap<(i64, u32), u32>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Letters that were refused before: they may break the line once.
    pub fn note_refused(&self, folder_id: i64, uids: &[u32]) {
        let mut all = self.all();
        for uid in uids {
            all.entry((folder_id, *uid)).or_insert(MOST_BROKEN - 1);
        }
    }

    /// Fetches letters as the session does: what is newer than every suspect first, then the suspects alone.
    pub fn fetch(
        &self,
        session: &mut Session,
        folder_id: i64,
        uids: &[u32],
        given: &[u32],
        each: &mut dyn FnMut(Fetched) -> Flow,
    ) -> Result<(), MailError> {
        let (newer, alone, rest) = self.divide(folder_id, uids);
        self.together(session, folder_id, &newer, given, each)?;
        for uid in alone {
            self.alone(session, (folder_id, uid), given, each)?;
        }
        self.together(session, folder_id, &rest, given, each)
    }

    fn divide(&self, folder_id: i64, uids: &[u32]) -> (Vec<u32>, Vec<u32>, Vec<u32>) {
        let all = self.all();
        let suspects: HashSet<u32> =
            uids.iter().copied().filter(|uid| all.contains_key(&(folder_id, *uid))).collect();
        let newest = suspects.iter().max().copied().unwrap_or_default();
        let (mut newer, mut alone, mut rest) = (Vec::new(), Vec::new(), Vec::new());
        for uid in uids {
            let part = match uid {
                _ if suspects.contains(uid) => &mut alone,
                _ if *uid > newest => &mut newer,
                _ => &mut rest,
            };
            part.push(*uid);
        }
        (newer, alone, rest)
    }

    fn together(
        &self,
        session: &mut Session,
        folder_id: i64,
        uids: &[u32],
        given: &[u32],
        each: &mut dyn FnMut(Fetched) -> Flow,
    ) -> Result<(), MailError> {
        if uids.is_empty() {
            return Ok(());
        }
        let mut came = false;
        let outcome = session.fetch(uids, given, &mut |letter| {
            came = true;
            each(letter)
        });
        // A line that brought something is only a line that broke: the next one goes on from there.
        if !came && outcome.as_ref().is_err_and(is_broken_line) {
            let mut all = self.all();
            for uid in uids.iter().take(ON_THE_WAY) {
                all.entry((folder_id, *uid)).or_default();
            }
        }
        outcome
    }

    fn alone(
        &self,
        session: &mut Session,
        place: (i64, u32),
        given: &[u32],
        each: &mut dyn FnMut(Fetched) -> Flow,
    ) -> Result<(), MailError> {
        let outcome = session.fetch(&[place.1], given, each);
        let broke = match &outcome {
            Ok(()) => MOST_BROKEN,
            Err(error) if is_broken_line(error) => {
                let mut all = self.all();
                let broke = all.entry(place).or_default();
                *broke += 1;
                *broke
            }
            Err(_) => return outcome,
        };
        if broke >= MOST_BROKEN {
            self.all().remove(&place);
            if let Err(error) = &outcome {
                each(Fetched::refused(place.1, error.clone()));
            }
        }
        outcome
    }
}

fn is_broken_line(error: &MailError) -> bool {
    !matches!(error, MailError::Command { .. } | MailError::Stopped)
}
