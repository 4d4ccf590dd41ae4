//! Control maps: who held what, when, how many square kilometres.

pub mod area;
pub mod atlas;
pub mod control;
mod error;
pub mod region;
pub mod report;
pub mod shape;
pub mod source;
pub mod tally;

pub use area::{Area, Geodesy};
pub use atlas::{Atlas, Snapshot, Store};
pub use control::{Control, Status};
pub use error::Error;
pub use region::Region;
pub use report::Report;
pub use shape::{Bounds, Position, Shape};
pub use source::Import;
pub use tally::Tally;
