//! `account-infeasible`: with what is said here, one side's account contradicts itself.

use super::context::{Context, Draft, amount_of};
use super::finding::Severity;
use super::people;

pub(crate) fn check(context: &mut Context) {
    let Some(record) = context.record else { return };
    let (own, claims) = (context.own, context.claims);
    for clash in people::clashes(record, own).into_iter().filter(|c| !c.shrank) {
        context.report_claim(&claims[clash.claim], clash.draft);
    }
    for (number, claim) in context.claims.iter().enumerate() {
        let Some(told) = &own.said[number] else { continue };
        let accounts = record.accounts(own, &told.topic, true);
        let Some(account) = accounts.iter().find(|a| a.side == told.side.0) else { continue };
        let mine = &own.stated[number].id;
        let last = account.statements.last().map_or(told.day, |s| s.day);
        let holds =
            |set: &std::collections::BTreeSet<usize>| set.iter().any(|s| account.statements[*s].stated.id == *mine);
        // Two statements of one kind that clash are told by name: `total-shrank`, `same-side-clash`.
        let kinds = |set: &std::collections::BTreeSet<usize>| {
            let mut kinds = set.iter().map(|s| std::mem::discriminant(&account.statements[*s].what));
            let first = kinds.next();
            kinds.any(|kind| Some(kind) != first)
        };
        let Some(set) = account.conflicts(last).into_iter().find(|set| kinds(set) && holds(set)) else { continue };
        let others: Vec<String> = set
            .iter()
            .map(|s| &account.statements[*s])
            .filter(|s| s.stated.id != *mine)
            .map(|s| format!("{} {} on {}", s.stated.claim.predicate, amount_of(&s.stated.claim), s.day))
            .collect();
        let draft = Draft {
            rule: "account-infeasible",
            severity: Severity::Warning,
            message: format!("{} also said {}: these cannot all hold", told.side.1, others.join(", ")),
            expected: "figures that leave one area held".to_owned(),
            basis: "held = taken − taken back; neither total shrinks".to_owned(),
            fix: None,
        };
        context.report_claim(claim, draft);
    }
}
