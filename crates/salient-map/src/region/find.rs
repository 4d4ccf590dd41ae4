//! Finding regions: by code, by name in any language, by a box around them, in a file of the user's own.

use super::atlas::{self, code_and_name};
use super::translit::{bare, key};
use super::{Region, state};
use crate::error::Error;
use crate::shape::{Bounds, Polygon, Shape, repair};
use crate::source::geojson::{Collections, Geometry};
use std::sync::LazyLock;

/// Keys of names and the codes that they stand for, in order of key; made by the build script.
const NAMES: &str = include_str!(concat!(env!("OUT_DIR"), "/names.tsv"));
/// The same of states.
const STATES: &str = include_str!(concat!(env!("OUT_DIR"), "/states.tsv"));
/// The same of areas that several divisions make.
const AREAS: &str = include_str!(concat!(env!("OUT_DIR"), "/areas.tsv"));
/// The names of states, by code: English first.
const COUNTRIES: &str = include_str!("../../regions/countries.tsv");

static BY_KEY: LazyLock<Vec<&'static str>> = LazyLock::new(|| NAMES.lines().collect());
static STATE_BY_KEY: LazyLock<Vec<&'static str>> = LazyLock::new(|| STATES.lines().collect());
static AREA_BY_KEY: LazyLock<Vec<&'static str>> = LazyLock::new(|| AREAS.lines().collect());

/// Between the codes of regions that are taken together.
pub(crate) const AND: char = '+';

/// Letters by which a suggestion may differ, and how many suggestions are made.
const APART: usize = 2;
const SUGGESTED: usize = 3;

/// A region by its code: a first-level division's of ISO 3166-2, a state's of ISO 3166-1, or those of several divisions of one
/// state, which are taken together.
///
/// ```
/// use salient_map::region::by_code;
/// assert_eq!(by_code("UA-14+UA-09").unwrap().name, "Donetsk and Luhansk");
/// assert!(by_code("UA-14+RU-KRS").is_none());
/// ```
pub fn by_code(code: &str) -> Option<Region> {
    if code.contains(AND) { together(code) } else { atlas::division(code).or_else(|| of_state(code)) }
}

/// Several divisions of one state, side by side.
fn together(codes: &str) -> Option<Region> {
    let parts: Vec<Region> = codes.split(AND).map(atlas::division).collect::<Option<_>>()?;
    let (first, last) = (parts.first()?, parts.last()?);
    let (state, one) = (first.state.clone()?, parts.iter().all(|part| part.state == first.state));
    let distinct = parts.iter().enumerate().all(|(at, part)| parts[..at].iter().all(|other| other.code != part.code));
    let names: Vec<&str> = parts[..parts.len() - 1].iter().map(|part| part.name.as_str()).collect();
    let (code, name) = (codes.to_uppercase(), format!("{} and {}", names.join(", "), last.name));
    let shape = Shape::apart(parts.iter().map(|part| part.shape.clone()).collect());
    (one && distinct).then_some(Region { code, name, shape, state: Some(state) })
}

/// A state by its code: its divisions put together.
fn of_state(code: &str) -> Option<Region> {
    let shape = state::ground(code)?;
    let code = code.to_uppercase();
    let name = state_name(&code).unwrap_or(&code).to_owned();
    Some(Region { name, shape: (*shape).clone(), state: Some(code.clone()), code })
}

/// The English name of a state.
fn state_name(code: &str) -> Option<&'static str> {
    let (_, names) = COUNTRIES.lines().find_map(|line| line.split_once('\t').filter(|(known, _)| *known == code))?;
    names.split('\t').next().filter(|name| !name.is_empty())
}

/// The divisions that meet a box, for drawing around a piece of ground; their shapes are whole.
pub fn meeting(bounds: &Bounds) -> Vec<Region> {
    let near = state::codes_near(bounds).into_iter().filter_map(by_code);
    near.filter(|region| region.shape.bounds().meets(bounds)).collect()
}

/// A region by code or by name in any language. A state's name is the state, whatever divisions are called the same; names
/// that several divisions share need the code.
///
/// # Errors
/// Says what the name could be.
///
/// ```
/// use salient_map::region::named;
/// for name in ["RU-KRS", "Kursk", "Kursk Oblast", "kursk region", "Курская область", "Курська область"] {
///     assert_eq!(named(name).unwrap().code, "RU-KRS", "{name}");
/// }
/// for name in ["UA", "ua", "Ukraine", "Україна", "乌克兰"] {
///     assert_eq!(named(name).unwrap().code, "UA", "{name}");
/// }
/// assert!(named("Atlantis").is_err());
/// ```
pub fn named(text: &str) -> Result<Region, Error> {
    if let Some(region) = by_code(text.trim()).or_else(|| state_named(text).and_then(of_state)) {
        return Ok(region);
    }
    let codes = codes(text);
    match codes[..] {
        [code] => by_code(code).ok_or_else(|| Error::Asked(format!("{code}: its shape is not known"))),
        [] => Err(Error::Asked(format!(
            "no region is named `{text}`; tell a code (UA, RU-KRS), a name, a box (west,south,east,north) or a GeoJSON file{}",
            close(text).map(|names| format!("; did you mean {names}?")).unwrap_or_default()
        ))),
        _ => Err(Error::Asked(format!("`{text}` names several regions, tell the code: {}", codes.join(", ")))),
    }
}

/// The code of the state that a name in any language names.
///
/// ```
/// use salient_map::region::state_named;
/// assert_eq!(state_named("Burma"), Some("MM"));
/// assert_eq!(state_named("Kursk"), None);
/// ```
pub fn state_named(name: &str) -> Option<&'static str> {
    at_key(&STATE_BY_KEY, &key(name)).filter(|codes| !codes.contains(','))
}

/// The codes of the divisions that a name names, with or without the word for its sort; of an area that several divisions make,
/// theirs as one.
///
/// ```
/// use salient_map::region::codes;
/// assert_eq!(codes("Donbas"), ["UA-09+UA-14"]);
/// assert_eq!(codes("Donetsk region"), ["UA-14"]);
/// ```
pub fn codes(name: &str) -> Vec<&'static str> {
    let found = at_key(&AREA_BY_KEY, &key(name)).or_else(|| at_key(&BY_KEY, &key(name)));
    let found = found.or_else(|| Some(bare(name)).filter(|k| !k.is_empty()).and_then(|k| at_key(&BY_KEY, &k)));
    found.map(|codes| codes.split(',').collect()).unwrap_or_default()
}

fn at_key(index: &[&'static str], key: &str) -> Option<&'static str> {
    let found = index.binary_search_by(|line| line.split('\t').next().unwrap_or(line).cmp(key)).ok()?;
    index[found].split_once('\t').map(|(_, codes)| codes)
}

/// Names that differ by little, the nearest first and states before divisions.
fn close(text: &str) -> Option<String> {
    let wanted = bare(text);
    if wanted.chars().count() <= 3 {
        return None;
    }
    let near = |line: &'static str, rank: u8| -> Option<(usize, u8, &'static str)> {
        let (key, codes) = line.split_once('\t')?;
        let alike = key.len().abs_diff(wanted.len()) <= APART && !codes.contains(',');
        alike.then(|| (distance(&wanted, key), rank, codes)).filter(|(apart, ..)| *apart <= APART)
    };
    let states = STATE_BY_KEY.iter().filter_map(|line| near(line, 0));
    let mut found: Vec<_> = states.chain(BY_KEY.iter().filter_map(|line| near(line, 1))).collect();
    found.sort_unstable();
    let mut told: Vec<String> = Vec::new();
    for name in found.into_iter().filter_map(|(_, _, code)| titled(code)) {
        if !told.contains(&name) && told.len() < SUGGESTED {
            told.push(name);
        }
    }
    (!told.is_empty()).then(|| told.join(" or "))
}

/// A code with its English name.
fn titled(code: &str) -> Option<String> {
    let name = code_and_name(code).map(|(_, name)| name.to_owned()).or_else(|| state_name(code).map(str::to_owned))?;
    Some(format!("{code} ({name})"))
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
        rings.extend(feature.geometry.as_ref().map(Geometry::polygons).transpose()?.unwrap_or_default());
        Ok(())
    });
    read.map_err(|trouble| trouble.of(name))?;
    let shape = repair(rings).map_err(|reason| Error::file(name, reason))?.shape;
    if shape.polygons().iter().all(|p: &Polygon| p.exterior().is_empty()) {
        return Err(Error::file(name, "no polygons in it"));
    }
    let code = name.rsplit('/').next().unwrap_or(name).to_owned();
    Ok(Region { name: code.clone(), code, shape, state: None })
}

#[cfg(test)]
mod tests {
    use super::{by_code, named};
    use crate::area::Geodesy;
    use crate::region::divisions;

    #[test]
    fn states_by_name_and_code() {
        for (name, code) in [
            ("Russia", "RU"),
            ("Russian Federation", "RU"),
            ("Burma", "MM"),
            ("Судан", "SD"),
            ("Syria", "SY"),
            ("DR Congo", "CD"),
            ("ye", "YE"),
            ("Georgia", "GE"),
        ] {
            assert_eq!(named(name).map(|r| r.code).ok().as_deref(), Some(code), "{name}");
        }
        assert_eq!(named("Ukraine").expect("it is known").name, "Ukraine");
        for (typo, meant) in [("Ukrane", "UA (Ukraine)"), ("Moldva", "MD (Moldova)")] {
            let why = named(typo).map(|region| region.code).expect_err("a typo").to_string();
            assert!(why.contains(meant), "{why}");
        }
    }

    #[test]
    fn every_area_is_made_of_known_divisions() {
        for code in super::AREA_BY_KEY.iter().filter_map(|line| line.split_once('\t')).map(|(_, code)| code) {
            assert!(by_code(code).is_some(), "{code}");
        }
        assert_eq!(named("Darfur").expect("it is known").state.as_deref(), Some("SD"));
    }

    #[test]
    fn a_state_is_its_divisions() {
        let mut geodesy = Geodesy::default();
        for state in ["UA", "SD", "YE"] {
            let parts = divisions(state).iter().filter_map(|code| by_code(code));
            let sum: f64 = parts.map(|part| geodesy.area(&part.shape).m2()).sum();
            let whole = geodesy.area(&by_code(state).expect("it is known").shape).m2();
            assert!((sum / whole - 1.0).abs() < 1e-6, "{state}: {sum} and {whole}");
        }
    }
}
