//! Salient reads news reports about a conflict, extracts every claim about who holds, took or lost how much territory
//! (and troops, losses, displaced people), and checks what the figures say against each other.
//!
//! The stages are modules, and a stage uses only stages to its left: [`read`] → [`extract`] → [`record`] → [`check`] →
//! [`publish`].
//! [`lexicon`] holds the words that they share. Nothing here touches a disk, a clock or a network: what the library
//! sees is what it is handed.
//!
//! ```
//! let article = salient::read::text("note.txt", "Kyiv still controls over 420 square kilometers (261 square kilometers).");
//! let report = salient::check::article(&article, &salient::check::Options::default());
//! assert_eq!(report.findings[0].rule, "unit-mismatch");
//! ```

pub mod check;
pub mod extract;
pub mod lexicon;
pub mod publish;
pub mod read;
pub mod record;
