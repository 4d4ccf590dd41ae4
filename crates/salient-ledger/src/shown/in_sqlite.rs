//! The tables in a GeoPackage.

use super::style::{Parties, qml};
use super::{Cell, Sheet, Shown, form};
use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};

/// Makes all tables anew, and notes of which state of the record they tell.
pub(crate) fn write(file: &Connection, shown: &Shown, link: &str, parties: &Parties) -> rusqlite::Result<()> {
    for sheet in shown.sheets() {
        table(file, sheet)?;
    }
    style(file, parties)?;
    file.execute("DELETE FROM ledger_shown", [])?;
    file.execute("INSERT INTO ledger_shown VALUES (?1, ?2)", params![link, stamp(parties)])?;
    Ok(())
}

/// Whether the tables tell of the record as it is.
pub(crate) fn current(file: &Connection, link: &str, parties: &Parties) -> rusqlite::Result<bool> {
    let sql = "SELECT count(*) FROM ledger_shown WHERE link = ?1 AND form = ?2";
    file.query_row(sql, params![link, stamp(parties)], |row| row.get(0))
}

/// What the tables hang on beside the record.
fn stamp(parties: &Parties) -> String {
    let order: Vec<String> = parties.iter().map(|codes| codes.join(" ")).collect();
    format!("{} {}", form(), order.join("; "))
}

fn table(file: &Connection, sheet: Sheet) -> rusqlite::Result<()> {
    let columns: String = sheet.columns.iter().map(|c| format!(", \"{}\" {}", c.name, c.kind.sqlite())).collect();
    file.execute_batch(&format!(
        "DROP TABLE IF EXISTS \"{0}\"; CREATE TABLE \"{0}\" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL{columns})",
        sheet.name
    ))?;
    file.execute(
        "INSERT OR REPLACE INTO gpkg_contents (table_name, data_type, identifier, description, srs_id)
         VALUES (?1, 'attributes', ?1, ?2, NULL)",
        params![sheet.name, sheet.about],
    )?;
    let marks = vec!["?"; sheet.columns.len()].join(", ");
    let mut insert = file.prepare(&format!("INSERT INTO \"{}\" VALUES (NULL, {marks})", sheet.name))?;
    for row in sheet.rows {
        insert.execute(params_from_iter(row.into_iter().map(value)))?;
    }
    Ok(())
}

fn value(cell: Cell) -> Value {
    match cell {
        Cell::Null => Value::Null,
        Cell::Text(text) => Value::Text(text),
        Cell::Whole(number) => Value::Integer(number),
        Cell::Number(number) => Value::Real(number),
        Cell::Truth(yes) => Value::Integer(i64::from(yes)),
    }
}

/// Lays the style of the layer `maps` where QGIS looks for it.
fn style(file: &Connection, parties: &Parties) -> rusqlite::Result<()> {
    let kinds: Vec<(String, Option<String>)> = file
        .prepare("SELECT DISTINCT status, holder FROM map_ground")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let style = qml(kinds.iter().map(|(s, h)| (s.as_str(), h.as_deref())), parties);
    file.execute("DELETE FROM layer_styles WHERE f_table_name = 'maps'", [])?;
    lay(file, "maps", &style)
}

/// Makes the table in which QGIS keeps styles, and registers it.
pub(crate) const STYLES: &str = include_str!("../migrations/layer_styles.sql");

/// Makes a style the one in which QGIS opens a layer.
pub(crate) fn lay(file: &Connection, layer: &str, style: &str) -> rusqlite::Result<()> {
    file.execute(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML,
           styleSLD, useAsDefault, description, owner) VALUES ('', '', ?1, 'geom', 'salient', ?2, '', 1, ?3, '')",
        params![layer, style, "The colours of the page"],
    )?;
    Ok(())
}
