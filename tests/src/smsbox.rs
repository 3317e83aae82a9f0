//! A gateway that speaks as Kannel's smsbox does, and counts whom it took SMS for.

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
        let to = query.split('&').find_map(|pair| pair.strip_prefix("to=")).unwrap_or_default();
        let to = to.replace("%2B", "+");
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
    }
}
