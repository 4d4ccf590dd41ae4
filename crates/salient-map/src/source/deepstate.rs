//! DeepState: the full GeoJSON of the map, one file a publication, its time in the file's name.
//!
//! A polygon's meaning is in its fill colour; the label is prose in two or three languages with a key at the end, and its
//! wording does not tell who holds the ground ("Liberated" is printed on Russian soil that Ukraine holds). So: fill first,
//! then the key where there is one, then the place; and where they disagree, the report says so.

use super::geojson::{Collections, Feature, Geometry, Kind, from_text, wrapped};
use super::{BARE, EMPTY, File, Intake, LINE, Outcome, POINT};
use crate::atlas::{Entry, Terms};
use crate::control::{Control, Status};
use crate::error::Error;
use crate::region;
use crate::shape::{Bounds, Position};
use jiff::Timestamp;
use serde::Deserialize;
use std::borrow::Cow;

/// What a fill colour means.
enum Meaning {
    /// Ground under some control.
    Ground(Status, Option<&'static str>),
    /// Lands abroad that the map calls occupied for reasons of history: no part of the war that it follows.
    History,
}

const FILLS: &[(&str, Meaning)] = &[
    ("#a52714", Meaning::Ground(Status::Held, Some("RU"))),
    // On Russian soil, from 8 August 2024.
    ("#01579b", Meaning::Ground(Status::Held, Some("UA"))),
    // Before 2022: Crimea and the east; black until 29 May 2022.
    ("#880e4f", Meaning::Ground(Status::HeldBefore, Some("RU"))),
    ("#000000", Meaning::Ground(Status::HeldBefore, Some("RU"))),
    // Contested or unknown until May 2023; unknown on Russian soil from August 2024.
    ("#bdbdbd", Meaning::Ground(Status::Unknown, None)),
    ("#bcaaa4", Meaning::Ground(Status::Unknown, None)),
    ("#0f9d58", Meaning::Ground(Status::Returned, Some("UA"))),
    // Recently; until April 2022 all of it.
    ("#0288d1", Meaning::Ground(Status::Returned, Some("UA"))),
    // One day in June 2023.
    ("#ce93d8", Meaning::Ground(Status::Held, Some("Wagner"))),
    ("#ff5252", Meaning::History),
];

/// The grey of unknown ground along the front in Ukraine. On Russian soil the map has another grey for unknown ground, and
/// this one only now and then: it is kept apart there, so that figures for unknown ground are those of the map's own grey.
const FRONT: &str = "#bcaaa4";

/// The ground that the map follows: Ukraine and its neighbourhood. What reaches beyond is a slip of somebody's hand.
const THEATRE: [f64; 4] = [20.0, 43.0, 48.0, 57.0];

/// Transnistria, which had the colour of Crimea until May 2022.
const TRANSNISTRIA: [f64; 4] = [28.0, 46.0, 30.4, 48.4];

/// Keys of lands that are part of the war; other `territories` are history.
const LANDS: &[&str] = &["crimea", "ordlo", "tuzla"];

/// Reads DeepState files.
#[derive(Default)]
pub(super) struct Reader {
    collections: Collections<Outcome>,
    aside: Vec<String>,
}

#[derive(Deserialize)]
struct Properties<'a> {
    #[serde(borrow, default)]
    fill: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    name: Option<Cow<'a, str>>,
}

impl super::Reader for Reader {
    fn terms(&self) -> Terms {
        Terms {
            title: "DeepState".into(),
            attribution: "DeepStateMAP.live".into(),
            licence: "no licence to pass geometry on; figures worked out from it may be quoted with the source".into(),
            shareable: false,
        }
    }

    fn read(&mut self, file: &File, into: &mut Intake) -> Result<(), Error> {
        // Told before the file is read, unless the file itself may tell its time.
        if !wrapped(file.bytes) {
            file.time()?;
        }
        let aside = &mut self.aside;
        let outcomes = self
            .collections
            .read(file.bytes, |number, feature| classify(number, &feature, file, into, aside))
            .map_err(|trouble| trouble.of(file.name))?;
        let (mut entries, mut asides) = (Vec::new(), Vec::new());
        for outcome in outcomes {
            entries.extend(into.count(outcome));
            if let Outcome::Aside(index) = outcome {
                asides.push(self.aside[index].clone());
            }
        }
        if entries.is_empty() {
            return Err(Error::file(
                file.name,
                "no polygon with a fill colour that DeepState uses: is it another source's map?",
            ));
        }
        let time = self.time(file)?;
        into.ground(time, entries, Vec::new(), asides)
    }
}

impl Reader {
    /// The time of a map: what the user told, else the id that the site's own wrapper has, else what the file's name says.
    fn time(&self, file: &File) -> Result<Timestamp, Error> {
        let wrapped = self.collections.wrapped_id().filter(|_| file.time.is_none()).and_then(super::from_name);
        wrapped.map_or_else(|| file.time(), |time| file.sensible(time))
    }
}

fn classify(
    number: usize,
    feature: &Feature,
    file: &File,
    into: &mut Intake,
    aside: &mut Vec<String>,
) -> Result<Outcome, String> {
    let Some(geometry) = &feature.geometry else { return Ok(Outcome::Dropped(BARE)) };
    match geometry.kind()? {
        Kind::Point => return Ok(Outcome::Dropped(POINT)),
        Kind::Line => return Ok(Outcome::Dropped(LINE)),
        Kind::Polygon => {}
    }
    let properties: Properties = feature.properties.map(|p| from_text(p.get())).transpose()?.unwrap_or(NONE);
    let (fill, label) = (properties.fill.unwrap_or_default(), tidy(&properties.name.unwrap_or_default()));
    let where_ = || format!("{}: feature {number}", file.name);
    let Some((_, meaning)) = FILLS.iter().find(|(known, _)| known.eq_ignore_ascii_case(&fill)) else {
        return set_aside(
            geometry,
            number,
            into,
            aside,
            &format!("{}: fill `{fill}` has no known meaning, label “{label}”", where_()),
        );
    };
    let key = label.rsplit("///").next().and_then(|k| k.trim().strip_prefix("geoJSON."));
    let Meaning::Ground(status, holder) = meaning else { return Ok(Outcome::Dropped(HISTORY)) };
    if key.and_then(|k| k.strip_prefix("territories.")).is_some_and(|land| !LANDS.contains(&land)) {
        return Ok(Outcome::Dropped(HISTORY));
    }
    remark(into, key, *status, &label, &where_);
    let control = Control { status: *status, holder: holder.map(str::to_owned) };
    let Some(mut entry) = keep(geometry, number, &control, into)? else { return Ok(Outcome::Dropped(EMPTY)) };
    if fill.eq_ignore_ascii_case(FRONT) && on_russian_soil(entry, into)? {
        into.report.odd("the front's grey on Russian soil: kept apart as contested", where_);
        entry = into.again(entry, &Control { status: Status::Contested, holder: None });
    }
    place(entry, *status, into, aside, &format!("{}: {control_name} “{label}”", where_(), control_name = status.name()))
}

const NONE: Properties<'static> = Properties { fill: None, name: None };
const HISTORY: &str = "lands of earlier history abroad: not followed here";

/// One blank between words, none at the ends: labels carry newlines and no-break spaces.
fn tidy(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn keep(geometry: &Geometry, number: usize, control: &Control, into: &mut Intake) -> Result<Option<Entry>, String> {
    into.polygon(number, geometry.polygons()?, control).map_err(|error| match error {
        Error::File { reason, .. } => reason,
        other => other.to_string(),
    })
}

/// Whether a polygon near the border lies in Russia more than in Ukraine, by positions spread over it.
fn on_russian_soil(entry: Entry, into: &Intake) -> Result<bool, String> {
    let bounds = into.bounds(entry);
    let Some(border) = region::border("RU", "UA").filter(|border| border.close_to(&bounds)) else { return Ok(false) };
    let shape = into.shape(entry).map_err(|e| e.to_string())?;
    let sides = spread(&bounds).filter(|at| shape.contains(*at)).filter_map(|at| border.side(at));
    let (mut russia, mut ukraine) = (0, 0);
    for state in sides {
        if state == "RU" { russia += 1 } else { ukraine += 1 }
    }
    Ok(russia > ukraine)
}

/// Positions spread evenly over a box, 10 by 10.
fn spread(bounds: &Bounds) -> impl Iterator<Item = Position> {
    let [west, south, east, north] = bounds.edges();
    let share = |k: i32| (f64::from(k) + 0.5) / 10.0;
    (0..100).map(move |k| [west + (east - west) * share(k % 10), south + (north - south) * share(k / 10)])
}

/// What lies outside of the theatre is set aside; Transnistria is history.
fn place(
    entry: Entry,
    status: Status,
    into: &mut Intake,
    aside: &mut Vec<String>,
    what: &str,
) -> Result<Outcome, String> {
    let [a, b, c, d] = THEATRE;
    let bounds = into.bounds(entry);
    if !Bounds::new(a, b, c, d).covers(&bounds) {
        let [west, south, east, north] = bounds.edges();
        let reach =
            format!("{what}: reaches from {west:.1}, {south:.1} to {east:.1}, {north:.1}; {}", into.area(entry));
        into.report.odd("outside of the ground that the map follows: set aside", || reach.clone());
        aside.push(reach);
        return Ok(Outcome::Aside(aside.len() - 1));
    }
    let [a, b, c, d] = TRANSNISTRIA;
    if status == Status::HeldBefore && Bounds::new(a, b, c, d).covers(&bounds) {
        return Ok(Outcome::Dropped(HISTORY));
    }
    Ok(Outcome::Kept(entry))
}

/// A polygon of unknown meaning is in no total, and the map says so.
fn set_aside(
    geometry: &Geometry,
    number: usize,
    into: &mut Intake,
    aside: &mut Vec<String>,
    what: &str,
) -> Result<Outcome, String> {
    let area = keep(geometry, number, &Control::unknown(), into)?.map(|entry| into.area(entry)).unwrap_or_default();
    let sentence = format!("{what}; {area}");
    into.report.odd("colour without a known meaning: set aside", || sentence.clone());
    aside.push(sentence);
    Ok(Outcome::Aside(aside.len() - 1))
}

/// Labels that say something else than the colour, or nothing.
fn remark(into: &mut Intake, key: Option<&str>, status: Status, label: &str, where_: &dyn Fn() -> String) {
    let said = key.and_then(|k| k.strip_prefix("status.")).map(|k| match k.split([' ', '_']).next() {
        Some("occupied") => [Status::Held, Status::HeldBefore].contains(&status),
        Some("dismissed") => matches!(status, Status::Returned | Status::Held),
        Some("unknown") => status == Status::Unknown,
        _ => true,
    });
    if said == Some(false) {
        into.report.odd("label and colour disagree: colour followed", || {
            format!("{}: “{label}” in the colour of {status}", where_())
        });
    }
    let unnamed = ["Багатокутник", "Polygon"].iter().any(|word| label.starts_with(word)) || label.is_empty();
    if unnamed {
        into.report.odd("drawing without a name: counted by its colour", || format!("{}: {status}", where_()));
    }
    if label.contains('\u{fffd}') {
        into.report.odd("broken letters in a label", || format!("{}: “{label}”", where_()));
    }
}
