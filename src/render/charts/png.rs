//! An SVG document as a PNG picture, drawn by resvg.

use super::font::{REGULAR, SEMI_BOLD};
use super::theme;
use anyhow::Context;
use foldhash::fast::RandomState;
use png::{BitDepth, ColorType, DeflateCompression, Encoder, EncodingError, Filter};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use std::collections::HashMap;
use std::sync::LazyLock;

/// The typefaces, read once; nothing is taken from the machine.
static OPTIONS: LazyLock<Options<'static>> = LazyLock::new(|| {
    let mut options = Options::default();
    let fonts = options.fontdb_mut();
    fonts.load_font_data(REGULAR.to_vec());
    fonts.load_font_data(SEMI_BOLD.to_vec());
    options
});

/// The room in which pictures are drawn one after the other; each covers all of the one before.
pub(super) struct Canvas {
    picture: Pixmap,
    points: Vec<u8>,
}

impl Canvas {
    /// An empty one.
    pub(super) fn new() -> Option<Self> {
        Some(Self {
            picture: Pixmap::new(theme::WIDTH, theme::HEIGHT)?,
            points: Vec::new(),
        })
    }

    /// Draws the document at its own size.
    pub(super) fn draw(&mut self, document: &str) -> anyhow::Result<Vec<u8>> {
        // plotters places rectangles on whole pixels: their edges need no smoothing, which costs more than all else of them.
        let crisp = document.replace("<rect ", "<rect shape-rendering=\"crispEdges\" ");
        let tree = Tree::from_str(&crisp, &OPTIONS).context("hình SVG không hợp lệ")?;
        resvg::render(&tree, Transform::default(), &mut self.picture.as_mut());
        self.encoded().context("không ghi được hình PNG")
    }

    /// The picture without its see-through places, packed quickly: a run draws dozens. Few have more colours than a list holds.
    fn encoded(&mut self) -> Result<Vec<u8>, EncodingError> {
        let palette = self.count_colours();
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, self.picture.width(), self.picture.height());
        encoder.set_depth(BitDepth::Eight);
        match palette {
            Some(palette) => {
                encoder.set_color(ColorType::Indexed);
                encoder.set_palette(palette);
            }
            None => {
                encoder.set_color(ColorType::Rgb);
                self.points.clear();
                let points = self.picture.data().chunks_exact(4);
                self.points
                    .extend(points.flat_map(|point| [point[0], point[1], point[2]]));
            }
        }
        // Areas of one colour are packed best as they are.
        encoder.set_filter(Filter::NoFilter);
        encoder.set_deflate_compression(DeflateCompression::Level(1));
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&self.points)?;
        writer.finish()?;
        Ok(bytes)
    }

    /// Gives each point the number of its colour, and lists the colours; `None` where they are too many.
    fn count_colours(&mut self) -> Option<Vec<u8>> {
        self.points.clear();
        let width = theme::WIDTH as usize;
        let mut colours = Colours::default();
        let mut above: &[u8] = &[];
        // Many rows are those above them again, and most points of one colour with those beside them.
        for row in self.picture.data().chunks_exact(4 * width) {
            if std::mem::replace(&mut above, row) == row {
                self.points.extend_from_within(self.points.len() - width..);
                continue;
            }
            for four in row.chunks_exact(16) {
                let four = four.as_chunks::<4>().0;
                let (first, all) = (four[0], four.iter().all(|colour| *colour == four[0]));
                match all {
                    true => self.points.extend([colours.number(first)?; 4]),
                    false => {
                        for colour in four {
                            self.points.push(colours.number(*colour)?);
                        }
                    }
                }
            }
        }
        Some(colours.listed)
    }
}

/// The colours of a picture, numbered as they are met.
#[derive(Default)]
struct Colours {
    numbers: HashMap<[u8; 4], u8, RandomState>,
    listed: Vec<u8>,
    last: Option<([u8; 4], u8)>,
}

impl Colours {
    /// The number of a colour; `None` where there are more than a list holds.
    fn number(&mut self, colour: [u8; 4]) -> Option<u8> {
        if let Some((_, number)) = self.last.filter(|(last, _)| *last == colour) {
            return Some(number);
        }
        let number = match self.numbers.get(&colour) {
            Some(number) => *number,
            None => {
                let number = u8::try_from(self.numbers.len()).ok()?;
                self.numbers.insert(colour, number);
                self.listed.extend_from_slice(&colour[..3]);
                number
            }
        };
        self.last = Some((colour, number));
        Some(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture of one word on a ground, with a stripe in each of these colours.
    fn document(ground: &str, stripes: usize) -> String {
        let stripe = |at: usize| {
            format!(
                r#"<rect x="{at}" y="900" width="1" height="9" fill="rgb({},{},7)"/>"#,
                at % 256,
                at / 256
            )
        };
        let stripes: String = (0..stripes).map(stripe).collect();
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="1920" height="1080"><rect width="1920" height="1080" fill="{ground}"/><text x="90" y="200" font-family="Be Vietnam Pro" font-size="90">Đoàn viên</text>{stripes}</svg>"#
        )
    }

    fn decoded(bytes: &[u8]) -> (ColorType, Vec<u8>) {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        let kind = decoder.read_header_info().expect("a header").color_type;
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().expect("a picture");
        let mut points = vec![0; reader.output_buffer_size().expect("a size")];
        reader.next_frame(&mut points).expect("its points");
        (kind, points)
    }

    #[test]
    fn a_picture_is_what_was_drawn_however_many_colours_it_has_and_whatever_was_drawn_before() {
        let mut canvas = Canvas::new().expect("room");
        for (ground, stripes, kind) in [
            ("white", 0, ColorType::Indexed),
            ("navy", 300, ColorType::Rgb),
            ("white", 12, ColorType::Indexed),
        ] {
            let bytes = canvas.draw(&document(ground, stripes)).expect("drawn");
            let (found, points) = decoded(&bytes);
            assert_eq!(found, kind, "{stripes}");
            let drawn = canvas.picture.data().chunks_exact(4);
            let drawn = drawn.flat_map(|point| [point[0], point[1], point[2]]);
            assert!(drawn.eq(points.iter().copied()), "{stripes}");
            let fresh = Canvas::new()
                .expect("room")
                .draw(&document(ground, stripes));
            assert!(fresh.expect("drawn") == bytes, "{stripes}");
        }
    }
}
