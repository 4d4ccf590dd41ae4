//! What maps show of a topic month by month: the ground that was gained, lost and is held at the month's end.

use super::account::statement::Topic;
use super::maps::{Maps, held_by};
use jiff::civil::Date;
use salient_map::series::{Spanned, Step, spanned};
use salient_map::{Tally, change};
use serde::Serialize;

/// A month of one source's maps. Areas are square kilometres, geodesic on WGS 84.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Month {
    /// `2025-01`.
    pub month: String,
    /// The source's name.
    pub source: String,
    /// The day of the map before the month, or of the source's first one in it.
    pub from: String,
    /// The day of the last map in it.
    pub to: String,
    /// Ground that is held on the second map and was not on the first.
    pub gained: f64,
    /// Ground that was held on the first map and is not on the second.
    pub lost: f64,
    /// What is held on the second map.
    pub held: f64,
}

impl Month {
    /// Gained less lost.
    pub fn net(&self) -> f64 {
        self.gained - self.lost
    }
}

/// The months up to a day, the newest first, of at most so many maps' pairs a source; months without a new map are left out.
///
/// # Errors
/// A geometry cannot be read.
pub fn months(maps: &Maps, topic: &Topic, to: Date, most: usize) -> Result<Vec<Month>, String> {
    let Some(region) = salient_map::region::by_code(&topic.region) else { return Ok(Vec::new()) };
    let mut tally = Tally::new(maps.store, Some(&region));
    let mut out = Vec::new();
    for (source, terms) in &maps.store.atlas().terms {
        if !maps.draws(source, &region, &topic.holder) {
            continue;
        }
        let all = maps.until(source, to);
        for span in spanned(&all, Step::Month).iter().rev().take(most) {
            out.push(month(&mut tally, &topic.holder, &terms.title, span).map_err(|e| e.to_string())?);
        }
    }
    out.sort_by(|a, b| (&b.month, &a.source).cmp(&(&a.month, &b.source)));
    Ok(out)
}

fn month(
    tally: &mut Tally,
    holder: &str,
    source: &str,
    (period, first, second): &Spanned,
) -> Result<Month, salient_map::Error> {
    let found = change::within(tally, (first, second), &held_by(holder))?;
    Ok(Month {
        month: period.name.clone(),
        source: source.to_owned(),
        from: first.day(),
        to: second.day(),
        gained: found.gained.km2(),
        lost: found.lost.km2(),
        held: found.after.km2(),
    })
}
