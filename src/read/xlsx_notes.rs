//! What stands over the cells of an `xlsx` sheet: notes on cells and boxes with text. No figure is ever read of them, and
//! where they cannot be read the sheet only has none.

use super::look::SheetNote;
use super::package::Package;
use super::values::place;
use super::xlsx_outline::relations_of;
use super::xlsx_text::unescaped;
use super::xml::{attribute, utf8};
use crate::location::CellAddress;
use memchr::memmem;
use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::Event;

/// The largest part that is looked into, and the longest text that is told.
const LARGEST_PART: usize = 4 << 20;
const MOST_CHARACTERS: usize = 300;
/// The most notes of a sheet that are told.
const MOST_NOTES: usize = 200;

/// The notes and boxes of a sheet, whose part behind its cells this is.
pub(super) fn read_notes(
    package: &mut Package<'_>,
    sheet: &str,
    behind_cells: &[u8],
) -> Vec<SheetNote> {
    let has = |mark: &[u8]| memmem::find(behind_cells, mark).is_some();
    if !has(b"rawing") {
        return Vec::new();
    }
    let Ok(relations) = relations_of(package, sheet) else {
        return Vec::new();
    };
    let mut notes = Vec::new();
    for relation in relations.values() {
        let is_drawing = match relation.kind.as_str() {
            "comments" => false,
            "drawing" => true,
            _ => continue,
        };
        let part = package.part(&relation.target).ok().flatten();
        let part = part.filter(|part| part.len() <= LARGEST_PART);
        notes.extend(
            part.and_then(|part| notes_of(utf8(&part).ok()?, is_drawing))
                .unwrap_or_default(),
        );
    }
    notes.truncate(MOST_NOTES);
    notes
}

/// The notes of a part of comments, or the boxes of a drawing.
fn notes_of(part: &str, is_drawing: bool) -> Option<Vec<SheetNote>> {
    let mut reader = Reader::from_str(part);
    reader.config_mut().expand_empty_elements = true;
    let mut notes = Vec::new();
    let mut at = None;
    let mut text = String::new();
    // The element whose text is being read.
    let mut inside = Inside::Other;
    let (mut row, mut column) = (None, None);
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => match start.local_name().as_ref() {
                "comment" => (at, text) = (place(&attribute(&start, "ref").ok()??), String::new()),
                "twoCellAnchor" | "oneCellAnchor" => {
                    (row, column, text) = (None, None, String::new())
                }
                "row" if row.is_none() => inside = Inside::Row,
                "col" if column.is_none() => inside = Inside::Column,
                "t" => inside = Inside::Text,
                "p" if !text.is_empty() => text.push(' '),
                _ => {}
            },
            Event::Text(part) => {
                let part = part.xml10_content();
                match inside {
                    Inside::Text => text.push_str(&part),
                    Inside::Row => row = part.trim().parse().ok(),
                    Inside::Column => column = part.trim().parse().ok(),
                    Inside::Other => {}
                }
            }
            Event::GeneralRef(reference) if inside == Inside::Text => {
                match resolve_xml_entity(&reference) {
                    Some(character) => text.push_str(character),
                    None => text.extend(reference.resolve_char_ref().ok()?),
                }
            }
            Event::End(end) => {
                inside = Inside::Other;
                if matches!(
                    end.local_name().as_ref(),
                    "comment" | "twoCellAnchor" | "oneCellAnchor"
                ) {
                    let over = row
                        .zip(column)
                        .map(|(row, column)| CellAddress::new(row, column));
                    let at = if is_drawing { over } else { at.take() };
                    notes.extend(at.and_then(|at| note(at, is_drawing, &text)));
                }
            }
            Event::Eof => return Some(notes),
            _ => {}
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Text,
    Row,
    Column,
    Other,
}

/// A note that says anything.
pub(super) fn note(at: CellAddress, is_box: bool, text: &str) -> Option<SheetNote> {
    let text = unescaped(text);
    let mut text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = text.char_indices().nth(MOST_CHARACTERS) {
        text.truncate(end);
        text.push('…');
    }
    (!text.is_empty()).then_some(SheetNote { at, is_box, text })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_and_boxes_come_with_their_places() {
        let comments = "<comments><commentList><comment ref=\"D17\"><text><r><t>Số đúng</t></r><r><t xml:space=\"preserve\"> là 43</t></r>\
            </text></comment><comment ref=\"D18\"><text/></comment></commentList></comments>";
        let drawing = "<xdr:wsDr><xdr:twoCellAnchor><xdr:from><xdr:col>3</xdr:col><xdr:row>6</xdr:row></xdr:from><xdr:to>\
            <xdr:col>4</xdr:col><xdr:row>7</xdr:row></xdr:to><xdr:sp><xdr:txBody><a:p><a:r><a:t>ĐVT:</a:t></a:r></a:p><a:p><a:r>\
            <a:t>nghìn &amp; triệu</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor><xdr:twoCellAnchor><xdr:pic/>\
            </xdr:twoCellAnchor></xdr:wsDr>";
        let told = |notes: Option<Vec<SheetNote>>| -> Vec<String> {
            let notes = notes.expect("sound").into_iter();
            notes
                .map(|note| format!("{} {}", note.at, note.text))
                .collect()
        };
        assert_eq!(told(notes_of(comments, false)), ["D17 Số đúng là 43"]);
        assert_eq!(told(notes_of(drawing, true)), ["D7 ĐVT: nghìn & triệu"]);
        assert_eq!(notes_of("<comments><comment", false), None);
    }
}
