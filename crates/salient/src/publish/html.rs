//! One self-contained page: the article with its claims underlined and its findings beside it.

use super::ink::escape;
use super::{Checked, counts, silent, summary, table};
use crate::check::Finding;
use crate::read::{Article, BlockKind};

const STYLE: &str = "
:root{--ink:#17181a;--paper:#fff;--soft:#6a6f76;--line:#d9dbde;--claim:#5e3c99;--find:#b35400}
@media(prefers-color-scheme:dark){:root{--ink:#e9e9ea;--paper:#14161a;--soft:#8f949c;--line:#34383e;--claim:#b9a3f5;--find:#f2a154}}
body{font:1rem/1.6 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:46rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.2rem}.meta,.furniture{color:var(--soft);font-size:.9rem}
mark{background:none;color:inherit;border-bottom:2px solid var(--claim)}
mark.finding{border-bottom:3px double var(--find);font-weight:600}
aside{border-left:4px solid var(--find);padding:.3rem .8rem;margin:.4rem 0 1rem;font-size:.95rem}
aside.note{border-left-style:dotted}code{font-family:ui-monospace,monospace;font-size:.85em}
table{border-collapse:collapse;font-size:.9rem;display:block;overflow-x:auto}td,th{border-bottom:1px solid var(--line);padding:.2rem .6rem;text-align:left;vertical-align:top}
";

/// The page for one or more articles.
pub fn page(checked: &[Checked]) -> String {
    let body: String = checked.iter().map(article).collect();
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>Salient: {}</title><style>{STYLE}</style></head>\n<body>{body}</body></html>\n",
        summary(counts(checked.iter().flat_map(|c| &c.report.findings)))
    )
}

fn article(checked: &Checked) -> String {
    let (article, report) = (checked.article, checked.report);
    let title = article.meta.title.as_deref().unwrap_or(&article.name);
    let mut out = format!(
        "<article><h1>{}</h1>\n<p class=\"meta\">{} · {}{} · {}</p>\n",
        escape(title),
        escape(&article.name),
        summary(counts(report.findings.iter())),
        silent(report.suppressed.iter().map(|s| s.by)),
        escape(&report.coverage.to_string())
    );
    for block in &article.blocks {
        let class = if block.kind == BlockKind::Furniture { " class=\"furniture\"" } else { "" };
        out += &format!("<p{class}>{}</p>\n", marked(checked, block.range.start, block.range.end));
        let inside = |f: &&Finding| f.from >= block.range.start && f.to <= block.range.end;
        report.findings.iter().filter(inside).for_each(|f| out += &note(f));
    }
    out + &claims(checked) + "</article>\n"
}

fn note(finding: &Finding) -> String {
    let fix = finding.fix.as_ref().map(|f| format!(" Write “{}”.", escape(&f.replacement))).unwrap_or_default();
    let part = finding.part.map(|part| format!("{part}: ")).unwrap_or_default();
    format!(
        "<aside class=\"{0}\" id=\"f{1}\"><strong>{0}</strong> <code>{2}</code>: {part}{3}.<br><small>{4}.{fix}</small></aside>\n",
        finding.severity.name(),
        finding.start,
        finding.rule,
        escape(&finding.message),
        escape(&finding.basis)
    )
}

/// A stretch of the text with claims and findings marked; findings win where both stand.
fn marked(checked: &Checked, from: usize, to: usize) -> String {
    let article = checked.article;
    let mut spans: Vec<(usize, usize, &str)> =
        checked.report.findings.iter().map(|f| (f.from, f.to, "finding")).collect();
    spans.extend(
        checked
            .report
            .claims
            .iter()
            .filter_map(|c| Some((clean(article, &c.quote, c.start)?, "claim")))
            .map(|((a, b), kind)| (a, b, kind)),
    );
    spans.retain(|s| s.0 >= from && s.1 <= to);
    let mut edges: Vec<usize> = spans.iter().flat_map(|s| [s.0, s.1]).chain([from, to]).collect();
    edges.sort_unstable();
    edges.dedup();
    let mut out = String::new();
    for edge in edges.windows(2) {
        let piece = escape(&article.text[edge[0]..edge[1]]);
        let over = |kind: &str| spans.iter().any(|s| s.2 == kind && s.0 <= edge[0] && edge[1] <= s.1);
        out += &match (over("finding"), over("claim")) {
            (true, _) => format!("<mark class=\"finding\">{piece}</mark>"),
            (_, true) => format!("<mark>{piece}</mark>"),
            _ => piece,
        };
    }
    out
}

/// Where a quote stands in the clean text, given its first code point in the text as received.
fn clean(article: &Article, quote: &str, start: usize) -> Option<(usize, usize)> {
    article
        .text
        .match_indices(quote)
        .map(|(at, _)| at)
        .find(|&at| article.point(at) == start)
        .map(|at| (at, at + quote.len()))
}

fn claims(checked: &Checked) -> String {
    if checked.report.claims.is_empty() {
        return String::new();
    }
    let rows: String = checked
        .report
        .claims
        .iter()
        .map(|c| {
            let cells = [
                c.actor.clone().unwrap_or_default(),
                if c.certain() {
                    c.predicate.to_string()
                } else {
                    format!("{} (read with little certainty)", c.predicate)
                },
                table::amount(c),
                c.place.clone().unwrap_or_default(),
                c.as_of.clone().unwrap_or_default(),
                c.asserter.clone().unwrap_or_default(),
            ];
            format!("<tr>{}</tr>\n", cells.map(|cell| format!("<td>{}</td>", escape(&cell))).concat())
        })
        .collect();
    format!(
        "<table><thead><tr><th>who</th><th>what</th><th>how much</th><th>where</th><th>as of</th><th>said by</th></tr></thead><tbody>{rows}</tbody></table>\n"
    )
}
