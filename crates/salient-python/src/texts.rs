//! The texts of a batch: which columns hold them and what is known beside them.

use crate::fault::Fault;
use crate::text::How;
use arrow_array::cast::AsArray;
use arrow_array::{Array, LargeStringArray, RecordBatch};
use arrow_cast::cast;
use arrow_schema::{DataType, Schema};
use salient::read::{Article, Meta};

/// The names of the columns, as they were asked for.
#[derive(Clone)]
pub(crate) struct Names {
    /// The texts.
    pub(crate) text: String,
    /// What each text is called.
    pub(crate) name: Option<String>,
    /// The days of publication.
    pub(crate) published: Option<String>,
    /// The titles.
    pub(crate) title: Option<String>,
    /// The addresses.
    pub(crate) url: Option<String>,
}

/// Where the columns are.
pub(crate) struct Found {
    text: usize,
    beside: [Option<usize>; 4],
}

impl Names {
    /// Finds them.
    ///
    /// # Errors
    /// One that was asked for is not there; those that are there are told.
    pub(crate) fn find(&self, schema: &Schema) -> Result<Found, Fault> {
        let there = |name: &str| schema.fields().iter().position(|field| field.name() == name);
        let needed = |name: &str, what: &str| {
            there(name).ok_or_else(|| {
                let all: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
                Fault::argument(format!(
                    "there is no column {name:?}; name the one with {what}: there are {}",
                    all.join(", ")
                ))
            })
        };
        let asked = [
            (&self.name, "name", "the names with name="),
            (&self.published, "published", "the days with published="),
            (&self.title, "title", "the titles with title="),
            (&self.url, "url", "the addresses with url="),
        ];
        let mut beside = [None; 4];
        for (place, (asked, usual, what)) in beside.iter_mut().zip(asked) {
            *place = asked.as_deref().map_or_else(|| Ok(there(usual)), |name| needed(name, what).map(Some))?;
        }
        Ok(Found { text: needed(&self.text, "the texts with text=")?, beside })
    }
}

/// The texts of one batch.
pub(crate) struct Texts {
    text: LargeStringArray,
    /// Names, days, titles, addresses.
    beside: [Option<LargeStringArray>; 4],
}

impl Texts {
    /// Those of a batch.
    ///
    /// # Errors
    /// A column is not there, or holds no text.
    pub(crate) fn of(batch: &RecordBatch, names: &Names) -> Result<Self, Fault> {
        let Found { text, beside } = names.find(&batch.schema())?;
        let [name, published, title, url] = beside.map(|at| at.map(|at| words(batch, at)).transpose());
        Ok(Self { text: words(batch, text)?, beside: [name?, published?, title?, url?] })
    }

    fn value(&self, which: usize, row: usize) -> Option<&str> {
        let column = self.beside[which].as_ref()?;
        column.is_valid(row).then(|| column.value(row))
    }

    /// What a text is called.
    pub(crate) fn name(&self, row: usize) -> String {
        self.value(0, row).map_or_else(|| format!("row {row}"), str::to_owned)
    }

    /// The article in a row.
    ///
    /// # Errors
    /// There is none, or it cannot be read.
    pub(crate) fn article(&self, row: usize, name: &str, how: &How) -> Result<Article, Fault> {
        if self.text.is_null(row) {
            return Err(Fault::not_read(format!("{name}: not read: there is no text")));
        }
        let [published, title, url] = [1, 2, 3].map(|which| self.value(which, row).map(str::to_owned));
        how.article(name, self.text.value(row), Meta { published, title, url, ..Meta::default() })
    }
}

/// A column as texts: days and numbers are written out, lists and bytes are refused.
fn words(batch: &RecordBatch, at: usize) -> Result<LargeStringArray, Fault> {
    let (column, schema) = (batch.column(at), batch.schema());
    let (kind, name) = (column.data_type(), schema.field(at).name());
    let refused = || Fault::argument(format!("the column {name:?} holds {kind}, and no text"));
    if !plain(kind) {
        return Err(refused());
    }
    Ok(cast(column, &DataType::LargeUtf8).map_err(|_| refused())?.as_string::<i64>().clone())
}

/// Whether a kind of value is a text, or is written as one in one way.
fn plain(kind: &DataType) -> bool {
    match kind {
        DataType::Dictionary(_, kind) => plain(kind),
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null => true,
        kind => kind.is_integer() || kind.is_temporal(),
    }
}
