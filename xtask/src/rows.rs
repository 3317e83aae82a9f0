//! `cargo xtask rows`: which rows of the specification a test names, read from the test sources themselves.
//!
//! A test names a row by its function's name (`k6_look_shows_exactly_those`), by a doc comment (`/// K6: …`)
//! or, in TypeScript, by the test's title (`K6: …` or `k6_…`).

use std::collections::BTreeMap;
use std::path::Path;

use crate::process::{Outcome, root};

/// Prints every row with the tests that name it; `--missing` prints only the rows that none names.
pub fn rows(words: &[&str]) -> Outcome {
    let missing_only = match words {
        [] => false,
        ["--missing"] => true,
        other => return Err(format!("rows takes --missing only, not `{}`", other.join(" "))),
    };
    let list = root().join("docs/rows.md");
    let list = std::fs::read_to_string(&list).map_err(|error| format!("{}: {error}", list.display()))?;
    let rows: Vec<(&str, &str)> = list.lines().filter_map(row).collect();
    if rows.is_empty() {
        return Err("docs/rows.md lists no row".into());
    }
    let ids: Vec<&str> = rows.iter().map(|(id, _)| *id).collect();
    let mut tests: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for folder in ["crates", "tests", "src-tauri/src", "src-tauri/tests", "ui/src", "ui/tests"] {
        read_folder(&root().join(folder), &ids, &mut tests)?;
    }
    let mut named = 0;
    for (id, title) in &rows {
        let found = tests.get(*id);
        named += usize::from(found.is_some());
        if missing_only && found.is_some() {
            continue;
        }
        println!("{id:<4} {title}");
        for test in found.into_iter().flatten() {
            println!("       {test}");
        }
    }
    println!("\n{named} of {} rows are named by a test", rows.len());
    Ok(())
}

/// `| M1 | title |` gives the id and the title.
fn row(line: &str) -> Option<(&str, &str)> {
    let mut cells = line.strip_prefix('|')?.split('|').map(str::trim);
    let (id, title) = (cells.next()?, cells.next()?);
    let shape = id.chars().next()?.is_ascii_uppercase() && id.chars().skip(1).all(|c| c.is_ascii_digit());
    (shape && id.len() > 1).then_some((id, title))
}

fn read_folder(folder: &Path, ids: &[&str], tests: &mut BTreeMap<String, Vec<String>>) -> Outcome {
    let Ok(entries) = std::fs::read_dir(folder) else { return Ok(()) };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if path.is_dir() {
            if name != "node_modules" && name != "target" {
                read_folder(&path, ids, tests)?;
            }
        } else if name.ends_with(".rs") || name.ends_with(".test.ts") {
            let source =
                std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            let shown = path.strip_prefix(root()).unwrap_or(&path).display().to_string();
            let found =
                if name.ends_with(".rs") { in_rust(&source, ids) } else { in_typescript(&source, ids) };
            for (id, test) in found {
                tests.entry(id).or_default().push(format!("{shown}: {test}"));
            }
        }
    }
    Ok(())
}

/// Pairs of row and test of one Rust file: only functions under `#[test]` count.
fn in_rust(source: &str, ids: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut comment = String::new();
    let mut is_test = false;
    for line in source.lines().map(str::trim) {
        if let Some(text) = line.strip_prefix("///") {
            comment.push_str(text);
            comment.push('\n');
        } else if line.starts_with("#[") {
            is_test |= line.starts_with("#[test]");
        } else if let Some(name) = line.strip_prefix("fn ").or_else(|| line.strip_prefix("pub fn ")) {
            let name = name.split(['(', '<']).next().unwrap_or_default();
            if is_test {
                let words = format!("{} {comment}", name.to_uppercase().replace('_', " "));
                found.extend(named(&words, ids).into_iter().map(|id| (id, name.to_owned())));
            }
            is_test = false;
            comment.clear();
        } else if !line.is_empty() && !line.starts_with("//") {
            is_test = false;
            comment.clear();
        }
    }
    found
}

/// Pairs of row and title of one vitest file.
fn in_typescript(source: &str, ids: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for line in source.lines().map(str::trim) {
        let call = ["test(", "it(", "describe(", "test.each(", "it.each("]
            .iter()
            .any(|start| line.starts_with(start));
        let title = line.split(['\'', '"', '`']).nth(1);
        if let (true, Some(title)) = (call, title) {
            // A title without spaces is a name, as a Rust test has one.
            let words = if title.contains(' ') { title.to_owned() } else { title.to_uppercase() };
            found.extend(named(&words, ids).into_iter().map(|id| (id, title.to_owned())));
        }
    }
    found
}

/// The ids that stand in the text as words of their own.
fn named(text: &str, ids: &[&str]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in text.split(|c: char| !c.is_ascii_alphanumeric()) {
        if ids.contains(&word) && !found.iter().any(|id| id == word) {
            found.push(word.to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_rows_in_names_comments_and_titles() {
        let rust = "/// Also M5.\n#[test]\nfn k6_look_shows_those() {}\nfn m1_is_no_test() {}\n";
        let ids = ["K6", "M5", "M1", "K60"];
        let pairs: Vec<String> =
            in_rust(rust, &ids).into_iter().map(|(id, test)| format!("{id} {test}")).collect();
        assert_eq!(pairs, ["K6 k6_look_shows_those", "M5 k6_look_shows_those"]);
        let script = "  test('K6: both buttons', () => {\n  const x = 'M1';\n  test('m5_threads', () => {";
        let both =
            [("K6".to_owned(), "K6: both buttons".to_owned()), ("M5".to_owned(), "m5_threads".to_owned())];
        assert_eq!(in_typescript(script, &ids), both);
    }

    #[test]
    fn reads_the_table() {
        assert_eq!(row("| K6 | The launch dialog |"), Some(("K6", "The launch dialog")));
        assert_eq!(row("| id | what |"), None);
        assert_eq!(row("| --- | --- |"), None);
    }
}
