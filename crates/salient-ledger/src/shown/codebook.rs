//! The codebook: every table and column with its meaning, as a table and as a page.

use super::Shown;
use super::cell::{Cell, Kind};
use super::kept::KEPT;
use super::sheet::{Sheet, column};
use std::fmt::Write;

/// A table or one of its columns, by name.
type Row = (&'static str, &'static str, &'static str, &'static str);

pub(super) fn sheet<'v>() -> Sheet<'v> {
    use Kind::Text;
    let columns = vec![
        column("table_name", Text, "The table or layer", |r: &Row| Cell::words(Some(r.0))),
        column("column_name", Text, "Its column; empty for what the table is as a whole", |r| {
            Cell::words(Some(r.1).filter(|c| !c.is_empty()))
        }),
        column("kind", Text, "What its cells are: text, number, whole number, yes or no, day, moment, geometry", |r| {
            Cell::words(Some(r.2).filter(|k| !k.is_empty()))
        }),
        column("meaning", Text, "What it says, with its unit and its range", |r| Cell::words(Some(r.3))),
    ];
    Sheet::new(
        "codebook",
        "What every table and column means: this list.",
        columns,
        std::iter::once(()).flat_map(|()| rows()),
    )
}

fn rows() -> Vec<Row> {
    let (shown, mut out) = (Shown::blank(), Vec::new());
    for sheet in shown.sheets() {
        out.push((sheet.name, "", "", sheet.about));
        out.extend(sheet.columns.iter().map(|c| (sheet.name, c.name, c.kind.name(), c.about)));
    }
    for (name, about, columns) in KEPT {
        out.push((name, "", "", about));
        out.extend(columns.iter().map(|(column, kind, about)| (name, *column, kind.name(), *about)));
    }
    out
}

const HEAD: &str = "# Codebook

What the tables of a ledger hold, for QGIS, GDAL, pandas, Datasette and SQL. They tell what the record says now: corrections, merges,
reviews and withdrawals are applied, as in `salient claims`. The same list is the table `codebook` in every ledger. This page is made
from the program: `salient record codebook`.

Numbers are typed `REAL` (PostgreSQL: `double precision`), days `DATE`, moments `DATETIME` (`timestamptz`), yes or no `BOOLEAN`. Every
table that is made has a number `fid`, which means nothing.
";

/// The codebook as a page in Markdown.
pub fn markdown() -> String {
    let mut out = HEAD.to_owned();
    for (table, column, kind, meaning) in rows() {
        _ = match column {
            "" => writeln!(out, "\n## {table}\n\n{meaning}\n\n| column | kind | meaning |\n|---|---|---|"),
            column => writeln!(out, "| `{column}` | {kind} | {meaning} |"),
        };
    }
    out
}
