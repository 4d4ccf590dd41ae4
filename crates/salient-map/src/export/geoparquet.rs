//! GeoParquet 1.1: a table with a WKB column, for DuckDB, GeoPandas and the like.

use super::columns::Table;
use super::{Column, Piece, Value};
use crate::shape::{Bounds, to_wkb};
use parquet::file::metadata::KeyValue;

/// Pieces as a Parquet file; the terms are in its key-value metadata.
pub(super) fn write(pieces: &[Piece], about: &str) -> Result<Vec<u8>, String> {
    let keys = vec![KeyValue::new("geo".to_owned(), geo(pieces)), KeyValue::new("terms".to_owned(), about.to_owned())];
    let rows = pieces.iter().map(|piece| piece.values().to_vec()).collect();
    let bytes = Some(("geometry", pieces.iter().map(|p| to_wkb(&p.shape)).collect()));
    let table = Table { name: "control", columns: &Piece::COLUMNS, rows, bytes, keys };
    table.write().map_err(|error| error.to_string())
}

/// A table without geometry.
pub(super) fn table(columns: &[Column], rows: Vec<Vec<Value>>) -> Result<Vec<u8>, String> {
    let table = Table { name: "table", columns, rows, bytes: None, keys: Vec::new() };
    table.write().map_err(|error| error.to_string())
}

/// The metadata that makes a Parquet file a GeoParquet file.
fn geo(pieces: &[Piece]) -> String {
    let all = pieces.iter().map(|p| p.shape.bounds()).reduce(|a, b| a.with(&b));
    let bbox = all.as_ref().map(Bounds::edges);
    let column = serde_json::json!({
        "encoding": "WKB",
        "geometry_types": ["MultiPolygon"],
        "orientation": "counterclockwise",
        "bbox": bbox,
    });
    serde_json::json!({ "version": "1.1.0", "primary_column": "geometry", "columns": { "geometry": column } })
        .to_string()
}
