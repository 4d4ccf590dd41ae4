//! The history of a topic as SVG: the mapped area as a line with its unknown ground as a hatched band, each account as
//! bands for as long as they stand, statements as points, findings as triangles.
//!
//! The same drawing serves the page (colours by its style sheet, points as links), files and pictures.

mod account;
mod frame;
mod mapped;

pub use frame::{Frame, SIZE};

use super::ink::{Space, Theme, escape};
use crate::check::history::Row;
use crate::record::Id;
use frame::MARGIN;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// What a chart shows.
pub struct Chart<'a> {
    /// The headline; the page has its own.
    pub title: Option<&'a str>,
    /// Whom to name, in the last line.
    pub credit: Option<&'a str>,
    /// The rows of a history.
    pub rows: &'a [Row],
    /// Names of the parties, in the order in which the case names them.
    pub parties: &'a [&'a str],
    /// Statements with a finding that says more than a note.
    pub marked: &'a BTreeSet<Id>,
    /// The day that is asked about.
    pub on: Date,
    /// The address of a claim's page; without one, points are no links.
    pub link: Option<&'a dyn Fn(&Id) -> String>,
    /// The colours.
    pub theme: Theme,
}

/// A row with its day.
type Dated<'a> = (&'a Row, Date);

/// A drawing under way: what is drawn, and where labels lie.
struct Sheet<'a> {
    chart: &'a Chart<'a>,
    frame: Frame,
    out: String,
    taken: Vec<Space>,
    links: usize,
}

impl Chart<'_> {
    /// The frame of the chart; `None` where there is nothing to show.
    pub fn frame(&self) -> Option<Frame> {
        let shown = self.shown();
        let first = shown.iter().map(|(_, d)| *d).min()?;
        let last = shown.iter().map(|(_, d)| *d).max()?.max(self.on);
        let top = shown.iter().flat_map(|(r, _)| [r.low, r.high]).filter(|v| v.is_finite()).fold(1.0, f64::max);
        // A little room on both sides, so that the first and the last statement are whole.
        let spare = (i64::from(last.since(first).map_or(0, |s| s.get_days())) / 40).max(2);
        let (early, late) =
            (first.checked_sub(jiff::Span::new().days(spare)), last.checked_add(jiff::Span::new().days(spare)));
        Some(Frame::new(early.unwrap_or(first), late.unwrap_or(last), top))
    }

    fn shown(&self) -> Vec<Dated<'_>> {
        let dated = |r| Some((r, Row::day(r)?));
        self.rows.iter().filter(|r| r.what != "share taken back").filter_map(dated).collect()
    }

    /// The chart as an SVG document; `None` where there is nothing to show.
    pub fn svg(&self) -> Option<String> {
        let frame = self.frame()?;
        let mut sheet = Sheet { chart: self, frame, out: String::new(), taken: Vec::new(), links: 0 };
        let rows: Vec<Dated> = self.rows.iter().filter_map(|r| Some((r, Row::day(r)?))).collect();
        sheet.frame.axes(&self.theme, &mut sheet.out);
        sheet.maps(&rows);
        sheet.frame.cursor(self.on, &self.theme, &mut sheet.out);
        let mut accounts: BTreeMap<(usize, &str), Vec<Dated>> = BTreeMap::new();
        for (row, day) in rows.iter().filter(|(r, _)| r.kind != "mapped") {
            let number = self.parties.iter().position(|p| *p == row.who).unwrap_or(usize::MAX);
            accounts.entry((number, &row.who)).or_default().push((row, *day));
        }
        // Bands first, so that no band lies over a point.
        for ((number, _), rows) in &accounts {
            sheet.bands(Some(*number).filter(|n| *n != usize::MAX), rows);
        }
        for ((number, _), rows) in &accounts {
            sheet.points(Some(*number).filter(|n| *n != usize::MAX), rows);
        }
        for ((number, name), rows) in &accounts {
            sheet.name(Some(*number).filter(|n| *n != usize::MAX), name, rows);
        }
        sheet.name_maps(&rows);
        Some(self.document(&sheet.out))
    }

    /// The document around what is drawn.
    fn document(&self, body: &str) -> String {
        let (w, h) = SIZE;
        let (head, foot) =
            (if self.title.is_some() { 34.0 } else { 0.0 }, if self.credit.is_some() { 46.0 } else { 0.0 });
        let Theme { paper, ink, soft, unknown, .. } = self.theme;
        let page = self.theme == Theme::PAGE;
        let mut out = format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 {} {w} {}" font-family="Noto Sans, system-ui, sans-serif" font-size="12""#,
            -head,
            h + head + foot
        );
        // On a page the figure around the drawing says what it is; its points are links.
        out += if page { r#" class="chart">"# } else { "" };
        if !page {
            _ = write!(out, r#" width="{w}" height="{}" role="img">"#, h + head + foot);
            _ = write!(
                out,
                r#"<title>{}</title><rect y="{}" width="{w}" height="{}" fill="{paper}"/>"#,
                escape(self.title.unwrap_or("Chart")),
                -head,
                h + head + foot
            );
        }
        _ = write!(
            out,
            r#"<defs><pattern id="unsure" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V6" stroke="{unknown}" stroke-width="2" stroke-opacity=".45"/></pattern></defs>"#
        );
        if let Some(title) = self.title {
            _ = write!(
                out,
                r#"<text x="{}" y="-10" font-size="17" font-weight="bold" fill="{ink}">{}</text>"#,
                14,
                escape(title)
            );
        }
        out += body;
        if let Some(credit) = self.credit {
            let key = "filled: said to be held · hollow: worked out from totals · band: stands 45 days, then dotted · ▲ a check found something · hatched: unknown on the map";
            _ = write!(out, r#"<text x="14" y="{}" font-size="9.5" fill="{soft}">{key}</text>"#, h + 14.0);
            _ = write!(out, r#"<text x="14" y="{}" font-size="9.5" fill="{soft}">{}</text>"#, h + 32.0, escape(credit));
        }
        out + "</svg>"
    }
}

impl Sheet<'_> {
    /// Writes a label with a halo at the first of some places where it lies on nothing and inside the drawing.
    fn label(&mut self, text: &str, size: f64, colour: &str, weight: &str, places: &[(f64, f64)]) {
        let fits = |space: &Space, taken: &[Space]| {
            let [left, top, right, bottom] = space.edges;
            let inside = left >= MARGIN[0] && right <= SIZE.0 && top >= 0.0 && bottom <= SIZE.1 - MARGIN[3];
            inside && !taken.iter().any(|other| other.meets(space))
        };
        let found = places.iter().find(|(x, y)| fits(&Space::label(text, *x, *y, size), &self.taken));
        let Some((x, y)) = found.copied() else { return };
        self.taken.push(Space::label(text, x, y, size));
        let paper = self.chart.theme.paper;
        _ = write!(
            self.out,
            r#"<text x="{x:.1}" y="{y:.1}" font-size="{size}" font-weight="{weight}" fill="{colour}" stroke="{paper}" stroke-width="4" stroke-linejoin="round" paint-order="stroke" aria-hidden="true">{}</text>"#,
            escape(text)
        );
    }
}
