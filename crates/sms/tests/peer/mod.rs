//! A gateway of the tests' own: it speaks HTTP as documented, or breaks off, stalls, floods, as the test says. It keeps
//! what it was asked, so that the tests judge by what arrived and not by Deskbell's word.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, dead_code)]

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::Value;

/// A request as it arrived.
#[derive(Clone, Debug)]
pub struct Asked {
    pub method: String,
    pub path: String,
    pub head: String,
    pub body: String,
}

impl Asked {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    pub fn header(&self, name: &str) -> Option<String> {
        self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        })
    }

    /// Names and values of the query, or of a form in the body.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let query = self.path.split_once('?').map(|(_, query)| query);
        let text = query.unwrap_or(&self.body);
        form_urlencoded::parse(text.as_bytes()).into_owned().collect()
    }

    pub fn pair(&self, name: &str) -> Option<String> {
        self.pairs().into_iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }
}

/// What the peer does with a request.
#[derive(Clone)]
pub enum Does {
    Answers(u16, String),
    AnswersWith(u16, &'static str, String),
    /// Answers well and waits for the next request on the same line.
    Keeps(String),
    /// Sends these bytes and closes.
    Raw(Vec<u8>),
    /// Reads the request and closes without a word.
    Cuts,
    /// Says nothing for so long, then closes.
    Stalls(Duration),
    /// Sends these bytes, one each so many milliseconds.
    Drips(Vec<u8>, u64),
    /// Goes on for ever with these bytes after the head of a good answer.
    Floods(&'static [u8]),
}

pub fn ok(body: Value) -> Does {
    Does::Answers(200, body.to_string())
}

pub struct Peer {
    pub port: u16,
    asked: Arc<Mutex<Vec<Asked>>>,
    lines: Arc<AtomicUsize>,
}

impl Peer {
    pub fn start(does: impl Fn(&Asked) -> Does + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked: Arc<Mutex<Vec<Asked>>> = Arc::default();
        let kept = Arc::clone(&asked);
        let lines: Arc<AtomicUsize> = Arc::default();
        let opened = Arc::clone(&lines);
        let does = Arc::new(does);
        std::thread::spawn(move || {
            for line in listener.incoming().flatten() {
                let (kept, does) = (Arc::clone(&kept), Arc::clone(&does));
                opened.fetch_add(1, Ordering::SeqCst);
                std::thread::spawn(move || {
                    let mut line = line;
                    while let Some(request) = read(&mut line) {
                        kept.lock().unwrap().push(request.clone());
                        let does = does(&request);
                        let keeps = matches!(does, Does::Keeps(_));
                        act(&mut line, does);
                        if !keeps {
                            return;
                        }
                    }
                });
            }
        });
        Self { port, asked, lines }
    }

    /// How many connections were opened.
    pub fn lines(&self) -> usize {
        self.lines.load(Ordering::SeqCst)
    }

    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

fn read(line: &mut TcpStream) -> Option<Asked> {
    line.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    let mut bytes = Vec::new();
    let mut piece = [0_u8; 4096];
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break end;
        }
        match line.read(&mut piece) {
            Ok(0) | Err(_) => return None,
            Ok(count) => bytes.extend_from_slice(&piece[..count]),
        }
    };
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let mut words = head.split(' ');
    let (method, path) = (words.next()?.to_owned(), words.next()?.to_owned());
    let asked = Asked { method, path, head: head.clone(), body: String::new() };
    let length: usize = asked.header("content-length").map_or(0, |text| text.parse().unwrap());
    let mut body = bytes[end + 4..].to_vec();
    while body.len() < length {
        match line.read(&mut piece) {
            Ok(0) | Err(_) => return None,
            Ok(count) => body.extend_from_slice(&piece[..count]),
        }
    }
    Some(Asked { body: String::from_utf8(body).unwrap(), ..asked })
}

fn act(line: &mut TcpStream, does: Does) {
    // The other side may be gone already; that is its affair.
    match does {
        Does::Answers(status, body) => answer(line, status, "Content-Type: application/json", &body),
        Does::AnswersWith(status, header, body) => answer(line, status, header, &body),
        Does::Keeps(body) => {
            let text = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len());
            drop(line.write_all(text.as_bytes()));
        }
        Does::Raw(bytes) => drop(line.write_all(&bytes)),
        Does::Cuts => {}
        Does::Stalls(time) => std::thread::sleep(time),
        Does::Drips(bytes, gap) => {
            for byte in bytes {
                if line.write_all(&[byte]).is_err() {
                    return;
                }
                std::thread::sleep(Duration::from_millis(gap));
            }
        }
        Does::Floods(bytes) => {
            let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n";
            let mut alive = line.write_all(head.as_bytes()).is_ok();
            while alive {
                alive = line.write_all(&bytes.repeat(1000)).is_ok();
            }
        }
    }
}

fn answer(line: &mut TcpStream, status: u16, header: &str, body: &str) {
    let text = format!(
        "HTTP/1.1 {status} X\r\n{header}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    drop(line.write_all(text.as_bytes()));
}
