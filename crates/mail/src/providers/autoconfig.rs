//! The servers that a domain publishes for its addresses, in Mozilla's autoconfig format 1.1
//! (https://wiki.mozilla.org/Thunderbird:Autoconfiguration:ConfigFileFormat). Asked by https alone: whoever can change
//! the answer on its way could have the password sent to a server of theirs.

use std::io::Read;
use std::time::Duration;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use ureq::Agent;
use ureq::tls::{RootCerts, TlsConfig, TlsProvider};

use crate::server::{Security, Server};

const MOST_BYTES: u64 = 64 * 1024;
const PATIENCE: Duration = Duration::from_secs(5);

/// What a domain says of its servers: IMAP and SMTP.
pub(super) type Published = (Server, Server);

/// Asks the domain of an address, at both places where the answer may lie. `None` where it says nothing of use.
pub(super) fn ask(address: &str, domain: &str) -> Option<Published> {
    let typed = utf8_percent_encode(address, NON_ALPHANUMERIC);
    let places = [
        format!("https://autoconfig.{domain}/mail/config-v1.1.xml?emailaddress={typed}"),
        format!("https://{domain}/.well-known/autoconfig/mail/config-v1.1.xml"),
    ];
    let agent = agent(true);
    let answers = std::thread::scope(|scope| {
        let asked: Vec<_> = places.iter().map(|place| scope.spawn(|| fetch(&agent, place))).collect();
        asked.into_iter().map(|answer| answer.join().ok().flatten()).collect::<Vec<_>>()
    });
    answers.into_iter().flatten().find_map(|xml| read(&xml, address))
}

fn agent(https_only: bool) -> Agent {
    let tls = TlsConfig::builder().provider(TlsProvider::NativeTls).root_certs(RootCerts::PlatformVerifier);
    let config = Agent::config_builder().https_only(https_only).max_redirects(3);
    Agent::new_with_config(config.timeout_global(Some(PATIENCE)).tls_config(tls.build()).build())
}

fn fetch(agent: &Agent, url: &str) -> Option<String> {
    let answer = agent.get(url).call().ok()?;
    let mut text = String::new();
    answer.into_body().into_reader().take(MOST_BYTES).read_to_string(&mut text).ok()?;
    Some(text)
}

/// One server while its element is read.
#[derive(Default)]
struct Half {
    host: String,
    port: Option<u16>,
    security: Option<Security>,
    user: String,
}

impl Half {
    /// The server, if it is told whole and its line is protected.
    fn whole(self, address: &str) -> Option<Server> {
        let (local, domain) = address.rsplit_once('@')?;
        let fill = |text: &str| {
            text.trim()
                .replace("%EMAILADDRESS%", address)
                .replace("%EMAILLOCALPART%", local)
                .replace("%EMAILDOMAIN%", domain)
        };
        let user = if self.user.trim().is_empty() { address.to_owned() } else { fill(&self.user) };
        let host = fill(&self.host);
        let named = !host.is_empty() && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'));
        named.then_some(Server { host, port: self.port?, security: self.security?, user, fingerprint: None })
    }
}

/// Reads the first protected IMAP and SMTP server of a file.
pub(super) fn read(xml: &str, address: &str) -> Option<Published> {
    let mut reader = Reader::from_str(xml);
    let (mut imap, mut smtp): (Option<Server>, Option<Server>) = (None, None);
    let (mut half, mut field): (Option<Half>, String) = (None, String::new());
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => {
                field = start.local_name().as_ref().to_owned();
                if is_server(&field, &start) {
                    half = Some(Half::default());
                }
            }
            Event::Text(text) => {
                if let Some(half) = &mut half {
                    take(half, &field, &text);
                }
            }
            Event::End(end) => {
                field.clear();
                let place = match end.local_name().as_ref() {
                    "incomingServer" => &mut imap,
                    "outgoingServer" => &mut smtp,
                    _ => continue,
                };
                let told = half.take().and_then(|half| half.whole(address));
                if place.is_none() {
                    *place = told;
                }
            }
            Event::Eof => return Some((imap?, smtp?)),
            _ => {}
        }
    }
}

fn is_server(name: &str, start: &BytesStart) -> bool {
    let wanted = match name {
        "incomingServer" => "imap",
        "outgoingServer" => "smtp",
        _ => return false,
    };
    start.try_get_attribute("type").ok().flatten().is_some_and(|kind| kind.value.eq_ignore_ascii_case(wanted))
}

fn take(half: &mut Half, field: &str, text: &str) {
    match field {
        "hostname" => half.host.push_str(text),
        "port" => half.port = text.trim().parse().ok().filter(|port| *port > 0),
        "username" => half.user.push_str(text),
        "socketType" => {
            half.security = match text.trim().to_ascii_uppercase().as_str() {
                "SSL" | "TLS" => Some(Security::Tls),
                "STARTTLS" => Some(Security::StartTls),
                _ => None,
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::net::TcpListener;

    use super::*;

    const FILE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<clientConfig version="1.1"><emailProvider id="firma.example"><domain>firma.example</domain>
 <incomingServer type="pop3"><hostname>pop.firma.example</hostname><port>995</port><socketType>SSL</socketType></incomingServer>
 <incomingServer type="imap"><hostname>open.firma.example</hostname><port>143</port><socketType>plain</socketType></incomingServer>
 <incomingServer type="imap"><hostname>mail.%EMAILDOMAIN%</hostname><port>993</port><socketType>SSL</socketType>
  <authentication>password-cleartext</authentication><username>%EMAILLOCALPART%</username></incomingServer>
 <outgoingServer type="smtp"><hostname>mail.firma.example</hostname><port>587</port><socketType>STARTTLS</socketType>
  <username>%EMAILADDRESS%</username></outgoingServer>
</emailProvider></clientConfig>"#;

    /// M1: the first protected servers count; what a file leaves out or spoils is no answer.
    #[test]
    fn m1_a_published_file_is_read() {
        let (imap, smtp) = read(FILE, "olena@firma.example").unwrap();
        assert_eq!(
            (imap.host.as_str(), imap.port, imap.security),
            ("mail.firma.example", 993, Security::Tls)
        );
        assert_eq!((imap.user.as_str(), smtp.user.as_str()), ("olena", "olena@firma.example"));
        assert_eq!((smtp.port, smtp.security), (587, Security::StartTls));
        for (from, to) in [
            ("STARTTLS", "plain"),
            ("<port>587</port>", "<port>99999</port>"),
            ("<hostname>mail.firma.example</hostname>", "<hostname>a b/c</hostname>"),
            ("outgoingServer", "somethingElse"),
            ("</emailProvider>", "</wrong>"),
        ] {
            assert!(read(&FILE.replace(from, to), "olena@firma.example").is_none(), "{to}");
        }
        assert!(read("<html>not found</html>", "a@b").is_none() && read("", "a@b").is_none());
    }

    /// M1: as it comes from a server, and no longer than it may be.
    #[test]
    fn m1_a_published_file_is_fetched() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/mail/config-v1.1.xml", listener.local_addr().unwrap());
        std::thread::spawn(move || {
            for body in [FILE.to_owned(), "x".repeat(1_000_000)] {
                let (mut stream, _) = listener.accept().unwrap();
                let mut asked = [0; 1000];
                let _ = stream.read(&mut asked).unwrap();
                let head =
                    format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
                let _ = stream.write_all((head + &body).as_bytes());
            }
        });
        assert_eq!(fetch(&agent(false), &url).as_deref(), Some(FILE));
        assert!(fetch(&agent(false), &url).is_some_and(|text| text.len() as u64 == MOST_BYTES));
        assert!(fetch(&agent(true), &url).is_none(), "only by https");
    }
}
