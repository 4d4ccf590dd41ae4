//! Pictures as PNG, or why this build draws none.

#[cfg_attr(not(feature = "pictures"), path = "none.rs")]
mod drawn;

/// Whether this build draws pictures: whether the feature `pictures` is on.
pub const DRAWS: bool = cfg!(feature = "pictures");

/// What is said where no picture is drawn.
pub const NONE: &str = "this build has no PNG: take the SVG, or build with the feature `pictures`";

/// Draws an SVG document.
///
/// # Errors
/// The document is no SVG, or has no size; or this build [draws](DRAWS) none, which [`NONE`] says.
///
/// ```
/// let drawn = salient_server::png::render("<svg xmlns='http://www.w3.org/2000/svg' width='2' height='2'/>");
/// assert_eq!(drawn.is_ok(), salient_server::png::DRAWS);
/// ```
pub fn render(svg: &str) -> Result<Vec<u8>, String> {
    drawn::render(svg)
}
