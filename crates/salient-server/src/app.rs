//! What all requests share: the crew, answers in memory, limits, counters.

use crate::cache::Cache;
use crate::crew::Crew;
use crate::error::Problem;
use crate::limit::Limit;
use crate::metrics::Metrics;
use crate::world::{Conflict, Loaded, World};
use salient::record::Ledger;
use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

/// Opens the ledger anew.
pub type Open = Box<dyn Fn() -> Result<Box<dyn Ledger + Send>, String> + Send + Sync>;

/// How a server is set up.
#[derive(Clone, Debug)]
pub struct Config {
    /// Sources whose geometry may be shown though their terms do not say so: the operator has leave, or shows it to nobody
    /// but themself. `all` for all of them.
    pub permitted: BTreeSet<String>,
    /// Nobody but this machine's users can reach the server: what they brought themselves is drawn for them. Geometry is
    /// passed on as data by its terms only, all the same.
    pub private: bool,
    /// Geometry younger than this is not shown.
    pub min_age: jiff::SignedDuration,
    /// Units of work a second that one client may ask for; 0 for no limit.
    pub rate: f64,
    /// The largest body that is read, in bytes.
    pub most: usize,
    /// How long an answer may take.
    pub patience: Duration,
    /// Connections that may be open at once.
    pub connections: usize,
    /// Believe the last address of `X-Forwarded-For`.
    pub behind_proxy: bool,
    /// Threads that answer.
    pub threads: usize,
    /// A line above every page: what this record is, where it is no ordinary one.
    pub notice: Option<String>,
    /// The address under which the world knows this server: links in feeds and citations begin with it.
    pub public: Option<String>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            permitted: BTreeSet::new(),
            private: false,
            min_age: salient_map::export::DELAY,
            rate: 20.0,
            most: 2 << 20,
            patience: Duration::from_secs(20),
            connections: 1024,
            behind_proxy: false,
            threads: std::thread::available_parallelism().map_or(2, usize::from),
            notice: None,
            public: None,
        }
    }
}

/// What all requests share.
pub struct App {
    crew: RwLock<Arc<Crew>>,
    open: Open,
    conflicts: Vec<Conflict>,
    /// How it is set up.
    pub config: Config,
    pub(crate) cache: Cache,
    pub(crate) limit: Limit,
    pub(crate) metrics: Metrics,
}

impl App {
    /// Reads the ledger and makes ready to answer.
    ///
    /// # Errors
    /// What the ledger says.
    pub fn new(
        open: Open,
        conflicts: Vec<Conflict>,
        config: Config,
        now: jiff::Timestamp,
    ) -> Result<Arc<Self>, String> {
        let loaded = Loaded::read(open()?, conflicts.clone())?;
        let crew = Arc::new(Crew::start(loaded, config.threads, now)?);
        let (limit, metrics) = (Limit::new(config.rate), Metrics::default());
        metrics.entries.set(crew.head.0 as i64);
        Ok(Arc::new(Self { crew: RwLock::new(crew), open, conflicts, config, cache: Cache::default(), limit, metrics }))
    }

    /// The crew that answers now.
    pub fn crew(&self) -> Arc<Crew> {
        Arc::clone(&self.crew.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Asks the record.
    ///
    /// # Errors
    /// The question's own, or that nobody could answer.
    pub async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&World) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        self.crew().ask(question).await?
    }

    /// Asks something that may take long: such questions wait for each other, and hold up no page.
    ///
    /// # Errors
    /// The question's own, or that nobody could answer.
    pub async fn ask_long<T: Send + 'static>(
        &self,
        question: impl FnOnce(&World) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        self.crew().ask_long(question).await?
    }

    /// Reads the ledger again where it has grown, or once an hour while a map in it is too young to be shown. Answers go on from the old state until the new one is there.
    ///
    /// # Errors
    /// What the ledger says; the old state stays.
    pub fn refresh(&self, now: jiff::Timestamp) -> Result<bool, String> {
        let ledger = (self.open)()?;
        let crew = self.crew();
        // A map that was too young to be shown when the record was read may have come of age.
        let (read, youngest) = crew.read;
        let old_enough = |at| youngest.is_none_or(|map| self.config.old_enough(map, at));
        let of_age = !old_enough(read) && now.duration_since(read) > jiff::SignedDuration::from_hours(1);
        if !of_age && ledger.head().map_err(|e| e.to_string())? == crew.head {
            return Ok(false);
        }
        let loaded = Loaded::read(ledger, self.conflicts.clone())?;
        let crew = Arc::new(Crew::start(loaded, self.config.threads, now)?);
        self.metrics.entries.set(crew.head.0 as i64);
        *self.crew.write().unwrap_or_else(PoisonError::into_inner) = crew;
        self.cache.clear();
        Ok(true)
    }
}

impl Config {
    /// Whether the geometry of a source may be passed on as data.
    pub fn shares(&self, terms: &salient_map::atlas::Terms, source: &str) -> bool {
        terms.shareable || self.permitted.contains(source) || self.permitted.contains("all")
    }

    /// Whether the geometry of a source may be drawn.
    pub fn draws(&self, terms: &salient_map::atlas::Terms, source: &str) -> bool {
        self.private || self.shares(terms, source)
    }

    /// Whether a map is old enough for its geometry to be shown.
    pub fn old_enough(&self, map: jiff::Timestamp, now: jiff::Timestamp) -> bool {
        salient_map::export::old_enough(map, now, self.min_age).is_ok()
    }
}
