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
    if let Err(error) = launch::run(arguments::Arguments::read()) {
        eprintln!("{error}");
        std::process::exit(1);
    }
}
