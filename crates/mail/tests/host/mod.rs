//! A real Dovecot and Postfix of the test's own, and hostile servers written as scripts.
#![allow(dead_code)] // each test file uses its part

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use deskbell_mail::server::Limits;
use deskbell_mail::{Security, Server};

const SCRIPT: &str = include_str!("../../../../tests/servers/mailhost");

/// A running mail host; stopped when dropped.
pub struct Host {
    pub base: u16,
    dir: tempfile::TempDir,
    script: PathBuf,
}

impl Host {
    /// Starts one on a block of ports, the given one unless somebody has it; `None` where this machine has no Dovecot, Postfix or root.
    pub fn start(base: u16) -> Option<Host> {
        let able = ["/usr/sbin/dovecot", "/usr/sbin/postfix"].iter().all(|file| PathBuf::from(file).exists());
        if !able {
            eprintln!("skipped: dovecot and postfix are not installed");
            return None;
        }
        let free = |base: &u16| {
            [12, 24, 25, 143, 587, 993]
                .iter()
                .all(|port| TcpListener::bind(("127.0.0.1", base + port)).is_ok())
        };
        let others = (22..31).map(|thousand| thousand * 1000);
        let base = std::iter::once(base).chain(others).find(free).expect("free ports for the mail host");
        let dir = tempfile::tempdir().expect("a folder");
        let script = dir.path().join("mailhost");
        std::fs::write(&script, SCRIPT).expect("script");
        let host = Host { base, dir, script };
        host.run("up");
        Some(host)
    }

    fn run(&self, what: &str) {
        let done = Command::new("bash")
            .arg(&self.script)
            .arg(what)
            .arg(self.dir.path().join("host"))
            .env("BASE", self.base.to_string())
            // The servers stay behind with whatever they are given: a pipe would never end.
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .expect("bash");
        assert!(done.success(), "{what}: {} {}", self.log("dovecot.log"), self.log("postfix.log"));
    }

    pub fn folder(&self) -> PathBuf {
        self.dir.path().join("host")
    }

    pub fn maildir(&self, user: &str) -> PathBuf {
        self.folder().join("mail").join(user).join("Maildir")
    }

    pub fn log(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder().join(name)).unwrap_or_default()
    }

    fn server(&self, port: u16, security: Security, user: &str) -> Server {
        Server {
            host: "localhost".into(),
            port: self.base + port,
            security,
            user: user.into(),
            fingerprint: Some(self.fingerprint()),
        }
    }

    pub fn imaps(&self, user: &str) -> Server {
        self.server(993, Security::Tls, user)
    }

    pub fn imap(&self, user: &str, security: Security) -> Server {
        self.server(143, security, user)
    }

    pub fn submission(&self, user: &str) -> Server {
        self.server(587, Security::StartTls, user)
    }

    /// SHA-256 of the host's certificate, asked of openssl, not of us.
    pub fn fingerprint(&self) -> String {
        let done = Command::new("openssl")
            .args(["x509", "-noout", "-fingerprint", "-sha256", "-in"])
            .arg(self.folder().join("cert.pem"))
            .output()
            .expect("openssl");
        let text = String::from_utf8_lossy(&done.stdout).into_owned();
        text.split('=').nth(1).unwrap_or_default().trim().to_owned()
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.run("down");
    }
}

/// Limits under which a hanging server is found out in a moment.
pub fn quick() -> Limits {
    Limits {
        letter: 1024 * 1024,
        line: 256 * 1024,
        literal: 64 * 1024,
        connect: Duration::from_millis(800),
        stall: Duration::from_millis(800),
        answer: Duration::from_millis(2500),
        final_answer: Duration::from_millis(800),
        answer_bytes: 4 * 1024 * 1024,
        ..Limits::default()
    }
}

/// A server on loopback that does what a function says with its connections, one after another.
pub struct Script {
    pub port: u16,
    thread: Option<JoinHandle<Vec<u8>>>,
}

impl Script {
    /// `play` gets each connection and its number; what it returns as heard is kept. Serves `times` connections.
    pub fn start(times: usize, play: impl Fn(usize, &mut Peer) + Send + 'static) -> Script {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("address").port();
        listener.set_nonblocking(true).expect("nonblocking");
        let thread = std::thread::spawn(move || {
            let mut heard = Vec::new();
            let until = Instant::now() + Duration::from_secs(20);
            let mut served = 0;
            while served < times && Instant::now() < until {
                match listener.accept() {
                    Ok((stream, _)) => {
                        stream.set_nonblocking(false).expect("blocking");
                        stream.set_read_timeout(Some(Duration::from_secs(10))).expect("timeout");
                        stream.set_write_timeout(Some(Duration::from_secs(10))).expect("timeout");
                        let mut peer = Peer { stream, heard: Vec::new(), next: 0 };
                        play(served, &mut peer);
                        heard.extend_from_slice(&peer.heard);
                        served += 1;
                    }
                    Err(_) => std::thread::sleep(Duration::from_millis(5)),
                }
            }
            heard
        });
        Script { port, thread: Some(thread) }
    }

    pub fn server(&self, security: Security) -> Server {
        Server { host: "127.0.0.1".into(), port: self.port, security, user: "desk".into(), fingerprint: None }
    }

    /// Everything the server was told.
    pub fn heard(mut self) -> String {
        let heard = self.thread.take().expect("once").join().expect("script");
        String::from_utf8_lossy(&heard).into_owned()
    }
}

/// One connection of a scripted server.
pub struct Peer {
    pub stream: TcpStream,
    pub heard: Vec<u8>,
    next: usize,
}

impl Peer {
    /// Says something; a client that has gone is no error.
    pub fn say(&mut self, text: impl AsRef<[u8]>) -> bool {
        self.stream.write_all(text.as_ref()).is_ok()
    }

    /// The next line of the client, without its end; `None` when it has gone.
    pub fn line(&mut self) -> Option<String> {
        loop {
            let rest = self.heard.get(self.next..)?;
            if let Some(at) = rest.iter().position(|&byte| byte == b'\n') {
                let line = String::from_utf8_lossy(rest.get(..at)?).trim_end().to_owned();
                self.next += at + 1;
                return Some(line);
            }
            let mut more = [0; 4096];
            match self.stream.read(&mut more) {
                Ok(count) if count > 0 => self.heard.extend_from_slice(more.get(..count)?),
                _ => return None,
            }
        }
    }

    /// Listens until the client has gone.
    pub fn rest(&mut self) {
        while self.line().is_some() {}
    }
}
