//! What can go wrong on the wire, told apart so that a person can be told what to do.
//!
//! A code is what the window translates; the parameters go into the translation; the detail is what the server
//! or the system said, shown beside it unchanged. No variant ever holds a password.

mod refusal;

pub(crate) use refusal::login_refused;

use serde::{Deserialize, Serialize};

/// Why a certificate was not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CertificateReason {
    /// Signed by itself: may be trusted by its fingerprint.
    SelfSigned,
    /// Its time is over (or has not begun).
    Expired,
    /// Made for another host name.
    WrongHost,
    /// Signed by an authority this system does not know.
    UnknownAuthority,
    /// Another certificate than the one trusted by fingerprint.
    Changed,
}

impl CertificateReason {
    /// The word used in parameters: `self_signed`, `expired`, `wrong_host`, `unknown_authority`, `changed`.
    pub fn code(self) -> &'static str {
        match self {
            Self::SelfSigned => "self_signed",
            Self::Expired => "expired",
            Self::WrongHost => "wrong_host",
            Self::UnknownAuthority => "unknown_authority",
            Self::Changed => "changed",
        }
    }
}

/// Every way in which talking to a mail server fails.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    #[error("no such host: {host}")]
    UnknownHost { host: String },
    #[error("{host}:{port} refuses connections")]
    Refused { host: String, port: u16 },
    #[error("{host} cannot be reached: {detail}")]
    Unreachable { host: String, detail: String },
    #[error("{host} does not answer in time")]
    Timeout { host: String },
    #[error("{host} cut the line")]
    Cut { host: String },
    #[error("certificate of {host} not accepted ({}): {fingerprint}", .reason.code())]
    Certificate { host: String, fingerprint: String, subject: String, reason: CertificateReason },
    #[error("TLS with {host} failed: {detail}")]
    Tls { host: String, port: u16, detail: String },
    #[error("{host}:{port} speaks without TLS")]
    NoTls { host: String, port: u16 },
    #[error("{host}:{port} wants TLS from the first byte")]
    TlsExpected { host: String, port: u16 },
    #[error("{host} offers no STARTTLS")]
    StartTlsMissing { host: String },
    #[error("data was injected before TLS with {host}")]
    Injected { host: String },
    #[error("{host} takes no passwords on this line")]
    LoginDisabled { host: String },
    #[error("user or password wrong: {answer}")]
    WrongPassword { answer: String },
    #[error("{provider} wants an app password: {answer}")]
    AppPasswordNeeded { provider: String, answer: String },
    #[error("IMAP is switched off at {provider}: {answer}")]
    ImapOff { provider: String, answer: String },
    #[error("{provider} wants the sign-in through a browser: {answer}")]
    BrowserLoginNeeded { provider: String, answer: String },
    #[error("too many connections or logins: {answer}")]
    TooMany { answer: String },
    #[error("{host}:{port} is no IMAP server: {answer}")]
    NotImap { host: String, port: u16, answer: String },
    #[error("{host}:{port} is no SMTP server: {answer}")]
    NotSmtp { host: String, port: u16, answer: String },
    #[error("the server said goodbye: {answer}")]
    Bye { answer: String },
    #[error("{command} refused: {answer}")]
    Command { command: String, answer: String },
    #[error("{what} is larger than {limit} bytes")]
    TooBig { what: String, limit: u64 },
    #[error("answer not understood: {detail}")]
    Protocol { detail: String },
    #[error("stopped")]
    Stopped,
    #[error("not an address: {address}")]
    BadAddress { address: String },
    #[error("no recipient")]
    NoRecipient,
    #[error("{address} needs SMTPUTF8, which the server lacks")]
    AddressNotAscii { address: String },
    #[error("no recipient was accepted: {answer}")]
    RecipientsRefused { answer: String },
    #[error("refused with {code}: {answer}")]
    SmtpRefused { code: u16, answer: String },
}

impl MailError {
    /// The snake_case code that the window translates.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownHost { .. } => "unknown_host",
            Self::Refused { .. } => "refused",
            Self::Unreachable { .. } => "unreachable",
            Self::Timeout { .. } => "timeout",
            Self::Cut { .. } => "cut",
            Self::Certificate { .. } => "certificate",
            Self::Tls { .. } => "tls",
            Self::NoTls { .. } => "no_tls",
            Self::TlsExpected { .. } => "tls_expected",
            Self::StartTlsMissing { .. } => "start_tls_missing",
            Self::Injected { .. } => "injected",
            Self::LoginDisabled { .. } => "login_disabled",
            Self::WrongPassword { .. } => "wrong_password",
            Self::AppPasswordNeeded { .. } => "app_password_needed",
            Self::ImapOff { .. } => "imap_off",
            Self::BrowserLoginNeeded { .. } => "browser_login_needed",
            Self::TooMany { .. } => "too_many",
            Self::NotImap { .. } => "not_imap",
            Self::NotSmtp { .. } => "not_smtp",
            Self::Bye { .. } => "bye",
            Self::Command { .. } => "command",
            Self::TooBig { .. } => "too_big",
            Self::Protocol { .. } => "protocol",
            Self::Stopped => "stopped",
            Self::BadAddress { .. } => "bad_address",
            Self::NoRecipient => "no_recipient",
            Self::AddressNotAscii { .. } => "address_not_ascii",
            Self::RecipientsRefused { .. } => "recipients_refused",
            Self::SmtpRefused { .. } => "smtp_refused",
        }
    }

    /// All codes, so that a test can demand a translation for each.
    pub fn codes() -> &'static [&'static str] {
        &[
            "unknown_host",
            "refused",
            "unreachable",
            "timeout",
            "cut",
            "certificate",
            "tls",
            "no_tls",
            "tls_expected",
            "start_tls_missing",
            "injected",
            "login_disabled",
            "wrong_password",
            "app_password_needed",
            "imap_off",
            "browser_login_needed",
            "too_many",
            "not_imap",
            "not_smtp",
            "bye",
            "command",
            "too_big",
            "protocol",
            "stopped",
            "bad_address",
            "no_recipient",
            "address_not_ascii",
            "recipients_refused",
            "smtp_refused",
        ]
    }

    /// What the translation may name, by parameter name.
    pub fn params(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::UnknownHost { host }
            | Self::Unreachable { host, .. }
            | Self::Timeout { host }
            | Self::Cut { host }
            | Self::StartTlsMissing { host }
            | Self::Injected { host }
            | Self::LoginDisabled { host } => vec![("host", host.clone())],
            Self::Refused { host, port }
            | Self::Tls { host, port, .. }
            | Self::NoTls { host, port }
            | Self::TlsExpected { host, port }
            | Self::NotImap { host, port, .. }
            | Self::NotSmtp { host, port, .. } => vec![("host", host.clone()), ("port", port.to_string())],
            Self::Certificate { host, fingerprint, subject, reason } => vec![
                ("host", host.clone()),
                ("fingerprint", fingerprint.clone()),
                ("subject", subject.clone()),
                ("reason", reason.code().to_owned()),
            ],
            Self::AppPasswordNeeded { provider, .. }
            | Self::ImapOff { provider, .. }
            | Self::BrowserLoginNeeded { provider, .. } => vec![("provider", provider.clone())],
            Self::Command { command, .. } => vec![("command", command.clone())],
            Self::TooBig { what, limit } => vec![("what", what.clone()), ("limit", limit.to_string())],
            Self::BadAddress { address } | Self::AddressNotAscii { address } => {
                vec![("address", address.clone())]
            }
            Self::SmtpRefused { code, .. } => vec![("code", code.to_string())],
            _ => Vec::new(),
        }
    }

    /// What the server or the system said, unchanged, for people who can read it.
    pub fn detail(&self) -> Option<String> {
        let said = match self {
            Self::Unreachable { detail, .. } | Self::Tls { detail, .. } | Self::Protocol { detail } => detail,
            Self::WrongPassword { answer }
            | Self::AppPasswordNeeded { answer, .. }
            | Self::ImapOff { answer, .. }
            | Self::BrowserLoginNeeded { answer, .. }
            | Self::TooMany { answer }
            | Self::NotImap { answer, .. }
            | Self::NotSmtp { answer, .. }
            | Self::Bye { answer }
            | Self::Command { answer, .. }
            | Self::RecipientsRefused { answer }
            | Self::SmtpRefused { answer, .. } => answer,
            _ => return None,
        };
        (!said.is_empty()).then(|| said.clone())
    }

    /// Whether waiting and trying again may help without anybody changing the settings.
    pub fn passing(&self) -> bool {
        matches!(
            self,
            Self::UnknownHost { .. }
                | Self::Refused { .. }
                | Self::Unreachable { .. }
                | Self::Timeout { .. }
                | Self::Cut { .. }
                | Self::Tls { .. }
                | Self::TooMany { .. }
                | Self::Bye { .. }
                | Self::Protocol { .. }
                | Self::Stopped
        )
    }
}
