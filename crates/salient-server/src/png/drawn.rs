//! SVG to PNG, with a font that comes along: no machine's own fonts are used, so every machine draws the same.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Options, Tree};
use std::sync::{Arc, LazyLock};

/// Pixels of the image for one of the drawing, for drawings up to this width.
const SCALE: f32 = 2.0;
/// The widest image, in pixels.
const WIDEST: f32 = 2400.0;

static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    fonts.load_font_data(ttf_noto_sans::REGULAR.to_vec());
    fonts.set_sans_serif_family("Noto Sans");
    Arc::new(fonts)
});

/// Draws an SVG document, or says that it is none or has no size.
pub(super) fn render(svg: &str) -> Result<Vec<u8>, String> {
    let options = Options { fontdb: Arc::clone(&FONTS), font_family: "Noto Sans".to_owned(), ..Options::default() };
    let tree = Tree::from_str(svg, &options).map_err(|e| format!("the drawing: {e}"))?;
    let scale = SCALE.min(WIDEST / tree.size().width().max(1.0));
    let none = "the drawing has no size";
    let size = tree.size().to_int_size().scale_by(scale).ok_or(none)?;
    let mut image = Pixmap::new(size.width(), size.height()).ok_or(none)?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut image.as_mut());
    image.encode_png().map_err(|e| format!("the drawing: {e}"))
}
