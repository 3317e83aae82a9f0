//! Tauri's build step: the configuration, the capabilities and the window's pages go into the program.

fn main() {
    tauri_build::build();
}
