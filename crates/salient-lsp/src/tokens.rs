//! Semantic tokens: the parts of claims, for clients that ask for them.

use crate::check::Checked;
use crate::client::Client;
use crate::points::Points;
use gen_lsp_types::{SemanticToken, SemanticTokens, SemanticTokensLegend, SemanticTokensOptions};
use salient::extract::Claim;

/// The kinds of tokens, under names that every theme has a colour for: figure, place, actor, speaker, verb.
const KINDS: [&str; 5] = ["number", "namespace", "class", "variable", "keyword"];

/// What the server says of them.
pub(crate) fn options() -> SemanticTokensOptions {
    let token_types = KINDS.map(str::to_owned).to_vec();
    SemanticTokensOptions {
        legend: SemanticTokensLegend { token_types, token_modifiers: Vec::new() },
        full: Some(true.into()),
        ..SemanticTokensOptions::default()
    }
}

/// The tokens of a text, from its start; of those that overlap the first.
pub(crate) fn all(checked: &Checked, client: &Client) -> SemanticTokens {
    let points = Points::new(checked.job.lines.text());
    let claims = checked.found.iter().flat_map(|(_, report)| &report.claims).filter(|c| c.certain());
    let mut parts: Vec<([usize; 2], u32)> = claims.flat_map(parts).collect();
    parts.sort_unstable();
    let (mut data, mut end, mut line, mut column) = (Vec::new(), 0, 0, 0);
    for ([from, to], token_type) in parts {
        let range = checked.job.lines.range(points.bytes(from, to), client.encoding);
        // A token lies within one line.
        if from < end || from == to || range.start.line != range.end.line {
            continue;
        }
        let (delta_line, before) = (range.start.line - line, if range.start.line == line { column } else { 0 });
        let (delta_start, length) = (range.start.character - before, range.end.character - range.start.character);
        data.push(SemanticToken { delta_line, delta_start, length, token_type, token_modifiers_bitset: 0 });
        (end, line, column) = (to, range.start.line, range.start.character);
    }
    SemanticTokens { result_id: None, data }
}

/// The parts of a claim with their kinds.
fn parts(claim: &Claim) -> impl Iterator<Item = ([usize; 2], u32)> {
    let s = &claim.spans;
    let all = [s.number, s.place, s.actor, s.speaker, s.trigger];
    all.into_iter().zip(0..).filter_map(|(part, kind)| part.map(|p| (p, kind)))
}
