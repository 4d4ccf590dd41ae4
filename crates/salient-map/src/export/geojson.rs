//! GeoJSON after RFC 7946: exteriors counter-clockwise, longitudes from −180 to 180 where a shape allows.

use super::Piece;
use crate::atlas::Terms;
use serde_json::{Map, Value, json};

/// Pieces as a feature collection; the terms are members of it.
pub(super) fn write(pieces: &[Piece], terms: &[Terms]) -> Vec<u8> {
    let features: Vec<Value> = pieces.iter().map(feature).collect();
    let collection = json!({ "type": "FeatureCollection", "terms": terms, "features": features });
    let mut out = collection.to_string().into_bytes();
    out.push(b'\n');
    out
}

fn feature(piece: &Piece) -> Value {
    let mut properties = Map::new();
    for ((name, _), value) in Piece::COLUMNS.iter().zip(piece.values()) {
        let value = match value {
            (Some(text), _) => Value::from(text),
            (None, Some(number)) => Value::from(number),
            (None, None) => Value::Null,
        };
        properties.insert((*name).to_owned(), value);
    }
    let coordinates: Vec<_> = piece.shape.polygons().iter().map(super::super::shape::Polygon::rings).collect();
    let geometry = json!({ "type": "MultiPolygon", "coordinates": coordinates });
    json!({ "type": "Feature", "properties": properties, "geometry": geometry })
}
