//! In a build without the feature `pictures`.

pub(super) fn render(_svg: &str) -> Result<Vec<u8>, String> {
    Err(super::NONE.to_owned())
}
