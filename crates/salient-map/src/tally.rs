//! How much ground: the area by status and holder on a map, in a region, overlaps counted once.

use crate::area::{Area, Geodesy};
use crate::atlas::{Entry, Snapshot, Store};
use crate::control::{Control, Status};
use crate::error::Error;
use crate::region::{Edge, Region, SLIVER, SLIVER_AREA};
use crate::shape::{Bounds, Edged, Shape, near};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// One line of an area table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// The time of the map, UTC.
    pub snapshot: String,
    /// The map's source.
    pub source: String,
    /// The status, or several joined by `+`.
    pub status: String,
    /// Who holds it.
    pub holder: Option<String>,
    /// The region's code; `*` for all that the map shows.
    pub region: String,
    /// Square kilometres, overlaps counted once.
    pub km2: f64,
    /// Pieces that do not touch each other along a line.
    pub pieces: u32,
}

/// Which ground is asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only these statuses; all of them when empty.
    pub status: Vec<Status>,
    /// Only ground of this holder; ground without a holder is kept when its status is asked for by name.
    pub holder: Option<String>,
    /// Put everything that passes into one row.
    pub together: bool,
}

impl Filter {
    /// Whether ground under some control is asked for.
    pub fn passes(&self, control: &Control) -> bool {
        let asked = self.status.is_empty() || self.status.contains(&control.status);
        let theirs = match (&self.holder, &control.holder) {
            (None, _) => true,
            (Some(asked), Some(holder)) => asked.eq_ignore_ascii_case(holder),
            (Some(_), None) => !self.status.is_empty(),
        };
        asked && theirs
    }
}

/// The area and the number of pieces of a set of geometries.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Extent {
    /// Overlaps counted once.
    pub area: Area,
    /// Pieces.
    pub pieces: u32,
}

/// Works out areas for one region, and remembers: maps repeat themselves from day to day.
pub struct Tally<'a> {
    store: &'a Store,
    region: Option<&'a Region>,
    bounds: Option<Bounds>,
    geodesy: Geodesy,
    loaded: HashMap<u32, Rc<Edged>>,
    parts: HashMap<u32, Part>,
    joined: HashMap<(u32, u32), bool>,
    extents: HashMap<Vec<u32>, Extent>,
}

/// How much of a geometry lies in the region.
#[derive(Clone)]
enum Part {
    Nothing,
    Whole,
    Some(Rc<Edged>, Area),
}

/// So many geometries are kept in memory at most.
const MOST_LOADED: usize = 2000;

impl<'a> Tally<'a> {
    /// A tally in a region, or of all ground.
    pub fn new(store: &'a Store, region: Option<&'a Region>) -> Self {
        Self {
            store,
            region,
            bounds: region.map(|r| r.shape.bounds()),
            geodesy: Geodesy::default(),
            loaded: HashMap::new(),
            parts: HashMap::new(),
            joined: HashMap::new(),
            extents: HashMap::new(),
        }
    }

    /// The rows of a map, by status and holder.
    pub fn rows(&mut self, snapshot: &Snapshot, filter: &Filter) -> Result<Vec<Row>, Error> {
        let mut groups: BTreeMap<(String, Option<String>), Vec<Entry>> = BTreeMap::new();
        for entry in &snapshot.entries {
            let control = self.store.atlas().control(*entry);
            if filter.passes(control) {
                let key = if filter.together {
                    (together(&filter.status), filter.holder.clone())
                } else {
                    (control.status.name().to_owned(), control.holder.clone())
                };
                groups.entry(key).or_default().push(*entry);
            }
        }
        let region = self.region.map_or("*", |r| &r.code).to_owned();
        let mut rows = Vec::new();
        for ((status, holder), entries) in groups {
            let extent = self.extent(&entries)?;
            if extent.pieces > 0 {
                let (snapshot, source) = (snapshot.stamp(), snapshot.source.clone());
                let (km2, pieces, region) = (extent.area.km2(), extent.pieces, region.clone());
                rows.push(Row { snapshot, source, status, holder, region, km2, pieces });
            }
        }
        Ok(rows)
    }

    /// The area and pieces of entries in the region.
    pub fn extent(&mut self, entries: &[Entry]) -> Result<Extent, Error> {
        let mut keys = Vec::with_capacity(entries.len());
        for entry in entries {
            if !matches!(self.part(entry.shape)?, Part::Nothing) {
                keys.push(entry.shape);
            }
        }
        keys.sort_unstable();
        keys.dedup();
        if let Some(extent) = self.extents.get(&keys) {
            return Ok(*extent);
        }
        let mut total = Extent::default();
        for group in self.groups(&keys)? {
            let extent = self.group(&group)?;
            total.area = total.area + extent.area;
            total.pieces += extent.pieces;
        }
        self.extents.insert(keys, total);
        Ok(total)
    }

    /// The union of entries in the region.
    pub fn ground(&mut self, entries: &[Entry]) -> Result<Shape, Error> {
        let mut shapes = Vec::new();
        for entry in entries {
            if !matches!(self.part(entry.shape)?, Part::Nothing) {
                shapes.push(self.shape(entry.shape)?);
            }
        }
        Ok(Shape::union(shapes.iter().map(|s| &s.shape)))
    }

    /// Whether an entry has ground in the region.
    pub fn touches(&mut self, entry: Entry) -> Result<bool, Error> {
        Ok(!matches!(self.part(entry.shape)?, Part::Nothing))
    }

    /// Geometries that may touch each other, put together.
    fn groups(&mut self, keys: &[u32]) -> Result<Vec<Vec<u32>>, Error> {
        let mut groups: Vec<Vec<u32>> = Vec::new();
        for &key in keys {
            let mut mine = vec![key];
            let mut apart = Vec::new();
            for group in groups {
                let mut touches = false;
                for &other in &group {
                    touches = self.touch(key, other)?;
                    if touches {
                        break;
                    }
                }
                if touches { mine.extend(group) } else { apart.push(group) }
            }
            apart.push(mine);
            groups = apart;
        }
        Ok(groups)
    }

    fn group(&mut self, keys: &[u32]) -> Result<Extent, Error> {
        if let [key] = keys {
            let info = self.store.atlas().shapes[*key as usize];
            return Ok(match self.part(*key)? {
                Part::Some(shape, area) => Extent { area, pieces: shape.shape.polygons().len() as u32 },
                _ => Extent { area: info.area, pieces: info.pieces },
            });
        }
        let mut keys = keys.to_vec();
        keys.sort_unstable();
        if let Some(extent) = self.extents.get(&keys) {
            return Ok(*extent);
        }
        let shapes: Vec<Rc<Edged>> = keys.iter().map(|key| self.shape(*key)).collect::<Result<_, _>>()?;
        let union = Shape::union(shapes.iter().map(|s| &s.shape));
        let extent = Extent { area: self.geodesy.area(&union), pieces: union.polygons().len() as u32 };
        self.extents.insert(keys, extent);
        Ok(extent)
    }

    fn touch(&mut self, a: u32, b: u32) -> Result<bool, Error> {
        let shapes = &self.store.atlas().shapes;
        if !shapes[a as usize].bounds.meets(&shapes[b as usize].bounds) {
            return Ok(false);
        }
        let pair = (a.min(b), a.max(b));
        if let Some(known) = self.joined.get(&pair) {
            return Ok(*known);
        }
        let touches = near(self.shape(a)?.as_ref(), self.shape(b)?.as_ref());
        self.joined.insert(pair, touches);
        Ok(touches)
    }

    fn part(&mut self, key: u32) -> Result<Part, Error> {
        let (Some(region), Some(bounds)) = (self.region, self.bounds) else { return Ok(Part::Whole) };
        if let Some(part) = self.parts.get(&key) {
            return Ok(part.clone());
        }
        let info = self.store.atlas().shapes[key as usize];
        let part = if info.bounds.meets(&bounds) { self.cut(key, region)? } else { Part::Nothing };
        self.parts.insert(key, part.clone());
        Ok(part)
    }

    /// How much of a geometry lies in a region: each of its polygons counts whole, not at all, or is cut.
    fn cut(&mut self, key: u32, region: &Region) -> Result<Part, Error> {
        let loaded = self.load(key)?;
        let (mut kept, mut area, mut whole) = (Vec::new(), Area::ZERO, true);
        for piece in loaded.shape.pieces() {
            let (full, inside) = (self.geodesy.area(&piece), piece.intersection(&region.shape));
            let within = self.geodesy.area(&inside);
            match measured(region.edge, full, within) {
                Some(true) => (area, kept) = (area + full, [kept, vec![piece]].concat()),
                Some(false) => whole = false,
                None => {
                    (area, whole) = (area + within, false);
                    kept.push(inside);
                }
            }
        }
        Ok(match (kept.is_empty(), whole) {
            (true, _) => Part::Nothing,
            (_, true) => Part::Whole,
            _ => Part::Some(Rc::new(Edged::new(Shape::apart(kept))), area),
        })
    }

    /// The geometry, as much of it as lies in the region.
    fn shape(&mut self, key: u32) -> Result<Rc<Edged>, Error> {
        match self.part(key)? {
            Part::Some(shape, _) => Ok(shape),
            _ => self.load(key),
        }
    }

    fn load(&mut self, key: u32) -> Result<Rc<Edged>, Error> {
        if let Some(shape) = self.loaded.get(&key) {
            return Ok(Rc::clone(shape));
        }
        if self.loaded.len() > MOST_LOADED {
            self.loaded.clear();
        }
        let shape = Rc::new(Edged::new(self.store.shape(key)?));
        self.loaded.insert(key, Rc::clone(&shape));
        Ok(shape)
    }
}

/// Whether a polygon counts whole or not at all, by how much of it lies in the region; `None` where it is cut.
fn measured(edge: Edge, whole: Area, inside: Area) -> Option<bool> {
    let outside = whole - inside;
    let (share, most) = if edge == Edge::Slivers { (SLIVER, SLIVER_AREA.m2()) } else { (1e-12, f64::INFINITY) };
    let sliver = |part: Area| part.m2() <= share * whole.m2() && part.m2() <= most;
    match (sliver(inside), sliver(outside)) {
        (true, _) => Some(false),
        (_, true) => Some(true),
        _ => None,
    }
}

fn together(status: &[Status]) -> String {
    let names: Vec<&str> = status.iter().map(|s| s.name()).collect();
    if names.is_empty() { "all".to_owned() } else { names.join("+") }
}
