//! GeoJSON in the sizes that map archives come in.
//!
//! Today's map repeats nearly all of yesterday's features to the byte. The reader therefore keeps the file before and
//! compares: a feature whose text stands there again is not parsed again. Everything else goes through `serde_json`.

use crate::error::Error;
use crate::shape::{Position, Ring};
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

/// One feature, its coordinates not yet read.
#[derive(Deserialize)]
pub struct Feature<'a> {
    /// The geometry; null in some exports.
    #[serde(borrow, default)]
    pub geometry: Option<Geometry<'a>>,
    /// The properties, as text.
    #[serde(borrow, default)]
    pub properties: Option<&'a RawValue>,
}

/// A geometry, its coordinates not yet read.
#[derive(Deserialize)]
pub struct Geometry<'a> {
    /// `Polygon`, `Point` and so on.
    #[serde(borrow, rename = "type")]
    pub kind: Cow<'a, str>,
    #[serde(borrow, default)]
    coordinates: Option<&'a RawValue>,
    #[serde(borrow, default)]
    geometries: Option<Vec<Geometry<'a>>>,
}

/// What sort of thing a geometry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It has an area.
    Polygon,
    /// A position or several.
    Point,
    /// A line or several.
    Line,
}

impl Geometry<'_> {
    /// The sort of geometry; a collection counts as polygons when it holds one.
    ///
    /// # Errors
    /// Names a type that GeoJSON does not have.
    pub fn kind(&self) -> Result<Kind, String> {
        match &*self.kind {
            "Polygon" | "MultiPolygon" => Ok(Kind::Polygon),
            "Point" | "MultiPoint" => Ok(Kind::Point),
            "LineString" | "MultiLineString" => Ok(Kind::Line),
            "GeometryCollection" => {
                let kinds: Vec<Kind> = self.members().iter().map(Self::kind).collect::<Result<_, _>>()?;
                let has = |kind| kinds.contains(&kind);
                Ok(if has(Kind::Polygon) {
                    Kind::Polygon
                } else if has(Kind::Line) {
                    Kind::Line
                } else {
                    Kind::Point
                })
            }
            other => Err(format!("`{other}` is not a geometry type")),
        }
    }

    fn members(&self) -> &[Self] {
        self.geometries.as_deref().unwrap_or_default()
    }

    /// The rings of every polygon; points and lines of a collection are left out.
    ///
    /// # Errors
    /// Says what is wrong with the coordinates.
    pub fn polygons(&self) -> Result<Vec<Vec<Ring>>, String> {
        let text = || self.coordinates.map(RawValue::get).ok_or_else(|| "no coordinates".to_owned());
        let rings = |p: Vec<Vec<Place>>| p.into_iter().map(|r| r.into_iter().map(|p| p.0).collect()).collect();
        match &*self.kind {
            "Polygon" => Ok(vec![rings(from_text(text()?)?)]),
            "MultiPolygon" => Ok(from_text::<Vec<_>>(text()?)?.into_iter().map(rings).collect()),
            "GeometryCollection" => {
                let all: Result<Vec<_>, _> = self.members().iter().map(Self::polygons).collect();
                Ok(all?.into_iter().flatten().collect())
            }
            _ => Ok(Vec::new()),
        }
    }
}

/// Reads a type from JSON text, with an error that a person can use.
pub(crate) fn from_text<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|e| e.to_string())
}

/// A position; a height is dropped.
struct Place(Position);

impl<'de> Deserialize<'de> for Place {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(PlaceVisitor)
    }
}

struct PlaceVisitor;

impl<'de> Visitor<'de> for PlaceVisitor {
    type Value = Place;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a longitude and a latitude")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Place, A::Error> {
        let missing = |at| serde::de::Error::invalid_length(at, &self);
        let x = seq.next_element()?.ok_or_else(|| missing(0))?;
        let y = seq.next_element()?.ok_or_else(|| missing(1))?;
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Place([x, y]))
    }
}

/// Reads feature collections one after another; `T` is what the user made of a feature.
pub struct Collections<T> {
    before: Vec<u8>,
    features: Vec<(Range<usize>, T)>,
    id: Option<String>,
}

impl<T> Default for Collections<T> {
    fn default() -> Self {
        Self { before: Vec::new(), features: Vec::new(), id: None }
    }
}

/// Why a collection could not be read: the feature, counted from 1, and the reason.
#[derive(Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The feature, if one is to blame.
    pub feature: Option<usize>,
    /// What is wrong.
    pub reason: String,
}

impl Trouble {
    /// As the failure of a file.
    pub(crate) fn of(self, file: &str) -> Error {
        Error::File { file: file.to_owned(), feature: self.feature, reason: self.reason }
    }

    fn whole(reason: impl Into<String>) -> Self {
        Self { feature: None, reason: reason.into() }
    }
}

impl<T: Copy> Collections<T> {
    /// Reads a collection. `make` is called for each feature that the collection before did not have.
    ///
    /// # Errors
    /// What is wrong, and where.
    pub fn read(
        &mut self,
        bytes: &[u8],
        mut make: impl FnMut(usize, Feature) -> Result<T, String>,
    ) -> Result<Vec<T>, Trouble> {
        let mut found: Vec<(Range<usize>, T)> = Vec::with_capacity(self.features.len() + 16);
        let start = array_start(bytes).ok_or_else(|| Trouble::whole(not_a_collection(bytes)))?;
        let (mut at, mut expected) = (skip_blank(bytes, start), 0);
        while bytes.get(at) != Some(&b']') {
            let number = found.len() + 1;
            let (end, value) = if let Some((index, length)) = self.repeated(bytes, at, expected) {
                expected = index + 1;
                (at + length, self.features[index].1)
            } else {
                expected += 1;
                let (length, feature) = one(&bytes[at..], number)?;
                let value = make(number, feature).map_err(|reason| Trouble { feature: Some(number), reason })?;
                (at + length, value)
            };
            found.push((at..end, value));
            at = skip_blank(bytes, end);
            match bytes.get(at) {
                Some(b',') => at = skip_blank(bytes, at + 1),
                Some(b']') => {}
                _ => {
                    return Err(Trouble {
                        feature: Some(number),
                        reason: "the file ends or breaks off after it".into(),
                    });
                }
            }
        }
        self.id = envelope(&bytes[..start], &bytes[at..])?;
        let values = found.iter().map(|(_, value)| *value).collect();
        bytes.clone_into(&mut self.before);
        self.features = found;
        Ok(values)
    }

    /// The id of the object around the last collection, where one names it.
    pub(crate) fn wrapped_id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// The feature of the collection before whose text stands here: the expected one, or one of its neighbours, since
    /// features are put in and taken out.
    fn repeated(&self, bytes: &[u8], at: usize, expected: usize) -> Option<(usize, usize)> {
        let near = [expected, expected + 1, expected.wrapping_sub(1), expected + 2, expected + 3];
        near.into_iter().find_map(|index| {
            let text = &self.before[self.features.get(index)?.0.clone()];
            let after = at + text.len();
            (bytes.get(at..after)? == text && matches!(bytes.get(after), Some(b',' | b']' | b'\n' | b'\r' | b' ')))
                .then_some((index, text.len()))
        })
    }
}

/// The length and content of the feature at the beginning of some bytes.
fn one(bytes: &[u8], number: usize) -> Result<(usize, Feature<'_>), Trouble> {
    let mut stream = serde_json::Deserializer::from_slice(bytes).into_iter::<Feature>();
    let trouble = |reason: String| Trouble { feature: Some(number), reason };
    match stream.next() {
        Some(Ok(feature)) => Ok((stream.byte_offset(), feature)),
        Some(Err(error)) => Err(trouble(error.to_string())),
        None => Err(trouble("the file ends before it".to_owned())),
    }
}

/// Just after the bracket that opens the array of features.
fn array_start(bytes: &[u8]) -> Option<usize> {
    const KEY: &[u8] = b"\"features\"";
    let mut from = 0;
    loop {
        let key = from + bytes.get(from..)?.windows(KEY.len()).position(|w| w == KEY)?;
        let colon = skip_blank(bytes, key + KEY.len());
        let bracket = skip_blank(bytes, colon + 1);
        if bytes.get(colon) == Some(&b':') && bytes.get(bracket) == Some(&b'[') {
            return Some(bracket + 1);
        }
        from = key + KEY.len();
    }
}

/// Whether the features stand in an object that holds the collection as its map.
pub(super) fn wrapped(bytes: &[u8]) -> bool {
    const KEY: &[u8] = b"\"map\"";
    array_start(bytes).is_some_and(|start| bytes[..start].windows(KEY.len()).any(|w| w == KEY))
}

fn not_a_collection(bytes: &[u8]) -> String {
    match serde_json::from_slice::<IgnoredAny>(bytes) {
        _ if bytes.is_empty() => "the file is empty".to_owned(),
        Ok(_) => "JSON, but not a GeoJSON FeatureCollection: it has no array named features".to_owned(),
        Err(error) => format!("not JSON: {error}"),
    }
}

fn skip_blank(bytes: &[u8], from: usize) -> usize {
    let blank = bytes.get(from..).unwrap_or_default().iter().take_while(|b| b.is_ascii_whitespace()).count();
    from + blank
}

/// Checks what stands around the features: a collection, perhaps wrapped in one more object, whose id is handed on.
fn envelope(before: &[u8], after: &[u8]) -> Result<Option<String>, Trouble> {
    #[derive(Deserialize)]
    struct Outer {
        #[serde(default)]
        features: Option<Vec<IgnoredAny>>,
        #[serde(default, alias = "map")]
        value: Option<Inner>,
        #[serde(default)]
        id: Option<serde_json::Value>,
    }
    #[derive(Deserialize)]
    struct Inner {
        features: Vec<IgnoredAny>,
    }
    let whole = [before, after].concat();
    let outer: Outer =
        serde_json::from_slice(&whole).map_err(|e| Trouble::whole(format!("around the features: {e}")))?;
    let plain = |id: serde_json::Value| id.as_str().map_or_else(|| id.to_string(), str::to_owned);
    let id = outer.id.filter(|_| outer.value.is_some()).map(plain);
    let found = outer.features.or(outer.value.map(|inner| inner.features));
    found.map(|_| id).ok_or_else(|| Trouble::whole("the array named features is not where GeoJSON has it"))
}

/// The properties of a feature as text: strings as they are, other values as JSON prints them.
pub(crate) fn properties(feature: &Feature) -> Result<BTreeMap<String, String>, String> {
    let Some(text) = feature.properties.filter(|p| p.get() != "null") else { return Ok(BTreeMap::new()) };
    let values: BTreeMap<String, serde_json::Value> = from_text(text.get())?;
    let plain = |value: serde_json::Value| match value {
        serde_json::Value::String(text) => text,
        serde_json::Value::Null => String::new(),
        other => other.to_string(),
    };
    Ok(values.into_iter().map(|(key, value)| (key, plain(value))).collect())
}

#[cfg(test)]
mod tests {
    use super::{Collections, Feature};

    const ONE: &str = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"n":1},"geometry":{"coordinates":[[[0,0,0],[1,0,0],[1,1,0],[0,0,0]]],"type":"Polygon"}},
        {"type":"Feature","properties":{"n":2},"geometry":null}],"name":"x"}"#;

    fn number(_: usize, feature: Feature) -> Result<u8, String> {
        feature.geometry.as_ref().map(super::Geometry::polygons).transpose()?;
        Ok(feature.properties.map_or(0, |p| p.get().as_bytes()[5]))
    }

    #[test]
    fn a_repeated_feature_is_not_read_again() {
        let mut collections = Collections::default();
        assert_eq!(collections.read(ONE.as_bytes(), number).expect("reads"), b"12");
        let changed = ONE.replace("\"n\":2", "\"n\":3");
        let mut calls = 0;
        let count = |n, f: Feature| {
            calls += 1;
            number(n, f)
        };
        assert_eq!(collections.read(changed.as_bytes(), count).expect("reads"), b"13");
        assert_eq!(calls, 1);
    }

    #[test]
    fn broken_files_say_where() {
        let read = |text: &str| Collections::<u8>::default().read(text.as_bytes(), number).expect_err("broken");
        assert_eq!(read("").reason, "the file is empty");
        assert!(read("{\"a\":1}").reason.contains("no array named features"));
        assert_eq!(read(&ONE.replace("null", "nil")).feature, Some(2));
        assert_eq!(read(&ONE[..ONE.len() - 30]).feature, Some(2));
        assert_eq!(read(&ONE.replace("[1,0,0]", "[1]")).feature, Some(1));
        assert!(read(&ONE.replace(",\"name\":\"x\"}", "")).reason.starts_with("around the features"));
    }
}
