//! In a build without the feature `parquet`.

use super::{Column, NO_PARQUET, Piece, Value};

pub(super) fn write(_pieces: &[Piece], _about: &str) -> Result<Vec<u8>, String> {
    Err(NO_PARQUET.to_owned())
}

pub(super) fn table(_columns: &[Column], _rows: Vec<Vec<Value>>) -> Result<Vec<u8>, String> {
    Err(NO_PARQUET.to_owned())
}
