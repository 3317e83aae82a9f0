//! An IMAP server of a test's own, as small as the sync needs it: letters by UID, flags, refusals, and what it was told.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};

use chrono::{TimeZone, Utc};
use deskbell_core::jobs::sync::{self, SyncCounts};
use serde_json::json;

use super::{Bench, Mail, mailbox};

/// A letter on the server.
pub struct Held {
    pub bytes: Vec<u8>,
    pub received: i64,
    pub flags: BTreeSet<String>,
}

/// What the server has and does.
#[derive(Default)]
pub struct Folder {
    pub letters: BTreeMap<u32, Held>,
    pub validity: u32,
    /// Letters that it does not give.
    pub refused: BTreeSet<u32>,
    /// Letters at which it ends the line.
    pub breaking: BTreeSet<u32>,
    /// Letters whose flags it does not change.
    pub fixed: BTreeSet<u32>,
    /// Letters that come in when INBOX is opened for this time.
    pub coming: BTreeMap<usize, (u32, Held)>,
    pub opened: usize,
    /// Commands after the login, without their tags.
    pub told: Vec<String>,
}

/// INBOX and Sent.
type Folders = [Mutex<Folder>; 2];

pub struct ImapServer {
    port: u16,
    folders: Arc<Folders>,
}

impl ImapServer {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let folder = || Mutex::new(Folder { validity: 7, ..Folder::default() });
        let folders = Arc::new([folder(), folder()]);
        let shared = Arc::clone(&folders);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let folders = Arc::clone(&shared);
                std::thread::spawn(move || drop(serve(&stream, &folders)));
            }
        });
        Self { port, folders }
    }

    pub fn folder(&self) -> MutexGuard<'_, Folder> {
        self.folders[0].lock().unwrap()
    }

    /// The folder of sent letters; it is there as soon as something is in it.
    pub fn sent(&self) -> MutexGuard<'_, Folder> {
        self.folders[1].lock().unwrap()
    }

    pub fn put(&self, uid: u32, mail: &Mail) {
        self.folder().letters.insert(uid, held(mail));
    }

    /// An office whose mailbox is this one.
    pub fn office(&self) -> Bench {
        let bench = Bench::new();
        let mut mailbox = mailbox();
        mailbox["imap"]["host"] = json!("127.0.0.1");
        mailbox["imap"]["port"] = json!(self.port);
        mailbox["imap"]["security"] = json!("plain");
        // Nothing of ours is sent by these tests.
        (mailbox["smtp"]["host"], mailbox["smtp"]["port"]) = (json!("127.0.0.1"), json!(1));
        bench.call("mailbox.save", json!({ "mailbox": mailbox, "password": "сезам", "in_file": false }));
        bench
    }
}

pub fn held(mail: &Mail) -> Held {
    let received = mail.received.unwrap_or(mail.at);
    Held { bytes: mail.bytes(), received, flags: BTreeSet::new() }
}

/// One pass of the real sync.
pub fn sync(bench: &Bench) -> SyncCounts {
    sync::once(&bench.office).unwrap()
}

fn serve(stream: &TcpStream, folders: &Folders) -> std::io::Result<()> {
    let mut opened = 0;
    let mut out = stream.try_clone()?;
    out.write_all(b"* OK ready\r\n")?;
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    while let Some(line) = lines.next().transpose()? {
        let Some((tag, command)) = line.split_once(' ') else { continue };
        let words: Vec<&str> = command.split(' ').collect();
        if words[0] == "SELECT" {
            opened = usize::from(words[1].contains("Sent"));
        }
        let has_sent = !folders[1].lock().unwrap().letters.is_empty();
        let mut folder = folders[opened].lock().unwrap();
        match words[0] {
            "CAPABILITY" => out.write_all(b"* CAPABILITY IMAP4rev1 IDLE\r\n")?,
            "LIST" => {
                out.write_all(b"* LIST (\\HasNoChildren) \"/\" INBOX\r\n")?;
                if has_sent {
                    out.write_all(b"* LIST (\\HasNoChildren \\Sent) \"/\" Sent\r\n")?;
                }
            }
            "SELECT" => {
                folder.opened += 1;
                let opened = folder.opened;
                if let Some((uid, letter)) = folder.coming.remove(&opened) {
                    folder.letters.insert(uid, letter);
                }
                let next = folder.letters.keys().max().map_or(1, |uid| uid + 1);
                let (count, validity) = (folder.letters.len(), folder.validity);
                write!(
                    out,
                    "* {count} EXISTS\r\n* OK [UIDVALIDITY {validity}] ok\r\n* OK [UIDNEXT {next}] ok\r\n"
                )?;
            }
            "UID" => {
                folder.told.push(command.to_owned());
                if !answer(&mut out, &mut folder, &words)? {
                    write!(out, "{tag} NO [SERVERBUG] this letter is damaged\r\n")?;
                    continue;
                }
            }
            "IDLE" => {
                drop(folder);
                out.write_all(b"+ idling\r\n")?;
                while lines.next().transpose()?.is_some_and(|line| line != "DONE") {}
                write!(out, "{tag} OK done\r\n")?;
                continue;
            }
            "LOGOUT" => {
                write!(out, "* BYE see you\r\n{tag} OK done\r\n")?;
                return Ok(());
            }
            _ => {}
        }
        write!(out, "{tag} OK done\r\n")?;
    }
    Ok(())
}

/// A command about letters; false where it is refused.
fn answer(out: &mut TcpStream, folder: &mut Folder, words: &[&str]) -> std::io::Result<bool> {
    if words[1] == "SEARCH" {
        let all: Vec<String> = folder.letters.keys().map(u32::to_string).collect();
        write!(out, "* SEARCH {}\r\n", all.join(" "))?;
        return Ok(true);
    }
    let wanted = numbers(words[2], folder.letters.keys().max().copied().unwrap_or(0));
    if words[1] == "STORE" {
        if wanted.iter().any(|uid| folder.fixed.contains(uid)) {
            return Ok(false);
        }
        let flag = words[4].trim_matches(['(', ')']).to_owned();
        for uid in wanted {
            let Some(letter) = folder.letters.get_mut(&uid) else { continue };
            if words[3].starts_with('+') {
                letter.flags.insert(flag.clone());
            } else {
                letter.flags.remove(&flag);
            }
        }
        return Ok(true);
    }
    let whole = words.iter().any(|word| word.contains("BODY.PEEK[]"));
    if whole && wanted.iter().any(|uid| folder.refused.contains(uid)) {
        return Ok(false);
    }
    for (place, (uid, letter)) in folder.letters.iter().enumerate() {
        if !wanted.contains(uid) {
            continue;
        }
        if whole && folder.breaking.contains(uid) {
            return Err(std::io::ErrorKind::InvalidData.into());
        }
        let flags: Vec<&str> = letter.flags.iter().map(String::as_str).collect();
        write!(out, "* {} FETCH (UID {uid} FLAGS ({})", place + 1, flags.join(" "))?;
        if whole {
            let date = Utc.timestamp_millis_opt(letter.received).unwrap().format("%d-%b-%Y %H:%M:%S +0000");
            write!(out, " INTERNALDATE \"{date}\" RFC822.SIZE {0} BODY[] {{{0}}}\r\n", letter.bytes.len())?;
            out.write_all(&letter.bytes)?;
        }
        out.write_all(b")\r\n")?;
    }
    Ok(true)
}

fn numbers(set: &str, last: u32) -> Vec<u32> {
    let number = |text: &str| if text == "*" { last } else { text.parse().unwrap() };
    set.split(',')
        .flat_map(|part| match part.split_once(':') {
            Some((from, to)) => number(from)..=number(to),
            None => number(part)..=number(part),
        })
        .collect()
}
