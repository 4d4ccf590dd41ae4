//! One side's account, on a chart: bands while a figure stands, points where something was said.

use super::{Dated, Sheet};
use crate::check::compare::STANDS;
use crate::publish::ink::{Space, escape};
use crate::read::marks::shown;
use jiff::ToSpan;
use jiff::civil::Date;
use std::fmt::Write;

/// After that many more days a figure is not drawn at all.
const FADES: i64 = 45;

const SHAPES: [&str; 4] = ["circle", "square", "diamond", "cross"];

/// A figure for what is held, and how long it stands.
struct Stretch {
    from: Date,
    /// The day of the next figure of the same kind.
    next: Option<Date>,
    low: f64,
    high: f64,
    said: bool,
}

/// The figures for what is held: as said, and as worked out; of one day the narrowest.
fn stretches(rows: &[Dated], said: bool) -> Vec<Stretch> {
    let kind = if said { "said" } else { "implied" };
    let of: Vec<&Dated> = rows.iter().filter(|(r, _)| r.kind == kind && r.what == "held").collect();
    let mut days: Vec<Date> = of.iter().map(|(_, d)| *d).collect();
    days.dedup();
    let narrow = |day: &Date| {
        of.iter().filter(|(_, d)| d == day).min_by(|a, b| (a.0.high - a.0.low).total_cmp(&(b.0.high - b.0.low)))
    };
    let made = days.iter().enumerate().filter_map(|(at, day)| {
        let row = narrow(day)?.0;
        Some(Stretch { from: *day, next: days.get(at + 1).copied(), low: row.low, high: row.high, said })
    });
    // "Something between nothing and all that was taken" is no figure.
    made.filter(|s| s.said || s.low > 0.0 && s.high.is_finite()).collect()
}

impl Sheet<'_> {
    /// Bands for 45 days, dots for 45 more.
    pub(super) fn bands(&mut self, party: Option<usize>, rows: &[Dated]) {
        let said = stretches(rows, true);
        // What follows is drawn where it says more than what was said.
        let implied = stretches(rows, false)
            .into_iter()
            .filter(|s| !said.iter().any(|o| o.from == s.from && o.low == s.low && o.high == s.high));
        for stretch in implied.collect::<Vec<_>>().into_iter().chain(said.iter().map(|s| Stretch { ..*s })) {
            self.band(party, &stretch);
        }
    }

    fn band(&mut self, party: Option<usize>, s: &Stretch) {
        let colour = self.chart.theme.party(party);
        let until = |days: i64| {
            let ends = s.from.checked_add(days.days()).unwrap_or(s.from);
            self.frame.x(s.next.map_or(ends, |n| n.min(ends)))
        };
        let (x, stands, fades) = (self.frame.x(s.from), until(STANDS), until(STANDS + FADES));
        let open = s.high.is_infinite();
        let (top, bottom) = (self.frame.y(if open { s.low } else { s.high }), self.frame.y(s.low));
        let middle = f64::midpoint(top, bottom);
        let (opacity, dash) = if s.said { (".3", "") } else { (".12", "3 2") };
        let (height, width) = ((bottom - top).max(3.0), (stands - x).max(1.0));
        self.taken.push(Space { edges: [x, middle - height / 2.0, x + width, middle + height / 2.0] });
        if open {
            // "More than", "some": a bar to stand on, open above.
            _ = write!(
                self.out,
                r#"<path d="M{x:.1} {bottom:.1}h{width:.1}" stroke="{colour}" stroke-width="2"/><path d="M{x:.1} {:.1}h{width:.1}" stroke="{colour}" stroke-opacity=".25" stroke-width="6"/>"#,
                bottom - 4.0
            );
        } else {
            _ = write!(
                self.out,
                r#"<rect x="{x:.1}" y="{:.1}" width="{width:.1}" height="{height:.1}" fill="{colour}" fill-opacity="{opacity}" stroke="{colour}" stroke-dasharray="{dash}"/>"#,
                middle - height / 2.0
            );
        }
        if fades > stands + 1.0 {
            _ = write!(
                self.out,
                r#"<path d="M{stands:.1} {middle:.1}H{fades:.1}" stroke="{colour}" stroke-width="1.6" stroke-dasharray="1.5 4"/>"#
            );
        }
    }

    /// Statements as points: filled where they are about what is held, hollow where they are totals; then they stand where
    /// what follows from them does.
    pub(super) fn points(&mut self, party: Option<usize>, rows: &[Dated]) {
        let follows = |day: Date| {
            let of = rows.iter().find(|(r, d)| r.kind == "implied" && *d == day && r.low > 0.0 && r.high.is_finite());
            of.map(|(r, _)| f64::midpoint(r.low, r.high))
        };
        let mut seen: Vec<(i64, i64)> = Vec::new();
        for (row, day) in rows.iter().filter(|(r, _)| r.kind == "said") {
            let open = row.high.is_infinite();
            let own = if open { row.low } else { f64::midpoint(row.low, row.high) };
            let (value, filled) = match row.what.as_str() {
                "held" | "denied that all is lost" => (own, true),
                "taken" => (own, false),
                _ => match follows(*day) {
                    Some(value) => (value, false),
                    None => continue,
                },
            };
            let (x, y) = (self.frame.x(*day), self.frame.y(value));
            // Statements that lie on each other are one point: the table and the cards have them all.
            let place = ((x / 4.0).round() as i64, (y / 4.0).round() as i64);
            if !seen.contains(&place) {
                seen.push(place);
                self.point(party, (x, y), row, (filled, open));
            }
        }
    }

    fn point(
        &mut self,
        party: Option<usize>,
        (x, y): (f64, f64),
        row: &crate::check::history::Row,
        (filled, open): (bool, bool),
    ) {
        let theme = self.chart.theme;
        let colour = theme.party(party);
        let marked = row.claim.as_ref().is_some_and(|id| self.chart.marked.contains(id));
        let checks = if marked { " (a check found something)" } else { "" };
        let said = format!("{} {}", row.what, row.figure);
        let about = format!("{}, {}: {}: {}{checks}", row.day, row.who, said.trim(), shown(&row.quote));
        let href = row.claim.as_ref().and_then(|id| self.chart.link.map(|link| link(id)));
        self.taken.push(Space { edges: [x - 7.0, y - 7.0, x + 7.0, y + 7.0] });
        if let Some(href) = &href {
            // One stop for the Tab key; a script moves it along with the arrow keys.
            let tab = if self.links == 0 { "" } else { r#" tabindex="-1""# };
            self.links += 1;
            _ = write!(
                self.out,
                r#"<a href="{}" data-on="{}" aria-label="{}"{tab}>"#,
                escape(href),
                row.day,
                escape(&about)
            );
        } else {
            self.out += "<g>";
        }
        _ = write!(self.out, "<title>{}</title>", escape(&about));
        if href.is_some() {
            _ = write!(self.out, r#"<circle cx="{x:.1}" cy="{y:.1}" r="12" fill="{colour}" fill-opacity="0"/>"#);
        }
        if open {
            _ = write!(
                self.out,
                r#"<path d="M{x:.1} {:.1}v-14m-4 5l4-5 4 5" fill="none" stroke="{colour}" stroke-width="1.8"/>"#,
                y - 4.0
            );
        }
        let fill = if filled { colour } else { theme.paper };
        self.out += &shape(
            SHAPES[party.unwrap_or(3).min(3)],
            x,
            y,
            &format!(r#"fill="{fill}" stroke="{colour}" stroke-width="2""#),
        );
        if marked {
            _ = write!(
                self.out,
                r#"<path d="M{:.1} {:.1}h11l-5.5-9.5Z" fill="{}" stroke="{}"/>"#,
                x - 5.5,
                y - 9.0,
                theme.ink,
                theme.paper
            );
        }
        self.out += if href.is_some() { "</a>" } else { "</g>" };
    }

    /// The side's name beside its figures.
    pub(super) fn name(&mut self, party: Option<usize>, name: &str, rows: &[Dated]) {
        let colour = self.chart.theme.party(party);
        let (said, implied) = (stretches(rows, true), stretches(rows, false));
        for (label, stretches) in [(format!("{name} says"), said), (format!("follows from {name}"), implied)] {
            let mut places = Vec::new();
            for s in stretches.iter().filter(|s| s.low > 0.0) {
                let (x, top, bottom) = (
                    self.frame.x(s.from),
                    self.frame.y(if s.high.is_finite() { s.high } else { s.low }),
                    self.frame.y(s.low),
                );
                let left = x - label.chars().count() as f64 * 7.4 - 10.0;
                places.extend([
                    (x - 2.0, top - 10.0),
                    (left, top + 4.0),
                    (x + 10.0, top - 22.0),
                    (x - 2.0, bottom + 18.0),
                    (left, bottom + 16.0),
                ]);
            }
            self.label(&label, 12.5, colour, "bold", &places);
        }
    }
}

fn shape(shape: &str, x: f64, y: f64, style: &str) -> String {
    match shape {
        "circle" => format!(r#"<circle cx="{x:.1}" cy="{y:.1}" r="5" {style}/>"#),
        "square" => format!(r#"<rect x="{:.1}" y="{:.1}" width="9" height="9" {style}/>"#, x - 4.5, y - 4.5),
        "diamond" => format!(r#"<path d="M{x:.1} {:.1}l6 6-6 6-6-6Z" {style}/>"#, y - 6.0),
        _ => format!(r#"<path d="M{:.1} {y:.1}h11M{x:.1} {:.1}v11" {style}/>"#, x - 5.5, y - 5.5),
    }
}
