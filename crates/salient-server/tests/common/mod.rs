//! A small record of our own for the server's tests: texts with hostile titles among them, and maps that are boxes.

#![allow(dead_code, reason = "each test takes what it needs")]
#![allow(clippy::disallowed_methods, clippy::expect_used, reason = "a test has a clock")]

use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use salient::check::{Options, article, recorded};
use salient::read::{Meta, plain};
use salient::record::{Ledger, Memory, maps, received};
use salient_map::atlas::{Snapshot, Terms};
use salient_map::region::Gazetteer;
use salient_map::{Bounds, Case, Control, Geodesy, Shape, Status, Store};
use salient_server::{App, Config, Conflict, router};
use std::sync::{Arc, Mutex};
use tower::ServiceExt;

/// A title and words that would be a script if anything let them.
pub(crate) const HOSTILE: &str = "</title><script>alert(1)</script><img src=x onerror=alert(1)>\" onmouseover=\"x";

const TEXTS: [(&str, &str, &str); 5] = [
    (
        "Moscow counts",
        "2025-01-17",
        "Russia's Defense Ministry said on Friday that Ukrainian troops had seized 1,268 square kilometers (490 square miles) \
         of the Kursk region in a surprise attack in August. Russian forces have retaken 801 square kilometers (309 square \
         miles) in the Kursk region, the Russian Defense Ministry said.\n\nDeepState estimates that Kyiv still controls over \
         420 square kilometers (261 square kilometers) in the Kursk region.",
    ),
    (
        "Kyiv counts",
        "2025-02-16",
        "Ukrainian forces control about 500 square kilometers in the Kursk region, Oleksandr Syrskyi said.",
    ),
    (
        "All of it",
        "2025-04-26",
        "Russia has retaken all of the Kursk region, Valery Gerasimov said on Saturday. Ukraine’s General Staff denied that \
         its troops had been driven out of the Kursk region.",
    ),
    (
        HOSTILE,
        "2025-03-01",
        "Ukrainian forces control about 450 square kilometers in the Kursk region, Oleksandr Syrskyi said. \
         <script>alert(2)</script> “<b>Ukrainian forces control 460 square kilometers in the Kursk region</b>,” \
         <img src=x onerror=alert(3)> said.",
    ),
    ("The mill", "2025-01-10", "The harvest was good in the valley, and the mill worked for weeks."),
];

const CASE: &str = r#"
    name = "example"
    title = "An example"
    start = "2024-08-06"
    region = "RU-KRS"
    soil = "RU"
    party = [{ code = "UA", name = "Ukraine" }, { code = "RU", name = "Russia" }]
"#;

const PLACES: &str = "region\tlat\tlon\ten\nRU-KRS\t51.35\t35.3\tSudzha\nRU-KRS\t51.41\t34.9\tKorenevo\n";

/// The time at which the tests' servers believe to be: none of the maps but the youngest is younger than 72 hours.
pub(crate) fn now() -> jiff::Timestamp {
    "2025-05-01T00:00:00Z".parse().expect("a time")
}

fn ground(south: f64, km2: f64) -> Shape {
    let of = |width: f64| Shape::rectangle(Bounds::new(35.2, south, 35.2 + width, south + 0.1));
    let unit = Geodesy::default().area(&of(0.5)).km2() / 0.5;
    of(km2 / unit)
}

/// Maps of two sources: one may be passed on, the other not; the last map is young.
pub(crate) fn store() -> Store {
    let mut store = Store::default();
    for (source, shareable) in [("closed", false), ("open", true)] {
        let terms = Terms {
            title: format!("The {source} map"),
            attribution: format!("drawn for tests, {source}"),
            licence: "own work".into(),
            shareable,
        };
        for (day, main) in [("2024-12-10", 450.0), ("2025-01-10", 350.0), ("2025-02-25", 340.0), ("2025-04-30", 25.0)] {
            let entries = vec![
                store.entry(&ground(51.3, main), &Control::by(Status::Held, "UA")),
                store.entry(&ground(51.6, main / 2.0), &Control::unknown()),
            ];
            let (source, time) = (source.to_owned(), format!("{day}T20:00:00Z").parse().expect("a time"));
            let map = Snapshot {
                source,
                time,
                file: String::new(),
                digest: day.into(),
                entries,
                marks: Vec::new(),
                aside: Vec::new(),
            };
            store.add(&terms, map);
        }
    }
    store
}

/// Adds a text to a ledger.
pub(crate) fn add(ledger: &mut Memory, text: (&str, &str, &str)) {
    add_read(ledger, text, 1.0);
}

/// Adds a text of which the claims were read with that certainty.
pub(crate) fn add_read(ledger: &mut Memory, (title, day, text): (&str, &str, &str), confidence: f64) {
    let meta = Meta { published: Some(day.to_owned()), title: Some(title.to_owned()), ..Meta::default() };
    let read = plain(&format!("{day}.txt"), text.to_owned(), meta);
    let mut report = article(&read, &Options::default());
    report.claims.iter_mut().for_each(|c| c.confidence = confidence);
    let mut batch = recorded::statements(&read, &report, received(&read, ""));
    "2025-05-01T00:00:00Z".clone_into(&mut batch.recorded);
    ledger.append(&batch).expect("memory");
}

/// The tests' record.
pub(crate) fn ledger() -> Memory {
    let mut ledger = Memory::default();
    TEXTS.iter().for_each(|text| add(&mut ledger, *text));
    let store = store();
    for map in &store.atlas().snapshots {
        let mut batch = maps::statements(&store, map).expect("shapes");
        "2025-05-01T00:00:00Z".clone_into(&mut batch.recorded);
        ledger.append(&batch).expect("memory");
    }
    ledger
}

/// The tests' conflict.
pub(crate) fn conflict() -> Conflict {
    Conflict { case: Case::parse(CASE).expect("a case"), places: Gazetteer::parse("places", PLACES).expect("a table") }
}

/// A server on a ledger that may grow.
pub(crate) fn app(config: Config) -> (Arc<App>, Arc<Mutex<Memory>>) {
    app_on(ledger(), config)
}

/// A server on a ledger.
pub(crate) fn app_on(ledger: Memory, config: Config) -> (Arc<App>, Arc<Mutex<Memory>>) {
    let ledger = Arc::new(Mutex::new(ledger));
    let shared = Arc::clone(&ledger);
    let open = Box::new(move || Ok(Box::new(shared.lock().expect("no panic").clone()) as Box<dyn Ledger + Send>));
    (App::new(open, vec![conflict()], config, now()).expect("it reads"), ledger)
}

/// A server without limits.
pub(crate) fn free() -> Config {
    Config { rate: 0.0, threads: 2, ..Config::default() }
}

/// An answer: status, headers, body.
pub(crate) struct Got {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Got {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|e| panic!("{e}: {}", self.text()))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default()
    }
}

/// Asks a server.
pub(crate) async fn ask(app: &Arc<App>, request: Request<Body>) -> Got {
    let response = router(Arc::clone(app)).oneshot(request).await.expect("an answer");
    let (status, headers) = (response.status(), response.headers().clone());
    let bytes = response.into_body().collect().await.expect("a body").to_bytes().to_vec();
    Got { status, headers, bytes }
}

/// Gets an address.
pub(crate) async fn get(app: &Arc<App>, path: &str) -> Got {
    ask(app, Request::get(path).body(Body::empty()).unwrap_or_else(|e| panic!("{path}: {e}"))).await
}

/// Sends a text.
pub(crate) async fn post(app: &Arc<App>, path: &str, kind: &str, body: impl Into<Body>) -> Got {
    ask(app, Request::post(path).header("content-type", kind).body(body.into()).expect("a request")).await
}
