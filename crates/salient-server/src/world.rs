//! The record as the server answers from it: read once, with all that is derived from it, and never changed. A new state of
//! the ledger is a new world.

use crate::scene::Scene;
use salient::check::account::Accounts;
use salient::check::account::statement::Topic;
use salient::check::maps::HELD;
use salient::check::{Maps, Record};
use salient::extract::Side;
use salient::record::utterance::{Reports, Utterance, utterances};
use salient::record::view::{Article, Known, Stated};
use salient::record::{Id, Ledger, View, maps};
use salient_map::region::Gazetteer;
use salient_map::{Case, Store};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

/// A conflict and its places.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// The case.
    pub case: Case,
    /// Its places.
    pub places: Gazetteer,
}

/// A ledger that was read, with the conflicts that it is asked about.
pub struct Loaded {
    ledger: Mutex<Box<dyn Ledger + Send>>,
    view: View,
    reports: Reports,
    store: Store,
    conflicts: Vec<Conflict>,
    /// The number and link of the last entry.
    pub head: (u64, String),
}

impl Loaded {
    /// Reads a ledger.
    ///
    /// # Errors
    /// What the store says.
    pub fn read(ledger: Box<dyn Ledger + Send>, conflicts: Vec<Conflict>) -> Result<Self, String> {
        let told = |e: salient::record::Error| e.to_string();
        let head = ledger.head().map_err(told)?;
        let known = Known::default();
        let view = View::load(&*ledger, &known).map_err(told)?;
        let reports = Reports::find(&*ledger, &view).map_err(told)?;
        let store = maps::atlas(&*ledger, &known).map_err(told)?;
        Ok(Self { ledger: Mutex::new(ledger), view, reports, store, conflicts, head })
    }

    /// Derives the world and hands it to somebody for as long as they need it.
    ///
    /// # Errors
    /// What the store says.
    pub(crate) fn with<T>(&self, now: jiff::Timestamp, work: impl FnOnce(&World) -> T) -> Result<T, String> {
        let said = utterances(&self.view, &self.reports);
        let all: Vec<Maps> =
            self.conflicts.iter().map(|c| Maps::new(&self.store, Some(&c.case), Some(&c.places))).collect();
        let mut cases = Vec::new();
        for (conflict, maps) in self.conflicts.iter().zip(&all) {
            if let Some(topics) = topics(&self.view, &said, maps, &conflict.case) {
                let record =
                    Record::new(&self.view, &self.reports, &said, maps, &self.ledger).map_err(|e| e.to_string())?;
                cases.push(InCase { case: &conflict.case, maps, record, topics, scenes: Mutex::default() });
            }
        }
        let nobody = Maps::new(&self.store, None, None);
        let by_claim = said.iter().enumerate().flat_map(|(n, u)| u.claims.iter().map(move |s| (&s.id, n))).collect();
        let by_article = group(&self.view.claims, |s| &s.claim.article);
        let found = group(&self.view.findings, |f| &f.1.article);
        let world = World { loaded: self, said: &said, cases, nobody, by_claim, by_article, found, now };
        // The first screen is there when the first visitor is.
        for case in &world.cases {
            case.scene(&world, &case.topics[0])?;
        }
        Ok(work(&world))
    }
}

fn group<'v, T>(all: &'v [T], key: impl Fn(&'v T) -> &'v Id) -> HashMap<&'v Id, Vec<&'v T>> {
    let mut out: HashMap<&Id, Vec<&T>> = HashMap::new();
    all.iter().for_each(|one| out.entry(key(one)).or_default().push(one));
    out
}

/// The topics of a case of which anything is recorded, its own first; `None` where there is nothing at all.
fn topics(view: &View, said: &[Utterance], maps: &Maps, case: &Case) -> Option<Vec<Topic>> {
    let own = Topic::of(case, None, None).ok()?;
    let accounts = Accounts::read(view, said, maps);
    let known: BTreeMap<&Topic, usize> =
        accounts.of.iter().map(|(t, a)| (t, a.iter().map(|a| a.statements.len()).sum())).collect();
    // Somebody else's war in the same ledger has other parties.
    let ours = |t: &&Topic| {
        // Several regions together are no question of a page.
        case.is_party(&t.holder)
            && !t.region.contains('+')
            && case.parties.iter().any(|p| t.region.starts_with(&p.code) || p.code == case.soil)
    };
    let mut all: Vec<(usize, Topic)> = known.iter().filter(|(t, _)| ours(t)).map(|(t, n)| (*n, (*t).clone())).collect();
    all.sort_by_key(|(n, t)| (*t != own, std::cmp::Reverse(*n)));
    let mut out: Vec<Topic> = all.into_iter().map(|(_, t)| t).collect();
    let drawn = |t: &Topic| {
        salient_map::region::by_code(&t.region).is_some_and(|region| {
            let atlas = maps.store.atlas();
            let by = |map: &salient_map::Snapshot| {
                map.entries.iter().any(|e| {
                    let control = atlas.control(*e);
                    HELD.contains(&control.status)
                        && control.holder.as_deref() == Some(&t.holder)
                        && atlas.shape(*e).bounds.meets(&region.shape.bounds())
                })
            };
            atlas.snapshots.iter().any(by)
        })
    };
    if out.first() != Some(&own) && (drawn(&own) || !out.is_empty()) {
        out.insert(0, own);
    }
    (!out.is_empty()).then_some(out)
}

/// One conflict in the record.
pub struct InCase<'w> {
    /// The case.
    pub case: &'w Case,
    /// Its maps.
    pub maps: &'w Maps<'w>,
    /// The record, for checks.
    pub record: Record<'w>,
    /// Topics of which anything is recorded, the case's own first.
    pub topics: Vec<Topic>,
    scenes: Mutex<BTreeMap<(String, String), Arc<Scene<'w>>>>,
}

impl<'w> InCase<'w> {
    /// What is drawn and told of a topic, worked out when it is first asked for.
    ///
    /// # Errors
    /// A geometry cannot be read.
    pub fn scene(&self, world: &World<'w>, topic: &Topic) -> Result<Arc<Scene<'w>>, String> {
        let key = (topic.region.clone(), topic.holder.clone());
        if let Some(known) = self.scenes.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(Arc::clone(known));
        }
        let made = Arc::new(Scene::new(world, self, topic)?);
        self.scenes.lock().unwrap_or_else(PoisonError::into_inner).insert(key, Arc::clone(&made));
        Ok(made)
    }

    /// Codes and names of the parties, in the case's order.
    pub fn parties(&self) -> Vec<(String, String)> {
        self.case.parties.iter().map(|p| (p.code.clone(), p.name.clone())).collect()
    }

    /// A party's number, by a side.
    pub fn party(&self, side: Option<&Side>) -> Option<usize> {
        let code = side?.party()?;
        self.case.parties.iter().position(|p| p.code == code)
    }
}

/// All that answers are made from.
pub struct World<'w> {
    loaded: &'w Loaded,
    /// What was said once, with its carriers.
    pub said: &'w [Utterance<'w>],
    /// Conflicts of which something is recorded.
    pub cases: Vec<InCase<'w>>,
    /// Maps without a conflict, for questions that need none.
    pub nobody: Maps<'w>,
    by_claim: HashMap<&'w Id, usize>,
    by_article: HashMap<&'w Id, Vec<&'w Stated>>,
    found: HashMap<&'w Id, Vec<&'w (Id, salient::record::body::Finding)>>,
    /// When it was read: what is too young then is not shown, until it is read again.
    pub now: jiff::Timestamp,
}

impl<'w> World<'w> {
    /// Articles, claims, findings.
    pub fn view(&self) -> &'w View {
        &self.loaded.view
    }

    /// Which articles carry one report.
    pub fn reports(&self) -> &'w Reports {
        &self.loaded.reports
    }

    /// The maps.
    pub fn store(&self) -> &'w Store {
        &self.loaded.store
    }

    /// The time of the youngest map.
    pub(crate) fn youngest(&self) -> Option<jiff::Timestamp> {
        self.store().atlas().snapshots.iter().map(|map| map.time).max()
    }

    /// The state of the ledger: number and link of its last entry.
    pub fn head(&self) -> &'w (u64, String) {
        &self.loaded.head
    }

    /// A case by name; the first one without.
    pub fn case(&self, name: Option<&str>) -> Option<&InCase<'w>> {
        match name {
            Some(name) => self.cases.iter().find(|c| c.case.name == name),
            None => self.cases.first(),
        }
    }

    /// An utterance by any of its claims.
    pub fn utterance(&self, claim: &Id) -> Option<&'w Utterance<'w>> {
        self.by_claim.get(claim).map(|n| &self.said[*n])
    }

    /// A claim by its id, or the only one whose id begins so.
    pub fn claim(&self, id: &str) -> Option<&'w Stated> {
        let exact = Id(id.to_owned());
        let known = |id: &Id| self.utterance(id)?.claims.iter().find(|s| s.id == *id).copied();
        known(&exact).or_else(|| {
            let mut found = self.by_claim.keys().filter(|k| id.len() >= 6 && k.0.starts_with(id));
            found.next().filter(|_| found.next().is_none()).and_then(|id| known(id))
        })
    }

    /// An article by its id, or the only one whose id begins so.
    pub fn article(&self, id: &str) -> Option<&'w Article> {
        let exact = self.view().articles.get(&Id(id.to_owned()));
        exact.or_else(|| match &self.view().by_prefix(id)[..] {
            [one] if id.len() >= 6 => Some(one),
            _ => None,
        })
    }

    /// The claims of an article, in order.
    pub fn claims_of(&self, article: &Id) -> &[&'w Stated] {
        self.by_article.get(article).map_or(&[], Vec::as_slice)
    }

    /// The findings within an article, as recorded.
    pub fn findings_of(&self, article: &Id) -> &[&'w (Id, salient::record::body::Finding)] {
        self.found.get(article).map_or(&[], Vec::as_slice)
    }

    /// The conflict that an article is about: the first of which it claims something.
    pub fn case_of(&self, article: &Id) -> Option<&InCase<'w>> {
        let about = |c: &&InCase<'w>| {
            self.claims_of(article).iter().any(|s| {
                salient::check::account::statement::read(&s.claim, c.maps).is_some_and(|(t, _)| c.topics.contains(&t))
            })
        };
        let party = |c: &&InCase<'w>| {
            let ours = |code: Option<&str>| code.is_some_and(|code| c.case.is_party(code));
            self.claims_of(article).iter().any(|s| ours(s.claim.actor.as_deref()))
        };
        self.cases.iter().find(about).or_else(|| self.cases.iter().find(party))
    }

    /// A text by its hash.
    ///
    /// # Errors
    /// The ledger cannot be read, or the text is missing.
    pub fn text(&self, hash: &str) -> Result<String, String> {
        let ledger = self.loaded.ledger.lock().unwrap_or_else(PoisonError::into_inner);
        let text = ledger.text(hash).map_err(|e| e.to_string())?;
        text.ok_or_else(|| format!("the text {hash} is missing; run `salient record verify`"))
    }

    /// Hashes of texts that hold all the words.
    ///
    /// # Errors
    /// What the store says.
    pub fn search(&self, words: &str) -> Result<std::collections::BTreeSet<String>, String> {
        let ledger = self.loaded.ledger.lock().unwrap_or_else(PoisonError::into_inner);
        ledger.search(words, 10_000).map(|v| v.into_iter().collect()).map_err(|e| e.to_string())
    }
}
