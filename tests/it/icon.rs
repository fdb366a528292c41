//! The icon of the Windows program is its drawing. `UPDATE_DOCS=1` draws it anew.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use std::path::Path;

/// From lists of files to large symbols on a dense screen.
const SIZES: [u32; 6] = [16, 24, 32, 48, 64, 256];
/// Larger pictures stand in an icon as PNG, which Windows reads since 2007; the others as it always could.
const LARGEST_BITMAP: u32 = 64;

fn drawn(tree: &Tree, size: u32) -> Pixmap {
    let mut picture = Pixmap::new(size, size).expect("room for a picture");
    let scale = size as f32 / tree.size().width();
    let scaled = Transform::from_scale(scale, scale);
    resvg::render(tree, scaled, &mut picture.as_mut());
    picture
}

/// A bitmap as icons hold it: its rows from below, and twice as high as it is, for a mask that nobody needs.
fn bitmap(picture: &Pixmap) -> Vec<u8> {
    let size = picture.width();
    let mut bytes = Vec::new();
    for field in [40, size, size * 2] {
        bytes.extend(field.to_le_bytes());
    }
    for field in [1_u16, 32] {
        bytes.extend(field.to_le_bytes());
    }
    bytes.extend([0; 24]);
    for row in picture.pixels().chunks(size as usize).rev() {
        for pixel in row {
            let color = pixel.demultiply();
            bytes.extend([color.blue(), color.green(), color.red(), color.alpha()]);
        }
    }
    let mask = size.div_ceil(32) * 4 * size;
    bytes.resize(bytes.len() + mask as usize, 0);
    bytes
}

fn icon(drawing: &str) -> Vec<u8> {
    let tree = Tree::from_str(drawing, &Options::default()).expect("a drawing");
    let pictures = SIZES.map(|size| {
        let picture = drawn(&tree, size);
        match size {
            ..=LARGEST_BITMAP => bitmap(&picture),
            _ => picture.encode_png().expect("a picture"),
        }
    });
    let mut bytes = Vec::new();
    for field in [0, 1, SIZES.len() as u16] {
        bytes.extend(field.to_le_bytes());
    }
    let mut at = 6 + 16 * SIZES.len();
    for (size, picture) in SIZES.iter().zip(&pictures) {
        // 256 is written as nought.
        bytes.extend([*size as u8, *size as u8, 0, 0, 1, 0, 32, 0]);
        bytes.extend((picture.len() as u32).to_le_bytes());
        bytes.extend((at as u32).to_le_bytes());
        at += picture.len();
    }
    bytes.extend(pictures.concat());
    bytes
}

#[test]
fn the_icon_is_its_drawing() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/windows");
    let drawing = std::fs::read_to_string(folder.join("tonghop.svg")).expect("a drawing");
    let icon = icon(&drawing);
    let place = folder.join("tonghop.ico");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&place, &icon).expect("the icon can be written");
    }
    let written = std::fs::read(&place).expect("there is an icon");
    assert!(
        written == icon,
        "assets/windows/tonghop.ico is stale; run: UPDATE_DOCS=1 cargo test --release the_icon"
    );
}
