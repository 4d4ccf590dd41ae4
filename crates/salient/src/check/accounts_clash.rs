//! `accounts-clash`: what a side says here and what another side says cannot both hold.

use super::account::{Account, clashes};
use super::context::{Context, Draft, amount_of};
use super::finding::Severity;
use crate::extract::Polarity;
use crate::record::Id;

pub(crate) fn check(context: &mut Context) {
    let Some(record) = context.record else { return };
    let own = context.own;
    let mut done: Vec<Vec<Id>> = Vec::new();
    for (number, claim) in context.claims.iter().enumerate() {
        let Some(told) = &own.said[number] else { continue };
        let accounts = record.accounts(own, &told.topic, true);
        let mine = &own.stated[number].id;
        for set in clashes(&accounts, told.day) {
            let ids: Vec<Id> = set.iter().map(|(a, s)| accounts[*a].statements[*s].stated.id.clone()).collect();
            let sides = set.iter().any(|(a, _)| *a != set[0].0);
            // A plain denial is another rule's matter.
            let denial = set.len() == 2 && set.iter().any(|(a, s)| polarity(&accounts, *a, *s) == Polarity::Deny);
            if !ids.contains(mine) || !sides || denial || done.contains(&ids) {
                continue;
            }
            done.push(ids);
            let others = set.iter().map(|(a, s)| (&accounts[*a], &accounts[*a].statements[*s]));
            let others: Vec<String> = others
                .filter(|(_, s)| s.stated.id != *mine)
                .map(|(account, s)| {
                    format!("{}, {} {}, {}", account.name, s.stated.claim.predicate, amount_of(&s.stated.claim), s.day)
                })
                .collect();
            let draft = Draft {
                rule: "accounts-clash",
                severity: Severity::Warning,
                message: format!("cannot hold together with: {}", others.join("; ")),
                expected: "both accounts, or what each of them counts".to_owned(),
                basis: "no area held satisfies all of these statements".to_owned(),
                fix: None,
            };
            context.report_claim(claim, draft);
        }
    }
}

fn polarity(accounts: &[Account], account: usize, statement: usize) -> Polarity {
    accounts[account].statements[statement].stated.claim.polarity
}
