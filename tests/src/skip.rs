//! Tests that cannot run on a system say so; on Debian as root none may.

use std::io::Write;
use std::path::Path;

/// Whether the real mail host can be started here: it changes users, so it needs root, Dovecot and Postfix.
pub fn no_mailhost() -> Option<String> {
    missing(&[("dovecot", "dovecot-imapd"), ("postfix", "postfix"), ("openssl", "openssl")])
}

/// Whether the real window can be driven here.
pub fn no_window() -> Option<String> {
    let programs = [
        ("Xvfb", "xvfb"),
        ("WebKitWebDriver", "webkit2gtk-driver"),
        ("dbus-daemon", "dbus"),
        ("gnome-keyring-daemon", "gnome-keyring"),
        ("dunst", "dunst"),
    ];
    missing(&programs).or_else(no_mailhost)
}

/// Whether a program can be told another time than the machine's.
pub fn no_faketime() -> Option<String> {
    let gone = "libfaketime is not installed (Debian package libfaketime)";
    if crate::faketime::library().is_none() { Some(gone.into()) } else { None }
}

/// Whether a real SMS gateway and its fake message centre can be started here.
pub fn no_kannel() -> Option<String> {
    not_installed(&[("bearerbox", "kannel"), ("smsbox", "kannel"), (crate::kannel::CENTRE, "kannel-extras")])
}

/// Whether a modem's real daemon can be started here, with a phone that is a folder.
pub fn no_gammu() -> Option<String> {
    let driver = format!("/usr/lib/{}-linux-gnu/dbd/libdbdsqlite3.so", std::env::consts::ARCH);
    let here = |path: &str| Path::new(path).exists();
    not_installed(&[("gammu-smsd", "gammu-smsd")]).or_else(|| {
        match (here(&driver), here(crate::gammu::TABLES)) {
            (false, _) => Some("Debian package libdbd-sqlite3 is not installed".into()),
            (_, false) => Some(format!("{} is not there (Debian package gammu-smsd)", crate::gammu::TABLES)),
            _ => None,
        }
    })
}

/// Whether the message centre of others' making can be started here.
pub fn no_message_centre() -> Option<String> {
    let found = |folder: std::path::PathBuf| folder.join("node").exists();
    let path = std::env::var_os("PATH").unwrap_or_default();
    if !std::env::split_paths(&path).any(found) {
        return Some("Node.js is not installed (https://nodejs.org)".into());
    }
    let library = Path::new(env!("CARGO_MANIFEST_DIR")).join("servers/smsc/node_modules/smpp");
    let why = "the message centre's library is not installed (cargo xtask install test)";
    if library.exists() { None } else { Some(why.into()) }
}

fn missing(programs: &[(&str, &str)]) -> Option<String> {
    if let Some(why) = not_installed(programs) {
        return Some(why);
    }
    if !Path::new("/etc/debian_version").exists() || !root() {
        return Some("the mail host starts as root on Debian only".into());
    }
    None
}

/// Names are looked for as a shell does; one with a slash in it is a place of its own.
fn not_installed(programs: &[(&str, &str)]) -> Option<String> {
    if !cfg!(target_os = "linux") {
        return Some("needs servers that run on Linux only".into());
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = |name: &str| std::env::split_paths(&path).any(|folder| folder.join(name).exists());
    let (program, package) = programs.iter().find(|(program, _)| !found(program))?;
    Some(format!("{program} is not installed (Debian package {package})"))
}

fn root() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().any(|line| line.starts_with("Uid:\t0\t"))
}

/// Writes down that a test was left out and why; fails it where nothing may be left out.
pub fn left_out(test: &str, why: &str) {
    assert!(
        std::env::var("DESKBELL_SKIP").as_deref() != Ok("never"),
        "{test} may not be skipped here: {why}"
    );
    println!("skipped: {why}");
    if let Some(path) = std::env::var_os("DESKBELL_SKIPS") {
        let mut file =
            std::fs::File::options().create(true).append(true).open(path).expect("the list of skips");
        writeln!(file, "{test}: {why}").expect("the list of skips");
    }
}

/// Leaves the test it stands in when the given reason exists: `skip_if!(skip::no_mailhost())`.
#[macro_export]
macro_rules! skip_if {
    ($why:expr) => {
        if let Some(why) = $why {
            let here = std::thread::current();
            $crate::skip::left_out(here.name().unwrap_or(module_path!()), &why);
            return;
        }
    };
}
