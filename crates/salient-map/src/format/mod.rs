//! File formats that more than one part needs; each reads bytes into polygons and properties, or writes them.

pub(crate) mod flatgeobuf;
pub(crate) mod kml;
pub(crate) mod kmz;
pub(crate) mod lua;
