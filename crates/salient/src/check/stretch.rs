//! Ground taken or lost in a stretch of time, and what each source's maps nearest to its ends show.

use super::maps::{Maps, held_by};
use crate::extract::{Claim, Predicate};
use jiff::SignedDuration;
use jiff::Timestamp;
use jiff::civil::Date;
use salient_map::change::between;
use salient_map::series::end;
use salient_map::{Region, Snapshot};

/// A map farther from an end of a stretch than that many days does not bound it,
const NEAR: i64 = 3;
/// nor one farther than that part of the stretch, where that is more.
const PART: i64 = 30;

/// Whose ground changed, and which way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Move {
    /// Who holds ground there that is not their own.
    pub(super) holder: String,
    /// They took it; else they lost it.
    pub(super) gained: bool,
}

/// What two maps of a source show between them.
pub(super) struct Shown<'a> {
    /// The maps.
    pub(super) maps: (&'a Snapshot, &'a Snapshot),
    /// The source's name for people.
    pub(super) title: &'a str,
    /// Ground gained, or lost where it is a loss, in square kilometres.
    pub(super) gross: f64,
    /// The same less what went the other way.
    pub(super) net: f64,
    /// Whether both maps are near enough to the ends.
    pub(super) near: bool,
}

impl Move {
    /// What a claim of gain or loss says of ground that is not its holder's own: what one party takes back at home, the other loses.
    pub(super) fn of(maps: &Maps, claim: &Claim, region: &Region) -> Option<Self> {
        let (actor, gained) = (claim.actor.as_deref()?, claim.predicate == Predicate::Gained);
        if Maps::soil(region) != actor {
            return Some(Self { holder: actor.to_owned(), gained });
        }
        maps.opponent(actor).map(|holder| Self { holder, gained: !gained })
    }

    /// What each source shows of it in a region between the maps nearest to the ends of a stretch.
    pub(super) fn shown<'a>(&self, maps: &Maps<'a>, region: &Region, days: (Date, Date)) -> Vec<Shown<'a>> {
        let Some((from, to)) = moments(days) else { return Vec::new() };
        let most = SignedDuration::from_hours(24 * NEAR).max(to.duration_since(from) / PART as i32);
        let atlas = maps.store.atlas();
        let of = |(source, title): (&'a String, &'a str)| {
            let (first, last) = (nearest(maps, source, from)?, nearest(maps, source, to)?);
            let change = (first.time < last.time && maps.draws(source, region, &self.holder))
                .then(|| between(maps.store, (first, last), Some(region), &held_by(&self.holder)).ok())??;
            let net = change.net().km2();
            let (gross, net) = if self.gained { (change.gained.km2(), net) } else { (change.lost.km2(), -net) };
            let far = |map: &Snapshot, at: Timestamp| map.time.duration_since(at).abs() > most;
            Some(Shown { maps: (first, last), title, gross, net, near: !far(first, from) && !far(last, to) })
        };
        atlas.terms.iter().map(|(source, terms)| (source, terms.title.as_str())).filter_map(of).collect()
    }
}

/// From the end of the day before the first to the end of the last.
fn moments((from, to): (Date, Date)) -> Option<(Timestamp, Timestamp)> {
    Some((end(from.yesterday().ok()?)?, end(to)?)).filter(|(from, to)| from < to)
}

fn nearest<'a>(maps: &Maps<'a>, source: &str, at: Timestamp) -> Option<&'a Snapshot> {
    maps.store
        .atlas()
        .snapshots
        .iter()
        .filter(|map| map.source == source)
        .min_by_key(|map| map.time.duration_since(at).abs())
}

impl Shown<'_> {
    /// "DeepState shows 1,912.4 km² gained and +1,874.1 net in Ukraine from 2024-08-05 to 2024-12-12".
    pub(super) fn words(&self, moved: &Move, region: &Region) -> String {
        let what = if moved.gained { "gained" } else { "lost" };
        let sign = if moved.gained { self.net } else { -self.net };
        let (title, name, gross) = (self.title, &region.name, self.gross);
        let (first, last) = (self.maps.0.day(), self.maps.1.day());
        format!("{title} shows {gross:.1} km² {what} and {sign:+.1} net in {name} from {first} to {last}")
    }

    /// How many times what the map shows some square kilometres are: of the net change, or of the gross where that is nearer.
    pub(super) fn ratio(&self, km2: f64) -> Option<String> {
        let of = |shown: f64, what: &str| (shown >= 1.0).then(|| (km2 / shown, what.to_owned()));
        let ratios = [of(self.net, "net"), of(self.gross, "gross")];
        let apart = |ratio: f64| ratio.max(1.0 / ratio);
        let (ratio, what) = ratios.into_iter().flatten().min_by(|a, b| apart(a.0).total_cmp(&apart(b.0)))?;
        Some(format!("the claim is {ratio:.2} times the {what} change"))
    }
}
