//! Areas and depths judged by GeographicLib's own tools, a second implementation: `Planimeter` and `GeodSolve`. Without them
//! the tests say "skipped".

use proptest::prelude::*;
use salient_map::region::{Border, border};
use salient_map::source::{self, Options};
use salient_map::tally::Filter;
use salient_map::{Geodesy, Import, Position, Region, Shape, Status, Store, Tally, pieces, region};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

#[allow(clippy::print_stderr, reason = "what is skipped is said aloud")]
fn skipped(why: &str) {
    eprintln!("skipped: {why}");
}

/// What a tool prints for some input; nothing where it is not installed.
fn tool(name: &str, arguments: &[&str], input: &str) -> Option<String> {
    let child = Command::new(name).args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut child) = child else {
        skipped(&format!("{name} is not installed (Debian: geographiclib-tools)"));
        return None;
    };
    let mut stdin = child.stdin.take()?;
    let input = input.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let out = child.wait_with_output().ok()?;
    writer.join().ok()?.ok()?;
    Some(String::from_utf8_lossy(&out.stdout).into_owned())
}

/// Square metres of a shape by Planimeter, ring by ring.
fn judged(shape: &Shape) -> Option<f64> {
    let mut total = 0.0;
    for polygon in shape.polygons() {
        for (index, ring) in polygon.rings().iter().enumerate() {
            let lines: String = ring[1..].iter().map(|[x, y]| format!("{y:.15} {x:.15}\n")).collect();
            let area: f64 = tool("Planimeter", &["-s", "-p", "6"], &lines)?.split_whitespace().nth(2)?.parse().ok()?;
            total += if index == 0 { area.abs() } else { -area.abs() };
        }
    }
    Some(total)
}

fn agrees(shape: &Shape) {
    let Some(theirs) = judged(shape) else { return };
    let ours = Geodesy::default().area(shape).m2();
    assert!((ours - theirs).abs() <= 1e-6 * theirs.abs(), "{ours} against {theirs}");
}

/// A star around a middle: any radii give a ring that does not cross itself.
fn star(middle: Position, radii: &[f64]) -> Vec<Position> {
    let n = radii.len() as f64;
    let point = |(k, r): (usize, &f64)| {
        let (sin, cos) = (k as f64 / n * std::f64::consts::TAU).sin_cos();
        [middle[0] + r * cos, (middle[1] + r * sin).clamp(-89.0, 89.0)]
    };
    let mut ring: Vec<Position> = radii.iter().enumerate().map(point).collect();
    ring.push(ring[0]);
    ring
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_star(lon in -179.0..179.0, lat in -80.0..80.0, radii in prop::collection::vec(0.001..3.0f64, 5..40)) {
        agrees(&Shape::from_rings(vec![star([lon, lat], &radii)]).expect("it has an area"));
    }
}

fn samples() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/maps/deepstate");
    if path.is_dir() {
        return Some(path);
    }
    skipped("the sample maps are not beside the project");
    None
}

fn atlas(folder: &Path) -> Store {
    let mut store = Store::default();
    let now = "2026-01-01T00:00:00Z".parse().expect("a time");
    let options = Options { time: None, now, mapping: None };
    let mut import = Import::new(&mut store, source::named("deepstate").expect("it is there"), options);
    let mut files: Vec<PathBuf> = folder.read_dir().expect("a folder").flatten().map(|e| e.path()).collect();
    files.sort();
    for file in files {
        #[allow(clippy::disallowed_methods, reason = "a test has a disk")]
        let bytes = std::fs::read(&file).expect("a file");
        import.file(&file.to_string_lossy(), &bytes).expect("it is a map");
    }
    store
}

/// Day, held, held and unknown, depth of each piece where the bars tell it.
const TOLD: &[(&str, f64, f64, &[f64])] = &[
    ("2024-08-19", 658.82, 1252.20, &[]),
    ("2025-01-17", 436.29, 627.45, &[19.4, 1.3]),
    ("2025-02-20", 428.68, 602.27, &[]),
    ("2025-02-28", 422.94, 589.11, &[19.4, 2.3, 1.3]),
    ("2025-04-15", 42.45, 83.39, &[2.2, 1.3, 2.2]),
    ("2025-04-26", 29.06, 59.67, &[1.3, 1.3, 1.2]),
];

#[test]
fn kursk_is_what_was_measured() {
    let Some(folder) = samples() else { return };
    let store = atlas(&folder);
    let kursk = region::by_code("RU-KRS").expect("it is known");
    let border = border("RU", "UA").expect("it is known");
    for (day, held, both, depths) in TOLD {
        let map = store.atlas().snapshots.iter().rfind(|m| m.day() == *day).expect("the day has a map");
        let filter = Filter { status: vec![Status::Held], holder: Some("UA".into()), together: false };
        let found = pieces::of(&store, map, Some(&kursk), &filter, Some(border)).expect("it reads");
        let sum: f64 = found.iter().map(|p| p.km2).sum();
        assert!((sum - held).abs() <= 1e-3 * held, "{day}: {sum} against {held}");
        let with = Filter { status: vec![Status::Held, Status::Unknown], holder: Some("UA".into()), together: true };
        let rows = Tally::new(&store, Some(&kursk)).rows(map, &with).expect("it reads");
        assert!((rows[0].km2 - both).abs() <= 1e-3 * both, "{day}: {} against {both}", rows[0].km2);
        assert!(depths.is_empty() || depths.len() == found.len(), "{day}: {} pieces", found.len());
        for (piece, depth) in found.iter().zip(*depths) {
            let ours = piece.depth_km.expect("the border is known");
            assert!((ours - depth).abs() <= 0.15, "{day}: {ours} against {depth}");
            judge_depth(border, piece.deepest.expect("it has one"), ours);
        }
        judge_ground(&store, map, &kursk, &filter);
    }
}

fn judge_ground(store: &Store, map: &salient_map::Snapshot, kursk: &Region, filter: &Filter) {
    let held = salient_map::change::entries(store, map, filter);
    agrees(&Tally::new(store, Some(kursk)).ground(&held).expect("it reads"));
}

/// The border's positions are at most a few hundred metres apart, so the nearest of them is not much farther than the line.
fn judge_depth(border: &Border, at: Position, ours: f64) {
    let near = border.lines.iter().flatten().filter(|p| (p[0] - at[0]).abs() < 1.0 && (p[1] - at[1]).abs() < 0.6);
    let lines: String = near.map(|p| format!("{:.10} {:.10} {:.10} {:.10}\n", at[1], at[0], p[1], p[0])).collect();
    let Some(printed) = tool("GeodSolve", &["-i", "-p", "3"], &lines) else { return };
    let metres = printed.lines().filter_map(|l| l.split_whitespace().nth(2)?.parse::<f64>().ok());
    let nearest = metres.fold(f64::INFINITY, f64::min) / 1000.0;
    assert!(ours <= nearest + 0.001 && nearest - ours < 0.15, "{ours} km against {nearest}");
}
