//! Golden letters: each `tests/letters/*.eml` is read and all of the answer compared with the `.json` beside it.
//!
//! `UPDATE_GOLDEN=1 cargo test -p deskbell-mail --test golden` writes the answers anew; look at each difference.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::path::{Path, PathBuf};

use deskbell_mail::letter;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/letters")
}

/// Compares every letter whose name begins with `prefix`; there must be at least `least` of them.
fn compare(prefix: &str, least: usize) {
    let mut letters: Vec<PathBuf> = fs::read_dir(folder())
        .expect("tests/letters")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "eml"))
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(prefix)))
        .collect();
    letters.sort();
    assert!(letters.len() >= least, "{} letters for {prefix}", letters.len());
    let mut wrong = Vec::new();
    for path in letters {
        let raw = fs::read(&path).expect("a letter");
        let answer = letter::read_with_digests(&raw).expect("a readable letter");
        let answer = serde_json::to_string_pretty(&answer).expect("JSON") + "\n";
        let expected = path.with_extension("json");
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&expected, &answer).expect("written");
        } else if fs::read_to_string(&expected).ok().as_deref() != Some(answer.as_str()) {
            wrong.push(format!("{}:\n{answer}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// M4: broken letters are read all the same, so that none goes missing.
#[test]
fn m4_broken_letters() {
    compare("m4-", 10);
}

/// M5: message ids, chains, subjects and dates by which a letter finds its request.
#[test]
fn m5_threading() {
    compare("m5-", 8);
}

/// M7: people, answering machines, newsletters and bounces are told apart.
#[test]
fn m7_automatic_letters() {
    compare("m7-", 20);
}

/// M8: charsets, HTML, and quotes folded in the forms of the usual programs.
#[test]
fn m8_reading() {
    compare("m8-", 35);
}

/// M9: file names decoded and made safe; pictures of the text told from files.
#[test]
fn m9_attachments() {
    compare("m9-", 5);
}
