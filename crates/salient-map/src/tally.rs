//! How much ground: the area by status and holder on a map, in a region, overlaps counted once.

use crate::area::Area;
use crate::atlas::{Entry, Snapshot, Store};
use crate::control::{Control, Status};
use crate::error::Error;
use crate::part::{Known, Part};
use crate::region::Region;
use crate::shape::{Bounds, Edged, Shape, near};
use crate::sliver::{MOST, SHARE};
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

impl Row {
    /// The row of a map that shows none of one holder's ground, since nothing is not the same as no map; nothing where no holder
    /// is asked for.
    pub fn nothing(filter: &Filter, map: &Snapshot, region: Option<&Region>) -> Option<Self> {
        let status: Vec<&str> = filter.status.iter().map(|s| s.name()).collect();
        Some(Self {
            snapshot: map.stamp(),
            source: map.source.clone(),
            status: if status.is_empty() { "held".to_owned() } else { status.join("+") },
            holder: Some(filter.holder.clone()?),
            region: region.map_or("*", |r| &r.code).to_owned(),
            km2: 0.0,
            pieces: 0,
        })
    }
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
    known: Rc<Known<'a>>,
    region: Option<&'a Region>,
    bounds: Option<Bounds>,
    /// Parts by geometry and by the geometries that take something of it; their places in the list are their numbers.
    numbers: HashMap<(u32, Vec<u32>), u32>,
    parts: Vec<(u32, Part)>,
    joined: HashMap<(u32, u32), bool>,
    extents: HashMap<Vec<u32>, Extent>,
}

impl<'a> Tally<'a> {
    /// A tally in a region, or of all ground.
    pub fn new(store: &'a Store, region: Option<&'a Region>) -> Self {
        Self::with(Rc::new(Known::new(store)), region)
    }

    /// A tally in another region of the same atlas: what does not depend on the region is worked out once for both.
    #[must_use]
    pub fn beside(&self, region: Option<&'a Region>) -> Self {
        Self::with(Rc::clone(&self.known), region)
    }

    /// The atlas's geometries.
    pub(crate) fn store(&self) -> &'a Store {
        self.known.store()
    }

    fn with(known: Rc<Known<'a>>, region: Option<&'a Region>) -> Self {
        Self {
            known,
            region,
            bounds: region.map(Region::reach),
            numbers: HashMap::new(),
            parts: Vec::new(),
            joined: HashMap::new(),
            extents: HashMap::new(),
        }
    }

    /// The rows of a map, by status and holder.
    pub fn rows(&mut self, snapshot: &Snapshot, filter: &Filter) -> Result<Vec<Row>, Error> {
        let mut groups: BTreeMap<(String, Option<String>), Vec<Entry>> = BTreeMap::new();
        for entry in &snapshot.entries {
            let control = self.known.store().atlas().control(*entry);
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
        let parts = self.parts_of(entries)?;
        if let Some(extent) = self.extents.get(&parts) {
            return Ok(*extent);
        }
        let mut total = Extent::default();
        for group in self.groups(&parts)? {
            let extent = self.group(&group)?;
            total.area = total.area + extent.area;
            total.pieces += extent.pieces;
        }
        self.extents.insert(parts, total);
        Ok(total)
    }

    /// The union of entries in the region.
    pub fn ground(&mut self, entries: &[Entry]) -> Result<Shape, Error> {
        let parts = self.parts_of(entries)?;
        let shapes: Vec<Rc<Edged>> = parts.iter().map(|part| self.shape(*part)).collect::<Result<_, _>>()?;
        Ok(Shape::union(shapes.iter().map(|s| &s.shape)))
    }

    /// Whether an entry has more than a sliver in the region, by itself: at most a quarter of it and at most 20 km² is one.
    pub fn touches(&mut self, entry: Entry) -> Result<bool, Error> {
        let whole = self.known.store().atlas().shape(entry).area;
        let number = self.part(entry.shape, Vec::new())?;
        Ok(match &self.parts[number as usize].1 {
            Part::Nothing => false,
            Part::Whole => true,
            Part::Some(_, area) => self.region.is_none_or(|r| r.state.is_none()) || !is_sliver(*area, whole),
        })
    }

    /// The parts that entries have in the region, by number, in order.
    fn parts_of(&mut self, entries: &[Entry]) -> Result<Vec<u32>, Error> {
        let mut keys: Vec<u32> = entries.iter().map(|entry| entry.shape).collect();
        keys.sort_unstable();
        keys.dedup();
        let mut out = Vec::with_capacity(keys.len());
        for key in &keys {
            let rivals = self.rivals(*key, &keys)?;
            let number = self.part(*key, rivals)?;
            if !matches!(self.parts[number as usize].1, Part::Nothing) {
                out.push(number);
            }
        }
        Ok(out)
    }

    fn rivals(&self, key: u32, keys: &[u32]) -> Result<Vec<u32>, Error> {
        match self.region {
            Some(region) if self.meets(key) => self.known.rivals(key, region, keys),
            _ => Ok(Vec::new()),
        }
    }

    /// Whether a geometry comes near the region.
    fn meets(&self, key: u32) -> bool {
        self.bounds.is_none_or(|b| self.known.store().atlas().shapes[key as usize].bounds.meets(&b))
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
        if let [number] = keys {
            let (key, part) = &self.parts[*number as usize];
            let info = self.known.store().atlas().shapes[*key as usize];
            return Ok(match part {
                Part::Some(shape, area) => Extent { area: *area, pieces: shape.shape.polygons().len() as u32 },
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
        let extent = Extent { area: self.known.area(&union), pieces: union.polygons().len() as u32 };
        self.extents.insert(keys, extent);
        Ok(extent)
    }

    fn touch(&mut self, a: u32, b: u32) -> Result<bool, Error> {
        let shapes = &self.known.store().atlas().shapes;
        let bounds = |number: u32| &shapes[self.parts[number as usize].0 as usize].bounds;
        if !bounds(a).meets(bounds(b)) {
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

    /// The number of a geometry's part in the region.
    fn part(&mut self, key: u32, rivals: Vec<u32>) -> Result<u32, Error> {
        let asked = (key, rivals);
        if let Some(number) = self.numbers.get(&asked) {
            return Ok(*number);
        }
        let part = match self.region {
            None => Part::Whole,
            Some(region) if self.meets(key) => self.known.cut(key, region, &asked.1)?,
            Some(_) => Part::Nothing,
        };
        let number = self.parts.len() as u32;
        self.parts.push((key, part));
        self.numbers.insert(asked, number);
        Ok(number)
    }

    /// The ground of a part.
    fn shape(&self, number: u32) -> Result<Rc<Edged>, Error> {
        match &self.parts[number as usize] {
            (_, Part::Some(shape, _)) => Ok(Rc::clone(shape)),
            (key, _) => self.known.load(*key),
        }
    }
}

/// Whether a part of a polygon is a sliver.
fn is_sliver(part: Area, whole: Area) -> bool {
    part.m2() <= SHARE * whole.m2() && part.km2() <= MOST
}

fn together(status: &[Status]) -> String {
    let names: Vec<&str> = status.iter().map(|s| s.name()).collect();
    if names.is_empty() { "all".to_owned() } else { names.join("+") }
}
