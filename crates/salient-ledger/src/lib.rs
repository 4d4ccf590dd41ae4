//! The record on disk: SQLite as a GeoPackage, PostgreSQL with PostGIS; and what else needs SQL.

#![allow(clippy::disallowed_methods, reason = "the ledger is the part that has a disk")]

pub mod geopackage;
pub mod postgis;
mod shown;
pub mod sqlite;

pub use postgis::PostGis;
pub use shown::{Kind, Parties, markdown as codebook, qml};
pub use sqlite::Sqlite;
