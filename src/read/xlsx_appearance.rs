//! How the cells of an `xlsx` look to the eye: by the numbers of their formats, in the colours of the workbook's theme.

use super::ReadError;
use super::appearance::{
    Appearance, Dress, MOST_CELLS, PALETTE, Side, USUAL_WIDTH, numbered, pixels,
};
use super::limits::{Limits, MAX_COLUMNS};
use super::package::{Archive, Package};
use super::values::{distinct_names, place};
use super::xlsx::{LISTED, in_utf8};
use super::xlsx_outline::{Outline, listed};
use super::xml::{attribute, is_true, utf8};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

/// Colours of a theme.
const THEME: usize = 12;
/// Those of Office, where a workbook brings none.
const OFFICE: [u32; THEME] = [
    0x000000, 0xffffff, 0x44546a, 0xe7e6e6, 0x4472c4, 0xed7d31, 0xa5a5a5, 0xffc000, 0x5b9bd5,
    0x70ad47, 0x0563c1, 0x954f72,
];
/// Larger parts are left alone: what a cell looks like is not worth the time.
const LARGEST_PART: usize = 16 << 20;

/// How the cells of each sheet look, by its name.
pub(super) fn read(
    bytes: &[u8],
    limits: &Limits,
) -> Result<BTreeMap<String, Appearance>, ReadError> {
    let mut package = Package::new(Archive::open(bytes)?, limits)?;
    let outline = Outline::read(&mut package, &LISTED, listed)?;
    let theme = package.part(&outline.beside("theme/theme1.xml"))?;
    let theme = theme.and_then(|part| theme_of(&part).ok());
    let styles = package.part(&outline.shared("styles"))?.unwrap_or_default();
    let dresses = Parts::read(&in_utf8(&styles)?, theme.unwrap_or(OFFICE))?;
    let worksheets = || outline.sheets.iter().filter(|sheet| sheet.is_worksheet);
    let names = distinct_names(worksheets().map(|sheet| sheet.name.as_str()));
    let mut found = BTreeMap::new();
    for (sheet, name) in worksheets().zip(names) {
        let part = package.part(sheet.part.as_deref().unwrap_or_default());
        let Ok(Some(part)) = part else {
            continue;
        };
        if part.len() > LARGEST_PART {
            continue;
        }
        // A sheet that is not written well was read all the same; it looks plain.
        if let Ok(appearance) = in_utf8(&part).and_then(|part| of_sheet(&part, &dresses)) {
            found.insert(name, appearance);
        }
    }
    Ok(found)
}

fn of_sheet(part: &[u8], dresses: &[Dress]) -> Result<Appearance, ReadError> {
    let mut reader = Reader::from_str(utf8(part)?);
    reader.config_mut().check_end_names = false;
    let mut found = Appearance {
        usual_width: Some(pixels(USUAL_WIDTH)),
        ..Appearance::default()
    };
    loop {
        match reader.read_event().map_err(ReadError::damaged)? {
            Event::Start(start) | Event::Empty(start) => match start.local_name().as_ref() {
                "sheetFormatPr" => {
                    let usual = number::<f64>(&start, "defaultColWidth")?;
                    found.usual_width = usual.map(pixels).or(found.usual_width);
                }
                "col" => {
                    let (first, last) = (number(&start, "min")?, number(&start, "max")?);
                    let width = number::<f64>(&start, "width")?;
                    if let (Some(first @ 1..), Some(last), Some(width)) = (first, last, width) {
                        let last = u32::min(last, MAX_COLUMNS);
                        found.widths.push((first - 1..=last - 1, pixels(width)));
                    }
                }
                "c" if found.cells.len() < MOST_CELLS => {
                    let style = number::<usize>(&start, "s")?.unwrap_or(0);
                    let dress = dresses.get(style).copied().unwrap_or_default();
                    let at = attribute(&start, "r")?.and_then(|at| place(&at));
                    if let Some(at) = at.filter(|_| dress != Dress::default()) {
                        found.cells.push((at, dress));
                    }
                }
                _ => {}
            },
            Event::End(end) if end.local_name().as_ref() == "sheetData" => break,
            Event::Eof => break,
            _ => {}
        }
    }
    found.settle();
    Ok(found)
}

/// The colours of a theme, in the order in which formats number them.
fn theme_of(part: &[u8]) -> Result<[u32; THEME], ReadError> {
    let mut reader = Reader::from_str(utf8(part)?);
    let mut theme = OFFICE;
    let mut at = None;
    loop {
        match reader.read_event().map_err(ReadError::damaged)? {
            Event::Start(start) | Event::Empty(start) => {
                let name = start.local_name();
                let names = [
                    "dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4",
                    "accent5", "accent6", "hlink", "folHlink",
                ];
                at = names.iter().position(|it| *it == name.as_ref()).or(at);
                let value = match name.as_ref() {
                    "srgbClr" => attribute(&start, "val")?,
                    "sysClr" => attribute(&start, "lastClr")?,
                    _ => None,
                };
                if let (Some(at), Some(colour)) = (at, value.and_then(|it| hexadecimal(&it))) {
                    theme[at] = colour;
                }
            }
            Event::End(end) if end.local_name().as_ref() == "clrScheme" => break,
            Event::Eof => break,
            _ => {}
        }
    }
    // Light stands before dark in the numbers.
    theme.swap(0, 1);
    theme.swap(2, 3);
    Ok(theme)
}

/// The list that is being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    None,
    Fonts,
    Fills,
    Cells,
    Palette,
    Other,
}

/// The side of a text, and whether it goes on in lines of its own cell.
type Placing = (Side, bool);

/// Styles on their way.
struct Parts {
    theme: [u32; THEME],
    palette: [u32; 56],
    list: List,
    fonts: Vec<Dress>,
    fills: Vec<Colours>,
    colours: usize,
    /// Font and fill of each format, and where it puts a text.
    cells: Vec<(usize, usize, Placing)>,
}

/// What a fill's pattern is drawn with, as it is written: it may name colours that follow.
#[derive(Clone, Default)]
struct Colours {
    is_solid: bool,
    ink: Option<Named>,
}

#[derive(Clone, Copy)]
enum Named {
    Plain(u32),
    Theme(usize, f64),
    Number(u32),
}

impl Parts {
    fn read(part: &[u8], theme: [u32; THEME]) -> Result<Vec<Dress>, ReadError> {
        let mut reader = Reader::from_str(utf8(part)?);
        let mut parts = Self {
            theme,
            palette: PALETTE,
            list: List::None,
            fonts: Vec::new(),
            fills: Vec::new(),
            colours: 0,
            cells: Vec::new(),
        };
        let mut inks: Vec<Option<Named>> = Vec::new();
        loop {
            match reader.read_event().map_err(ReadError::damaged)? {
                Event::Start(start) | Event::Empty(start) => parts.open(&start, &mut inks)?,
                Event::End(end) => parts.close(end.local_name().as_ref()),
                Event::Eof => break,
                _ => {}
            }
        }
        Ok(parts.dresses(&inks))
    }

    fn open(
        &mut self,
        start: &BytesStart<'_>,
        inks: &mut Vec<Option<Named>>,
    ) -> Result<(), ReadError> {
        let name = start.local_name();
        match (self.list, name.as_ref()) {
            (_, "fonts") => self.list = List::Fonts,
            (_, "fills") => self.list = List::Fills,
            (_, "cellXfs") => self.list = List::Cells,
            (_, "indexedColors") => self.list = List::Palette,
            (_, "cellStyleXfs" | "dxfs" | "borders" | "tableStyles" | "mruColors") => {
                self.list = List::Other;
            }
            (List::Fonts, "font") => {
                self.fonts.push(Dress::default());
                inks.push(None);
            }
            (List::Fonts, property) => {
                if let (Some(font), Some(ink)) = (self.fonts.last_mut(), inks.last_mut()) {
                    read_font(font, ink, property, start)?;
                }
            }
            (List::Fills, "fill") => self.fills.push(Colours::default()),
            (List::Fills, property) => {
                if let Some(fill) = self.fills.last_mut() {
                    read_fill(fill, property, start)?;
                }
            }
            (List::Palette, "rgbColor") => {
                let given = attribute(start, "rgb")?.and_then(|it| hexadecimal(&it));
                // The first eight are given twice.
                let at = self.colours.checked_sub(8);
                if let (Some(colour), Some(place)) =
                    (given, at.and_then(|at| self.palette.get_mut(at)))
                {
                    *place = colour;
                }
                self.colours += 1;
            }
            (List::Cells, "xf") => {
                let font = number(start, "fontId")?.unwrap_or(0);
                let fill = number(start, "fillId")?.unwrap_or(0);
                self.cells.push((font, fill, (Side::Usual, false)));
            }
            (List::Cells, "alignment") => {
                if let Some((_, _, placing)) = self.cells.last_mut() {
                    placing.1 = attribute(start, "wrapText")?.is_some_and(|it| is_true(&it));
                    placing.0 = match attribute(start, "horizontal")?.as_deref() {
                        Some("left") => Side::Left,
                        Some("center" | "centerContinuous") => Side::Middle,
                        Some("right") => Side::Right,
                        _ => Side::Usual,
                    };
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) {
        let is_list = matches!(
            name,
            "fonts"
                | "fills"
                | "cellXfs"
                | "indexedColors"
                | "cellStyleXfs"
                | "dxfs"
                | "borders"
                | "tableStyles"
                | "mruColors"
        );
        if is_list {
            self.list = List::None;
        }
    }

    fn dresses(&self, inks: &[Option<Named>]) -> Vec<Dress> {
        let cells = self.cells.iter().map(|&(font, fill, (side, is_wrapped))| {
            let ink = inks.get(font).copied().flatten();
            let fill = self.fills.get(fill).filter(|fill| fill.is_solid);
            Dress {
                side,
                is_wrapped,
                ink: ink.and_then(|ink| self.meant(ink)).filter(|ink| *ink != 0),
                fill: fill.and_then(|fill| self.meant(fill.ink?)),
                ..self.fonts.get(font).copied().unwrap_or_default()
            }
        });
        cells.collect()
    }

    /// The colour that is named.
    fn meant(&self, named: Named) -> Option<u32> {
        match named {
            Named::Plain(colour) => Some(colour),
            Named::Theme(at, tint) => self.theme.get(at).map(|colour| tinted(*colour, tint)),
            Named::Number(number) => numbered(&self.palette, number),
        }
    }
}

fn read_font(
    font: &mut Dress,
    ink: &mut Option<Named>,
    property: &str,
    start: &BytesStart<'_>,
) -> Result<(), ReadError> {
    match property {
        "b" => font.is_bold = is_on(start)?,
        "i" => font.is_italic = is_on(start)?,
        "u" => font.is_underlined = attribute(start, "val")?.as_deref() != Some("none"),
        "color" => *ink = colour(start)?,
        _ => {}
    }
    Ok(())
}

fn read_fill(fill: &mut Colours, property: &str, start: &BytesStart<'_>) -> Result<(), ReadError> {
    match property {
        "patternFill" => {
            fill.is_solid = attribute(start, "patternType")?.as_deref() == Some("solid");
        }
        "fgColor" => fill.ink = colour(start)?,
        _ => {}
    }
    Ok(())
}

fn is_on(start: &BytesStart<'_>) -> Result<bool, ReadError> {
    let value = attribute(start, "val")?;
    Ok(value.is_none_or(|value| is_true(&value)))
}

fn number<T: std::str::FromStr>(
    start: &BytesStart<'_>,
    name: &str,
) -> Result<Option<T>, ReadError> {
    Ok(attribute(start, name)?.and_then(|written| written.trim().parse().ok()))
}

fn colour(start: &BytesStart<'_>) -> Result<Option<Named>, ReadError> {
    if let Some(rgb) = attribute(start, "rgb")? {
        return Ok(hexadecimal(&rgb).map(Named::Plain));
    }
    if let Some(theme) = number(start, "theme")? {
        let tint = number(start, "tint")?.unwrap_or(0.0);
        return Ok(Some(Named::Theme(theme, tint)));
    }
    Ok(number(start, "indexed")?.map(Named::Number))
}

/// `FF1F2E3D` or `1F2E3D`.
fn hexadecimal(text: &str) -> Option<u32> {
    let digits = text.trim();
    let digits = digits.get(digits.len().checked_sub(6)?..)?;
    u32::from_str_radix(digits, 16).ok()
}

/// A colour that is so much lighter, or darker below nought.
fn tinted(colour: u32, tint: f64) -> u32 {
    let channel = |shift: u32| {
        let channel = f64::from((colour >> shift) & 0xff);
        let tinted = match tint < 0.0 {
            true => channel * (1.0 + tint.max(-1.0)),
            false => channel + (255.0 - channel) * tint.min(1.0),
        };
        (tinted.round() as u32) << shift
    };
    channel(16) | channel(8) | channel(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::location::CellAddress;
    use crate::read::{FileKind, read_workbook};
    use rust_xlsxwriter::{Color, Format, FormatAlign, Workbook};

    #[test]
    fn cells_look_as_they_were_made_and_columns_are_as_wide() {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet().set_name("Biểu").expect("a name");
        let head = Format::new()
            .set_bold()
            .set_italic()
            .set_align(FormatAlign::Center)
            .set_font_color(Color::RGB(0xc00000))
            .set_background_color(Color::RGB(0xffd966));
        let theme = Format::new().set_background_color(Color::Theme(4, 4));
        sheet
            .write_with_format(0, 0, "Nội dung", &head)
            .expect("written");
        sheet.write(1, 0, 7).expect("written");
        sheet.write_blank(2, 1, &theme).expect("written");
        sheet.set_column_width(1, 30).expect("a width");
        let bytes = workbook.save_to_buffer().expect("a workbook");
        let mut read = read_workbook(&bytes, FileKind::Xlsx).expect("a workbook");
        assert_eq!(read.sheets[0].look.appearance, Appearance::default());
        crate::read::seen::add(&bytes, &mut read);
        let found = &read.sheets[0].look.appearance;
        let first = found.of(CellAddress::new(0, 0));
        assert_eq!(
            first,
            Dress {
                is_bold: true,
                is_italic: true,
                side: Side::Middle,
                ink: Some(0xc00000),
                fill: Some(0xffd966),
                ..Dress::default()
            }
        );
        assert_eq!(found.of(CellAddress::new(1, 0)), Dress::default());
        let empty = found.of(CellAddress::new(2, 1)).fill.expect("a fill");
        assert!(empty & 0xff > empty >> 16, "a dark blue: {empty:06x}");
        assert_eq!(found.width(1), Some(215));
        assert_eq!(found.width(0), Some(pixels(USUAL_WIDTH)));
    }

    #[test]
    fn colours_are_named_in_several_ways() {
        let styles = "<styleSheet><fonts><font/><font><b val=\"0\"/><u/><color indexed=\"10\"/></font>\
            <font><color theme=\"1\"/></font></fonts>\
            <fills><fill/><fill><patternFill patternType=\"solid\"><fgColor theme=\"0\" tint=\"-0.5\"/></patternFill></fill>\
            <fill><patternFill patternType=\"gray125\"><fgColor rgb=\"FF112233\"/></patternFill></fill></fills>\
            <cellXfs><xf fontId=\"1\" fillId=\"1\"><alignment horizontal=\"right\"/></xf><xf fontId=\"2\" fillId=\"2\"/></cellXfs>\
            <dxfs><dxf><font><b/></font></dxf></dxfs></styleSheet>";
        let mut office = OFFICE;
        office.swap(0, 1);
        let dresses = Parts::read(styles.as_bytes(), office).expect("styles");
        let expected = Dress {
            is_underlined: true,
            side: Side::Right,
            ink: Some(0xff0000),
            fill: Some(0x808080),
            ..Dress::default()
        };
        assert_eq!(dresses, [expected, Dress::default()]);
    }
}
