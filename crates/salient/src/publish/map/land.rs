//! The land around the ground: soil, borders, regions' names, places, a scale.

use super::super::ink::{Space, Theme, escape};
use super::View;
use crate::check::Maps;
use salient_map::region::{self, BORDER_CREDIT, translit};
use salient_map::{Position, Region};
use std::fmt::Write;

/// Height of letters, in units of the drawing.
const LETTERS: f64 = 66.0;
/// Places that are named at most.
const MOST: usize = 14;

/// What lies below and above the ground.
pub(super) struct Land {
    /// The soil of the region's state.
    soil: String,
    /// Lines between regions.
    inner: String,
    /// The state border, where it is known in detail.
    border: String,
    names: Vec<(String, [f64; 2])>,
    places: Vec<(String, [f64; 2], &'static str, [f64; 2])>,
    pub(super) credit: &'static str,
}

impl Land {
    pub(super) fn new(maps: &Maps, view: &View, about: &Region, favoured: &[String]) -> Self {
        let near = region::meeting(&view.bounds());
        let window = Region::rectangle(view.bounds().padded(0.05));
        let state = Maps::soil(about);
        let (mut soil, mut inner) = (String::new(), String::new());
        let mut taken = Vec::new();
        for region in &near {
            let path = view.path(&region.shape.intersection(&window.shape));
            if Maps::soil(region) == state {
                soil += &path;
            }
            inner += &path;
        }
        let (border, credit) = border(view, maps, state);
        let places = places(maps, view, favoured, &mut taken);
        let names = near.iter().filter_map(|r| named(r, maps, view, &mut taken)).collect();
        Self { soil, inner, border, names, places, credit }
    }

    /// What is drawn before the ground.
    pub(super) fn below(&self, theme: &Theme) -> String {
        format!(
            r#"<path d="{}" fill="{}"/><path d="{}" fill="none" stroke="{}" stroke-opacity=".5" stroke-width="5" stroke-dasharray="5 22" stroke-linecap="round"/>"#,
            self.soil, theme.land, self.inner, theme.soft
        )
    }

    /// What is drawn over the ground.
    pub(super) fn above(&self, theme: &Theme, view: &View) -> String {
        let (ink, soft, paper) = (theme.ink, theme.soft, theme.paper);
        let mut out = format!(
            r#"<path d="{}" fill="none" stroke="{ink}" stroke-width="9" stroke-dasharray="44 18 8 18"/>"#,
            self.border
        );
        for (name, [x, y]) in &self.names {
            _ = write!(
                out,
                r#"<text x="{x:.0}" y="{y:.0}" font-size="58" letter-spacing="9" text-anchor="middle" fill="{soft}">{}</text>"#,
                escape(name)
            );
        }
        let halo = format!(
            r#"font-size="{LETTERS}" fill="{ink}" stroke="{paper}" stroke-width="22" stroke-linejoin="round" paint-order="stroke""#
        );
        _ = write!(out, "<g {halo}>");
        for (name, [x, y], anchor, [tx, ty]) in &self.places {
            _ = write!(
                out,
                r#"<circle cx="{x:.0}" cy="{y:.0}" r="13" stroke-width="10"/><text x="{tx:.0}" y="{ty:.0}" text-anchor="{anchor}">{}</text>"#,
                escape(name)
            );
        }
        out += "</g>";
        out + &scale(view, ink)
    }
}

/// A bar of a round number of kilometres, at the lower left.
fn scale(view: &View, ink: &str) -> String {
    let kilometres = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0];
    let km = kilometres.into_iter().rfind(|km| km * view.kilometre() < View::SIZE.0 / 6.0).unwrap_or(1.0);
    let y = View::SIZE.1 - 80.0;
    format!(
        r#"<g class="scale"><path d="M90 {}v26h{:.0}v-26" fill="none" stroke="{ink}" stroke-width="8"/><text x="90" y="{}" font-size="58" fill="{ink}">{km} km</text></g>"#,
        y - 26.0,
        km * view.kilometre(),
        y - 50.0
    )
}

fn border(view: &View, maps: &Maps, state: &str) -> (String, &'static str) {
    let mut out = String::new();
    let others = maps.case.map(|c| c.parties.as_slice()).unwrap_or_default();
    let bounds = view.bounds().padded(0.05);
    for border in others.iter().filter(|p| p.code != state).filter_map(|p| region::border(state, &p.code)) {
        for line in &border.lines {
            // Runs of the line that lie in the window.
            for run in line.split(|at| !bounds.contains(*at)).filter(|run| run.len() > 1) {
                view.line(run, false, &mut out);
            }
        }
    }
    let credit = if out.is_empty() { "lines: Natural Earth" } else { BORDER_CREDIT };
    (out, credit)
}

/// Names of places, those that texts speak of first, where they do not lie on each other.
fn places(
    maps: &Maps,
    view: &View,
    favoured: &[String],
    taken: &mut Vec<Space>,
) -> Vec<(String, [f64; 2], &'static str, [f64; 2])> {
    let wanted: Vec<String> = favoured.iter().map(|n| translit::key(n)).collect();
    let rank = |p: &&salient_map::region::Place| {
        wanted.iter().position(|w| p.names.iter().any(|n| translit::key(n) == *w)).unwrap_or(usize::MAX)
    };
    let inner = view.bounds();
    let mut all: Vec<_> = maps.places.iter().flat_map(|g| &g.places).filter(|p| inner.contains(p.at)).collect();
    all.sort_by_key(rank);
    let mut out = Vec::new();
    for place in all {
        let Some(name) = place.names.first().filter(|_| out.len() < MOST) else { continue };
        let [x, y] = view.at(place.at);
        let dot = Space { edges: [x - 30.0, y - 30.0, x + 30.0, y + 30.0] };
        let width = name.chars().count() as f64 * LETTERS * 0.6;
        let spots = [("start", x + 34.0, x + 34.0), ("end", x - 34.0, x - 34.0 - width)];
        let free = spots
            .into_iter()
            .map(|(anchor, tx, left)| (anchor, [tx, y + 22.0], Space::label(name, left, y + 22.0, LETTERS)));
        let fits = |s: &Space| {
            let [left, top, right, bottom] = s.edges;
            left > 40.0
                && top > 40.0
                && right < View::SIZE.0 - 40.0
                && bottom < View::SIZE.1 - 40.0
                && !taken.iter().any(|t| t.meets(s))
        };
        let found = free.into_iter().find(|(_, _, s)| fits(s) && !taken.iter().any(|t| t.meets(&dot)));
        if let Some((anchor, at, space)) = found {
            taken.extend([space, dot]);
            out.push((name.clone(), [x, y], anchor, at));
        }
    }
    out
}

/// A region's name where it has most room: away from the window's edge, other regions and other names.
fn named(region: &Region, maps: &Maps, view: &View, taken: &mut Vec<Space>) -> Option<(String, [f64; 2])> {
    let state = Maps::soil(region);
    let name = format!("{} · {}", region.name, maps.name(state)).to_uppercase();
    let half = name.chars().count() as f64 * 58.0 * 0.42;
    let (w, h) = View::SIZE;
    let inside = |x: f64, y: f64| region.shape.contains(view.back([x, y]));
    let mut best: Option<(f64, Position)> = None;
    for (x, y) in (1..24).flat_map(|i| (1..20).map(move |k| (w * f64::from(i) / 24.0, h * f64::from(k) / 20.0))) {
        let space = Space { edges: [x - half, y - 70.0, x + half, y + 30.0] };
        let edge = (x - half).min(w - x - half).min(y - 90.0).min(h - y - 160.0);
        if edge < 30.0 || taken.iter().any(|t| t.meets(&space)) {
            continue;
        }
        if ![(x - half, y), (x, y), (x + half, y), (x, y - 60.0)].iter().all(|(x, y)| inside(*x, *y)) {
            continue;
        }
        // Corners are free of ground more often than the middle is.
        let away = ((x - w / 2.0).abs() / w).max((y - h / 2.0).abs() / h) * 800.0 + edge.min(300.0);
        if best.is_none_or(|(score, _)| away > score) {
            best = Some((away, [x, y]));
        }
    }
    let (_, [x, y]) = best?;
    taken.push(Space { edges: [x - half, y - 70.0, x + half, y + 30.0] });
    Some((name, [x, y]))
}
