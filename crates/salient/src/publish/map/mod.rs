//! A control map as SVG: the ground that a source draws, by holder, with the unknown ground hatched; the lines and names of
//! the land around it. No unit, no arrow, no position of anybody: only ground.
//!
//! The land is drawn once for a topic, the ground once for each map, so that a page can change one without the other.

mod land;
mod view;

pub use view::View;

use super::ink::{Theme, escape};
use crate::check::Maps;
use crate::check::account::statement::Topic;
use salient_map::{Region, Snapshot, Status, Tally};
use std::collections::BTreeMap;
use std::fmt::Write;

/// What is drawn for a topic: a window on the land, and whose ground is which colour.
pub struct Plan<'a> {
    maps: &'a Maps<'a>,
    view: View,
    window: Region,
    land: land::Land,
    /// The number of the party that is asked about.
    holder: Option<usize>,
}

/// What a control means on the drawing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Ground {
    Held(Option<usize>),
    Claimed(Option<usize>),
    Unknown,
}

impl<'a> Plan<'a> {
    /// A plan for a topic; places whose names come first in `favoured` are named first. `None` where the region has no shape.
    pub fn new(maps: &'a Maps<'a>, topic: &Topic, favoured: &[String]) -> Option<Self> {
        let region = salient_map::region::by_code(&topic.region)?;
        let view = View::around(&ground_of(maps, topic, &region).unwrap_or_else(|| region.shape.bounds()));
        let window = Region::rectangle(view.bounds().padded(0.02));
        let land = land::Land::new(maps, &view, &region, favoured);
        let holder = maps.case.and_then(|case| case.parties.iter().position(|p| p.code == topic.holder));
        Some(Self { maps, view, window, land, holder })
    }

    /// The ground of one map, as the inside of a group. An empty element tells the middle of the largest piece that the
    /// topic's holder holds, which is what a reader wants to see nearer.
    ///
    /// # Errors
    /// A geometry cannot be read.
    pub fn ground(&self, map: &Snapshot, theme: &Theme) -> Result<String, salient_map::Error> {
        let atlas = self.maps.store.atlas();
        let mut tally = Tally::new(self.maps.store, Some(&self.window));
        let mut groups: BTreeMap<Ground, Vec<_>> = BTreeMap::new();
        for entry in &map.entries {
            if let Some(ground) = self.meaning(atlas.control(*entry)) {
                groups.entry(ground).or_default().push(*entry);
            }
        }
        let mut out = String::new();
        for (ground, entries) in groups {
            let shape = tally.ground(&entries)?;
            let path = self.view.path(&shape);
            if path.is_empty() {
                continue;
            }
            paint(ground, &path, theme, &mut out);
            if let Some([x, y]) = self.view.middle(&shape).filter(|_| ground == Ground::Held(self.holder)) {
                _ = write!(out, r#"<g data-middle="{x:.0} {y:.0}"/>"#);
            }
        }
        Ok(out)
    }

    fn meaning(&self, control: &salient_map::Control) -> Option<Ground> {
        let party = || {
            let code = control.holder.as_deref()?;
            self.maps.case?.parties.iter().position(|p| p.code == code)
        };
        match control.status {
            Status::Held | Status::HeldBefore => Some(Ground::Held(party())),
            Status::Advance | Status::Claimed => Some(Ground::Claimed(party())),
            Status::Unknown | Status::Contested => Some(Ground::Unknown),
            Status::Returned => None,
        }
    }

    /// The whole drawing. `id` makes the ids in it unique on a page; `about` is read aloud instead of it.
    pub fn svg(&self, id: &str, ground: &str, about: (&str, &str), theme: &Theme) -> String {
        let (w, h) = View::SIZE;
        let (title, text) = (escape(about.0), escape(about.1));
        let mut out = format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" class="map" viewBox="0 0 {w} {h}" role="img" aria-labelledby="{id}-title {id}-about" font-family="Noto Sans, system-ui, sans-serif""#
        );
        if *theme != Theme::PAGE {
            _ = write!(out, r#" width="{}" height="{}""#, w / 5.0, h / 5.0);
        }
        _ = write!(
            out,
            r#"><title id="{id}-title">{title}</title><desc id="{id}-about">{text}</desc>{}<rect width="{w}" height="{h}" fill="{}"/>{}<g id="{id}-ground">{ground}</g>{}</svg>"#,
            patterns(theme),
            theme.paper,
            self.land.below(theme),
            self.land.above(theme, &self.view)
        );
        out
    }

    /// Whom to name for the land's lines.
    pub fn credit(&self) -> &'static str {
        self.land.credit
    }
}

/// The box around all ground that a topic's holder ever held or that was unknown there, by any map.
fn ground_of(maps: &Maps, topic: &Topic, region: &Region) -> Option<salient_map::Bounds> {
    let atlas = maps.store.atlas();
    let mut entries: Vec<_> = atlas.snapshots.iter().flat_map(|map| map.entries.iter().copied()).collect();
    entries.sort_unstable();
    entries.dedup();
    let mut tally = Tally::new(maps.store, Some(region));
    let theirs = |control: &salient_map::Control| control.holder.as_deref() == Some(&topic.holder);
    let held =
        entries.into_iter().filter(|e| theirs(atlas.control(*e)) && atlas.control(*e).status != Status::Returned);
    held.filter(|e| tally.touches(*e).unwrap_or(false)).map(|e| atlas.shape(e).bounds).reduce(|a, b| a.with(&b))
}

/// Colours by party, each with a pattern of its own.
fn paint(ground: Ground, path: &str, theme: &Theme, out: &mut String) {
    let d = format!(r#"d="{path}" fill-rule="evenodd""#);
    _ = match ground {
        Ground::Held(party) => {
            let (colour, number) = (theme.party(party), party.unwrap_or(3).min(3));
            let pattern = if number == 0 { String::new() } else { format!(r#"<path {d} fill="url(#of-{number})"/>"#) };
            write!(
                out,
                r#"<path {d} fill="{colour}" fill-opacity=".5" stroke="{colour}" stroke-width="9" stroke-linejoin="round"/>{pattern}"#
            )
        }
        Ground::Claimed(party) => {
            write!(
                out,
                r#"<path {d} fill="none" stroke="{}" stroke-width="9" stroke-dasharray="4 22" stroke-linecap="round"/>"#,
                theme.party(party)
            )
        }
        Ground::Unknown => {
            write!(out, r#"<path {d} fill="url(#unclear)" stroke="{}" stroke-width="6"/>"#, theme.unknown)
        }
    };
}

fn patterns(theme: &Theme) -> String {
    let mut out = format!(
        r#"<defs><pattern id="unclear" width="44" height="44" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V44" stroke="{}" stroke-width="18"/></pattern>"#,
        theme.unknown
    );
    for (number, turn) in [(1, 0), (2, 90), (3, 135)] {
        _ = write!(
            out,
            r#"<pattern id="of-{number}" width="50" height="50" patternUnits="userSpaceOnUse" patternTransform="rotate({turn})"><path d="M0 25H50" stroke="{}" stroke-width="9" stroke-dasharray="14 11"/></pattern>"#,
            theme.parties[number]
        );
    }
    out + "</defs>"
}

/// What the legend of a map has to explain: a swatch's ground, by party.
pub fn swatch(party: Option<usize>, unknown: bool, theme: &Theme) -> String {
    let mut out = r#"<svg class="swatch" viewBox="0 0 220 140" width="22" height="14" aria-hidden="true">"#.to_owned();
    let ground = if unknown { Ground::Unknown } else { Ground::Held(party) };
    paint(ground, "M5 5H215V135H5Z", theme, &mut out);
    out + "</svg>"
}
