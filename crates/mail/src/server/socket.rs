//! The TCP socket under everything, with a stall time and a deadline.
//!
//! It sits below TLS, so that a handshake or a half-received record of a dribbling server ends in time as well.

use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream, ToSocketAddrs};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use crate::MailError;

/// Ends or wakes a connection from another thread.
#[derive(Clone)]
pub(crate) struct Switch {
    tcp: Arc<TcpStream>,
    pub(crate) stopped: Arc<AtomicBool>,
    pub(crate) woken: Arc<AtomicBool>,
}

impl Switch {
    /// Shuts the socket: every read and write ends at once.
    pub(crate) fn stop(&self) {
        self.stopped.store(true, Ordering::SeqCst);
        // The socket may be gone already; then there is nothing to shut.
        let _ = self.tcp.shutdown(Shutdown::Both);
    }
}

/// A TCP stream whose reads and writes end in time.
pub(crate) struct Socket {
    tcp: TcpStream,
    pub(crate) stall: Duration,
    pub(crate) deadline: Option<Instant>,
    timeout: Option<Duration>,
    switch: Switch,
}

impl Socket {
    /// Connects to the first address of a host that answers.
    pub(crate) fn connect(
        host: &str,
        port: u16,
        connect: Duration,
        stall: Duration,
    ) -> Result<Socket, MailError> {
        let until = Instant::now() + connect;
        let mut failure = MailError::UnknownHost { host: host.to_owned() };
        for address in resolve(host, port, connect)? {
            let left = until.saturating_duration_since(Instant::now()).max(Duration::from_millis(100));
            match TcpStream::connect_timeout(&address, left) {
                Ok(tcp) => return Self::over(tcp, stall).map_err(|error| unreachable(host, port, &error)),
                Err(error) => failure = unreachable(host, port, &error),
            }
        }
        Err(failure)
    }

    fn over(tcp: TcpStream, stall: Duration) -> io::Result<Socket> {
        tcp.set_nodelay(true)?;
        let switch = Switch {
            tcp: Arc::new(tcp.try_clone()?),
            stopped: Arc::new(AtomicBool::new(false)),
            woken: Arc::new(AtomicBool::new(false)),
        };
        Ok(Socket { tcp, stall, deadline: None, timeout: None, switch })
    }

    pub(crate) fn switch(&self) -> Switch {
        self.switch.clone()
    }

    /// Sets the system's timeouts for the next operation, only where they change.
    fn prepare(&mut self) -> io::Result<()> {
        let left = match self.deadline {
            None => self.stall,
            Some(deadline) => {
                let left = deadline.saturating_duration_since(Instant::now());
                if left.is_zero() {
                    return Err(io::ErrorKind::WouldBlock.into());
                }
                left.min(self.stall)
            }
        };
        // Far deadlines move with every call: a timeout that is right to a tenth saves a system call each time.
        let near =
            self.timeout.is_some_and(|set| set <= left && set.as_millis() * 10 >= left.as_millis() * 9);
        if !near {
            let left = left.max(Duration::from_millis(1));
            self.tcp.set_read_timeout(Some(left))?;
            self.tcp.set_write_timeout(Some(left))?;
            self.timeout = Some(left);
        }
        Ok(())
    }
}

/// TLS libraries go on after `WouldBlock` only, and Windows says `TimedOut`.
fn resumable(error: io::Error) -> io::Error {
    if error.kind() == io::ErrorKind::TimedOut { io::ErrorKind::WouldBlock.into() } else { error }
}

impl Read for Socket {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.prepare()?;
        self.tcp.read(into).map_err(resumable)
    }
}

impl Write for Socket {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.prepare()?;
        self.tcp.write(bytes).map_err(resumable)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.tcp.flush()
    }
}

/// The system's resolver knows no timeout, so it gets a thread of its own and is left behind when it hangs.
fn resolve(host: &str, port: u16, patience: Duration) -> Result<Vec<SocketAddr>, MailError> {
    let unknown = || MailError::UnknownHost { host: host.to_owned() };
    if host.is_empty() {
        return Err(unknown());
    }
    let (tell, told) = mpsc::channel();
    let asked = (host.to_owned(), port);
    std::thread::spawn(move || {
        // Nobody listens any more after the timeout.
        let _ = tell.send(asked.to_socket_addrs().map(Iterator::collect::<Vec<_>>));
    });
    match told.recv_timeout(patience) {
        Ok(Ok(addresses)) if !addresses.is_empty() => Ok(addresses),
        Ok(_) => Err(unknown()),
        Err(_) => Err(MailError::Timeout { host: host.to_owned() }),
    }
}

fn unreachable(host: &str, port: u16, error: &io::Error) -> MailError {
    let host = host.to_owned();
    match error.kind() {
        io::ErrorKind::ConnectionRefused => MailError::Refused { host, port },
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => MailError::Timeout { host },
        _ => MailError::Unreachable { host, detail: error.to_string() },
    }
}
