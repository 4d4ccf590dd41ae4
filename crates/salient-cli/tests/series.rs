//! `salient map area --by`, `salient map change --by` and `salient map list --gaps` as a user runs them, on small maps of our own.

#![allow(clippy::disallowed_methods, reason = "a test has a disk")]

use std::path::Path;
use std::process::{Command, Output};

fn salient(arguments: &str, folder: &Path) -> Output {
    let binary = env!("CARGO_BIN_EXE_salient");
    let arguments = arguments.split(' ');
    Command::new(binary).args(arguments).current_dir(folder).env("NO_COLOR", "1").output().expect("it runs")
}

fn out(arguments: &str, folder: &Path) -> String {
    let output = salient(arguments, folder);
    assert!(output.status.success(), "{arguments}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The cells of a CSV answer, without its head.
fn rows(arguments: &str, folder: &Path) -> Vec<Vec<String>> {
    let text = out(&format!("{arguments} --format csv"), folder);
    text.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

/// Ground held by Russia on both sides of the line between Donetsk and Luhansk oblasts; its eastern edge moves.
fn atlas() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (day, east) in [("2024-12-30", 38.9), ("2025-01-10", 38.7), ("2025-01-17", 38.7), ("2025-03-02", 39.0)] {
        let ring = format!("[[38,48.4,0],[{east},48.4,0],[{east},48.9,0],[38,48.9,0],[38,48.4,0]]");
        let text = format!(
            r##"{{"type":"FeatureCollection","features":[{{"type":"Feature","geometry":{{"type":"Polygon","coordinates":[{ring}]}},"properties":{{"name":"x","fill":"#a52714"}}}}]}}"##
        );
        std::fs::write(folder.path().join(format!("{day}T2000.geojson")), text).expect("writes");
    }
    out("map import deepstate . --atlas a", folder.path());
    folder
}

fn sum(rows: &[Vec<String>], column: usize) -> f64 {
    rows.iter().map(|row| row[column].parse::<f64>().expect("a number")).sum()
}

#[test]
fn a_state_by_name_and_its_divisions_by_month() {
    let folder = atlas();
    let at = folder.path();
    let whole = rows("map area --atlas a --in Ukraine --holder RU --by month", at);
    let periods: Vec<&str> = whole.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(periods, ["2024-12", "2025-01", "2025-02", "2025-03"]);
    let maps: Vec<&str> = whole.iter().map(|row| row[8].as_str()).collect();
    assert_eq!(maps, ["1", "2", "0", "1"], "in February the map of January stands");
    assert_eq!(whole[2][1], "2025-01-17T20:00:00Z");
    let parts = rows("map area --atlas a --in UA --holder RU --by month,region", at);
    assert_eq!(parts.len(), 8);
    assert!(parts.iter().all(|row| row[4].starts_with("UA-")));
    assert!((sum(&parts, 5) - sum(&whole, 5)).abs() < 1e-3, "{parts:?}");
    assert_eq!(rows("map area --atlas a --holder RU --by region,day", at).len() % 2, 0);
    let why = salient("map area --atlas a --by hour", at);
    assert!(String::from_utf8_lossy(&why.stderr).contains("month"), "{why:?}");
    let why = salient("map area --atlas a --by region --in 38,48,39,49", at);
    assert!(String::from_utf8_lossy(&why.stderr).contains("divisions of a state"), "{why:?}");
}

#[test]
fn gains_and_losses_by_month_and_region() {
    let folder = atlas();
    let at = folder.path();
    let asked = "map change 2024-12-30 2025-03-31 --atlas a --in UA --holder RU --by";
    let months = rows(&format!("{asked} month"), at);
    let periods: Vec<&str> = months.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(periods, ["2025-01", "2025-03"]);
    let number = |row: &[String], column: usize| row[column].parse::<f64>().expect("a number");
    assert!(number(&months[0], 6) > 100.0 && number(&months[0], 5) < 5.0, "January lost: {months:?}");
    assert!(number(&months[1], 5) > 100.0 && number(&months[1], 6) < 5.0, "March gained: {months:?}");
    let whole = rows(&format!("{asked} region"), at);
    let parts = rows(&format!("{asked} month,region"), at);
    assert!((sum(&parts, 7) - sum(&months, 7)).abs() < 2e-3, "{parts:?}");
    assert!((sum(&whole, 6) - sum(&months, 7)).abs() < 2e-3, "{whole:?}");
    let json = out(&format!("{asked} month --format json"), at);
    assert!(json.contains(r#""period":"2025-01""#) && json.contains(r#""net":"#), "{json}");
}

#[test]
fn tables_for_other_programs() {
    let folder = atlas();
    let at = folder.path();
    out("map area --atlas a --in UA --by month,region --format parquet --output area.parquet", at);
    let bytes = std::fs::read(at.join("area.parquet")).expect("it is there");
    assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));
    let svg = out("map area --atlas a --in UA --by week,region --format svg", at);
    assert!(svg.contains("UA-14 RU held") && svg.contains("UA-09 RU held"), "{svg}");
}

#[test]
fn days_without_a_map_and_without_a_change() {
    let folder = atlas();
    let at = folder.path();
    let gaps = rows("map list --atlas a --gaps --in Ukraine", at);
    let told: Vec<String> = gaps.iter().map(|row| row[1..].join(" ")).collect();
    assert_eq!(
        told,
        [
            "map * 2024-12-31 2025-01-09 10",
            "map * 2025-01-11 2025-01-16 6",
            "map * 2025-01-18 2025-03-01 43",
            "change UA 2024-12-31 2025-01-09 10",
            "change UA 2025-01-11 2025-03-01 50",
        ]
    );
}
