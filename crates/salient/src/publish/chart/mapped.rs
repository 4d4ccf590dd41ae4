//! What maps show, on a chart.

use super::{Dated, SIZE, Sheet};
use crate::check::maps::OLDEST;
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Dashes by which sources are told apart.
const DASHES: [&str; 4] = ["", "7 3", "2 3", "9 3 2 3"];

/// Held, and held with unknown, by day.
type Series = Vec<(Date, [f64; 2])>;

/// The sources' series, the one with most maps first: it is the one whose unknown ground is drawn.
fn series<'r>(rows: &[Dated<'r>]) -> Vec<(&'r str, Series)> {
    let mut sources: BTreeMap<&str, BTreeMap<Date, [f64; 2]>> = BTreeMap::new();
    for (row, day) in rows.iter().filter(|(r, _)| r.kind == "mapped") {
        sources.entry(&row.who).or_default().entry(*day).or_default()[usize::from(row.what != "held")] = row.low;
    }
    let mut out: Vec<(&str, Series)> = sources.into_iter().map(|(n, days)| (n, days.into_iter().collect())).collect();
    out.sort_by_key(|(name, series)| (std::cmp::Reverse(series.len()), *name));
    out
}

impl Sheet<'_> {
    pub(super) fn maps(&mut self, rows: &[Dated]) {
        for (at, (_, mut series)) in series(rows).into_iter().enumerate() {
            // The last map stands until it is too old to say anything, or the chart ends.
            let stands = series.last().filter(|(day, _)| *day < self.frame.last).map(|(day, v)| {
                (day.checked_add(OLDEST.days()).map_or(self.frame.last, |end| end.min(self.frame.last)), *v)
            });
            series.extend(stands);
            let of = |which: usize| -> Vec<(Date, f64)> { series.iter().map(|(d, v)| (*d, v[which])).collect() };
            let (held, both) = (of(0), of(1));
            if at == 0 {
                let band = format!("{}{}Z", self.frame.steps(&both), self.frame.back(&held));
                let unknown = self.chart.theme.unknown;
                _ = write!(
                    self.out,
                    r#"<path d="{band}" fill="{unknown}" fill-opacity=".16"/><path d="{band}" fill="url(#unsure)"/>"#
                );
            }
            _ = write!(
                self.out,
                r#"<path d="{}" fill="none" stroke="{}" stroke-width="2.2" stroke-dasharray="{}"/>"#,
                self.frame.steps(&held),
                self.chart.theme.ink,
                DASHES[at % 4]
            );
        }
    }

    /// The sources' names beside their lines, and the unknown band's.
    pub(super) fn name_maps(&mut self, rows: &[Dated]) {
        let (ink, soft) = (self.chart.theme.ink, self.chart.theme.soft);
        for (at, (name, series)) in series(rows).into_iter().enumerate() {
            let label = crate::publish::titles::maps(name);
            // Where ground is lost the room to the left of the step is free, below the line.
            let places: Vec<(f64, f64)> = longest(&series)
                .into_iter()
                .map(|n| (self.frame.x(series[n].0) + 5.0, self.frame.y(series[n].1[0])))
                .flat_map(|(x, y)| [(x, y + 15.0), (x, y - 6.0), (x, y + 30.0)])
                .collect();
            self.label(&label, 12.5, ink, "bold", &places);
            if at == 0 {
                let middle = |n: usize| {
                    let [held, both] = series[n].1;
                    (self.frame.x(series[n].0) + 5.0, self.frame.y(f64::midpoint(held, both)) + 4.0)
                };
                let wide: Vec<(f64, f64)> = longest(&series)
                    .into_iter()
                    .filter(|n| self.frame.y(series[*n].1[0]) - self.frame.y(series[*n].1[1]) > 18.0)
                    .map(middle)
                    .collect();
                self.label("status unclear", 12.0, soft, "normal", &wide);
            }
        }
    }
}

/// The numbers of the stretches between maps, the longest first: where there is room for a name.
fn longest(series: &Series) -> Vec<usize> {
    let mut numbers: Vec<usize> = (0..series.len()).collect();
    let days = |n: usize| series.get(n + 1).map_or(0, |next| next.0.since(series[n].0).map_or(0, |s| s.get_days()));
    numbers.sort_by_key(|n| std::cmp::Reverse(days(*n)));
    numbers.retain(|n| series[*n].1[0] > 0.0);
    numbers.truncate((SIZE.0 / 40.0) as usize);
    numbers
}
