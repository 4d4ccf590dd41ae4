//! A sentence made ready for the claim grammars: its figures, dates and parties, and who does what in it.

use super::atom::Run;
use super::date::Dated;
use super::party::{Party, Who, parties};
use super::quantity::Quantity;
use super::restated::Pair;
use crate::lexicon::{Class, Form, Frame, Verb, class::any_of};

/// A sentence with what was found in it.
pub struct Clause<'a> {
    /// Its atoms.
    pub run: Run<'a>,
    /// Its figures, dates left out.
    pub figures: Vec<Quantity>,
    /// Its restated figures.
    pub pairs: Vec<Pair>,
    /// Its dates.
    pub dates: Vec<Dated>,
    parties: std::cell::OnceCell<Vec<Party>>,
}

/// A verb in use.
#[derive(Clone, Copy)]
pub struct Use<'a> {
    /// Its atom.
    pub at: usize,
    /// Its entry.
    pub verb: &'a Verb,
    /// The object comes first: "were captured", "captured by".
    pub passive: bool,
    /// "capturing": the subject is the main clause's.
    pub ing: bool,
}

const NOUN_BEFORE: u64 = any_of(&[Class::Determiner, Class::Genitive, Class::Demonym]);
const LIGHT: u64 = any_of(&[Class::Adverb, Class::HedgeBefore]);

impl<'a> Clause<'a> {
    /// Prepares a sentence.
    pub fn new(run: Run<'a>, figures: Vec<Quantity>, pairs: Vec<Pair>, dates: Vec<Dated>) -> Self {
        Self { run, figures, pairs, dates, parties: std::cell::OnceCell::new() }
    }

    /// Its parties, found when first asked for.
    pub fn parties(&self) -> &[Party] {
        self.parties.get_or_init(|| parties(&self.run))
    }

    /// Every claim verb that is said to have happened: no plan, no question, no denial by "not".
    pub fn verbs(&self) -> Vec<Use<'a>> {
        (0..self.run.len()).filter_map(|i| self.verb_at(i)).collect()
    }

    /// The verb at an atom, read as in use or not at all.
    pub fn verb_at(&self, i: usize) -> Option<Use<'a>> {
        let value = self.run.sense(i, Class::Verb)?;
        let (verb, form) = self.run.lexicon.verb(value);
        let verb: &'a Verb = verb;
        if self.is_noun(i, form) || self.is_unreal(i, form, verb.frame) {
            return None;
        }
        let passive = self.is_passive(i, form, verb);
        if form & (Form::PAST | Form::THIRD | Form::ING | Form::BASE) == 0 && !passive && !self.perfect(i) {
            return None;
        }
        Some(Use { at: i, verb, passive, ing: form == Form::ING && !self.progressive(i) })
    }

    fn before(&self, i: usize) -> Option<usize> {
        (0..i).rev().find(|&k| {
            !self.run.any(k, LIGHT) || self.run.any(k, any_of(&[Class::Auxiliary, Class::Negation, Class::Preposition]))
        })
    }

    fn is_noun(&self, i: usize, form: u32) -> bool {
        let Some(before) = i.checked_sub(1) else { return false };
        // "reclaim lost territory", "the occupied land": a participle that describes.
        let describes = form & Form::PARTICIPLE != 0
            && self.run.any(i + 1, any_of(&[Class::Territory, Class::Place]))
            && self.run.any(before, any_of(&[Class::Determiner, Class::Verb, Class::Preposition, Class::Genitive]))
            && !self.run.any(before, Class::Auxiliary.bit());
        if describes {
            return true;
        }
        let noun_form = form & (Form::BASE | Form::THIRD) != 0 && form & Form::PAST == 0 || form == Form::ING;
        let led = self.run.any(before, NOUN_BEFORE) && !self.run.is(before, Class::Auxiliary)
            || self.run.is(before, Class::Preposition)
                && !self.run.word(before, "to")
                && form & (Form::BASE | Form::THIRD) != 0;
        let relative = self.run.one_of(before, &["that", "which", "who"]);
        let own_phrase = self.run.at(i).word == u32::MAX;
        let plural_actor = self.run.is(before, Class::Demonym) && self.run.text(before).ends_with('s');
        let compound = self.run.at(i).capital && self.run.at(before).capital && i > 1;
        (noun_form
            && led
            && !relative
            && !plural_actor
            && (!own_phrase || form == Form::BASE && self.run.is(before, Class::Genitive)))
            || compound && noun_form
    }

    fn perfect(&self, i: usize) -> bool {
        self.before(i).is_some_and(|b| self.run.one_of(b, &["has", "have", "had", "having", "’ve", "'ve"]))
    }

    fn progressive(&self, i: usize) -> bool {
        self.before(i).is_some_and(|b| self.run.is(b, Class::Be))
    }

    /// Plans, wishes, conditions, questions, failures and what is said not to have happened.
    fn is_unreal(&self, i: usize, form: u32, frame: Frame) -> bool {
        let mut k = i;
        let mut steps = 0;
        while k > 0 && steps < 6 {
            k -= 1;
            steps += 1;
            if self.run.any(k, any_of(&[Class::Modal, Class::Negation])) && !self.run.one_of(k, &["no", "none"]) {
                return true;
            }
            if self.run.word(k, "to") && form & Form::BASE != 0 {
                return !self.came_true(k, frame);
            }
            if !self.run.any(k, any_of(&[Class::Auxiliary, Class::Adverb])) {
                break;
            }
        }
        let conditional = (0..i).rev().take(14).any(|k| self.run.one_of(k, &["if", "unless", "whether"]));
        conditional
            || self.run.mark(self.run.len() - 1, '?')
            || form == Form::BASE
                && self.run.any(i.wrapping_sub(1), Class::Hypothetical.bit())
                && self.run.is(i.wrapping_sub(1), Class::EventOnset)
    }

    /// "managed to take", "forced 5,000 people to flee": the infinitive tells what happened.
    fn came_true(&self, to: usize, frame: Frame) -> bool {
        let moved = matches!(frame, Frame::Flee | Frame::Displace | Frame::Evacuate | Frame::Withdraw);
        let reach = if moved { 12 } else { 2 };
        (to.saturating_sub(reach)..to).any(|k| {
            self.run.is(k, Class::Achieved)
                && !self.run.any(k, Class::Hypothetical.bit())
                && (moved || !self.run.one_of(k, &["have", "has", "had"]))
        })
    }

    fn is_passive(&self, i: usize, form: u32, verb: &Verb) -> bool {
        if form & Form::PARTICIPLE == 0 || verb.lemma.starts_with("be ") {
            return false;
        }
        if let Some(before) = self.before(i) {
            if self.run.is(before, Class::Be) || self.run.one_of(before, &["left", "having been"]) {
                return true;
            }
            if self.run.one_of(before, &["has", "have", "had"]) {
                return false;
            }
            if self.run.word(before, "and") || self.run.mark(before, ',') {
                let again = (0..before).rev().take(14).find_map(|k| self.run.sense(k, Class::Verb).map(|_| k));
                if again.is_some_and(|k| self.verb_at(k).is_some_and(|u| u.passive)) && !self.object_follows(i) {
                    return true;
                }
            }
        }
        self.run.word(i + 1, "by")
            || (self.run.word(i + 1, "in") && !self.subject_near(i) && !matches!(verb.frame, Frame::Flee))
    }

    fn object_follows(&self, i: usize) -> bool {
        self.run.any(i + 1, any_of(&[Class::Determiner, Class::Place, Class::Site]))
            || self.run.atoms.get(i + 1).is_some_and(|a| a.capital)
    }

    fn subject_near(&self, i: usize) -> bool {
        self.parties().iter().any(|p| p.to <= i && i - p.to <= 2)
    }

    /// The end of the clause that an atom stands in: a conjunction that opens another clause, a semicolon, or the end.
    pub fn clause_end(&self, i: usize) -> usize {
        (i + 1..self.run.len()).find(|&k| self.breaks(k)).unwrap_or(self.run.len())
    }

    /// The start of the clause that an atom stands in.
    pub fn clause_start(&self, i: usize) -> usize {
        (0..i).rev().find(|&k| self.breaks(k)).map_or(0, |k| k + 1)
    }

    fn breaks(&self, k: usize) -> bool {
        let conjunction = self.run.is(k, Class::Clausal);
        if !conjunction && self.run.at(k).kind == super::token::Kind::Word {
            return false;
        }
        let comparative = self.run.one_of(k, &["as"])
            && (self.run.one_of(k + 1, &["well", "many", "much", "of"]) || self.run.is(k, Class::HedgeBefore));
        let dated = self.run.one_of(k, &["after", "before"]) && self.dates.iter().any(|d| d.from == k + 1);
        let relative = self.run.word(k, "that") && self.run.any(k + 1, any_of(&[Class::Auxiliary, Class::Verb]));
        conjunction && !comparative && !dated && !relative
            || self.run.mark(k, ';')
            || self.run.mark(k, ':') && k + 2 < self.run.len()
    }

    /// The party that does what the verb says.
    pub fn subject(&self, used: &Use) -> Option<&Party> {
        let start = if used.ing { 0 } else { self.sentence_part(used.at) };
        let candidates: Vec<&Party> =
            self.parties().iter().filter(|p| p.to <= used.at && p.from >= start && self.is_subject(p)).collect();
        if used.ing {
            return self.main_subject(used.at, &candidates);
        }
        let last = candidates.last().copied()?;
        Some(self.first_of_pair(last, &candidates))
    }

    /// "Kurdish fighters and Iraqi special forces have recaptured": the first named acts.
    fn first_of_pair<'b>(&self, last: &'b Party, candidates: &[&'b Party]) -> &'b Party {
        let before = candidates.iter().rev().find(|p| {
            p.to < last.from
                && (p.to..last.from).all(|k| {
                    self.run.word(k, "and") || self.run.any(k, Class::Determiner.bit()) || self.run.mark(k, ',')
                })
        });
        before
            .filter(|p| !matches!(p.who, Who::Pronoun | Who::Own) && !matches!(last.who, Who::Pronoun | Who::Own))
            .copied()
            .unwrap_or(last)
    }

    /// For "capturing …": whoever acts in the clause that it hangs on.
    fn main_subject<'b>(&'b self, at: usize, candidates: &[&'b Party]) -> Option<&'b Party> {
        let with = candidates
            .last()
            .filter(|p| at - p.to <= 1 || (p.from > 0 && self.run.word(p.from.wrapping_sub(1), "with")));
        let acting = candidates.iter().rev().find(|p| {
            (p.to..(p.to + 4).min(at)).any(|k| {
                self.run.any(k, any_of(&[Class::Verb, Class::Auxiliary]))
                    || self.run.text(k).ends_with("ed")
                    || self.run.text(k).ends_with('s') && !self.run.at(k).capital
            })
        });
        let ahead = (at..self.run.len()).take(14).find(|&k| self.run.mark(k, ',')).filter(|_| candidates.is_empty());
        let following = ahead.and_then(|comma| self.parties().iter().find(|p| p.from > comma && p.from <= comma + 4));
        with.or(acting).or(candidates.last()).copied().or(following)
    }

    fn sentence_part(&self, at: usize) -> usize {
        (0..at).rev().find(|&k| self.run.mark(k, ';')).map_or(0, |k| k + 1)
    }

    /// A party right after a preposition is no subject, but "by" and "with" bring in an agent.
    fn is_subject(&self, party: &Party) -> bool {
        let mut k = party.from;
        while k > 0
            && (self.run.any(k.wrapping_sub(1), Class::Determiner.bit())
                || !self.run.at(k.wrapping_sub(1)).capital && self.run.text(k.wrapping_sub(1)).contains('-')
                || self.run.text(k.wrapping_sub(1)).ends_with("-led")
                || self.run.text(k.wrapping_sub(1)).ends_with("-backed"))
        {
            k -= 1;
        }
        if k == 0 {
            return true;
        }
        let led = self.run.is(k.wrapping_sub(1), Class::Preposition)
            && !self.run.one_of(
                k.wrapping_sub(1),
                &["with", "after", "as", "before", "since", "that", "than", "while", "amid", "following", "until"],
            );
        let object = self.run.is(k.wrapping_sub(1), Class::Verb)
            && !self
                .run
                .any(k.wrapping_sub(1), any_of(&[Class::Speech, Class::Force, Class::Preposition, Class::Loss]))
            || !self.run.any(k.wrapping_sub(1), any_of(&[Class::Speech, Class::Title]))
                && self.run.text(k.wrapping_sub(1)).ends_with("ed")
                && self.run.mask(k.wrapping_sub(1)) == 0;
        !(led || object || self.run.is(k.wrapping_sub(1), Class::Genitive))
    }

    /// The party after "by", up to the end of the clause.
    pub fn agent(&self, at: usize) -> Option<&Party> {
        let end = self.clause_end(at).min(at + 14);
        let by = (at + 1..end).find(|&k| self.run.word(k, "by"))?;
        self.parties().iter().find(|p| p.from > by && p.from <= by + 3)
    }

    /// The party in a figure's own words: "594 Russian troops".
    pub fn party_within(&self, q: &Quantity) -> Option<Who> {
        let to = q.to.min(self.run.len());
        for i in q.number..to {
            for class in [Class::Group, Class::Demonym, Class::State] {
                if let Some(index) = self.run.sense(i, class) {
                    return Some(Who::Code(self.run.lexicon.named[index as usize].side.clone()));
                }
            }
        }
        let linked = (q.number..to).find_map(|i| {
            let (head, tail) = self.run.text(i).rsplit_once('-')?;
            let id = self.run.lexicon.word(&head.to_lowercase());
            let joined = ["affiliated", "linked", "allied", "led"].contains(&tail);
            joined.then(|| self.run.lexicon.sense(id, Class::Group)).flatten()
        });
        if let Some(index) = linked {
            return Some(Who::Code(self.run.lexicon.named[index as usize].side.clone()));
        }
        if (q.number..to).any(|i| self.run.one_of(i, &["enemy", "invaders", "occupiers", "attackers"])) {
            return Some(Who::Enemy);
        }
        let noun = |words: &[&str]| (q.number..to).any(|i| self.run.one_of(i, words));
        if noun(&[
            "rebels",
            "rebel",
            "militants",
            "insurgents",
            "gunmen",
            "jihadists",
            "guerrillas",
            "extremists",
            "separatists",
            "terrorists",
        ]) {
            return Some(Who::Rebels);
        }
        noun(&["government", "pro-government", "army", "regime"]).then_some(Who::Government)
    }

    /// The figure that starts at an atom, past small words.
    pub fn figure_from(&self, i: usize) -> Option<&Quantity> {
        self.figures.iter().find(|q| {
            q.number >= i
                && (i..q.number).all(|k| {
                    self.run.any(k, any_of(&[Class::HedgeBefore, Class::Determiner, Class::Adverb, Class::More]))
                        || self.run.quote(k)
                        || k >= q.from
                })
        })
    }
}
