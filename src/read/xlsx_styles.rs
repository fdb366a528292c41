//! The styles of an `xlsx`: number formats, fonts and fills, by the numbers that cells name.

use super::ReadError;
use super::rich_text::{Place, SymbolFont};
use super::style::{Colour, Font, Formats, Styles};
use super::xml::{attribute, utf8};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Reads the part of the styles.
pub(super) fn read_styles(part: &[u8]) -> Result<Styles, ReadError> {
    let mut reader = Reader::from_str(utf8(part)?);
    reader.config_mut().expand_empty_elements = true;
    let mut parts = Parts::default();
    loop {
        match reader.read_event().map_err(ReadError::damaged)? {
            Event::Start(start) => parts.open(&start)?,
            Event::End(end) => parts.close(end.local_name().as_ref()),
            Event::Eof => return Ok(parts.styles),
            _ => {}
        }
    }
}

/// The styles on their way.
#[derive(Default)]
struct Parts {
    formats: Formats,
    fonts: Vec<Font>,
    fills: Vec<Colour>,
    styles: Styles,
    /// The list that is being read.
    list: List,
    font: Font,
    fill: Colour,
    is_solid: bool,
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum List {
    #[default]
    None,
    Fonts,
    Fills,
    Cells,
    /// What conditions and tables add, and named styles that cells have taken over.
    Other,
}

impl Parts {
    fn open(&mut self, start: &BytesStart<'_>) -> Result<(), ReadError> {
        let name = start.local_name();
        match (self.list, name.as_ref()) {
            (_, "fonts") => self.list = List::Fonts,
            (_, "fills") => self.list = List::Fills,
            (_, "cellXfs") => self.list = List::Cells,
            (_, "cellStyleXfs" | "dxfs" | "borders" | "tableStyles" | "colors") => {
                self.list = List::Other
            }
            (List::None, "numFmt") => {
                let number = attribute(start, "numFmtId")?.and_then(|id| id.trim().parse().ok());
                if let (Some(number), Some(code)) = (number, attribute(start, "formatCode")?) {
                    self.formats.insert(number, code);
                }
            }
            (List::Fonts, "font") => self.font = Font::default(),
            (List::Fonts, property) => read_font(&mut self.font, property, start)?,
            (List::Fills, "fill") => (self.fill, self.is_solid) = (Colour::Usual, false),
            (List::Fills, "patternFill") => {
                self.is_solid = attribute(start, "patternType")?.as_deref() == Some("solid");
            }
            (List::Fills, "fgColor") if self.is_solid => self.fill = colour(start)?,
            // A gradient is no colour that characters could have.
            (List::Fills, "gradientFill") => self.fill = Colour::Theme(u32::MAX, 0),
            (List::Cells, "xf") => self.push_style(start)?,
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) {
        match (self.list, name) {
            (List::Fonts, "font") => self.fonts.push(self.font),
            (List::Fills, "fill") => self.fills.push(self.fill),
            (
                _,
                "fonts" | "fills" | "cellXfs" | "cellStyleXfs" | "dxfs" | "borders" | "tableStyles"
                | "colors",
            ) => {
                self.list = List::None;
            }
            _ => {}
        }
    }

    fn push_style(&mut self, start: &BytesStart<'_>) -> Result<(), ReadError> {
        let number = |name: &str| -> Result<usize, ReadError> {
            let written = attribute(start, name)?;
            Ok(written
                .and_then(|written| written.trim().parse().ok())
                .unwrap_or(0))
        };
        let format = u16::try_from(number("numFmtId")?).unwrap_or(0);
        let font = self
            .fonts
            .get(number("fontId")?)
            .copied()
            .unwrap_or_default();
        let fill = self
            .fills
            .get(number("fillId")?)
            .copied()
            .unwrap_or_default();
        self.styles.push(self.formats.get(format), font.on(fill));
        Ok(())
    }
}

/// A property of a font; that of a run in a text is called otherwise only in its name.
pub(super) fn read_font(
    font: &mut Font,
    property: &str,
    start: &BytesStart<'_>,
) -> Result<(), ReadError> {
    match property {
        "strike" => {
            let value = attribute(start, "val")?;
            font.look.is_struck = !matches!(value.as_deref(), Some("0" | "false"));
        }
        "vertAlign" => {
            font.look.place = match attribute(start, "val")?.as_deref() {
                Some("superscript") => Place::Raised,
                Some("subscript") => Place::Lowered,
                _ => Place::OnTheLine,
            };
        }
        "name" | "rFont" => {
            let name = attribute(start, "val")?;
            font.look.symbols = name.and_then(|name| SymbolFont::by_name(&name));
        }
        "color" => font.colour = colour(start)?,
        _ => {}
    }
    Ok(())
}

fn colour(start: &BytesStart<'_>) -> Result<Colour, ReadError> {
    if let Some(rgb) = attribute(start, "rgb")? {
        return Ok(Colour::hexadecimal(&rgb));
    }
    let number = |text: Option<String>| text.and_then(|text| text.trim().parse::<u32>().ok());
    if let Some(theme) = number(attribute(start, "theme")?) {
        let tint = attribute(start, "tint")?.and_then(|tint| tint.trim().parse().ok());
        return Ok(Colour::theme(theme, tint.unwrap_or(0.0)));
    }
    Ok(number(attribute(start, "indexed")?).map_or(Colour::Usual, Colour::indexed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::number_format::Shown;

    #[test]
    fn cells_name_their_format_font_and_fill() {
        let part = b"<styleSheet><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"0&quot; t&#x1ed5;&quot;\"/></numFmts>\
            <fonts><font><sz val=\"11\"/></font><font><strike/></font><font><strike val=\"0\"/><color theme=\"0\"/></font>\
            <font><name val=\"Wingdings\"/></font></fonts>\
            <fills><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"solid\">\
            <fgColor rgb=\"FF1F4E79\"/><bgColor indexed=\"64\"/></patternFill></fill></fills>\
            <cellStyleXfs><xf numFmtId=\"9\" fontId=\"1\"/></cellStyleXfs>\
            <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\" fontId=\"1\"/><xf fontId=\"2\"/><xf fontId=\"2\" fillId=\"1\"/>\
            <xf fontId=\"3\"/></cellXfs><dxfs><dxf><font><strike/></font></dxf></dxfs></styleSheet>";
        let styles = read_styles(part).expect("styles");
        let look = |number| styles.get(number).expect("a style").look;
        assert!(!look(0).is_struck && look(1).is_struck && !look(2).is_struck);
        assert!(look(2).is_unseen && !look(3).is_unseen);
        assert_eq!(look(4).symbols, Some(SymbolFont::Wingdings));
        let shown = styles.get(1).expect("a style").format.show(5.0, false);
        let words = "5 tổ".to_string();
        assert_eq!(
            shown,
            Shown::Words {
                shown: words.clone(),
                in_full: words
            }
        );
        assert!(styles.get(5).is_none() && styles.have_odd_characters);
    }
}
