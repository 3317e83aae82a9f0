//! Listens for gateways that call the office with delivery reports and SMS (S5, R27): off unless it was switched on.
//!
//! Whoever finds the port is a stranger. Head, body, time and connections are bounded, and everything but a gateway's
//! secret address gets the same empty 404. The head is read by httparse; the small servers on offer set no bound to the time
//! that a slow caller takes.

use std::io::{Read, Write};
use std::net::{IpAddr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use deskbell_sms::News;
use deskbell_sms::http::{Called, Template, called};

use super::{Signal, Woken};
use crate::callbacks::{self, Callbacks};
use crate::{Error, Office, Result, gateways, sms};

/// So many callers at once; others wait in the system's queue: Kannel gives its reports once and never again.
const MOST_CALLERS: usize = 16;
const MOST_HEAD: usize = 16 * 1024;
const MOST_HEADERS: usize = 64;
const MOST_BODY: usize = 64 * 1024;
/// For a whole call, from the first byte to the last.
const WHOLE: Duration = Duration::from_secs(10);
/// How often is looked for a caller.
const LOOK: Duration = Duration::from_millis(50);
/// How often the settings are looked at: they may be changed on another desk.
const SETTINGS: Duration = Duration::from_secs(15);
/// A report that comes before the answer to its message is noted waits so long, so often.
const EARLY: (Duration, usize) = (Duration::from_millis(250), 8);

/// Listens where the settings say, as long as they do.
pub fn run(office: &Arc<Office>, signal: &Signal) {
    let mut listening: Option<(Callbacks, Listening)> = None;
    loop {
        let seen = signal.nudges();
        if let Err(error) = follow(office, &mut listening) {
            log::warn!("calls of gateways: {error}");
        }
        if signal.wait(seen, SETTINGS) == Woken::Stopped {
            return;
        }
    }
}

/// Opens or closes the port as the settings are now, and notes where it cannot be opened: the settings tell of it.
fn follow(office: &Arc<Office>, listening: &mut Option<(Callbacks, Listening)>) -> Result<()> {
    let desk = office.desk();
    let wanted = desk.read(callbacks::get)?;
    if !wanted.on {
        *listening = None;
        return callbacks::note(&desk, None);
    }
    if listening.as_ref().is_some_and(|(known, _)| *known == wanted) {
        return Ok(());
    }
    // The port is to be free before it is taken anew.
    drop(listening.take());
    match listen(office, &wanted) {
        Ok(open) => {
            *listening = Some((wanted, open));
            callbacks::note(&desk, None)
        }
        Err(error) => callbacks::note(&desk, Some(&error)),
    }
}

/// An open port; it closes when this is dropped.
pub struct Listening {
    /// Where it is.
    pub address: SocketAddr,
    ends: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.ends.store(true, Ordering::SeqCst);
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            log::error!("the listener for gateways ended by a panic");
        }
    }
}

/// Opens the port of the settings.
pub fn listen(office: &Arc<Office>, wanted: &Callbacks) -> Result<Listening> {
    let host: IpAddr = wanted.host.parse().map_err(|_| Error::BadHost(wanted.host.clone()))?;
    let port = wanted.port;
    let failed = |error: std::io::Error| callbacks::refused(host, port, &error);
    let listener = TcpListener::bind((host, port)).map_err(failed)?;
    listener.set_nonblocking(true).map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    let ends = Arc::new(AtomicBool::new(false));
    let (office, ended) = (Arc::clone(office), Arc::clone(&ends));
    let thread = std::thread::Builder::new()
        .name("callbacks-port".to_owned())
        .spawn(move || accept(&office, &listener, &ended))
        .map_err(failed)?;
    Ok(Listening { address, ends, thread: Some(thread) })
}

fn accept(office: &Arc<Office>, listener: &TcpListener, ends: &AtomicBool) {
    let callers = Arc::new(AtomicUsize::new(0));
    while !ends.load(Ordering::SeqCst) {
        if callers.load(Ordering::SeqCst) >= MOST_CALLERS {
            std::thread::sleep(LOOK / 10);
            continue;
        }
        let Ok((stream, _)) = listener.accept() else {
            std::thread::sleep(LOOK);
            continue;
        };
        let place = Place::of(&callers);
        let office = Arc::clone(office);
        let spawned = std::thread::Builder::new().name("gateway-call".to_owned()).spawn(move || {
            let _place = place;
            if let Err(error) = serve(&office, stream) {
                log::debug!("a call broke off: {error}");
            }
        });
        if let Err(error) = spawned {
            log::warn!("no thread for a gateway's call: {error}");
        }
    }
}

/// One of the places for callers, given back when it is dropped.
struct Place(Arc<AtomicUsize>);

impl Place {
    fn of(callers: &Arc<AtomicUsize>) -> Self {
        callers.fetch_add(1, Ordering::SeqCst);
        Self(Arc::clone(callers))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// What is answered.
struct Answer {
    status: &'static str,
    kind: String,
    body: String,
}

impl Answer {
    fn bare(status: &'static str) -> Self {
        Self { status, kind: String::new(), body: String::new() }
    }

    fn nothing() -> Self {
        Self::bare("404 Not Found")
    }
}

fn serve(office: &Office, mut stream: TcpStream) -> std::io::Result<()> {
    let until = Instant::now() + WHOLE;
    stream.set_nonblocking(false)?;
    stream.set_write_timeout(Some(Duration::from_secs(2)))?;
    let answer = answer(office, &mut stream, until)?;
    let Answer { status, kind, body } = answer;
    let kind = if kind.is_empty() { String::new() } else { format!("Content-Type: {kind}\r\n") };
    let head =
        format!("HTTP/1.1 {status}\r\n{kind}Content-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    stream.write_all(head.as_bytes())?;
    stream.write_all(body.as_bytes())?;
    stream.shutdown(Shutdown::Write)
}

fn answer(office: &Office, stream: &mut TcpStream, until: Instant) -> std::io::Result<Answer> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break end + 4;
        }
        if bytes.len() >= MOST_HEAD || !more(stream, &mut bytes, until)? {
            return Ok(Answer::nothing());
        }
    };
    let Some(head) = head(bytes.get(..end).unwrap_or_default()) else { return Ok(Answer::nothing()) };
    let found = head
        .path
        .strip_prefix("/sms/")
        .map(|token| office.desk().read(|reader| gateways::by_token(reader, token)));
    let gateway = match found {
        Some(Ok(Some(gateway))) => gateway,
        Some(Err(error)) => {
            log::warn!("a gateway's call: {error}");
            return Ok(Answer::bare("503 Service Unavailable"));
        }
        _ => return Ok(Answer::nothing()),
    };
    let Some(template) = gateways::presets::template(&gateway) else { return Ok(Answer::nothing()) };
    if head.chunked {
        return Ok(Answer::bare("411 Length Required"));
    }
    if head.length > MOST_BODY {
        return Ok(Answer::bare("413 Content Too Large"));
    }
    let mut body = bytes.split_off(end);
    while body.len() < head.length {
        if !more(stream, &mut body, until)? {
            return Ok(Answer::bare("400 Bad Request"));
        }
    }
    body.truncate(head.length);
    let call = Called { query: head.query, kind: head.kind, body };
    Ok(take(office, gateway.id, &template, &call))
}

/// Notes what a gateway tells. It is told that we have it only once that is so; what we do not understand would come again
/// for ever if it were refused.
fn take(office: &Office, gateway_id: i64, template: &Template, call: &Called) -> Answer {
    let reply = template.callback.as_ref().map(|form| form.reply.clone()).unwrap_or_default();
    let well = Answer { status: "200 OK", kind: reply.r#type, body: reply.body };
    let Some(news) = called(template, call) else { return well };
    let desk = office.desk();
    for _ in 0..EARLY.1 {
        match desk.write(|tx| sms::take_news(&desk, tx, gateway_id, &news)) {
            Ok(false) if matches!(news, News::Report(_)) => std::thread::sleep(EARLY.0),
            Ok(_) => break,
            Err(error) => {
                log::warn!("a gateway's call could not be kept: {error}");
                return Answer::bare("503 Service Unavailable");
            }
        }
    }
    well
}

/// Reads on; false where the caller ended or was too slow.
fn more(stream: &mut TcpStream, into: &mut Vec<u8>, until: Instant) -> std::io::Result<bool> {
    let left = until.saturating_duration_since(Instant::now());
    if left.is_zero() {
        return Ok(false);
    }
    stream.set_read_timeout(Some(left))?;
    let mut piece = [0_u8; 4096];
    match stream.read(&mut piece) {
        Ok(0) => Ok(false),
        Ok(count) => {
            into.extend_from_slice(piece.get(..count).unwrap_or_default());
            Ok(true)
        }
        Err(error)
            if matches!(error.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut) =>
        {
            Ok(false)
        }
        Err(error) => Err(error),
    }
}

struct Head {
    path: String,
    query: String,
    kind: String,
    length: usize,
    chunked: bool,
}

/// A call's head; nothing where it is none of GET or POST.
fn head(bytes: &[u8]) -> Option<Head> {
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut request = httparse::Request::new(&mut headers);
    request.parse(bytes).ok().filter(httparse::Status::is_complete)?;
    if !matches!(request.method, Some("GET" | "POST")) {
        return None;
    }
    let (path, query) = request.path.map(|path| path.split_once('?').unwrap_or((path, "")))?;
    let value = |name: &str| {
        let header = request.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name));
        header.and_then(|header| std::str::from_utf8(header.value).ok()).unwrap_or_default().trim()
    };
    let length = value("content-length");
    Some(Head {
        path: path.to_owned(),
        query: query.to_owned(),
        kind: value("content-type").to_ascii_lowercase(),
        length: if length.is_empty() { 0 } else { length.parse().ok()? },
        chunked: !value("transfer-encoding").is_empty(),
    })
}
