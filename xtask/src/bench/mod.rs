//! `cargo xtask bench`: Deskbell beside isync, notmuch, smtp-source and a bare drain, on the same invented office in the same
//! run.
//!
//! Every figure is the median of at least three rounds in which the peers take turns (A B A B), with a release
//! build. `--json` prints one line for each figure instead of the table.

mod clients;
mod kannel;
mod letters;
mod list;
mod mailhost;
mod mailing;
mod raw;
mod sync;

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::install;
use crate::process::{Outcome, built, capture, cargo, command, run, target};

/// Rounds of every measurement.
const ROUNDS: usize = 3;

/// What can be measured.
const NAMES: [&str; 5] = ["sync", "noop", "list", "clients", "mailing"];

/// Runs the named measurements, or all.
pub fn bench(words: &[&str]) -> Outcome {
    let json = words.contains(&"--json");
    let names: Vec<&str> = words.iter().filter(|word| **word != "--json").copied().collect();
    if let Some(unknown) = names.iter().find(|name| !NAMES.contains(name)) {
        return Err(format!("no measurement `{unknown}`: {}", NAMES.join(", ")));
    }
    let wants = |name: &str| names.is_empty() || names.contains(&name);
    install::for_bench()?;
    install::without_window()?;
    run(cargo().args(["build", "--release", "--package", "deskbell-cli"]))?;
    let folder = Folder::new()?;
    let mut figures = Vec::new();
    if wants("sync") || wants("noop") {
        figures.extend(sync::measure(&folder.0, wants("sync"), wants("noop"))?);
    }
    if wants("list") {
        figures.extend(list::measure(&folder.0)?);
    }
    if wants("clients") {
        figures.extend(clients::measure(&folder.0)?);
    }
    if wants("mailing") {
        figures.extend(mailing::measure(&folder.0)?);
    }
    println!();
    for figure in &figures {
        figure.print(json);
    }
    match figures.iter().filter(|figure| !figure.met()).count() {
        0 => Ok(()),
        missed => Err(format!("{missed} of the goals above are missed")),
    }
}

/// One measured number and what it should be.
struct Figure {
    bench: &'static str,
    figure: String,
    value: f64,
    unit: &'static str,
    goal: Goal,
}

/// What a figure is held to.
enum Goal {
    AtLeast(f64),
    AtMost(f64),
    None,
}

impl Figure {
    fn new(
        bench: &'static str,
        figure: impl Into<String>,
        value: f64,
        unit: &'static str,
        goal: Goal,
    ) -> Figure {
        Figure { bench, figure: figure.into(), value, unit, goal }
    }

    fn met(&self) -> bool {
        match self.goal {
            Goal::AtLeast(least) => self.value >= least,
            Goal::AtMost(most) => self.value <= most,
            Goal::None => true,
        }
    }

    fn goal(&self) -> String {
        match self.goal {
            Goal::AtLeast(least) => format!(">= {least}"),
            Goal::AtMost(most) => format!("<= {most}"),
            Goal::None => String::new(),
        }
    }

    fn print(&self, as_json: bool) {
        let rounded = (self.value * 1000.0).round() / 1000.0;
        if as_json {
            let goal = if matches!(self.goal, Goal::None) { Value::Null } else { json!(self.goal()) };
            let line = json!({"bench": self.bench, "figure": self.figure, "value": rounded, "unit": self.unit,
                "goal": goal, "met": self.met()});
            println!("{line}");
        } else {
            let verdict = match self.goal {
                Goal::None => "",
                _ if self.met() => "met",
                _ => "MISSED",
            };
            let (bench, figure, unit) = (self.bench, &self.figure, self.unit);
            println!("{bench:<8} {figure:<46} {rounded:>12} {unit:<9} {:<10} {verdict}", self.goal());
        }
    }
}

/// The middle one of the values; of an even number the lower middle.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len().saturating_sub(1) / 2).copied().unwrap_or(f64::NAN)
}

/// The measurements' own folder under target/, empty at the start and removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Outcome<Folder> {
        let path = target().join("bench");
        if path.exists() {
            std::fs::remove_dir_all(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        }
        std::fs::create_dir_all(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(Folder(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

/// An office in a folder of its own, driven by the release build of the command line.
struct Office<'a> {
    data: &'a Path,
    /// The address of its PostgreSQL database; none: SQLite's file in the folder.
    db: Option<String>,
}

impl<'a> Office<'a> {
    fn of(data: &'a Path) -> Office<'a> {
        Office { data, db: None }
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut cli = command(&built("release", "deskbell-cli").to_string_lossy());
        cli.arg("--data").arg(self.data);
        if let Some(url) = &self.db {
            cli.args(["--db", url]);
        }
        cli.args(words).env("DESKBELL_SECRETS", "file").env_remove("DESKBELL_DB");
        cli
    }

    fn ask(&self, words: &[&str]) -> Outcome<Value> {
        let answer = capture(&mut self.command(words))?;
        serde_json::from_str(&answer)
            .map_err(|error| format!("deskbell-cli {}: {error}: {answer}", words.join(" ")))
    }

    fn call(&self, name: &str, arguments: &Value) -> Outcome<Value> {
        self.ask(&["call", name, &arguments.to_string()])
    }

    /// Runs it and gives its answer, the seconds on the clock and its greatest memory in MB.
    fn measured(&self, words: &[&str]) -> Outcome<(Value, f64, f64)> {
        let peak = self.data.with_extension("peak");
        let program = self.command(words);
        let mut timed = command("/usr/bin/time");
        timed.args(["-f", "%M", "-o"]).arg(&peak).arg(program.get_program()).args(program.get_args());
        timed.env("DESKBELL_SECRETS", "file").env_remove("DESKBELL_DB");
        let start = Instant::now();
        let answer = capture(&mut timed)?;
        let seconds = start.elapsed().as_secs_f64();
        let peak = std::fs::read_to_string(&peak).map_err(|error| error.to_string())?;
        let kilobytes: f64 = peak.trim().parse().map_err(|_| format!("time printed `{}`", peak.trim()))?;
        let answer =
            serde_json::from_str(&answer).map_err(|error| format!("{}: {error}", words.join(" ")))?;
        Ok((answer, seconds, kilobytes / 1024.0))
    }
}

/// The seconds a silent program takes.
fn seconds(command: &mut Command) -> Outcome<f64> {
    let start = Instant::now();
    let output = command.stdin(Stdio::null()).output().map_err(|error| error.to_string())?;
    let seconds = start.elapsed().as_secs_f64();
    if output.status.success() {
        return Ok(seconds);
    }
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    Err(format!("{} ended with {}: {complaint}", command.get_program().to_string_lossy(), output.status))
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_median_is_the_middle_one() {
        assert!((median(vec![9.0, 1.0, 2.0]) - 2.0).abs() < f64::EPSILON);
        assert!(median(Vec::new()).is_nan());
    }
}
