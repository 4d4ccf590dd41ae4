//! The regions that come with the program: first-level divisions of all states, and the state borders near fronts.
//!
//! Names and codes and most lines are Natural Earth's (public domain). Its state borders are off by kilometres, so near
//! fronts the views in `regions/odbl/` are used: their outer lines are OpenStreetMap's (ODbL), kept apart with their licence.

use super::Region;
use super::depth::Border;
use crate::shape::{Bounds, Position, Ring, Shape, repair};
use crate::source::geojson::{Collections, from_text, properties};
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

const ADMIN1: &str = include_str!("../../regions/admin1.tsv");
const SHAPES: &str = include_str!("../../regions/admin1-shapes.tsv");
const VIEWS: &str = include_str!("../../regions/odbl/views.geojson");
const BORDER: &str = include_str!("../../regions/odbl/border-RU-UA.geojson");

/// Whom to name where a view's line is shown or measured against.
pub const BORDER_CREDIT: &str = "border © OpenStreetMap contributors (ODbL)";

/// The rows of divisions by code.
static ROWS: LazyLock<HashMap<&'static str, &'static str>> =
    LazyLock::new(|| ADMIN1.lines().skip(1).filter_map(|line| Some((line.split('\t').next()?, line))).collect());

/// The rings of divisions by code.
static RINGS: LazyLock<HashMap<&'static str, &'static str>> =
    LazyLock::new(|| SHAPES.lines().filter_map(|line| line.split_once('\t')).collect());

/// The state that a division belongs to, by ISO 3166-1 code; of a few disputed islands there is none.
pub(super) fn country(code: &str) -> Option<&'static str> {
    ROWS.get(code)?.split('\t').nth(1).filter(|state| !state.is_empty())
}

/// The codes of the divisions that have a shape.
pub(super) fn drawn_codes() -> impl Iterator<Item = &'static str> {
    SHAPES.lines().filter_map(|line| line.split_once('\t')).map(|(code, _)| code)
}

/// The box around each division's shape.
pub(super) fn boxes() -> Vec<(&'static str, Bounds)> {
    let around = |code: &'static str, rings: &str| {
        let drawn = || Bounds::of(rings.split([';', ',']).flat_map(decode));
        (code, VIEW.get(code).map_or_else(drawn, Shape::bounds))
    };
    SHAPES.lines().filter_map(|line| line.split_once('\t')).map(|(code, rings)| around(code, rings)).collect()
}

/// The row of a division: its cells, beside the names of the columns.
fn row(code: &str) -> Option<impl Iterator<Item = (&'static str, &'static str)>> {
    let head = ADMIN1.lines().next()?;
    let line = ROWS.get(code.to_uppercase().as_str())?;
    Some(head.split('\t').zip(line.split('\t')))
}

/// The code as it is written, and the English name.
pub(super) fn code_and_name(code: &str) -> Option<(&'static str, &'static str)> {
    let cells: HashMap<&str, &'static str> = row(code)?.collect();
    let name = ["en", "name"].iter().find_map(|column| cells.get(column).filter(|cell| !cell.is_empty()));
    cells.get("code").map(|code| (*code, *name.unwrap_or(code)))
}

static VIEW: LazyLock<BTreeMap<String, Shape>> = LazyLock::new(|| {
    let mut out = BTreeMap::new();
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

/// A first-level division by its code.
pub(super) fn division(code: &str) -> Option<Region> {
    let (code, name) = code_and_name(code)?;
    let shape = VIEW.get(code).cloned().or_else(|| drawn(code))?;
    Some(Region { code: code.to_owned(), name: name.to_owned(), shape, state: country(code).map(str::to_owned) })
}

/// The shape of a division by Natural Earth.
fn drawn(code: &str) -> Option<Shape> {
    let polygons = RINGS.get(code)?.split(';').map(|polygon| polygon.split(',').map(decode).collect::<Vec<Ring>>());
    let shape = repair(polygons.collect()).ok()?.shape;
    // Where a view is known in detail, its ground is its own: no ground is in two divisions.
    let bounds = shape.bounds();
    let views = VIEW.iter().filter(|(code, view)| country(code).is_some() && view.bounds().meets(&bounds));
    let shape = views.fold(shape, |shape, (_, view)| shape.difference(view));
    (!shape.is_empty()).then_some(shape)
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
