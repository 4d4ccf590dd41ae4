//! Every source on a small sample of our own, the oddities that archives have, and files that are broken in every way.

#![allow(clippy::disallowed_methods, reason = "a test has a disk")]

use salient_map::case::Case;
use salient_map::export::{self, Format};
use salient_map::source::{self, Options};
use salient_map::tally::Filter;
use salient_map::{Error, Import, Report, Status, Store};
use std::io::{Cursor, Write};

const NOW: &str = "2026-01-01T00:00:00Z";

fn options(case: Option<&Case>, source: &str) -> Options<'static> {
    let mapping = case.and_then(|c| c.map(source)).cloned();
    Options { time: None, now: NOW.parse().expect("a time"), mapping: mapping.map(|m| &*Box::leak(Box::new(m))) }
}

fn import(store: &mut Store, source: &str, case: Option<&Case>, files: &[(&str, &[u8])]) -> Result<Report, Error> {
    let options = options(case, source);
    let mut import = match source::named(source) {
        Ok(known) => Import::new(store, known, options),
        Err(_) => Import::mapped(store, options.mapping.expect("the case tells"), options),
    };
    for (name, bytes) in files {
        import.file(name, bytes)?;
    }
    Ok(std::mem::take(&mut import.report))
}

fn table(store: &Store) -> Vec<String> {
    let mut tally = salient_map::Tally::new(store, None);
    let maps = store.atlas().snapshots.iter();
    let rows = maps.flat_map(|m| tally.rows(m, &Filter::default()).expect("it reads"));
    rows.map(|r| {
        format!("{} {} {} {:.1} {}", &r.snapshot[..10], r.status, r.holder.unwrap_or_default(), r.km2, r.pieces)
    })
    .collect()
}

fn box_at(west: f64, south: f64, size: f64) -> String {
    let (east, north) = (west + size, south + size);
    format!("[[[{west},{south},0],[{east},{south},0],[{east},{north},0],[{west},{north},0],[{west},{south},0]]]")
}

fn polygon(fill: &str, name: &str, coordinates: &str) -> String {
    format!(
        r#"{{"type":"Feature","geometry":{{"type":"Polygon","coordinates":{coordinates}}},"properties":{{"name":"{name}","fill":"{fill}"}}}}"#
    )
}

fn collection(features: &[String]) -> String {
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","))
}

#[test]
fn deepstate_counts_no_oddity_in_silence() {
    let occupied = "Окуповано /// Occupied\\n/// geoJSON.status.occupied";
    let parts = format!(
        r##"{{"type":"Feature","geometry":{{"type":"GeometryCollection","geometries":[{{"type":"Polygon","coordinates":{}}},{{"type":"Point","coordinates":[38,48,0]}}]}},"properties":{{"name":"{occupied}","fill":"#a52714"}}}}"##,
        box_at(39.0, 48.0, 0.1)
    );
    let point =
        r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[38.1,48.2,0]},"properties":{"name":"Brigade"}}"#;
    let features = [
        polygon("#a52714", occupied, &box_at(38.0, 48.0, 0.1)),
        parts,
        point.to_owned(),
        polygon("#fbc02d", "Багатокутник 3", &box_at(45.0, 2.0, 3.0)),
        polygon("#bcaaa4", "Unknown status", "[[[37,47],[65.6,13.5],[37.1,47.1],[37,47]]]"),
        polygon("#880e4f", "Придністров'я /// Transnistria", &box_at(29.0, 47.0, 0.1)),
        polygon("#ff5252", "x /// Karelia /// geoJSON.territories.karelia", &box_at(30.0, 61.0, 1.0)),
        polygon("#01579b", "Окуп\u{fffd}вано /// Liberated /// geoJSON.status.dismissed", &box_at(35.2, 51.2, 0.1)),
        polygon("#0f9d58", "x /// Occupied /// geoJSON.status.occupied", &box_at(37.0, 50.0, 0.1)),
    ];
    let mut store = Store::default();
    let report = import(&mut store, "deepstate", None, &[("1675296000.geojson", collection(&features).as_bytes())])
        .expect("reads");
    assert_eq!(
        table(&store),
        ["2023-02-02 held RU 165.8 2", "2023-02-02 held UA 77.7 1", "2023-02-02 returned UA 79.7 1"]
    );
    let map = &store.atlas().snapshots[0];
    assert_eq!(map.aside.len(), 2, "{:?}", map.aside);
    assert_eq!((report.features, report.kept), (9, 4));
    let told = report.to_string();
    for words in ["never read", "Somalia-like colour", "65.6", "broken letters", "disagree", "earlier history"] {
        let words = if words == "Somalia-like colour" { "without a known meaning" } else { words };
        assert!(told.contains(words), "{words} is not in:\n{told}");
    }
}

#[test]
fn broken_letters_and_a_byte_order_mark_are_no_reason_to_stop() {
    let text = collection(&[polygon("#a52714", "Oкуп??вано", &box_at(38.0, 48.0, 0.1))]);
    let mut bytes = b"\xef\xbb\xbf".to_vec();
    bytes.extend(text.bytes().map(|b| if b == b'?' { 0xd0 } else { b }));
    let mut store = Store::default();
    let report = import(&mut store, "deepstate", None, &[("1675296000.geojson", &bytes)]).expect("reads");
    assert_eq!((report.files, report.kept), (1, 1));
    assert!(report.to_string().contains("broken UTF-8"), "{report}");
}

#[test]
fn wikipedia_marks_by_the_case() {
    let lua = r#"-- the map
        return { marks = {
          { lat = "15.60", long = "32.53", mark = "Location dot red.svg", marksize = "8", label = "Khartoum" }, -- army
          { lat = "13.45", long = "22.44", mark = "Dot_yellow_ff4.svg", label = "Geneina" },
          { lat = "14.0", long = "30.0", mark = "80x80-red-yellow-anim.gif", label = "El Obeid" },
          { lat = 12.9, long = 23.4, mark = "Map-ctl2-red+yellow.svg", label = "Zalingei" },
          { lat = "15.0", long = "32.0", mark = "Fighter-jet-red-icon.svg", label = "an airbase" },
        } }"#;
    let case = include_str!("../../../cases/sudan-2023/case.toml");
    let case = Case::parse(case).expect("it is a case");
    let mut store = Store::default();
    let file = [("Module_2024-01-10.lua", lua.as_bytes())];
    assert!(
        import(&mut Store::default(), "wikipedia", None, &file).expect_err("no case").to_string().contains("--case")
    );
    let report = import(&mut store, "wikipedia", Some(&case), &file).expect("reads");
    let map = &store.atlas().snapshots[0];
    let said: Vec<String> = map
        .marks
        .iter()
        .map(|m| store.atlas().mark(*m))
        .map(|(s, c)| format!("{} {} {}", s.name, c.status, c.holder.as_deref().unwrap_or("-")))
        .collect();
    assert_eq!(said, ["Khartoum held SD", "Geneina held RSF", "El Obeid unknown -", "Zalingei unknown -"]);
    assert!(report.to_string().contains("no settlement's"), "{report}");
}

#[test]
fn viina_by_day() {
    let csv = "geonameid,date,status_wiki,status_boost,status_dsm,status_isw,status,vcontrol_version\n\
        703448,20240806,UA,UA,UA,UA,UA,1\n2e+00,20240806,RU,RU,RU,RU,RU,1\n703448,20240807,UA,CONTESTED,UA,UA,CONTESTED,1\n";
    let mut store = Store::default();
    let report = import(&mut store, "viina", None, &[("control_latest_2024.csv", csv.as_bytes())]).expect("reads");
    assert_eq!((store.atlas().snapshots.len(), report.marks), (2, 2));
    assert!(report.to_string().contains("digits lost"));
    let bad = import(&mut store, "viina", None, &[("x.csv", b"a,b\n1,2\n")]).expect_err("no such columns");
    assert!(bad.to_string().contains("geonameid"), "{bad}");
}

fn kmz(kml: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("doc.kml", zip::write::SimpleFileOptions::default()).expect("starts");
    zip.write_all(kml.as_bytes()).expect("writes");
    zip.finish().expect("ends").into_inner()
}

#[test]
fn project_owl_as_kmz() {
    let kml = r"<kml><Document><Placemark><name>Axis</name><styleUrl>#poly-A52714-2000-74-nodesc</styleUrl><MultiGeometry>
        <Polygon><outerBoundaryIs><LinearRing><coordinates>38,48,0 38.1,48,0 38.1,48.1,0 38,48.1,0 38,48,0</coordinates></LinearRing></outerBoundaryIs></Polygon>
        </MultiGeometry></Placemark>
        <Placemark><name>Brigade</name><styleUrl>#icon-1-0288D1</styleUrl><Point><coordinates>38,48</coordinates></Point></Placemark>
        </Document></kml>";
    let mut store = Store::default();
    let report = import(&mut store, "owl", None, &[("230210_1230.kmz", &kmz(kml))]).expect("reads");
    assert_eq!(table(&store), ["2023-02-10 held RU 82.9 1"]);
    assert!(report.to_string().contains("never read"));
}

#[test]
fn isw_layers_of_a_day_are_one_map() {
    let feature = |west: f64| {
        format!(
            r#"{{"type":"Feature","geometry":{{"type":"Polygon","coordinates":{}}},"properties":{{"FID":1}}}}"#,
            box_at(west, 48.0, 0.1)
        )
    };
    let null = r#"{"type":"Feature","geometry":null,"properties":{}}"#.to_owned();
    let files = [
        ("20221111_RussianAssessedCoTinUkraine.geojson", collection(&[feature(38.0), null])),
        ("20221111_UkrainianClaimedCounterOffensives.geojson", collection(&[feature(37.0)])),
        ("20221111_UkrainianReportedPartisanWarfare.geojson", collection(&[feature(36.0)])),
    ];
    let files: Vec<(&str, &[u8])> = files.iter().map(|(n, t)| (*n, t.as_bytes())).collect();
    let mut store = Store::default();
    import(&mut store, "isw", None, &files).expect("reads");
    assert_eq!(table(&store), ["2022-11-11 claimed UA 82.9 1", "2022-11-11 held RU 82.9 1"]);
    let late = collection(&[
        r#"{"type":"Feature","geometry":null,"properties":{"date":"2202-02-02","layer_type":"ukraine_control_map"}}"#
            .into(),
    ]);
    let refused = import(&mut store, "isw", None, &[("map.geojson", late.as_bytes())]).expect_err("the future");
    assert!(refused.to_string().contains("2202-02-02") && refused.to_string().contains("--date"), "{refused}");
}

#[test]
fn isw_shapefiles_in_a_zip() {
    use shapefile::{Point, Polygon, PolygonRing};
    let ring = [(38.0, 48.0), (38.0, 48.1), (38.1, 48.1), (38.1, 48.0), (38.0, 48.0)].map(|(x, y)| Point::new(x, y));
    let polygon = Polygon::new(PolygonRing::Outer(ring.to_vec()));
    let mut shp = Cursor::new(Vec::new());
    shapefile::ShapeWriter::new(&mut shp).write_shapes(&[polygon]).expect("writes");
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let plain = zip::write::SimpleFileOptions::default();
    for (name, bytes) in [
        ("UkraineControlMapAO7MAR2025.shp", shp.into_inner()),
        ("UkraineControlMapAO7MAR2025.prj", b"GEOGCS[\"WGS 84\"]".to_vec()),
    ] {
        zip.start_file(name, plain).expect("starts");
        zip.write_all(&bytes).expect("writes");
    }
    let bytes = zip.finish().expect("ends").into_inner();
    let mut store = Store::default();
    import(&mut store, "isw", None, &[("2025-03-07.zip", &bytes)]).expect("reads");
    assert_eq!(table(&store), ["2025-03-07 held RU 82.9 1"]);
}

#[test]
fn any_polygons_told_by_a_case_in_and_out() {
    let case = Case::parse(include_str!("../../../cases/sudan-2023/case.toml")).expect("it is a case");
    let feature = |value: &str, west: f64| {
        format!(
            r#"{{"type":"Feature","geometry":{{"type":"Polygon","coordinates":{}}},"properties":{{"control":"{value}","date":"2024-05-01"}}}}"#,
            box_at(west, 15.0, 0.1)
        )
    };
    let text =
        collection(&[feature("army", 32.0), feature("rsf", 32.1), feature("water", 32.2), feature("nobody", 32.3)]);
    let mut store = Store::default();
    let report = import(&mut store, "newsroom", Some(&case), &[("map.geojson", text.as_bytes())]).expect("reads");
    assert_eq!(table(&store), ["2024-05-01 held RSF 119.0 1", "2024-05-01 held SD 119.0 1"]);
    assert!(report.to_string().contains("`nobody` has no meaning"), "{report}");
    let map = &store.atlas().snapshots[0];
    let pieces = export::pieces(&store, map, None, &Filter::default()).expect("reads");
    let terms: Vec<_> = store.atlas().terms.values().cloned().collect();
    let fgb = export::write(Format::FlatGeobuf, &pieces, &terms).expect("writes");
    let back = r#"
        name = "back"
        title = "Back"
        start = "2024-01-01"
        region = "SD-KH"
        soil = "SD"
        party = []
        [[map]]
        name = "fgb"
        property = "holder"
        date = "snapshot"
        [map.meaning]
        SD = { status = "held", holder = "SD" }
        RSF = { status = "held", holder = "RSF" }
    "#;
    let back = Case::parse(back).expect("it is a case");
    let mut again = Store::default();
    import(&mut again, "fgb", Some(&back), &[("map.fgb", &fgb)]).expect("reads");
    assert_eq!(table(&again), table(&store));
}

#[test]
fn broken_files_say_what_is_wrong_and_leave_the_atlas_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("atlas");
    let good = collection(&[
        polygon("#a52714", "x", &box_at(38.0, 48.0, 0.1)),
        polygon("#bcaaa4", "y", &box_at(38.2, 48.0, 0.1)),
    ]);
    let mut store = Store::open_or_new(&path).expect("new");
    import(&mut store, "deepstate", None, &[("1675296000.geojson", good.as_bytes())]).expect("reads");
    store.commit().expect("writes");
    let before = (std::fs::read(path.join("atlas.json")).unwrap(), std::fs::read(path.join("geometry.bin")).unwrap());
    let mut broken = 0;
    for seed in 0..4000usize {
        let bytes = damaged(good.as_bytes(), seed);
        let mut store = Store::open(&path).expect("it is there");
        match import(&mut store, "deepstate", None, &[("1675382400.geojson", &bytes)]) {
            Ok(_) => {}
            Err(error) => {
                broken += 1;
                assert!(error.to_string().starts_with("1675382400.geojson: "), "{error}");
            }
        }
    }
    assert!(broken > 1000, "{broken}");
    let after = (std::fs::read(path.join("atlas.json")).unwrap(), std::fs::read(path.join("geometry.bin")).unwrap());
    assert!(before == after);
}

/// One of many ways to break a file: cut, flip, repeat, swap.
fn damaged(bytes: &[u8], seed: usize) -> Vec<u8> {
    let at = seed.wrapping_mul(2_654_435_761) % bytes.len();
    let mut out = bytes.to_vec();
    match seed % 6 {
        0 => out.truncate(at),
        1 => out[at] = b"{}[],:\"e-.\x00\xff"[seed / 6 % 12],
        2 => out.insert(at, b"9[{\"\xf0"[seed / 6 % 5]),
        3 => _ = out.drain(at..(at + 1 + seed % 40).min(bytes.len())),
        4 => out.extend_from_slice(&bytes[at..]),
        _ => {
            let piece = bytes[at..(at + 30).min(bytes.len())].to_vec();
            out.splice(0..0, piece);
        }
    }
    out
}

#[test]
fn every_reader_survives_every_kind_of_damage() {
    let case = Case::parse(include_str!("../../../cases/sudan-2023/case.toml")).expect("it is a case");
    let kml = "<kml><Placemark><styleUrl>#poly-A52714-1</styleUrl><Polygon><outerBoundaryIs><LinearRing><coordinates>1,1 2,1 2,2 1,1</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></kml>";
    let csv = "geometry,layer\n\"{\"\"type\"\": \"\"Polygon\"\", \"\"coordinates\"\": [[[1,1],[2,1],[2,2],[1,1]]]}\",RussiaCoTinUkraine\n";
    let lua = "{ { lat = \"1\", long = \"2\", mark = \"Location dot red.svg\", label = \"A\" }, --[[ x ]] }";
    let liveuamap = r#"{"value":{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"type":"losses","date":"2025-04-25"},"geometry":{"type":"Polygon","coordinates":[[[35,51],[35.1,51],[35.1,51.1],[35,51]]]}}]}}"#;
    let feature = collection(&[polygon("#a52714", "x", &box_at(38.0, 48.0, 0.1))]);
    let bare = format!(
        r#"{{"features":[{{"properties":{{}},"geometry":{{"type":"Polygon","coordinates":{}}}}}]}}"#,
        box_at(38.0, 48.0, 0.1)
    );
    let samples: [(&str, &str, Vec<u8>); 8] = [
        ("owl", "230210.kml", kml.into()),
        ("owl", "230210.kmz", kmz(kml)),
        ("owl", "230210.json", feature.clone().into()),
        ("isw", "20230520.csv", csv.into()),
        ("liveuamap", "2025-04-28.json", liveuamap.into()),
        ("wikipedia", "2024-01-10.lua", lua.into()),
        ("viina", "x.csv", "geonameid,date,status\n7,20240806,UA\n".into()),
        ("deepstate-dissolved", "20240805.geojson", bare.into()),
    ];
    for (source, name, bytes) in samples {
        import(&mut Store::default(), source, Some(&case), &[(name, &bytes)]).expect("the sample reads");
        for seed in 0..400 {
            if let Err(error) = import(&mut Store::default(), source, Some(&case), &[(name, &damaged(&bytes, seed))]) {
                assert!(error.to_string().starts_with(name), "{source}: {error}");
            }
        }
    }
}

#[test]
fn an_atlas_comes_back_as_it_was_and_maps_come_in_any_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("atlas");
    let day = |west: f64| {
        collection(&[
            polygon("#a52714", "x", &box_at(38.0, 48.0, 0.1)),
            polygon("#01579b", "y", &box_at(west, 51.2, 0.1)),
        ])
    };
    let days: Vec<(String, String)> = (0..5)
        .map(|k| (format!("{}.geojson", 1_735_689_600 + 86_400 * k), day(35.2 + f64::from(k / 2) * 0.1)))
        .collect();
    let files: Vec<(&str, &[u8])> = days.iter().map(|(n, t)| (n.as_str(), t.as_bytes())).collect();
    let mut store = Store::open_or_new(&path).expect("new");
    import(&mut store, "deepstate", None, &[files[3], files[0]]).expect("reads");
    store.commit().expect("writes");
    let mut store = Store::open(&path).expect("opens");
    let report = import(&mut store, "deepstate", None, &[files[4], files[0], files[2], files[1]]).expect("reads");
    assert_eq!((report.added, report.known), (3, 1));
    store.commit().expect("writes");
    let mut straight = Store::default();
    import(&mut straight, "deepstate", None, &files).expect("reads");
    let store = Store::open(&path).expect("opens");
    assert_eq!(table(&store), table(&straight));
    assert_eq!(store.atlas().shapes.len(), 4, "each geometry is there once");
    let held = store.atlas().controls.iter().position(|c| c.holder.as_deref() == Some("UA")).expect("there") as u32;
    let runs: Vec<usize> =
        store.atlas().intervals("deepstate").iter().filter(|(e, _)| e.control == held).map(|(_, r)| r.len()).collect();
    assert_eq!(runs, [1, 1, 1]);
    let _ = Status::ALL;
    let geometry = path.join("geometry.bin");
    let mut bytes = std::fs::read(&geometry).unwrap();
    bytes[60] ^= 1;
    std::fs::write(&geometry, &bytes).unwrap();
    let damaged = Store::open(&path).expect("the index is well");
    assert!((0..4).any(|k| damaged.shape(k).is_err()), "a changed byte is found");
    std::fs::write(&geometry, &bytes[..100]).unwrap();
    assert!(Store::open(&path).is_err_and(|e| e.to_string().contains("damaged")));
}
