//! What the server counts, in Prometheus' text form.

use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::{Registry, Unit};
use std::time::Duration;

type Labels = Vec<(&'static str, &'static str)>;

/// The counters.
pub(crate) struct Metrics {
    registry: Registry,
    requests: Family<Labels, Counter>,
    seconds: Histogram,
    cached: Counter,
    checks: Counter,
    /// Entries of the ledger that are read.
    pub(crate) entries: Gauge,
    /// Connections that are open.
    pub(crate) open: Gauge,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("salient");
        let seconds = Histogram::new(exponential_buckets(0.000_1, 4.0, 10));
        let (requests, cached, checks) = (Family::<Labels, Counter>::default(), Counter::default(), Counter::default());
        let (entries, open) = (Gauge::default(), Gauge::default());
        registry.register("requests", "Requests by class of status", requests.clone());
        registry.register_with_unit("answer", "Time to the answer's first byte", Unit::Seconds, seconds.clone());
        registry.register("cached", "Answers from memory", cached.clone());
        registry.register("checks", "Texts that were checked", checks.clone());
        registry.register("entries", "Entries of the ledger that are read", entries.clone());
        registry.register("connections", "Connections that are open", open.clone());
        Self { registry, requests, seconds, cached, checks, entries, open }
    }
}

impl Metrics {
    /// A request was answered.
    pub(crate) fn answered(&self, status: u16, took: Duration, from_memory: bool) {
        let class = match status {
            ..400 => "ok",
            400..500 => "refused",
            _ => "failed",
        };
        self.requests.get_or_create(&vec![("class", class)]).inc();
        self.seconds.observe(took.as_secs_f64());
        if from_memory {
            self.cached.inc();
        }
    }

    /// A text was checked.
    pub(crate) fn checked(&self) {
        self.checks.inc();
    }

    /// All of it as text.
    pub(crate) fn text(&self) -> String {
        let mut out = String::new();
        let _ = encode(&mut out, &self.registry);
        out
    }
}
