//! A table: its columns, and its rows as they are asked for.

use super::cell::{Cell, Kind};

/// A column of rows of one sort.
pub(super) struct Column<R> {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) about: &'static str,
    of: fn(&R) -> Cell,
}

/// A column: its name, kind, meaning, and value.
pub(super) fn column<R>(name: &'static str, kind: Kind, about: &'static str, of: fn(&R) -> Cell) -> Column<R> {
    Column { name, kind, about, of }
}

/// What a column is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Described {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) about: &'static str,
}

/// A table.
pub(crate) struct Sheet<'v> {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) columns: Vec<Described>,
    pub(crate) rows: Box<dyn Iterator<Item = Vec<Cell>> + 'v>,
}

impl<'v> Sheet<'v> {
    /// A table of rows.
    pub(super) fn new<R: 'v>(
        name: &'static str,
        about: &'static str,
        columns: Vec<Column<R>>,
        rows: impl Iterator<Item = R> + 'v,
    ) -> Self {
        let described = columns.iter().map(|c| Described { name: c.name, kind: c.kind, about: c.about }).collect();
        let rows = rows.map(move |row| columns.iter().map(|c| (c.of)(&row)).collect::<Vec<Cell>>());
        Self { name, about, columns: described, rows: Box::new(rows) }
    }
}
