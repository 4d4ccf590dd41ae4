//! The columns of what batches give, in one table each: a schema for Arrow, the same in the words of Spark.

use arrow_schema::{DataType, Field, Schema};
use std::sync::Arc;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Text.
    Text,
    /// A whole number.
    Whole,
    /// A number.
    Real,
    /// Yes or no.
    Flag,
    /// Lists and objects, as JSON text.
    Json,
}

/// A column: its name, and what it holds.
pub(crate) type Column = (&'static str, Kind);

/// The columns before all others: the document, its row in the batch it came in, and what could not be read of it.
pub(crate) const HEAD: [Column; 3] = [("document", Kind::Text), ("row", Kind::Whole), ("problem", Kind::Text)];

/// The columns of claims after those; their names are the keys of a claim.
pub(crate) const CLAIMS: &[Column] = &[
    ("id", Kind::Text),
    ("quote", Kind::Text),
    ("predicate", Kind::Text),
    ("actor", Kind::Text),
    ("place", Kind::Text),
    ("low", Kind::Real),
    ("high", Kind::Real),
    ("unit", Kind::Text),
    ("hedge", Kind::Text),
    ("of", Kind::Text),
    ("extent", Kind::Text),
    ("restated", Kind::Json),
    ("asserter", Kind::Text),
    ("side", Kind::Text),
    ("polarity", Kind::Text),
    ("as_of", Kind::Text),
    ("start", Kind::Whole),
    ("end", Kind::Whole),
    ("confidence", Kind::Real),
    ("tense", Kind::Text),
    ("total", Kind::Flag),
    ("again", Kind::Flag),
    ("people", Kind::Text),
    ("whole", Kind::Text),
    ("kind", Kind::Text),
    ("spans", Kind::Json),
    ("reader", Kind::Text),
];

/// The columns of findings after those; their names are the keys of a finding.
pub(crate) const FINDINGS: &[Column] = &[
    ("rule", Kind::Text),
    ("severity", Kind::Text),
    ("message", Kind::Text),
    ("start", Kind::Whole),
    ("end", Kind::Whole),
    ("line", Kind::Whole),
    ("quote", Kind::Text),
    ("expected", Kind::Text),
    ("found", Kind::Text),
    ("basis", Kind::Text),
    ("related", Kind::Json),
    ("fix", Kind::Json),
];

impl Kind {
    fn arrow(self) -> DataType {
        match self {
            Self::Text | Self::Json => DataType::Utf8,
            Self::Whole => DataType::Int64,
            Self::Real => DataType::Float64,
            Self::Flag => DataType::Boolean,
        }
    }

    fn spark(self) -> &'static str {
        match self {
            Self::Text | Self::Json => "string",
            Self::Whole => "bigint",
            Self::Real => "double",
            Self::Flag => "boolean",
        }
    }
}

/// The head and some columns.
pub(crate) fn all(columns: &[Column]) -> impl Iterator<Item = Column> {
    HEAD.into_iter().chain(columns.iter().copied())
}

/// The schema of a table with the head and some columns.
pub(crate) fn schema(columns: &[Column]) -> Arc<Schema> {
    let field = |(name, kind): Column| Field::new(name, kind.arrow(), !matches!(name, "document" | "row"));
    Arc::new(Schema::new(all(columns).map(field).collect::<Vec<_>>()))
}

/// The same as the words that Spark takes for a schema. `end` and others are words of its own, hence the marks.
pub(crate) fn ddl(columns: &[Column]) -> String {
    all(columns).map(|(name, kind)| format!("`{name}` {}", kind.spark())).collect::<Vec<_>>().join(", ")
}
