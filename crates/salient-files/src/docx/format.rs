//! The names of elements that tell how a document is put together.

/// What is deleted, moved away, or instruction to a program: no text of the document.
pub(super) const OUT: [&str; 7] = ["del", "moveFrom", "delText", "delInstrText", "instrText", "rt", "pPrChange"];

/// Elements of a run that stand for characters.
pub(super) const CHARACTERS: [(&str, &str); 6] =
    [("tab", "\t"), ("ptab", "\t"), ("br", "\n"), ("cr", "\n"), ("noBreakHyphen", "\u{2011}"), ("softHyphen", "")];

/// What was inserted: a run can be cut in two there, if what stands around it is cut with it.
pub(super) const INSERTIONS: [&str; 2] = ["ins", "moveTo"];

/// Formulas, which no comment can cut.
pub(super) const FORMULAS: [&str; 2] = ["oMath", "oMathPara"];

/// How the names of styles begin that tables of contents have: their lines repeat headings.
pub(super) const CONTENTS: [&str; 3] = ["TOC", "Contents", "TableofFigures"];

/// Parts that a document only refers to, and that are not read.
pub(super) const ELSEWHERE: [&str; 2] = ["altChunk", "subDoc"];

/// The first character of a font's own symbols: they are no letters.
pub(super) const SYMBOLS: u32 = 0xF000;
