//! Goes through a part of a Word document, element by element.

use super::format::{CHARACTERS, ELSEWHERE, FORMULAS, INSERTIONS, OUT, SYMBOLS};
use super::parts::bare;
use super::state::{Element, Field, OpenRun, Walk};
use crate::error::Error;
use crate::limits;
use crate::story::Run;
use crate::xml::{self, Met, Space, What, attribute};
use quick_xml::events::BytesStart;
use salient::read::part::PartKind;
use std::ops::Range;

/// Reads a part into `walk`.
pub(super) fn part(name: &str, xml: &str, walk: &mut Walk) -> Result<(), Error> {
    let skipped = xml.len() - bare(xml).len();
    let (mut budget, mut size) = (walk.budget, 0);
    xml::each(name, bare(xml), &mut budget, |Met { what, at }| {
        let at = at.start + skipped..at.end + skipped;
        match what {
            What::Start { space, tag, empty } => {
                begin(walk, space, &tag, &at);
                if empty {
                    end(walk, &at);
                }
            }
            What::End => end(walk, &at),
            What::Text(text) => words(walk, text, at, &mut size),
            What::Char(c) => words(walk, c.encode_utf8(&mut [0; 4]), at, &mut size),
            What::Nothing => {}
        }
        bounded(walk, size)
    })?;
    walk.budget = budget;
    if !walk.fields.is_empty() {
        walk.problem(format!("{name}: a field is not closed; text after it may not have been read"));
    }
    Ok(())
}

/// Whether what was read is within the limits.
fn bounded(walk: &Walk, size: usize) -> Result<(), Error> {
    let all = [
        (size, limits::TEXT, "bytes of text"),
        (walk.story.runs.len(), limits::RUNS, "runs"),
        (walk.story.paragraphs.len(), limits::PARAGRAPHS, "paragraphs"),
        (walk.stretches, limits::STRETCHES, "stretches of text"),
    ];
    let over = all.into_iter().find(|(has, limit, _)| has > limit);
    over.map_or(Ok(()), |(_, limit, what)| Err(Error::more_than(limit, what)))
}

fn begin(walk: &mut Walk, space: Space, tag: &BytesStart, at: &Range<usize>) {
    let local = tag.local_name().into_inner().to_owned();
    let word = space == Space::Word;
    if walk.skipped.is_none() {
        let fallback = space == Space::Choice && local == "Fallback";
        if fallback || word && out(walk, &local) {
            walk.skipped = Some(walk.elements.len());
        } else if word {
            opened(walk, &local, tag, at);
        } else if space == Space::Math && local == "r" {
            begin_run(walk, at);
        }
    }
    walk.elements.push(Element { name: local, word: word || space == Space::Math, tag: at.clone() });
}

/// Deleted text is out; the mark that a paragraph's end is deleted stands among properties.
fn out(walk: &mut Walk, local: &str) -> bool {
    if !OUT.contains(&local) {
        return false;
    }
    let mark = inside(walk, "rPr") && inside_paragraph_properties(walk) && (local == "del" || local == "moveFrom");
    if let Some(open) = walk.open.last_mut().filter(|_| mark) {
        open.paragraph.runs_on = true;
    }
    true
}

fn inside(walk: &Walk, name: &str) -> bool {
    walk.elements.last().is_some_and(|e| e.word && e.name == name)
}

fn inside_paragraph_properties(walk: &Walk) -> bool {
    walk.elements.len().checked_sub(2).is_some_and(|n| walk.elements[n].name == "pPr")
}

fn opened(walk: &mut Walk, local: &str, tag: &BytesStart, at: &Range<usize>) {
    let value = || attribute(tag, "val");
    match local {
        "p" => walk.begin_paragraph(),
        "r" => begin_run(walk, at),
        "tbl" => {
            walk.table_depth += 1;
            if walk.table_depth == 1 {
                (walk.tables, walk.row) = (walk.tables + 1, 0);
            }
        }
        "tr" if walk.table_depth == 1 => walk.row += 1,
        "txbxContent" => walk.boxes += 1,
        "pStyle" => walk.styled(&value().unwrap_or_default()),
        "vanish" if off(value()) => {}
        "vanish" if walk.runs.len() == walk.open.len() => hide(walk),
        "fldChar" => field(walk, attribute(tag, "fldCharType").as_deref()),
        "footnoteReference" => refer(walk, PartKind::Footnote, tag),
        "endnoteReference" => refer(walk, PartKind::Endnote, tag),
        "footnote" | "endnote" => {
            let kind = attribute(tag, "type");
            walk.note = attribute(tag, "id").filter(|_| kind.is_none_or(|k| k == "normal"));
        }
        "sym" => symbol(walk, tag, at),
        name if ELSEWHERE.contains(&name) => walk.elsewhere += 1,
        name => character(walk, name, at),
    }
}

fn off(value: Option<String>) -> bool {
    value.is_some_and(|v| matches!(v.as_str(), "0" | "false" | "off"))
}

fn hide(walk: &mut Walk) {
    if let Some(run) = walk.runs.last_mut() {
        run.hidden = true;
    }
}

fn refer(walk: &mut Walk, kind: PartKind, tag: &BytesStart) {
    let (id, run) = (attribute(tag, "id"), walk.runs.last().map(|r| r.number));
    walk.references.extend(id.zip(run).map(|(id, run)| (kind, id, run)));
}

/// A run begins: what stands between it and its paragraph says where comments can go.
fn begin_run(walk: &mut Walk, at: &Range<usize>) {
    let depth = walk.open.last().map_or(0, |open| open.depth + 1);
    let between = walk.elements.get(depth..).unwrap_or_default();
    let wraps = |e: &Element| [INSERTIONS, FORMULAS].concat().contains(&e.name.as_str());
    let changed = between.iter().position(wraps);
    let boxed = walk.open.len() > 1;
    let outer = walk.runs.first().and_then(|r| walk.story.runs.get(r.number)).map(|r| r.anchor.clone());
    let inserted = changed.filter(|_| between.len() == 1 && INSERTIONS.contains(&between[0].name.as_str()));
    let inserted = inserted.map(|n| between[n].tag.clone());
    let anchor = match (boxed, changed) {
        (true, _) => outer.unwrap_or_else(|| at.clone()),
        (false, Some(n)) => between[n].tag.clone(),
        (false, None) => at.clone(),
    };
    let splits = !boxed && (changed.is_none() || inserted.is_some());
    let run = Run { range: at.clone(), open: at.clone(), props: None, inserted, splits, anchor, content: None };
    walk.runs.push(OpenRun { number: walk.story.runs.len(), hidden: false });
    walk.story.runs.push(run);
}

fn field(walk: &mut Walk, kind: Option<&str>) {
    match kind {
        Some("begin") => walk.fields.push(Field { instruction: true }),
        Some("separate") => {
            if let Some(field) = walk.fields.last_mut() {
                field.instruction = false;
            }
        }
        Some("end") => _ = walk.fields.pop(),
        _ => {}
    }
}

fn symbol(walk: &mut Walk, tag: &BytesStart, at: &Range<usize>) {
    let code = attribute(tag, "char").and_then(|c| u32::from_str_radix(&c, 16).ok());
    match code.filter(|c| *c < SYMBOLS).and_then(char::from_u32) {
        Some(c) => walk.text(c.encode_utf8(&mut [0; 4]), at.clone(), None),
        None => walk.symbols += 1,
    }
}

fn character(walk: &mut Walk, name: &str, at: &Range<usize>) {
    if inside(walk, "r")
        && let Some((_, text)) = CHARACTERS.iter().find(|(n, _)| *n == name)
    {
        walk.text(text, at.clone(), None);
    }
}

fn words(walk: &mut Walk, text: &str, at: Range<usize>, size: &mut usize) {
    let Some(element) = walk.elements.last().filter(|e| e.word && e.name == "t") else { return };
    if walk.skipped.is_some() || text.trim_matches(['\n', '\r', '\t']).is_empty() {
        return;
    }
    let literal = at.len() == text.len();
    let tag = element.tag.clone();
    *size += text.len();
    // A formula's text stands in no run of words, and cannot be cut.
    walk.text(text, at, literal.then_some(tag));
}

fn end(walk: &mut Walk, at: &Range<usize>) {
    let Some(element) = walk.elements.pop() else { return };
    let depth = walk.elements.len();
    if let Some(skipped) = walk.skipped {
        if skipped < depth {
            return;
        }
        walk.skipped = None;
        spread(walk, &element, at);
        return;
    }
    if element.word {
        closed(walk, &element, at);
    }
}

fn closed(walk: &mut Walk, element: &Element, at: &Range<usize>) {
    match element.name.as_str() {
        "p" => walk.end_paragraph(),
        "r" => end_run(walk, at),
        "tbl" => walk.table_depth = walk.table_depth.saturating_sub(1),
        "footnote" | "endnote" => walk.note = None,
        name if INSERTIONS.contains(&name) || FORMULAS.contains(&name) => {
            let from = element.tag.start;
            let within = walk.story.runs.iter_mut().rev().take_while(|r| r.range.start > from);
            within.filter(|r| r.anchor.start == from).for_each(|r| r.anchor.end = at.end);
        }
        _ => spread(walk, element, at),
    }
}

/// A run ends, and with it what boxes within it hold comments on to.
fn end_run(walk: &mut Walk, at: &Range<usize>) {
    let Some(open) = walk.runs.pop() else { return };
    let from = walk.story.runs[open.number].range.start;
    walk.story.runs[open.number].range.end = at.end;
    let within = walk.story.runs[open.number..].iter_mut();
    within.filter(|r| r.anchor.start == from).for_each(|r| r.anchor.end = at.end);
}

/// An element within a run: its properties, or part of its content.
fn spread(walk: &mut Walk, element: &Element, at: &Range<usize>) {
    if !inside(walk, "r") || !element.word {
        return;
    }
    let all = element.tag.start..at.end;
    let Some(run) = walk.run() else { return };
    if element.name == "rPr" {
        run.props = Some(all);
    } else {
        let from = run.content.as_ref().map_or(all.start, |c| c.start);
        run.content = Some(from..all.end);
    }
}
