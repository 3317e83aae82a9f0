//! `cargo xtask test`: every check of the project, in one order, with one build and one closing line.
//!
//! Everything is compiled once: the same profile, all workspace members and all targets together. A part that
//! built only its own packages would get other feature sets of the shared crates and compile them again.

use std::path::PathBuf;
use std::time::Instant;

use crate::cluster::Cluster;
use crate::install;
use crate::process::{Outcome, capture, cargo, command, exists, npm, run, run_and_read, target};
use crate::rows;
use crate::tally::Tally;

/// Selects the whole workspace with the features of the shipped window.
const ALL: &[&str] = &["--workspace", "--all-targets", "--features", "deskbell/custom-protocol"];

/// The parts, in the order they run: the quick and the general ones first.
const PARTS: &[(&str, &str)] = &[
    ("fmt", "the code is formatted"),
    ("ui", "the window's pages: types, unit tests, build"),
    ("clippy", "no warning anywhere"),
    ("types", "the generated TypeScript is up to date"),
    ("rust", "the crates' tests, on SQLite"),
    ("postgres", "the crates' tests and the stories, on PostgreSQL"),
    ("stories", "stories on a real mail host, on SQLite, and the ways to send SMS"),
    ("window", "the real window on a screen of its own"),
    ("rows", "the rows of the specification that tests name"),
];

/// The crates a part can be named after.
const CRATES: &[(&str, Tests)] = &[
    ("store", Tests::Crate("deskbell-store")),
    ("mail", Tests::Crate("deskbell-mail")),
    ("core", Tests::Crate("deskbell-core")),
    ("api", Tests::Crate("deskbell-api")),
    ("cli", Tests::Crate("deskbell-cli")),
    ("src-tauri", Tests::Crate("deskbell")),
    ("xtask", Tests::Crate("xtask")),
];

const STORIES: Tests = Tests::Files("deskbell-tests", "story_*");
/// Its tests drive a modem's daemon and a message centre, which stand among the servers of the stories.
const SMS: Tests = Tests::Crate("deskbell-sms");
const WINDOW: Tests = Tests::Files("deskbell-tests", "window*");
const TYPES: Tests = Tests::Files("deskbell-api", "types");

/// Runs all parts, or the named ones in the order of [`PARTS`].
pub fn test(names: &[&str]) -> Outcome {
    let known = |name: &str| PARTS.iter().any(|(part, _)| *part == name) || tests_of(name).is_some();
    if let Some(unknown) = names.iter().find(|name| !known(name)) {
        let parts = PARTS.iter().map(|(part, _)| *part).chain(CRATES.iter().map(|(name, _)| *name));
        return Err(format!("no part `{unknown}`: {}", parts.collect::<Vec<_>>().join(", ")));
    }
    let mut round = Round::new()?;
    for (part, meaning) in PARTS.iter().filter(|(part, _)| names.is_empty() || names.contains(part)) {
        round.part(part, meaning)?;
    }
    for name in names.iter().filter(|name| tests_of(name).is_some()) {
        round.part(name, "one crate's tests, on SQLite")?;
    }
    round.close();
    Ok(())
}

fn tests_of(name: &str) -> Option<Tests> {
    CRATES.iter().find(|(known, _)| *known == name).map(|(_, tests)| *tests)
}

/// One run of the checks: what was counted and what was already prepared.
struct Round {
    tally: Tally,
    skips: PathBuf,
    window_built: bool,
    servers_ready: bool,
    times: Vec<(String, f64)>,
}

impl Round {
    fn new() -> Outcome<Round> {
        let folder = target();
        std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let skips = folder.join("skipped-tests.txt");
        std::fs::write(&skips, "").map_err(|error| format!("{}: {error}", skips.display()))?;
        Ok(Round {
            tally: Tally::default(),
            skips,
            window_built: false,
            servers_ready: false,
            times: Vec::new(),
        })
    }

    fn part(&mut self, name: &str, meaning: &str) -> Outcome {
        println!("\n=== {name}: {meaning}");
        let start = Instant::now();
        let outcome = match name {
            "fmt" => run(cargo().args(["fmt", "--all", "--check"])),
            "clippy" => self.clippy(),
            "ui" => self.ui(),
            "types" => self.types(),
            "rust" => self.on_servers(&CRATES.iter().map(|(_, tests)| *tests).collect::<Vec<_>>(), &[]),
            "postgres" => self.postgres(),
            "stories" => self.on_servers(&[STORIES, SMS], &[]),
            "window" => self.on_servers(&[WINDOW], &[]),
            "rows" => rows::rows(&[]),
            other => self.tests(&tests_of(other).into_iter().collect::<Vec<_>>(), &[]),
        };
        let seconds = start.elapsed().as_secs_f64();
        self.times.push((name.to_owned(), seconds));
        outcome.map_err(|problem| {
            println!("\n{}", self.tally);
            format!("the part `{name}` failed after {seconds:.0} s: {problem}")
        })?;
        println!("--- {name}: good, {seconds:.1} s");
        Ok(())
    }

    fn close(&mut self) {
        println!("\n=== all parts");
        for (name, seconds) in &self.times {
            println!("{name:<10} {seconds:>7.1} s");
        }
        let skips = std::fs::read_to_string(&self.skips).unwrap_or_default();
        for line in skips.lines() {
            println!("skipped: {line}");
        }
        let skipped = skips.lines().count() as u64;
        // A test that leaves itself out still ends as passed for its runner.
        self.tally.passed = self.tally.passed.saturating_sub(skipped);
        self.tally.skipped += skipped;
        println!("\n{}", self.tally);
    }

    fn heard(&mut self, outcome: (Vec<String>, Outcome)) -> Outcome {
        let heard = Tally::of(&outcome.0);
        self.tally.add(heard.passed, heard.failed, heard.skipped);
        outcome.1
    }

    /// The window's program embeds ui/dist when it is compiled, so the pages come before any build of it.
    fn ready_to_build(&mut self) -> Outcome {
        if self.window_built {
            return Ok(());
        }
        install::for_window()?;
        install::window_pages()?;
        self.window_built = true;
        Ok(())
    }

    fn clippy(&mut self) -> Outcome {
        self.ready_to_build()?;
        run(cargo().arg("clippy").args(ALL).args(["--quiet", "--", "-D", "warnings"]))
    }

    fn ui(&mut self) -> Outcome {
        install::node_packages()?;
        run(npm().args(["run", "--silent", "check"]))?;
        let heard = run_and_read(npm().args(["run", "--silent", "test"]))?;
        self.heard(heard)?;
        self.ready_to_build()
    }

    fn types(&mut self) -> Outcome {
        self.tests(&[TYPES], &[])?;
        let changed = capture(command("git").args(["status", "--porcelain", "--", "ui/src/ipc/generated"]))?;
        if changed.trim().is_empty() {
            return Ok(());
        }
        Err(format!("the generated types differ from the committed ones; commit them:\n{changed}"))
    }

    fn postgres(&mut self) -> Outcome {
        let with_database = ["store", "core", "api", "cli"].into_iter().filter_map(tests_of);
        let chosen: Vec<Tests> = with_database.chain([STORIES]).collect();
        install::for_tests()?;
        if !install::can_run_servers() {
            println!("skipped: PostgreSQL is started as root on Debian only");
            self.tally.add(0, 0, 1);
            return Ok(());
        }
        let cluster = Cluster::start()?;
        self.on_servers(&chosen, &[("DESKBELL_TEST_DB", "postgres"), ("DESKBELL_TEST_PG", &cluster.url())])
    }

    /// Tests that start Dovecot, Postfix, PostgreSQL or a screen. Where that cannot be, they leave themselves
    /// out and say why; on Debian as root nothing may be left out.
    fn on_servers(&mut self, chosen: &[Tests], settings: &[(&str, &str)]) -> Outcome {
        if !self.servers_ready {
            install::for_tests()?;
            self.servers_ready = true;
        }
        let mut settings = settings.to_vec();
        if install::can_run_servers() {
            settings.push(("DESKBELL_SKIP", "never"));
        }
        self.tests(chosen, &settings)
    }

    fn tests(&mut self, chosen: &[Tests], settings: &[(&str, &str)]) -> Outcome {
        self.ready_to_build()?;
        // Stories start the programs themselves, and a test runner need not build another member's programs.
        run(cargo().arg("build").args(ALL).arg("--quiet"))?;
        let mut runners = Vec::new();
        if exists("cargo-nextest") {
            let filter: Vec<String> = chosen.iter().map(|tests| tests.filter()).collect();
            let mut nextest = cargo();
            nextest.args(["nextest", "run"]).args(ALL).args(["--no-fail-fast", "-E", &filter.join(" | ")]);
            runners.push(nextest);
        } else {
            for tests in chosen {
                let mut plain = cargo();
                plain.arg("test").args(tests.arguments()).arg("--no-fail-fast");
                runners.push(plain);
            }
        }
        for mut runner in runners {
            runner.envs(settings.iter().copied()).env("DESKBELL_SKIPS", &self.skips);
            let heard = run_and_read(&mut runner)?;
            self.heard(heard)?;
        }
        Ok(())
    }
}

/// Some of the workspace's tests.
#[derive(Clone, Copy)]
enum Tests {
    /// All tests of a crate.
    Crate(&'static str),
    /// The test files of a crate whose name fits.
    Files(&'static str, &'static str),
}

impl Tests {
    /// As nextest's filter language says it.
    fn filter(self) -> String {
        match self {
            Tests::Crate(name) => format!("package(={name})"),
            Tests::Files(name, files) => format!("(package(={name}) & binary({files}))"),
        }
    }

    /// As `cargo test` says it.
    fn arguments(self) -> Vec<&'static str> {
        match self {
            Tests::Crate(name) => vec!["--package", name],
            Tests::Files(name, files) => vec!["--package", name, "--test", files],
        }
    }
}
