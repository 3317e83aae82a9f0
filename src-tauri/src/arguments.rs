//! How the program was started: few words, since the window asks for the rest.

use std::path::PathBuf;

/// The start's words and surroundings.
#[derive(Debug, Clone, Default)]
pub struct Arguments {
    /// `--sample`: a new office is made with sample data and without questions.
    pub sample: bool,
    /// `--data DIR` or `DESKBELL_DATA`; otherwise the system's place.
    pub data: Option<PathBuf>,
    /// `DESKBELL_DB`: the office's PostgreSQL server.
    pub server: Option<String>,
    /// `--help` or `--version`: no window is wanted, only words.
    pub asked: Option<Asked>,
}

/// What somebody asks of the program instead of its window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    Help,
    Version,
}

impl Arguments {
    /// Reads them; what is not known is passed over, for systems add words of their own.
    pub fn read() -> Self {
        let mut found = Self {
            sample: false,
            data: std::env::var_os("DESKBELL_DATA").map(PathBuf::from),
            server: std::env::var("DESKBELL_DB").ok().filter(|url| !url.is_empty()),
            asked: None,
        };
        let mut words = std::env::args_os().skip(1);
        while let Some(word) = words.next() {
            match word.to_str() {
                Some("--sample") => found.sample = true,
                Some("--help" | "-h") => found.asked = Some(Asked::Help),
                Some("--version" | "-V") => found.asked = Some(Asked::Version),
                Some("--data") => found.data = words.next().map(PathBuf::from),
                _ => {}
            }
        }
        found
    }
}
