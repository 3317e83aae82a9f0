//! The measurements' SMS gateway: Kannel with the stories' settings, and a bare drain of requests into it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::process::{Outcome, root};

/// The account of the settings.
pub const LOGIN: &str = "office";
pub const PASSWORD: &str = "secret";
const CENTRE: &str = "/usr/lib/kannel/test/fakesmsc";

/// Bearerbox, smsbox and the fake message centre on loopback, stopped when dropped.
pub struct Kannel {
    folder: PathBuf,
    base: u16,
    programs: Vec<Child>,
}

impl Kannel {
    /// Starts all three on the first free group of ports.
    pub fn start(folder: &Path) -> Outcome<Kannel> {
        let free = |base: &u16| (0..4).all(|port| TcpListener::bind(("127.0.0.1", base + port)).is_ok());
        let base = (281..300).map(|hundred| hundred * 100).find(free).ok_or("no free ports for Kannel")?;
        let place = |error: std::io::Error| format!("{}: {error}", folder.display());
        std::fs::create_dir_all(folder.join("spool")).map_err(place)?;
        let settings = std::fs::read_to_string(root().join("tests/servers/kannel.conf"));
        let mut settings = settings
            .map_err(|error| format!("kannel.conf: {error}"))?
            .replace("FOLDER", &folder.display().to_string());
        for (name, offset) in [("ADMIN", 0), ("BOXES", 1), ("CENTRE", 2), ("WEB", 3)] {
            settings = settings.replace(name, &(base + offset).to_string());
        }
        std::fs::write(folder.join("kannel.conf"), settings).map_err(place)?;
        let mut kannel = Kannel { folder: folder.to_path_buf(), base, programs: Vec::new() };
        kannel.run("bearerbox", &["-v", "4", "kannel.conf"])?;
        // The ports of boxes and centre open right after the one that tells the state.
        kannel.wait(base)?;
        std::thread::sleep(Duration::from_secs(1));
        kannel.run("smsbox", &["-v", "4", "kannel.conf"])?;
        let port = (base + 2).to_string();
        let words = ["-v", "4", "-H", "127.0.0.1", "-r", &port, "-i", "1", "-m", "0", "123 234 text nop"];
        kannel.run(CENTRE, &words)?;
        kannel.wait(base + 3)?;
        Ok(kannel)
    }

    fn run(&mut self, name: &str, words: &[&str]) -> Outcome {
        let log = std::fs::File::options().create(true).append(true).open(self.folder.join("kannel.log"));
        let log = log.map_err(|error| error.to_string())?;
        let errors = log.try_clone().map_err(|error| error.to_string())?;
        let mut program = Command::new(name);
        program.args(words).current_dir(&self.folder).stdin(Stdio::null()).stdout(log).stderr(errors);
        self.programs.push(program.spawn().map_err(|error| format!("{name}: {error}"))?);
        Ok(())
    }

    fn wait(&self, port: u16) -> Outcome {
        for _ in 0..300 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Err(format!("Kannel does not come up: see {}", self.folder.join("kannel.log").display()))
    }

    /// Where Deskbell is told to find it.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.base + 3)
    }

    /// Hands over SMS with one request after another on one connection that stays open; gives the seconds.
    pub fn drain(&self, numbers: impl Iterator<Item = String>, text: &str) -> Outcome<f64> {
        let mut line = Web::open(self.base + 3)?;
        let start = Instant::now();
        for number in numbers {
            let path = format!(
                "/cgi-bin/sendsms?username={LOGIN}&password={PASSWORD}&from=Promin&to={}&text={}&charset=UTF-8&coding=2\
                 &dlr-mask=31",
                percent(&number),
                percent(&format!("{number} {text}"))
            );
            let (status, words) = line.get(&path)?;
            if status != 202 {
                return Err(format!("Kannel said {status} {words}"));
            }
        }
        Ok(start.elapsed().as_secs_f64())
    }

    /// Waits until so many SMS in all reached the message centre.
    pub fn settle(&self, sent: usize) -> Outcome {
        let mut said = String::new();
        for _ in 0..600 {
            said = Web::open(self.base)?.get("/status.txt?password=secret")?.1;
            if said.contains(&format!("sent {sent} (0 queued)")) {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(200));
        }
        Err(format!("{sent} SMS were to reach the message centre: {said}"))
    }
}

impl Drop for Kannel {
    fn drop(&mut self) {
        for program in self.programs.iter_mut().rev() {
            program.kill().ok();
            program.wait().ok();
        }
    }
}

/// As much of HTTP as Kannel's answers need.
struct Web {
    reader: BufReader<TcpStream>,
    writer: TcpStream,
}

impl Web {
    fn open(port: u16) -> Outcome<Web> {
        let open = || {
            let writer = TcpStream::connect(("127.0.0.1", port))?;
            writer.set_nodelay(true)?;
            writer.set_read_timeout(Some(Duration::from_secs(60)))?;
            Ok(Web { reader: BufReader::new(writer.try_clone()?), writer })
        };
        open().map_err(|error: std::io::Error| format!("Kannel on port {port}: {error}"))
    }

    fn get(&mut self, path: &str) -> Outcome<(u16, String)> {
        let broken = |error: std::io::Error| format!("Kannel: {error}");
        let request = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        self.writer.write_all(request.as_bytes()).map_err(broken)?;
        let (mut status, mut length) = (0, 0);
        loop {
            let mut line = String::new();
            self.reader.read_line(&mut line).map_err(broken)?;
            let line = line.trim_end().to_ascii_lowercase();
            if line.is_empty() {
                break;
            }
            if line.starts_with("http/") {
                status = line.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
            } else if let Some(size) = line.strip_prefix("content-length:") {
                length = size.trim().parse().unwrap_or(0);
            }
        }
        let mut body = vec![0; length];
        self.reader.read_exact(&mut body).map_err(broken)?;
        Ok((status, String::from_utf8_lossy(&body).into_owned()))
    }
}

fn percent(words: &str) -> String {
    let sign = |byte: u8| match byte {
        b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    words.bytes().map(sign).collect()
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn numbers_and_texts_are_encoded() {
        assert_eq!(percent("+380 ї"), "%2B380%20%D1%97");
    }
}
