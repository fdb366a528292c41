//! Pages for Word: A4, Times New Roman, the margins of official letters. The same document gives the same bytes.

use super::Artifact;
use crate::ooxml::{OFFICE_RELATIONS, escaped, packed};
use crate::report::word::{WordAlign, WordBlock, WordDocument, WordLine, WordLook};
use anyhow::{Context, Result};
use std::fmt::Write;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const FONT: &str = "Times New Roman";
/// Half points: 13 points for the body, 12 in tables, 14 for titles.
const BODY: u32 = 26;
const IN_TABLE: u32 = 24;
const TITLE: u32 = 28;
/// What a page holds between its margins, in twentieths of a point.
const WIDTH: u32 = 11906 - LEFT - RIGHT;
const LEFT: u32 = 1701;
const RIGHT: u32 = 1021;
const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Writes a document.
///
/// # Errors
/// Where it cannot be packed: a fault of the program, not of the data.
pub fn render_word(document: &WordDocument) -> Result<Artifact> {
    let bytes = packed(&[
        ("[Content_Types].xml", content_types()),
        (
            "_rels/.rels",
            relations("officeDocument", "word/document.xml"),
        ),
        (
            "word/_rels/document.xml.rels",
            relations("styles", "styles.xml"),
        ),
        ("word/document.xml", body(document)),
        ("word/styles.xml", styles()),
    ]);
    Ok(Artifact {
        name: document.name.clone(),
        bytes: bytes.with_context(|| format!("không ghi được {}", document.name))?,
    })
}

fn content_types() -> String {
    const MAIN: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    format!(
        "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/word/document.xml\" ContentType=\"{MAIN}.document.main+xml\"/>\
         <Override PartName=\"/word/styles.xml\" ContentType=\"{MAIN}.styles+xml\"/></Types>"
    )
}

fn relations(kind: &str, target: &str) -> String {
    format!(
        "{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{OFFICE_RELATIONS}/{kind}\" Target=\"{target}\"/></Relationships>"
    )
}

fn styles() -> String {
    format!(
        "{HEAD}<w:styles xmlns:w=\"{NAMESPACE}\"><w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:ascii=\"{FONT}\" w:hAnsi=\"{FONT}\" w:eastAsia=\"{FONT}\" w:cs=\"{FONT}\"/>\
         <w:sz w:val=\"{BODY}\"/><w:szCs w:val=\"{BODY}\"/><w:lang w:val=\"vi-VN\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr><w:spacing w:after=\"0\"/></w:pPr></w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style></w:styles>"
    )
}

fn body(document: &WordDocument) -> String {
    let mut text = format!("{HEAD}<w:document xmlns:w=\"{NAMESPACE}\"><w:body>");
    for block in &document.blocks {
        match block {
            WordBlock::Sides(sides) => text.push_str(&side_by_side(sides)),
            WordBlock::Paragraph(line, align) => text.push_str(&paragraph(line, *align)),
            WordBlock::Table {
                widths,
                titles,
                rows,
            } => text.push_str(&table(widths, titles, rows)),
        }
    }
    let _never_fails = write!(
        text,
        "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"{RIGHT}\" w:bottom=\"1134\" \
         w:left=\"{LEFT}\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>"
    );
    text
}

fn run(line: &WordLine, size: u32) -> String {
    let (bold, italic, size) = match line.look {
        WordLook::Plain => ("", "", size),
        WordLook::Bold => ("<w:b/>", "", size),
        WordLook::Italic => ("", "<w:i/>", size),
        WordLook::Title => ("<w:b/>", "", TITLE),
    };
    format!(
        "<w:r><w:rPr>{bold}{italic}<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr>\
         <w:t xml:space=\"preserve\">{}</w:t></w:r>",
        escaped(&line.text)
    )
}

fn paragraph(line: &WordLine, align: WordAlign) -> String {
    let properties = match align {
        WordAlign::Centre => "<w:spacing w:before=\"60\" w:after=\"60\"/><w:jc w:val=\"center\"/>",
        WordAlign::Body => {
            "<w:spacing w:before=\"60\" w:after=\"60\"/><w:ind w:firstLine=\"567\"/><w:jc w:val=\"both\"/>"
        }
    };
    format!("<w:p><w:pPr>{properties}</w:pPr>{}</w:p>", run(line, BODY))
}

fn cell(width: u32, paragraphs: &str) -> String {
    format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{paragraphs}</w:tc>")
}

fn grid(widths: &[u32]) -> String {
    let columns = widths.iter();
    let columns: String = columns
        .map(|width| format!("<w:gridCol w:w=\"{width}\"/>"))
        .collect();
    format!("<w:tblGrid>{columns}</w:tblGrid>")
}

fn side_by_side(sides: &[Vec<WordLine>; 2]) -> String {
    let widths = [WIDTH * 2 / 5, WIDTH - WIDTH * 2 / 5];
    let cells: String = sides
        .iter()
        .zip(widths)
        .map(|(lines, width)| {
            let lines: String = lines
                .iter()
                .map(|line| {
                    format!(
                        "<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>{}</w:p>",
                        run(line, IN_TABLE)
                    )
                })
                .collect();
            let lines = if lines.is_empty() { "<w:p/>" } else { &lines };
            cell(width, lines)
        })
        .collect();
    format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{WIDTH}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr>{}\
         <w:tr>{cells}</w:tr></w:tbl><w:p/>",
        grid(&widths)
    )
}

fn table(widths: &[u32], titles: &[String], rows: &[Vec<String>]) -> String {
    let line = |text: &String, look: WordLook, align: &str| {
        let line = WordLine::new(text.clone(), look);
        format!(
            "<w:p><w:pPr><w:jc w:val=\"{align}\"/></w:pPr>{}</w:p>",
            run(&line, IN_TABLE)
        )
    };
    let row = |texts: &[String], look: WordLook, align: &str| {
        let cells = texts.iter().zip(widths);
        cells
            .map(|(text, width)| cell(*width, &line(text, look, align)))
            .collect::<String>()
    };
    let border = |side: &str| {
        format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>")
    };
    let borders: String = ["top", "left", "bottom", "right", "insideH", "insideV"]
        .map(border)
        .concat();
    let mut text = format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblBorders>{borders}</w:tblBorders>\
         <w:tblLayout w:type=\"fixed\"/></w:tblPr>{}<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{}</w:tr>",
        widths.iter().sum::<u32>(),
        grid(widths),
        row(titles, WordLook::Bold, "center")
    );
    for texts in rows {
        let cells = row(texts, WordLook::Plain, "left");
        let _never_fails = write!(text, "<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>");
    }
    text.push_str("</w:tbl><w:p/>");
    text
}
