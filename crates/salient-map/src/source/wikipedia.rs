//! Wikipedia's detailed-map modules: Lua tables of marks with a latitude, a longitude and an icon whose file name tells the
//! colour. What a colour means differs from war to war, so the case says it.
//!
//! Only settlements are read: marks with a dot, and marks with an icon that the case names. Others are dropped unread, each counted
//! under its reason.

use super::{File, Intake};
use crate::atlas::Terms;
use crate::case::Mapping;
use crate::control::Control;
use crate::error::Error;
use crate::format::lua::{Script, Value};
use crate::shape::Position;
use std::collections::HashMap;

/// Reads the files.
#[derive(Default)]
pub(super) struct Reader;

impl super::Reader for Reader {
    fn terms(&self) -> Terms {
        Terms {
            title: "Wikipedia detailed map".into(),
            attribution: "Wikipedia contributors".into(),
            licence: "CC BY-SA 4.0".into(),
            shareable: true,
        }
    }

    fn read(&mut self, file: &File, into: &mut Intake) -> Result<(), Error> {
        let time = file.time()?;
        let Some(mapping) = file.mapping else {
            let how = "what its colours mean differs from war to war; name a case whose case.toml has a [[map]] \
                named wikipedia: --case sudan-2023";
            return Err(Error::file(file.name, how));
        };
        let text = String::from_utf8_lossy(file.bytes);
        let script = Script::read(&text).map_err(|reason| Error::file(file.name, reason))?;
        let mut tables = Vec::new();
        script.tables.iter().for_each(|table| marks_in(table, &mut tables));
        if tables.is_empty() {
            return Err(Error::file(file.name, "no marks: a detailed-map module has tables with lat, long and mark"));
        }
        let mut marks = Vec::new();
        for (number, table) in (1..).zip(tables) {
            into.report.features += 1;
            match one(&script, table, mapping).map_err(|reason| Error::feature(file.name, number, reason))? {
                Read::Mark(name, at, control) => marks.push(into.mark(&name, Some(at), &control)),
                Read::Left(reason, what) => {
                    if let Some(what) = what {
                        into.report.odd(reason, || format!("{}: mark {number}: {what}", file.name));
                    }
                    into.report.drop_one(reason);
                }
            }
        }
        into.ground(time, Vec::new(), marks, Vec::new())
    }
}

type Fields = HashMap<String, Value>;

/// What became of a mark: a settlement, or the reason why it is left out and what to name, where that needs a look.
enum Read {
    Mark(String, Position, Control),
    Left(&'static str, Option<String>),
}

const NO_ICON: &str = "marks without an icon (labels)";
const NO_PLACE: &str = "marks whose place the file does not tell";
const BY_PROGRAM: &str = "icons that only running the module would tell";
const NO_DOT: &str = "icons that are no settlement's and that the case does not name (bases, fights): never read";
const IGNORED: &str = "icons and colours that the case ignores";
const NO_MEANING: &str = "colours without a meaning in the case";

/// The tables in a table that are marks: they have an icon, or a place. A table in a mark is no mark.
fn marks_in<'a>(value: &'a Value, out: &mut Vec<&'a Fields>) {
    let Value::Table(fields) = value else { return };
    if fields.contains_key("mark") || (fields.contains_key("lat") && fields.contains_key("long")) {
        out.push(fields);
        return;
    }
    // Fields without a name have their number: the order of the file.
    let mut inside: Vec<(&String, &Value)> = fields.iter().collect();
    inside.sort_unstable_by_key(|(key, _)| (key.parse::<u64>().unwrap_or(u64::MAX), key.as_str()));
    inside.into_iter().for_each(|(_, value)| marks_in(value, out));
}

fn one(script: &Script, fields: &Fields, mapping: &Mapping) -> Result<Read, String> {
    let text = |key: &str| fields.get(key).map(|value| script.text(value));
    let icon = match text("mark") {
        None => return Ok(Read::Left(NO_ICON, None)),
        Some(Ok(icon)) if icon.trim().is_empty() => return Ok(Read::Left(NO_ICON, None)),
        Some(Ok(icon)) => icon.replace('_', " ").trim().to_lowercase(),
        Some(Err(())) => return Ok(Read::Left(BY_PROGRAM, Some("its icon".to_owned()))),
    };
    let control = match meaning(&icon, mapping) {
        Ok(control) => control,
        Err(left) => return Ok(left),
    };
    let degrees = |key: &str| text(key).and_then(Result::ok).and_then(|t| t.trim().parse::<f64>().ok());
    let (Some(lat), Some(lon)) = (degrees("lat"), degrees("long")) else {
        return Ok(Read::Left(NO_PLACE, Some(icon)));
    };
    if lat.abs() > 90.0 || lon.abs() > 180.0 {
        return Err(format!("{lat}, {lon} is not a latitude and a longitude"));
    }
    let named = |key: &str| text(key).and_then(Result::ok).filter(|name| !name.is_empty());
    let name = named("label").or_else(|| named("link")).unwrap_or_else(|| format!("{lat},{lon}"));
    Ok(Read::Mark(name, [lon, lat], control))
}

/// What an icon means: the case's word for the icon first, with its ending and without, then for its colour.
fn meaning(icon: &str, mapping: &Mapping) -> Result<Control, Read> {
    let stem = icon.rsplit_once('.').map_or(icon, |(stem, _)| stem);
    let plain = |key: &str| key.replace('_', " ").to_lowercase();
    let names = |key: &str| plain(key) == icon || plain(key) == stem;
    if let Some((_, control)) = mapping.meaning.iter().find(|(key, _)| names(key)) {
        return Ok(control.clone());
    }
    if mapping.ignore.iter().any(|key| names(key)) {
        return Err(Read::Left(IGNORED, None));
    }
    let Some(colour) = colour(stem) else { return Err(Read::Left(NO_DOT, None)) };
    if mapping.ignores(&colour) {
        return Err(Read::Left(IGNORED, None));
    }
    let told = mapping.means(&colour).cloned().or_else(|| shared(&colour));
    told.ok_or(Read::Left(NO_MEANING, Some(colour)))
}

/// Two colours in one icon, and blinking ones, are contested ground.
fn shared(colour: &str) -> Option<Control> {
    (colour.contains('+') || colour == "contested").then(Control::unknown)
}

/// The colour of a settlement's icon: `location dot red`, `dot yellow ff4`, `map-ctl2-red+yellow`, `80x80-red-blue-anim`.
fn colour(stem: &str) -> Option<String> {
    if stem.ends_with("anim") {
        return stem.starts_with("80x80").then(|| "contested".to_owned());
    }
    if let Some(rest) = stem.strip_prefix("map-ctl") {
        return rest.split_once('-').map(|(_, colours)| colours.to_owned());
    }
    let after = stem.strip_prefix("location dot ").or_else(|| stem.strip_prefix("dot "))?;
    after.split(' ').next().map(str::to_owned)
}
