//! One request and its answer, bounded in time and size, with the one thing that matters told exactly: whether a byte of
//! the request has left.

use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use ureq::Agent;
use ureq::config::Config;
use ureq::http::{HeaderMap, Response, header};
use ureq::tls::{RootCerts, TlsConfig, TlsProvider};
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::{
    Buffers, ConnectionDetails, Connector, DefaultConnector, NextTimeout, Transport,
};

use super::template::Method;
use crate::{SmsError, Stopper};

/// What we are willing to take from a gateway, which may be hostile.
#[derive(Clone, Debug)]
pub struct Bounds {
    /// How long the connection may take to come up.
    pub connect: Duration,
    /// How long everything from there to the last byte of the answer may take.
    pub whole: Duration,
    /// The largest answer, in bytes.
    pub bytes: u64,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { connect: Duration::from_secs(15), whole: Duration::from_secs(60), bytes: 1024 * 1024 }
    }
}

/// A request that is ready to go.
pub struct Call {
    pub method: Method,
    pub url: String,
    pub query: Vec<(String, String)>,
    pub headers: Vec<(String, String)>,
    pub body: Option<Vec<u8>>,
}

/// An answer of HTTP, whatever it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    pub status: u16,
    /// From `Retry-After`.
    pub retry_after: Option<Duration>,
    pub body: Vec<u8>,
}

/// No answer.
#[derive(Debug)]
pub enum Failed {
    /// No byte of the request left: nothing can have happened.
    Before(SmsError),
    /// The request, or some of it, left: nobody knows.
    After(SmsError),
}

impl Failed {
    pub fn error(self) -> SmsError {
        match self {
            Self::Before(error) | Self::After(error) => error,
        }
    }
}

/// How long a connection is kept for the next request. Opening one takes longer than many a gateway's answer; one that
/// rested longer may just be closed by the other side, which would make uncertain what could have been certain.
const KEPT: Duration = Duration::from_secs(2);

/// Requests to one gateway.
pub struct Line {
    agent: Agent,
    left: Arc<AtomicBool>,
    bounds: Bounds,
    stopper: Stopper,
}

impl Line {
    pub fn new(bounds: Bounds) -> Self {
        let tls = TlsConfig::builder()
            .provider(TlsProvider::NativeTls)
            .root_certs(RootCerts::PlatformVerifier)
            .build();
        let config = Config::builder()
            .tls_config(tls)
            .timeout_connect(Some(bounds.connect))
            .timeout_resolve(Some(bounds.connect))
            .timeout_global(Some(bounds.whole))
            .max_redirects(0)
            .max_idle_connections(1)
            .max_idle_connections_per_host(1)
            .max_idle_age(KEPT)
            .http_status_as_error(false)
            .user_agent("Deskbell")
            .build();
        let left: Arc<AtomicBool> = Arc::default();
        let connector = DefaultConnector::default().chain(Watch(Arc::clone(&left)));
        let agent = Agent::with_parts(config, connector, DefaultResolver::default());
        let stopped = agent.clone();
        let stopper = Stopper::new(move || stopped.clone().shutdown());
        Self { agent, left, bounds, stopper }
    }

    pub fn stopper(&self) -> Stopper {
        self.stopper.clone()
    }

    /// Asks and reads the whole answer.
    pub fn ask(&self, call: &Call) -> Result<Answered, Failed> {
        self.stopper.check().map_err(Failed::Before)?;
        self.left.store(false, Ordering::SeqCst);
        let url = with_query(call);
        let sent = match (call.method, &call.body) {
            (Method::Get, _) => {
                let mut request = self.agent.get(&url);
                for (name, value) in &call.headers {
                    request = request.header(name, value);
                }
                request.call()
            }
            (Method::Post, body) => {
                let mut request = self.agent.post(&url);
                for (name, value) in &call.headers {
                    request = request.header(name, value);
                }
                match body {
                    Some(bytes) => request.send(bytes.as_slice()),
                    None => request.send_empty(),
                }
            }
        };
        let answer = sent.map_err(|error| self.failed(&url, error))?;
        self.read(&url, answer)
    }

    fn read(&self, url: &str, mut answer: Response<ureq::Body>) -> Result<Answered, Failed> {
        let status = answer.status().as_u16();
        let retry_after = retry_after(answer.headers());
        let mut body = Vec::new();
        let read = answer.body_mut().as_reader().take(self.bounds.bytes + 1).read_to_end(&mut body);
        let whole = match read {
            Ok(_) if body.len() as u64 > self.bounds.bytes => {
                Err(SmsError::TooBig { limit: self.bounds.bytes })
            }
            Ok(_) => Ok(()),
            Err(error) => Err(self.why(url, &ureq::Error::Io(error))),
        };
        match whole {
            Ok(()) => Ok(Answered { status, retry_after, body }),
            // A refusal stands in the status already.
            Err(_) if status >= 400 => Ok(Answered { status, retry_after, body: Vec::new() }),
            Err(error) => Err(Failed::After(error)),
        }
    }

    fn failed(&self, url: &str, error: ureq::Error) -> Failed {
        let why = self.why(url, &error);
        if self.left.load(Ordering::SeqCst) { Failed::After(why) } else { Failed::Before(why) }
    }

    /// The error in our words. The URL never stands in it: it may hold a key.
    fn why(&self, url: &str, error: &ureq::Error) -> SmsError {
        if self.stopper.is_stopped() {
            return SmsError::Stopped;
        }
        let host = host(url);
        match error {
            ureq::Error::HostNotFound => SmsError::UnknownHost { host },
            ureq::Error::Timeout(_) => SmsError::Timeout { host },
            ureq::Error::ConnectionFailed => SmsError::Unreachable { host, detail: String::new() },
            ureq::Error::Tls(detail) => SmsError::Tls { host, detail: (*detail).to_owned() },
            ureq::Error::NativeTls(detail) => SmsError::Tls { host, detail: detail.to_string() },
            ureq::Error::Io(error) => of_io(host, error),
            ureq::Error::BodyExceedsLimit(limit) => SmsError::TooBig { limit: *limit },
            ureq::Error::Protocol(detail) => SmsError::Answer { detail: detail.to_string() },
            ureq::Error::BadUri(_) | ureq::Error::Http(_) => SmsError::Request {
                answer: "the address or a header holds what HTTP does not allow".to_owned(),
            },
            other => SmsError::Cut { host, detail: other.to_string() },
        }
    }
}

fn of_io(host: String, error: &std::io::Error) -> SmsError {
    use std::io::ErrorKind;
    // ureq wraps its own errors into those of reading.
    if let Some(inner) = error.get_ref().and_then(|inner| inner.downcast_ref::<ureq::Error>()) {
        match inner {
            ureq::Error::Timeout(_) => return SmsError::Timeout { host },
            ureq::Error::Protocol(detail) => return SmsError::Answer { detail: detail.to_string() },
            _ => {}
        }
    }
    // The resolver's failures are no errors of the system but on Windows, where they have numbers of their own.
    let unresolved = match error.raw_os_error() {
        None => error.to_string().contains("lookup address"),
        Some(number) => (11001..=11004).contains(&number),
    };
    if unresolved {
        return SmsError::UnknownHost { host };
    }
    match error.kind() {
        ErrorKind::ConnectionRefused => SmsError::Refused { host },
        ErrorKind::TimedOut | ErrorKind::WouldBlock => SmsError::Timeout { host },
        ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable | ErrorKind::AddrNotAvailable => {
            SmsError::Unreachable { host, detail: error.to_string() }
        }
        _ => SmsError::Cut { host, detail: error.to_string() },
    }
}

fn with_query(call: &Call) -> String {
    if call.query.is_empty() {
        return call.url.clone();
    }
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(&call.query).finish();
    let joint = if call.url.contains('?') { '&' } else { '?' };
    format!("{}{joint}{query}", call.url)
}

/// Host and port of a URL, for people.
pub fn host(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    authority.rsplit('@').next().unwrap_or_default().to_owned()
}

/// Seconds, as gateways send it; a date is taken for a minute. Never more than an hour.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    let seconds = text.parse::<u64>().unwrap_or(60);
    Some(Duration::from_secs(seconds.clamp(1, 3600)))
}

/// Sees when the first byte of a request is handed to the line, TLS's own aside.
#[derive(Debug)]
struct Watch(Arc<AtomicBool>);

impl<In: Transport> Connector<In> for Watch {
    type Out = Watched<In>;

    fn connect(&self, _: &ConnectionDetails, chained: Option<In>) -> Result<Option<Self::Out>, ureq::Error> {
        Ok(chained.map(|under| Watched { under, left: Arc::clone(&self.0) }))
    }
}

#[derive(Debug)]
struct Watched<In> {
    under: In,
    left: Arc<AtomicBool>,
}

impl<In: Transport> Transport for Watched<In> {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.under.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), ureq::Error> {
        if amount > 0 {
            self.left.store(true, Ordering::SeqCst);
        }
        self.under.transmit_output(amount, timeout)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, ureq::Error> {
        self.under.await_input(timeout)
    }

    fn is_open(&mut self) -> bool {
        self.under.is_open()
    }

    fn is_tls(&self) -> bool {
        self.under.is_tls()
    }
}
