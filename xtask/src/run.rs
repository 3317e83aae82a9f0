//! `cargo xtask run`: from a fresh clone to the open window, or to the main job in words where there is no screen.

use serde_json::{Value, json};

use crate::install;
use crate::process::{Outcome, built, capture, cargo, command, run as start, target};

/// Opens Deskbell; `--sample` goes on to the program.
pub fn run(words: &[&str]) -> Outcome {
    if let Some(other) = words.iter().find(|word| **word != "--sample") {
        return Err(format!("run takes --sample only, not `{other}`"));
    }
    if !screen() {
        println!(
            "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open."
        );
        println!("Deskbell does its main job on the sample office from the command line instead.\n");
        return in_words();
    }
    install::for_window()?;
    install::window_pages()?;
    println!("Building Deskbell. The first time takes some minutes.");
    start(cargo().args(["run", "--package", "deskbell", "--features", "custom-protocol", "--"]).args(words))
}

fn screen() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// The sample office is made, looked at and told of; it lies in target/ and is made anew each time.
fn in_words() -> Outcome {
    install::without_window()?;
    start(cargo().args(["build", "--package", "deskbell-cli"]))?;
    let data = target().join("sample-office");
    if data.exists() {
        std::fs::remove_dir_all(&data).map_err(|error| format!("{}: {error}", data.display()))?;
    }
    let cli = built("debug", "deskbell-cli");
    let ask = |words: &[&str]| -> Outcome<Value> {
        let mut call = command(&cli.to_string_lossy());
        let answer = capture(call.arg("--data").arg(&data).args(words).env("DESKBELL_SECRETS", "file"))?;
        serde_json::from_str(&answer).map_err(|error| format!("deskbell-cli {}: {error}", words.join(" ")))
    };
    ask(&["init", "--sample"])?;
    let look = ask(&["look"])?;
    let open = ask(&["call", "requests.list", &json!({"view": "open", "limit": 10}).to_string()])?;
    let counts = ask(&["call", "requests.counts", "{}"])?;
    println!("\nThe sample office is in {}\n", data.display());
    print_reminders(&look);
    print_requests(&open, &counts);
    if let Some(id) = open.pointer("/rows/0/id") {
        print_conversation(&ask(&["call", "requests.get", &json!({"id": id}).to_string()])?);
    }
    println!("Go on by yourself: {} --data {} commands", cli.display(), data.display());
    Ok(())
}

fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

fn number(value: &Value, pointer: &str) -> i64 {
    value.pointer(pointer).and_then(Value::as_i64).unwrap_or_default()
}

fn rows<'a>(value: &'a Value, pointer: &str) -> &'a [Value] {
    value.pointer(pointer).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn print_reminders(look: &Value) {
    println!(
        "You have new messages: {} reminders, {} for today, {} missed",
        number(look, "/total"),
        number(look, "/today"),
        number(look, "/missed")
    );
    for row in rows(look, "/first") {
        println!("  {} {:<24} {}", text(row, "/day"), shortened(text(row, "/who"), 24), text(row, "/text"));
    }
    print_more(number(look, "/total"), rows(look, "/first"));
}

fn print_requests(open: &Value, counts: &Value) {
    println!("Open requests: {}, the oldest first", number(counts, "/open"));
    for row in rows(open, "/rows") {
        let (who, subject) = (shortened(text(row, "/who"), 24), shortened(text(row, "/subject"), 48));
        println!("  {:<12} {who:<24} {subject}", text(row, "/number"));
    }
    print_more(number(counts, "/open"), rows(open, "/rows"));
}

/// How many there are beside those shown.
fn print_more(total: i64, shown: &[Value]) {
    let more = total.saturating_sub(shown.len() as i64);
    if more > 0 {
        println!("  … and {more} more");
    }
    println!();
}

fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let start: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", start.trim_end())
}

fn print_conversation(request: &Value) {
    println!("{} {}", text(request, "/number"), text(request, "/subject"));
    for item in rows(request, "/items").iter().filter(|item| text(item, "/item") == "letter") {
        let mark = if text(item, "/direction") == "outgoing" { "→" } else { "←" };
        println!("  {mark} {} <{}>", text(item, "/from/name"), text(item, "/from/address"));
        for line in text(item, "/text").lines().filter(|line| !line.trim().is_empty()).take(6) {
            println!("      {line}");
        }
    }
    println!();
}
