//! Rows as an aligned table, CSV, JSON, NDJSON or Parquet; printed as they come, but for the aligned table and Parquet.

use super::args::TableFormat;
use crate::output::stdout;
use anyhow::{Context, Result};
use salient_map::export::{self, Column};
use serde::Serialize;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;
use unicode_width::UnicodeWidthStr;

/// The columns that hold numbers, for forms that tell numbers from text.
const NUMBERS: [&str; 17] = [
    "km2",
    "pieces",
    "maps",
    "before",
    "gained",
    "lost",
    "net",
    "after",
    "days",
    "piece",
    "depth_km",
    "lon",
    "lat",
    "geometries",
    "polygons",
    "settlements",
    "aside",
];

pub(crate) struct Table {
    format: TableFormat,
    head: Vec<String>,
    /// What is said where there are no rows.
    empty: &'static str,
    rows: Vec<Vec<String>>,
    count: usize,
    out: Box<dyn Write>,
}

impl Table {
    pub(crate) fn new(format: TableFormat, head: &[&str]) -> Self {
        let head = head.iter().map(|h| (*h).to_owned()).collect();
        let empty = "no such ground on these maps";
        Self { format, head, empty, rows: Vec::new(), count: 0, out: Box::new(stdout()) }
    }

    /// A table that goes into a file, if one is named.
    pub(crate) fn to(format: TableFormat, head: &[&str], file: Option<&Path>) -> Result<Self> {
        if format == TableFormat::Parquet {
            export::parquet()?;
        }
        let mut table = Self::new(format, head);
        if let Some(path) = file {
            let file = std::fs::File::create(path).with_context(|| format!("{}: cannot be written", path.display()))?;
            table.out = Box::new(BufWriter::new(file));
        }
        Ok(table)
    }

    /// What the aligned table says where there are no rows.
    pub(crate) fn empty(mut self, says: &'static str) -> Self {
        self.empty = says;
        self
    }

    /// Adds a row: as cells for tables, as an object for JSON.
    pub(crate) fn row(&mut self, cells: &[String], object: &impl Serialize) -> Result<()> {
        match self.format {
            TableFormat::Table | TableFormat::Parquet => self.rows.push(cells.to_vec()),
            TableFormat::Csv => {
                if self.count == 0 {
                    writeln!(self.out, "{}", self.head.join(","))?;
                }
                let cells: Vec<String> = cells.iter().map(|c| quoted(c)).collect();
                writeln!(self.out, "{}", cells.join(","))?;
            }
            TableFormat::Json => {
                write!(self.out, "{}{}", if self.count == 0 { "[" } else { ",\n " }, serde_json::to_string(object)?)?;
            }
            TableFormat::Ndjson => writeln!(self.out, "{}", serde_json::to_string(object)?)?,
        }
        self.count += 1;
        Ok(())
    }

    pub(crate) fn finish(mut self) -> Result<ExitCode> {
        match self.format {
            TableFormat::Table if self.count == 0 => writeln!(self.out, "{}", self.empty)?,
            TableFormat::Table => self.aligned()?,
            TableFormat::Parquet => self.parquet()?,
            TableFormat::Csv if self.count == 0 => writeln!(self.out, "{}", self.head.join(","))?,
            TableFormat::Json => writeln!(self.out, "{}", if self.count == 0 { "[]" } else { "]" })?,
            _ => {}
        }
        self.out.flush()?;
        Ok(ExitCode::SUCCESS)
    }

    fn parquet(&mut self) -> Result<()> {
        let kind = |name: &String| if NUMBERS.contains(&name.as_str()) { "real" } else { "text" };
        let columns: Vec<Column> = self.head.iter().map(|name| (name.as_str(), kind(name))).collect();
        let value = |(cell, (_, kind)): (&String, &Column)| match *kind {
            "real" => (None, cell.parse().ok()),
            _ => (Some(cell.clone()).filter(|cell| !cell.is_empty()), None),
        };
        let rows = self.rows.iter().map(|row| row.iter().zip(&columns).map(value).collect()).collect();
        let bytes = export::table(&columns, rows)?;
        Ok(self.out.write_all(&bytes)?)
    }

    fn aligned(&mut self) -> Result<()> {
        let head = self.head.clone();
        let widths: Vec<usize> =
            (0..head.len()).map(|c| self.rows.iter().chain([&head]).map(|r| r[c].width()).max().unwrap_or(0)).collect();
        for row in [&head].into_iter().chain(&self.rows) {
            let cells = row.iter().zip(&widths).map(|(cell, width)| {
                let blank = " ".repeat(width - cell.width());
                let number = cell.parse::<f64>().is_ok();
                if number { blank + cell } else { cell.clone() + &blank }
            });
            writeln!(self.out, "{}", cells.collect::<Vec<_>>().join("  ").trim_end())?;
        }
        Ok(())
    }
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}
