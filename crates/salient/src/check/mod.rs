//! The checks: one file a rule, and one page beside it that says what, why, and shows examples that are its tests.

pub mod account;
mod account_infeasible;
mod accounts_clash;
mod areas;
mod arithmetic;
pub mod asked;
mod change_differs;
mod change_mismatch;
pub mod compare;
pub mod context;
mod conversion;
mod denied;
mod elapsed_mismatch;
mod figure_altered;
mod figure_repeated;
pub mod finding;
pub mod given;
mod ground;
mod headline_overreach;
pub mod history;
mod impossible_date;
pub mod known;
mod locate;
mod loose_conversion;
mod map_differs;
mod map_stale;
mod map_still_shows;
pub mod maps;
pub mod months;
mod no_progress;
mod part_exceeds_whole;
mod parts;
mod people;
mod pieces_differ;
mod printed;
mod rate_mismatch;
pub mod recorded;
mod remainder_mismatch;
pub mod review;
mod same_side_clash;
mod share_mismatch;
mod single_source;
mod state_share;
mod step;
mod stretch;
mod sum_mismatch;
mod total_shrank;
mod unattributed_figure;
pub mod unchecked;
mod unit_mismatch;
mod weekday_mismatch;
mod wrong_unit;

pub use crate::extract::interval;
pub use context::Context;
pub use finding::{Finding, Fix, Severity, Span, Suppressed, Suppression};
pub use known::Record;
pub use maps::Maps;

use crate::extract::confidence;
use crate::extract::coverage::Coverage;
use crate::extract::{Claim, Document};
use crate::read::Article;
use serde::Serialize;
use std::cell::OnceCell;
use std::collections::BTreeSet;

/// A rule: its name, its page, whether it runs unasked, and its check.
#[derive(Clone, Copy)]
pub struct Rule {
    /// What is wrong, as a name.
    pub name: &'static str,
    /// Its page, in Markdown.
    pub page: &'static str,
    /// Runs unless ignored; others run when selected.
    pub default: bool,
    /// The greatest weight of its findings.
    pub severity: Severity,
    /// What it looks at.
    pub needs: Needs,
    check: fn(&mut Context),
}

/// What a rule looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Figures, units and dates of the text: what can be told without reading claims, a hundred times as fast.
    Text,
    /// Claims too.
    Claims,
}

macro_rules! rules {
    ($($module:ident, $name:literal, $default:literal, $severity:ident, $needs:ident;)*) => {
        /// Every rule, by name.
        pub const RULES: &[Rule] = &[$(Rule {
            name: $name,
            page: include_str!(concat!(stringify!($module), ".md")),
            default: $default,
            severity: Severity::$severity,
            needs: Needs::$needs,
            check: $module::check,
        }),*];
    };
}

rules! {
    account_infeasible, "account-infeasible", true, Warning, Claims;
    accounts_clash, "accounts-clash", true, Warning, Claims;
    change_differs, "change-differs", true, Warning, Claims;
    change_mismatch, "change-mismatch", true, Error, Text;
    denied, "denied", true, Warning, Claims;
    elapsed_mismatch, "elapsed-mismatch", true, Warning, Text;
    figure_altered, "figure-altered", true, Warning, Claims;
    figure_repeated, "figure-repeated", false, Warning, Claims;
    headline_overreach, "headline-overreach", false, Note, Claims;
    impossible_date, "impossible-date", true, Error, Text;
    loose_conversion, "loose-conversion", false, Note, Text;
    map_differs, "map-differs", true, Warning, Claims;
    map_stale, "map-stale", true, Note, Claims;
    map_still_shows, "map-still-shows", true, Warning, Claims;
    no_progress, "no-progress", true, Note, Claims;
    part_exceeds_whole, "part-exceeds-whole", true, Error, Claims;
    pieces_differ, "pieces-differ", true, Warning, Claims;
    rate_mismatch, "rate-mismatch", true, Error, Text;
    remainder_mismatch, "remainder-mismatch", true, Error, Claims;
    same_side_clash, "same-side-clash", true, Warning, Claims;
    share_mismatch, "share-mismatch", true, Error, Claims;
    single_source, "single-source", false, Note, Claims;
    sum_mismatch, "sum-mismatch", true, Error, Text;
    total_shrank, "total-shrank", true, Warning, Claims;
    unattributed_figure, "unattributed-figure", false, Note, Claims;
    unit_mismatch, "unit-mismatch", true, Error, Text;
    weekday_mismatch, "weekday-mismatch", true, Error, Text;
}

impl Rule {
    /// The first sentence of its page.
    pub fn summary(&self) -> &'static str {
        self.page.lines().find(|l| !l.is_empty() && !l.starts_with('#')).unwrap_or_default()
    }
}

/// Which rules run, and which claims are told.
#[derive(Clone, Debug)]
pub struct Options {
    /// Rules to run beside the default ones; `all` for all of them.
    pub select: Vec<String>,
    /// If any are named, these rules alone run, and claims are read only if one of them needs claims.
    pub only: Vec<String>,
    /// Rules not to run.
    pub ignore: Vec<String>,
    /// Claims that are less certain are not told, 0 to 1. Rules weigh claims from [`confidence::CERTAIN`] on.
    pub min_confidence: f64,
}

impl Default for Options {
    fn default() -> Self {
        Self { select: Vec::new(), only: Vec::new(), ignore: Vec::new(), min_confidence: confidence::LEAST }
    }
}

impl Options {
    /// Whether a rule runs.
    ///
    /// ```
    /// use salient::check::{Options, RULES};
    /// let options = Options { ignore: vec!["unit-mismatch".into()], ..Options::default() };
    /// assert!(RULES.iter().any(|rule| rule.name == "unit-mismatch" && !options.runs(rule)));
    /// ```
    pub fn runs(&self, rule: &Rule) -> bool {
        let named = |list: &[String]| list.iter().any(|n| n == rule.name || n == "all");
        let wanted = if self.only.is_empty() { rule.default || named(&self.select) } else { named(&self.only) };
        wanted && !named(&self.ignore)
    }

    /// Whether claims are read: always, unless the rules that run are named and none of them needs claims.
    pub fn reads_claims(&self) -> bool {
        self.only.is_empty() || RULES.iter().any(|r| self.runs(r) && r.needs == Needs::Claims)
    }
}

/// A hash of all rules' pages: a run of the reader names it.
pub fn digest() -> &'static str {
    use sha2::{Digest, Sha256};
    static DIGEST: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    DIGEST.get_or_init(|| {
        let hash = RULES.iter().fold(Sha256::new(), |hash, rule| hash.chain_update(rule.page)).finalize();
        hash[..8].iter().map(|byte| format!("{byte:02x}")).collect()
    })
}

/// What one article gave: findings, claims, and what was read.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// What does not add up, in text order.
    pub findings: Vec<Finding>,
    /// Findings that are counted and not told, with the reason; a check leaves none here, who asked for it may move some.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub suppressed: Vec<Suppressed>,
    /// Claims that a map supports, in text order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub supported: Vec<Finding>,
    /// Claims about ground that no map was held against, with the reason, in text order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unchecked: Vec<Finding>,
    /// The claims, in text order, the uncertain ones among them.
    pub claims: Vec<Claim>,
    /// What was read.
    pub coverage: Coverage,
    /// What could not be read, in words.
    pub problems: Vec<String>,
}

/// Checks an article.
///
/// ```
/// use salient::check::{Options, article};
/// let text = salient::read::text("a", "More than 800 square kilometers [309 square miles] have been liberated.");
/// assert!(article(&text, &Options::default()).findings.is_empty());
/// ```
pub fn article(article: &Article, options: &Options) -> Report {
    against(article, options, None, None)
}

/// Checks an article, also against control maps and what is recorded.
pub fn against(article: &Article, options: &Options, maps: Option<&Maps>, record: Option<&Record>) -> Report {
    let document = Document::new(article);
    let mut claims = if options.reads_claims() { document.claims() } else { Vec::new() };
    claims.retain(|c| c.confidence >= options.min_confidence);
    let mut coverage = document.coverage(&claims);
    let certain: Vec<Claim> = claims.iter().filter(|c| c.certain()).cloned().collect();
    let own = record.map(|r| r.own(&document, &certain)).unwrap_or_default();
    let mut context = Context {
        document: &document,
        claims: &certain,
        maps,
        record,
        own: &own,
        findings: Vec::new(),
        supported: Vec::new(),
        unchecked: Vec::new(),
        weighed: BTreeSet::new(),
        looked: BTreeSet::new(),
        scenes: OnceCell::new(),
    };
    for rule in RULES.iter().filter(|r| options.runs(r)) {
        (rule.check)(&mut context);
    }
    if RULES.iter().any(|r| r.needs == Needs::Claims && options.runs(r)) {
        unchecked::note(&mut context);
    }
    coverage.checked = Some(context.looked.len());
    let (mut findings, mut supported, mut unchecked) = (context.findings, context.supported, context.unchecked);
    findings.sort_by_key(|f| (f.from, f.to, std::cmp::Reverse(f.severity)));
    supported.sort_by_key(|f| (f.from, f.to));
    unchecked.sort_by_key(|f| (f.from, f.to));
    let unread = maps.map(Maps::problems).unwrap_or_default();
    let undated = record.filter(|_| document.today.is_none()).map(|_| {
        "no day of publication is known, so that claims without a date of their own were not checked against the record; \
         tell the day (on the command line with --published)"
            .to_owned()
    });
    let problems = article.problems.iter().cloned().chain(unread).chain(undated).collect();
    Report { findings, suppressed: Vec::new(), supported, unchecked, claims, coverage, problems }
}

#[cfg(test)]
mod tests {
    use super::{Maps, Needs, Options, RULES, Record, against};
    use crate::read::{Meta, plain};
    use crate::record::utterance::{Reports, utterances};
    use crate::record::view::{Known, View};
    use crate::record::{Ledger, Memory};
    use jiff::Timestamp;
    use salient_map::atlas::{Snapshot, Terms};
    use salient_map::region::Gazetteer;
    use salient_map::{Bounds, Case, Control, Geodesy, Shape, Status, Store};

    /// The fenced examples under a heading of a rule's page, with the day of publication where one is given.
    fn examples(page: &str, heading: &str) -> Vec<(Option<String>, String)> {
        let section = page.split(heading).nth(1).expect("the heading is there");
        let section = section.split("\n## ").next().unwrap_or(section);
        let fences = section.split("```text\n").skip(1).filter_map(|part| part.split("\n```").next());
        fences
            .map(|text| match text.strip_prefix("published: ").and_then(|rest| rest.split_once('\n')) {
                Some((day, text)) => (Some(day.to_owned()), text.to_owned()),
                None => (None, text.to_owned()),
            })
            .collect()
    }

    /// A box in Kursk oblast of so many square kilometres.
    fn ground(south: f64, km2: f64) -> Shape {
        let of = |width: f64| Shape::rectangle(Bounds::new(35.2, south, 35.2 + width, south + 0.1));
        let unit = Geodesy::default().area(&of(0.5)).km2() / 0.5;
        of(km2 / unit)
    }

    /// The map that the pages of map rules speak of: Ukraine holds 500 km² in two pieces on 10 December 2024 and 400 on
    /// 10 January 2025, with 200 unknown; the same is published again on 25 February.
    fn drawn() -> Store {
        let terms = Terms {
            title: "DeepState".into(),
            attribution: "drawn for the examples".into(),
            licence: "own work".into(),
            shareable: true,
        };
        let mut store = Store::default();
        let held = Control::by(Status::Held, "UA");
        for (day, main) in [("2024-12-10", 450.0), ("2025-01-10", 350.0), ("2025-02-25", 350.0)] {
            let entries = vec![
                store.entry(&ground(51.3, main), &held),
                store.entry(&ground(51.6, 50.0), &held),
                store.entry(&ground(51.8, 200.0), &Control::unknown()),
            ];
            let time: Timestamp = format!("{day}T20:00:00Z").parse().expect("a time");
            let (source, file, digest) = ("deepstate".to_owned(), String::new(), day.to_owned());
            store.add(&terms, Snapshot { source, time, file, digest, entries, marks: Vec::new(), aside: Vec::new() });
        }
        store
    }

    const PLACES: &str = "region\tlat\tlon\ten\nRU-KRS\t51.35\t35.3\tSudzha\n";

    const CASE: &str = r#"
        name = "example"
        title = "The example of the pages"
        start = "2024-08-06"
        region = "RU-KRS"
        soil = "RU"
        party = [{ code = "UA", name = "Ukraine" }, { code = "RU", name = "Russia" }]
    "#;

    /// The record that the pages of its rules speak of.
    const RECORDED: [(&str, &str, &str); 8] = [
        (
            "ministry.txt",
            "2025-01-17",
            "Russian forces have retaken 801 square kilometers in the Kursk region, the Russian \
          Defense Ministry said on Friday. Ukrainian troops had seized 1,268 square kilometers in the Kursk region in a \
          surprise attack in August, the ministry said. Reporters had no way into \
          the border region to verify the figures.",
        ),
        (
            "general.txt",
            "2025-02-16",
            "Ukrainian forces control about 500 square kilometers in the Kursk region, Oleksandr \
          Syrskyi said.",
        ),
        ("denial.txt", "2025-04-26", "Ukraine’s military denied it had been fully ejected from the Kursk region."),
        ("wire-1.txt", "2025-01-19", WIRE),
        ("wire-2.txt", "2025-01-19", WIRE),
        ("wire-3.txt", "2025-01-20", WIRE),
        (
            "toll.txt",
            "2025-01-12",
            "Since the war began, 12,300 civilians have been killed in Ukraine, the Ukrainian Interior Ministry said.",
        ),
        ("other.txt", "2025-01-10", "The harvest was good in the valley, and the mill worked for weeks."),
    ];

    const WIRE: &str = "More than 800 civilians were killed in the Kursk region, Alexander Khinshtein said in an address to \
        the people of the region, who had asked for months how many there were, and where they were buried.";

    fn recorded() -> Box<dyn Ledger + Send> {
        let mut ledger = Memory::default();
        for (number, (name, day, text)) in RECORDED.iter().enumerate() {
            let title = Some(format!("{name} {number}"));
            let meta = Meta { published: Some((*day).to_owned()), title, ..Meta::default() };
            let article = plain(name, (*text).to_owned(), meta);
            let report = super::article(&article, &Options::default());
            let received = crate::record::received(&article, "");
            let mut batch = super::recorded::statements(&article, &report, received);
            batch.recorded = "2025-06-01T00:00:00Z".to_owned();
            ledger.append(&batch).expect("memory");
        }
        Box::new(ledger)
    }

    fn fires(rule: &str, (published, text): &(Option<String>, String)) -> bool {
        let meta = Meta { published: published.clone(), ..Meta::default() };
        let options = Options { select: vec![rule.to_owned()], ..Options::default() };
        let (store, case) = (drawn(), Case::parse(CASE).expect("a case"));
        let places = Gazetteer::parse("places", PLACES).expect("a table");
        let maps = Maps::new(&store, Some(&case), Some(&places));
        let ledger = recorded();
        let view = View::load(&*ledger, &Known::default()).expect("memory");
        let reports = Reports::find(&*ledger, &view).expect("memory");
        let said = utterances(&view, &reports);
        let ledger = std::sync::Mutex::new(ledger);
        let record = Record::new(&view, &reports, &said, &maps, &ledger).expect("memory");
        // The rules of the record are tried on theirs, the rules of maps on theirs.
        let record = Some(&record).filter(|_| RULES.iter().any(|r| r.name == rule && r.page.contains("--ledger")));
        let report = against(&plain("example", text.clone(), meta), &options, Some(&maps), record);
        report.findings.iter().any(|f| f.rule == rule)
    }

    #[test]
    fn every_page_tells_the_truth() {
        let (mut wrong, mut examples_in_all) = (Vec::new(), 0);
        let mut rules: Vec<_> = RULES.iter().collect();
        rules.sort_by_key(|r| r.needs == Needs::Claims);
        for rule in rules {
            assert!(rule.page.starts_with(&format!("# {}\n", rule.name)), "{}: wrong title", rule.name);
            let (fire, silent) = (examples(rule.page, "## Fires"), examples(rule.page, "## Stays silent"));
            assert!(!fire.is_empty() && !silent.is_empty(), "{}: examples are missing", rule.name);
            let loud =
                fire.iter().filter(|e| !fires(rule.name, e)).map(|e| format!("{} should fire on: {}", rule.name, e.1));
            let still = silent.iter().filter(|e| fires(rule.name, e));
            wrong.extend(loud.chain(still.map(|e| format!("{} should be silent on: {}", rule.name, e.1))));
            examples_in_all += fire.len() + silent.len();
            assert!(rule.needs == Needs::Claims || wrong.is_empty(), "{}", wrong.join("\n"));
        }
        // Rules that weigh claims rest on a learned reader, which errs now and then.
        assert!(wrong.len() * READ_WRONG <= examples_in_all, "{}", wrong.join("\n"));
    }

    /// One example in so many may be misread.
    const READ_WRONG: usize = 25;
}
