//! `headline-overreach`: the headline says more than the text under it.

use super::context::{Context, Draft, words};
use super::finding::Severity;
use crate::extract::Sentence;
use crate::extract::quantity::{Hedge, Quantity};
use crate::read::BlockKind;

pub(crate) fn check(context: &mut Context) {
    let document = context.document;
    let headline = |s: &&Sentence| document.article.blocks[s.block].kind == BlockKind::Headline;
    let mut drafts = Vec::new();
    for title in document.sentences.iter().filter(headline) {
        for q in title.figures.iter().filter(|q| q.hedge == Hedge::None) {
            let same: Vec<(&Sentence, &Quantity)> = document
                .sentences
                .iter()
                .filter(|s| !headline(s))
                .flat_map(|s| s.figures.iter().map(move |f| (s, f)))
                .filter(|(_, f)| f.low.value == q.low.value && f.high.value == q.high.value && f.unit() == q.unit())
                .collect();
            let softened = same
                .iter()
                .find(|(_, f)| matches!(f.hedge, Hedge::Nearly | Hedge::UpTo | Hedge::About | Hedge::LessThan));
            if let Some((body, figure)) = softened.filter(|_| same.iter().all(|(_, f)| f.hedge != Hedge::None)) {
                drafts.push((title, *q, *body, **figure));
            }
        }
    }
    for (title, q, body, figure) in drafts {
        let (head, below) = (document.run(title), document.run(body));
        let printed = below.slice(figure.from, figure.to).to_owned();
        let draft = Draft {
            rule: "headline-overreach",
            severity: Severity::Note,
            message: format!("the headline says {}, the text says {printed}", words(&head, &q)),
            basis: "the text hedges the figure".to_owned(),
            expected: printed,
            fix: None,
        };
        context.report(title, (q.number, q.to), draft, &[(body, figure.from, figure.to, "hedged here")]);
    }
}
