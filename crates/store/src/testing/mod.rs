//! Fresh databases for tests, on the engine that `DESKBELL_TEST_DB` names: SQLite unless it says `postgres`.
//! Whatever is missing fails the test loudly.
#![allow(clippy::panic, reason = "only tests call this")]

mod cluster;

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::{Db, Engine, Migration, Stamp, Target};

/// The engine that tests run on.
pub fn engine() -> Engine {
    match std::env::var("DESKBELL_TEST_DB").as_deref() {
        Err(_) | Ok("" | "sqlite") => Engine::Sqlite,
        Ok("postgres") => Engine::Postgres,
        Ok(other) => panic!("DESKBELL_TEST_DB is {other:?}, neither sqlite nor postgres"),
    }
}

/// A fresh database on the engine that tests run on.
pub fn open(migrations: &[Migration]) -> Db {
    match Db::open(&target(), migrations) {
        Ok(db) => db,
        Err(error) => panic!("no database for a test: {error}"),
    }
}

/// The target of a fresh, empty database, for tests that open it more than once. On SQLite that is a database
/// of its own at each opening: such tests make themselves a file.
pub fn target() -> Target {
    match engine() {
        Engine::Sqlite => Target::Memory,
        Engine::Postgres => Target::Postgres(postgres_url()),
    }
}

/// The URL of a fresh, empty PostgreSQL database: in the cluster of `DESKBELL_TEST_PG` (a URL of its maintenance
/// database), otherwise in one that this process starts and that ends with it.
pub fn postgres_url() -> String {
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let started = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
    let name = format!("test_{}_{started}_{number}", std::process::id());
    match cluster::database(&name) {
        Ok(url) => url,
        Err(error) => panic!("DESKBELL_TEST_DB=postgres: {error}"),
    }
}

/// A stamp of the program itself at a round hour.
pub fn stamp() -> Stamp {
    Stamp { at: 1_800_000_000_000, employee_id: None }
}
