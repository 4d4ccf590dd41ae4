//! The tables on a PostgreSQL server.

use super::{Cell, Kind, Sheet, Shown, form};
use postgres::Transaction;
use postgres::types::ToSql;

/// Makes all tables anew, and notes of which state of the record they tell.
pub(crate) fn write(work: &mut Transaction, shown: &Shown, link: &str) -> Result<(), postgres::Error> {
    for sheet in shown.sheets() {
        table(work, sheet)?;
    }
    work.execute("DELETE FROM ledger_shown", &[])?;
    work.execute("INSERT INTO ledger_shown VALUES ($1, $2)", &[&link, &form()])?;
    Ok(())
}

/// Whether the tables tell of the record as it is.
pub(crate) fn current(client: &mut postgres::Client, link: &str) -> Result<bool, postgres::Error> {
    let sql = "SELECT count(*) > 0 FROM ledger_shown WHERE link = $1 AND form = $2";
    client.query_one(sql, &[&link, &form()]).map(|row| row.get(0))
}

fn table(work: &mut Transaction, sheet: Sheet) -> Result<(), postgres::Error> {
    let columns: String = sheet.columns.iter().map(|c| format!(", \"{}\" {}", c.name, c.kind.postgres())).collect();
    let name = sheet.name;
    work.batch_execute(&format!(
        "CREATE TABLE IF NOT EXISTS \"{name}\" (fid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY{columns})"
    ))?;
    if !same(work, &sheet)? {
        // Another form of the table, from an earlier program; views of the user's on it are named by the server.
        work.batch_execute(&format!("DROP TABLE \"{name}\"; CREATE TABLE \"{name}\" (fid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY{columns})"))?;
    }
    work.batch_execute(&format!("DELETE FROM \"{name}\"; COMMENT ON TABLE \"{name}\" IS {}", literal(sheet.about)))?;
    for column in &sheet.columns {
        let about = literal(column.about);
        work.batch_execute(&format!("COMMENT ON COLUMN \"{name}\".\"{}\" IS {about}", column.name))?;
    }
    let names: Vec<String> = sheet.columns.iter().map(|c| format!("\"{}\"", c.name)).collect();
    let marks: Vec<String> = (1..).zip(&sheet.columns).map(|(n, c)| mark(n, c.kind)).collect();
    let insert = format!("INSERT INTO \"{name}\" ({}) VALUES ({})", names.join(", "), marks.join(", "));
    let insert = work.prepare(&insert)?;
    for row in sheet.rows {
        let kinds = sheet.columns.iter().map(|c| c.kind);
        let values: Vec<Box<dyn ToSql + Sync>> =
            row.into_iter().zip(kinds).map(|(cell, kind)| value(cell, kind)).collect();
        let given: Vec<&(dyn ToSql + Sync)> = values.iter().map(AsRef::as_ref).collect();
        work.execute(&insert, &given)?;
    }
    Ok(())
}

/// Whether a table has the columns and kinds that it should have.
fn same(work: &mut Transaction, sheet: &Sheet) -> Result<bool, postgres::Error> {
    let sql = "SELECT a.attname::text, format_type(a.atttypid, NULL) FROM pg_attribute a
               WHERE a.attrelid = to_regclass($1) AND a.attnum > 1 AND NOT a.attisdropped ORDER BY a.attnum";
    let quoted = format!("\"{}\"", sheet.name);
    let there: Vec<(String, String)> = work.query(sql, &[&quoted])?.iter().map(|r| (r.get(0), r.get(1))).collect();
    let kind = |kind: Kind| if kind == Kind::Moment { "timestamp with time zone" } else { kind.postgres() };
    Ok(there.iter().map(|(n, k)| (n.as_str(), k.as_str())).eq(sheet.columns.iter().map(|c| (c.name, kind(c.kind)))))
}

fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A placeholder; days and moments come as text.
fn mark(number: usize, kind: Kind) -> String {
    match kind {
        Kind::Day | Kind::Moment => format!("${number}::text::{}", kind.postgres()),
        _ => format!("${number}"),
    }
}

fn value(cell: Cell, kind: Kind) -> Box<dyn ToSql + Sync> {
    match cell {
        Cell::Text(text) => Box::new(text),
        Cell::Whole(number) => Box::new(number),
        Cell::Number(number) => Box::new(number),
        Cell::Truth(yes) => Box::new(yes),
        Cell::Null => match kind {
            Kind::Whole => Box::new(None::<i64>),
            Kind::Number => Box::new(None::<f64>),
            Kind::Truth => Box::new(None::<bool>),
            _ => Box::new(None::<String>),
        },
    }
}
