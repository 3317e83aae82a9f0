//! PostgreSQL: how to reach the server and how connections to it are set up.

mod failure;
mod link;
mod number;
mod value;

use std::time::Duration;

use native_tls::TlsConnector;
use postgres::config::{Host, SslMode};
use postgres::{Client, Config, NoTls};
use postgres_native_tls::MakeTlsConnector;

pub(crate) use failure::explain;
pub(crate) use link::PostgresLink;

use crate::error::StoreError;

/// A PostgreSQL database and how long to wait for others.
pub(crate) struct Server {
    config: Config,
    patience: Duration,
}

impl Server {
    pub(crate) fn parse(url: &str, patience: Duration) -> Result<Server, StoreError> {
        let mut config: Config = url.parse().map_err(|error: postgres::Error| StoreError::Connection {
            // The URL holds a password, so it is not repeated here.
            detail: format!("the address of the database cannot be read: {error}"),
        })?;
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(Duration::from_secs(10));
        }
        // A server that has gone without a word is noticed in a minute and a half, not in two hours.
        config.keepalives_idle(Duration::from_secs(60)).keepalives_interval(Duration::from_secs(10));
        config.keepalives_retries(3).tcp_user_timeout(Duration::from_secs(90));
        if config.get_application_name().is_none() {
            config.application_name("deskbell");
        }
        config.notice_callback(|notice| log::debug!("postgresql: {}", notice.message()));
        Ok(Server { config, patience })
    }

    pub(crate) fn connect(&self) -> Result<PostgresLink, StoreError> {
        let mut client = self.client().map_err(|error| match explain(&error, "connect") {
            StoreError::Sql { detail, .. } => StoreError::Connection { detail },
            other => other,
        })?;
        let wait = self.patience.as_millis();
        // A desk's questions last some milliseconds; to compile one takes longer than to answer it.
        let settings = format!(
            "SET lock_timeout = {wait}; SET jit = off; SET idle_in_transaction_session_timeout = '10min'; SET TIME ZONE 'UTC'; \
             SET standard_conforming_strings = on; SET bytea_output = 'hex'; SET client_min_messages = warning"
        );
        client.batch_execute(&settings).map_err(|error| explain(&error, &settings))?;
        let mut link = PostgresLink::new(client);
        link.refuse_unsuitable()?;
        Ok(link)
    }

    /// `sslmode=require` wants a certificate that can be proved; `prefer`, as in PostgreSQL's own programs,
    /// encrypts without proof where the server offers it.
    fn client(&self) -> Result<Client, postgres::Error> {
        let mode = self.config.get_ssl_mode();
        let local = self.config.get_hosts().iter().all(|host| match host {
            Host::Tcp(name) => matches!(name.as_str(), "localhost" | "127.0.0.1" | "::1"),
            #[cfg(unix)]
            Host::Unix(_) => true,
        });
        if mode == SslMode::Disable || (local && mode == SslMode::Prefer) {
            return self.config.connect(NoTls);
        }
        let unproved = mode == SslMode::Prefer;
        let connector = TlsConnector::builder()
            .danger_accept_invalid_certs(unproved)
            .danger_accept_invalid_hostnames(unproved)
            .build();
        match connector {
            Ok(connector) => self.config.connect(MakeTlsConnector::new(connector)),
            // Without a TLS library the server decides: NoTls fails where encryption is required.
            Err(error) => {
                log::error!("no TLS: {error}");
                self.config.connect(NoTls)
            }
        }
    }
}
