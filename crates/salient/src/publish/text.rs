//! Diagnostics in the manner of rustc, with the paragraph wrapped to the terminal's width.

use crate::check::{Finding, Severity, Suppressed};
use crate::read::Article;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::ops::Range;
use unicode_width::UnicodeWidthChar;

/// How to draw.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// With colours.
    pub colour: bool,
    /// Columns of the terminal.
    pub width: usize,
}

/// Draws one finding.
pub fn finding(article: &Article, finding: &Finding, style: Style) -> String {
    let window = window(article, finding);
    let spans: Vec<Range<usize>> = std::iter::once((finding.from, finding.to))
        .chain(finding.related.iter().map(|r| (r.from, r.to)))
        .filter(|&(from, to)| from >= window.start && to <= window.end)
        .map(|(from, to)| from - window.start..to - window.start)
        .collect();
    let shown = wrap(&article.text[window.clone()], style.width.saturating_sub(6).max(30), &spans);
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let help = finding.fix.as_ref().map(|fix| format!("write “{}”", fix.replacement));
    let inside = |from: usize, to: usize| from >= window.start && to <= window.end;
    let primary = AnnotationKind::Primary.span(finding.from - window.start..finding.to - window.start);
    let expected = format!("expected {}", finding.expected);
    let primary = if finding.expected.is_empty() { primary } else { primary.label(expected) };
    let mut snippet = Snippet::source(shown).line_numbering(false).annotation(primary);
    for related in finding.related.iter().filter(|r| inside(r.from, r.to)) {
        snippet = snippet.annotation(
            AnnotationKind::Context
                .span(related.from - window.start..related.to - window.start)
                .label(related.label.clone()),
        );
    }
    let title = level.primary_title(finding.message.clone()).id(finding.rule);
    let mut group: Group = title.element(origin(article, finding)).element(snippet);
    for related in finding.related.iter().filter(|r| !inside(r.from, r.to)) {
        group = group.element(Level::NOTE.message(format!(
            "{}: “{}” {}",
            related.label,
            related.quote,
            related.part.map_or_else(|| format!("on line {}", article.line(related.from)), |part| format!("in {part}"))
        )));
    }
    if !finding.basis.is_empty() {
        group = group.element(Level::NOTE.message(finding.basis.clone()));
    }
    if let Some(help) = help {
        group = group.element(Level::HELP.message(help));
    }
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() };
    let drawn = renderer.term_width(style.width).render(&[group]);
    // The renderer marks a place whose lines it does not number; the origin above says it already.
    drawn
        .lines()
        .filter(|line| !line.contains("::: "))
        .map(|line| line.trim_end().to_owned() + "\n")
        .collect::<String>()
        .trim_end()
        .to_owned()
}

/// A finding that is not told, in one line with the reason.
pub fn silent(suppressed: &Suppressed) -> String {
    let Suppressed { finding, reason, .. } = suppressed;
    format!("{}:{}: {}[{}] not told: {reason}", finding.document, finding.line, finding.severity.name(), finding.rule)
}

/// The file with line and column, or with its page or paragraph.
fn origin(article: &Article, finding: &Finding) -> Origin<'static> {
    match finding.part {
        Some(part) => Origin::path(format!("{}: {part}", article.name)),
        None => Origin::path(article.name.clone()).line(finding.line).char_column(column(article, finding.from)),
    }
}

fn column(article: &Article, byte: usize) -> usize {
    let start = article.text[..byte].rfind('\n').map_or(0, |at| at + 1);
    article.text[start..byte].chars().count() + 1
}

/// The block of the finding, or where that is long, the sentences around it and what it rests on.
fn window(article: &Article, finding: &Finding) -> Range<usize> {
    let block = article.blocks.iter().find(|b| b.range.start <= finding.from && finding.to <= b.range.end);
    let block = block.map_or(finding.from..finding.to, |b| b.range.clone());
    let near = |at: usize| block.contains(&at) && at.abs_diff(finding.from) < 400;
    let first =
        finding.related.iter().map(|r| r.from).filter(|&f| near(f)).min().unwrap_or(finding.from).min(finding.from);
    let last = finding.related.iter().map(|r| r.to).filter(|&t| near(t)).max().unwrap_or(finding.to).max(finding.to);
    if block.len() <= 600 {
        return block;
    }
    let text = &article.text;
    let start = text[block.start..first].rfind(". ").map_or(block.start, |at| block.start + at + 2);
    let end = text[last..block.end].find(". ").map_or(block.end, |at| last + at + 1);
    let start = if first - start > 400 { boundary(text, first - 200) } else { start };
    let end = if end - last > 400 { boundary(text, last + 200) } else { end };
    start.min(first)..end.max(last)
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Turns spaces into line breaks so that no line is wider than `width`; every byte keeps its place, and what is underlined
/// stays on one line where it fits.
fn wrap(text: &str, width: usize, spans: &[Range<usize>]) -> String {
    let mut out = text.replace(['\n', '\r', '\t'], " ").into_bytes();
    let (mut column, mut space): (usize, Option<(usize, usize)>) = (0, None);
    for (at, c) in text.char_indices() {
        column += c.width().unwrap_or(0);
        let inside = spans.iter().any(|s| s.start < at && at < s.end && s.len() < width);
        if (c == ' ' || c == '\n' || c == '\t') && !inside {
            space = Some((at, column));
        }
        if column > width
            && let Some((break_at, before)) = space.take()
        {
            out[break_at] = b'\n';
            column -= before;
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn wrapping_keeps_every_byte_in_place() {
        let text = "Київ still controls over 420 square kilometers — about 162 square miles — in the region.";
        let wrapped = wrap(text, 30, &[]);
        assert_eq!(wrapped.len(), text.len());
        assert_eq!(wrapped.replace('\n', " "), text);
        assert!(wrapped.lines().count() > 2);
    }
}
