//! The page and the API of Salient: a record that people look at.

pub mod png;
