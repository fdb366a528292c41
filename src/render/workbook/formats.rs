//! The look of cells: one format for each way in which a cell can look.

use crate::report::{Align, NumberStyle, Quantity, RowKind, Tone};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};
use std::collections::BTreeMap;

/// The font of the office's papers.
pub(super) const FONT: &str = "Times New Roman";
/// Its size in tables.
pub(super) const FONT_SIZE: f64 = 12.0;

pub(super) const PAPER: Color = Color::RGB(0xFF_FF_FF);
pub(super) const INK: Color = Color::RGB(0x001F_3864);
const LINES: Color = Color::RGB(0xBF_BF_BF);
const HEADER_FILL: Color = Color::RGB(0xD6_E1_F0);
const GROUP_FILL: Color = Color::RGB(0xED_F2_F9);
const TOTAL_FILL: Color = Color::RGB(0xD6_E1_F0);
const FAINT: Color = Color::RGB(0x86_86_86);
const QUIET: Color = Color::RGB(0x4A_4A_4A);
const LINK: Color = Color::RGB(0x0B_4F_9E);
pub(super) const GOOD: Color = Color::RGB(0x1D_6B_3C);
pub(super) const BAD: Color = Color::RGB(0xA6_1C_1C);
const BAD_FILL: Color = Color::RGB(0xFB_E3_E0);
const WARNING: Color = Color::RGB(0x7F_55_00);
pub(super) const WARNING_FILL: Color = Color::RGB(0xFF_EF_C2);
pub(super) const MISSING_FILL: Color = Color::RGB(0xE7_E6_E6);

/// What a cell shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shows {
    Text,
    LinkedText,
    Number(NumberStyle),
    Date,
}

/// Everything that a cell's look depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Look {
    pub(super) row: RowKind,
    pub(super) tone: Tone,
    pub(super) shows: Shows,
    pub(super) align: Align,
    pub(super) wraps: bool,
    pub(super) indent: u8,
    /// Whether lines stand around the cell.
    pub(super) lined: bool,
}

/// The formats made so far.
#[derive(Default)]
pub(super) struct Formats {
    made: BTreeMap<Look, Format>,
}

impl Formats {
    /// The format of a look.
    pub(super) fn of(&mut self, look: Look) -> &Format {
        self.made.entry(look).or_insert_with(|| make(look))
    }
}

/// The sizes of what is to be read at a glance: figures, and the words beside them.
const HEADLINE: u32 = 22;
pub(super) const LARGE: u32 = 13;
/// The size of a sheet's title.
pub(super) const TITLE_SIZE: f64 = 15.0;

/// The font that everything begins with.
pub(super) fn base() -> Format {
    Format::new()
        .set_font_name(FONT)
        .set_font_size(FONT_SIZE)
        .set_font_family(1)
}

/// The sheet's title.
pub(super) fn title() -> Format {
    base()
        .set_font_size(TITLE_SIZE)
        .set_bold()
        .set_font_color(INK)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
}

/// What stands below the title.
pub(super) fn subtitle() -> Format {
    base()
        .set_italic()
        .set_font_color(QUIET)
        .set_align(FormatAlign::Top)
        .set_text_wrap()
}

/// What stands above a table.
pub(super) fn caption() -> Format {
    base().set_bold().set_font_color(INK).set_font_size(13)
}

/// A link that stands alone.
pub(super) fn link() -> Format {
    base()
        .set_font_color(LINK)
        .set_underline(FormatUnderline::Single)
}

/// Where a table has no rows.
pub(super) fn empty_text() -> Format {
    lined(base()).set_italic().set_font_color(FAINT)
}

/// A column's title.
pub(super) fn header() -> Format {
    lined(base())
        .set_bold()
        .set_font_color(INK)
        .set_background_color(HEADER_FILL)
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
}

/// What a whole column of a long sheet begins with; `None` for texts at the left.
pub(super) fn column(align: Align) -> Option<Format> {
    match align {
        Align::Left => None,
        Align::Center => Some(base().set_align(FormatAlign::Center)),
        Align::Right => Some(
            base()
                .set_align(FormatAlign::Right)
                .set_num_format(number_format(NumberStyle::plain(Quantity::Whole))),
        ),
    }
}

/// Whether a number looks as its column begins.
pub(super) fn is_as_column(style: NumberStyle) -> bool {
    number_format(style) == number_format(NumberStyle::plain(Quantity::Whole))
}

fn lined(format: Format) -> Format {
    format
        .set_border(FormatBorder::Thin)
        .set_border_color(LINES)
}

fn make(look: Look) -> Format {
    let mut format = base();
    if look.lined {
        format = lined(format).set_align(FormatAlign::VerticalCenter);
    }
    format = match look.row {
        RowKind::Plain => format,
        RowKind::Group => format.set_bold().set_background_color(GROUP_FILL),
        RowKind::Total => format.set_bold().set_background_color(TOTAL_FILL),
        RowKind::Secondary => format.set_font_color(QUIET),
        RowKind::Headline => match look.shows {
            Shows::Number(_) => format.set_font_size(HEADLINE).set_bold(),
            _ => format.set_font_size(LARGE),
        },
    };
    format = shown(format, look);
    format = match look.tone {
        Tone::Plain => format,
        Tone::Muted => format.set_font_color(FAINT),
        Tone::Strong => format.set_bold(),
        Tone::Good => format.set_font_color(GOOD),
        Tone::Warning => format
            .set_font_color(WARNING)
            .set_background_color(WARNING_FILL),
        Tone::Bad => format.set_font_color(BAD).set_background_color(BAD_FILL),
    };
    if look.indent > 0 {
        format = format.set_indent(look.indent);
    }
    if look.wraps {
        format = format.set_text_wrap();
    }
    format
}

fn shown(format: Format, look: Look) -> Format {
    match look.shows {
        Shows::Text => format.set_align(horizontal(look.align)),
        Shows::LinkedText => format
            .set_align(horizontal(look.align))
            .set_font_color(LINK)
            .set_underline(FormatUnderline::Single),
        Shows::Number(style) => {
            let align = match look.align {
                Align::Center => FormatAlign::Center,
                Align::Left | Align::Right => FormatAlign::Right,
            };
            format.set_align(align).set_num_format(number_format(style))
        }
        Shows::Date => format
            .set_align(FormatAlign::Center)
            .set_num_format("dd/mm/yyyy"),
    }
}

fn horizontal(align: Align) -> FormatAlign {
    match align {
        Align::Left => FormatAlign::Left,
        Align::Center => FormatAlign::Center,
        Align::Right => FormatAlign::Right,
    }
}

/// Separators are the reader's own: Windows shows `#,##0` with dots where it is set to Vietnamese.
pub(in crate::render) fn number_format(style: NumberStyle) -> &'static str {
    match (style.quantity, style.is_change()) {
        (Quantity::Whole | Quantity::Dong, false) => "#,##0",
        (Quantity::Whole | Quantity::Dong, true) => "+#,##0;-#,##0;0",
        (Quantity::OneDecimal, false) => "#,##0.0",
        (Quantity::OneDecimal, true) => "+#,##0.0;-#,##0.0;0.0",
        (Quantity::Decimal, false) => "#,##0.00",
        (Quantity::Decimal, true) => "+#,##0.00;-#,##0.00;0.00",
        (Quantity::Percent, false) => "0.0%",
        (Quantity::Percent, true) => "+0.0%;-0.0%;0.0%",
        (Quantity::Points, false) => "0.0\" điểm\"",
        (Quantity::Points, true) => "+0.0\" điểm\";-0.0\" điểm\";0.0\" điểm\"",
        (Quantity::MillionDong, false) => "#,##0.0,,",
        (Quantity::MillionDong, true) => "+#,##0.0,,;-#,##0.0,,;0.0,,",
    }
}
