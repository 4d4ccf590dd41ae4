//! Where the record is kept, on the command line.

use clap::Args;

/// Where the record is kept.
#[derive(Args, Clone)]
pub(crate) struct LedgerArgs {
    /// The ledger: a file (SQLite, a valid GeoPackage) or a server, postgres://user@host/database
    #[arg(long, value_name = "FILE|URL", env = "SALIENT_LEDGER")]
    pub(crate) ledger: String,
}

/// `person` or `proposed by NAME`.
pub(crate) fn origin(words: &str) -> Result<salient::record::Origin, String> {
    let read = salient::record::Origin::read(words).filter(|o| !o.is_machine());
    read.ok_or_else(|| "write `person` or `proposed by NAME`".to_owned())
}
