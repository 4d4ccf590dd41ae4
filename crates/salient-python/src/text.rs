//! One text from Python: a string or bytes in any encoding, plain, Markdown or a page, and what is known beside it.

use crate::fault::Fault;
use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};
use salient::read::{self, Article, Format, Meta, kind, language};

/// The greatest text that is read, in bytes: offsets are 32 bits wide.
const LIMIT: usize = 1 << 31;

/// A text as it was handed over.
#[derive(FromPyObject)]
pub(crate) enum Text {
    /// Decoded.
    #[pyo3(transparent)]
    Decoded(PyBackedStr),
    /// As received; the encoding is told from the bytes.
    #[pyo3(transparent)]
    Received(PyBackedBytes),
}

/// How a text is to be read.
#[derive(Clone, Debug)]
pub(crate) struct How {
    /// The form; told from the text where it is `None`.
    pub(crate) format: Option<Format>,
    /// Read other languages than English all the same.
    pub(crate) any_language: bool,
}

/// The names of the forms.
const FORMATS: [(&str, Option<Format>); 4] =
    [("auto", None), ("text", Some(Format::Text)), ("html", Some(Format::Html)), ("markdown", Some(Format::Markdown))];
/// The names of what is done with other languages, and whether they are read.
const LANGUAGES: [(&str, bool); 2] = [("en", false), ("any", true)];

/// The value that goes by a name.
///
/// # Errors
/// No value has that name; the names are told.
pub(crate) fn named<T: Clone>(what: &str, asked: &str, all: &[(&str, T)]) -> Result<T, Fault> {
    let names = || all.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    let found = all.iter().find(|(name, _)| *name == asked);
    found
        .map(|(_, value)| value.clone())
        .ok_or_else(|| Fault::argument(format!("{what}={asked:?} is none of {}", names())))
}

impl How {
    /// From the words that Python uses.
    ///
    /// # Errors
    /// A word is not known.
    pub(crate) fn new(format: &str, language: &str) -> Result<Self, Fault> {
        Ok(Self { format: named("format", format, &FORMATS)?, any_language: named("language", language, &LANGUAGES)? })
    }

    /// The article in a decoded text.
    ///
    /// # Errors
    /// The text is too long, or in a language that is not read.
    pub(crate) fn article(&self, name: &str, text: &str, meta: Meta) -> Result<Article, Fault> {
        if text.len() >= LIMIT {
            return Err(Fault::not_read(format!("{name}: not read: larger than 2 GiB; split it")));
        }
        let format = self.format.unwrap_or_else(|| Format::detect("", text));
        self.in_language(format.read(name, text, meta))
    }

    /// The article in bytes.
    ///
    /// # Errors
    /// They are no text, or as for a decoded one.
    pub(crate) fn received(&self, name: &str, bytes: &[u8], meta: Meta) -> Result<Article, Fault> {
        if let Some(kind) = kind::foreign(bytes) {
            return Err(Fault::not_read(format!("{name}: not read: {}; {}", kind.name, kind.hint)));
        }
        let (text, problems) = read::encoding::decode(bytes);
        let mut article = self.article(name, &text, meta)?;
        article.problems.extend(problems);
        Ok(article)
    }

    fn in_language(&self, article: Article) -> Result<Article, Fault> {
        match language::other(&article.text).filter(|_| !self.any_language) {
            Some(other) => Err(Fault::not_read(format!(
                "{}: not checked: the text is {other}, and only English is read (language=\"any\" reads it all the same)",
                article.name
            ))),
            None => Ok(article),
        }
    }
}
