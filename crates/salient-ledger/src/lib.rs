//! The record on disk: SQLite as a GeoPackage, PostgreSQL with PostGIS; and what else needs SQL.

#![allow(clippy::disallowed_methods, reason = "the ledger is the part that has a disk")]

pub mod geopackage;
pub mod postgis;
pub mod sqlite;

pub use postgis::PostGis;
pub use sqlite::Sqlite;
