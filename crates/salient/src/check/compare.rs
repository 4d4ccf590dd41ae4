//! Accounts beside maps, for one topic and one day: each side's figure with its definition, what follows that nobody said,
//! which readings are compatible, and which statements cannot all hold.

use super::account::statement::{Topic, What};
use super::account::{Account, Accounts, Aside, Statement, Why, clashes};
use super::context::{amount_of, claimed};
use super::interval::Interval;
use super::maps::{Maps, Seen};
use crate::extract::Side as Party;
use crate::record::Id;
use crate::record::view::{Stated, View};
use jiff::civil::Date;
use serde::Serialize;

/// A statement is taken to stand for so many days; then it is history.
pub const STANDS: i64 = 45;

/// A statement as comparisons show it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Said {
    /// The claim's id.
    pub claim: Id,
    /// What is claimed, in short: "UA holds > 420 km²".
    pub claimed: String,
    /// The figure in its own words and unit: "> 420 km²".
    pub figure: String,
    /// Taken, taken back, held, or a share taken back.
    pub of: &'static str,
    /// Affirmed or denied.
    pub polarity: crate::extract::Polarity,
    /// Who says it.
    pub speaker: Option<String>,
    /// The party spoken for.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub side: Option<Party>,
    /// The day on which it is said to hold.
    pub day: String,
    /// The quote.
    pub quote: String,
    /// What the words can mean, in square kilometres held or taken; in percent for a share.
    pub hard: Option<Interval>,
    /// What a reader takes them to mean.
    pub soft: Option<Interval>,
    /// The article it was first carried by.
    pub article: String,
    /// That article's day of publication.
    pub published: Option<String>,
    /// Articles that carry it.
    pub carriers: usize,
    /// Independent reports among them.
    pub reports: usize,
}

/// A side's figure for the day.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Figure {
    /// What is counted, in words.
    pub definition: String,
    /// Square kilometres; no upper bound is `null`.
    pub hard: Interval,
    /// What a reader takes the words to mean; the same as `hard` for what follows.
    pub soft: Interval,
    /// The statements that it rests on.
    pub from: Vec<Id>,
    /// What had to be assumed.
    pub assumed: Option<String>,
    /// Days since the newest of the statements.
    pub age: i64,
}

/// One side.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Side {
    /// The party's code; `other` for a speaker who speaks for none.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub side: Party,
    /// Its name for people.
    pub name: String,
    /// What it says is held, where it said so in the last 45 days.
    pub says: Option<Figure>,
    /// What follows from all that it said, whether it said it or not.
    pub implies: Option<Figure>,
    /// Sets of its own statements that cannot all hold.
    pub conflicts: Vec<Vec<Id>>,
    /// All that it said up to the day.
    pub statements: Vec<Said>,
}

impl Side {
    /// What follows from its statements, where that is another figure than the one it says: to a reader two ranges are one
    /// when their ends are within a square kilometre.
    pub fn follows(&self) -> Option<&Figure> {
        let near = |x: f64, y: f64| x == y || (x - y).abs() <= 1.0;
        let alike = |a: &Interval, b: &Interval| near(a.low, b.low) && near(a.high, b.high);
        self.implies.as_ref().filter(|f| self.says.as_ref().is_none_or(|s| !alike(&s.hard, &f.hard)))
    }
}

/// What one source's map shows.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Mapped {
    /// The source.
    pub source: String,
    /// Its name for people.
    pub name: String,
    /// The map's time.
    pub snapshot: String,
    /// Held, square kilometres.
    pub held: f64,
    /// Its pieces.
    pub pieces: u32,
    /// Of unknown status, square kilometres.
    pub unknown: f64,
    /// Held and unknown, overlaps counted once.
    pub held_with_unknown: f64,
    /// When the source last changed anything there.
    pub last_edit: Option<String>,
    /// The last map before that one, where there are days between the two: the edit fell somewhere in them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_edit_after: Option<String>,
    /// Whom to name.
    pub attribution: String,
}

/// Whether two readings fit.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Fit {
    /// Whose figure, and which.
    pub a: String,
    /// What it is compared with: another side's figure, or a reading of a map.
    pub b: String,
    /// "fits", "fits at the edge of its words", "exceeds", "falls short of".
    pub verdict: &'static str,
    /// Whether both can be true as read.
    pub compatible: bool,
    /// Days between the newest statement of the figure and the day of the map or of the other figure.
    pub days: i64,
}

/// A comparison.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Comparison {
    /// The case.
    pub case: Option<String>,
    /// The region's code and name.
    pub region: [String; 2],
    /// Who holds ground there that is not their own: code and name.
    pub holder: [String; 2],
    /// The day.
    pub on: String,
    /// The sides, parties first.
    pub sides: Vec<Side>,
    /// The maps.
    pub maps: Vec<Mapped>,
    /// Sources that have maps of the day, and draw no ground of the holder there.
    pub silent: Vec<String>,
    /// Which readings are compatible.
    pub fits: Vec<Fit>,
    /// Smallest sets of statements of several sides that cannot all hold.
    pub clashes: Vec<Vec<Id>>,
    /// Statements about the topic for which no day can be told.
    pub undated: Vec<Said>,
    /// Statements about it that leave open of which day they are, or whether they are totals.
    pub unclear: Vec<Said>,
    /// Figures that the report's other carriers print otherwise: they are not charged to the speaker.
    pub misprinted: Vec<Misprint>,
    /// Statements about it in a text's own voice, which are nobody's account.
    pub voiceless: usize,
}

/// A figure that some carriers of a report print, and the one that the speaker's account takes.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Misprint {
    /// The statement with the figure that was set aside.
    pub aside: Said,
    /// The statement with the figure that the account takes.
    pub taken: Said,
    /// Why it is that one.
    pub why: Why,
}

fn misprinted(view: &View, accounts: &Accounts, maps: &Maps, topic: &Topic) -> Vec<Misprint> {
    let about = accounts.misprinted.iter().filter(|a| a.topic == *topic);
    let told = |a: &Aside| {
        Some(Misprint { aside: said(view, a.stated, maps)?, taken: said(view, a.taken, maps)?, why: a.why })
    };
    about.filter_map(told).collect()
}

/// Compares for one topic and day.
pub fn compare(view: &View, accounts: &Accounts, maps: &Maps, topic: &Topic, on: Date) -> Comparison {
    let none = Vec::new();
    let of = accounts.of.get(topic).unwrap_or(&none);
    let region = salient_map::region::by_code(&topic.region);
    let seen = region.as_ref().map(|r| maps.seen(r, &topic.holder, on)).unwrap_or_default();
    let mapped: Vec<Mapped> = seen.iter().map(|s| mapped(s, maps)).collect();
    let mut sides: Vec<Side> = of.iter().filter_map(|a| side(view, a, maps, on)).collect();
    sides.sort_by_key(|s| (s.side.clone(), s.name.clone()));
    let fits = fits(&sides, &mapped, on);
    let silent = silent(maps, &mapped, on);
    let ids = |set: Vec<(usize, usize)>| set.into_iter().map(|(a, s)| of[a].statements[s].stated.id.clone()).collect();
    let about = |list: &[(Topic, &Stated)]| list.iter().filter(|(t, _)| t == topic).count();
    let undated = accounts.undated.iter().filter(|(t, _)| t == topic);
    Comparison {
        case: maps.case.map(|c| c.name.clone()),
        region: [topic.region.clone(), region.as_ref().map_or_else(|| topic.region.clone(), |r| r.name.clone())],
        holder: [topic.holder.clone(), maps.name(&topic.holder).to_owned()],
        on: on.to_string(),
        clashes: clashes(of, on).into_iter().map(ids).collect(),
        undated: undated.filter_map(|(_, stated)| said(view, stated, maps)).collect(),
        unclear: accounts.unclear.iter().filter(|(t, _)| t == topic).filter_map(|(_, s)| said(view, s, maps)).collect(),
        misprinted: misprinted(view, accounts, maps, topic),
        voiceless: about(&accounts.voiceless),
        sides,
        maps: mapped,
        silent,
        fits,
    }
}

/// Sources whose maps of the day show nothing of the holder, so that their silence is told.
fn silent(maps: &Maps, mapped: &[Mapped], on: Date) -> Vec<String> {
    let atlas = maps.store.atlas();
    let Some(end) = salient_map::series::end(on) else { return Vec::new() };
    let others = atlas.terms.iter().filter(|(source, _)| !mapped.iter().any(|m| m.source == **source));
    others.filter(|(source, _)| atlas.as_of(source, end).is_some()).map(|(_, terms)| terms.title.clone()).collect()
}

fn mapped(seen: &Seen, maps: &Maps) -> Mapped {
    let terms = maps.store.atlas().terms.get(&seen.map.source);
    Mapped {
        source: seen.map.source.clone(),
        name: seen.source.to_owned(),
        snapshot: seen.map.stamp(),
        held: seen.held.area.km2(),
        pieces: seen.held.pieces,
        unknown: seen.unknown.area.km2(),
        held_with_unknown: seen.both.area.km2(),
        last_edit: seen.edit.as_ref().map(|e| e.since.strftime("%Y-%m-%d").to_string()),
        last_edit_after: seen.edit.and_then(|e| e.between()).map(|t| t.strftime("%Y-%m-%d").to_string()),
        attribution: terms.map(|t| t.attribution.clone()).unwrap_or_default(),
    }
}

fn side(view: &View, account: &Account, maps: &Maps, on: Date) -> Option<Side> {
    let up_to: Vec<&Statement> = account.statements.iter().filter(|s| s.day <= on).collect();
    if up_to.is_empty() {
        return None;
    }
    let id = |number: usize| account.statements[number].stated.id.clone();
    let conflicts: Vec<Vec<Id>> =
        account.conflicts(on).into_iter().map(|set| set.into_iter().map(id).collect()).collect();
    Some(Side {
        side: if maps.knows(&account.side) { Party::Party(account.side.clone()) } else { Party::Other },
        name: account.name.clone(),
        says: says(&up_to, on),
        implies: implies(account, on),
        conflicts,
        statements: up_to.iter().filter_map(|s| told(view, s)).collect(),
    })
}

/// The last figure for what is held, while it stands.
fn says(up_to: &[&Statement], on: Date) -> Option<Figure> {
    let stands = |s: &&&Statement| matches!(s.what, What::Held(_)) && age(s.day, on) <= STANDS;
    let last = up_to.iter().rev().find(stands)?;
    let What::Held(hard) = last.what else { return None };
    // "More than 400" has no upper end to compare with.
    let soft = if hard.high.is_finite() { soft_km2(last.stated).unwrap_or(hard) } else { hard };
    let definition = "held, as stated".to_owned();
    Some(Figure { definition, hard, soft, from: vec![last.stated.id.clone()], assumed: None, age: age(last.day, on) })
}

fn implies(account: &Account, on: Date) -> Option<Figure> {
    let follows = account.follows(on)?;
    let from: Vec<Id> = follows.from.iter().map(|n| account.statements[*n].stated.id.clone()).collect();
    let newest = follows.from.iter().map(|n| account.statements[*n].day).max()?;
    // What one statement about what is held says of its own day is no news.
    let flows = follows.from.iter().any(|n| !matches!(account.statements[*n].what, What::Held(_)));
    if !flows && follows.from.len() < 2 {
        return None;
    }
    let definition = "taken since the beginning less taken back".to_owned();
    let (hard, soft, assumed) = (follows.held, follows.held, follows.assumed);
    Some(Figure { definition, hard, soft, from, assumed, age: age(newest, on) })
}

fn age(day: Date, on: Date) -> i64 {
    i64::from(on.since(day).map_or(0, |span| span.get_days()))
}

fn soft_km2(stated: &Stated) -> Option<Interval> {
    let claim = &stated.claim;
    Some(claim.reading?.soft.scaled(claim.unit?.km2()?))
}

/// A statement as comparisons show it.
pub fn told(view: &View, statement: &Statement) -> Option<Said> {
    let (hard, soft) = match statement.what {
        What::Taken(i) | What::Back(i) | What::Held(i) => (i, soft_km2(statement.stated)),
        What::BackShare(i) => (i, statement.stated.claim.reading.map(|r| r.soft)),
    };
    let mut out = line(view, statement.stated, statement.what)?;
    (out.day, out.hard, out.soft) = (statement.day.to_string(), Some(hard), Some(soft.unwrap_or(hard)));
    (out.carriers, out.reports) = statement.carriers;
    Some(out)
}

fn said(view: &View, stated: &Stated, maps: &Maps) -> Option<Said> {
    let (_, what) = super::account::statement::read(&stated.claim, maps)?;
    line(view, stated, what)
}

fn line(view: &View, stated: &Stated, what: What) -> Option<Said> {
    let article = view.article_of(&stated.claim)?;
    let claim = &stated.claim;
    Some(Said {
        claim: stated.id.clone(),
        claimed: claimed(claim, str::to_owned),
        figure: amount_of(claim),
        of: what.name(),
        polarity: claim.polarity,
        speaker: claim.asserter.clone(),
        side: claim.side.clone(),
        day: String::new(),
        quote: claim.quote.clone(),
        hard: None,
        soft: None,
        article: article.label().to_owned(),
        published: article.day().map(str::to_owned),
        carriers: 1,
        reports: 1,
    })
}

/// Every side's figures against every map's readings, and against each other's.
fn fits(sides: &[Side], maps: &[Mapped], on: Date) -> Vec<Fit> {
    let figures: Vec<(String, &Figure)> = sides
        .iter()
        .flat_map(|s| {
            let says = s.says.iter().map(|f| (format!("{} says", s.name), f));
            says.chain(s.follows().map(|f| (format!("follows from {}", s.name), f)))
        })
        .collect();
    let mut out = Vec::new();
    for (a, figure) in &figures {
        for map in maps {
            let day = map.snapshot.get(..10).and_then(|d| d.parse::<Date>().ok());
            let days = day.map_or(0, |day| figure.age - age(day, on));
            out.push(Fit { days, ..against_map(a, figure, map) });
        }
    }
    for (at, (a, first)) in figures.iter().enumerate() {
        for (b, second) in figures[at + 1..].iter().filter(|(b, _)| owner(b) != owner(a)) {
            let verdict = verdict(&first.soft, &second.soft);
            let compatible = first.hard.meets(&second.hard);
            let verdict = if compatible && verdict != "fits" { "fits at the edge of its words" } else { verdict };
            let days = (first.age - second.age).abs();
            out.push(Fit { a: a.clone(), b: format!("what {b}"), verdict, compatible, days });
        }
    }
    out
}

fn owner(label: &str) -> &str {
    label.trim_start_matches("follows from ").trim_end_matches(" says")
}

fn against_map(a: &str, figure: &Figure, map: &Mapped) -> Fit {
    let around = |km2: f64| Interval::new(km2 * 0.99, km2 * 1.01);
    let (held, both) = (around(map.held), around(map.held_with_unknown));
    let band = Interval::new(held.low, both.high);
    let (verdict, reading, compatible) = if figure.soft.meets(&held) {
        ("fits", "held", true)
    } else if figure.soft.meets(&both) {
        ("fits", "held + unknown", true)
    } else if figure.soft.meets(&band) {
        ("fits", "held and some of the unknown", true)
    } else if figure.hard.meets(&band) {
        ("fits at the edge of its words", "held to held + unknown", true)
    } else if figure.hard.low > band.high {
        ("exceeds", "held + unknown", false)
    } else {
        ("falls short of", "held", false)
    };
    Fit { a: a.to_owned(), b: format!("{reading} on the map by {}", map.name), verdict, compatible, days: 0 }
}

fn verdict(a: &Interval, b: &Interval) -> &'static str {
    if a.meets(b) {
        "fits"
    } else if a.low > b.high {
        "exceeds"
    } else {
        "falls short of"
    }
}
