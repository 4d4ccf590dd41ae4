//! The history of a topic as SVG: the mapped area as a line with its unknown ground as a hatched band, each side's figures
//! as bands for as long as they stand, statements as points, what follows as hollow marks.
//!
//! Colours are written out, since renderers of SVG do not know style sheets; each is doubled by a hatch or a shape. Neither
//! red nor green: no party and no verdict is good or bad.

use crate::check::compare::STANDS;
use crate::check::history::Row;
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::fmt::Write;

const SIZE: (f64, f64) = (960.0, 460.0);
/// Left, right, top, bottom.
const MARGIN: [f64; 4] = [76.0, 190.0, 58.0, 74.0];
const SIDES: [(&str, &str); 4] =
    [("#5E3C99", "circle"), ("#B35400", "square"), ("#3B6E8F", "diamond"), ("#6B6B6B", "cross")];
const INK: &str = "#222222";

/// What a chart shows.
pub struct Chart<'a> {
    /// The headline.
    pub title: &'a str,
    /// Whom to name.
    pub credit: &'a str,
    /// The rows of a history.
    pub rows: &'a [Row],
    /// The day that is marked.
    pub on: Date,
}

impl Chart<'_> {
    /// The chart as an SVG document; `None` where there is nothing to show.
    pub fn svg(&self) -> Option<String> {
        let shown: Vec<(&Row, Date)> = self
            .rows
            .iter()
            .filter(|r| r.what != "share taken back")
            .filter_map(|r| Some((r, r.day.parse().ok()?)))
            .collect();
        let first = shown.iter().map(|(_, d)| *d).min()?;
        let last = shown.iter().map(|(_, d)| *d).max()?.max(self.on);
        let top = shown.iter().flat_map(|(r, _)| [r.low, r.high]).filter(|v| v.is_finite()).fold(1.0, f64::max);
        let frame = Frame::new(first, last, top);
        let mut out = head(self.title);
        frame.axes(&mut out);
        frame.mark(self.on, &mut out);
        Self::maps(&frame, &shown, &mut out);
        let mut names: Vec<&str> =
            shown.iter().filter(|(r, _)| r.kind != "mapped").map(|(r, _)| r.who.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        for (who, (colour, shape)) in names.iter().zip(SIDES.iter().cycle()) {
            let of: Vec<(&Row, Date)> =
                shown.iter().filter(|(r, _)| r.who == *who && r.kind != "mapped").copied().collect();
            side(&frame, &of, colour, shape, &mut out);
        }
        legend(&names, &mut out);
        _ = write!(
            out,
            r##"<text x="{}" y="{}" font-size="11" fill="#555">{}</text></svg>"##,
            MARGIN[0],
            SIZE.1 - 12.0,
            escape(self.credit)
        );
        Some(out)
    }

    fn maps(frame: &Frame, shown: &[(&Row, Date)], out: &mut String) {
        let mut sources: BTreeMap<&str, BTreeMap<Date, [f64; 2]>> = BTreeMap::new();
        for (row, day) in shown.iter().filter(|(r, _)| r.kind == "mapped") {
            sources.entry(&row.who).or_default().entry(*day).or_default()[usize::from(row.what != "held")] = row.low;
        }
        for (at, (name, days)) in sources.iter().enumerate() {
            let dash = ["", "6 3", "2 3", "9 3 2 3"][at % 4];
            // The last map stands until the day that is asked about.
            let stands = days.last_key_value().filter(|(day, _)| **day < frame.last).map(|(_, v)| (frame.last, *v));
            let points: Vec<(Date, [f64; 2])> = days.iter().map(|(d, v)| (*d, *v)).chain(stands).collect();
            let held: Vec<(Date, f64)> = points.iter().map(|(d, v)| (*d, v[0])).collect();
            let both: Vec<(Date, f64)> = points.iter().map(|(d, v)| (*d, v[1])).collect();
            if at == 0 {
                let (up, mut back) = (frame.steps(&both), held.clone());
                back.reverse();
                _ = write!(out, r#"<path d="{up}{}Z" fill="url(#unknown)"/>"#, frame.back(&back));
            }
            let end = held.last().map_or(0.0, |(_, v)| *v);
            _ = write!(
                out,
                r#"<path d="{}" fill="none" stroke="{INK}" stroke-width="2" stroke-dasharray="{dash}"/><text x="{:.1}" y="{:.1}" font-size="12" fill="{INK}">{} {end:.1}</text>"#,
                frame.steps(&held),
                SIZE.0 - MARGIN[1] + 8.0,
                frame.y(end) - 2.0 - 14.0 * at as f64,
                escape(name)
            );
        }
    }
}

/// One side: what it says is held as a band while it stands, other figures as points, what follows as hollow points.
fn side(frame: &Frame, rows: &[(&Row, Date)], colour: &str, shape: &str, out: &mut String) {
    for (row, day) in rows {
        let held = row.what == "held";
        let ends = day.checked_add(STANDS.days()).unwrap_or(*day).min(frame.last);
        let (low, high) = (row.low, if row.high.is_finite() { row.high } else { row.low });
        let (x, top, bottom) = (frame.x(*day), frame.y(high), frame.y(low));
        let about = format!("{} {} {} {} {}", row.day, row.who, row.kind, row.what, row.figure);
        _ = write!(out, "<g><title>{}</title>", escape(about.trim()));
        if held && row.kind == "said" && row.high.is_finite() {
            let (width, height) = ((frame.x(ends) - x).max(2.0), (bottom - top).max(2.0));
            _ = write!(
                out,
                r#"<rect x="{x:.1}" y="{top:.1}" width="{width:.1}" height="{height:.1}" fill="{colour}" fill-opacity="0.22"/>"#
            );
        }
        if held && row.kind == "implied" && row.high.is_finite() {
            _ = write!(
                out,
                r#"<path d="M{x:.1} {top:.1}V{bottom:.1}" stroke="{colour}" stroke-width="3" stroke-linecap="round" stroke-opacity="0.6"/>"#
            );
        }
        if row.kind == "said" && row.high.is_infinite() {
            *out += &at_least(x, bottom, colour, held);
        } else if row.kind == "said" {
            let fill = if held { colour } else { "#FFFFFF" };
            *out += &point(shape, x, f64::midpoint(top, bottom), colour, fill);
        }
        *out += "</g>";
    }
}

/// "More than", "some": a bar to stand on and an arrow upwards, since no upper end was said.
fn at_least(x: f64, y: f64, colour: &str, held: bool) -> String {
    let dash = if held { "" } else { "3 2" };
    format!(
        r#"<path d="M{:.1} {y:.1}h12M{x:.1} {y:.1}v-22m-4 6l4-6 4 6" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"/>"#,
        x - 6.0
    )
}

fn point(shape: &str, x: f64, y: f64, colour: &str, fill: &str) -> String {
    let style = format!(r#"fill="{fill}" stroke="{colour}" stroke-width="1.6""#);
    match shape {
        "circle" => format!(r#"<circle cx="{x:.1}" cy="{y:.1}" r="4.2" {style}/>"#),
        "square" => format!(r#"<rect x="{:.1}" y="{:.1}" width="7.6" height="7.6" {style}/>"#, x - 3.8, y - 3.8),
        "diamond" => format!(r#"<path d="M{x:.1} {:.1}l5 5-5 5-5-5Z" {style}/>"#, y - 5.0),
        _ => format!(r#"<path d="M{:.1} {y:.1}h10M{x:.1} {:.1}v10" {style}/>"#, x - 5.0, y - 5.0),
    }
}

fn legend(names: &[&str], out: &mut String) {
    let (x, mut y) = (SIZE.0 - MARGIN[1] + 8.0, MARGIN[2] + 4.0);
    for (name, (colour, shape)) in names.iter().zip(SIDES.iter().cycle()) {
        *out += &point(shape, x + 5.0, y - 4.0, colour, colour);
        _ = write!(out, r#"<text x="{}" y="{y}" font-size="12" fill="{colour}">{}</text>"#, x + 16.0, escape(name));
        y += 17.0;
    }
    for note in [
        "filled: said to be held",
        "band: stands for 45 days",
        "hollow, dashed: taken, taken back",
        "arrow: more than, or some",
        "bar: follows, nobody said it",
        "hatched: unknown on the map",
    ] {
        _ = write!(out, r##"<text x="{x}" y="{y}" font-size="11" fill="#555">{note}</text>"##);
        y += 15.0;
    }
}

struct Frame {
    first: Date,
    last: Date,
    days: f64,
    top: f64,
    step: f64,
}

fn days_between(from: Date, to: Date) -> f64 {
    f64::from(to.since(from).map_or(0, |s| s.get_days()))
}

impl Frame {
    fn new(first: Date, last: Date, most: f64) -> Self {
        let raw = most / 5.0;
        let size = 10f64.powf(raw.log10().floor());
        let step = [1.0, 2.0, 2.5, 5.0, 10.0].map(|f| f * size).into_iter().find(|s| *s >= raw).unwrap_or(raw);
        Self { first, last, days: days_between(first, last).max(1.0), top: (most / step).ceil() * step, step }
    }

    fn x(&self, day: Date) -> f64 {
        MARGIN[0] + days_between(self.first, day) / self.days * (SIZE.0 - MARGIN[0] - MARGIN[1])
    }

    fn y(&self, km2: f64) -> f64 {
        SIZE.1 - MARGIN[3] - km2 / self.top * (SIZE.1 - MARGIN[2] - MARGIN[3])
    }

    fn axes(&self, out: &mut String) {
        let (left, right) = (MARGIN[0], SIZE.0 - MARGIN[1]);
        let steps = (self.top / self.step).round() as usize;
        for k in 0..=steps {
            let (value, y) = (k as f64 * self.step, self.y(k as f64 * self.step));
            let unit = if k == steps { " km²" } else { "" };
            _ = write!(
                out,
                r##"<path d="M{left} {y:.1}H{right}" stroke="#DDD"/><text x="{}" y="{:.1}" font-size="12" text-anchor="end" fill="#333">{}{unit}</text>"##,
                left - 8.0,
                y + 4.0,
                crate::check::context::figure(value, 1)
            );
        }
        let bottom = SIZE.1 - MARGIN[3];
        for k in 0..=5 {
            let ahead = (self.days * f64::from(k) / 5.0).round() as i64;
            let Ok(day) = self.first.checked_add(ahead.days()) else { continue };
            let x = self.x(day);
            _ = write!(
                out,
                r##"<path d="M{x:.1} {bottom}v5" stroke="#333"/><text x="{x:.1}" y="{}" font-size="12" text-anchor="middle" fill="#333">{}</text>"##,
                bottom + 19.0,
                day.strftime("%-d %b %Y")
            );
        }
    }

    /// The day that is asked about.
    fn mark(&self, on: Date, out: &mut String) {
        let x = self.x(on.max(self.first));
        _ = write!(
            out,
            r#"<path d="M{x:.1} {}V{}" stroke="{INK}" stroke-dasharray="2 3"/><text x="{x:.1}" y="{}" font-size="12" text-anchor="middle" fill="{INK}">{on}</text>"#,
            MARGIN[2] - 6.0,
            SIZE.1 - MARGIN[3],
            MARGIN[2] - 10.0
        );
    }

    /// A map stands until the next one.
    fn steps(&self, points: &[(Date, f64)]) -> String {
        let mut path = String::new();
        for (at, (day, value)) in points.iter().enumerate() {
            let (x, y) = (self.x(*day), self.y(*value));
            _ = if at == 0 { write!(path, "M{x:.1} {y:.1}") } else { write!(path, "H{x:.1}V{y:.1}") };
        }
        path
    }

    /// The same from right to left, to close a band.
    fn back(&self, points: &[(Date, f64)]) -> String {
        let mut path = String::new();
        for (at, (day, value)) in points.iter().enumerate() {
            let (x, y) = (self.x(*day), self.y(*value));
            _ = if at == 0 { write!(path, "L{x:.1} {y:.1}") } else { write!(path, "V{y:.1}H{x:.1}") };
        }
        path
    }
}

fn head(title: &str) -> String {
    let (w, h) = SIZE;
    let title = escape(title);
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" font-family="Noto Sans, sans-serif"><title>{title}</title><defs><pattern id="unknown" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#F1F1F1"/><path d="M0 0V6" stroke="#8F949C" stroke-width="1.5"/></pattern></defs><rect width="{w}" height="{h}" fill="#FFFFFF"/><text x="{}" y="28" font-size="17" fill="#111">{title}</text>"##,
        MARGIN[0]
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
