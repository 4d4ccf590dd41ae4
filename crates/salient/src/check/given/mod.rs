//! Claims from elsewhere: a person's, a spreadsheet's, a model's. They are taken exactly or not at all: the quote stands in
//! the recorded text word for word, the number and its unit stand in the quote, codes and words of fixed lists are known.
//! Whatever is refused is refused with its reason.

mod codes;
mod desk;
mod figure;
mod line;
mod near;
mod quote;

pub use codes::Codes;
pub use desk::{Desk, Taken, counted, dated};
pub use near::{did_you_mean, nearest};
