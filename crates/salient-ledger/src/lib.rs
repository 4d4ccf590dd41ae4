//! Salient's record on disk. So far: geometry as a GeoPackage, which QGIS and GDAL open.

pub mod geopackage;
