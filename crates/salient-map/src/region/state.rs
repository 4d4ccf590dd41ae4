//! States: each is its first-level divisions put together, so that their ground adds up to its own.

use super::atlas::{self, country};
use crate::shape::{Bounds, Position, Shape};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// The codes of each state's divisions, by the state's ISO 3166-1 code.
static DIVISIONS: LazyLock<BTreeMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut out: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (code, state) in atlas::drawn_codes().filter_map(|code| Some((code, country(code)?))) {
        out.entry(state).or_default().push(code);
    }
    out
});

/// The box around each division.
static BOUNDS: LazyLock<Vec<(&'static str, Bounds)>> = LazyLock::new(atlas::boxes);

/// States whose ground was put together before.
static SHAPES: Known = LazyLock::new(Mutex::default);

/// Divisions whose ground was asked for before.
static PARTS: Known = LazyLock::new(Mutex::default);

type Known = LazyLock<Mutex<HashMap<String, Arc<Shape>>>>;

fn remembered(known: &Known, code: &str, make: impl FnOnce() -> Option<Shape>) -> Option<Arc<Shape>> {
    if let Some(shape) = known.lock().unwrap_or_else(PoisonError::into_inner).get(code) {
        return Some(Arc::clone(shape));
    }
    let shape = Arc::new(make()?);
    known.lock().unwrap_or_else(PoisonError::into_inner).insert(code.to_owned(), Arc::clone(&shape));
    Some(shape)
}

/// The codes of a state's first-level divisions that have a shape, in order; none for what is no state.
///
/// ```
/// use salient_map::region::divisions;
/// assert!(divisions("UA").contains(&"UA-63"));
/// assert!(divisions("RU-KRS").is_empty());
/// ```
pub fn divisions(state: &str) -> &'static [&'static str] {
    DIVISIONS.iter().find(|(code, _)| code.eq_ignore_ascii_case(state)).map_or(&[], |(_, codes)| codes)
}

/// The ground of a division.
pub(crate) fn division(code: &str) -> Option<Arc<Shape>> {
    remembered(&PARTS, code, || atlas::division(code).map(|region| region.shape))
}

/// The ground of a state: its divisions side by side. They are not dissolved into one, so that a state cuts where they do, to the
/// last bit, and not on the coarser grid of a large country.
pub(crate) fn ground(state: &str) -> Option<Arc<Shape>> {
    let (&code, codes) = DIVISIONS.iter().find(|(code, _)| code.eq_ignore_ascii_case(state))?;
    remembered(&SHAPES, code, || {
        let divisions: Vec<Arc<Shape>> = codes.iter().filter_map(|code| division(code)).collect();
        Some(Shape::apart(divisions.iter().map(|division| Shape::clone(division)).collect()))
    })
}

/// The states that have ground near a box, first the one around a position.
pub(crate) fn near(bounds: &Bounds, at: Option<Position>) -> Vec<&'static str> {
    let mut meeting: Vec<(bool, &str)> = Vec::new();
    for (code, around) in BOUNDS.iter().filter(|(_, around)| around.meets(bounds)) {
        let first = at.is_some_and(|at| around.contains(at) && division(code).is_some_and(|d| d.contains(at)));
        meeting.extend(country(code).map(|state| (!first, state)));
    }
    meeting.sort_unstable();
    let mut out: Vec<&str> = Vec::new();
    for (_, state) in meeting {
        if !out.contains(&state) {
            out.push(state);
        }
    }
    out
}

/// The divisions of a state near a box.
pub(crate) fn divisions_near(state: &str, bounds: &Bounds) -> Vec<&'static str> {
    let near = BOUNDS.iter().filter(|(code, around)| around.meets(bounds) && country(code) == Some(state));
    near.map(|(code, _)| *code).collect()
}

/// The codes of the divisions of all states whose boxes meet a box.
pub fn codes_near(bounds: &Bounds) -> Vec<&'static str> {
    BOUNDS.iter().filter(|(_, around)| around.meets(bounds)).map(|(code, _)| *code).collect()
}
