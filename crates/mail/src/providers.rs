//! Where the mail of common providers is, so that most people type an address and a password only.

mod autoconfig;
mod srv;
mod table;

use serde::Serialize;

use crate::server::{Security, Server};
use table::{Provider, TABLE};

/// What an address suggests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// True when it comes from the table, false when it is published by the domain or a guess.
    pub known: bool,
    pub provider: Option<&'static str>,
    pub imap: Server,
    pub smtp: Server,
    /// The provider's own page on app passwords or on switching IMAP on.
    pub help_url: Option<&'static str>,
    /// The password of the website does not work here: an app password must be made first.
    pub app_password: bool,
    /// The provider puts a copy of what is sent into Sent itself.
    pub saves_sent: bool,
}

/// Settings for an address: from the table, otherwise `imap.DOMAIN` and `smtp.DOMAIN`.
pub fn suggest(address: &str) -> Suggestion {
    let address = address.trim();
    let domain = address.rsplit('@').next().unwrap_or_default().to_lowercase();
    match TABLE.iter().find(|provider| serves(provider, &domain)) {
        Some(provider) => known(provider, address),
        None => Suggestion {
            known: false,
            provider: None,
            imap: server(&format!("imap.{domain}"), 993, Security::Tls, address),
            smtp: server(&format!("smtp.{domain}"), 465, Security::Tls, address),
            help_url: None,
            app_password: false,
            saves_sent: false,
        },
    }
}

/// As [`suggest`], and where the table does not know the domain, what the domain publishes itself: by autoconfig, then by
/// its SRV records. This asks the network and may take some seconds.
pub fn discover(address: &str) -> Suggestion {
    let suggestion = suggest(address);
    let address = address.trim();
    let domain = address.rsplit('@').next().unwrap_or_default().to_lowercase();
    // Names that belong to nobody (RFC 6761) have nobody to ask.
    let asked = !["example", "test", "invalid", "localhost"]
        .iter()
        .any(|name| domain == *name || domain.ends_with(&format!(".{name}")));
    if suggestion.known || !asked {
        return suggestion;
    }
    if let Some((imap, smtp)) = autoconfig::ask(address, &domain) {
        return Suggestion { imap, smtp, ..suggestion };
    }
    match srv::ask(address, &domain) {
        Some((imap, smtp)) => named(imap, smtp, suggestion),
        None => suggestion,
    }
}

/// Servers that a domain names. Where they are a known provider's, what is known of that provider holds for the domain too.
fn named(imap: Server, smtp: Server, suggestion: Suggestion) -> Suggestion {
    match TABLE.iter().find(|provider| provider.imap.0 == imap.host) {
        Some(provider) => Suggestion {
            provider: Some(provider.name),
            help_url: provider.help_url,
            app_password: provider.app_password,
            saves_sent: provider.saves_sent,
            imap,
            smtp,
            ..suggestion
        },
        None => Suggestion { imap, smtp, ..suggestion },
    }
}

fn known(provider: &Provider, address: &str) -> Suggestion {
    let (imap, imap_port, imap_security) = provider.imap;
    let (smtp, smtp_port, smtp_security) = provider.smtp;
    Suggestion {
        known: true,
        provider: Some(provider.name),
        imap: server(imap, imap_port, imap_security, address),
        smtp: server(smtp, smtp_port, smtp_security, address),
        help_url: provider.help_url,
        app_password: provider.app_password,
        saves_sent: provider.saves_sent,
    }
}

fn serves(provider: &Provider, domain: &str) -> bool {
    provider.domains.iter().any(|pattern| match pattern.strip_suffix(".*") {
        // `yahoo.*` is yahoo.de and yahoo.co.uk, not yahoo.evil.example.
        Some(name) => {
            domain.strip_prefix(name).and_then(|rest| rest.strip_prefix('.')).is_some_and(is_country)
        }
        None => domain == *pattern,
    })
}

fn is_country(ending: &str) -> bool {
    let country = ending.strip_prefix("co.").or_else(|| ending.strip_prefix("com.")).unwrap_or(ending);
    country == "com" || (country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_lowercase()))
}

fn server(host: &str, port: u16, security: Security, user: &str) -> Server {
    Server { host: host.to_owned(), port, security, user: user.to_owned(), fingerprint: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_addresses() {
        for (address, imap, smtp, port, app_password) in [
            ("a@ukr.net", "imap.ukr.net", "smtp.ukr.net", 465, true),
            ("A@GMAIL.com ", "imap.gmail.com", "smtp.gmail.com", 465, true),
            ("a@hotmail.com", "outlook.office365.com", "smtp-mail.outlook.com", 587, false),
            ("a@bk.ru", "imap.mail.ru", "smtp.mail.ru", 465, true),
            ("a@yandex.ua", "imap.yandex.com", "smtp.yandex.com", 465, true),
            ("a@yahoo.co.uk", "imap.mail.yahoo.com", "smtp.mail.yahoo.com", 465, true),
            ("a@i.ua", "imap.i.ua", "smtp.i.ua", 465, false),
            ("a@me.com", "imap.mail.me.com", "smtp.mail.me.com", 587, true),
        ] {
            let found = suggest(address);
            assert!(found.known, "{address}");
            assert_eq!((found.imap.host.as_str(), found.smtp.host.as_str()), (imap, smtp));
            assert_eq!((found.smtp.port, found.app_password), (port, app_password));
            assert_eq!(found.imap.user, address.trim());
        }
    }

    #[test]
    fn others_are_guessed() {
        for address in ["me@firma.example", "me@yahoo.evil.example", "me@notgmail.com"] {
            let found = suggest(address);
            assert!(!found.known);
            assert!(found.imap.host.starts_with("imap.") && found.imap.port == 993);
        }
    }

    #[test]
    fn no_domain_stands_twice() {
        let mut all: Vec<&str> = TABLE.iter().flat_map(|provider| provider.domains.iter().copied()).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
