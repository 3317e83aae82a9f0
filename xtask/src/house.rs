//! The house rules of ARCHITECTURE.md and CONTRIBUTING.md that can be read off the sources.

use serde_json::Value;
use std::path::{Path, PathBuf};

use crate::process::{capture, cargo, root};

/// What each crate of the program may use of the others: arrows point one way.
const ARROWS: &[(&str, &[&str])] = &[
    ("deskbell-store", &[]),
    ("deskbell-mail", &[]),
    ("deskbell-sms", &[]),
    ("deskbell-core", &["deskbell-store", "deskbell-mail", "deskbell-sms"]),
    ("deskbell-api", &["deskbell-core", "deskbell-store", "deskbell-mail", "deskbell-sms"]),
    ("deskbell-cli", &["deskbell-api", "deskbell-core", "deskbell-mail"]),
    ("deskbell", &["deskbell-api", "deskbell-core"]),
];

/// "About 400": what a file may grow to before it is split.
const LINES: usize = 420;
/// One line a command: a table of contents is read as one list.
const LONG: &str = "crates/api/src/table.rs";

fn sources(folders: &[&str], endings: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open: Vec<PathBuf> = folders.iter().map(|folder| root().join(folder)).collect();
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if path.is_dir() {
                if !["node_modules", "target", "dist", "generated", "gen"].contains(&name.as_str()) {
                    open.push(path);
                }
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                let shown = path.strip_prefix(root()).unwrap_or(&path).display().to_string();
                found.push((shown, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(!found.is_empty(), "no sources in {folders:?}");
    found
}

fn all_sources() -> Vec<(String, String)> {
    sources(
        &["crates", "src-tauri/src", "tests/src", "tests/tests", "xtask/src", "ui/src"],
        &[".rs", ".ts", ".svelte"],
    )
}

#[test]
fn arrows_point_one_way() {
    let metadata = capture(cargo().args(["metadata", "--no-deps", "--format-version", "1"])).unwrap();
    let metadata: Value = serde_json::from_str(&metadata).unwrap();
    for package in metadata["packages"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        let Some((_, allowed)) = ARROWS.iter().find(|(known, _)| *known == name) else { continue };
        for dependency in package["dependencies"].as_array().unwrap() {
            let uses = dependency["name"].as_str().unwrap();
            let ours = uses != name && ARROWS.iter().any(|(known, _)| *known == uses);
            assert!(!ours || allowed.contains(&uses), "{name} must not use {uses}");
            assert!(
                !uses.starts_with("tauri") || name == "deskbell",
                "{name} must not use {uses}: WebKit is the window's"
            );
        }
    }
}

#[test]
fn files_stay_short_and_say_why_they_exist() {
    let mut wrong = Vec::new();
    for (path, source) in all_sources() {
        let lines = source.lines().count();
        if lines > LINES && path != LONG {
            wrong.push(format!("{path} has {lines} lines"));
        }
        let first = source.lines().next().unwrap_or_default();
        let says = ["//", "/*", "<!--"].iter().any(|start| first.starts_with(start));
        if !says && lines > 10 {
            wrong.push(format!("{path} does not say in its first line why it exists"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn sql_stands_in_sql_rs_alone() {
    let mut wrong = Vec::new();
    for (path, source) in
        sources(&["crates/core/src", "crates/api/src", "crates/cli/src", "src-tauri/src"], &[".rs"])
    {
        let file = Path::new(&path);
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        // A noun's SQL that outgrew one file is a folder sql/; tests may look into tables.
        if name.ends_with("sql.rs")
            || name == "tests.rs"
            || path.contains("/sql/")
            || path.contains("/tests/")
        {
            continue;
        }
        for (number, line) in source.lines().enumerate() {
            let code = line.trim_start();
            let sql = ["SELECT ", "INSERT INTO ", "DELETE FROM ", "UPDATE "]
                .iter()
                .any(|word| code.split_once('"').is_some_and(|(_, text)| text.starts_with(word)));
            if sql && !code.starts_with("//") {
                wrong.push(format!("{path}:{}: {code}", number + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn sql_is_for_both_engines() {
    let banned = ["INSERT OR ", "datetime('now'", "json_extract", "rowid", "AUTOINCREMENT"];
    let mut wrong = Vec::new();
    for (path, source) in sources(&["crates/core/src", "migrations"], &["sql.rs", ".sql"]) {
        for (number, line) in
            source.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with(['/', '-']))
        {
            for word in banned.iter().filter(|word| line.contains(*word)) {
                wrong.push(format!("{path}:{}: {word}", number + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn names_say_what_things_are() {
    let banned = [
        "manager.rs",
        "service.rs",
        "helper.rs",
        "helpers.rs",
        "util.rs",
        "utils.rs",
        "helpers.ts",
        "utils.ts",
    ];
    for (path, _) in all_sources() {
        assert!(!banned.iter().any(|name| path.ends_with(&format!("/{name}"))), "{path}");
    }
}
