//! ISW and its re-publishers: ArcGIS feature-service exports as GeoJSON (a file a layer, or all layers in one), as CSV with
//! GeoJSON in a column, or as a ZIP of shapefiles.
//!
//! A layer's name tells what its polygons mean. Names changed over the years; what they have in common is in the table.

use super::geojson::{Collections, Feature, Geometry, from_text, properties};
use super::{File, Intake, Outcome};
use crate::atlas::{Entry, Terms};
use crate::control::{Control, Status};
use crate::error::Error;
use crate::shape::{Position, Ring, assemble};
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

/// Reads the files.
#[derive(Default)]
pub(super) struct Reader;

/// Words of a layer's name, and what it means.
type Layer = (&'static [&'static str], Option<(Status, &'static str)>);

/// What a layer means, by the first row all of whose words its name holds; `None` is no control.
const LAYERS: &[Layer] = &[
    (&["partisan"], None),
    (&["counteroffensive"], Some((Status::Claimed, "UA"))),
    (&["beforefeb24"], Some((Status::HeldBefore, "RU"))),
    // What Russian forces took back inside Kursk oblast.
    (&["kursk", "advance"], Some((Status::Returned, "RU"))),
    (&["claimed", "russia"], Some((Status::Claimed, "RU"))),
    (&["advance"], Some((Status::Advance, "RU"))),
    (&["infiltration"], Some((Status::Advance, "RU"))),
    (&["cotinukraine"], Some((Status::Held, "RU"))),
    (&["controlmap"], Some((Status::Held, "RU"))),
    (&["assessed", "control"], Some((Status::Held, "RU"))),
    // A Japanese newsroom's names: ground under Russian control, ground of Russian advance, of Ukrainian
    // counter-offensives, and the outline of the country.
    (&["ロシア軍支配エリア"], Some((Status::Held, "RU"))),
    // Advances and claims in one layer: the weaker of the two is said.
    (&["ロシア軍侵攻エリア"], Some((Status::Claimed, "RU"))),
    (&["ウクライナ軍反撃エリア"], Some((Status::Claimed, "UA"))),
    (&["ウクライナ"], None),
];

const NO_CONTROL: &str = "layers that are no control (partisan activity, outlines)";

impl super::Reader for Reader {
    fn terms(&self) -> Terms {
        Terms {
            title: "Institute for the Study of War".into(),
            attribution: "Institute for the Study of War and AEI's Critical Threats Project".into(),
            licence: "use of the geodata needs ISW's written consent".into(),
            shareable: false,
        }
    }

    fn read(&mut self, file: &File, into: &mut Intake) -> Result<(), Error> {
        let maps = if file.bytes.starts_with(b"PK") {
            shapefiles(file, into)?
        } else if file.name.to_lowercase().ends_with(".csv") {
            table(file, into)?
        } else {
            collection(file, into)?
        };
        if maps.values().all(Vec::is_empty) {
            return into.refuse_unless(NO_CONTROL);
        }
        // The layer of Kursk is a map of its own: it says nothing of the rest, nor the rest of Kursk.
        let kursk = Control::by(Status::Returned, "RU");
        for (time, entries) in maps {
            let (apart, rest): (Vec<_>, Vec<_>) = entries.into_iter().partition(|e| *into.control(*e) == kursk);
            into.layer("isw-kursk", time, apart);
            into.layer("isw", time, rest);
        }
        Ok(())
    }
}

type Maps = BTreeMap<Timestamp, Vec<Entry>>;

/// A layer's meaning: `Err` where the name is not known.
fn layer(name: &str) -> Result<Option<Control>, String> {
    let plain: String = name.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    let row = LAYERS.iter().find(|(words, _)| words.iter().all(|word| plain.contains(word)));
    let (_, meaning) = row.ok_or_else(|| format!("the layer `{name}` has no known meaning"))?;
    Ok(meaning.map(|(status, holder)| Control::by(status, holder)))
}

fn collection(file: &File, into: &mut Intake) -> Result<Maps, Error> {
    let mut maps = Maps::new();
    let made = Collections::default().read(file.bytes, |number, feature| {
        let (time, outcome) = one(file, number, &feature, into)?;
        if let Some(entry) = into.count(outcome) {
            maps.entry(time).or_default().push(entry);
        }
        Ok(())
    });
    made.map_err(|trouble| trouble.of(file.name))?;
    Ok(maps)
}

fn one(file: &File, number: usize, feature: &Feature, into: &mut Intake) -> Result<(Timestamp, Outcome), String> {
    let properties = properties(feature)?;
    let told = ["layer", "layer_type"].iter().find_map(|key| properties.get(*key));
    let name = told.map_or(file.name, String::as_str);
    let time = match properties.get("date").filter(|_| file.time.is_none()) {
        Some(date) => {
            let time = super::parse_time(date).ok_or_else(|| format!("`{date}` is not a date"))?;
            file.sensible(time).map_err(super::super::error::Error::reason)?
        }
        None => file.time().map_err(super::super::error::Error::reason)?,
    };
    let outcome = match layer(name)? {
        Some(control) => {
            into.feature(number, feature.geometry.as_ref(), &control).map_err(super::super::error::Error::reason)?
        }
        None => Outcome::Dropped(NO_CONTROL),
    };
    Ok((time, outcome))
}

/// A CSV with a column of GeoJSON geometries and one of layers.
fn table(file: &File, into: &mut Intake) -> Result<Maps, Error> {
    let time = file.time()?;
    let whole = |reason: String| Error::file(file.name, reason);
    let mut rows = csv::Reader::from_reader(file.bytes);
    let head = rows.headers().map_err(|e| whole(e.to_string()))?.clone();
    let column = |name: &str| {
        head.iter().position(|h| h.eq_ignore_ascii_case(name)).ok_or_else(|| whole(format!("no column named {name}")))
    };
    let (shape, layers) = (column("geometry")?, column("layer")?);
    let mut entries = Vec::new();
    for (number, row) in (1..).zip(rows.records()) {
        let blame = |reason: String| Error::feature(file.name, number, reason);
        let row = row.map_err(|e| blame(e.to_string()))?;
        let (text, name) = (row.get(shape).unwrap_or_default(), row.get(layers).unwrap_or_default());
        let geometry: Option<Geometry> =
            // A data frame prints a missing geometry as None or nan.
            if ["", "None", "nan", "null"].contains(&text) { None } else { Some(from_text(text).map_err(blame)?) };
        let outcome = match layer(name).map_err(blame)? {
            Some(control) => into.feature(number, geometry.as_ref(), &control)?,
            None => Outcome::Dropped(NO_CONTROL),
        };
        entries.extend(into.count(outcome));
    }
    Ok(Maps::from([(time, entries)]))
}

/// No shapefile of control is larger.
const MOST: u64 = 512 << 20;

fn shapefiles(file: &File, into: &mut Intake) -> Result<Maps, Error> {
    let time = file.time()?;
    let whole = |reason: String| Error::file(file.name, reason);
    let mut archive = zip::ZipArchive::new(Cursor::new(file.bytes)).map_err(|e| whole(e.to_string()))?;
    let names: Vec<String> = archive.file_names().filter_map(Result::ok).map(std::borrow::Cow::into_owned).collect();
    let mut entries = Vec::new();
    let mut found = false;
    for name in names.iter().filter(|n| n.to_lowercase().ends_with(".shp")) {
        found = true;
        projected(&mut archive, name).map_err(whole)?;
        let bytes = unpack(&mut archive, name).map_err(whole)?;
        let Some(control) = layer(name.rsplit('/').next().unwrap_or(name)).map_err(whole)? else {
            into.report.drop_one(NO_CONTROL);
            continue;
        };
        for (number, rings) in (1..).zip(polygons(bytes).map_err(whole)?) {
            let kept = match rings {
                Some(rings) => {
                    into.polygon(number, rings, &control)?.map_or(Outcome::Dropped(super::EMPTY), Outcome::Kept)
                }
                None => Outcome::Dropped(super::POINT),
            };
            entries.extend(into.count(kept));
        }
    }
    if found { Ok(Maps::from([(time, entries)])) } else { Err(whole("a ZIP without a .shp file".to_owned())) }
}

/// A projection file beside the shapes that is not longitude and latitude is refused: nothing is guessed.
fn projected(archive: &mut zip::ZipArchive<Cursor<&[u8]>>, shp: &str) -> Result<(), String> {
    let name = format!("{}.prj", &shp[..shp.len() - 4]);
    let Ok(bytes) = unpack(archive, &name) else { return Ok(()) };
    let text = String::from_utf8_lossy(&bytes);
    if text.trim_start().starts_with("PROJCS") {
        return Err(format!("{name}: projected coordinates; convert to WGS 84 first (ogr2ogr -t_srs EPSG:4326)"));
    }
    Ok(())
}

fn unpack(archive: &mut zip::ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Vec<u8>, String> {
    let entry = archive.by_name(name).map_err(|e| format!("{name}: {e}"))?;
    let mut bytes = Vec::new();
    entry.take(MOST + 1).read_to_end(&mut bytes).map_err(|e| format!("{name}: {e}"))?;
    if bytes.len() as u64 > MOST { Err(format!("{name}: more than {MOST} bytes")) } else { Ok(bytes) }
}

/// The polygons of each shape; `None` for points and lines.
fn polygons(bytes: Vec<u8>) -> Result<Vec<Option<Vec<Vec<Ring>>>>, String> {
    let mut reader = shapefile::ShapeReader::new(Cursor::new(bytes)).map_err(|e| e.to_string())?;
    let mut out = Vec::new();
    for shape in reader.iter_shapes() {
        use shapefile::Shape as S;
        out.push(match shape.map_err(|e| e.to_string())? {
            S::Polygon(p) => Some(rings(p.rings(), |q| [q.x, q.y])),
            S::PolygonM(p) => Some(rings(p.rings(), |q| [q.x, q.y])),
            S::PolygonZ(p) => Some(rings(p.rings(), |q| [q.x, q.y])),
            _ => None,
        });
        if out.len() > 1_000_000 {
            return Err("more than a million shapes".to_owned());
        }
    }
    Ok(out)
}

fn rings<P>(rings: &[shapefile::PolygonRing<P>], at: impl Fn(&P) -> Position) -> Vec<Vec<Ring>> {
    let (mut outer, mut inner) = (Vec::new(), Vec::new());
    for ring in rings {
        let positions: Ring = ring.points().iter().map(&at).collect();
        match ring {
            shapefile::PolygonRing::Outer(_) => outer.push(positions),
            shapefile::PolygonRing::Inner(_) => inner.push(positions),
        }
    }
    assemble(outer, inner)
}
