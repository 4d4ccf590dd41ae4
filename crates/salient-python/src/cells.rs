//! Values into columns.

use crate::columns::{self, Column, Kind};
use crate::fault::{self, Fault};
use arrow_array::builder::{BooleanBuilder, Float64Builder, Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use serde_json::{Map, Value};
use std::sync::Arc;

/// What one text of a batch gave.
pub(crate) struct Row {
    /// The document's name.
    pub(crate) document: String,
    /// Claims or findings, as objects.
    pub(crate) items: Vec<Map<String, Value>>,
    /// What could not be read, in words.
    pub(crate) problems: Vec<String>,
}

/// A column that is being filled.
enum Cells {
    Text(StringBuilder),
    Whole(Int64Builder),
    Real(Float64Builder),
    Flag(BooleanBuilder),
}

impl Cells {
    fn new(kind: Kind) -> Self {
        match kind {
            Kind::Text | Kind::Json => Self::Text(StringBuilder::new()),
            Kind::Whole => Self::Whole(Int64Builder::new()),
            Kind::Real => Self::Real(Float64Builder::new()),
            Kind::Flag => Self::Flag(BooleanBuilder::new()),
        }
    }

    fn push(&mut self, value: &Value) {
        match self {
            Self::Text(cells) => match value {
                Value::Null => cells.append_null(),
                Value::String(text) => cells.append_value(text),
                nested => cells.append_value(nested.to_string()),
            },
            Self::Whole(cells) => cells.append_option(value.as_i64()),
            Self::Real(cells) => cells.append_option(value.as_f64()),
            Self::Flag(cells) => cells.append_option(value.as_bool()),
        }
    }

    fn finish(mut self) -> ArrayRef {
        match &mut self {
            Self::Text(cells) => Arc::new(cells.finish()),
            Self::Whole(cells) => Arc::new(cells.finish()),
            Self::Real(cells) => Arc::new(cells.finish()),
            Self::Flag(cells) => Arc::new(cells.finish()),
        }
    }
}

/// The rows as a batch: a line for each claim or finding, and one for each problem, which has nothing else.
///
/// # Errors
/// The columns do not make a batch: a fault of the program.
pub(crate) fn batch(columns: &[Column], rows: Vec<Row>) -> Result<RecordBatch, Fault> {
    let mut cells: Vec<Cells> = columns::all(columns).map(|(_, kind)| Cells::new(kind)).collect();
    let none = Map::new();
    for (number, row) in rows.into_iter().enumerate() {
        let (document, number) = (Value::from(row.document), Value::from(number));
        let problems = row.problems.into_iter().map(|problem| (Value::from(problem), &none));
        for (problem, item) in problems.chain(row.items.iter().map(|item| (Value::Null, item))) {
            let head = [&document, &number, &problem];
            let rest = columns.iter().map(|(name, _)| item.get(*name).unwrap_or(&Value::Null));
            for (cells, value) in cells.iter_mut().zip(head.into_iter().chain(rest)) {
                cells.push(value);
            }
        }
    }
    let arrays = cells.into_iter().map(Cells::finish).collect();
    RecordBatch::try_new(columns::schema(columns), arrays)
        .map_err(|e| Fault { kind: fault::Kind::Internal, message: format!("no batch: {e}; please report it") })
}
