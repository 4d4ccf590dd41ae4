//! The table of control maps, one row a map; their ground is in the layer `maps`.

use super::cell::{Cell, Kind};
use super::sheet::{Sheet, column};
use salient::record::{Error, Ledger, body};

/// A map without its ground.
pub(super) struct Map {
    id: String,
    recorded: String,
    pieces: usize,
    told: body::Snapshot,
}

pub(super) fn read(ledger: &dyn Ledger) -> Result<Vec<Map>, Error> {
    let mut out = Vec::new();
    ledger.scan(Some(salient::record::Kind::Snapshot), &mut |entry| {
        let mut told: body::Snapshot = entry.read()?;
        let pieces = std::mem::take(&mut told.ground).len();
        out.push(Map { id: entry.id.0, recorded: entry.recorded, pieces, told });
        Ok(())
    })?;
    Ok(out)
}

pub(super) fn sheet(maps: &[Map]) -> Sheet<'_> {
    use Kind::{Moment, Text, Truth, Whole};
    let columns = vec![
        column("id", Text, "The map: a hash of its content", |r: &&Map| Cell::words(Some(&r.id))),
        column("source", Text, "Whose map it is, by a short name", |r| Cell::words(Some(&r.told.source))),
        column("title", Text, "The source's name for people", |r| Cell::words(Some(&r.told.title))),
        column("time", Moment, "When the source published it", |r| Cell::moment(&r.told.time)),
        column("attribution", Text, "Whom to name", |r| Cell::words(Some(&r.told.attribution))),
        column("licence", Text, "The licence", |r| Cell::words(Some(&r.told.licence))),
        column("shareable", Truth, "Its geometry may be passed on", |r| Cell::Truth(r.told.shareable)),
        column("pieces", Whole, "How many geometries it has", |r| Cell::count(r.pieces)),
        column("recorded", Moment, "When it was recorded", |r| Cell::moment(&r.recorded)),
    ];
    Sheet::new("snapshots", "Control maps: one source at one time.", columns, maps.iter())
}
