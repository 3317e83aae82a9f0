//! One `Db` over SQLite or PostgreSQL: connect, migrate, transact, change log, full text, backup.
//!
//! The crate knows no word of the office: it is given migrations and SQL. SQL is written once for both
//! engines, with `?1` placeholders and columns read by name:
//!
//! - `LIKE` ignores case, also of Cyrillic, and takes `\` as its escape character on both engines;
//! - `lower()` and `upper()` know Unicode;
//! - truth values are the integers 0 and 1;
//! - a failed statement ends the transaction it stands in (PostgreSQL's rule, kept on SQLite too, so that tests
//!   on one engine tell the truth about the other): what may fail goes into [`Tx::attempt`].

mod backup;
mod change;
mod db;
mod dialect;
mod error;
mod fold;
mod follow;
mod fulltext;
mod ids;
mod link;
mod migrate;
mod postgres;
mod reader;
mod row;
mod rows;
mod schema;
mod snippet;
mod source;
mod sqlite;
#[cfg(feature = "testing")]
pub mod testing;
mod tx;
mod value;

pub use backup::{BackupReport, CheckReport};
pub use change::{Change, Stamp};
pub use db::{Claim, Db, Target};
pub use error::StoreError;
pub use follow::Follower;
pub use fulltext::{Folded, Hit, Holding};
pub use link::Engine;
pub use migrate::Migration;
pub use reader::{Page, Reader};
pub use row::Row;
pub use schema::{OnDelete, Reference, Table, Tables};
pub use serde_json::Value as Json;
pub use tx::Tx;
pub use value::{FromValue, Value};

/// The parameters of a statement: `params![id, name, None::<i64>]` is a `&[Value]`.
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => {
        &[$($crate::Value::from($value)),*] as &[$crate::Value]
    };
}
