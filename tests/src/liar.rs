//! A server that says what a real one never would: for the bad answers no honest server can be made to give.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};

/// What the liar does after a login that it always grants.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lie {
    /// Accepts the connection and never says a word.
    Silence,
    /// Greets like a web server.
    WebServer,
    /// Answers a fetch with a literal of four gigabytes and sends for ever.
    HugeLiteral,
    /// Answers with ten thousand nested parentheses.
    Nesting,
    /// A line of a hundred megabytes without an end.
    EndlessLine,
}

/// Starts one on a free port; it lives as long as the process, a thread for each connection.
pub fn start(lie: Lie) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            std::thread::spawn(move || talk(stream, lie).ok());
        }
    });
    port
}

fn talk(mut stream: TcpStream, lie: Lie) -> std::io::Result<()> {
    match lie {
        Lie::Silence => {
            std::thread::sleep(std::time::Duration::from_secs(3600));
            return Ok(());
        }
        Lie::WebServer => stream.write_all(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")?,
        _ => stream.write_all(b"* OK [CAPABILITY IMAP4rev1 UIDPLUS] hello\r\n")?,
    }
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut line = String::new();
    while reader.read_line(&mut line)? > 0 {
        let words = std::mem::take(&mut line);
        let tag = words.split(' ').next().unwrap_or("*").to_owned();
        let verb = words.to_uppercase();
        let verb = verb.trim_start_matches(|c| c != ' ').trim();
        if verb.starts_with("CAPABILITY") {
            stream.write_all(b"* CAPABILITY IMAP4rev1 UIDPLUS\r\n")?;
        } else if verb.starts_with("LIST") || verb.starts_with("LSUB") {
            stream.write_all(b"* LIST () \"/\" INBOX\r\n")?;
        } else if verb.starts_with("SELECT") || verb.starts_with("EXAMINE") {
            stream.write_all(
                b"* FLAGS (\\Seen)\r\n* 3 EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 4] x\r\n",
            )?;
        } else if verb.starts_with("STATUS") {
            stream.write_all(b"* STATUS INBOX (MESSAGES 3 UIDNEXT 4 UIDVALIDITY 7)\r\n")?;
        } else if verb.starts_with("UID SEARCH") || verb.starts_with("SEARCH") {
            stream.write_all(b"* SEARCH 1 2 3\r\n")?;
        } else if verb.starts_with("UID FETCH") || verb.starts_with("FETCH") {
            if verb.contains("BODY") {
                return deceive(stream, lie);
            }
            stream.write_all(
                b"* 1 FETCH (UID 1 FLAGS ())\r\n* 2 FETCH (UID 2 FLAGS ())\r\n* 3 FETCH (UID 3 FLAGS ())\r\n",
            )?;
        } else if verb.starts_with("LOGOUT") {
            stream.write_all(format!("* BYE\r\n{tag} OK\r\n").as_bytes())?;
            return Ok(());
        }
        stream.write_all(format!("{tag} OK done\r\n").as_bytes())?;
    }
    Ok(())
}

fn deceive(mut stream: TcpStream, lie: Lie) -> std::io::Result<()> {
    let block = vec![b'a'; 64 * 1024];
    match lie {
        Lie::HugeLiteral => {
            stream.write_all(b"* 1 FETCH (UID 3 FLAGS () INTERNALDATE \"21-Nov-2026 10:00:00 +0000\" RFC822.SIZE 4294967295 BODY[] {4294967295}\r\n")?;
            // Two hundred megabytes show whether they are kept.
            for _ in 0..3200 {
                stream.write_all(&block)?;
            }
        }
        Lie::EndlessLine => {
            stream.write_all(b"* OK ")?;
            for _ in 0..1600 {
                stream.write_all(&block)?;
            }
        }
        _ => {
            let deep =
                format!("* 1 FETCH (UID 3 BODYSTRUCTURE {}{})\r\n", "(".repeat(10_000), ")".repeat(10_000));
            stream.write_all(deep.as_bytes())?;
        }
    }
    // The line stays open: what follows must not depend on its end.
    std::thread::sleep(std::time::Duration::from_secs(600));
    Ok(())
}
