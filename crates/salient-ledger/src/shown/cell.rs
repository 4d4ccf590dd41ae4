//! One cell of a table, and the kinds of columns.

use jiff::civil::Date;

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text, UTF-8.
    Text,
    /// A whole number.
    Whole,
    /// A number.
    Number,
    /// Yes or no.
    Truth,
    /// A day of the Gregorian calendar.
    Day,
    /// A moment, UTC.
    Moment,
    /// A geometry in longitude and latitude, WGS 84.
    Ground,
    /// Bytes.
    Bytes,
}

impl Kind {
    /// As SQLite and a GeoPackage declare it.
    pub fn sqlite(self) -> &'static str {
        match self {
            Self::Text => "TEXT",
            Self::Whole => "INTEGER",
            Self::Number => "REAL",
            Self::Truth => "BOOLEAN",
            Self::Day => "DATE",
            Self::Moment => "DATETIME",
            Self::Ground | Self::Bytes => "BLOB",
        }
    }

    /// As PostgreSQL declares it.
    pub fn postgres(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Whole => "bigint",
            Self::Number => "double precision",
            Self::Truth => "boolean",
            Self::Day => "date",
            Self::Moment => "timestamptz",
            Self::Ground => "geometry",
            Self::Bytes => "bytea",
        }
    }

    /// As the codebook names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Whole => "whole number",
            Self::Number => "number",
            Self::Truth => "yes or no",
            Self::Day => "day",
            Self::Moment => "moment, UTC",
            Self::Ground => "geometry",
            Self::Bytes => "bytes",
        }
    }
}

/// A value; days and moments are text of ISO 8601.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    Null,
    Text(String),
    Whole(i64),
    Number(f64),
    Truth(bool),
}

impl Cell {
    /// Text, or nothing.
    pub(super) fn words(text: Option<&str>) -> Self {
        text.map_or(Self::Null, |text| Self::Text(text.to_owned()))
    }

    /// Anything that prints.
    pub(super) fn told(value: Option<impl ToString>) -> Self {
        value.map_or(Self::Null, |value| Self::Text(value.to_string()))
    }

    /// A number, where it is one: "more than" has no upper end.
    pub(super) fn number(value: Option<f64>) -> Self {
        value.filter(|n| n.is_finite()).map_or(Self::Null, Self::Number)
    }

    /// A count.
    pub(super) fn count(value: usize) -> Self {
        Self::Whole(value as i64)
    }

    /// A day.
    pub(super) fn day(value: Option<Date>) -> Self {
        Self::told(value)
    }

    /// A moment as a GeoPackage writes it, with milliseconds.
    pub(super) fn moment(text: &str) -> Self {
        Self::told(moment(text))
    }
}

/// A moment as a GeoPackage writes it: UTC, with milliseconds. `None` for what is no moment.
pub(crate) fn moment(text: &str) -> Option<String> {
    let at: jiff::Timestamp = text.parse().ok()?;
    Some(at.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string())
}
