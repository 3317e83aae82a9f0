//! A mail server with moods: what it answers depends on whom the letter is for. It keeps what it took.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// What the server did, as it knows it.
#[derive(Default)]
pub struct Record {
    /// Receivers of the letters that it took, in their order.
    pub taken: Vec<String>,
    /// Connections that were opened.
    pub connections: usize,
    /// How often each receiver was named.
    pub named: HashMap<String, usize>,
}

/// The server. The part of an address before `@` begins with a mood: `grey`, `dead`, `spam`, `full`, `closing`, `cut`,
/// `last`; anything else is taken.
pub struct Fickle {
    port: u16,
    record: Arc<Mutex<Record>>,
}

impl Fickle {
    /// Listens on a free port, without encryption.
    pub fn start() -> Fickle {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let record = Arc::new(Mutex::new(Record::default()));
        let shared = record.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let record = shared.clone();
                record.lock().expect("the record").connections += 1;
                std::thread::spawn(move || serve(stream, &record).ok());
            }
        });
        Fickle { port, record }
    }

    /// Where Deskbell connects.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// How often a letter for this address was taken.
    pub fn taken(&self, address: &str) -> usize {
        self.record.lock().expect("the record").taken.iter().filter(|one| *one == address).count()
    }

    /// How many connections were opened so far.
    pub fn connections(&self) -> usize {
        self.record.lock().expect("the record").connections
    }

    /// How many letters were taken.
    pub fn all(&self) -> usize {
        self.record.lock().expect("the record").taken.len()
    }
}

fn serve(mut stream: TcpStream, record: &Mutex<Record>) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    stream.write_all(b"220 fickle\r\n")?;
    let (mut receiver, mut accepted) = (String::new(), false);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let verb = line.trim_end().to_uppercase();
        let answer = match verb.split([' ', ':']).next().unwrap_or_default() {
            "EHLO" => "250-fickle\r\n250-AUTH PLAIN\r\n250-PIPELINING\r\n250 8BITMIME\r\n".to_owned(),
            "AUTH" if verb == "AUTH PLAIN" => {
                stream.write_all(b"334 \r\n")?;
                reader.read_line(&mut String::new())?;
                "235 welcome\r\n".to_owned()
            }
            "AUTH" => "235 welcome\r\n".to_owned(),
            "RCPT" => {
                receiver = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                let refusal = named(&receiver, record);
                accepted = refusal.is_none();
                match refusal {
                    Some(refusal) if refusal.starts_with("421") => {
                        stream.write_all(refusal.as_bytes())?;
                        return Ok(());
                    }
                    Some(refusal) => refusal.to_owned(),
                    None => "250 ok\r\n".to_owned(),
                }
            }
            "DATA" if !accepted => "503 5.5.1 no valid recipients\r\n".to_owned(),
            "DATA" => {
                stream.write_all(b"354 go\r\n")?;
                loop {
                    let mut text = Vec::new();
                    if reader.read_until(b'\n', &mut text)? == 0 {
                        return Ok(());
                    }
                    if text == b".\r\n" {
                        break;
                    }
                }
                record.lock().expect("the record").taken.push(receiver.clone());
                if receiver.starts_with("cut") {
                    // Taken, and nobody is told.
                    return Ok(());
                }
                if receiver.starts_with("last") {
                    // Taken and told so; then the connection ends without a word.
                    return stream.write_all(b"250 2.0.0 queued\r\n");
                }
                "250 2.0.0 queued\r\n".to_owned()
            }
            "QUIT" => {
                stream.write_all(b"221 bye\r\n")?;
                return Ok(());
            }
            _ => "250 ok\r\n".to_owned(),
        };
        stream.write_all(answer.as_bytes())?;
    }
}

/// The refusal of a receiver; nothing for one that is taken.
fn named(receiver: &str, record: &Mutex<Record>) -> Option<&'static str> {
    let mut record = record.lock().expect("the record");
    let times = record.named.entry(receiver.to_owned()).or_insert(0);
    *times += 1;
    match receiver {
        _ if receiver.starts_with("grey") && *times == 1 => Some("450 4.2.0 greylisted, try again\r\n"),
        _ if receiver.starts_with("dead") => Some("550 5.1.1 no such user here\r\n"),
        _ if receiver.starts_with("spam") => Some("554 5.7.1 rejected as spam\r\n"),
        _ if receiver.starts_with("full") => Some("552 5.2.2 mailbox full\r\n"),
        _ if receiver.starts_with("closing") && *times == 1 => {
            Some("421 4.7.0 too many messages, closing\r\n")
        }
        _ => None,
    }
}
