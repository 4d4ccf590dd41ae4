//! `salient map` and `salient check --map` as a user runs them, on small maps of our own.

#![allow(clippy::disallowed_methods, reason = "a test has a disk")]

use std::path::Path;
use std::process::{Command, Output};

fn salient(arguments: &[&str], folder: &Path) -> Output {
    let binary = env!("CARGO_BIN_EXE_salient");
    Command::new(binary).args(arguments).current_dir(folder).env("NO_COLOR", "1").output().expect("it runs")
}

fn out(arguments: &[&str], folder: &Path) -> String {
    let output = salient(arguments, folder);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn refused(arguments: &[&str], folder: &Path) -> String {
    let output = salient(arguments, folder);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn polygon(fill: &str, key: &str, [west, south, east, north]: [f64; 4]) -> String {
    format!(
        r#"{{"type":"Feature","geometry":{{"type":"Polygon","coordinates":[[[{west},{south},0],[{east},{south},0],[{east},{north},0],[{west},{north},0],[{west},{south},0]]]}},"properties":{{"name":"x /// x /// geoJSON.status.{key}","fill":"{fill}"}}}}"#
    )
}

/// Three days of a map of Kursk oblast: two pieces held by Ukraine, the larger one shrinking, unknown ground, a unit marker.
fn maps(folder: &Path) {
    let point =
        r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[35.3,51.3,0]},"properties":{"name":"Brigade"}}"#;
    for (day, east) in [("2024-12-10", 35.9), ("2025-01-10", 35.7), ("2025-01-17", 35.7)] {
        let features = [
            polygon("#01579b", "dismissed", [35.2, 51.3, east, 51.4]),
            polygon("#01579b", "dismissed", [35.2, 51.6, 35.3, 51.65]),
            polygon("#bdbdbd", "unknown", [35.2, 51.8, 35.5, 51.9]),
            polygon("#a52714", "occupied", [38.0, 48.0, 38.5, 48.5]),
            point.to_owned(),
        ];
        let text = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
        std::fs::write(folder.join(format!("{day}T2000.geojson")), text).expect("writes");
    }
}

fn atlas() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    maps(folder.path());
    let report = out(&["map", "import", "deepstate", "*.geojson", "--atlas", "a"], folder.path());
    assert!(report.contains("3 new") && report.contains("3: points (units, arrows, places): never read"), "{report}");
    folder
}

#[test]
fn areas_changes_pieces_and_last_edits_fit_together() {
    let folder = atlas();
    let at = folder.path();
    let csv = out(&["map", "area", "--atlas", "a", "--in", "Kursk", "--holder", "UA", "--format", "csv"], at);
    let rows: Vec<Vec<&str>> = csv.lines().map(|l| l.split(',').collect()).collect();
    assert_eq!(rows[0][..6], ["snapshot", "status", "holder", "region", "km2", "pieces"]);
    assert_eq!(rows[2][..4], ["2025-01-10T20:00:00Z", "held", "UA", "RU-KRS"]);
    let km2 = |row: usize| rows[row][4].parse::<f64>().expect("a number");
    let pieces = out(
        &["map", "pieces", "--atlas", "a", "--in", "RU-KRS", "--holder", "UA", "--on", "2025-01-12", "--format", "csv"],
        at,
    );
    let sum: f64 =
        pieces.lines().skip(1).map(|l| l.split(',').nth(3).expect("km2").parse::<f64>().expect("a number")).sum();
    assert!((sum - km2(2)).abs() < 1e-3, "{sum} {}", km2(2));
    let change = out(
        &[
            "map",
            "change",
            "2024-12-10",
            "2025-01-10",
            "--atlas",
            "a",
            "--in",
            "RU-KRS",
            "--holder",
            "UA",
            "--format",
            "json",
        ],
        at,
    );
    let change: serde_json::Value = serde_json::from_str(&change).expect("JSON");
    let of = |what: &str| {
        change.as_array().expect("rows").iter().find(|r| r["what"] == what).expect("there")["km2"]
            .as_f64()
            .expect("km2")
    };
    assert!((of("net") - (km2(2) - km2(1))).abs() < 1e-2, "{} {}", of("net"), km2(2) - km2(1));
    let stale = out(&["map", "stale", "--atlas", "a", "--in", "RU-KRS", "--format", "csv"], at);
    assert!(stale.contains("2025-01-17T20:00:00Z,2025-01-10T20:00:00Z,7"), "{stale}");
    let north =
        out(&["map", "area", "--atlas", "a", "--in", "35,51.5,36,51.7", "--holder", "UA", "--format", "ndjson"], at);
    assert_eq!(north.lines().count(), 3);
}

#[test]
fn exports_open_elsewhere_and_sum_to_the_table() {
    let folder = atlas();
    let at = folder.path();
    let csv = out(&["map", "area", "--atlas", "a", "--format", "csv"], at);
    let table: f64 =
        csv.lines().skip(1).map(|l| l.split(',').nth(4).expect("km2").parse::<f64>().expect("a number")).sum();
    for file in ["x.geojson", "x.gpkg", "x.fgb", "x.parquet"] {
        out(&["map", "export", file, "--atlas", "a"], at);
        assert!(std::fs::metadata(at.join(file)).expect("written").len() > 500);
    }
    let geojson: serde_json::Value =
        serde_json::from_slice(&std::fs::read(at.join("x.geojson")).expect("there")).expect("JSON");
    let features = geojson["features"].as_array().expect("features");
    let sum: f64 = features.iter().map(|f| f["properties"]["km2"].as_f64().expect("km2")).sum();
    assert!((sum - table).abs() < 1e-3, "{sum} {table}");
    assert!(geojson["terms"][0]["licence"].as_str().is_some_and(|l| !l.is_empty()));
    for file in ["x.geojson", "x.gpkg", "x.fgb"] {
        let Ok(seen) = Command::new("ogrinfo").args(["-al", "-geom=SUMMARY", file]).current_dir(at).output() else {
            skipped("ogrinfo is not installed (Debian: gdal-bin)");
            return;
        };
        let text = String::from_utf8_lossy(&seen.stdout);
        let sum: f64 = text
            .lines()
            .filter_map(|l| l.trim().strip_prefix("km2 (Real) = "))
            .map(|n| n.parse::<f64>().expect("km2"))
            .sum();
        assert!((sum - table).abs() < 1e-3, "{file}: {sum} {table}\n{text}");
        let complaints = String::from_utf8_lossy(&seen.stderr);
        assert!(!complaints.contains("Warning") && !complaints.contains("ERROR"), "{file}: {complaints}");
    }
}

#[test]
fn an_export_comes_back_by_a_case() {
    let folder = atlas();
    let at = folder.path();
    let case = r#"
        name = "back"
        title = "Back"
        start = "2024-08-06"
        region = "RU-KRS"
        soil = "RU"
        party = []
        [[map]]
        name = "own"
        property = "holder"
        date = "snapshot"
        ignore = ["", "RU"]
        [map.meaning]
        UA = { status = "held", holder = "UA" }
    "#;
    std::fs::create_dir(at.join("back")).expect("makes");
    std::fs::write(at.join("back/case.toml"), case).expect("writes");
    let table = |atlas: &str| {
        out(&["map", "area", "--atlas", atlas, "--holder", "UA", "--format", "csv"], at).replace(",own", ",deepstate")
    };
    for file in ["x.gpkg", "x.fgb", "x.geojson"] {
        out(&["map", "export", file, "--atlas", "a"], at);
        out(&["map", "import", "own", file, "--case", "back", "--atlas", &format!("from-{file}")], at);
        assert_eq!(table(&format!("from-{file}")), table("a"), "{file}");
    }
}

#[allow(clippy::print_stderr, reason = "what is skipped is said aloud")]
fn skipped(why: &str) {
    eprintln!("skipped: {why}");
}

#[test]
fn a_plot_is_an_svg_and_a_png() {
    let folder = atlas();
    let at = folder.path();
    let of = |format| {
        ["map", "area", "--atlas", "a", "--in", "RU-KRS", "--status", "held,unknown", "--format", format, "-o", "plot"]
    };
    out(&of("svg"), at);
    let svg = std::fs::read_to_string(at.join("plot")).expect("there");
    assert!(svg.starts_with("<svg") && svg.contains("UA held") && svg.contains("DeepStateMAP.live"));
    out(&of("png"), at);
    assert!(std::fs::read(at.join("plot")).expect("there").starts_with(b"\x89PNG"));
}

#[test]
fn young_geometry_stays_inside() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    maps(at);
    let yesterday = jiff::Timestamp::now().checked_sub(jiff::SignedDuration::from_hours(24)).expect("a time");
    std::fs::rename(at.join("2025-01-17T2000.geojson"), at.join(format!("{}.geojson", yesterday.as_second())))
        .expect("renames");
    out(&["map", "import", "deepstate", "*.geojson", "--atlas", "a"], at);
    let why = refused(&["map", "export", "x.geojson", "--atlas", "a"], at);
    assert!(why.contains("younger than 72 h") && why.contains("--min-age"), "{why}");
    assert!(!at.join("x.geojson").exists());
    refused(&["map", "area", "--atlas", "a", "--format", "svg"], at);
    out(&["map", "export", "x.geojson", "--atlas", "a", "--min-age", "0"], at);
    out(&["map", "export", "y.geojson", "--atlas", "a", "--to", "2025-02-01"], at);
}

#[test]
fn mistakes_say_what_to_do_and_change_nothing() {
    let folder = atlas();
    let at = folder.path();
    let before = std::fs::read(at.join("a/atlas.json")).expect("there");
    std::fs::write(at.join("bad.geojson"), "{\"features\":[{]}").expect("writes");
    std::fs::write(at.join("empty.geojson"), "").expect("writes");
    for (arguments, word) in [
        (vec!["map", "import", "deepstat", "*.geojson", "--atlas", "a"], "deepstate"),
        (vec!["map", "import", "deepstate", "bad.geojson", "--date", "2025-02-01", "--atlas", "a"], "feature 1"),
        (vec!["map", "import", "deepstate", "empty.geojson", "--date", "2025-02-01", "--atlas", "a"], "empty"),
        (vec!["map", "import", "deepstate", "bad.geojson", "--atlas", "a"], "--date"),
        (vec!["map", "import", "deepstate", "nothing.geojson", "--atlas", "a"], "nothing.geojson"),
        (vec!["map", "area", "--atlas", "b"], "no atlas there"),
        (vec!["map", "area", "--atlas", "a", "--in", "Kurks"], "RU-KRS"),
        (vec!["map", "area", "--atlas", "a", "--source", "isw"], "deepstate"),
        (vec!["map", "export", "x.shp", "--atlas", "a"], ".geojson"),
        (vec!["map", "show", "--atlas", "a", "--on", "2020-01-01"], "no map"),
    ] {
        let why = refused(&arguments, at);
        assert!(why.contains(word), "{arguments:?}: {why}");
    }
    assert!(before == std::fs::read(at.join("a/atlas.json")).expect("there"));
    let part = salient(
        &[
            "map",
            "import",
            "deepstate",
            "bad.geojson",
            "2025-01-17T2000.geojson",
            "--keep-going",
            "--date",
            "2025-03-01",
            "--atlas",
            "a",
        ],
        at,
    );
    assert_eq!(part.status.code(), Some(2));
    assert!(out(&["map", "list", "--atlas", "a"], at).contains("  4  "));
}

#[test]
fn a_text_against_the_map() {
    let folder = atlas();
    let at = folder.path();
    let text = "Ukrainian forces control about 400 square kilometers in the Kursk region, the Ukrainian General Staff said. \
        Russia has taken full control of the Kursk region, the Russian Defense Ministry said.";
    std::fs::write(at.join("t.txt"), text).expect("writes");
    let run = salient(
        &["check", "t.txt", "--published", "2025-01-20", "--map", "a", "--case", "kursk-2024", "--verbose"],
        at,
    );
    let said = String::from_utf8_lossy(&run.stdout).into_owned();
    assert!(said.contains("warning[map-still-shows]") && said.contains("in 2 pieces"), "{said}");
    assert!(said.contains("last edit there after 2024-12-10, by 2025-01-10"), "{said}");
    assert!(said.contains("supported: DeepState shows"), "{said}");
    assert_eq!(run.status.code(), Some(0), "a warning is no error");
    let strict = salient(
        &["check", "t.txt", "--published", "2025-01-20", "--map", "a", "--case", "kursk-2024", "--fail-on", "warning"],
        at,
    );
    assert_eq!(strict.status.code(), Some(1));
}
