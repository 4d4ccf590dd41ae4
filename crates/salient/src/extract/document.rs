//! A whole article, read: sentences with their figures and dates, ready for claims and checks.

use super::atom::{Atom, Run, atoms};
use super::claim::Claim;
use super::coverage::Coverage;
use super::date::{self, Dated, dates};
use super::quantity::{Counted, Quantity, quantities};
use super::restated::{Pair, pairs};
use super::{sentence, token};
use crate::lexicon::{Class, Lexicon, List, class::any_of, english};
use crate::read::{Article, BlockKind};
use jiff::civil::Date;
use std::ops::Range;

/// A sentence of an article.
pub struct Sentence {
    /// Its atoms in the document's list.
    pub atoms: Range<usize>,
    /// The block it stands in.
    pub block: usize,
    /// Its figures.
    pub figures: Vec<Quantity>,
    /// Its restated figures.
    pub pairs: Vec<Pair>,
    /// Its dates.
    pub dates: Vec<Dated>,
    /// The day that its relative dates count from.
    pub today: Option<Date>,
}

/// An article with all its sentences read.
pub struct Document<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its sentences in text order.
    pub sentences: Vec<Sentence>,
    /// The day of publication, from the metadata, or else from a dateline or byline.
    pub today: Option<Date>,
    lexicon: &'static Lexicon,
    atoms: Vec<Atom>,
}

const FIGURES: u64 = any_of(&[Class::Cardinal, Class::Scale, Class::Vague, Class::Fraction]);
const DATES: u64 = any_of(&[Class::Month, Class::Weekday, Class::Season, Class::Span]);

/// A dateline or byline stands in one of so many first blocks.
const DATELINES: usize = 4;

impl<'a> Document<'a> {
    /// Reads an article.
    pub fn new(article: &'a Article) -> Self {
        let today = article.meta.published.as_deref().and_then(|d| d.get(..10)?.parse().ok());
        let mut document = Self { article, sentences: Vec::new(), today, lexicon: english(), atoms: Vec::new() };
        let (mut tokens, mut day) = (Vec::new(), today);
        for (index, block) in article.blocks.iter().enumerate() {
            if block.kind != BlockKind::Furniture {
                tokens.clear();
                token::tokens(document.lexicon, &article.text, block.range.start, block.range.end, &mut tokens);
                document.block(index, &tokens, &mut day);
            }
        }
        date::tell(&mut document.sentences, document.today);
        document
    }

    fn block(&mut self, index: usize, tokens: &[token::Token], day: &mut Option<Date>) {
        let first = self.atoms.len();
        atoms(self.lexicon, tokens, &mut self.atoms);
        let run = Run { text: &self.article.text, lexicon: self.lexicon, atoms: &self.atoms[first..] };
        let headline = self.article.blocks[index].kind == BlockKind::Headline;
        if self.today.is_none() && index < DATELINES && !headline {
            self.today = date::dateline(&run);
            *day = day.or(self.today);
        }
        if let Some(date) = heading_date(&run) {
            *day = Some(date);
        }
        let ranges = sentence::sentences(&run);
        let mut read: Vec<Sentence> = ranges
            .into_iter()
            .map(|range| {
                let part = run.part(range.start, range.end);
                Sentence { atoms: first + range.start..first + range.end, block: index, ..sentence_of(part, *day) }
            })
            .collect();
        self.sentences.append(&mut read);
    }

    /// The atoms of a sentence with their text.
    pub fn run(&self, sentence: &Sentence) -> Run<'_> {
        Run { text: &self.article.text, lexicon: self.lexicon, atoms: &self.atoms[sentence.atoms.clone()] }
    }

    /// What was read and what its figures are.
    pub fn coverage(&self, claims: &[Claim]) -> Coverage {
        let text = self.article.blocks.iter().filter(|b| b.kind != BlockKind::Furniture).count();
        let mut out = Coverage { read: text, paragraphs: self.article.blocks.len(), ..Coverage::default() };
        for sentence in &self.sentences {
            let run = self.run(sentence);
            for q in &sentence.figures {
                let at = self.article.point(run.at(q.number).start as usize);
                let claimed = claims
                    .iter()
                    .any(|c| c.start <= at && at < c.end && c.low.is_some_and(|low| close(low, q.low.value)));
                out.figures += 1;
                if claimed {
                    out.claims += 1;
                } else if q.counted == Counted::Settlements || person_without_claim(&run, q) {
                    out.unknown.push(self.article.line(run.at(q.number).start as usize));
                } else {
                    out.other += 1;
                }
            }
        }
        out
    }
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 0.01 * a.abs().max(b.abs()) + 1e-9
}

/// Soldiers and ground are what claims are about; other people may be counted for any reason.
fn person_without_claim(run: &Run, q: &Quantity) -> bool {
    let area = q.unit().is_some_and(|u| ["km2", "mi2"].contains(&run.lexicon.units[u].name.as_str()))
        && q.from > 0
        && !run.mark(q.from.wrapping_sub(1), '(')
        && !run.mark(q.from.wrapping_sub(1), '[');
    area || q.counted == Counted::Persons && run.is(q.noun, Class::Military)
}

fn sentence_of(run: Run, today: Option<Date>) -> Sentence {
    let mask = run.atoms.iter().fold(0, |m, a| m | a.mask);
    let digits = run.atoms.iter().any(|a| a.kind == token::Kind::Number);
    let hyphens = run.atoms.iter().any(|a| a.hyphen);
    // "on the 11th" is a word that begins with a digit
    let day = |i: usize| run.text(i).as_bytes().first().is_some_and(u8::is_ascii_digit);
    let near = || (0..run.len()).any(|i| run.listed(i, List::Recent) || run.listed(i, List::Weekend) || day(i));
    let dated = if digits || mask & DATES != 0 || near() { dates(&run, today) } else { Vec::new() };
    let taken = |i: usize| dated.iter().any(|d| d.from <= i && i < d.to);
    let figures = if digits || hyphens || mask & FIGURES != 0 { quantities(&run, &taken) } else { Vec::new() };
    let pairs = if figures.iter().any(|q| q.unit().is_some()) { pairs(&run, &figures) } else { Vec::new() };
    Sentence { atoms: 0..0, block: 0, figures, pairs, dates: dated, today }
}

/// A line that is only a date, as digests have: what follows is of that day.
fn heading_date(run: &Run) -> Option<Date> {
    if run.len() > 9 || run.len() < 3 {
        return None;
    }
    let year_first = (0..run.len()).find_map(|i| {
        let year: i16 = run.text(i).parse().ok().filter(|y| (1900..2100).contains(y))?;
        let month = run.sense(i + 1, Class::Month)? as i8;
        Date::new(year, month, run.text(i + 2).parse().ok()?).ok()
    });
    let ends = |d: &Dated| d.to + 1 >= run.len() && d.year && d.days.is_some_and(|x| x.from == x.to);
    year_first.or_else(|| dates(run, None).into_iter().find(ends).and_then(|d| d.days).map(|d| d.from))
}
