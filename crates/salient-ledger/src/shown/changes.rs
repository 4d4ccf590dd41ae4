//! The tables of what people changed: corrections and merges, reviews.

use super::cell::{Cell, Kind};
use super::sheet::{Sheet, column};
use salient::record::{Id, View, body};

/// A correction or a merge.
enum Change<'v> {
    Correction(&'v Id, &'v body::Correction),
    Merge(&'v Id, &'v body::Merge),
}

impl<'v> Change<'v> {
    fn id(&self) -> &'v Id {
        match self {
            Self::Correction(id, _) | Self::Merge(id, _) => id,
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Self::Correction(_, c) if c.set.is_empty() => "withdrawal",
            Self::Correction(..) => "correction",
            Self::Merge(_, m) if m.same => "merge",
            Self::Merge(..) => "apart",
        }
    }

    fn correction(&self) -> Option<&'v body::Correction> {
        if let Self::Correction(_, c) = self { Some(c) } else { None }
    }

    fn merge(&self) -> Option<&'v body::Merge> {
        if let Self::Merge(_, m) = self { Some(m) } else { None }
    }

    fn reason(&self) -> &'v str {
        match self {
            Self::Correction(_, c) => &c.reason,
            Self::Merge(_, m) => &m.reason,
        }
    }
}

pub(super) fn corrections(view: &View) -> Sheet<'_> {
    use Kind::Text;
    let columns = vec![
        column("id", Text, "The entry: a hash of its content", |r: &Change| Cell::words(Some(&r.id().0))),
        column("kind", Text, "correction, withdrawal, merge (two names are one), apart (they are not)", |r| {
            Cell::words(Some(r.kind()))
        }),
        column(
            "corrects",
            Text,
            "What is corrected: `claims.id`, `articles.id`, or a correction; empty for a merge",
            |r| Cell::words(r.correction().map(|c| c.corrects.0.as_str())),
        ),
        column("changes", Text, "The fields that are set and their values, as JSON", |r| {
            let set = r.correction().filter(|c| !c.set.is_empty()).map(|c| serde_json::to_string(&c.set));
            Cell::told(set.and_then(Result::ok))
        }),
        column("names_of", Text, "What a merge names: speaker, place", |r| {
            Cell::words(r.merge().map(|m| m.what.as_str()))
        }),
        column("name", Text, "Of a merge, the name that stays", |r| {
            Cell::words(r.merge().map(|m| m.names[0].as_str()))
        }),
        column("other_name", Text, "Of a merge, the name that is read as it", |r| {
            Cell::words(r.merge().map(|m| m.names[1].as_str()))
        }),
        column("reason", Text, "Why", |r| Cell::words(Some(r.reason()))),
    ];
    let about = "What people know better: corrections, withdrawals and merges, which are applied in the other tables.";
    let rows = view.corrections.iter().map(|(id, c)| Change::Correction(id, c));
    Sheet::new("corrections", about, columns, rows.chain(view.merges.iter().map(|(id, m)| Change::Merge(id, m))))
}

pub(super) fn reviews(view: &View) -> Sheet<'_> {
    use Kind::Text;
    type Row = (Id, body::Review);
    let columns = vec![
        column("id", Text, "The review: a hash of its content", |r: &&Row| Cell::words(Some(&r.0.0))),
        column("claim", Text, "The claim: `claims.id`, unless it was rejected", |r| Cell::words(Some(&r.1.claim.0))),
        column("status", Text, "confirmed, rejected, or unreviewed again; of a claim the last one counts", |r| {
            Cell::told(Some(r.1.status))
        }),
        column("reviewer", Text, "Who says so", |r| Cell::words(Some(&r.1.reviewer))),
        column("reason", Text, "Why, if it was said", |r| {
            Cell::words(Some(r.1.reason.as_str()).filter(|w| !w.is_empty()))
        }),
    ];
    Sheet::new("reviews", "What reviewers think of claims, in the order of recording.", columns, view.reviews.iter())
}
