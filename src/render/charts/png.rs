//! An SVG document as a PNG picture, drawn by resvg.

use super::font::{REGULAR, SEMI_BOLD};
use super::theme;
use anyhow::Context;
use png::{BitDepth, ColorType, DeflateCompression, Encoder, EncodingError, Filter};
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
    // plotters places rectangles on whole pixels: their edges need no smoothing, which costs more than all else of them.
    let crisp = document.replace("<rect ", "<rect shape-rendering=\"crispEdges\" ");
    let tree = Tree::from_str(&crisp, &OPTIONS).context("hình SVG không hợp lệ")?;
    let mut picture =
        Pixmap::new(theme::WIDTH, theme::HEIGHT).context("không đủ bộ nhớ để vẽ hình")?;
    resvg::render(&tree, Transform::default(), &mut picture.as_mut());
    encoded(&picture).context("không ghi được hình PNG")
}

/// A picture without see-through places, packed quickly: a run draws dozens.
fn encoded(picture: &Pixmap) -> Result<Vec<u8>, EncodingError> {
    let points = picture.data().chunks_exact(4);
    let mut colours = vec![0; points.len() * 3];
    for (colour, point) in colours.chunks_exact_mut(3).zip(points) {
        colour.copy_from_slice(&point[..3]);
    }
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, picture.width(), picture.height());
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    // Areas of one colour are packed best as they are.
    encoder.set_filter(Filter::NoFilter);
    encoder.set_deflate_compression(DeflateCompression::Level(1));
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&colours)?;
    writer.finish()?;
    Ok(bytes)
}
