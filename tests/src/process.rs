//! Started programs that end with the test, and a way to end one at once.

use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A child that is killed and awaited when dropped.
pub struct Running(pub Child);

impl Running {
    /// Starts it with no input; its words go to the log file.
    pub fn start(command: &mut Command, log: &Path) -> Running {
        let file = std::fs::File::options().create(true).append(true).open(log).expect("a log file");
        let errors = file.try_clone().expect("a log file");
        command.stdin(Stdio::null()).stdout(file).stderr(errors);
        Running(command.spawn().unwrap_or_else(|error| panic!("{:?}: {error}", command.get_program())))
    }

    /// Whether it has not ended yet.
    pub fn alive(&mut self) -> bool {
        matches!(self.0.try_wait(), Ok(None))
    }

    /// SIGKILL: no time for last words.
    pub fn kill(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.kill();
    }
}

/// SIGKILL for a process that is not our child.
pub fn kill(pid: u32) {
    let killed = Command::new("kill").args(["-9", &pid.to_string()]).status();
    assert!(killed.is_ok_and(|status| status.success()), "no process {pid} to kill");
}

/// The descendants of a process whose program has the given name.
pub fn descendants(of: u32, program: &str) -> Vec<u32> {
    let mut parents = Vec::new();
    for entry in std::fs::read_dir("/proc").into_iter().flatten().flatten() {
        let Ok(pid) = entry.file_name().to_string_lossy().parse::<u32>() else { continue };
        let Ok(stat) = std::fs::read_to_string(entry.path().join("stat")) else { continue };
        // pid (name) state parent …: the name may hold spaces and brackets.
        let Some((head, tail)) = stat.rsplit_once(')') else { continue };
        let name = head.split_once('(').map_or("", |(_, name)| name).to_owned();
        let parent = tail.split_whitespace().nth(1).and_then(|word| word.parse::<u32>().ok()).unwrap_or(0);
        parents.push((pid, parent, name));
    }
    let mut family = vec![of];
    let mut found = Vec::new();
    while let Some(parent) = family.pop() {
        for (pid, above, name) in &parents {
            if *above == parent {
                family.push(*pid);
                // The kernel keeps 15 letters of a name.
                if name == program.get(..15.min(program.len())).unwrap_or(program) {
                    found.push(*pid);
                }
            }
        }
    }
    found
}

/// The greatest memory a living process has had so far, in MB.
pub fn peak_memory(pid: u32) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<f64>().ok().map(|kilobytes| kilobytes / 1024.0)
}

/// The processes of a program whose working folder is the given one.
pub fn working_in(folder: &Path, program: &str) -> Vec<u32> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir("/proc").into_iter().flatten().flatten() {
        let Ok(pid) = entry.file_name().to_string_lossy().parse::<u32>() else { continue };
        let name = std::fs::read_to_string(entry.path().join("comm")).unwrap_or_default();
        let here = std::fs::read_link(entry.path().join("cwd")).is_ok_and(|place| place == folder);
        if here && name.trim_end() == program {
            found.push(pid);
        }
    }
    found
}
