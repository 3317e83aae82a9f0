//! A real SMS gateway: Kannel's bearerbox and smsbox in front of Kannel's own fake message centre, which writes down every
//! message that reaches it.

use std::collections::{BTreeMap, HashMap};
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;
use std::time::Duration;
use tempfile::TempDir;

use crate::process::{Running, working_in};
use crate::{ports, wait_for};

/// Where Debian keeps the fake message centre.
pub const CENTRE: &str = "/usr/lib/kannel/test/fakesmsc";
/// The account that may send through it.
pub const LOGIN: &str = "office";
pub const PASSWORD: &str = "secret";

/// What bearerbox says when it has opened its ports, and when the centre is on the line.
const UP: &str = "MAIN: Start-up done";
const JOINED: &str = "Fakesmsc client connected";
/// What smsbox says last when it ends by a fault of its own.
const BROKE_DOWN: &str = "mutex_lock_real: Mutex failure!";

/// The gateway of one test, stopped when dropped.
pub struct Kannel {
    folder: TempDir,
    base: u16,
    bearerbox: Running,
    smsbox: Option<Running>,
    centre: Option<Running>,
}

impl Kannel {
    /// Starts all three; tries other ports when another test took them first.
    pub fn start() -> Kannel {
        for _ in 0..5 {
            let folder = tempfile::Builder::new().prefix("kannel").tempdir().expect("a folder");
            let base = ports::base(&[0, 1, 2, 3]);
            std::fs::create_dir(folder.path().join("spool")).expect("a folder");
            let settings = settings(&folder.path().display().to_string(), base);
            std::fs::write(folder.path().join("kannel.conf"), settings).expect("the settings");
            let bearerbox = program(&folder, "bearerbox", &["kannel.conf"]);
            let mut kannel = Kannel { folder, base, bearerbox, smsbox: None, centre: None };
            if kannel.is_up(1) {
                kannel.smsbox = Some(program(&kannel.folder, "smsbox", &["kannel.conf"]));
                kannel.join_centre(1);
                kannel.wait_smsbox();
                return kannel;
            }
        }
        panic!("no bearerbox comes up");
    }

    /// Waits for bearerbox's so-manieth start; false where it ended instead, because its ports were taken.
    fn is_up(&mut self, starts: usize) -> bool {
        wait_for("bearerbox", Duration::from_secs(30), || {
            let up = self.said("bearerbox", UP) >= starts;
            (up || !self.bearerbox.alive()).then_some(up)
        })
    }

    fn join_centre(&mut self, times: usize) {
        let port = (self.base + 2).to_string();
        // The message is what it would send to the office, none times.
        let words = ["-H", "127.0.0.1", "-r", &port, "-i", "1", "-m", "0", "123 234 text nop"];
        self.centre = Some(program(&self.folder, CENTRE, &words));
        wait_for("the message centre on its line", Duration::from_secs(30), || {
            (self.said("bearerbox", JOINED) >= times).then_some(())
        });
    }

    fn wait_smsbox(&self) {
        wait_for("smsbox", Duration::from_secs(60), || TcpStream::connect(("127.0.0.1", self.base + 3)).ok());
    }

    /// Kills bearerbox as a power cut would. The centre's line ends with it; smsbox closes its port, tries to get it back
    /// by itself and needs ten seconds for that.
    pub fn kill_bearerbox(&mut self) {
        self.bearerbox.kill();
        // It reads what was sent to it to the last byte, then ends.
        wait_for("the end of the message centre", Duration::from_secs(30), || {
            (!self.centre.as_mut().is_some_and(Running::alive)).then_some(())
        });
    }

    /// Starts bearerbox on what the killed one left, and the centre with it.
    pub fn start_bearerbox(&mut self) {
        let starts = self.said("bearerbox", UP);
        self.bearerbox = program(&self.folder, "bearerbox", &["kannel.conf"]);
        assert!(self.is_up(starts + 1), "bearerbox does not start again: {}", self.log("bearerbox"));
        self.join_centre(starts + 1);
        self.bring_back_smsbox();
    }

    /// Waits until smsbox is there again. One that broke down while it closed its port (a race of Kannel 1.4.5's own, which
    /// it answers with a panic) is started anew, as the wrapper does in which Debian's service runs it.
    fn bring_back_smsbox(&mut self) {
        let mut started_anew = 0;
        wait_for("smsbox again", Duration::from_secs(60), || {
            if self.said("smsbox", BROKE_DOWN) > started_anew {
                started_anew += 1;
                eprintln!("smsbox broke down and is started anew");
                self.smsbox = Some(program(&self.folder, "smsbox", &["kannel.conf"]));
            }
            TcpStream::connect(("127.0.0.1", self.base + 3)).ok()
        });
    }

    /// Where Deskbell is told to find it.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.base + 3)
    }

    fn log(&self, name: &str) -> String {
        let log = std::fs::read(self.folder.path().join(format!("{name}.log"))).unwrap_or_default();
        String::from_utf8_lossy(&log).into_owned()
    }

    fn said(&self, name: &str, words: &str) -> usize {
        self.log(name).matches(words).count()
    }

    /// The last lines that each of its programs wrote, for the failure of a test.
    pub fn last_words(&self) -> String {
        let last = |name: &str| {
            let log = self.log(name);
            let lines: Vec<_> = log.lines().collect();
            format!("{name}:\n{}", lines.split_at(lines.len().saturating_sub(40)).1.join("\n"))
        };
        ["bearerbox", "smsbox", "fakesmsc"].map(last).join("\n")
    }

    /// How many SMS smsbox took in for each number, by its own record.
    pub fn taken(&self) -> HashMap<String, usize> {
        let mut taken = HashMap::new();
        let log = self.log("smsbox-access");
        for line in log.lines().filter(|line| line.contains("send-SMS request added")) {
            let to = line.split_once("target:").map_or("", |(_, rest)| rest);
            let to = to.split_whitespace().next().unwrap_or_default();
            *taken.entry(to.to_owned()).or_insert(0) += 1;
        }
        taken
    }

    /// The texts that reached the message centre for each number, those of several parts put together.
    pub fn arrived(&self) -> HashMap<String, Vec<String>> {
        let mut whole: HashMap<String, Vec<String>> = HashMap::new();
        let mut parts: BTreeMap<(String, u8), BTreeMap<u8, Vec<String>>> = BTreeMap::new();
        for line in self.log("fakesmsc").lines() {
            let Some((_, message)) =
                line.split_once("Got message ").and_then(|(_, rest)| rest.split_once(": <"))
            else {
                continue;
            };
            let mut words = message.trim_end_matches('>').splitn(4, ' ');
            let [_, to, kind, rest] = std::array::from_fn(|_| words.next().unwrap_or_default());
            if kind != "udh" {
                whole.entry(to.to_owned()).or_default().push(text(kind, rest));
                continue;
            }
            let (head, rest) = rest.split_once(" data ").expect("a part's text");
            // Length, kind and length of the one element, then reference, how many, which (3GPP 23.040, 9.2.3.24.1).
            let [.., reference, _, part] = bytes(head)[..] else { panic!("no header of a part: {line}") };
            let of_message = parts.entry((to.to_owned(), reference)).or_default();
            of_message.entry(part).or_default().push(text("data", rest));
        }
        for ((to, _), parts) in parts {
            let copies = parts.values().map(Vec::len).max().unwrap_or(0);
            for copy in 0..copies {
                let text = parts.values().filter_map(|texts| texts.get(copy)).map(String::as_str).collect();
                whole.entry(to.clone()).or_default().push(text);
            }
        }
        whole
    }
}

impl Drop for Kannel {
    fn drop(&mut self) {
        // smsbox goes before bearerbox: whoever sees that one go starts another smsbox, and ends before it.
        self.smsbox = None;
        for pid in working_in(self.folder.path(), "smsbox") {
            // It may end by itself meanwhile.
            Command::new("kill").args(["-9", &pid.to_string()]).status().ok();
        }
    }
}

fn program(folder: &TempDir, name: &str, words: &[&str]) -> Running {
    let short = name.rsplit('/').next().unwrap_or(name);
    let mut command = Command::new(name);
    command.args(words).current_dir(folder.path());
    Running::start(&mut command, &folder.path().join(format!("{short}.log")))
}

fn settings(folder: &str, base: u16) -> String {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("servers/kannel.conf");
    let mut settings = std::fs::read_to_string(place).expect("the settings").replace("FOLDER", folder);
    for (name, offset) in [("ADMIN", 0), ("BOXES", 1), ("CENTRE", 2), ("WEB", 3)] {
        settings = settings.replace(name, &(base + offset).to_string());
    }
    settings
}

/// A text as the fake centre writes it: `text` as it is, `ucs-2` as UTF-16, `data` as either.
fn text(kind: &str, words: &str) -> String {
    if kind == "text" {
        return words.to_owned();
    }
    let bytes = bytes(words);
    // The first byte of a Cyrillic or Latin sign in UTF-16 is none that stands in a text of the GSM alphabet here.
    if kind == "ucs-2" || bytes.first().is_some_and(|first| *first < b' ') {
        let units: Vec<u16> = bytes.chunks(2).map(|two| u16::from(two[0]) << 8 | u16::from(two[1])).collect();
        return String::from_utf16_lossy(&units);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// `%04+a` is 4, a space and an `a`.
fn bytes(words: &str) -> Vec<u8> {
    let mut rest = words.bytes();
    let mut bytes = Vec::new();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digits: String = rest.by_ref().take(2).map(char::from).collect();
                u8::from_str_radix(&digits, 16).expect("two digits")
            }
            other => other,
        });
    }
    bytes
}
