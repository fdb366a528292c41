//! A scene as an SVG document, drawn by plotters: text stays text, in a typeface that the document brings along.

use super::font::{REGULAR_WEB, SEMI_BOLD_WEB, Weight};
use super::scene::{Anchor, Label, Scene, Shape};
use super::theme;
use crate::report::chart::Rgb;
use plotters::backend::{DrawingBackend, SVGBackend};
use plotters::prelude::{FontTransform, IntoFont, RGBColor, ShapeStyle, TextStyle};
use plotters::style::FontStyle;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use std::sync::LazyLock;

/// The typeface as plotters is told, and as the document names it with what may stand in.
const FAMILY: &str = "Be Vietnam Pro";
const FAMILIES: &str = "Be Vietnam Pro, Arial, sans-serif";
/// plotters writes sizes divided by this.
const SIZE_FACTOR: f64 = 1.24;
/// plotters lets text hang from its point by this; here points lie on the baseline.
const HANGING: &str = " dy=\"0.76em\"";

/// The style sheet that brings the typeface along.
static STYLE: LazyLock<String> = LazyLock::new(|| format!("<style>{}</style>", *FACES));

/// What the style sheet says of the typeface.
pub(super) static FACES: LazyLock<String> = LazyLock::new(|| {
    let face = |weight: u16, font: &[u8]| {
        format!(
            "@font-face{{font-family:\"{FAMILY}\";font-weight:{weight};src:url(data:font/woff2;base64,{}) format(\"woff2\")}}",
            base64(font)
        )
    };
    format!("{}{}", face(400, REGULAR_WEB), face(600, SEMI_BOLD_WEB))
});

/// What a document says to those who cannot see it.
pub(super) struct Words<'a> {
    pub(super) title: &'a str,
    pub(super) description: &'a str,
}

/// Draws the scene without typeface: what the PNG is made from.
pub(super) fn draw(scene: &Scene) -> anyhow::Result<String> {
    let mut document = String::new();
    {
        let mut backend = SVGBackend::with_string(&mut document, (theme::WIDTH, theme::HEIGHT));
        let (right, bottom) = (f64::from(theme::WIDTH), f64::from(theme::HEIGHT));
        backend.draw_rect((0, 0), whole((right, bottom)), &filled(theme::PAPER), true)?;
        for shape in &scene.shapes {
            draw_shape(&mut backend, shape)?;
        }
        for label in &scene.labels {
            draw_label(&mut backend, label)?;
        }
        backend.present()?;
    }
    Ok(document
        .replace(HANGING, "")
        .replace("font-weight=\"bold\"", "font-weight=\"600\"")
        .replace(
            &format!("font-family=\"{FAMILY}\""),
            &format!("font-family=\"{FAMILIES}\""),
        )
        .replace(" opacity=\"1\"", ""))
}

/// The document with typeface and words for those who cannot see it.
pub(super) fn complete(document: &str, words: &Words<'_>) -> String {
    worded(document, words, &STYLE)
}

/// The document with its words, for a page that brings the typeface along and says it for all pictures.
pub(super) fn inline(document: &str, words: &Words<'_>) -> String {
    worded(document, words, "")
        .replace(&format!(" font-family=\"{FAMILIES}\""), "")
        .replace(">\n", ">")
}

fn worded(document: &str, words: &Words<'_>, style: &str) -> String {
    let Some((head, rest)) = document.split_once('\n') else {
        return document.to_owned();
    };
    let head = head.replace("<svg ", "<svg role=\"img\" lang=\"vi\" ");
    format!(
        "{head}\n<title>{}</title>\n<desc>{}</desc>\n{}\n{rest}",
        escaped(words.title),
        escaped(words.description),
        style
    )
}

fn draw_shape(backend: &mut SVGBackend<'_>, shape: &Shape) -> anyhow::Result<()> {
    match shape {
        Shape::Box { area, fill } => {
            let corners = (
                whole((area.left, area.top)),
                whole((area.right, area.bottom)),
            );
            // What is thinner than a pixel is still seen.
            let right = corners.1.0.max(corners.0.0 + 1);
            let bottom = corners.1.1.max(corners.0.1 + 1);
            backend.draw_rect(corners.0, (right, bottom), &filled(*fill), true)?;
        }
        Shape::Path {
            points,
            width,
            colour,
        } => {
            let style = filled(*colour).stroke_width(*width);
            backend.draw_path(points.iter().copied().map(whole), &style)?;
        }
        Shape::Disc {
            centre,
            radius,
            fill,
        } => backend.draw_circle(whole(*centre), radius.round() as u32, &filled(*fill), true)?,
    }
    Ok(())
}

fn draw_label(backend: &mut SVGBackend<'_>, label: &Label) -> anyhow::Result<()> {
    let horizontal = match label.anchor {
        Anchor::Start => HPos::Left,
        Anchor::Middle => HPos::Center,
        Anchor::End => HPos::Right,
    };
    let style: TextStyle<'_> = (FAMILY, label.size * SIZE_FACTOR).into_font().into();
    let ink = colour(label.colour);
    let mut style = style.pos(Pos::new(horizontal, VPos::Top)).color(&ink);
    if label.weight == Weight::SemiBold {
        style.font = style.font.style(FontStyle::Bold);
    }
    if label.turned {
        style = style.transform(FontTransform::Rotate270);
    }
    backend.draw_text(&label.text, &style, whole((label.x, label.baseline)))?;
    Ok(())
}

fn whole((x, y): (f64, f64)) -> (i32, i32) {
    (x.round() as i32, y.round() as i32)
}

fn colour(rgb: Rgb) -> RGBColor {
    RGBColor(rgb.red, rgb.green, rgb.blue)
}

fn filled(rgb: Rgb) -> ShapeStyle {
    ShapeStyle::from(&colour(rgb)).filled()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut written = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |position: usize| u32::from(chunk.get(position).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for digit in 0..4 {
            if digit <= chunk.len() {
                let index = (bits >> (18 - 6 * digit)) & 63;
                written.push(char::from(DIGITS[index as usize]));
            } else {
                written.push('=');
            }
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_rfc_4648() {
        for (bytes, expected) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), expected);
        }
    }

    #[test]
    fn text_stays_text_and_is_escaped() {
        let mut scene = Scene::default();
        let label = Label::new("Nữ <giỏi> & \"đảm\"", 20.0, (100.0, 200.0));
        scene.label(label.weighing(Weight::SemiBold).anchored(Anchor::End));
        let document = draw(&scene).expect("the scene can be drawn");
        assert!(
            document.contains("Nữ &lt;giỏi&gt; &amp; &quot;đảm&quot;"),
            "{document}"
        );
        assert!(document.contains("x=\"100\" y=\"200\" text-anchor=\"end\" font-family=\"Be Vietnam Pro, Arial, sans-serif\" font-size=\"20\""), "{document}");
        assert!(document.contains("font-weight=\"600\""));
        let words = Words {
            title: "A < B",
            description: "",
        };
        let complete = complete(&document, &words);
        assert!(complete.contains("<title>A &lt; B</title>"));
        assert!(complete.contains("@font-face"));
    }
}
