//! Control maps: who held what, when, how many square kilometres.

pub mod area;
pub mod atlas;
pub mod case;
pub mod change;
pub mod control;
pub mod differ;
mod error;
pub mod export;
mod format;
mod part;
pub mod pieces;
pub mod plot;
pub mod region;
pub mod report;
pub mod series;
pub mod shape;
mod sliver;
pub mod source;
pub mod stale;
pub mod tally;

pub use area::{Area, Geodesy};
pub use atlas::{Atlas, Snapshot, Store};
pub use case::Case;
pub use control::{Control, Status};
pub use error::Error;
pub use region::Region;
pub use report::Report;
pub use shape::{Bounds, Position, Shape};
pub use source::Import;
pub use tally::Tally;
