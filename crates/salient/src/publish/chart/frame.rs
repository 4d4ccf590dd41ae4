//! The frame of a chart: days to the right, square kilometres upwards, and the lines and figures that say so.

use super::super::ink::Theme;
use jiff::ToSpan;
use jiff::civil::Date;
use std::fmt::Write;

/// Width and height of a chart.
pub const SIZE: (f64, f64) = (720.0, 420.0);
/// Left, right, top, bottom.
pub(super) const MARGIN: [f64; 4] = [62.0, 14.0, 26.0, 34.0];

/// Days and square kilometres to places on the drawing.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    first: Date,
    pub(super) last: Date,
    days: f64,
    top: f64,
    step: f64,
}

fn days_between(from: Date, to: Date) -> f64 {
    f64::from(to.since(from).map_or(0, |s| s.get_days()))
}

impl Frame {
    /// A frame from a day to a day, and up to a value.
    pub(super) fn new(first: Date, last: Date, most: f64) -> Self {
        let raw = (most / 6.0).max(0.1);
        let size = 10f64.powf(raw.log10().floor());
        let step = [1.0, 2.0, 2.5, 5.0, 10.0].map(|f| f * size).into_iter().find(|s| *s >= raw).unwrap_or(raw);
        let days = days_between(first, last).max(1.0);
        Self { first, last, days, top: (most * 1.04 / step).ceil() * step, step }
    }

    /// Where a day lies, from the left; days outside lie on the edge.
    pub fn x(&self, day: Date) -> f64 {
        let share = (days_between(self.first, day) / self.days).clamp(0.0, 1.0);
        MARGIN[0] + share * (SIZE.0 - MARGIN[0] - MARGIN[1])
    }

    pub(super) fn y(&self, km2: f64) -> f64 {
        SIZE.1 - MARGIN[3] - km2.min(self.top) / self.top * (SIZE.1 - MARGIN[2] - MARGIN[3])
    }

    pub(super) fn axes(&self, theme: &Theme, out: &mut String) {
        let (left, right) = (MARGIN[0], SIZE.0 - MARGIN[1]);
        let steps = (self.top / self.step).round() as usize;
        for k in 0..=steps {
            let (value, y) = (k as f64 * self.step, self.y(k as f64 * self.step));
            let figure = crate::check::context::figure(value, 1);
            _ = write!(
                out,
                r#"<path d="M{left} {y:.1}H{right}" stroke="{}"/><text x="{}" y="{:.1}" text-anchor="end" fill="{}">{figure}</text>"#,
                theme.line,
                left - 7.0,
                y + 4.0,
                theme.soft
            );
        }
        _ = write!(out, r#"<text x="{}" y="12" text-anchor="end" fill="{}">km²</text>"#, left - 7.0, theme.soft);
        self.months(theme, out);
    }

    /// The firsts of months, as many as there is room for; every second one gives way on a small screen.
    fn months(&self, theme: &Theme, out: &mut String) {
        let bottom = SIZE.1 - MARGIN[3];
        let every =
            [1, 2, 3, 6, 12, 24, 60].into_iter().find(|m| self.days / 30.4 / f64::from(*m) <= 9.0).unwrap_or(120);
        let mut day = self.first.first_of_month();
        if day < self.first {
            day = day.saturating_add(1.months());
        }
        let mut number = 0;
        while day <= self.last && number < 40 {
            let x = self.x(day);
            let form = if number == 0 || day.month() == 1 || every >= 12 { "%b %Y" } else { "%b" };
            // A name that would run out of the drawing is left out.
            if (MARGIN[0] + 4.0..SIZE.0 - 24.0).contains(&x) {
                let minor = if number % 2 == 1 { r#" class="minor""# } else { "" };
                _ = write!(
                    out,
                    r#"<path d="M{x:.1} {bottom}v5" stroke="{}"/><text{minor} x="{x:.1}" y="{}" text-anchor="middle" fill="{}">{}</text>"#,
                    theme.soft,
                    bottom + 19.0,
                    theme.soft,
                    day.strftime(form)
                );
                number += 1;
            }
            day = day.saturating_add(every.months());
        }
    }

    /// The day that is asked about: a line that a script can move.
    pub(super) fn cursor(&self, on: Date, theme: &Theme, out: &mut String) {
        let (x, ink) = (self.x(on), theme.ink);
        _ = write!(
            out,
            r#"<g class="cursor" transform="translate({x:.1} 0)"><path d="M0 {}V{}" stroke="{ink}" stroke-dasharray="3 3"/><path d="M-5 {}h10l-5 7Z" fill="{ink}"/></g>"#,
            MARGIN[2] - 8.0,
            SIZE.1 - MARGIN[3],
            MARGIN[2] - 15.0
        );
    }

    /// A map stands until the next one.
    pub(super) fn steps(&self, points: &[(Date, f64)]) -> String {
        let mut path = String::new();
        for (at, (day, value)) in points.iter().enumerate() {
            let (x, y) = (self.x(*day), self.y(*value));
            _ = if at == 0 { write!(path, "M{x:.1} {y:.1}") } else { write!(path, "H{x:.1}V{y:.1}") };
        }
        path
    }

    /// The same from right to left, to close a band.
    pub(super) fn back(&self, points: &[(Date, f64)]) -> String {
        let mut path = String::new();
        for (at, (day, value)) in points.iter().rev().enumerate() {
            let (x, y) = (self.x(*day), self.y(*value));
            _ = if at == 0 { write!(path, "L{x:.1} {y:.1}") } else { write!(path, "V{y:.1}H{x:.1}") };
        }
        path
    }
}
