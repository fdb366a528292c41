//! An SVG document as a PNG picture, drawn by resvg.

use super::font::{REGULAR, SEMI_BOLD};
use super::theme;
use anyhow::Context;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use std::sync::LazyLock;

/// The typefaces, read once; nothing is taken from the machine.
static OPTIONS: LazyLock<Options<'static>> = LazyLock::new(|| {
    let mut options = Options::default();
    let fonts = options.fontdb_mut();
    fonts.load_font_data(REGULAR.to_vec());
    fonts.load_font_data(SEMI_BOLD.to_vec());
    options
});

/// Draws the document at its own size.
pub(super) fn draw(document: &str) -> anyhow::Result<Vec<u8>> {
    let tree = Tree::from_str(document, &OPTIONS).context("hình SVG không hợp lệ")?;
    let mut picture =
        Pixmap::new(theme::WIDTH, theme::HEIGHT).context("không đủ bộ nhớ để vẽ hình")?;
    resvg::render(&tree, Transform::default(), &mut picture.as_mut());
    picture.encode_png().context("không ghi được hình PNG")
}
