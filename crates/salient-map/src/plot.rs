//! Areas over time as SVG: a line for each holder's ground, the unknown ground as a hatched band on top of it.
//!
//! Colours are written out, since renderers of SVG do not know style sheets; each is doubled by a dash or a hatch.

use crate::tally::Row;
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Width and height in pixels, and the margins: left, right, top, bottom.
const SIZE: (f64, f64) = (960.0, 420.0);
const MARGIN: [f64; 4] = [84.0, 170.0, 56.0, 56.0];

/// Colour and dash of each line, in order of holders' names. Neither red nor green: no party is good or bad.
const LINES: [(&str, &str); 4] = [("#5E3C99", ""), ("#B35400", "7 3"), ("#111111", "2 3"), ("#3B6E8F", "9 3 2 3")];

/// What a plot shows.
pub struct Plot<'a> {
    /// The headline.
    pub title: &'a str,
    /// Whom to name, in the last line.
    pub credit: &'a str,
    /// The rows of an area table of one source.
    pub rows: &'a [Row],
}

type Series = BTreeMap<Timestamp, f64>;

impl Plot<'_> {
    /// The plot as an SVG document; `None` where there is nothing to plot.
    pub fn svg(&self) -> Option<String> {
        let (mut lines, unknown, days) = self.series();
        let (first, last) = (*days.first()?, *days.last()?);
        let top = |series: &Series, t: &Timestamp| series.get(t).copied().unwrap_or_default();
        let most = days
            .iter()
            .map(|t| lines.values().map(|s| top(s, t)).fold(0.0, f64::max) + top(&unknown, t))
            .fold(0.0, f64::max);
        let frame = Frame::new(first, last, most);
        let mut out = head(self.title);
        frame.axes(&mut out);
        match (lines.len(), lines.values().next()) {
            (1, Some(lead)) if !unknown.is_empty() => out += &frame.band(&days, lead, &unknown),
            (_, _) if !unknown.is_empty() => _ = lines.insert("unknown".to_owned(), unknown.clone()),
            _ => {}
        }
        let mut taken: Vec<f64> = Vec::new();
        for ((name, series), (colour, dash)) in lines.iter().zip(LINES.iter().cycle()) {
            out += &frame.line(&days, series, name, (colour, dash), &mut taken);
        }
        let [left, ..] = MARGIN;
        _ = write!(
            out,
            r##"<text x="{left}" y="{}" font-size="11" fill="#555">{}</text></svg>"##,
            SIZE.1 - 10.0,
            escape(self.credit)
        );
        Some(out)
    }

    fn series(&self) -> (BTreeMap<String, Series>, Series, Vec<Timestamp>) {
        let (mut lines, mut unknown) = (BTreeMap::<String, Series>::new(), Series::new());
        let mut days = Vec::new();
        let several = self.rows.iter().any(|row| row.region != self.rows[0].region);
        let name = |row: &Row, what: String| if several { format!("{} {what}", row.region) } else { what };
        for row in self.rows {
            let Ok(time) = row.snapshot.parse::<Timestamp>() else { continue };
            days.push(time);
            match &row.holder {
                None if row.status == "unknown" && !several => _ = unknown.insert(time, row.km2),
                holder => {
                    let what =
                        holder.iter().map(String::as_str).chain([row.status.as_str()]).collect::<Vec<_>>().join(" ");
                    _ = lines.entry(name(row, what)).or_default().insert(time, row.km2);
                }
            }
        }
        days.sort();
        days.dedup();
        (lines, unknown, days)
    }
}

fn head(title: &str) -> String {
    let (w, h) = SIZE;
    let [left, ..] = MARGIN;
    let title = escape(title);
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" font-family="Noto Sans, sans-serif"><title>{title}</title><defs><pattern id="unknown" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#F1F1F1"/><path d="M0 0V6" stroke="#8F949C" stroke-width="1.5"/></pattern></defs><rect width="{w}" height="{h}" fill="#FFFFFF"/><text x="{left}" y="28" font-size="17" fill="#111">{title}</text>"##
    )
}

struct Frame {
    first: Timestamp,
    seconds: f64,
    top: f64,
    step: f64,
}

impl Frame {
    fn new(first: Timestamp, last: Timestamp, most: f64) -> Self {
        let seconds = (last.duration_since(first).as_secs_f64()).max(86_400.0);
        let rough = (most / 5.0).max(0.2);
        let power = 10f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|m| m * power).find(|s| *s >= rough).unwrap_or(power * 10.0);
        Self { first, seconds, top: (most / step).ceil().max(1.0) * step, step }
    }

    fn x(&self, t: Timestamp) -> f64 {
        let share = t.duration_since(self.first).as_secs_f64() / self.seconds;
        MARGIN[0] + share * (SIZE.0 - MARGIN[0] - MARGIN[1])
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
                r##"<path d="M{left} {y:.1}H{right}" stroke="#DDD"/><text x="{}" y="{:.1}" font-size="12" text-anchor="end" fill="#333">{value}{unit}</text>"##,
                left - 8.0,
                y + 4.0
            );
        }
        let marks = 5;
        for k in 0..=marks {
            let ahead = jiff::SignedDuration::from_secs((self.seconds * f64::from(k) / f64::from(marks)) as i64);
            let Ok(time) = self.first.checked_add(ahead) else { continue };
            let (x, day) = (self.x(time), time.strftime("%-d %b %Y"));
            let y = SIZE.1 - MARGIN[3];
            _ = write!(
                out,
                r##"<path d="M{x:.1} {y}v5" stroke="#333"/><text x="{x:.1}" y="{}" font-size="12" text-anchor="middle" fill="#333">{day}</text>"##,
                y + 19.0
            );
        }
    }

    /// A step line: a map stands until the next one.
    fn steps(&self, days: &[Timestamp], value: impl Fn(&Timestamp) -> f64) -> String {
        let mut path = String::new();
        for (at, day) in days.iter().enumerate() {
            let (x, y) = (self.x(*day), self.y(value(day)));
            if at == 0 {
                _ = write!(path, "M{x:.1} {y:.1}");
            } else {
                _ = write!(path, "H{x:.1}V{y:.1}");
            }
        }
        path
    }

    fn line(
        &self,
        days: &[Timestamp],
        series: &Series,
        name: &str,
        (colour, dash): (&str, &str),
        taken: &mut Vec<f64>,
    ) -> String {
        let value = |t: &Timestamp| series.get(t).copied().unwrap_or_default();
        let path = self.steps(days, value);
        let last = days.last().map(value).unwrap_or_default();
        // Labels that would lie on each other move up.
        let mut y = self.y(last) + 4.0;
        while taken.iter().any(|other| (other - y).abs() < 14.0) {
            y -= 14.0;
        }
        taken.push(y);
        format!(
            r#"<path d="{path}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"/><text x="{}" y="{:.1}" font-size="12" fill="{colour}">{} {last:.1}</text>"#,
            SIZE.0 - MARGIN[1] + 8.0,
            y,
            escape(name)
        )
    }

    /// The unknown ground, from the first line up.
    fn band(&self, days: &[Timestamp], lead: &Series, unknown: &Series) -> String {
        let low = |t: &Timestamp| lead.get(t).copied().unwrap_or_default();
        let high = |t: &Timestamp| low(t) + unknown.get(t).copied().unwrap_or_default();
        let up = self.steps(days, high);
        let mut back = String::new();
        for (at, day) in days.iter().enumerate().rev() {
            let (x, y) = (self.x(*day), self.y(low(day)));
            if at + 1 == days.len() {
                _ = write!(back, "L{x:.1} {y:.1}");
            } else {
                let next = self.x(days[at + 1]);
                _ = write!(back, "L{next:.1} {y:.1}L{x:.1} {y:.1}");
            }
        }
        let last = days.last().map(high).unwrap_or_default();
        format!(
            r##"<path d="{up}{back}Z" fill="url(#unknown)" stroke="none"/><text x="{}" y="{:.1}" font-size="12" fill="#555">with unknown {last:.1}</text>"##,
            SIZE.0 - MARGIN[1] + 8.0,
            self.y(last) - 8.0
        )
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
