//! The regions that come with the program: first-level divisions of all states, and the state borders near fronts.
//!
//! Names and codes and most lines are Natural Earth's (public domain). Its state borders are off by kilometres, so near
//! fronts the views in `regions/odbl/` are used: their outer lines are OpenStreetMap's (ODbL), kept apart with their licence.

use super::depth::Border;
use super::translit::{bare, key};
use super::{Edge, Region};
use crate::error::Error;
use crate::shape::{Bounds, Polygon, Position, Ring, Shape, repair};
use crate::source::geojson::{Collections, from_text, properties};
use std::collections::HashMap;
use std::sync::LazyLock;

const ADMIN1: &str = include_str!("../../regions/admin1.tsv");
const SHAPES: &str = include_str!("../../regions/admin1-shapes.tsv");
const VIEWS: &str = include_str!("../../regions/odbl/views.geojson");
const BORDER: &str = include_str!("../../regions/odbl/border-RU-UA.geojson");

/// Whom to name where a view's line is shown or measured against.
pub const BORDER_CREDIT: &str = "border © OpenStreetMap contributors (ODbL)";

/// Keys of names and the codes that they stand for, in order of key; made by the build script.
const NAMES: &str = include_str!(concat!(env!("OUT_DIR"), "/names.tsv"));

static BY_KEY: LazyLock<Vec<&'static str>> = LazyLock::new(|| NAMES.lines().collect());

/// The row of a division: its cells, beside the names of the columns.
fn row(code: &str) -> Option<impl Iterator<Item = (&'static str, &'static str)>> {
    let head = ADMIN1.lines().next()?;
    let line = ADMIN1.lines().find(|line| line.split('\t').next().is_some_and(|c| c.eq_ignore_ascii_case(code)))?;
    Some(head.split('\t').zip(line.split('\t')))
}

/// The code as it is written, and the English name.
fn division(code: &str) -> Option<(&'static str, &'static str)> {
    let cells: HashMap<&str, &'static str> = row(code)?.collect();
    let name = ["en", "name"].iter().find_map(|column| cells.get(column).filter(|cell| !cell.is_empty()));
    cells.get("code").map(|code| (*code, *name.unwrap_or(code)))
}

static VIEW: LazyLock<HashMap<String, Shape>> = LazyLock::new(|| {
    let mut out = HashMap::new();
    let _ = Collections::default().read(VIEWS.as_bytes(), |_, feature| {
        let properties = properties(&feature)?;
        let rings = feature
            .geometry
            .as_ref()
            .map(super::super::source::geojson::Geometry::polygons)
            .transpose()?
            .unwrap_or_default();
        if let Some(code) = properties.get("code") {
            out.insert(code.clone(), repair(rings)?.shape);
        }
        Ok(())
    });
    out
});

/// The borders that are known in detail.
pub static BORDERS: LazyLock<Vec<Border>> = LazyLock::new(|| {
    #[derive(serde::Deserialize)]
    struct Collection {
        features: Vec<Feature>,
    }
    #[derive(serde::Deserialize)]
    struct Feature {
        properties: Properties,
        geometry: Geometry,
    }
    #[derive(serde::Deserialize)]
    struct Properties {
        states: [String; 2],
    }
    #[derive(serde::Deserialize)]
    #[serde(tag = "type", content = "coordinates")]
    enum Geometry {
        LineString(Vec<Position>),
        MultiLineString(Vec<Vec<Position>>),
    }
    let collection: Result<Collection, String> = from_text(BORDER);
    let features = collection.map(|c| c.features).unwrap_or_default();
    let line = |f: Feature| {
        let lines = match f.geometry {
            Geometry::LineString(line) => vec![line],
            Geometry::MultiLineString(lines) => lines,
        };
        Border::new(f.properties.states, lines)
    };
    features.into_iter().map(line).collect()
});

/// The border of two states, in either order.
pub fn border(a: &str, b: &str) -> Option<&'static Border> {
    BORDERS.iter().find(|border| border.states.iter().all(|s| s == a || s == b))
}

/// The ground of a state, where a view of it is known.
pub fn soil(state: &str) -> Option<&'static Shape> {
    VIEW.get(state)
}

/// A region by its code.
pub fn by_code(code: &str) -> Option<Region> {
    let division = division(code);
    let view = VIEW.iter().find(|(known, _)| known.eq_ignore_ascii_case(code));
    let name = division.map_or_else(|| code.to_uppercase(), |(_, name)| name.to_owned());
    if let Some((code, shape)) = view {
        return Some(Region { code: code.clone(), name, shape: shape.clone(), edge: Edge::Slivers });
    }
    let (code, _) = division?;
    Some(Region { code: code.to_owned(), name, shape: drawn(code)?, edge: Edge::Slivers })
}

/// The divisions that meet a box, for drawing around a piece of ground; their shapes are whole.
pub fn meeting(bounds: &Bounds) -> Vec<Region> {
    let codes = SHAPES.lines().filter_map(|line| line.split_once('\t'));
    let near = codes.filter(|(_, rings)| rings.split([';', ',']).any(|ring| Bounds::of(decode(ring)).meets(bounds)));
    near.filter_map(|(code, _)| by_code(code)).filter(|region| region.shape.bounds().meets(bounds)).collect()
}

/// The shape of a division by Natural Earth.
fn drawn(code: &str) -> Option<Shape> {
    let line = SHAPES.lines().find(|line| line.split_once('\t').is_some_and(|(known, _)| known == code))?;
    let (_, rings) = line.split_once('\t')?;
    let polygons = rings.split(';').map(|polygon| polygon.split(',').map(decode).collect::<Vec<Ring>>());
    repair(polygons.collect()).ok().map(|repaired| repaired.shape).filter(|shape| !shape.is_empty())
}

/// Positions from an encoded polyline: differences in ten-thousandths of a degree, longitude first.
fn decode(text: &str) -> Ring {
    let (mut at, mut ring, mut pair) = ([0i64, 0i64], Ring::new(), 0);
    let (mut value, mut shift) = (0i64, 0u32);
    for byte in text.bytes() {
        let part = i64::from(byte) - 63;
        value |= (part & 0x1f) << shift;
        shift += 5;
        if part < 0x20 {
            at[pair] += if value & 1 == 1 { !(value >> 1) } else { value >> 1 };
            if pair == 1 {
                ring.push([at[0] as f64 / 1e4, at[1] as f64 / 1e4]);
            }
            (pair, value, shift) = (1 - pair, 0, 0);
        }
    }
    ring
}

/// A region by code or by name in any language; names that several states share need the code.
///
/// # Errors
/// Says what the name could be.
///
/// ```
/// use salient_map::region::named;
/// for name in ["RU-KRS", "Kursk", "Kursk Oblast", "kursk region", "Курская область", "Курська область"] {
///     assert_eq!(named(name).unwrap().code, "RU-KRS", "{name}");
/// }
/// assert!(named("Atlantis").is_err());
/// ```
pub fn named(text: &str) -> Result<Region, Error> {
    if let Some(region) = by_code(text.trim()) {
        return Ok(region);
    }
    let codes = codes(text);
    match codes[..] {
        [code] => by_code(code).ok_or_else(|| Error::Asked(format!("{code}: its shape is not known"))),
        [] => Err(Error::Asked(format!(
            "no region is named `{text}`; tell a code (RU-KRS), a name, a box (west,south,east,north) or a GeoJSON file{}",
            close(text).map(|name| format!("; did you mean {name}?")).unwrap_or_default()
        ))),
        _ => Err(Error::Asked(format!("`{text}` names several regions, tell the code: {}", codes.join(", ")))),
    }
}

/// The codes of the divisions that a name names, with or without the word for its sort.
pub fn codes(name: &str) -> Vec<&'static str> {
    let found = at_key(&key(name)).or_else(|| Some(bare(name)).filter(|k| !k.is_empty()).and_then(|k| at_key(&k)));
    found.map(|codes| codes.split(',').collect()).unwrap_or_default()
}

fn at_key(key: &str) -> Option<&'static str> {
    let found = BY_KEY.binary_search_by(|line| line.split('\t').next().unwrap_or(line).cmp(key)).ok()?;
    BY_KEY[found].split_once('\t').map(|(_, codes)| codes)
}

/// A name that differs by little.
fn close(text: &str) -> Option<String> {
    let wanted = bare(text);
    let near = |line: &&'static str| -> Option<(usize, &'static str)> {
        let (key, codes) = line.split_once('\t')?;
        let alike = key.len().abs_diff(wanted.len()) <= 2 && codes.len() < 8;
        alike.then(|| (distance(&wanted, key), codes))
    };
    let best = BY_KEY.iter().filter_map(near).min()?;
    let (code, name) = division(best.1)?;
    (best.0 <= 2 && wanted.len() > 3).then(|| format!("{code} ({name})"))
}

/// Letters to change, put in or take out.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = corner + usize::from(x != *y);
            corner = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}

/// The polygons of a GeoJSON file as a region, cut exactly.
///
/// # Errors
/// Says what is wrong with the file.
pub fn from_geojson(name: &str, bytes: &[u8]) -> Result<Region, Error> {
    let mut rings = Vec::new();
    let read = Collections::default().read(bytes, |_, feature| {
        rings.extend(
            feature
                .geometry
                .as_ref()
                .map(super::super::source::geojson::Geometry::polygons)
                .transpose()?
                .unwrap_or_default(),
        );
        Ok(())
    });
    read.map_err(|trouble| trouble.of(name))?;
    let shape = repair(rings).map_err(|reason| Error::file(name, reason))?.shape;
    if shape.polygons().iter().all(|p: &Polygon| p.exterior().is_empty()) {
        return Err(Error::file(name, "no polygons in it"));
    }
    let code = name.rsplit('/').next().unwrap_or(name).to_owned();
    Ok(Region { name: code.clone(), code, shape, edge: Edge::Cut })
}
