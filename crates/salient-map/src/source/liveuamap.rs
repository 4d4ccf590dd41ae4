//! Liveuamap by way of a newsroom: one feature each of no change, gains and losses, seen from Russia's side, with the window
//! that they cover; plain GeoJSON or inside a `value`.
//!
//! What Russia lost is Ukraine's again on Ukrainian soil, and held by Ukraine on Russian soil: the border decides. The
//! file's name is the day of fetching; the map's own date is in the features.

use super::geojson::{Collections, Feature, properties};
use super::{File, Intake, Outcome};
use crate::atlas::{Entry, Terms};
use crate::control::{Control, Status};
use crate::error::Error;
use crate::region;
use jiff::Timestamp;

/// Reads the files.
#[derive(Default)]
pub(super) struct Reader;

impl super::Reader for Reader {
    fn terms(&self) -> Terms {
        Terms {
            title: "Liveuamap".into(),
            attribution: "Liveuamap, by way of NZZ".into(),
            licence: "credit the source; the terms of the geometry are not stated".into(),
            shareable: false,
        }
    }

    fn read(&mut self, file: &File, into: &mut Intake) -> Result<(), Error> {
        let (mut entries, mut dates) = (Vec::new(), Vec::new());
        let made = Collections::default().read(file.bytes, |number, feature| {
            let (time, outcome, lost) = one(file, number, &feature, into)?;
            dates.push(time);
            if let Some(entry) = into.count(outcome) {
                if lost { entries.extend(by_soil(entry, into)?) } else { entries.push(entry) }
            }
            Ok(())
        });
        made.map_err(|trouble| trouble.of(file.name))?;
        let time = dates.into_iter().max().map_or_else(|| file.time(), Ok)?;
        into.ground(time, entries, Vec::new(), Vec::new())
    }
}

fn one(file: &File, number: usize, feature: &Feature, into: &mut Intake) -> Result<(Timestamp, Outcome, bool), String> {
    let properties = properties(feature)?;
    let get = |key: &str| properties.get(key).map(String::as_str).unwrap_or_default();
    let time = match super::parse_time(get("date")).filter(|_| file.time.is_none()) {
        Some(time) => file.sensible(time).map_err(super::super::error::Error::reason)?,
        None => file.time().map_err(super::super::error::Error::reason)?,
    };
    let (control, lost) = match get("type") {
        "nochange" | "gains" => (Control::by(Status::Held, "RU"), false),
        "losses" => (Control::by(Status::Returned, "UA"), true),
        other => return Err(format!("the type `{other}` is none of nochange, gains and losses")),
    };
    let outcome =
        into.feature(number, feature.geometry.as_ref(), &control).map_err(super::super::error::Error::reason)?;
    Ok((time, outcome, lost))
}

/// Lost ground, by whose soil it is.
fn by_soil(entry: Entry, into: &mut Intake) -> Result<Vec<Entry>, String> {
    let Some(ukraine) = region::soil("UA") else { return Ok(vec![entry]) };
    let shape = into.shape(entry).map_err(|e| e.to_string())?;
    let (mut home, mut abroad) = (Vec::new(), Vec::new());
    for piece in shape.pieces() {
        let inside = piece.intersection(ukraine);
        if inside.is_empty() {
            abroad.push(piece);
        } else {
            let outside = piece.difference(ukraine);
            home.push(inside);
            abroad.extend((!outside.is_empty()).then_some(outside));
        }
    }
    let mut kept = Vec::new();
    for (shapes, status) in [(home, Status::Returned), (abroad, Status::Held)] {
        let all = crate::shape::Shape::union(&shapes);
        if !all.is_empty() {
            kept.push(into.entry(&all, &Control::by(status, "UA")));
        }
    }
    Ok(kept)
}
