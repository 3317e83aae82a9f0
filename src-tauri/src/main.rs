//! Deskbell's window. Thin: it opens the office, hands commands in and events out, and shows what the system shows.

// No console window behind the program on Windows.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod arguments;
mod events;
mod launch;
mod notices;
mod rpc;
mod tray;

use arguments::Arguments;
#[cfg(not(windows))]
use arguments::Asked;
#[cfg(not(windows))]
use deskbell_core::words::{Language, text};

fn main() {
    let arguments = Arguments::read();
    // On Windows the program has no console to say it on: there its window opens.
    #[cfg(not(windows))]
    match arguments.asked {
        Some(Asked::Help) => return println!("{}", text(Language::of_system(), "launch-help", &[])),
        Some(Asked::Version) => return println!("deskbell {}", env!("CARGO_PKG_VERSION")),
        None => {}
    }
    #[cfg(target_os = "linux")]
    if !has_display() {
        eprintln!("{}", text(Language::of_system(), "launch-no-display", &[]));
        std::process::exit(1);
    }
    if let Err(error) = launch::run(arguments) {
        eprintln!("{error}");
        std::process::exit(1);
    }
}

/// Without a display the toolkit ends with a panic.
#[cfg(target_os = "linux")]
fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|display| !display.is_empty()))
}
