//! Geometry for other programs: one file a format. Every export carries the source's terms, and geometry younger than the
//! publication delay stays inside unless the user says otherwise.

#[cfg(feature = "parquet")]
mod columns;
mod geojson;
#[cfg_attr(not(feature = "parquet"), path = "no_parquet.rs")]
mod geoparquet;

use crate::area::Geodesy;
use crate::atlas::{Snapshot, Store, Terms};
use crate::error::Error;
use crate::region::Region;
use crate::shape::Shape;
use crate::tally::{Filter, Tally};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;

/// The ground of one status and holder on one map: dissolved, so that the areas of an export sum to the table's.
#[derive(Clone, Debug)]
pub struct Piece {
    /// The time of the map, UTC.
    pub snapshot: String,
    /// The map's source.
    pub source: String,
    /// The status.
    pub status: String,
    /// Who holds it.
    pub holder: Option<String>,
    /// The region's code; `*` for all that the map shows.
    pub region: String,
    /// Square kilometres.
    pub km2: f64,
    /// Whom to name.
    pub attribution: String,
    /// The licence.
    pub licence: String,
    /// The ground.
    pub shape: Shape,
}

/// Text or a number.
pub type Value = (Option<String>, Option<f64>);

impl Piece {
    /// The names and kinds of the columns beside the geometry.
    pub const COLUMNS: [(&'static str, &'static str); 8] = [
        ("snapshot", "text"),
        ("source", "text"),
        ("status", "text"),
        ("holder", "text"),
        ("region", "text"),
        ("km2", "real"),
        ("attribution", "text"),
        ("licence", "text"),
    ];

    /// The values in the order of the columns.
    pub fn values(&self) -> [Value; 8] {
        let text = |t: &str| (Some(t.to_owned()), None);
        [
            text(&self.snapshot),
            text(&self.source),
            text(&self.status),
            (self.holder.clone(), None),
            text(&self.region),
            (None, Some(self.km2)),
            text(&self.attribution),
            text(&self.licence),
        ]
    }
}

/// A format for geometry. GeoPackage is a database and lives with the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// RFC 7946.
    GeoJson,
    /// FlatGeobuf 3.
    FlatGeobuf,
    /// GeoParquet 1.1 with WKB; with the feature `parquet`.
    GeoParquet,
}

/// Writes pieces in a format.
///
/// # Errors
/// Says what the format's writer says, or that this build has no [Parquet](parquet).
pub fn write(format: Format, pieces: &[Piece], terms: &[Terms]) -> Result<Vec<u8>, Error> {
    let about = about(terms);
    let made = match format {
        Format::GeoJson => Ok(geojson::write(pieces, terms)),
        Format::FlatGeobuf => crate::format::flatgeobuf::write(pieces, &about),
        Format::GeoParquet => geoparquet::write(pieces, &about),
    };
    made.map_err(Error::Asked)
}

/// A column's name, and `real` for numbers or `text`.
pub type Column<'a> = (&'a str, &'a str);

/// A table of texts and numbers as a Parquet file; a row has a value for each column, and none is null.
///
/// # Errors
/// Says what the format's writer says, or that this build has no [Parquet](parquet).
pub fn table(columns: &[Column], rows: Vec<Vec<Value>>) -> Result<Vec<u8>, Error> {
    geoparquet::table(columns, rows).map_err(Error::Asked)
}

/// What is said where there is no Parquet.
const NO_PARQUET: &str = "this build has no Parquet: take another format, or build with the feature `parquet`";

/// Whether this build writes Parquet: whether the feature `parquet` is on.
///
/// # Errors
/// It does not; says what to do.
///
/// ```
/// use salient_map::export::{parquet, table};
/// assert_eq!(parquet().is_ok(), table(&[("km2", "real")], vec![vec![(None, Some(1.0))]]).is_ok());
/// ```
pub fn parquet() -> Result<(), Error> {
    if cfg!(feature = "parquet") { Ok(()) } else { Err(Error::Asked(NO_PARQUET.to_owned())) }
}

/// The terms in a sentence each.
pub fn about(terms: &[Terms]) -> String {
    let lines: Vec<String> =
        terms.iter().map(|t| format!("{}: {}. Licence: {}.", t.title, t.attribution, t.licence)).collect();
    lines.join(" ")
}

/// How old geometry must be before it leaves: 72 hours.
pub const DELAY: SignedDuration = SignedDuration::from_hours(72);

/// Refuses maps younger than the publication delay.
///
/// # Errors
/// Names the map and how to override.
///
/// ```
/// use salient_map::export::{DELAY, old_enough};
/// let at = |t: &str| t.parse().unwrap();
/// assert!(old_enough(at("2025-01-17T00:00Z"), at("2025-01-20T00:00Z"), DELAY).is_ok());
/// assert!(old_enough(at("2025-01-17T00:00Z"), at("2025-01-19T23:59Z"), DELAY).is_err());
/// ```
pub fn old_enough(map: Timestamp, now: Timestamp, delay: SignedDuration) -> Result<(), Error> {
    let age = now.duration_since(map);
    if age >= delay {
        return Ok(());
    }
    Err(Error::Asked(format!(
        "the map of {} is {} h old; geometry younger than {} h is not published (--min-age 0 overrides that)",
        map.strftime("%Y-%m-%d %H:%M UTC"),
        age.as_hours().max(0),
        delay.as_hours()
    )))
}

/// The ground of a map by status and holder, dissolved.
///
/// # Errors
/// The store cannot read a geometry.
pub fn pieces(
    store: &Store,
    snapshot: &Snapshot,
    region: Option<&Region>,
    filter: &Filter,
) -> Result<Vec<Piece>, Error> {
    let mut tally = Tally::new(store, region);
    let mut geodesy = Geodesy::default();
    let atlas = store.atlas();
    let mut groups: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for entry in snapshot.entries.iter().filter(|e| filter.passes(atlas.control(**e))) {
        groups.entry(atlas.control(*entry)).or_default().push(*entry);
    }
    let terms = &atlas.terms[&snapshot.source];
    let mut out = Vec::new();
    for (control, entries) in groups {
        let shape = tally.ground(&entries)?;
        if shape.is_empty() {
            continue;
        }
        out.push(Piece {
            snapshot: snapshot.stamp(),
            source: snapshot.source.clone(),
            status: control.status.name().to_owned(),
            holder: control.holder.clone(),
            region: region.map_or("*", |r| &r.code).to_owned(),
            km2: geodesy.area(&shape).km2(),
            attribution: terms.attribution.clone(),
            licence: terms.licence.clone(),
            shape,
        });
    }
    Ok(out)
}
