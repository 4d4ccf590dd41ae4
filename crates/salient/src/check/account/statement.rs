//! What a claim says of a stock: how much one holder took, lost again, and holds in a region.

use super::super::interval::Interval;
use super::super::maps::{Maps, days};
use crate::extract::attributes::Whole;
use crate::extract::{Extent, Polarity, Predicate, Unit};
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
    if claim.predicate.flow() && claim.low.is_some() && !total(claim, &region, maps) {
        return None;
    }
    // "Land captured by one has been recaptured by the other": the words do not tell whose figure it is.
    if !own && claim.predicate == Predicate::Gained && claim.again {
        return None;
    }
    let what = match claim.polarity {
        Polarity::Affirm => affirmed(claim, own),
        Polarity::Deny => denied(claim, own),
    }?;
    Some((Topic { region, holder }, what))
}

fn affirmed(claim: &body::Claim, own: bool) -> Option<What> {
    let all = claim.extent == Some(Extent::All);
    match (claim.predicate, own) {
        (Predicate::Holds | Predicate::Gained, true) | (Predicate::Lost, false) if all => Some(What::Held(none())),
        (Predicate::Gained, true) | (Predicate::Lost, false) => {
            back_share(claim).or_else(|| km2(claim).map(What::Back))
        }
        (Predicate::Gained, false) => km2(claim).map(What::Taken),
        (Predicate::Holds, false) => match claim.extent {
            Some(Extent::All | Extent::Part) => Some(What::Held(some())),
            Some(Extent::None) => Some(What::Held(none())),
            None => km2(claim).map(What::Held),
        },
        _ => None,
    }
}

/// To deny that all is lost is to say that some is held, to deny that some is held is to say that all is lost. To deny a
/// figure says nothing of the right one.
fn denied(claim: &body::Claim, own: bool) -> Option<What> {
    let (all, holds) = (claim.extent == Some(Extent::All), claim.predicate == Predicate::Holds);
    let gone =
        all && if own { holds || claim.predicate == Predicate::Gained } else { claim.predicate == Predicate::Lost };
    let there = !own && holds && matches!(claim.extent, Some(Extent::All | Extent::Part));
    if there { Some(What::Held(none())) } else { gone.then(|| What::Held(some())) }
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
    let taken = back_share(claim).is_some();
    !stretch && (taken || claim.total) || begins().unwrap_or(false)
}

fn none() -> Interval {
    Interval::new(0.0, 0.0)
}

fn some() -> Interval {
    Interval::new(SOME, f64::INFINITY)
}

fn km2(claim: &body::Claim) -> Option<Interval> {
    let factor = claim.unit?.km2()?;
    Some(claim.reading?.hard.scaled(factor))
}

/// "64 % of the territory initially occupied": only where the whole is what was taken, not the region itself.
fn back_share(claim: &body::Claim) -> Option<What> {
    let fits = claim.unit == Some(Unit::Percent) && claim.whole == Some(Whole::Taken);
    claim.reading.filter(|_| fits).map(|r| What::BackShare(r.hard))
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
