//! Starting other programs: said aloud, run in the project's root, and failing with a sentence.

use std::io::{BufRead, BufReader, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What every command of this crate ends with; the text is for a person.
pub type Outcome<T = ()> = Result<T, String>;

/// The root of the repository this was started in: cargo says it at run time. What was compiled in may be
/// another checkout that shares the target folder.
pub fn root() -> PathBuf {
    let here = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    here.parent().map_or(here.clone(), Path::to_path_buf)
}

/// The folder cargo builds into.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// A program built by cargo in this workspace, with the ending of this system.
pub fn built(profile: &str, name: &str) -> PathBuf {
    target().join(profile).join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// The cargo that runs this program, so that a toolchain chosen by the caller stays chosen.
pub fn cargo() -> Command {
    command(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()))
}

/// npm, in the folder of the window's sources.
pub fn npm() -> Command {
    let mut npm = command(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.current_dir(root().join("ui"));
    npm
}

/// A program that will run in the repository's root.
pub fn command(name: &str) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root());
    command
}

/// Says what runs, runs it with this program's own input and output, and fails when it fails.
pub fn run(command: &mut Command) -> Outcome {
    println!("$ {}", spoken(command));
    let status = command.status().map_err(|error| format!("{}: {error}", spoken(command)))?;
    if status.success() { Ok(()) } else { Err(format!("`{}` ended with {status}", spoken(command))) }
}

/// As [`run`], and gives every line the program printed as well, whether it failed or not.
pub fn run_and_read(command: &mut Command) -> Outcome<(Vec<String>, Outcome)> {
    println!("$ {}", spoken(command));
    if std::io::stdout().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always").env("FORCE_COLOR", "1");
    }
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{}: {error}", spoken(command)))?;
    let errors = child.stderr.take().map(|pipe| std::thread::spawn(move || echo(pipe)));
    let mut lines = child.stdout.take().map(echo).unwrap_or_default();
    if let Some(errors) = errors {
        lines.extend(errors.join().unwrap_or_default());
    }
    let status = child.wait().map_err(|error| error.to_string())?;
    let ended =
        if status.success() { Ok(()) } else { Err(format!("`{}` ended with {status}", spoken(command))) };
    Ok((lines, ended))
}

/// Runs without a word and gives what was printed; what went wrong holds the program's own complaint.
pub fn capture(command: &mut Command) -> Outcome<String> {
    let output =
        command.stdin(Stdio::null()).output().map_err(|error| format!("{}: {error}", spoken(command)))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let complaint = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    Err(format!("`{}` ended with {}\n{complaint}", spoken(command), output.status))
}

/// Whether a program of that name can be started at all.
pub fn exists(name: &str) -> bool {
    let Some(path) = std::env::var_os("PATH") else { return false };
    std::env::split_paths(&path).any(|folder| {
        folder.join(name).is_file()
            || folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX)).is_file()
    })
}

/// The command as one would type it.
fn spoken(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    if let Some(name) = Path::new(&words.concat()).file_name() {
        words = vec![name.to_string_lossy().into_owned()];
    }
    for argument in command.get_args() {
        let argument = argument.to_string_lossy();
        words.push(if argument.contains(' ') { format!("'{argument}'") } else { argument.into_owned() });
    }
    words.join(" ")
}

/// Copies a program's output to ours line by line and keeps it.
fn echo(pipe: impl Read) -> Vec<String> {
    let mut lines = Vec::new();
    for line in BufReader::new(pipe).split(b'\n') {
        let Ok(line) = line else { break };
        let line = String::from_utf8_lossy(&line).trim_end_matches('\r').to_owned();
        println!("{line}");
        lines.push(line);
    }
    std::io::stdout().flush().ok();
    lines
}
