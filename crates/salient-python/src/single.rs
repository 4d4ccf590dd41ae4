//! One text: `check` and `extract`.

use crate::atlas::Atlas;
use crate::case;
use crate::day::Day;
use crate::dicts::dicts;
use crate::fault::{Fault, guarded, warn};
use crate::ledger::Ledger;
use crate::pool::within;
use crate::rules::{options, share};
use crate::text::{How, Text};
use pyo3::prelude::*;
use salient::check::{Maps, Options, Report, against as held_against, article as alone};
use salient::extract::{Claim, Document};
use salient::read::{Article, Meta};

/// Reads one text and says what does not add up.
///
/// `text` is a `str`, or `bytes` as received (the encoding is told from them); a page is told from its first characters, or
/// by `format`: "auto", "text", "html", "markdown". `published` is the day of publication, a date or "YYYY-MM-DD": without
/// it, "on Friday" has no date. `language="any"` reads other languages than English all the same.
///
/// `select` adds rules that are off by default ("all" for all), `only` runs those rules alone, `ignore` leaves some out;
/// `rules()` lists them. Claims less certain than `min_confidence`, 0 to 1, are left out. With an `atlas`, claims are also
/// held against its maps, with a `ledger` against what is recorded; `case` names the conflict, for both.
///
/// Returns a dict (`salient.Report`): `findings`, `supported` (claims that a map supports), `unchecked` (claims about
/// ground that no map was held against, and why), `claims`, `coverage`, `problems` (what could not be read, in words: an
/// empty list of findings is no pass while there are any).
///
/// Raises `NotRead` where nothing could be read, and says why; `ArgumentError` for a rule or a case that there is not.
///
/// >>> import salient
/// >>> report = salient.check("Kyiv still controls over 420 square kilometers (261 square kilometers).")
/// >>> report["findings"][0]["rule"], report["findings"][0]["expected"]
/// ('unit-mismatch', '162 square miles')
/// >>> salient.check("Россия заявила о взятии села, сообщило министерство обороны.")
/// Traceback (most recent call last):
/// salient.errors.NotRead: <text>: not checked: the text is Russian, and only English is read (language="any" reads it all the same)
#[pyfunction]
#[pyo3(signature = (text, *, published=None, title=None, url=None, name="<text>", format="auto", language="en",
    select=vec![], only=vec![], ignore=vec![], min_confidence=0.1, atlas=None, ledger=None, case=None))]
#[allow(clippy::too_many_arguments, reason = "they are keywords in Python")]
pub(crate) fn check<'py>(
    py: Python<'py>,
    text: Text,
    published: Option<Day>,
    title: Option<String>,
    url: Option<String>,
    name: &str,
    format: &str,
    language: &str,
    select: Vec<String>,
    only: Vec<String>,
    ignore: Vec<String>,
    min_confidence: f64,
    atlas: Option<&Bound<'py, Atlas>>,
    ledger: Option<&Bound<'py, Ledger>>,
    case: Option<&str>,
) -> PyResult<Bound<'py, PyAny>> {
    let options = options(select, only, ignore, min_confidence)?;
    let how = How::new(format, language)?;
    let meta = Meta { published: published.map(|day| day.text), title, url, ..Meta::default() };
    let (atlas, ledger) = (atlas.map(Bound::get), ledger.map(Bound::get));
    let report = py.detach(|| {
        within(None, || guarded(name, || against(&article(&how, name, &text, meta)?, &options, atlas, ledger, case)))?
    })?;
    dicts(py, &report)
}

/// Reads one text and returns its claims, in text order, as a list of dicts (`salient.Claim`).
///
/// Arguments as for `check`. What could be read only in part is told by a `ReadWarning`; where nothing could be read,
/// `NotRead` is raised.
///
/// >>> import salient
/// >>> [claim] = salient.extract("Rebels captured the town of Tadef, Syria, the army said.")
/// >>> claim["predicate"], claim["place"], claim["asserter"]
/// ('gained', 'Tadef', 'army')
#[pyfunction]
#[pyo3(signature = (text, *, published=None, title=None, url=None, name="<text>", format="auto", language="en",
    min_confidence=0.1))]
#[allow(clippy::too_many_arguments, reason = "they are keywords in Python")]
pub(crate) fn extract<'py>(
    py: Python<'py>,
    text: Text,
    published: Option<Day>,
    title: Option<String>,
    url: Option<String>,
    name: &str,
    format: &str,
    language: &str,
    min_confidence: f64,
) -> PyResult<Bound<'py, PyAny>> {
    let how = How::new(format, language)?;
    let least = share(min_confidence)?;
    let meta = Meta { published: published.map(|day| day.text), title, url, ..Meta::default() };
    let (claims, problems) = py.detach(|| {
        within(None, || {
            guarded(name, || {
                let article = article(&how, name, &text, meta)?;
                Ok((claims(&article, least), article.problems))
            })
        })?
    })?;
    warn(py, name, &problems)?;
    dicts(py, &claims)
}

/// The claims of an article that are certain enough.
pub(crate) fn claims(article: &Article, least: f64) -> Vec<Claim> {
    let mut claims = Document::new(article).claims();
    claims.retain(|claim| claim.confidence >= least);
    claims
}

/// The article in a text from Python.
///
/// # Errors
/// It cannot be read.
pub(crate) fn article(how: &How, name: &str, text: &Text, meta: Meta) -> Result<Article, Fault> {
    match text {
        Text::Decoded(text) => how.article(name, text, meta),
        Text::Received(bytes) => how.received(name, bytes, meta),
    }
}

fn against(
    article: &Article,
    options: &Options,
    atlas: Option<&Atlas>,
    ledger: Option<&Ledger>,
    case: Option<&str>,
) -> Result<Report, Fault> {
    let case = case.map(case::load).transpose()?;
    if let Some(ledger) = ledger {
        return ledger.check(article, options, atlas, case.as_ref());
    }
    let Some(atlas) = atlas else { return Ok(alone(article, options)) };
    let store = atlas.store();
    let maps = Maps::new(&store, case.as_ref().map(|c| &c.case), case.as_ref().map(|c| &c.places));
    Ok(held_against(article, options, Some(&maps), None))
}
