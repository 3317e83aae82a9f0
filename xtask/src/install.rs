//! What a build needs that Rust does not bring: looked for, installed where that is allowed, otherwise named.
//!
//! Debian and Ubuntu with root or a `sudo` that asks nothing get the packages by apt. Everybody else gets one
//! line that says what to type.

use std::path::Path;
use std::time::SystemTime;

use crate::process::{Outcome, capture, command, exists, npm, root, run};

/// Debian packages for building the window.
const BUILD: &[&str] = &[
    "build-essential",
    "pkg-config",
    "libssl-dev",
    "libdbus-1-dev",
    "libgtk-3-dev",
    "libwebkit2gtk-4.1-dev",
    "librsvg2-dev",
    "libayatana-appindicator3-dev",
    "libxdo-dev",
];

/// Debian packages for building everything but the window.
const BUILD_WITHOUT_WINDOW: &[&str] = &["build-essential", "pkg-config", "libssl-dev", "libdbus-1-dev"];

/// The real servers and the screen of the tests.
const TEST: &[&str] = &[
    "dovecot-imapd",
    "dovecot-lmtpd",
    "postfix",
    "openssl",
    "postgresql",
    "webkit2gtk-driver",
    "xvfb",
    "dbus",
    "dbus-x11",
    "at-spi2-core",
    "gnome-keyring",
    "dunst",
    "libfaketime",
    "gammu-smsd",
    "libdbd-sqlite3",
    "kannel",
    "kannel-extras",
    "fonts-dejavu",
    "fonts-inter",
    "fonts-noto-core",
];

/// What takes the pictures of the screens.
const SHOTS: &[&str] = &["imagemagick"];

/// The peers of the measurements and their mail server.
const BENCH: &[&str] = &[
    "dovecot-imapd",
    "dovecot-lmtpd",
    "postfix",
    "openssl",
    "isync",
    "notmuch",
    "time",
    "kannel",
    "kannel-extras",
];

/// `cargo xtask install [GROUP…]`: everything, or the named groups.
pub fn groups(names: &[&str]) -> Outcome {
    let all = ["build", "test", "bench", "ui"];
    let chosen = if names.is_empty() { &all[..] } else { names };
    for name in chosen {
        match *name {
            "build" => for_window()?,
            "test" => for_tests()?,
            "bench" => for_bench()?,
            "ui" => node_packages()?,
            other => return Err(format!("no group `{other}`: {}", all.join(", "))),
        }
    }
    Ok(())
}

/// What compiling and opening the window needs.
pub fn for_window() -> Outcome {
    if !cfg!(target_os = "linux") {
        // Where this program was compiled there is a linker, and macOS and Windows 10 bring their web view.
        return Ok(());
    }
    if debian() {
        return debian_packages(BUILD);
    }
    if capture(command("pkg-config").args(["--exists", "webkit2gtk-4.1", "gtk+-3.0"])).is_ok() {
        return Ok(());
    }
    Err("WebKitGTK is missing. Fedora: sudo dnf install webkit2gtk4.1-devel gtk3-devel librsvg2-devel \
         libappindicator-gtk3-devel libxdo-devel openssl-devel dbus-devel gcc. Arch: sudo pacman -S webkit2gtk-4.1 \
         gtk3 librsvg libappindicator-gtk3 xdotool openssl dbus base-devel"
        .into())
}

/// What compiling everything but the window needs.
pub fn without_window() -> Outcome {
    if debian() { debian_packages(BUILD_WITHOUT_WINDOW) } else { Ok(()) }
}

/// The servers and the screen of the stories. Elsewhere than on Debian they are left out and said to be.
pub fn for_tests() -> Outcome {
    if debian() {
        debian_packages(TEST)?;
    }
    // A message centre of others' making. Where there is no Node.js, its test says that it was left out.
    if exists("node") { npm_ci(&root().join("tests/servers/smsc")) } else { Ok(()) }
}

/// What `shots` needs beside the tests' desktop.
pub fn for_shots() -> Outcome {
    for_tests()?;
    if debian() { debian_packages(SHOTS) } else { Ok(()) }
}

/// The peers of `bench`.
pub fn for_bench() -> Outcome {
    if !debian() {
        return Err(
            "the measurements run on Debian or Ubuntu: they need Dovecot, Postfix, Kannel, isync and notmuch"
                .into(),
        );
    }
    debian_packages(BENCH)
}

/// Whether the tests' servers can be started here: they change users, so they want root.
pub fn can_run_servers() -> bool {
    debian() && root_user()
}

fn debian() -> bool {
    cfg!(target_os = "linux") && exists("apt-get") && exists("dpkg-query")
}

fn root_user() -> bool {
    capture(command("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

/// Installs those of the packages that are not there.
fn debian_packages(names: &[&str]) -> Outcome {
    let mut query = command("dpkg-query");
    query.args(["-W", "-f", "${Package} ${db:Status-Status}\n"]).args(names);
    // dpkg-query fails when one name is unknown and still prints the others.
    let known = query.output().map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    let known = known.unwrap_or_default();
    let present = |name: &&&str| {
        known.lines().any(|line| line.split_once(' ').is_some_and(|(n, s)| n == **name && s == "installed"))
    };
    let missing: Vec<&str> = names.iter().filter(|name| !present(name)).copied().collect();
    if missing.is_empty() {
        return Ok(());
    }
    let by_hand = format!("sudo apt-get install --no-install-recommends {}", missing.join(" "));
    let sudo = if root_user() {
        None
    } else if exists("sudo") && capture(command("sudo").args(["-n", "true"])).is_ok() {
        Some("sudo")
    } else {
        return Err(format!("Debian packages are missing. Install them with: {by_hand}"));
    };
    println!("installing what is missing: {}", missing.join(" "));
    let apt = |words: &[&str]| {
        let mut line: Vec<&str> = sudo.into_iter().collect();
        line.extend(["env", "DEBIAN_FRONTEND=noninteractive"]);
        line.extend(words);
        let (first, rest) = line.split_first().ok_or("nothing to run")?;
        run(command(first).args(rest)).map_err(|error| format!("{error}\nTry it by hand: {by_hand}"))
    };
    if missing.contains(&"postfix") {
        // Never an open mail server on somebody's machine: the tests start an instance of their own.
        let choice = "echo 'postfix postfix/main_mailer_type select Local only' | debconf-set-selections";
        apt(&["sh", "-c", choice])?;
    }
    apt(&["apt-get", "update", "-qq"])?;
    let mut install = vec!["apt-get", "install", "-y", "-qq", "--no-install-recommends"];
    install.extend(&missing);
    apt(&install)
}

/// Node 20 or newer, and the window's npm packages as the lock file names them.
pub fn node_packages() -> Outcome {
    let version = capture(command("node").arg("--version")).map_err(
        |_| "Node.js 20 or newer is needed and `node` was not found: install it from https://nodejs.org",
    )?;
    let major =
        version.trim().trim_start_matches('v').split('.').next().and_then(|part| part.parse::<u32>().ok());
    if major.is_none_or(|major| major < 20) {
        let found = version.trim();
        return Err(format!("Node.js 20 or newer is needed, found {found}: https://nodejs.org"));
    }
    npm_ci(&root().join("ui"))
}

/// A folder's npm packages as its lock file names them.
fn npm_ci(folder: &Path) -> Outcome {
    let changed = |path: &str| folder.join(path).metadata().and_then(|meta| meta.modified()).ok();
    let lock = changed("package-lock.json")
        .ok_or_else(|| format!("{} has no package-lock.json", folder.display()))?;
    // npm writes this file last, so a broken-off install is made anew.
    if changed("node_modules/.package-lock.json").is_some_and(|installed| installed >= lock) {
        return Ok(());
    }
    run(npm().current_dir(folder).args(["ci", "--no-audit", "--no-fund"]))
}

/// The window's pages, built into ui/dist where the program takes them from, unless they are there already:
/// a new build would make the program be linked anew as well.
pub fn window_pages() -> Outcome {
    node_packages()?;
    let built = root().join("ui/dist/index.html").metadata().and_then(|meta| meta.modified()).ok();
    let sources = [
        "ui/src",
        "ui/index.html",
        "ui/vite.config.ts",
        "ui/tsconfig.json",
        "ui/package-lock.json",
        "locales",
    ];
    let newest = sources.iter().filter_map(|path| newest(&root().join(path))).max();
    if built.is_some() && built > newest {
        println!("the window's pages are up to date");
        return Ok(());
    }
    run(npm().args(["run", "--silent", "build"]))
}

/// When the newest file of a folder, or the file, was changed.
fn newest(path: &Path) -> Option<SystemTime> {
    if path.is_dir() {
        return std::fs::read_dir(path).ok()?.flatten().filter_map(|entry| newest(&entry.path())).max();
    }
    path.metadata().and_then(|meta| meta.modified()).ok()
}
