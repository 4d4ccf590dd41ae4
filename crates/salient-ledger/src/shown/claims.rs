//! The table of claims: one row for each carrier of each claim that stands.

use super::cell::{Cell, Kind};
use super::names::Names;
use super::sheet::{Column, Sheet, column};
use salient::check::maps::days;
use salient::extract::attributes::People;
use salient::extract::{Side, Unit};
use salient::record::View;
use salient::record::view::{Article, Stated};

/// A claim with what its names stand for.
struct Row<'v> {
    view: &'v View,
    names: &'v Names,
    stated: &'v Stated,
}

impl<'v> Row<'v> {
    fn article(&self) -> Option<&'v Article> {
        self.view.article_of(&self.stated.claim)
    }

    fn reading(&self, of: fn(&salient::extract::interval::Reading) -> f64) -> Cell {
        Cell::number(self.stated.claim.reading.as_ref().map(of))
    }

    /// The printed figure in square kilometres, where it measures ground.
    fn km2(&self, figure: Option<f64>) -> Cell {
        Cell::number(figure.zip(self.stated.claim.unit.and_then(Unit::km2)).map(|(figure, km2)| figure * km2))
    }
}

pub(super) fn sheet<'v>(view: &'v View, names: &'v Names) -> Sheet<'v> {
    let about = "Who says what of whom, how much, where, when: a row for each article that carries a claim. Corrections and \
                 merges are applied; what was withdrawn or rejected is not here.";
    let rows = view.claims.iter().map(move |stated| Row { view, names, stated });
    let columns = [what(), figures(), who(), times(), standing()].into_iter().flatten().collect();
    Sheet::new("claims", about, columns, rows)
}

fn what<'v>() -> Vec<Column<Row<'v>>> {
    use Kind::Text;
    vec![
        column("id", Text, "The claim: a hash of its content as it was first recorded", |r| {
            Cell::words(Some(&r.stated.id.0))
        }),
        column("article", Text, "The article: `articles.id`", |r| Cell::words(Some(&r.stated.claim.article.0))),
        column("quote", Text, "The words of the text", |r| Cell::words(Some(&r.stated.claim.quote))),
        column(
            "predicate",
            Text,
            "What is claimed: holds, gained, lost (ground), advanced (a distance), deployed, killed, wounded, captured, casualties, displaced (people)",
            |r| Cell::told(Some(r.stated.claim.predicate)),
        ),
        column("polarity", Text, "affirm, or deny", |r| {
            let deny = r.stated.claim.polarity == salient::extract::Polarity::Deny;
            Cell::words(Some(if deny { "deny" } else { "affirm" }))
        }),
        column(
            "actor",
            Text,
            "Who holds, took, lost; whose people: the ISO 3166-1 code of a state and its forces, or a group's usual name",
            |r| Cell::words(r.stated.claim.actor.as_deref()),
        ),
        column("place", Text, "Where, in the text's words", |r| Cell::words(r.stated.claim.place.as_deref())),
        column("place_name", Text, "The same place as the record names it most, spellings and merges applied", |r| {
            Cell::told(r.stated.claim.place.as_deref().and_then(|name| r.names.place(r.view, name)))
        }),
        column("extent", Text, "How much of the place, where there is no number: all, part, none", |r| {
            Cell::told(r.stated.claim.extent)
        }),
    ]
}

fn figures<'v>() -> Vec<Column<Row<'v>>> {
    use Kind::{Number, Text, Truth};
    vec![
        column("low", Number, "The number as printed, in `unit`; the lower end of a range", |r| {
            Cell::number(r.stated.claim.low)
        }),
        column("high", Number, "The same, or the upper end of a range, in `unit`", |r| {
            Cell::number(r.stated.claim.high)
        }),
        column("unit", Text, "What is counted: km2, mi2, ha, percent, settlements, km, mi, m, persons", |r| {
            Cell::told(r.stated.claim.unit)
        }),
        column("low_km2", Number, "`low` in square kilometres, where it measures ground", |r| {
            r.km2(r.stated.claim.low)
        }),
        column("high_km2", Number, "`high` in square kilometres, where it measures ground", |r| {
            r.km2(r.stated.claim.high)
        }),
        column(
            "hedge",
            Text,
            "How the number is bounded: none, about, more_than, less_than, nearly, at_least, up_to",
            |r| Cell::told(serde_json::to_value(r.stated.claim.hedge).ok().as_ref().and_then(|v| v.as_str())),
        ),
        column("hard_low", Number, "The least that the words can mean, in `unit`", |r| r.reading(|x| x.hard.low)),
        column("hard_high", Number, "The most that the words can mean, in `unit`; empty where they set no end", |r| {
            r.reading(|x| x.hard.high)
        }),
        column("soft_low", Number, "The least that a reader takes them to mean, in `unit`", |r| {
            r.reading(|x| x.soft.low)
        }),
        column(
            "soft_high",
            Number,
            "The most that a reader takes them to mean, in `unit`; empty where there is no end",
            |r| r.reading(|x| x.soft.high),
        ),
        column("share_of", Text, "For a share, its whole in the text's words", |r| {
            Cell::words(r.stated.claim.of.as_deref())
        }),
        column("total", Truth, "The figure is a running total, and not what was added in a stretch of time", |r| {
            Cell::Truth(r.stated.claim.total)
        }),
        column("again", Truth, "The ground was taken back", |r| Cell::Truth(r.stated.claim.again)),
        column("people", Text, "Which people it counts, where its words tell: forces, civilians", |r| {
            Cell::told(r.stated.claim.people.map(People::name))
        }),
    ]
}

fn who<'v>() -> Vec<Column<Row<'v>>> {
    use Kind::Text;
    vec![
        column("asserter", Text, "Who says it, as the text names them; empty for the text's own voice", |r| {
            Cell::words(r.stated.claim.asserter.as_deref())
        }),
        column("speaker", Text, "The same as the record names them most, spellings and merges applied", |r| {
            Cell::told(r.stated.claim.asserter.as_deref().and_then(|name| r.names.speaker(r.view, name)))
        }),
        column("side", Text, "The party spoken for: its code, or `other`", |r| {
            Cell::words(r.stated.claim.side.as_ref().map(Side::as_str))
        }),
        column("chain", Text, "Who passed it on, the outlet first, set apart by ` ← `", |r| {
            Cell::told(Some(r.stated.claim.chain.join(" ← ")).filter(|c| !c.is_empty()))
        }),
    ]
}

fn times<'v>() -> Vec<Column<Row<'v>>> {
    use Kind::{Day, Moment, Text};
    vec![
        column("as_of", Text, "When it is said to hold, as EDTF: a day, month, year or interval", |r| {
            Cell::words(r.stated.claim.as_of.as_deref())
        }),
        column("as_of_first", Day, "The first day of `as_of`", |r| {
            Cell::day(r.stated.claim.as_of.as_deref().and_then(days).map(|(first, _)| first))
        }),
        column("as_of_last", Day, "The last day of `as_of`", |r| {
            Cell::day(r.stated.claim.as_of.as_deref().and_then(days).map(|(_, last)| last))
        }),
        column("tense", Text, "How its words place it in time: stands, happened, past", |r| {
            Cell::told(r.stated.claim.tense)
        }),
        column("published", Day, "The day on which the article was published", |r| {
            Cell::day(r.article().and_then(Article::date))
        }),
        column("recorded", Moment, "When the claim was recorded", |r| Cell::moment(&r.stated.recorded)),
    ]
}

fn standing<'v>() -> Vec<Column<Row<'v>>> {
    use Kind::{Number, Text, Truth, Whole};
    vec![
        column(
            "confidence",
            Number,
            "How probable it is that all of this is what the text says, 0 to 1; empty where it was not told",
            |r| Cell::number(r.stated.claim.confidence),
        ),
        column(
            "counts",
            Truth,
            "It counts in checks, accounts and answers: certain enough and no proposal, or confirmed",
            |r| Cell::Truth(r.stated.counts()),
        ),
        column("origin", Text, "Who made it out of the text: machine, person, `proposed by NAME`", |r| {
            Cell::told(Some(&r.stated.claim.origin))
        }),
        column(
            "review",
            Text,
            "What its last reviewer thought: unreviewed, confirmed (rejected claims are not here)",
            |r| Cell::told(Some(r.stated.status())),
        ),
        column("reviewer", Text, "Who that was", |r| Cell::words(r.stated.reviewer())),
        column("corrections", Whole, "How many corrections are applied: see `corrections`", |r| {
            Cell::count(r.stated.corrected.len())
        }),
        column("start", Whole, "Where the quote begins, in code points of the article's text, from 0", |r| {
            Cell::count(r.stated.claim.start)
        }),
        column("end", Whole, "One past its last code point", |r| Cell::count(r.stated.claim.end)),
        column("reader", Text, "What read it, with its version", |r| Cell::words(r.view.reader_of(&r.stated.claim))),
    ]
}
