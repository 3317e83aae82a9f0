//! The words of the command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// The front desk of a small office, without its window.
#[derive(Debug, Parser)]
#[command(name = "deskbell-cli", version, about)]
pub struct Arguments {
    /// The data folder; otherwise the system's place for application data.
    #[arg(long, env = "DESKBELL_DATA", value_name = "DIR", global = true)]
    pub data: Option<PathBuf>,
    /// The office's PostgreSQL server, such as postgres://user@host/office; otherwise the file in the data folder.
    #[arg(long, env = "DESKBELL_DB", value_name = "URL", global = true)]
    pub db: Option<String>,
    /// The employee in whose name to act; otherwise the office's first one.
    #[arg(long = "as", value_name = "LOGIN", global = true)]
    pub login: Option<String>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Makes a new office.
    Init {
        /// With sample data.
        #[arg(long)]
        sample: bool,
        /// uk, ru or en; otherwise the system's.
        #[arg(long)]
        language: Option<String>,
        /// The office's name.
        #[arg(long, default_value = "")]
        office: String,
        /// Your name.
        #[arg(long, default_value = "")]
        name: String,
    },
    /// Prints the command table.
    Commands,
    /// Runs a command of the table with a JSON request; "-" reads it from standard input.
    Call {
        name: String,
        request: Option<String>,
        /// Runs it so many times and prints the median in milliseconds instead of the answer.
        #[arg(long, value_name = "N")]
        repeat: Option<usize>,
    },
    /// Does what goes on by itself until it is ended: the mailbox and the outbox, mailings, SMS, reminders.
    Run,
    /// Syncs the mailbox.
    Sync {
        /// Ends when caught up, printing counts and seconds.
        #[arg(long)]
        once: bool,
    },
    /// Takes in letters from .eml files, mbox files and Maildirs.
    Take {
        #[arg(required = true)]
        paths: Vec<PathBuf>,
    },
    /// Prints how Deskbell sees one letter.
    Letter { file: PathBuf },
    /// Prints the cleaned HTML of an HTML file.
    Clean { file: PathBuf },
    /// Prints the reminders due now.
    Look,
    /// Sends what is in the outbox.
    Send {
        /// Ends when nothing more is due, printing counts.
        #[arg(long)]
        once: bool,
    },
    /// Gives an employee a new password and prints it: for a forgotten one, by whoever has the data folder.
    Password { login: String },
    /// Writes a checked snapshot of the office to a file.
    Backup {
        file: PathBuf,
        /// Writes over a file that is there already.
        #[arg(long)]
        force: bool,
    },
    /// Puts a snapshot in the place of the office; what was there is kept beside it.
    Restore { file: PathBuf },
    /// Checks the database.
    Check,
    /// Fills the office with invented data for measurements.
    Seed {
        #[arg(long, default_value_t = 0)]
        requests: i64,
        #[arg(long, default_value_t = 0)]
        clients: i64,
        #[arg(long, default_value_t = 0)]
        reminders: i64,
        #[arg(long, default_value_t = 0)]
        contacts: i64,
    },
}
