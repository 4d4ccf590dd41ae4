//! FlatGeobuf: read any, write ours.

use crate::export::Piece;
use crate::shape::{Position, Ring, Shape};
use crate::source::Plain;
use flatgeobuf::{ColumnType, GeometryType};
use flatgeobuf::{FallibleStreamingIterator, FeatureProperties, FgbCrs, FgbReader, FgbWriter, FgbWriterOptions};
use geozero::error::Result as GeoResult;
use geozero::{ColumnValue, GeomProcessor, GeozeroGeometry, PropertyProcessor};

/// The features of a FlatGeobuf file.
pub(crate) fn read(bytes: &[u8]) -> Result<Vec<Plain>, String> {
    let text = |error: flatgeobuf::Error| error.to_string();
    let mut features = FgbReader::open(bytes).map_err(text)?.select_all_seq().map_err(text)?;
    let mut out = Vec::new();
    while let Some(feature) = features.next().map_err(|e| e.to_string())? {
        let properties = feature.properties().map_err(|e| e.to_string())?.into_iter().collect();
        let mut gather = Gather::default();
        let areal = feature.process_geom(&mut gather).is_ok() && !gather.polygons.is_empty();
        out.push(Plain { properties, polygons: areal.then_some(gather.polygons) });
    }
    Ok(out)
}

/// Collects the rings of polygons.
#[derive(Default)]
struct Gather {
    polygons: Vec<Vec<Ring>>,
    in_polygon: bool,
}

impl GeomProcessor for Gather {
    fn xy(&mut self, x: f64, y: f64, _: usize) -> GeoResult<()> {
        if let Some(ring) = self.polygons.last_mut().filter(|_| self.in_polygon).and_then(|p| p.last_mut()) {
            ring.push([x, y]);
        }
        Ok(())
    }

    fn polygon_begin(&mut self, _: bool, _: usize, _: usize) -> GeoResult<()> {
        self.in_polygon = true;
        self.polygons.push(Vec::new());
        Ok(())
    }

    fn polygon_end(&mut self, _: bool, _: usize) -> GeoResult<()> {
        self.in_polygon = false;
        Ok(())
    }

    fn linestring_begin(&mut self, _: bool, _: usize, _: usize) -> GeoResult<()> {
        if let Some(polygon) = self.polygons.last_mut().filter(|_| self.in_polygon) {
            polygon.push(Vec::new());
        }
        Ok(())
    }
}

/// A shape as the writer wants it.
struct Written<'a>(&'a Shape);

impl GeozeroGeometry for Written<'_> {
    fn process_geom<P: GeomProcessor>(&self, to: &mut P) -> GeoResult<()> {
        let polygons = self.0.polygons();
        to.multipolygon_begin(polygons.len(), 0)?;
        for (index, polygon) in polygons.iter().enumerate() {
            to.polygon_begin(false, polygon.rings().len(), index)?;
            for (number, ring) in polygon.rings().iter().enumerate() {
                to.linestring_begin(false, ring.len(), number)?;
                for (at, [x, y]) in ring.iter().copied().map(|p: Position| p).enumerate() {
                    to.xy(x, y, at)?;
                }
                to.linestring_end(false, number)?;
            }
            to.polygon_end(false, index)?;
        }
        to.multipolygon_end(0)
    }
}

/// Pieces as a FlatGeobuf file, with the terms in its header.
pub(crate) fn write(pieces: &[Piece], about: &str) -> Result<Vec<u8>, String> {
    let options = FgbWriterOptions {
        crs: FgbCrs { code: 4326, org: Some("EPSG"), ..FgbCrs::default() },
        description: Some(about),
        ..FgbWriterOptions::default()
    };
    let text = |error: flatgeobuf::Error| error.to_string();
    let mut writer = FgbWriter::create_with_options("control", GeometryType::MultiPolygon, options).map_err(text)?;
    for (name, kind) in Piece::COLUMNS {
        let kind = if kind == "real" { ColumnType::Double } else { ColumnType::String };
        writer.add_column(name, kind, |_, column| column.nullable = true);
    }
    for piece in pieces {
        writer
            .add_feature_geom(Written(&piece.shape), |feature| {
                for (index, ((name, _), value)) in Piece::COLUMNS.iter().zip(piece.values()).enumerate() {
                    let value = match (&value.0, value.1) {
                        (Some(text), _) => ColumnValue::String(text),
                        (None, Some(number)) => ColumnValue::Double(number),
                        (None, None) => continue,
                    };
                    // The writer only fails on values that do not fit their column.
                    _ = feature.property(index, name, &value);
                }
            })
            .map_err(|e| e.to_string())?;
    }
    let mut out = Vec::new();
    writer.write(&mut out).map_err(text)?;
    Ok(out)
}
