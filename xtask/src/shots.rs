//! `cargo xtask shots`: pictures of every screen, taken from the real window on a screen of its own.

use crate::install;
use crate::process::{Outcome, built, cargo, command, root, run};

/// Builds everything, then drives the window through the sample office; see tests/src/bin/shots.rs.
pub fn shots(words: &[&str]) -> Outcome {
    if !cfg!(target_os = "linux") {
        return Err("the pictures are taken under Xvfb with WebKitWebDriver: on Linux only".into());
    }
    install::for_window()?;
    install::for_shots()?;
    install::window_pages()?;
    run(cargo().args(["build", "--workspace", "--all-targets", "--features", "deskbell/custom-protocol"]))?;
    run(command(&built("debug", "deskbell-shots").to_string_lossy()).arg(root()).args(words))
}
