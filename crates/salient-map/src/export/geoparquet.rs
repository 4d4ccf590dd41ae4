//! GeoParquet 1.1: a table with a WKB column, for DuckDB, GeoPandas and the like.

use super::Piece;
use crate::shape::{Bounds, to_wkb};
use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;
use std::sync::Arc;

/// Pieces as a Parquet file; the terms are in its key-value metadata.
pub(super) fn write(pieces: &[Piece], about: &str) -> Result<Vec<u8>, String> {
    bytes(pieces, about).map_err(|error| error.to_string())
}

fn bytes(pieces: &[Piece], about: &str) -> Result<Vec<u8>, ParquetError> {
    let keys = vec![KeyValue::new("geo".to_owned(), geo(pieces)), KeyValue::new("terms".to_owned(), about.to_owned())];
    let properties = WriterProperties::builder().set_key_value_metadata(Some(keys)).build();
    let mut out = Vec::new();
    let mut file = SerializedFileWriter::new(&mut out, Arc::new(schema()?), Arc::new(properties))?;
    let mut group = file.next_row_group()?;
    for (index, (_, kind)) in Piece::COLUMNS.iter().enumerate() {
        let values: Vec<_> = pieces.iter().map(|piece| piece.values()[index].clone()).collect();
        let levels: Vec<i16> = values.iter().map(|(t, n)| i16::from(t.is_some() || n.is_some())).collect();
        if *kind == "real" {
            let numbers: Vec<f64> = values.iter().filter_map(|(_, n)| *n).collect();
            column(&mut group, |c| c.typed::<DoubleType>().write_batch(&numbers, Some(&levels), None))?;
        } else {
            let texts = values.into_iter().filter_map(|(t, _)| t.map(|t| ByteArray::from(t.as_str())));
            texts_of(&mut group, texts.collect(), &levels)?;
        }
    }
    let shapes: Vec<ByteArray> = pieces.iter().map(|p| ByteArray::from(to_wkb(&p.shape))).collect();
    texts_of(&mut group, shapes, &vec![1; pieces.len()])?;
    group.close()?;
    file.close()?;
    Ok(out)
}

type Group<'a, 'b> = SerializedRowGroupWriter<'a, &'b mut Vec<u8>>;

fn column(
    group: &mut Group,
    fill: impl FnOnce(&mut parquet::file::writer::SerializedColumnWriter) -> Result<usize, ParquetError>,
) -> Result<(), ParquetError> {
    if let Some(mut column) = group.next_column()? {
        fill(&mut column)?;
        column.close()?;
    }
    Ok(())
}

fn texts_of(group: &mut Group, values: Vec<ByteArray>, levels: &[i16]) -> Result<(), ParquetError> {
    column(group, |c| c.typed::<ByteArrayType>().write_batch(&values, Some(levels), None))
}

fn schema() -> Result<Type, ParquetError> {
    let mut fields = Vec::new();
    for (name, kind) in Piece::COLUMNS {
        let physical = if kind == "real" { Physical::DOUBLE } else { Physical::BYTE_ARRAY };
        let logical = (kind != "real").then_some(LogicalType::String);
        fields.push(field(name, physical, logical)?);
    }
    fields.push(field("geometry", Physical::BYTE_ARRAY, None)?);
    Type::group_type_builder("control").with_fields(fields).build()
}

fn field(name: &str, physical: Physical, logical: Option<LogicalType>) -> Result<Arc<Type>, ParquetError> {
    let field = Type::primitive_type_builder(name, physical).with_repetition(Repetition::OPTIONAL);
    Ok(Arc::new(field.with_logical_type(logical).build()?))
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
