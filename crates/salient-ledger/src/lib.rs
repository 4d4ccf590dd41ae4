//! The record on disk: SQLite as a GeoPackage, PostgreSQL with PostGIS; and what else needs SQL.
//!
//! Features, none on by default: `postgres` for the ledger on a server ([`server`] says so where it is missing).

#![allow(clippy::disallowed_methods, reason = "the ledger is the part that has a disk")]

pub mod geopackage;
#[cfg(feature = "postgres")]
pub mod postgis;
mod server;
mod shown;
pub mod sqlite;

#[cfg(feature = "postgres")]
pub use postgis::PostGis;
pub use server::server;
pub use shown::{Kind, Parties, markdown as codebook, qml};
pub use sqlite::Sqlite;
