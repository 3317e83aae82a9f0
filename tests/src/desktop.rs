//! A screen, a bus, a keyring and a notification daemon of one test's own: what a desk has.

use serde_json::Value;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

use crate::process::Running;
use crate::wait_for;

/// A desktop nobody sees; everything on it ends when it is dropped.
pub struct Desktop {
    // Dropped in this order: first what uses the screen and the bus.
    _dunst: Running,
    _keyring: Running,
    _bus: Running,
    _screen: Running,
    folder: TempDir,
    display: String,
    bus_address: String,
}

impl Desktop {
    /// Starts one with a screen of that size.
    pub fn start(width: u32, height: u32) -> Desktop {
        let folder = tempfile::Builder::new().prefix("dbd").tempdir_in("/tmp").expect("a folder");
        for name in ["home", "run", "home/.config/dunst"] {
            std::fs::create_dir_all(folder.path().join(name)).expect("a folder");
        }
        // Session services refuse a runtime folder that others may enter.
        let closed = Command::new("chmod").arg("700").arg(folder.path().join("run")).status();
        assert!(closed.is_ok_and(|status| status.success()), "the runtime folder cannot be closed");
        // Notifications stay in the corner, unseen by pictures of the window, and in the history for ever.
        let rules =
            "[global]\nhistory_length = 100\n[urgency_low]\ntimeout = 60\n[urgency_normal]\ntimeout = 60\n";
        std::fs::write(folder.path().join("home/.config/dunst/dunstrc"), rules).expect("a file");
        let (screen, display) = screen(folder.path(), width, height);
        let (bus, bus_address) = bus(folder.path());
        let environment = environment(folder.path(), &display, &bus_address);
        let keyring = keyring(folder.path(), &environment);
        let mut dunst = Command::new("dunst");
        dunst.envs(environment.iter().cloned());
        let dunst = Running::start(&mut dunst, &folder.path().join("dunst.log"));
        let desktop = Desktop {
            _dunst: dunst,
            _keyring: keyring,
            _bus: bus,
            _screen: screen,
            folder,
            display,
            bus_address,
        };
        wait_for("the notification daemon", Duration::from_secs(30), || {
            desktop.dunstctl(&["count", "displayed"]).map(drop)
        });
        // Asked for too early, the bus would start a second, locked keyring.
        wait_for("the keyring", Duration::from_secs(30), || {
            desktop.owned("org.freedesktop.secrets").then_some(())
        });
        desktop
    }

    /// Whether somebody on the bus answers to this name.
    fn owned(&self, name: &str) -> bool {
        let mut ask = Command::new("dbus-send");
        ask.args([
            "--session",
            "--print-reply",
            "--dest=org.freedesktop.DBus",
            "/",
            "org.freedesktop.DBus.NameHasOwner",
        ]);
        let output = ask.arg(format!("string:{name}")).envs(self.environment()).output();
        output.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).contains("boolean true"))
    }

    /// The environment of a program that is to be on this desktop.
    pub fn environment(&self) -> Vec<(String, String)> {
        environment(self.folder.path(), &self.display, &self.bus_address)
    }

    /// A folder for the test's own files.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Where a program's log goes.
    pub fn log(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn dunstctl(&self, words: &[&str]) -> Option<String> {
        let output = Command::new("dunstctl").args(words).envs(self.environment()).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// The notifications on show and past, as `summary: body`, the newest first.
    pub fn notifications(&self) -> Vec<String> {
        // The history holds what is closed only.
        self.dunstctl(&["close-all"]);
        let history = self.dunstctl(&["history"]).unwrap_or_default();
        let history: Value = serde_json::from_str(&history).unwrap_or_default();
        let entries = history.pointer("/data/0").and_then(Value::as_array).cloned().unwrap_or_default();
        let field = |entry: &Value, name: &str| entry[name]["data"].as_str().unwrap_or_default().to_owned();
        entries.iter().map(|entry| format!("{}: {}", field(entry, "summary"), field(entry, "body"))).collect()
    }

    /// Shows no notifications from now on, so that they do not lie over a picture.
    pub fn hush(&self) {
        self.dunstctl(&["set-paused", "true"]);
    }

    /// A picture of the screen's upper left part as PNG, by ImageMagick: the driver's own pictures wait for the
    /// page to change, for ever if it does not.
    pub fn picture(&self, path: &Path, width: u32, height: u32) {
        let mut import = Command::new("import");
        import.args(["-window", "root", "-crop", &format!("{width}x{height}+0+0"), "+repage"]).arg(path);
        let taken = import.envs(self.environment()).status();
        assert!(
            taken.is_ok_and(|status| status.success()),
            "no picture {}: is ImageMagick there?",
            path.display()
        );
    }

    /// Clicks the newest notification on show: its default action.
    pub fn click_notification(&self) {
        assert!(self.dunstctl(&["action", "0"]).is_some(), "no notification to click");
    }
}

fn environment(folder: &Path, display: &str, bus: &str) -> Vec<(String, String)> {
    let path = |name: &str| folder.join(name).display().to_string();
    let pairs = [
        ("HOME", path("home")),
        ("XDG_RUNTIME_DIR", path("run")),
        ("XDG_CONFIG_HOME", path("home/.config")),
        ("XDG_DATA_HOME", path("home/.local/share")),
        ("XDG_CACHE_HOME", path("home/.cache")),
        ("DISPLAY", display.to_owned()),
        ("DBUS_SESSION_BUS_ADDRESS", bus.to_owned()),
        ("GDK_BACKEND", "x11".to_owned()),
        ("NO_AT_BRIDGE", "1".to_owned()),
        ("LC_ALL", "C.UTF-8".to_owned()),
        ("TZ", "Europe/Kyiv".to_owned()),
        // There is no graphics card under Xvfb.
        ("WEBKIT_DISABLE_DMABUF_RENDERER", "1".to_owned()),
        ("LIBGL_ALWAYS_SOFTWARE", "1".to_owned()),
    ];
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// Xvfb chooses a free display number and says it.
fn screen(folder: &Path, width: u32, height: u32) -> (Running, String) {
    let mut xvfb = Command::new("Xvfb");
    xvfb.args([
        "-displayfd",
        "1",
        "-screen",
        "0",
        &format!("{width}x{height}x24"),
        "-nolisten",
        "tcp",
        "-noreset",
    ]);
    let log = std::fs::File::create(folder.join("xvfb.log")).expect("a log");
    let mut child =
        Running(xvfb.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log).spawn().expect("Xvfb"));
    let number = first_line(&mut child);
    (child, format!(":{number}"))
}

fn bus(folder: &Path) -> (Running, String) {
    let mut bus = Command::new("dbus-daemon");
    bus.args(["--session", "--nofork", "--print-address=1", "--nopidfile"]);
    let log = std::fs::File::create(folder.join("bus.log")).expect("a log");
    bus.env("XDG_RUNTIME_DIR", folder.join("run")).env("HOME", folder.join("home"));
    let mut child =
        Running(bus.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log).spawn().expect("dbus-daemon"));
    let address = first_line(&mut child);
    (child, address)
}

/// The Secret Service, unlocked with a password that comes by its standard input.
fn keyring(folder: &Path, environment: &[(String, String)]) -> Running {
    let mut keyring = Command::new("gnome-keyring-daemon");
    keyring.args(["--foreground", "--unlock", "--components=secrets"]).envs(environment.iter().cloned());
    let log = std::fs::File::create(folder.join("keyring.log")).expect("a log");
    keyring.stdin(Stdio::piped()).stdout(log.try_clone().expect("a log")).stderr(log);
    let mut child = Running(keyring.spawn().expect("gnome-keyring-daemon"));
    let mut input = child.0.stdin.take().expect("its input");
    input.write_all(b"test").expect("the keyring listens");
    child
}

fn first_line(child: &mut Running) -> String {
    let output = child.0.stdout.take().expect("its output");
    let mut reader = BufReader::new(output);
    let mut line = String::new();
    reader.read_line(&mut line).expect("its first line");
    // Kept open and read to the end: a closed pipe would end it at its next word.
    std::thread::spawn(move || std::io::copy(&mut reader, &mut std::io::sink()));
    assert!(!line.trim().is_empty(), "{:?} said nothing", child.0);
    line.trim().to_owned()
}
