//! The connection to a message centre: whole commands in and out, bounded in time and size.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream, ToSocketAddrs};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use bytes::BytesMut;
use native_tls::{Certificate, HandshakeError, TlsConnector};
use rusmpp_core::CommandStatus;
use rusmpp_core::command::owned::Command;
use rusmpp_core::decode::owned::DecodeWithLength;
use rusmpp_core::encode::{Encode, Length};
use rusmpp_core::pdus::owned::Pdu;

use super::Account;
use crate::SmsError;

/// The header that every command begins with (SMPP 3.4, 3.2).
const HEADER: usize = 16;
/// The largest command taken: a message's text has at most 64 KB, and nobody sends that.
const MOST: usize = 16 * 1024;

/// A command as it came. What cannot be read beyond its header has no `command`.
pub struct Frame {
    pub id: u32,
    pub status: u32,
    pub sequence: u32,
    pub command: Option<Command>,
}

/// The socket that is open, so that another thread can shut it.
pub type Open = Arc<Mutex<Option<TcpStream>>>;

/// What bytes come and go by: the socket itself, or TLS on it.
trait Stream: Read + Write + Send {}
impl<S: Read + Write + Send> Stream for S {}

/// A connection.
pub struct Line {
    stream: Box<dyn Stream>,
    /// The socket below, for its timeouts and its end.
    tcp: TcpStream,
    buffer: Vec<u8>,
    host: String,
}

impl Line {
    /// Connects to the first address that answers.
    pub fn connect(
        account: &Account,
        patience: Duration,
        roots: &[Certificate],
        open: &Open,
    ) -> Result<Self, SmsError> {
        let name = account.address();
        let unknown = || SmsError::UnknownHost { host: name.clone() };
        let mut failure = unknown();
        let addresses = (account.host.as_str(), account.port).to_socket_addrs().map_err(|_| unknown())?;
        for address in addresses {
            let tcp = TcpStream::connect_timeout(&address, patience).and_then(|tcp| {
                tcp.set_nodelay(true)?;
                tcp.set_write_timeout(Some(patience))?;
                tcp.set_read_timeout(Some(patience))?;
                *open.lock().unwrap_or_else(PoisonError::into_inner) = Some(tcp.try_clone()?);
                Ok((tcp.try_clone()?, tcp))
            });
            match tcp {
                Ok((below, tcp)) => {
                    let stream: Box<dyn Stream> =
                        if account.tls { secured(account, tcp, roots)? } else { Box::new(tcp) };
                    return Ok(Self { stream, tcp: below, buffer: Vec::new(), host: name });
                }
                Err(error) => failure = unreachable(&name, &error),
            }
        }
        Err(failure)
    }

    pub fn host(&self) -> &str {
        &self.host
    }

    /// Sends a command.
    pub fn send(&mut self, status: u32, sequence: u32, pdu: Pdu) -> io::Result<()> {
        let command = Command::new(CommandStatus::from(status), sequence, pdu);
        let length = command.length();
        let mut bytes = vec![0; length];
        command.encode(&mut bytes);
        let whole = u32::try_from(length + 4).map_err(|_| io::ErrorKind::InvalidData)?;
        let mut frame = whole.to_be_bytes().to_vec();
        frame.extend(bytes);
        self.stream.write_all(&frame)
    }

    /// The next command; none where the time is over first, however much is waiting to be read.
    pub fn read(&mut self, until: Instant) -> io::Result<Option<Frame>> {
        loop {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(None);
            }
            if let Some(frame) = frame(&mut self.buffer)? {
                return Ok(Some(frame));
            }
            self.tcp.set_read_timeout(Some(left.max(Duration::from_millis(1))))?;
            let mut piece = [0; 4096];
            match self.stream.read(&mut piece) {
                Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(count) => self.buffer.extend(piece.iter().take(count)),
                Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) => {
                    return Ok(None);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        // The other side may have closed it before.
        let _ = self.tcp.shutdown(Shutdown::Both);
    }
}

/// Takes a command that is whole out of what came.
pub fn frame(buffer: &mut Vec<u8>) -> io::Result<Option<Frame>> {
    let Some(length) = number(buffer, 0) else { return Ok(None) };
    let length = usize::try_from(length).unwrap_or(usize::MAX);
    if !(HEADER..=MOST).contains(&length) {
        return Err(io::Error::new(io::ErrorKind::InvalidData, format!("a command of {length} bytes")));
    }
    if buffer.len() < length {
        return Ok(None);
    }
    let bytes: Vec<u8> = buffer.drain(..length).collect();
    let header = (number(&bytes, 4), number(&bytes, 8), number(&bytes, 12));
    let (Some(id), Some(status), Some(sequence)) = header else { return Ok(None) };
    let mut rest = BytesMut::from(bytes.get(4..).unwrap_or_default());
    let command = Command::decode(&mut rest, length - 4).ok().map(|(command, _)| command);
    Ok(Some(Frame { id, status, sequence, command }))
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes)
}

fn secured(account: &Account, tcp: TcpStream, roots: &[Certificate]) -> Result<Box<dyn Stream>, SmsError> {
    let host = account.address();
    let failed = |detail: String| SmsError::Tls { host: host.clone(), detail };
    let mut connector = TlsConnector::builder();
    for root in roots {
        connector.add_root_certificate(root.clone());
    }
    let connector = connector.build().map_err(|error| failed(error.to_string()))?;
    match connector.connect(&account.host, tcp) {
        Ok(stream) => Ok(Box::new(stream)),
        Err(HandshakeError::WouldBlock(_)) => Err(SmsError::Timeout { host }),
        Err(HandshakeError::Failure(error)) => Err(failed(error.to_string())),
    }
}

fn unreachable(host: &str, error: &io::Error) -> SmsError {
    let host = host.to_owned();
    match error.kind() {
        io::ErrorKind::ConnectionRefused => SmsError::Refused { host },
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => SmsError::Timeout { host },
        _ => SmsError::Unreachable { host, detail: error.to_string() },
    }
}
