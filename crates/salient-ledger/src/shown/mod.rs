//! What other programs see of a record: tables that tell what the record says now, with corrections, merges, reviews and
//! withdrawals applied, as `salient claims` does. They are made from the entries and can be made again at any time; the
//! entries alone are the record.
//!
//! A column's name, kind, meaning and value are said once, here: the tables, the table `codebook` and `docs/codebook.md`
//! all come from it.

mod articles;
mod cell;
mod changes;
mod claims;
mod codebook;
mod findings;
#[cfg(feature = "postgres")]
pub(crate) mod in_postgis;
pub(crate) mod in_sqlite;
mod kept;
mod maps;
mod names;
mod sheet;
mod style;

pub use cell::Kind;
pub(crate) use cell::{Cell, moment};
pub use codebook::markdown;
pub(crate) use sheet::Sheet;
pub use style::{Parties, qml};

use names::Names;
use salient::record::view::Known;
use salient::record::{Error, Ledger, View};

/// A record as other programs will see it.
pub(crate) struct Shown {
    view: View,
    names: Names,
    maps: Vec<maps::Map>,
}

impl Shown {
    /// Reads a whole ledger.
    pub(crate) fn read(ledger: &dyn Ledger) -> Result<Self, Error> {
        let view = View::load(ledger, &Known::default())?;
        Ok(Self { names: Names::of(&view), maps: maps::read(ledger)?, view })
    }

    /// A record of nothing, for what its tables are.
    fn blank() -> Self {
        let view = View::default();
        Self { names: Names::of(&view), maps: Vec::new(), view }
    }

    /// The tables in the order in which the codebook has them.
    pub(crate) fn sheets(&self) -> Vec<Sheet<'_>> {
        vec![
            claims::sheet(&self.view, &self.names),
            findings::sheet(&self.view),
            articles::sheet(&self.view),
            maps::sheet(&self.maps),
            changes::corrections(&self.view),
            changes::reviews(&self.view),
            codebook::sheet(),
        ]
    }
}

/// A hash of the codebook: tables that were made after another one are made anew.
pub(crate) fn form() -> String {
    salient::record::sha256(markdown().as_bytes())[..16].to_owned()
}
