//! What a rule sees: the article, its sentences and claims, and a place for its findings.

use super::arithmetic::Scene;
use super::finding::{Finding, Fix, Severity, Span};
use super::interval::Interval;
use super::known::{Own, Record};
use super::locate;
use super::maps::{Maps, days};
use crate::extract::atom::Run;
use crate::extract::quantity::{Hedge, Quantity};
use crate::extract::{Claim, Document, Extent, Predicate, Sentence, Unit};
use jiff::civil::Date;
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::rc::Rc;

/// The matter of a check.
pub struct Context<'a> {
    /// The article, read.
    pub document: &'a Document<'a>,
    /// Its claims, those that are certain enough to count.
    pub claims: &'a [Claim],
    /// Control maps, where there are any.
    pub maps: Option<&'a Maps<'a>>,
    /// What is recorded, where there is a record.
    pub record: Option<&'a Record<'a>>,
    /// What the article says, as the record would keep it; empty where there is no record.
    pub own: &'a Own,
    /// What was found so far.
    pub findings: Vec<Finding>,
    /// Claims that a map supports.
    pub supported: Vec<Finding>,
    /// Claims about ground that no map was held against, with the reason.
    pub unchecked: Vec<Finding>,
    /// The ids of the claims that maps were held against.
    pub weighed: BTreeSet<String>,
    /// First bytes of the figures that rules held against others.
    pub looked: BTreeSet<usize>,
    /// The amounts of every sentence, once a rule has asked for them.
    pub(super) scenes: OnceCell<Rc<[Scene<'a>]>>,
}

/// What a rule found, before it gets its place in the text.
pub struct Draft {
    /// The rule's name.
    pub rule: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// The sentence for the user.
    pub message: String,
    /// What the other figures call for.
    pub expected: String,
    /// The arithmetic.
    pub basis: String,
    /// What replaces the figure, if one thing can.
    pub fix: Option<String>,
}

impl<'a> Context<'a> {
    /// Adds a finding about the atoms `from..to` of a sentence, resting on other stretches.
    pub fn report(
        &mut self,
        sentence: &Sentence,
        atoms: (usize, usize),
        draft: Draft,
        related: &[(&Sentence, usize, usize, &str)],
    ) {
        let (from, to) = self.bytes(sentence, atoms.0, atoms.1);
        if self.findings.iter().any(|f| f.rule == draft.rule && f.from < to && from < f.to) {
            return;
        }
        let related = related.iter().map(|(s, a, b, label)| self.span(s, *a, *b, label)).collect();
        self.bytes_found((from, to), draft, related);
    }

    /// Notes that figures, by the atoms of their numbers, were held against each other.
    pub fn look(&mut self, sentence: &Sentence, figures: &[&Quantity]) {
        let run = self.document.run(sentence);
        self.looked.extend(figures.iter().map(|q| run.at(q.number).start as usize));
    }

    fn bytes_found(&mut self, (from, to): (usize, usize), draft: Draft, related: Vec<Span>) {
        let article = self.document.article;
        let (start, end, place) = (article.point(from), article.end_point(to), article.place(from, to));
        let found = article.text[from..to].to_owned();
        // A piece that the page breaks up by tags cannot be replaced in one go.
        let source = article.source(from, to);
        let whole = !source.is_empty() && !source.contains('<');
        let found_markup = found.contains(['*', '_', '[', ']', '<', '\n']);
        self.findings.push(Finding {
            rule: draft.rule,
            severity: draft.severity,
            message: draft.message,
            document: article.name.clone(),
            start,
            end,
            quote: found.clone(),
            expected: draft.expected,
            found,
            related,
            basis: draft.basis,
            // Markup inside the figure would be lost with it.
            fix: draft.fix.filter(|_| whole && !found_markup).map(|replacement| Fix { start, end, replacement }),
            line: place.line,
            part: article.part(from),
            place,
            from,
            to,
        });
    }

    /// The sentence in which a claim begins, and its number.
    pub fn sentence_of(&self, claim: &Claim) -> Option<(&'a Sentence, usize)> {
        locate::sentence_of(self.document, claim)
    }

    /// The figure of a claim and the sentence that it stands in.
    pub fn placed(&self, claim: &Claim) -> Option<(&'a Sentence, Quantity)> {
        locate::figure_of(self.document, claim)
    }

    /// The figure of a claim.
    pub fn quantity(&self, claim: &Claim) -> Option<Quantity> {
        self.placed(claim).map(|(_, q)| q)
    }

    /// The last day on which a claim is said to hold: its own, or else the day of publication.
    pub fn last_day(&self, claim: &Claim) -> Option<Date> {
        claim.as_of.as_deref().and_then(days).map(|(_, last)| last).or(self.document.today)
    }

    /// Adds a finding about a claim: its figure, or where it has none, its quote.
    pub fn report_claim(&mut self, claim: &Claim, draft: Draft) {
        if let Some((sentence, q)) = self.placed(claim) {
            return self.report(sentence, (q.from, q.to), draft, &[]);
        }
        self.bytes_found(claim.bytes, draft, Vec::new());
    }

    /// Notes that a map supports a claim.
    pub fn support(&mut self, claim: &Claim, draft: Draft) {
        let told = self.aside(claim, Draft { severity: Severity::Note, ..draft });
        self.supported.extend(told);
    }

    /// Notes why no map was held against a claim.
    pub fn leave(&mut self, claim: &Claim, draft: Draft) {
        let told = self.aside(claim, draft);
        self.unchecked.extend(told);
    }

    /// A finding about a claim that is none of the findings.
    fn aside(&mut self, claim: &Claim, draft: Draft) -> Vec<Finding> {
        let before = self.findings.len();
        self.report_claim(claim, draft);
        self.findings.split_off(before)
    }

    /// Notes that a map was held against a claim, whatever came of it.
    pub fn weigh(&mut self, claim: &Claim) {
        self.weighed.insert(claim.id.clone());
    }

    /// The bytes of atoms in the clean text.
    pub fn bytes(&self, sentence: &Sentence, from: usize, to: usize) -> (usize, usize) {
        let run = self.document.run(sentence);
        let last = to.clamp(from + 1, run.len()) - 1;
        (run.at(from).start as usize, run.at(last).end as usize)
    }

    fn span(&self, sentence: &Sentence, from: usize, to: usize, label: &str) -> Span {
        let (from, to) = self.bytes(sentence, from, to);
        let article = self.document.article;
        Span {
            start: article.point(from),
            end: article.end_point(to),
            quote: article.text[from..to].to_owned(),
            label: label.to_owned(),
            part: article.part(from),
            place: article.place(from, to),
            from,
            to,
        }
    }
}

/// A figure as messages print it: grouped thousands, at most `places` decimals.
///
/// ```
/// assert_eq!(salient::check::context::figure(1268.04, 1), "1,268");
/// assert_eq!(salient::check::context::figure(63.17, 1), "63.2");
/// ```
pub fn figure(value: f64, places: usize) -> String {
    let text = format!("{:.*}", places, value.abs());
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let rest = rest.trim_end_matches('0');
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if value < 0.0 { "−" } else { "" };
    if rest.is_empty() { format!("{sign}{grouped}") } else { format!("{sign}{grouped}.{rest}") }
}

/// A claim's figure: "> 420 km²", "10,000–12,000 persons", or its extent: "all".
pub fn amount(low: Option<f64>, high: Option<f64>, unit: Option<Unit>, hedge: Hedge, extent: Option<Extent>) -> String {
    let Some(low) = low else { return extent.map_or("", Extent::name).to_owned() };
    let sign = match hedge {
        Hedge::None => "",
        Hedge::About => "~ ",
        Hedge::MoreThan => "> ",
        Hedge::LessThan => "< ",
        Hedge::Nearly => "nearly ",
        Hedge::AtLeast => "≥ ",
        Hedge::UpTo => "≤ ",
    };
    let high = high.filter(|h| *h != low).map(|h| format!("–{}", figure(h, 2))).unwrap_or_default();
    let unit = unit.map_or("", Unit::symbol);
    format!("{sign}{}{high} {unit}", figure(low, 2))
}

/// The figure of a recorded claim.
pub fn amount_of(claim: &crate::record::body::Claim) -> String {
    amount(claim.low, claim.high, claim.unit, claim.hedge, claim.extent)
}

/// What is claimed, in short: "UA holds > 420 km²". What happened to a party's people is not what it did: "RU, displaced: ≥
/// 10,000 persons". `name` says what a party is called.
pub fn claimed(claim: &crate::record::body::Claim, name: impl Fn(&str) -> String) -> String {
    let (who, amount) = (claim.actor.as_deref().map_or_else(|| "somebody".to_owned(), name), amount_of(claim));
    match claim.predicate {
        Predicate::Captured => format!("{who}, taken prisoner: {amount}"),
        of if of.people() => format!("{who}, {of}: {amount}"),
        does => format!("{who} {does} {amount}"),
    }
}

/// A value to about as many digits as the figure that it is compared with.
pub fn like(value: f64, model: f64) -> String {
    let size = value.abs().max(1e-12).log10().floor() as i32;
    let digits = model.abs().max(1.0).log10().floor() as i32 + 1;
    let places = (digits.clamp(2, 4) - 1 - size).clamp(0, 3) as usize;
    figure(value, places)
}

/// An interval as messages print it.
pub fn range(interval: &Interval, places: usize) -> String {
    match (interval.low > 0.0, interval.high.is_finite()) {
        (_, true) if figure(interval.low, places) == figure(interval.high, places) => figure(interval.low, places),
        (_, true) => format!("{}–{}", figure(interval.low, places), figure(interval.high, places)),
        (true, false) => format!("more than {}", figure(interval.low, places)),
        (false, false) => "any value".to_owned(),
    }
}

/// A quantity in its own words.
pub fn words<'a>(run: &Run<'a>, q: &Quantity) -> &'a str {
    let minus = usize::from(q.low.value < 0.0 && q.number > 0);
    run.slice(q.number - minus, q.to)
}
