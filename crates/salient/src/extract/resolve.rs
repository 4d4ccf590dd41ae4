//! From drafts to claims: who "they" are, where "the region" is, who speaks, on which day.

use super::atom::Run;
use super::attributes::{Attributes, PlaceKind, Whole, place_key};
use super::claim::{Claim, Polarity, Spans, Value};
use super::clause::Clause;
use super::context::{Context, Speaker, is_state, side_in};
use super::date::{DateKind, Days};
use super::document::{Document, Sentence};
use super::draft::Draft;
use super::interval::Reading;
use super::party::Who;
use super::predicate::{Extent, Predicate};
use super::quantity::{Counted, Hedge, Quantity};
use super::side::Side;
use super::speaker::{Attribution, Recent, attributions};
use super::unit::Unit;
use crate::lexicon::{Class, class::any_of, gazetteer};
use crate::read::BlockKind;
use sha2::{Digest, Sha256};

/// Goes through a document once, keeping in mind who and what was named last.
pub(crate) struct Resolver<'a> {
    document: &'a Document<'a>,
    context: Context,
    recent: Recent,
    actor: Option<String>,
    place: Option<String>,
    region: Option<String>,
    town: Option<String>,
    /// The last claim on ground: its predicate and actor.
    ground: Option<(&'static str, Option<String>)>,
    label: Option<Option<Speaker>>,
    paragraph: (usize, Option<Speaker>),
    quoted: bool,
    /// Whose losses were given last.
    loss: Option<String>,
    /// The claims of the last sentence that made any.
    told: Vec<Claim>,
    topic: Option<String>,
    /// The block and the last place named in it, before the sentence that is read.
    near: (usize, Option<String>),
    hash: String,
}

impl<'a> Resolver<'a> {
    pub(crate) fn new(document: &'a Document<'a>) -> Self {
        let mut context = Context::default();
        super::with_run(document.article.meta.title.as_deref().unwrap_or(""), |run| context.read(run));
        for sentence in &document.sentences {
            context.read(&document.run(sentence));
        }
        context.settle();
        institutions(document, &mut context);
        let hash = format!("{:x}", Sha256::digest(document.article.text.as_bytes()));
        Self {
            document,
            context,
            recent: Recent::default(),
            actor: None,
            place: None,
            region: None,
            town: None,
            ground: None,
            label: None,
            paragraph: (usize::MAX, None),
            quoted: false,
            loss: None,
            told: Vec::new(),
            topic: topic(document),
            near: (usize::MAX, None),
            hash,
        }
    }

    pub(crate) fn claims(mut self) -> Vec<Claim> {
        let (mut body, mut headline): (Vec<Claim>, Vec<Claim>) = (Vec::new(), Vec::new());
        for sentence in &self.document.sentences {
            let found = self.sentence(sentence);
            let first = self.document.article.blocks[sentence.block].kind == BlockKind::Headline;
            if first { headline.extend(found) } else { body.extend(found) }
        }
        // What the body says again is the body's; the rest of the headline stands for itself.
        headline.retain(|h| !body.iter().any(|b| repeated(h, b)));
        headline.extend(body);
        let mut out: Vec<Claim> = Vec::new();
        for claim in headline {
            if !out.iter().any(|o| {
                o.same(&claim) && (o.asserter == claim.asserter || claim.asserter.is_none() || o.asserter.is_none())
            }) {
                out.push(claim);
            }
        }
        out
    }

    fn sentence(&mut self, sentence: &Sentence) -> Vec<Claim> {
        let run = self.document.run(sentence);
        self.labelled(&run, sentence.block);
        if sentence.block != self.paragraph.0 {
            (self.paragraph, self.quoted) = ((sentence.block, None), false);
        }
        let mut said = attributions(&run, &self.context, &mut self.recent);
        self.carry(&run, &mut said);
        let clause = Clause::new(run, sentence.figures.clone(), sentence.pairs.clone(), sentence.dates.clone());
        let drafts: Vec<Draft> = sentence.drafts.clone();
        let mut out = Vec::new();
        for draft in &drafts {
            let rival = |d: &Draft| {
                d.figure.is_some()
                    && draft.figure.is_some()
                    && d.figure.map(|q| q.number) == draft.figure.map(|q| q.number)
            };
            if drafts.iter().position(rival).is_some_and(|p| !std::ptr::eq(&raw const drafts[p], draft)) {
                continue;
            }
            out.extend(self.claim(&clause, draft, &said, sentence));
        }
        // "The claim that … is false": what is called untrue is nobody's claim here, and whose it was is not said.
        if doubted(&run) {
            out.retain(|c| c.polarity == Polarity::Deny);
        }
        self.denials(&run, &said, &mut out);
        if !out.is_empty() {
            self.told = out.iter().filter(|c| c.polarity == Polarity::Affirm).cloned().collect();
        }
        self.remember(&clause);
        let named =
            super::place::located_by(&run, 0, run.len(), &["in", "near", "at", "on", "across", "into", "around"])
                .map(|p| p.name)
                .filter(|n| !n.is_empty());
        self.near = if self.near.0 == sentence.block {
            (sentence.block, named.or(self.near.1.take()))
        } else {
            (sentence.block, named)
        };
        out
    }

    /// "MR. KIRBY:" at the start of a paragraph speaks until the next label; "Q" is a reporter.
    fn labelled(&mut self, run: &Run, block: usize) {
        if self.paragraph.0 == block {
            return;
        }
        let colon = (1..run.len().min(7)).find(|&k| run.mark(k, ':'));
        let capitals = |to: usize| {
            run.len() > to + 1
                && (0..to).all(|k| run.text(k).chars().all(|c| !c.is_lowercase()))
                && run.text(0).chars().all(|c| c.is_alphabetic() || c == '.')
        };
        if let Some(colon) = colon.filter(|&c| capitals(c) && run.text(0).len() > 1) {
            let start = usize::from(run.one_of(0, &["mr", "mrs", "ms", "dr"])) * (1 + usize::from(run.mark(1, '.')));
            let name = run.slice(start, colon).to_owned();
            let known = name.rsplit(' ').next().and_then(|s| self.context.people.get(&s.to_lowercase()));
            let side = known
                .and_then(|k| k.side.clone())
                .or_else(|| side_in(run, start, colon))
                .or_else(|| self.context.parties.iter().find(|p| p.as_str() == "US").cloned());
            let speaker = Speaker { name: known.map_or(name, |k| k.name.clone()), side, titles: Vec::new() };
            self.recent.last = Some(speaker.clone());
            self.recent.person = Some(speaker.clone());
            self.label = Some(Some(speaker));
        } else if run.word(0, "Q") && run.len() > 3 {
            self.label = Some(None);
        }
    }

    /// "Kigali denied it", "which a spokesman denies": what is denied is what was just said by somebody else.
    fn denials(&self, run: &Run, said: &[Attribution], out: &mut Vec<Claim>) {
        const POINTERS: [&str; 12] =
            ["it", "this", "that", "the", "those", "these", "both", "either", "as", "any", ".", ","];
        for denial in said.iter().filter(|a| a.deny) {
            let points = run.one_of(denial.at + 1, &POINTERS) && !run.word(denial.at + 1, "that")
                || denial.at + 1 >= run.len()
                || run.word(denial.at + 1, "that") && run.mark(denial.at + 2, '.');
            let what = (denial.at + 1..(denial.at + 5).min(run.len())).any(|k| {
                run.one_of(
                    k,
                    &[
                        "it",
                        "this",
                        "claim",
                        "claims",
                        "report",
                        "reports",
                        "figure",
                        "figures",
                        "allegation",
                        "allegations",
                        "number",
                        "numbers",
                        "statement",
                        "deaths",
                        "losses",
                        "loss",
                        "captures",
                        "accusation",
                    ],
                )
            });
            let related = (denial.at.saturating_sub(8)..denial.at).any(|k| run.word(k, "which"));
            if out.iter().any(|c| c.polarity == Polarity::Deny) || !(points && what || related) {
                continue;
            }
            let before: Vec<Claim> = if out.is_empty() { self.told.clone() } else { out.clone() };
            let (start, end) = (run.at(0).start as usize, run.at(run.len() - 1).end as usize);
            // Nobody denies what their own side has just said: the denial is of something that was no claim.
            let theirs = |c: &Claim| {
                c.side.as_ref().and_then(Side::party).is_some_and(|p| denial.speaker.side.as_deref() == Some(p))
            };
            let spoken = |c: &Claim| c.asserter.as_deref() == Some(denial.speaker.name.as_str());
            for told in before.into_iter().filter(|c| !theirs(c) && !spoken(c)) {
                let article = self.document.article;
                let mut claim = Claim {
                    quote: article.text[start..end].to_owned(),
                    asserter: Some(one_line(&denial.speaker.name)),
                    side: Some(denial.speaker.side.as_deref().map_or(Side::Other, Side::from)),
                    polarity: Polarity::Deny,
                    start: article.point(start),
                    end: article.end_point(end),
                    bytes: (start, end),
                    restated: Vec::new(),
                    spans: Spans::default(),
                    parts: Spans::default(),
                    ..told
                };
                claim.id = self.id(&claim);
                out.push(claim);
            }
        }
    }

    /// A quotation that goes on without a new attribution is still its speaker's.
    fn carry(&mut self, run: &Run, said: &mut Vec<Attribution>) {
        let opens = (0..run.len()).filter(|&k| run.mark(k, '“') || run.mark(k, '"')).count();
        let closes = (0..run.len()).filter(|&k| run.mark(k, '”')).count();
        let inside = self.quoted || run.quote(0);
        if said.is_empty()
            && inside
            && let Some(speaker) = self.paragraph.1.clone()
        {
            said.push(Attribution { speaker, from: 0, to: run.len(), at: 0, deny: false, after: true });
        }
        let straight = (0..run.len()).filter(|&k| run.mark(k, '"')).count();
        self.quoted =
            if straight > 0 { self.quoted ^ (straight % 2 == 1) } else { (self.quoted || opens > 0) && closes == 0 };
        if let Some(last) = said.last() {
            self.paragraph.1 = Some(last.speaker.clone());
        }
    }

    fn claim(&mut self, clause: &Clause, draft: &Draft, said: &[Attribution], sentence: &Sentence) -> Option<Claim> {
        let attribution = speaker_of(said, draft.anchor);
        let speaker = attribution.map(|a| self.named(&a.speaker)).or_else(|| self.label.clone().flatten());
        let side =
            speaker.as_ref().and_then(|s| s.side.clone()).or_else(|| speaker.as_ref().map(|_| "other".to_owned()));
        let mut place = self.place_of(clause, draft)?;
        let loss = matches!(draft.predicate, "killed" | "wounded" | "captured" | "casualties") && draft.who.is_some();
        if loss && place.is_none() && self.near.0 == sentence.block {
            place.clone_from(&self.near.1);
        }
        if draft.predicate == "displaced" && place.is_none() {
            place = self.context.home_name();
        }
        let mut actor = self.actor_of(clause, draft, side.as_deref(), place.as_deref());
        // "Army Claims Liberation of ...": in a headline's capitals a verb of saying looks like a name.
        let verb = |name: &str| super::with_run(&name.to_lowercase(), |run| run.is(0, Class::Speech));
        if actor.as_deref().is_some_and(|a| a.contains(' ') && verb(a)) {
            return None;
        }
        if draft.extent == Some("all") && of_things(&clause.run) {
            return None;
        }
        let mut predicate = draft.predicate;
        if draft.orphan {
            (predicate, actor) = self.ground.clone()?;
            // An area that follows a loss is what is left; a total is a stock.
            let total = (0..clause.run.len()).any(|k| clause.run.one_of(k, &["total", "widest", "peak", "remains"]));
            if predicate == "lost" || total {
                predicate = "holds";
            }
        } else if draft.figure.is_none_or(|q| q.unit().is_some() || q.counted == Counted::Settlements) {
            self.ground = Some((predicate, actor.clone()));
        }
        if let Some(actor) = &actor
            && draft.figure.is_none_or(|q| q.unit().is_some())
        {
            self.actor = Some(actor.clone());
        }
        if let Some(place) = &place {
            self.note_place(place);
        }
        if matches!(draft.predicate, "killed" | "wounded" | "casualties") {
            self.loss.clone_from(&actor);
        }
        let (low, high, unit, hedge) = value(&clause.run, draft.figure.as_ref())?;
        let restated = draft.figure.map(|q| restated(clause, &q)).unwrap_or_default();
        let deny = attribution.is_some_and(|a| a.deny);
        let (start, end) = span(clause, draft);
        let article = self.document.article;
        let quote = article.text[start..end].to_owned();
        let as_of = Self::as_of(clause, draft, attribution, sentence);
        let percent = unit == Some(Unit::Percent);
        let reading = draft.figure.filter(|_| low.is_some()).map(|q| Reading::of(&q, percent));
        let predicate = Predicate::named(predicate)?;
        let words = Attributes::of(&clause.run, within(&clause.run, (start, end)), Some(draft.anchor), predicate);
        let of = draft.of.clone().map(|o| one_line(&o));
        let parts = self.parts(clause, draft, attribution);
        let mut claim = Claim {
            quote,
            predicate,
            actor,
            kind: place.as_deref().map(PlaceKind::of),
            place: place.map(|p| one_line(&p)),
            low,
            high,
            unit,
            hedge,
            whole: of.as_deref().filter(|_| percent).map(Whole::of),
            of,
            extent: draft.extent.filter(|_| low.is_none()).and_then(Extent::named),
            restated,
            asserter: speaker.map(|s| one_line(&s.name)),
            side: side.map(Side::from),
            polarity: if deny { Polarity::Deny } else { Polarity::Affirm },
            as_of,
            document: article.name.clone(),
            start: article.point(start),
            end: article.end_point(end),
            id: String::new(),
            // The grammar does not weigh what it reads.
            confidence: 1.0,
            tense: words.tense,
            total: words.total,
            again: words.again,
            spans: parts.points(article),
            parts,
            reader: super::READER.to_owned(),
            reading,
            bytes: (start, end),
        };
        claim.id = self.id(&claim);
        Some(claim)
    }

    /// Where the parts of a claim stand, in bytes, as far as the grammar knows.
    fn parts(&self, clause: &Clause, draft: &Draft, attribution: Option<&Attribution>) -> Spans {
        let (run, text) = (&clause.run, &self.document.article.text);
        let atoms = |from: usize, to: usize| {
            let to = to.min(run.len());
            (from < to).then(|| [run.at(from).start as usize, run.at(to - 1).end as usize])
        };
        let (start, end) = (run.at(0).start as usize, run.at(run.len() - 1).end as usize);
        let there = |name: &str| text[start..end].find(name).map(|at| [start + at, start + at + name.len()]);
        Spans {
            number: draft.figure.and_then(|q| atoms(q.number, q.to)),
            place: draft.place.as_deref().filter(|p| !p.is_empty()).and_then(there),
            actor: None,
            speaker: attribution.and_then(|a| there(&a.speaker.name)),
            trigger: atoms(draft.anchor, draft.anchor + 1),
        }
    }

    /// "Ukraine's top general": the one person of that side in the document whom the title fits.
    fn named(&self, speaker: &Speaker) -> Speaker {
        let office = super::with_run(&speaker.name, |run| {
            let last = run.len().saturating_sub(1);
            let plain = (0..run.len()).all(|i| {
                !run.any(i, any_of(&[Class::Person, Class::Surname, Class::Institution]))
                    && !(run.at(i).capital && run.mask(i) == 0)
            });
            (plain && run.is(last, Class::Title))
                .then(|| run.text(last).rsplit([' ', '-']).next().unwrap_or_default().to_lowercase())
        });
        let Some(office) = office.filter(|o| {
            !["official", "officer", "source", "spokesman", "spokeswoman", "analyst", "resident"].contains(&o.as_str())
        }) else {
            return speaker.clone();
        };
        let mut fits = self.context.people.values().filter(|p| {
            p.side == speaker.side && speaker.side.is_some() && (p.titles.contains(&office) || p.titles.is_empty())
        });
        match (fits.next(), fits.next()) {
            (Some(one), None) => one.clone(),
            _ => speaker.clone(),
        }
    }

    fn id(&self, claim: &Claim) -> String {
        let content = format!(
            "{}|{}|{}|{}|{:?}|{:?}|{:?}|{:?}",
            self.hash, claim.start, claim.end, claim.predicate, claim.actor, claim.place, claim.low, claim.asserter
        );
        format!("{:x}", Sha256::digest(content.as_bytes()))[..16].to_owned()
    }

    /// `None` drops the draft: a claim about ground without any place to point at.
    fn place_of(&self, clause: &Clause, draft: &Draft) -> Option<Option<String>> {
        match &draft.place {
            Some(name) if !name.is_empty() => Some(Some(name.clone())),
            named => {
                let back = named.is_some() || draft.reach;
                let same = draft
                    .points
                    .as_deref()
                    .filter(|w| *w != "country")
                    .and_then(|_| super::place::located_by(&clause.run, 0, draft.from, &super::place::WHERE))
                    .map(|p| p.name)
                    .filter(|n| !n.is_empty() && !state_name(n));
                let known = if back { same.or_else(|| self.pointed(draft.points.as_deref())) } else { None };
                let from_sentence = || {
                    (draft.extent.is_some() && back)
                        .then(|| super::place::located(&clause.run, 0, draft.from))
                        .flatten()
                        .map(|p| p.name)
                        .filter(|n| !n.is_empty())
                };
                let found = known.or_else(from_sentence);
                if draft.extent.is_some() && found.is_none() { None } else { Some(found) }
            }
        }
    }

    /// The last place named that a word can point to: a town for "the city", a wider one for "the region".
    fn pointed(&self, word: Option<&str>) -> Option<String> {
        match word {
            Some("city" | "town" | "village" | "capital" | "airport" | "base" | "airbase" | "settlement") => {
                self.town.clone().or_else(|| self.place.clone())
            }
            Some("country") => self.context.home_name(),
            None => self
                .near
                .1
                .clone()
                .filter(|p| !state_name(p))
                .or_else(|| self.topic.clone())
                .or_else(|| self.region.clone())
                .or_else(|| self.place.clone()),
            _ => self.region.clone().or_else(|| self.place.clone()),
        }
    }

    fn note_place(&mut self, place: &str) {
        let wide = ["region", "oblast", "province", "governorate", "state", "district"];
        let first = self.region.is_none();
        if wide.iter().any(|w| place.to_lowercase().contains(w)) {
            self.region = Some(place.to_owned());
        } else {
            if first {
                self.region = Some(place.to_owned());
            }
            if !state_name(place) {
                self.town = Some(place.to_owned());
            }
        }
        self.place = Some(place.to_owned());
    }

    fn actor_of(&self, clause: &Clause, draft: &Draft, side: Option<&str>, place: Option<&str>) -> Option<String> {
        let last = self.last_actor(clause, draft);
        let bare = draft.figure.is_some_and(|q| q.counted == Counted::Bare || clause.run.is(q.noun, Class::Loss));
        if draft.who.is_none() && draft.local && bare {
            let party = side.filter(|s| *s != "other");
            if draft.predicate == "captured" && party.is_some() {
                return self.context.opponent(party);
            }
            if place.is_none() && self.loss.is_some() {
                return self.loss.clone();
            }
        }
        if let Some(who) = &draft.who {
            return self.context.resolve(who, side, last.as_deref());
        }
        if draft.local {
            let of_place = place.and_then(|p| country(&clause.run, p));
            return of_place.or_else(|| country_named(&clause.run, draft)).or_else(|| self.context.home.clone());
        }
        let own = side.filter(|s| *s != "other").map(str::to_owned);
        if draft.predicate == "gained" { own.or(last) } else { last.or(own) }
    }

    /// The party named last before the draft, in its sentence or before.
    fn last_actor(&self, clause: &Clause, draft: &Draft) -> Option<String> {
        let before = clause.parties().iter().rev().filter(|p| p.to <= draft.anchor).find_map(|p| match &p.who {
            Who::Code(code) => Some(code.clone()),
            _ => None,
        });
        let pronoun = matches!(draft.who, Some(Who::Pronoun));
        let run = &clause.run;
        let leading = (0..draft.anchor.min(run.len()))
            .take(8)
            .find_map(|i| [Class::Group, Class::State, Class::Seat].iter().find_map(|&c| run.sense(i, c)));
        let leading = leading.map(|index| run.lexicon.named[index as usize].side.clone()).filter(|_| before.is_some());
        if pronoun { leading.or(before).or_else(|| self.actor.clone()) } else { self.actor.clone().or(before) }
    }

    fn remember(&mut self, clause: &Clause) {
        if let Some(code) =
            clause.parties().iter().find_map(|p| if let Who::Code(code) = &p.who { Some(code.clone()) } else { None })
        {
            self.actor = Some(code);
        }
        if let Some(place) = super::place::located(&clause.run, 0, clause.run.len()).filter(|p| !p.name.is_empty()) {
            self.note_place(&place.name);
        }
    }

    /// The day it is said to hold: a date of its own clause, else the day of speaking or publication for what is current.
    fn as_of(clause: &Clause, draft: &Draft, attribution: Option<&Attribution>, sentence: &Sentence) -> Option<String> {
        let spoken = attribution.and_then(|a| {
            clause
                .dates
                .iter()
                .find(|d| {
                    d.from.abs_diff(a.at) <= 4
                        && d.days.is_some_and(|x| x.kind == DateKind::Weekday || x.kind == DateKind::Day)
                })
                .and_then(|d| d.days)
        });
        let start = clause.clause_start(draft.anchor);
        let end = clause.clause_end(draft.to.max(draft.anchor + 1) - 1);
        let own = clause
            .dates
            .iter()
            .filter(|d| d.from >= start && d.from < end.max(draft.to))
            .filter(|d| d.from == 0 || !clause.run.one_of(d.from.wrapping_sub(1), &["since", "until"]));
        let own: Option<Days> = own.filter(|d| spoken.is_none_or(|s| d.days != Some(s))).find_map(|d| d.days);
        let lead = clause
            .dates
            .iter()
            .find(|d| d.from <= 2 && d.from + 6 < draft.anchor && d.days.is_some_and(|x| x.kind != DateKind::Weekday))
            .and_then(|d| d.days);
        own.or(lead).or(spoken).map(|d| d.edtf()).or_else(|| sentence.today.map(|d| d.to_string()))
    }
}

fn state_name(place: &str) -> bool {
    super::with_run(place, |r| r.len() == 1 && r.is(0, Class::State))
}

/// The place that a report is about: the one its title names, else the one it names most. A digest of several days is
/// about many.
fn topic(document: &Document) -> Option<String> {
    if document.sentences.windows(2).any(|w| w[0].today != w[1].today) {
        return None;
    }
    let title = document.article.meta.title.as_deref().unwrap_or("");
    let titled = super::with_run(title, |run| {
        super::place::located_by(run, 0, run.len(), &["in", "of", "from", "near", "on", "across"]).map(|p| p.name)
    });
    if let Some(name) = titled.filter(|n| !n.is_empty() && !state_name(n)) {
        return Some(name);
    }
    let mut counts: Vec<(String, usize)> = Vec::new();
    for sentence in &document.sentences {
        let run = document.run(sentence);
        let Some(place) =
            super::place::located(&run, 0, run.len()).filter(|p| !p.name.is_empty() && !state_name(&p.name))
        else {
            continue;
        };
        let key = place_key(&place.name);
        if let Some((_, count)) = counts.iter_mut().find(|(name, _)| place_key(name) == key) {
            *count += 1;
        } else if counts.len() < 200 {
            counts.push((place.name, 1));
        }
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).filter(|(_, count)| *count > 1).map(|(name, _)| name)
}

/// The state in which a place lies: as the text says, else as the gazetteer does.
fn country(run: &Run, place: &str) -> Option<String> {
    let named = super::with_run(place, |r| side_in(r, 0, r.len())).filter(|s| is_state(s));
    let after = (0..run.len()).find(|&k| run.slice(k, (k + 4).min(run.len())).starts_with(place)).and_then(|k| {
        let near = k..(k + 10).min(run.len());
        near.filter(|&i| run.is(i, Class::State))
            .map(|i| run.lexicon.named[run.sense(i, Class::State).unwrap_or(0) as usize].side.clone())
            .next()
    });
    let looked_up = || {
        let words: Vec<&str> = place.split([' ', ',']).filter(|w| w.starts_with(char::is_uppercase)).collect();
        gazetteer::country(&words.join(" ")).or_else(|| words.iter().find_map(|w| gazetteer::country(w)))
    };
    named.or_else(|| looked_up().map(str::to_owned)).or(after)
}

/// A state named after the claim.
fn country_named(run: &Run, draft: &Draft) -> Option<String> {
    let state = |i: usize| run.sense(i, Class::State).map(|v| run.lexicon.named[v as usize].side.clone());
    (draft.to..run.len()).filter(|&i| run.one_of(i, &["in", ",", "of"])).find_map(|i| state(i + 1))
}

fn repeated(headline: &Claim, body: &Claim) -> bool {
    let number = headline.low.is_some() && headline.low == body.low && headline.unit == body.unit;
    let key = |c: &Claim| c.place.as_deref().map(place_key).unwrap_or_default();
    let (short, long) = (key(headline), key(body));
    let place = short == long || !short.is_empty() && long.starts_with(&short);
    let same = headline.low.is_none() && body.low.is_none() && headline.predicate == body.predicate;
    number || same && headline.actor == body.actor && place
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The innermost speaker of what stands at an atom.
fn speaker_of(said: &[Attribution], anchor: usize) -> Option<&Attribution> {
    let covers = |a: &&Attribution| a.from <= anchor && anchor < a.to;
    let before = said.iter().filter(covers).filter(|a| !a.after && a.at <= anchor).max_by_key(|a| a.at);
    before.or_else(|| said.iter().filter(covers).filter(|a| a.after).min_by_key(|a| a.at.abs_diff(anchor)))
}

type Printed = (Option<f64>, Option<f64>, Option<Unit>, Hedge);

fn value(run: &Run, figure: Option<&Quantity>) -> Option<Printed> {
    let Some(q) = figure else { return Some((None, None, None, Hedge::None)) };
    let unit = match q.counted {
        Counted::Measure(unit) => Unit::named(&run.lexicon.units[unit].name)?,
        Counted::Settlements => Unit::Settlements,
        Counted::Persons | Counted::Bare => Unit::Persons,
    };
    Some((Some(q.low.value), Some(q.high.value), Some(unit), q.hedge))
}

/// Whether "all" is of things in a place and not of the place: "lost all its vehicles in Kursk".
fn of_things(run: &Run) -> bool {
    let text = run.slice(0, run.len()).to_lowercase();
    ["lost all its ", "lost all their ", "lost all of its ", "lost all of their "]
        .iter()
        .any(|words| text.contains(words))
}

/// Whether a sentence calls something untrue.
fn doubted(run: &Run) -> bool {
    const WORDS: [&str; 14] = [
        "untrue",
        "false",
        "falsely",
        "fake",
        "lie",
        "lies",
        "lied",
        "baseless",
        "fabricated",
        "disinformation",
        "contrary",
        "fiction",
        "hoax",
        "misinformation",
    ];
    (0..run.len()).any(|k| {
        run.one_of(k, &WORDS) && !run.one_of(k + 1, &["flag", "start", "alarm"])
            || run.word(k, "not") && run.word(k + 1, "true")
    })
}

fn restated(clause: &Clause, q: &Quantity) -> Vec<Value> {
    let pairs = clause.pairs.iter().filter(|p| p.first.number == q.number);
    pairs
        .filter_map(|p| {
            let unit = Unit::named(&clause.run.lexicon.units[p.second.unit()?].name)?;
            Some(Value { low: p.second.low.value, high: p.second.high.value, unit })
        })
        .collect()
}

/// The clause that the claim stands in, in bytes.
fn span(clause: &Clause, draft: &Draft) -> (usize, usize) {
    let run = &clause.run;
    let mut from = draft.from.min(clause.clause_start(draft.from).max(draft.from.saturating_sub(12)));
    while from < draft.from && (run.any(from, Class::Conjunction.bit()) || run.mark(from, ',') || run.quote(from)) {
        from += 1;
    }
    let to = draft.to.min(run.len());
    let end = run
        .atoms
        .get(to)
        .filter(|_| run.mark(to, ')') || run.mark(to, ']'))
        .map_or(run.at(to.wrapping_sub(1)).end, |a| a.end);
    (run.at(from).start as usize, end as usize)
}

/// The atoms that lie within these bytes.
fn within(run: &Run, (start, end): (usize, usize)) -> std::ops::Range<usize> {
    let from = run.atoms.partition_point(|a| (a.start as usize) < start);
    from..run.atoms.partition_point(|a| a.end as usize <= end).max(from)
}

/// Institutions by their head word, in text order, so that "the ministry" can point back.
fn institutions(document: &Document, context: &mut Context) {
    for sentence in &document.sentences {
        let run = document.run(sentence);
        for i in 0..run.len() {
            if !run.any(i, any_of(&[Class::Institution, Class::Force])) {
                continue;
            }
            let mut start = i;
            while start > 0
                && i - start < 6
                && (run.any(
                    start.wrapping_sub(1),
                    any_of(&[
                        Class::State,
                        Class::Demonym,
                        Class::Seat,
                        Class::Genitive,
                        Class::Group,
                        Class::Institution,
                    ]),
                ) || run.at(start.wrapping_sub(1)).capital
                    && !run.any(start.wrapping_sub(1), any_of(&[Class::Determiner, Class::Preposition])))
            {
                start -= 1;
            }
            let side = side_in(&run, start, i + 4)
                .filter(|_| start < i || run.any(i + 2, any_of(&[Class::State, Class::Demonym])));
            let Some(side) = side else { continue };
            let end = if start == i { (i + 3).min(run.len()) } else { i + 1 };
            let name = run.slice(start, end).to_owned();
            let head = run.text(i).rsplit(' ').next().unwrap_or_default().to_lowercase();
            let ministry = name.to_lowercase().contains("ministry").then(|| "ministry".to_owned());
            context
                .institutions
                .push((ministry.unwrap_or(head), Speaker { name, side: Some(side), titles: Vec::new() }));
        }
    }
}
