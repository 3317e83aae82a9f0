//! A submission server that can be held at any step: it takes a login itself and hands the rest to Postfix.
//!
//! Between Deskbell and Postfix stands TLS, so a proxy cannot see the steps; here the talk is plain. What Postfix
//! answers is what Deskbell hears, and Postfix's log and the recipient's Maildir stay the judges.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

/// The steps of sending one letter, as the server sees them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord)]
pub enum Step {
    /// The connection is there and not greeted.
    Connected,
    /// EHLO has come and is not answered.
    Hello,
    /// The login has come and is not answered.
    Login,
    /// MAIL FROM has come and is not answered.
    MailFrom,
    /// RCPT TO has come and is not answered.
    Recipient,
    /// DATA has come and 354 is not said.
    Data,
    /// A part of the text has come.
    PartOfText,
    /// The dot has come, Postfix has taken the letter, and its 250 is not passed on.
    Accepted,
}

/// All steps, in their order.
pub const STEPS: [Step; 8] = [
    Step::Connected,
    Step::Hello,
    Step::Login,
    Step::MailFrom,
    Step::Recipient,
    Step::Data,
    Step::PartOfText,
    Step::Accepted,
];

/// The server; it holds the first connection that comes to the given step, and no other.
pub struct Relay {
    port: u16,
    hold: Arc<Mutex<Option<Step>>>,
    reached: Receiver<Step>,
}

impl Relay {
    /// Listens on a free port and talks on to Postfix at `target`.
    pub fn start(target: u16, hold: Option<Step>) -> Relay {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let hold = Arc::new(Mutex::new(hold));
        let (tell, reached) = channel();
        let shared = hold.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (hold, tell) = (shared.clone(), tell.clone());
                std::thread::spawn(move || Talk::serve(stream, target, hold, tell).ok());
            }
        });
        Relay { port, hold, reached }
    }

    /// Where Deskbell connects, without encryption.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Waits until a connection is held.
    pub fn wait_held(&self) -> Step {
        self.reached.recv_timeout(std::time::Duration::from_secs(60)).expect("the sender comes to the step")
    }

    /// From now on nothing is held.
    pub fn go(&self) {
        *self.hold.lock().expect("the plan") = None;
    }
}

struct Talk {
    client: TcpStream,
    server: TcpStream,
    from_client: BufReader<TcpStream>,
    from_server: BufReader<TcpStream>,
    hold: Arc<Mutex<Option<Step>>>,
    tell: Sender<Step>,
}

impl Talk {
    fn serve(
        client: TcpStream,
        target: u16,
        hold: Arc<Mutex<Option<Step>>>,
        tell: Sender<Step>,
    ) -> std::io::Result<()> {
        let server = TcpStream::connect(("127.0.0.1", target))?;
        let from_client = BufReader::new(client.try_clone()?);
        let from_server = BufReader::new(server.try_clone()?);
        Talk { client, server, from_client, from_server, hold, tell }.run()
    }

    /// Stays here for ever when this is the step to hold at: until the other side has gone.
    fn at(&mut self, step: Step) -> std::io::Result<()> {
        let mut hold = self.hold.lock().expect("the plan");
        if *hold != Some(step) {
            return Ok(());
        }
        // Only the first connection is held.
        *hold = None;
        drop(hold);
        self.tell.send(step).ok();
        let mut rest = Vec::new();
        std::io::Read::read_to_end(&mut self.from_client, &mut rest).ok();
        Err(std::io::ErrorKind::ConnectionAborted.into())
    }

    /// Postfix's whole answer, of one line or more.
    fn answer(&mut self) -> std::io::Result<String> {
        let mut answer = String::new();
        loop {
            let start = answer.len();
            if self.from_server.read_line(&mut answer)? == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
            if answer.as_bytes().get(start + 3) != Some(&b'-') {
                return Ok(answer);
            }
        }
    }

    fn run(&mut self) -> std::io::Result<()> {
        self.at(Step::Connected)?;
        let greeting = self.answer()?;
        self.client.write_all(greeting.as_bytes())?;
        loop {
            let mut line = String::new();
            if self.from_client.read_line(&mut line)? == 0 {
                return Ok(());
            }
            let verb = line.trim_end().to_uppercase();
            if verb.starts_with("EHLO") {
                self.hello(&line)?;
            } else if verb.starts_with("AUTH") {
                self.login(&verb)?;
            } else {
                self.pass(&line, &verb)?;
            }
            if verb.starts_with("QUIT") {
                return Ok(());
            }
        }
    }

    /// Postfix's own abilities less STARTTLS, and a login.
    fn hello(&mut self, line: &str) -> std::io::Result<()> {
        self.server.write_all(line.as_bytes())?;
        let answer = self.answer()?;
        self.at(Step::Hello)?;
        let mut words: Vec<String> = answer
            .lines()
            .filter(|line| !line.contains("STARTTLS"))
            .map(|line| format!("250-{}", &line[4..]))
            .collect();
        words.push("250 AUTH PLAIN LOGIN".into());
        self.client.write_all((words.join("\r\n") + "\r\n").as_bytes())
    }

    fn login(&mut self, verb: &str) -> std::io::Result<()> {
        let mut line = String::new();
        if verb == "AUTH PLAIN" {
            self.client.write_all(b"334 \r\n")?;
            self.from_client.read_line(&mut line)?;
        } else if verb.starts_with("AUTH LOGIN") {
            if verb == "AUTH LOGIN" {
                self.client.write_all(b"334 VXNlcm5hbWU6\r\n")?;
                self.from_client.read_line(&mut line)?;
            }
            self.client.write_all(b"334 UGFzc3dvcmQ6\r\n")?;
            self.from_client.read_line(&mut line)?;
        }
        self.at(Step::Login)?;
        self.client.write_all(b"235 welcome\r\n")
    }

    fn pass(&mut self, line: &str, verb: &str) -> std::io::Result<()> {
        self.server.write_all(line.as_bytes())?;
        let answer = self.answer()?;
        if verb.starts_with("MAIL") {
            self.at(Step::MailFrom)?;
        } else if verb.starts_with("RCPT") {
            self.at(Step::Recipient)?;
        } else if verb.starts_with("DATA") {
            self.at(Step::Data)?;
        }
        self.client.write_all(answer.as_bytes())?;
        if verb.starts_with("DATA") && answer.starts_with('3') {
            return self.text();
        }
        Ok(())
    }

    fn text(&mut self) -> std::io::Result<()> {
        let mut lines = 0;
        loop {
            let mut line = Vec::new();
            if self.from_client.read_until(b'\n', &mut line)? == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
            lines += 1;
            if lines == 3 {
                self.at(Step::PartOfText)?;
            }
            self.server.write_all(&line)?;
            if line == b".\r\n" {
                break;
            }
        }
        let answer = self.answer()?;
        self.at(Step::Accepted)?;
        self.client.write_all(answer.as_bytes())
    }
}
