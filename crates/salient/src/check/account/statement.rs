//! What a claim says of a stock: how much one holder took, lost again, and holds in a region.

use super::super::interval::Interval;
use super::super::maps::{Maps, days};
use crate::extract::Polarity;
use crate::record::body;
use jiff::civil::Date;

/// The ground that statements are about: what one party holds in a region of another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Topic {
    /// The region's code.
    pub region: String,
    /// Who holds ground there that is not their own.
    pub holder: String,
}

impl Topic {
    /// What a case is about: the ground that its other party holds in its region, unless a region or a holder is told.
    ///
    /// # Errors
    /// No region has the code, or several parties may hold ground there.
    pub fn of(case: &salient_map::Case, region: Option<&str>, holder: Option<&str>) -> Result<Self, String> {
        let region = region.unwrap_or(&case.region);
        let Some(region) = salient_map::region::by_code(region).map(|r| r.code) else {
            return Err(format!("{region}: no region has this code; codes are those of ISO 3166-2, like RU-KRS"));
        };
        let soil = region.split('-').next().unwrap_or_default();
        let others: Vec<&str> = case.parties.iter().map(|p| p.code.as_str()).filter(|code| *code != soil).collect();
        let holder = match (holder, &others[..]) {
            (Some(code), _) => code.to_owned(),
            (None, [one]) => (*one).to_owned(),
            (None, many) => {
                return Err(format!(
                    "several parties may hold ground there: tell which by --holder {}",
                    many.join("|")
                ));
            }
        };
        Ok(Self { region, holder })
    }
}

/// What is said of a topic.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum What {
    /// The holder took so many square kilometres in all, since the conflict began.
    Taken(Interval),
    /// So many were taken back from the holder in all.
    Back(Interval),
    /// The share of what was taken that was taken back, in percent.
    BackShare(Interval),
    /// The holder holds so many.
    Held(Interval),
}

impl What {
    /// What is counted, in a word.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Taken(_) => "taken",
            Self::Back(_) => "taken back",
            Self::BackShare(_) => "share taken back",
            Self::Held(_) => "held",
        }
    }
}

/// The least ground that is some, in square kilometres.
const SOME: f64 = 0.001;

/// The topic that a claim is about, and what it says of it. Claims of other kinds, and those that leave open what they
/// count, say nothing here: they cannot be compared.
pub fn read(claim: &body::Claim, maps: &Maps) -> Option<(Topic, What)> {
    let region = maps.code_of(claim.place.as_deref()?)?;
    let actor = claim.actor.as_deref()?;
    let soil = region.split('-').next()?.to_owned();
    let own = actor == soil;
    let holder = if own { maps.opponent(actor)? } else { Some(actor.to_owned()).filter(|a| maps.knows(a))? };
    if matches!(claim.predicate.as_str(), "gained" | "lost") && claim.low.is_some() && !total(claim, &region, maps) {
        return None;
    }
    // "Land captured by one has been recaptured by the other": the quote does not tell whose figure it is.
    if !own && claim.predicate == "gained" && holds_word(&claim.quote, &AGAIN) {
        return None;
    }
    let what = match claim.polarity {
        Polarity::Affirm => affirmed(claim, own),
        Polarity::Deny => denied(claim, own),
    }?;
    Some((Topic { region, holder }, what))
}

fn affirmed(claim: &body::Claim, own: bool) -> Option<What> {
    match (claim.predicate.as_str(), own) {
        ("holds" | "gained", true) if claim.extent.as_deref() == Some("all") => Some(What::Held(none())),
        ("gained", true) => back_share(claim).or_else(|| km2(claim).map(What::Back)),
        ("gained", false) => km2(claim).map(What::Taken),
        ("lost", false) if claim.extent.as_deref() == Some("all") => Some(What::Held(none())),
        ("lost", false) => back_share(claim).or_else(|| km2(claim).map(What::Back)),
        ("holds", false) => match claim.extent.as_deref() {
            Some("all" | "part") => Some(What::Held(some())),
            Some("none") => Some(What::Held(none())),
            _ => km2(claim).map(What::Held),
        },
        _ => None,
    }
}

/// To deny that all is lost is to say that some is held, to deny that some is held is to say that all is lost. To deny a
/// figure says nothing of the right one.
fn denied(claim: &body::Claim, own: bool) -> Option<What> {
    let all = claim.extent.as_deref() == Some("all");
    let gone = all && matches!((claim.predicate.as_str(), own), ("holds" | "gained", true) | ("lost", false));
    let there = claim.extent.is_some() && !own && claim.predicate == "holds" && claim.extent.as_deref() != Some("none");
    if there { Some(What::Held(none())) } else { gone.then(|| What::Held(some())) }
}

/// Words of taking back.
const AGAIN: [&str; 8] =
    ["retaken", "recaptured", "reclaimed", "regained", "liberated", "retook", "recovered", "recapture"];

/// Words of a part of a total: more than before, or of a stretch of time.
const PART: [&str; 26] = [
    "since",
    "past",
    "last",
    "over",
    "within",
    "another",
    "further",
    "additional",
    "added",
    "more",
    "extra",
    "today",
    "yesterday",
    "overnight",
    "hours",
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "operation",
    "new",
    "division",
    "brigade",
    "after",
];

fn holds_word(text: &str, words: &[&str]) -> bool {
    text.split(|c: char| !c.is_alphabetic()).any(|w| words.iter().any(|known| w.eq_ignore_ascii_case(known)))
}

/// Whether a flow is a total since the conflict began, not what changed hands on a day or in a week: it says so by its
/// tense ("have retaken") without a word of a part or a stretch, or by a stretch of time that begins with the conflict.
fn total(claim: &body::Claim, region: &str, maps: &Maps) -> bool {
    let begins = || {
        let case = maps.case.filter(|c| c.region == region)?;
        let start: Date = case.start.get(..10)?.parse().ok()?;
        let (first, last) = days(claim.as_of.as_deref()?)?;
        Some(first <= start && last >= start && first < last)
    };
    let stretch = claim.as_of.as_deref().is_some_and(|d| d.contains('/') || d.len() < 10);
    // "More than 800" bounds the figure; "800 more" is a part.
    let bare = claim.quote.to_lowercase().replace("more than", "");
    let bare = bare.split_once("since then").map_or(bare.as_str(), |(_, rest)| rest);
    let perfect = holds_word(bare, &["has", "have", "ve"]) && !holds_word(bare, &PART);
    back_share(claim).is_some() && !stretch || begins().unwrap_or(false) || perfect && !stretch
}

fn none() -> Interval {
    Interval::new(0.0, 0.0)
}

fn some() -> Interval {
    Interval::new(SOME, f64::INFINITY)
}

fn km2(claim: &body::Claim) -> Option<Interval> {
    let factor = factor(claim.unit.as_deref()?)?;
    Some(claim.reading?.hard.scaled(factor))
}

/// Square kilometres in one of a unit.
pub fn factor(unit: &str) -> Option<f64> {
    match unit {
        "km2" => Some(1.0),
        "mi2" => Some(2.589_988_110_336),
        "ha" => Some(0.01),
        _ => None,
    }
}

/// "64 % of the territory initially occupied": only where the whole is what was taken, not the region itself.
fn back_share(claim: &body::Claim) -> Option<What> {
    const TAKEN: [&str; 12] = [
        "occupied",
        "captured",
        "seized",
        "taken",
        "lost",
        "invaded",
        "overrun",
        "conquered",
        "initially",
        "originally",
        "held by",
        "controlled by",
    ];
    let whole = claim.of.as_deref()?.to_lowercase();
    let fits = claim.unit.as_deref() == Some("percent") && TAKEN.iter().any(|word| whole.contains(word));
    fits.then(|| claim.reading.map(|r| What::BackShare(r.hard)))?
}

/// The last day on which a claim is said to hold: its own, or the day of publication.
pub fn day(claim: &body::Claim, published: Option<&str>) -> Option<Date> {
    let own = claim.as_of.as_deref().and_then(days).map(|(_, last)| last);
    let published = published.and_then(|d| d.get(..10)?.parse::<Date>().ok());
    // "In February", said on the 20th, is not said of the days after.
    match (own, published) {
        (Some(own), Some(published)) => Some(own.min(published)),
        (own, published) => own.or(published),
    }
}
