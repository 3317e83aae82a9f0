//! Other people's servers, started on free ports in folders of their own and ended with the test.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, dead_code)]

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A program that is ended and awaited when dropped.
pub struct Running(Child);

impl Running {
    /// Starts it; what it says goes into the file.
    pub fn start(command: &mut Command, log: &Path) -> Self {
        let file = File::create(log).unwrap();
        command.stdin(Stdio::null()).stderr(file.try_clone().unwrap()).stdout(file);
        Self(command.spawn().unwrap())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself; the test has said what it had to say.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A folder that goes with the test.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("deskbell-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Asks until something is there.
pub fn wait_for<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let until = Instant::now() + Duration::from_secs(30);
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(Instant::now() < until, "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Whether the test is to leave itself out: says so and why, as the stories do, and fails where nothing may be left
/// out.
pub fn left_out(test: &str, missing: &[(PathBuf, &str)]) -> bool {
    let Some((path, from)) = missing.iter().find(|(path, _)| !there(path)) else { return false };
    let why = format!("{} is missing ({from})", path.display());
    assert!(
        std::env::var("DESKBELL_SKIP").as_deref() != Ok("never"),
        "{test} may not be skipped here: {why}"
    );
    println!("skipped: {why}");
    if let Some(list) = std::env::var_os("DESKBELL_SKIPS") {
        let mut file = File::options().create(true).append(true).open(list).unwrap();
        writeln!(file, "{test}: {why}").unwrap();
    }
    true
}

/// A bare name is looked for where programs are.
fn there(path: &Path) -> bool {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    path.exists()
        || (path.components().count() == 1
            && std::env::split_paths(&paths).any(|folder| folder.join(path).exists()))
}
