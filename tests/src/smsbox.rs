//! A gateway that speaks as Kannel's smsbox does: it counts whom it took SMS for, and reports them delivered where it is
//! told to whom.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// The gateway. Numbers that end in `13` are refused; it takes a few milliseconds for each, so that kills fall into them.
pub struct Smsbox {
    port: u16,
    taken: Arc<Mutex<HashMap<String, usize>>>,
}

impl Smsbox {
    /// Listens on a free port.
    pub fn start() -> Smsbox {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let taken: Arc<Mutex<HashMap<String, usize>>> = Arc::default();
        let shared = taken.clone();
        std::thread::spawn(move || {
            for line in listener.incoming().flatten() {
                let taken = shared.clone();
                std::thread::spawn(move || serve(line, &taken));
            }
        });
        Smsbox { port, taken }
    }

    /// Where Deskbell is told to find it.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The numbers that SMS were taken for, each with how often.
    pub fn taken(&self) -> HashMap<String, usize> {
        self.taken.lock().expect("the record").clone()
    }
}

fn serve(mut line: TcpStream, taken: &Mutex<HashMap<String, usize>>) {
    let mut bytes = Vec::new();
    let mut piece = [0; 4096];
    loop {
        while !bytes.windows(4).any(|four| four == b"\r\n\r\n") {
            match line.read(&mut piece) {
                Ok(count) if count > 0 => bytes.extend(&piece[..count]),
                _ => return,
            }
        }
        let head = String::from_utf8_lossy(&bytes).into_owned();
        bytes.clear();
        let query =
            head.split(' ').nth(1).and_then(|path| path.split_once('?')).map_or("", |(_, query)| query);
        let of = |key: &str| query.split('&').find_map(|pair| pair.strip_prefix(key)).map(plain);
        let to = of("to=").unwrap_or_default();
        std::thread::sleep(Duration::from_millis(3));
        let (status, words) = if to.ends_with("13") {
            (400, "Receiver number is not allowed")
        } else {
            *taken.lock().expect("the record").entry(to).or_insert(0) += 1;
            (202, "0: Accepted for delivery")
        };
        std::thread::sleep(Duration::from_millis(3));
        let length = words.len();
        let answer = format!(
            "HTTP/1.1 {status} X\r\nContent-Type: text/html\r\nContent-Length: {length}\r\n\r\n{words}"
        );
        if line.write_all(answer.as_bytes()).is_err() {
            return;
        }
        if let Some(address) = of("dlr-url=").filter(|address| status == 202 && !address.is_empty()) {
            std::thread::spawn(move || delivered(&address));
        }
    }
}

/// What a part of a query says.
fn plain(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let code = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let code = code.and_then(|two| u8::from_str_radix(two, 16).ok()).filter(|_| *first == b'%');
        bytes.push(code.unwrap_or(if *first == b'+' { b' ' } else { *first }));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Tells the office that an SMS reached its phone, at the address that it gave along, as Kannel does.
fn delivered(address: &str) {
    let address = address.replace("%d", "1").replace("%A", "ACK");
    let Some((host, path)) = address.strip_prefix("http://").and_then(|rest| rest.split_once('/')) else {
        return;
    };
    let Ok(mut line) = TcpStream::connect(host) else { return };
    let asked = format!("GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    if line.write_all(asked.as_bytes()).is_ok() {
        line.read_to_end(&mut Vec::new()).ok();
    }
}
