//! One mail server's address as the office configures it, and what we are willing to take from it.

mod certificate;
pub(crate) mod dial;
pub(crate) mod line;
pub(crate) mod socket;

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// How the line to a server is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Security {
    /// TLS from the first byte (993, 465).
    Tls,
    /// TLS after STARTTLS, never without it (143, 587).
    StartTls,
    /// None: only after the user was warned.
    Plain,
}

/// Where a server is and as whom to log in. The password is never part of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Server {
    pub host: String,
    pub port: u16,
    pub security: Security,
    pub user: String,
    /// SHA-256 in hex of a certificate trusted although no authority vouches for it.
    #[serde(default)]
    pub fingerprint: Option<String>,
}

/// What we take from a server, which may be hostile.
#[derive(Clone, Debug)]
pub struct Limits {
    /// The largest letter kept, in bytes; a larger one is drained and reported as too big.
    pub letter: u64,
    /// The longest line outside a literal.
    pub line: usize,
    /// The largest literal outside a letter's body.
    pub literal: u64,
    /// How deep parentheses may nest.
    pub depth: usize,
    /// How long the connection may take to come up.
    pub connect: Duration,
    /// How long one read or write may stall.
    pub stall: Duration,
    /// How long the whole answer to one command may take, letters aside.
    pub answer: Duration,
    /// How long SMTP's answer after the final dot may take: ten minutes by RFC 5321, and never more.
    pub final_answer: Duration,
    /// How many bytes the whole answer to one command may have, letters aside.
    pub answer_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            letter: 60 * 1024 * 1024,
            line: 16 * 1024 * 1024,
            literal: 1024 * 1024,
            depth: 100,
            connect: Duration::from_secs(20),
            stall: Duration::from_secs(60),
            answer: Duration::from_secs(300),
            final_answer: Duration::from_secs(600),
            answer_bytes: 256 * 1024 * 1024,
        }
    }
}
