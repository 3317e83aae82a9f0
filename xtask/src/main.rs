//! The project's own commands: `cargo xtask run | test | bench | shots | rows | package | install`.
//!
//! They are plain Rust, so that a fresh clone needs Rust and Node alone; what else is missing they install
//! themselves or name in one line.

mod bench;
mod cluster;
#[cfg(test)]
mod house;
mod install;
mod package;
mod process;
mod rows;
mod run;
mod shots;
mod tally;
mod test;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask COMMAND

  run [--sample]         opens Deskbell; --sample skips the questions of the first start
  test [PART…]           runs every check, or only the named parts
  bench [NAME…] [--json] measures Deskbell beside its peers: sync, noop, list, clients, mailing
  shots                  photographs every screen into shots/
  rows [--missing]       lists the rows of the specification and the tests that name them
  package                builds the installers of this system
  install [GROUP…]       installs what the other commands need: build, test, bench, ui";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let rest: Vec<&str> = words.iter().skip(1).map(String::as_str).collect();
    let outcome = match words.first().map(String::as_str) {
        Some("run") => run::run(&rest),
        Some("test") => test::test(&rest),
        Some("bench") => bench::bench(&rest),
        Some("shots") => shots::shots(&rest),
        Some("rows") => rows::rows(&rest),
        Some("package") => package::package(),
        Some("install") => install::groups(&rest),
        Some("help" | "--help" | "-h") => {
            println!("{USAGE}");
            Ok(())
        }
        Some(other) => Err(format!("there is no command `{other}`\n\n{USAGE}")),
        None => Err(format!("which command?\n\n{USAGE}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("xtask: {problem}");
            ExitCode::FAILURE
        }
    }
}
