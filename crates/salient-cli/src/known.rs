//! A ledger opened for questions: the view, the reports, the maps of the record or of an atlas.

use crate::case::{self, Loaded};
use anyhow::{Context, Result, anyhow};
use clap::Args;
use salient::check::Maps;
use salient::record::utterance::Reports;
use salient::record::view::Known;
use salient::record::{Ledger, View, maps};
use salient_map::Store;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What is known, and by when.
#[derive(Args, Clone)]
pub(crate) struct KnownArgs {
    /// The ledger: a file or a server, postgres://user@host/database
    #[arg(long, value_name = "FILE|URL", env = "SALIENT_LEDGER")]
    pub(crate) ledger: String,
    /// Only what was published up to this day (YYYY-MM-DD)
    #[arg(long, value_name = "DATE", value_parser = crate::args::date)]
    pub(crate) known: Option<String>,
    /// Only what was recorded up to this day (YYYY-MM-DD)
    #[arg(long, value_name = "DATE", value_parser = crate::args::date)]
    pub(crate) recorded: Option<String>,
}

/// A record that was read, with all that questions need.
pub(crate) struct Opened {
    pub(crate) ledger: Mutex<Box<dyn Ledger + Send>>,
    pub(crate) view: View,
    pub(crate) reports: Reports,
    pub(crate) store: Store,
    pub(crate) case: Option<Loaded>,
}

impl KnownArgs {
    /// The last day that may be known of.
    pub(crate) fn last(&self) -> Option<&str> {
        self.known.as_deref()
    }

    /// All of a ledger.
    pub(crate) fn all(ledger: &str) -> Self {
        Self { ledger: ledger.to_owned(), known: None, recorded: None }
    }

    fn known(&self) -> Known {
        let recorded_by = self.recorded.as_ref().map(|day| format!("{day}T23:59:59Z"));
        Known { published_by: self.known.clone(), recorded_by }
    }

    /// Opens the ledger, with its maps where a case gives them a meaning.
    pub(crate) fn open(&self, case: Option<&str>, atlas: Option<&PathBuf>) -> Result<Opened> {
        self.opened(crate::record::read(&self.ledger)?, case, atlas)
    }

    fn opened(&self, ledger: Box<dyn Ledger + Send>, case: Option<&str>, atlas: Option<&PathBuf>) -> Result<Opened> {
        let told = |e: salient::record::Error| anyhow!("{e}");
        let view = View::load(&*ledger, &self.known()).map_err(told)?;
        view.problems.iter().for_each(|problem| crate::output::complain(&format!("salient: {problem}")));
        let reports = Reports::find(&*ledger, &view).map_err(told)?;
        let case = case.map(case::load).transpose()?;
        let store = match atlas {
            Some(path) => Store::open(path).with_context(|| format!("{}", path.display()))?,
            None if case.is_some() => maps::atlas(&*ledger, &self.known()).map_err(told)?,
            None => Store::default(),
        };
        Ok(Opened { ledger: Mutex::new(ledger), view, reports, store, case })
    }
}

impl Opened {
    /// All of a ledger, to ask it and to write into it.
    pub(crate) fn writing(ledger: &str, case: Option<&str>, atlas: Option<&PathBuf>) -> Result<Self> {
        KnownArgs::all(ledger).opened(crate::record::write(ledger)?, case, atlas)
    }

    /// The ledger itself, for one question.
    pub(crate) fn ask(&self) -> MutexGuard<'_, Box<dyn Ledger + Send>> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The maps, with the case's names and places.
    pub(crate) fn maps(&self) -> Maps<'_> {
        let (case, places) = (self.case.as_ref().map(|c| &c.case), self.case.as_ref().map(|c| &c.places));
        Maps::new(&self.store, case, places)
    }
}
