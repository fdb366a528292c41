//! The shapes of a slide as markup: placeholders, texts, frames.

use super::layout::{Area, POINT, Placeholder};
use crate::ooxml::{escaped, quoted};
use crate::render::native_chart::graphic;
use crate::report::chart::Rgb;
use std::fmt::Write;

/// What the tree of shapes begins with.
pub(super) const GROUP: &str = "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>\
    <p:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/><a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/></a:xfrm></p:grpSpPr>";
const TABLE: &str = "http://schemas.openxmlformats.org/drawingml/2006/table";

/// An area in a colour, or letters.
fn fill(colour: Rgb) -> String {
    let Rgb { red, green, blue } = colour;
    format!("<a:solidFill><a:srgbClr val=\"{red:02X}{green:02X}{blue:02X}\"/></a:solidFill>")
}

/// A text in one look.
#[derive(Debug, Clone)]
pub(super) struct Run {
    pub(super) text: String,
    /// In points; `None` leaves it to the layout.
    pub(super) size: Option<f64>,
    /// `None` leaves it to the layout.
    pub(super) is_bold: Option<bool>,
    pub(super) is_italic: bool,
    pub(super) colour: Option<Rgb>,
}

impl Run {
    pub(super) fn new(text: impl Into<String>, size: f64) -> Self {
        Self {
            text: text.into(),
            size: Some(size),
            is_bold: None,
            is_italic: false,
            colour: None,
        }
    }

    pub(super) fn bold(mut self) -> Self {
        self.is_bold = Some(true);
        self
    }

    pub(super) fn italic(mut self) -> Self {
        self.is_italic = true;
        self
    }

    pub(super) fn in_colour(mut self, colour: Rgb) -> Self {
        self.colour = Some(colour);
        self
    }

    fn markup(&self) -> String {
        let mut look = String::from("lang=\"vi-VN\"");
        if let Some(size) = self.size {
            let _never_fails = write!(look, " sz=\"{}\"", hundredths(size));
        }
        if let Some(is_bold) = self.is_bold {
            let _never_fails = write!(look, " b=\"{}\"", u8::from(is_bold));
        }
        if self.is_italic {
            look.push_str(" i=\"1\"");
        }
        let paint = self.colour.map_or_else(String::new, fill);
        format!(
            "<a:r><a:rPr {look} dirty=\"0\">{paint}</a:rPr><a:t>{}</a:t></a:r>",
            escaped(&one_line(&self.text))
        )
    }
}

/// Slides have no line breaks inside a run.
fn one_line(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ")
}

fn hundredths(points: f64) -> i64 {
    (points * 100.0).round() as i64
}

fn emu(points: f64) -> i64 {
    (points * POINT).round() as i64
}

/// Where a paragraph's lines stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Centre,
    Right,
}

/// A paragraph.
#[derive(Debug, Clone)]
pub(super) struct Paragraph {
    pub(super) runs: Vec<Run>,
    pub(super) side: Option<Side>,
    /// Space above, in points.
    pub(super) before: f64,
    /// Whether it is one of a list.
    pub(super) is_listed: bool,
}

impl Paragraph {
    pub(super) fn of(run: Run) -> Self {
        Self {
            runs: vec![run],
            side: None,
            before: 0.0,
            is_listed: false,
        }
    }

    pub(super) fn after(mut self, space: f64) -> Self {
        self.before = space;
        self
    }

    pub(super) fn listed(mut self) -> Self {
        self.is_listed = true;
        self
    }

    pub(super) fn at(mut self, side: Side) -> Self {
        self.side = Some(side);
        self
    }

    pub(super) fn markup(&self) -> String {
        let side = match self.side {
            None => "",
            Some(Side::Left) => " algn=\"l\"",
            Some(Side::Centre) => " algn=\"ctr\"",
            Some(Side::Right) => " algn=\"r\"",
        };
        let (indent, bullet) = match self.is_listed {
            true => (
                " marL=\"285750\" indent=\"-285750\"",
                "<a:buFont typeface=\"Arial\"/><a:buChar char=\"•\"/>",
            ),
            false => ("", ""),
        };
        let before = match self.before > 0.0 {
            true => format!(
                "<a:spcBef><a:spcPts val=\"{}\"/></a:spcBef>",
                hundredths(self.before)
            ),
            false => String::new(),
        };
        let runs: String = self.runs.iter().map(Run::markup).collect();
        format!("<a:p><a:pPr{indent}{side}>{before}{bullet}</a:pPr>{runs}</a:p>")
    }
}

/// How a box of text stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frame {
    /// What lies behind the text.
    pub(super) fill: Option<Rgb>,
    /// A strip of colour at its left edge.
    pub(super) edge: Option<Rgb>,
    /// Free space around the text, in points.
    pub(super) inset: f64,
    /// Whether the text stands at its middle, its bottom, or its top.
    pub(super) anchor: &'static str,
}

impl Frame {
    pub(super) const PLAIN: Self = Self {
        fill: None,
        edge: None,
        inset: 0.0,
        anchor: "t",
    };
}

/// The shapes of a slide.
#[derive(Debug, Default)]
pub(super) struct Shapes {
    text: String,
    /// How many there are; their numbers begin behind that of the tree.
    count: u32,
}

fn transform(tag: &str, area: Area) -> String {
    format!(
        "<{tag}><a:off x=\"{}\" y=\"{}\"/><a:ext cx=\"{}\" cy=\"{}\"/></{tag}>",
        emu(area.left),
        emu(area.top),
        emu(area.width),
        emu(area.height)
    )
}

impl Shapes {
    /// All of them.
    pub(super) fn finish(self) -> String {
        self.text
    }

    fn next(&mut self) -> u32 {
        self.count += 1;
        self.count + 1
    }

    /// A placeholder of the layout, filled with paragraphs.
    pub(super) fn placeholder(&mut self, of: &Placeholder, name: &str, paragraphs: &[Paragraph]) {
        let content: String = paragraphs.iter().map(Paragraph::markup).collect();
        self.filled_placeholder(of, name, &content);
    }

    /// The number of the slide.
    pub(super) fn slide_number(&mut self, of: &Placeholder) {
        self.filled_placeholder(
            of,
            "Số trang",
            "<a:p><a:fld id=\"{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}\" type=\"slidenum\"><a:rPr lang=\"vi-VN\"/><a:t>‹#›</a:t></a:fld>\
             <a:endParaRPr lang=\"vi-VN\"/></a:p>",
        );
    }

    fn filled_placeholder(&mut self, of: &Placeholder, name: &str, content: &str) {
        let id = self.next();
        let kind = match of.kind.as_str() {
            "obj" => String::new(),
            kind => format!(" type=\"{}\"", quoted(kind)),
        };
        let index = of.index.as_ref();
        let index = index.map_or_else(String::new, |index| format!(" idx=\"{}\"", quoted(index)));
        let _never_fails = write!(
            self.text,
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr>\
             <p:nvPr><p:ph{kind}{index}/></p:nvPr></p:nvSpPr><p:spPr/>\
             <p:txBody><a:bodyPr/><a:lstStyle/>{content}</p:txBody></p:sp>",
            quoted(name)
        );
    }

    /// A box of text.
    pub(super) fn text_box(
        &mut self,
        (area, frame): (Area, Frame),
        name: &str,
        paragraphs: &[Paragraph],
    ) {
        let id = self.next();
        let inset = emu(frame.inset);
        let behind = match frame.fill {
            Some(colour) => fill(colour),
            None => "<a:noFill/>".to_owned(),
        };
        let content: String = paragraphs.iter().map(Paragraph::markup).collect();
        let _never_fails = write!(
            self.text,
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{}\"/><p:cNvSpPr txBox=\"1\"/><p:nvPr/></p:nvSpPr>\
             <p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>{behind}</p:spPr>\
             <p:txBody><a:bodyPr wrap=\"square\" lIns=\"{inset}\" tIns=\"{inset}\" rIns=\"{inset}\" bIns=\"{inset}\" \
             rtlCol=\"0\" anchor=\"{}\"><a:noAutofit/></a:bodyPr><a:lstStyle/>{content}</p:txBody></p:sp>",
            quoted(name),
            transform("a:xfrm", area),
            frame.anchor
        );
        if let Some(edge) = frame.edge {
            self.strip(Area::new(area.left, area.top, 5.0, area.height), edge);
        }
    }

    /// A strip of colour that says nothing.
    fn strip(&mut self, area: Area, colour: Rgb) {
        let id = self.next();
        let _never_fails = write!(
            self.text,
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"Vạch màu {id}\"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>\
             <p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>{}<a:ln><a:noFill/></a:ln></p:spPr></p:sp>",
            transform("a:xfrm", area),
            fill(colour)
        );
    }

    /// A chart, by the relation that leads to it.
    pub(super) fn chart(&mut self, frame: Framed, relation: &str) {
        self.graphic(&frame, &graphic(relation));
    }

    /// A table: its columns' widths and its rows, which are markup.
    pub(super) fn table(&mut self, frame: &Framed, widths: &[f64], rows: &str) {
        let columns: String = widths
            .iter()
            .map(|width| format!("<a:gridCol w=\"{}\"/>", emu(*width)))
            .collect();
        self.graphic(
            frame,
            &format!(
                "<a:graphic><a:graphicData uri=\"{TABLE}\"><a:tbl><a:tblPr firstRow=\"1\" bandRow=\"1\"/>\
                 <a:tblGrid>{columns}</a:tblGrid>{rows}</a:tbl></a:graphicData></a:graphic>"
            ),
        );
    }

    fn graphic(&mut self, frame: &Framed, graphic: &str) {
        let id = self.next();
        let _never_fails = write!(
            self.text,
            "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id=\"{id}\" name=\"{}\" descr=\"{}\"/>\
             <p:cNvGraphicFramePr><a:graphicFrameLocks noGrp=\"1\"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>\
             {}{graphic}</p:graphicFrame>",
            quoted(&frame.name),
            quoted(&frame.description),
            transform("p:xfrm", frame.area),
        );
    }
}

/// Where a chart or a table stands, and what it says to those who do not see it.
#[derive(Debug, Clone)]
pub(super) struct Framed {
    pub(super) area: Area,
    pub(super) name: String,
    pub(super) description: String,
}

/// A cell of a table.
#[derive(Debug, Clone)]
pub(super) struct TableCell {
    pub(super) paragraph: Paragraph,
    pub(super) fill: Rgb,
}

/// Free space left and right of a cell's text, and above and below it, in points.
pub(super) const CELL_SIDE: f64 = 6.0;
pub(super) const CELL_ABOVE: f64 = 3.0;

/// A row of a table as markup.
pub(super) fn table_row(height: f64, cells: &[TableCell], line: Rgb) -> String {
    let line = format!("<a:lnB w=\"9525\">{}</a:lnB>", fill(line));
    let none = |side: &str| format!("<a:{side} w=\"0\"><a:noFill/></a:{side}>");
    let lines = format!("{}{}{}{line}", none("lnL"), none("lnR"), none("lnT"));
    let (side, above) = (emu(CELL_SIDE), emu(CELL_ABOVE));
    let cells: String = cells
        .iter()
        .map(|cell| {
            format!(
                "<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{}</a:txBody>\
                 <a:tcPr marL=\"{side}\" marR=\"{side}\" marT=\"{above}\" marB=\"{above}\" anchor=\"ctr\">{lines}{}</a:tcPr></a:tc>",
                cell.paragraph.markup(),
                fill(cell.fill)
            )
        })
        .collect();
    format!("<a:tr h=\"{}\">{cells}</a:tr>", emu(height))
}
