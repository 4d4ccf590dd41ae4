//! Wire copies: texts that carry the same report, whatever an outlet cut, changed or added.
//!
//! 1. Sketches propose pairs that share a sampled shingle.
//! 2. A proposed pair is judged on all its shingles, exactly: copies share at least half of the shorter text.
//! 3. A block that stands in many unrelated texts (a donation appeal, a cookie notice) is no report: shingles that occur in
//!    more than [`OFTEN`] groups of near-identical texts are masked with what lies between them, and pairs are judged on the
//!    rest.
//!
//! The groups do not depend on the order of the texts.

use super::sketch::{sampled, shingles};
use std::collections::HashSet;

/// The least share of the shorter text's shingles that copies share.
pub const SHARED: f64 = 0.5;
/// Copies of a report are printed within so many days.
pub const COPIED: i32 = 2;
/// Texts that share so much are of one report before any block is masked.
const STRONG: f64 = 0.85;
/// A shingle in more groups than this is a block of an outlet's, not of a report.
const OFTEN: usize = 6;
/// A report has so many shingles of its own, masks aside.
const LEAST: usize = 12;
/// Of a sampled shingle in more texts than this, only neighbours are compared.
const CROWD: usize = 12;
/// Of a sampled shingle in more texts than this, none: it is a stock phrase or a block.
const MASS: usize = 400;

/// What is found among a set of texts.
#[derive(Clone, Debug, Default)]
pub struct Copies {
    /// For each text, the number of the first text of its group.
    pub group: Vec<u32>,
    /// Pairs that were judged to be copies.
    pub pairs: Vec<(u32, u32)>,
}

/// Finds copies among texts, of which `sketches` are given and any text can be asked for.
pub fn find<E>(sketches: &[Vec<u32>], mut text: impl FnMut(usize) -> Result<String, E>) -> Result<Copies, E> {
    let postings = postings(sketches);
    let proposed = proposed(&postings, sketches);
    let mut strong = Groups::new(sketches.len());
    let (mut out, mut weak) = (Vec::new(), Vec::new());
    let mut shelf = Shelf::default();
    for (a, b) in proposed {
        if strong.root(a) == strong.root(b) {
            continue;
        }
        let (first, second) = (shelf.get(a, &mut text)?, shelf.get(b, &mut text)?);
        let share = containment(&distinct(&first), &distinct(&second));
        if share >= STRONG {
            strong.join(a, b);
            out.push((a, b));
        } else if share >= SHARED / 4.0 {
            weak.push((a, b));
        }
    }
    let blocks = blocks(&postings, &mut strong);
    for (a, b) in weak {
        if strong.root(a) == strong.root(b) {
            continue;
        }
        let first = distinct(&unmasked(&shelf.get(a, &mut text)?, &blocks));
        let second = distinct(&unmasked(&shelf.get(b, &mut text)?, &blocks));
        if first.len().min(second.len()) >= LEAST && containment(&first, &second) >= SHARED {
            strong.join(a, b);
            out.push((a, b));
        }
    }
    let group = (0..sketches.len() as u32).map(|doc| strong.root(doc)).collect();
    Ok(Copies { group, pairs: out })
}

/// How much of the shorter text's shingles the other one has, from 0 to 1.
///
/// ```
/// use salient::record::copies::contained;
/// let whole = "Forces took two villages in the north on Monday and lost a third one the day after.";
/// assert_eq!(contained(whole, &format!("{whole} Subscribe to our letter. Support our work today.")), 1.0);
/// ```
pub fn contained(a: &str, b: &str) -> f64 {
    containment(&distinct(&shingles(a)), &distinct(&shingles(b)))
}

/// A text without its page furniture: what copies are told by.
pub fn report(text: &str) -> String {
    let blocks = crate::read::blocks::split(text);
    let kept = blocks.iter().filter(|b| b.kind != crate::read::BlockKind::Furniture);
    kept.map(|b| &text[b.range.clone()]).collect::<Vec<_>>().join("\n")
}

fn distinct(shingles: &[u64]) -> Vec<u64> {
    let mut out = shingles.to_vec();
    out.sort_unstable();
    out.dedup();
    out
}

/// Both sorted, each value once.
fn containment(a: &[u64], b: &[u64]) -> f64 {
    let (mut i, mut j, mut shared) = (0, 0, 0usize);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, shared) = (i + 1, j + 1, shared + 1),
        }
    }
    shared as f64 / a.len().min(b.len()).max(1) as f64
}

/// Every sampled shingle with the texts that have it, sorted.
fn postings(sketches: &[Vec<u32>]) -> Vec<(u32, u32)> {
    let mut out = Vec::with_capacity(sketches.iter().map(Vec::len).sum());
    for (doc, sketch) in sketches.iter().enumerate() {
        out.extend(sketch.iter().map(|value| (*value, doc as u32)));
    }
    out.sort_unstable();
    out
}

fn runs(postings: &[(u32, u32)]) -> impl Iterator<Item = &[(u32, u32)]> {
    postings.chunk_by(|a, b| a.0 == b.0)
}

/// Pairs of texts that share sampled shingles, those that share the most first.
fn proposed(postings: &[(u32, u32)], sketches: &[Vec<u32>]) -> Vec<(u32, u32)> {
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for run in runs(postings).filter(|run| run.len() > 1 && run.len() <= MASS) {
        if run.len() <= CROWD {
            for (at, (_, a)) in run.iter().enumerate() {
                pairs.extend(run[at + 1..].iter().map(|(_, b)| (*a, *b)));
            }
        } else {
            pairs.extend(run.windows(2).map(|w| (w[0].1, w[1].1)));
            pairs.extend(run.windows(3).map(|w| (w[0].1, w[2].1)));
        }
    }
    pairs.sort_unstable();
    let share = |run: &[(u32, u32)]| {
        let (a, b) = (sketches[run[0].0 as usize].len(), sketches[run[0].1 as usize].len());
        run.len() as f64 / a.min(b).max(1) as f64
    };
    // One stock phrase in common is no reason to compare two long texts.
    let runs = pairs.chunk_by(|x, y| x == y).filter(|run| run.len() > 1 || share(run) > 0.2);
    let mut out: Vec<(f64, (u32, u32))> = runs.map(|run| (share(run), run[0])).collect();
    out.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
    out.into_iter().map(|(_, pair)| pair).collect()
}

/// Sampled shingles that stand in many groups.
fn blocks(postings: &[(u32, u32)], groups: &mut Groups) -> HashSet<u32> {
    let mut out = HashSet::new();
    let mut roots = Vec::new();
    for run in runs(postings).filter(|run| run.len() > OFTEN) {
        roots.clear();
        roots.extend(run.iter().map(|(_, doc)| groups.root(*doc)));
        roots.sort_unstable();
        roots.dedup();
        if roots.len() > OFTEN {
            out.insert(run[0].0);
        }
    }
    out
}

/// A text's shingles without its blocks: a stretch whose sampled shingles all are of a block is one.
fn unmasked(shingles: &[u64], blocks: &HashSet<u32>) -> Vec<u64> {
    let (mut out, mut pending, mut blocked) = (Vec::with_capacity(shingles.len()), Vec::new(), false);
    for &shingle in shingles {
        match sampled(shingle).map(|value| blocks.contains(&value)) {
            None => pending.push(shingle),
            Some(true) => {
                // What leads up to a block from outside is half of the report, half of the block.
                if !blocked {
                    pending.truncate(pending.len() / 2);
                    out.append(&mut pending);
                }
                pending.clear();
                blocked = true;
            }
            Some(false) => {
                if blocked {
                    pending.drain(..pending.len() / 2);
                }
                out.append(&mut pending);
                out.push(shingle);
                blocked = false;
            }
        }
    }
    if !blocked {
        out.append(&mut pending);
    }
    out
}

/// The shingles of the texts that were asked for last.
#[derive(Default)]
struct Shelf {
    kept: std::collections::HashMap<u32, std::rc::Rc<Vec<u64>>>,
}

impl Shelf {
    fn get<E>(
        &mut self,
        doc: u32,
        text: &mut impl FnMut(usize) -> Result<String, E>,
    ) -> Result<std::rc::Rc<Vec<u64>>, E> {
        if let Some(known) = self.kept.get(&doc) {
            return Ok(known.clone());
        }
        if self.kept.len() >= 20_000 {
            self.kept.clear();
        }
        let made = std::rc::Rc::new(shingles(&text(doc as usize)?));
        self.kept.insert(doc, made.clone());
        Ok(made)
    }
}

/// Disjoint groups; the root is the least member.
struct Groups {
    up: Vec<u32>,
}

impl Groups {
    fn new(size: usize) -> Self {
        Self { up: (0..size as u32).collect() }
    }

    fn root(&mut self, doc: u32) -> u32 {
        let mut at = doc;
        while self.up[at as usize] != at {
            self.up[at as usize] = self.up[self.up[at as usize] as usize];
            at = self.up[at as usize];
        }
        at
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        self.up[a.max(b) as usize] = a.min(b);
    }
}
