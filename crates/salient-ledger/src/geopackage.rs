//! GeoPackage 1.3: an SQLite file with a feature table, its R-tree, and the tables that say what they are.

use crate::shown::{Parties, in_sqlite, qml};
use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};
use salient_map::export::Piece;
use salient_map::shape::{Bounds, Shape, to_wkb};
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

/// Why a GeoPackage could not be written or read.
#[derive(Debug)]
pub struct Error {
    path: String,
    reason: String,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.reason)
    }
}

impl std::error::Error for Error {}

impl Error {
    fn of(path: &Path) -> impl Fn(rusqlite::Error) -> Self {
        let path = path.display().to_string();
        move |error| Self { path: path.clone(), reason: error.to_string() }
    }
}

/// `GPKG` as an application id, and version 1.3.
const HEADER: &str = "PRAGMA application_id = 0x47504B47; PRAGMA user_version = 10300;";

const TABLES: &str = "
INSERT INTO gpkg_extensions VALUES ('control', 'geom', 'gpkg_rtree_index',
  'http://www.geopackage.org/spec120/#extension_rtree', 'write-only');
CREATE VIRTUAL TABLE rtree_control_geom USING rtree(id, minx, maxx, miny, maxy);
INSERT INTO gpkg_geometry_columns VALUES ('control', 'geom', 'MULTIPOLYGON', 4326, 0, 0);
";

/// What every GeoPackage holds.
const FRAME: &str = "
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,
  organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER);
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name));
CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL,
  definition TEXT NOT NULL, scope TEXT NOT NULL);
";

const WGS84: &str = "GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563]],\
    PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433],AUTHORITY[\"EPSG\",\"4326\"]]";

/// Writes pieces as the layer `control` of a new GeoPackage, with a style for QGIS in the colours of the page; `parties` are
/// those of each conflict, in the order that gives them their colours. A file that is there is replaced when all is written.
///
/// # Errors
/// Names the file and what SQLite or the disk says.
pub fn write(path: &Path, pieces: &[Piece], about: &str, parties: &Parties) -> Result<(), Error> {
    let beside = path.with_extension("gpkg.new");
    let _ = std::fs::remove_file(&beside);
    fill(&beside, pieces, about, parties).map_err(Error::of(path))?;
    let moved = std::fs::rename(&beside, path);
    moved.map_err(|e| Error { path: path.display().to_string(), reason: e.to_string() })
}

fn fill(path: &Path, pieces: &[Piece], about: &str, parties: &Parties) -> rusqlite::Result<()> {
    let mut file = Connection::open(path)?;
    let work = file.transaction()?;
    begin(&work)?;
    work.execute_batch(TABLES)?;
    let columns: Vec<String> =
        Piece::COLUMNS.iter().map(|(name, kind)| format!("{name} {}", kind.to_uppercase())).collect();
    work.execute_batch(&format!(
        "CREATE TABLE control (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom BLOB, {})",
        columns.join(", ")
    ))?;
    let all = pieces.iter().map(|p| p.shape.bounds()).reduce(|a, b| a.with(&b));
    let [west, south, east, north] = all.as_ref().map_or([0.0; 4], Bounds::edges);
    work.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, min_x, min_y, max_x, max_y, srs_id)
         VALUES ('control', 'features', 'control', ?1, ?2, ?3, ?4, ?5, 4326)",
        params![about, west, south, east, north],
    )?;
    for piece in pieces {
        insert(&work, piece)?;
    }
    work.execute_batch(in_sqlite::STYLES)?;
    let kinds = pieces.iter().map(|p| (p.status.as_str(), p.holder.as_deref()));
    in_sqlite::lay(&work, "control", &qml(kinds, parties))?;
    work.commit()
}

/// Makes an empty file a GeoPackage: its marks, its tables, the reference systems.
pub(crate) fn begin(work: &Connection) -> rusqlite::Result<()> {
    work.execute_batch(HEADER)?;
    work.execute_batch(FRAME)?;
    for (name, id, organization, definition) in [
        ("Undefined cartesian", -1, "NONE", "undefined"),
        ("Undefined geographic", 0, "NONE", "undefined"),
        ("WGS 84", 4326, "EPSG", WGS84),
    ] {
        work.execute(
            "INSERT INTO gpkg_spatial_ref_sys VALUES (?1, ?2, ?3, ?2, ?4, NULL)",
            params![name, id, organization, definition],
        )?;
    }
    Ok(())
}

fn insert(file: &Connection, piece: &Piece) -> rusqlite::Result<()> {
    let values = piece.values().into_iter().map(|(text, number)| match (text, number) {
        (Some(text), _) => Value::Text(text),
        (None, Some(number)) => Value::Real(number),
        (None, None) => Value::Null,
    });
    let marks = vec!["?"; Piece::COLUMNS.len() + 1].join(", ");
    let values = std::iter::once(Value::Blob(blob(&piece.shape))).chain(values);
    file.execute(&format!("INSERT INTO control VALUES (NULL, {marks})"), params_from_iter(values))?;
    index(file, "rtree_control_geom", &piece.shape.bounds())
}

/// Puts the row that was written last into an R-tree.
pub(crate) fn index(file: &Connection, tree: &str, bounds: &Bounds) -> rusqlite::Result<()> {
    let [west, south, east, north] = bounds.edges();
    let given = params![file.last_insert_rowid(), west, east, south, north];
    file.prepare_cached(&format!("INSERT INTO {tree} VALUES (?1, ?2, ?3, ?4, ?5)"))?.execute(given)?;
    Ok(())
}

/// A geometry as GeoPackage stores it: a header with the box, then WKB.
pub(crate) fn blob(shape: &Shape) -> Vec<u8> {
    let mut out = b"GP\0\x03".to_vec();
    out.extend(4326i32.to_le_bytes());
    let [west, south, east, north] = shape.bounds().edges();
    for edge in [west, east, south, north] {
        out.extend(edge.to_le_bytes());
    }
    out.extend(to_wkb(shape));
    out
}

/// One feature: its properties as text, and its geometry as WKB where it has one.
pub type Feature = (BTreeMap<String, String>, Option<Vec<u8>>);

/// The features of every layer of a GeoPackage in longitude and latitude.
///
/// # Errors
/// Names the file, and the layer where one is to blame.
pub fn read(path: &Path) -> Result<Vec<Feature>, Error> {
    let blame = Error::of(path);
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY | rusqlite::OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let file = Connection::open_with_flags(path, flags).map_err(&blame)?;
    let mut layers = file
        .prepare("SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns ORDER BY table_name")
        .map_err(&blame)?;
    let found = layers
        .query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, i64>(2)?)))
        .and_then(Iterator::collect::<rusqlite::Result<Vec<_>>>)
        .map_err(&blame)?;
    let mut out = Vec::new();
    for (table, column, srs) in found {
        if srs != 4326 && srs != 0 {
            let reason = format!("layer {table}: EPSG:{srs}; convert to WGS 84 first (ogr2ogr -t_srs EPSG:4326)");
            return Err(Error { path: path.display().to_string(), reason });
        }
        layer(&file, &table, &column, &mut out).map_err(&blame)?;
    }
    Ok(out)
}

fn layer(file: &Connection, table: &str, column: &str, out: &mut Vec<Feature>) -> rusqlite::Result<()> {
    let quoted = table.replace('"', "\"\"");
    let mut rows = file.prepare(&format!("SELECT * FROM \"{quoted}\""))?;
    let names: Vec<String> = rows.column_names().map(str::to_owned).collect();
    let mut rows = rows.query([])?;
    while let Some(row) = rows.next()? {
        let (mut properties, mut geometry) = (BTreeMap::new(), None);
        for (index, name) in names.iter().enumerate() {
            match row.get::<_, Value>(index)? {
                Value::Blob(bytes) if name == column => geometry = wkb(&bytes),
                Value::Text(text) => _ = properties.insert(name.clone(), text),
                Value::Integer(number) => _ = properties.insert(name.clone(), number.to_string()),
                Value::Real(number) => _ = properties.insert(name.clone(), number.to_string()),
                _ => {}
            }
        }
        out.push((properties, geometry));
    }
    Ok(())
}

/// The WKB behind a GeoPackage header.
pub(crate) fn wkb(bytes: &[u8]) -> Option<Vec<u8>> {
    let flags = *bytes.get(3).filter(|_| bytes.starts_with(b"GP"))?;
    let envelope = [0, 32, 48, 48, 64].get(usize::from(flags >> 1 & 7))?;
    bytes.get(8 + envelope..).map(<[u8]>::to_vec)
}
