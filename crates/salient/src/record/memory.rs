//! A ledger in memory.

use super::{Appended, Batch, Each, EachSketch, Entry, Error, Id, Kind, Ledger, Text, chain};
use std::collections::{BTreeMap, HashMap};

/// A ledger that is gone when the program ends.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    entries: Vec<Entry>,
    by_id: HashMap<Id, usize>,
    texts: BTreeMap<String, Text>,
    shapes: HashMap<String, Vec<u8>>,
}

impl Ledger for Memory {
    fn append(&mut self, batch: &Batch) -> Result<Appended, Error> {
        let mut out = Appended::default();
        for text in &batch.texts {
            self.texts.entry(text.hash.clone()).or_insert_with(|| text.clone());
        }
        self.shapes.extend(batch.shapes.iter().cloned());
        for (kind, id, body) in &batch.entries {
            if self.by_id.contains_key(id) {
                out.known += 1;
                continue;
            }
            let link = chain(self.entries.last().map_or("", |e| &e.link), id, &batch.recorded);
            let (seq, recorded) = (self.entries.len() as u64 + 1, batch.recorded.clone());
            self.by_id.insert(id.clone(), self.entries.len());
            self.entries.push(Entry { seq, kind: *kind, id: id.clone(), body: body.clone(), recorded, link });
            out.new += 1;
        }
        Ok(out)
    }

    fn get(&self, id: &Id) -> Result<Option<Entry>, Error> {
        Ok(self.by_id.get(id).map(|at| self.entries[*at].clone()))
    }

    fn scan(&self, kind: Option<Kind>, each: Each) -> Result<(), Error> {
        self.entries.iter().filter(|e| kind.is_none_or(|k| k == e.kind)).cloned().try_for_each(each)
    }

    fn text(&self, hash: &str) -> Result<Option<String>, Error> {
        Ok(self.texts.get(hash).map(|t| t.text.clone()))
    }

    fn sketches(&self, each: EachSketch) -> Result<(), Error> {
        self.texts.values().try_for_each(|t| each(t.hash.clone(), t.sketch.clone()))
    }

    fn shape(&self, hash: &str) -> Result<Option<Vec<u8>>, Error> {
        Ok(self.shapes.get(hash).cloned())
    }

    fn search(&self, words: &str, most: usize) -> Result<Vec<String>, Error> {
        let wanted: Vec<String> = super::sketch::words(words).map(str::to_lowercase).collect();
        let holds = |text: &Text| {
            let has: std::collections::HashSet<String> =
                super::sketch::words(&text.text).map(str::to_lowercase).collect();
            wanted.iter().all(|w| has.contains(w))
        };
        Ok(self.texts.values().filter(|t| holds(t)).take(most).map(|t| t.hash.clone()).collect())
    }

    fn head(&self) -> Result<(u64, String), Error> {
        Ok(self.entries.last().map_or((0, String::new()), |e| (e.seq, e.link.clone())))
    }
}
