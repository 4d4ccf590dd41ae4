//! Accounts: all that one side says of a topic, taken together.
//!
//! For each day on which something is said there are three variables: taken, taken back, held; held = taken − taken back.
//! What was taken and what was taken back never shrink. A share ties taken back to taken. Each claim bounds one variable by
//! its hard reading. What follows for a day is what propagation leaves ([`system`]).
//!
//! One assumption is made, and named wherever something rests on it: after the last total that an account gives for what was
//! taken, no more was taken. It is dropped where it makes an account impossible.

pub mod losses;
mod misprint;
pub mod statement;
pub mod system;

use super::interval::Interval;
use super::maps::Maps;
use crate::extract::Side;
use crate::record::Id;
use crate::record::utterance::Utterance;
use crate::record::view::{Stated, View};
use jiff::civil::Date;
pub use misprint::Why;
use statement::{Topic, What};
use std::collections::{BTreeMap, BTreeSet};
use system::{OPEN, Relation, System, UNIT, Var, WHOLE};

/// One statement of an account, with its carriers.
#[derive(Clone, Debug)]
pub struct Statement<'a> {
    /// The claim in its first carrier.
    pub stated: &'a Stated,
    /// Articles that carry it, and independent reports among them.
    pub carriers: (usize, usize),
    /// The day on which it is said to hold.
    pub day: Date,
    /// What it says.
    pub what: What,
}

/// All that one side says of a topic.
#[derive(Clone, Debug)]
pub struct Account<'a> {
    /// The party's code, or the name of a speaker who speaks for none.
    pub side: String,
    /// Its name for people.
    pub name: String,
    /// Its statements, in order of day and content.
    pub statements: Vec<Statement<'a>>,
}

/// What follows from an account for a day.
#[derive(Clone, Debug)]
pub struct Follows {
    /// Square kilometres held.
    pub held: Interval,
    /// The statements that it rests on: their numbers in the account.
    pub from: Vec<usize>,
    /// What had to be assumed, in words.
    pub assumed: Option<String>,
}

/// A claim that no account takes, since its report has another figure for it.
#[derive(Clone, Debug)]
pub struct Aside<'a> {
    /// What both are about.
    pub topic: Topic,
    /// The claim that is set aside.
    pub stated: &'a Stated,
    /// The one that the account takes.
    pub taken: &'a Stated,
    /// Why it is that one.
    pub why: Why,
}

/// Accounts by topic, and the statements that have no day.
#[derive(Clone, Debug, Default)]
pub struct Accounts<'a> {
    /// The accounts of each topic, in order of side.
    pub of: BTreeMap<Topic, Vec<Account<'a>>>,
    /// Claims about a topic that no day can be told for.
    pub undated: Vec<(Topic, &'a Stated)>,
    /// Claims about a topic in a text's own voice: nobody's account.
    pub voiceless: Vec<(Topic, &'a Stated)>,
    /// Claims that leave open of which day they are, or whether they are totals.
    pub unclear: Vec<(Topic, &'a Stated)>,
    /// What sides say of people who were lost or fled.
    pub losses: BTreeMap<losses::Group, Vec<losses::Line<'a>>>,
    /// Claims whose figure is another one in the report's other carriers, or was corrected.
    pub misprinted: Vec<Aside<'a>>,
}

impl<'a> Accounts<'a> {
    /// Sorts utterances into accounts; those that no carrier was read for with enough certainty stay out.
    pub fn read(view: &'a View, utterances: &[Utterance<'a>], maps: &Maps) -> Self {
        let (mut out, mut found) = (Self::default(), BTreeMap::<(Topic, String), Account>::new());
        let misprints = misprint::misprints(view, utterances);
        for (number, utterance) in utterances.iter().enumerate() {
            let Some(stated) = utterance.certain() else { continue };
            let published = view.article_of(&stated.claim).and_then(|a| a.day());
            if let Some((group, line)) = losses::line(view, stated, maps, published) {
                if !misprints.contains_key(&number) {
                    out.losses.entry(group).or_default().push(line);
                }
                continue;
            }
            let Some((topic, what)) = statement::read(&stated.claim, maps) else { continue };
            let instead = misprints.get(&number).and_then(|(taken, why)| Some((utterances[*taken].certain()?, *why)));
            if let Some((taken, why)) = instead {
                out.misprinted.push(Aside { topic, stated, taken, why });
                continue;
            }
            let Some((side, name)) = side_of(view, &stated.claim, maps) else {
                out.voiceless.push((topic, stated));
                continue;
            };
            let Some(day) = statement::day(&stated.claim, published) else {
                out.undated.push((topic, stated));
                continue;
            };
            let carriers = (utterance.claims.len(), utterance.reports.len());
            let account = found.entry((topic, side.clone()));
            let account = account.or_insert_with(|| Account { side, name, statements: Vec::new() });
            account.statements.push(Statement { stated, carriers, day, what });
        }
        for ((topic, _), mut account) in found {
            let unclear = account.settle();
            out.unclear.extend(unclear.into_iter().map(|s| (topic.clone(), s.stated)));
            if !account.statements.is_empty() {
                out.of.entry(topic).or_default().push(account);
            }
        }
        out
    }
}

/// Whose account a claim belongs to, as key and name: its party's, or its speaker's own where they speak for no party.
pub fn side_of(view: &View, claim: &crate::record::body::Claim, maps: &Maps) -> Option<(String, String)> {
    let asserter = claim.asserter.as_deref()?;
    match claim.side.as_ref().and_then(Side::party) {
        Some(party) => Some((party.to_owned(), maps.name(party).to_owned())),
        None => Some((view.identity.speaker(asserter), asserter.to_owned())),
    }
}

/// Variables of one day.
#[derive(Clone, Copy)]
struct Day {
    taken: Var,
    back: Var,
    held: Var,
}

/// A system of one or several accounts about one topic.
struct Model {
    system: System,
    days: BTreeMap<Date, Day>,
}

impl Model {
    /// The structure over some days: stocks, and flows that never shrink.
    fn over(days: impl Iterator<Item = Date>) -> Self {
        let mut system = System::default();
        let mut variables = || Day { taken: system.variable(), back: system.variable(), held: system.variable() };
        let days: BTreeMap<Date, Day> = days.collect::<BTreeSet<_>>().into_iter().map(|d| (d, variables())).collect();
        let all: Vec<Day> = days.values().copied().collect();
        for day in &all {
            system.add(Relation::Sum(day.taken, day.back, day.held), None);
        }
        for pair in all.windows(2) {
            system.add(Relation::NotMore(pair[0].taken, pair[1].taken), None);
            system.add(Relation::NotMore(pair[0].back, pair[1].back), None);
        }
        Self { system, days }
    }

    /// Adds a statement; its interval may be widened by a share of its ends.
    fn say(&mut self, statement: &Statement, number: usize, slack: f64) {
        let day = self.days[&statement.day];
        let within = |variable, interval: &Interval| {
            // "Some" stays some.
            let low = interval.low * if interval.low < 0.01 { 1.0 } else { 1.0 - slack };
            let (low, high) = units(&Interval::new(low, interval.high * (1.0 + slack)));
            Relation::Within(variable, low, high)
        };
        let relation = match &statement.what {
            What::Taken(interval) => within(day.taken, interval),
            What::Back(interval) => within(day.back, interval),
            What::Held(interval) => within(day.held, interval),
            What::BackShare(share) => {
                let (low, high) = (share.low.max(0.0) / 100.0, (share.high / 100.0).min(1.0));
                let (low, high) = ((low * WHOLE as f64).floor() as i64, (high * WHOLE as f64).ceil() as i64);
                Relation::Share(day.back, day.taken, low, high)
            }
        };
        self.system.add(relation, Some(number));
    }
}

/// An interval in whole units, rounded outwards.
fn units(interval: &Interval) -> (i64, i64) {
    // A bound that is whole up to the error of binary fractions is whole.
    let near = |value: f64| ((value - value.round()).abs() < 1e-6).then_some(value.round());
    let (low, high) = (interval.low / UNIT, interval.high / UNIT);
    let low = (near(low).unwrap_or_else(|| low.floor()).max(0.0) as i64).min(OPEN);
    let high = if high < OPEN as f64 { near(high).unwrap_or_else(|| high.ceil()) as i64 } else { OPEN };
    (low, high)
}

/// A flow below that share of a total that was given before is no total but what was added.
const PART: f64 = 0.5;

impl<'a> Account<'a> {
    /// Puts statements in order, and takes out those that leave open what they count: two stocks of one day in one text that
    /// cannot both hold ("at its widest … today …"), and flows far below a total that was given before ("added 5 km²").
    pub fn settle(&mut self) -> Vec<Statement<'a>> {
        self.statements.sort_by(|a, b| place(a).cmp(&place(b)));
        let all = std::mem::take(&mut self.statements);
        let odd: Vec<bool> = all.iter().map(|s| torn(s, &all) || added(s, &all)).collect();
        let (mut kept, mut out) = (Vec::new(), Vec::new());
        all.into_iter().zip(odd).for_each(|(s, odd)| if odd { out.push(s) } else { kept.push(s) });
        self.statements = kept;
        out
    }
}

/// Where a statement stands. By day, text and place in it: ids come last, since they change with what the reader is made of.
fn place<'s>(s: &'s Statement) -> (Date, &'s Id, usize, usize, &'s Id) {
    let claim = &s.stated.claim;
    (s.day, &claim.article, claim.start, claim.end, &s.stated.id)
}

/// Whether the same text says otherwise of the same day.
fn torn(s: &Statement, all: &[Statement]) -> bool {
    let What::Held(held) = s.what else { return false };
    let same = |o: &&Statement| o.stated.claim.article == s.stated.claim.article && o.day == s.day;
    all.iter().filter(same).any(|o| matches!(o.what, What::Held(other) if !other.meets(&held)))
}

/// Whether a flow is far below a total of the same kind that was given before.
fn added(s: &Statement, all: &[Statement]) -> bool {
    let total = |what: &What| match what {
        What::Taken(i) => Some((0, *i)),
        What::Back(i) => Some((1, *i)),
        _ => None,
    };
    let Some((kind, now)) = total(&s.what) else { return false };
    let before = all.iter().filter(|o| o.day <= s.day).filter_map(|o| total(&o.what)).filter(|(k, _)| *k == kind);
    before.into_iter().any(|(_, then)| now.high < then.low * PART)
}

impl Account<'_> {
    /// The account with only what was said of days up to one.
    fn model(&self, day: Date) -> Model {
        let before = self.statements.iter().filter(|s| s.day <= day);
        let mut model = Model::over(before.clone().map(|s| s.day).chain([day]));
        for (number, statement) in self.statements.iter().enumerate().filter(|(_, s)| s.day <= day) {
            model.say(statement, number, 0.0);
        }
        model
    }

    /// Smallest sets of its own statements up to a day that cannot all hold.
    pub fn conflicts(&self, day: Date) -> Vec<BTreeSet<usize>> {
        self.model(day).system.conflicts()
    }

    /// What follows for a day; `None` where nothing does, or the account contradicts itself.
    pub fn follows(&self, day: Date) -> Option<Follows> {
        let mut model = self.model(day);
        let plain = model.system.solve().ok()?;
        let last = self.statements.iter().rev().find(|s| s.day <= day && matches!(s.what, What::Taken(_)));
        let assumption = self.statements.len();
        let mut assumed = None;
        if let Some(last) = last.filter(|last| last.day < day) {
            let (then, now) = (model.days[&last.day], model.days[&day]);
            model.system.add(Relation::NotMore(now.taken, then.taken), Some(assumption));
            assumed = Some(format!("no more was taken after {}", last.day));
        }
        let left = model.system.solve().unwrap_or(plain);
        let held = &left[model.days[&day].held];
        if held.low() <= 0 && held.high() >= OPEN {
            return None;
        }
        let from = held.sources();
        let assumed = assumed.filter(|_| from.contains(&assumption));
        let high = if held.high() >= OPEN { f64::INFINITY } else { held.high() as f64 * UNIT };
        let interval = Interval::new(held.low() as f64 * UNIT, high);
        Some(Follows { held: interval, from: from.into_iter().filter(|s| *s != assumption).collect(), assumed })
    }
}

/// Sides measure ground on their own maps: figures of two of them within so much of each other do not exclude each other.
const APART: f64 = 0.05;

/// Smallest sets of statements of several accounts up to a day that cannot all hold; accounts that contradict themselves
/// are left out. As numbers of account and statement.
pub fn clashes(accounts: &[Account], day: Date) -> Vec<Vec<(usize, usize)>> {
    let sound: Vec<(usize, &Account)> =
        accounts.iter().enumerate().filter(|(_, a)| a.conflicts(day).is_empty()).collect();
    let said: Vec<(usize, usize, &Statement)> = sound
        .iter()
        .flat_map(|(at, account)| account.statements.iter().enumerate().map(|(number, s)| (*at, number, s)))
        .filter(|(_, _, s)| s.day <= day)
        .collect();
    let mut model = Model::over(said.iter().map(|(_, _, s)| s.day));
    for (source, (_, _, statement)) in said.iter().enumerate() {
        model.say(statement, source, APART);
    }
    let named = |set: BTreeSet<usize>| set.into_iter().map(|s| (said[s].0, said[s].1)).collect();
    model.system.conflicts().into_iter().map(named).collect()
}
