//! Files that are opened by the system's programs: written into a folder of their own among the temporary ones,
//! read-only, since what is changed there would be lost.

use std::fs::File;
use std::path::PathBuf;

use crate::{Error, Result, letters};

/// Endings that the systems run rather than show.
const PROGRAMS: [&str; 46] = [
    "exe", "com", "bat", "cmd", "msi", "msp", "scr", "pif", "cpl", "vbs", "vbe", "js", "jse", "ws", "wsf",
    "wsh", "ps1", "psm1", "hta", "jar", "lnk", "reg", "inf", "dll", "sys", "app", "command", "dmg", "pkg",
    "sh", "bash", "run", "desktop", "deb", "rpm", "appimage", "py", "pl", "rb", "url", "webloc", "scf",
    "chm", "iso", "img", "vhd",
];

/// Whether opening a file of this name could run it.
pub fn is_program(name: &str) -> bool {
    let ending = name.trim_end_matches(['.', ' ']).rsplit('.').next().unwrap_or_default().to_lowercase();
    name.contains('.') && PROGRAMS.contains(&ending.as_str())
}

/// Writes a file of this name, whose bytes `write` gives, and tells where it lies.
pub fn place(name: &str, write: impl FnOnce(&mut File) -> Result<()>) -> Result<PathBuf> {
    let folder = std::env::temp_dir().join(format!("deskbell-{}", letters::random_hex(8)));
    let io = |error| Error::io(&folder, error);
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(&folder).map_err(io)?;
    let path = folder.join(name);
    let mut file = File::create_new(&path).map_err(io)?;
    write(&mut file)?;
    let mut permissions = file.metadata().map_err(io)?.permissions();
    permissions.set_readonly(true);
    file.set_permissions(permissions).map_err(io)?;
    Ok(path)
}
