//! One topic as a page shows it: its history, the days on which something changes, the findings on the texts about it, and
//! the map and chart that are drawn of it.

use crate::app::Config;
use crate::world::{InCase, World};
use jiff::civil::Date;
use salient::check::account::statement::Topic;
use salient::check::compare::{Comparison, compare};
use salient::check::history::{self, Row};
use salient::check::months::{Month, months};
use salient::check::review::{about, review};
use salient::check::{Finding, Severity};
use salient::publish::answer::{Answer, answers, verdict};
use salient::publish::chart::Chart;
use salient::publish::ink::Theme;
use salient::publish::map::Plan;
use salient::record::{Id, body};
use salient_map::Snapshot;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

/// Texts about a topic that are checked again when it is first asked for, and how long that may take; more are told as
/// unchecked.
const CHECKED: (usize, Duration) = (400, Duration::from_secs(4));

/// Months that are told of each source.
const MONTHS: usize = 60;

/// What the checks say of a text, against the record and the maps.
#[derive(Clone, Debug, Default)]
pub struct Reviewed {
    /// What does not add up.
    pub findings: Vec<Finding>,
    /// What a map supports.
    pub supported: Vec<Finding>,
}

/// One topic.
pub struct Scene<'w> {
    /// The topic.
    pub topic: Topic,
    /// The region's name.
    pub region: String,
    /// The holder's name.
    pub holder: String,
    /// All that was said, followed and was mapped, by day.
    pub rows: Vec<Row>,
    /// Days on which an answer may change, in order.
    pub stops: Vec<Date>,
    /// What the checks say of the texts about it.
    pub reviews: BTreeMap<Id, Reviewed>,
    /// Texts about it that were not checked again.
    pub unchecked: usize,
    /// Claims with a warning or an error.
    pub marked: BTreeSet<Id>,
    /// Sources that draw the holder's ground there, the one with most maps first.
    pub sources: Vec<&'w str>,
    last: Date,
    months: OnceLock<Result<Vec<Month>, String>>,
    plan: Option<Plan<'w>>,
    grounds: Mutex<BTreeMap<(String, jiff::Timestamp), String>>,
    parties: Vec<(String, String)>,
    now: jiff::Timestamp,
}

/// One day of a scene.
pub struct Day {
    /// All that is set side by side.
    pub comparison: Comparison,
    /// The answers to the question.
    pub answers: Vec<Answer>,
    /// Whether they fit, in a sentence.
    pub verdict: (bool, String),
}

impl<'w> Scene<'w> {
    /// Works a scene out.
    ///
    /// # Errors
    /// A geometry or a text cannot be read.
    pub(crate) fn new(world: &World<'w>, case: &InCase<'w>, topic: &Topic) -> Result<Self, String> {
        let (maps, now) = (case.maps, world.now);
        let accounts = case.record.all();
        let last = history::last(accounts, maps, topic).unwrap_or_else(|| now.to_zoned(jiff::tz::TimeZone::UTC).date());
        let rows = history::rows(world.view(), accounts, maps, topic, last)?;
        let mut stops: Vec<Date> = rows.iter().filter(|r| r.kind != "implied").filter_map(Row::day).collect();
        stops.sort();
        stops.dedup();
        let named: BTreeSet<&str> = rows.iter().filter(|r| r.kind == "mapped").map(|r| r.who.as_str()).collect();
        let atlas = maps.store.atlas();
        let mut sources: Vec<&str> =
            atlas.terms.iter().filter(|(_, t)| named.contains(t.title.as_str())).map(|(s, _)| s.as_str()).collect();
        sources.sort_by_key(|s| std::cmp::Reverse(atlas.of(s).count()));
        let favoured = places(world, case);
        let name = salient_map::region::by_code(&topic.region).map_or_else(|| topic.region.clone(), |r| r.name);
        let mut scene = Self {
            topic: topic.clone(),
            months: OnceLock::new(),
            last,
            region: name,
            holder: maps.name(&topic.holder).to_owned(),
            rows,
            stops,
            reviews: BTreeMap::new(),
            unchecked: 0,
            marked: BTreeSet::new(),
            sources,
            plan: Plan::new(maps, topic, &favoured),
            grounds: Mutex::default(),
            parties: case.parties(),
            now,
        };
        scene.check(world, case)?;
        Ok(scene)
    }

    fn check(&mut self, world: &World<'w>, case: &InCase<'w>) -> Result<(), String> {
        let mut texts: Vec<_> =
            about(world.view(), case.maps, &self.topic).into_iter().filter_map(|id| world.article(&id.0)).collect();
        texts.sort_by_key(|a| std::cmp::Reverse(a.day()));
        let (begun, all) = (Instant::now(), texts.len());
        for article in texts.into_iter().take(CHECKED.0) {
            if begun.elapsed() > CHECKED.1 {
                break;
            }
            let (_, report) = review(&case.record, article).map_err(|e| e.to_string())?;
            let reviewed = Reviewed { findings: report.findings, supported: report.supported };
            let weighty = |f: &&Finding| f.severity > Severity::Note;
            for stated in world.claims_of(&article.id) {
                if reviewed.findings.iter().filter(weighty).any(|f| on(f, &stated.claim)) {
                    self.marked.insert(stated.id.clone());
                }
            }
            self.reviews.insert(article.id.clone(), reviewed);
        }
        self.unchecked = all - self.reviews.len();
        Ok(())
    }

    /// The day that is shown where none is asked for.
    pub fn last(&self) -> Date {
        self.stops.last().copied().unwrap_or_else(|| self.now.to_zoned(jiff::tz::TimeZone::UTC).date())
    }

    /// The stop at or before a day.
    pub fn stop(&self, day: Date) -> usize {
        self.stops.iter().rposition(|stop| *stop <= day).unwrap_or(0)
    }

    /// "How much of Kursk did Ukraine hold on 20 February 2025?"
    pub fn question(&self, on: Date) -> String {
        format!("How much of {} did {} hold on {}?", self.region, self.holder, on.strftime("%-d %B %Y"))
    }

    /// All sides and maps on a day.
    pub fn day(&self, world: &World, case: &InCase, on: Date) -> Day {
        let comparison = compare(world.view(), case.record.all(), case.maps, &self.topic, on);
        let (answers, verdict) = (answers(&comparison, &self.parties), verdict(&comparison));
        Day { comparison, answers, verdict }
    }

    /// The map of a source that stood on a day.
    pub fn map(&self, case: &InCase<'w>, source: &str, on: Date) -> Option<&'w Snapshot> {
        let atlas = case.maps.store.atlas();
        atlas.as_of(source, salient_map::series::end(on)?)
    }

    /// What maps show month by month, the newest first; worked out when it is first asked for, since only the page shows it.
    ///
    /// # Errors
    /// A geometry cannot be read.
    pub fn months(&self, case: &InCase) -> Result<&[Month], String> {
        let found = self.months.get_or_init(|| months(case.maps, &self.topic, self.last, MONTHS));
        found.as_deref().map_err(String::clone)
    }

    /// The ground of a map, drawn; or why it is not.
    ///
    /// # Errors
    /// In words for people: terms, age, or a geometry that cannot be read.
    pub fn ground(&self, case: &InCase<'w>, config: &Config, map: &Snapshot, theme: &Theme) -> Result<String, String> {
        let terms = &case.maps.store.atlas().terms[&map.source];
        if !config.draws(terms, &map.source) {
            return Err(format!(
                "{}’s terms do not allow its map to be drawn here; its areas are in the figures.",
                terms.title
            ));
        }
        if !config.old_enough(map.time, self.now) {
            return Err(format!(
                "Maps younger than {} hours are not drawn; their areas are in the figures.",
                config.min_age.as_hours()
            ));
        }
        let Some(plan) = &self.plan else { return Err("The region has no shape to draw.".to_owned()) };
        let draw = || plan.ground(map, theme).map_err(|e| e.to_string());
        if *theme != Theme::PAGE {
            return draw();
        }
        let key = (map.source.clone(), map.time);
        if let Some(known) = self.grounds.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(known.clone());
        }
        let drawn = draw()?;
        self.grounds.lock().unwrap_or_else(PoisonError::into_inner).insert(key, drawn.clone());
        Ok(drawn)
    }

    /// The whole map as SVG; `None` where the region has no shape.
    pub fn map_svg(&self, id: &str, ground: &str, about: (&str, &str), theme: &Theme) -> Option<String> {
        Some(self.plan.as_ref()?.svg(id, ground, about, theme))
    }

    /// Whom to name for the lines of the land.
    pub fn credit(&self) -> &'static str {
        self.plan.as_ref().map_or("", Plan::credit)
    }

    /// The chart of the whole history with a day marked, and a title and a credit where it stands alone; on a page its points
    /// are links.
    pub fn chart(&self, on: Date, alone: Option<(&str, &str)>, link: bool, theme: Theme) -> Option<String> {
        #[expect(clippy::redundant_closure_for_method_calls, reason = "a closure takes charts of any lifetime")]
        self.drawn(on, alone, link, theme, |chart| chart.svg())
    }

    /// Where a day lies on the chart.
    pub fn x(&self, on: Date) -> f64 {
        self.drawn(on, None, false, Theme::PAGE, |chart| chart.frame().map_or(0.0, |frame| frame.x(on)))
    }

    fn drawn<T>(
        &self,
        on: Date,
        alone: Option<(&str, &str)>,
        link: bool,
        theme: Theme,
        with: impl FnOnce(&Chart) -> T,
    ) -> T {
        let names: Vec<&str> = self.parties.iter().map(|(_, name)| name.as_str()).collect();
        let to = |id: &Id| format!("/claim/{id}");
        with(&Chart {
            title: alone.map(|a| a.0),
            credit: alone.map(|a| a.1),
            rows: &self.rows,
            parties: &names,
            marked: &self.marked,
            on,
            link: link.then_some(&to),
            theme,
        })
    }

    /// The findings on the topic's texts that were published up to a day, each once: first those that weigh something, of the
    /// newest texts first, then notes.
    pub fn findings(&self, world: &World, up_to: Date) -> Vec<(Id, Finding)> {
        let weighty = |f: &Finding| f.severity > Severity::Note;
        let day = |id: &Id| world.view().articles.get(id).and_then(salient::record::view::Article::date);
        let mut out: Vec<(Id, Finding)> = self
            .reviews
            .iter()
            .filter(|(id, _)| day(id).is_some_and(|d| d <= up_to))
            .flat_map(|(id, r)| r.findings.iter().map(|f| (id.clone(), f.clone())))
            .collect();
        out.sort_by_key(|(id, f)| {
            (!weighty(f), std::cmp::Reverse(day(id)), std::cmp::Reverse(f.severity), id.clone(), f.start)
        });
        let mut seen = BTreeSet::new();
        out.retain(|(_, f)| seen.insert((f.rule, f.message.clone(), f.quote.clone())));
        out
    }
}

/// Whether a finding is about a claim: their words overlap, or the finding is about how the claim's figure is converted.
pub fn on(finding: &Finding, claim: &body::Claim) -> bool {
    let over = |start: usize, end: usize| start < claim.end && end > claim.start;
    let converts = matches!(finding.rule, "unit-mismatch" | "loose-conversion");
    over(finding.start, finding.end) || converts && finding.related.iter().any(|s| over(s.start, s.end))
}

/// Places that texts speak of, most often named first.
fn places(world: &World, case: &InCase) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let ours = |code: Option<&str>| code.is_some_and(|code| case.case.is_party(code));
    for stated in world.view().claims.iter().filter(|s| ours(s.claim.actor.as_deref())) {
        if let Some(place) = stated.claim.place.as_deref() {
            *counts.entry(place).or_default() += 1;
        }
    }
    let mut names: Vec<(&str, usize)> = counts.into_iter().collect();
    names.sort_by_key(|(name, n)| (std::cmp::Reverse(*n), *name));
    names.into_iter().map(|(name, _)| name.to_owned()).collect()
}
