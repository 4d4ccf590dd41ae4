//! What one side's figures of people say against each other; serves `total-shrank` and `account-infeasible`.

use super::account::losses::{Group, Line, conflicts};
use super::context::{Draft, amount_of};
use super::finding::Severity;
use super::known::{Own, Record};

/// Figures that cannot all hold, one of them the text's.
pub(super) struct Clash {
    /// The number of the text's claim.
    pub(super) claim: usize,
    /// Two totals of one fate, the later one below the earlier one.
    pub(super) shrank: bool,
    /// The finding.
    pub(super) draft: Draft,
}

/// A total below that share of an earlier one counts something else.
const PART: f64 = 0.5;

/// The clashes of a text's figures with each other and with what was known of the same people.
pub(super) fn clashes(record: &Record, own: &Own) -> Vec<Clash> {
    let mine = record.own_losses(own);
    let mut out: Vec<Clash> = Vec::new();
    for (number, group, line) in &mine {
        let known: Vec<&Line> = record.losses(own, group).collect();
        let beside = mine.iter().filter(|(n, other, _)| n != number && other == group).map(|(.., line)| line);
        let lines: Vec<&Line> = std::iter::once(line).chain(known).chain(beside).collect();
        let set = conflicts(&lines).into_iter().find(|set| set.contains(&0));
        let others: Vec<&Line> = set.into_iter().flatten().filter(|n| *n != 0).map(|n| lines[n]).collect();
        out.extend(clash(record, *number, group, line, &others));
    }
    out
}

fn clash(record: &Record, claim: usize, group: &Group, line: &Line, others: &[&Line]) -> Option<Clash> {
    let last = others.last()?;
    let alike = others.len() == 1 && last.fate == line.fate && last.from.is_none() && line.from.is_none();
    if !alike {
        return Some(Clash { claim, shrank: false, draft: infeasible(record, group, others) });
    }
    // Of one day two totals may be of two hours; what is told of an earlier day is older news.
    let shrank = last.to < line.to && line.hard.high >= last.hard.low * PART;
    shrank.then(|| Clash { claim, shrank, draft: shrunk(record, line, last) })
}

fn shrunk(record: &Record, line: &Line, before: &Line) -> Draft {
    let (was, now) = (amount_of(&before.stated.claim), amount_of(&line.stated.claim));
    Draft {
        rule: "total-shrank",
        severity: Severity::Warning,
        message: format!("a total cannot shrink: {was} {} on {}, {now} now", before.stated.claim.predicate, before.to),
        expected: format!("at least {was}"),
        basis: record.source(before.stated),
        fix: None,
    }
}

fn infeasible(record: &Record, group: &Group, others: &[&Line]) -> Draft {
    let name = record.maps.name(&group.side);
    let said = |line: &&Line| {
        let claim = &line.stated.claim;
        let days = line.from.filter(|from| *from != line.to).map_or_else(String::new, |from| format!("{from} to "));
        format!("{} {} on {days}{}", claim.predicate, amount_of(claim), line.to)
    };
    let all: Vec<String> = others.iter().map(said).collect();
    Draft {
        rule: "account-infeasible",
        severity: Severity::Warning,
        message: format!("{name} also said {}: these cannot all hold", all.join(", ")),
        expected: "figures that add up".to_owned(),
        basis: "killed and wounded are among the casualties, totals never shrink, a day adds to them".to_owned(),
        fix: None,
    }
}
