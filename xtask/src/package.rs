//! `cargo xtask package`: the installers of this system, as src-tauri/tauri.conf.json describes them.

use crate::install;
use crate::process::{Outcome, npm, root, run, target};

/// Tauri's bundler. Fetched when it is needed and not among the window's packages: it comes as a program for each
/// system, and a registry that lacks one of them would make `npm ci` fail for everybody.
const BUNDLER: &str = "@tauri-apps/cli@2.12.5";

/// Builds deb and rpm on Linux, the system's own kinds elsewhere, and prints where they are.
pub fn package() -> Outcome {
    install::for_window()?;
    install::window_pages()?;
    let bundles = if cfg!(target_os = "linux") {
        "deb,rpm"
    } else if cfg!(target_os = "macos") {
        "dmg"
    } else {
        "nsis"
    };
    let mut build = npm();
    build.args(["exec", "--yes", "--package", BUNDLER, "--", "tauri", "build", "--bundles", bundles]);
    run(build.current_dir(root().join("src-tauri")))?;
    let folder = target().join("release/bundle");
    let mut made = Vec::new();
    for kind in
        std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?.flatten()
    {
        for file in std::fs::read_dir(kind.path()).into_iter().flatten().flatten() {
            let name = file.file_name().to_string_lossy().into_owned();
            if [".deb", ".rpm", ".dmg", ".exe"].iter().any(|ending| name.ends_with(ending)) {
                made.push(file.path());
            }
        }
    }
    if made.is_empty() {
        return Err(format!("nothing was made in {}", folder.display()));
    }
    println!();
    for path in made {
        let size = path.metadata().map(|meta| meta.len()).unwrap_or_default();
        println!("{} ({:.1} MB)", path.display(), size as f64 / 1e6);
    }
    Ok(())
}
