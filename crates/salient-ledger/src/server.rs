//! The ledger on a server, or why this build has none.

use salient::record::{Error, Ledger};

/// Opens the ledger of a database, or begins one there: `postgres://user:password@host/database`.
///
/// # Errors
/// The server cannot be reached, has no PostGIS, or the ledger was made by a later version; or the feature `postgres` is off.
///
/// ```
/// let error = salient_ledger::server("postgres://nobody@127.0.0.1:1/none").err().unwrap().to_string();
/// assert!(error.contains("connecting") || error.starts_with("this build has no PostgreSQL"), "{error}");
/// ```
#[cfg(feature = "postgres")]
pub fn server(url: &str) -> Result<Box<dyn Ledger + Send>, Error> {
    Ok(Box::new(crate::PostGis::open(url)?))
}

/// Says that this build has no PostgreSQL.
///
/// # Errors
/// Always: the feature `postgres` is off.
#[cfg(not(feature = "postgres"))]
pub fn server(_url: &str) -> Result<Box<dyn Ledger + Send>, Error> {
    Err(Error(
        "this build has no PostgreSQL: name a file as the ledger, or build with the feature `postgres`".to_owned(),
    ))
}
