//! What an import read, kept, dropped, repaired and found odd.

use crate::area::{Area, Geodesy};
use crate::shape::{Flaw, Repaired, Ring};
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::fmt;

/// Of each kind of oddity, so many are told one by one; the rest are counted.
const TOLD: usize = 5;

/// The report of an import. Nothing is left out of it in silence.
#[derive(Debug, Default)]
pub struct Report {
    /// Files read.
    pub files: usize,
    /// Bytes read.
    pub bytes: u64,
    /// Features read, points included.
    pub features: usize,
    /// Polygon features kept.
    pub kept: usize,
    /// Settlements kept, for sources of points.
    pub marks: usize,
    /// Features dropped, by reason.
    pub dropped: BTreeMap<String, usize>,
    /// Geometries repaired, by flaw.
    pub repaired: BTreeMap<Flaw, usize>,
    /// Maps added.
    pub added: usize,
    /// Maps that the atlas had already.
    pub known: usize,
    /// Maps that replaced another file of the same source and time.
    pub replaced: usize,
    /// Layers added to a map that was there.
    pub merged: usize,
    /// The earliest and the latest map.
    pub span: Option<(Timestamp, Timestamp)>,
    /// Oddities, by kind: how many, and the first few in words.
    pub odd: BTreeMap<&'static str, (usize, Vec<String>)>,
    geodesy: Geodesy,
}

impl Report {
    pub(crate) fn drop_one(&mut self, reason: &str) {
        match self.dropped.get_mut(reason) {
            Some(count) => *count += 1,
            None => _ = self.dropped.insert(reason.to_owned(), 1),
        }
    }

    pub(crate) fn odd(&mut self, kind: &'static str, what: impl FnOnce() -> String) {
        let (count, told) = self.odd.entry(kind).or_default();
        *count += 1;
        if told.len() < TOLD {
            told.push(what());
        }
    }

    /// A geometry that was mended: what was wrong, and its area as drawn and as mended.
    pub(crate) fn repaired(&mut self, feature: usize, file: &str, repaired: &Repaired, drawn: &[Vec<Ring>]) {
        for flaw in &repaired.flaws {
            *self.repaired.entry(*flaw).or_default() += 1;
        }
        let as_drawn = |rings: &Vec<Ring>| {
            let mut areas = rings.iter().map(|ring| self.geodesy.ring(ring).abs());
            areas.next().unwrap_or_default() - areas.sum::<f64>()
        };
        let before = Area::from_m2(drawn.iter().map(as_drawn).sum());
        let after = self.geodesy.area(&repaired.shape);
        let names: Vec<&str> = repaired.flaws.iter().map(|f| name(*f)).collect();
        self.odd("geometry repaired", || {
            format!("{file}: feature {feature}: {}: {before} as drawn, {after} repaired", names.join(", "))
        });
    }

    pub(crate) fn map(&mut self, time: Timestamp, new: bool, replaced: bool) {
        self.added += usize::from(new);
        self.replaced += usize::from(replaced);
        self.known += usize::from(!new && !replaced);
        let (first, last) = self.span.unwrap_or((time, time));
        self.span = Some((first.min(time), last.max(time)));
    }
}

fn name(flaw: Flaw) -> &'static str {
    match flaw {
        Flaw::Open => "ring not closed",
        Flaw::Short => "ring of fewer than three positions left out",
        Flaw::Crossing => "ring crosses itself or its hole",
        Flaw::Overlapping => "polygons overlap",
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let megabytes = self.bytes as f64 / 1e6;
        writeln!(f, "read      {} files, {megabytes:.1} MB, {} features", self.files, self.features)?;
        let marks = if self.marks > 0 { format!(", {} settlements", self.marks) } else { String::new() };
        writeln!(f, "kept      {} polygon features{marks}", self.kept)?;
        for (reason, count) in &self.dropped {
            writeln!(f, "dropped   {count}: {reason}")?;
        }
        for (flaw, count) in &self.repaired {
            writeln!(f, "repaired  {count}: {}", name(*flaw))?;
        }
        let (known, replaced) = (self.known, self.replaced);
        write!(f, "maps      {} new", self.added)?;
        let more =
            [(known, "known already"), (replaced, "replaced"), (self.merged, "layers added to a map of their time")];
        for (count, what) in more.into_iter().filter(|(count, _)| *count > 0) {
            write!(f, ", {count} {what}")?;
        }
        if let Some((first, last)) = self.span {
            write!(f, "; {} to {}", first.strftime("%Y-%m-%d %H:%M"), last.strftime("%Y-%m-%d %H:%M UTC"))?;
        }
        for (kind, (count, told)) in &self.odd {
            write!(f, "\nodd       {count}: {kind}")?;
            told.iter().try_for_each(|line| write!(f, "\n            {line}"))?;
            if *count > told.len() {
                write!(f, "\n            and {} more", count - told.len())?;
            }
        }
        Ok(())
    }
}
