//! Any GeoJSON or FlatGeobuf, told by a mapping in a case: which property means which status and holder.

use super::geojson::{Collections, properties};
use super::{Drawn, File, Intake, Outcome};
use crate::atlas::Terms;
use crate::error::Error;
use crate::format::flatgeobuf;
use crate::shape::Ring;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// Reads the files.
pub(super) struct Reader;

/// A feature of any format: its properties as text, and its polygons; `None` where it is a point or a line.
pub struct Plain {
    /// The properties.
    pub properties: BTreeMap<String, String>,
    /// The rings of each polygon.
    pub polygons: Option<Vec<Vec<Ring>>>,
}

impl Plain {
    /// A feature with its geometry as WKB; points and lines have no polygons.
    pub fn new(properties: BTreeMap<String, String>, wkb: Option<&[u8]>) -> Self {
        Self { properties, polygons: wkb.and_then(|bytes| crate::shape::wkb::polygons(bytes).ok()) }
    }
}

impl super::Reader for Reader {
    fn terms(&self) -> Terms {
        Terms {
            title: "a map told by its case".into(),
            attribution: "not stated".into(),
            licence: "not stated".into(),
            shareable: false,
        }
    }

    fn read(&mut self, file: &File, into: &mut Intake) -> Result<(), Error> {
        let features = if file.bytes.starts_with(b"fgb") {
            flatgeobuf::read(file.bytes).map_err(|reason| Error::file(file.name, reason))?
        } else {
            collection(file)?
        };
        take(file, features, into)
    }
}

fn collection(file: &File) -> Result<Vec<Plain>, Error> {
    let mut out = Vec::new();
    let made = Collections::default().read(file.bytes, |_, feature| {
        let polygons = match &feature.geometry {
            Some(geometry) if geometry.kind()? == super::geojson::Kind::Polygon => Some(geometry.polygons()?),
            _ => None,
        };
        out.push(Plain { properties: properties(&feature)?, polygons });
        Ok(())
    });
    made.map_err(|trouble| trouble.of(file.name))?;
    Ok(out)
}

/// Puts features on maps, by the mapping.
pub(super) fn take(file: &File, features: Vec<Plain>, into: &mut Intake) -> Result<(), Error> {
    let Some(mapping) = file.mapping else {
        return Err(Error::file(file.name, "no case says what its features mean; name one with --case"));
    };
    let property = mapping.property.as_deref().unwrap_or("status");
    let mut maps: BTreeMap<Timestamp, Drawn> = BTreeMap::new();
    for (number, feature) in (1..).zip(features) {
        let blame = |reason: String| Error::feature(file.name, number, reason);
        let date = mapping.date.as_deref().and_then(|key| feature.properties.get(key));
        let time = match date.filter(|_| file.time.is_none()) {
            Some(text) => {
                file.sensible(super::parse_time(text).ok_or_else(|| blame(format!("`{text}` is not a date")))?)?
            }
            None => file.time()?,
        };
        let value = feature.properties.get(property).map(String::as_str).unwrap_or_default();
        let map = maps.entry(time).or_default();
        let outcome = match (feature.polygons, mapping.means(value)) {
            (None, _) => Outcome::Dropped(super::POINT),
            (Some(_), _) if mapping.ignores(value) => Outcome::Dropped("values that the case ignores"),
            (Some(rings), Some(control)) => {
                into.polygon(number, rings, control)?.map_or(Outcome::Dropped(super::EMPTY), Outcome::Kept)
            }
            (Some(_), None) => {
                let what = format!("{}: feature {number}: {property} `{value}` has no meaning in the case", file.name);
                into.report.odd("value without a meaning in the case: set aside", || what.clone());
                map.aside.push(what);
                Outcome::Aside(0)
            }
        };
        map.entries.extend(into.count(outcome));
    }
    into.grounds(maps)
}
