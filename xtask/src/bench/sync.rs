//! `bench sync` and `bench noop`: a whole mailbox until it can be searched, and a look that finds nothing new.

use serde_json::{Value, json};
use std::path::Path;

use super::{Figure, Goal, Office, ROUNDS, letters, mailhost::Mailhost, median, raw, seconds};
use crate::process::{Outcome, capture, command};

const LETTERS: usize = 20_000;
const USER: &str = "bench";

/// What the rounds gave, one value a round.
#[derive(Default)]
struct Rounds {
    ours: Vec<f64>,
    network: Vec<f64>,
    peak: Vec<f64>,
    mbsync: Vec<f64>,
    notmuch: Vec<f64>,
    drain: Vec<f64>,
    ours_noop: Vec<f64>,
    mbsync_noop: Vec<f64>,
}

/// Measures both; `noop` needs the synced mailboxes of `sync`, so the rounds are common.
pub fn measure(folder: &Path, sync: bool, noop: bool) -> Outcome<Vec<Figure>> {
    let host = Mailhost::start()?;
    println!("writing {LETTERS} letters into the mail host");
    let maildir = host.maildir(USER);
    let bytes = letters::write(&maildir, LETTERS)?;
    host.own(&maildir)?;
    host.own(maildir.parent().unwrap_or(&maildir))?;
    // Dovecot builds its index at the first look; nobody is to pay for that.
    raw::drain(host.imap(), USER)?;
    let mut rounds = Rounds::default();
    let count = if sync { ROUNDS } else { 1 };
    for round in 1..=count {
        one_round(folder, &host, round, bytes, &mut rounds)?;
    }
    if noop {
        for _ in 0..ROUNDS.max(5) {
            look_again(folder, count, &mut rounds)?;
        }
    }
    Ok(figures(rounds, bytes, sync, noop))
}

fn one_round(folder: &Path, host: &Mailhost, round: usize, bytes: u64, rounds: &mut Rounds) -> Outcome {
    let data = folder.join(format!("office-{round}"));
    let office = Office::of(&data);
    set_up(&office, host)?;
    let (drain, drained) = raw::drain(host.imap(), USER)?;
    rounds.drain.push(drain);
    if drained < bytes {
        return Err(format!("the server gave {drained} bytes of {bytes}"));
    }
    let (answer, took, peak) = office.measured(&["sync", "--once"])?;
    let network = answer.get("network_seconds").and_then(Value::as_f64);
    let network = network.ok_or_else(|| format!("sync printed no network_seconds: {answer}"))?;
    rounds.ours.push(took);
    rounds.network.push(network);
    rounds.peak.push(peak);
    complete(&office)?;
    let mail = folder.join(format!("mbsync-{round}"));
    let (mbsync, notmuch) = peers(&mail, host)?;
    rounds.mbsync.push(mbsync);
    rounds.notmuch.push(notmuch);
    println!(
        "round {round}: deskbell {took:.2} s (network {network:.2} s, {peak:.0} MB), raw drain {drain:.2} s, \
         mbsync {mbsync:.2} s + notmuch {notmuch:.2} s"
    );
    Ok(())
}

/// A new office with the mail host's mailbox.
fn set_up(office: &Office, host: &Mailhost) -> Outcome {
    office.ask(&["init"])?;
    let user = format!("{USER}@office.test");
    let server = |port: u16| json!({"host": "127.0.0.1", "port": port, "security": "plain", "user": user, "fingerprint": null});
    let mailbox = json!({"address": user, "name": "Bench", "imap": server(host.imap()),
        "smtp": server(host.submission()), "sent_folder": null, "saves_sent": false, "has_password": false,
        "password_place": "none"});
    office.call("mailbox.save", &json!({"mailbox": mailbox, "password": "secret", "in_file": true})).map(drop)
}

/// Nothing is worth measuring that is not there: the last letter is found, and none is missing.
fn complete(office: &Office) -> Outcome {
    let found = office.call("requests.list", &json!({"view": "all", "search": "zzfound"}))?;
    let hits = found.get("rows").and_then(Value::as_array).map(Vec::len).unwrap_or_default();
    if hits != 1 {
        return Err(format!("after the sync a search finds {hits} requests with the last letter's word"));
    }
    let folders = office.call("mailbox.accounting", &json!({}))?;
    let sum = |key: &str| -> i64 {
        folders.as_array().into_iter().flatten().filter_map(|row| row.get(key).and_then(Value::as_i64)).sum()
    };
    if sum("in_requests") + sum("ignored") < LETTERS as i64 || sum("missing") > 0 || sum("unreadable") > 0 {
        return Err(format!("the accounting does not add up: {folders}"));
    }
    Ok(())
}

/// mbsync into a new Maildir and notmuch over it, both set up as their manuals say for speed.
fn peers(mail: &Path, host: &Mailhost) -> Outcome<(f64, f64)> {
    let place = |error: std::io::Error| format!("{}: {error}", mail.display());
    std::fs::create_dir_all(mail.join("box")).map_err(place)?;
    let path = mail.display();
    let port = host.imap();
    std::fs::write(
        mail.join("mbsyncrc"),
        format!(
            "FSync no\n\nIMAPAccount a\nHost 127.0.0.1\nPort {port}\nUser {USER}\nPass secret\nSSLType None\nAuthMechs LOGIN\n\n\
             IMAPStore far\nAccount a\n\nMaildirStore near\nPath {path}/box/\nInbox {path}/box/INBOX\n\n\
             Channel c\nFar :far:\nNear :near:\nPatterns INBOX\nCreate Near\nSync Pull\nSyncState *\n"
        ),
    )
    .map_err(place)?;
    std::fs::write(
        mail.join("notmuch-config"),
        format!("[database]\npath={path}/box\n[user]\nname=Bench\nprimary_email=bench@office.test\n[new]\ntags=new\n"),
    )
    .map_err(place)?;
    let mbsync = seconds(&mut mbsync(mail))?;
    let mut new = command("notmuch");
    new.env("NOTMUCH_CONFIG", mail.join("notmuch-config")).args(["new", "--quiet"]);
    let notmuch = seconds(&mut new)?;
    let mut count = command("notmuch");
    count.env("NOTMUCH_CONFIG", mail.join("notmuch-config")).args(["count", "*"]);
    let counted = capture(&mut count)?;
    if counted.trim() != LETTERS.to_string() {
        return Err(format!("notmuch counts {} letters", counted.trim()));
    }
    Ok((mbsync, notmuch))
}

fn mbsync(mail: &Path) -> std::process::Command {
    let mut mbsync = command("mbsync");
    mbsync.arg("-q").arg("-c").arg(mail.join("mbsyncrc")).arg("c");
    mbsync
}

/// One more sync of each when there is nothing new.
fn look_again(folder: &Path, round: usize, rounds: &mut Rounds) -> Outcome {
    let data = folder.join(format!("office-{round}"));
    let (_, ours, _) = Office::of(&data).measured(&["sync", "--once"])?;
    rounds.ours_noop.push(ours);
    rounds.mbsync_noop.push(seconds(&mut mbsync(&folder.join(format!("mbsync-{round}"))))?);
    Ok(())
}

fn figures(rounds: Rounds, bytes: u64, sync: bool, noop: bool) -> Vec<Figure> {
    let mut figures = Vec::new();
    let (network, drain) = (median(rounds.network), median(rounds.drain));
    let peak = rounds.peak.iter().copied().fold(0.0, f64::max);
    // Each round's peers ran beside it, on the machine as it was then.
    let of_round = |((ours, mbsync), notmuch): ((&f64, &f64), &f64)| (mbsync + notmuch) / ours;
    let faster = median(rounds.ours.iter().zip(&rounds.mbsync).zip(&rounds.notmuch).map(of_round).collect());
    let ours = median(rounds.ours);
    let (mbsync, notmuch) = (median(rounds.mbsync), median(rounds.notmuch));
    if sync {
        figures.extend([
            Figure::new("sync", "letters", LETTERS as f64, "letters", Goal::None),
            Figure::new("sync", "average_letter", bytes as f64 / LETTERS as f64 / 1000.0, "KB", Goal::None),
            Figure::new("sync", "deskbell_until_searchable", ours, "s", Goal::None),
            Figure::new("sync", "mbsync", mbsync, "s", Goal::None),
            Figure::new("sync", "notmuch_new", notmuch, "s", Goal::None),
            Figure::new("sync", "times_faster_than_mbsync_notmuch", faster, "x", Goal::AtLeast(6.0)),
            Figure::new("sync", "deskbell_network_part", network, "s", Goal::None),
            Figure::new("sync", "raw_drain", drain, "s", Goal::None),
            Figure::new("sync", "network_part_to_raw_drain", network / drain, "x", Goal::AtMost(1.5)),
            Figure::new("sync", "peak_memory", peak, "MB", Goal::AtMost(120.0)),
        ]);
    }
    if noop {
        let (ours, theirs) = (median(rounds.ours_noop), median(rounds.mbsync_noop));
        figures.extend([
            Figure::new("noop", "deskbell", ours, "s", Goal::None),
            Figure::new("noop", "mbsync", theirs, "s", Goal::None),
            Figure::new("noop", "times_faster_than_mbsync", theirs / ours, "x", Goal::AtLeast(1.0)),
        ]);
    }
    figures
}
