//! A line to a mail server: plain or TLS, buffered, bounded in time and in the length of what it reads.

use std::io::{self, Read, Write};
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use native_tls::{HandshakeError, TlsConnector, TlsStream};

use super::certificate;
use super::socket::{Socket, Switch};
use super::{Limits, Server};
use crate::MailError;
use crate::error::CertificateReason;

/// Large enough that a read of the bulk fetch costs one system call for many letters.
const BUFFER: usize = 256 * 1024;

enum Stream {
    Plain(Socket),
    Tls(Box<TlsStream<Socket>>),
}

/// A buffered connection.
pub(crate) struct Line {
    stream: Stream,
    switch: Switch,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    host: String,
}

/// Which certificates are accepted while connecting.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trust {
    /// Those the system vouches for, or the one with the server's fingerprint.
    Configured,
    /// Any: only to look at the certificate; nothing secret is ever sent on such a line.
    Any,
}

impl Line {
    /// Connects without TLS.
    pub(crate) fn connect(server: &Server, limits: &Limits) -> Result<Line, MailError> {
        let socket = Socket::connect(&server.host, server.port, limits.connect, limits.stall)?;
        Ok(Line {
            switch: socket.switch(),
            stream: Stream::Plain(socket),
            buffer: vec![0; BUFFER],
            start: 0,
            end: 0,
            host: server.host.clone(),
        })
    }

    /// Puts TLS on the line. Refuses when bytes have arrived before it: they would pass for protected ones.
    pub(crate) fn secure(self, server: &Server, limits: &Limits, trust: Trust) -> Result<Line, MailError> {
        if self.has_buffered() {
            return Err(MailError::Injected { host: self.host });
        }
        let Stream::Plain(mut socket) = self.stream else {
            return Err(MailError::Protocol { detail: "TLS inside TLS".to_owned() });
        };
        socket.deadline = Some(Instant::now() + limits.connect);
        let own = trust == Trust::Any || server.fingerprint.is_some();
        let tls_error = |error: &dyn std::fmt::Display| MailError::Tls {
            host: server.host.clone(),
            port: server.port,
            detail: error.to_string(),
        };
        let connector = TlsConnector::builder()
            .min_protocol_version(Some(native_tls::Protocol::Tlsv12))
            .danger_accept_invalid_certs(own)
            .danger_accept_invalid_hostnames(own)
            .build()
            .map_err(|error| tls_error(&error))?;
        let mut stream = connector.connect(&server.host, socket).map_err(|error| match error {
            HandshakeError::WouldBlock(_) => MailError::Timeout { host: server.host.clone() },
            HandshakeError::Failure(error) => tls_error(&error),
        })?;
        if trust == Trust::Configured
            && let Some(trusted) = &server.fingerprint
        {
            let der = peer(&stream).ok_or_else(|| tls_error(&"no certificate"))?;
            if !certificate::same_fingerprint(trusted, &certificate::fingerprint(&der)) {
                return Err(certificate::refusal(&server.host, &der, Some(CertificateReason::Changed)));
            }
        }
        stream.get_mut().deadline = None;
        Ok(Line { stream: Stream::Tls(Box::new(stream)), ..self })
    }

    /// The certificate of the other side, DER.
    pub(crate) fn certificate(&self) -> Option<Vec<u8>> {
        match &self.stream {
            Stream::Plain(_) => None,
            Stream::Tls(tls) => peer(tls),
        }
    }

    pub(crate) fn switch(&self) -> Switch {
        self.switch.clone()
    }

    pub(crate) fn is_secure(&self) -> bool {
        matches!(self.stream, Stream::Tls(_))
    }

    /// Whether bytes have been received that nobody has read.
    pub(crate) fn has_buffered(&self) -> bool {
        self.start < self.end
    }

    fn socket(&mut self) -> &mut Socket {
        match &mut self.stream {
            Stream::Plain(socket) => socket,
            Stream::Tls(tls) => tls.get_mut(),
        }
    }

    /// When everything must be over, whatever is done until then.
    pub(crate) fn set_deadline(&mut self, deadline: Option<Instant>) {
        self.socket().deadline = deadline;
    }

    /// How long one read or write may stall; gives the former value.
    pub(crate) fn set_stall(&mut self, stall: Duration) -> Duration {
        std::mem::replace(&mut self.socket().stall, stall)
    }

    /// What an error of the system means.
    fn failed(&self, error: &io::Error) -> MailError {
        let host = self.host.clone();
        if self.switch.stopped.load(Ordering::SeqCst) {
            return MailError::Stopped;
        }
        match error.kind() {
            io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => MailError::Timeout { host },
            _ => MailError::Cut { host },
        }
    }

    /// Bytes that are there, read from the other side when there are none.
    fn fill(&mut self) -> Result<&[u8], MailError> {
        if self.start >= self.end {
            let read = loop {
                let result = match &mut self.stream {
                    Stream::Plain(socket) => socket.read(&mut self.buffer),
                    Stream::Tls(tls) => tls.read(&mut self.buffer),
                };
                match result {
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    other => break other,
                }
            };
            match read {
                Ok(0) => return Err(self.failed(&io::ErrorKind::UnexpectedEof.into())),
                Ok(count) => (self.start, self.end) = (0, count),
                Err(error) => return Err(self.failed(&error)),
            }
        }
        Ok(self.buffer.get(self.start..self.end).unwrap_or_default())
    }

    /// Waits for bytes without losing any: false when none came in that time.
    pub(crate) fn wait(&mut self, patience: Duration) -> Result<bool, MailError> {
        let stall = self.set_stall(patience);
        let filled = self.fill().map(|_| true);
        self.set_stall(stall);
        match filled {
            Err(MailError::Timeout { .. }) => Ok(false),
            other => other,
        }
    }

    /// Appends one line with its LF; more than `cap` bytes are an error.
    pub(crate) fn read_line(&mut self, into: &mut Vec<u8>, cap: usize) -> Result<(), MailError> {
        let limit = into.len() + cap;
        loop {
            let there = self.fill()?;
            let lf = there.iter().position(|&byte| byte == b'\n');
            let taken = lf.map_or(there.len(), |at| at + 1);
            into.extend_from_slice(there.get(..taken).unwrap_or_default());
            self.start += taken;
            if into.len() > limit {
                return Err(MailError::TooBig { what: "line".to_owned(), limit: cap as u64 });
            }
            if lf.is_some() {
                return Ok(());
            }
        }
    }

    /// Hands on exactly so many bytes as they come.
    pub(crate) fn read_bytes(
        &mut self,
        mut count: u64,
        mut take: impl FnMut(&[u8]),
    ) -> Result<(), MailError> {
        while count > 0 {
            let there = self.fill()?;
            let taken = usize::try_from(count).unwrap_or(usize::MAX).min(there.len());
            take(there.get(..taken).unwrap_or_default());
            self.start += taken;
            count -= taken as u64;
        }
        Ok(())
    }

    /// Writes everything and sends it off.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), MailError> {
        let written = match &mut self.stream {
            Stream::Plain(socket) => socket.write_all(bytes).and_then(|()| socket.flush()),
            Stream::Tls(tls) => tls.write_all(bytes).and_then(|()| tls.flush()),
        };
        written.map_err(|error| self.failed(&error))
    }
}

fn peer(stream: &TlsStream<Socket>) -> Option<Vec<u8>> {
    stream.peer_certificate().ok().flatten()?.to_der().ok()
}
