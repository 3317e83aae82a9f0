//! Where connections come from, so that a lost one can be replaced.

use crate::error::StoreError;
use crate::link::{Engine, Link, Purpose};
use crate::postgres::Server;
use crate::sqlite::Place;

/// The place of a database.
pub(crate) enum Source {
    Sqlite(Place),
    Postgres(Box<Server>),
}

impl Source {
    pub(crate) fn engine(&self) -> Engine {
        match self {
            Source::Sqlite(_) => Engine::Sqlite,
            Source::Postgres(_) => Engine::Postgres,
        }
    }

    /// A new connection.
    pub(crate) fn connect(&self, purpose: Purpose) -> Result<Link, StoreError> {
        match self {
            Source::Sqlite(place) => Ok(Link::Sqlite(Box::new(place.connect(purpose)?))),
            Source::Postgres(server) => Ok(Link::Postgres(Box::new(server.connect()?))),
        }
    }

    /// A connection with its transaction begun: `kept` when it still works, otherwise a new one. Until a
    /// transaction has begun nothing can have been half done, so replacing a dead connection is safe here.
    pub(crate) fn begin(&self, kept: Option<Link>, purpose: Purpose) -> Result<Link, StoreError> {
        if let Some(mut link) = kept {
            match link.begin(purpose) {
                Ok(()) => return Ok(link),
                Err(StoreError::Connection { detail }) => log::info!("connecting anew: {detail}"),
                Err(error) => return Err(error),
            }
        }
        let mut link = self.connect(purpose)?;
        link.begin(purpose)?;
        Ok(link)
    }
}
