//! The look of all pictures: the sheet, its margins, sizes of type, colours of type and lines.

use crate::report::chart::Rgb;

/// The sheet's width in pixels.
pub(super) const WIDTH: u32 = 1920;
/// The sheet's height in pixels.
pub(super) const HEIGHT: u32 = 1080;
/// Free space left and right.
pub(super) const MARGIN: f64 = 64.0;
/// Free space above the title.
pub(super) const MARGIN_TOP: f64 = 40.0;
/// Free space below the source line.
pub(super) const MARGIN_BOTTOM: f64 = 34.0;

/// The distance between baselines, in sizes of type.
pub(super) const LINE: f64 = 1.3;
/// From the middle of digits and capitals down to the baseline, in sizes of type.
pub(super) const MIDDLE: f64 = 0.36;

/// The title's sizes, the preferred first: what the last row of a hall reads.
pub(super) const TITLE_SIZES: &[f64] = &[60.0, 56.0];
/// The sizes of names and values, the preferred first. Nothing is set smaller than the last.
pub(super) const LABEL_SIZES: &[f64] = &[36.0, 34.0, 32.0];
/// The smallest type: of subtitle, notes, source, legends and axes too.
pub(super) const SMALLEST: f64 = 32.0;
/// The least height of a row, so that marks below one name and above the next do not touch.
pub(super) const LEAST_ROW: f64 = 40.0;
/// The height of a line of the smallest type.
pub(super) const SMALLEST_LINE: f64 = SMALLEST * LINE;

/// The sheet.
pub(super) const PAPER: Rgb = Rgb::hex(0xFF_FF_FF);
/// Titles, names, what is to be read first.
pub(super) const INK: Rgb = Rgb::hex(0x1A_24_33);
/// Values on coloured ground.
pub(super) const INK_ON_COLOUR: Rgb = Rgb::hex(0x08_0E_18);
/// Subtitles, values of the context, axes.
pub(super) const QUIET: Rgb = Rgb::hex(0x5A_66_76);
/// Grid lines.
pub(super) const GRID: Rgb = Rgb::hex(0xE6_E9_EE);
/// Base lines.
pub(super) const BASE: Rgb = Rgb::hex(0xB4_BD_C9);
