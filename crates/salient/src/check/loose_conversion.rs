//! `loose-conversion`: a restatement that only loose rounding explains.

use super::context::{Context, Draft, like, words};
use super::conversion::{Fit, compared, fit};
use super::finding::Severity;
use crate::lexicon::UnitKind;

pub(crate) fn check(context: &mut Context) {
    let document = context.document;
    for sentence in &document.sentences {
        let run = document.run(sentence);
        for pair in &sentence.pairs {
            let Some(units) = compared(&run, pair) else { continue };
            let same = units.first.kind == units.second.kind && units.first.name != units.second.name;
            if !same || units.first.kind == UnitKind::Temperature || fit(&units, pair) != Fit::Loose {
                continue;
            }
            let factor = units.first.factor / units.second.factor;
            let expected =
                format!("{} {}", like(pair.first.low.value * factor, pair.first.low.value), units.second.symbol);
            let draft = Draft {
                rule: "loose-conversion",
                severity: Severity::Note,
                message: format!(
                    "{} is closer to {expected} than to {}",
                    words(&run, &pair.first),
                    words(&run, &pair.second)
                ),
                basis: format!("1 {} = {factor:.4} {}", units.first.symbol, units.second.symbol),
                expected,
                fix: None,
            };
            context.report(
                sentence,
                (pair.second.number, pair.second.to),
                draft,
                &[(sentence, pair.first.number, pair.first.to, "restated here")],
            );
        }
    }
}
