//! A message centre of the tests' own: it speaks SMPP 3.4 byte by byte, or breaks off, stalls, floods, as the test says.
//! It keeps what it heard, so that the tests judge by what arrived and not by Deskbell's word.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, dead_code)]

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

pub const SUBMIT: u32 = 4;
pub const DELIVER: u32 = 5;
pub const DELIVER_RESP: u32 = 0x8000_0005;
pub const UNBIND: u32 = 6;
pub const BIND: u32 = 9;
pub const ENQUIRE: u32 = 0x15;
pub const RESP: u32 = 0x8000_0000;

/// A command as it arrived, on which connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    pub line: usize,
    pub id: u32,
    pub status: u32,
    pub sequence: u32,
    pub body: Vec<u8>,
}

/// What stands in a submit_sm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submitted {
    pub from: (u8, u8, String),
    pub to: (u8, u8, String),
    pub esm: u8,
    pub registered: u8,
    pub coding: u8,
    pub bytes: Vec<u8>,
}

impl Heard {
    pub fn submitted(&self) -> Submitted {
        let mut rest = self.body.as_slice();
        let text = |rest: &mut &[u8]| {
            let end = rest.iter().position(|byte| *byte == 0).unwrap();
            let text = String::from_utf8(rest[..end].to_vec()).unwrap();
            *rest = &rest[end + 1..];
            text
        };
        text(&mut rest);
        let address = |rest: &mut &[u8]| {
            let (ton, npi) = (rest[0], rest[1]);
            *rest = &rest[2..];
            (ton, npi, text(rest))
        };
        let (from, to) = (address(&mut rest), address(&mut rest));
        let esm = rest[0];
        // Protocol, priority, and two times that are empty.
        rest = &rest[5..];
        let (registered, coding, length) = (rest[0], rest[2], usize::from(rest[4]));
        assert_eq!(rest.len(), 5 + length);
        Submitted { from, to, esm, registered, coding, bytes: rest[5..].to_vec() }
    }

    /// The last two figures of the number that it goes to.
    pub fn tail(&self) -> String {
        let to = self.submitted().to.2;
        to.split_at(to.len() - 2).1.to_owned()
    }

    /// The usual answer.
    pub fn answer(&self, status: u32, body: &[u8]) -> Does {
        Does::Says(pdu(self.id | RESP, status, self.sequence, body))
    }

    /// What a centre in good order does.
    pub fn usual(&self) -> Vec<Does> {
        match self.id {
            BIND => vec![self.answer(0, b"centre\0")],
            SUBMIT => vec![self.answer(0, format!("id-{}\0", self.sequence).as_bytes())],
            ENQUIRE => vec![self.answer(0, b"")],
            UNBIND => vec![self.answer(0, b""), Does::Cuts],
            _ => Vec::new(),
        }
    }
}

/// What the centre does with a command.
#[derive(Clone)]
pub enum Does {
    Says(Vec<u8>),
    Cuts,
    Waits(Duration),
    /// Goes on with these bytes until nobody takes them, for half a minute at most.
    Floods(Vec<u8>),
}

pub fn pdu(id: u32, status: u32, sequence: u32, body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(16 + body.len()).unwrap();
    let mut bytes: Vec<u8> = [length, id, status, sequence].into_iter().flat_map(u32::to_be_bytes).collect();
    bytes.extend(body);
    bytes
}

/// A deliver_sm with this text; `more` are its optional fields.
pub fn deliver(sequence: u32, esm: u8, coding: u8, text: &[u8], more: &[(u16, &[u8])]) -> Vec<u8> {
    let mut body = b"\0\x01\x01380501234567\0\0\0Office\0".to_vec();
    body.extend([esm, 0, 0, 0, 0, 0, 0, coding, 0, u8::try_from(text.len()).unwrap()]);
    body.extend(text);
    for (tag, value) in more {
        body.extend(tag.to_be_bytes());
        body.extend(u16::try_from(value.len()).unwrap().to_be_bytes());
        body.extend(*value);
    }
    pdu(DELIVER, 0, sequence, &body)
}

pub fn ucs2(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_be_bytes).collect()
}

pub struct Centre {
    pub port: u16,
    heard: Arc<Mutex<Vec<Heard>>>,
}

/// Bytes in and out, in clear or not.
trait Wire: Read + Write {}
impl<W: Read + Write> Wire for W {}

impl Centre {
    pub fn start(does: impl Fn(&Heard) -> Vec<Does> + Send + Sync + 'static) -> Self {
        Self::listen(does, None)
    }

    /// The same behind TLS, with the certificate of the tests.
    pub fn secured(does: impl Fn(&Heard) -> Vec<Does> + Send + Sync + 'static) -> Self {
        let identity = native_tls::Identity::from_pkcs8(CERTIFICATE.as_bytes(), KEY.as_bytes()).unwrap();
        Self::listen(does, Some(native_tls::TlsAcceptor::new(identity).unwrap()))
    }

    fn listen(
        does: impl Fn(&Heard) -> Vec<Does> + Send + Sync + 'static,
        tls: Option<native_tls::TlsAcceptor>,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let heard: Arc<Mutex<Vec<Heard>>> = Arc::default();
        let (kept, does, tls) = (Arc::clone(&heard), Arc::new(does), Arc::new(tls));
        std::thread::spawn(move || {
            for (number, tcp) in listener.incoming().flatten().enumerate() {
                let (kept, does, tls) = (Arc::clone(&kept), Arc::clone(&does), Arc::clone(&tls));
                std::thread::spawn(move || {
                    tcp.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
                    let mut wire: Box<dyn Wire> = match tls.as_ref() {
                        None => Box::new(tcp),
                        // Who does not trust us goes away.
                        Some(tls) => match tls.accept(tcp) {
                            Ok(stream) => Box::new(stream),
                            Err(_) => return,
                        },
                    };
                    while let Some(heard) = read(&mut wire, number) {
                        kept.lock().unwrap().push(heard.clone());
                        if does(&heard).into_iter().any(|deed| !act(&mut wire, deed)) {
                            return;
                        }
                    }
                });
            }
        });
        Self { port, heard }
    }

    pub fn heard(&self) -> Vec<Heard> {
        self.heard.lock().unwrap().clone()
    }

    pub fn heard_of(&self, id: u32) -> Vec<Heard> {
        self.heard().into_iter().filter(|heard| heard.id == id).collect()
    }

    /// Waits until so many of a command arrived: what comes last may still be on its way.
    pub fn wait_for(&self, id: u32, count: usize) -> Vec<Heard> {
        let until = Instant::now() + Duration::from_secs(10);
        loop {
            let heard = self.heard_of(id);
            if heard.len() >= count {
                return heard;
            }
            assert!(Instant::now() < until, "waited in vain for {count} of {id:#x}");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

pub const CERTIFICATE: &str = include_str!("certificate.pem");
const KEY: &str = include_str!("key.pem");

fn read(wire: &mut dyn Wire, line: usize) -> Option<Heard> {
    let mut header = [0_u8; 16];
    wire.read_exact(&mut header).ok()?;
    let number = |at: usize| u32::from_be_bytes(header[at..at + 4].try_into().unwrap());
    let mut body = vec![0_u8; number(0) as usize - 16];
    wire.read_exact(&mut body).ok()?;
    Some(Heard { line, id: number(4), status: number(8), sequence: number(12), body })
}

/// Whether the line goes on.
fn act(wire: &mut dyn Wire, deed: Does) -> bool {
    match deed {
        Does::Says(bytes) => wire.write_all(&bytes).is_ok(),
        Does::Cuts => false,
        Does::Waits(time) => {
            std::thread::sleep(time);
            true
        }
        Does::Floods(bytes) => {
            let until = Instant::now() + Duration::from_secs(30);
            let many = bytes.repeat(100);
            while Instant::now() < until && wire.write_all(&many).is_ok() {}
            false
        }
    }
}
