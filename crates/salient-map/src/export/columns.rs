//! Parquet: a table of texts and numbers, for DuckDB, pandas and the like.

use super::{Column, Value};
use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;
use std::sync::Arc;

/// What a Parquet file is made of.
pub(super) struct Table<'a> {
    /// The name of its schema.
    pub(super) name: &'a str,
    /// The columns of texts and numbers.
    pub(super) columns: &'a [Column<'a>],
    /// Their values, row by row.
    pub(super) rows: Vec<Vec<Value>>,
    /// A last column of bytes, if there is one.
    pub(super) bytes: Option<(&'a str, Vec<Vec<u8>>)>,
    /// What is said of the file.
    pub(super) keys: Vec<KeyValue>,
}

impl Table<'_> {
    pub(super) fn write(self) -> Result<Vec<u8>, ParquetError> {
        let properties = WriterProperties::builder().set_key_value_metadata(Some(self.keys.clone())).build();
        let mut out = Vec::new();
        let mut file = SerializedFileWriter::new(&mut out, Arc::new(self.schema()?), Arc::new(properties))?;
        let mut group = file.next_row_group()?;
        for (index, (_, kind)) in self.columns.iter().enumerate() {
            let values: Vec<&Value> = self.rows.iter().map(|row| &row[index]).collect();
            values_of(&mut group, &values, *kind == "real")?;
        }
        if let Some((_, bytes)) = self.bytes {
            let levels = vec![1; bytes.len()];
            texts(&mut group, bytes.into_iter().map(ByteArray::from).collect(), &levels)?;
        }
        group.close()?;
        file.close()?;
        Ok(out)
    }

    fn schema(&self) -> Result<Type, ParquetError> {
        let mut fields = Vec::new();
        for (name, kind) in self.columns {
            let physical = if *kind == "real" { Physical::DOUBLE } else { Physical::BYTE_ARRAY };
            fields.push(field(name, physical, (*kind != "real").then_some(LogicalType::String))?);
        }
        if let Some((name, _)) = &self.bytes {
            fields.push(field(name, Physical::BYTE_ARRAY, None)?);
        }
        Type::group_type_builder(self.name).with_fields(fields).build()
    }
}

type Group<'a, 'b> = SerializedRowGroupWriter<'a, &'b mut Vec<u8>>;

fn values_of(group: &mut Group, values: &[&Value], real: bool) -> Result<(), ParquetError> {
    let levels: Vec<i16> =
        values.iter().map(|(t, n)| i16::from(if real { n.is_some() } else { t.is_some() })).collect();
    if real {
        let numbers: Vec<f64> = values.iter().filter_map(|(_, n)| *n).collect();
        return column(group, |c| c.typed::<DoubleType>().write_batch(&numbers, Some(&levels), None));
    }
    texts(group, values.iter().filter_map(|(t, _)| t.as_deref().map(ByteArray::from)).collect(), &levels)
}

fn column(
    group: &mut Group,
    fill: impl FnOnce(&mut SerializedColumnWriter) -> Result<usize, ParquetError>,
) -> Result<(), ParquetError> {
    if let Some(mut column) = group.next_column()? {
        fill(&mut column)?;
        column.close()?;
    }
    Ok(())
}

fn texts(group: &mut Group, values: Vec<ByteArray>, levels: &[i16]) -> Result<(), ParquetError> {
    column(group, |c| c.typed::<ByteArrayType>().write_batch(&values, Some(levels), None))
}

fn field(name: &str, physical: Physical, logical: Option<LogicalType>) -> Result<Arc<Type>, ParquetError> {
    let field = Type::primitive_type_builder(name, physical).with_repetition(Repetition::OPTIONAL);
    Ok(Arc::new(field.with_logical_type(logical).build()?))
}
