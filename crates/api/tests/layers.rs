//! Nothing points back: each crate names only those below it, and each driver stands in its one crate.

use std::path::Path;

/// From the bottom up: a crate may name those before it.
const LAYERS: [(&str, &str); 8] = [
    ("deskbell-store", "crates/store"),
    ("deskbell-mail", "crates/mail"),
    ("deskbell-sms", "crates/sms"),
    ("deskbell-core", "crates/core"),
    ("deskbell-api", "crates/api"),
    ("deskbell-cli", "crates/cli"),
    ("deskbell", "src-tauri"),
    ("deskbell-tests", "tests"),
];

/// What only one crate may use: SQL drivers below, wires beside, the window on top.
const OWNED: [(&str, &str); 8] = [
    ("rusqlite", "crates/store"),
    ("postgres", "crates/store"),
    ("imap", "crates/mail"),
    ("lettre", "crates/mail"),
    ("mail-parser", "crates/mail"),
    ("ammonia", "crates/mail"),
    ("keyring", "crates/core"),
    ("tauri", "src-tauri"),
];

/// The names under `[dependencies]`; none where the file cannot be read, which the tests notice.
fn dependencies(folder: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(folder).join("Cargo.toml");
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let section =
        text.split("\n[dependencies]\n").nth(1).unwrap_or_default().split("\n[").next().unwrap_or_default();
    section
        .lines()
        .filter(|line| !line.trim_start().starts_with('#'))
        .filter_map(|line| line.split(['.', '=', ' ']).next())
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

#[test]
fn no_crate_names_one_above_it() {
    for (place, (name, folder)) in LAYERS.iter().enumerate() {
        for named in dependencies(folder).iter().filter(|named| named.starts_with("deskbell")) {
            let below = LAYERS.iter().position(|(other, _)| other == named);
            assert!(below.is_some_and(|below| below < place), "{name} names {named}");
        }
    }
    // Those at the bottom know nothing of each other.
    for bottom in ["crates/store", "crates/mail", "crates/sms"] {
        assert!(!dependencies(bottom).iter().any(|named| named.starts_with("deskbell")), "{bottom}");
    }
    assert!(dependencies("crates/core").contains(&"deskbell-store".to_owned()), "the files are read at all");
}

#[test]
fn every_driver_stands_in_its_one_crate() {
    for (driver, owner) in OWNED {
        assert!(
            dependencies(owner).contains(&driver.to_owned()),
            "{driver} is no longer in {owner}: change this list"
        );
        for (_, folder) in LAYERS.iter().filter(|(_, folder)| *folder != owner && *folder != "tests") {
            // The queue of gammu-smsd is another program's database: its tables are how one speaks to it.
            if *folder == "crates/sms" && ["rusqlite", "postgres"].contains(&driver) {
                continue;
            }
            assert!(!dependencies(folder).contains(&driver.to_owned()), "{folder} uses {driver}");
        }
    }
}
