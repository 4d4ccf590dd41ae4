//! Proof that nothing in a ledger was altered or lost.

use super::entry::{hex, sha256};
use super::{Error, Id, Kind, Ledger, body, chain};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What a verification found.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Verified {
    /// Entries by kind.
    pub entries: BTreeMap<&'static str, u64>,
    /// Texts that were checked.
    pub texts: usize,
    /// Geometries that were checked.
    pub shapes: usize,
    /// The number of the last entry.
    pub last: u64,
    /// The link of the last entry: keep it, and nobody can cut the ledger's end unseen.
    pub head: String,
    /// A hash over all ids, whatever their order: two ledgers with the same content have the same.
    pub content: String,
    /// What is wrong, in words.
    pub problems: Vec<String>,
}

/// Reads a whole ledger and checks every hash, every link, every quote.
pub fn verify(ledger: &dyn Ledger) -> Result<Verified, Error> {
    let mut out = Verified::default();
    let (mut before, mut ids) = (String::new(), Vec::new());
    let mut needs = Needs::default();
    ledger.scan(None, &mut |entry| {
        let name = entry.kind.name();
        *out.entries.entry(name).or_default() += 1;
        if entry.seq != out.last + 1 {
            out.problems.push(format!("entries {} to {} are missing", out.last + 1, entry.seq.saturating_sub(1)));
        }
        if Id::of(entry.kind, &entry.body) != entry.id {
            out.problems.push(format!("entry {} ({name}) was altered: its content is not what its id says", entry.seq));
        }
        if chain(&before, &entry.id, &entry.recorded) != entry.link {
            out.problems.push(format!("entry {} ({name}) does not follow from the entry before it", entry.seq));
        }
        if let Err(error) = needs.take(&entry) {
            out.problems.push(error.to_string());
        }
        (out.last, before) = (entry.seq, entry.link);
        ids.push(entry.id);
        Ok(())
    })?;
    out.head = before;
    ids.sort();
    let mut hash = Sha256::new();
    ids.iter().for_each(|id| hash.update(&id.0));
    out.content = hex(&hash.finalize());
    needs.check(ledger, &mut out)?;
    Ok(out)
}

/// Texts and geometries that entries name, and the quotes that must stand in the texts.
#[derive(Default)]
struct Needs {
    texts: HashMap<Id, String>,
    quotes: HashMap<Id, Vec<(usize, usize, String)>>,
    shapes: BTreeSet<String>,
}

impl Needs {
    fn take(&mut self, entry: &super::Entry) -> Result<(), Error> {
        match entry.kind {
            Kind::Article => {
                let article: body::Article = entry.read()?;
                self.texts.insert(entry.id.clone(), article.text);
            }
            Kind::Claim => {
                let claim: body::Claim = entry.read()?;
                self.quotes.entry(claim.article).or_default().push((claim.start, claim.end, claim.quote));
            }
            Kind::Snapshot => {
                let map: body::Snapshot = entry.read()?;
                self.shapes.extend(map.ground.into_iter().map(|g| g.0));
            }
            _ => {}
        }
        Ok(())
    }

    fn check(mut self, ledger: &dyn Ledger, out: &mut Verified) -> Result<(), Error> {
        let mut articles: Vec<(Id, String)> = self.texts.drain().collect();
        articles.sort();
        let mut seen = BTreeSet::new();
        for (id, hash) in articles {
            let Some(text) = ledger.text(&hash)? else {
                out.problems.push(format!("the text of article {id} is missing"));
                continue;
            };
            if sha256(text.as_bytes()) != hash {
                out.problems.push(format!("the text of article {id} was altered"));
            }
            out.texts += usize::from(seen.insert(hash));
            orphans(&id, &text, self.quotes.remove(&id).unwrap_or_default(), out);
        }
        for (id, quotes) in self.quotes {
            out.problems.push(format!("{} claims name article {id}, which is missing", quotes.len()));
        }
        for hash in self.shapes {
            match ledger.shape(&hash)? {
                None => out.problems.push(format!("geometry {hash} is missing")),
                Some(wkb) if !sha256(&wkb).starts_with(&hash) => {
                    out.problems.push(format!("geometry {hash} was altered"));
                }
                Some(_) => out.shapes += 1,
            }
        }
        Ok(())
    }
}

/// A quote that does not stand where its claim says is an orphan: told, never guessed again.
fn orphans(article: &Id, text: &str, quotes: Vec<(usize, usize, String)>, out: &mut Verified) {
    if quotes.is_empty() {
        return;
    }
    let mut points: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    points.push(text.len());
    for (start, end, quote) in quotes {
        let there = points.get(start).zip(points.get(end)).and_then(|(a, b)| text.get(*a..*b));
        if there != Some(quote.as_str()) {
            out.problems.push(format!("article {article}: the quote at {start} is an orphan: {quote:?}"));
        }
    }
}
