//! Whatever a mail server says, reading a mailbox must end and never panic.
//!
//! The server greets, then says the bytes: with an even first byte all at once, with an odd one it logs in properly
//! and answers each later command with the piece up to the next 0xFF, in which `$T` stands for the command's tag.
#![no_main]

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

use deskbell_mail::imap::{Flow, Session};
use deskbell_mail::server::Limits;
use deskbell_mail::{MailError, Security, Server};
use libfuzzer_sys::fuzz_target;

/// A server that says nothing more is found out at once.
fn limits() -> Limits {
    let moment = Duration::from_millis(100);
    Limits {
        letter: 64 * 1024,
        line: 16 * 1024,
        literal: 16 * 1024,
        connect: moment,
        stall: moment,
        answer: Duration::from_millis(300),
        final_answer: moment,
        answer_bytes: 256 * 1024,
        ..Limits::default()
    }
}

fn with_tag(piece: &[u8], tag: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(piece.len());
    let mut rest = piece;
    while let Some((&first, after)) = rest.split_first() {
        if first == b'$' && after.first() == Some(&b'T') {
            out.extend_from_slice(tag.as_bytes());
            rest = &after[1..];
        } else {
            out.push(first);
            rest = after;
        }
    }
    out
}

/// Plays the server until the client or the bytes are gone.
fn play(mut stream: TcpStream, bytes: &[u8]) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_millis(500)))?;
    stream.set_write_timeout(Some(Duration::from_millis(500)))?;
    stream.write_all(b"* OK ready\r\n")?;
    let Some((&kind, said)) = bytes.split_first() else { return Ok(()) };
    if kind % 2 == 0 {
        return stream.write_all(said);
    }
    let mut pieces = said.split(|byte| *byte == 0xFF);
    let mut heard = BufReader::new(stream.try_clone()?);
    loop {
        let mut line = String::new();
        if heard.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let (tag, command) = line.trim_end().split_once(' ').unwrap_or(("*", ""));
        if command == "CAPABILITY" {
            let all = "IMAP4rev1 CONDSTORE QRESYNC ENABLE IDLE ESEARCH SPECIAL-USE UIDPLUS";
            write!(stream, "* CAPABILITY {all}\r\n{tag} OK done\r\n")?;
        } else if command.starts_with("LOGIN ") {
            write!(stream, "{tag} OK in\r\n")?;
        } else {
            let Some(piece) = pieces.next() else { return Ok(()) };
            stream.write_all(&with_tag(piece, tag))?;
        }
    }
}

fn read(server: &Server) -> Result<(), MailError> {
    let mut session = Session::open(server, "secret", &limits())?;
    let folders = session.folders()?;
    let name = folders.first().map_or("INBOX", |folder| folder.raw_name.as_str());
    session.select(name, None)?;
    session.fetch(&[1, 2, 3], &mut |_| Flow::Go)
}

fuzz_target!(|bytes: &[u8]| {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let bytes = bytes.to_vec();
    let server = std::thread::spawn(move || {
        // The client may hang up in the middle of a word.
        if let Ok((stream, _)) = listener.accept() {
            let _ = play(stream, &bytes);
        }
    });
    let place = Server {
        host: "127.0.0.1".into(),
        port,
        security: Security::Plain,
        user: "desk".into(),
        fingerprint: None,
    };
    let _ = read(&place);
    server.join().expect("the server's thread");
});
