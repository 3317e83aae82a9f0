//! The servers that a domain names in the DNS: SRV records for mail (RFC 6186, and RFC 8314 section 5.1 for submission
//! over TLS).
//!
//! Whoever can forge an answer of the DNS could name a server of theirs, with a good certificate of its own, and be given
//! the password. So only servers within the domain count, and those of the bundled table (RFC 6186 section 6 wants a
//! person's word for others: they can be typed in).

use std::time::Duration;

use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::proto::rr::RData;
use hickory_resolver::proto::rr::rdata::SRV;
use hickory_resolver::{ResolverBuilder, TokioResolver};

use super::autoconfig::Published;
use super::server;
use super::table::TABLE;
use crate::server::{Security, Server};

/// For all the questions together: a person waits for the answer.
const PATIENCE: Duration = Duration::from_secs(4);

/// Asks the system's DNS for the servers of a domain. `None` where it does not name both, or not in time.
pub(super) fn ask(address: &str, domain: &str) -> Option<Published> {
    ask_of(TokioResolver::builder_tokio().ok()?, address, domain)
}

fn ask_of(
    mut builder: ResolverBuilder<TokioRuntimeProvider>,
    address: &str,
    domain: &str,
) -> Option<Published> {
    let domain = idna::domain_to_ascii(domain).ok()?;
    builder.options_mut().timeout = PATIENCE / 2;
    builder.options_mut().attempts = 1;
    // The resolver works by futures; they run here and end here.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().ok()?;
    runtime.block_on(async {
        let resolver = builder.build().ok()?;
        let look = |service: &str| {
            let name = format!("_{service}._tcp.{domain}.");
            let resolver = &resolver;
            async move {
                let answer = resolver.srv_lookup(name).await.ok()?;
                let records = answer.answers().iter().filter_map(|record| match &record.data {
                    RData::SRV(record) => Some(record),
                    _ => None,
                });
                best(records)
            }
        };
        let all =
            async { tokio::join!(look("imaps"), look("imap"), look("submissions"), look("submission")) };
        let (imaps, imap, submissions, submission) = tokio::time::timeout(PATIENCE, all).await.ok()?;
        let choose = |over_tls: Option<(String, u16)>, otherwise: Option<(String, u16)>| -> Option<Server> {
            // RFC 8314 section 3: rather TLS from the first byte on than STARTTLS.
            let secured = over_tls.map(|named| (named, Security::Tls));
            let ((host, port), security) = secured.or(otherwise.map(|named| (named, Security::StartTls)))?;
            is_trusted(&host, &domain).then(|| server(&host, port, security, address))
        };
        Some((choose(imaps, imap)?, choose(submissions, submission)?))
    })
}

/// The server that is to be taken first: of those with the lowest priority the one with the most weight (RFC 2782 draws
/// lots among them; here one is written down for good). A target of "." says that there is no such service.
fn best<'a>(records: impl Iterator<Item = &'a SRV>) -> Option<(String, u16)> {
    let first = records.min_by_key(|record| (record.priority, std::cmp::Reverse(record.weight)))?;
    let host = first.target.to_ascii().trim_end_matches('.').to_lowercase();
    (!host.is_empty() && first.port > 0).then_some((host, first.port))
}

fn is_trusted(host: &str, domain: &str) -> bool {
    let within = host == domain || host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'));
    within || TABLE.iter().any(|provider| provider.imap.0 == host || provider.smtp.0 == host)
}

#[cfg(test)]
mod tests {
    use std::net::UdpSocket;
    use std::time::Instant;

    use hickory_resolver::config::{ConnectionConfig, NameServerConfig, ResolverConfig};

    use super::*;

    /// Name, priority, weight, port and target.
    type Record = (&'static str, u16, u16, u16, &'static str);

    /// A name server of the test's own: SRV records by the name that is asked for; without any it keeps silent.
    fn name_server(records: Option<&'static [Record]>) -> ResolverBuilder<TokioRuntimeProvider> {
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        let mut connection = ConnectionConfig::udp();
        connection.port = socket.local_addr().unwrap().port();
        let mut server = NameServerConfig::udp([127, 0, 0, 1].into());
        server.connections = vec![connection];
        std::thread::spawn(move || {
            let mut asked = [0; 1024];
            while let Ok((length, from)) = socket.recv_from(&mut asked) {
                if let Some(records) = records {
                    socket.send_to(&answer(&asked[..length], records), from).unwrap();
                }
            }
        });
        let mut config = ResolverConfig::default();
        config.name_servers = vec![server];
        TokioResolver::builder_with_config(config, TokioRuntimeProvider::default())
    }

    fn labels(name: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        for label in name.split('.').filter(|label| !label.is_empty()) {
            bytes.push(label.len() as u8);
            bytes.extend(label.as_bytes());
        }
        bytes.push(0);
        bytes
    }

    /// RFC 1035 section 4: the header and the question come back, and behind them the records.
    fn answer(asked: &[u8], records: &[(&str, u16, u16, u16, &str)]) -> Vec<u8> {
        let end = 12 + asked[12..].iter().position(|byte| *byte == 0).unwrap() + 5;
        let question = &asked[12..end - 4];
        let fitting: Vec<_> =
            records.iter().filter(|(name, ..)| labels(name).eq_ignore_ascii_case(question)).collect();
        let mut out = asked[..2].to_vec();
        // An answer that recursion led to; "no such name" where nothing fits.
        out.extend([0x81, if fitting.is_empty() { 0x83 } else { 0x80 }, 0, 1]);
        out.extend((fitting.len() as u16).to_be_bytes());
        out.extend([0, 0, 0, 0]);
        out.extend(&asked[12..end]);
        for (_, priority, weight, port, target) in fitting {
            let target = labels(target);
            out.extend([0xc0, 12, 0, 33, 0, 1, 0, 0, 0, 60]);
            out.extend((6 + target.len() as u16).to_be_bytes());
            for number in [priority, weight, port] {
                out.extend(number.to_be_bytes());
            }
            out.extend(target);
        }
        out
    }

    fn found(published: &Server) -> (&str, u16, Security) {
        (&published.host, published.port, published.security)
    }

    /// M1: TLS before STARTTLS, the lowest priority first, then the greatest weight.
    #[test]
    fn m1_srv_records_name_the_servers() {
        let resolver = name_server(Some(&[
            ("_imaps._tcp.firma.com.ua.", 10, 5, 993, "second.firma.com.ua."),
            ("_imaps._tcp.firma.com.ua.", 0, 1, 993, "light.firma.com.ua."),
            ("_imaps._tcp.firma.com.ua.", 0, 9, 9930, "Mail.firma.com.ua."),
            ("_imap._tcp.firma.com.ua.", 0, 1, 143, "plain.firma.com.ua."),
            ("_submission._tcp.firma.com.ua.", 0, 1, 587, "firma.com.ua."),
        ]));
        let (imap, smtp) = ask_of(resolver, "olena@firma.com.ua", "firma.com.ua").unwrap();
        assert_eq!(found(&imap), ("mail.firma.com.ua", 9930, Security::Tls));
        assert_eq!(found(&smtp), ("firma.com.ua", 587, Security::StartTls));
        assert_eq!(imap.user, "olena@firma.com.ua");
    }

    /// M1: a provider's servers count; a stranger's do not, nor a service that is said not to be there.
    #[test]
    fn m1_srv_records_that_lead_elsewhere_are_left_alone() {
        let google = name_server(Some(&[
            ("_imaps._tcp.firma.com.ua.", 0, 1, 993, "imap.gmail.com."),
            ("_submissions._tcp.firma.com.ua.", 0, 1, 465, "smtp.gmail.com."),
        ]));
        let (imap, smtp) = ask_of(google, "olena@firma.com.ua", "firma.com.ua").unwrap();
        assert_eq!(
            (imap.host.as_str(), found(&smtp)),
            ("imap.gmail.com", ("smtp.gmail.com", 465, Security::Tls))
        );
        let told = super::super::named(imap, smtp, super::super::suggest("olena@firma.com.ua"));
        assert_eq!((told.provider, told.app_password), (Some("Gmail"), true));

        let stranger = name_server(Some(&[
            ("_imaps._tcp.firma.com.ua.", 0, 1, 993, "mail.evil-firma.com.ua."),
            ("_submissions._tcp.firma.com.ua.", 0, 1, 465, "mail.firma.com.ua."),
        ]));
        assert!(ask_of(stranger, "olena@firma.com.ua", "firma.com.ua").is_none());

        let not_there = name_server(Some(&[
            ("_imaps._tcp.firma.com.ua.", 0, 0, 0, "."),
            ("_submissions._tcp.firma.com.ua.", 0, 1, 465, "mail.firma.com.ua."),
        ]));
        assert!(ask_of(not_there, "olena@firma.com.ua", "firma.com.ua").is_none());
    }

    /// M1: a name server that keeps silent is not waited for long.
    #[test]
    fn m1_a_silent_name_server_is_given_up() {
        let begun = Instant::now();
        assert!(ask_of(name_server(None), "olena@firma.com.ua", "firma.com.ua").is_none());
        assert!(begun.elapsed() < PATIENCE * 3, "{:?}", begun.elapsed());
    }
}
