//! How much of a map's geometry lies in a region, and what was worked out on the way: maps repeat themselves, and so do questions.

use crate::area::{Area, Geodesy};
use crate::atlas::Store;
use crate::error::Error;
use crate::region::Region;
use crate::shape::{Edged, Shape, fine};
use crate::sliver::{Home, Sliver, home, lines_in};
use geographiclib_rs::Geodesic;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// How much of a geometry lies in the region.
#[derive(Clone)]
pub(crate) enum Part {
    Nothing,
    Whole,
    Some(Rc<Edged>, Area),
}

/// So many geometries are kept in memory at most.
const MOST_LOADED: usize = 2000;
/// What is less than this share of a polygon lies between two roundings.
const ROUNDING: f64 = 1e-9;
/// Square metres that a rival takes at least.
const TAKEN: f64 = 10.0;

/// What does not depend on the region.
pub(crate) struct Known<'a> {
    store: &'a Store,
    earth: Geodesic,
    geodesy: RefCell<Geodesy>,
    loaded: RefCell<HashMap<u32, Rc<Edged>>>,
    homes: RefCell<HashMap<u32, Rc<Vec<Option<Home>>>>>,
}

impl<'a> Known<'a> {
    pub(crate) fn new(store: &'a Store) -> Self {
        Self {
            store,
            earth: Geodesic::wgs84(),
            geodesy: RefCell::default(),
            loaded: RefCell::default(),
            homes: RefCell::default(),
        }
    }

    pub(crate) fn store(&self) -> &'a Store {
        self.store
    }

    pub(crate) fn area(&self, shape: &Shape) -> Area {
        self.geodesy.borrow_mut().area(shape)
    }

    /// A geometry with its edges split along geodesics.
    pub(crate) fn load(&self, key: u32) -> Result<Rc<Edged>, Error> {
        if let Some(shape) = self.loaded.borrow().get(&key) {
            return Ok(Rc::clone(shape));
        }
        let shape = Rc::new(Edged::new(fine::geodesic(&self.store.shape(key)?, &self.earth)));
        let mut loaded = self.loaded.borrow_mut();
        if loaded.len() > MOST_LOADED {
            loaded.clear();
        }
        loaded.insert(key, Rc::clone(&shape));
        Ok(shape)
    }

    /// The home of each polygon of a geometry.
    fn homes(&self, key: u32) -> Result<Rc<Vec<Option<Home>>>, Error> {
        if let Some(homes) = self.homes.borrow().get(&key) {
            return Ok(Rc::clone(homes));
        }
        let shape = self.load(key)?;
        let mut geodesy = self.geodesy.borrow_mut();
        let homes = Rc::new(shape.shape.pieces().map(|piece| home(&piece, &mut geodesy)).collect());
        self.homes.borrow_mut().insert(key, Rc::clone(&homes));
        Ok(homes)
    }

    /// As much of a geometry as counts in a region, but for what rivals take.
    pub(crate) fn cut(&self, key: u32, region: &Region, rivals: &[u32]) -> Result<Part, Error> {
        let loaded = self.load(key)?;
        let homes = if region.state.is_some() { self.homes(key)? } else { Rc::default() };
        let (mut kept, mut area, mut whole) = (Vec::new(), Area::ZERO, rivals.is_empty());
        for (number, piece) in loaded.shape.pieces().enumerate() {
            let full = self.area(&piece);
            let Some(mut inside) = cut(&piece, homes.get(number).and_then(Option::as_ref), region) else {
                (area, kept) = (area + full, [kept, vec![piece]].concat());
                continue;
            };
            for rival in rivals {
                inside = inside.difference(&self.taken(key, *rival, region)?);
            }
            let within = self.area(&inside);
            whole &= (full - within).m2() <= ROUNDING * full.m2();
            if within.m2() > ROUNDING * full.m2() {
                area = area + within;
                kept.push(inside);
            }
        }
        Ok(match (kept.is_empty(), whole) {
            (true, _) => Part::Nothing,
            (_, true) => Part::Whole,
            _ => Part::Some(Rc::new(Edged::new(Shape::apart(kept))), area),
        })
    }

    /// The other geometries of a map that have ground where a geometry has slivers that count in a region.
    pub(crate) fn rivals(&self, key: u32, region: &Region, others: &[u32]) -> Result<Vec<u32>, Error> {
        let slivers = self.slivers_in(key, region)?;
        let mut out = Vec::new();
        let shapes = &self.store.atlas().shapes;
        for other in others.iter().copied().filter(|other| *other != key) {
            let meets = slivers.iter().any(|s| s.shape.bounds().meets(&shapes[other as usize].bounds));
            if meets && !self.taken(key, other, region)?.is_empty() {
                out.push(other);
            }
        }
        Ok(out)
    }

    fn slivers_in(&self, key: u32, region: &Region) -> Result<Vec<Sliver>, Error> {
        if region.state.is_none() {
            return Ok(Vec::new());
        }
        let homes = self.homes(key)?;
        Ok(homes.iter().flatten().flat_map(|home| home.counting_in(&region.code)).cloned().collect())
    }

    /// What a rival takes of the slivers of a geometry: ground that counts where it lies, and of ground that is a sliver of
    /// both, all of it or nothing, by the geometries' hashes.
    fn taken(&self, key: u32, rival: u32, region: &Region) -> Result<Shape, Error> {
        let theirs = self.load(rival)?;
        let ids = |key: u32| self.store.atlas().shapes[key as usize].id;
        let mut out = Vec::new();
        for sliver in self.slivers_in(key, region)? {
            let mut ground = sliver.shape.intersection(&theirs.shape);
            if ids(rival) > ids(key) {
                let homes = self.homes(rival)?;
                let slivers = homes.iter().flatten().flat_map(|home| &home.slivers);
                ground = slivers.fold(ground, |ground, s| ground.difference(&s.wide));
            }
            if self.area(&ground).m2() > TAKEN {
                out.push(ground);
            }
        }
        Ok(Shape::union(&out))
    }
}

/// What of a polygon counts in a region; `None` for all of it.
fn cut(polygon: &Shape, home: Option<&Home>, region: &Region) -> Option<Shape> {
    if home.is_some_and(|home| home.state == region.code && !home.beyond) {
        return None;
    }
    let mut lines = lines_in(&region.shape, &polygon.bounds());
    let mine: Vec<&Shape> = home.into_iter().flat_map(|h| h.counting_in(&region.code)).map(|s| &s.wide).collect();
    if !mine.is_empty() {
        lines = Shape::union([&lines].into_iter().chain(mine));
    }
    let ground = polygon.intersection(&lines);
    let abroad = home.filter(|home| region.state.as_deref() != Some(home.state));
    let away = abroad.into_iter().flat_map(|home| &home.slivers);
    Some(away.fold(ground, |ground, sliver| ground.difference(&sliver.wide)))
}
