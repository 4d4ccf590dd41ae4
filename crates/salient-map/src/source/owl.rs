//! Project Owl's control map: KMZ or KML (a file a day, named `yymmdd` or `yymmdd_hhmm`), or the GeoJSON that others made of
//! it, many days in one file. The colour in a style's name tells who holds the ground.

use super::geojson::{Collections, from_text, properties};
use super::{Drawn, File, Intake, Outcome};
use crate::atlas::{Entry, Terms};
use crate::control::{Control, Status};
use crate::error::Error;
use crate::format::{kml, kmz};
use jiff::Timestamp;
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::collections::BTreeMap;

/// Reads the files.
#[derive(Default)]
pub(super) struct Reader;

impl super::Reader for Reader {
    fn terms(&self) -> Terms {
        Terms {
            title: "Project Owl".into(),
            attribution: "Project Owl OSINT, UAControlMap".into(),
            licence: "no licence stated: all rights reserved".into(),
            shareable: false,
        }
    }

    fn read(&mut self, file: &File, into: &mut Intake) -> Result<(), Error> {
        let first = file.bytes.iter().find(|b| !b.is_ascii_whitespace());
        match first {
            Some(b'{') => collection(file, into),
            Some(b'[') => lines(file, into),
            _ => placemarks(file, into),
        }
    }
}

/// What a colour means: the case's word first.
fn meaning(file: &File, colour: &str) -> Option<Control> {
    let told = file.mapping.and_then(|m| m.means(&format!("#{colour}"))).cloned();
    told.or_else(|| (colour == "a52714").then(|| Control::by(Status::Held, "RU")))
}

fn aside(file: &File, number: usize, colour: &str, into: &mut Intake) -> Outcome {
    let ignored = file.mapping.is_some_and(|m| m.ignores(&format!("#{colour}")));
    if !ignored {
        into.report.odd("colour without a known meaning: set aside", || {
            format!("{}: feature {number}: `{colour}`; a case can say what it means", file.name)
        });
    }
    Outcome::Dropped("colours without a known meaning")
}

fn placemarks(file: &File, into: &mut Intake) -> Result<(), Error> {
    let time = file.time()?;
    let whole = |reason| Error::file(file.name, reason);
    let found = kmz::read(file.bytes).map_err(whole)?;
    for link in &found.unread {
        into.report.odd("links to elsewhere: not read", || format!("{}: {link}", file.name));
        into.report.drop_one(LINK);
    }
    let mut entries = Vec::new();
    for (number, mark) in (1..).zip(found.marks) {
        let colour = mark.colour.unwrap_or_default();
        let outcome = if mark.polygons.is_empty() {
            Outcome::Dropped(if mark.other { super::POINT } else { super::BARE })
        } else if let Some(control) = meaning(file, &colour) {
            into.polygon(number, mark.polygons, &control)?.map_or(Outcome::Dropped(super::EMPTY), Outcome::Kept)
        } else {
            aside(file, number, &colour, into)
        };
        entries.extend(into.count(outcome));
    }
    into.ground(time, entries, Vec::new(), Vec::new()).map_err(|error| linked(error, &found.unread))
}

/// Why links are not followed out of a file.
const LINK: &str = "links to elsewhere: not read";

/// A file without ground that links to elsewhere: the map is there.
fn linked(error: Error, links: &[String]) -> Error {
    match (error, links.first()) {
        (Error::File { file, feature, reason }, Some(link)) => Error::File {
            file,
            feature,
            reason: format!("{reason}; its ground is elsewhere: download {link} and import that"),
        },
        (error, _) => error,
    }
}

fn collection(file: &File, into: &mut Intake) -> Result<(), Error> {
    let mut maps: BTreeMap<Timestamp, Vec<Entry>> = BTreeMap::new();
    let made = Collections::default().read(file.bytes, |number, feature| {
        let properties = properties(&feature)?;
        let get = |key: &str| properties.get(key).map(String::as_str).unwrap_or_default();
        let time = match super::parse_time(get("start")).filter(|_| file.time.is_none()) {
            Some(time) => file.sensible(time).map_err(super::super::error::Error::reason)?,
            None => file.time().map_err(super::super::error::Error::reason)?,
        };
        let colour = kml::hex_in(get("styleUrl")).unwrap_or_else(|| get("fill").trim_start_matches('#').to_lowercase());
        let outcome = match meaning(file, &colour) {
            Some(control) => {
                into.feature(number, feature.geometry.as_ref(), &control).map_err(super::super::error::Error::reason)?
            }
            None => aside(file, number, &colour, into),
        };
        let map = maps.entry(time).or_default();
        map.extend(into.count(outcome));
        Ok(())
    });
    made.map_err(|trouble| trouble.of(file.name))?;
    into.grounds(maps.into_iter().map(|(time, entries)| (time, Drawn { entries, ..Drawn::default() })))
}

/// Front lines, in a list of days: they have no area.
fn lines(file: &File, into: &mut Intake) -> Result<(), Error> {
    #[derive(Deserialize)]
    struct Day {
        #[serde(rename = "dateKey")]
        _date: String,
        data: Vec<IgnoredAny>,
    }
    let text = std::str::from_utf8(file.bytes).map_err(|e| Error::file(file.name, format!("not UTF-8: {e}")))?;
    let days: Vec<Day> = from_text(text).map_err(|reason| Error::file(file.name, reason))?;
    for _ in days.iter().flat_map(|day| &day.data) {
        into.count(Outcome::Dropped(super::LINE));
    }
    into.report.odd("no areas in the file", || format!("{}: {} days of front lines", file.name, days.len()));
    Ok(())
}
