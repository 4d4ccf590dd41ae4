//! Where a piece stands in a file that has pages or paragraphs, and no lines that anybody sees.

use serde::Serialize;
use std::fmt;

/// What the parts of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum PartKind {
    /// A page.
    Page,
    /// A paragraph of the running text; empty ones are not counted.
    Paragraph,
    /// A table.
    Table,
    /// A note at the foot of a page.
    Footnote,
    /// A note at the end.
    Endnote,
    /// A box of text that stands beside the running text.
    TextBox,
    /// What stands above every page.
    Header,
    /// What stands below every page.
    Footer,
}

impl PartKind {
    /// Its name in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Paragraph => "paragraph",
            Self::Table => "table",
            Self::Footnote => "footnote",
            Self::Endnote => "endnote",
            Self::TextBox => "text box",
            Self::Header => "header",
            Self::Footer => "footer",
        }
    }
}

/// A part of a file.
///
/// ```
/// use salient::read::part::{Part, PartKind};
/// assert_eq!(Part::new(PartKind::Page, 3).to_string(), "page 3");
/// assert_eq!(Part { row: Some(2), ..Part::new(PartKind::Table, 1) }.to_string(), "table 1, row 2");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Which one of its kind, from 1.
    pub number: u32,
    /// The row of a table, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
}

impl Part {
    /// The part of a kind with a number from 1.
    pub fn new(kind: PartKind, number: u32) -> Self {
        Self { kind, number, row: None }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind.name(), self.number)?;
        self.row.map_or(Ok(()), |row| write!(f, ", row {row}"))
    }
}
