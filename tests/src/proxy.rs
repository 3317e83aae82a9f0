//! A TCP proxy that breaks the line: cut or held after so many bytes, or at a line that says a given thing.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Which way the bytes go that are counted or looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum From {
    /// From the server to Deskbell.
    Server,
    /// From Deskbell to the server.
    Client,
}

/// When the line breaks.
#[derive(Clone, Debug)]
pub enum When {
    Never,
    /// After that many bytes of one connection in that direction.
    Bytes(From, u64),
    /// When a block of that direction holds these bytes; they are still passed on.
    Says(From, Vec<u8>),
}

/// What happens then.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    /// Both ends are closed.
    Cut,
    /// Both ends stay open and nothing passes any more.
    Hang,
}

/// The proxy; connections end when it is dropped.
pub struct CuttingProxy {
    port: u16,
    shared: Arc<Shared>,
}

struct Shared {
    target: u16,
    plan: Mutex<(When, What)>,
    stopped: AtomicBool,
    breaks: AtomicU64,
    bytes: AtomicU64,
    sockets: Mutex<Vec<TcpStream>>,
}

impl CuttingProxy {
    /// Listens on a free port of loopback and passes everything on to `target` there.
    pub fn start(target: u16, when: When, what: What) -> CuttingProxy {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let shared = Arc::new(Shared {
            target,
            plan: Mutex::new((when, what)),
            stopped: AtomicBool::new(false),
            breaks: AtomicU64::new(0),
            bytes: AtomicU64::new(0),
            sockets: Mutex::new(Vec::new()),
        });
        let accepting = shared.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if accepting.stopped.load(Ordering::SeqCst) {
                    return;
                }
                serve(&accepting, stream);
            }
        });
        CuttingProxy { port, shared }
    }

    /// Where Deskbell connects.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Another plan for the connections from now on and the running ones.
    pub fn plan(&self, when: When, what: What) {
        *self.shared.plan.lock().expect("the plan") = (when, what);
    }

    /// How often the line broke.
    pub fn breaks(&self) -> u64 {
        self.shared.breaks.load(Ordering::SeqCst)
    }

    /// Bytes that came from the server so far, over all connections.
    pub fn bytes(&self) -> u64 {
        self.shared.bytes.load(Ordering::SeqCst)
    }
}

impl Drop for CuttingProxy {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::SeqCst);
        for socket in self.shared.sockets.lock().expect("the sockets").drain(..) {
            socket.shutdown(Shutdown::Both).ok();
        }
        // Wakes the accepting thread so that it sees the end.
        TcpStream::connect(("127.0.0.1", self.port)).ok();
    }
}

fn serve(shared: &Arc<Shared>, client: TcpStream) {
    let Ok(server) = TcpStream::connect(("127.0.0.1", shared.target)) else { return };
    let broken = Arc::new(AtomicBool::new(false));
    {
        let mut sockets = shared.sockets.lock().expect("the sockets");
        sockets.extend(client.try_clone());
        sockets.extend(server.try_clone());
    }
    for direction in [From::Server, From::Client] {
        let (Ok(client), Ok(server)) = (client.try_clone(), server.try_clone()) else { return };
        let (source, sink) = if direction == From::Server { (server, client) } else { (client, server) };
        let (shared, broken) = (shared.clone(), broken.clone());
        std::thread::spawn(move || pass(&shared, direction, source, sink, &broken));
    }
}

fn pass(shared: &Shared, direction: From, mut source: TcpStream, mut sink: TcpStream, broken: &AtomicBool) {
    source.set_read_timeout(Some(Duration::from_millis(200))).ok();
    let mut passed = 0;
    let mut block = vec![0; 32 * 1024];
    let what = loop {
        if shared.stopped.load(Ordering::SeqCst) {
            break What::Cut;
        }
        let count = match source.read(&mut block) {
            Ok(0) => break What::Cut,
            Ok(count) => count,
            Err(error)
                if matches!(error.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut) =>
            {
                continue;
            }
            Err(_) => break What::Cut,
        };
        if broken.load(Ordering::SeqCst) {
            // The line hangs: bytes are taken and lost, as behind a dead router.
            continue;
        }
        let bytes = &block[..count];
        let (when, what) = shared.plan.lock().expect("the plan").clone();
        let (sent, breaks) = match &when {
            When::Bytes(way, limit) if *way == direction && passed + count as u64 >= *limit => {
                (limit.saturating_sub(passed) as usize, true)
            }
            When::Says(way, words) if *way == direction => match find(bytes, words) {
                Some(end) => (end, true),
                None => (count, false),
            },
            _ => (count, false),
        };
        passed += sent as u64;
        if direction == From::Server {
            shared.bytes.fetch_add(sent as u64, Ordering::SeqCst);
        }
        if sink.write_all(&bytes[..sent]).is_err() {
            break What::Cut;
        }
        if breaks {
            shared.breaks.fetch_add(1, Ordering::SeqCst);
            if what == What::Cut {
                break What::Cut;
            }
            broken.store(true, Ordering::SeqCst);
        }
    };
    if what == What::Cut {
        sink.shutdown(Shutdown::Both).ok();
        source.shutdown(Shutdown::Both).ok();
    }
}

/// The place right after the first occurrence.
fn find(bytes: &[u8], words: &[u8]) -> Option<usize> {
    bytes.windows(words.len()).position(|window| window == words).map(|start| start + words.len())
}
