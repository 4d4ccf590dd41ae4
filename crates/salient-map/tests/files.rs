//! Map files as people have them: archives that link within themselves, wrappers of sites, modules that use variables, and files
//! without any ground.

use salient_map::case::{Case, Mapping};
use salient_map::source::{self, Options};
use salient_map::{Error, Import, Report, Store};
use std::io::{Cursor, Write};

fn import(store: &mut Store, source: &str, mapping: Option<&Mapping>, file: (&str, &[u8])) -> Result<Report, Error> {
    let options = Options { time: None, now: "2026-01-01T00:00:00Z".parse().expect("a time"), mapping };
    let mut import = match (source::named(source), mapping) {
        (Ok(source), _) => Import::new(store, source, options),
        (Err(_), Some(mapping)) => Import::mapped(store, mapping, options),
        (Err(error), None) => return Err(error),
    };
    import.file(file.0, file.1)?;
    Ok(std::mem::take(&mut import.report))
}

fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("starts");
        zip.write_all(text.as_bytes()).expect("writes");
    }
    zip.finish().expect("ends").into_inner()
}

const LINKS: &str = "<kml><Document><NetworkLink><Link><href>files/front.kml</href></Link></NetworkLink>
    <NetworkLink><Link><href>https://example.org/live.kml</href></Link></NetworkLink></Document></kml>";
const FRONT: &str = "<kml><Placemark><styleUrl>#poly-A52714-1</styleUrl><Polygon><outerBoundaryIs><LinearRing><coordinates>38,48 38.1,48 38.1,48.1 38,48</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></kml>";

#[test]
fn a_kmz_that_links_within_itself() {
    let bytes = zip(&[("__MACOSX/._doc.kml", "no map"), ("doc.kml", LINKS), ("files/front.kml", FRONT)]);
    let mut store = Store::default();
    let report = import(&mut store, "owl", None, ("230210.kmz", &bytes)).expect("reads").to_string();
    assert_eq!(store.atlas().snapshots[0].entries.len(), 1);
    assert!(report.contains("https://example.org/live.kml") && report.contains("not read"), "{report}");
}

/// A refused file: its reason; nothing is recorded.
fn refused(source: &str, mapping: Option<&Mapping>, file: (&str, &[u8])) -> String {
    let mut store = Store::default();
    let why = import(&mut store, source, mapping, file).expect_err("no ground").to_string();
    assert!(store.atlas().snapshots.is_empty());
    why
}

#[test]
fn files_without_ground_are_refused_with_the_reason() {
    let why = refused("owl", None, ("230210.kml", LINKS.as_bytes()));
    assert!(why.contains("no ground") && why.contains("download files/front.kml"), "{why}");
    let unit = FRONT.replace("Polygon", "Point").replace("outerBoundaryIs", "x").replace("LinearRing", "y");
    let why = refused("owl", None, ("230210.kml", unit.as_bytes()));
    assert!(why.contains("1 points"), "{why}");
    let other = FRONT.replace("A52714", "00FF00");
    let why = refused("owl", None, ("230210.kml", other.as_bytes()));
    assert!(why.contains("1 colours without a known meaning"), "{why}");
    let none = br#"{"type":"FeatureCollection","features":[]}"#;
    assert!(refused("deepstate-dissolved", None, ("20240805.geojson", none)).contains("no features"));
    let bare = br#"{"features":[{"properties":{"layer":"UkraineControlMap"},"geometry":null}]}"#;
    assert!(refused("isw", None, ("20240805.geojson", bare)).contains("1 no geometry"));
    let mapping = Mapping { name: "own".into(), property: Some("kind".into()), ..Mapping::default() };
    let sea = br#"{"features":[{"properties":{"kind":"sea"},"geometry":{"type":"Polygon","coordinates":[[[1,1],[2,1],[2,2],[1,1]]]}}]}"#;
    let why = refused("own", Some(&mapping), ("20240805.geojson", sea));
    assert!(why.contains("`sea` has no meaning"), "{why}");
}

#[test]
fn deepstate_in_the_wrapper_of_its_site() {
    let inner = r##"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[38,48,0],[38.1,48,0],[38.1,48.1,0],[38,48,0]]]},"properties":{"name":"x","fill":"#a52714"}}]}"##;
    let wrapped = format!(r#"{{"id":1737150800,"map":{inner},"datetime":"17.01.2025"}}"#);
    let mut store = Store::default();
    import(&mut store, "deepstate", None, ("last.json", wrapped.as_bytes())).expect("reads");
    assert_eq!(store.atlas().snapshots[0].stamp(), "2025-01-17T21:53:20Z");
    import(&mut store, "deepstate", None, ("1737150800.geojson", inner.as_bytes())).expect("reads");
    assert_eq!(store.atlas().snapshots.len(), 1, "it is the same map");
    let why = import(&mut store, "deepstate", None, ("last.json", inner.as_bytes())).expect_err("no time").to_string();
    assert!(why.contains("--date"), "{why}");
}

const MODULE: &str = r#"
local army = "Location dot red.svg"
local icon = { rsf = "Location dot yellow.svg", base = "Fighter-jet-red-icon.svg" }
local north = {
  { lat = "15.60", long = "32.53", mark = army, label = "Khartoum" },
  { lat = "15.61", long = "32.54", mark = icon.rsf, label = "Omdurman" },
  { lat = "15.62", long = "32.55", mark = icon["base"], label = "Wadi Seidna" },
  { lat = "15.63", long = "32.56", mark = "Abm-red-icon.png", label = "Jebel Aulia" },
  { lat = "15.64", long = "32.57", mark = unknown.icon, label = "Soba" },
  { lat = "15.65", long = "32.58", mark = "Location dot lime.svg", label = "Bahri" },
  { lat = "15.66", mark = army, label = "Nowhere" },
  { lat = "15.67", long = "32.59", label = "only a label" },
  { lat = "15.68", long = "32.60", mark = "Location dot blue.svg", label = "a lake" },
}
return { containerargs = { "x" }, marks = north }
"#;

#[test]
fn a_module_with_variables_counts_what_the_case_names_and_tells_why_others_are_left_out() {
    let case = r#"
        name = "x"
        title = "X"
        start = "2023"
        region = "SD-KH"
        soil = "SD"
        party = []
        [[map]]
        name = "wikipedia"
        ignore = ["blue"]
        [map.meaning]
        red = { status = "held", holder = "SD" }
        yellow = { status = "held", holder = "RSF" }
        "Abm-red-icon.png" = { status = "held", holder = "SD" }
    "#;
    let case = Case::parse(case).expect("it is a case");
    let mut store = Store::default();
    let file = ("Module_2024-01-10.lua", MODULE.as_bytes());
    let report = import(&mut store, "wikipedia", case.map("wikipedia"), file).expect("reads");
    let marks = &store.atlas().snapshots[0].marks;
    let names: Vec<&str> = marks.iter().map(|mark| store.atlas().mark(*mark).0.name.as_str()).collect();
    assert_eq!(names, ["Khartoum", "Omdurman", "Jebel Aulia"]);
    assert_eq!((report.features, report.dropped.values().sum::<usize>()), (9, 6));
    let told = report.to_string();
    for reason in [
        "1: icons that are no settlement's",
        "1: icons that only running the module would tell",
        "1: colours without a meaning",
        "1: marks whose place",
        "1: marks without an icon",
        "1: icons and colours that the case ignores",
    ] {
        assert!(told.contains(reason), "{reason} is not in:\n{told}");
    }
}
