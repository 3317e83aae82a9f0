//! From the line to the database: letters are packed, stored, read and placed on threads of their own, so that the line,
//! the processors and the disk work at once. Every letter's raw bytes are committed before anything in it is read.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use deskbell_mail::MailError;
use deskbell_mail::imap::{Fetched, Flow, Session};
use deskbell_mail::letter::Letter;

use super::copier::copy;
use super::placing::{Read, Ready, Stored, received_at, store_raw, store_read};
use super::ration::Ration;
use super::{SyncCounts, set_status};
use crate::letters;
use crate::letters::raw::Packer;
use crate::mailbox::{self, FolderContext, SyncState};
use crate::{Error, Office, Result};

/// Bytes of letters in memory at once.
const RATION: usize = 24 * 1024 * 1024;
/// Letters are handed on in batches of about so many bytes: every transaction writes anew what its letters have in common,
/// the upper pages of each index and a piece of the words' index.
const BATCH: usize = 4 * 1024 * 1024;
/// Where the line is slow, whoever waits at the desk sees the first letters nevertheless.
const BATCH_TIME: Duration = Duration::from_millis(250);
/// Letters in one transaction: more are not faster, and a crash would cost more.
const MOST_IN_TRANSACTION: usize = 1000;

/// Lets the line go on when the writer ends, however it does.
struct Closed<'a>(&'a Ration);

impl Drop for Closed<'_> {
    fn drop(&mut self) {
        self.0.close();
    }
}

enum ToWriter {
    Packed(Vec<Ready>),
    AllPacked,
    Read(Vec<Read>),
    Failed(Error),
}

/// Tells the writer when a stage panics: it would wait for ever.
struct Watched<'a>(&'a Sender<ToWriter>);

impl Drop for Watched<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let _ = self.0.send(ToWriter::Failed(Error::BadData("a stage of the sync panicked".to_owned())));
        }
    }
}

/// Gives letters one by one as they come from the line.
type FromLine<'a> = dyn FnMut(&mut dyn FnMut(Fetched) -> Flow) -> std::result::Result<(), MailError> + 'a;

/// Takes in the letters of the UIDs, in their order. `given`: some that the server gave before.
pub fn take(
    office: &Office,
    session: &mut Session,
    folder_id: i64,
    uids: &[u32],
    given: &[u32],
    counts: &mut SyncCounts,
) -> Result<()> {
    let folder = office.desk().read(|reader| mailbox::folder_context(reader, folder_id, office.now()))?;
    let ration = Ration::new(RATION);
    let turn = Mutex::new(());
    let begun = Instant::now();
    let (fetched, written, network) = std::thread::scope(|scope| {
        let (to_packer, packing) = channel::<Vec<Fetched>>();
        let (to_writer, writing) = channel::<ToWriter>();
        let (to_reader, reading) = channel::<Vec<Stored>>();
        let (to_copier, copying) = channel::<()>();
        let from_packer = to_writer.clone();
        let (ration, folder, now, turn) = (&ration, &folder, office.now(), &turn);
        let named = |name: &str| std::thread::Builder::new().name(name.to_owned());
        let threads = || -> std::io::Result<_> {
            let stages = [
                named("pack").spawn_scoped(scope, move || pack(&packing, &from_packer))?,
                named("read").spawn_scoped(scope, move || read(&reading, &to_writer, now))?,
                named("copy").spawn_scoped(scope, move || copy(office, &copying, turn))?,
            ];
            let writer = named("write").spawn_scoped(scope, move || {
                let _closed = Closed(ration);
                let mut writer = Writer::new(office, folder, ration, turn, uids.len());
                writer.run(&writing, &to_reader, &to_copier).map(|()| writer.counts)
            })?;
            Ok((stages, writer))
        };
        let (stages, writer) = match threads() {
            Ok(threads) => threads,
            Err(error) => return (Ok(()), Err(Error::io(&office.data, error)), Duration::ZERO),
        };
        let mut from_line = |each: &mut dyn FnMut(Fetched) -> Flow| {
            office.suspects.fetch(session, folder_id, uids, given, each)
        };
        let fetched = fetch(&mut from_line, ration, to_packer);
        let network = begun.elapsed().saturating_sub(ration.waited());
        let written = writer.join().unwrap_or_else(|_| Err(Error::BadData("the writer panicked".to_owned())));
        // The writer has told already of a stage that panicked.
        stages.into_iter().for_each(|stage| drop(stage.join()));
        (fetched, written, network)
    });
    counts.network_seconds += network.as_secs_f64();
    let written = written?;
    counts.letters += written.letters;
    counts.placed += written.placed;
    counts.known += written.known;
    counts.ignored += written.ignored;
    counts.unreadable += written.unreadable;
    fetched
}

/// Reads letters from the line into batches.
fn fetch(from_line: &mut FromLine<'_>, ration: &Ration, to_packer: Sender<Vec<Fetched>>) -> Result<()> {
    let mut batch: Vec<Fetched> = Vec::new();
    let (mut bytes, mut begun) = (0, Instant::now());
    let mut open = true;
    let outcome = from_line(&mut |letter| {
        // What is held here nobody can give back: it goes on before a large letter waits for its room.
        if !batch.is_empty() && !ration.has(letter.raw.len()) {
            bytes = 0;
            open = open && to_packer.send(std::mem::take(&mut batch)).is_ok();
        }
        open = open && ration.take(letter.raw.len());
        if !open {
            return Flow::Stop;
        }
        if batch.is_empty() {
            begun = Instant::now();
        }
        bytes += letter.raw.len();
        batch.push(letter);
        if bytes >= BATCH || begun.elapsed() >= BATCH_TIME {
            bytes = 0;
            open = to_packer.send(std::mem::take(&mut batch)).is_ok();
        }
        if open { Flow::Go } else { Flow::Stop }
    });
    // What came before the line broke is kept.
    let _ = to_packer.send(batch);
    Ok(outcome?)
}

/// Lets the writer go first, which the others wait for, and whoever works at the desk meanwhile. Linux alone gives a thread
/// a nice value of its own.
fn step_back() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::setpriority_process(None, 19) {
        log::debug!("a stage of the sync keeps its priority: {error}");
    }
}

fn pack(packing: &Receiver<Vec<Fetched>>, to_writer: &Sender<ToWriter>) {
    step_back();
    let _watched = Watched(to_writer);
    let end = pack_all(packing, to_writer).map_or_else(ToWriter::Failed, |()| ToWriter::AllPacked);
    let _ = to_writer.send(end);
}

fn pack_all(packing: &Receiver<Vec<Fetched>>, to_writer: &Sender<ToWriter>) -> Result<()> {
    let mut packer = Packer::new()?;
    for batch in packing {
        let mut ready = Vec::with_capacity(batch.len());
        for fetched in batch {
            let bare = fetched.too_big || fetched.refused.is_some();
            let packed = if bare { None } else { Some(packer.pack(&fetched.raw)?) };
            ready.push(Ready { fetched, packed });
        }
        if to_writer.send(ToWriter::Packed(ready)).is_err() {
            break;
        }
    }
    Ok(())
}

fn read(reading: &Receiver<Vec<Stored>>, to_writer: &Sender<ToWriter>, now: i64) {
    step_back();
    let _watched = Watched(to_writer);
    for batch in reading {
        let read = batch.into_iter().map(|stored| read_one(stored, now)).collect();
        if to_writer.send(ToWriter::Read(read)).is_err() {
            return;
        }
    }
}

fn read_one(stored: Stored, now: i64) -> Read {
    let Stored { fetched, raw_id, archive_before } = stored;
    let letter = deskbell_mail::letter::read(&fetched.raw).map(lean);
    Read {
        uid: fetched.uid,
        raw_id,
        size: fetched.raw.len(),
        seen: fetched.seen,
        received_at: received_at(&fetched, now),
        archive_before,
        folded: letter.as_ref().ok().map(letters::folded),
        letter,
    }
}

/// Drops what placing does not need: whether there is HTML counts, not its text.
fn lean(mut letter: Letter) -> Letter {
    if let Some(html) = &mut letter.html {
        *html = String::new();
    }
    letter
}

struct Writer<'a> {
    office: &'a Office,
    folder: &'a FolderContext,
    ration: &'a Ration,
    /// Held by whoever of the writer and the copier must be alone.
    turn: &'a Mutex<()>,
    counts: SyncCounts,
    total: usize,
    done: usize,
    begun: Instant,
    told: Instant,
}

impl<'a> Writer<'a> {
    fn new(
        office: &'a Office,
        folder: &'a FolderContext,
        ration: &'a Ration,
        turn: &'a Mutex<()>,
        total: usize,
    ) -> Self {
        let now = Instant::now();
        Self {
            office,
            folder,
            ration,
            turn,
            counts: SyncCounts::default(),
            total,
            done: 0,
            begun: now,
            told: now,
        }
    }

    /// Writes until every letter that was packed has been read and placed.
    fn run(
        &mut self,
        writing: &Receiver<ToWriter>,
        to_reader: &Sender<Vec<Stored>>,
        to_copier: &Sender<()>,
    ) -> Result<()> {
        let (mut all_packed, mut with_reader) = (false, 0_usize);
        while !(all_packed && with_reader == 0) {
            let (mut packed, mut read) = (Vec::new(), Vec::new());
            let mut next = writing.recv().ok();
            while let Some(message) = next.take() {
                match message {
                    ToWriter::Packed(batch) => packed.extend(batch),
                    ToWriter::Read(batch) => read.extend(batch),
                    ToWriter::AllPacked => all_packed = true,
                    ToWriter::Failed(error) => return Err(error),
                }
                if packed.len() + read.len() < MOST_IN_TRANSACTION {
                    next = writing.try_recv().ok();
                }
            }
            with_reader -= read.len().min(with_reader);
            let stored = self.write(packed, read)?;
            with_reader += stored.len();
            // Where the copier is gone the writer copies by itself.
            let _ = to_copier.send(());
            if !stored.is_empty() && to_reader.send(stored).is_err() {
                return Err(Error::BadData("the reader panicked".to_owned()));
            }
            self.tell();
        }
        Ok(())
    }

    /// One transaction: the bytes of new letters, and the places of those that were read meanwhile.
    fn write(&mut self, packed: Vec<Ready>, read: Vec<Read>) -> Result<Vec<Stored>> {
        if packed.is_empty() && read.is_empty() {
            return Ok(Vec::new());
        }
        let desk = self.office.desk();
        let mut counts = self.counts.clone();
        let (mut given, placed) = (0, read.len());
        let freed = read.iter().map(|letter| letter.size).sum();
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let stored = desk.bulk(|tx| {
            let mut stored = Vec::with_capacity(packed.len());
            for ready in packed {
                counts.letters += 1;
                match store_raw(&desk, tx, self.folder, ready, &mut counts)? {
                    Some(letter) => stored.push(letter),
                    None => given += 1,
                }
            }
            for letter in read {
                store_read(&desk, tx, self.folder, letter, &mut counts)?;
            }
            Ok(stored)
        })?;
        self.counts = counts;
        self.done += placed + given;
        self.ration.give(freed);
        Ok(stored)
    }

    fn tell(&mut self) {
        if self.told.elapsed().as_millis() < 250 {
            return;
        }
        self.told = Instant::now();
        let seconds = self.begun.elapsed().as_secs_f64().max(0.001);
        let rate = self.done as f64 / seconds;
        let left = (rate > 0.0).then(|| self.total.saturating_sub(self.done) as f64 / rate);
        set_status(self.office, |status| {
            status.state = SyncState::Syncing;
            (status.done, status.total) = (self.done as i64, self.total as i64);
            (status.rate, status.seconds_left) = (rate, left);
            (status.error, status.retry_at) = (None, None);
        });
    }
}
