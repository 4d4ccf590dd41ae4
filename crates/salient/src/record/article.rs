//! What an article says to the record: itself, where it came from, who read it, and its claims.

use super::body;
use super::{Batch, Id, Kind, Origin, Text};
use crate::extract::claim::Spans;
use crate::extract::confidence::rounded;
use crate::extract::{Claim, coverage::Coverage};
use crate::read::Article;

/// The run that this program's claims name.
pub fn run(rules: &str) -> body::Run {
    body::Run {
        tool: format!("salient {}", env!("CARGO_PKG_VERSION")),
        lexicon: crate::lexicon::digest()[..16].to_owned(),
        rules: rules.to_owned(),
        reader: Some(crate::extract::reader_version().to_owned()),
        against: None,
    }
}

/// The article as the record keeps it.
pub(super) fn article(article: &Article, text: &Text) -> body::Article {
    let meta = article.meta.clone();
    body::Article {
        text: text.hash.clone(),
        title: meta.title,
        // What is no date is in the problems that were told, and is not the article's day.
        published: meta.published.filter(|d| d.get(..10).is_some_and(|d| d.parse::<jiff::civil::Date>().is_ok())),
        url: meta.url,
        publisher: meta.publisher,
        byline: meta.byline,
        agency: meta.agency,
        corrects: crate::read::corrected::corrects(&article.text).map(str::to_owned),
    }
}

/// Adds what stands in an article, as a run read it, to what [`received`] says of it; gives the run's id.
pub fn statements(
    batch: &mut Batch,
    id: &Id,
    read: &Article,
    run: &body::Run,
    (claims, coverage): (&[Claim], &Coverage),
) -> Id {
    let run = batch.add(Kind::Run, run);
    let chain: Vec<String> = [&read.meta.publisher, &read.meta.agency].into_iter().flatten().cloned().collect();
    let mut points = Points::new(&read.text);
    for claim in claims {
        let span = (points.at(claim.bytes.0), points.at(claim.bytes.1));
        let mut made = body_of(claim, span, (id, &run), &chain, read.meta.published.as_deref());
        made.spans = claim.parts.moved(|byte| points.at(byte));
        batch.add(Kind::Claim, &made);
    }
    batch.add(
        Kind::Read,
        &body::Read {
            article: id.clone(),
            run: run.clone(),
            paragraphs: [coverage.read, coverage.paragraphs],
            figures: [coverage.figures, coverage.unknown.len()],
            claims: claims.len(),
        },
    );
    run
}

/// An article and where it came from, without what stands in it.
pub fn received(read: &Article, sha256: &str) -> (Batch, Id) {
    let mut batch = Batch::default();
    let text = Text::new(&read.text);
    let id = batch.add(Kind::Article, &article(read, &text));
    // A path says where somebody keeps their files; the name is enough. An address is kept whole.
    let web = read.name.contains("://");
    let name = if web { &read.name } else { read.name.rsplit(['/', '\\']).next().unwrap_or(&read.name) };
    batch
        .add(Kind::Received, &body::Received { article: id.clone(), name: name.to_owned(), sha256: sha256.to_owned() });
    batch.texts.push(text);
    (batch, id)
}

/// A claim as the record keeps it, but for where its parts stand.
pub fn body_of(
    claim: &Claim,
    span: (usize, usize),
    (article, run): (&Id, &Id),
    chain: &[String],
    published: Option<&str>,
) -> body::Claim {
    let c = claim.clone();
    let flow = !c.predicate.state();
    let mut chain = chain.to_vec();
    chain.extend(c.asserter.clone());
    body::Claim {
        article: article.clone(),
        run: run.clone(),
        start: span.0,
        end: span.1,
        quote: c.quote,
        predicate: c.predicate,
        actor: c.actor,
        place: c.place,
        low: c.low,
        high: c.high,
        unit: c.unit,
        hedge: c.hedge,
        // A figure beyond all measure has no reading, and JSON no word for it.
        reading: c.reading.filter(|r| r.hard.low.is_finite() && r.soft.low.is_finite()),
        of: c.of,
        extent: c.extent,
        restated: c.restated,
        event: c.as_of.clone().filter(|day| flow && day.contains('/')),
        // Somebody said it at a time that the text leaves open, up to the day of publication: EDTF's open interval.
        said: published.and_then(|d| d.get(..10)).filter(|_| c.asserter.is_some()).map(|d| format!("../{d}")),
        asserter: c.asserter,
        side: c.side,
        polarity: c.polarity,
        as_of: c.as_of,
        chain,
        confidence: Some(rounded(c.confidence)),
        tense: c.tense,
        total: c.total,
        again: c.again,
        people: c.people,
        whole: c.whole,
        kind: c.kind,
        spans: Spans::default(),
        origin: Origin::Machine,
    }
}

/// Bytes to code points, for questions that mostly go forward.
pub(crate) struct Points<'a> {
    text: &'a str,
    known: (usize, usize),
}

impl<'a> Points<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, known: (0, 0) }
    }

    pub(crate) fn at(&mut self, byte: usize) -> usize {
        let (from, points) = if byte >= self.known.0 { self.known } else { (0, 0) };
        self.known = (byte, points + self.text[from..byte].chars().count());
        self.known.1
    }
}
