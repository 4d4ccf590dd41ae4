//! What was found out about claims, carried over to the text as it is now, until claims have been read again.

use crate::check::Checked;
use salient::check::{Finding, Needs, RULES};

/// What two texts share at their beginnings and ends, in code points.
struct Shared {
    before: usize,
    after: usize,
    old: usize,
    new: usize,
    /// Line breaks that the new text has more.
    lines: isize,
}

/// Adds the findings about claims of an earlier check to one of figures: those that stand where nothing has changed.
pub(crate) fn carry(from: &Checked, to: &mut Checked) {
    let (Some((_, old)), Some((_, new))) = (&from.found, &mut to.found) else { return };
    let claims = |f: &&Finding| RULES.iter().any(|r| r.name == f.rule && r.needs == Needs::Claims);
    let mut about = old.findings.iter().filter(claims).peekable();
    if about.peek().is_none() {
        return;
    }
    let shared = Shared::of(from.job.lines.text(), to.job.lines.text());
    new.findings.extend(about.filter_map(|f| shared.finding(f)));
    new.findings.sort_by_key(|f| (f.start, f.end, std::cmp::Reverse(f.severity)));
}

impl Shared {
    fn of(old: &str, new: &str) -> Self {
        let before = old.chars().zip(new.chars()).take_while(|(a, b)| a == b).count();
        let (all, now) = (old.chars().count(), new.chars().count());
        let most = all.min(now) - before;
        let after = old.chars().rev().zip(new.chars().rev()).take(most).take_while(|(a, b)| a == b).count();
        let breaks = |text: &str| text.matches('\n').count() as isize;
        Self { before, after, old: all, new: now, lines: breaks(new) - breaks(old) }
    }

    /// Where a stretch stands now, if nothing in it has changed, and whether behind the change.
    fn stretch(&self, from: usize, to: usize) -> Option<(usize, usize, bool)> {
        if to <= self.before {
            return Some((from, to, false));
        }
        let moved = |at: usize| at + self.new - self.old;
        (from >= self.old - self.after).then(|| (moved(from), moved(to), true))
    }

    fn finding(&self, old: &Finding) -> Option<Finding> {
        let mut out = old.clone();
        (out.start, out.end, _) = self.stretch(old.start, old.end)?;
        for span in &mut out.related {
            let (start, end, behind) = self.stretch(span.start, span.end)?;
            (span.start, span.end) = (start, end);
            let lines = if behind { self.lines } else { 0 };
            span.place.line = span.place.line.saturating_add_signed(lines);
        }
        if let Some(fix) = &mut out.fix {
            (fix.start, fix.end, _) = self.stretch(fix.start, fix.end)?;
        }
        Some(out)
    }
}

#[cfg(test)]
mod tests {
    use super::Shared;

    #[test]
    fn what_stands_before_or_behind_a_change_is_found_again() {
        let shared = Shared::of("aé1 middle 2b", "aé1 mid\n😀dle 2b");
        assert_eq!(shared.stretch(1, 3), Some((1, 3, false)));
        assert_eq!(shared.stretch(11, 12), Some((13, 14, true)));
        assert_eq!(shared.stretch(4, 10), None);
        let (less, same) = (Shared::of("aaa", "a"), Shared::of("ab", "ab"));
        assert_eq!((less.before, less.after, same.before, same.after), (1, 0, 2, 0));
    }
}
