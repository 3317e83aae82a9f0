//! Remote pictures of a letter, fetched here so that the window itself needs no network at all (M8).
//!
//! Only on demand, only http and https, only from public addresses (a letter must not make this machine ask its
//! neighbours), only small raster pictures, nothing told but the request itself: no cookies, no referrer.

use std::collections::HashMap;
use std::io::Read;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ureq::http::Uri;
use ureq::tls::{RootCerts, TlsConfig, TlsProvider};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, config::Config};

/// The largest picture taken, in bytes.
const MOST_BYTES: u64 = 3 * 1024 * 1024;
/// The most of all pictures of one letter together.
const MOST_TOGETHER: usize = 12 * 1024 * 1024;
/// So many pictures of one letter are asked for.
const MOST_PICTURES: usize = 60;
const AT_ONCE: usize = 6;
const PATIENCE: Duration = Duration::from_secs(8);

/// Which addresses may be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Public ones alone.
    Public,
    /// Any: for tests against a server on this machine.
    Any,
}

/// Replaces the remote pictures of cleaned HTML by their bytes as `data:` URLs; one that cannot be had is left
/// without a source.
pub fn bring_in(html: &str, reach: Reach) -> String {
    let wanted = sources(html);
    let brought = fetch_all(&wanted, reach);
    rewrite(html, &brought)
}

/// The remote sources in cleaned HTML, each once, as they stand there (with `&amp;`).
fn sources(html: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    walk(html, &mut |source| {
        if found.len() < MOST_PICTURES && !found.iter().any(|known| known == source) {
            found.push(source.to_owned());
        }
        None
    });
    found
}

fn rewrite(html: &str, brought: &HashMap<String, String>) -> String {
    walk(html, &mut |source| Some(brought.get(source).cloned().unwrap_or_default()))
}

/// Goes over the `src` of every `<img`, as our own serializer writes them: double quotes, one space before the name.
fn walk(html: &str, each: &mut dyn FnMut(&str) -> Option<String>) -> String {
    const NAME: &str = " src=\"";
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once("<img") {
        let (inside, after) = tag.split_once('>').unwrap_or((tag, ""));
        out.push_str(before);
        out.push_str("<img");
        match inside.split_once(NAME).and_then(|(head, tail)| Some((head, tail.split_once('"')?))) {
            Some((head, (source, tail)))
                if source.starts_with("http://") || source.starts_with("https://") =>
            {
                let new = each(source).unwrap_or_else(|| source.to_owned());
                out.push_str(head);
                if !new.is_empty() {
                    out.push_str(NAME);
                    out.push_str(&new);
                    out.push('"');
                }
                out.push_str(tail);
            }
            _ => out.push_str(inside),
        }
        if tag.len() > inside.len() {
            out.push('>');
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

fn fetch_all(wanted: &[String], reach: Reach) -> HashMap<String, String> {
    let agent = agent(reach);
    let queue = Mutex::new(wanted.iter());
    let brought = Mutex::new((HashMap::new(), MOST_TOGETHER));
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE.min(wanted.len()) {
            scope.spawn(|| {
                loop {
                    let next = queue.lock().unwrap_or_else(PoisonError::into_inner).next();
                    let Some(source) = next else { return };
                    let Some(bytes) = fetch(&agent, &source.replace("&amp;", "&")) else { continue };
                    let Some(kind) = raster(&bytes) else { continue };
                    let mut brought = brought.lock().unwrap_or_else(PoisonError::into_inner);
                    let Some(left) = brought.1.checked_sub(bytes.len()) else { continue };
                    brought.1 = left;
                    brought
                        .0
                        .insert(source.clone(), format!("data:{kind};base64,{}", STANDARD.encode(&bytes)));
                }
            });
        }
    });
    brought.into_inner().unwrap_or_else(PoisonError::into_inner).0
}

fn fetch(agent: &Agent, url: &str) -> Option<Vec<u8>> {
    let mut answer = agent.get(url).header("Accept", "image/*").call().ok()?;
    let mut bytes = Vec::new();
    answer.body_mut().as_reader().take(MOST_BYTES + 1).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 <= MOST_BYTES).then_some(bytes)
}

fn agent(reach: Reach) -> Agent {
    let tls =
        TlsConfig::builder().provider(TlsProvider::NativeTls).root_certs(RootCerts::PlatformVerifier).build();
    let config = Config::builder()
        .tls_config(tls)
        .timeout_global(Some(PATIENCE))
        .max_redirects(4)
        .user_agent("Mozilla/5.0")
        .build();
    Agent::with_parts(
        config,
        DefaultConnector::default(),
        Guarded { reach, system: DefaultResolver::default() },
    )
}

/// Gives only public addresses, whatever the name says and wherever a redirect leads.
#[derive(Debug)]
struct Guarded {
    reach: Reach,
    system: DefaultResolver,
}

impl Resolver for Guarded {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let all = self.system.resolve(uri, config, timeout)?;
        let mut allowed = self.empty();
        for address in all.iter().filter(|address| self.reach == Reach::Any || is_public(address.ip())) {
            allowed.push(*address);
        }
        if allowed.is_empty() { Err(ureq::Error::HostNotFound) } else { Ok(allowed) }
    }
}

fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => {
            let [a, b, ..] = v4.octets();
            let shared = a == 100 && (64..128).contains(&b);
            let benchmark = a == 198 && (b == 18 || b == 19);
            !(v4.is_private()
                || v4.is_loopback()
                || v4.is_link_local()
                || v4.is_unspecified()
                || v4.is_broadcast()
                || v4.is_multicast()
                || v4.is_documentation()
                || a == 0
                || a >= 240
                || shared
                || benchmark)
        }
        IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
            Some(v4) => is_public(IpAddr::V4(v4)),
            None => is_public_v6(v6),
        },
    }
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [first, ..] = address.segments();
    // Global unicast is 2000::/3 alone; 2002::/16 and 2001::/32 wrap IPv4 addresses of any kind.
    (first & 0xe000) == 0x2000
        && first != 0x2002
        && !(first == 0x2001 && address.segments().get(1) == Some(&0))
}

/// The type of a raster picture by its first bytes; whatever else it claims to be is not shown.
pub fn raster(bytes: &[u8]) -> Option<&'static str> {
    let webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP".as_slice());
    match bytes {
        _ if bytes.starts_with(b"\x89PNG\r\n\x1a\n") => Some("image/png"),
        _ if bytes.starts_with(b"\xff\xd8\xff") => Some("image/jpeg"),
        _ if bytes.starts_with(b"GIF8") => Some("image/gif"),
        _ if webp => Some("image/webp"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use std::net::TcpListener;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\nrest";

    /// A server that answers one picture and one page, and counts who came.
    fn serve(times: usize) -> (u16, std::thread::JoinHandle<usize>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let counted = std::thread::spawn(move || {
            for _ in 0..times {
                let (mut line, _) = listener.accept().unwrap();
                let mut asked = [0_u8; 2048];
                let read = line.read(&mut asked).unwrap();
                let asked = String::from_utf8_lossy(&asked[..read]).to_lowercase();
                assert!(!asked.contains("cookie") && !asked.contains("referer"));
                let body: &[u8] =
                    if asked.contains("/a.png?x=1&y=2") { PNG } else { b"<svg onload=alert(1)>" };
                write!(
                    line,
                    "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: {}\r\n\r\n",
                    body.len()
                )
                .unwrap();
                line.write_all(body).unwrap();
            }
            times
        });
        (port, counted)
    }

    /// M8: a picture that was asked for stands in the letter as its own bytes; what is no picture does not.
    #[test]
    fn m8_pictures_come_as_bytes_and_only_pictures() {
        let (port, counted) = serve(2);
        let html = format!(
            "<p>src=\"x\"</p><img alt=\"a\" src=\"http://127.0.0.1:{port}/a.png?x=1&amp;y=2\" width=\"5\"><img src=\"http://127.0.0.1:{port}/b.svg\">"
        );
        let shown = bring_in(&html, Reach::Any);
        let data = STANDARD.encode(PNG);
        assert_eq!(
            shown,
            format!("<p>src=\"x\"</p><img alt=\"a\" src=\"data:image/png;base64,{data}\" width=\"5\"><img>")
        );
        counted.join().unwrap();
    }

    /// M8: a letter cannot make this machine ask its neighbours.
    #[test]
    fn m8_private_addresses_are_not_asked() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let port = listener.local_addr().unwrap().port();
        let shown = bring_in(&format!("<img src=\"http://localhost:{port}/a.png\">"), Reach::Public);
        assert_eq!(shown, "<img>");
        assert!(listener.accept().is_err(), "nobody came");
        for private in [
            "10.0.0.1",
            "192.168.1.1",
            "172.16.0.9",
            "169.254.1.1",
            "100.64.0.1",
            "::1",
            "fe80::1",
            "fd00::1",
            "::ffff:127.0.0.1",
            "2002:7f00:1::",
        ] {
            assert!(!is_public(private.parse().unwrap()), "{private}");
        }
        assert!(
            is_public("93.184.216.34".parse().unwrap()) && is_public("2606:2800:220:1::1".parse().unwrap())
        );
    }
}
