//! Areas add up: a state's divisions make the state, and the two sides of any border what lies around both; on the sample maps,
//! where they are beside the project, and on any polygons.

#![allow(clippy::disallowed_methods, reason = "a test has a disk")]

use proptest::prelude::*;
use salient_map::atlas::Terms;
use salient_map::region::{by_code, divisions};
use salient_map::source::{self, Options};
use salient_map::tally::Filter;
use salient_map::{Bounds, Control, Import, Position, Region, Shape, Snapshot, Status, Store, Tally, change};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What sums may differ by, as a share; below a square kilometre, as a share of that.
const APART: f64 = 1e-6;

fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= APART * a.abs().max(b.abs()).max(1.0)
}

#[allow(clippy::print_stderr, reason = "what is skipped is said aloud")]
fn samples() -> Option<Store> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/maps/deepstate");
    let Ok(files) = folder.read_dir() else {
        eprintln!("skipped: the sample maps are not beside the project");
        return None;
    };
    let mut store = Store::default();
    let options = Options { time: None, now: "2026-01-01T00:00:00Z".parse().expect("a time"), mapping: None };
    let mut import = Import::new(&mut store, source::named("deepstate").expect("it is there"), options);
    let mut files: Vec<PathBuf> = files.flatten().map(|e| e.path()).collect();
    files.sort();
    for file in files {
        import.file(&file.to_string_lossy(), &std::fs::read(&file).expect("a file")).expect("it is a map");
    }
    Some(store)
}

/// Square kilometres by status and holder.
type Sums = BTreeMap<(String, Option<String>), f64>;

fn sums(tally: &mut Tally, map: &Snapshot, filter: &Filter, into: &mut Sums) {
    for row in tally.rows(map, filter).expect("it reads") {
        *into.entry((row.status, row.holder)).or_default() += row.km2;
    }
}

/// What the slivers of a polygon drawn at random may lose between divisions, in km²: now and then one of up to 20 km² is in none.
const LOST: f64 = 60.0;

/// The state and its divisions, which must make it, but for `slack` in km².
fn divisions_make(store: &Store, state: &str, filter: &Filter, slack: f64) -> Sums {
    let (whole, all) = (Tally::new(store, None), Tally::new(store, None));
    let region = by_code(state).expect("it is known");
    let parts: Vec<Region> = divisions(state).iter().filter_map(|code| by_code(code)).collect();
    let mut whole = whole.beside(Some(&region));
    let mut tallies: Vec<Tally> = parts.iter().map(|part| all.beside(Some(part))).collect();
    let mut last = Sums::new();
    for map in &store.atlas().snapshots {
        let (mut of_state, mut of_parts) = (Sums::new(), Sums::new());
        sums(&mut whole, map, filter, &mut of_state);
        tallies.iter_mut().for_each(|tally| sums(tally, map, filter, &mut of_parts));
        assert_eq!(of_state.keys().collect::<Vec<_>>(), of_parts.keys().collect::<Vec<_>>(), "{}", map.day());
        for (key, km2) in &of_state {
            let near = (km2 - of_parts[key]).abs() <= slack;
            assert!(near || same(*km2, of_parts[key]), "{state} {} {key:?}: {km2} and {}", map.day(), of_parts[key]);
        }
        last = of_state;
    }
    last
}

/// A state by itself.
fn whole(store: &Store, state: &str, filter: &Filter) -> Sums {
    let region = by_code(state).expect("it is known");
    let all = Tally::new(store, None);
    let mut into = Sums::new();
    sums(&mut all.beside(Some(&region)), &store.atlas().snapshots[0], filter, &mut into);
    into
}

#[test]
fn divisions_make_their_state_on_the_samples() {
    let Some(store) = samples() else { return };
    let sums = ["UA", "RU"].map(|state| divisions_make(&store, state, &Filter::default(), 0.0));
    assert!(sums.iter().all(|sums| !sums.is_empty()));
    divisions_make(&store, "UA", &Filter { together: true, ..Filter::default() }, 0.0);
}

#[test]
fn changes_add_up_on_the_samples() {
    let Some(store) = samples() else { return };
    let filter = Filter { status: vec![Status::Held], holder: Some("RU".into()), together: false };
    let regions: Vec<Region> = ["UA"].iter().chain(divisions("UA")).filter_map(|code| by_code(code)).collect();
    let mut all = Tally::new(&store, None);
    let mut tallies: Vec<Tally> = regions.iter().map(|region| all.beside(Some(region))).collect();
    for pair in store.atlas().snapshots.windows(2) {
        let change = |tally: &mut Tally| {
            let found = change::within(tally, (&pair[0], &pair[1]), &filter).expect("it reads");
            [found.gained.km2(), found.lost.km2(), found.net().km2(), found.before.km2()]
        };
        let (ukraine, all) = (change(&mut tallies[0]), change(&mut all));
        let mut parts = [0.0; 4];
        for tally in &mut tallies[1..] {
            change(tally).into_iter().zip(&mut parts).for_each(|(km2, sum)| *sum += km2);
        }
        let day = pair[1].day();
        for (sum, whole) in parts.into_iter().zip(ukraine) {
            assert!((sum - whole).abs() <= APART * ukraine[3], "{day}: {parts:?} make {ukraine:?}");
        }
        // All that the map's own war changes lies in Ukraine: the state tells the change of all ground.
        assert!((all[2] - ukraine[2]).abs() < 0.05, "{day}: {all:?} and {ukraine:?}");
    }
}

#[test]
fn regions_taken_together_are_their_sum_on_the_samples() {
    let Some(store) = samples() else { return };
    let filter = Filter { status: vec![Status::Held], holder: Some("RU".into()), together: false };
    let map = &store.atlas().snapshots[0];
    let km2 = |code: &str| {
        let region = by_code(code).expect("it is known");
        let rows = Tally::new(&store, Some(&region)).rows(map, &filter).expect("it reads");
        rows.iter().map(|row| row.km2).sum::<f64>()
    };
    for codes in ["UA-09+UA-14", "UA-14+UA-23+UA-65", "UA-63+UA-09"] {
        let sum: f64 = codes.split('+').map(km2).sum();
        assert!(sum > 1000.0 && same(sum, km2(codes)), "{codes}: {sum} and {}", km2(codes));
    }
}

/// A star around a middle: any radii give a ring that does not cross itself.
fn star(middle: Position, radii: &[f64]) -> Shape {
    let point = |(k, r): (usize, &f64)| {
        let (sin, cos) = (k as f64 / radii.len() as f64 * std::f64::consts::TAU).sin_cos();
        [middle[0] + r * cos, middle[1] + r * sin]
    };
    let mut ring: Vec<Position> = radii.iter().enumerate().map(point).collect();
    ring.push(ring[0]);
    Shape::from_rings(vec![ring]).expect("it has an area")
}

/// A map of any polygons, which may overlap.
fn any_map(shapes: &[Shape]) -> Store {
    let mut store = Store::default();
    let control = Control::by(Status::Held, "A");
    let entries = shapes.iter().map(|shape| store.entry(shape, &control)).collect();
    let (source, file, digest) = ("any".to_owned(), String::new(), String::new());
    let time = "2025-01-01T00:00:00Z".parse().expect("a time");
    let map = Snapshot { source, time, file, digest, entries, marks: Vec::new(), aside: Vec::new() };
    let terms = Terms { title: "Any".into(), attribution: "us".into(), licence: "none".into(), shareable: true };
    store.add(&terms, map);
    store
}

/// A region of the user's own.
fn own(code: &str, shape: Shape) -> Region {
    Region { code: code.to_owned(), name: code.to_owned(), shape, state: None }
}

fn ring(positions: &[Position]) -> Shape {
    Shape::from_rings(vec![positions.iter().chain(positions.first()).copied().collect()]).expect("it has an area")
}

fn stars(around: Bounds) -> impl Strategy<Value = Vec<Shape>> {
    let [west, south, east, north] = around.edges();
    let one = ((west..east, south..north), prop::collection::vec(0.02..0.7f64, 5..24));
    prop::collection::vec(one.prop_map(|((x, y), radii)| star([x, y], &radii)), 1..5)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn two_sides_of_any_border_make_the_whole(
        shapes in stars(Bounds::new(30.5, 49.5, 33.5, 51.5)),
        bends in prop::collection::vec(-0.5..0.5f64, 3..40),
    ) {
        let (south, north) = (48.0, 53.0);
        let step = (north - south) / (bends.len() - 1) as f64;
        let line: Vec<Position> = bends.iter().enumerate().map(|(k, x)| [32.0 + x, south + step * k as f64]).collect();
        let up: Vec<Position> = [vec![[29.0, north], [29.0, south]], line.clone()].concat();
        let down: Vec<Position> = line.iter().rev().copied().chain([[35.0, south], [35.0, north]]).collect();
        let (left, right) = (own("left", ring(&up)), own("right", ring(&down)));
        let both = own("both", Shape::union([&left.shape, &right.shape]));
        let store = any_map(&shapes);
        let map = &store.atlas().snapshots[0];
        let km2 = |region: Option<&Region>| {
            let rows = Tally::new(&store, region).rows(map, &Filter::default()).expect("it reads");
            rows.iter().map(|row| row.km2).sum::<f64>()
        };
        let (sum, whole, all) = (km2(Some(&left)) + km2(Some(&right)), km2(Some(&both)), km2(None));
        prop_assert!(same(sum, whole), "{sum} and {whole}");
        prop_assert!((whole - all).abs() <= 2e-6 * all, "{whole} and {all}");
    }

    #[test]
    fn any_polygons_along_a_state_border_count_once_but_for_slivers(shapes in stars(Bounds::new(33.0, 50.0, 38.0, 52.5))) {
        let store = any_map(&shapes);
        let filter = Filter::default();
        // inside Russia the divisions are drawn apart by two sources, with hairline gaps that random ground can fall into
        let (ukraine, russia) = (divisions_make(&store, "UA", &filter, LOST * shapes.len() as f64), whole(&store, "RU", &filter));
        let sum: f64 = ukraine.values().chain(russia.values()).sum();
        let rows = Tally::new(&store, None).rows(&store.atlas().snapshots[0], &filter).expect("it reads");
        let all = rows.iter().map(|row| row.km2).sum::<f64>();
        // Between divisions that are drawn apart lie gaps: some ground may be in none, and slivers of some polygons in two.
        prop_assert!((sum - all).abs() <= all * 0.02 + LOST * shapes.len() as f64, "{sum} and {all}");
    }
}
