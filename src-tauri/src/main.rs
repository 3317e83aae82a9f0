//! Deskbell's window. Thin: it opens the office, hands commands in and events out, and shows what the system shows.

// No console window behind the program on Windows.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod arguments;
mod events;
mod launch;
mod notices;
mod rpc;
mod tray;

fn main() {
    #[cfg(target_os = "linux")]
    if !has_display() {
        let language = deskbell_core::words::Language::of_system();
        eprintln!("{}", deskbell_core::words::text(language, "launch-no-display", &[]));
        std::process::exit(1);
    }
    if let Err(error) = launch::run(arguments::Arguments::read()) {
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
