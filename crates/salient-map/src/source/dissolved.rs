//! A DeepState derivative: one MultiPolygon of occupied Ukraine, without properties; the date is in the file's name.

use super::geojson::{Collections, properties};
use super::{File, Intake, Outcome};
use crate::atlas::Terms;
use crate::control::{Control, Status};
use crate::error::Error;

/// Reads the files.
#[derive(Default)]
pub(super) struct Reader {
    collections: Collections<Outcome>,
}

impl super::Reader for Reader {
    fn terms(&self) -> Terms {
        Terms {
            title: "DeepState, dissolved".into(),
            attribution: "DeepStateMAP.live, by way of deepstate-map-data".into(),
            licence: "the geometry is DeepState's: no licence to pass it on".into(),
            shareable: false,
        }
    }

    fn read(&mut self, file: &File, into: &mut Intake) -> Result<(), Error> {
        let time = file.time()?;
        let control = Control::by(Status::Held, "RU");
        let outcomes = self
            .collections
            .read(file.bytes, |number, feature| {
                if !properties(&feature)?.is_empty() {
                    return Err(
                        "it has properties, and the dissolved form has none: is it another source's map?".into()
                    );
                }
                into.feature(number, feature.geometry.as_ref(), &control).map_err(super::super::error::Error::reason)
            })
            .map_err(|trouble| trouble.of(file.name))?;
        let entries: Vec<_> = outcomes.into_iter().filter_map(|outcome| into.count(outcome)).collect();
        into.ground(time, entries, Vec::new(), Vec::new())
    }
}
