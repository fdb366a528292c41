//! Pages for Word: A4, Times New Roman, the margins of official letters, page numbers from the second page on. The same
//! document gives the same bytes.

mod chart;
mod parts;
mod styles;
mod table;
mod text;

use super::Artifact;
use crate::report::word::{WordBlock, WordDocument, WordPage};
use anyhow::{Context, Result};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
/// The part with the text.
const DOCUMENT: &str = "word/document.xml";
/// What a page holds between its margins, in twentieths of a point.
const WIDTH: u32 = 11906 - LEFT - RIGHT;
/// 30, 15 and 20 mm.
const LEFT: u32 = 1701;
const RIGHT: u32 = 851;
const ABOVE_AND_BELOW: u32 = 1134;

/// Writes a document.
///
/// # Errors
/// Where it cannot be packed: a fault of the program, not of the data.
pub fn render_word(document: &WordDocument) -> Result<Artifact> {
    let bytes = packed(document);
    Ok(Artifact {
        name: document.name.clone(),
        bytes: bytes.with_context(|| format!("không ghi được {}", document.name))?,
    })
}

fn packed(document: &WordDocument) -> Result<Vec<u8>> {
    let (mut package, numbers) = parts::package(document)?;
    let mut text = format!(
        "{HEAD}<w:document xmlns:w=\"{NAMESPACE}\" xmlns:r=\"{RELATIONS}\" xmlns:wp=\"{DRAWING}\"><w:body>"
    );
    let mut is_first_part = true;
    let mut lies = WordPage::Upright;
    for (position, block) in document.blocks.iter().enumerate() {
        match block {
            WordBlock::Sides(sides) => text.push_str(&text::side_by_side(sides)),
            WordBlock::Paragraph(kind, lines) => text.push_str(&text::paragraph(*kind, lines)),
            WordBlock::Table(table) => text.push_str(&table::table(table)),
            WordBlock::Chart(spec) => {
                text.push_str(&chart::chart(spec, position + 1, &mut package)?);
            }
            WordBlock::NewPart(next) => {
                // A part's page belongs to its last paragraph.
                let page = page(&numbers, is_first_part, lies);
                lies = *next;
                text.push_str("<w:p><w:pPr><w:spacing w:line=\"20\" w:lineRule=\"exact\"/>");
                text.push_str(&page);
                text.push_str("</w:pPr></w:p>");
                is_first_part = false;
            }
        }
    }
    text.push_str(&page(&numbers, is_first_part, lies));
    text.push_str("</w:body></w:document>");
    package.put(DOCUMENT, text);
    Ok(package.finish()?)
}

/// The page of a part: what comes after the first part has numbers of its own.
fn page(numbers: &str, is_first_part: bool, lies: WordPage) -> String {
    let start = match is_first_part {
        true => "",
        false => "<w:pgNumType w:start=\"1\"/>",
    };
    let size = match lies {
        WordPage::Upright => "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>",
        WordPage::Across => "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>",
    };
    format!(
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"{numbers}\"/>\
         {size}<w:pgMar w:top=\"{ABOVE_AND_BELOW}\" w:right=\"{RIGHT}\" \
         w:bottom=\"{ABOVE_AND_BELOW}\" w:left=\"{LEFT}\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>\
         {start}<w:titlePg/></w:sectPr>"
    )
}
