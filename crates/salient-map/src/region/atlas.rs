//! The regions that come with the program: first-level divisions of all states, and the state borders near fronts.
//!
//! Names and codes and most lines are Natural Earth's (public domain). Its state borders are off by kilometres, so near
//! fronts the views in `regions/odbl/` are used: their outer lines are OpenStreetMap's (ODbL), kept apart with their licence.

use super::depth::Border;
use super::translit::key;
use super::{Edge, Region};
use crate::error::Error;
use crate::shape::{Polygon, Position, Ring, Shape, repair};
use crate::source::geojson::{Collections, from_text, properties};
use std::collections::HashMap;
use std::sync::LazyLock;

const ADMIN1: &str = include_str!("../../regions/admin1.tsv");
const SHAPES: &str = include_str!("../../regions/admin1-shapes.tsv");
const VIEWS: &str = include_str!("../../regions/odbl/views.geojson");
const BORDER: &str = include_str!("../../regions/odbl/border-RU-UA.geojson");

/// Whom to name where a view's line is shown or measured against.
pub const BORDER_CREDIT: &str = "border © OpenStreetMap contributors (ODbL)";

/// A first-level division of a state.
#[derive(Clone, Debug)]
pub struct Division {
    /// ISO 3166-2.
    pub code: &'static str,
    /// ISO 3166-1 of the state.
    pub state: &'static str,
    /// Names: language and name.
    pub names: Vec<(&'static str, &'static str)>,
}

impl Division {
    /// Its English name, or its own.
    pub fn name(&self) -> &'static str {
        let in_language = |l: &str| self.names.iter().find(|(lang, _)| *lang == l).map(|(_, name)| *name);
        in_language("en").or_else(|| in_language("name")).unwrap_or(self.code)
    }
}

/// Columns of the table that are not names.
const PLAIN: [&str; 6] = ["code", "country", "geonames", "wikidata", "lon", "lat"];

/// Every division, in order of code.
pub static DIVISIONS: LazyLock<Vec<Division>> = LazyLock::new(|| {
    let mut lines = ADMIN1.lines();
    let head: Vec<&str> = lines.next().map(|l| l.split('\t').collect()).unwrap_or_default();
    lines.map(|line| division(&head, line)).collect()
});

fn division(head: &[&'static str], line: &'static str) -> Division {
    let (mut code, mut state, mut names) = ("", "", Vec::new());
    for (column, cell) in head.iter().zip(line.split('\t')).filter(|(_, cell)| !cell.is_empty()) {
        match *column {
            "code" => code = cell,
            "country" => state = cell,
            other if PLAIN.contains(&other) => {}
            language => names.extend(cell.split('|').map(|name| (language, name))),
        }
    }
    Division { code, state, names }
}

/// Words that say what sort of division it is: a name is found with and without them.
const SORTS: [&str; 14] = [
    "oblast", "region", "province", "governorate", "state", "district", "republic", "krai", "wilayat", "viloyat", "oblasti",
    "oblasty", "provintsia", "stat",
];

static BY_NAME: LazyLock<HashMap<String, Vec<usize>>> = LazyLock::new(|| {
    let mut out: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, division) in DIVISIONS.iter().enumerate() {
        for (_, name) in &division.names {
            for key in [key(name), bare(name)] {
                let of = out.entry(key).or_default();
                if of.last() != Some(&at) {
                    of.push(at);
                }
            }
        }
    }
    out
});

/// A name's key without the word for its sort.
fn bare(name: &str) -> String {
    let key = key(name);
    let sorts: Vec<String> = SORTS.iter().map(|s| super::translit::key(s)).collect();
    let words: Vec<&str> = key.split(' ').filter(|w| !sorts.iter().any(|s| s == w)).collect();
    words.join(" ")
}

static VIEW: LazyLock<HashMap<String, Shape>> = LazyLock::new(|| {
    let mut out = HashMap::new();
    let _ = Collections::default().read(VIEWS.as_bytes(), |_, feature| {
        let properties = properties(&feature)?;
        let rings = feature.geometry.as_ref().map(|g| g.polygons()).transpose()?.unwrap_or_default();
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
    let line = |f: Feature| Border {
        states: f.properties.states,
        lines: match f.geometry {
            Geometry::LineString(line) => vec![line],
            Geometry::MultiLineString(lines) => lines,
        },
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
    let division = DIVISIONS.iter().find(|d| d.code.eq_ignore_ascii_case(code));
    let view = VIEW.iter().find(|(known, _)| known.eq_ignore_ascii_case(code));
    let name = division.map_or_else(|| code.to_uppercase(), |d| d.name().to_owned());
    if let Some((code, shape)) = view {
        return Some(Region { code: code.clone(), name, shape: shape.clone(), edge: Edge::Slivers });
    }
    let code = division?.code;
    Some(Region { code: code.to_owned(), name, shape: drawn(code)?, edge: Edge::Slivers })
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

/// The codes of the divisions that a name names.
pub fn codes(name: &str) -> Vec<&'static str> {
    let found = BY_NAME.get(&key(name)).or_else(|| BY_NAME.get(&bare(name)).filter(|_| !bare(name).is_empty()));
    found.map(|all| all.iter().map(|at| DIVISIONS[*at].code).collect()).unwrap_or_default()
}

/// A name that differs by little.
fn close(text: &str) -> Option<String> {
    let wanted = bare(text);
    let best = DIVISIONS
        .iter()
        .flat_map(|d| d.names.iter().filter(|(l, _)| *l == "en").map(move |(_, n)| (d.code, *n)))
        .map(|(code, name)| (distance(&wanted, &bare(name)), code, name))
        .min()?;
    (best.0 <= 2 && wanted.len() > 3).then(|| format!("{} ({})", best.2, best.1))
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
        rings.extend(feature.geometry.as_ref().map(|g| g.polygons()).transpose()?.unwrap_or_default());
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
